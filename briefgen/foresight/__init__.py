"""What the desk expected, and what came of it: forecasts scored, indicators watched. Dossier in, figures out."""

from briefgen.foresight.indicators import Proposal, Sighting, Watched, board, not_withdrawn, proposals
from briefgen.foresight.record import CALIBRATED, Bin, Decomposition, TrackRecord, decomposition, record
from briefgen.foresight.scoring import AtIssue, Fared, Stretch, fared, is_overdue, latest
from briefgen.foresight.sheet import Grouping, Sheet, sheet
from briefgen.foresight.values import bin_values, fared_values, record_values

__all__ = [
    "CALIBRATED",
    "AtIssue",
    "Bin",
    "Decomposition",
    "Fared",
    "Grouping",
    "Proposal",
    "Sheet",
    "Sighting",
    "Stretch",
    "TrackRecord",
    "Watched",
    "bin_values",
    "board",
    "decomposition",
    "fared",
    "fared_values",
    "is_overdue",
    "latest",
    "not_withdrawn",
    "proposals",
    "record",
    "record_values",
    "sheet",
]
