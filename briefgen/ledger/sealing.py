"""What a version of a record says to an issue."""

from __future__ import annotations

from briefgen.language import primary
from briefgen.ledger.knowing import first_known, without_later_outcome
from briefgen.model import Brief, Dossier, Forecast, Record, digest, mentions, relink


def said(dossier: Dossier, brief: Brief, record: Record) -> str:
    """The hash of what a version of a record says to an issue.

    What may be added to a record later without a revision counts no more than it did then: outcomes, sources, what was
    seen of an indicator, translations into a language other than the issue's, and notes for those who check.
    """
    cutoff = dossier.cutoff(brief)
    language = primary(brief.language or dossier.project.language)
    if isinstance(record, Forecast):
        record = without_later_outcome(dossier, record, cutoff)
    tongues = {tag: each for tag, each in record.translations.items() if primary(tag) == language}
    told = record.model_copy(update={"allow": (), "translations": tongues})
    later = {id_ for id_ in mentions(told) if (since := first_known(dossier, id_)) is not None and since > cutoff}
    return digest(relink(told, lambda id_: None if id_ in later else id_) if later else told)
