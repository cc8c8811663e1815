"""What judgements and forecasts were held to be: in the last issue that held each, and across all issues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen import ledger, model
from briefgen.briefing.elements import Chance
from briefgen.briefing.judged import Step
from briefgen.briefing.viewpoint import Viewpoint, stamp


def chance(view: Viewpoint, likelihood: model.Likelihood | None) -> Chance | None:
    """A likelihood on its scale: the band of its term, or the number or range that was stated."""
    if likelihood is None:
        return None
    scale = view.dossier.project.scale
    if likelihood.term is not None:
        term = scale.term(likelihood.term)
        return Chance(term.words[0], term.key, term.low, term.high, band(view, term.low, term.high)) if term else None
    low, high = likelihood.low or 0.0, likelihood.high or 0.0
    term = scale.at((low + high) / 2)
    low, high = round(low * 100, 6), round(high * 100, 6)
    said = band(view, low, high)
    return Chance(term.words[0] if term else said, term.key if term else None, low, high, said, said)


def band(view: Viewpoint, low: float, high: float) -> str:
    """Bounds in hundredths: `80–95 %`, `85 %`."""
    first, last = view.locale.number(low), view.locale.number(high)
    return f"{first} %" if low == high else f"{first}–{last} %"


def said(view: Viewpoint, likelihood: Chance) -> str:
    """A likelihood in a sentence: the number that was stated, or else the term; on one of two scales with its band."""
    if likelihood.stated:
        return likelihood.stated
    term = view.locale.glossed("likelihood", likelihood.words)
    return view.locale.comma.join((term, likelihood.band)) if rescaled(view) else term


def rescaled(view: Viewpoint) -> bool:
    """Whether what is looked at and what it is held against have two scales, on which one term is not one claim."""
    return view.before is not None and view.before.project.scale is not view.dossier.project.scale


def same_term(before: Chance | None, now: Chance | None) -> bool:
    """Whether a likelihood is the term that its author wrote before: on another scale alone its bounds are others."""
    return bool(before and now and before.key == now.key and not before.stated and not now.stated)


def middle(likelihood: Chance) -> float:
    """The middle of a likelihood, in hundredths: what it is compared and scored by."""
    return (likelihood.low + likelihood.high) / 2


def earlier(view: Viewpoint, record: model.Judgement) -> model.Judgement | None:
    """The version of a judgement that the last issue to hold it printed; what is only logged, no reader has seen."""
    if view.apart and view.before and view.previous:
        return view.before.judgement(record.id) if view.previous.holds(record) else None
    for issue in view.earlier:
        if issue.holds(record) and (version := _version(view, record, view.dossier.cutoff(issue))):
            return version
    return None


def before(view: Viewpoint, record: model.Judgement) -> Chance | None:
    """The likelihood of a judgement in the last issue that held it, where it moved since."""
    old = earlier(view, record)
    was, now = (chance(view, each.likelihood) if each else None for each in (old, record))
    return was if was and now and (was.low, was.high) != (now.low, now.high) else None


def printed(view: Viewpoint, record: model.Judgement) -> model.Judgement | None:
    """The same as that issue knew it: an event in which an indicator was seen since is not in it."""
    if view.apart:
        return earlier(view, record)
    for issue in view.earlier:
        moment = view.dossier.cutoff(issue)
        if issue.holds(record) and (version := _version(view, record, moment)):
            return ledger.known_of(view.dossier, version, moment)
    return None


def _version(view: Viewpoint, record: model.Judgement, moment: int) -> model.Judgement | None:
    """The version of a judgement that stood at a moment."""
    return _standing(_known(view, record), moment)


def _known(view: Viewpoint, record: model.Judgement) -> list[tuple[model.Judgement, int | None]]:
    """Every version of a judgement, the latest first, and since when it was known."""
    return [(each, ledger.known_since(view.dossier, each)) for each in _versions(view, record)]


def _standing(known: Iterable[tuple[model.Judgement, int | None]], moment: int) -> model.Judgement | None:
    return next((each for each, first in known if first is None or first <= moment), None)


def _versions(view: Viewpoint, record: model.Judgement) -> list[model.Judgement]:
    """Every version of a judgement, the latest first."""
    records = view.dossier.forecasts if isinstance(record, model.Forecast) else view.dossier.assessments
    return list(reversed(records.revisions(record.id)))


def history(view: Viewpoint, record: model.Judgement) -> tuple[Step, ...]:
    """The likelihoods and confidences that a judgement had, the earliest first; empty while there is only one step.

    A version in which neither moved is no step of its own.
    """
    issues: dict[model.Judgement | None, int | None] = {}
    known = _known(view, record)  # once for all issues, of which there may be hundreds
    for issue in (view.brief, *view.earlier):  # the first issue is the last to be noted
        if issue.holds(record):
            issues[_standing(known, view.dossier.cutoff(issue))] = issue.number
    steps: list[Step] = []
    for each, _ in reversed(known):
        likelihood, number = chance(view, each.likelihood), issues.get(each)
        since = stamp(view, each.as_of) if each.as_of else None
        if steps and (steps[-1].likelihood, steps[-1].confidence) == (likelihood, each.confidence):
            steps[-1] = replace(steps[-1], issue=steps[-1].issue or number)
        else:
            steps.append(Step(since, number, likelihood, each.confidence, each.changed))
    return tuple(steps) if len(steps) > 1 else ()
