"""The bytes of a PDF: its objects, packed together where they may be, and the table of them."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from briefgen.printing.engine import take

_LEVEL = 6
_PACKED = 1 << 18
"""So many bytes of objects are packed together: more are not made smaller by it."""
_AHEAD = 4
"""So many packs wait for the thread at most, for each is held in memory until then."""


class File:
    """The file so far: its pieces, and of each object where it lies.

    Objects are packed together by a thread meanwhile.
    """

    def __init__(self, free: int) -> None:
        self.free = free
        self._pieces: list[bytes | Future[bytes]] = []
        self._rows = array("Q")
        """Of each object a `_row`: whether it lies by itself (1) or packed (2), in which of these, and where there."""
        self._digest = hashlib.md5(usedforsecurity=False)
        self._waiting: list[tuple[int, bytes]] = []
        """Objects that are packed together when they are enough."""
        self._held = 0
        self._packer = ThreadPoolExecutor(1)
        self._packing: deque[Future[bytes]] = deque()

    def add(self, data: bytes) -> None:
        """Write on."""
        self._pieces.append(data)

    def large(self, number: int, data: bytes) -> None:
        """Write an object by itself."""
        self._digest.update(data)
        self._note(number, _row(1, len(self._pieces), 0))
        self.add(b"%d 0 obj\n%b\nendobj\n" % (number, data))

    def small(self, objects: Sequence[tuple[int, bytes]]) -> None:
        """Pack objects together (ISO 32000-1, 7.5.7), with those of the sheets before where these are few."""
        self._waiting += objects
        self._held += sum(len(data) for _, data in objects)
        if self._held >= _PACKED:
            self.pack()

    def pack(self) -> None:
        """Pack the objects that wait."""
        objects, self._waiting, self._held = self._waiting, [], 0
        if not objects:
            return
        places, position, number = [], 0, self.free
        for index, (each, data) in enumerate(objects):
            places.append(b"%d %d" % (each, position))
            position += len(data) + 1
            self._note(each, _row(2, number, index))
        listed = [data for _, data in objects]
        self._digest.update(b"".join(listed))
        self.free += 1
        self._note(number, _row(1, len(self._pieces), 0))
        if len(self._packing) == _AHEAD:
            self._packing.popleft().result()
        self._packing.append(self._packer.submit(_packed, number, b" ".join(places) + b"\n", listed))
        self._pieces.append(self._packing[-1])

    def _note(self, number: int, row: int) -> None:
        if number >= len(self._rows):
            self._rows.extend([_FREE] * (number + 1 - len(self._rows)))
        self._rows[number] = row

    def close(self, pdf: Any, identifier: bytes) -> bytearray:
        """The bytes of the file, with the table of its objects (ISO 32000-1, 7.5.8)."""
        made, starts = bytearray(), []
        self._pieces.reverse()
        while self._pieces:  # which are not held beside the file
            starts.append(len(made))
            piece = self._pieces.pop()
            made += piece if isinstance(piece, bytes) else piece.result()
        self._packer.shutdown()
        number, starts = self.free, [*starts, len(made)]
        self._note(number, _row(1, len(starts) - 1, 0))
        packed = zlib.compress(b"".join(_told(row, starts) for row in self._rows), _LEVEL)
        string = take("pydyf.String")
        ids = string(identifier).data + b" " + string(self._digest.hexdigest().encode()).data
        entries = b"/Type /XRef/W [1 5 3]/Size %d/Root %b/Info %b/ID [%b]/Filter /FlateDecode/Length %d" % (
            number + 1, pdf.catalog.reference, pdf.info.reference, ids, len(packed),
        )  # fmt: skip
        table = b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed)
        made += table + b"startxref\n%d\n%%%%EOF\n" % starts[-1]
        return made


def _row(kind: int, at: int, index: int) -> int:
    return kind << 62 | at << 24 | index


_FREE = _row(0, 0, 65535)


def _told(row: int, starts: Sequence[int]) -> bytes:
    """A row of the table."""
    kind, at, index = row >> 62, row >> 24 & 0x3FFFFFFFFF, row & 0xFFFFFF
    return b"%c%b%b" % (kind, (starts[at] if kind == 1 else at).to_bytes(5, "big"), index.to_bytes(3, "big"))


def _packed(number: int, head: bytes, listed: Sequence[bytes]) -> bytes:
    """Objects as one."""
    packed = zlib.compress(head + b"\n".join(listed), _LEVEL)
    entries = b"/Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d" % (len(listed), len(head), len(packed))
    return b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed)
