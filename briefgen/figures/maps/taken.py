"""What of a map is taken: things found by where they are, and room for letters told at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from briefgen.figures.drawing import LINE, Box

T = TypeVar("T")

_CELL = 16.0
"""Units along a side of the squares in which things are looked up."""
SQUARES = 4
"""Squares to a unit in which it is kept what is taken."""


class Near(Generic[T]):
    """Things on a map, found by where they are."""

    def __init__(self, things: Iterable[tuple[Box, T]] = ()) -> None:
        self._cells: dict[tuple[int, int], list[T]] = {}
        for box, thing in things:
            self.add(box, thing)

    def add(self, box: Box, thing: T) -> None:
        """Take in a thing that lies in a box."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(thing)

    def at(self, box: Box) -> Iterator[T]:
        """The things that may reach into a box; one may come twice."""
        return (thing for cell in _cells(box) for thing in self._cells.get(cell, ()))


class Cells:
    """What of an area is taken, in small squares, each row of them the bits of a number.

    For names of so many lines it also holds which squares can be no left upper corner of one: whether a name may
    stand somewhere is then a single comparison. It errs on the side of more room, by less than a square.
    """

    def __init__(self, area: Box) -> None:
        self._left, self._top = area.left, area.top
        self._count = int((area.bottom - area.top) * SQUARES) + 2
        self._rows = [0] * self._count
        self._corners: dict[int, list[int]] = {}

    def take(self, box: Box) -> None:
        """Have a box taken, as far as it lies in the area."""
        first, last = (int((side - self._top) * SQUARES // 1) for side in (box.top, box.bottom))
        left, right = (max(0, int((side - self._left) * SQUARES // 1)) for side in (box.left, box.right))
        bits = ((1 << max(0, right - left + 1)) - 1) << left
        for height, rows in ((0, self._rows), *self._corners.items()):
            for row in range(max(0, first - height), min(self._count, last + 1)):
                rows[row] |= bits

    def corners(self, lines: int) -> list[int]:
        """The rows of squares, with bits where no box of so many lines of letters may begin further left or there."""
        height = int(LINE * lines * SQUARES) + 1
        if height not in self._corners:
            rows, together = self._rows, 1
            while together <= height:  # each row holds so many from it on, and twice as many after each step
                step = min(together, height + 1 - together)
                rows = [one | other for one, other in zip(rows, [*rows[step:], *[0] * step], strict=True)]
                together += step
            self._corners[height] = rows
        return self._corners[height]


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL) for side in box)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
