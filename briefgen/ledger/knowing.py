"""What was known when: the one place that says from which moment on a record counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from briefgen.dates import window
from briefgen.ledger.keeping import keeping
from briefgen.model import SECTIONS, Brief, Dossier, Event, Forecast, Record, Records, Source

FROM_THE_START = float("-inf")
R = TypeVar("R", bound=Record)


def known_since(dossier: Dossier, record: Record) -> int | None:
    """The instant from which a version of a record was known, in seconds since 1970; None: from the start.

    Not before its `as_of`; a source not before it was published; an event not before the earliest source it cites was
    known. Without `as_of`, its own date stands in for the sources of an event that cites none, and for one whose date
    nobody states.
    """
    since = dossier.derived("known since", dict[Record, int | None])
    if record not in since:
        since[record] = max((moment for moment in _not_before(dossier, record) if moment is not None), default=None)
    return since[record]


def first_known(dossier: Dossier, id_: str) -> float | None:
    """The instant at which something was first known under an id; None where nothing ever was."""
    moments = dossier.derived("when known", dict[str, float | None])
    if id_ not in moments:
        moments[id_] = _first_known(dossier, id_)
    return moments[id_]


def _first_known(dossier: Dossier, id_: str) -> float | None:
    found = dossier.find(id_)
    if found is None:
        return None
    moments = (known_since(dossier, record) for record in getattr(dossier, found.section).revisions(id_))
    return min(FROM_THE_START if moment is None else moment for moment in moments)


def standing(dossier: Dossier, id_: str, moment: int) -> Record | None:
    """The version of a record that stands at a moment; None where none is known yet."""
    found = dossier.find(id_)
    if found is None:
        return None
    revisions: tuple[Record, ...] = getattr(dossier, found.section).revisions(id_)
    return latest(dossier, revisions, moment)


def latest(dossier: Dossier, revisions: Sequence[R], moment: int) -> R | None:
    """The last of a record's versions that is known at a moment; None where none is known yet."""
    known = (each for each in reversed(revisions) if (since := known_since(dossier, each)) is None or since <= moment)
    return next(known, None)


def as_known(dossier: Dossier, moment: int, written: Dossier | None = None) -> Dossier:
    """The dossier as known at a moment (seconds since 1970), that instant included.

    Later records, revisions and outcomes are gone, with everything that names them. Briefs stay: a brief is not
    knowledge, and one that is corrected later still shows what was known at its cut-off. What others confirmed (1) is
    only probable (2), and what two origins confirmed is only reported, where some of them are gone since the dossier
    was `written` (by default, this one) or were withdrawn, and one origin is left: judged of what is left in the end,
    for whose report a source relays may be withheld on the way. What one party admitted was never the word of two, and
    stays confirmed.
    """
    kept = _each_but_briefs(dossier, lambda record: (since := known_since(dossier, record)) is None or since <= moment)
    kept["forecasts"] = [without_later_outcome(dossier, forecast, moment) for forecast in kept["forecasts"]]
    left = keeping(dossier, kept)
    events = (_as_confirmed(written or dossier, dossier, left, event) for event in left.events)
    return left.having(events=Records(events, left.zone))


def as_written(dossier: Dossier, moment: int) -> Dossier:
    """The dossier without what its authors say they did not know yet at a moment; sources count as if just published.

    This much of what was known then can be told from each record alone.
    """
    return keeping(
        dossier, _each_but_briefs(dossier, lambda record: not record.as_of or dossier.instant(record.as_of) <= moment)
    )


def issued(dossier: Dossier, moment: int) -> Dossier:
    """The dossier with its briefs as they stood at a moment: a brief without `as_of` is there from its period on."""
    briefs = Records((brief for brief in dossier.briefs if _issued_since(dossier, brief) <= moment), dossier.zone)
    return dossier.having(briefs=briefs)


def _not_before(dossier: Dossier, record: Record) -> Iterator[int | None]:
    if record.as_of is not None:
        yield dossier.instant(record.as_of)
    if isinstance(record, Source) and record.published:
        yield dossier.instant(record.published)
    if isinstance(record, Event):
        yield _told_since(dossier, record)


def _told_since(dossier: Dossier, event: Event) -> int | None:
    first = dossier.derived("sources known", lambda: _sources_first_known(dossier))
    own = None if event.as_of else window(event.date, event.time, dossier.zone).first
    told = [first[citation.source] for citation in event.sources if citation.source in first]
    moments = [own if since is None else since for since in told] or [own]
    known = [since for since in moments if since is not None]
    return min(known) if len(known) == len(moments) else None


def _sources_first_known(dossier: Dossier) -> Mapping[str, int | None]:
    first: dict[str, int | None] = {}
    for source in dossier.sources:
        since = known_since(dossier, source)
        earlier = first.get(source.id, since)
        first[source.id] = None if since is None or earlier is None else min(since, earlier)
    return first


def _issued_since(dossier: Dossier, brief: Brief) -> int:
    if brief.as_of is not None:
        return dossier.instant(brief.as_of)
    first = window(brief.period, None, dossier.zone).first
    return dossier.cutoff(brief) if first is None else first


def _each_but_briefs(dossier: Dossier, wanted: Callable[[Any], bool]) -> dict[str, list[Any]]:
    """The records that are wanted, by section, and all briefs."""
    return {
        section: [record for record in getattr(dossier, section) if section == "briefs" or wanted(record)]
        for section in SECTIONS
    }


def without_later_outcome(dossier: Dossier, forecast: Forecast, moment: int) -> Forecast:
    """A forecast that has not come out yet at a moment."""
    outcome = forecast.outcome
    if outcome is None or dossier.instant(outcome.on) <= moment:
        return forecast
    return forecast.model_copy(update={"outcome": None})


def _as_confirmed(written: Dossier, open_: Dossier, left: Dossier, event: Event) -> Event:
    """An event with the grades and the status that what is left of its sources bears out."""
    confirmed = event.status == "confirmed"
    if not confirmed and all(citation.credibility != 1 for citation in event.sources):
        return event
    before, shown = (_version(each, event) for each in (written, open_))
    upheld = left.upheld(event)
    if len(before.sources) == len(upheld.sources):
        return event  # as its author meant it: a desk may turn the rules off
    changes: dict[str, Any] = {}
    if len(left.witnesses(upheld)) < 2:
        lowered = {"credibility": 2}
        changes["sources"] = tuple(
            each.model_copy(update=lowered) if each.credibility == 1 else each for each in event.sources
        )
    # What a withheld source relays must tell nothing, so each of these counts as an origin of its own.
    origins = len(open_.origins(_cited(shown))) + len(before.sources) - len(shown.sources)
    if confirmed and len(left.origins(_cited(upheld))) < 2 <= origins:
        changes["status"] = "reported"
    return event.model_copy(update=changes) if changes else event


def _cited(event: Event) -> list[str]:
    return [citation.source for citation in event.sources]


def _version(dossier: Dossier, event: Event) -> Event:
    return next(each for each in dossier.events.revisions(event.id) if each.as_of == event.as_of)
