"""The dossier as known at a moment, and as releasable at a marking: dossier in, dossier out.

What is withheld is taken out of the *data* here, before anything is counted, ordered, numbered or laid out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping
from typing import Any

from briefgen.dates import window
from briefgen.model import (
    SECTIONS,
    Brief,
    Citation,
    Dossier,
    Event,
    Forecast,
    Judgement,
    Names,
    Record,
    Records,
    Source,
    cited_by,
    mentions,
    relink,
)
from briefgen.prose import recite
from briefgen.scales import Handling


def known_since(dossier: Dossier, record: Record) -> int | None:
    """The instant from which a record was known, in seconds since 1970; None: from the start.

    Its `as_of`; else a source from its publication, an event from that of its earliest cited source, or else from
    its own date.
    """
    if record.as_of is not None:
        return dossier.instant(record.as_of)
    if isinstance(record, Source):
        return dossier.instant(record.published) if record.published else None
    if isinstance(record, Event):
        first = _first_known(dossier)
        cited = [since for citation in record.sources if (since := first.get(citation.source)) is not None]
        return min(cited) if cited else window(record.date, record.time, dossier.zone).first
    return None


def as_known(dossier: Dossier, moment: int) -> Dossier:
    """The dossier as known at a moment (seconds since 1970), that instant included.

    Later records, revisions and outcomes are gone, with everything that names them, and so is an event all of whose
    sources are later. Briefs stay: a brief is not knowledge, and one that is corrected later still shows what was
    known at its cut-off.
    """
    kept: dict[str, list[Any]] = {}
    for section in SECTIONS:
        records = getattr(dossier, section)
        kept[section] = [
            record
            for record in records
            if section == "briefs" or (since := known_since(dossier, record)) is None or since <= moment
        ]
    sources = {source.id for source in kept["sources"]}
    later = dossier.sources.ids - sources
    kept["events"] = [
        event
        for event in kept["events"]
        if not event.sources or any(citation.source not in later for citation in event.sources)
    ]
    kept["forecasts"] = [_without_later_outcome(dossier, forecast, moment) for forecast in kept["forecasts"]]
    return _keeping(dossier, kept)


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

    def stated(record: Any) -> Any:
        return record if record.handling else record.model_copy(update={"handling": marking(then, record)})

    return dossier.having(
        **{section: Records(map(stated, getattr(dossier, section)), dossier.zone) for section in SECTIONS}
    )


def _standing(dossier: Dossier, section: str, moment: int) -> Records[Any]:
    """The revision of every record that stands at a moment; the first where none does yet."""
    records = getattr(dossier, section)
    standing = []
    for id_ in records.ids:
        first, *later = records.revisions(id_)
        known = [each for each in later if (since := known_since(dossier, each)) is None or since <= moment]
        standing.append(known[-1] if known else first)
    return Records(standing, dossier.zone)


def releasable(dossier: Dossier, limit: Handling) -> Dossier:
    """The dossier without what is marked above a limit, and without what tells who a confidential source is.

    A revision above the limit is gone; a record whose latest revision is above it is gone whole. A confidential
    source keeps its descriptor, grade and date, under another id.
    """
    kept: dict[str, list[Any]] = {}
    for section in SECTIONS:
        records = getattr(dossier, section)
        above = {id(record) for record in records if marking(dossier, record) > limit}
        withheld = {record.id for record in records.current if id(record) in above} if above else set()
        kept[section] = [record for record in records if id(record) not in above and record.id not in withheld]
    return _masked(_keeping(dossier, kept))


def _first_known(dossier: Dossier) -> Mapping[str, int | None]:
    """When each source was first known. A source without a date was known from the start."""
    return dossier.derived("first known", lambda: _sources_first_known(dossier))


def _sources_first_known(dossier: Dossier) -> Mapping[str, int | None]:
    first: dict[str, int | None] = {}
    for source in dossier.sources:
        since = known_since(dossier, source)
        earlier = first.get(source.id, since)
        first[source.id] = None if since is None or earlier is None else min(since, earlier)
    return first


def _without_later_outcome(dossier: Dossier, forecast: Forecast, moment: int) -> Forecast:
    outcome = forecast.outcome
    if outcome is None or dossier.instant(outcome.on) <= moment:
        return forecast
    return forecast.model_copy(update={"outcome": None})


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


def _keeping(dossier: Dossier, kept: Mapping[str, list[Any]]) -> Dossier:
    """The dossier with these records only, nothing left that names another one."""
    gone = {id_ for section in SECTIONS for id_ in getattr(dossier, section).ids}
    gone -= {record.id for records in kept.values() for record in records}
    for forecast in dossier.forecasts:
        gone |= {indicator.id for indicator in forecast.indicators}
    gone -= {indicator.id for forecast in kept["forecasts"] for indicator in forecast.indicators}
    return _relinked(dossier, kept, gone, lambda id_: None if id_ in gone else id_)


def _relinked(dossier: Dossier, kept: Mapping[str, list[Any]], touched: Iterable[str], names: Names) -> Dossier:
    """The dossier with these records, every naming of a touched id put through `names`."""
    touched = frozenset(touched)
    made = {
        section: Records(
            (record if touched.isdisjoint(mentions(record)) else relink(record, names) for record in records)
            if touched
            else records,
            dossier.zone,
        )
        for section, records in kept.items()
    }
    if not touched:
        return dossier.having(**made)
    project = relink(dossier.project, names)
    return dossier.having(project=project, texts={k: recite(v, names) for k, v in dossier.texts.items()}, **made)


def _masked(dossier: Dossier) -> Dossier:
    """The dossier with its confidential sources under other names."""
    confidential = {source.id for source in dossier.sources if source.confidential}
    if not confidential:
        return dossier
    masks = _masks(dossier, confidential)
    # An origin that open sources share stays, so that they and the confidential one still count as one.
    unbound = (source for source in dossier.sources if not {source.id, source.origin} & confidential)
    shared = {dossier.provenance(source) for source in unbound}
    kept = {section: list(getattr(dossier, section)) for section in SECTIONS}
    kept["sources"] = [
        _mask(dossier, source, masks, shared) if source.id in masks else source for source in dossier.sources
    ]
    kept["events"] = [_without_locators(event, masks) for event in dossier.events]
    return _relinked(dossier, kept, masks, lambda id_: masks.get(id_, id_))


def _masks(dossier: Dossier, confidential: Iterable[str]) -> dict[str, str]:
    """Another id for each confidential source, from what is shown of it: it tells neither who nor how many."""
    taken = {record.id for records in dossier.kinds for record in records}
    masks: dict[str, str] = {}
    for id_ in sorted(confidential):
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
    made = Source(id=masks[source.id], title="Confidential source", confidential="true")
    told = {"as_of", "handling", "published", "reliability", "why"}
    origin = dossier.provenance(source)
    if origin not in shared:
        same = (id_ for id_ in masks if dossier.provenance(dossier.sources[id_]) == origin)
        origin = min(masks[id_] for id_ in (source.id, *same))
    return made.model_copy(update={name: getattr(source, name) for name in told} | {"origin": origin})


def _without_locators(event: Event, masks: Mapping[str, str]) -> Event:
    """An event whose citations of confidential sources say neither where nor in which words."""
    if not any(citation.source in masks for citation in event.sources):
        return event

    def bare(citation: Citation) -> Citation:
        return citation.model_copy(update={"at": None, "quote": None}) if citation.source in masks else citation

    return event.model_copy(update={"sources": tuple(map(bare, event.sources))})
