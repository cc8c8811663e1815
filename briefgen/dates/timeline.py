"""Dates on the time line: the instants and the local days they can cover, and their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.dates.civil import Day
from briefgen.dates.clock import DAY_SECONDS, Clock, Time
from briefgen.dates.edtf import Date, Kind, Limit
from briefgen.dates.points import Precision

if TYPE_CHECKING:
    from datetime import tzinfo

    from briefgen.dates.points import Point

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Window(NamedTuple):
    """The instants a date can cover: seconds since 1970-01-01T00:00Z, `last` not included.

    `None` where an end is open or unknown.
    """

    first: int | None
    last: int | None


class Local(NamedTuple):
    """What clocks showed: a day, the seconds since its midnight, and those they are east of UTC.

    `offset` is `None` where nothing tells it.
    """

    day: Day
    seconds: int
    offset: int | None


def window(date: Date, clock: Clock | None = None, zone: tzinfo | None = None, *, by_the_clock: bool = False) -> Window:
    """The strict bounds of `date`: qualifiers widen nothing.

    `clock` gives the time of day where the date itself has none; a date without a time covers its days in
    `zone` (in UTC without one), and a time its whole minute, or second where seconds are written. Where
    summer time makes a local time happen twice, both are covered.

    `by_the_clock`: what the clocks of its place showed, taken for those of `zone`. By this it belongs to a day, and so
    to a period and a phase, which are said in days.
    """
    first, last = _ends(date, clock, zone, by_the_clock=by_the_clock)
    if first is not None and last is not None:
        last = max(last, first + 1)  # only where one end has an offset and the other has none
    return Window(first, last)


def is_reversed(date: Date, zone: tzinfo | None = None) -> bool:
    """Whether a date ends before it starts, which can hang on the offset of a zone."""
    first, last = _ends(date, None, zone)
    return first is not None and last is not None and last <= first


def _ends(date: Date, clock: Clock | None, zone: tzinfo | None, *, by_the_clock: bool = False) -> Window:
    first = last = None
    if not isinstance(date.start, Limit):
        time = opening_time(date.start, clock)
        time = _on_the_clock(time) if by_the_clock else time
        first = instant(date.start.earliest, time, zone)
    if not isinstance(date.end, Limit):
        day, time = closing(date, date.end, clock)
        time = _on_the_clock(time) if by_the_clock else time
        last = instant(day, time, zone, late=True) + time.length if time else instant(day.plus(1), None, zone)
    return Window(first, last)


def _on_the_clock(time: Time | None) -> Time | None:
    """A time as the clocks of its place showed it; one in `Z` names none."""
    return time if time is None or time.offset is None or time.zulu else time._replace(offset=None)


def days(date: Date, clock: Clock | None = None, zone: tzinfo | None = None) -> tuple[Day | None, Day | None]:
    """The first and the last possible day at the place, inclusive; `None` where open or unknown.

    A time with an offset is on the clocks of its place, as written; one in `Z` names none, and is moved to `zone`,
    where it stands with a day that is known.
    """
    first = last = None
    if not is_exact(date):
        zone = None
    if not isinstance(date.start, Limit):
        first = local(date.start.earliest, opening_time(date.start, clock), zone).day
    if not isinstance(date.end, Limit):
        last = local(*closing(date, date.end, clock), zone).day
    if first is not None and last is not None and last < first:  # the end is told by clocks further west
        return last, first
    return first, last


def extent(date: Date, clock: Clock | None = None, zone: tzinfo | None = None) -> tuple[float | None, float | None]:
    """The same to the second, in days since 1970-01-01 on the clocks of the place, the end not included."""
    first = last = None
    if not isinstance(date.start, Limit):
        at = local(date.start.earliest, opening_time(date.start, clock), zone)
        first = at.day.ordinal + at.seconds / DAY_SECONDS
    if not isinstance(date.end, Limit):
        day, time = closing(date, date.end, clock)
        at = local(day, time, zone)
        last = at.day.ordinal + ((at.seconds + time.length) / DAY_SECONDS if time else 1)
    if first is not None and last is not None:
        last = max(last, first)
    return first, last


def is_exact(date: Date) -> bool:
    """Whether the days at its ends are known, so that a clock beside them can be moved to another zone."""
    return date.kind not in (Kind.ONE_OF, Kind.ALL_OF) and date.precision <= Precision.DAY


def sort_key(date: Date, clock: Clock | None = None, zone: tzinfo | None = None) -> tuple[int, bool, int, int]:
    """A key that orders any two dates.

    By the earliest possible instant (an unknown or open start by its latest), then the latest (open or
    unknown behind all others), then the finer precision.
    """
    first, last = window(date, clock, zone)
    if first is None:
        first = 0 if last is None else last - 1
    return first, last is None, last or 0, _precision(date, clock)


def may_overlap(a: Window, b: Window) -> bool:
    """Whether two windows may share an instant; an open or unknown end has no bound."""
    return (a.first is None or b.last is None or a.first < b.last) and (
        b.first is None or a.last is None or b.first < a.last
    )


@lru_cache(maxsize=16_384)
def instant(day: Day, time: Time | None, zone: tzinfo | None, *, late: bool = False) -> int:
    """Seconds since 1970-01-01T00:00Z of a time on a day, or of the day's first instant.

    A time without an offset is read in `zone`. Of a local time that happens twice, or is skipped, the
    earlier instant, or the later if `late`. Years outside the reach of `datetime` are read in UTC.
    """
    seconds = day.ordinal * DAY_SECONDS + (time.seconds if time else 0)
    if time is not None and time.offset is not None:
        return seconds - time.offset
    if zone is None or not _in_reach(day):
        return seconds
    if time is None:  # at a day's first instant fold 0 is right even where the clocks skip midnight
        return seconds - _offset(datetime(day.year, day.month, day.day), zone)
    return seconds - (min if late else max)(offsets(day, time, zone))


def offsets(day: Day, time: Time, zone: tzinfo) -> tuple[int, int]:
    """Seconds east of UTC before and after, where a time without an offset falls into a change of the clocks of `zone`.

    The first is smaller where the clocks skip the time, larger where they show it twice; both are the same elsewhere.
    """
    if not _in_reach(day):
        return 0, 0
    naive = datetime(day.year, day.month, day.day) + timedelta(seconds=time.seconds)
    return _offset(naive, zone), _offset(naive.replace(fold=1), zone)


def local(day: Day, time: Time | None, zone: tzinfo | None) -> Local:
    """A time as the clocks of the place showed it: as written with its offset, for that tells which clocks.

    Those of `zone` tell a time without one, and one in `Z`, which names no place.
    """
    if time is None:
        return Local(day, 0, None)
    if time.zulu:
        return moved(day, time, zone)
    if time.offset is None and zone is not None:
        return Local(day, time.seconds, offsets(day, time, zone)[0] if _in_reach(day) else None)
    return Local(day, time.seconds, time.offset)


def moved(day: Day, time: Time, zone: tzinfo | None) -> Local:
    """A time with an offset as the clocks of `zone` showed it; as written without a zone, or without an offset."""
    if zone is None or time.offset is None or not _in_reach(day):
        return Local(day, time.seconds, time.offset)
    # The end of a day, 24:00, is still that day: step back a second and forward again.
    whole = int(time.seconds == DAY_SECONDS)
    at = EPOCH + timedelta(seconds=instant(day, time, None) - whole)
    at = at.astimezone(zone)
    seconds = at.hour * 3600 + at.minute * 60 + at.second + whole
    return Local(Day(at.year, at.month, at.day), seconds, _seconds(at.utcoffset()))


def opening_time(start: Point, clock: Clock | None) -> Time | None:
    """The time of day a date begins at: its own, else the clock's."""
    return start.time if start.time is not None or clock is None else clock.first


def closing(date: Date, end: Point, clock: Clock | None) -> tuple[Day, Time | None]:
    """The day and the time of day a date ends at."""
    if end.time is not None or clock is None:
        return end.latest, end.time
    days_apart = date.kind is Kind.INTERVAL and date.earliest != date.latest
    if not clock.past_midnight or days_apart:
        return end.latest, clock.last
    if clock.last.seconds == 0:
        return end.latest, clock.last._replace(seconds=DAY_SECONDS)  # `22:00/00:00`
    return end.latest.plus(1), clock.last


def _precision(date: Date, clock: Clock | None) -> Precision:
    precision = date.precision
    if clock is None or precision != Precision.DAY:
        return precision
    return Precision.SECOND if clock.first.to_second else Precision.MINUTE


def _offset(naive: datetime, zone: tzinfo) -> int:
    return _seconds(naive.replace(tzinfo=zone).utcoffset())


def _seconds(offset: timedelta | None) -> int:
    return 0 if offset is None else offset // timedelta(seconds=1)


def _in_reach(day: Day) -> bool:
    return 1 < day.year < 9999
