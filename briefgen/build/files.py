"""Reading files that may come from anyone, without ever leaving the folder they are in.

Folders are opened one inside the other, links are refused at every step, and only regular files of bounded size are
read. Whatever cannot be read is an `Unreadable`, which says so to the author: nothing here raises for a file's sake,
and nothing is passed over in silence.
"""

from __future__ import annotations

import difflib
import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

YAML_SUFFIXES = (".yaml", ".yml")
SIZE_LIMIT = 20_000_000
"""Bytes of a file, at most. Of a text the reader takes fewer, and says so in its own words."""
DEPTH_LIMIT = 32
"""Parts of a name, at most: folders one inside the other, and the file."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK  # opening a FIFO must not wait for its writer
# C0 and C1 controls, line separators, bidirectional controls, bytes that are not UTF-8
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WORDS = {
    errno.EACCES: ("permission is denied", "make it readable for the user who runs briefgen"),
    errno.EPERM: ("permission is denied", "make it readable for the user who runs briefgen"),
    errno.ELOOP: ("it is a symbolic link, and briefgen follows none", None),
    errno.ENOENT: ("it does not exist", None),
    errno.ENAMETOOLONG: ("its name is too long for the file system", "shorten it"),
}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A fault of a whole file: its name as printable text, why it was not read, and what to do if that is known."""

    name: str
    reason: str
    hint: str | None
    missing: bool = False


class _Fault(Exception):  # noqa: N818 - never seen outside: becomes an `Unreadable`
    def __init__(self, reason: str, hint: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class _Missing(_Fault):
    pass


def read(root: Path, name: str) -> bytes | Unreadable:
    """The bytes of a file inside the folder `root`, by its path from there with forward slashes."""
    try:
        return _read(root, name)
    except _Fault as fault:
        return Unreadable(printable(name), fault.reason, fault.hint, isinstance(fault, _Missing))
    except OSError as error:
        return Unreadable(printable(name), *in_words(error))


def names(root: Path, folder: str, wanted: Callable[[str], bool]) -> list[str]:
    """The names of the wanted files under a folder of `root`, sorted; none where the folder does not exist.

    Hidden files and folders are skipped. A folder that cannot be listed, and a link to one, is a name too, so that
    `read` reports it.
    """
    *above, last = folder.split("/")
    try:
        with _folder(root, above) as opened:
            _lstat(opened, above, last)
            return sorted(_walk(opened, folder, wanted))
    except _Missing:
        return []
    except (_Fault, OSError):
        return [folder]


def printable(name: str) -> str:
    """A file's name as text that is safe to print, whatever bytes it is made of."""
    return UNPRINTABLE.sub(_escaped, name)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte that Python could not decode
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def in_words(error: OSError) -> tuple[str, str | None]:
    """Why the system did not let us read, and what to do if that is known."""
    words = _WORDS.get(error.errno or 0)
    return words or ((error.strerror or "it cannot be read").lower(), None)


def _parts(name: str) -> list[str]:
    if UNPRINTABLE.search(name):
        undecoded = any("\ud800" <= character <= "\udfff" for character in name)
        what = "is not UTF-8" if undecoded else "holds characters that cannot be printed"
        raise _Fault(f"its name {what}", "rename the file")
    parts = name.split("/")
    if name.startswith("/"):
        raise _Fault("it is an absolute path", "name a file inside the project, by its path from there")
    if ".." in parts:
        raise _Fault("`..` may lead out of the project", "name a file inside the project, by its path from there")
    if "" in parts or "." in parts:
        raise _Fault("it is not the name of a file")
    if len(parts) > DEPTH_LIMIT:
        raise _Fault(f"it lies more than {DEPTH_LIMIT} folders deep", "move it up")
    return parts


def _read(root: Path, name: str) -> bytes:
    *folders, last = _parts(name)
    with _folder(root, folders) as folder:
        mode = _lstat(folder, folders, last).st_mode
        if stat.S_ISDIR(mode):
            os.close(os.open(last, _FOLDER, dir_fd=folder))  # a folder that cannot be opened says why
            raise _Fault("it is a folder, not a file")
        if not stat.S_ISREG(mode):
            raise _Fault("it is not a regular file but a pipe, a socket or a device", "put a file in its place")
        return _content(os.open(last, _FILE, dir_fd=folder))


def _content(file: int) -> bytes:
    with os.fdopen(file, "rb") as stream:
        info = os.fstat(file)
        if not stat.S_ISREG(info.st_mode):  # it changed since we looked
            raise _Fault("it is not a regular file")
        content = stream.read(SIZE_LIMIT + 1) if info.st_size <= SIZE_LIMIT else None
    if content is None or len(content) > SIZE_LIMIT:
        raise _Fault(f"it is larger than {SIZE_LIMIT // 1_000_000} MB", "split it, or make it smaller")
    return content


@contextmanager
def _folder(root: Path, parts: Sequence[str]) -> Iterator[int]:
    """A descriptor of a folder inside the project, reached without following a link."""
    folder = os.open(root, _FOLDER)
    try:
        for index, part in enumerate(parts):
            if not stat.S_ISDIR(_lstat(folder, parts[:index], part).st_mode):
                raise _Fault(f"`{'/'.join(parts[: index + 1])}` is not a folder")
            inner = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        yield folder
    finally:
        os.close(folder)


def _lstat(folder: int, above: Sequence[str], part: str) -> os.stat_result:
    try:
        info = os.stat(part, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        with os.scandir(folder) as entries:
            there = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        near = difflib.get_close_matches(part, there, 1)
        hint = f"did you mean `{printable('/'.join([*above, near[0]]))}`?" if near else None
        raise _Missing("it does not exist", hint) from None
    if stat.S_ISLNK(info.st_mode):
        link = printable("/".join([*above, part]))
        raise _Fault(f"`{link}` is a symbolic link, and briefgen follows none", "put what it leads to in its place")
    return info


def _walk(above: int, name: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    try:
        folder = os.open(name.rpartition("/")[2], _FOLDER, dir_fd=above)
    except OSError:
        yield name
        return
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                inner = f"{name}/{entry.name}"
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False) and inner.count("/") < DEPTH_LIMIT:
                    yield from _walk(folder, inner, wanted)
                elif wanted(entry.name) or _hides_a_folder(entry):
                    yield inner
    except OSError:
        yield name
    finally:
        os.close(folder)


def _hides_a_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry stands for a folder we do not enter: a link to one, or one too deep."""
    try:
        return entry.is_dir()
    except OSError:
        return True
