"""What a map shows beneath its places: land, lakes and rivers, as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefgen.figures.drawing import Box, rect
from briefgen.figures.earth import Bounds, Line, outlines
from briefgen.figures.earth.plane import clipped_path, clipped_ring, simplified
from briefgen.figures.maps.extents import View
from briefgen.figures.maps.projections import World

WATER = 'fill="var(--rule)" fill-opacity="0.55"'
_BARE = 'fill="var(--paper)"'
_LAND = 'fill="var(--paper)" stroke="var(--muted)" stroke-width="0.45" stroke-linejoin="round"'
_INLAND = 'fill="var(--paper)" stroke="var(--paper)" stroke-width="0.45"'
_COAST = 'fill="none" stroke="var(--muted)" stroke-width="0.45" stroke-linejoin="round"'
_LAKE = 'fill="var(--rule)" fill-opacity="0.55" stroke="var(--muted)" stroke-width="0.35" stroke-linejoin="round"'
RIVER = 'fill="none" stroke="var(--muted)" stroke-width="0.5" stroke-opacity="0.6" stroke-linejoin="round"'

_FINE = 0.3
"""How far a line may lie off, in units; an island smaller than that all around is not drawn."""
_LITTLE = 1e-3
"""The share of a map that has to be sea to be seen."""
_STEP = 2.0
"""Degrees: a straight line across more of the globe is drawn as the curve it is."""
_SCALES = ((2.5, "10m", "50m"), (15.0, "50m", "50m"), (float("inf"), "110m", "110m"))
"""Up to how many kilometres to a unit, which of Natural Earth's scales: for land, and for water."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The sea, the land and its waters in a view: as SVG, and the lines in it that a name had better not cross."""

    shapes: str
    sea: tuple[Line, ...]
    land: tuple[Line, ...]
    lakes: tuple[Line, ...]
    flows: tuple[Line, ...]
    """Rivers."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Coasts, shores and rivers."""
        return (*self.land, *self.lakes, *self.flows)

    @property
    def dry(self) -> float:
        """How much of it is land, as a share."""
        return sum(map(_area, self.land)) / max(sum(map(_area, self.sea)), 1e-9)

    @property
    def water(self) -> bool:
        """Whether sea or lakes are seen."""
        return bool(self.lakes) or self.dry < 1 - _LITTLE

    def plain(self, box: Box) -> str:
        """The grounds in a box without the lines between them, for letters to stand on."""
        return rect(box, _BARE) + "".join(
            _path((clipped_ring(ring, box) for ring in rings), paint, "z")
            for rings, paint in ((self.sea, WATER), (self.land, _BARE), (self.lakes, WATER))
        )


@lru_cache(maxsize=8)
def ground(view: View, rivers: bool = True) -> Ground:
    """That of a view. `rivers`: with those too."""
    land, water = next((land, water) for most, land, water in _SCALES if 1 / view.scale <= most)
    box = view.projection.seen(view.frame)
    shores = [clipped_ring(ring, box) for ring in outlines("land", land).rings(box)]
    areas = list(_rings(view, shores))
    if box[2] - box[0] < 359:
        shapes = _path(areas, _LAND, "z")
    else:  # cut through somewhere, where there is no coast
        coasts = _paths(view, (coast for ring in shores for coast in _coasts(ring, box)))
        shapes = _path(areas, _INLAND, "z") + _path(coasts, _COAST, "")
    lakes = list(_rings(view, (clipped_ring(ring, box) for ring in outlines("lakes", water).rings(box))))
    shapes += _path(lakes, _LAKE, "z")
    flows: list[Line] = []
    if rivers:
        paths = (part for path in outlines("rivers", water).paths(box) for part in clipped_path(path, box))
        flows = list(_paths(view, paths))
        shapes += _path(flows, RIVER, "")
    sea = tuple(_sea(view, box))
    return Ground(_path(sea, WATER, "z") + shapes, sea, tuple(areas), tuple(lakes), tuple(flows))


def _area(ring: Line) -> float:
    """The area in a ring."""
    around = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in around)) / 2


def _sea(view: View, box: Bounds) -> Iterator[Line]:
    """All of the frame; on a map of the world, the world."""
    left, top, right, bottom = view.area
    if not isinstance(view.projection, World):
        return iter([[(left, top), (right, top), (right, bottom), (left, bottom)]])
    west, south, east, north = box
    return _rings(view, [[(west, south), (east, south), (east, north), (west, north)]])


def _coasts(ring: Line, box: Bounds) -> Iterator[Line]:
    """The stretches of a ring that are coast: not the edge of the box, nor where the outlines themselves are cut."""
    coast: Line = []
    for point, after in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        coast.append(point)
        if point[0] == after[0] in (box[0], box[2]) or min(point[1], after[1]) <= -90:
            yield coast
            coast = []
    yield [*coast, *ring[:1]]


def _rings(view: View, rings: Iterable[Line]) -> Iterator[Line]:
    """Rings in degrees as rings of the drawing."""
    for ring in rings:
        drawn = [view.on(view.projection.forward(*point)) for point in _bent([*ring, *ring[:1]])]
        if _small(drawn):
            continue
        middle = len(drawn) // 2
        fine = simplified(drawn[: middle + 1], _FINE)[:-1] + simplified(drawn[middle:], _FINE)
        yield clipped_ring(fine[:-1], view.area)


def _paths(view: View, paths: Iterable[Line]) -> Iterator[Line]:
    """Open lines in degrees as lines of the drawing."""
    for path in paths:
        if not _small(drawn := [view.on(view.projection.forward(*point)) for point in _bent(path)]):
            yield from clipped_path(simplified(drawn, _FINE), view.area)


def _bent(line: Line) -> Line:
    """A line in degrees, with more points where two are far apart: it is straight there, and not on the map."""
    made = line[:1]
    for (x, y), (next_x, next_y) in pairwise(line):
        pieces = int(max(abs(next_x - x), abs(next_y - y)) // _STEP) + 1
        made += [
            (x + (next_x - x) * piece / pieces, y + (next_y - y) * piece / pieces) for piece in range(1, pieces + 1)
        ]
    return made


def _small(line: Line) -> bool:
    return len(line) < 2 or all(max(each) - min(each) < _FINE for each in zip(*line, strict=True))


def _path(lines: Iterable[Line], paint: str, close: str) -> str:
    """One path of several lines, in tenths of a unit from point to point."""
    d = "".join(_moves(line) + close for line in lines if len(line) > 1)
    return f'<path d="{d}" {paint} fill-rule="evenodd"/>' if d else ""


def _moves(line: Line) -> str:
    points = [(round(x * 10), round(y * 10)) for x, y in line]
    (x, y), moves = points[0], []
    for next_x, next_y in points[1:]:
        if (next_x, next_y) != (x, y):
            moves.append(f"{_tenths(next_x - x)} {_tenths(next_y - y)}")
            x, y = next_x, next_y
    return f"M{_tenths(points[0][0])} {_tenths(points[0][1])}l{' '.join(moves) or '0 0'}"


def _tenths(value: int) -> str:
    whole, tenth = divmod(abs(value), 10)
    return f"{'-' if value < 0 else ''}{whole or ('' if tenth else '0')}{f'.{tenth}' if tenth else ''}"
