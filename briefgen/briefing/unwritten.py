"""A brief before it was written."""

from __future__ import annotations

from briefgen.dates import in_words
from briefgen.model import Brief


def unwritten(brief: Brief, language: str) -> Brief:
    """A brief before its cut-off: the records it arranges, without the words that were written for it later."""
    nothing = dict.fromkeys(("sections", "gaps", "trends", "phases"), ())
    figures = tuple(each for each in brief.key_figures if not each.stated)
    title = f"Events of {in_words(brief.period, language=brief.language or language)}"
    own = {"title": title, "bottom_line": None, "approved": None, "state": "draft", "key_figures": figures}
    return brief.model_copy(update={**nothing, **own, "translations": {}})
