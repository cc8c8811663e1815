"""What falls when a source or an event is taken back: a dossier before and after, and what no longer stands in it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from briefgen import ledger
from briefgen.briefing.back_issues import issues_citing, issues_with
from briefgen.briefing.corrections import withdrawn
from briefgen.briefing.news import Change
from briefgen.briefing.viewpoint import Viewpoint, viewpoint
from briefgen.dates import Moment
from briefgen.language import ENGLISH
from briefgen.model import Assessment, Brief, Dossier, Event, Forecast, Judgement, Record, Records, Source
from briefgen.rules.argument import confidence_above_basis
from briefgen.rules.withdrawal import WITHDRAWN


@dataclass(frozen=True, slots=True)
class Loss:
    """A record that loses something, and what, in words. A grave one does not stand as it is written."""

    record: Record
    what: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Fall:
    """What falls with a record that is taken back."""

    events: tuple[Loss, ...]
    """Those that lose all or some support, the first that lose all."""
    unsourced: tuple[str, ...]
    """The ids of those that lose all."""
    judgements: tuple[Loss, ...]
    """Key judgements that rest on it at any remove; grave where their confidence claims more than is left carries."""
    forecasts: tuple[Loss, ...]
    """Forecasts that rest on it, that came out by it, or of which an indicator was seen by it."""
    issues: tuple[Brief, ...]
    """The issues that printed it, in all their editions, and the drafts that hold it, the earliest first."""
    carrying: tuple[Brief, ...]
    """The other issues whose seals list it: its readers have it in the data that came with the page."""
    following: Brief | None
    """The first issue that will know, where it is written down already."""
    notice: Change | None
    """The correction that it will print, or the next one would; None where no issue printed the record."""


def taken_back(record: Source | Event, as_of: Moment, because: str | None) -> Source | Event:
    """The version of a record that says that it is taken back, from a moment on and for a reason in words."""
    if isinstance(record, Event):
        reason = {} if because is None else {"text": because}
        return record.model_copy(update={"as_of": as_of, "status": "retracted", **reason})
    reason = {} if because is None else {"why": because}
    return record.model_copy(update={"as_of": as_of, "withdrawn": True, **reason})


def is_back(record: Record) -> bool:
    """Whether it was taken back already."""
    if isinstance(record, Source):
        return record.withdrawn
    return isinstance(record, Event) and record.status == "retracted"


def fall(dossier: Dossier, record: Source | Event, version: Source | Event) -> Fall:
    """What falls with the latest version of a record, once `version`, which takes it back, comes after it."""
    after = _with(dossier, version)
    events = tuple(_events(dossier, after, record))
    lost = [each for loss in events if isinstance(each := loss.record, Event)]
    unsourced = tuple(each.id for each in lost if each.sources and not after.upheld(each).sources)
    gone = {record.id, *unsourced, *(after.fallen - dossier.fallen)}
    touched = gone | {loss.record.id for loss in events}
    judgements = tuple(_judgements(dossier, after, touched, gone))
    following = _following(dossier, version)
    issue = following or _imagined(dossier, version)
    issues = tuple(_issues(dossier, record, issue)) if issue else ()
    return Fall(
        events=events,
        unsourced=unsourced,
        judgements=tuple(loss for loss in judgements if isinstance(loss.record, Assessment)),
        forecasts=tuple(loss for loss in judgements if isinstance(loss.record, Forecast)),
        issues=issues,
        carrying=tuple(each for each in _sealed_with(dossier, record) if each not in issues),
        following=following,
        notice=_notice(dossier, after, issue) if issue else None,
    )


def _with(dossier: Dossier, record: Record) -> Dossier:
    return dossier.having(**{record.section: Records((*getattr(dossier, record.section), record), dossier.zone)})


def _events(dossier: Dossier, after: Dossier, record: Record) -> list[Loss]:
    """The events that lose support: first those that lose all, then those that are told otherwise from now on."""
    found = []
    for event in dossier.events.current:
        if event.status in WITHDRAWN or event.id == record.id:
            continue
        before, left = dossier.upheld(event), after.upheld(event)
        if len(left.sources) < len(before.sources):
            found.append((bool(left.sources), _support(after, event, before, left)))
        elif isinstance(record, Event) and record.id in ledger.rests_on(event):
            found.append((True, Loss(event, f"its text cites `{record.id}`")))
    return [loss for _, loss in sorted(found, key=lambda each: (each[0], not each[1].grave))]


def _support(after: Dossier, event: Event, before: Event, left: Event) -> Loss:
    told, had, has = event.status or "no status", len(before.sources), len(left.sources)
    if not has:
        lost = "its only source" if had == 1 else f"all of its {had} sources"
        return Loss(event, f"{told}; loses {lost}", grave=True)
    origins, earlier = (len(after.origins(each.source for each in version.sources)) for version in (left, before))
    of = "of one origin" if origins == 1 else f"of {origins} origins"
    words = f"{told}; {has} of {had} sources left, {of}"
    if event.status == "confirmed" and origins < 2 <= earlier:
        return Loss(event, f"{words}: briefs print it as reported from then on", grave=True)
    return Loss(event, words)


def _judgements(dossier: Dossier, after: Dossier, touched: Container[str], gone: Container[str]) -> Iterator[Loss]:
    """The judgements and forecasts that rest on what is touched, at any remove, or on what is gone in another way."""
    reached = _resting(dossier, touched)
    weaker = _weaker(dossier, after)
    for judgement in (*dossier.assessments.current, *dossier.forecasts.current):
        by_events = list(_by_events(judgement, gone)) if isinstance(judgement, Forecast) else []
        said, grave = [words for words, _ in by_events], any(alone for _, alone in by_events)
        held = judgement.id in reached and not (isinstance(judgement, Forecast) and judgement.outcome)
        if judgement.id in weaker:
            said, grave = [weaker[judgement.id], *said], True
        elif held and judgement.basis and all(id_ in gone for id_ in judgement.basis):
            said, grave = [f"rests on {_listed(judgement.basis)} alone", *said], True
        elif held:
            on = [id_ for id_ in ledger.rests_on(judgement) if id_ in touched or id_ in reached]
            rest = f"; the rest still carries its {judgement.confidence} confidence" if judgement.confidence else ""
            said.insert(0, f"rests on {_listed(on)}{rest}")
        if said:
            yield Loss(judgement, "; ".join(said), grave)


def _resting(dossier: Dossier, touched: Container[str]) -> set[str]:
    """The ids of the judgements and forecasts that rest on something, or on one another so."""
    reached: set[str] = set()
    waiting: list[Judgement] = [*dossier.assessments.current, *dossier.forecasts.current]
    while found := [each for each in waiting if any(id_ in touched or id_ in reached for id_ in ledger.rests_on(each))]:
        reached |= {each.id for each in found}
        waiting = [each for each in waiting if each.id not in reached]
    return reached


def _weaker(dossier: Dossier, after: Dossier) -> dict[str, str]:
    """Whose basis no longer carries what their confidence claims, and why, by id: what the rule finds anew."""
    owners = {each.at("confidence"): each.id for each in (*dossier.assessments.current, *dossier.forecasts.current)}
    before = set(confidence_above_basis.function(dossier))
    new = (each for each in confidence_above_basis.function(after) if each not in before)
    return {owners[each.place]: each.message for each in new if each.place in owners}


def _by_events(forecast: Forecast, gone: Container[str]) -> Iterator[tuple[str, bool]]:
    """What a forecast says by events that are gone, how it came out and what was seen; whether by no other."""
    shown = [(f"came out as {forecast.outcome.result} by", forecast.outcome.because)] if forecast.outcome else []
    shown += [(f"its indicator `{each.id}` was seen in", each.seen) for each in forecast.indicators]
    for words, ids in shown:
        fallen, left = [id_ for id_ in ids if id_ in gone], [id_ for id_ in ids if id_ not in gone]
        if fallen:
            yield f"{words} {_listed(fallen)} {f'and {len(left)} more' if left else 'alone'}", not left


def _listed(ids: Iterable[str]) -> str:
    return ENGLISH.listed([f"`{id_}`" for id_ in ids])


# Issues


def _following(dossier: Dossier, version: Record) -> Brief | None:
    """The first issue that will know of a version; a flash update corrects nothing."""
    since = ledger.known_since(dossier, version) or 0
    later = (each for each in dossier.briefs.current if each.form != "flash" and dossier.cutoff(each) >= since)
    return min(later, key=lambda each: (dossier.cutoff(each), *_aside(dossier, each)), default=None)


def _imagined(dossier: Dossier, version: Record) -> Brief | None:
    """The issue after the last one of the series, as far as it needs to be known to say what it will correct."""
    made = [each for each in dossier.briefs.current if each.form != "flash"]
    last = min(made, key=lambda each: (*_aside(dossier, each), -dossier.cutoff(each)), default=None)
    return last and last.model_copy(update={"id": f"after-{last.id}"[:100], "cutoff": version.as_of, "number": None})


def _aside(dossier: Dossier, brief: Brief) -> tuple[bool, bool]:
    """Sorts situation reports in the project's language before other editions and forms."""
    return brief.form != "sitrep", brief.language not in {None, dossier.project.language}


def _issues(dossier: Dossier, record: Record, issue: Brief) -> list[Brief]:
    """The issues before one that printed a record, each edition, the earliest first: all its readers are owed word."""
    view = viewpoint(_holding(dossier, issue), issue, {})
    holding = issues_with if isinstance(record, Event) else issues_citing
    found = holding(view, record.id, editions=True)
    mark = ledger.marking(dossier, record)
    return [each for each in reversed(found) if mark <= ledger.marking(dossier, each)]


def _sealed_with(dossier: Dossier, record: Source | Event) -> list[Brief]:
    """The issues whose seals list a record, the earliest first."""
    seals = (seal for seal in dossier.issues if any(each.id == record.id for each in seal.records))
    return sorted((dossier.briefs[seal.brief] for seal in seals), key=lambda each: (dossier.cutoff(each), each.id))


def _notice(dossier: Dossier, after: Dossier, issue: Brief) -> Change | None:
    """What an issue corrects after a retraction and not before it."""
    before = list(withdrawn(_seen(dossier, issue)))
    return next((each for each in withdrawn(_seen(after, issue)) if each not in before), None)


def _seen(dossier: Dossier, issue: Brief) -> Viewpoint:
    return viewpoint(ledger.view(_holding(dossier, issue), issue), issue, {})


def _holding(dossier: Dossier, issue: Brief) -> Dossier:
    """The dossier with an issue in it."""
    if issue.id in dossier.briefs:
        return dossier
    return dossier.having(briefs=Records((*dossier.briefs, issue), dossier.zone))
