"""What is remembered from one run to the next: bytes by what they are made from, in the user's cache folder.

It may be deleted, damaged, full or read-only at any time: then the bytes are made again.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

_MOST = 1024
"""How many entries of a kind are kept: those that were used last."""
_LARGEST = 1 << 28
"""How many bytes the entries of a kind may have together: those used last again."""
_DIGEST = hashlib.sha256().digest_size


def recall(kind: str, source: str) -> bytes | None:
    """What was kept of this kind for `source`; None where nothing is, or nothing whole."""
    if folder := _folder(kind):
        path = folder / _name(source)
        with suppress(OSError):
            held = path.read_bytes()
            if held[:_DIGEST] == _seal(path.name, held[_DIGEST:]):
                os.utime(path)
                return held[_DIGEST:]
    return None


def keep(kind: str, source: str, data: bytes) -> None:
    """Keep bytes for the next run. `source` names all that they depend on, versions of libraries too."""
    if folder := _folder(kind):
        path = folder / _name(source)
        with suppress(OSError):
            _write(path, _seal(path.name, data) + data)


def _name(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def _seal(name: str, data: bytes) -> bytes:
    """A hash by which an entry is known to be whole, and the one that was asked for."""
    return hashlib.sha256(name.encode() + data).digest()


@cache
def _folder(kind: str) -> Path | None:
    """Where entries of a kind lie; None where no folder can be had that nobody else writes into.

    Some of what is kept is run as it is read.
    """
    from platformdirs import user_cache_path  # nothing is remembered by most commands

    folder = user_cache_path("briefgen", appauthor=False) / kind
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in (folder, folder.parent):
            status = each.stat()
            if status.st_uid != os.geteuid() or status.st_mode & 0o022:
                return None
    except (OSError, RuntimeError):  # the second where a user has no home
        return None
    return folder


def _write(path: Path, data: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    _prune(path.parent)


def _prune(folder: Path) -> None:
    with os.scandir(folder) as found:
        entries = sorted(((entry.stat(), entry.path) for entry in found), key=_used, reverse=True)
    left = _LARGEST
    for number, (status, path) in enumerate(entries):
        left -= status.st_size
        if number >= _MOST or left < 0:
            Path(path).unlink(missing_ok=True)


def _used(entry: tuple[os.stat_result, str]) -> float:
    return entry[0].st_mtime
