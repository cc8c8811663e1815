"""How judgements and forecasts moved: against the last issue that held each, and across all issues."""

from __future__ import annotations

from dataclasses import replace

from briefgen import ledger, model
from briefgen.briefing.contents import Chance, Step
from briefgen.briefing.labels import Labels, title
from briefgen.briefing.viewpoint import Viewpoint, stamp
from briefgen.briefing.wording import listed
from briefgen.dates import in_words, window
from briefgen.prose import plain, without_terms
from briefgen.scales import CONFIDENCE, Scale

LEVELS = tuple(CONFIDENCE)
NEW, UNCHANGED = "New.", "Unchanged."
_NAMED = 3
"""So many records by which a basis changed are named; of more, it is said how many they are."""


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


def earlier(view: Viewpoint, record: model.Judgement) -> model.Judgement | None:
    """The version of a judgement that the last issue to hold it printed; what is only logged, no reader has seen."""
    for issue in view.earlier:
        if held(issue, record) and (version := _version(view, record, view.dossier.cutoff(issue))):
            return version
    return None


def before(view: Viewpoint, record: model.Judgement) -> Chance | None:
    """The likelihood of a judgement in the last issue that held it, where it moved since."""
    old, scale = earlier(view, record), view.dossier.project.scale
    was, now = (chance(each.likelihood, scale) if each else None for each in (old, record))
    return was if was and now and (was.low, was.high) != (now.low, now.high) else None


def held(issue: model.Brief, record: model.Judgement) -> bool:
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


def movement(view: Viewpoint, labels: Labels, record: model.Judgement) -> str | None:
    """How a judgement stands against the last issue that held it, in sentences; None in a first issue."""
    return " ".join(filter(None, moves(view, labels, record))) or None


def moves(view: Viewpoint, labels: Labels, record: model.Judgement) -> tuple[str | None, str | None]:
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
    others = (
        _horizon_moved(view, old, record),
        "Reworded." if reworded else None,
        _basis_moved(view, labels, old, record),
    )
    rest = " ".join(filter(None, others))
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
    words = in_words(before, None, view.dossier.zone, view.language)
    return None if len(set(ends)) == 1 else f"Horizon moved from {words}."


def _basis_moved(view: Viewpoint, labels: Labels, old: model.Judgement, new: model.Judgement) -> str | None:
    """What a judgement rests on since, and on what no longer."""
    added = [labels.of(id_).text for id_ in new.basis if id_ not in old.basis]
    gone = [_name(view, labels, id_) for id_ in old.basis if id_ not in new.basis]
    few = len(added) + len(gone) <= _NAMED
    both = ((added, "added"), (gone, "gone"))
    parts = [f"{listed(names) if few else len(names)} {what}" for names, what in both if names]
    return f"Basis changed: {', '.join(parts)}." if parts else None


def _name(view: Viewpoint, labels: Labels, id_: str) -> str:
    """What is on the page by its label there, all else by what the previous issue called it."""
    record = view.before.find(id_) if view.before else None
    return f"“{title(record)}”" if record and labels.of(id_).anchor is None else labels.of(id_).text


def _words(record: model.Judgement, likelihood_aside: bool) -> list[str]:
    """What a judgement says, without its markup; perhaps without the likelihood terms, where these moved anyway."""
    texts = (getattr(record, "condition", None), record.text, getattr(record, "judged_by", None))
    return [plain(without_terms(text) if likelihood_aside else text) for text in texts if text]


def history(view: Viewpoint, record: model.Judgement) -> tuple[Step, ...]:
    """The likelihoods and confidences that a judgement had, the earliest first; empty while there is only one step.

    A version in which neither moved is no step of its own.
    """
    issues: dict[model.Judgement | None, int | None] = {}
    for issue in (view.brief, *view.earlier):  # the first issue is the last to be noted
        if held(issue, record):
            issues[_version(view, record, view.dossier.cutoff(issue))] = issue.number
    steps: list[Step] = []
    for each in reversed(_versions(view, record)):
        likelihood, number = chance(each.likelihood, view.dossier.project.scale), issues.get(each)
        since = stamp(view, each.as_of) if each.as_of else None
        if steps and (steps[-1].likelihood, steps[-1].confidence) == (likelihood, each.confidence):
            steps[-1] = replace(steps[-1], issue=steps[-1].issue or number)
        else:
            steps.append(Step(since, number, likelihood, each.confidence, each.changed))
    return tuple(steps) if len(steps) > 1 else ()
