"""Times that say no instant, or two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from briefgen.dates import Clock, Date, Day, Kind, Moment, Point, Precision, Time, closing, offsets
from briefgen.diagnostics import Finding, error, warning
from briefgen.model import Dossier, Event, Part, Record
from briefgen.spans import Path


@error
def naive_time(dossier: Dossier) -> Iterator[Finding]:
    """A time has no offset, and the project declares no time zone.

    Nobody can say which instant it means, so it can be put into no order and held against no cut-off.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, time: 04:30, title: Power fails}

    Good:

        project:
          series: Grid Watch
          timezone: Europe/Berlin
        events:
          - {id: outage, date: 2024-03-01, time: 04:30, title: Power fails}
    """
    if dossier.zone is not None:
        return
    for record, path, value in _naive_times(dossier):
        yield Finding(
            record.at(*path),
            f"`{value}` has no offset, and the project declares no time zone",
            f"declare one under `project:`, such as `timezone: Asia/Damascus`, or write an offset: {_offset(value)}",
        )


_BARE = re.compile(r"(?<![\d:+-])\d\d:\d\d(?::\d\d)?(?![\d:+Z-])")


def _offset(value: Clock | Date | Moment) -> str:
    """A value as it is written with an offset; which is meant, its author knows."""
    return _BARE.sub(r"\g<0>+03:00", str(value))


@warning
def time_in_clock_change(dossier: Dossier) -> Iterator[Finding]:
    """A local time falls into a change of the clocks: it never was, or it was twice.

    In spring the clocks skip an hour, and in autumn they show one twice. Which instant is meant is then a guess, and
    the order of events may hang on it.

    Bad:

        project: {series: Grid Watch, timezone: Europe/Berlin}
        events:
          - {id: outage, date: 2024-10-27, time: 02:30, title: Power fails}

    Good:

        project: {series: Grid Watch, timezone: Europe/Berlin}
        events:
          - {id: outage, date: 2024-10-27, time: 02:30+01:00, title: Power fails}
    """
    zone = dossier.zone
    if zone is None:
        return
    for record, path, value in _naive_times(dossier):
        for day, time in _times(record, value):
            before, after = offsets(day, time, zone)
            if before != after:
                skipped, shown = before < after, _clock(time)
                # Beside a date, `02:30-05:00` could be a range.
                written = f"date: {day.iso()}T{shown}" if isinstance(value, Clock) and after < 0 else shown
                yield Finding(
                    record.at(*path),
                    f"{shown} {'is skipped' if skipped else 'comes twice'} on {day.iso()}, when clocks change in "
                    f"{zone.key}",
                    f"{'correct the time, or write it' if skipped else 'write it'} with the offset that is meant: "
                    f"{written}{_signed(before)} or {written}{_signed(after)}",
                )
                break


def _times(record: Record, value: Clock | Date | Moment) -> Iterator[tuple[Day, Time]]:
    """The days and times of day without an offset that a value of a record means."""
    if isinstance(value, Clock):
        date = record.date if isinstance(record, Event) else None
        if date and date.kind is Kind.SINGLE and date.precision is Precision.DAY and isinstance(date.end, Point):
            yield date.end.latest, value.first
            day, time = closing(date, date.end, value)
            if time is not None:
                yield day, time
        return
    for point in (value.point,) if isinstance(value, Moment) else value.points():
        if point.time is not None and point.time.offset is None:
            yield point.latest, point.time


def _clock(time: Time) -> str:
    minutes, seconds = divmod(time.seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if time.to_second else "")


def _signed(offset: int) -> str:
    minutes = abs(offset) // 60
    return f"{'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _naive_times(dossier: Dossier) -> Iterator[tuple[Record, Path, Clock | Date | Moment]]:
    """Every time without an offset, with the record it stands in and its path there as the author wrote it."""
    for records in dossier.kinds:
        for record in records:
            for path, value in _naive(record, ()):
                yield record, path, value


def _naive(value: Any, path: Path) -> Iterator[tuple[Path, Clock | Date | Moment]]:
    if isinstance(value, (Clock, Date, Moment)):
        if value.naive:
            yield path, value
    elif isinstance(value, Part):
        for name, key in _timed(type(value)):
            if inner := getattr(value, name):
                yield from _naive(inner, (*path, key))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _naive(entry, (*path, index))


@cache
def _timed(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a mapping that may hold a time, each with its key: few, so that the others cost nothing."""
    fields = model.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if _holds_time(info.annotation))


def _holds_time(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, (Clock, Date, Moment, Part)):
        return not issubclass(annotation, Part) or bool(_timed(annotation))
    return any(map(_holds_time, get_args(annotation)))


@warning
def time_without_day(dossier: Dossier) -> Iterator[Finding]:
    """An event has a time of day, and its date is not one day that the time could be of.

    A time beside a month, a stretch of days or a date with a time of its own says no instant, or says it twice.

    Bad:

        project: {series: Grid Watch, timezone: Europe/Berlin}
        events:
          - {id: outage, date: 2024-03, time: 04:30, title: Power fails}

    Good:

        project: {series: Grid Watch, timezone: Europe/Berlin}
        events:
          - {id: outage, date: 2024-03-01, time: 04:30, title: Power fails}
    """
    for event in dossier.events:
        if event.time is None:
            continue
        if event.date.has_time:
            yield Finding(event.at("time"), f"the date `{event.date}` has a time of its own", "keep one of the two")
        elif event.date.kind is not Kind.SINGLE or event.date.precision is not Precision.DAY:
            hint = "name the day; or write an interval of moments: 2024-12-07T22:00/2024-12-08T02:00"
            yield Finding(event.at("time"), f"the date `{event.date}` is not one day", hint)
