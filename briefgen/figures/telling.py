"""What a timeline shows, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.briefing.contents import Briefing
from briefgen.briefing.elements import Label, runs
from briefgen.briefing.entries import Entry
from briefgen.dates import Date, Day, in_words
from briefgen.figures.axis import Axis, span_label
from briefgen.figures.lanes import Lane
from briefgen.figures.marks import Mark
from briefgen.language import N_, Locale

_BY = {
    "theatre": N_("%(timeline)s by theatre. %(lanes)s."),
    "category": N_("%(timeline)s by category. %(lanes)s."),
    "actor": N_("%(timeline)s by actor. %(lanes)s."),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """What the marks of a lane hold that no label in the figure names: for each, when, and the events."""

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
    return span_label(*_days(entries), locale.tag)


def _moment(mark: Mark, locale: Locale) -> str:
    """When a mark is, in short: of one event its time too, by which it is told from others of its day."""
    clock = "" if mark.count else mark.entries[0].when.clock
    return locale.comma.join(filter(None, (_when(mark.entries, locale), (clock or "").replace("/", "–"))))


def _days(entries: Iterable[Entry]) -> tuple[Day | None, Day | None]:
    """The first and the last possible day of events; None where that is open."""
    begins, ends = zip(*((entry.when.begins, entry.when.ends) for entry in entries), strict=True)
    first = None if None in begins else Day.from_ordinal(int(min(begins) // 1))
    return first, None if None in ends else Day.from_ordinal(int(-(-max(ends) // 1)) - 1)


def _period(entries: Iterable[Entry], locale: Locale) -> str:
    """Likewise in full: `7–18 December 2024`."""
    first, last = (day.iso() if day else ".." for day in _days(entries))
    if first == last:
        return "" if first == ".." else in_words(Date.parse(first), language=locale.tag)
    return in_words(Date.parse(f"{first}/{last}"), language=locale.tag)


def alt(briefing: Briefing, own: Sequence[Lane], day: float | None, locale: Locale) -> str:
    """What the timeline shows, in words: of how many events, and of each lane how many and when.

    `day`: the one day that it shows the hours of.
    """
    shown = briefing.masthead.period.words if day is None else _period(briefing.entries, locale)
    head = locale.ngettext(
        "Timeline of %(period)s: %(count)s event",
        "Timeline of %(period)s: %(count)s events",
        len(briefing.entries),
        period=shown,
    )
    named = [lane for lane in own if lane.name]
    if not named or briefing.lanes is None:
        return f"{head}."
    told = locale.semicolon.join(_told(lane, locale) for lane in named)
    return locale.gettext(_BY[briefing.lanes], timeline=head, lanes=told)


def _told(lane: Lane, locale: Locale) -> str:
    """`Damascus: 6 events, 7–18 December 2024`."""
    count = len(lane.entries)
    return locale.comma.join(
        filter(
            None,
            (
                locale.ngettext("%(lane)s: %(count)s event", "%(lane)s: %(count)s events", count, lane=lane.name),
                _period(lane.entries, locale),
            ),
        )
    )


def key(marks: Sequence[Mark], along: Axis, elsewhere: bool, locale: Locale) -> tuple[str, ...]:
    """What the signs of a timeline mean, of those that it has.

    `elsewhere`: whether events of marks without a label are named neither in it nor beside it.
    """
    blocks = [mark for mark in marks if not mark.line]
    used = (
        (True, locale.gettext("Width: what the date leaves open")),
        (any(mark.count for mark in blocks), locale.gettext("number: events in the mark")),
        (any(mark.gathered for mark in blocks), locale.gettext("rounded: grouped, not to scale")),
        (any(mark.doubted for mark in blocks), locale.gettext("hollow: date in doubt")),
        (any(any(mark.beyond(along)) for mark in blocks), locale.gettext("pointed: beyond the period")),
        (len(blocks) < len(marks), locale.gettext("line: longer than a column")),
        (elsewhere, locale.gettext("which events: see Chronology")),
    )
    return tuple(words for found, words in used if found)


def holdings(rows: Iterable[tuple[Lane, Sequence[Mark]]], locale: Locale) -> Iterator[Holding]:
    """What these marks hold, lane by lane, in the order of time."""
    for lane, marks in rows:
        ordered = sorted(marks, key=lambda mark: (mark.left, mark.right))
        told = tuple((_moment(mark, locale), tuple(entry.label for entry in mark.entries)) for mark in ordered)
        if told:
            yield Holding(lane, told)


def length(marks: Iterable[Mark]) -> int:
    """How many dates and labels it takes to say what marks hold: of a run of labels, the first and the last."""
    held = ([entry.label for entry in mark.entries] for mark in marks)
    return sum(1 + sum(min(len(run), 2) for run in runs(labels)) for labels in held)
