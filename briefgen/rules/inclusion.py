"""What a brief prints: asked of single records, for all that a large ledger prints takes its time."""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import chain

from briefgen import ledger
from briefgen.model import Brief, Dossier, Event, Record, references
from briefgen.rules import views


class Printed:
    """The ids of what a brief prints once it knows it: by name, in its chronology, or since these name it."""

    def __init__(self, dossier: Dossier, brief: Brief) -> None:
        self._dossier, self._brief = dossier, brief
        self._named = {*views.named(dossier, brief), *(id_ for id_, _ in views.printed(dossier, brief))}

    def __contains__(self, id_: str) -> bool:
        waiting, passed = [id_], set[str]()
        while waiting:
            id_ = waiting.pop()
            if id_ in self._named or self._in_chronology(id_):
                return True
            passed.add(id_)
            waiting += _namers(self._dossier).get(id_, set()) - passed
        return False

    def _in_chronology(self, id_: str) -> bool:
        """Whether an event is of the brief's period, or a late report."""
        dossier, cutoff = self._dossier, self._dossier.cutoff(self._brief)
        event = ledger.standing(dossier, id_, cutoff)
        before = ledger.issues_before(dossier, self._brief)
        known = dossier.cutoff(before[0]) if before else None
        return isinstance(event, Event) and ledger.in_chronology(dossier, self._brief, event, known)


def _namers(dossier: Dossier) -> Mapping[str, Set[str]]:
    """For each record, the events, sources and judgements that name it."""
    return dossier.derived("named by what", lambda: _named_by(dossier))


def _named_by(dossier: Dossier) -> Mapping[str, Set[str]]:
    found: dict[str, set[str]] = {}
    for record in chain[Record](dossier.sources, dossier.events, dossier.assessments, dossier.forecasts):
        for id_ in references(record):
            found.setdefault(id_, set()).add(record.id)
    return found
