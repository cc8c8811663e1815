"""What is different from the previous issue: records against records, never text against text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefgen import ledger, model
from briefgen.briefing.contents import Change
from briefgen.briefing.corrections import regraded, revised_since, withdrawn
from briefgen.briefing.elements import Chance
from briefgen.briefing.labels import Labels, worded
from briefgen.briefing.movement import NEW, UNCHANGED, chance, earlier, movement, said
from briefgen.briefing.opinions import O, chosen
from briefgen.briefing.viewpoint import Viewpoint, stamp
from briefgen.briefing.wording import RESULTS, RESULTS_AT_ONCE
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
    new, unchanged = view.locale.gettext(NEW), view.locale.gettext(UNCHANGED)
    for record in records:
        moved = movement(view, labels, record)
        forecast = isinstance(record, model.Forecast)
        if moved == new and isinstance(record, model.Forecast) and record.outcome:
            continue  # nothing open: it is among what came out
        if moved == new:
            text = view.locale.gettext("New forecast.") if forecast else view.locale.gettext("New judgement.")
            yield Change("new", labels.of(record.id), text, since=revised_since(view, record))
        elif moved and moved != unchanged:
            yield Change("moved", labels.of(record.id), moved, record.changed, revised_since(view, record))


def _resolved(view: Viewpoint, labels: Labels, forecasts: Iterable[model.Forecast]) -> Iterator[Change]:
    """Forecasts of this issue and of the previous one that have come out since, or before an issue printed them."""
    for record in forecasts:
        outcome, old = record.outcome, earlier(view, record)
        if outcome and (old is None or view.dossier.instant(outcome.on) > (view.previous_cutoff or 0)):
            label = labels.of(record.id)
            words = view.locale.gettext((RESULTS if old else RESULTS_AT_ONCE)[outcome.result])
            named = label if label.anchor else worded(old or record, view.locale)
            yield Change("resolved", named, words, since=stamp(view, outcome.on))


def _dropped(view: Viewpoint, old: model.Judgement) -> Change:
    """That a judgement is not carried on: as the previous issue printed it, what became of it since, and why.

    One that ended has no likelihood any more; one that has may go on without being a key judgement of this issue.
    """
    now = view.dossier.judgement(old.id) or old
    words = _last_held(view, *(chance(view, each.likelihood) for each in (old, now)))
    horizon = _horizon(view, now) if isinstance(now, model.Forecast) else None
    revised = now.as_of != old.as_of
    reason, since = (now.changed, revised_since(view, now)) if revised else (None, None)
    return Change("dropped", worded(old, view.locale), " ".join(filter(None, (words, horizon))), reason, since)


def _last_held(view: Viewpoint, old: Chance | None, now: Chance | None) -> str:
    was, last = (said(view, each) if each else None for each in (old, now))
    if last and was and was != last:
        return view.locale.gettext("Last held: %(likelihood)s, before %(earlier)s.", likelihood=last, earlier=was)
    if last:
        return view.locale.gettext("Last held: %(likelihood)s.", likelihood=last)
    if was:
        return view.locale.gettext("Closed; it was held %(likelihood)s.", likelihood=was)
    return view.locale.gettext("Not carried on.")


def _horizon(view: Viewpoint, forecast: model.Forecast) -> str | None:
    if forecast.by is None:
        return None
    last = window(forecast.by, None, view.dossier.zone).last
    words = in_words(forecast.by, None, view.dossier.zone, view.language)
    if last is not None and last <= view.dossier.cutoff(view.brief):
        return view.locale.gettext("Its horizon, %(date)s, has passed without an outcome.", date=words)
    return view.locale.gettext("Open until %(date)s.", date=words)


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
        yield Change("events", None, _counted_new(view, len(new)))
    if revised:
        yield Change("events", None, _counted_revised(view, len(revised)))


def _counted_new(view: Viewpoint, count: int) -> str:
    return view.locale.ngettext(
        "%(count)s event new in the chronology.", "%(count)s events new in the chronology.", count
    )


def _counted_revised(view: Viewpoint, count: int) -> str:
    return view.locale.ngettext(
        "%(count)s event of earlier issues revised.", "%(count)s events of earlier issues revised.", count
    )
