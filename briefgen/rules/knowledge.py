"""What a brief may know at its cut-off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from briefgen.dates import moment_in_words
from briefgen.diagnostics import Finding, error
from briefgen.ledger import known_since
from briefgen.model import Dossier, Event
from briefgen.rules.namings import named_by

FROM_THE_START = float("-inf")
_YEAR_9000 = 221_845_392_000


@error
def event_after_cutoff(dossier: Dossier) -> Iterator[Finding]:
    """A brief names an event, source, judgement or forecast that was not known yet at its information cut-off.

    A brief shows what was known at its cut-off, so what it names would not be in it. A record is known from its
    `as_of`; without one a source from its publication, and an event from that of its earliest source or else from its
    own date.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-05}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03-01/2024-03-02, highlights: [outage]}

    Good:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-01}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03-01/2024-03-02, highlights: [outage]}
    """
    for brief in dossier.briefs:
        cutoff = dossier.cutoff(brief)
        words = moment_in_words(brief.cutoff, dossier.zone)
        for id_, place in named_by(dossier, brief):
            since = known_from(dossier, id_)
            if since is not None and since > cutoff:
                message = f"`{id_}` was not known yet at the cut-off of `{brief.id}`, {words}"
                yield Finding(place, message, _since_in_words(dossier, since))


def known_from(dossier: Dossier, id_: str) -> float | None:
    """The instant at which something was first known under an id (seconds since 1970); None where nothing ever was.

    As `ledger.as_known` has it: not before the earliest of the sources it cites.
    """
    moments = dossier.derived("known from", dict[str, float | None])
    if id_ not in moments:
        moments[id_] = _known_from(dossier, id_)
    return moments[id_]


def _known_from(dossier: Dossier, id_: str) -> float | None:
    found = dossier.find(id_)
    if found is None:
        return None
    moments = []
    for record in getattr(dossier, found.section).revisions(id_):
        since = known_since(dossier, record)
        moment = FROM_THE_START if since is None else since
        if isinstance(record, Event) and record.as_of is not None and record.sources:
            cited = [known_from(dossier, citation.source) for citation in record.sources]
            moment = max(moment, min(FROM_THE_START if each is None else each for each in cited))
        moments.append(moment)
    return min(moments)


def _since_in_words(dossier: Dossier, since: float) -> str | None:
    if not since < _YEAR_9000:
        return None
    at = datetime.fromtimestamp(since, dossier.zone or UTC)
    return f"it is known from {at:%Y-%m-%d %H:%M} on ({at.tzname()}): name what was known by then, or correct a date"
