"""The paper of a theme, as its tokens give it."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.themes.theme import DEFAULT, Theme

_TOKENS = "tokens.css"
_SIZE = re.compile(r"@page\s*\{[^}]*\bsize:\s*([A-Za-z0-9]+)")
_LINE = re.compile(r"--line:\s*([\d.]+)pt")
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
    named = _SIZE.search(theme.files[_TOKENS])
    return _PAPERS.get(named[1].lower() if named else "", _PAPERS["a4"])


def lines_of(theme: Theme) -> int:
    """How many lines of text a page holds."""
    lines = _LINE.findall(f"{theme.files[f'{DEFAULT}/{_TOKENS}']}\n{theme.files[_TOKENS]}")
    return int((paper_of(theme).height / 20 - _AROUND) / float(lines[-1]))
