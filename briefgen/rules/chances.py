"""Chances that a text states as numbers, held against the project's scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.diagnostics import Finding, warning
from briefgen.late import regex
from briefgen.model import Dossier
from briefgen.rules.terms import measured, unquoted
from briefgen.scales import Term

_DIGIT = regex(r"\d")
_PART = regex(r"\.\d")
_PER_CENT = r"(?:\s*%|[\s-]*per[\s-]?cent\b)"
_DIGITS = r"\d{1,3}(?:\.\d{1,6})?"
_AMOUNT = (
    rf"(?<![\d.,])(?:(?P<low>{_DIGITS})(?:{_PER_CENT})?\s*(?:-|–|to|and)\s*)?(?P<high>{_DIGITS}){_PER_CENT}"
    r"|(?<![\d.,])(?P<part>[01]?\.\d{1,6})(?![\d%])(?!\s*%)"
)
_TO = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTED = {word: number for number, word in enumerate(_TO, 1)} | {"twelve": 12, "twenty": 20, "hundred": 100}
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|{'|'.join(_COUNTED)})"
_ONE_IN = rf"(?<![\w.,])(?P<of>{_COUNT})(?:\s+|-)in(?:\s+|-)(?:an?(?:\s+|-))?(?P<all>{_COUNT})(?![\w%]|[.,]\d)"
"""One in five, 1-in-5."""
_RATE = (
    r"(?!\s+(?:of|for)\s+(?:an?\s+|the\s+|early\s+|severe\s+|serious\s+)?(?:deaths?|dying|mortality|relaps\w+|re-?infection|infections?"
    r"|surviv\w+|recurrence|complications?|hospitali[sz]\w+|disease|illness|miscarriage|side[\s-]effects|transmission)\b"
    r"|\s+(?:an?|per|each|every|in\s+any)\s+(?:given\s+)?(?:year|month|day|decade|person|patient)\b)"
)
"""What makes a rate of a chance: how often something happens to many, and no judgement on one thing."""
_OFTEN = ("annual", "yearly", "monthly", "daily", "lifetime", "seasonal")
_EVERY = "".join(rf"(?<!\b{word}\s)" for word in _OFTEN)
_NOUN = rf"(?:{_EVERY}\b(?:chances?|likelihood|probabilit(?:y|ies)|odds)\b{_RATE})"
_RISK = rf"(?:{_NOUN}\s+%s|risks?\s+that\s[^.;:,!?()\d]{{1,100}}?\s)"
"""A risk is a chance where it is one *that* something happens; the rest are dangers, and rates of them."""
_MORE = r"(?:(?:no|not)\s+less\s+than|more\s+than|(?:greater|better)\s+than|at\s+least|over|above|upwards\s+of)"
_LESS = r"(?:(?:no|not)\s+more\s+than|less\s+than|fewer\s+than|lower\s+than|at\s+most|under|below|up\s+to)"
_NEAR = r"about|around|some|roughly|approximately|nearly|almost|close\s+to|estimated|between|only|perhaps|just|well"
_ABOUT = rf"(?:(?:an?|{_NEAR}|{_MORE}|{_LESS})\s+){{0,3}}"
_COMPARES = r"(?!\s*(?:higher|lower|greater|smaller|larger|more|less|points?|percentage|up|down)\b)"
_STANDS = (
    r"(?:is|are|stands?|lies|remains?|sits)(?:\s+(?:now|still))?"
    r"(?:\s+(?:put|estimated|assessed|rated|judged|set|placed))?(?:\s+(?:at|to\s+be))?"
)
_OF_THIS = r"(?:that|of|for)\s[^.;:,!?()\d]{1,100}?"
_OF = rf"{_OF_THIS}\s"
_WHOLE = r"(?=\s*[.,;:)!?]|\s*$|\s+(?:that|and|or|of|for)\b)"
_PUT = r"(?:put|set|place|estimate|assess|rate|judge|see|give|reckon)s?"
_PATTERNS = tuple(
    regex(pattern, re.IGNORECASE)
    for pattern in (
        # a 77 per cent chance; 77 per cent likely; at 77 per cent the chance of
        rf"(?:{_AMOUNT})(?:\s+|-)(?:(?:the\s+)?{_NOUN}|(?:likely|probable|certain|risk\s+that)\b)",
        # the chance that it holds is 77 per cent; a probability of 0.77
        rf"\b(?:{_RISK % f'(?:{_OF})?'}{_STANDS}|{_NOUN}\s+(?:at|of))\s+{_ABOUT}(?:{_AMOUNT}){_COMPARES}",
        # Probability: 20 %
        rf"\b{_NOUN}(?:\s+{_OF_THIS})?\s*[:=]\s*{_ABOUT}(?:{_AMOUNT}){_COMPARES}",
        # we put the chance of it at 77 per cent
        rf"\b{_PUT}\s+(?:the|its|their|this|that|a|our)\s+{_RISK % _OF}(?:at|as|to\s+be)\s+{_ABOUT}(?:{_AMOUNT})",
        # likely (77 per cent); unlikely (about 0.2)
        rf"\b(?:likely|probabl[ey]|certain(?:ly)?|{_NOUN})\s*[(\[]\s*{_ABOUT}(?:{_AMOUNT})(?:\s+{_NOUN})?\s*[)\],;]",
        # a one in five chance that; 1-in-5 odds
        rf"{_ONE_IN}(?:\s+|-)(?:{_NOUN}|risk\s+that\b)",
        # the odds are 1 in 5
        rf"\b(?:{_RISK % f'(?:{_OF})?'}{_STANDS}|{_NOUN}\s*(?:\s(?:at|of)|[:=]))\s+{_ABOUT}{_ONE_IN}{_WHOLE}",
        rf"\b{_PUT}\s+(?:the|its|their|this|that|a|our)\s+{_RISK % _OF}(?:at|as|to\s+be)\s+{_ABOUT}{_ONE_IN}{_WHOLE}",
    )
)
_BOUND = regex(rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\s+(?:an?\s+)?\Z", re.IGNORECASE)
_RATED = regex(rf"\b(?:{'|'.join(_OFTEN)})\s+\Z", re.IGNORECASE)
_IN = regex(rf"[\s-]in[\s-]+(?:an?[\s-])?{_COUNT}\b", re.IGNORECASE)
_LOOKED_AT = 30
"""Characters before a number that may say it is a bound."""

_NEARLY = 0.001


class Chance(NamedTuple):
    """A chance that a text states as a number or a range of them, from 0 to 1."""

    span: tuple[int, int]
    words: str
    ends: tuple[float, ...]
    bound: str = ""
    """Whether it is one that more (`more`) or less (`less`) is said to be than: *more than 50 per cent*."""

    def completes(self, other: Chance) -> bool:
        """Whether two are one: that something happens, and that it does not."""
        rest = sorted(1 - end for end in other.ends)
        both = not (self.bound or other.bound) and len(rest) == len(self.ends)
        return both and all(abs(one - two) < _NEARLY for one, two in zip(sorted(self.ends), rest, strict=True))

    def fits(self, stated: Term) -> bool:
        """Whether who states a step can say this: all of it lies within the step, or some of what a bound leaves."""
        low, high = stated.low / 100, stated.high / 100
        if self.bound:
            return min(self.ends) < high if self.bound == "more" else low < max(self.ends)
        return low <= min(self.ends) and max(self.ends) <= high


def chances_in(text: str) -> Iterator[Chance]:
    """The chances that a text states in per cent, from 0 to 1 or as one in so many, outside quotations, in order."""
    in_hundred = _DIGIT.search(text) and ("%" in text or "cent" in text.lower() or _PART.search(text))
    if not in_hundred and _IN.search(text) is None:
        return
    words = unquoted(text)
    found = {match.start(_number(match)): match for pattern in _PATTERNS for match in pattern.finditer(words)}
    for start, match in sorted(found.items()):
        ends = _ends(match)
        before = words[max(0, start - _LOOKED_AT) : start]
        if not ends or _RATED.search(before):
            continue
        bound = _BOUND.search(before)
        yield Chance(match.span(), match[0], ends, str(bound.lastgroup) if bound else "")


def _number(found: re.Match[str]) -> str:
    return next(name for name, written in found.groupdict().items() if written is not None)


def _ends(found: re.Match[str]) -> tuple[float, ...]:
    """The ends of what is written; none of what is no part of a whole: `5 in 1`."""
    written = found.groupdict()
    if written.get("all"):
        part, whole = (
            _COUNTED.get(each.lower()) or int(each.replace(",", "")) for each in (written["of"], written["all"])
        )
        return (part / whole,) if 0 < part <= whole else ()
    whole = 1 if written["part"] else 100
    return tuple(float(each) / whole for each in (written["low"], written["high"], written["part"]) if each)


@warning
def chance_off_scale(dossier: Dossier) -> Iterator[Finding]:
    """A text states a chance in per cent that the project's scale has no term for.

    It lies in a gap of the PHIA yardstick, or beyond the ends of the scale, where no legend explains it. A chance can
    be stated from 0 to 1 (*a probability of 0.77*) and as one in so many (*a one in five chance*) too, and both ends of
    a range are looked at. Rates are none (*an annual probability of 1 per cent*), nor are dangers (*a 5 per cent risk
    of relapse*): a risk is a chance only where it is one *that* something happens.

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
                    words.part(*found.span),
                    f"the {scale.name} has no term for {off * 100:g} %",
                    f"the nearest are {' and '.join(near)}",
                )
