"""What a map shows: which of the places, around which middle, and which crowd of them larger beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import asin, atan2, cos, degrees, dist, hypot, log, radians, sin

from briefgen.figures.drawing import Box
from briefgen.figures.earth import Bounds, Point
from briefgen.figures.maps.projections import RADIUS, Regional, World, distance

_SHARE = 2 / 3
"""A map shows the places of so much of what happened at least."""
_PRICE = 0.12
"""What share of it a map leaves out, rather than to show all else smaller by the factor e."""
_NEAR = 100.0
"""Kilometres around its middle that a map may well show."""
_CONTEXT = 300.0
"""Kilometres across that a map of a few near places shows, for a coast or a river that the reader knows."""
CLOSEST, _APART = 10.0, 0.5
"""Kilometres across of the closest map of several points, and between points that are not one."""
_ROOM = 1.24
"""How much wider than its points a map is."""
_WIDEST = 12_000.0
"""Kilometres across, beyond which a map is one of the world."""
_SOUTH, _NORTH = -58.0, 84.0
"""The parallels between which a map of the world shows it, where no place lies beyond."""


@dataclass(frozen=True)
class View:
    """A part of the globe in a part of a drawing. `frame` is in kilometres, `area` in units, with y downwards."""

    projection: Regional | World
    frame: Bounds
    area: Box

    @property
    def scale(self) -> float:
        """Units to a kilometre."""
        return (self.area.right - self.area.left) / (self.frame[2] - self.frame[0])

    def at(self, point: Point) -> Point:
        """Where a point of the globe lies in the drawing."""
        turn = 360.0 * ((point[0] - self.projection.longitude + 180) // 360)
        return self.on(self.projection.forward(point[0] - turn, point[1]))

    def on(self, point: Point) -> Point:
        """Where a point in kilometres lies in the drawing."""
        left, top = self.area[:2]
        return left + (point[0] - self.frame[0]) * self.scale, top + (self.frame[3] - point[1]) * self.scale

    def fitted(self, area: Box) -> View:
        """The view in an area of its own, of as much more as that leaves room for."""
        left, bottom, right, top = self.frame
        across = max(right - left, (top - bottom) * (area.right - area.left) / (area.bottom - area.top))
        up = across * (area.bottom - area.top) / (area.right - area.left)
        x, y = (left + right) / 2, (bottom + top) / 2
        return replace(self, frame=(x - across / 2, y - up / 2, x + across / 2, y + up / 2), area=area)


def theatre(points: Sequence[Point], weights: Sequence[float]) -> list[int]:
    """Which points a map shows, so that a far one does not make all else small: by their number in the sequence.

    Of all circles around one of the points, that which holds most for its size: what is left out is worth less than
    the detail gained.
    """
    best: tuple[float, list[int]] = (float("-inf"), [])
    whole = sum(weights)
    chords = [_chord(point) for point in points]
    for middle in dict.fromkeys(chords):
        reached = sorted((dist(middle, chord), at) for at, chord in enumerate(chords))
        held = 0.0
        for count, (reach, at) in enumerate(reached, 1):
            held += weights[at]
            if held / whole < _SHARE - 1e-9 or (count < len(reached) and reached[count][0] <= reach):
                continue
            worth = held / whole - _PRICE * log(max(2 * RADIUS * asin(min(1.0, reach / 2)), _NEAR) / _NEAR)
            if worth > best[0] + 1e-9:
                best = (worth, sorted(each for _, each in reached[:count]))
    return best[1]


def view_of(points: Sequence[Point], context: float = _CONTEXT) -> View:
    """The view of some points, with room around them; its area is still to be given.

    `context`: kilometres across that it shows where the points are near each other; but not so that they become one.
    """
    middle = _middle(points)
    if max(distance(middle, point) for point in points) * 2 > _WIDEST:
        return _world(points)
    left, bottom, right, top = _bounds([Regional(*middle).forward(*point) for point in points])
    projection = Regional(*(Regional(*middle).inverse((left + right) / 2, (bottom + top) / 2) or middle))
    left, bottom, right, top = _bounds([projection.forward(*point) for point in points])
    spread = hypot(right - left, top - bottom)
    least = max(CLOSEST, min(context, 8 * spread)) if spread > _APART else context
    across = max((right - left) * _ROOM, least)
    up = max((top - bottom) * _ROOM, least * 0.6)
    return View(projection, (-across / 2, -up / 2, across / 2, up / 2), Box(0, 0, across, up))


def crowd(marks: Sequence[Point], area: Box, part: float) -> list[int]:
    """The points of a drawing that crowd most into a window of so large a part of its area, by number."""
    across, up = (area.right - area.left) * part, (area.bottom - area.top) * part
    best: list[int] = []
    by_height = sorted(range(len(marks)), key=lambda at: (marks[at][1], at))
    for left in {x for x, _ in marks}:
        column = [at for at in by_height if left <= marks[at][0] <= left + across]
        first = 0
        for last, lowest in enumerate(column, 1):
            while marks[lowest][1] - marks[column[first]][1] > up:
                first += 1
            if last - first >= max(len(best), 1):
                best = max(best, sorted(column[first:last]), key=lambda each: (len(each), [-at for at in each]))
    return best


def _chord(point: Point) -> tuple[float, float, float]:
    """Where a point of the globe lies from its middle, in radii."""
    east, north = map(radians, point)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _middle(points: Sequence[Point]) -> Point:
    """The middle of points on the globe: that of the chords between them."""
    x, y, z = map(sum, zip(*map(_chord, points), strict=True))
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def _world(points: Sequence[Point]) -> View:
    """The view of the whole world, cut through where it is widest between the points."""
    east = sorted({longitude % 360 for longitude, _ in points})
    gaps = [(after - before, before) for before, after in zip(east, [*east[1:], east[0] + 360], strict=True)]
    width, before = max(gaps)
    projection = World((before + width / 2) % 360 - 180)
    if all(-170 < longitude < 170 for longitude, _ in points):
        projection = World(0.0)
    south = min(_SOUTH, *(latitude - 8 for _, latitude in points))
    north = max(_NORTH, *(latitude for _, latitude in points))
    half = projection.forward(projection.longitude + 180, 0)[0]
    bottom, top = projection.forward(0, max(south, -90.0))[1], projection.forward(0, north)[1]
    return View(projection, (-half, bottom, half, top), Box(0, 0, 2 * half, top - bottom))


def _bounds(points: Sequence[Point]) -> Bounds:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
