"""Whether what a judgement rests on carries what it claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.diagnostics import Finding, error, warning
from briefgen.language import ENGLISH
from briefgen.ledger import first_known, standing
from briefgen.model import Dossier, Event, Forecast, Judgement, Record, Source
from briefgen.rules.judgement import judgements
from briefgen.rules.withdrawal import withdrawn

_UNSETTLED = frozenset({"claimed", "disputed", "denied", "retracted"})
_WEAK = frozenset("DEF")


class Ground(NamedTuple):
    """What a judgement rests on in the end: events and sources, each as known to it; and what fell of it since."""

    events: tuple[Event, ...]
    sources: tuple[Source, ...]
    fallen: tuple[str, ...]


@warning
def confidence_above_basis(dossier: Dossier) -> Iterator[Finding]:
    """A judgement is held with moderate or high confidence, and its basis is too thin for that.

    It rests on a single event, on nothing but claimed or disputed events, on a single origin, or only on sources
    graded D to F. High confidence is for what is well corroborated, moderate for what is partly so (JP 2-0).

    A judgement rests on what was known when it was made. What was retracted, denied or withdrawn since bears out no
    judgement that is still held.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, reliability: B}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        assessments:
          - {id: cause, text: "The outage was {likely} caused by ice.", confidence: high, basis: [outage]}

    Good:

        sources:
          - {id: log, title: Grid operator's log, reliability: B}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        assessments:
          - {id: cause, text: "The outage was {likely} caused by ice.", confidence: low, basis: [outage]}
    """
    for judgement in judgements(dossier):
        if judgement.confidence in {"moderate", "high"} and judgement.basis:
            ground = _ground(dossier, judgement)
            if why := _thin(dossier, ground):
                yield Finding(
                    judgement.at("confidence"),
                    f"{judgement.confidence} confidence, and {why}",
                    "lower the confidence, or say under `basis:` what else it rests on",
                )


def _thin(dossier: Dossier, ground: Ground) -> str | None:
    """Why a ground carries no more than low confidence, or None."""
    if ground.fallen and not ground.events and not ground.sources:
        return f"what it rests on no longer stands: {ENGLISH.listed([f'`{id_}`' for id_ in ground.fallen])}"
    if len(ground.events) == 1 and not set(ground.sources) - set(_sources_of(dossier, ground.events[0])):
        return f"the basis is one event, `{ground.events[0].id}`"
    if ground.events and all(event.status in _UNSETTLED for event in ground.events):
        return "every event it rests on is only claimed or disputed"
    if not ground.sources:
        return None  # other rules say that nothing is cited
    if len(dossier.origins(source.id for source in ground.sources)) == 1:
        return "all it rests on comes from one origin"
    if all(source.reliability in _WEAK for source in ground.sources):
        return "no source it rests on is graded better than D"
    return None


@warning
def confidence_above_assumptions(dossier: Dossier) -> Iterator[Finding]:
    """A judgement is held with high confidence and takes something for granted that nothing supports.

    High confidence means few assumptions (JP 2-0). With the unsupported one falls the judgement.

    Bad:

        assessments:
          - id: grid-holds
            text: The grid will {likely} hold.
            confidence: high
            assumptions: [{text: No line is sabotaged., grade: unsupported}]

    Good:

        assessments:
          - id: grid-holds
            text: The grid will {likely} hold.
            confidence: moderate
            assumptions: [{text: No line is sabotaged., grade: unsupported}]
    """
    for judgement in judgements(dossier):
        for index, assumption in enumerate(judgement.assumptions):
            if judgement.confidence == "high" and assumption.grade == "unsupported":
                yield Finding(
                    judgement.at("assumptions", index),
                    "high confidence, and this assumption is unsupported",
                    "lower the confidence, or say what supports it and grade it so",
                )


@warning
def basis_after_judgement(dossier: Dossier) -> Iterator[Finding]:
    """A judgement rests on something that was not known yet when it was made.

    Its `as_of` says when the desk judged so. What came later cannot have been a ground; a revision can rest on it.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-05}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        assessments:
          - {id: cause, as_of: 2024-03-02, text: "The outage was {likely} caused by ice.", basis: [outage]}

    Good:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-01}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        assessments:
          - {id: cause, as_of: 2024-03-02, text: "The outage was {likely} caused by ice.", basis: [outage]}
    """
    for judgement in judgements(dossier):
        if judgement.as_of is None:
            continue
        made = judgement.as_of.last(dossier.zone)
        for index, id_ in enumerate(judgement.basis):
            since = first_known(dossier, id_)
            if since is not None and since > made:
                yield Finding(
                    judgement.at("basis", index),
                    f"`{id_}` was not known yet when this was judged, {judgement.as_of}",
                    "correct one of the two dates, or rest a revision of the judgement on it",
                )


@error
def circular_basis(dossier: Dossier) -> Iterator[Finding]:
    """Judgements rest on one another in a circle.

    Each looks supported, and nothing supports them all.

    Bad:

        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", basis: [reserve-lasts]}
          - {id: reserve-lasts, text: "The reserve will {likely} last.", basis: [grid-holds]}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", basis: [reserve-lasts]}
          - {id: reserve-lasts, text: "The reserve will {likely} last.", basis: [outage]}
    """
    rests = {each.id: each for records in (dossier.assessments, dossier.forecasts) for each in records.current}
    settled: set[str] = set()
    for first in sorted(rests):
        path: list[str] = []
        waiting: list[str | None] = [first]
        while waiting:
            id_ = waiting.pop()
            if id_ is None:
                settled.add(path.pop())
            elif id_ in path:
                circle = path[path.index(id_) :]
                judgement = rests[circle[-1]]
                chain = ", which rests on ".join(f"`{each}`" for each in (*circle[circle.index(id_) :], id_))
                yield Finding(
                    judgement.at("basis", judgement.basis.index(id_)),
                    f"the judgements rest on one another in a circle: {chain}",
                    "take out one of them, and name the events it rests on",
                )
                settled.add(id_)
            elif id_ not in settled:
                path.append(id_)
                waiting += [None, *(each for each in rests[id_].basis if each in rests)]


def _ground(dossier: Dossier, judgement: Judgement) -> Ground:
    """The events and sources that a judgement rests on, through other judgements too, as known when it was made.

    Under one that is still held, what was withdrawn since is gone.
    """
    held = dossier.judgement(judgement.id) is judgement and not (
        isinstance(judgement, Forecast) and judgement.outcome is not None
    )
    fallen = withdrawn(dossier) if held else {}
    moment = None if judgement.as_of is None else judgement.as_of.last(dossier.zone)
    events: dict[str, Event] = {}
    sources: dict[str, Source] = {}
    waiting, passed = list(judgement.basis), {judgement.id}
    while waiting:
        id_ = waiting.pop()
        if id_ in passed or (record := _then(dossier, id_, moment)) is None:
            continue
        passed.add(id_)
        if id_ in fallen:
            continue
        if isinstance(record, Judgement):
            waiting += record.basis
        elif isinstance(record, Source):
            sources[id_] = record
        elif isinstance(record, Event):
            events[id_] = record
            sources |= {each.id: each for each in _sources_of(dossier, record) if each.id not in fallen}
    return Ground(tuple(events.values()), tuple(sources.values()), tuple(sorted(passed & fallen.keys())))


def _sources_of(dossier: Dossier, event: Event) -> Iterator[Source]:
    return (source for each in event.sources if (source := dossier.sources.get(each.source)) is not None)


def _then(dossier: Dossier, id_: str, moment: int | None) -> Record | None:
    """A record as it stood at a moment, or as first written where it was not known yet; now, where there is none."""
    record = dossier.find(id_)
    if record is None or moment is None:
        return record
    first: Record = getattr(dossier, record.section).revisions(id_)[0]
    return standing(dossier, id_, moment) or first
