"""Dates and times in words a reader understands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.dates.civil import Day
from briefgen.dates.clock import DAY_SECONDS
from briefgen.dates.compounds import joined, set_phrase, span_phrase
from briefgen.dates.edtf import Date, Kind, Limit, Span
from briefgen.dates.languages import wording_of
from briefgen.dates.phrases import Phrase, phrase_of, shifted, year_words
from briefgen.dates.points import Point
from briefgen.dates.timeline import closing, is_exact, local, moved, opening_time
from briefgen.dates.wording import put, settled
from briefgen.language import locale_of

if TYPE_CHECKING:
    from datetime import tzinfo

    from briefgen.dates.clock import Clock, Time
    from briefgen.dates.moments import Moment
    from briefgen.dates.timeline import Local
    from briefgen.dates.wording import Wording


class _Stop(NamedTuple):
    """Where the clock stood at an end of a date."""

    day: Day
    seconds: int | None
    """Since midnight; `None` without a time of day."""
    offset: int | None
    """To be printed: the offset of a time that no zone tells."""


class _End(NamedTuple):
    """An end of a date as it was on the clocks of the place."""

    point: Point
    stop: _Stop


def in_words(date: Date, clock: Clock | None = None, zone: tzinfo | None = None, language: str = "en") -> str:
    """`date` as a person would say it, on the clocks of the place: "7–8 December 2024", "about 2024".

    A time on other clocks than those of `zone` names its offset ("04:30 UTC+3"), as any does without a zone.
    """
    wording = wording_of(language)
    if date.kind in (Kind.ONE_OF, Kind.ALL_OF):
        return wording.said(set_phrase(date, wording).at(_written(clock, wording), wording))
    if clock is None and not date.has_time:
        return wording.said(span_phrase(date.spans[0], wording))
    return wording.said(_timed(date, *_ends(date, clock, zone), clock, wording))


def _timed(date: Date, start: _End | Limit, end: _End | Limit, clock: Clock | None, wording: Wording) -> Phrase:
    if not isinstance(start, Limit) and not isinstance(end, Limit):
        # A range past midnight stays with the day it began on, and says so behind its times.
        span = Span(start.point, start.point if date.start == date.end else end.point)
        if span.first == span.last or (_is_one_time(start.stop, end.stop, clock) and not date.has_time):
            return span_phrase(span, wording).at(_times(start.stop, end.stop, clock, wording), wording)
    return joined(_end_phrase(start, wording), _end_phrase(end, wording), wording)


def time_in_words(date: Date, clock: Clock | None = None, zone: tzinfo | None = None, language: str = "en") -> str:
    """Its time of day alone: "02:30", "22:00–02:00 the next day"; empty where it has none."""
    wording = wording_of(language)
    if date.kind in (Kind.ONE_OF, Kind.ALL_OF):
        return _written(clock, wording)
    start, end = _ends(date, clock, zone)
    start_time = "" if isinstance(start, Limit) else _time(start.stop, wording)
    end_time = "" if isinstance(end, Limit) else _time(end.stop, wording)
    if not isinstance(start, Limit) and not isinstance(end, Limit) and start_time and end_time:
        return _times(start.stop, end.stop, clock, wording)
    if start_time:
        return put(wording.since, date=start_time)
    return put(wording.until, date=end_time) if end_time else ""


def zone_time_in_words(date: Date, clock: Clock | None = None, zone: tzinfo | None = None, language: str = "en") -> str:
    """What the clocks of `zone` showed: "Damascus time: 8 December 2024, 04:00".

    Empty where `in_words` says that already, or no day is known that a clock could be moved from.
    """
    if zone is None or not is_exact(date):
        return ""
    elsewhere = _elsewhere(_stops(date, clock), zone)
    if not elsewhere:
        return ""
    wording = wording_of(language)
    city = _city(zone, language)
    name = put(wording.city_time, city=city) if city else _offset(elsewhere[0].offset or 0, wording)
    words = _timed(date, *_ends(date, clock, zone, there=True), clock, wording)
    return wording.said(put(wording.zone_time, zone=name, date=words))


@lru_cache(maxsize=4096)  # many a source is published on one day
def moment_in_words(moment: Moment, zone: tzinfo | None = None, language: str = "en") -> str:
    """A moment on the clocks of `zone`: "8 December 2024, 06:00 (Damascus, UTC+3)"; a day as a day."""
    wording = wording_of(language)
    point, time = moment.point, moment.point.time
    if time is None:
        return wording.said(phrase_of(point, wording))
    at = moment.local(zone)
    words = Phrase(day_only(Day(at.year, at.month, at.day), language)).at(
        _hours(at.hour * 3600 + at.minute * 60 + at.second), wording
    )
    if zone is None and time.offset is None:
        return wording.said(words)
    offset = at.utcoffset()
    named = _offset(0 if offset is None else int(offset.total_seconds()), wording)
    if city := _city(zone, language):
        named = put(wording.place, place=city, offset=named)
    return wording.said(words._replace(notes=(named,)))


def moment_day_in_words(moment: Moment, zone: tzinfo | None = None, language: str = "en") -> str:
    """The day of a moment on the clocks of `zone`: "8 December 2024"; a month or year alone as such."""
    if moment.point.time is None:
        wording = wording_of(language)
        return wording.said(phrase_of(moment.point, wording))
    at = moment.local(zone)
    return day_only(Day(at.year, at.month, at.day), language)


def day_in_words(day: Day, language: str = "en") -> str:
    """`Sunday 8 December 2024`."""
    wording = wording_of(language)
    return wording.said(put(wording.full_day, weekday=wording.weekdays[day.weekday], date=day_only(day, language)))


def day_only(day: Day, language: str = "en") -> str:
    """`8 December 2024`."""
    wording = wording_of(language)
    date = put(wording.day, day=wording.nth_day(day.day), month=wording.months[day.month - 1])
    return wording.said(put(wording.with_year, date=date, year=year_words(day.year, wording)))


def short_day(day: Day, language: str = "en") -> str:
    """`8 Dec`."""
    wording = wording_of(language)
    return wording.said(put(wording.day, day=wording.nth_day(day.day), month=wording.short_months[day.month - 1]))


def month_words(language: str = "en") -> tuple[str, ...]:
    """The names of the months as they stand behind the number of a day, short ones too."""
    wording = wording_of(language)
    case = "g" if "{month:g}" in wording.day else "n"
    return tuple(dict.fromkeys(settled(each, case) for each in (*wording.months, *wording.short_months)))


def _city(zone: tzinfo | None, language: str) -> str:
    """`Damascus`; empty where a zone is not named after one."""
    key = str(getattr(zone, "key", ""))
    area, _, city = key.rpartition("/")
    return "" if area in ("", "Etc") else locale_of(language).city(key) or city.replace("_", " ")


def _stops(date: Date, clock: Clock | None) -> list[tuple[Day, Time | None]]:
    """The day and the time of day of each end that is stated."""
    ends = [] if isinstance(date.start, Limit) else [(date.start.earliest, opening_time(date.start, clock))]
    return ends if isinstance(date.end, Limit) else [*ends, closing(date, date.end, clock)]


def _elsewhere(stops: list[tuple[Day, Time | None]], zone: tzinfo) -> list[Local]:
    """Of the times told by other clocks than those of `zone`, what these showed."""
    timed = [(day, time, moved(day, time, zone)) for day, time in stops if time is not None and time.offset is not None]
    return [there for day, time, there in timed if local(day, time, zone) != there]


def _ends(
    date: Date, clock: Clock | None, zone: tzinfo | None, *, there: bool = False
) -> tuple[_End | Limit, _End | Limit]:
    """On the clocks of the place, or of `zone` if `there`."""
    start, end = date.start, date.end
    # A clock beside a day not known exactly cannot be moved to another zone; its offset is told instead.
    exact = is_exact(date)
    stops = _stops(date, clock)
    shown = [(moved if there else local)(day, time, zone) for day, time in stops if time]
    # Beside an offset a time without one would be taken for the same: both ends name theirs. So they do where the
    # clocks change between two times of a day.
    told = zone is None or (not there and bool(_elsewhere(stops, zone)))
    told = told or (len({at.day for at in shown}) == 1 and len({at.offset for at in shown} - {None}) > 1)

    def end_of(point: Point, day: Day, time: Time | None) -> _End:
        if time is None:
            return _End(point, _Stop(day, None, None))
        if point.time is None and not exact:
            return _End(point, _Stop(day, time.seconds, time.offset))
        at = (moved if there else local)(day, time, zone)
        return _End(shifted(point, at.day), _Stop(at.day, at.seconds, at.offset if told else None))

    return (
        start if isinstance(start, Limit) else end_of(start, *stops[0]),
        end if isinstance(end, Limit) else end_of(end, *stops[-1]),
    )


def _end_phrase(end: _End | Limit, wording: Wording) -> Phrase | Limit:
    if isinstance(end, Limit):
        return end
    return phrase_of(end.point, wording).at(_time(end.stop, wording), wording)


def _time(stop: _Stop, wording: Wording) -> str:
    if stop.seconds is None:
        return ""
    hours = _hours(stop.seconds)
    return hours if stop.offset is None else f"{hours} {_offset(stop.offset, wording)}"


def _is_one_time(start: _Stop, end: _Stop, clock: Clock | None) -> bool:
    """Whether both ends stand at one time of day; a range may end a day later where the clocks show the same."""
    if clock is not None:
        return clock.first == clock.last
    return (start.seconds, start.offset) == (end.seconds, end.offset)


def _times(start: _Stop, end: _Stop, clock: Clock | None, wording: Wording) -> str:
    if start.seconds is None or _is_one_time(start, end, clock):
        return _time(start, wording)
    first = _hours(start.seconds) if start.offset == end.offset else _time(start, wording)
    dash = wording.wide_dash if " " in first else wording.dash
    times = put(dash, first=first, last=_time(end, wording))
    apart = end.day.ordinal - start.day.ordinal
    over_midnight = clock is not None and clock.past_midnight and end.seconds != DAY_SECONDS
    next_day = apart == 1 or (apart > 1 and over_midnight)
    return put(wording.next_day, times=times) if next_day else times


def _written(clock: Clock | None, wording: Wording) -> str:
    """A clock as written, beside a set of days."""
    if clock is None:
        return ""
    day = Day(1970, 1, 1)  # stands for any of them
    start = _Stop(day, clock.first.seconds, clock.first.offset)
    end = _Stop(day.plus(clock.past_midnight), clock.last.seconds, clock.last.offset)
    return _times(start, end, clock, wording)


def _hours(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{rest:02}" if rest else "")


def _offset(offset: int, wording: Wording) -> str:
    """`UTC`, `UTC+3`, `UTC−3:30`."""
    hours, minutes = divmod(abs(offset) // 60, 60)
    sign = "" if offset == 0 else "−" if offset < 0 else "+"
    written = f"{hours}:{minutes:02}" if minutes else str(hours)
    return put(wording.offset, sign=sign, hours=written if sign else "")
