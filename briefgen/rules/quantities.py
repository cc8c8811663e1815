"""Numbers that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefgen.diagnostics import Finding, error
from briefgen.model import Dossier, Figure
from briefgen.spans import Place


@error
def figure_range_reversed(dossier: Dossier) -> Iterator[Finding]:
    """The bounds of a figure are in the wrong order.

    `low`, `best` and `high` are at least, at best and at most: a reader of a reversed range cannot tell which is meant.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, figures: [{what: households, low: 5000, high: 4000}]}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, figures: [{what: households, low: 4000, high: 5000}]}
    """
    for event in dossier.events:
        for index, figure in enumerate(event.figures):
            yield from _reversed(figure, event.at("figures", index))
    for brief in dossier.briefs:
        for index, figure in enumerate(brief.key_figures):
            yield from _reversed(figure, brief.at("key_figures", index))


def _reversed(figure: Figure, place: Place) -> Iterator[Finding]:
    stated = [
        (name, number)
        for name, number in (("low", figure.low), ("best", figure.best), ("high", figure.high))
        if number is not None
    ]
    for (lower, less), (upper, more) in pairwise(stated):
        if less > more:
            message = f"`{upper}: {more}` is less than `{lower}: {less}`"
            yield Finding(place.at(upper), message, "write the numbers in the order low, best, high")


@error
def figure_without_number(dossier: Dossier) -> Iterator[Finding]:
    """A figure of an event states no number.

    It would be printed as a count of nothing.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, figures: [{what: households, unit: households}]}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, figures: [{what: households, low: 4000}]}
    """
    for event in dossier.events:
        for index, figure in enumerate(event.figures):
            if not figure.stated:
                place = event.at("figures", index, "what")
                yield Finding(place, f"`{figure.what}` states no number", "write `low:`, `best:` or `high:`")


@error
def coordinates_out_of_range(dossier: Dossier) -> Iterator[Finding]:
    """A place lies where there is none: its latitude is beyond 90 degrees, or its longitude beyond 180.

    Coordinates are latitude and longitude in degrees (WGS 84), north and east positive.

    Bad:

        places:
          - {id: north-valley, name: North Valley, at: [134.73, 36.71]}

    Good:

        places:
          - {id: north-valley, name: North Valley, at: [36.71, 134.73]}
    """
    for location in dossier.places:
        if location.at_ is None:
            continue
        latitude, longitude = location.at_
        swapped = (
            "latitude comes first: are the two exchanged?" if abs(longitude) <= 90 and abs(latitude) <= 180 else None
        )
        if abs(latitude) > 90:
            yield Finding(
                location.at("at", 0), f"a latitude of {latitude} does not exist: the poles are at 90", swapped
            )
        if abs(longitude) > 180:
            message = f"a longitude of {longitude} does not exist: it runs from -180 to 180"
            yield Finding(location.at("at", 1), message)
