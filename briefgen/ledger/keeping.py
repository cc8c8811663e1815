"""Taking records out of a dossier, so that nothing that is left names them."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping
from typing import Any

from briefgen.model import SECTIONS, Dossier, Names, Records, Source, Untold, mentions, relink
from briefgen.prose import recite


def keeping(dossier: Dossier, kept: Mapping[str, list[Any]]) -> Dossier:
    """The dossier with these records only, nothing left that names another one."""
    gone = {id_ for section in SECTIONS for id_ in getattr(dossier, section).ids}
    gone -= {record.id for records in kept.values() for record in records}
    for forecast in dossier.forecasts:
        gone |= {indicator.id for indicator in forecast.indicators}
    gone -= {indicator.id for forecast in kept["forecasts"] for indicator in forecast.indicators}
    sources = [_untold(source, gone) for source in kept["sources"]]
    return relinked(dossier, {**kept, "sources": sources}, gone, lambda id_: None if id_ in gone else id_)


def relinked(dossier: Dossier, kept: Mapping[str, list[Any]], touched: Iterable[str], names: Names) -> Dossier:
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


def _untold(source: Source, gone: Container[str]) -> Source:
    """A source that does not name an origin that is gone, and still shares it with all that named it."""
    if source.origin is None or source.origin not in gone:
        return source
    digest = hashlib.sha256(source.origin.encode()).hexdigest()[:8]
    return source.model_copy(update={"origin": Untold.of(digest)})


def sharing(dossier: Dossier) -> Dossier:
    """The dossier without the withheld origins that one source alone has: that there is one tells something, too."""
    had_by: dict[str, set[str]] = {}
    for source in dossier.sources:
        if source.origin and Untold.FORM.fullmatch(source.origin):
            had_by.setdefault(source.origin, set()).add(source.id)
    alone = {origin for origin, ids in had_by.items() if len(ids) == 1}
    if not alone:
        return dossier
    own = {"origin": None}
    sources = (each.model_copy(update=own) if each.origin in alone else each for each in dossier.sources)
    return dossier.having(sources=Records(sources, dossier.zone))
