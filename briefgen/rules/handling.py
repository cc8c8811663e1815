"""Markings: who may read what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from briefgen.dates import window
from briefgen.diagnostics import Finding, error, warning
from briefgen.ledger import as_known, known_since, marking, rests_on
from briefgen.model import Dossier, Record
from briefgen.rules import views
from briefgen.rules.namings import named_by
from briefgen.scales import Handling


@error
def missing_handling(dossier: Dossier) -> Iterator[Finding]:
    """A project with briefs states no marking.

    Nobody can tell whom the pages may be given to. What nobody marked counts as TLP:RED, so little of it would be in
    a brief with a marking of its own.

    Bad:

        project: {series: Grid Watch}
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03}
    """
    if dossier.briefs and dossier.project.handling is None:
        place = dossier.project.at("series") if dossier.project.at().file else next(iter(dossier.briefs)).at("id")
        yield Finding(
            place,
            "the project states no marking, so nobody can tell whom its briefs may be given to",
            "write `handling: TLP:CLEAR`, or a stricter label, under `project:`",
        )


@error
def handling_above_brief(dossier: Dossier) -> Iterator[Finding]:
    """A brief names a record that is marked above the brief itself.

    The record is withheld, and a page that was written around it would have a hole where the reader is sent.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, handling: TLP:AMBER}
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03, highlights: [outage]}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, handling: TLP:CLEAR}
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03, highlights: [outage]}
    """
    for brief in dossier.briefs:
        above = views.above(dossier, brief)
        limit = marking(dossier, brief)
        for naming in named_by(dossier, brief) if above else ():
            if mark := above.get(naming.id):
                yield Finding(
                    naming.place,
                    f"`{naming.id}` is {mark}, above the brief's own {limit}, and would be missing from its pages",
                    f"name it only in a brief marked {mark}",
                )


@error
def handling_below_basis(dossier: Dossier) -> Iterator[Finding]:
    """A record is marked lower than what it rests on, and nobody answers for that.

    An event tells what its sources say, a judgement what its basis shows, and a text what it cites: passing them on
    under a lower marking breaks the promise to whoever gave the information, unless someone took that decision.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, handling: TLP:AMBER}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log], handling: TLP:CLEAR}

    Good:

        sources:
          - {id: log, title: Grid operator's log, handling: TLP:AMBER}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            sources: [log]
            handling: TLP:CLEAR
            downgrade: {by: Grid desk, because: The operator agreed in writing.}
    """
    for record in chain(dossier.events, dossier.assessments, dossier.forecasts):
        if record.handling is None or record.downgrade is not None:
            continue
        above = _above(dossier, record, record.handling)
        if above and (then := _while_current(dossier, record)):
            above = _above(then, record, record.handling)
        if above:
            mark, id_ = above
            yield Finding(
                record.at("handling"),
                f"{record.handling} is lower than what this {record.kind} rests on: `{id_}` is {mark}",
                f"mark it {mark}, or say who lowered it: `downgrade: {{by: ..., because: ...}}`",
            )


@error
def downgrade_without_handling(dossier: Dossier) -> Iterator[Finding]:
    """A record says who lowered its marking, and states no marking.

    It keeps that of what it rests on, so it is withheld from those it was cleared for.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, handling: TLP:AMBER}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            sources: [log]
            downgrade: {by: Grid desk, because: The operator agreed in writing.}

    Good:

        sources:
          - {id: log, title: Grid operator's log, handling: TLP:AMBER}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            sources: [log]
            handling: TLP:CLEAR
            downgrade: {by: Grid desk, because: The operator agreed in writing.}
    """
    for record in chain(*dossier.kinds):
        if record.downgrade is not None and record.handling is None:
            message = f"the marking of `{record.id}` is said to be lowered, and not to which"
            yield Finding(record.at("downgrade"), message, "write `handling:` with the label it was lowered to")


@warning
def missing_as_of(dossier: Dossier) -> Iterator[Finding]:
    """An event is released below all of its sources, and does not say since when the desk knew it.

    What is withheld tells an open brief nothing, nor since when something was known. With all of its sources withheld
    the event counts as known from its own date, and would stand in issues that closed before the desk had heard of it.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-05, handling: TLP:AMBER}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            sources: [log]
            handling: TLP:CLEAR
            downgrade: {by: Grid desk, because: The operator agreed in writing.}

    Good:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-05, handling: TLP:AMBER}
        events:
          - id: outage
            as_of: 2024-03-05
            date: 2024-03-01
            title: Power fails
            sources: [log]
            handling: TLP:CLEAR
            downgrade: {by: Grid desk, because: The operator agreed in writing.}
    """
    for event in dossier.events:
        if event.as_of or not event.handling or not event.sources:
            continue
        sources = [dossier.sources.get(citation.source) for citation in event.sources]
        own, since = window(event.date, event.time, dossier.zone).first, known_since(dossier, event)
        if own is None or since is None or since <= own:
            continue
        if all(source and marking(dossier, source) > event.handling for source in sources):
            message = (
                f"all sources of `{event.id}` are marked above it, so its briefs cannot tell since when it is known"
            )
            yield Finding(event.at("id"), message, "write `as_of:`, the moment the desk knew it")


def _above(dossier: Dossier, record: Record, limit: Handling) -> tuple[Handling, str] | None:
    """The highest marking above a limit among what a record rests on, and whose it is."""
    marks = [(marking(dossier, found), id_) for id_ in rests_on(record) if (found := dossier.find(id_)) is not None]
    return max((mark for mark in marks if mark[0] > limit), key=lambda mark: mark[0].order, default=None)


def _while_current(dossier: Dossier, record: Record) -> Dossier | None:
    """What a superseded revision rests on as known just before it was replaced; None for the latest revision."""
    revisions: tuple[Record, ...] = getattr(dossier, record.section).revisions(record.id)
    for revision, later in pairwise(revisions):
        if revision is record and (end := known_since(dossier, later)) is not None:
            return as_known(views.reachable(dossier, rests_on(record)), end - 1)
    return None
