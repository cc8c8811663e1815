"""The paper of a theme, as its style sheets give it."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.themes.theme import DEFAULT, Theme

_TOKENS = "tokens.css"
_SHEETS = (f"{DEFAULT}/{_TOKENS}", _TOKENS, "print.css")
"""The style sheets that may say it, as they follow each other on the page: the last word counts."""
_SIZE = re.compile(r"@page\s*\{[^}]*(?<![-\w])size:\s*([A-Za-z0-9]+)")
_LINE = re.compile(r"--line:\s*([\d.]+)pt")
_KEPT = re.compile(r"--page-one:\s*([\d.]+)")
_AROUND = 41 / 25.4 * 72
"""What the shipped style sheets leave above and below the text of a page, in points."""


class Paper(NamedTuple):
    """A sheet upright, in twentieths of a point."""

    width: int
    height: int


_PAPERS = {"a4": Paper(11906, 16838), "a5": Paper(8391, 11906), "letter": Paper(12240, 15840),
           "legal": Paper(12240, 20160)}  # fmt: skip


def paper_of(theme: Theme) -> Paper:
    """The paper that a theme names; A4 where it names none, or says a size in another way."""
    return _PAPERS.get(_last(_SIZE, theme).lower(), _PAPERS["a4"])


def lines_of(theme: Theme) -> float:
    """How many lines of page one there are for its text: those of a page, less what `--page-one` keeps for headings."""
    kept = float(_last(_KEPT, theme) or 0)
    return (paper_of(theme).height / 20 - _AROUND) // float(_last(_LINE, theme)) - kept


def _last(said: re.Pattern[str], theme: Theme) -> str:
    """What a style sheet says, and none after it says otherwise; empty where none does."""
    return "".join([each for name in _SHEETS for each in said.findall(theme.files[name])][-1:])
