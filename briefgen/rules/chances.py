"""Chances that a text states as numbers, held against the project's scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.diagnostics import Finding, warning
from briefgen.model import Dossier
from briefgen.rules.terms import measured, unquoted

_DIGIT = re.compile(r"\d")
_PER_CENT = r"(?:\s*%|[\s-]*per[\s-]?cent\b)"
_DIGITS = r"\d{1,3}(?:\.\d{1,6})?"
_AMOUNT = (
    rf"(?<![\d.,])(?:(?P<low>{_DIGITS})(?:{_PER_CENT})?\s*(?:-|–|to|and)\s*)?(?P<high>{_DIGITS}){_PER_CENT}"
    r"|(?<![\d.,])(?P<part>[01]?\.\d{1,6})(?![\d%])(?!\s*%)"
)
_NOUN = r"(?:chances?|likelihood|probabilit(?:y|ies)|odds)"
_ABOUT = r"(?:about\s+|around\s+|some\s+|roughly\s+|at\s+(?:least|most)\s+|between\s+|only\s+)?"
_BEFORE = re.compile(
    rf"\b{_NOUN}\s+(?:(?:(?:that|of|for)\s[^.;:,!?()\d]{{1,100}}?\s)?(?:is|are|stands?\s+at|lies\s+at|remains)|at|of)\s+{_ABOUT}(?:{_AMOUNT})",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?:{_AMOUNT})(?:\s+|-)(?:{_NOUN}|likely|probable|certain|risk\s+that)\b",
    re.IGNORECASE,
)


class Chance(NamedTuple):
    """A chance or a range of chances, from 0 to 1, and where it stands in a text."""

    start: int
    end: int
    ends: tuple[float, ...]


def chances_in(text: str) -> Iterator[Chance]:
    """The chances that a text states in per cent or from 0 to 1, outside quotations."""
    if _DIGIT.search(text) is None:
        return
    words = unquoted(text)
    for pattern in (_BEHIND, _BEFORE):
        for found in pattern.finditer(words):
            if found["part"] is not None:
                yield Chance(*found.span(), (float(found["part"]),))
            else:
                yield Chance(*found.span(), tuple(float(each) / 100 for each in (found["low"], found["high"]) if each))


@warning
def chance_off_scale(dossier: Dossier) -> Iterator[Finding]:
    """A text states a chance in per cent that the project's scale has no term for.

    It lies in a gap of the PHIA yardstick, or beyond the ends of the scale, where no legend explains it. A chance can
    be stated from 0 to 1 too (*a probability of 0.77*), and both ends of a range are looked at.

    Bad:

        project: {series: Grid Watch, likelihood: phia}
        assessments:
          - {id: grid-holds, text: There is a 77 per cent chance that the grid holds.}

    Good:

        project: {series: Grid Watch, likelihood: phia}
        assessments:
          - {id: grid-holds, text: There is a 75 per cent chance that the grid holds.}
    """
    scale = dossier.project.scale
    for words in measured(dossier):
        for found in chances_in(words.text):
            off = next((chance for chance in found.ends if scale.at(chance) is None), None)
            if off is not None:
                near = [f"`{term.words[0]}` ({term.low}-{term.high} %)" for term in scale.neighbours(off) if term]
                yield Finding(
                    words.part(found.start, found.end),
                    f"the {scale.name} has no term for {off * 100:g} %",
                    f"the nearest are {' and '.join(near)}",
                )
