"""Dates in the forms of elsewhere that can mean but one date, as EDTF."""

from __future__ import annotations

import re

from briefgen.dates.civil import MONTHS, days_in_month

_MONTH = "(?P<name>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|Sept)\.?"
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = "(?P<year>[0-9]{4})"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<sign>[/. -])(?P<month>[0-9]{{1,2}})(?P=sign)(?P<day>[0-9]{{1,2}})",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
        rf"{_YEAR}-(?P<month>[1-9])",
        rf"(?:{_DAY}[ -])?{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
_EITHER_FIRST = re.compile(rf"(?P<one>[0-9]{{1,2}})(?P<sign>[/.-] ?)(?P<other>[0-9]{{1,2}})(?P=sign){_YEAR}", re.ASCII)


def meant(text: str) -> str | None:
    """The date, or the interval, that `text` can only mean: 2024-12-08 for `2024-12-8` and for `8 December 2024`.

    None where it is EDTF already, means nothing, or may mean two days: 08.12.2024 is in December here, in August there.
    """
    if len(text) > 60:
        return None
    ends = text.split("/") if text.count("/") == 1 else [text]
    written = "/".join(_date(end) or end for end in ends)
    return written if written != text else None


def _date(text: str) -> str | None:
    if found := _EITHER_FIRST.fullmatch(text):
        one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
        days = {day for day in (_iso(year, other, one), _iso(year, one, other)) if day}
        return days.pop() if len(days) == 1 else None
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            return _iso(int(found["year"]), _month(parts), int(parts["day"]) if parts.get("day") else None)
    return None


def _month(parts: dict[str, str | None]) -> int:
    if number := parts.get("month"):
        return int(number)
    begun = str(parts["name"])[:3].lower()
    return next(number for number, name in enumerate(MONTHS, 1) if name[:3].lower() == begun)


def _iso(year: int, month: int, day: int | None) -> str | None:
    """A day, or a whole month; None where there is none such."""
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= days_in_month(year, month) else None
