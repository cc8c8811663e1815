"""One map of a figure: its ground, its marks and their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

from briefgen.briefing.elements import like
from briefgen.briefing.entries import ActorEntry
from briefgen.figures.drawing import Box, Lettering, circle, measure, path, rect
from briefgen.figures.earth import Point
from briefgen.figures.earth.plane import clipped_path
from briefgen.figures.maps.extents import View
from briefgen.figures.maps.ground import Ground, ground
from briefgen.figures.maps.naming import Named, named
from briefgen.figures.maps.projections import Regional
from briefgen.figures.maps.sheet import Mark, crossed
from briefgen.language import NP_


class Size(NamedTuple):
    """How large a mark is: from how many events on, its radius in units, and what the legend says of it.

    `short` is what it says after another has said that it counts events.
    """

    least: int
    radius: float
    words: str
    short: str


SIZES = (
    Size(5, 3.8, NP_("map", "5 or more events"), NP_("map", "5 or more")),
    Size(2, 2.7, NP_("map", "2–4 events"), "2–4"),
    Size(1, 1.7, NP_("map", "1 event"), "1"),
    Size(0, 1.7, NP_("map", "only named"), NP_("map", "only named")),
)
"""The mark of a place where nothing happened is hollow."""
_ONE = 2.4
"""Places nearer to each other than so many units are one mark."""
_LONG = 80.0
"""Units beyond which a name is written in two lines."""
_MANY = 4
"""So many lines beside a mark at the most."""
_HALO = 0.8
"""Units that coasts and rivers keep from the side of a name, and come nearer above and below than a line is high."""
_AROUND, _ALL = 4_000.0, 10_000.0
"""Kilometres across that say where on the globe a map is, or six times as many as it shows; and at the most."""
_WIDER = 1.3
"""By how much it is widened until it shows land."""
_ASHORE = 0.08
"""The share of it that has to be land."""

_ROOMY = 13.0
"""How wide and high the frame of an inset is at least."""
POINT = 2.4
"""The radius of the dot that says where a map is that is too small to have its frame shown."""

_FULL = 'fill="var(--ink)" stroke="var(--paper)" stroke-width="0.7"'
_HOLLOW = 'fill="var(--paper)" stroke="var(--ink)" stroke-width="0.9"'
_LEADER = 'fill="none" stroke="var(--ink)" stroke-width="0.5"'
_BARE = 'fill="var(--paper)"'
_FRAME = 'fill="none" stroke="var(--muted)" stroke-width="0.8"'
HERE = 'fill="var(--accent)"'
WINDOW = 'fill="none" stroke="var(--accent)" stroke-width="1" stroke-linejoin="round"'


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, where on the globe it is (longitude, latitude), and how many events happened there."""

    place: ActorEntry
    at: Point
    events: int


@dataclass(frozen=True, slots=True)
class Site:
    """The places that are one mark on a map, and that mark with its name."""

    spots: tuple[Spot, ...]
    named: Named


@dataclass(frozen=True, slots=True)
class Panel:
    """A view with its marks, and with signs of its own. Marks in `silent` have their names elsewhere."""

    view: View
    ground: Ground
    sites: tuple[Site, ...]
    silent: tuple[Mark, ...] = ()
    signs: str = ""
    words: tuple[Lettering, ...] = ()

    @property
    def marks(self) -> list[Mark]:
        """All of them."""
        return [*self.silent, *(site.named.mark for site in self.sites)]

    @property
    def shapes(self) -> str:
        """As SVG."""
        leaders = [path(site.named.leader, _LEADER) for site in self.sites if site.named.leader]
        grounds = (self.ground.shapes, *map(self.ground.plain, crossed(self._lettered, self.ground.lines)))
        return "".join((*grounds, *leaders, *map(dot, self.marks), self.signs, rect(self.view.area, _FRAME)))

    @property
    def _lettered(self) -> list[Box]:
        """What the letters of names cover."""
        boxes = (letters.box for letters in self.letters)
        return [Box(left - _HALO, top + _HALO, right, bottom - _HALO) for left, top, right, bottom in boxes]

    @property
    def letters(self) -> tuple[Lettering, ...]:
        """The names and numbers, and the words of its signs."""
        return (*(letters for site in self.sites for letters in site.named.letters), *self.words)


def panel(
    view: View, spots: Sequence[Spot], taken: Sequence[Box] = (), apart: Sequence[Spot] = (), first: int = 1
) -> Panel:
    """A view with these places and their names, the weightiest first.

    `taken`: where no names may stand. `apart`: more places, without their names. Numbers begin at `first`.
    """
    joined = _joined(view, spots)
    marks = [_mark(view, group, _lines(group)) for group in joined]
    silent = tuple(_mark(view, group, ()) for group in _joined(view, apart))
    under = ground(view)
    return Panel(
        view,
        under,
        tuple(map(Site, joined, named(marks, view.area, [*taken, *(mark.box for mark in silent)], under.lines, first))),
        silent,
    )


def overview(view: View, area: Box) -> str:
    """Where on the globe a view is: a wider one around it, with its frame."""
    around = surroundings(view, area)
    return rect(area, _BARE) + ground(around, rivers=False).shapes + framed(view, around) + rect(area, _FRAME)


def surroundings(view: View, area: Box) -> View:
    """A wider view around one, so wide that it shows land."""
    left, bottom, right, top = view.frame
    across = min(_ALL, max(_AROUND, 6 * max(right - left, top - bottom)))
    around = _around(view, across, area)
    while across < _ALL and ground(around, rivers=False).dry < _ASHORE:
        across *= _WIDER
        around = _around(view, across, area)
    return around


def _around(view: View, across: float, area: Box) -> View:
    half = across / 2
    return View(view.projection, (-half, -half, half, half), area).fitted(area)


def framed(view: View, other: View) -> str:
    """The frame of a view as another one shows it; a dot where it would be no larger."""
    window = window_of(view, other)
    if window is None:
        return ""
    if is_point(window):
        left, top, right, bottom = window
        return circle((left + right) / 2, (top + bottom) / 2, POINT, HERE)
    corners = _corners(view, other)
    return "".join(path(part, WINDOW) for part in clipped_path([*corners, *corners[:2]], other.area))


def enclosed(view: View, other: View) -> str:
    """The frame of a view in another one around the marks that it shows larger, large enough to be seen around them."""
    window = window_of(view, other)
    if window is None or roomy(window) == window:
        return framed(view, other)
    return rect(roomy(window), WINDOW)


def roomy(window: Box) -> Box:
    """A window, or one around it that marks do not hide."""
    across = max(0.0, _ROOMY - (window.right - window.left)) / 2
    up = max(0.0, _ROOMY - (window.bottom - window.top)) / 2
    return Box(window.left - across, window.top - up, window.right + across, window.bottom + up)


def is_point(window: Box) -> bool:
    """Whether a window is too small to have its frame shown."""
    left, top, right, bottom = window
    return max(right - left, bottom - top) < 2 * POINT


def window_of(view: View, other: View) -> Box | None:
    """What a view's frame takes in another view; None where it is of the whole world."""
    corners = _corners(view, other)
    if not corners:
        return None
    across, down = zip(*corners, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _corners(view: View, other: View) -> list[Point]:
    """The frame of a view, as points in another one."""
    if not isinstance(view.projection, Regional):
        return []
    left, bottom, right, top = view.frame
    sides = (
        (left, bottom, right, bottom),
        (right, bottom, right, top),
        (right, top, left, top),
        (left, top, left, bottom),
    )
    points = [(x + (to_x - x) * step / 8, y + (to_y - y) * step / 8) for x, y, to_x, to_y in sides for step in range(8)]
    return [other.at(point) for point in (view.projection.inverse(x, y) for x, y in points) if point]


def dot(mark: Mark) -> str:
    """A mark as SVG."""
    return circle(mark.x, mark.y, mark.radius, _HOLLOW if mark.hollow else _FULL)


def size(events: int) -> Size:
    """That of the mark of a place where so many events happened."""
    return next(each for each in SIZES if events >= each.least)


def _joined(view: View, spots: Sequence[Spot]) -> list[tuple[Spot, ...]]:
    """The places, those that are one point of the view together; by weight, then name."""
    groups: list[tuple[Point, list[Spot]]] = []
    for spot in sorted(spots, key=lambda each: (-each.events, each.place.name, each.place.id)):
        x, y = view.at(spot.at)
        near = next((group for (left, top), group in groups if hypot(left - x, top - y) < _ONE), None)
        if near is None:
            groups.append(((x, y), near := []))
        near.append(spot)
    groups.sort(key=lambda group: -sum(spot.events for spot in group[1]))
    return [tuple(group) for _, group in groups]


def _mark(view: View, group: tuple[Spot, ...], lines: tuple[str, ...]) -> Mark:
    events = sum(spot.events for spot in group)
    return Mark(*view.at(group[0].at), size(events).radius, lines, hollow=not events)


def _lines(group: tuple[Spot, ...]) -> tuple[str, ...]:
    """The names of places in lines; none where they are too many."""
    lines = tuple(line for spot in group for line in _broken(spot.place.name))
    return lines if len(lines) <= _MANY else ()


def _broken(name: str) -> tuple[str, ...]:
    """A name in one line, or in two as even as its words allow."""
    words = name.split()
    if measure(name) <= _LONG or len(words) == 1:
        return (name,)
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    first, second = min(halves, key=lambda each: max(map(measure, each)))
    return like(first, name), like(second, name)
