"""By when something is to happen, and how sure anyone can be over such a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from briefgen.diagnostics import Finding, warning
from briefgen.model import Dossier, Forecast
from briefgen.rules.judgement import judgements
from briefgen.rules.terms import unquoted

_VAGUE = re.compile(
    r"\b(?:soon|shortly|before\s+long|sooner\s+or\s+later|eventually|in\s+due\s+course|at\s+some\s+point"
    r"|in\s+the\s+(?:near|foreseeable|not[\s-]too[\s-]distant|immediate)\s+future|in\s+the\s+(?:short|medium|long|longer)[\s-]term"
    r"|(?:in|over|during|within)\s+the\s+(?:coming|next|following)\s+(?:period|days|weeks|months|years|phase|stage))\b",
    re.IGNORECASE,
)


@warning
def confidence_over_long_horizon(dossier: Dossier) -> Iterator[Finding]:
    """A forecast is held with high confidence over more than a year.

    Over such a time, much that nobody has information on can come between. High confidence means few assumptions and
    minor gaps (JP 2-0).

    Bad:

        forecasts:
          - {id: grid-holds, as_of: 2024-03-01, text: "The grid will {likely} hold.", by: 2026-03-01, confidence: high}

    Good:

        forecasts:
          - {id: grid-holds, as_of: 2024-03-01, text: "The grid will {likely} hold.", by: 2024-06-01, confidence: high}
    """
    for forecast in dossier.forecasts:
        if forecast.confidence != "high" or forecast.by is None or forecast.as_of is None:
            continue
        made, last = forecast.as_of.point.latest, forecast.by.latest
        if last is None or not 1 <= made.year <= last.year < 9000:
            continue
        if date(*last) > date(*made) + relativedelta(years=1):
            yield Finding(
                forecast.at("confidence"),
                f"high confidence over more than a year, from {forecast.as_of} to {forecast.by}",
                "lower the confidence, or forecast over a shorter time",
            )


@warning
def vague_horizon(dossier: Dossier) -> Iterator[Finding]:
    """A judgement or forecast speaks of *soon* or *the coming weeks*, and states no day.

    Two readers wait for different days, and nobody can say afterwards whether it was right.

    Bad:

        assessments:
          - {id: grid-fails, text: "The grid will {likely} fail soon."}

    Good:

        assessments:
          - {id: grid-fails, text: "The grid will {likely} fail by 31 March 2024."}
    """
    for judgement in judgements(dossier):
        if isinstance(judgement, Forecast) and judgement.by is not None:
            continue
        for found in _VAGUE.finditer(unquoted(judgement.text)):
            place = judgement.at("text").within(judgement.text, *found.span())
            yield Finding(place, f"`{found[0]}` is no horizon", "name the last day that counts")
