"""Markings: who may read what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from briefgen.diagnostics import Finding, error
from briefgen.ledger import as_known, known_since, marked, marking, releasable, rests_on
from briefgen.model import SECTIONS, Brief, Dossier, Record, Records
from briefgen.rules.judgement import judgements
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
    for brief in _restricted(dossier):
        limit = marking(dossier, brief)
        named = list(named_by(dossier, brief))
        cutoff = dossier.cutoff(brief)
        known = as_known(marked(_reachable(dossier, (id_ for id_, _ in named)), cutoff), cutoff)
        for id_, place in named:
            if (record := known.find(id_)) is not None and (mark := marking(known, record)) > limit:
                yield Finding(
                    place,
                    f"`{id_}` is {mark}, above the brief's own {limit}, and would be missing from its pages",
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
def withheld_basis(dossier: Dossier) -> Iterator[Finding]:
    """A key judgement loses all that it rests on, because all of it is marked above the brief.

    Its readers would be given a conclusion without a single fact to hold it against.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, handling: TLP:AMBER}
        assessments:
          - id: cause
            text: The outage was caused by ice.
            basis: [outage]
            handling: TLP:CLEAR
            downgrade: {by: Grid desk, because: The text tells nothing that is restricted.}
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03, judgements: [cause]}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, handling: TLP:AMBER}
          - {id: thaw, date: 2024-03-02, title: The ice melts}
        assessments:
          - id: cause
            text: The outage was caused by ice.
            basis: [outage, thaw]
            handling: TLP:CLEAR
            downgrade: {by: Grid desk, because: The text tells nothing that is restricted.}
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03, judgements: [cause]}
    """
    for brief in _restricted(dossier):
        limit = marking(dossier, brief)
        named = tuple(dossier.assessments.ids) if brief.judgements is None else brief.judgements
        exposed = _exposed(dossier, limit)
        ids = [(index, id_) for index, id_ in enumerate(named) if id_ in exposed]
        cutoff = dossier.cutoff(brief)
        known = as_known(marked(_reachable(dossier, (id_ for _, id_ in ids)), cutoff), cutoff)
        shown = releasable(known, limit)
        for index, id_ in ids:
            before, after = known.judgement(id_), shown.judgement(id_)
            if before is not None and after is not None and before.basis and not after.basis:
                place = before.at("basis") if brief.judgements is None else brief.at("judgements", index)
                yield Finding(
                    place,
                    f"all that `{id_}` rests on is marked above the {limit} of the brief `{brief.id}`",
                    "give it a basis that may be shown, or leave it out of this brief: list others in `judgements:`",
                )


def _restricted(dossier: Dossier) -> Iterator[Brief]:
    """The briefs from which something may be withheld. None while the project states no marking to go by."""
    own = dossier.project.handling
    if own is None:
        return
    stated = {record.handling for records in dossier.kinds for record in records if record.handling} | {own}
    for brief in dossier.briefs:
        if any(mark > (brief.handling or own) for mark in stated):
            yield brief


def _exposed(dossier: Dossier, limit: Handling) -> frozenset[str]:
    """The judgements that may lose all they rest on at a marking.

    They are marked within it themselves, and all of their basis leads to something that is not. One that takes its
    marking from its basis goes with it, whole.
    """

    def make() -> frozenset[str]:
        own, above = dossier.project.handling or Handling.RED, dict[str, bool]()

        def may_go(id_: str) -> bool:
            if id_ not in above:
                above[id_] = any((record.handling or own) > limit for record in _closure(dossier, [id_]))
            return above[id_]

        return frozenset(
            judgement.id
            for judgement in judgements(dossier)
            if judgement.handling and judgement.handling <= limit and all(map(may_go, judgement.basis))
        )

    return dossier.derived(f"exposed at {limit}", make)


def _reachable(dossier: Dossier, ids: Iterable[str]) -> Dossier:
    """A small dossier of these records and all that they rest on, in every revision."""
    kept: dict[str, list[Record]] = {section: [] for section in SECTIONS}
    for record in _closure(dossier, ids):
        kept[record.section].append(record)
    made = {section: Records(records, dossier.zone) for section, records in kept.items()}
    return Dossier(dossier.project, **made)  # type: ignore[arg-type]


def _closure(dossier: Dossier, ids: Iterable[str]) -> Iterator[Record]:
    """These records and all that they rest on, in every revision."""
    waiting = list(ids)
    found: set[str] = set()
    while waiting:
        if (id_ := waiting.pop()) not in found:
            found.add(id_)
            for records in dossier.kinds:
                for record in records.revisions(id_):
                    waiting += rests_on(record)
                    yield record


def _above(dossier: Dossier, record: Record, limit: Handling) -> tuple[Handling, str] | None:
    """The highest marking above a limit among what a record rests on, and whose it is."""
    marks = [(marking(dossier, found), id_) for id_ in rests_on(record) if (found := dossier.find(id_)) is not None]
    return max((mark for mark in marks if mark[0] > limit), key=lambda mark: mark[0].order, default=None)


def _while_current(dossier: Dossier, record: Record) -> Dossier | None:
    """What a superseded revision rests on as known just before it was replaced; None for the latest revision."""
    revisions: tuple[Record, ...] = getattr(dossier, record.section).revisions(record.id)
    for revision, later in pairwise(revisions):
        if revision is record and (end := known_since(dossier, later)) is not None:
            return as_known(_reachable(dossier, rests_on(record)), end - 1)
    return None
