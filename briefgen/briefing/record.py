"""The desk's record: what its forecasts said, against what happened."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.briefing.contents import Bin, TrackRecord
from briefgen.briefing.elements import Chance
from briefgen.briefing.movement import chance, middle
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.model import Forecast

SCORED = {"occurred": True, "did-not-occur": False}
"""The results that a forecast is held against; one that is void or cannot be resolved says nothing."""


def record(view: Viewpoint) -> TrackRecord:
    """How the forecasts of a ledger came out, as far as is known in it.

    A forecast is in the bin of the term that its likelihood is or falls under, and counts at the number that it states,
    or at the middle of the band.
    """
    came_out = [each for each in view.dossier.forecasts.current if each.outcome]
    results = [each.outcome.result for each in came_out if each.outcome]
    bins: dict[str, list[tuple[Chance, bool]]] = {}
    for each in came_out:
        if (held := _held(each, view)) is not None:
            bins.setdefault(held[0].key or held[0].words, []).append(held)
    made = sorted((_bin(pairs) for pairs in bins.values()), key=lambda each: (each.forecast, each.term))
    return TrackRecord(
        occurred=results.count("occurred"),
        did_not_occur=results.count("did-not-occur"),
        void=results.count("void"),
        unresolvable=results.count("unresolvable"),
        bins=tuple(made),
    )


def _held(forecast: Forecast, view: Viewpoint) -> tuple[Chance, bool] | None:
    """A forecast's likelihood, and whether what it says happened; None where it has not both."""
    likelihood = chance(view, forecast.likelihood)
    if likelihood is None or forecast.outcome is None or forecast.outcome.result not in SCORED:
        return None
    return likelihood, SCORED[forecast.outcome.result]


def _bin(pairs: Iterable[tuple[Chance, bool]]) -> Bin:
    chances, occurred = zip(*pairs, strict=True)
    mean = sum(map(middle, chances)) / 100 / len(chances)
    return Bin(chances[0].words, mean, sum(occurred) / len(occurred), len(occurred))
