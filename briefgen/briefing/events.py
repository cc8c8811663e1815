"""Events as entries of a chronology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from briefgen import chronology, ledger
from briefgen.briefing.elements import Amount, Cite, Name
from briefgen.briefing.entries import Entry
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, in_print, keyword, stamp, when
from briefgen.briefing.wording import amount, amount_change, amount_in_words
from briefgen.dates import window
from briefgen.model import Brief, Citation, Dossier, Event, Figure


def events_of(view: Viewpoint) -> list[Event]:
    """The events of a brief's chronology, in order: those that may overlap its period, and late reports."""
    dossier, brief, previous = view.dossier, view.brief, view.previous_cutoff
    return [event for event in chronology.of(dossier) if ledger.in_chronology(dossier, brief, event, previous)]


def lateness(view: Viewpoint, event: Event) -> str | None:
    """`new` or `revised` for an event outside the period that the previous issue did not know so."""
    cutoff = view.previous_cutoff
    if cutoff is None or ledger.in_period(view.dossier, view.brief, event):
        return None
    since = ledger.known_since(view.dossier, event)
    if since is None or since <= cutoff:
        return None
    return "revised" if view.before and event.id in view.before.events else "new"


def several_theatres(dossier: Dossier, events: Iterable[Event]) -> bool:
    """Whether an issue has more than one theatre, so that an entry says which is its own."""
    return len({found for event in events if (found := dossier.theatre(event))}) > 1


def lanes(entries: Sequence[Entry]) -> Literal["theatre", "category"] | None:
    """What a timeline is divided by where the brief does not say: theatres where there are several, else categories."""
    if len({each.theatre for each in entries if each.theatre}) > 1:
        return "theatre"
    return "category" if any(each.category for each in entries) else None


def entry(
    view: Viewpoint, labels: Labels, event: Event, sequence_unknown: bool = False, theatres: bool = False
) -> Entry:
    """An event as it is printed. `theatres`: the issue has several."""
    place, own = _place(view, labels, event.place), view.dossier.theatre(event)
    revisions = view.dossier.events.revisions(event.id)
    revised = event.as_of if len(revisions) > 1 else None
    return Entry(
        label=labels.of(event.id),
        when=when(view, event.date, event),
        title=event.title,
        text=event.text,
        status=event.status,
        place=place,
        actors=tuple(_actor(view, labels, id_) for id_ in event.actors),
        category=keyword(view, event.category) if event.category else None,
        theatre=in_print(view, own) if own else None,
        theatre_marked=theatres and own is not None and (place is None or place.name not in own),
        date_of=event.date_of,
        cites=tuple(_cite(view, labels, citation) for citation in event.sources),
        figures=tuple(figure(view, labels, event, each) for each in event.figures),
        conflicts=event.conflicts,
        handling=ledger.marking(view.dossier, event),
        late=lateness(view, event),
        revised=stamp(view, revised) if revised else None,
        sequence_unknown=sequence_unknown,
        uses=labels.used(event.id),
    )


def key_figures(view: Viewpoint, labels: Labels) -> Iterator[Amount]:
    """The brief's key figures: one written out, or an event's own by its name.

    Their change is against the key figure of the previous issue that counts the same (has the same `what`), whichever
    event it stood with; where it had none, against the last count of it that issue knew.
    """
    before: dict[str, Figure | None] = {}
    for _, each in chosen_figures(view.previous, view.before) if view.previous and view.before else ():
        before[each.what] = None if each.what in before else each  # of two by one name, neither is the one to compare
    for event, each in chosen_figures(view.brief, view.dossier):
        earlier = before[each.what] if each.what in before else _last_count(view, each)
        made = figure(view, labels, event, each, earlier)
        new = view.before is not None and each.what not in before and not _counted(view.before, each.what)
        yield replace(made, change=view.locale.pgettext("figure", "new")) if new else made


def _last_count(view: Viewpoint, figure: Figure) -> Figure | None:
    """The count of the same thing, in the same unit, with the latest date that the previous issue knew; None of two."""
    counts: list[tuple[int, Figure]] = [
        (counted.last, own)
        for event in (view.before.events if view.before else ())
        if event.status != "retracted"
        for own in event.figures
        if own.what == figure.what and own.unit == figure.unit and own.stated
        if own.counted and (counted := window(own.counted, None, view.dossier.zone)).last is not None
    ]
    latest = max((when for when, _ in counts), default=None)
    found = [own for when, own in counts if when == latest]
    return found[0] if len({(own.low, own.best, own.high) for own in found}) == 1 else None


def _counted(dossier: Dossier, what: str) -> bool:
    """Whether any event of a ledger gives a figure by this name."""
    held = dossier.derived("figures given", lambda: {own.what for each in dossier.events for own in each.figures})
    return what in held


def chosen_figures(brief: Brief, dossier: Dossier) -> Iterator[tuple[Event | None, Figure]]:
    """The figures of an event that a brief names, or that it writes out, each with the event it stands with."""
    for each in brief.key_figures:
        event = dossier.events.get(each.event)
        if each.stated:
            yield event, each
        elif event is not None and event.status != "retracted":
            yield from ((event, own) for own in event.figures if own.what == each.what)


def figure(view: Viewpoint, labels: Labels, event: Event | None, each: Figure, earlier: Figure | None = None) -> Amount:
    """A figure as it is printed, with the event it belongs to and its change since the previous issue.

    That is against `earlier`, or else against what its event said then.
    """
    if earlier is None and event and view.before is not None and (old := view.before.events.get(event.id)) is not None:
        earlier = next((other for other in old.figures if other.what == each.what), None)
    return Amount(
        what=keyword(view, each.what),
        value=amount_in_words(each, view.locale),
        **amount(each, view.locale)._asdict(),
        low=each.low,
        best=each.best,
        high=each.high,
        unit=in_print(view, each.unit) if each.unit else None,
        counted=when(view, each.counted) if each.counted else None,
        sources=tuple(map(labels.of, each.sources)),
        event=labels.of(event.id) if event else None,
        change=amount_change(each, earlier, view.locale) if earlier else None,
    )


def _cite(view: Viewpoint, labels: Labels, citation: Citation) -> Cite:
    source = view.dossier.sources.get(citation.source)
    letter = source.reliability if source else "F"
    label = labels.of(citation.source)
    grade = f"{letter}{citation.credibility}"
    at = in_print(view, citation.at) if citation.at else None
    return Cite(label, grade, letter, citation.credibility, at, citation.quote)


def _place(view: Viewpoint, labels: Labels, id_: str | None) -> Name | None:
    place = view.dossier.places.get(id_)
    return Name(place.id, place.name, labels.of(place.id).anchor, place.native, place.within) if place else None


def _actor(view: Viewpoint, labels: Labels, id_: str) -> Name:
    actor = view.dossier.actors.get(id_)
    return Name(id_, actor.name, labels.of(id_).anchor, actor.native) if actor else Name(id_, id_, None)
