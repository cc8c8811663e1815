"""The numbers of a text that count something, with their bounds: `41`, `3,500+`, `between 250 and 300`, `a dozen`.

What only has digits is no count: dates, years, times, ordinals, measures, money, versions, and numbers in names such as
`resolution 2254`, `km 18`, `4th Division`, `An-124`. Libraries read number words; the bounds around them, which decide
here, none does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple


class Amount(NamedTuple):
    """A number read: how many at least and at most (`inf` where no bound is told), and where it stands."""

    low: float
    high: float
    start: int
    end: int
    share: bool = False
    """Whether it is a percentage."""
    vague: bool = False
    """Whether no number is told: `dozens`."""

    @property
    def bounded(self) -> bool:
        """Whether both bounds are told."""
        return self.low > 0 and self.high < math.inf


_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: value for value, word in enumerate(_UNITS.split(), 1)}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}

_WORD = f"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_SCALE = f"(?:{'|'.join(_SCALES)})"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"
_WRITTEN = rf"(?:{_WORD}|an?(?= {_SCALE}))(?:[- ](?:{_WORD}|{_SCALE})\b|(?<=hundred|housand) and {_WORD}\b)*"
_NUMBER = rf"(?:(?:{_DIGITS})(?: {_SCALE}\b)?|{_WRITTEN}\b)"
_LOWER = r"at least|more than|(?:well )?over|no fewer than|not fewer than|no less than|upwards of|in excess of|above"
_UPPER = r"up to|at most|no more than|not more than|as many as|fewer than|less than|under|below"
_ABOUT = r"about|around|some|approximately|roughly|an estimated|close to"
_NEARLY = r"nearly|almost|just under|just below"
_READ = re.compile(
    rf"(?<![\w.,:/$€£#@-])(?:(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER})|(?P<nearly>{_NEARLY})|(?P<about>{_ABOUT}))\s+)?"
    rf"(?:(?P<between>between|from)\s+)?"
    rf"(?:(?P<first>{_NUMBER})(?:(?:(?(between)\s+and\s+|(?!))|\s+(?:to|or)\s+|\s?[–-]\s?)(?P<second>{_NUMBER}))?(?P<plus>\+|\s+or\s+more\b)?"
    rf"|(?P<vague>(?:tens of |hundreds of )?(?:{'|'.join(_VAGUE)}))\b)"
    r"(?P<share>\s?%|\s+(?:per\s?cent|percent)\b)?",
    re.IGNORECASE,
)
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_NO_COUNT_BEHIND = re.compile(
    rf"(?:st|nd|rd|th)\b|[:.]\d|[-–][^\W\d]|,\d|\w|(?:\s*(?:,|and|or|to|[-–/])\s*\d{{1,2}}){{0,3}}\s+{_MONTH}\b"
    r"|\s*(?:[°′'\"]|mm|cm|k?m|kg|kV|MW|GW|kWh|km/h|[ap]\.?m)\b|\s*°"
    r"|(?:\s+(?:square|cubic|nautical))?\s+(?:kilomet|met|mil(?:e|es)\b|tons?\b|tonnes?\b|lit|degrees?\b|hours?\b|minutes?\b|seconds?\b"
    r"|days?\b|weeks?\b|months?\b|years?\b|decades?\b|o'clock|volts?\b|(?:US\s+)?dollars?\b|euros?\b|pounds?\b|lira|per\s+cent|times\b|\w+ths?\b|thirds?\b|quarters?\b|hal(?:f|ves)\b)",
)
_NUMBERED = re.compile(
    rf"(?:\b(?:nos?|km|article|resolutions?|chapter|section|pages?|paragraph|para|issue|phase|unit|base|highway|route|road"
    rf"|grade|level|version|room|floor|channel|camp|hill|aged?|(?<!\d\s){_MONTH})\.?\s+)$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:since|in|by|until|before|after)\s+$", re.IGNORECASE)
_NAMED = re.compile(r"[^\W\d_a-z][\w'’-]*\s$")
_COUNTED = re.compile(r"\s+(?:[a-z]+s\b(?<!was)|people|men|women|children|dead)")


def amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """Every count and percentage in a stretch of a text, in reading order."""
    end = len(text) if end is None else end
    for found in _READ.finditer(text, start, end):
        if found["vague"]:
            yield Amount(*_vague(found["vague"].lower()), found.start(), found.end(), vague=True)
        elif found["share"] or _is_count(text, start, end, found):
            yield _amount(found)


def _is_count(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    written = found["first"]
    bound = found["lower"] or found["upper"] or found["nearly"] or found["about"] or found["second"]
    if written.lower() == "one" or _NO_COUNT_BEHIND.match(text, found.end(), end):
        return False
    if written[0].isalpha() and found.start("first") > start and written[0].isupper():
        return False  # a name: `Seven Sisters`
    before = text[max(start, found.start() - 24) : found.start()]
    rest = text[found.end() : min(end, found.end() + 24)]
    if _NUMBERED.search(before) or (written.isdigit() and not bound and _is_dated(written, before, rest)):
        return False
    named = _NAMED.search(before)
    begins = named is not None and len(before) == found.start() - start and not before[: named.start()].strip()
    return bound is not None or named is None or begins or _COUNTED.match(rest) is not None


def _is_dated(written: str, before: str, rest: str) -> bool:
    """Whether bare digits stand for a year, or for a day: `in 2016`, `by 12`."""
    year = len(written) == 4 and 1000 <= int(written) < 2200
    return year or (_DATED.search(before) is not None and not re.match(r"\s+[a-z]{3}", rest))


def _amount(found: re.Match[str]) -> Amount:
    low, high = _spread(found["first"])
    if found["second"]:
        second = found["second"]
        scale = re.search(rf"\s{_SCALE}$", second, re.IGNORECASE)
        first = found["first"] + scale[0] if scale and "." in found["first"] else found["first"]
        low, high = _value(first), _value(second)
    value = _value(found["first"])
    if found["lower"] or found["plus"]:
        low, high = value, math.inf
    elif found["upper"]:
        low, high = 0, max(high, value)
    elif found["nearly"]:
        low, high = 0.9 * value, value
    elif found["about"]:
        low, high = 0.9 * low, 1.1 * high
    return Amount(low, high, found.start(), found.end(), bool(found["share"]))


def _spread(written: str) -> tuple[float, float]:
    """What a number can stand for: round ones, of two zeros or more or a scale, for what rounds to them."""
    value = _value(written)
    tenth = re.search(r"\.(\d+) ", written)
    if tenth:
        half = 0.5 * value / float(written.split()[0]) / 10 ** len(tenth[1])
        return value - half, value + half
    if value >= 1000 and value % 100 == 0:
        half = 0.05 * 10 ** math.floor(math.log10(value))
        return value - half, value + half
    return value, value


def _value(written: str) -> float:
    """The value of a number in digits, in words, or both: `1.2 million`, `two hundred and fifty`."""
    total = current = 0.0
    for word in re.findall(r"\d[\d,.\u00a0\u202f]*(?: \d{3}\b)*|[a-z]+", written.lower()):
        if word[0].isdigit():
            current += float(re.sub(r"[,\s]", "", word))
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
        else:
            current += _WORDS.get(word, 0)
    return total + current


def _vague(words: str) -> tuple[float, float]:
    factor = 10 if words.startswith("tens of") else 100 if words.startswith("hundreds of") else 1
    return factor * _VAGUE[words.split()[-1]] / (2 if factor > 1 else 1), math.inf
