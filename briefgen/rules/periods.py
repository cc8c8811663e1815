"""The dates of a brief: its period and its phases, its cut-off and its next issue."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.dates import Kind, is_reversed, window
from briefgen.diagnostics import Finding, error
from briefgen.model import Dossier


@error
def brief_period_reversed(dossier: Dossier) -> Iterator[Finding]:
    """The period of a brief ends before it starts.

    No event falls into such a period, and the brief would be empty.

    Bad:

        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-08, period: 2024-03-08/2024-03-01}

    Good:

        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-08, period: 2024-03-01/2024-03-08}
    """
    for brief in dossier.briefs:
        if brief.period.kind is Kind.INTERVAL and is_reversed(brief.period, dossier.zone):
            first, _, last = str(brief.period).partition("/")
            message = "the period of this brief is reversed: it ends before it starts"
            yield Finding(brief.at("period"), message, f"exchange its two ends: {last}/{first}")


@error
def phase_reversed(dossier: Dossier) -> Iterator[Finding]:
    """A phase of a brief ends before it begins.

    No event can fall into it.

    Bad:

        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-09
            period: 2024-03-01/2024-03-08
            phases: [{title: Blackout, from: 2024-03-05, to: 2024-03-01}]

    Good:

        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-09
            period: 2024-03-01/2024-03-08
            phases: [{title: Blackout, from: 2024-03-01, to: 2024-03-05}]
    """
    for brief in dossier.briefs:
        for index, phase in enumerate(brief.phases):
            begins = window(phase.start, None, dossier.zone).first
            ends = window(phase.end, None, dossier.zone).last
            if begins is not None and ends is not None and ends <= begins:
                message = f"the phase ends before it begins, {phase.start}"
                yield Finding(brief.at("phases", index, "to"), message, "exchange `from:` and `to:`, or correct one")


@error
def unfit_brief_dates(dossier: Dossier) -> Iterator[Finding]:
    """The dates of a brief make no issue: its period, its information cut-off and its next issue follow one another.

    A period is one stretch of time. A cut-off before it leaves the brief nothing to tell, and a next issue before
    the cut-off is out before this one.

    Bad:

        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-02-09, period: 2024-03-01/2024-03-08, next: 2024-02-01}

    Good:

        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-09, period: 2024-03-01/2024-03-08, next: 2024-03-16}
    """
    for brief in dossier.briefs:
        cutoff, first = dossier.cutoff(brief), window(brief.period, None, dossier.zone).first
        if brief.period.kind in {Kind.ONE_OF, Kind.ALL_OF}:
            message = f"the period {brief.period} is a set of dates, and a period is one stretch of time"
            yield Finding(brief.at("period"), message, "write its first and its last day: 2024-03-01/2024-03-08")
        elif first is not None and cutoff < first and not is_reversed(brief.period, dossier.zone):
            message = f"the cut-off lies before the period begins, {brief.period}"
            yield Finding(brief.at("cutoff"), message, "correct one of the two")
        end = window(brief.next, None, dossier.zone).last if brief.next else None
        if end is not None and end <= cutoff:
            message = f"the next issue lies before the cut-off of this one, {brief.cutoff}"
            yield Finding(brief.at("next"), message, "correct one of the two")
