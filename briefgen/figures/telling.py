"""What a timeline shows, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.briefing.contents import Briefing, Entry
from briefgen.briefing.elements import Label
from briefgen.dates import Day
from briefgen.figures.axis import Axis, span_label
from briefgen.figures.lanes import Lane, Mark
from briefgen.language import N_, Locale

_BY = {
    "theatre": N_("%(timeline)s by theatre. %(lanes)s."),
    "category": N_("%(timeline)s by category. %(lanes)s."),
    "actor": N_("%(timeline)s by actor. %(lanes)s."),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """What the marks of a lane hold that stand for several events: for each, when, and the events."""

    lane: Lane
    marks: tuple[tuple[str, tuple[Label, ...]], ...]


def said(mark: Mark, locale: Locale) -> str:
    """A mark in words: `E12, 6 December 2024: ...`, `4 events, 5–6 Dec: E10, E12, E13, E15`."""
    if not mark.count:
        entry = mark.entries[0]
        return f"{entry.label.text}{locale.comma}{entry.when.words}: {entry.title}"
    return locale.ngettext(
        "%(count)s event, %(when)s: %(labels)s",
        "%(count)s events, %(when)s: %(labels)s",
        len(mark.entries),
        when=_when(mark.entries, locale),
        labels=locale.comma.join(each.label.text for each in mark.entries),
    )


def _when(entries: Iterable[Entry], locale: Locale) -> str:
    """From the first to the last possible day of events, in short."""
    begins, ends = zip(*((entry.when.begins, entry.when.ends) for entry in entries), strict=True)
    first = None if None in begins else Day.from_ordinal(int(min(begins) // 1))
    last = None if None in ends else Day.from_ordinal(int(-(-max(ends) // 1)) - 1)
    return span_label(first, last, locale.tag)


def alt(briefing: Briefing, own: Sequence[Lane], locale: Locale) -> str:
    """What the timeline shows, in words: of how many events, and of each lane how many and when."""
    head = locale.ngettext(
        "Timeline of %(period)s: %(count)s event",
        "Timeline of %(period)s: %(count)s events",
        len(briefing.entries),
        period=briefing.masthead.period.words,
    )
    named = [lane for lane in own if lane.name]
    if not named or briefing.lanes is None:
        return f"{head}."
    told = (f"{lane.name}: {len(lane.entries)}{locale.comma}{_when(lane.entries, locale)}" for lane in named)
    return locale.gettext(_BY[briefing.lanes], timeline=head, lanes=locale.semicolon.join(told))


def key(marks: Sequence[Mark], along: Axis, whole: bool, locale: Locale) -> tuple[str, ...]:
    """What the signs of a timeline mean, of those that it has; of one in brief the two that are not plain to see."""
    blocks = [mark for mark in marks if not mark.line]
    said = [locale.gettext("Width: what the date leaves open")]
    said += [locale.gettext("number: events in the mark")] * any(mark.count for mark in blocks)
    if not whole:
        return tuple(said)
    said += [locale.gettext("hollow: date in doubt")] * any(mark.doubted for mark in blocks)
    said += [locale.gettext("pointed: beyond the period")] * any(any(mark.beyond(along)) for mark in blocks)
    return tuple(said)


def holdings(rows: Iterable[tuple[Lane, Sequence[Mark]]], locale: Locale) -> Iterator[Holding]:
    """What stands for several events, lane by lane."""
    for lane, marks in rows:
        several = [mark for mark in marks if mark.count]
        told = tuple((_when(mark.entries, locale), tuple(e.label for e in mark.entries)) for mark in several)
        if told:
            yield Holding(lane, told)
