"""The dossier as known at a moment and as releasable at a marking: dossier in, dossier out."""

from briefgen.ledger.following import Following, following
from briefgen.ledger.knowing import FROM_THE_START, as_known, as_written, first_known, issued, known_since, standing
from briefgen.ledger.marking import basis_of, marked, marking, rests_on
from briefgen.ledger.naming import in_use, told_in
from briefgen.ledger.releasing import releasable
from briefgen.ledger.sealing import known_of, said
from briefgen.ledger.viewing import (
    archived,
    are_editions,
    in_chronology,
    in_period,
    issues_before,
    one_edition_each,
    open_to,
    view,
)

__all__ = [
    "FROM_THE_START",
    "Following",
    "archived",
    "are_editions",
    "as_known",
    "as_written",
    "basis_of",
    "first_known",
    "following",
    "in_chronology",
    "in_period",
    "in_use",
    "issued",
    "issues_before",
    "known_of",
    "known_since",
    "marked",
    "marking",
    "one_edition_each",
    "open_to",
    "releasable",
    "rests_on",
    "said",
    "standing",
    "told_in",
    "view",
]
