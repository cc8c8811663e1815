"""What is different from the previous issue: records against records, never text against text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefgen import ledger, model
from briefgen.briefing.contents import Change
from briefgen.briefing.corrections import regraded, revised_since, withdrawn
from briefgen.briefing.labels import Labels, worded
from briefgen.briefing.movement import NEW, UNCHANGED, chance, earlier, movement
from briefgen.briefing.opinions import O, chosen
from briefgen.briefing.viewpoint import Viewpoint, stamp
from briefgen.briefing.wording import RESULTS, counted
from briefgen.dates import in_words, window


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
    held = _others(chosen(view.previous.judgements, view.before.assessments), judgements)
    foretold = _others(chosen(view.previous.forecasts, view.before.forecasts), forecasts)
    gone = [now for old in foretold if (now := view.dossier.forecasts.get(old.id)) is not None]
    open_ = [old for old in foretold if (now := view.dossier.forecasts.get(old.id)) is None or now.outcome is None]
    return (
        *withdrawn(view),
        *_moved(view, labels, judgements),
        *_resolved(view, labels, [*forecasts, *gone]),
        *_moved(view, labels, forecasts),
        *(_dropped(view, old) for old in (*held, *open_)),
        *regraded(view, view.before, labels),
        *_events(view, view.before, events),
    )


def _moved(view: Viewpoint, labels: Labels, records: Iterable[model.Judgement]) -> Iterator[Change]:
    for record in records:
        moved = movement(view, labels, record)
        if moved == NEW and isinstance(record, model.Forecast) and record.outcome:
            continue  # nothing open: it is among what came out
        if moved == NEW:
            yield Change("new", labels.of(record.id), f"New {_noun(record)}.", since=revised_since(view, record))
        elif moved and moved != UNCHANGED:
            yield Change("moved", labels.of(record.id), moved, record.changed, revised_since(view, record))


def _noun(record: model.Judgement) -> str:
    return "forecast" if isinstance(record, model.Forecast) else "judgement"


def _resolved(view: Viewpoint, labels: Labels, forecasts: Iterable[model.Forecast]) -> Iterator[Change]:
    """Forecasts of this issue and of the previous one that have come out since, or before an issue printed them."""
    for record in forecasts:
        outcome, old = record.outcome, earlier(view, record)
        if outcome and (old is None or view.dossier.instant(outcome.on) > (view.previous_cutoff or 0)):
            label = labels.of(record.id)
            words = RESULTS[outcome.result]
            words = words if old else f"{words.removesuffix('.')} (first printed here)."
            named = label if label.anchor else worded(old or record)
            yield Change("resolved", named, words, since=stamp(view, outcome.on))


def _dropped(view: Viewpoint, old: model.Judgement) -> Change:
    """That a judgement is not carried on: as the previous issue printed it, what became of it since, and why.

    One that ended has no likelihood any more; one that has may go on without being a key judgement of this issue.
    """
    now = view.dossier.judgement(old.id) or old
    was, last = (_likelihood(view, each) for each in (old, now))
    before = f", before {was}" if was and was != last else ""
    words = f"Last held: {last}{before}." if last else f"Closed; it was held {was}." if was else "Not carried on."
    horizon = _horizon(view, now) if isinstance(now, model.Forecast) else ""
    revised = now.as_of != old.as_of
    reason, since = (now.changed, revised_since(view, now)) if revised else (None, None)
    return Change("dropped", worded(old), f"{words}{horizon}", reason, since)


def _likelihood(view: Viewpoint, record: model.Judgement) -> str | None:
    likelihood = chance(record.likelihood, view.dossier.project.scale)
    return (likelihood.stated or likelihood.words) if likelihood else None


def _horizon(view: Viewpoint, forecast: model.Forecast) -> str:
    if forecast.by is None:
        return ""
    last = window(forecast.by, None, view.dossier.zone).last
    over = last is not None and last <= view.dossier.cutoff(view.brief)
    words = in_words(forecast.by, None, view.dossier.zone, view.language)
    return f" Its horizon, {words}, has passed without an outcome." if over else f" Open until {words}."


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
