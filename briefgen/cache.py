"""What is remembered from one run to the next: bytes by what they are made from, in the user's cache folder.

It may be deleted, damaged, full or read-only at any time: then the bytes are made again, and `trouble` says why nothing
is remembered.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from functools import cache
from mmap import mmap
from pathlib import Path
from tempfile import NamedTemporaryFile

_MOST = 1024
"""How many entries of a kind are kept: those that were used last."""
_LARGEST = 1 << 28
"""How many bytes the entries of a kind may have together: those used last again."""
_DIGEST = hashlib.sha256().digest_size
_TOLD = mmap(-1, 4096)
"""What first stood in the way of remembering, told by this process or one that it forked: they share these bytes."""


def recall(kind: str, source: str) -> bytes | None:
    """What was kept of this kind for `source`; None where nothing is, or nothing whole."""
    if folder := _folder(kind):
        path = folder / _name(source)
        with suppress(OSError):
            held = path.read_bytes()
            if held[:_DIGEST] == _seal(path.name, held[_DIGEST:]):
                with suppress(OSError):  # what may only be read is as good
                    os.utime(path)
                return held[_DIGEST:]
    return None


def keep(kind: str, source: str, data: bytes) -> None:
    """Keep bytes for the next run, unless they are too many. `source` names all that they depend on, libraries too."""
    if _DIGEST + len(data) <= _LARGEST and (folder := _folder(kind)):
        path = folder / _name(source)
        try:
            _write(path, _seal(path.name, data) + data)
        except FileNotFoundError:  # somebody deletes it all meanwhile
            pass
        except OSError as error:
            _tell(_unwritable(folder, error))


def trouble() -> str:
    """Why something is not remembered, in words, and that once; empty where nothing stood in the way."""
    told = _TOLD[:].rstrip(b"\0").decode(errors="replace")
    _TOLD[:] = bytes(len(_TOLD))
    return told


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

    try:
        folder = user_cache_path("briefgen", appauthor=False) / kind
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in (folder, folder.parent):
            status = each.stat()
            if status.st_uid != os.geteuid() or status.st_mode & 0o022:
                _tell(f"others may write into `{each}`")
                return None
    except RuntimeError:
        _tell("the user has no home folder, and so no cache folder")
        return None
    except OSError as error:
        _tell(_unwritable(folder, error))
        return None
    return folder


def _unwritable(folder: Path, error: OSError) -> str:
    return f"`{folder}` cannot be written: {(error.strerror or str(error)).lower()}"


def _tell(words: str) -> None:
    """Say for `trouble` what stands in the way, unless something has been said."""
    if not _TOLD[0]:
        said = words.encode(errors="replace")[: len(_TOLD)]
        _TOLD[: len(said)] = said


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
        entries = [(entry.stat(), entry.path) for entry in found]
    now = time.time()
    left = _LARGEST
    for number, (status, path) in enumerate(sorted(entries, key=lambda entry: _used(entry[0], now), reverse=True)):
        if number >= _MOST or status.st_size > left:
            Path(path).unlink(missing_ok=True)
        else:
            left -= status.st_size


def _used(status: os.stat_result, now: float) -> float:
    """When an entry was used; what says that it will be is from before the clock was set back, and the first to go."""
    return status.st_mtime if status.st_mtime <= now else 0
