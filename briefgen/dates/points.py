"""Single EDTF dates: a year, season, month or day with its doubts, or a date with a time."""

from __future__ import annotations

import re
from enum import IntEnum, IntFlag
from typing import NamedTuple

from briefgen.dates.bounds import bounds, year_number
from briefgen.dates.civil import LENGTHS, DateError, Day
from briefgen.dates.clock import Time
from briefgen.dates.mistakes import shorten, why_no_date


class Precision(IntEnum):
    """How closely a date is known: the smallest unit whose digits are all given; finer sorts first."""

    SECOND = 0
    MINUTE = 1
    DAY = 2
    MONTH = 3
    SEASON = 4
    """A season, quarter, third or half of a year."""
    YEAR = 5
    DECADE = 6
    CENTURY = 7
    MILLENNIUM = 8
    ERA = 9
    """Longer than a millennium."""


class Doubt(IntFlag):
    """What a qualifier says of a part of a date; `%` is both."""

    NONE = 0
    APPROXIMATE = 1
    UNCERTAIN = 2


_DOUBTS = {
    "": Doubt.NONE,
    "~": Doubt.APPROXIMATE,
    "?": Doubt.UNCERTAIN,
    "%": Doubt.APPROXIMATE | Doubt.UNCERTAIN,
}
_SURE = (Doubt.NONE, Doubt.NONE, Doubt.NONE)
_PLAIN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_POINT = re.compile(
    r"([?~%]?)(-?[0-9X]{4}|Y-?[0-9]+(?:E[1-9][0-9]*)?)(?:S([0-9]+))?([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:T(.*))?)?)?"
)


class Point(NamedTuple):
    """One date of an expression: parts as written, without qualifiers, and the days it can be."""

    year: str
    """`2024`, `156X`, `-0043`, `Y170000002`, `Y-17E7`."""
    month: str
    """`12`, `1X`, `24` (a grouping) or empty."""
    day: str
    significant: int
    """The number after `S`: how many digits of the year count; 0 where none is written."""
    time: Time | None
    doubts: tuple[Doubt, Doubt, Doubt]
    """Of year, month and day."""
    earliest: Day
    latest: Day

    @property
    def doubt(self) -> Doubt:
        """All doubts about any part."""
        return Doubt.NONE if self.doubts == _SURE else self.doubts[0] | self.doubts[1] | self.doubts[2]

    @property
    def grouping(self) -> int:
        """The code of a season or other part of a year, 21 to 41; 0 for other dates."""
        return int(self.month) if self.month > "20" and "X" not in self.month else 0

    @property
    def unspecified(self) -> bool:
        """Whether any digit is an `X`."""
        return "X" in self.year or "X" in self.month or "X" in self.day

    @property
    def precision(self) -> Precision:
        """How closely the date is known."""
        if self.time is not None:
            return Precision.SECOND if self.time.to_second else Precision.MINUTE
        digits = self.year.lstrip("-")
        if "X" in digits:
            return Precision(Precision.YEAR + 4 - digits.index("X"))
        if self.significant:
            blurred = len(str(abs(year_number(self.year)))) - self.significant
            return Precision(min(Precision.YEAR + blurred, Precision.ERA))
        if not self.month or "X" in self.month:
            return Precision.YEAR
        if self.grouping:
            return Precision.SEASON
        return Precision.MONTH if not self.day or "X" in self.day else Precision.DAY


def read_plain(text: str) -> Point | None:
    """`2024-12-08` read without the whole grammar, which most dates never need; `None` for other forms."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    number = int(month)
    if not 1 <= number <= 12 or not 1 <= int(day) <= LENGTHS[number]:
        return None  # a leap day, or a fault: the grammar tells
    only = Day(int(year), number, int(day))
    return Point(year, month, day, 0, None, _SURE, only, only)


def read_point(text: str, *, end: bool = False) -> Point:
    """Read one date, as the `end` of an interval where 24:00 may stand; or raise DateError."""
    if plain := read_plain(text):
        return plain
    found = _POINT.fullmatch(text)
    if found is None:
        raise DateError(why_no_date(text))
    before, year, significant, after_year, before_month, month, after_month = found.groups("")[:7]
    before_day, day, after_day = found.groups("")[7:10]
    whole = _DOUBTS[after_day]  # a qualifier on the right holds for everything to its left
    upto_month = whole | _DOUBTS[after_month]
    doubts = (
        upto_month | _DOUBTS[after_year] | _DOUBTS[before],
        upto_month | _DOUBTS[before_month] if month else Doubt.NONE,
        whole | _DOUBTS[before_day] if day else Doubt.NONE,
    )
    time = None
    if found[11] is not None:
        time = Time.parse(found[11], end=end)
        if any(doubts) or "X" in year + month + day:
            raise DateError(
                f"{shorten(text)} has a time, so its date must be certain: leave out the time, or the doubt"
            )
    if month and (significant or year[0] == "Y"):
        raise DateError(f"{shorten(text)}: a year with Y or S stands alone, without a month")
    digits = _significant(year, significant)
    earliest, latest = bounds(year, month, day, digits)
    return Point(year, month, day, digits, time, doubts, earliest, latest)


def _significant(year: str, text: str) -> int:
    if not text:
        return 0
    if "X" in year:
        raise DateError(f"{year}S{text[:9]}: a year has X or S, not both")
    length = len(str(abs(year_number(year))))
    if text[0] == "0" or len(text) > 2 or int(text) > length:
        raise DateError(f"{year}S{text[:9]}: the year has {length} digits, so 1 to {length} can be significant")
    return int(text)
