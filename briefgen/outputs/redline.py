"""A comparison as a redline: what came is underlined, what went is struck through, for a screen or on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Literal

from markupsafe import Markup, escape

from briefgen import fonts, prose
from briefgen.briefing.comparison import Comparison
from briefgen.briefing.elements import like
from briefgen.briefing.news import Difference, Told
from briefgen.language import locale_of
from briefgen.outputs import typeset
from briefgen.outputs.output import Output
from briefgen.outputs.page import FONTS, settled, worded
from briefgen.outputs.press import Job, press
from briefgen.themes import Theme

ORDER = ("project", "assessment", "forecast", "event", "source", "actor", "place", "brief")
"""In which records are told, by their kinds; before them, how the project is set."""


def as_html(comparison: Comparison, theme: Theme) -> Output:
    """One file that needs nothing else."""
    page = _page(comparison, theme, "screen")
    return Output(page.replace(FONTS, fonts.webfonts(page), 1).encode())


def as_pdf(comparison: Comparison, theme: Theme) -> Output:
    """The same, printed. Raises `PressError`. Its date is that of the later state: the same two give the same bytes."""
    page = _page(comparison, theme, "print").replace(FONTS, "", 1)
    made = datetime.fromisoformat(comparison.made)
    created = made if made.tzinfo else made.replace(tzinfo=UTC)
    printed = press(Job(page, {}, created, hashlib.sha256(page.encode()).digest()[:16]))
    return Output(printed.pdf, printed.log, printed.note)


def _page(comparison: Comparison, theme: Theme, medium: Literal["screen", "print"]) -> str:
    locale = locale_of(comparison.language)
    own = partial(worded, locale, comparison.language)
    filters: dict[str, Callable[..., object]] = {
        "own": own,
        "capital": typeset.capital,
        "settled": settled,
        "plain": prose.plain,
        "redlined": partial(_redlined, own),
    }
    groups = [(of, [each for each in comparison.changes if each.of == of and each.kind != "figure"]) for of in ORDER]
    page = theme.render(
        "redline.html",
        locale,
        filters,
        comparison=comparison,
        groups=[(of, found) for of, found in groups if found],
        figures=[each for each in comparison.changes if each.kind == "figure"],
        medium=medium,
        fonts=FONTS,
    )
    return locale.closed(typeset.together(page.lstrip(), locale))


def _redlined(own: Callable[[str], str], text: Difference) -> Markup:
    """A text with what went and what came in it, word by word; as written where only its marks are others."""
    ends = [_words(end, text) for end in (text.before, text.now)]
    tags = {"gone": "del", "added": "ins"}
    made = []
    for kind, words in prose.revised(*ends):
        said = escape(own(like(words, ends[kind != "gone"])))
        made.append(said if kind == "same" else Markup("<{0}>{1}</{0}>").format(Markup(tags[kind]), said))  # noqa: S704
    return Markup("".join(made).replace("</del><ins>", "</del> <ins>"))  # noqa: S704 - escaped above


def _words(end: Told | None, text: Difference) -> str:
    if end is None:
        return ""
    marks_alone = text.before and text.now and text.before.words == text.now.words
    written = text.key == "title" or marks_alone
    return end.value if written and isinstance(end.value, str) else end.words
