"""What the records of a dossier name, and so cannot do without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.language import primary
from briefgen.ledger.keeping import sharing
from briefgen.model import SECTIONS, Dossier, Records, mentioned, mentions
from briefgen.prose import written_ids

_LOOSE = ("sources", "actors", "places")
"""What is in a dossier because others name it."""


def in_use(dossier: Dossier) -> Dossier:
    """The dossier without the sources, actors and places that nothing in it names, and the files that no brief names.

    An actor is known from the start unless stated: written down for a later issue, it would be among the records of
    every earlier one, and tell there of what was to come. A withheld origin that one source alone has goes too.
    """
    files = {dossier.text_file(brief, section) for brief in dossier.briefs for section in brief.sections}
    dossier = dossier.having(texts={name: text for name, text in dossier.texts.items() if name in files})
    loose = {
        id_: getattr(dossier, section).revisions(id_) for section in _LOOSE for id_ in getattr(dossier, section).ids
    }
    reached: set[str] = set()
    waiting = list(_named(dossier))
    while waiting:
        id_ = waiting.pop()
        if id_ in loose and id_ not in reached:
            reached.add(id_)
            waiting += (other for record in loose[id_] for other in mentions(record))
    if len(reached) == len(loose):
        return sharing(dossier)

    def kept(section: str) -> Records[Any]:
        return Records((each for each in getattr(dossier, section) if each.id in reached), dossier.zone)

    return sharing(dossier.having(**{section: kept(section) for section in _LOOSE}))


def told_in(dossier: Dossier, language: str) -> Dossier:
    """The dossier without translations into other languages: none is in an issue, and each may be written later."""

    def told(part: Any) -> Any:
        kept = {tag: each for tag, each in part.translations.items() if primary(tag) == primary(language)}
        return part if len(kept) == len(part.translations) else part.model_copy(update={"translations": kept})

    records = {section: Records(map(told, getattr(dossier, section)), dossier.zone) for section in SECTIONS}
    return dossier.having(project=told(dossier.project), **records)


def _named(dossier: Dossier) -> Iterator[str]:
    """Every id that stands in the project, in events, judgements and briefs, or in the files of these."""
    yield from mentioned(dossier.project)
    for records in (dossier.events, dossier.assessments, dossier.forecasts, dossier.briefs):
        for record in records:
            yield from mentions(record)
    for brief in dossier.briefs:
        for section in brief.sections:
            yield from written_ids(dossier.prose(brief, section) or "")
