"""Writing aside and swapping in: what is new stands beside what it replaces until it is complete and on the disk.

Whatever stands aside is called `.<name>.briefgen-<random>`, so that a later build knows it for what it is, should this
one be killed. Everything here raises `OSError`.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Collection
from pathlib import Path

_LEFTOVER = re.compile(r"\.(?P<name>.+)\.briefgen-[0-9a-f]{8}(?P<kind>\.copy|\.aside)?", re.DOTALL)
_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_NO_LINK = {*_UNSUPPORTED, errno.EPERM, errno.EACCES, errno.EMLINK, errno.EXDEV}


def beside(path: Path) -> Path:
    """A name in the same folder for what is to replace `path`."""
    return path.with_name(f".{path.name}.briefgen-{secrets.token_hex(4)}")


def write(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, down to the disk."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    finally:
        os.close(file)


def replace(path: Path, data: bytes, last_look: Callable[[], None] = lambda: None) -> None:
    """Replace a file, or make it, in one step. Who may read and write it stays as it is.

    `last_look` is asked when all is ready; where it raises, the file stays.
    """
    aside = beside(path)
    try:
        write(aside, data)
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(path, aside)
        last_look()
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def make(path: Path, data: bytes) -> None:
    """Make a file that does not exist yet, whole or not at all. Raises `FileExistsError` where there is one."""
    aside = beside(path)
    try:
        write(aside, data)
        try:
            os.link(aside, path)
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            aside.rename(path)
    finally:
        aside.unlink(missing_ok=True)
    flush_folder(path.parent)


def flush_folder(path: Path) -> None:
    """Put a folder's entries on the disk, as far as its file system can."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(folder)


def carry(source: Path, target: Path, leave: Collection[str] = ()) -> None:
    """Put into `target` what `source` holds and it does not, but for the names to `leave`: by hard link if possible.

    Raises for a folder that could not be removed from `source` afterwards.
    """
    with os.scandir(source) as entries:
        for entry in entries:
            there = target / entry.name
            if entry.name in leave:
                continue
            if entry.is_dir(follow_symlinks=False):
                _carry_folder(Path(entry.path), there)
            elif not os.path.lexists(there):
                _link(Path(entry.path), there)


def _carry_folder(source: Path, target: Path) -> None:
    if source.lstat().st_dev != target.parent.lstat().st_dev:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
    if not os.access(source, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    target.mkdir(exist_ok=True)
    carry(source, target)
    shutil.copystat(source, target)
    flush_folder(target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def swap(stage: Path, folder: Path) -> Path:
    """Put the complete folder `stage` in the place of `folder`: in one step, or else so that a kill can be made good.

    Returns where the old folder is now.
    """
    if _exchange(stage, folder):
        return stage
    old = stage.with_name(stage.name + ".aside")
    try:
        _set_aside(folder, old)
        stage.rename(folder)
    except BaseException:
        if old.exists():
            _put_back(old, folder)
        raise
    return old


def _set_aside(folder: Path, old: Path) -> None:
    try:
        folder.rename(old)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # In a container, a folder that came with the image cannot be renamed, but it can be linked file by file.
        copy = old.with_suffix(".copy")
        try:
            copy.mkdir()
            carry(folder, copy)
            shutil.copymode(folder, copy)
            flush_folder(copy)
            copy.rename(old)
        except BaseException:
            shutil.rmtree(copy, ignore_errors=True)
            raise
        shutil.rmtree(folder)


def _put_back(old: Path, folder: Path) -> None:
    if os.path.lexists(folder):
        shutil.rmtree(folder)
    old.rename(folder)


def clear_leftovers(folder: Path) -> None:
    """Remove what killed builds left in a folder of output, and put back what they had only set aside."""
    matches = [match for path in sorted(folder.iterdir()) if (match := _LEFTOVER.fullmatch(path.name))]
    for match in sorted(matches, key=lambda match: match["kind"] != ".aside"):
        leftover, published = folder / match[0], folder / match["name"]
        if match["kind"] == ".aside" and (leftover.with_suffix("").exists() or not os.path.lexists(published)):
            _put_back(leftover, published)
        elif leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system or the file system cannot."""
    import ctypes  # 20 ms, which a check need not wait for

    call = _exchange_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED or code == errno.EXDEV:
        return False
    raise OSError(code, os.strerror(code))


@functools.cache
def _exchange_call() -> Callable[[bytes, bytes], int] | None:
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            swap_call = libc.renamex_np
            return lambda one, other: int(swap_call(one, other, ctypes.c_uint(2)))  # RENAME_SWAP
        rename = libc.renameat2
        at = ctypes.c_int(-100)  # AT_FDCWD
        return lambda one, other: int(rename(at, one, at, other, ctypes.c_uint(2)))  # RENAME_EXCHANGE
    except AttributeError:
        return None
