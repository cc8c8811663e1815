"""How judgements and forecasts moved: against the last issue that held each, and across all issues."""

from __future__ import annotations

from dataclasses import replace

from briefgen import ledger, model
from briefgen.briefing.contents import Step
from briefgen.briefing.elements import Chance
from briefgen.briefing.labels import Labels, title
from briefgen.briefing.viewpoint import Viewpoint, stamp
from briefgen.dates import in_words, window
from briefgen.language import N_, Locale
from briefgen.prose import plain, without_terms
from briefgen.scales import CONFIDENCE

LEVELS = tuple(CONFIDENCE)
NEW, UNCHANGED = N_("New."), N_("Unchanged.")
_NAMED = 3
"""So many records by which a basis changed are named; of more, it is said how many they are."""


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
    """A likelihood in a sentence: the number that was stated, or else the term."""
    return likelihood.stated or view.locale.glossed("likelihood", likelihood.words)


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
    old = earlier(view, record)
    was, now = (chance(view, each.likelihood) if each else None for each in (old, record))
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
        return view.locale.gettext(NEW), None
    likelihood = _likelihood_moved(view, chance(view, old.likelihood), chance(view, record.likelihood))
    confidence = _confidence_moved(view.locale, old.confidence, record.confidence)
    reworded = _words(old, bool(likelihood)) != _words(record, bool(likelihood))
    others = (
        _horizon_moved(view, old, record),
        view.locale.gettext("Reworded.") if reworded else None,
        _basis_moved(view, labels, old, record),
    )
    rest = " ".join(filter(None, others))
    if confidence:
        return likelihood, f"{confidence} {rest}".rstrip()
    return f"{likelihood or ''} {rest}".strip() or view.locale.gettext(UNCHANGED), None


def _likelihood_moved(view: Viewpoint, before: Chance | None, now: Chance | None) -> str | None:
    locale = view.locale
    if before is None or now is None:
        if before is not None:
            return locale.gettext("Likelihood withdrawn; it was %(before)s.", before=said(view, before))
        return None if now is None else locale.gettext("Likelihood stated for the first time.")
    if (before.low, before.high) == (now.low, now.high):
        return None
    rise = middle(now) - middle(before)
    if before.words == now.words:  # the term stands: what moved is the number
        ends = {"before": said(view, before), "now": said(view, now)}
        if rise > 0:
            return locale.gettext("Likelihood raised from %(before)s to %(now)s.", **ends)
        if rise < 0:
            return locale.gettext("Likelihood lowered from %(before)s to %(now)s.", **ends)
        return locale.gettext("Likelihood restated from %(before)s to %(now)s.", **ends)
    was = locale.glossed("likelihood", before.words)
    if rise > 0:
        return locale.gettext("Likelihood raised from %(before)s.", before=was)
    if rise < 0:
        return locale.gettext("Likelihood lowered from %(before)s.", before=was)
    return locale.gettext("Likelihood restated from %(before)s.", before=was)


def _confidence_moved(locale: Locale, before: str | None, now: str | None) -> str | None:
    if before == now:
        return None
    if before is None:
        return locale.gettext("Confidence stated for the first time.")
    was = locale.glossed("confidence", before)
    if now is None:
        return locale.gettext("Confidence withdrawn; it was %(before)s.", before=was)
    if LEVELS.index(now) > LEVELS.index(before):
        return locale.gettext("Confidence raised from %(before)s.", before=was)
    return locale.gettext("Confidence lowered from %(before)s.", before=was)


def _horizon_moved(view: Viewpoint, old: model.Judgement, new: model.Judgement) -> str | None:
    before, now = getattr(old, "by", None), getattr(new, "by", None)
    if before is None or now is None:
        return None
    ends = (window(by, None, view.dossier.zone).last for by in (before, now))
    if len(set(ends)) == 1:
        return None
    words = in_words(before, None, view.dossier.zone, view.language)
    return view.locale.gettext("Horizon moved from %(date)s.", date=words)


def _basis_moved(view: Viewpoint, labels: Labels, old: model.Judgement, new: model.Judgement) -> str | None:
    """What a judgement rests on since, and on what no longer."""
    added = [labels.of(id_).text for id_ in new.basis if id_ not in old.basis]
    gone = [_name(view, labels, id_) for id_ in old.basis if id_ not in new.basis]
    few = len(added) + len(gone) <= _NAMED
    locale = view.locale
    more, less = (locale.listed(names) if few else locale.number(len(names)) for names in (added, gone))
    if added and gone:
        return locale.gettext("Basis changed: %(added)s added, %(gone)s gone.", added=more, gone=less)
    if added:
        return locale.gettext("Basis changed: %(added)s added.", added=more)
    return locale.gettext("Basis changed: %(gone)s gone.", gone=less) if gone else None


def _name(view: Viewpoint, labels: Labels, id_: str) -> str:
    """What is on the page by its label there, all else by what the previous issue called it."""
    record = view.before.find(id_) if view.before else None
    return (
        view.locale.quoted(title(record, view.locale))
        if record and labels.of(id_).anchor is None
        else labels.of(id_).text
    )


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
        likelihood, number = chance(view, each.likelihood), issues.get(each)
        since = stamp(view, each.as_of) if each.as_of else None
        if steps and (steps[-1].likelihood, steps[-1].confidence) == (likelihood, each.confidence):
            steps[-1] = replace(steps[-1], issue=steps[-1].issue or number)
        else:
            steps.append(Step(since, number, likelihood, each.confidence, each.changed))
    return tuple(steps) if len(steps) > 1 else ()
