"""The bytes of a PDF: its objects, packed together where they may be, and the table of them."""

from __future__ import annotations

import hashlib
import zlib
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from briefgen.printing.engine import take

_LEVEL = 6
_PACKED = 1 << 18
"""So many bytes of objects are packed together: more are not made smaller by it."""
_AHEAD = 4
"""So many packs wait for the threads at most, for each is held in memory until then."""
_ROW = 9
"""The bytes of a row of the table: one for what it is, five for where it lies, three for the how manieth there."""
_FREE = b"\0" * 7 + b"\xff\xff"
"""The row of a number that no object has."""


class File:
    """The file so far: its pieces, and of each object where it lies.

    Objects are packed together by threads meanwhile.
    """

    def __init__(self, free: int) -> None:
        self.free = free
        self._pieces: list[bytes | Future[bytes]] = []
        self._rows = bytearray()
        """The table of objects, where those that are packed lie in it already."""
        self._alone: list[tuple[int, int]] = []
        """The others, each with its piece."""
        self._digest = hashlib.md5(usedforsecurity=False)
        self._waiting: list[tuple[int, bytes]] = []
        """Objects that are packed together when they are enough."""
        self._held = 0
        self._packer = ThreadPoolExecutor(2)
        self._packing: deque[Future[bytes]] = deque()

    def add(self, data: bytes) -> None:
        """Write on."""
        self._pieces.append(data)

    def beside(self, make: Callable[[], bytes]) -> Future[bytes]:
        """Have bytes be made by a thread."""
        return self._packer.submit(make)

    def large(self, number: int, data: bytes) -> None:
        """Write an object by itself."""
        self._digest.update(data)
        self._alone.append((number, len(self._pieces)))
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
        packed = b"\2" + number.to_bytes(5, "big")
        for index, (each, data) in enumerate(objects):
            places.append(b"%d %d" % (each, position))
            position += len(data) + 1
            self._note(each, packed + index.to_bytes(3, "big"))
        listed = [data for _, data in objects]
        self._digest.update(b"".join(listed))
        self.free += 1
        self._alone.append((number, len(self._pieces)))
        if len(self._packing) == _AHEAD:
            self._packing.popleft().result()
        self._packing.append(self._packer.submit(_packed, number, b" ".join(places) + b"\n", listed))
        self._pieces.append(self._packing[-1])

    def _note(self, number: int, row: bytes) -> None:
        at = _ROW * number
        if at >= len(self._rows):
            self._rows += _FREE * (number + 1 - len(self._rows) // _ROW)
        self._rows[at : at + _ROW] = row

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
        for each, at in (*self._alone, (number, -1)):
            self._note(each, b"\1" + starts[at].to_bytes(5, "big") + bytes(3))
        packed = zlib.compress(self._rows, _LEVEL)
        string = take("pydyf.String")
        ids = string(identifier).data + b" " + string(self._digest.hexdigest().encode()).data
        entries = b"/Type /XRef/W [1 5 3]/Size %d/Root %b/Info %b/ID [%b]/Filter /FlateDecode/Length %d" % (
            number + 1, pdf.catalog.reference, pdf.info.reference, ids, len(packed),
        )  # fmt: skip
        table = b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed)
        made += table + b"startxref\n%d\n%%%%EOF\n" % starts[-1]
        return made


def _packed(number: int, head: bytes, listed: Sequence[bytes]) -> bytes:
    """Objects as one."""
    packed = zlib.compress(head + b"\n".join(listed), _LEVEL)
    entries = b"/Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d" % (len(listed), len(head), len(packed))
    return b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed)
