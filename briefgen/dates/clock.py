"""Times of day, their offsets, and time zones by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from briefgen.dates.civil import DateError
from briefgen.dates.hours import why_no_time
from briefgen.dates.mistakes import shorten

DAY_SECONDS = 86_400
_WEST, _EAST = -12 * 3600, 14 * 3600
"""The offsets in use on land and at sea, in seconds east of UTC: Baker Island's to the Line Islands'."""
_TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}(?::[0-9]{2})?)?")
_OFFSET = re.compile(r"([+-])([0-9]{2})(?::([0-9]{2}))?")
_RANGE_OR_OFFSET = re.compile(r"([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})")


class Time(NamedTuple):
    """A time of day as written."""

    seconds: int
    """Since midnight, 0 to 86,400 (24:00, the end of a day)."""
    to_second: bool
    """Written with seconds; otherwise the time is the whole minute."""
    offset: int | None
    """Seconds east of UTC; `None` where none is written."""
    zulu: bool = False
    """Written with `Z`, which says when it was and nothing of the clocks of a place (RFC 9557)."""

    @classmethod
    def parse(cls, text: str, *, end: bool = False) -> Time:
        """Read `02:30`, `02:30:15`, with `Z`, `+03`, `+03:00` or no offset; 24:00 only where `end`."""
        found = _TIME.fullmatch(text) if len(text) <= 14 else None
        if found is None:
            raise DateError(why_no_time(text))
        hour, minute, second = (int(part or 0) for part in found.group(1, 2, 3))
        if minute > 59:
            raise DateError(f"minute {minute} does not exist")
        if second > 59:
            raise DateError(f"second {second} does not exist")
        if hour == 24 and minute == second == 0:
            if not end:
                raise DateError("24:00 can only end a range: write 00:00 of the next day")
        elif hour > 23:
            raise DateError(f"hour {hour} does not exist" if hour > 24 else "a day ends at 24:00")
        offset = found[4]
        seconds = hour * 3600 + minute * 60 + second
        return cls(seconds, found[3] is not None, None if offset is None else _offset(offset), offset == "Z")

    @property
    def length(self) -> int:
        """Seconds the written time covers: a minute, a second, or nothing at the end of a day."""
        if self.seconds == DAY_SECONDS:
            return 0
        return 1 if self.to_second else 60


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day of an event: a time, or a range of two; a range may run past midnight."""

    text: str
    first: Time
    last: Time

    @classmethod
    def parse(cls, text: str) -> Clock:
        """Read `02:30`, `02:30/04:00`, with an offset at each end or one for both; or raise DateError.

        `04:30-06:00` is refused: those who write it mean a range as often as an offset.
        """
        start, slash, end = text.partition("/")
        if found := _RANGE_OR_OFFSET.fullmatch(text):
            if found[2] > "12:00":  # no offset is so far west
                raise DateError(f"{text} is not a time: write the range {found[1]}/{found[2]}")
            raise DateError(
                f"{text} can be a range or a time with an offset: write the range {found[1]}/{found[2]}, "
                f"or the offset with the date, as in `date: 2024-12-08T{text}`"
            )
        first = Time.parse(start)
        if not slash:
            return cls(text, first, first)
        last = Time.parse(end, end=True)
        # One offset is said once and meant for both: `02:30/04:00Z`.
        if first.offset is None:
            first = first._replace(offset=last.offset, zulu=last.zulu)
        elif last.offset is None:
            last = last._replace(offset=first.offset, zulu=first.zulu)
        clock = cls(text, first, last)
        if clock._lasts < -DAY_SECONDS:
            raise DateError(f"{shorten(text)}: it ends before it begins, on the next day too: look at its two offsets")
        return clock

    def __str__(self) -> str:
        return self.text

    @property
    def naive(self) -> bool:
        """Whether it has no offset, so that only a time zone can say which instant is meant."""
        return self.first.offset is None

    @property
    def is_range(self) -> bool:
        """Whether two times are written."""
        return "/" in self.text

    @property
    def past_midnight(self) -> bool:
        """Whether the range ends before it starts, and so on the next day (`22:00/02:00`)."""
        return self._lasts < 0

    @property
    def _lasts(self) -> int:
        """The seconds from its first time to its last on the same day."""
        return self.last.seconds - (self.last.offset or 0) - self.first.seconds + (self.first.offset or 0)


def _offset(text: str) -> int:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return 0  # Z
    hours, minutes = int(found[2]), int(found[3] or 0)
    offset = (hours * 3600 + minutes * 60) * (-1 if found[1] == "-" else 1)
    if minutes > 59 or not _WEST <= offset <= _EAST:
        raise DateError(f"no place has the offset {text}: they run from -12:00 to +14:00")
    return offset


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone called `name` in the IANA database, such as `Asia/Damascus`, or a DateError."""
    # Only names the tzdata package lists: never a path, nor what one machine happens to have.
    if name in zone_names():
        return ZoneInfo(name)
    shown = shorten(name)
    if found := _SHIFT.fullmatch(name.strip()):
        return _refuse(f"there is no time zone called {shown}: write {_shifted(found)}")
    if re.fullmatch("[A-Z]{2,5}", name) and name.casefold() not in map(str.casefold, zone_names()):
        return _refuse(f"there is no time zone called {shown}: write one by a place, such as Europe/Moscow or UTC")
    if hint := _like(name[:40]):
        return _refuse(f"there is no time zone called {shown}: did you mean {hint}?")
    return _refuse(f"there is no time zone called {shown}: write one by name, such as Asia/Damascus or UTC")


_SHIFT = re.compile(r"(?:GMT|UTC|UT|Z)? ?([-+−]) ?([0-9]{1,2})(?::?([0-9]{2}))?", re.IGNORECASE)


def _shifted(found: re.Match[str]) -> str:
    """What to write for a zone that is meant by its offset: the signs of the database's own are turned round."""
    place = "the zone of a place, such as Asia/Damascus"
    east, hours, minutes = found[1] == "+", int(found[2]), int(found[3] or 0)
    if minutes or not 0 < hours <= (14 if east else 12):
        return place
    offset = f"{'+' if east else '-'}{hours:02}:00"
    return (
        f"{place}, or Etc/GMT{'-' if east else '+'}{hours} for {offset} all the year (the sign is turned round there)"
    )


def _refuse(message: str) -> ZoneInfo:
    raise DateError(message)


@cache
def zone_names() -> frozenset[str]:
    """Every zone name of the IANA database, as the tzdata package lists them."""
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(listed) - {"Factory"}  # a placeholder: "this machine has no zone yet"


def _like(name: str) -> str | None:
    folded = name.strip().replace(" ", "_").casefold()
    by_name = {known.casefold(): known for known in sorted(zone_names())}
    by_city = {known.rpartition("/")[2]: full for known, full in by_name.items() if "/" in known}
    for table in (by_name, by_city):
        if folded in table:
            return table[folded]
    for table in (by_name, by_city):
        if close := get_close_matches(folded, table, n=1, cutoff=0.8):
            return table[close[0]]
    return None
