"""Where the parts of a map figure stand: the map, where on the globe that is, and an inset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from briefgen.figures.drawing import LINE, Box
from briefgen.figures.earth import Point
from briefgen.figures.maps.extents import View
from briefgen.figures.maps.projections import World

GAP = 7.0
"""Units between two parts."""
_LOW, _HIGH = 0.68, 1.0
"""How high a map may be, to its width; one of the world is as high as the world."""
FLAT, HIGH = 0.42, 0.68
"""How high an inset is, to its width: the smaller of the two, or the larger; then the map is the flat one."""
_SELDOM = 4_500.0
"""Kilometres across of a map that says itself where on the globe it is."""
_SMALL, _LARGE = 58.0, 92.0
"""How wide the overview is at least and at most, in units."""
_HALF = 0.4
"""Half the width of the line around a part, which lies within the drawing."""
_FREE = 9.0
"""Units that it keeps from a mark."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The areas of the parts, and how far down they reach."""

    main: Box
    overview: Box | None
    inset: Box | None = None

    @property
    def bottom(self) -> float:
        """The lowest edge."""
        return max(part.bottom for part in (self.main, self.overview, self.inset) if part)


def main_area(width: float, view: View, flat: bool = False) -> Box:
    """The area of the map itself, which takes all the width. `flat`: as high as an inset else is."""
    left, bottom, right, top = view.frame
    height = width * (top - bottom) / (right - left)
    if flat:
        height = FLAT * width
    elif not isinstance(view.projection, World):
        height = max(_LOW * width, min(_HIGH * width, height))
    return Box(_HALF, _HALF, width - _HALF, height - _HALF)


def arranged(view: View, marks: Sequence[Point], inset: float = 0) -> Layout:
    """The areas for a view in its own. The overview stands in a corner of the map where no mark is, else below.

    `inset`: how high one is, to its width; `FLAT` or `HIGH`.
    """
    main = view.area
    left, width, top = main.left, main.right, main.bottom + GAP
    located = not isinstance(view.projection, World) and view.frame[2] - view.frame[0] < _SELDOM
    wide = min(_LARGE, max(_SMALL, 0.26 * width))
    sizes = (wide, _SMALL) if located else ()
    corner = next((found for each in sizes if (found := _corner(main, each, 0.8 * each, marks))), None)
    if located and corner is None:
        below = Box(width - wide, top, width, top + (inset * width or 0.8 * wide))
        return Layout(main, below, Box(left, top, below.left - GAP, below.bottom) if inset else None)
    return Layout(main, corner, Box(left, top, width, top + max(100.0, inset * width)) if inset else None)


def strip_of(area: Box, width: float, marks: Sequence[Point]) -> Box:
    """Where the scale of an inset stands in it: in the corner that is furthest from its marks, a lower one first."""
    left, top, right, bottom = area
    corners = _corners(Box(left + GAP, top + 3, right - GAP, bottom - 3), width, LINE)
    return max(corners[1::-1] + corners[2:], key=lambda box: min(2 * _FREE, *(_away(box, mark) for mark in marks)))


def _corner(area: Box, width: float, height: float, marks: Sequence[Point]) -> Box | None:
    """The lowest corner of an area with ample room, or that with most; None where each would hide a mark."""
    corners = _corners(area, width, height)
    rooms = [min(_away(box, mark) for mark in marks) for box in corners]
    best = next((at for at, room in enumerate(rooms) if room >= 4 * _FREE), rooms.index(max(rooms)))
    return corners[best] if rooms[best] >= _FREE else None


def _corners(area: Box, width: float, height: float) -> tuple[Box, ...]:
    left, top, right, bottom = area
    return (
        Box(right - width, bottom - height, right, bottom),
        Box(left, bottom - height, left + width, bottom),
        Box(right - width, top, right, top + height),
        Box(left, top, left + width, top + height),
    )


def _away(box: Box, mark: Point) -> float:
    x, y = mark
    return hypot(max(box.left - x, 0, x - box.right), max(box.top - y, 0, y - box.bottom))
