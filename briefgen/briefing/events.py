"""Events as entries of a chronology."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen import chronology, ledger
from briefgen.briefing.contents import Amount, Cite, Day, Entry, Name, Stretch, When
from briefgen.briefing.labels import Labels
from briefgen.briefing.wording import amount, amount_change, humanised
from briefgen.dates import (
    Date,
    Kind,
    Precision,
    day_in_words,
    days,
    in_words,
    may_overlap,
    moment_in_words,
    time_in_words,
    window,
)
from briefgen.model import Brief, Citation, Dossier, Event, Figure, Phase, Selection


@dataclass(frozen=True)
class Viewpoint:
    """From where a dossier is looked at: for which brief, in which language, and after which earlier cut-off."""

    dossier: Dossier
    brief: Brief
    language: str
    previous: Brief | None
    before: Dossier | None
    """The dossier as known at the previous issue's cut-off."""

    @property
    def previous_cutoff(self) -> int | None:
        """The last instant that the previous issue knew of."""
        return self.dossier.cutoff(self.previous) if self.previous else None


def events_of(view: Viewpoint) -> list[Event]:
    """The events of a brief's chronology, in order: those that may overlap its period, and late reports."""
    zone = view.dossier.zone
    period = window(view.brief.period, None, zone)
    chosen = [
        event
        for event in view.dossier.events.current
        if event.status != "retracted"
        and _selected(event, view.brief.select)
        and (may_overlap(window(event.date, event.time, zone), period) or lateness(view, event))
    ]
    return chronology.order(chosen, zone)


def lateness(view: Viewpoint, event: Event) -> str | None:
    """`new` or `revised` for an event outside the period that the previous issue did not know so."""
    cutoff = view.previous_cutoff
    zone = view.dossier.zone
    outside = not may_overlap(window(event.date, event.time, zone), window(view.brief.period, None, zone))
    if cutoff is None or not outside:
        return None
    since = ledger.known_since(view.dossier, event)
    if since is None or since <= cutoff:
        return None
    return "revised" if view.before and event.id in view.before.events else "new"


def _selected(event: Event, select: Selection) -> bool:
    return (
        (not select.categories or event.category in select.categories)
        and (not select.places or event.place in select.places)
        and (not select.actors or not set(select.actors).isdisjoint(event.actors))
    )


def when(date: Date, view: Viewpoint, event: Event | None = None) -> When:
    """A date in words and as days."""
    clock, zone = event.time if event else None, view.dossier.zone
    first, last = days(date, clock, zone)
    return When(
        written=f"{date.text} {clock.text}" if clock else date.text,
        words=in_words(date, clock, zone, view.language),
        earliest=first.iso() if first else None,
        latest=last.iso() if last else None,
        time=time_in_words(date, clock, zone, view.language),
        day_known=first is not None and first == last and not date.approximate and not date.uncertain,
    )


def entry(view: Viewpoint, labels: Labels, event: Event, sequence_unknown: bool = False) -> Entry:
    """An event as it is printed."""
    revisions = view.dossier.events.revisions(event.id)
    revised = event.as_of if len(revisions) > 1 else None
    return Entry(
        label=labels.of(event.id),
        when=when(event.date, view, event),
        title=event.title,
        text=event.text,
        status=event.status,
        place=_place(view, labels, event.place),
        actors=tuple(_actor(view, labels, id_) for id_ in event.actors),
        category=humanised(event.category) if event.category else None,
        theatre=theatre(view.dossier, event),
        date_of=event.date_of,
        cites=tuple(_cite(view, labels, citation) for citation in event.sources),
        figures=tuple(figure(view, labels, event, each) for each in event.figures),
        conflicts=event.conflicts,
        handling=ledger.marking(view.dossier, event),
        late=lateness(view, event),
        revised=moment_in_words(revised, view.dossier.zone, view.language) if revised else None,
        sequence_unknown=sequence_unknown,
        uses=labels.used(event.id),
    )


def theatre(dossier: Dossier, event: Event) -> str | None:
    """An event's own theatre, or that of its place."""
    place = dossier.places.get(event.place)
    return event.theatre or (place.theatre if place else None)


def figure(view: Viewpoint, labels: Labels, event: Event | None, each: Figure) -> Amount:
    """A figure as it is printed, with the event it belongs to and its change since the previous issue."""
    earlier = None
    if event is not None and view.before is not None and (old := view.before.events.get(event.id)) is not None:
        earlier = next((other for other in old.figures if other.what == each.what), None)
    return Amount(
        what=humanised(each.what),
        value=amount(each),
        low=each.low,
        best=each.best,
        high=each.high,
        unit=each.unit,
        counted=in_words(each.counted, language=view.language) if each.counted else None,
        source=labels.of(each.source) if each.source else None,
        event=labels.of(event.id) if event else None,
        change=amount_change(each, earlier) if earlier else None,
    )


def _cite(view: Viewpoint, labels: Labels, citation: Citation) -> Cite:
    source = view.dossier.sources.get(citation.source)
    letter = source.reliability if source else "F"
    label = labels.of(citation.source)
    grade = f"{letter}{citation.credibility}"
    return Cite(label, grade, letter, citation.credibility, citation.at, citation.quote)


def _place(view: Viewpoint, labels: Labels, id_: str | None) -> Name | None:
    place = view.dossier.places.get(id_)
    return Name(place.id, place.name, labels.of(place.id).anchor, place.native, place.within) if place else None


def _actor(view: Viewpoint, labels: Labels, id_: str) -> Name:
    actor = view.dossier.actors.get(id_)
    return Name(id_, actor.name, labels.of(id_).anchor, actor.native) if actor else Name(id_, id_, None)


def stretches(view: Viewpoint, entries: Sequence[Entry], events: Sequence[Event]) -> tuple[Stretch, ...]:
    """A chronology under the brief's phases, each under the headings of its days.

    An event belongs to the last phase that has begun by its first possible day; a chronology without phases is one
    stretch.
    """
    groups: list[tuple[int, list[tuple[Entry, Event]]]] = []
    for pair in zip(entries, events, strict=True):
        phase = _phase(view, pair[1])
        if not groups or groups[-1][0] != phase:
            groups.append((phase, []))
        groups[-1][1].append(pair)
    seen: dict[str, int] = {}
    made = []
    for index, (phase, pairs) in enumerate(groups):
        title = dates = None
        if phase >= 0 and phase not in {before for before, _ in groups[:index]}:
            each = view.brief.phases[phase]
            title = each.title
            dates = _phase_dates(each, view.language)
        made.append(Stretch(title, dates, tuple(_days(view, pairs, seen))))
    return tuple(made)


def _phase_dates(phase: Phase, language: str) -> str:
    """A phase in words: as one stretch where each of its ends is a single date."""
    if phase.start.kind is phase.end.kind is Kind.SINGLE:
        return in_words(Date.parse(f"{phase.start.text}/{phase.end.text}"), language=language)
    return f"{in_words(phase.start, language=language)} – {in_words(phase.end, language=language)}"


def _phase(view: Viewpoint, event: Event) -> int:
    zone = view.dossier.zone
    first = window(event.date, event.time, zone).first
    last = -1
    for index, phase in enumerate(view.brief.phases):
        begins = window(phase.start, None, zone).first
        if first is not None and begins is not None and begins <= first:
            last = index
    return last


def _days(view: Viewpoint, pairs: Iterable[tuple[Entry, Event]], seen: dict[str, int]) -> Iterable[Day]:
    groups: list[tuple[str, list[Entry]]] = []
    for each, event in pairs:
        heading = _heading(view, event, each.when)
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(each)
    for heading, entries in groups:
        seen[heading] = seen.get(heading, 0) + 1
        words = heading if seen[heading] == 1 else f"{heading} (continued)"
        anchor = f"day-{entries[0].label.id}"
        yield Day(words, anchor, tuple(entries), any(each.sequence_unknown for each in entries))


def _heading(view: Viewpoint, event: Event, date: When) -> str:
    """The day an event begins on, where its date names one; else its date in words."""
    first, _ = days(event.date, event.time, view.dossier.zone)
    if first is None or event.date.precision > Precision.DAY or event.date.approximate:
        return date.words
    return day_in_words(first, view.language)
