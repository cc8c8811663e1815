"""The first and the last day a date can be: unspecified digits, parts of a year, significant digits."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from briefgen.dates.civil import LENGTHS, MONTHS, DateError, Day, days_in_month, iso_year

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPINGS: dict[int, tuple[int, int]] = {
    **dict(zip((21, 22, 23, 24), ((3, 3), (6, 3), (9, 3), (12, 3)), strict=True)),
    **dict(zip((25, 26, 27, 28), ((3, 3), (6, 3), (9, 3), (12, 3)), strict=True)),
    **dict(zip((29, 30, 31, 32), ((9, 3), (12, 3), (3, 3), (6, 3)), strict=True)),
    **dict(zip((33, 34, 35, 36), ((1, 3), (4, 3), (7, 3), (10, 3)), strict=True)),
    **dict(zip((37, 38, 39), ((1, 4), (5, 4), (9, 4)), strict=True)),
    **dict(zip((40, 41), ((1, 6), (7, 6)), strict=True)),
}
"""The codes of ISO 8601-2 for parts of a year: first month, number of months.

21 to 24 are seasons anywhere, 25 to 28 northern, 29 to 32 southern, then quarters, thirds, halves.
The standard names no months for seasons; these are the meteorological ones, the northern for 21 to 24.
"""

MOST_DIGITS = 15
"""The longest year read: more than the age of the universe, less than a number that takes time."""


def year_number(text: str) -> int:
    """The number of the year `2024`, `-0043`, `Y170000002` or `Y-17E7`; DateError if it is not written so."""
    if text == "-0000":
        raise DateError("-0000 is not a year: year 0 has no sign, write 0000 (1 BC)")
    if text[0] != "Y":
        return int(text)
    digits, _, exponent = text[1:].lstrip("-").partition("E")
    power = int(exponent or 0) if len(exponent) < 4 else MOST_DIGITS
    if len(digits) + power > MOST_DIGITS:
        raise DateError(f"a year has at most {MOST_DIGITS} digits")
    if digits[0] == "0":
        raise DateError("a year after Y does not start with 0")
    if not exponent and len(digits) < 5:
        sign = "-" if text[1] == "-" else ""
        raise DateError(f"{text} is not a year: up to four digits are written without Y, {sign}{digits:0>4}")
    number = int(digits + "0" * power)
    return -number if text[1] == "-" else number


def bounds(year: str, month: str, day: str, significant: int) -> tuple[Day, Day]:
    """The first and the last day that exist and fit a year, month and day as written, `X` for any digit."""
    if "X" not in year:
        number = year_number(year)
        low = high = number
        if significant:
            step = 10 ** (len(str(abs(number))) - significant)
            low = abs(number) // step * step
            high = low + step - 1
            low, high = (low, high) if number >= 0 else (-high, -low)
        if not month:
            return Day(low, 1, 1), Day(high, 12, 31)
        ascending, descending = iter((number,)), iter((number,))
    else:
        ascending, descending = _years(year, newest_first=False), _years(year, newest_first=True)
    if month > "20" and month.isdigit():
        return _grouping_bounds(next(ascending), next(descending), month, day)
    months = _fitting(month, 12, "month")
    if not day:
        low, high = next(ascending), next(descending)
        return Day(low, months[0], 1), Day(high, months[-1], days_in_month(high, months[-1]))
    days = _fitting(day, 99, "day")
    # Only 29 February depends on the year.
    pairs = [(m, d) for m in months for d in days if d <= LENGTHS[m] + (m == 2)]
    first, last = _first_day(ascending, pairs), _first_day(descending, pairs[::-1])
    if first is None or last is None:
        raise DateError(_why_no_day(year, months[0], day))
    return first, last


def _first_day(years: Iterator[int], pairs: list[tuple[int, int]]) -> Day | None:
    for year in years if pairs else ():
        for month, day in pairs:
            if day <= days_in_month(year, month):
                return Day(year, month, day)
    return None


def _grouping_bounds(low: int, high: int, month: str, day: str) -> tuple[Day, Day]:
    grouping = GROUPINGS.get(int(month))
    if grouping is None:
        raise DateError(f"month {month} does not exist")
    if day:
        raise DateError(f"{month} is a part of a year, such as a season, and has no days")
    start, length = grouping
    years, last = divmod(start + length - 2, 12)  # a winter ends in the next year
    return Day(low, start, 1), Day(high + years, last + 1, days_in_month(high + years, last + 1))


def _years(pattern: str, *, newest_first: bool) -> Iterator[int]:
    """Every year that fits `pattern`, in order of time."""
    negative = pattern[0] == "-"
    step = -1 if newest_first != negative else 1
    for digits in product(*("0123456789"[::step] if c == "X" else c for c in pattern.lstrip("-"))):
        year = int("".join(digits))
        if not negative:
            yield year
        elif year:
            yield -year


def fits(number: int, pattern: str) -> bool:
    """Whether two digits fit a pattern such as `1X`; an empty pattern fits every number."""
    return all(p in ("X", d) for p, d in zip(pattern, f"{number:02}", strict=False))


@cache
def _fitting(pattern: str, most: int, unit: str) -> tuple[int, ...]:
    numbers = tuple(number for number in range(1, most + 1) if fits(number, pattern))
    if not numbers:
        if "X" in pattern:
            raise DateError(f"no {unit} can be {pattern}")
        raise DateError(f"{unit} {pattern} does not exist")
    return numbers


def _why_no_day(year: str, month: int, day: str) -> str:
    name = MONTHS[month - 1]
    if "X" not in year:
        number = year_number(year)
        return f"{name} {iso_year(number)} has {days_in_month(number, month)} days"
    if month == 2 and fits(29, day):
        return f"no year {year} has a 29 February"
    return f"{name} has {'at most 29' if month == 2 else LENGTHS[month]} days"
