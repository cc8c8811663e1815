"""Ids that say more than one thing."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Finding, error, fixed_error
from briefgen.model import Dossier
from briefgen.rules.namings import a


@fixed_error
def duplicate_id(dossier: Dossier) -> Iterator[Finding]:
    """Two records have the same id, and the second does not say that it revises the first.

    Ids are one namespace across all kinds, indicators of forecasts included, so that a citation leads to one record.
    A later record of the same kind with the same id is a revision only if it states `as_of`, the moment from which it
    was known: an earlier one is never replaced in silence.

    This is always an error: where an id has two meanings, a link has two ends, and no page can be made.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, date: 2024-03-01, title: Power fails in the north}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-02, date: 2024-03-01, title: Power fails in the north}
    """
    kinds: dict[str, str] = {}
    for records in dossier.kinds:
        for id_ in records.ids:
            revisions = records.revisions(id_)
            kind = revisions[0].kind
            if id_ in kinds:
                message = f"`{id_}` is already the id of {a(kinds[id_])}"
                yield Finding(revisions[0].at("id"), message, f"give the {kind} another id")
            kinds.setdefault(id_, kind)
            for again in [record for record in revisions if record.as_of is None][1:]:
                yield Finding(
                    again.at("id"),
                    f"another {kind} has the id `{id_}` already",
                    f"a revision states `as_of`, when it was known; another {kind} needs another id",
                )
    yield from _indicators(dossier, kinds)


def _indicators(dossier: Dossier, kinds: dict[str, str]) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for forecast in dossier.forecasts:
        here: set[str] = set()
        for index, indicator in enumerate(forecast.indicators):
            id_ = indicator.id
            place = forecast.at("indicators", index, "id")
            owner = owners.setdefault(id_, forecast.id)
            if id_ in kinds:
                yield Finding(place, f"`{id_}` is already the id of {a(kinds[id_])}", "give the indicator another id")
            elif owner != forecast.id or id_ in here:
                message = f"another indicator, of `{owner}`, has the id `{id_}` already"
                yield Finding(place, message, "give it another id")
            here.add(id_)


@error
def revision_clash(dossier: Dossier) -> Iterator[Finding]:
    """Two revisions of a record state the same moment.

    Which of them is right cannot be told from then on.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-02, date: 2024-03-01, title: Power fails in the north}
          - {id: outage, as_of: 2024-03-02, date: 2024-03-01, title: Power fails in the south}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-02, date: 2024-03-01, title: Power fails in the north}
          - {id: outage, as_of: 2024-03-03, date: 2024-03-01, title: Power fails in the south}
    """
    for records in dossier.kinds:
        if len(records.ids) == len(records):
            continue
        for id_ in records.ids:
            seen: set[int] = set()
            for record in records.revisions(id_):
                if record.as_of is None:
                    continue
                moment = dossier.instant(record.as_of)
                if moment in seen:
                    message = f"another revision of `{id_}` states the same moment"
                    yield Finding(record.at("as_of"), message, "state when each was known, or keep one of them")
                seen.add(moment)
