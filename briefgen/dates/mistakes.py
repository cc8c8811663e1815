"""What an author probably meant by a date that EDTF cannot read, and how to write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.dates.civil import MONTHS, Day, is_leap, iso_year

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTH = "(" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|Sept)\.?"
_SEASON = "(spring|summer|autumn|fall|winter)"
WITH_TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ t]+([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2})?) ?([ap]m)? ?(Z|[+-][0-9:]+)?"
"""A day and a time with something else than a T between them."""
_HOW = "a date is written 2024-12-08, 2024-12 or 2024, with ~ for about and ? for unconfirmed"


def shorten(text: str) -> str:
    """`text`, fit for a message: short, without line breaks and invisible characters."""
    return _visible(text) if len(text) <= 40 else f"{_visible(text[:40])}…"


def _visible(text: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def why_no_date(text: str) -> str:
    """One sentence: that `text` is not a date and, where it can be guessed, what to write."""
    if not text.strip():
        return f"a date is missing: {_HOW}"
    if len(text) <= 60:
        for pattern, guess in _GUESSES:
            if (found := pattern.fullmatch(text)) and (meant := guess(found)):
                return f"{shorten(text)} is not a date: {_visible(meant)}"
    return f"{shorten(text)} is not a date: {_HOW}"


def _numbers(found: re.Match[str]) -> str:
    first, second, year = int(found[1]), int(found[2]), _in_full(found[3])
    day, month = (second, first) if second > 12 else (first, second)
    if not _exists(int(year), month, day):
        return "write year-month-day, as in 2024-12-08"
    meant = f"write {year}-{month:02}-{day:02} (year-month-day)"
    if day <= 12 and day != month:
        meant += f", or {year}-{day:02}-{month:02} if the month was written first"
    return meant


def _in_full(year: str) -> str:
    """A year of two digits as one of four."""
    return year if len(year) == 4 else f"20{year}"


def _serial(found: re.Match[str]) -> str:
    """The day that a spreadsheet counts from the last days of 1899, where that is one of our time."""
    days = int(found[0])
    if not 20_000 <= days < 80_000:
        return ""
    return f"as a spreadsheet counts days, write {Day(1899, 12, 30).plus(days).iso()}"


def _month_first(found: re.Match[str]) -> str:
    return f"write {found[2]}-{int(found[1]):02}" if 1 <= int(found[1]) <= 12 else ""


def _year_first(found: re.Match[str]) -> str:
    year, month, day = found[1], int(found[2]), int(found[3])
    return f"write {year}-{month:02}-{day:02}" if _exists(int(year), month, day) else ""


def _short_month(found: re.Match[str]) -> str:
    return f"write {found[1]}-{int(found[2]):02}" if 1 <= int(found[2]) <= 12 else ""


def _named(day: str, month: str, year: str) -> str:
    number = next(i for i, name in enumerate(MONTHS, 1) if name[:3].lower() == month[:3].lower())
    if not day:
        return f"write {year}-{number:02}"
    return f"write {year}-{number:02}-{int(day):02}" if _exists(int(year), number, int(day)) else ""


def with_time(found: re.Match[str]) -> str:
    """A day and a time, found by `WITH_TIME`, as they are written here."""
    day, hour, rest, half, offset = found.groups("")
    if half:
        hour = str(int(hour) % 12 + (12 if half.lower() == "pm" else 0))
    return f"{day}T{hour:0>2}{rest}{offset}"


def _week(found: re.Match[str]) -> str:
    # Week 1 holds 4 January (ISO 8601-1), and starts on its Monday.
    fourth = Day(int(found[1]), 1, 4)
    monday = fourth.plus((int(found[2]) - 1) * 7 - fourth.weekday)
    if not 1 <= int(found[2]) <= 53:
        return ""
    if found[3]:
        return f"write the day, {monday.plus(int(found[3]) - 1).iso()}"
    return f"write the days of the week, {monday.iso()}/{monday.plus(6).iso()}"


def _day_of_year(found: re.Match[str]) -> str:
    if not 1 <= int(found[2]) <= 365 + is_leap(int(found[1])):
        return ""
    return f"write {Day(int(found[1]), 1, 1).plus(int(found[2]) - 1).iso()}"


def _seasonal(found: re.Match[str]) -> str:
    name, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    code = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}[name.lower()]
    return f"write {year}-{code}"


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31 and Day(year, month, day).plus(0) == (year, month, day)


_GUESSES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), guess)
    for pattern, guess in (
        (r"([0-9]{1,2})[/.-] ?([0-9]{1,2})[/.-] ?([0-9]{4}|[0-9]{2})", _numbers),
        (r"([0-9]{4})[/. -]([0-9]{1,2})[/. -]([0-9]{1,2})", _year_first),
        (r"([0-9]{4})([0-9]{2})([0-9]{2})", _year_first),
        (r"([0-9]{4})(?:[/. -]|(?=[0-9]{2}$))([0-9]{1,2})", _short_month),
        (
            rf"([0-9]{{1,2}})?(?:st|nd|rd|th)?[ -]?{_MONTH},?[ -]([0-9]{{4}})",
            lambda found: _named(found[1] or "", found[2], found[3]),
        ),
        (
            rf"([0-9]{{1,2}})[ -]{_MONTH}[ -]([0-9]{{2}})",
            lambda found: _named(found[1], found[2], _in_full(found[3])),
        ),
        (r"([0-9]{1,2})[/.-]([0-9]{4})", _month_first),
        (r"[0-9]{5}", _serial),
        (
            rf"{_MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})",
            lambda found: _named(found[2], found[1], found[3]),
        ),
        (rf"([0-9]{{4}})[ -]{_MONTH}", lambda found: _named("", found[2], found[1])),
        (r"([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?", _week),
        (r"([0-9]{4})-?([0-9]{3})", _day_of_year),
        (
            rf"{_SEASON},? ([0-9]{{4}})|([0-9]{{4}})[ -]{_SEASON}",
            _seasonal,
        ),
        (r"([0-9]{4})[ -]?Q([1-4])", lambda found: f"write {found[1]}-{32 + int(found[2])}"),
        (r"Q([1-4])[ -/]?([0-9]{4})", lambda found: f"write {found[2]}-{32 + int(found[1])}"),
        (
            r"(?:c|ca|circa|about|around)\.? ?([0-9].*)",
            lambda found: f"put ~ behind a date that is approximate, as in {found[1]}~",
        ),
        (
            r"([0-9]{3})0'?s",
            lambda found: f"write {found[1]}X for the decade",
        ),
        (
            WITH_TIME,
            lambda found: f"write {with_time(found)}, or the time on its own in `time`",
        ),
        (
            r"[0-9]{1,2}:[0-9]{2}.*",
            lambda _: "a time of day is written on its own in `time`, beside the date",
        ),
        (
            r"([0-9?~%-]+)[ux]+[0-9ux?~%-]*",
            lambda found: f"unspecified digits are capital X, {found[0].upper().replace('U', 'X')}",
        ),
        (r"y(-?[0-9]+)", lambda found: f"write a capital Y, {found[0].upper()}"),
        (r"-?[0-9]{5,}", lambda found: f"a year beyond four digits is written with Y, Y{found[0]}"),
        (
            r"-?[0-9]{1,3}",
            lambda found: (
                f"a year has four digits, as in 2024; the year {found[0]} is written {iso_year(int(found[0]))}"
            ),
        ),
        (r"[0-9]{4}-?(?:[0-9]{2})?-", lambda found: f"write {found[0].rstrip('-')}"),
        (
            r"([0-9X?~%-]{4,}) ?(?:to|until|till|[–—]|\.\.) ?([0-9X?~%-]{4,})",
            lambda found: f"an interval is written {found[1]}/{found[2]}",
        ),
        (
            r"(?:now|today|present|ongoing|open|unknown|never)",
            lambda _: "an end still open is written .. and an unknown one is left empty",
        ),
        (r"\S+[–—‐‑−]\S*", lambda found: "write hyphens, " + re.sub("[–—‐‑−]", "-", found[0])),
        (r"[0-9]{4}(?:-[0-9]{2})?T.*", lambda _: "a time needs a day before it, as in 2024-12-08T04:30"),
        (r"[^/]+/[^/]+/.+", lambda _: "an interval has one / between two dates"),
        (r"\s.*|.*\s", lambda found: f"write it without spaces, {found[0].strip()}"),
    )
)
"""What people write elsewhere, and what to write here; the first that fits and makes sense counts."""
