"""What is different from the previous issue: records against records, never text against text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefgen import chronology, ledger, model
from briefgen.briefing.contents import Change
from briefgen.briefing.events import Viewpoint
from briefgen.briefing.labels import Labels
from briefgen.briefing.opinions import NEW, UNCHANGED, chosen, earlier, movement
from briefgen.briefing.wording import RESULTS, amount, counted, humanised, listed
from briefgen.dates import in_words, moment_in_words


def changes(
    view: Viewpoint,
    labels: Labels,
    events: Sequence[model.Event],
    judgements: Iterable[model.Assessment],
    forecasts: Iterable[model.Forecast],
) -> tuple[Change, ...]:
    """What changed since the previous issue, the most telling first; nothing in a first issue."""
    if view.before is None:
        return ()
    return (
        *_moved(view, labels, judgements),
        *_resolved(view, labels, forecasts),
        *_moved(view, labels, forecasts),
        *_dropped(view, judgements),
        *_events(view, view.before, events),
    )


def corrections(view: Viewpoint, labels: Labels) -> tuple[Change, ...]:
    """Events of earlier issues that were revised or withdrawn since the previous one, with what is different."""
    cutoff = view.previous_cutoff
    if view.before is None or cutoff is None:
        return ()
    found = []
    for event in chronology.order(view.dossier.events.current, view.dossier.zone):
        old = view.before.events.get(event.id)
        since = ledger.known_since(view.dossier, event)
        if old is None or since is None or since <= cutoff or old.status == "retracted":
            continue
        differences = list(_differences(view, old, event))
        if differences:
            kind = "retraction" if event.status == "retracted" else "revision"
            found.append(Change(kind, labels.of(event.id), f"{listed(differences)}.", _since(view, event)))
    return tuple(found)


def _since(view: Viewpoint, event: model.Event) -> str | None:
    return moment_in_words(event.as_of, view.dossier.zone, view.language) if event.as_of else None


def _moved(view: Viewpoint, labels: Labels, records: Iterable[model.Judgement]) -> Iterator[Change]:
    for record in records:
        moved = movement(view, record)
        if moved == NEW:
            yield Change("new", labels.of(record.id), f"New {_noun(record)}.")
        elif moved and moved != UNCHANGED:
            yield Change("moved", labels.of(record.id), moved, record.changed)


def _noun(record: model.Judgement) -> str:
    return "forecast" if isinstance(record, model.Forecast) else "judgement"


def _resolved(view: Viewpoint, labels: Labels, forecasts: Iterable[model.Forecast]) -> Iterator[Change]:
    for record in forecasts:
        old = earlier(view, record)
        if record.outcome and isinstance(old, model.Forecast) and old.outcome is None:
            yield Change("resolved", labels.of(record.id), RESULTS[record.outcome.result])


def _dropped(view: Viewpoint, judgements: Iterable[model.Assessment]) -> Iterator[Change]:
    """Judgements that the previous issue held and this one does not."""
    if view.previous is None or view.before is None:
        return
    kept = {record.id for record in judgements}
    dropped = [record for record in chosen(view.previous.judgements, view.before.assessments) if record.id not in kept]
    if dropped:
        yield Change("dropped", None, f"{counted(len(dropped), 'key judgement')} of the previous issue not carried on.")


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


def _differences(view: Viewpoint, old: model.Event, new: model.Event) -> Iterator[str]:
    """How two versions of an event differ, in words."""
    if new.status != old.status:
        if new.status == "retracted":
            yield "Withdrawn"
            return
        yield f"status {humanised(old.status or 'not stated')}, now {humanised(new.status or 'not stated')}"
    if (new.date, new.time) != (old.date, old.time):
        words = [in_words(each.date, each.time, view.dossier.zone, view.language) for each in (old, new)]
        yield f"date {words[0]}, now {words[1]}"
    if new.title != old.title:
        yield f"was headed “{old.title}”"
    before = {figure.what: figure for figure in old.figures}
    for figure in new.figures:
        earlier_figure = before.get(figure.what)
        if earlier_figure is None:
            yield f"{humanised(figure.what)} added: {amount(figure)}"
        elif amount(earlier_figure) != amount(figure):
            yield f"{humanised(figure.what)} {amount(earlier_figure)}, now {amount(figure)}"
    added = {citation.source for citation in new.sources} - {citation.source for citation in old.sources}
    if added:
        yield f"{counted(len(added), 'source')} added"
    if new.text != old.text:
        yield "text rewritten"
    if new.conflicts != old.conflicts:
        yield "conflict between sources " + ("settled" if new.conflicts is None else "noted")
