"""The words that group records: a brief goes by those that its records have."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Finding, did_you_mean, error, warning
from briefgen.model import Dossier


@error
def unknown_category(dossier: Dossier) -> Iterator[Finding]:
    """A brief selects a category that no event has.

    It selects nothing; where it is the only one, the chronology comes out empty.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, category: supply}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03, select: {categories: [suply]}}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, category: supply}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03, select: {categories: [supply]}}
    """
    used = {event.category for event in dossier.events if event.category}
    for brief in dossier.briefs:
        for index, category in enumerate(brief.select.categories):
            if category not in used:
                near = did_you_mean(category, used) or "leave it out, or write it on an event: `category:`"
                message = f"no event has the category `{category}`, which is selected here"
                yield Finding(brief.at("select", "categories", index), message, near)


@warning
def unknown_theatre(dossier: Dossier) -> Iterator[Finding]:
    """A brief says where a theatre is heading that no event or place has.

    A reader who looks for what bears the trend out finds nothing under that name.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, theatre: North}
        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-02
            period: 2024-03
            trends: [{theatre: Noth, trend: deteriorated}]

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, theatre: North}
        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-02
            period: 2024-03
            trends: [{theatre: North, trend: deteriorated}]
    """
    used = {record.theatre for records in (dossier.events, dossier.places) for record in records if record.theatre}
    for brief in dossier.briefs:
        for index, trend in enumerate(brief.trends):
            if trend.theatre not in used:
                near = (
                    did_you_mean(trend.theatre, used) or "leave it out, or write it on an event or a place: `theatre:`"
                )
                message = f"no event or place has the theatre `{trend.theatre}`"
                yield Finding(brief.at("trends", index, "theatre"), message, near)
