"""The dossier as releasable at a marking: what is above it is taken out of the *data*, before anything is laid out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Mapping, Set
from typing import Any

from briefgen.ledger.keeping import keeping, relinked
from briefgen.ledger.marking import marking, stated
from briefgen.model import SECTIONS, Citation, Dossier, Event, Source
from briefgen.scales import Handling


def releasable(dossier: Dossier, limit: Handling, masks: dict[str, str] | None = None) -> Dossier:
    """The dossier without what is marked above a limit, and without what tells who a confidential source is.

    A revision above the limit is gone; a record whose latest revision is above it is gone whole. A confidential
    source keeps its descriptor, grade and date, under another id: that which `masks` has for its own. What is not in
    `masks` is added to it, so that several dossiers, each with the same `masks`, have one id for one source.
    """
    kept: dict[str, list[Any]] = {}
    for section in SECTIONS:
        records = getattr(dossier, section)
        above = {id(record) for record in records if marking(dossier, record) > limit}
        withheld = {record.id for record in records.current if id(record) in above} if above else set()
        left = (record for record in records if id(record) not in above and record.id not in withheld)
        kept[section] = [stated(dossier, record) for record in left]  # what it rests on may go, and its marking stays
    return _masked(keeping(dossier, kept), {} if masks is None else masks)


def _masked(dossier: Dossier, given: dict[str, str]) -> Dossier:
    """The dossier with its confidential sources under other names, but for those that have one already."""
    confidential = {source.id for source in dossier.sources if source.confidential and not _is_masked(source)}
    if not confidential:
        return dossier
    masks = _masks(dossier, confidential, given)
    given |= masks
    # An origin that open sources share stays, so that they and the confidential one still count as one.
    unbound = (source for source in dossier.sources if not {source.id, source.origin} & confidential)
    shared = {dossier.provenance(source) for source in unbound}
    kept = {section: list(getattr(dossier, section)) for section in SECTIONS}
    kept["sources"] = [
        _mask(dossier, source, masks, shared) if source.id in masks else source for source in dossier.sources
    ]
    kept["events"] = [_without_locators(event, masks) for event in dossier.events]
    return relinked(dossier, kept, masks, lambda id_: masks.get(id_, id_))


_TITLE = "Confidential source"
TOLD = ("as_of", "handling", "published", "reliability", "why", "withdrawn")
"""What is told of a confidential source."""
_MASK = re.compile(r"confidential-source-[0-9a-f]{8}(?:-\d+)?")


def _is_masked(source: Source) -> bool:
    """Whether a source says no more than one that this made: it comes from the records of an issue."""
    if not _MASK.fullmatch(source.id):
        return False
    made = Source(id=source.id, title=_TITLE, confidential="true")
    told = {name: getattr(source, name) for name in (*TOLD, "origin")}
    return vars(source) == vars(made.model_copy(update=told))


def _masks(dossier: Dossier, confidential: Set[str], given: Mapping[str, str]) -> dict[str, str]:
    """Another id for each confidential source: the one given, or one from what is shown of it.

    It tells neither who nor how many.
    """
    taken = {record.id for records in dossier.kinds for record in records}
    masks = {id_: given[id_] for id_ in confidential if id_ in given and given[id_] not in taken}
    taken |= set(given.values())
    for id_ in sorted(confidential - masks.keys()):
        shown = [f"{each.as_of} {each.published} {each.why}" for each in dossier.sources.revisions(id_)]
        mask = stem = f"confidential-source-{hashlib.sha256(repr(shown).encode()).hexdigest()[:8]}"
        number = 1
        while mask in taken:
            number += 1
            mask = f"{stem}-{number}"
        taken.add(mask)
        masks[id_] = mask
    return masks


def _mask(dossier: Dossier, source: Source, masks: Mapping[str, str], shared: Container[str]) -> Source:
    """A source of which only its descriptor, grade, dates and marking are left."""
    made = Source(id=masks[source.id], title=_TITLE, confidential="true")
    origin = dossier.provenance(source)
    if origin not in shared:
        same = (id_ for id_ in masks if dossier.provenance(dossier.sources[id_]) == origin)
        origin = min(masks[id_] for id_ in (source.id, *same))
    return made.model_copy(update={name: getattr(source, name) for name in TOLD} | {"origin": origin})


def _without_locators(event: Event, masks: Mapping[str, str]) -> Event:
    """An event whose citations of confidential sources say neither where nor in which words."""
    if not any(citation.source in masks for citation in event.sources):
        return event

    def bare(citation: Citation) -> Citation:
        return citation.model_copy(update={"at": None, "quote": None}) if citation.source in masks else citation

    return event.model_copy(update={"sources": tuple(map(bare, event.sources))})
