"""The locator map: where the places of a brief are."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from math import log

from briefgen.briefing.contents import Briefing
from briefgen.briefing.entries import ActorEntry
from briefgen.figures.drawing import LINE, Box, Drawing, Lettering, number
from briefgen.figures.maps.extents import CLOSEST, View, crowd, theatre, view_of
from briefgen.figures.maps.layout import GAP, Layout, arranged, main_area
from briefgen.figures.maps.legend import Sign, bar, flowed, frames, sizes, waters
from briefgen.figures.maps.panel import Panel, Spot, framed, is_point, overview, panel, surroundings, window_of
from briefgen.figures.maps.projections import World
from briefgen.figures.maps.telling import told as alternative
from briefgen.language import ENGLISH, Locale, locale_of

_CROWD = 2
"""So many marks whose names find no room are shown larger, in an inset."""
_WINDOW = 0.3
"""How large a part of the map, along each side, these may take."""
_WIDE = 0.6
"""An inset shows no wider a part of the map than this."""
_SCALE = 40.0
"""How long its scale is at the most, in units."""
_EDGE = 6.0
"""Units from the edge of an inset within which it shows no place."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A map, and what it cannot say itself."""

    drawing: Drawing
    key: tuple[tuple[int, tuple[ActorEntry, ...]], ...]
    """What the numbers on it stand for."""
    unnamed: tuple[ActorEntry, ...]
    """Places that have a mark, and no room for so much as a number."""
    outside: tuple[ActorEntry, ...]
    """Places that are too far from the others."""
    unplaced: tuple[ActorEntry, ...]
    """Places of which the project does not say where they are."""


WIDTHS = {"paper": 357.0, "screen": 340.0, "narrow": 196.0}
"""How wide a map is in each of its forms, in units."""


def locator(briefing: Briefing, form: str) -> Locator | None:
    """The map of an issue's places in one of the `WIDTHS`; None where none of them has coordinates."""
    told = frozenset(entry.label.id for entry in briefing.entries)
    return located(briefing.places, told, WIDTHS[form], locale_of(briefing.masthead.language))


def located(places: Sequence[ActorEntry], told: Set[str], width: float, locale: Locale = ENGLISH) -> Locator | None:
    """A map so many units wide of the places that have coordinates; None where none has.

    `told`: the ids of the events that the chronology tells; of others, a place is only named.
    """
    known = [
        Spot(place, (place.at[1], place.at[0]), sum(label.id in told for label in place.events))
        for place in places
        if place.at
    ]
    if not known:
        return None
    near = set(theatre([spot.at for spot in known], [1 + log(max(1, spot.events)) for spot in known]))
    spots = [spot for at, spot in enumerate(known) if at in near]
    panels, plan = _panels(spots, width, locale)
    sites = [site for each in panels for site in each.sites]
    area = Box(plan.main.left, plan.bottom + GAP, width, 0)
    shapes, letters, bottom = flowed(_signs(panels, plan, locale), area)
    if locale.direction == "rtl":
        shapes, letters = _turned(shapes, width), [_mirrored(each, width) for each in letters]
    parts = [each.shapes for each in panels]
    parts += [overview(panels[0].view, plan.overview)] if plan.overview else []
    parts += [framed(each.view, panels[0].view) for each in panels[1:]]
    numbered = [(site.named.number, _places(site.spots)) for site in sites if site.named.number]
    return Locator(
        drawing=Drawing(
            kind="map",
            width=width,
            height=bottom,
            alt=alternative(panels[0].view, spots, locale),
            shapes="".join((*parts, shapes)),
            letters=(*(letter for each in panels for letter in each.letters), *letters),
        ),
        key=tuple(sorted(numbered, key=lambda each: each[0])),
        unnamed=tuple(place for site in sites if not site.named.letters for place in _places(site.spots)),
        outside=tuple(spot.place for at, spot in enumerate(known) if at not in near),
        unplaced=tuple(place for place in places if not place.at),
    )


def _turned(shapes: str, width: float) -> str:
    """Signs from right to left below a map, which is never turned round."""
    return f'<g transform="matrix(-1 0 0 1 {number(width)} 0)">{shapes}</g>'


def _mirrored(words: Lettering, width: float) -> Lettering:
    return replace(words, x=width - words.x, anchor="end")


def _panels(spots: Sequence[Spot], width: float, locale: Locale) -> tuple[list[Panel], Layout]:
    """The map, and the inset that it needs, in their areas."""
    view = view_of([spot.at for spot in spots])
    view = view.fitted(main_area(width, view))
    marks = [view.at(spot.at) for spot in spots]
    plan = arranged(view, marks)
    main = panel(view, spots, [plan.overview] if plan.overview else [])
    with_inset = arranged(view, marks, inset=True)
    if (crowded := _crowded(main)) and with_inset.inset:
        closer = _closer(spots, crowded, with_inset.inset)
        window = window_of(closer, view)
        if window and window.right - window.left < _WIDE * (view.area.right - view.area.left):
            return _with_inset(view, closer, window, spots, with_inset, locale), with_inset
    return [main], plan


def _with_inset(
    view: View, closer: View, window: Box, spots: Sequence[Spot], plan: Layout, locale: Locale
) -> list[Panel]:
    """The map without the names of what the inset shows, and the inset with its own scale."""
    inside = [spot for spot in spots if _holds(closer, spot)]
    others = [spot for spot in spots if not _holds(closer, spot)]
    main = panel(view, others, [window, *([plan.overview] if plan.overview else [])], inside)
    numbers = sum(site.named.number is not None for site in main.sites)
    left, _, _, bottom = closer.area
    scale = bar(closer, locale, _SCALE)
    strip = Box(left + GAP, bottom - LINE - 3, left + GAP + scale.whole, bottom - 3)
    inset = panel(closer, inside, [strip], first=numbers + 1)
    shapes, letters, _ = flowed([scale], strip)
    return [main, replace(inset, signs=shapes, words=tuple(letters))]


def _closer(spots: Sequence[Spot], crowded: Sequence[Spot], area: Box) -> View:
    """The view of what crowds, and of what else is there."""
    view = view_of([spot.at for spot in crowded], CLOSEST).fitted(area)
    return view_of([spot.at for spot in spots if _holds(view, spot)], CLOSEST).fitted(area)


def _signs(panels: Sequence[Panel], plan: Layout, locale: Locale) -> list[Sign]:
    """The legend of a map; one of the world has no scale, for it has many."""
    main, *insets = panels
    scale = [] if isinstance(main.view.projection, World) else [bar(main.view, locale)]
    events = [sum(spot.events for spot in site.spots) for each in panels for site in each.sites]
    rivers = any(each.ground.rivers for each in panels)
    water = bool(plan.overview) or any(each.ground.water for each in panels)
    around = window_of(main.view, surroundings(main.view, plan.overview)) if plan.overview else None
    point = around is not None and is_point(around)
    return [
        *scale,
        *sizes(events, locale),
        *waters(rivers, water, locale),
        *frames(framed=bool(around) and not point, dotted=point, inset=bool(insets), locale=locale),
    ]


def _crowded(main: Panel) -> list[Spot]:
    """The places of a map that crowd so much that there is no room for their names: as many as a window takes."""
    troubled = [site for site in main.sites if site.named.number or not site.named.letters]
    held = crowd([(site.named.mark.x, site.named.mark.y) for site in troubled], main.view.area, _WINDOW)
    if len(held) < _CROWD:
        return []
    return [spot for at in held for spot in troubled[at].spots]


def _holds(view: View, spot: Spot) -> bool:
    x, y = view.at(spot.at)
    left, top, right, bottom = view.area
    return left + _EDGE < x < right - _EDGE and top + _EDGE < y < bottom - _EDGE


def _places(spots: Sequence[Spot]) -> tuple[ActorEntry, ...]:
    return tuple(spot.place for spot in spots)
