"""By when something is to happen, and how sure anyone can be over such a time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from briefgen.dates import Moment
from briefgen.diagnostics import Finding, warning
from briefgen.diction import sentences
from briefgen.late import regex
from briefgen.model import Dossier, Forecast
from briefgen.rules import views
from briefgen.rules.parts import conclusions
from briefgen.rules.terms import unquoted

_SPAN = r"(?:hours|days|weeks|months|years|decades)"
_FEW = r"(?:few|several|couple\s+of|some|many)"
_SPANS = rf"{_SPAN}(?:\s+(?:and|or|to)\s+{_SPAN})?"
_TERM = r"(?:near|nearer|short|shorter|medium|long|longer)"
_VAGUE = regex(
    r"\b(?:(?<!as )(?<!so )(?<!too )(?<!how )(?<!no )soon(?!\s+(?:after|as|before)\b)|shortly(?!\s+(?:after|before)\b)"
    r"|before\s+(?:(?:too|very|much)\s+)?long(?!er)|sooner\s+or\s+later|eventually|in\s+due\s+course|at\s+some\s+point|some\s?day"
    r"|going\s+forward|any\s+(?:day|moment|time)\s+now|imminently|(?:is|are|be|looks?|seems?|appears?|remains?)(?:\s+\w+)?\s+imminent"
    r"|at\s+any\s+(?:time|moment|point|hour)(?!\s+(?:in|during|between|of|before|by|until|since)\b)"
    r"|(?:in|for)\s+the\s+(?:very\s+)?(?:near|foreseeable|not[\s-]too[\s-]distant|immediate)\s+future|for\s+the\s+time\s+being|until\s+further\s+notice"
    rf"|(?:in|over|for|during|within)\s+the\s+(?:very\s+)?{_TERM}(?:-?\s*(?:to|and|or)[\s-]+{_TERM})?[\s-](?:term|run|haul)"
    rf"|(?:in|over|during|within|through|for)\s+(?:the\s+)?(?:coming|next|following)\s+(?:{_FEW}\s+)?(?:period|phase|stage|{_SPANS})"
    rf"|(?:in|over|during|within|for|through)\s+the\s+(?:{_SPANS}|period)\s+(?:ahead|to\s+come|that\s+follow)"
    rf"|within\s+(?:(?:a\s+)?{_FEW}\s+|a\s+matter\s+of\s+)?{_SPANS}(?!\s+of\b)"
    rf"|in\s+(?:a\s+(?:{_FEW}|matter\s+of)|several|some)\s+{_SPANS}(?!\s+of\b))\b",
    re.IGNORECASE,
)
_PARTS = ("soon", "hortly", "long", "later", "ventually", "course", "some", "orward", "any ", "uture", "erm", "run",
          "haul", "mminent", "being", "notice", "eriod", "hase", "stage",
          "hours", "days", "weeks", "months", "years", "decades")  # fmt: skip
"""A part of each phrase that `_VAGUE` holds."""
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = regex(
    r"\b(?:by|before|until|till|than|through|to|between|end\s+of|close\s+of|week\s+of)\s+(?:the\s+)?"
    r"(?:(?:(?:very\s+)?(?:end|middle|start|beginning|close)\s+of|(?:early|mid|late)[\s-])\s*)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{{1,2}}|\s+(?:and|to)\s+\d{{1,2}})?\s+)?(?:{_MONTH}\b|\d{{4}}\b)"
)
"""A last day, month or year: *by 3 May*, *before the end of June*, *between 3 and 9 May*, *until 2025*."""


@warning
def confidence_over_long_horizon(dossier: Dossier) -> Iterator[Finding]:
    """A forecast is held with high confidence over more than a year.

    Over such a time, much that nobody has information on can come between. High confidence means few assumptions and
    minor gaps (JP 2-0). A forecast without `as_of:` counts from the cut-off of the first brief that prints it.

    Bad:

        forecasts:
          - {id: grid-holds, as_of: 2024-03-01, text: "The grid will {likely} hold.", by: 2026-03-01, confidence: high}

    Good:

        forecasts:
          - {id: grid-holds, as_of: 2024-03-01, text: "The grid will {likely} hold.", by: 2024-06-01, confidence: high}
    """
    for forecast in dossier.forecasts:
        if forecast.confidence != "high" or forecast.by is None:
            continue
        since = forecast.as_of or _first_printed(dossier, forecast)
        if since is None:
            continue
        made, last = since.point.latest, forecast.by.latest
        if last is None or not 1 <= made.year <= last.year < 9000:
            continue
        if date(*last) > date(*made) + relativedelta(years=1):
            yield Finding(
                forecast.at("confidence"),
                f"high confidence over more than a year, from {since} to {forecast.by}",
                "lower the confidence, or forecast over a shorter time",
            )


def _first_printed(dossier: Dossier, forecast: Forecast) -> Moment | None:
    """The cut-off of the first brief that prints a forecast; None where none does."""
    briefs = (brief for brief in dossier.briefs if any(id_ == forecast.id for id_, _ in views.printed(dossier, brief)))
    return min((brief.cutoff for brief in briefs), key=lambda cutoff: cutoff.last(dossier.zone), default=None)


@warning
def vague_horizon(dossier: Dossier) -> Iterator[Finding]:
    """A judgement or forecast speaks of *soon* or *the coming weeks*, and states no day.

    Two readers wait for different days, and nobody can say afterwards whether it was right. A sentence that names a
    last day, month or year as well (*in the coming weeks, by 3 May at the latest*) does say it.

    Looked at are the `headline`, `text`, `so_what` and `alternatives` of judgements, and of forecasts without a `by:`,
    and what a brief concludes: its assessment sections, the assessment of its bottom line, the reasons of its trends.

    Bad:

        assessments:
          - {id: grid-fails, text: "The grid will {likely} fail soon."}

    Good:

        assessments:
          - {id: grid-fails, text: "The grid will {likely} fail by 31 March 2024."}
    """
    dated = {forecast.at() for forecast in dossier.forecasts if forecast.by is not None}
    for words in conclusions(dossier):
        if words.start in dated:
            continue
        text = unquoted(words.text)
        vague = [*_VAGUE.finditer(text)] if any(map(text.lower().__contains__, _PARTS)) else []
        bounds = sentences(words.text) if vague else []
        days = [day.start() for day in _DAY.finditer(text)] if vague else []
        for found in vague:
            start, end = bounds[bisect_right(bounds, (found.start(), len(text))) - 1]
            if bisect_left(days, start) == bisect_left(days, end):
                yield Finding(words.part(*found.span()), f"`{found[0]}` is no horizon", "name the last day that counts")
