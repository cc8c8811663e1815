"""The chronology under its headings: the phases of the brief, and in them the days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby

from briefgen.briefing import entries as printed
from briefgen.briefing.elements import Label
from briefgen.briefing.entries import Day, Entry, Stretch
from briefgen.briefing.viewpoint import Viewpoint, when
from briefgen.dates import Date, DateError, Kind, Precision, day_in_words, days, in_words, window
from briefgen.language import Locale
from briefgen.model import Event, Phase

Headed = tuple[str, Entry]
"""An entry under the heading of its day."""

_RUN = 3
"""From how many labels on a run of them is written by its ends."""


def stretches(view: Viewpoint, entries: Sequence[Entry], events: Sequence[Event]) -> tuple[Stretch, ...]:
    """A chronology under the brief's phases, each under the headings of its days.

    An event belongs to the last phase that has begun by its first possible day; a chronology without phases is one
    stretch.
    """
    groups: list[tuple[int, list[Headed]]] = []
    held: dict[str, list[Entry]] = {}
    for each, event in zip(entries, events, strict=True):
        phase, heading = _phase(view, event), _heading(view, event, each)
        if not groups or groups[-1][0] != phase:
            groups.append((phase, []))
        groups[-1][1].append((heading, each))
        held.setdefault(heading, []).append(each)
    places = {each.label: place for place, each in enumerate(entries)}
    unordered = {heading: _unordered(of_day) for heading, of_day in held.items()}
    made = []
    for index, (phase, headed) in enumerate(groups):
        title = dates = None
        if phase >= 0 and phase not in {before for before, _ in groups[:index]}:
            each_phase = view.brief.phases[phase]
            title = each_phase.title
            dates = _phase_dates(view, each_phase)
        made.append(Stretch(title, dates, tuple(_days(view.locale, headed, unordered, places))))
    return tuple(made)


def _phase_dates(view: Viewpoint, phase: Phase) -> str:
    """A phase in words: as one stretch where its ends make an interval."""
    zone, language = view.dossier.zone, view.language
    if whole := _interval(phase):
        return in_words(whole, None, zone, language)
    return " – ".join(in_words(end, None, zone, language) for end in (phase.start, phase.end))


def _interval(phase: Phase) -> Date | None:
    if phase.start.kind is phase.end.kind is Kind.SINGLE:
        with suppress(DateError):  # the ends of a phase that a rule would refuse, if it were not turned off
            return Date.parse(f"{phase.start.text}/{phase.end.text}")
    return None


def phases(view: Viewpoint) -> tuple[printed.Phase, ...]:
    """The phases of a brief whose ends make an interval."""
    dated = ((phase, _interval(phase)) for phase in view.brief.phases)
    return tuple(printed.Phase(phase.title, when(view, whole)) for phase, whole in dated if whole)


def _phase(view: Viewpoint, event: Event) -> int:
    zone = view.dossier.zone
    first = window(event.date, event.time, zone, by_the_clock=True).first
    last = -1
    for index, phase in enumerate(view.brief.phases):
        begins = window(phase.start, None, zone, by_the_clock=True).first
        if first is not None and begins is not None and begins <= first:
            last = index
    return last


def _unordered(entries: Sequence[Entry]) -> tuple[Label, ...]:
    """Of the entries of a day, those whose place is not established, be it among those of other headings."""
    return tuple(each.label for each in entries if each.sequence_unknown)


def _order(locale: Locale, unknown: Sequence[Label], entries: Sequence[Entry], places: Mapping[Label, int]) -> str:
    """What is said over the entries of a day: `Sequence not established: E2, E5–E9.`"""
    if len(unknown) == 1:
        label = unknown[0].text
        if len(entries) > 1:
            return locale.gettext("%(label)s may belong before or after the other events of this day.", label=label)
        return locale.gettext("%(label)s may belong before or after events under other dates.", label=label)
    if not unknown:
        return ""
    if len(unknown) == len(entries):
        return locale.gettext("Sequence not established.")
    return locale.gettext("Sequence not established: %(labels)s.", labels=locale.comma.join(_runs(unknown, places)))


def _runs(labels: Iterable[Label], places: Mapping[Label, int]) -> Iterator[str]:
    """Labels in words, those that follow one another by the first and the last."""
    for _, run in groupby(enumerate(labels), key=lambda pair: places[pair[1]] - pair[0]):
        texts = [label.text for _, label in run]
        yield from [f"{texts[0]}–{texts[-1]}"] if len(texts) >= _RUN else texts


def _days(
    locale: Locale,
    headed: Sequence[Headed],
    unordered: dict[str, tuple[Label, ...]],
    places: Mapping[Label, int],
) -> Iterator[Day]:
    """The days of a stretch. `unordered` is used up: what it holds is said once of a day, and then it is continued."""
    groups: list[tuple[str, list[Entry]]] = []
    for heading, each in headed:
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(each)
    for heading, entries in groups:
        words = heading if heading in unordered else locale.gettext("%(day)s (continued)", day=heading)
        unknown = unordered.pop(heading, ())
        order = _order(locale, unknown, entries, places)
        yield Day(words, f"day-{entries[0].label.id}", tuple(entries), unknown, order)


def _heading(view: Viewpoint, event: Event, entry: Entry) -> str:
    """The day an event begins on, or is said to be about, where its date names one; else its date in words."""
    first, _ = days(event.date, event.time, view.dossier.zone)
    if first is None or event.date.precision > Precision.DAY:
        return entry.when.words
    return day_in_words(first, view.language)
