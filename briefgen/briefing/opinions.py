"""Judgements and forecasts as they are printed, with their history across issues."""

from __future__ import annotations

from typing import Any, TypeVar

from briefgen import ledger, model
from briefgen.briefing.contents import Chance, Forecast, Judgement, Label, Point, Result, Sign, Step
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, keyword, stamp, when
from briefgen.briefing.wording import RESULTS
from briefgen.dates import in_words, window
from briefgen.prose import plain, without_terms
from briefgen.scales import CONFIDENCE, Scale

O = TypeVar("O", bound=model.Judgement)  # noqa: E741

LEVELS = tuple(CONFIDENCE)
NEW, UNCHANGED = "New.", "Unchanged."


def chosen(named: tuple[str, ...] | None, records: model.Records[O]) -> list[O]:
    """The judgements or forecasts of a brief: those it names, in its order; else all current ones, the oldest first."""
    if named is None:
        return sorted(records.current, key=lambda record: (records.since(records.revisions(record.id)[0]), record.id))
    return [records[id_] for id_ in named if id_ in records]


def judgement(view: Viewpoint, labels: Labels, record: model.Assessment) -> Judgement:
    """A key judgement as it is printed."""
    signs = (_signpost(view, labels, signpost) for signpost in record.would_change)
    return Judgement(**_opinion(view, labels, record), would_change=tuple(sign for sign in signs if sign))


def forecast(view: Viewpoint, labels: Labels, record: model.Forecast) -> Forecast:
    """A forecast as it is printed."""
    outcome = record.outcome
    return Forecast(
        **_opinion(view, labels, record),
        condition=record.condition,
        by=when(view, record.by) if record.by else None,
        judged_by=record.judged_by,
        indicators=tuple(_sign(labels, indicator) for indicator in record.indicators),
        outcome=Result(
            outcome.result,
            RESULTS[outcome.result],
            stamp(view, outcome.on),
            tuple(labels.of(id_) for id_ in outcome.because),
        )
        if outcome
        else None,
    )


def chance(likelihood: model.Likelihood | None, scale: Scale) -> Chance | None:
    """A likelihood on its scale: the band of its term, or the number or range that was stated."""
    if likelihood is None:
        return None
    if likelihood.term is not None:
        term = scale.term(likelihood.term)
        return Chance(term.words[0], term.key, term.low, term.high) if term else None
    low, high = likelihood.low or 0.0, likelihood.high or 0.0
    term = scale.at((low + high) / 2)
    low, high = round(low * 100, 6), round(high * 100, 6)
    stated = f"{low:g} %" if low == high else f"{low:g}–{high:g} %"
    return Chance(term.words[0] if term else stated, term.key if term else None, low, high, stated)


def middle(likelihood: Chance) -> float:
    """The middle of a likelihood, in hundredths: what it is compared and scored by."""
    return (likelihood.low + likelihood.high) / 2


def _opinion(view: Viewpoint, labels: Labels, record: model.Judgement) -> dict[str, Any]:
    scale = view.dossier.project.scale
    moved, confidence_moved = _moves(view, record)
    return {
        "label": labels.of(record.id),
        "text": record.text,
        "likelihood": chance(record.likelihood, scale),
        "confidence": record.confidence,
        "confidence_means": CONFIDENCE.get(record.confidence or ""),
        "because": record.because,
        "basis": tuple(labels.of(id_) for id_ in record.basis),
        "assumptions": tuple(Point(each.text, each.grade) for each in record.assumptions),
        "alternatives": tuple(Point(each.text, each.why_less) for each in record.alternatives),
        "dissent": record.dissent,
        "so_what": record.so_what,
        "analyst": record.analyst,
        "category": keyword(record.category) if record.category else None,
        "handling": ledger.marking(view.dossier, record),
        "since": stamp(view, record.as_of) if record.as_of else None,
        "movement": moved,
        "confidence_movement": confidence_moved,
        "changed": record.changed if earlier(view, record) not in (None, record) else None,
        "history": _history(view, record),
    }


def earlier(view: Viewpoint, record: model.Judgement) -> model.Judgement | None:
    """The version of a judgement that the last issue to hold it printed; what is only logged, no reader has seen."""
    for issue in view.earlier:
        if _held(issue, record) and (version := _version(view, record, view.dossier.cutoff(issue))):
            return version
    return None


def _held(issue: model.Brief, record: model.Judgement) -> bool:
    """Whether an issue prints a judgement, once it is known."""
    named = issue.forecasts if isinstance(record, model.Forecast) else issue.judgements
    return named is None or record.id in named


def _version(view: Viewpoint, record: model.Judgement, moment: int) -> model.Judgement | None:
    """The version of a judgement that stood at a moment."""
    since = ((each, ledger.known_since(view.dossier, each)) for each in _versions(view, record))
    return next((each for each, first in since if first is None or first <= moment), None)


def _versions(view: Viewpoint, record: model.Judgement) -> list[model.Judgement]:
    """Every version of a judgement, the latest first."""
    records = view.dossier.forecasts if isinstance(record, model.Forecast) else view.dossier.assessments
    return list(reversed(records.revisions(record.id)))


def movement(view: Viewpoint, record: model.Judgement) -> str | None:
    """How a judgement stands against the last issue that held it, in sentences; None in a first issue."""
    return " ".join(filter(None, _moves(view, record))) or None


def _moves(view: Viewpoint, record: model.Judgement) -> tuple[str | None, str | None]:
    """How a judgement stands against the last issue that held it: its likelihood, and its confidence.

    Each has a sentence of its own (ICD 203: never in the same one); what else is different follows the last of them.
    """
    if not view.earlier:
        return None, None
    old = earlier(view, record)
    if old is None:
        return NEW, None
    scale = view.dossier.project.scale
    likelihood = _likelihood_moved(chance(old.likelihood, scale), chance(record.likelihood, scale))
    confidence = _confidence_moved(old.confidence, record.confidence)
    reworded = _words(old, bool(likelihood)) != _words(record, bool(likelihood))
    rest = " ".join(filter(None, (_horizon_moved(view, old, record), "Reworded." if reworded else None)))
    if confidence:
        return likelihood, f"{confidence} {rest}".rstrip()
    return f"{likelihood or ''} {rest}".strip() or UNCHANGED, None


def _likelihood_moved(before: Chance | None, now: Chance | None) -> str | None:
    if before is None or now is None:
        if before is not None:
            return f"Likelihood withdrawn; it was {before.stated or before.words}."
        return None if now is None else "Likelihood stated for the first time."
    if (before.low, before.high) == (now.low, now.high):
        return None
    rise = middle(now) - middle(before)
    direction = "raised" if rise > 0 else "lowered" if rise < 0 else "restated"
    ends = (each.stated or each.words for each in (before, now))
    words = " to ".join(ends) if before.words == now.words else before.words
    return f"Likelihood {direction} from {words}."


def _confidence_moved(before: str | None, now: str | None) -> str | None:
    if before == now:
        return None
    if now is None:
        return f"Confidence withdrawn; it was {before}."
    if before is None:
        return "Confidence stated for the first time."
    direction = "raised" if LEVELS.index(now) > LEVELS.index(before) else "lowered"
    return f"Confidence {direction} from {before}."


def _horizon_moved(view: Viewpoint, old: model.Judgement, new: model.Judgement) -> str | None:
    before, now = getattr(old, "by", None), getattr(new, "by", None)
    if before is None or now is None:
        return None
    ends = (window(by, None, view.dossier.zone).last for by in (before, now))
    return None if len(set(ends)) == 1 else f"Horizon moved from {in_words(before, language=view.language)}."


def _words(record: model.Judgement, likelihood_aside: bool) -> list[str]:
    """What a judgement says, without its markup; perhaps without the likelihood terms, where these moved anyway."""
    texts = (getattr(record, "condition", None), record.text, getattr(record, "judged_by", None))
    return [plain(without_terms(text) if likelihood_aside else text) for text in texts if text]


def _history(view: Viewpoint, record: model.Judgement) -> tuple[Step, ...]:
    """Every version of a judgement, the earliest first; empty while there is only one."""
    versions = _versions(view, record)
    if len(versions) == 1:
        return ()
    issues: dict[model.Judgement | None, int | None] = {}
    for issue in (view.brief, *view.earlier):  # the first issue is the last to be noted
        if _held(issue, record):
            issues[_version(view, record, view.dossier.cutoff(issue))] = issue.number
    return tuple(
        Step(
            since=stamp(view, each.as_of) if each.as_of else None,
            issue=issues.get(each),
            likelihood=chance(each.likelihood, view.dossier.project.scale),
            confidence=each.confidence,
            changed=each.changed,
        )
        for each in reversed(versions)
    )


def _signpost(view: Viewpoint, labels: Labels, signpost: model.Signpost) -> Sign | None:
    if signpost.indicator is None:
        return Sign(signpost.text or "", (), tracked=False)
    indicator, owner = indicator_of(view, signpost.indicator)
    if indicator is None or owner is None:
        return None  # a later version of the forecast no longer watches for it
    owned = labels.of(owner.id)
    return _sign(labels, indicator, owned if owned.anchor else None)  # what the issue does not hold, it does not tell


def indicator_of(view: Viewpoint, id_: str | None) -> tuple[model.Indicator, model.Forecast] | tuple[None, None]:
    """An indicator by its id, and the forecast it belongs to."""
    return view.dossier.derived("indicators", lambda: _indicators(view.dossier)).get(id_, (None, None))


def _indicators(dossier: model.Dossier) -> dict[str | None, tuple[model.Indicator, model.Forecast]]:
    owned = [(sign, record) for record in dossier.forecasts.current for sign in record.indicators]
    return {sign.id: (sign, record) for sign, record in reversed(owned)}


def _sign(labels: Labels, indicator: model.Indicator, owner: Label | None = None) -> Sign:
    return Sign(indicator.text, tuple(labels.of(id_) for id_ in indicator.seen), True, owner, indicator.id)
