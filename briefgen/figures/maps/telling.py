"""What a map shows, in words, for who does not see it."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.figures.maps.extents import View
from briefgen.figures.maps.panel import Spot
from briefgen.figures.maps.projections import World
from briefgen.language import N_, Locale

_REGIONS = (
    (N_("In the north-west: %(places)s"), N_("In the north: %(places)s"), N_("In the north-east: %(places)s")),
    (N_("In the west: %(places)s"), N_("In the middle: %(places)s"), N_("In the east: %(places)s")),
    (N_("In the south-west: %(places)s"), N_("In the south: %(places)s"), N_("In the south-east: %(places)s")),
)
_MOST = 24
"""So many places are told, the weightiest."""


def told(view: View, spots: Sequence[Spot], locale: Locale) -> str:
    """How much of the globe a view shows, and roughly where in it which places are."""
    left, _, right, _ = view.frame
    across = (
        locale.gettext("the world")
        if isinstance(view.projection, World)
        else locale.gettext("%(number)s km from west to east", number=locale.number(round(right - left)))
    )
    kept = sorted(spots, key=lambda each: (-each.events, each.place.name, each.place.id))[:_MOST]
    regions: dict[str, list[str]] = {}
    for spot in kept:
        regions.setdefault(_region(view, spot), []).append(_named(spot, locale))
    head = locale.ngettext(
        "Map of %(count)s place, %(extent)s", "Map of %(count)s places, %(extent)s", len(spots), extent=across
    )
    parts = [head, *(locale.gettext(region, places=locale.listed(names)) for region, names in regions.items())]
    left_out = len(spots) - len(kept)
    more = locale.ngettext("and %(count)s more", "and %(count)s more", left_out)
    return ". ".join(parts) + (f"; {more}." if left_out else ".")


def _named(spot: Spot, locale: Locale) -> str:
    if not spot.events:
        return spot.place.name
    return locale.ngettext(
        "%(place)s (%(count)s event)", "%(place)s (%(count)s events)", spot.events, place=spot.place.name
    )


def _region(view: View, spot: Spot) -> str:
    x, y = view.at(spot.at)
    left, top, right, bottom = view.area
    column = min(2, max(0, int(3 * (x - left) / (right - left))))
    row = min(2, max(0, int(3 * (y - top) / (bottom - top))))
    return _REGIONS[row][column]
