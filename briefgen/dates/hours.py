"""What an author probably meant by a time of day that cannot be read, and how to write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.dates.mistakes import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

_TIME = r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?(?: ?([ap])\.?m\.?)?"
_HOW = "a time is written 02:30 or 02:30/04:00"


def why_no_time(text: str) -> str:
    """One sentence: that `text` is not a time and, where it can be guessed, what to write."""
    shown = shorten(text)
    if not text:
        return f"a time is missing: {_HOW}"
    for pattern, guess in _GUESSES if len(text) <= 40 else ():
        if (found := pattern.fullmatch(text)) and (meant := guess(found)):
            return f"{shown} is not a time: {meant}"
    return f"{shown} is not a time: {_HOW}"


def _time(hour: str, minute: str | None, half: str | None) -> str:
    """A time in the 24 hours of a day; empty where there is none such."""
    number = int(hour)
    if half:
        number = number % 12 + (12 if half in "pP" else 0)
    end = number == 24 and not int(minute or 0)
    return f"{number:02}:{minute or '00'}" if (number < 24 or end) and int(minute or 0) < 60 else ""


def _one(found: re.Match[str]) -> str:
    time = _time(*found.groups())
    return f"write {time}" if time else ""


def _universal(found: re.Match[str]) -> str:
    time = _time(*found.groups())
    return f"write {time}Z" if time else ""


def _range(found: re.Match[str]) -> str:
    hour, minute, half, *last = found.groups()
    ends = (_time(hour, minute, half or last[2]), _time(last[0], last[1], last[2]))
    return f"write the range {'/'.join(ends)}" if all(ends) else "a range is written with /, as in 02:30/04:00"


_GUESSES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), guess)
    for pattern, guess in (
        (rf"{_TIME}(?: ?(?:h|hrs?|hours|uhr|local time))?", _one),
        (rf"{_TIME} ?(?:z|utc|gmt)", _universal),
        (rf"{_TIME} ?(?:-|–|—|to|until|and|/) ?{_TIME}", _range),
        (r"[0-9]{2}:[0-9]{2}:[0-9]{2}[.,][0-9]+.*", lambda _: "leave out the fraction of the second"),
        (r".*(?:[–—]| - | to ).*", lambda _: "a range is written with /, as in 02:30/04:00"),
        (
            r"([0-9]{2}:[0-9]{2}(?::[0-9]{2})?[+-])([0-9]{1,2}?):?([0-9]{2})?",
            lambda found: f"write {found[1]}{found[2]:0>2}:{found[3] or '00'}",
        ),
        (
            r"[0-9]{2}:[0-9]{2}.* .*",
            lambda _: "write it without spaces, the offset as in 02:30+03:00 or 02:30Z",
        ),
        (r"(?:at )?noon|midday", lambda _: "write 12:00"),
        (r"(?:at )?midnight", lambda _: "write 00:00 of the day that begins, or 24:00 at the end of a range"),
        (
            r"(?:early |late |in the )*(?:morning|noon|afternoon|evening|night|dawn|dusk)",
            lambda _: "write the hours it may be, as in 06:00/12:00, or the words into the text",
        ),
    )
)
"""What people write elsewhere, and what to write here; the first that fits and makes sense counts."""
