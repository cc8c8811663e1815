"""What judgements and forecasts owe their readers: reasons, a basis, and a way to be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from briefgen.dates import window
from briefgen.diagnostics import Finding, error, warning
from briefgen.model import Dossier, Forecast, Judgement
from briefgen.prose import plain


@warning
def missing_confidence(dossier: Dossier) -> Iterator[Finding]:
    """A judgement or a forecast does not say how confident the desk is in it.

    Likelihood says how probable something is, confidence how good the ground for saying so is: readers need both to
    decide how far to act on it.

    Bad:

        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: likely}

    Good:

        assessments:
          - id: cause
            text: The outage was caused by ice.
            likelihood: likely
            confidence: low
            because: Nobody has seen the broken line.
    """
    for judgement in judgements(dossier):
        if judgement.confidence is None:
            yield Finding(
                judgement.at("id"),
                f"this {judgement.kind} does not say how confident the desk is",
                "write `confidence:` low, moderate or high, and `because:`",
            )


@warning
def confidence_without_reason(dossier: Dossier) -> Iterator[Finding]:
    """A confidence is stated without its reason.

    `moderate` alone cannot be questioned; what it rests on can.

    Bad:

        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: likely, confidence: low}

    Good:

        assessments:
          - id: cause
            text: The outage was caused by ice.
            likelihood: likely
            confidence: low
            because: Nobody has seen the broken line.
    """
    for judgement in judgements(dossier):
        if judgement.confidence is not None and judgement.because is None:
            yield Finding(
                judgement.at("confidence"),
                f"why the confidence is {judgement.confidence} is not said",
                "write `because:`, what the sources are worth and what is not known",
            )


@warning
def judgement_without_basis(dossier: Dossier) -> Iterator[Finding]:
    """A judgement or a forecast names nothing that it rests on.

    A reader cannot follow it back to the facts, and nobody notices when those change.

    Bad:

        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: likely}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: likely, basis: [outage]}
    """
    for judgement in judgements(dossier):
        if not judgement.basis:
            yield Finding(
                judgement.at("id"),
                f"this {judgement.kind} names nothing that it rests on",
                "write `basis:` with the ids of events, or of sources where no event says it",
            )


@error
def forecast_without_horizon(dossier: Dossier) -> Iterator[Finding]:
    """A forecast does not say by when.

    What may come true at any time can never turn out wrong, so it tells a reader nothing.

    Bad:

        forecasts:
          - {id: repair, text: The line will be repaired., judged_by: The operator says so.}

    Good:

        forecasts:
          - {id: repair, text: The line will be repaired., judged_by: The operator says so., by: 2024-03-08}
    """
    for forecast in dossier.forecasts:
        if forecast.by is None:
            yield Finding(
                forecast.at("id"),
                "this forecast does not say by when, so it can never turn out wrong",
                "write `by:` and the last day that counts",
            )
        elif window(forecast.by, None, dossier.zone).last is None:
            yield Finding(
                forecast.at("by"),
                f"`{forecast.by}` has no last day, so the forecast can never turn out wrong",
                "write the last day that counts",
            )


@error
def forecast_without_criterion(dossier: Dossier) -> Iterator[Finding]:
    """A forecast does not say what would count as its having come true.

    Two people must come to the same verdict on it; where they may differ, it cannot be wrong.

    Bad:

        forecasts:
          - {id: repair, text: The line will be repaired., by: 2024-03-08}

    Good:

        forecasts:
          - {id: repair, text: The line will be repaired., judged_by: The operator says so., by: 2024-03-08}
    """
    for forecast in dossier.forecasts:
        if forecast.judged_by is None:
            yield Finding(
                forecast.at("id"),
                "this forecast does not say what would count as its having come true",
                "write `judged_by:`, so that two people agree on the outcome",
            )


@warning
def outcome_without_evidence(dossier: Dossier) -> Iterator[Finding]:
    """The outcome of a forecast names no event that shows it.

    A desk that marks its own work owes its readers the proof. That a condition was not met (`void`) shows in events
    as well; only what is `unresolvable` has none to show.

    Bad:

        forecasts:
          - id: repair
            text: The line will be repaired.
            judged_by: The operator says so.
            by: 2024-03-08
            outcome: {result: occurred, on: 2024-03-05}

    Good:

        events:
          - {id: repaired, date: 2024-03-05, title: The operator reports the line repaired}
        forecasts:
          - id: repair
            text: The line will be repaired.
            judged_by: The operator says so.
            by: 2024-03-08
            outcome: {result: occurred, on: 2024-03-05, because: [repaired]}
    """
    for forecast in dossier.forecasts:
        outcome = forecast.outcome
        if outcome and not outcome.because and outcome.result != "unresolvable":
            yield Finding(
                forecast.at("outcome", "result"),
                f"no event shows that the outcome is `{outcome.result}`",
                "write `because:` with the ids of the events that show it",
            )


@error
def horizon_before_as_of(dossier: Dossier) -> Iterator[Finding]:
    """A forecast is made, or made another one, when its horizon has already passed.

    That is hindsight, and would be scored as foresight. A later revision that leaves the forecast as it stood then is
    none, such as one that adds the outcome: with the same condition, text, likelihood, horizon and criterion.

    Bad:

        forecasts:
          - {id: repair, as_of: 2024-03-09, text: The line will be repaired., by: 2024-03-08, judged_by: It is.}

    Good:

        forecasts:
          - {id: repair, as_of: 2024-03-02, text: The line will be repaired., by: 2024-03-08, judged_by: It is.}
    """
    for forecast in dossier.forecasts:
        if forecast.as_of is None or forecast.by is None:
            continue
        end = window(forecast.by, None, dossier.zone).last
        if end is not None and end <= dossier.instant(forecast.as_of) and not foretold(dossier, forecast, end):
            yield Finding(
                forecast.at("by"),
                f"the horizon {forecast.by} had passed when this was written, {forecast.as_of}",
                "leave it as it stood, but for its outcome; or give as `as_of` when it was made, or a later horizon",
            )


def foretold(dossier: Dossier, forecast: Forecast, end: int) -> bool:
    """Whether the version that stood when the horizon passed foretells the same."""
    versions = dossier.forecasts.revisions(forecast.id)
    before = [each for each in versions if each.as_of is None or dossier.instant(each.as_of) < end]
    return bool(before) and _foretelling(dossier, before[-1]) == _foretelling(dossier, forecast)


def _foretelling(dossier: Dossier, forecast: Forecast) -> tuple[object, ...]:
    """What a forecast will be held to, whichever way it is written down."""
    texts = (forecast.condition, forecast.text, forecast.judged_by)
    end = window(forecast.by, None, dossier.zone).last if forecast.by else None
    return (*(plain(text) if text else None for text in texts), forecast.likelihood, end)


def judgements(dossier: Dossier) -> Iterator[Judgement]:
    """All assessments and forecasts, revisions included."""
    return chain(dossier.assessments, dossier.forecasts)
