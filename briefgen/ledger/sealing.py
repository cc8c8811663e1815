"""What a version of a record says to an issue."""

from __future__ import annotations

from typing import TypeVar

from briefgen.language import primary
from briefgen.ledger.knowing import first_known, without_later_outcome
from briefgen.ledger.releasing import TOLD
from briefgen.model import Brief, Dossier, Forecast, Record, Source, digest, mentions, relink

R = TypeVar("R", bound=Record)

_SAID = frozenset({"id", "confidential", "translations", "allow", *TOLD})
"""What an issue may say of a confidential source, and what is left out of account of any record."""


def known_of(dossier: Dossier, record: R, moment: int) -> R:
    """A version of a record as it was known at a moment: without an outcome of later, and naming nothing of later.

    What `as_known` makes of it, for one record alone.
    """
    told: Record = record
    if isinstance(told, Forecast):
        told = without_later_outcome(dossier, told, moment)
    later = {id_ for id_ in mentions(told) if (since := _first_known(dossier, id_)) is not None and since > moment}
    return relink(told, lambda id_: None if id_ in later else id_) if later else told  # type: ignore[return-value]


def _first_known(dossier: Dossier, id_: str) -> float | None:
    """When something was first known, be it a record or an indicator, which is known with its forecast."""
    watched = dossier.derived(
        "forecast of indicators", lambda: {sign.id: each.id for each in dossier.forecasts for sign in each.indicators}
    )
    return first_known(dossier, watched.get(id_, id_))


def said(dossier: Dossier, brief: Brief, record: Record) -> str:
    """The hash of what a version of a record says to an issue.

    What may be added to a record later without a revision counts no more than it did then: outcomes, sources, what was
    seen of an indicator, translations into a language other than the issue's, and notes for those who check.
    """
    language = primary(brief.language or dossier.project.language)
    if isinstance(record, Source) and record.confidential:
        record = record.model_copy(update={name: None for name in Source.model_fields if name not in _SAID})
    tongues = {tag: each for tag, each in record.translations.items() if primary(tag) == language}
    told = record.model_copy(update={"allow": (), "translations": tongues})
    return digest(known_of(dossier, told, dossier.cutoff(brief)))
