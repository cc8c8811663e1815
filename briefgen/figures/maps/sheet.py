"""A map as far as it is lettered: where a name may stand, and what it costs the reader there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, sin

from briefgen.figures.drawing import LINE, Anchor, Box, Lettering, measure
from briefgen.figures.earth import Line, Point
from briefgen.figures.earth.plane import clipped_path
from briefgen.figures.maps.taken import SQUARES, Cells, Near

Segment = tuple[Point, Point]

_AIR = 2.0
"""Units between a name and what stands in its line."""
_GAP = 2.0
"""Units between a mark and its name."""
_APART = 0.3
"""Units between a mark and the names and leaders of others."""
_EDGE = 1.5
"""Units between a name and the edge of the map."""
_DISTANCES = (6.0, 10.0, 15.0, 21.0, 28.0, 36.0, 46.0, 58.0, 72.0, 90.0, 110.0)
"""How far off a name may stand at the end of a line."""
_DIRECTIONS = 16
_STRUCK = 2.0
"""How far off a name may rather stand for a coast or river not to run through it, to a unit of that."""
_TOUCHED = 1.5
"""Units of such a line in the box of a name that leave its letters clear."""
_LEVEL = 0.3
"""From which slope on a leader ends above or below a name, and not at its side: the cosine of it."""
_PARTS: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
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
        """What the circle covers, and what names of others keep from it."""
        reach = self.radius + _APART
        return Box(self.x - reach, self.y - reach, self.x + reach, self.y + reach)

    def hides(self, other: Mark) -> bool:
        """Whether the middle of another is in it, or its own in the other."""
        return other is not self and hypot(self.x - other.x, self.y - other.y) < max(self.radius, other.radius)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a name stands: its box, the point that it is anchored at, and the line that leads there."""

    box: Box
    x: float
    anchor: Anchor
    leader: Segment | None

    def letters(self, lines: Sequence[str], authored: bool = False) -> tuple[Lettering, ...]:
        """The lines of a name there."""
        top = (self.box.top + self.box.bottom - LINE * len(lines)) / 2
        return tuple(
            Lettering(line, self.x, top + (at + 0.5) * LINE, self.anchor, authored=authored)
            for at, line in enumerate(lines)
        )


class Sheet:
    """A map as far as it is lettered."""

    def __init__(self, area: Box, marks: Sequence[Mark], taken: Sequence[Box], lines: Iterable[Line]) -> None:
        self.area = area
        self.lines = _segments(lines)
        self._fixed = marks, taken
        self.clear()

    def clear(self) -> None:
        """Take all names away."""
        marks, taken = self._fixed
        self.marks = Near((mark.box, mark) for mark in marks)
        self.taken = Near((box, box) for box in taken)
        self.leaders: Near[Segment] = Near()
        self.cells = Cells(self.area)
        for box in (*taken, *(mark.box for mark in marks)):
            self.cells.take(box)

    def open(self, leader: Segment, own: Mark) -> bool:
        """Whether a line may lead across."""
        reach = _around(leader)
        return not (
            any(_crosses(leader, box) for box in self.taken.at(reach))
            or any(mark is not own and _passes(leader, mark) for mark in self.marks.at(reach))
            or any(_meet(leader, other) for other in self.leaders.at(reach))
        )

    def struck(self, box: Box) -> float:
        """How long the coasts and rivers in a box are; nothing where they only touch it."""
        crossing = {line for line in self.lines.at(box) if _crosses(line, box)}
        inside = sum(hypot(x - to_x, y - to_y) for x, y, to_x, to_y in (_inside(line, box) for line in crossing))
        return inside if inside > _TOUCHED else 0.0

    def beside(self, mark: Mark, lines: Sequence[str]) -> Stand | None:
        """Where a name stands free beside its mark, and neither coast nor river runs through it."""
        return next((stand for _, stand in self._free(mark, lines, 0) if not self.struck(stand.box)), None)

    def best(self, mark: Mark, lines: Sequence[str], reach: float) -> Stand | None:
        """Where a name stands best of all that is free: beside its mark, or up to so far off at the end of a line."""
        found: tuple[float, Stand] | None = None
        for away, stand in self._free(mark, lines, reach):
            if found and found[0] <= away:
                break
            if stand.leader is None or self.open(stand.leader, mark):
                cost = away + _STRUCK * self.struck(stand.box)
                if found is None or cost < found[0]:
                    found = cost, stand
        return found[1] if found else None

    def _free(self, mark: Mark, lines: Sequence[str], reach: float) -> Iterator[tuple[float, Stand]]:
        """Where a name may stand, the nearest first, each with how far off that is."""
        width, height = max(map(measure, lines)) + _AIR, LINE * len(lines)
        rows, bits = self.cells.corners(len(lines)), (1 << int(width * SQUARES) + 2) - 1
        least, top = self.area.left + _EDGE, self.area.top + _EDGE
        most, bottom = self.area.right - _EDGE - width, self.area.bottom - _EDGE - height
        for away, across, down, anchor, leader in _spots(mark.radius, len(lines)):
            if away > reach:
                return
            x, y = mark.x + across, mark.y + down
            left = x - width * _PARTS[anchor]
            if not (least <= left <= most and top <= y <= bottom):
                continue
            if rows[int((y - self.area.top) * SQUARES)] >> int((left - self.area.left) * SQUARES) & bits:
                continue
            line = leader and _moved(leader, mark)
            yield away, Stand(Box(left, y, left + width, y + height), x, anchor, line or None)

    def put(self, stand: Stand) -> None:
        """Have a name stand there."""
        self.taken.add(stand.box, stand.box)
        self.cells.take(stand.box)
        if stand.leader:
            self.leaders.add(_around(stand.leader), stand.leader)
            for piece in _pieces(stand.leader):
                self.cells.take(piece)


def crossed(boxes: Iterable[Box], lines: Iterable[Line]) -> list[Box]:
    """The boxes of letters that a line runs through."""
    near = _segments(lines)
    return [box for box in boxes if any(_crosses(line, box) for line in near.at(box))]


def _segments(lines: Iterable[Line]) -> Near[Segment]:
    return Near((_around(segment), segment) for line in lines for segment in pairwise(line))


@lru_cache(maxsize=32)
def _spots(radius: float, lines: int) -> tuple[tuple[float, float, float, Anchor, Segment | None], ...]:
    """Where a name of so many lines may stand around a mark, the best first.

    Each as how far off it is, where its anchor and its upper side are, and the line that leads there.
    """
    near, half = radius + _GAP, LINE * lines / 2
    slant = max(0.75 * near, radius + 1)
    found: list[tuple[float, float, float, Anchor, Segment | None]] = []
    for side, anchor in _SIDES:
        found += [(0, side * (slant if shift else near), shift - half, anchor, None) for shift in (0.0, -half, half)]
    for top in (-near - 2 * half, near):
        found += [(0, 0, top, "middle", None), *((0, -side * near, top, anchor, None) for side, anchor in _SIDES)]
    for away in _DISTANCES:
        for angle in (2 * pi * step / _DIRECTIONS for step in range(_DIRECTIONS)):
            across, down = cos(angle), -sin(angle)
            x, y = across * (radius + away), down * (radius + away)
            leader = (across * (radius + 0.5), down * (radius + 0.5)), (x, y)
            if abs(across) > _LEVEL:
                side, anchor = _SIDES[across < 0]
                found.append((away, x + side, y - half, anchor, leader))
            else:
                found.append((away, x, y if down > 0 else y - 2 * half, "middle", leader))
    return tuple(found)


def _moved(line: Segment, mark: Mark) -> Segment:
    (x, y), (to_x, to_y) = line
    return (mark.x + x, mark.y + y), (mark.x + to_x, mark.y + to_y)


def _pieces(line: Segment) -> Iterator[Box]:
    """Small boxes that hold a line."""
    (x, y), (to_x, to_y) = line
    count = int(hypot(to_x - x, to_y - y) * SQUARES) + 1
    points = [(x + (to_x - x) * at / count, y + (to_y - y) * at / count) for at in range(count + 1)]
    return (_around(piece) for piece in pairwise(points))


def _around(segment: Segment) -> Box:
    (x, y), (end_x, end_y) = segment
    return Box(min(x, end_x), min(y, end_y), max(x, end_x), max(y, end_y))


def _inside(line: Segment, box: Box) -> tuple[float, float, float, float]:
    """The ends of the part of a line that lies in a box."""
    parts = clipped_path(list(line), box)
    (x, y), (to_x, to_y) = parts[0] if parts else (line[0], line[0])
    return x, y, to_x, to_y


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


def _passes(line: Segment, mark: Mark) -> bool:
    """Whether a line comes as near to a mark as to be taken for its own."""
    (x, y), (end_x, end_y) = line
    along, down = end_x - x, end_y - y
    part = ((mark.x - x) * along + (mark.y - y) * down) / (along * along + down * down)
    part = min(1.0, max(0.0, part))
    return hypot(x + part * along - mark.x, y + part * down - mark.y) < mark.radius + _APART


def _meet(one: Segment, other: Segment) -> bool:
    """Whether two lines cross."""

    def side(line: Segment, point: Point) -> float:
        (x, y), (end_x, end_y) = line
        return (end_x - x) * (point[1] - y) - (end_y - y) * (point[0] - x)

    return side(one, other[0]) * side(one, other[1]) < 0 and side(other, one[0]) * side(other, one[1]) < 0
