"""A record as plain values, unrounded: what its JSON holds, in a brief and alone."""

from __future__ import annotations

from typing import Any

from briefgen.foresight.record import Bin, TrackRecord
from briefgen.foresight.scoring import Fared


def record_values(record: TrackRecord) -> dict[str, Any]:
    """The record: counts, scores and bins; `decomposition` is null where too few have come out to tell."""
    made_of = record.decomposition
    return {
        "occurred": record.occurred,
        "did_not_occur": record.did_not_occur,
        "void": record.void,
        "conditional": record.conditional,
        "void_share": record.void_share,
        "unresolvable": record.unresolvable,
        "open": record.open,
        "scored": len(record.scored),
        "score": record.score,
        "even_score": record.even_score,
        "base_rate": record.base_rate,
        "base_rate_score": record.base_rate_score,
        "decomposition": made_of._asdict() if made_of else None,
        "bins": [bin_values(each) for each in record.bins],
        "overdue": [each.forecast.id for each in record.overdue],
        "forecasts": [fared_values(each) for each in record.forecasts],
    }


def bin_values(each: Bin) -> dict[str, Any]:
    """A bin."""
    return {
        "name": each.name,
        "count": each.count,
        "weight": each.weight,
        "forecast": each.forecast,
        "observed": each.observed,
        "score": each.score,
    }


def fared_values(each: Fared) -> dict[str, Any]:
    """A forecast and how it fared."""
    forecast, outcome = each.forecast, each.forecast.outcome
    return {
        "id": forecast.id,
        "handling": str(each.handling),
        "analyst": forecast.analyst,
        "category": forecast.category,
        "conditional": forecast.condition is not None,
        "by": str(forecast.by) if forecast.by else None,
        "result": each.result,
        "on": str(outcome.on) if outcome else None,
        "overdue": each.overdue,
        "score": each.score,
        "days": each.days,
        "held": [
            {
                "probability": stretch.probability,
                "term": stretch.term.key if stretch.term else None,
                "days": stretch.days,
                "share": stretch.share,
            }
            for stretch in each.stretches
        ],
        "issues": [
            {"brief": issue.brief, "probability": issue.probability, "score": issue.score} for issue in each.issues
        ],
    }
