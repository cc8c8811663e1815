"""What touches what: each record is gone through once, and found again from all that it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from briefgen import chronology
from briefgen.model import Dossier, Event, Judgement, references


@dataclass(frozen=True)
class Touching:
    """By the id of a record: the events that name it, in their order, and the judgements, by when they were made.

    A judgement touches what it names, and the actors, places and sources of the events that it names. `issues` are
    those that hold a record, by its anchor: their numbers in the list that was given.
    """

    events: Mapping[str, Sequence[str]]
    judgements: Mapping[str, Sequence[str]]
    issues: Mapping[str, Sequence[int]]


def touching(dossier: Dossier, held: Iterable[Set[str]]) -> Touching:
    """What touches the records of a dossier. `held`: the anchors of each issue."""
    events: dict[str, list[str]] = {}
    for event in chronology.of(dossier):
        for id_ in _named(event):
            events.setdefault(id_, []).append(event.id)
    judgements: dict[str, list[str]] = {}
    for record in made(dossier):
        named = dict.fromkeys(references(record))
        for found in [dossier.events[id_] for id_ in named if id_ in dossier.events]:
            named |= _named(found)
        for id_ in named:
            judgements.setdefault(id_, []).append(record.id)
    issues: dict[str, list[int]] = {}
    for number, anchors in enumerate(held):
        for anchor in anchors:
            issues.setdefault(anchor, []).append(number)
    return Touching(events, judgements, issues)


def made(dossier: Dossier) -> list[Judgement]:
    """All judgements and forecasts, in the order in which they were first made."""
    opinions: list[Judgement] = [*dossier.assessments.current, *dossier.forecasts.current]

    def first(record: Judgement) -> tuple[tuple[int, int], str]:
        records = dossier.forecasts if record.id in dossier.forecasts else dossier.assessments
        return records.since(records.revisions(record.id)[0]), record.id  # type: ignore[arg-type]

    return sorted(opinions, key=first)


def _named(event: Event) -> dict[str, None]:
    sources = (citation.source for citation in event.sources)
    place = () if event.place is None else (event.place,)
    return dict.fromkeys((*event.actors, *place, *sources, *references(event)))
