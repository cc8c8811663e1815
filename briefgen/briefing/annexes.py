"""The annexes of actors and of places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from briefgen.briefing.elements import Label
from briefgen.briefing.entries import ActorEntry
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, in_print, keyword
from briefgen.model import Dossier, Event, Records


def name_annex(labels: Labels, dossier: Dossier, events: Sequence[Event]) -> None:
    """Name the actors and places of the events by their names."""
    for event in events:
        for id_ in (*event.actors, *((event.place,) if event.place else ())):
            record = dossier.actors.get(id_) or dossier.places.get(id_)
            if record is not None and id_ not in labels.known:
                labels.known[id_] = Label(id_, record.kind, record.name, record.name, f"{record.kind}-{id_}")


def annex(
    view: Viewpoint,
    labels: Labels,
    records: Records[Any],
    events: Sequence[Event],
    named: Callable[[Event], Iterable[str]],
) -> tuple[ActorEntry, ...]:
    """The actors or places that the events name, by name, each with its events."""
    found: dict[str, list[Label]] = {}
    for event in events:
        for id_ in dict.fromkeys(named(event)):
            if id_ in records:
                found.setdefault(id_, []).append(labels.of(event.id))
    made = []
    for id_, where in found.items():
        record = records[id_]
        entry_ = ActorEntry(
            id=id_,
            anchor=f"{record.kind}-{id_}",
            name=record.name,
            native=record.native,
            aliases=record.aliases,
            form=keyword(view, record.form) if getattr(record, "form", None) else None,
            within=tuple(in_print(view, each) for each in getattr(record, "within", ())),
            at=getattr(record, "at_", None),
            events=tuple(where),
            uses=tuple(use for use in labels.used(id_) if use.anchor not in {label.anchor for label in where}),
        )
        made.append(entry_)
    return tuple(sorted(made, key=lambda each: (each.name.casefold(), each.id)))
