"""Putting output in place: whole, or not at all.

The unit is a folder. Its new files are written into a fresh folder beside it, flushed to the disk, and the two are
swapped in one step, so that a build that fails, is killed or runs out of space leaves the previous folder as it was.
Which files are ours is written in a manifest among them; every other file in the folder is its owner's, and stays.

What a killed build leaves lies beside under a name of its own, `.<name>.briefgen-<random>`, and the next build to
hold the lock clears it away.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import stat
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefgen.build import manifest
from briefgen.build.files import printable
from briefgen.build.swap import beside, carry, clear_leftovers, flush_folder, replace, swap, write

LOCK = ".briefgen.lock"
"""The name of the file in an output folder that the builder at work holds locked."""

_SPACE = "free some space, then build again"
_ELSEWHERE = "build into another folder with `--out`"
_WORDS = {
    errno.ENOSPC: ("the disk is full", _SPACE),
    errno.EDQUOT: ("the disk quota is used up", _SPACE),
    errno.EFBIG: ("a file may not grow that large", "raise the limit with `ulimit -f`, then build again"),
    errno.EROFS: ("the disk is read-only", _ELSEWHERE),
    errno.EACCES: ("permission is denied", f"make it and the folder around it writable, or {_ELSEWHERE}"),
    errno.EPERM: ("permission is denied", f"make it and the folder around it writable, or {_ELSEWHERE}"),
    errno.EEXIST: ("a file stands where a folder belongs", f"move it away, or {_ELSEWHERE}"),
    errno.ENOTDIR: ("a file stands where a folder belongs", f"move it away, or {_ELSEWHERE}"),
    errno.ENAMETOOLONG: ("its name is too long for the file system", "shorten the id of the brief"),
    errno.EBUSY: ("it is in use by the system", _ELSEWHERE),
    errno.EXDEV: ("another disk is mounted in it", _ELSEWHERE),
}


class PublishError(Exception):
    """Output could not be put in place: what went wrong, and what to do about it."""

    def __init__(self, message: str, hint: str | None = None, in_place: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.in_place = in_place
        """Whether the output is there all the same, and only the one before could not be cleared away."""


@contextmanager
def locked(output: Path, wait: float = 10.0, within: Path | None = None) -> Iterator[None]:
    """Hold the output folder alone, made if need be and cleared of what killed builds left in it.

    Where it lies `within` another one of ours, the folders on the way to it are ours to make as well.

    Waits up to `wait` seconds for another builder, then raises `PublishError`.
    """
    with in_words(output):
        for above in reversed(output.parents):
            if within is not None and above.is_relative_to(within):
                _make_folder(above)
        lock = _lock(output, time.monotonic() + wait)
    try:
        with in_words(output):
            clear_leftovers(output)
        yield
    finally:
        with contextlib.suppress(OSError):  # left behind, it does no harm
            if _is_same(lock, output / LOCK):  # removed while held: whoever waits sees it gone and makes another
                (output / LOCK).unlink()
        os.close(lock)


def publish(
    folder: Path, files: Mapping[str, bytes], made_from: str = "", about: Mapping[str, object] | None = None
) -> None:
    """Make `files`, by name, the files of ours in `folder`, all in one step; called with its parent `locked`.

    Nothing is written where they already are. A file of the same name that is not ours is never overwritten. Files of
    an earlier build stay where that build was `made_from` the same, as the manifest tells; else they are stale and go.
    What is to be known `about` them is kept in the manifest.

    Raises `PublishError`; then the folder is as it was, unless the message says that the new one is in place.
    """
    with in_words(folder):
        present = is_folder(folder)
        ours = manifest.ours(folder)
        if made_from and manifest.read(folder).get("made_from") == made_from:
            files = {**manifest.kept(folder), **files}
        entries = {name: manifest.entry(data) for name, data in files.items()}
        new = {manifest.MANIFEST: manifest.made(entries, made_from, about), **files}
        if all(_holds(folder / name, data) for name, data in new.items()):
            return
        refuse_to_overwrite(folder, new, ours)
        stage = beside(folder)
        try:
            stage.mkdir()
            for name, data in new.items():
                write(stage / name, data)
            if present:
                carry(folder, stage, leave=ours)
                shutil.copymode(folder, stage)
            flush_folder(stage)
            old = swap(stage, folder) if present else stage.rename(folder)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
    try:
        flush_folder(folder.parent)
        if present:
            carry(old, folder, leave=ours)  # what its owner added while we worked
            shutil.rmtree(old)
    except OSError as error:
        message = f"the new `{shown(folder)}` is in place, but the previous one is not cleared away: {_why(error)}"
        raise PublishError(message, f"delete `{shown(old)}`" if present else None, in_place=True) from error


def publish_file(path: Path, data: bytes) -> None:
    """Make `data` the content of one file of ours; called with its folder `locked`.

    The folder's manifest lists it from just before, so that a file which is not ours is never overwritten.

    Raises `PublishError`; then the file is as it was.
    """
    with in_words(path):
        folder = path.parent
        listed = {name: entry for name, entry in manifest.listed(folder).items() if (folder / name).exists()}
        refuse_to_overwrite(folder, {path.name: data}, manifest.ours(folder))
        listing = manifest.made({**listed, path.name: manifest.entry(data)})
        for name, content in ((manifest.MANIFEST, listing), (path.name, data)):
            if not _holds(folder / name, content):
                replace(folder / name, content)


# What is there


def is_folder(path: Path) -> bool:
    """Whether it is there; anything there that is not a folder is refused."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISLNK(mode):
        message = f"`{shown(path)}` is a symbolic link, and briefgen writes through none"
        raise PublishError(message, "remove the link, or build into the folder it leads to with `--out`")
    if not stat.S_ISDIR(mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):  # it could be swapped away, but never emptied
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return True


def _holds(path: Path, data: bytes) -> bool:
    return manifest.is_file(path) and path.stat().st_size == len(data) and path.read_bytes() == data


def refuse_to_overwrite(folder: Path, new: Mapping[str, bytes], ours: Collection[str]) -> None:
    """Raise where a file that is not ours stands in the way of another one than it."""
    for name, data in new.items():
        path = folder / name
        if name not in ours and os.path.lexists(path) and not _holds(path, data):
            message = f"`{shown(path)}` is in the way: no manifest of briefgen's lists it, so it is not overwritten"
            raise PublishError(message, f"move it away, or {_ELSEWHERE}")


# One build at a time


def _lock(output: Path, deadline: float) -> int:
    while True:
        _make_folder(output)
        lock = os.open(output / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same(lock, output / LOCK):
                return lock
        except BlockingIOError:
            pass
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)
        if time.monotonic() > deadline:
            message = f"another build is writing into `{shown(output)}`"
            raise PublishError(message, "wait until it has ended, then build again")
        time.sleep(0.02)


def _is_same(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.lstat())
    except FileNotFoundError:
        return False


def _make_folder(path: Path) -> None:
    if not is_folder(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """What the system has against writing there, as `PublishError`."""
    try:
        yield
    except OSError as error:
        _, hint = _WORDS.get(error.errno or 0, ("", None))
        raise PublishError(f"`{shown(path)}` cannot be written: {_why(error)}", hint) from error


def _why(error: OSError) -> str:
    why, _ = _WORDS.get(error.errno or 0, ((error.strerror or str(error)).lower(), None))
    return why


def shown(path: Path) -> str:
    """A path in a message."""
    return printable(str(path))
