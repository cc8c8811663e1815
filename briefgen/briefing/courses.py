"""The course of a figure: what was counted of one thing at different times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.briefing.elements import Amount, Course
from briefgen.briefing.events import chosen_figures, figure
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.dates import days, sort_key
from briefgen.model import Event, Figure

Count = tuple[Event | None, Figure]
"""A figure with the event that it stands with."""


def courses(view: Viewpoint, labels: Labels, counted: Iterable[Sequence[Count]]) -> tuple[Course, ...]:
    """The courses of what was counted over time."""
    return tuple(Course(tuple(_amount(view, labels, event, each) for event, each in counts)) for counts in counted)


def _amount(view: Viewpoint, labels: Labels, event: Event | None, each: Figure) -> Amount:
    """A figure of a course, with its event where the page holds that: how it moved is what the course tells."""
    amount = figure(view, labels, event, each)
    held = amount.event if amount.event and amount.event.anchor else None
    return replace(amount, event=held, change=None)


def counts_over_time(view: Viewpoint, events: Sequence[Event]) -> list[list[Count]]:
    """The dated counts of each thing that an issue counts, by their dates: of things counted for two dates at least.

    They are those of all events that the issue knows, and those that it or an earlier one wrote out. A thing is what
    has one name and one unit. Key figures come first.
    """
    if view.brief.form == "flash":  # a page on one event
        return []
    given = [each for _, each in chosen_figures(view.brief, view.dossier)]
    given += [each for event in events for each in event.figures]
    found: dict[tuple[str, str | None], list[Count]] = {(each.what, each.unit): [] for each in given}
    for event, each in _known(view):
        counts = found.get((each.what, each.unit))
        if counts is None or not each.stated or not _day(view, each):
            continue
        if not any(_same(each, other) for _, other in counts):
            counts.append((event, each))
    for counts in found.values():
        counts.sort(key=lambda count: sort_key(count[1].counted, None, view.dossier.zone) if count[1].counted else (0,))
    return [counts for counts in found.values() if len({_day(view, each) for _, each in counts}) > 1]


def _known(view: Viewpoint) -> Iterator[Count]:
    """The figures of all events, then those that briefs write out, the latest brief first."""
    for event in view.dossier.events.current:
        if event.status != "retracted":
            yield from ((event, each) for each in event.figures)
    for brief in (view.brief, *view.earlier):
        yield from ((None, each) for each in brief.key_figures if each.stated)


def _day(view: Viewpoint, each: Figure) -> tuple[object, object] | None:
    """When something was counted, where both ends of that are known."""
    first, last = days(each.counted, None, view.dossier.zone) if each.counted else (None, None)
    return (first, last) if first and last else None


def _same(one: Figure, other: Figure) -> bool:
    """Whether two say the same of the same day: a source would else be told twice."""
    return (one.counted, one.low, one.best, one.high) == (other.counted, other.low, other.best, other.high)
