"""What an author probably meant by a date that EDTF cannot read, and how to write it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from briefgen.dates.civil import iso_year
from briefgen.dates.readings import (
    MONTH,
    compact,
    day_of_year,
    group,
    in_full,
    month_first,
    named,
    named_stretch,
    numbers,
    seasonal,
    serial,
    short_month,
    short_year,
    unix,
    week,
    year_first,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_SEASON = "(spring|summer|autumn|fall|winter)"
_WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )"
_SOME = "([0-9X?~%-]{4,})"
WITH_TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ t]+([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2})?) ?([ap]m)? ?(Z|[+-][0-9:]+)?"
"""A day and a time with something else than a T between them."""
_ANYHOW = re.ASCII | re.IGNORECASE
"""How what follows is compiled, when the first date is wrong: most ledgers have none."""
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
    return f"{shorten(text)} is not a date: {_visible(_guess(text)) or _HOW}"


def _guess(text: str) -> str:
    """What to write, by the first form that fits and makes sense; empty where none does."""
    if len(text) > 60:
        return ""
    for pattern, guess in _GUESSES:
        if (found := re.fullmatch(pattern, text, _ANYHOW)) and (meant := guess(found)):
            return meant
    return ""


def with_time(found: re.Match[str]) -> str:
    """A day and a time, found by `WITH_TIME`, as they are written here."""
    day, hour, rest, half, offset = found.groups("")
    return f"{day}T{_hour(hour, half)}{rest}{offset}"


def _hour(hour: str, half: str) -> str:
    if half:
        hour = str(int(hour) % 12 + (12 if half.lower().startswith("p") else 0))
    return f"{hour:0>2}"


def _behind(found: re.Match[str]) -> str:
    """`08/12/2024 2:00 PM`: a day in a form of elsewhere, and a time."""
    day, hour, minute, half = found.groups("")
    if int(hour) > 23 or not (meant := _guess(day)).startswith("write "):
        return ""
    return f"{meant}, with the time behind it as T{_hour(hour, half)}:{minute or '00'}"


def _western(found: re.Match[str]) -> str:
    """A date in the digits of another script."""
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in found[0])
    return "" if digits == found[0] else f"write it with the digits 0 to 9, {digits}"


_GUESSES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"([0-9]{1,2})[/.-] ?([0-9]{1,2})[/.-] ?([0-9]{4}|[0-9]{2})", numbers),
    (r"([0-9]{4})[/. -]([0-9]{1,2})[/. -]([0-9]{1,2})", year_first),
    (r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日", year_first),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", year_first),
    (r"([0-9]{4})(?:[/. -]|(?=[0-9]{2}$))([0-9]{1,2})", short_month),
    (
        rf"{_WEEKDAY}?([0-9]{{1,2}})?(?:st|nd|rd|th|\.)?(?: of)?[ -]?{MONTH},?[ -]([0-9]{{4}})",
        lambda found: named(found[1] or "", found[2], found[3]),
    ),
    (
        rf"([0-9]{{1,2}})[ -]{MONTH}[ -]([0-9]{{2}})",
        lambda found: named(found[1], found[2], in_full(found[3])),
    ),
    (rf"{MONTH}[ -]'?([0-9]{{2}})", short_year),
    (
        rf"([0-9]{{1,2}}) ?[–/-] ?([0-9]{{1,2}}) {MONTH},? ([0-9]{{4}})",
        lambda found: named_stretch(*found.groups()),
    ),
    (
        rf"{MONTH} ([0-9]{{1,2}}) ?[–-] ?([0-9]{{1,2}}),? ([0-9]{{4}})",
        lambda found: named_stretch(found[2], found[3], found[1], found[4]),
    ),
    (r"([0-9]{1,2})[/.-]([0-9]{4})", month_first),
    (r"[0-9]{5}(?:\.[0-9]{1,10})?", serial),
    (r"(1[0-9]{9})(?:[0-9]{3})?", unix),
    (rf"([0-9]{{2}})([0-2][0-9])([0-5][0-9]) ?([A-Z]) ?{MONTH} ?([0-9]{{2}}|[0-9]{{4}})", group),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})?(Z?)", compact),
    (
        rf"{_WEEKDAY}?{MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})",
        lambda found: named(found[2], found[1], found[3]),
    ),
    (
        rf"([0-9]{{4}})[ -]{MONTH}(?:[ -]([0-9]{{1,2}}))?",
        lambda found: named(found[3] or "", found[2], found[1]),
    ),
    (
        rf"[0-9]{{1,2}}[./-][0-9]{{1,2}}\.?|[0-9]{{1,2}}\.? {MONTH}|{MONTH} [0-9]{{1,2}}",
        lambda _: "the year is missing: write year-month-day, as in 2024-12-08",
    ),
    (r"([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?", week),
    (r"([0-9]{4})-?([0-9]{3})", day_of_year),
    (
        rf"{_SEASON},? ([0-9]{{4}})|([0-9]{{4}})[ -]{_SEASON}",
        seasonal,
    ),
    (r"([0-9]{4})[ -]?Q([1-4])", lambda found: f"write {found[1]}-{32 + int(found[2])}"),
    (r"Q([1-4])[ -/]?([0-9]{4})", lambda found: f"write {found[2]}-{32 + int(found[1])}"),
    (
        r"(?:c|ca|circa|about|around|approx)\.? ?([0-9].*)|([0-9].*?) ?\(?(?:approx|approximately|estimated)\.?\)?",
        lambda found: f"put ~ behind a date that is approximate, as in {found[1] or found[2]}~",
    ),
    (
        r"(?:early|mid|late|beginning of|end of)[ -].*[0-9]{4}",
        lambda _: "write the days it may be, as in 2024-12-01/2024-12-10",
    ),
    (
        r"([0-9]{3})0'?s",
        lambda found: f"write {found[1]}X for the decade",
    ),
    (
        WITH_TIME,
        lambda found: f"write {with_time(found)}, or the time on its own in `time`",
    ),
    (r"(.*[0-9]),?[ T]+([0-9]{1,2})(?:[:.h]([0-9]{2})(?::[0-9]{2})?)? ?([ap]\.?m\.?)?", _behind),
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
        lambda found: f"a year has four digits, as in 2024; the year {found[0]} is written {iso_year(int(found[0]))}",
    ),
    (r"[0-9]{4}-?(?:[0-9]{2})?-", lambda found: f"write {found[0].rstrip('-')}"),
    (
        rf"(?:from |between )?{_SOME} ?(?:to|until|till|and|[–—]|\.\.) ?{_SOME}|{_SOME} - {_SOME}",
        lambda found: f"an interval is written {found[1] or found[3]}/{found[2] or found[4]}",
    ),
    (
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]{4}-[0-9]{2}-[0-9]{2})",
        lambda found: f"an interval is written {found[1]}/{found[2]}",
    ),
    (
        rf"(before|by|until|till|up to|after|since|from) {_SOME}",
        lambda found: (
            f"write {found[2]}/.." if found[1].lower() in {"after", "since", "from"} else f"write ../{found[2]}"
        ),
    ),
    (
        r"(?:now|today|present|ongoing|open|unknown|never)",
        lambda _: "an end still open is written .. and an unknown one is left empty",
    ),
    (
        r"tb[acd]|n\.?/?a\.?|none|\?+|-+",
        lambda _: "write what is known of it, as in 2024-12, 202X or ../2024-12-08",
    ),
    (r"\S+[–—‐‑−]\S*", lambda found: "write hyphens, " + re.sub("[–—‐‑−]", "-", found[0])),
    (r"[0-9]{4}(?:-[0-9]{2})?T.*", lambda _: "a time needs a day before it, as in 2024-12-08T04:30"),
    (r"[\"'“”„‘’]+([^\"'“”„‘’]+)[\"'“”„‘’]+|([0-9X?~%-]+)[,;.:]+", lambda found: f"write {found[1] or found[2]}"),
    (r"[^/]+/[^/]+/.+", lambda _: "an interval has one / between two dates"),
    (r"\s.*|.*\s", lambda found: f"write it without spaces, {found[0].strip()}"),
    (r".{4}(?:-.{2}){0,2}", _western),
)
"""What people write elsewhere, and what to write here; the first that fits and makes sense counts."""
