"""Dates in EDTF, the Extended Date/Time Format of ISO 8601-2:2019, levels 0, 1 and 2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.dates.civil import DateError, Day
from briefgen.dates.mistakes import shorten, why_no_date
from briefgen.dates.points import Doubt, Point, Precision, read_plain, read_point

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 500
"""Characters of the longest expression read."""


class Kind(Enum):
    """The four forms of an expression."""

    SINGLE = "single"
    INTERVAL = "interval"
    ONE_OF = "one of"
    ALL_OF = "all of"


class Limit(Enum):
    """An end that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


class Span(NamedTuple):
    """From one date to another, or a single date twice."""

    first: Point | Limit
    last: Point | Limit


@dataclass(frozen=True, slots=True)
class Date:
    """When something was, as far as its author knows: an EDTF expression, immutable and hashable."""

    text: str
    """Exactly as written."""
    kind: Kind
    spans: tuple[Span, ...]
    """One; in a set one for each member, in the author's order."""
    start: Point | Limit
    """What it begins with (in a set the earliest), or that no beginning is stated or known."""
    end: Point | Limit

    @classmethod
    def parse(cls, text: str) -> Date:
        """Read an expression, or raise DateError with a sentence on what is wrong."""
        return _parse(text)

    def __str__(self) -> str:
        return self.text

    @property
    def earliest(self) -> Day | None:
        """The first possible day as written; `None` where the beginning is open or unknown."""
        return None if isinstance(self.start, Limit) else self.start.earliest

    @property
    def latest(self) -> Day | None:
        """The last possible day as written, inclusive; `None` where the end is open or unknown."""
        return None if isinstance(self.end, Limit) else self.end.latest

    def points(self) -> Iterator[Point]:
        """Every single date in it, as written from left to right."""
        for first, last in self.spans:
            if not isinstance(first, Limit):
                yield first
            if last is not first and not isinstance(last, Limit):
                yield last

    @property
    def approximate(self) -> bool:
        """Whether any part is qualified `~` or `%`."""
        return any(point.doubt & Doubt.APPROXIMATE for point in self.points())

    @property
    def uncertain(self) -> bool:
        """Whether any part is qualified `?` or `%`."""
        return any(point.doubt & Doubt.UNCERTAIN for point in self.points())

    @property
    def precision(self) -> Precision:
        """How closely it is known; of several dates, the coarsest."""
        return max(point.precision for point in self.points())

    @property
    def has_time(self) -> bool:
        """Whether it, or an end of it, is a date with a time."""
        return any(point.time is not None for point in self.points())

    @property
    def naive(self) -> bool:
        """Whether a time in it has no offset."""
        return any(point.time is not None and point.time.offset is None for point in self.points())


class ReversedIntervalError(DateError):
    """An interval that ends before it starts: `date` is what was written."""

    def __init__(self, date: Date) -> None:
        super().__init__("the interval ends before it starts")
        self.date = date


@lru_cache(maxsize=4096)
def _parse(text: str) -> Date:
    if plain := read_plain(text):
        return Date(text, Kind.SINGLE, (Span(plain, plain),), plain, plain)
    if len(text) > LONGEST:
        raise DateError(f"{shorten(text)} is not a date: it has {len(text):,} characters")
    if text[:1] in ("[", "{"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    point = read_point(text)
    return Date(text, Kind.SINGLE, (Span(point, point),), point, point)


def _interval(text: str) -> Date:
    first, _, last = text.partition("/")
    elsewhere = "[0-9]{4}/[0-9]{1,2}|[0-9]{1,2}/([0-9]{4}|[0-9]{1,2}|[0-9]{1,2} .+)|[A-Za-z]/[A-Za-z]"
    if "/" in last or re.fullmatch(elsewhere, text):
        raise DateError(why_no_date(text))
    if first != first.rstrip() or last != last.lstrip():
        compact = f"{first.strip()}/{last.strip()}"
        raise DateError(f"{shorten(text)} is not a date: write it without spaces, {shorten(compact)}")
    if re.fullmatch("[0-9]{4}-[0-9]{2}(/|-[0-9]{2}/([0-9]{2}-)?)[0-9]{2}", text):
        raise DateError(f"{text}: write the end in full, {first}/{_in_full(first, last)}")
    start, end = _end(first), _end(last, end=True)
    if isinstance(start, Limit) and isinstance(end, Limit):
        raise DateError(f"{shorten(text)} says nothing: an interval needs a date at one end at least")
    span = Span(start, end)
    made = Date(text, Kind.INTERVAL, (span,), start, end)
    if _is_reversed(span):
        raise ReversedIntervalError(made)
    return made


def _in_full(first: str, last: str) -> str:
    """The end of an interval that leaves out what it shares with its start, in the next year or month if it must."""
    year, month = int(first[:4]), int(first[5:7])
    shared = first[: -len(last)]
    if shared + last >= first:
        return shared + last
    if len(last) == 2 and len(first) == 10:  # only the day
        year, month = year + month // 12, month % 12 + 1
        return f"{year:04}-{month:02}-{last}"
    return f"{year + 1:04}-{last}"


def _end(text: str, *, end: bool = False) -> Point | Limit:
    if text == "..":
        return Limit.OPEN
    return read_point(text, end=end) if text else Limit.UNKNOWN


def _set(text: str) -> Date:
    kind, closing = (Kind.ONE_OF, "]") if text[0] == "[" else (Kind.ALL_OF, "}")
    if text[-1] != closing:
        raise DateError(f"{shorten(text)}: a set that opens with {text[0]} ends with {closing}")
    if " " in text:
        raise DateError(f"{shorten(text)}: a set is written without spaces, {shorten(text.replace(' ', ''))}")
    items = text[1:-1].split(",")
    spans = tuple(_member(item, first=index == 0, last=index == len(items) - 1) for index, item in enumerate(items))
    starts = [span.first for span in spans if isinstance(span.first, Point)]
    ends = [span.last for span in spans if isinstance(span.last, Point)]
    start = min(starts, key=lambda p: p.earliest) if len(starts) == len(spans) else Limit.OPEN
    end = max(ends, key=lambda p: p.latest) if len(ends) == len(spans) else Limit.OPEN
    return Date(text, kind, spans, start, end)


def _member(text: str, *, first: bool, last: bool) -> Span:
    if not text:
        raise DateError("a set has dates between its commas")
    if "/" in text:
        raise DateError(f"{shorten(text)}: within a set a range is written with .., as in 2024-12-07..2024-12-08")
    low, dots, high = text.partition("..")
    if not dots:
        point = read_point(text)
        span = Span(point, point)
    elif not (low or high):
        raise DateError("a set says nothing with .. alone: write a date before or behind it")
    elif (not low and not first) or (not high and not last):
        raise DateError(f"{shorten(text)}: in a set only the first date can be open before, and only the last behind")
    else:
        span = Span(read_point(low) if low else Limit.OPEN, read_point(high) if high else Limit.OPEN)
    if any(isinstance(point, Point) and point.time for point in span):
        raise DateError(f"{shorten(text)}: the dates of a set have no times")
    if _is_reversed(span):
        raise DateError(f"{shorten(text)}: the range ends before it starts")
    return span


def _is_reversed(span: Span) -> bool:
    """Whether a span ends before it can start."""
    first, last = span
    if isinstance(first, Limit) or isinstance(last, Limit):
        return False
    start, end = first.earliest.ordinal, last.latest.ordinal
    if first.time is None or last.time is None:
        # Offsets run to almost a day, and no zone is known here: a day's difference proves nothing.
        times = (point.time for point in (first, last) if point.time is not None)
        slack = any(time.offset is not None for time in times)
        return end + slack < start
    starts, ends = (86_400 * day + time.seconds for day, time in ((start, first.time), (end, last.time)))
    if (first.time.offset is None) != (last.time.offset is None):
        return ends + 86_400 < starts
    return ends - (last.time.offset or 0) < starts - (first.time.offset or 0)
