"""Whether a brief's judgements and forecasts say what would prove them wrong."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Finding, warning
from briefgen.ledger import standing
from briefgen.model import Dossier
from briefgen.rules import views


@warning
def judgement_without_alternative(dossier: Dossier) -> Iterator[Finding]:
    """A key judgement of a brief considers no other reading of the evidence.

    A reader cannot tell whether another was weighed and found less likely, or never thought of.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold."}
        briefs:
          - {id: issue-1, title: The grid, cutoff: 2024-03-02, period: 2024-03, judgements: [grid-holds]}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        assessments:
          - id: grid-holds
            text: The grid will {likely} hold.
            alternatives: [{text: The old line breaks first., why_less: It was renewed in May.}]
        briefs:
          - {id: issue-1, title: The grid, cutoff: 2024-03-02, period: 2024-03, judgements: [grid-holds]}
    """
    printed = _printed(dossier)
    for judgement in dossier.assessments.current:
        if judgement.id in printed and not judgement.alternatives:
            yield Finding(
                judgement.at("id"),
                f"the key judgement `{judgement.id}` considers no alternative",
                "write another reading under `alternatives:`, and `why_less:`",
            )


@warning
def judgement_without_indicator(dossier: Dossier) -> Iterator[Finding]:
    """A key judgement of a brief names nothing that would change it.

    Without indicators nobody watches for being wrong, and readers cannot see a change coming.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold."}
        briefs:
          - {id: issue-1, title: The grid, cutoff: 2024-03-02, period: 2024-03, judgements: [grid-holds]}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", would_change: [The reserve is used up.]}
        briefs:
          - {id: issue-1, title: The grid, cutoff: 2024-03-02, period: 2024-03, judgements: [grid-holds]}
    """
    printed = _printed(dossier)
    for judgement in dossier.assessments.current:
        if judgement.id in printed and not judgement.would_change:
            yield Finding(
                judgement.at("id"),
                f"nothing would change the key judgement `{judgement.id}`",
                "write what would under `would_change:`",
            )


@warning
def unwatched_forecast(dossier: Dossier) -> Iterator[Finding]:
    """A forecast of a brief has no indicators.

    Nobody watches for signs that it is coming true, or that it is not.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        forecasts:
          - {id: rationing, text: "Power will {unlikely} be rationed.", by: 2024-06-01, judged_by: It is rationed.}
        briefs:
          - {id: issue-1, title: The grid, cutoff: 2024-03-02, period: 2024-03, forecasts: [rationing]}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        forecasts:
          - id: rationing
            text: Power will {unlikely} be rationed.
            by: 2024-06-01
            judged_by: It is rationed.
            indicators: [{id: reserve-gone, text: The reserve is used up.}]
        briefs:
          - {id: issue-1, title: The grid, cutoff: 2024-03-02, period: 2024-03, forecasts: [rationing]}
    """
    printed = _printed(dossier)
    for forecast in dossier.forecasts.current:
        if forecast.id in printed and not forecast.indicators and forecast.outcome is None:
            yield Finding(
                forecast.at("id"),
                f"nothing watches the forecast `{forecast.id}`",
                "write the signs to look for under `indicators:`",
            )


def _printed(dossier: Dossier) -> frozenset[str]:
    """The ids of the judgements and forecasts that some brief prints: those it names, or else all that are current."""
    return dossier.derived("judgements printed", lambda: frozenset(_of_briefs(dossier)))


def _of_briefs(dossier: Dossier) -> Iterator[str]:
    for brief in dossier.briefs:
        unnamed = []
        for id_, place in views.printed(dossier, brief):
            if place is not None:
                yield id_
            else:
                unnamed.append(id_)
        seen, cutoff = views.open_to(dossier, brief, unnamed), dossier.cutoff(brief)
        yield from (id_ for id_ in unnamed if standing(seen, id_, cutoff) is not None)
