"""The issue after one: its dates, its number, and what it carries on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefgen.dates import Date, Day, Moment, days
from briefgen.ledger.knowing import first_known, standing
from briefgen.ledger.viewing import issues_before
from briefgen.model import Assessment, Brief, Dossier, Forecast, Records

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!.*\d{4}-\d{2}-\d{2})")
_NUMBER = re.compile(r"\d+(?!.*\d)")


@dataclass(frozen=True, slots=True)
class Following:
    """The next issue of a series, as far as it follows from the one before."""

    id: str
    number: int | None
    cutoff: Moment
    period: Date
    next: Date | None
    judgements: tuple[str, ...] | None
    """Those carried on; None where the issue before names none, and holds all that are current."""
    forecasts: tuple[str, ...] | None
    ended: tuple[str, ...]
    """The judgements and forecasts of the issue before that ended, or came out."""
    new_judgements: tuple[str, ...]
    """Those that were made since it closed, where it names the ones it holds."""
    new_forecasts: tuple[str, ...]
    assumed: str
    """By what its dates were reckoned, in words."""


def following(dossier: Dossier, brief: Brief) -> Following:
    """The issue after a brief. Raises `DateError` where no date can follow."""
    rolled, assumed = _rhythm(dossier, brief)
    closed = _day(brief.cutoff, dossier)
    closes = rolled(closed)
    cutoff = _cutoff(dossier, brief.cutoff, closes)
    moment = cutoff.last(dossier.zone)
    named = (*(brief.judgements or ()), *(brief.forecasts or ()))
    open_ = {id_ for id_ in named if _is_open(dossier, id_, moment)}
    return Following(
        id=_id(brief.id, closes),
        number=brief.number and brief.number + 1,
        cutoff=cutoff,
        period=_period(dossier, brief, closes.ordinal - closed.ordinal),
        next=Date.parse(rolled(closes).iso()) if brief.next or dossier.project.rhythm else None,
        judgements=None if brief.judgements is None else tuple(id_ for id_ in brief.judgements if id_ in open_),
        forecasts=None if brief.forecasts is None else tuple(id_ for id_ in brief.forecasts if id_ in open_),
        ended=tuple(id_ for id_ in named if id_ not in open_),
        new_judgements=_new(dossier, brief, dossier.assessments, moment) if brief.judgements else (),
        new_forecasts=_new(dossier, brief, dossier.forecasts, moment) if brief.forecasts else (),
        assumed=assumed,
    )


def _is_open(dossier: Dossier, id_: str, moment: int) -> bool:
    """Whether a judgement is still held at a moment.

    A forecast is until it came out; an assessment until a revision leaves out its likelihood.
    """
    judgement = standing(dossier, id_, moment)
    if isinstance(judgement, Forecast):
        return judgement.outcome is None or dossier.instant(judgement.outcome.on) > moment
    if not isinstance(judgement, Assessment):
        return False
    return judgement.likelihood is not None or all(
        each.likelihood is None for each in dossier.assessments.revisions(judgement.id)
    )


def _new(dossier: Dossier, brief: Brief, records: Records[Any], moment: int) -> tuple[str, ...]:
    closed = dossier.cutoff(brief)
    first = {id_: since for id_ in records.ids if (since := first_known(dossier, id_)) is not None}
    return tuple(id_ for id_ in first if first[id_] > closed and _is_open(dossier, id_, moment))


def _rhythm(dossier: Dossier, brief: Brief) -> tuple[Callable[[Day], Day], str]:
    """From the day that an issue closes on to that of the next one; and by what."""
    if dossier.project.rhythm:
        return dossier.project.rhythm.after, f"by the rhythm of the project, {dossier.project.rhythm}"
    closed = _day(brief.cutoff, dossier)
    due = days(brief.next)[0] if brief.next else None
    if due is not None and due > closed:
        length, why = due.ordinal - closed.ordinal, f"for `{brief.id}` announces the next issue so"
    elif before := issues_before(dossier, brief):
        length = closed.ordinal - _day(before[0].cutoff, dossier).ordinal
        why = f"as `{brief.id}` came after `{before[0].id}`"
    else:
        first, last = days(brief.period)
        length = last.ordinal - first.ordinal if first and last else 7
        why = f"the length of the period of `{brief.id}`"
    length = max(length, 1)
    return lambda day: day.plus(length), f"{length} day{'' if length == 1 else 's'} on, {why}"


def _day(moment: Moment, dossier: Dossier) -> Day:
    if moment.point.time is None:
        return moment.point.latest
    local = moment.local(dossier.zone)
    return Day(local.year, local.month, local.day)


def _cutoff(dossier: Dossier, old: Moment, day: Day) -> Moment:
    """A cut-off on another day, at the same time by the clocks of the project, whatever their offset is then."""
    if old.point.time is None:
        return Moment.parse(day.iso())
    local = old.local(dossier.zone)
    moved = local.replace(year=day.year, month=day.month, day=day.day)
    precise = "seconds" if local.second else "minutes"
    text = moved.replace(tzinfo=None) if old.naive else moved
    return Moment.parse(text.isoformat(timespec=precise))


def _period(dossier: Dossier, brief: Brief, moved: int) -> Date:
    """The period that follows: on from where the one before ended, or from the same start where it always does."""
    first, last = days(brief.period)
    if first is None or last is None:
        return brief.period
    if re.fullmatch(r"\d{4}-\d{2}", brief.period.text):
        return Date.parse(last.plus(1).iso()[:7])
    before = issues_before(dossier, brief)
    earlier = days(before[0].period) if before else (None, None)
    if earlier[0] == first:
        start = first
    elif first == last:
        start = last.plus(moved)
    elif earlier[1] is not None and 0 <= first.ordinal - earlier[1].ordinal <= 1:
        start = last.plus(first.ordinal - earlier[1].ordinal)
    else:  # a day of which some is left belongs to the next issue too
        start = last if brief.cutoff.point.time is not None and _day(brief.cutoff, dossier) <= last else last.plus(1)
    end = last.plus(moved)
    return Date.parse(end.iso() if start >= end else f"{start.iso()}/{end.iso()}")


def _id(old: str, closes: Day) -> str:
    """The id of the next issue: its date where there is one in the old id, else the next number."""
    if _DATE.search(old):
        return _DATE.sub(closes.iso(), old)
    if found := _NUMBER.search(old):
        return _NUMBER.sub(str(int(found[0]) + 1).zfill(len(found[0])), old)
    return f"{old}-2"
