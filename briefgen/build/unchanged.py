"""Briefs that lie in the output folder as this build would make them, and so are not made again."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import briefgen
from briefgen.build import manifest
from briefgen.cache import keep, recall


def is_there(folder: Path, source: str, forms: Sequence[str]) -> tuple[str, ...] | None:
    """The names of the files that these forms of a brief are, where all lie in its folder as they were made.

    `source` is the hash of what they are made from. None where anything is missing, is another, or was not sound.
    """
    try:
        if manifest.read(folder).get("made_from") != source:
            return None
        kept = {name: manifest.entry(data) for name, data in manifest.kept(folder).items()}
    except OSError:  # who writes there says why it cannot be done
        return None
    found = [_recalled(source, form) for form in forms]
    there = [name for name, entry in found if name and kept.get(name) == entry]
    return tuple(there) if len(there) == len(forms) else None


def remember(source: str, files: Mapping[str, bytes]) -> None:
    """Take note of what forms of a brief are, by the name of their file, made without any trouble."""
    for name, data in files.items():
        form = name.rpartition(".")[2]
        keep("briefs", _key(source, form), json.dumps([name, manifest.entry(data)]).encode())


def _recalled(source: str, form: str) -> tuple[str, object]:
    held = recall("briefs", _key(source, form))
    name, entry = json.loads(held) if held else ("", None)
    return name, entry


def _key(source: str, form: str) -> str:
    return json.dumps([source, form, os.environ.get("SOURCE_DATE_EPOCH"), way(form == "pdf")])


@cache
def way(printed: bool) -> str:
    """What makes briefs here, as a hash: this program file by file, the packages beside it, and Pango where printed."""
    own = sorted(_states(Path(briefgen.__file__).parent))
    beside = sorted(
        name for folder in sys.path for name in _entries(folder) if name.endswith((".dist-info", ".egg-info"))
    )
    made_by = [own, beside, sys.version, _pango() if printed else None]
    return hashlib.sha256(json.dumps(made_by).encode()).hexdigest()


def _states(folder: Path) -> Iterator[tuple[str, int, int]]:
    for above, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in files:
            status = Path(above, name).stat()
            yield f"{above}/{name}", status.st_size, status.st_mtime_ns


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
