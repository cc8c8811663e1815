"""The markings of records: each one's own, or that of what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from briefgen.ledger.knowing import latest
from briefgen.model import SECTIONS, Brief, Dossier, Event, Judgement, Record, Records, cited_by
from briefgen.scales import Handling

R = TypeVar("R", bound=Record)


def marking(dossier: Dossier, record: Record) -> Handling:
    """The marking of a record: its own; else the highest of what it rests on; else the project's.

    What nobody marked counts as TLP:RED.
    """
    if record.handling is not None:
        return record.handling
    default = dossier.project.handling or Handling.RED
    marks = dossier.derived("marks", lambda: _marks(dossier))
    if not marks:
        return default
    found = [marks[id_] for id_ in rests_on(record) if id_ in marks and id_ != record.id]
    return max(found, key=lambda mark: mark.order) if found else default


def marked(dossier: Dossier, moment: int) -> Dossier:
    """The dossier with the marking of every record written into it, before anything is taken out of it.

    A record may rest on what is not known yet at `moment`, or not to be released: its words may draw on it all the
    same. What it rests on counts as it stands at that moment, or else as first written.
    """
    then = dossier.having(**{section: _standing(dossier, section, moment) for section in SECTIONS})
    if not then.derived("marks", lambda: _marks(then)):
        return dossier
    return dossier.having(
        **{
            section: Records((stated(then, each) for each in getattr(dossier, section)), dossier.zone)
            for section in SECTIONS
        }
    )


def stated(dossier: Dossier, record: R) -> R:
    """A record that states its marking; as it is where none in the dossier has another than the project's."""
    if record.handling is not None or not dossier.derived("marks", lambda: _marks(dossier)):
        return record
    return record.model_copy(update={"handling": marking(dossier, record)})


def _standing(dossier: Dossier, section: str, moment: int) -> Records[Any]:
    """The revision of every record that stands at a moment; the first where none does yet."""
    records = getattr(dossier, section)
    versions = (records.revisions(id_) for id_ in records.ids)
    return Records((latest(dossier, each, moment) or each[0] for each in versions), dossier.zone)


def _marks(dossier: Dossier) -> Mapping[str, Handling]:
    """The marking of every record's latest revision, by id: each, the highest first, is spread to all that rests on it.

    Records that rest on nothing but one another have none. Empty where no record states another than the project's.
    """
    default = dossier.project.handling or Handling.RED
    if all((record.handling or default) is default for records in dossier.kinds for record in records):
        return {}
    marked: list[tuple[Handling, str]] = []
    resting: dict[str, list[str]] = {}
    for record in (record for records in dossier.kinds for record in records.current):
        basis = [id_ for id_ in rests_on(record) if dossier.find(id_) is not None]
        if record.handling is None and basis:
            for id_ in basis:
                resting.setdefault(id_, []).append(record.id)
        else:
            marked.append((record.handling or default, record.id))
    marks: dict[str, Handling] = {}
    for mark, first in sorted(marked, key=lambda pair: pair[0].order, reverse=True):
        waiting = [first]
        while waiting:
            if (id_ := waiting.pop()) not in marks:
                marks[id_] = mark
                waiting += resting.get(id_, ())
    return marks


def basis_of(record: Record) -> tuple[str, ...]:
    """The ids of what a record rests on: an event's sources, a judgement's basis."""
    if isinstance(record, Event):
        return tuple(citation.source for citation in record.sources)
    return record.basis if isinstance(record, Judgement) else ()


def rests_on(record: Record) -> Iterable[str]:
    """The ids of all that a record draws on: what it rests on, and what its words cite."""
    if isinstance(record, Brief):
        return ()
    return dict.fromkeys((*basis_of(record), *cited_by(record)))
