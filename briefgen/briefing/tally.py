"""A forecast as a line of the desk's record: what it says, what was held, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from briefgen.briefing.wording import RESULTS
from briefgen.dates import in_words, moment_day_in_words
from briefgen.foresight import Fared
from briefgen.language import Locale
from briefgen.model import Dossier
from briefgen.prose import plain


@dataclass(frozen=True, slots=True)
class Line:
    """A forecast in a table of them: what was held likely in its course, by when, and what came of it."""

    id: str
    condition: str | None
    text: str
    held: tuple[str, ...]
    by: str | None
    outcome: str | None
    on: str | None
    overdue: bool
    score: float | None


def line(each: Fared, dossier: Dossier, locale: Locale) -> Line:
    """How a forecast of a dossier fared, in words."""
    forecast = each.forecast
    outcome = forecast.outcome
    return Line(
        forecast.id,
        plain(forecast.condition).rstrip(".,") if forecast.condition else None,
        plain(forecast.text).rstrip("."),
        tuple(locale.glossed("likelihood", words) for words, _ in groupby(one.words for one in each.stretches)),
        in_words(forecast.by, None, dossier.zone, locale.tag) if forecast.by else None,
        locale.gettext(RESULTS[outcome.result]) if outcome else None,
        moment_day_in_words(outcome.on, dossier.zone, locale.tag) if outcome else None,
        each.overdue,
        each.score,
    )
