"""What the words of a record tell before anybody could know it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from briefgen.dates import moment_in_words
from briefgen.diagnostics import Finding, warning
from briefgen.ledger import FROM_THE_START, first_known, known_since, standing
from briefgen.model import Brief, Dossier, Event, Record, Role
from briefgen.rules import texts, views
from briefgen.rules.inclusion import Printed
from briefgen.spans import Place


@warning
def text_after_cutoff(dossier: Dossier) -> Iterator[Finding]:
    """A brief prints a text that draws on a source or an event which was not known yet at its information cut-off.

    A brief shows each record as it stood at the cut-off. Where that version cites what became known later, the brief
    prints the words without the citation: later knowledge, and nothing to hold it against. The same goes for a
    conflict between sources of which only one was known. What was learned later belongs into a revision.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-01}
          - {id: paper, title: The town's paper, published: 2024-03-05}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            text: "The log says that power failed [@log]. The paper speaks of 40 homes [@paper]."
            sources: [log, paper]
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03}

    Good:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-01}
          - {id: paper, title: The town's paper, published: 2024-03-05}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            text: "The log says that power failed [@log]."
            sources: [log]
          - id: outage
            as_of: 2024-03-05
            date: 2024-03-01
            title: Power fails
            text: "The log says that power failed [@log]. The paper speaks of 40 homes [@paper]."
            sources: [log, paper]
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03}
    """
    telling = list(_telling(dossier))
    said: set[Place] = set()
    for brief in dossier.briefs if telling else ():
        cutoff = dossier.cutoff(brief)
        early = [each for each in telling if each.told <= cutoff < each.known and each.place not in said]
        if not early:
            continue
        seen, printed = views.open_to(dossier, brief, {each.record.id for each in early}), Printed(dossier, brief)
        for each in early:
            stands = standing(seen, each.record.id, cutoff)
            if stands and stands.as_of == each.record.as_of and stands.id in printed:
                said.add(each.place)
                yield _finding(dossier, brief, each)


class _Told(NamedTuple):
    """Something that a version of a record tells before it was known: from when on it tells, and when it was known."""

    record: Record
    place: Place
    id: str
    told: float
    known: float


def _telling(dossier: Dossier) -> Iterator[_Told]:
    for record in chain[Record](dossier.sources, dossier.events, dossier.assessments, dossier.forecasts):
        citing = [words for words in texts.words_of(record) if _cites(words)]
        disputed = isinstance(record, Event) and record.conflicts is not None and "[@" not in record.conflicts
        if not citing and not disputed:
            continue
        since = known_since(dossier, record)
        told = FROM_THE_START if since is None else since
        for cited in chain.from_iterable(map(texts.citations, citing)):
            known = first_known(dossier, cited.id)
            if known is not None and known > told:
                yield _Told(record, cited.place, cited.id, told, known)
        if isinstance(record, Event) and disputed:
            second, id_ = _second(dossier, record)
            if second > told:
                yield _Told(record, record.at("conflicts"), id_, told, second)


def _cites(words: texts.Words) -> bool:
    return words.role is Role.PROSE and "[@" in words.text and words.path[0] != "downgrade"


def _second(dossier: Dossier, event: Event) -> tuple[float, str]:
    """When the second of an event's sources became known, and its id: before that, none differed from another."""
    ids = {each.source for each in event.sources}
    known = sorted((since, id_) for id_ in ids if (since := first_known(dossier, id_)) is not None)
    return known[1] if len(known) > 1 else (FROM_THE_START, event.id)


def _finding(dossier: Dossier, brief: Brief, told: _Told) -> Finding:
    cutoff = moment_in_words(brief.cutoff, dossier.zone)
    return Finding(
        told.place,
        f"`{brief.id}` prints this text, and `{told.id}` was not known yet at its cut-off, {cutoff}",
        "write what was known by then, and this as a revision with the `as_of:` of when more was known",
    )
