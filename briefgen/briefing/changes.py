"""What is different from the previous issue: records against records, never text against text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from briefgen import chronology, ledger, model
from briefgen.briefing.comparing import TEXTS, compared, figure_moved
from briefgen.briefing.corrections import regraded, revised_since, withdrawn
from briefgen.briefing.elements import Chance
from briefgen.briefing.events import chosen_figures
from briefgen.briefing.labels import Labels, worded
from briefgen.briefing.movement import chance, earlier, printed, said, same_term
from briefgen.briefing.moves import claims, moved_from_to
from briefgen.briefing.news import Change, Difference, Kind
from briefgen.briefing.opinions import O, chosen
from briefgen.briefing.viewpoint import Viewpoint, keyword, stamp
from briefgen.briefing.wording import RESULTS, RESULTS_AT_ONCE
from briefgen.dates import in_words, window

_MOVES = frozenset({"likelihood", "confidence", "by"})
"""What of a judgement a reader acts on."""
_TEXTS_OF_BRIEFS = frozenset({"title", "bottom_line", "sections", "gaps", "translations"})
"""What a brief says in words only."""


class Compared(NamedTuple):
    """The records that an issue holds, which are held against those of the issue before."""

    events: Sequence[model.Event]
    judgements: Sequence[model.Assessment]
    forecasts: Sequence[model.Forecast]


def changes(view: Viewpoint, labels: Labels, held: Compared) -> tuple[Change, ...]:
    """What changed since the previous issue, the most telling first; nothing in a first issue.

    Counts of events come last: all else is a change of one record.
    """
    if view.previous is None or view.before is None:
        return ()
    judgements = _others(chosen(view.previous.judgements, view.before.assessments), held.judgements)
    foretold = _others(chosen(view.previous.forecasts, view.before.forecasts), held.forecasts)
    gone = [now for old in foretold if (now := view.dossier.forecasts.get(old.id)) is not None]
    open_ = [old for old in foretold if (now := view.dossier.forecasts.get(old.id)) is None or now.outcome is None]
    events = tuple(_events(view, view.before, labels, held.events))
    taken_back = tuple(withdrawn(view))
    return (
        *taken_back,
        *_opinions(view, labels, held.judgements),
        *_resolved(view, labels, [*held.forecasts, *gone]),
        *_opinions(view, labels, held.forecasts),
        *(_dropped(view, old) for old in (*judgements, *open_)),
        *_sources(view, view.before, labels, {each.label.id for each in taken_back if each.label}),
        *_named(view, view.before, labels),
        *_figures(view, view.before, labels),
        *events,
        *_counted(view, events),
    )


def _opinions(view: Viewpoint, labels: Labels, records: Iterable[model.Judgement]) -> Iterator[Change]:
    """Judgements or forecasts that are new, or not what the last issue that held them said."""
    for record in records:
        old, forecast = printed(view, record), isinstance(record, model.Forecast)
        topic = keyword(view, record.category) if record.category else None
        since, label = revised_since(view, record), labels.of(record.id)
        if old is not None:
            if found := compared(view, labels, old, record):
                reason, since = (record.changed, since) if old.as_of != record.as_of else (None, None)
                text = moved_from_to(view, found)
                yield Change(_kind(found), label, text, reason, since, differences=found, topic=topic)
        elif not _ended(view, record):
            text = view.locale.gettext("New forecast.") if forecast else view.locale.gettext("New judgement.")
            yield Change("new", label, text, since=since, topic=topic)


def _ended(view: Viewpoint, record: model.Judgement) -> bool:
    """Whether nothing of it is open: a forecast that came out, which is told so, or a judgement that was closed."""
    if isinstance(record, model.Forecast):
        return record.outcome is not None
    versions = view.dossier.assessments.revisions(record.id)
    return record.likelihood is None and any(each.likelihood is not None for each in versions)


def _kind(found: Sequence[Difference]) -> Kind:
    keys = {each.key for each in found}
    if any(each.key in _MOVES and (each.key != "likelihood" or claims(each)) for each in found):
        return "moved"
    return "revised" if keys - TEXTS else "reworded"


def _resolved(view: Viewpoint, labels: Labels, forecasts: Iterable[model.Forecast]) -> Iterator[Change]:
    """Forecasts of this issue and of the previous one that have come out since, or before an issue printed them."""
    for record in forecasts:
        outcome, old = record.outcome, earlier(view, record)
        if outcome and (old is None or _open_then(view, record)):
            label = labels.of(record.id)
            printed_at_once = old is None and not view.apart  # what is compared need not be issues in a row
            words = view.locale.gettext((RESULTS_AT_ONCE if printed_at_once else RESULTS)[outcome.result])
            named = label if label.anchor else worded(old or record, view.locale)
            yield Change("resolved", named, words, since=stamp(view, outcome.on), result=outcome.result)


def _open_then(view: Viewpoint, record: model.Forecast) -> bool:
    """Whether the issue before knew no outcome."""
    then = view.before.forecasts.get(record.id) if view.before else None
    return then is None or then.outcome is None


def _dropped(view: Viewpoint, old: model.Judgement) -> Change:
    """That a judgement is not carried on: as the previous issue printed it, what became of it since, and why.

    One that ended has no likelihood any more; one that has may go on without being a key judgement of this issue.
    """
    now = view.dossier.judgement(old.id) or old
    words = _last_held(view, chance(view.then, old.likelihood), chance(view, now.likelihood))
    horizon = _horizon(view, now) if isinstance(now, model.Forecast) else None
    revised = now.as_of != old.as_of
    reason, since = (now.changed, revised_since(view, now)) if revised else (None, None)
    topic = keyword(view, old.category) if old.category else None
    text = " ".join(filter(None, (words, horizon)))
    return Change("dropped", worded(old, view.locale), text, reason, since, topic=topic)


def _last_held(view: Viewpoint, old: Chance | None, now: Chance | None) -> str:
    was, last = (said(view, each) if each else None for each in (old, now))
    if last and was and was != last and not same_term(old, now):
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


def _sources(view: Viewpoint, before: model.Dossier, labels: Labels, taken_back: Set[str]) -> Iterator[Change]:
    """The sources that were graded anew, or opened; between two ledgers also those that are described otherwise."""
    found = {each.label.id: each for each in regraded(view, before, labels) if each.label}
    yield from found.values()
    for source in view.dossier.sources.current if view.apart else ():
        old = before.sources.get(source.id)
        differences = compared(view, labels, old, source) if old is not None and source.id not in found else ()
        if source.id in taken_back:
            differences = tuple(each for each in differences if each.key != "withdrawn")
        if differences:
            since = revised_since(view, source)
            yield Change("revised", labels.of(source.id), "", None, since, differences=differences)


def _named(view: Viewpoint, before: model.Dossier, labels: Labels) -> Iterator[Change]:
    """Between two ledgers, the actors, places and briefs that are described otherwise.

    What stands for a whole ledger has one id in both. Two of these are held against each other by their briefs, too.
    """
    if not view.apart:
        return
    whole = view.previous is not None and view.previous.id == view.brief.id
    for section in ("actors", "places", "briefs"):
        now, then = getattr(view.dossier, section), getattr(before, section)
        for record in now.current:
            old = None if whole and record is view.brief else then.get(record.id)
            if old is not None and (found := compared(view, labels, old, record)):
                kind: Kind = "revised" if {each.key for each in found} - _TEXTS_OF_BRIEFS else "reworded"
                yield Change(kind, worded(record, view.locale), "", differences=found)
    if whole:
        briefs, others = view.dossier.briefs, before.briefs
        yield from (Change("new", worded(each, view.locale), "") for each in briefs.current if each.id not in others)
        yield from (Change("gone", worded(each, view.locale), "") for each in others.current if each.id not in briefs)


def _figures(view: Viewpoint, before: model.Dossier, labels: Labels) -> Iterator[Change]:
    """The key figures that are others than those of the same name in the previous issue."""
    if view.previous is None:
        return
    then = {each.what: each for _, each in chosen_figures(view.previous, before)}
    for event, each in chosen_figures(view.brief, view.dossier):
        was = then.get(each.what)
        moved = figure_moved(view, each.what, was, each) if was else None
        if moved and moved.before and moved.now and moved.before.words != moved.now.words:
            yield Change("figure", labels.of(event.id) if event else None, "", differences=(moved,))


def _events(view: Viewpoint, before: model.Dossier, labels: Labels, events: Sequence[model.Event]) -> Iterator[Change]:
    """The events of the chronology that the previous issue did not know, or not so."""
    new = [event for event in events if event.id not in before.events]
    yield from (Change("new", labels.of(event.id), "", since=revised_since(view, event)) for event in new)
    cutoff = view.previous_cutoff or 0
    for event in events:
        old = before.events.get(event.id)
        if old is None or not (view.apart or (ledger.known_since(view.dossier, event) or 0) > cutoff):
            continue
        if found := compared(view, labels, old, event):
            yield Change("revised", labels.of(event.id), "", None, revised_since(view, event), differences=found)
    for old in chronology.of(before) if view.apart else ():
        if old.id not in view.dossier.events:
            yield Change("gone", worded(old, view.locale), "")


def _counted(view: Viewpoint, events: Sequence[Change]) -> Iterator[Change]:
    new, revised = (sum(each.kind == kind for each in events) for kind in ("new", "revised"))
    if new:
        yield Change("events", None, _counted_new(view, new))
    if revised:
        yield Change("events", None, _counted_revised(view, revised))


def _counted_new(view: Viewpoint, count: int) -> str:
    return view.locale.ngettext(
        "%(count)s event new in the chronology.", "%(count)s events new in the chronology.", count
    )


def _counted_revised(view: Viewpoint, count: int) -> str:
    return view.locale.ngettext(
        "%(count)s event of earlier issues revised.", "%(count)s events of earlier issues revised.", count
    )
