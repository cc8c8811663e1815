"""Times that say no instant, and stretches of time that run backwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.dates import Clock, Date, Kind, Moment, Precision, window
from briefgen.diagnostics import Finding, error, warning
from briefgen.model import Dossier, Part
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
    for records in dossier.kinds:
        for record in records:
            for path, text in _naive(record, ()):
                yield Finding(
                    record.at(*path),
                    f"`{text}` has no offset, and the project declares no time zone",
                    "declare one under `project:`, such as `timezone: Asia/Damascus`, or write an offset: 04:30+03:00",
                )


def _naive(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The times without an offset inside a value, with their paths as the author wrote them."""
    if isinstance(value, (Clock, Date, Moment)):
        if value.naive:
            yield path, value.text
    elif isinstance(value, Part):
        for name, info in type(value).model_fields.items():
            inner = getattr(value, name)
            if inner and not isinstance(inner, str):
                yield from _naive(inner, (*path, info.alias or name))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _naive(entry, (*path, index))


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


@error
def phase_reversed(dossier: Dossier) -> Iterator[Finding]:
    """A phase of a brief ends before it begins.

    No event can fall into it.

    Bad:

        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-09
            period: 2024-03-01/2024-03-08
            phases: [{title: Blackout, from: 2024-03-05, to: 2024-03-01}]

    Good:

        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-09
            period: 2024-03-01/2024-03-08
            phases: [{title: Blackout, from: 2024-03-01, to: 2024-03-05}]
    """
    for brief in dossier.briefs:
        for index, phase in enumerate(brief.phases):
            begins = window(phase.start, None, dossier.zone).first
            ends = window(phase.end, None, dossier.zone).last
            if begins is not None and ends is not None and ends <= begins:
                message = f"the phase ends before it begins, {phase.start}"
                yield Finding(brief.at("phases", index, "to"), message, "exchange `from:` and `to:`, or correct one")
