"""Whether what a brief says of its theatres goes with the indicators that were seen there."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Finding, advice
from briefgen.foresight import Proposal, proposals
from briefgen.model import Dossier
from briefgen.prose import plain


@advice
def trend_against_indicators(dossier: Dossier) -> Iterator[Finding]:
    """A brief says that a theatre is heading one way, and the indicators newly seen there point another.

    The desk may well be right: an indicator is one sign among many. Both stand on the page, and a reader will ask.
    Indicators count that have a `trend:` and were seen, since the issue before, in an event of the theatre.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, theatre: North}
        forecasts:
          - id: grid-fails
            text: The grid will fail.
            indicators: [{id: outages, text: Outages at night, seen: [outage], trend: deteriorated}]
        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-02
            period: 2024-03-01/2024-03-02
            trends: [{theatre: North, trend: improved}]

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, theatre: North}
        forecasts:
          - id: grid-fails
            text: The grid will fail.
            indicators: [{id: outages, text: Outages at night, seen: [outage], trend: deteriorated}]
        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-02
            period: 2024-03-01/2024-03-02
            trends: [{theatre: North, trend: deteriorated}]
    """
    if not any(sign.trend for each in dossier.forecasts for sign in each.indicators) and not any(
        sign.trend for each in dossier.assessments for sign in each.would_change
    ):
        return
    for brief in dossier.briefs:
        proposed = {each.theatre: each for each in proposals(dossier, brief)} if brief.trends else {}
        for index, stated in enumerate(brief.trends):
            found = proposed.get(stated.theatre)
            if found and found.trend != stated.trend:
                yield Finding(
                    brief.at("trends", index, "trend"),
                    f"the trend of `{stated.theatre}` is stated as {stated.trend}, and the indicators seen there say "
                    f"{found.trend}: {_because(found)}",
                    "say in `why:` what outweighs them, if it stands",
                )


def _because(found: Proposal) -> str:
    return "; ".join(
        f"“{plain(each.sign.text or '')}” ({each.sign.trend}) in {', '.join(f'`{id_}`' for id_ in events)}"
        for each, events in found.because
    )
