"""The paper of a theme, as its style sheets give it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.themes.theme import DEFAULT, Theme

_TOKENS = "tokens.css"
_SHEETS = (f"{DEFAULT}/{_TOKENS}", _TOKENS, "print.css")
"""The style sheets that may say it, as they follow each other on the page: the last word counts."""
_SIZE = re.compile(r"@page\s*\{[^}]*(?<![-\w])size:\s*([A-Za-z0-9]+)")
_LINE = re.compile(r"--line:\s*([\d.]+)pt")
_KEPT = re.compile(r"--page-one:\s*([\d.]+)")
_COLUMN = re.compile(r"--margin-column:\s*([\w-]+)")
_AROUND = 41 / 25.4 * 72
"""What the shipped style sheets leave above and below the text of a page, in points."""


_SHEET = re.compile(r"@page\b[^{}]*\{[^{}]*?(?<![-\w])size\s*:\s*([^;}]+)", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(mm|cm|in|pt|px)\b", re.IGNORECASE)
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96}
_NARROW = {"a5": (148, 210), "a6": (105, 148), "b5": (176, 250), "jis-b5": (182, 257), "a7": (74, 105)}
NARROWEST = 190
"""The narrowest sheet, in millimetres, on which the text of the shipped pages has room beside its margin column."""


class Paper(NamedTuple):
    """A sheet upright, in twentieths of a point."""

    width: int
    height: int


_PAPERS = {"a4": Paper(11906, 16838), "a5": Paper(8391, 11906), "letter": Paper(12240, 15840),
           "legal": Paper(12240, 20160)}  # fmt: skip


def paper_of(theme: Theme) -> Paper:
    """The paper that a theme names; A4 where it names none, or says a size in another way."""
    return _PAPERS.get(_last(_SIZE, theme).lower(), _PAPERS["a4"])


def narrow_sheets(css: str) -> Iterator[tuple[int, str]]:
    """The sheets in a style sheet that are too narrow: where they are named, and as what."""
    for found in _SHEET.finditer(css):
        said = found[1].strip()
        sides = [float(number) * _MILLIMETRES[unit.lower()] for number, unit in _LENGTH.findall(said)]
        named = next((_NARROW[word] for word in said.lower().split() if word in _NARROW), ())
        sides = sides or sorted(named, reverse="landscape" in said.lower())
        if sides and sides[0] < NARROWEST:
            yield found.start(1), said


def lines_of(theme: Theme) -> float:
    """How many lines of page one there are for its text: those of a page, less what `--page-one` keeps for headings."""
    kept = float(_last(_KEPT, theme) or 0)
    return (paper_of(theme).height / 20 - _AROUND) // float(_last(_LINE, theme)) - kept


def has_margin_column(theme: Theme) -> bool:
    """Whether there is a column beside the text of its pages, for labels and the names of lanes."""
    return _last(_COLUMN, theme) != "none"


def _last(said: re.Pattern[str], theme: Theme) -> str:
    """What a style sheet says, and none after it says otherwise; empty where none does."""
    return "".join([each for name in _SHEETS for each in said.findall(theme.files[name])][-1:])
