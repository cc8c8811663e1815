"""The locator map: where the places of a brief are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from math import log

from briefgen.briefing.contents import Briefing
from briefgen.briefing.entries import ActorEntry
from briefgen.figures.drawing import Box, Drawing, Lettering, number
from briefgen.figures.maps.extents import CLOSEST, View, crowd, theatre, view_of
from briefgen.figures.maps.layout import FLAT, GAP, HIGH, Layout, arranged, main_area, strip_of
from briefgen.figures.maps.legend import Sign, bar, flowed, frames, sizes, waters
from briefgen.figures.maps.panel import (
    Panel,
    Site,
    Spot,
    enclosed,
    is_point,
    overview,
    panel,
    roomy,
    size,
    surroundings,
    window_of,
)
from briefgen.figures.maps.projections import World
from briefgen.figures.maps.telling import told as alternative
from briefgen.language import ENGLISH, Locale, locale_of

_CROWD = 3
"""So many places whose names find no room are shown larger, in an inset."""
_WINDOWS = (0.3, 0.15, 0.08)
"""How large a part of the map, along each side, these may take."""
_INSET = 2.5
"""As much trouble as so many places without a name is an inset."""
_TRIED = 240
"""As many places are lettered at the most to find the best inset, unless a single one has more."""
_OFF = 25.0
"""Units off its mark where a name is hard to find."""
_NEARLY = 0.8
"""The share of places that an inset shows to be the larger of the two."""
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
    area = Box(plan.main.left, plan.bottom + GAP, width, 0)
    shapes, letters, bottom = flowed(_signs(panels, plan, locale), area)
    if locale.direction == "rtl":
        shapes, letters = _turned(shapes, width), [_mirrored(each, width) for each in letters]
    parts = [each.shapes for each in panels]
    parts += [overview(panels[0].view, plan.overview)] if plan.overview else []
    parts += [enclosed(each.view, panels[0].view) for each in panels[1:]]
    return Locator(
        drawing=Drawing(
            kind="map",
            width=width,
            height=bottom,
            alt=alternative(panels[0].view, spots, locale),
            shapes="".join((*parts, shapes)),
            letters=(*(letter for each in panels for letter in each.letters), *letters),
        ),
        key=tuple(_key(site for each in panels for site in each.sites)),
        outside=tuple(spot.place for at, spot in enumerate(known) if at not in near),
        unplaced=tuple(place for place in places if not place.at),
    )


def _key(sites: Iterable[Site]) -> Iterator[tuple[int, tuple[ActorEntry, ...]]]:
    numbered: dict[int, tuple[ActorEntry, ...]] = {}
    for site in sites:
        if site.named.number:
            numbered[site.named.number] = (*numbered.get(site.named.number, ()), *(each.place for each in site.spots))
    yield from sorted(numbered.items())


def _turned(shapes: str, width: float) -> str:
    """Signs from right to left below a map, which is never turned round."""
    return f'<g transform="matrix(-1 0 0 1 {number(width)} 0)">{shapes}</g>'


def _mirrored(words: Lettering, width: float) -> Lettering:
    return replace(words, x=width - words.x, anchor="end")


def _panels(spots: Sequence[Spot], width: float, locale: Locale) -> tuple[list[Panel], Layout]:
    """The map, and the inset that it needs, in their areas: of those that there may be that with the least trouble."""
    points = [spot.at for spot in spots]
    closest = view_of(points, CLOSEST)
    usual = view_of(points) if len(spots) <= _TRIED else closest  # so many are never well shown from afar
    made = _plain(spots, width, usual)
    if not _troubled(made[0]):
        return made
    if closest != usual:
        made = min(made, _plain(spots, width, closest), key=lambda each: _trouble(each[0]))
    crowds = islice(_crowds(made[0][0]), max(1, _TRIED // len(spots)))
    insets = [found for each in crowds if (found := _larger(made[0][0].view, spots, each, width, locale))]
    return min((made, *insets), key=lambda each: _trouble(each[0]))


def _plain(spots: Sequence[Spot], width: float, view: View) -> tuple[list[Panel], Layout]:
    """A view without an inset."""
    view = view.fitted(main_area(width, view))
    plan = arranged(view, [view.at(spot.at) for spot in spots])
    return [panel(view, spots, _hidden(plan))], plan


def _hidden(plan: Layout) -> list[Box]:
    """What of the map the overview hides."""
    return [plan.overview] if plan.overview else []


def _larger(
    main: View, spots: Sequence[Spot], crowded: Sequence[Spot], width: float, locale: Locale
) -> tuple[list[Panel], Layout] | None:
    """A map with an inset of what crowds in it; None where that takes too much of it.

    Where the inset shows nearly all places, it is the larger of the two.
    """
    for view, inset in ((main, FLAT), (main.fitted(main_area(width, main, flat=True)), HIGH)):
        plan = arranged(view, [view.at(spot.at) for spot in spots], inset)
        closer = _closer(spots, crowded, view, plan.inset or view.area)
        window = window_of(closer, view)
        if window is None or window.right - window.left > _WIDE * (view.area.right - view.area.left):
            return None
        if inset == HIGH or sum(_holds(closer, spot) for spot in spots) < _NEARLY * len(spots):
            return _with_inset(view, closer, window, spots, plan, locale), plan
    return None


def _with_inset(
    view: View, closer: View, window: Box, spots: Sequence[Spot], plan: Layout, locale: Locale
) -> list[Panel]:
    """The map without the names of what the inset shows, and the inset with its own scale."""
    inside = [spot for spot in spots if _holds(closer, spot)]
    others = [spot for spot in spots if not _holds(closer, spot)]
    main = panel(view, others, [roomy(window), *_hidden(plan)], inside)
    numbers = len({site.named.number for site in main.sites} - {None})
    scale = bar(closer, locale, _SCALE)
    strip = strip_of(closer.area, scale.whole, [closer.at(spot.at) for spot in inside])
    inset = panel(closer, inside, [strip], first=numbers + 1)
    shapes, letters, _ = flowed([scale], strip)
    return [main, replace(inset, signs=shapes, words=tuple(letters))]


def _closer(spots: Sequence[Spot], crowded: Sequence[Spot], main: View, area: Box) -> View:
    """The view of what crowds, and of all else that stands in it or on its frame."""
    held = {spot.at for spot in crowded}
    while True:
        view = view_of(sorted(held), CLOSEST).fitted(area)
        frame = roomy(window_of(view, main) or main.area)
        more = {spot.at for spot in spots if _holds(view, spot) or _on(frame, main, spot)} - held
        if not more:
            return view
        held |= more


def _on(frame: Box, view: View, spot: Spot) -> bool:
    """Whether the mark of a place stands in a frame on a map, or on its edge."""
    x, y = view.at(spot.at)
    reach = size(spot.events).radius
    return frame.left - reach < x < frame.right + reach and frame.top - reach < y < frame.bottom + reach


def _signs(panels: Sequence[Panel], plan: Layout, locale: Locale) -> list[Sign]:
    """The legend of a map; one of the world has no scale, for it has many."""
    main, *insets = panels
    scale = [] if isinstance(main.view.projection, World) else [bar(main.view, locale)]
    events = [sum(spot.events for spot in site.spots) for each in panels for site in each.sites]
    rivers = any(each.ground.flows for each in panels)
    water = bool(plan.overview) or any(each.ground.water for each in panels)
    around = window_of(main.view, surroundings(main.view, plan.overview)) if plan.overview else None
    point = around is not None and is_point(around)
    return [
        *scale,
        *sizes(events, locale),
        *waters(rivers, water, locale),
        *frames(framed=bool(around) and not point, dotted=point, inset=bool(insets), locale=locale),
    ]


def _crowds(main: Panel) -> Iterator[list[Spot]]:
    """The places of a map that crowd so much that it does not show them well: by windows of each size, two of it."""
    known: set[tuple[str, ...]] = set()
    for part in _WINDOWS:
        troubled = _troubled([main])
        for _ in range(2):
            held = set(crowd([main.view.at(spot.at) for spot in troubled], main.view.area, part))
            crowded = [troubled[at] for at in sorted(held)]
            ids = tuple(spot.place.id for spot in crowded)
            if len(held) >= _CROWD and ids not in known:
                known.add(ids)
                yield crowded
            troubled = [spot for at, spot in enumerate(troubled) if at not in held]


def _trouble(panels: Sequence[Panel]) -> float:
    """How much of a map is hard to read: a number of its own is half as bad for a place as none.

    An inset takes room and has to be read too, so it helps more than two places.
    """
    numbers = {site.named.number for each in panels for site in each.sites if site.named.number}
    return len(_troubled(panels)) - len(numbers) / 2 + _INSET * (len(panels) - 1)


def _troubled(panels: Sequence[Panel]) -> list[Spot]:
    """The places that have no name on their map, or one far off, or a mark on that of another."""
    return [
        spot
        for each in panels
        for site in each.sites
        if site.named.number or site.named.off > _OFF or any(map(site.named.mark.hides, each.marks))
        for spot in site.spots
    ]


def _holds(view: View, spot: Spot) -> bool:
    x, y = view.at(spot.at)
    left, top, right, bottom = view.area
    return left + _EDGE < x < right - _EDGE and top + _EDGE < y < bottom - _EDGE
