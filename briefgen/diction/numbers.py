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

from briefgen.late import regex


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
    doubtful: bool = False
    """Whether only the noun behind tells that it counts: `2000` can be a year, `one` a pronoun, `no` a denial."""
    unit: str = ""
    """What it is measured in; empty for a count."""

    @property
    def bounded(self) -> bool:
        """Whether both bounds are told."""
        return self.low > 0 and self.high < math.inf


_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: number for number, word in enumerate(_UNITS.split(), 1)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
_TENFOLD = 10
"""Below how many times its least a vague number stays: ten hundreds are a thousand."""

_WORD = f"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
SCALE = f"(?:{'|'.join(SCALES)})"
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?(?:k\b)?"
WRITTEN = rf"(?:{_WORD}|(?:half )?an?(?= {SCALE}))(?:[- ](?:{_WORD}|{SCALE})\b|(?<=hundred|housand) and {_WORD}\b)*"
NUMBER = rf"(?:(?:{DIGITS})(?: {SCALE}\b)?|{WRITTEN}\b)"
LOWER = r"at least|more than|(?:well )?over|no fewer than|not fewer than|no less than|upwards of|in excess of|above"
UPPER = r"up to|at most|no more than|not more than|as many as|fewer than|less than|under|below"
ABOUT = r"about|around|some|approximately|roughly|an estimated|close to"
NEARLY = r"nearly|almost|just under|just below"
_READ = regex(
    rf"(?<![\w.,:/$€£#@-])(?:(?:(?P<lower>{LOWER})|(?P<upper>{UPPER})|(?P<nearly>{NEARLY})|(?P<about>{ABOUT}))\s+)?"
    rf"(?:(?P<between>between|from)\s+)?"
    rf"(?:(?P<first>{NUMBER})(?:(?:(?(between)\s+and\s+|(?!))|\s+(?:to|or)\s+|\s?[–-]\s?)(?P<second>{NUMBER}))?(?P<plus>\+|\s+or\s+more\b)?"
    rf"|(?P<vague>(?:tens of |hundreds of )?(?:{'|'.join(_VAGUE)}))\b|(?P<none>no(?:body| one)?)\b)"
    r"(?P<share>\s?%|\s+(?:per\s?cent|percent)\b)?",
    re.IGNORECASE,
)
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_PARTS = (
    "four|fif|six|seven|eigh|nin|ten|eleven|twelf|(?:thir|four|fif|six|seven|eigh|nine)teen|twentie|hundred|thousand"
)
_NO_COUNT_BEHIND = regex(
    rf"(?:st|nd|rd|th)\b|[:.]\d|[-–][^\W\d]|,\d|\w|(?:\s*(?:,|and|or|to|[-–/])\s*\d{{1,2}}){{0,3}}\s+{_MONTH}\b"
    r"|\s*(?:[°′'\"]|mm|cm|k?m|kg|kV|MW|GW|kWh|km/h|[ap]\.?m)\b|\s*°"
    rf"|(?:\s+(?:square|cubic|nautical))?\s+(?:kilomet|met|mil(?:e|es)\b|tons?\b|tonnes?\b|lit|degrees?\b|hours?\b|minutes?\b|seconds?\b"
    rf"|days?\b|weeks?\b|months?\b|years?\b|decades?\b|o'clock|volts?\b|(?:US\s+)?dollars?\b|euros?\b|pounds?\b|lira|per\s+cent|times\b|(?:{_PARTS})ths?\b|thirds?\b|quarters?\b|hal(?:f|ves)\b)",
)
_NUMBERED = regex(
    rf"(?:\b(?:nos?|km|article|resolutions?|chapter|section|pages?|paragraph|para|issue|phase|unit|base|highway|route|road"
    rf"|grade|level|version|room|floor|channel|camp|hill|aged?|(?<!\d\s){_MONTH})\.?\s+)$",
    re.IGNORECASE,
)
_DATED = regex(r"\b(?:since|in|by|until|before|after)\s+$", re.IGNORECASE)
_IN_YEAR = regex(r"\b(?:since|in|by|until|before|after|of|from|during|early|late)\s+$", re.IGNORECASE)
_NAMED = regex(r"[^\W\d_a-z][\w'’-]*\s$")
_COUNTED = regex(r"\s+(?:[a-z]+s\b(?<!was)|people|men|women|children|dead)")
_THINGS = regex(r"\s+(?:[a-z]+\s+)?[a-z]+s\b(?<!was)")


_SIGNS = (*_WORDS, "hundred", "thousand", "million", "billion", "dozen", "score", " no", "nobody")
_DIGIT = regex("[0-9]")


def may_have_amounts(text: str) -> bool:
    """Whether a text in small letters may count or measure anything: quickly, for many do not."""
    return _DIGIT.search(text) is not None or any(map(text.__contains__, _SIGNS)) or text.startswith("no")


def amounts(text: str, start: int = 0, end: int | None = None, *, doubtful: bool = False) -> Iterator[Amount]:
    """Every count and percentage in a stretch of a text, in reading order; doubtful ones where they are asked for."""
    end = len(text) if end is None else end
    for found in _READ.finditer(text, start, end):
        if found["vague"]:
            yield Amount(*_vague(found["vague"].lower()), found.start(), found.end(), vague=True)
        elif found["none"]:
            if doubtful and not found["between"]:
                yield Amount(0, 0, found.start(), found.end(), doubtful=True)
        elif found["share"]:
            yield _amount(found)
        elif (surely := _is_count(text, start, end, found)) or (surely is None and doubtful):
            yield _amount(found)._replace(doubtful=surely is None)


def _is_count(text: str, start: int, end: int, found: re.Match[str]) -> bool | None:
    """Whether a number counts something; None where only the noun behind tells."""
    written = found["first"]
    bound = found["lower"] or found["upper"] or found["nearly"] or found["about"] or found["second"]
    if _NO_COUNT_BEHIND.match(text, found.end(), end):
        return False
    if written.lower() == "one":
        return None
    if written[0].isalpha() and found.start("first") > start and written[0].isupper():
        return False  # a name: `Seven Sisters`
    before = text[max(start, found.start() - 24) : found.start()]
    rest = text[found.end() : min(end, found.end() + 24)]
    if _NUMBERED.search(before):
        return False
    if written.isdigit() and not bound:
        if len(written) == 4 and 1000 <= int(written) < 2200:  # a year: `in 2016 people left`, or `in 2000 houses`
            counts = _THINGS.match(rest) or (not _IN_YEAR.search(before) and _COUNTED.match(rest))
            return None if counts else False
        if _DATED.search(before) and not re.match(r"\s+[a-z]{3}", rest):
            return False  # a day: `by 12`
    named = _NAMED.search(before)
    begins = named is not None and len(before) == found.start() - start and not before[: named.start()].strip()
    return bound is not None or named is None or begins or _COUNTED.match(rest) is not None


def _amount(found: re.Match[str]) -> Amount:
    low, high = _spread(found["first"])
    if found["second"]:
        second = found["second"]
        scale = re.search(rf"\s{SCALE}$", second, re.IGNORECASE)
        first = found["first"] + scale[0] if scale and "." in found["first"] else found["first"]
        low, high = value(first), value(second)
    told = value(found["first"])
    if found["lower"] or found["plus"]:
        low, high = told, math.inf
    elif found["upper"]:
        low, high = 0, max(high, told)
    elif found["nearly"]:
        low, high = 0.9 * told, told
    elif found["about"]:
        low, high = 0.9 * low, 1.1 * high
    return Amount(low, high, found.start(), found.end(), bool(found["share"]))


def _spread(written: str) -> tuple[float, float]:
    """What a number can stand for: round ones, of two zeros or more or a scale, for what rounds to them."""
    told = value(written)
    tenth = re.search(r"\.(\d+)[ k]", written)
    if tenth:
        half = 0.5 * told / float(written.split()[0].rstrip("k")) / 10 ** len(tenth[1])
        return told - half, told + half
    if told >= 1000 and told % 100 == 0:
        half = 0.05 * 10 ** math.floor(math.log10(told))
        return told - half, told + half
    return told, told


def value(written: str) -> float:
    """The value of a number in digits, in words, or both: `1.2 million`, `two hundred and fifty`, `half a dozen`."""
    total = current = 0.0
    for word in re.findall(r"\d[\d,.\u00a0\u202f]*(?: \d{3}\b)*|[a-z]+", written.lower()):
        if word[0].isdigit():
            current += float(re.sub(r"[,\s]", "", word))
        elif word in SCALES or word == "k":
            current = (current or 1) * SCALES.get(word, 1_000)
            if SCALES.get(word, 1_000) >= 1000:
                total, current = total + current, 0.0
        else:
            current += _WORDS.get(word, 0)
    return (total + current) / (2 if written[:4].lower() == "half" else 1)


def _vague(words: str) -> tuple[float, float]:
    factor = 10 if words.startswith("tens of") else 100 if words.startswith("hundreds of") else 1
    least = factor * _VAGUE[words.split()[-1]]
    return least, _TENFOLD * least - 1
