"""Ids that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Finding, did_you_mean, error
from briefgen.model import Dossier
from briefgen.rules.namings import guess, namings


@error
def unknown_source(dossier: Dossier) -> Iterator[Finding]:
    """An event or a figure cites a source that nobody defined.

    A reader who follows the citation finds nothing.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [logg]}

    Good:

        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
    """
    yield from _lost(dossier, "source")


@error
def unknown_event(dossier: Dossier) -> Iterator[Finding]:
    """A record names an event that nobody defined.

    A highlight, a key figure, a sign that was seen or the reason of an outcome would be missing from the brief.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: repair, date: 2024-03-01, title: Power returns, order: {after: [outtage]}}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: repair, date: 2024-03-01, title: Power returns, order: {after: [outage]}}
    """
    yield from _lost(dossier, "event")


@error
def unknown_actor(dossier: Dossier) -> Iterator[Finding]:
    """An event or a brief's selection names an actor that nobody defined.

    A reader learns neither who that is nor what else they did.

    Bad:

        actors:
          - {id: grid-operator, name: Grid operator}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, actors: [operator]}

    Good:

        actors:
          - {id: grid-operator, name: Grid operator}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, actors: [grid-operator]}
    """
    yield from _lost(dossier, "actor")


@error
def unknown_place(dossier: Dossier) -> Iterator[Finding]:
    """An event or a brief's selection names a place that nobody defined.

    The event would stand on no map, and under no place in the index.

    Bad:

        places:
          - {id: north-valley, name: North Valley}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, place: north-vally}

    Good:

        places:
          - {id: north-valley, name: North Valley}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, place: north-valley}
    """
    yield from _lost(dossier, "place")


@error
def unknown_indicator(dossier: Dossier) -> Iterator[Finding]:
    """A judgement would change by an indicator that no forecast has.

    Nobody can watch for a sign that is written down nowhere.

    Bad:

        assessments:
          - id: grid-holds
            text: The grid will {likely} hold.
            would_change: [{indicator: reserve-gone}]

    Good:

        assessments:
          - id: grid-holds
            text: The grid will {likely} hold.
            would_change: [{indicator: reserve-gone}]
        forecasts:
          - id: rationing
            text: Power will {unlikely} be rationed.
            indicators: [{id: reserve-gone, text: The reserve is used up.}]
    """
    yield from _lost(dossier, "indicator")


@error
def unknown_basis(dossier: Dossier) -> Iterator[Finding]:
    """A judgement rests on something that nobody defined.

    A basis is made of events, sources and other judgements; a reader must be able to look each of them up.

    Bad:

        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", basis: [outage]}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", basis: [outage]}
    """
    yield from _lost(dossier, "basis", "neither an event nor a source nor a judgement")


@error
def unknown_assessment(dossier: Dossier) -> Iterator[Finding]:
    """A brief names a key judgement that nobody defined.

    The brief would come out without it.

    Bad:

        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03, judgements: [grid-hold]}

    Good:

        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold."}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03, judgements: [grid-holds]}
    """
    yield from _lost(dossier, "assessment")


@error
def unknown_forecast(dossier: Dossier) -> Iterator[Finding]:
    """A brief names a forecast that nobody defined.

    The brief would come out without it.

    Bad:

        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03, forecasts: [rationning]}

    Good:

        forecasts:
          - {id: rationing, text: "Power will {unlikely} be rationed."}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03, forecasts: [rationing]}
    """
    yield from _lost(dossier, "forecast")


@error
def unknown_theme(dossier: Dossier) -> Iterator[Finding]:
    """The project or a brief is to wear a theme that there is none of.

    A theme is a folder in the project's `templates/`, or one that is shipped.

    Bad:

        project: {series: Grid Watch, theme: defualt}

    Good:

        project: {series: Grid Watch, theme: default}
    """
    for owner in (dossier.project, *dossier.briefs):
        if dossier.themes and owner.theme is not None and owner.theme not in dossier.themes:
            hint = did_you_mean(owner.theme, dossier.themes) or f"there are {', '.join(sorted(dossier.themes))}"
            yield Finding(owner.at("theme"), f"there is no theme `{owner.theme}`", hint)


def _lost(dossier: Dossier, wanted: str, no: str = "") -> Iterator[Finding]:
    no = no or f"no {wanted}"
    for reference in namings(dossier).lost:
        if reference.wanted == wanted:
            hint, slip = guess(dossier, reference.id, wanted)
            yield Finding(reference.place, f"{no} has the id `{reference.id}`", hint, slip)
