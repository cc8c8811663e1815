"""A PDF from anywhere, opened: its objects, and what is attached to it."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from types import FrameType
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

SIZE_LIMIT = 200_000_000
"""Bytes of a PDF, at most."""
_OBJECTS = 2_000_000
"""Objects of a tree that are looked at, at most."""
SECONDS = 60
"""For a PDF and again for each megabyte of it, at most: ten times what an issue was measured to take."""

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it remarks of a damaged file, we say ourselves
logging.getLogger("pypdf").propagate = False


class Unreadable(Exception):  # noqa: N818 - said of a file, to who was given it
    """A file that nothing can be said of: why, and what to do about it."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


_DAMAGED = "ask whoever sent it to send it again, as a file and not through a program that changes it"


@contextmanager
def reading(data: bytes) -> Iterator[None]:
    """A stretch in which a PDF is read. Whatever is wrong with it, and whatever it takes, becomes `Unreadable`."""
    seconds = SECONDS * (1 + len(data) // 1_000_000)

    def over(_number: int, _frame: FrameType | None) -> None:
        raise Unreadable(f"it was not read through within {seconds:,} s", _DAMAGED)

    before = None
    with suppress(ValueError):  # only the main thread has signals
        before = signal.signal(signal.SIGALRM, over)
        signal.alarm(seconds)
    try:
        yield
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("it takes more memory than there is", _DAMAGED) from None
    except Exception as error:  # a library that reads what strangers write can raise anything
        said = shown(str(error)).rstrip(".") or type(error).__name__
        raise Unreadable(f"it is damaged: {said}", _DAMAGED) from None
    finally:
        if before is not None:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)


def opened(data: bytes) -> PdfReader:
    """The PDF in some bytes. Raises `Unreadable`, and, inside `reading` only, that alone."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("it is no PDF", "name a PDF that `briefgen build` made")
    try:
        reader = PdfReader(BytesIO(data))
    except DependencyError:  # it would try the empty password, with a cipher that it has no library for
        raise _encrypted() from None
    if reader.is_encrypted:
        raise _encrypted()
    return reader


def _encrypted() -> Unreadable:
    return Unreadable("it is encrypted", "ask for it without a password: what is filed must open without one")


def shown(text: str) -> str:
    """Words from a stranger's file, as they may be printed: on one line, not too long."""
    return "".join(each if each.isprintable() else "?" for each in " ".join(text.split()))[:80]


def held(value: Any) -> Any:
    """A value itself, where it may be a reference to it."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def dictionary(holder: Any, *keys: str) -> DictionaryObject:
    """The dictionary under keys, one inside the other; an empty one where there is none."""
    for key in keys:
        holder = held(holder.get(key)) if isinstance(holder, DictionaryObject) else None
    return holder if isinstance(holder, DictionaryObject) else DictionaryObject()


def listed(holder: Any, key: str) -> list[Any]:
    """The entries of the list under a key, which may be a single one."""
    found = held(holder.get(key)) if isinstance(holder, DictionaryObject) else None
    if isinstance(found, ArrayObject):
        return list(found)
    return [] if found is None else [holder.raw_get(key)]


def title(reader: PdfReader) -> str:
    """The title that a reader shows; empty where there is none."""
    return str(held(dictionary(reader.trailer, "/Info").get("/Title")) or "").strip()


def objects(reader: PdfReader) -> Iterator[tuple[int, Any]]:
    """Every object that the document leads to, once, with its number (0: it has none of its own)."""
    seen: set[int] = set()
    waiting: list[tuple[int, Any]] = [(0, reader.trailer)]
    count = 0
    while waiting:
        number, value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                continue
            seen.add(value.idnum)
            number, value = value.idnum, held(value)
        if (count := count + 1) > _OBJECTS:
            raise Unreadable(f"it has more than {_OBJECTS:,} objects", _DAMAGED)
        if isinstance(value, DictionaryObject):
            yield number, value
            waiting += [(number, value.raw_get(key)) for key in value]
        elif isinstance(value, ArrayObject):
            waiting += [(number, entry) for entry in value]


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file in a PDF: its name, its bytes or why there are none, and what it is to the document, if that is said."""

    name: str
    data: bytes
    fault: str
    relationship: str | None
    mime: str
    number: int


def enclosed(reader: PdfReader) -> list[Enclosed]:
    """The files in a PDF, in the order of its list of names. Together they may hold as much as a PDF."""
    found: list[Enclosed] = []
    room = SIZE_LIMIT
    names = dictionary(reader.trailer, "/Root", "/Names", "/EmbeddedFiles")
    waiting, seen = [names], 0
    while waiting and (seen := seen + 1) < 1_000:
        node = waiting.pop(0)
        waiting += [kid for each in listed(node, "/Kids") if isinstance(kid := held(each), DictionaryObject)]
        pairs = listed(node, "/Names")
        for name, value in zip(pairs[::2], pairs[1::2], strict=False):
            found.append(_enclosed(name, value, room))
            room -= len(found[-1].data)
    return found


def _enclosed(key: Any, value: Any, room: int) -> Enclosed:
    number = value.idnum if isinstance(value, IndirectObject) else 0
    spec = held(value)
    spec = spec if isinstance(spec, DictionaryObject) else DictionaryObject()
    name = held(spec.get("/UF")) or held(spec.get("/F")) or held(key)
    stream = dictionary(spec, "/EF").get("/F")
    content, fault = b"", ""
    try:
        stream = held(stream)
        content = stream.get_data() if isinstance(stream, StreamObject) else b""
        fault = "" if isinstance(stream, StreamObject) else "nothing is there"
    except Unreadable:
        raise
    except Exception as error:
        fault = shown(str(error)) or type(error).__name__
    if len(content) > room:
        content, fault = b"", f"with those before it, it is larger than {SIZE_LIMIT // 1_000_000} MB"
    relationship = held(spec.get("/AFRelationship"))
    mime = dictionary(spec, "/EF", "/F").get("/Subtype", "")
    return Enclosed(str(name), content, fault, str(relationship)[1:] if relationship else None, str(mime)[1:], number)
