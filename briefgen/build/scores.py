"""The page that says how the desk's forecasts fared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from briefgen import figures, fonts, prose
from briefgen.briefing.wording import RESULTS
from briefgen.build.project import Project
from briefgen.build.theming import theme_of
from briefgen.dates import in_words, moment_day_in_words, moment_in_words
from briefgen.foresight import Bin, Fared, Sheet
from briefgen.language import Locale, locale_of
from briefgen.outputs.page import FONTS, hundredths, percent, worded


@dataclass(frozen=True, slots=True)
class Row:
    """A forecast in the table: what it says, what was held likely in its course, by when, and what came of it."""

    id: str
    condition: str | None
    text: str
    held: tuple[str, ...]
    by: str | None
    outcome: str | None
    on: str | None
    overdue: bool
    score: float | None


def score_page(project: Project, sheet: Sheet) -> str:
    """The sheet as one HTML page without a network, in the look and the language of the project."""
    own = sheet.dossier.project
    language = own.language
    locale = locale_of(language)
    filters: dict[str, Callable[..., object]] = {
        "own": partial(worded, locale, language),
        "hundredths": partial(hundredths, locale),
        "percent": partial(percent, locale),
        "calibration": partial(figures.calibration, rtl=locale.direction == "rtl", locale=locale),
    }
    page = theme_of(project, own.theme).render(
        "score.html",
        locale,
        filters,
        project=own,
        handling=sheet.handling,
        moment=moment_in_words(sheet.moment, sheet.dossier.zone, locale.tag),
        record=sheet.record,
        rows=[_row(each, sheet, locale) for each in sheet.record.forecasts],
        by=sheet.by,
        groups=[(_group(sheet, each, locale), each) for each in sheet.groups],
        medium="screen",
        fonts=FONTS,
    )
    return page.replace(FONTS, fonts.webfonts(page), 1)


def _row(each: Fared, sheet: Sheet, locale: Locale) -> Row:
    forecast, zone = each.forecast, sheet.dossier.zone
    return Row(
        forecast.id,
        prose.plain(forecast.condition).rstrip(".,") if forecast.condition else None,
        prose.plain(forecast.text).rstrip("."),
        tuple(locale.glossed("likelihood", words) for words, _ in groupby(one.words for one in each.stretches)),
        in_words(forecast.by, None, zone, locale.tag) if forecast.by else None,
        locale.gettext(RESULTS[forecast.outcome.result]) if forecast.outcome else None,
        moment_day_in_words(forecast.outcome.on, zone, locale.tag) if forecast.outcome else None,
        each.overdue,
        each.score,
    )


def _group(sheet: Sheet, each: Bin, locale: Locale) -> str:
    return locale.glossed("likelihood", each.name) if sheet.by == "term" else each.name
