"""What a date in a form of elsewhere can mean, as it is written here."""

from __future__ import annotations

import re

from briefgen.dates.civil import MONTHS, Day, days_in_month, is_leap

MONTH = "(" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|Sept)\.?"
_SERIALS = range(20_000, 80_000)
"""Days that a spreadsheet counts from the last ones of 1899: from 1954 to 2119."""
_MILITARY = "ABCDEFGHIKLMNOPQRSTUVWXYZ"
"""The zones of a date-time group; A is one hour east of UTC, N one hour west, Z is UTC. J is the writer's own."""


def numbers(found: re.Match[str]) -> str:
    """`08/12/2024`: the day and the month in the order that makes a date, or both orders."""
    first, second, year = int(found[1]), int(found[2]), in_full(found[3])
    day, month = (second, first) if second > 12 else (first, second)
    if not exists(int(year), month, day):
        if 1 <= month <= 12 and day <= 31:
            return f"{MONTHS[month - 1]} {year} has {days_in_month(int(year), month)} days"
        return "write year-month-day, as in 2024-12-08"
    meant = f"write {year}-{month:02}-{day:02} (year-month-day)"
    if day <= 12 and day != month:
        meant += f", or {year}-{day:02}-{month:02} if the month was written first"
    if len(found[3]) == 2 and "-" in found[0] and exists(2000 + first, second, int(found[3])):
        meant += f", or {2000 + first}-{second:02}-{found[3]} if the year was written first"
    return meant


def in_full(year: str) -> str:
    """A year of two digits as one of four."""
    return year if len(year) == 4 else f"20{year}"


def serial(found: re.Match[str]) -> str:
    """`45634`, `45634.5`: a day of a spreadsheet, and the part of it that has passed."""
    days, _, part = found[0].partition(".")
    if int(days) not in _SERIALS:
        return ""
    minutes = round(float(f"0.{part or 0}") * 1440)
    time = f"T{minutes // 60:02}:{minutes % 60:02}" if 0 < minutes < 1440 else ""
    return f"as a spreadsheet counts days, write {Day(1899, 12, 30).plus(int(days)).iso()}{time}"


def unix(found: re.Match[str]) -> str:
    """`1733616000`: the seconds, or thousandths of them, since 1970."""
    days, seconds = divmod(int(found[1]), 86_400)
    day = Day(1970, 1, 1).plus(days).iso()
    return f"as computers count seconds, write {day}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"


def group(found: re.Match[str]) -> str:
    """`081400ZDEC24`: a military date-time group."""
    day, hour, minute, zone, name, year = found.groups()
    place = _MILITARY.find(zone.upper())
    if place < 0 or not (written := day_of(day, name, in_full(year))):
        return ""
    hours = 0 if place == 24 else place + 1 if place < 12 else 11 - place
    offset = f"{'-' if hours < 0 else '+'}{abs(hours):02}:00" if hours else "Z"
    return f"write {written}T{hour}:{minute}{offset}"


def compact(found: re.Match[str]) -> str:
    """`20241208T140000Z`: the basic format of ISO 8601."""
    year, month, day, hour, minute, second, offset = found.groups("")
    return f"write {year}-{month}-{day}T{hour}:{minute}{second and ':' + second}{offset}"


def month_first(found: re.Match[str]) -> str:
    """`12/2024`."""
    return f"write {found[2]}-{int(found[1]):02}" if 1 <= int(found[1]) <= 12 else ""


def year_first(found: re.Match[str]) -> str:
    """`2024/12/08`, `20241208`, `2024-12-8`."""
    year, month, day = found[1], int(found[2]), int(found[3])
    return f"write {year}-{month:02}-{day:02}" if exists(int(year), month, day) else ""


def short_month(found: re.Match[str]) -> str:
    """`2024/12`, `2024-1`."""
    return f"write {found[1]}-{int(found[2]):02}" if 1 <= int(found[2]) <= 12 else ""


def named(day: str, month: str, year: str) -> str:
    """`8 December 2024`, `December 2024`."""
    written = day_of(day, month, year)
    return f"write {written}" if written else ""


def named_stretch(first: str, last: str, month: str, year: str) -> str:
    """`8-10 December 2024`."""
    begins, ends = day_of(first, month, year), day_of(last, month, year)
    return f"write {begins}/{ends}" if begins and ends else ""


def day_of(day: str, month: str, year: str) -> str:
    """A day, or a month where no day is given; empty where there is none such."""
    number = next(i for i, name in enumerate(MONTHS, 1) if name[:3].lower() == month[:3].lower())
    if not day:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day):02}" if exists(int(year), number, int(day)) else ""


def short_year(found: re.Match[str]) -> str:
    """`Dec-24`: of a spreadsheet, a month; else a day without its year."""
    written = day_of("", found[1], f"20{found[2]}")
    return f"write {written}, or the year as well if {int(found[2])} is the day"


def week(found: re.Match[str]) -> str:
    """`2024-W49`, `2024-W49-7`: a week or a day of one."""
    # Week 1 holds 4 January (ISO 8601-1), and starts on its Monday.
    fourth = Day(int(found[1]), 1, 4)
    monday = fourth.plus((int(found[2]) - 1) * 7 - fourth.weekday)
    if not 1 <= int(found[2]) <= 53:
        return ""
    if found[3]:
        return f"write the day, {monday.plus(int(found[3]) - 1).iso()}"
    return f"write the days of the week, {monday.iso()}/{monday.plus(6).iso()}"


def day_of_year(found: re.Match[str]) -> str:
    """`2024-343`."""
    if not 1 <= int(found[2]) <= 365 + is_leap(int(found[1])):
        return ""
    return f"write {Day(int(found[1]), 1, 1).plus(int(found[2]) - 1).iso()}"


def seasonal(found: re.Match[str]) -> str:
    """`winter 2024`."""
    name, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    code = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}[name.lower()]
    return f"write {year}-{code}"


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= 31 and Day(year, month, day).plus(0) == (year, month, day)
