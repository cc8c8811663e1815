"""What is different from the previous issue: records against records, never text against text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefgen import ledger, model
from briefgen.briefing.contents import Change
from briefgen.briefing.corrections import regraded, revised_since
from briefgen.briefing.labels import Labels
from briefgen.briefing.movement import NEW, UNCHANGED, earlier, movement
from briefgen.briefing.opinions import O, chosen
from briefgen.briefing.viewpoint import Viewpoint, stamp
from briefgen.briefing.wording import RESULTS, counted


def changes(
    view: Viewpoint,
    labels: Labels,
    events: Sequence[model.Event],
    judgements: Iterable[model.Assessment],
    forecasts: Iterable[model.Forecast],
) -> tuple[Change, ...]:
    """What changed since the previous issue, the most telling first; nothing in a first issue."""
    if view.previous is None or view.before is None:
        return ()
    held = chosen(view.previous.judgements, view.before.assessments)
    foretold = chosen(view.previous.forecasts, view.before.forecasts)
    gone = _others(foretold, forecasts)
    gone_now = [now for old in gone if (now := view.dossier.forecasts.get(old.id)) is not None]
    open_ = [record for record in gone_now if record.outcome is None]
    return (
        *_moved(view, labels, judgements),
        *_resolved(view, labels, [*forecasts, *gone_now]),
        *_moved(view, labels, forecasts),
        *(Change("dropped", labels.of(old.id), "Not carried on.") for old in (*_others(held, judgements), *open_)),
        *regraded(view, view.before, labels),
        *_events(view, view.before, events),
    )


def _moved(view: Viewpoint, labels: Labels, records: Iterable[model.Judgement]) -> Iterator[Change]:
    for record in records:
        moved = movement(view, labels, record)
        if moved == NEW:
            yield Change("new", labels.of(record.id), f"New {_noun(record)}.", since=revised_since(view, record))
        elif moved and moved != UNCHANGED:
            yield Change("moved", labels.of(record.id), moved, record.changed, revised_since(view, record))


def _noun(record: model.Judgement) -> str:
    return "forecast" if isinstance(record, model.Forecast) else "judgement"


def _resolved(view: Viewpoint, labels: Labels, forecasts: Iterable[model.Forecast]) -> Iterator[Change]:
    """Forecasts of this issue and of the previous one that have come out since."""
    for record in forecasts:
        outcome = record.outcome
        if outcome and earlier(view, record) and view.dossier.instant(outcome.on) > (view.previous_cutoff or 0):
            words = RESULTS[outcome.result]
            yield Change("resolved", labels.of(record.id), words, since=stamp(view, outcome.on))


def _others(records: Iterable[O], kept: Iterable[O]) -> list[O]:
    """The records of the previous issue that this one does not hold."""
    ids = {record.id for record in kept}
    return [record for record in records if record.id not in ids]


def _events(view: Viewpoint, before: model.Dossier, events: Sequence[model.Event]) -> Iterator[Change]:
    cutoff = view.previous_cutoff or 0
    new = [event for event in events if event.id not in before.events]
    revised = [
        event
        for event in events
        if event.id in before.events and (ledger.known_since(view.dossier, event) or 0) > cutoff
    ]
    if new:
        yield Change("events", None, f"{counted(len(new), 'event')} new in the chronology.")
    if revised:
        yield Change("events", None, f"{counted(len(revised), 'event')} of earlier issues revised.")
