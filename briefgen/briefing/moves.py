"""How a judgement or forecast moved against the last issue that held it, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen import model
from briefgen.briefing.comparing import compared
from briefgen.briefing.elements import Chance, as_written
from briefgen.briefing.labels import Labels
from briefgen.briefing.movement import earlier, middle, said, same_term
from briefgen.briefing.news import Difference
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.language import N_
from briefgen.prose import plain, without_terms
from briefgen.scales import CONFIDENCE

NEW, UNCHANGED = N_("New."), N_("Unchanged.")
_LEVELS = tuple(CONFIDENCE)
_NAMED = 3
"""So many records by which a basis changed are named; of more, it is said how many they are."""


def moves(view: Viewpoint, labels: Labels, record: model.Judgement) -> tuple[str | None, str | None, str | None]:
    """How a judgement stands against the last issue that held it: its likelihood, its confidence, and what else.

    Each has a sentence of its own (ICD 203: never in the same one).
    """
    if not view.earlier:
        return None, None, None
    old = earlier(view, record)
    if old is None:
        return view.locale.gettext(NEW), None, None
    found = {each.key: each for each in compared(view, labels, old, record)}
    likelihood, confidence = (found.get(key) for key in ("likelihood", "confidence"))
    reworded = _words(old, likelihood is not None) != _words(record, likelihood is not None)
    others = (
        _horizon_moved(view, found.get("by")),
        view.locale.gettext("Reworded.") if reworded else None,
        _basis_moved(view, found.get("basis")),
    )
    rest = " ".join(filter(None, others)) or None
    moved = _likelihood_moved(view, likelihood)
    sure = _confidence_moved(view, confidence) if confidence else None
    if not (moved or sure or rest):
        return view.locale.gettext(UNCHANGED), None, None
    return moved, sure, rest


def moved_from_to(view: Viewpoint, differences: Iterable[Difference]) -> str:
    """The same where it does not stand beside what holds now: from what to what; empty where it is said otherwise."""
    found = {each.key: each for each in differences}
    likelihood, confidence = found.get("likelihood"), found.get("confidence")
    sentences = (
        _likelihood_moved(view, likelihood, whole=True),
        _confidence_moved(view, confidence, whole=True) if confidence else None,
        _horizon_moved(view, found.get("by")),
    )
    return " ".join(filter(None, sentences))


def _likelihood_moved(view: Viewpoint, moved: Difference | None, whole: bool = False) -> str | None:
    """`whole`: the likelihood that holds now is said too, as it is where its term stands and only the number moved."""
    if moved is None:
        return None
    locale, (before, now) = view.locale, _ends(moved)
    if before is None or now is None:
        if before is not None:
            return locale.gettext("Likelihood withdrawn; it was %(before)s.", before=said(view, before))
        return locale.gettext("Likelihood stated for the first time.")
    rise = 0 if same_term(before, now) else middle(now) - middle(before)
    if whole or before.words == now.words:
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


def claims(moved: Difference) -> bool:
    """Whether a likelihood that is another claims another thing, too: the same term on another scale does not."""
    return not same_term(*_ends(moved))


def _ends(moved: Difference) -> tuple[Chance | None, Chance | None]:
    before, now = (each.value if each else None for each in (moved.before, moved.now))
    return before if isinstance(before, Chance) else None, now if isinstance(now, Chance) else None


def _confidence_moved(view: Viewpoint, moved: Difference, whole: bool = False) -> str:
    locale, before, now = view.locale, moved.before, moved.now
    if before is None:
        return locale.gettext("Confidence stated for the first time.")
    if now is None:
        return locale.gettext("Confidence withdrawn; it was %(before)s.", before=before.words)
    raised = _LEVELS.index(str(now.value)) > _LEVELS.index(str(before.value))
    if whole:
        ends = {"before": before.words, "now": now.words}
        if raised:
            return locale.gettext("Confidence raised from %(before)s to %(now)s.", **ends)
        return locale.gettext("Confidence lowered from %(before)s to %(now)s.", **ends)
    if raised:
        return locale.gettext("Confidence raised from %(before)s.", before=before.words)
    return locale.gettext("Confidence lowered from %(before)s.", before=before.words)


def _horizon_moved(view: Viewpoint, moved: Difference | None) -> str | None:
    if moved is None or moved.before is None or moved.now is None:
        return None
    return view.locale.gettext("Horizon moved from %(date)s.", date=moved.before.words)


def _basis_moved(view: Viewpoint, moved: Difference | None) -> str | None:
    """What a judgement rests on since, and on what no longer."""
    if moved is None:
        return None
    locale = view.locale
    few = len(moved.added) + len(moved.gone) <= _NAMED
    more, less = (
        locale.listed(
            [each.text if each.anchor or each in moved.added else locale.quoted(each.title) for each in labels]
        )
        if few
        else locale.number(len(labels))
        for labels in (moved.added, moved.gone)
    )
    if moved.added and moved.gone:
        return locale.gettext("Basis changed: %(added)s added, %(gone)s gone.", added=more, gone=less)
    if moved.added:
        return locale.gettext("Basis changed: %(added)s added.", added=more)
    return locale.gettext("Basis changed: %(gone)s gone.", gone=less)


def _words(record: model.Judgement, likelihood_aside: bool) -> list[str]:
    """What a judgement says, without its markup; perhaps without the likelihood terms, where these moved anyway."""
    texts = (getattr(record, "condition", None), record.text, getattr(record, "judged_by", None))
    written = [str(as_written(text)) for text in texts if text]
    return [plain(without_terms(text) if likelihood_aside else text) for text in written]
