"""What a brief may see of what it names: the ledger's view, worked out for no more records than that takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from briefgen import ledger
from briefgen.model import SECTIONS, Brief, Dossier, Judgement, Record, Records
from briefgen.rules.judgement import judgements
from briefgen.rules.namings import named_by
from briefgen.scales import Handling
from briefgen.spans import Place


def open_to(dossier: Dossier, brief: Brief, ids: Iterable[str]) -> Dossier:
    """What is not withheld from a brief, of these records and all that they rest on; the dossier where nothing is."""
    ids = list(ids)
    if exposed(dossier, brief).isdisjoint(ids):
        return dossier
    return ledger.open_to(reachable(dossier, ids), brief, dossier.cutoff(brief))


def above(dossier: Dossier, brief: Brief) -> Mapping[str, Handling]:
    """The markings of the records that a brief names and that are marked above it."""
    found = dossier.derived("named above", dict[int, Mapping[str, Handling]])
    if id(brief) not in found:
        found[id(brief)] = _above(dossier, brief, exposed(dossier, brief).intersection(named(dossier, brief)))
    return found[id(brief)]


def _above(dossier: Dossier, brief: Brief, ids: Collection[str]) -> Mapping[str, Handling]:
    if not ids:
        return {}
    cutoff, limit = dossier.cutoff(brief), ledger.marking(dossier, brief)
    then = ledger.as_written(ledger.marked(reachable(dossier, ids), cutoff), cutoff)
    marks = {id_: ledger.marking(then, record) for id_ in ids if (record := then.find(id_)) is not None}
    return {id_: mark for id_, mark in marks.items() if mark > limit}


def named(dossier: Dossier, brief: Brief) -> Iterator[str]:
    """The ids that a brief names."""
    return (naming.id for naming in named_by(dossier, brief))


def exposed(dossier: Dossier, brief: Brief) -> frozenset[str]:
    """The ids of what may be withheld from a brief: what is marked above it, and all that rests on it at any remove.

    None while the project states no marking to go by.
    """
    own = dossier.project.handling
    if own is None:
        return frozenset()
    limit = brief.handling or own
    return dossier.derived(f"exposed at {limit}", lambda: _exposed(dossier, limit, own))


def _exposed(dossier: Dossier, limit: Handling, own: Handling) -> frozenset[str]:
    waiting = [record.id for records in dossier.kinds for record in records if (record.handling or own) > limit]
    if not waiting:
        return frozenset()
    resting = dossier.derived("what rests on what", lambda: _resting(dossier))
    found: set[str] = set()
    while waiting:
        if (id_ := waiting.pop()) not in found:
            found.add(id_)
            waiting += resting.get(id_, ())
    return frozenset(found)


def _resting(dossier: Dossier) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for record in (record for records in dossier.kinds for record in records):
        for id_ in ledger.rests_on(record):
            found.setdefault(id_, []).append(record.id)
    return found


def printed(dossier: Dossier, brief: Brief) -> Iterator[tuple[str, Place | None]]:
    """The ids of the judgements and forecasts that a brief prints once they are known, and where it names each."""
    for key, named, records in (
        ("judgements", brief.judgements, dossier.assessments),
        ("forecasts", brief.forecasts, dossier.forecasts),
    ):
        if named is None:
            yield from ((id_, None) for id_ in records.ids)
        else:
            yield from ((id_, brief.at(key, index)) for index, id_ in enumerate(named) if id_ in records)


def as_written(dossier: Dossier, judgement: Judgement) -> Judgement:
    """A version of a judgement as its author wrote it, where parts of it are withheld or not known yet."""
    records: Records[Any] = getattr(dossier, judgement.section)
    versions: tuple[Judgement, ...] = records.revisions(judgement.id)
    return next(each for each in versions if each.as_of == judgement.as_of)


def basis_known(dossier: Dossier, brief: Brief) -> Mapping[str, float]:
    """When each judgement had something to rest on for certain, by id; later perhaps than it really had.

    That is when the first of its basis became known which no marking can keep from the brief.
    """
    limit, may_go = ledger.marking(dossier, brief), exposed(dossier, brief)
    return dossier.derived(f"basis known at {limit}", lambda: _basis_known(dossier, may_go))


def _basis_known(dossier: Dossier, may_go: Set[str]) -> Mapping[str, float]:
    def since(id_: str) -> float:
        known = ledger.first_known(dossier, id_)
        return float("inf") if known is None or id_ in may_go else known

    found: dict[str, float] = {}
    for record in judgements(dossier):
        if record.basis:
            found[record.id] = max(min(map(since, record.basis)), found.get(record.id, ledger.FROM_THE_START))
    return found


def reachable(dossier: Dossier, ids: Iterable[str]) -> Dossier:
    """A small dossier of these records and all that they rest on, in every revision."""
    kept: dict[str, list[Record]] = {section: [] for section in SECTIONS}
    for record in closure(dossier, ids):
        kept[record.section].append(record)
    made = {section: Records(records, dossier.zone) for section, records in kept.items()}
    return Dossier(dossier.project, **made)  # type: ignore[arg-type]


def closure(dossier: Dossier, ids: Iterable[str]) -> Iterator[Record]:
    """These records and all that they rest on, in every revision."""
    waiting = list(ids)
    found: set[str] = set()
    while waiting:
        if (id_ := waiting.pop()) not in found:
            found.add(id_)
            for records in dossier.kinds:
                for record in records.revisions(id_):
                    waiting += ledger.rests_on(record)
                    yield record
