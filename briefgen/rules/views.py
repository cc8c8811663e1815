"""What a brief may see of what it names: the ledger's view, worked out for no more records than that takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen import ledger
from briefgen.model import SECTIONS, Brief, Dossier, Judgement, Record, Records
from briefgen.rules.judgement import judgements
from briefgen.rules.namings import named_by
from briefgen.scales import Handling
from briefgen.spans import Place


def open_to(dossier: Dossier, brief: Brief, ids: Iterable[str] = ()) -> Dossier:
    """What is not withheld from a brief, of what it names and of these records, with all that those rest on."""
    if not restricted(dossier, brief):
        return dossier
    return ledger.open_to(_small(dossier, brief, ids), brief, dossier.cutoff(brief))


def above(dossier: Dossier, brief: Brief) -> Mapping[str, Handling]:
    """The markings of the records that a brief names and that are marked above it."""
    if not restricted(dossier, brief):
        return {}
    cutoff, limit = dossier.cutoff(brief), ledger.marking(dossier, brief)
    small = _small(dossier, brief)
    then = ledger.as_written(ledger.marked(small, cutoff), cutoff)
    marks = {record.id: ledger.marking(then, record) for records in then.kinds for record in records.current}
    return {id_: mark for id_, mark in marks.items() if mark > limit}


def restricted(dossier: Dossier, brief: Brief) -> bool:
    """Whether something may be withheld from a brief. Not while the project states no marking to go by."""
    own = dossier.project.handling
    if own is None:
        return False
    stated = dossier.derived("markings stated", lambda: _stated(dossier)) | {own}
    return any(mark > (brief.handling or own) for mark in stated)


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
    limit = ledger.marking(dossier, brief) if restricted(dossier, brief) else None
    return dossier.derived(f"basis known at {limit}", lambda: _basis_known(dossier, limit))


def _basis_known(dossier: Dossier, limit: Handling | None) -> Mapping[str, float]:
    own, withheld = dossier.project.handling or Handling.RED, dict[str, bool]()

    def since(id_: str) -> float:
        if limit is not None and id_ not in withheld:
            withheld[id_] = any((record.handling or own) > limit for record in closure(dossier, [id_]))
        known = ledger.first_known(dossier, id_)
        return float("inf") if known is None or withheld.get(id_) else known

    found: dict[str, float] = {}
    for record in judgements(dossier):
        if record.basis:
            found[record.id] = max(min(map(since, record.basis)), found.get(record.id, ledger.FROM_THE_START))
    return found


def _stated(dossier: Dossier) -> frozenset[Handling]:
    return frozenset(record.handling for records in dossier.kinds for record in records if record.handling)


def _small(dossier: Dossier, brief: Brief, ids: Iterable[str] = ()) -> Dossier:
    return reachable(dossier, (*(id_ for id_, _ in named_by(dossier, brief)), *ids))


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
