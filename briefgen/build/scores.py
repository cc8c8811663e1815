"""The page that says how the desk's forecasts fared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefgen import figures, fonts
from briefgen.briefing.tally import line
from briefgen.build.project import Project
from briefgen.build.theming import theme_of
from briefgen.dates import moment_in_words
from briefgen.foresight import Bin, Sheet
from briefgen.language import Locale, locale_of
from briefgen.outputs import typeset
from briefgen.outputs.page import FONTS, hundredths, percent, worded


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
        lines=[line(each, sheet.dossier, locale) for each in sheet.record.forecasts],
        by=sheet.by,
        counts=[(locale.glossed("likelihood", each.name), each) for each in sheet.record.bins],
        groups=[(_group(sheet, each, locale), each) for each in sheet.groups],
        medium="screen",
        fonts=FONTS,
    )
    page = locale.closed(typeset.together(page, locale))
    return page.replace(FONTS, fonts.webfonts(page), 1)


def _group(sheet: Sheet, each: Bin, locale: Locale) -> str:
    return locale.glossed("likelihood", each.name) if sheet.by == "term" else each.name
