"""A desk's record on a sheet of its own: what `briefgen score` tells, in whichever form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen import ledger
from briefgen.dates import Moment
from briefgen.foresight.record import Bin, TrackRecord, record
from briefgen.foresight.scoring import latest
from briefgen.model import Dossier
from briefgen.scales import Handling

Grouping = Literal["analyst", "category", "term"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The record of all forecasts of a dossier at a moment, perhaps grouped."""

    dossier: Dossier
    moment: Moment
    record: TrackRecord
    by: Grouping | None

    @property
    def groups(self) -> tuple[Bin, ...]:
        """The scored forecasts by what they are grouped by; without a name where that is not stated."""
        if self.by == "term":
            return self.record.bins
        return self.record.by(lambda each, _: getattr(each.forecast, self.by or "", None) or "") if self.by else ()

    @property
    def handling(self) -> Handling:
        """The highest marking of its forecasts: a score is no less to be kept than they are."""
        return max((each.handling for each in self.record.forecasts), key=lambda mark: mark.order)


def sheet(
    dossier: Dossier, as_of: Moment | None = None, by: Grouping | None = None, limit: Handling | None = None
) -> Sheet | None:
    """The record as known at a moment, or by all that was written, and as releasable at a limit.

    None where there is no forecast. What is not said to be known at a moment is judged at the last one that the ledger
    tells of, never today.
    """
    then = as_of.last(dossier.zone) if as_of else None
    known = dossier if then is None else ledger.as_written(ledger.marked(dossier, then), then)
    known = known if limit is None else ledger.releasable(known, limit)
    known = known if then is None else ledger.as_known(known, then, dossier)
    moment = as_of or latest(known)
    if moment is None or not known.forecasts:
        return None
    return Sheet(known, moment, record(known, moment.last(known.zone)), by)
