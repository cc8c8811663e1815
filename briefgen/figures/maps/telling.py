"""What a map shows, in words, for who does not see it."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.briefing.wording import counted, listed
from briefgen.figures.maps.extents import View
from briefgen.figures.maps.panel import Spot
from briefgen.figures.maps.projections import World

_DOWN = ("north", "", "south")
_ACROSS = ("west", "", "east")
_MOST = 24
"""So many places are told, the weightiest."""


def told(view: View, spots: Sequence[Spot]) -> str:
    """How much of the globe a view shows, and roughly where in it which places are."""
    left, _, right, _ = view.frame
    across = "the world" if isinstance(view.projection, World) else f"{right - left:,.0f} km from west to east"
    kept = sorted(spots, key=lambda each: (-each.events, each.place.name, each.place.id))[:_MOST]
    regions: dict[str, list[str]] = {}
    for spot in kept:
        events = f" ({counted(spot.events, 'event')})" if spot.events else ""
        regions.setdefault(_region(view, spot), []).append(f"{spot.place.name}{events}")
    parts = [f"Map of {counted(len(spots), 'place')}, {across}"]
    parts += [f"in the {region}: {listed(names)}" for region, names in regions.items()]
    more = f"; and {len(spots) - len(kept)} more" if len(kept) < len(spots) else ""
    return ". ".join(part[0].upper() + part[1:] for part in parts) + more + "."


def _region(view: View, spot: Spot) -> str:
    x, y = view.at(spot.at)
    left, top, right, bottom = view.area
    column = min(2, max(0, int(3 * (x - left) / (right - left))))
    row = min(2, max(0, int(3 * (y - top) / (bottom - top))))
    return f"{_DOWN[row]}{'-' if row != 1 and column != 1 else ''}{_ACROSS[column]}" or "middle"
