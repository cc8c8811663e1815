"""A brief before it was written."""

from __future__ import annotations

from briefgen.dates import in_words
from briefgen.language import locale_of
from briefgen.model import Brief


def unwritten(brief: Brief, language: str) -> Brief:
    """A brief before its cut-off, without the words that were written for it later.

    Which judgements and forecasts it holds was chosen later too: until then the desk held all that are current. Its
    highlights and key figures stay where the records have them at that moment.
    """
    nothing = dict.fromkeys(("sections", "gaps", "trends", "phases"), ())
    figures = tuple(each for each in brief.key_figures if not each.stated)
    own_language = brief.language or language
    period = in_words(brief.period, language=own_language)
    title = locale_of(own_language).gettext("Events of %(period)s", period=period)
    all_current = {"judgements": None, "forecasts": None}
    own = {"title": title, "bottom_line": None, "approved": None, "state": "draft", "key_figures": figures}
    return brief.model_copy(update={**nothing, **all_current, **own, "translations": {}})
