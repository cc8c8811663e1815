"""Judgements and forecasts as they are printed."""

from __future__ import annotations

from typing import Any, TypeVar

from briefgen import foresight, ledger, model
from briefgen.briefing.elements import Keyword, Label
from briefgen.briefing.judged import Forecast, Judgement, Point, Result, Sign, TrendEntry
from briefgen.briefing.labels import Labels
from briefgen.briefing.movement import before, chance, earlier, history
from briefgen.briefing.moves import moves
from briefgen.briefing.viewpoint import Viewpoint, keyword, stamp, when
from briefgen.briefing.wording import ALERTS, RESULTS
from briefgen.scales import CONFIDENCE

O = TypeVar("O", bound=model.Judgement)  # noqa: E741


def chosen(named: tuple[str, ...] | None, records: model.Records[O]) -> list[O]:
    """The judgements or forecasts of a brief: those it names, in its order; else all current ones, the oldest first."""
    if named is None:
        return sorted(records.current, key=lambda record: (records.since(records.revisions(record.id)[0]), record.id))
    return [records[id_] for id_ in named if id_ in records]


def judgement(view: Viewpoint, labels: Labels, record: model.Assessment) -> Judgement:
    """A key judgement as it is printed."""
    signs = (_signpost(view, labels, signpost) for signpost in record.would_change)
    return Judgement(
        **_opinion(view, labels, record),
        headline=record.headline,
        unsaid=_unsaid(view, record),
        would_change=tuple(sign for sign in signs if sign),
    )


def _unsaid(view: Viewpoint, record: model.Assessment) -> bool:
    """Whether what page one says of a judgement does not name the step that its likelihood is on."""
    stated = chance(view, record.likelihood)
    scale = view.dossier.project.scale
    words = scale.pattern.findall(record.headline or record.text)
    return stated is not None and all(scale.named(each) is not scale.term(stated.key or "") for each in words)


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
            view.locale.gettext(RESULTS[outcome.result]),
            stamp(view, outcome.on),
            tuple(labels.of(id_) for id_ in outcome.because),
        )
        if outcome
        else None,
    )


def trend(view: Viewpoint, each: model.Trend) -> TrendEntry:
    """Where a theatre is heading, as it is printed."""
    alerts = tuple(Keyword(alert, view.locale.pgettext("alert", ALERTS[alert])) for alert in each.alerts)
    return TrendEntry(each.theatre, each.trend, each.why, alerts)


def _opinion(view: Viewpoint, labels: Labels, record: model.Judgement) -> dict[str, Any]:
    moved, confidence_moved, differs = moves(view, labels, record)
    return {
        "label": labels.of(record.id),
        "text": record.text,
        "likelihood": chance(view, record.likelihood),
        "before": before(view, record),
        "confidence": record.confidence,
        "confidence_means": view.locale.pgettext("confidence", CONFIDENCE[record.confidence])
        if record.confidence
        else None,
        "because": record.because,
        "basis": tuple(labels.of(id_) for id_ in record.basis),
        "assumptions": tuple(Point(each.text, each.grade) for each in record.assumptions),
        "alternatives": tuple(Point(each.text, each.why_less) for each in record.alternatives),
        "dissent": record.dissent,
        "so_what": record.so_what,
        "analyst": record.analyst,
        "category": keyword(view, record.category) if record.category else None,
        "handling": ledger.marking(view.dossier, record),
        "since": stamp(view, record.as_of) if record.as_of else None,
        "movement": moved,
        "confidence_movement": confidence_moved,
        "differs": differs,
        "changed": record.changed if earlier(view, record) not in (None, record) else None,
        "history": history(view, record),
    }


def _signpost(view: Viewpoint, labels: Labels, signpost: model.Signpost) -> Sign | None:
    if signpost.indicator is None:
        return Sign(signpost.text or "", _seen(labels, signpost), tracked=bool(signpost.seen))
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
    return Sign(indicator.text, _seen(labels, indicator), True, owner, indicator.id)


def _seen(labels: Labels, sign: model.Indicator | model.Signpost) -> tuple[Label, ...]:
    return tuple(map(labels.of, foresight.not_withdrawn(labels.dossier, sign.seen)))
