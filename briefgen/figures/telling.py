"""What a timeline shows, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.briefing.contents import Briefing, Entry, Label
from briefgen.briefing.wording import counted
from briefgen.dates import Day
from briefgen.figures.axis import Axis, span_label
from briefgen.figures.lanes import Lane, Mark


@dataclass(frozen=True, slots=True)
class Holding:
    """What the marks of a lane hold that stand for several events: for each, when, and the events."""

    lane: Lane
    marks: tuple[tuple[str, tuple[Label, ...]], ...]


def said(mark: Mark, language: str) -> str:
    """A mark in words: `E12, 6 December 2024: ...`, `4 events, 5–6 Dec: E10, E12, E13, E15`."""
    if not mark.count:
        entry = mark.entries[0]
        return f"{entry.label.text}, {entry.when.words}: {entry.title}"
    return (
        f"{mark.count} events, {_when(mark.entries, language)}: {', '.join(each.label.text for each in mark.entries)}"
    )


def _when(entries: Iterable[Entry], language: str) -> str:
    """From the first to the last possible day of events, in short."""
    begins, ends = zip(*((entry.when.begins, entry.when.ends) for entry in entries), strict=True)
    first = None if None in begins else Day.from_ordinal(int(min(begins) // 1))
    last = None if None in ends else Day.from_ordinal(int(-(-max(ends) // 1)) - 1)
    return span_label(first, last, language)


def alt(briefing: Briefing, own: Sequence[Lane]) -> str:
    """What the timeline shows, in words: of how many events, and of each lane how many and when."""
    language, by = briefing.masthead.language, briefing.lanes
    head = f"Timeline of {briefing.masthead.period.words}: {counted(len(briefing.entries), 'event')}"
    told = [f"{lane.name}: {len(lane.entries)}, {_when(lane.entries, language)}" for lane in own if lane.name]
    return f"{head} by {by}. {'; '.join(told)}." if told else f"{head}."


def key(marks: Sequence[Mark], along: Axis, whole: bool) -> tuple[str, ...]:
    """What the signs of a timeline mean, of those that it has; of one in brief the two that are not plain to see."""
    blocks = [mark for mark in marks if not mark.line]
    said = ["Width: what the date leaves open"]
    said += ["number: events in the mark"] * any(mark.count for mark in blocks)
    if not whole:
        return tuple(said)
    said += ["hollow: date in doubt"] * any(mark.doubted for mark in blocks)
    said += ["pointed: beyond the period"] * any(any(mark.beyond(along)) for mark in blocks)
    return tuple(said)


def holdings(rows: Iterable[tuple[Lane, Sequence[Mark]]], language: str) -> Iterator[Holding]:
    """What stands for several events, lane by lane."""
    for lane, marks in rows:
        several = [mark for mark in marks if mark.count]
        told = tuple((_when(mark.entries, language), tuple(e.label for e in mark.entries)) for mark in several)
        if told:
            yield Holding(lane, told)
