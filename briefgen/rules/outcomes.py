"""How forecasts came out: whether that is said at all, after they were made, and by what still stands."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.dates import moment_in_words
from briefgen.diagnostics import Finding, error, warning
from briefgen.foresight import is_overdue
from briefgen.model import Dossier
from briefgen.rules.judgement import foretold


@warning
def overdue_forecast(dossier: Dossier) -> Iterator[Finding]:
    """The horizon of a forecast passed before the latest brief closed, and nobody says how the forecast came out.

    A desk that lets its forecasts lapse is never wrong. What counts is the latest of all cut-offs, never today's date.

    Bad:

        forecasts:
          - {id: repair, text: The line will be repaired., by: 2024-03-08, judged_by: The operator says so.}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-10, period: 2024-03-03/2024-03-10}

    Good:

        events:
          - {id: repaired, date: 2024-03-05, title: The line is repaired}
        forecasts:
          - id: repair
            text: The line will be repaired.
            by: 2024-03-08
            judged_by: The operator says so.
            outcome: {result: occurred, on: 2024-03-05, because: [repaired]}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-10, period: 2024-03-03/2024-03-10}
    """
    last = max(dossier.briefs, key=dossier.cutoff, default=None)
    for forecast in dossier.forecasts.current if last else ():
        if last and is_overdue(dossier, forecast, dossier.cutoff(last)):
            cutoff = moment_in_words(last.cutoff, dossier.zone)
            yield Finding(
                forecast.at("by"),
                f"the horizon {forecast.by} had passed at the cut-off of `{last.id}`, {cutoff}, without an outcome",
                "write `outcome:` with what came of it: occurred, did-not-occur, void or unresolvable",
            )


@error
def outcome_before_forecast(dossier: Dossier) -> Iterator[Finding]:
    """A forecast came out before it was made, or before it was made another one.

    That is hindsight, and would be scored as foresight. A revision that leaves the forecast as it stood then is none,
    such as one that adds the outcome: with the same condition, text, likelihood, horizon and criterion.

    Bad:

        events:
          - {id: repaired, date: 2024-03-05, title: The line is repaired}
        forecasts:
          - id: repair
            as_of: 2024-03-06
            text: The line will be repaired.
            by: 2024-03-08
            outcome: {result: occurred, on: 2024-03-05, because: [repaired]}

    Good:

        events:
          - {id: repaired, date: 2024-03-05, title: The line is repaired}
        forecasts:
          - id: repair
            as_of: 2024-03-02
            text: The line will be repaired.
            by: 2024-03-08
            outcome: {result: occurred, on: 2024-03-05, because: [repaired]}
    """
    for forecast in dossier.forecasts.current:
        if forecast.outcome is None or forecast.as_of is None:
            continue
        known = forecast.outcome.on.last(dossier.zone)
        if known < dossier.instant(forecast.as_of) and not foretold(dossier, forecast, known + 1):
            yield Finding(
                forecast.at("outcome", "on"),
                f"the outcome was known {forecast.outcome.on}, and this was forecast only {forecast.as_of}",
                "give as `as_of` when it was made, and as `on` when the outcome was known; or leave the forecast out",
            )


@warning
def outcome_on_retracted_event(dossier: Dossier) -> Iterator[Finding]:
    """The outcome of a forecast names an event that is retracted.

    The desk no longer holds what decided it, and the score rests on it all the same. A revision of the forecast says
    what holds now: the outcome by other events, another one, or none yet.

    Bad:

        events:
          - {id: repaired, date: 2024-03-05, title: The line is repaired}
          - {id: repaired, as_of: 2024-03-07, date: 2024-03-05, title: The line is repaired, status: retracted}
        forecasts:
          - id: repair
            as_of: 2024-03-02
            text: The line will be repaired.
            by: 2024-03-08
            outcome: {result: occurred, on: 2024-03-05, because: [repaired]}

    Good:

        events:
          - {id: repaired, date: 2024-03-05, title: The line is repaired}
          - {id: repaired, as_of: 2024-03-07, date: 2024-03-05, title: The line is repaired, status: retracted}
        forecasts:
          - id: repair
            as_of: 2024-03-02
            text: The line will be repaired.
            by: 2024-03-08
            outcome: {result: occurred, on: 2024-03-05, because: [repaired]}
          - {id: repair, as_of: 2024-03-07, text: The line will be repaired., by: 2024-03-08}
    """
    for forecast in dossier.forecasts.current:
        for index, id_ in enumerate(forecast.outcome.because if forecast.outcome else ()):
            event = dossier.events.get(id_)
            if event is not None and event.status == "retracted":
                since = f" since {event.as_of}" if event.as_of else ""
                yield Finding(
                    forecast.at("outcome", "because", index),
                    f"`{id_}` is retracted{since}, and this outcome rests on it",
                    "write a revision: the outcome by other events, another outcome, or none",
                )
