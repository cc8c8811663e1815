"""What of this program, and of what it stands on, decides what it makes: as a hash, for what is remembered of it."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from zoneinfo import TZPATH

import briefgen


@cache
def fingerprint(*, printed: bool) -> str:
    """What makes briefs here, as a hash: this program by its files, packages, time zones, and Pango where printed."""
    own = sorted(_states(Path(briefgen.__file__).parent))
    beside = sorted(
        name for folder in sys.path for name in _entries(folder) if name.endswith((".dist-info", ".egg-info"))
    )
    made_by = [own, beside, list(_clocks()), sys.version, _pango() if printed else None]
    return hashlib.sha256(json.dumps(made_by).encode()).hexdigest()


def _states(folder: Path) -> Iterator[tuple[str, int, int]]:
    for above, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in files:
            status = Path(above, name).stat()
            yield f"{above}/{name}", status.st_size, status.st_mtime_ns


def _clocks() -> Iterator[tuple[str, int]]:
    """The system's data of time zones, which Python takes before that of a package."""
    for folder in TZPATH:
        for path in (Path(folder), Path(folder, "tzdata.zi")):
            with suppress(OSError):
                yield str(path), path.stat().st_mtime_ns


def _entries(folder: str) -> list[str]:
    """What lies in a folder from which packages are taken; nothing where it is none, as a packed one."""
    try:
        return [entry.name for entry in Path(folder or ".").iterdir()]
    except OSError:
        return []


def _pango() -> int | None:
    for name in ("libpango-1.0.so.0", "libpango-1.0-0.dll", "libpango-1.0.0.dylib"):
        with suppress(OSError, AttributeError):
            version: int = ctypes.CDLL(name).pango_version()
            return version
    return None
