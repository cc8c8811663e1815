"""Intervals and sets in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.dates.edtf import Date, Kind, Limit, Span
from briefgen.dates.phrases import Phrase, listed, phrase_of, trimmed
from briefgen.dates.points import Point, Precision
from briefgen.dates.wording import put, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.dates.wording import Wording

_UNITS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}


def span_phrase(span: Span, wording: Wording) -> Phrase:
    """A single date, or an interval: `7–8 December 2024`, `from about 2023 to 2024`."""
    first, last = span
    if isinstance(first, Point) and isinstance(last, Point):
        if first == last:
            return phrase_of(first, wording)
        if shared := _shared((first, last), wording):
            (start, end), tail = shared
            dash = wording.wide_dash if " " in settled(start + end) else wording.dash
            return Phrase(put(tail, date=put(dash, first=start, last=end)))
        return joined(_within(first, last, wording), _within(last, first, wording), wording)
    return joined(
        first if isinstance(first, Limit) else phrase_of(first, wording),
        last if isinstance(last, Limit) else phrase_of(last, wording),
        wording,
    )


def _within(point: Point, other: Point, wording: Wording) -> Phrase:
    """An end that holds the other one, such as a year and a month of it: some time in that year is meant."""
    phrase = phrase_of(point, wording)
    holds = point.earliest <= other.earliest and other.latest <= point.latest and point.precision > other.precision
    if not holds or point.doubt or point.unspecified or point.significant:
        return phrase
    return phrase._replace(body=put(wording.some_time, date=phrase.body), plain=False)


def joined(first: Phrase | Limit, last: Phrase | Limit, wording: Wording) -> Phrase:
    """Two ends said in full, or one end and what is not stated or known of the other."""
    if isinstance(first, Limit):
        if isinstance(last, Limit):
            raise TypeError("an interval has a date at one end at least")
        until = last._replace(body=put(wording.until, date=last.body), plain=False)
        if first is Limit.OPEN:
            return until._replace(notes=(*until.notes, wording.no_start))
        return Phrase(put(wording.start_unknown, date=until), plain=False)
    if isinstance(last, Limit):
        since = first._replace(body=put(wording.since, date=first.body), plain=False)
        if last is Limit.OPEN:
            return since._replace(notes=(*since.notes, wording.ongoing))
        return Phrase(put(wording.end_unknown, date=since), plain=False)
    if first.plain and last.plain:
        return Phrase(put(wording.wide_dash, first=first, last=last))
    return Phrase(put(wording.from_to, first=first, last=last), plain=False)


def set_phrase(date: Date, wording: Wording) -> Phrase:
    """One of a set ("7 or 8 December 2024") or all of it ("November and December 2024")."""
    if len(date.spans) == 1:
        return Phrase(_whole(date.spans[0], date.kind, wording))
    pattern = wording.one_or if date.kind is Kind.ONE_OF else wording.all_and
    points = [span.first for span in date.spans if span.first is span.last and isinstance(span.first, Point)]
    if len(points) == len(date.spans) and (shared := _shared(points, wording)):
        items, tail = shared
        return Phrase(put(tail, date=listed(items, pattern, wording)))
    return Phrase(listed([_item(span, wording) for span in date.spans], pattern, wording))


def _whole(span: Span, kind: Kind, wording: Wording) -> str:
    """The only member of a set."""
    first, last = span
    if first is last:
        return str(span_phrase(span, wording))
    known = max(end.precision for end in span if isinstance(end, Point))
    unit = wording.units[_UNITS.get(known, 3)]
    if isinstance(first, Point) and isinstance(last, Point):
        (start, end), tail = _shared((first, last), wording) or (
            [str(phrase_of(first, wording)), str(phrase_of(last, wording))],
            "{date}",
        )
        pattern = wording.some_unit if kind is Kind.ONE_OF else wording.every_unit
        return put(tail, date=put(pattern, unit=unit, first=start, last=end))
    date = phrase_of(first if isinstance(first, Point) else _known(last), wording)
    if kind is Kind.ALL_OF:
        pattern = wording.every_until if isinstance(first, Limit) else wording.every_since
    elif known == Precision.DAY:
        pattern = wording.on_or_before if isinstance(first, Limit) else wording.on_or_after
    else:
        pattern = wording.in_or_before if isinstance(first, Limit) else wording.in_or_after
    return put(pattern, unit=unit, date=date)


def _item(span: Span, wording: Wording) -> str:
    """One member of a set of several."""
    if isinstance(span.first, Limit):
        return put(wording.item_until, date=phrase_of(_known(span.last), wording))
    if isinstance(span.last, Limit):
        return put(wording.item_since, date=phrase_of(span.first, wording))
    return str(span_phrase(span, wording))


def _known(end: Point | Limit) -> Point:
    if isinstance(end, Limit):
        raise TypeError("a range has a date at one end at least")
    return end


def _shared(points: Sequence[Point], wording: Wording) -> tuple[list[str], str] | None:
    """`trimmed`, where the dates are plain and of one precision, so that they can share their end."""
    same = points[0].precision
    if same in _UNITS and all(point.precision == same and phrase_of(point, wording).plain for point in points):
        return trimmed(points, wording)
    return None
