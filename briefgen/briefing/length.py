"""How long a briefing is on paper, roughly, before it is laid out: what depends on that is decided by it.

Lengths are lines of body text, and what counts as much; the measures are those of the default theme.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.briefing.contents import Briefing
from briefgen.briefing.entries import Entry, SourceEntry
from briefgen.briefing.front import PAGE, STATEMENT, height, lines, on_paper
from briefgen.briefing.judged import Forecast, Judgement, Opinion, Point, Sign
from briefgen.briefing.news import Change
from briefgen.model import Image
from briefgen.pictures import shown

_FILLED = 0.91
"""How much of a page is filled: entries that are kept whole leave some of it empty."""
_CONTENTS_BEYOND = 6
"""In pages: what is longer has a list of contents on paper."""
_VOLUME_BEYOND = 40
"""In pages: what is longer begins each part on a page of its own, as a book does."""

_REASON, _SMALL, _ANNEX, _COLUMN = 72, 92, 120, 56
"""Characters in a line, by the size of its type."""
_TREND = 6.5
"""The drawing of how a judgement moved."""


def needs_contents(briefing: Briefing) -> bool:
    """Whether a reader of the paper wants a list of contents."""
    return _longer(briefing, _CONTENTS_BEYOND)


def is_volume(briefing: Briefing) -> bool:
    """Whether it is so long that a page which is left empty in part is less than that a part is found at once."""
    return _longer(briefing, _VOLUME_BEYOND)


def is_long(record: Entry | Opinion) -> bool:
    """Whether an event or a judgement takes more than half a page, and so may be split.

    By so much that the estimate is sure of it.
    """
    return (_opinion(record) if isinstance(record, Opinion) else _entry(record)) > 0.57 * PAGE


def pages(briefing: Briefing) -> float:
    """How many pages it takes."""
    return _body(briefing) + height(briefing, on_paper(briefing)) / PAGE


def _longer(briefing: Briefing, most: int) -> bool:
    """Whether it takes more pages."""
    return _body(briefing) > most or pages(briefing) > most


def _body(briefing: Briefing) -> float:
    """How many pages all but page one takes."""
    taken = _facts(briefing) + _assessments(briefing) + _annexes(briefing)
    taken += sum(map(_picture, briefing.images.values()))
    return taken / _FILLED / PAGE


def _picture(image: Image) -> float:
    """A picture and its caption, in a column of 454 CSS pixels with lines of 18."""
    width, height = shown(image)
    return 2.5 + height * min(1, 454 / width) / 18


def _facts(briefing: Briefing) -> float:
    days = [day for stretch in briefing.chronology for day in stretch.days]
    listed = 1.2 * len(briefing.highlights) + 2.2 * len(days) + 1.9 * len(briefing.chronology)
    tables = 1.6 * len(briefing.figures) + sum(1.2 + lines(text, _SMALL) for _, text in briefing.conflicts)
    prose = sum(4 + lines(section.text) for section in briefing.fact_sections)
    gaps = sum(0.2 + lines(gap) for gap in briefing.gaps)
    drawn = 28 * briefing.mapped + 7.5 * len(briefing.courses)
    return drawn + listed + tables + prose + gaps + sum(map(_entry, (*briefing.entries, *briefing.background)))


def _entry(entry: Entry) -> float:
    small = len(entry.figures) + lines(entry.conflicts, _SMALL) + lines("".join(use.text for use in entry.uses), _SMALL)
    return 3.1 + lines(entry.text) + 0.9 * (small + sum(1 for _ in entry.cites[:1]))


def _assessments(briefing: Briefing) -> float:
    prose = sum(4 + lines(section.text) for section in briefing.assessment_sections)
    trends = sum(0.5 + lines(trend.why, 46) for trend in briefing.trends)
    watched = [lines(watch.text, 46) for watch in briefing.indicators if watch.seen]
    watched += [lines(" ".join(watch.text for watch in watches), 90) for _, watches in briefing.unseen]
    board = 4 + sum(0.4 + 0.9 * each for each in watched) if watched else 0
    return prose + trends + board + sum(map(_opinion, (*briefing.judgements, *briefing.forecasts)))


def _opinion(opinion: Opinion) -> float:
    rows = [
        1,
        *(lines(text, _REASON) for text in _texts(opinion)),
        bool(opinion.basis),
        bool(opinion.uses),
        len(opinion.history),
    ]
    rows += [_points(opinion.assumptions), _points(opinion.alternatives), _signs(opinion)]
    drawn = _TREND * (len(opinion.history) > 1)
    return 2.1 + drawn + 1.15 * lines(opinion.text, STATEMENT) + sum(0.36 + 0.96 * row for row in rows if row)


def _texts(opinion: Opinion) -> tuple[str | None, ...]:
    judged_by = opinion.judged_by if isinstance(opinion, Forecast) else None
    return (opinion.because, opinion.changed, opinion.dissent, opinion.so_what, judged_by)


def _points(points: Iterable[Point]) -> int:
    return sum(lines(point.text, _REASON) + lines(point.note, _REASON) for point in points)


def _signs(opinion: Opinion) -> int:
    signs: tuple[Sign, ...] = ()
    if isinstance(opinion, (Judgement, Forecast)):
        signs = opinion.would_change if isinstance(opinion, Judgement) else opinion.indicators
    return sum(lines(sign.text, _REASON) for sign in signs)


def _annexes(briefing: Briefing) -> float:
    sources = sum(map(_source, briefing.sources)) / 2  # in two columns
    names = sum(1.05 + 0.3 * (len(each.events) // 12) for each in (*briefing.actors, *briefing.places))
    corrected = sum(lines(f"{each.text} {each.reason or ''}", _ANNEX) for each in briefing.corrections)
    changed = sum(1 + lines(f"{each.text} {each.reason or ''}", _ANNEX) for each in briefing.changes if _told(each))
    return 40 + sources + names + 0.9 * (corrected + changed)


def _told(change: Change) -> bool:
    """Whether the annex has a paragraph of it: what is new is listed, and a count stands on page one."""
    return change.kind not in ("new", "events")


def _source(source: SourceEntry) -> float:
    head = 30 + len(source.publisher or "") + len(source.title)
    why = 25 + len(source.why or "") + len(source.relays or "") + sum(len(use.text) + 2 for use in source.uses)
    return 0.35 + 0.78 * (-(-head // _COLUMN) - (-why // _COLUMN) + lines(source.url, _COLUMN))
