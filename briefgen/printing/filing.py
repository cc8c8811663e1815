"""The bytes of a PDF: its objects, packed together where they may be, and the table of them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from briefgen.printing.engine import take

_LEVEL = 6
_PACKED = 1 << 18
"""So many bytes of objects are packed together: more are not made smaller by it."""


@dataclass(slots=True)
class File:
    """The file so far: its bytes, and of each object where it lies."""

    pieces: list[bytes] = field(default_factory=list)
    length: int = 0
    rows: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    digest: Any = field(default_factory=lambda: hashlib.md5(usedforsecurity=False))
    free: int = 0
    waiting: list[tuple[int, bytes]] = field(default_factory=list)
    """Objects that are packed together when they are enough."""

    def add(self, data: bytes) -> None:
        """Write on."""
        self.pieces.append(data)
        self.length += len(data)

    def large(self, number: int, data: bytes) -> None:
        """Write an object by itself."""
        self.digest.update(data)
        self.rows[number] = (1, self.length, 0)
        self.add(b"%d 0 obj\n%b\nendobj\n" % (number, data))

    def small(self, objects: Sequence[tuple[int, bytes]]) -> None:
        """Pack objects together (ISO 32000-1, 7.5.7), with those of the sheets before where these are few."""
        self.waiting += objects
        if sum(len(data) for _, data in self.waiting) >= _PACKED:
            self.pack()

    def pack(self) -> None:
        """Pack the objects that wait."""
        objects, self.waiting = self.waiting, []
        if not objects:
            return
        places, position, number = [], 0, self.free
        for index, (each, data) in enumerate(objects):
            self.digest.update(data)
            places.append(b"%d %d" % (each, position))
            position += len(data) + 1
            self.rows[each] = (2, number, index)
        head = b" ".join(places) + b"\n"
        packed = zlib.compress(head + b"\n".join(data for _, data in objects), _LEVEL)
        self.free += 1
        self.rows[number] = (1, self.length, 0)
        entries = b"/Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d" % (len(objects), len(head), len(packed))
        self.add(b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed))

    def close(self, pdf: Any, identifier: bytes) -> bytes:
        """The bytes of the file, with the table of its objects (ISO 32000-1, 7.5.8)."""
        number, start = self.free, self.length
        self.rows[number] = (1, start, 0)
        self.rows[0] = (0, 0, 65535)
        rows = b"".join(
            b"%c%b%b" % (kind, at.to_bytes(5, "big"), index.to_bytes(3, "big"))
            for kind, at, index in (self.rows.get(each, (0, 0, 65535)) for each in range(number + 1))
        )
        packed = zlib.compress(rows, _LEVEL)
        string = take("pydyf.String")
        ids = string(identifier).data + b" " + string(self.digest.hexdigest().encode()).data
        entries = b"/Type /XRef/W [1 5 3]/Size %d/Root %b/Info %b/ID [%b]/Filter /FlateDecode/Length %d" % (
            number + 1, pdf.catalog.reference, pdf.info.reference, ids, len(packed),
        )  # fmt: skip
        self.add(b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed))
        self.add(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self.pieces)
