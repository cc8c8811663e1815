"""Moments: single points on the time line, such as when a report was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from briefgen.dates.civil import DateError
from briefgen.dates.edtf import Date
from briefgen.dates.mistakes import WITH_TIME, shorten, with_time
from briefgen.dates.points import Point, read_point
from briefgen.dates.timeline import EPOCH, instant

_MOMENT = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9].*)?)?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the time line as authors write one: a year, month, day, or a date with a time."""

    text: str
    """Exactly as written."""
    point: Point

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read `2024`, `2024-12`, `2024-12-08`, `2024-12-08T06:00+03:00` (or `Z`); or raise DateError."""
        return _parse(text)

    def __str__(self) -> str:
        return self.text

    @property
    def date_only(self) -> bool:
        """Whether it names no time of day."""
        return self.point.time is None

    @property
    def naive(self) -> bool:
        """Whether it names a time of day without an offset."""
        return self.point.time is not None and self.point.time.offset is None

    def first(self, zone: tzinfo | None = None) -> int:
        """Its first instant, in seconds since 1970-01-01T00:00Z: of a day, midnight in `zone`."""
        return instant(self.point.earliest, self.point.time, zone)

    def last(self, zone: tzinfo | None = None) -> int:
        """Its last instant: of a day its last second in `zone`; of a time that same instant."""
        if self.point.time is None:
            return instant(self.point.latest.plus(1), None, zone) - 1
        return self.first(zone)

    def local(self, zone: tzinfo | None = None) -> datetime:
        """Its first instant on the clocks of `zone`; without one, of its own offset or UTC."""
        time = self.point.time
        own = timezone(timedelta(seconds=time.offset)) if time and time.offset is not None else UTC
        return (EPOCH + timedelta(seconds=self.first(zone))).astimezone(zone or own)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Moment:
    if len(text) > 40 or not _MOMENT.fullmatch(text):
        raise DateError(_why_no_moment(text))
    point = read_point(text)
    if point.grouping:
        raise DateError(f"{text} is a part of a year: a moment is a year, a month, a day or a time")
    if not 2 <= point.earliest.year <= 9998:
        raise DateError(f"{text} is out of reach: moments lie in the years 0002 to 9998")
    return Moment(text, point)


def _why_no_moment(text: str) -> str:
    if found := re.fullmatch(WITH_TIME, text, re.IGNORECASE):
        return f"{shorten(text)} is not a moment: write {with_time(found)}"
    try:
        Date.parse(text)
    except DateError as fault:
        return str(fault)
    return f"{shorten(text)} is not one moment: write a year, a month, a day or 2024-12-08T06:00Z, without doubt"
