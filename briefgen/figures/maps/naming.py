"""Names beside their marks, none over another: each tried at places around its mark, the weightiest first.

The places are those of Eduard Imhof, Positioning Names on Maps, The American Cartographer 2 (1975): to the right before
the left, above before below. A name for which there is no room there stands further off at the end of a line, or
else is a number, whose name stands in a key beside the map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, pi, sin
from typing import Generic, TypeVar

from briefgen.figures.drawing import LINE, Anchor, Box, Lettering, measure
from briefgen.figures.earth import Line, Point

T = TypeVar("T")
Segment = tuple[Point, Point]

_GAP = 2.0
"""Units between a mark and its name."""
_AIR = 2.0
"""Between a name and what stands in its line."""
_EDGE = 1.5
"""Units between a name and the edge of the map."""
_DISTANCES = (6.0, 11.0, 17.0, 25.0, 34.0, 46.0)
"""How far off a name may stand at the end of a line."""
_DIRECTIONS = 12
_CELL = 16.0
"""Units along a side of the squares in which things are looked up."""
_SIDES: tuple[tuple[int, Anchor], ...] = ((1, "start"), (-1, "end"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on a map, as a circle, and the lines of its name; none where only a number will do."""

    x: float
    y: float
    radius: float
    lines: tuple[str, ...] = ()
    hollow: bool = False

    @property
    def box(self) -> Box:
        """What the circle covers."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


@dataclass(frozen=True, slots=True)
class Named:
    """A mark with its name: the letters, the line to them where they stand off, and its number where it has one.

    Without letters it could not be named at all.
    """

    mark: Mark
    letters: tuple[Lettering, ...] = ()
    leader: Segment | None = None
    number: int | None = None


class _Near(Generic[T]):
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


class _Sheet:
    """A map as far as it is lettered."""

    def __init__(self, area: Box, marks: Iterable[Mark], taken: Iterable[Box], lines: Iterable[Line]) -> None:
        self.area = area
        self.marks = _Near((mark.box, mark) for mark in marks)
        self.taken = _Near((box, box) for box in taken)
        self.lines = _Near((_around(segment), segment) for line in lines for segment in pairwise(line))
        self.leaders: _Near[Segment] = _Near()

    def free(self, box: Box) -> bool:
        """Whether a name may stand in a box."""
        left, top, right, bottom = self.area
        if box.left < left + _EDGE or box.right > right - _EDGE or box.top < top + _EDGE or box.bottom > bottom - _EDGE:
            return False
        return not (
            any(box.overlaps(other) for other in self.taken.at(box))
            or any(box.overlaps(mark.box) for mark in self.marks.at(box))
            or any(_crosses(leader, box) for leader in self.leaders.at(box))
        )

    def open(self, leader: Segment, own: Mark) -> bool:
        """Whether a line may lead across."""
        reach = _around(leader)
        return not (
            any(_crosses(leader, box) for box in self.taken.at(reach))
            or any(_crosses(leader, mark.box) for mark in self.marks.at(reach) if mark is not own)
            or any(_meet(leader, other) for other in self.leaders.at(reach))
        )

    def letter(self, mark: Mark, lines: tuple[str, ...], off: bool) -> Named | None:
        """The mark with a name at the first free place, where one is, that no line crosses.

        `off`: also at the end of a leader.
        """
        width, height = max(map(measure, lines)) + _AIR, LINE * len(lines)
        best = None
        for (x, y), anchor, leader in _places(mark, height, off):
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            box = Box(left, y - height / 2, left + width, y + height / 2)
            if self.free(box) and (leader is None or self.open(leader, mark)):
                clear = not any(_crosses(line, box) for line in self.lines.at(box))
                if clear or best is None:
                    best = box, (x, y), anchor, leader
                if clear:
                    break
        if best is None:
            return None
        box, (x, _), anchor, leader = best
        self.taken.add(box, box)
        if leader:
            self.leaders.add(_around(leader), leader)
        letters = (Lettering(line, x, box.top + (at + 0.5) * LINE, anchor) for at, line in enumerate(lines))
        return Named(mark, tuple(letters), leader)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL) for side in box)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def named(
    marks: Sequence[Mark], area: Box, taken: Iterable[Box] = (), lines: Iterable[Line] = (), first: int = 1
) -> list[Named]:
    """The marks with their names, in their order, which is that of weight.

    `taken`: where no letters may stand; `lines`: what they had better not cross. Numbers begin at `first` and follow
    the map from top to bottom.
    """
    sheet = _Sheet(area, marks, taken, lines)
    made: dict[int, Named] = {}
    for off in (False, True):  # no line takes a place beside a mark from a name
        for at, mark in enumerate(marks):
            if mark.lines and at not in made and (found := sheet.letter(mark, mark.lines, off)):
                made[at] = replace(found, letters=tuple(replace(each, authored=True) for each in found.letters))
    left = sorted((at for at in range(len(marks)) if at not in made), key=lambda at: (marks[at].y, marks[at].x))
    for at in left:
        if found := sheet.letter(marks[at], (str(first),), off=True):
            made[at] = replace(found, number=first)
            first += 1
    return [made.get(at, Named(mark)) for at, mark in enumerate(marks)]


def _places(mark: Mark, height: float, off: bool) -> Iterator[tuple[Point, Anchor, Segment | None]]:
    """Where the middle of a name so high may be anchored, the best first, with the line that leads there."""
    x, y, near, half = mark.x, mark.y, mark.radius + _GAP, height / 2
    slant = near * 0.75
    for side, anchor in _SIDES:
        yield (x + side * near, y), anchor, None
        yield (x + side * slant, y - half), anchor, None
        yield (x + side * slant, y + half), anchor, None
    yield (x, y - near - half), "middle", None
    yield (x, y + near + half), "middle", None
    for away in _DISTANCES if off else ():
        for step in range(_DIRECTIONS):
            across, down = cos(2 * pi * step / _DIRECTIONS), -sin(2 * pi * step / _DIRECTIONS)
            start = (x + across * (mark.radius + 0.5), y + down * (mark.radius + 0.5))
            end = (x + across * (mark.radius + away), y + down * (mark.radius + away))
            if abs(across) > 0.3:
                side, anchor = _SIDES[across < 0]
                yield (end[0] + side, end[1]), anchor, (start, end)
            else:
                yield (end[0], end[1] + (half if down > 0 else -half)), "middle", (start, end)


def _around(segment: Segment) -> Box:
    (x, y), (end_x, end_y) = segment
    return Box(min(x, end_x), min(y, end_y), max(x, end_x), max(y, end_y))


def _crosses(line: Segment, box: Box) -> bool:
    """Whether a line has a part in a box (Liang and Barsky)."""
    first, last = 0.0, 1.0
    (x, y), (end_x, end_y) = line
    for start, move, low, high in ((x, end_x - x, box.left, box.right), (y, end_y - y, box.top, box.bottom)):
        if move == 0:
            if not low < start < high:
                return False
            continue
        one, other = (low - start) / move, (high - start) / move
        first, last = max(first, min(one, other)), min(last, max(one, other))
    return first < last


def _meet(one: Segment, other: Segment) -> bool:
    """Whether two lines cross."""

    def side(line: Segment, point: Point) -> float:
        (x, y), (end_x, end_y) = line
        return (end_x - x) * (point[1] - y) - (end_y - y) * (point[0] - x)

    return side(one, other[0]) * side(one, other[1]) < 0 and side(other, one[0]) * side(other, one[1]) < 0
