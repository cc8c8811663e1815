"""How long a briefing is on paper, roughly, before it is laid out: what depends on that is decided by it.

Lengths are lines of body text, and what counts as much; the measures are those of the default theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.briefing.contents import (
    Amount,
    Briefing,
    Change,
    Entry,
    Forecast,
    Judgement,
    Opinion,
    Point,
    Sign,
    SourceEntry,
)
from briefgen.language import locale_of
from briefgen.model import Image
from briefgen.pictures import shown

PAGE = 53.0
"""What a page holds."""
_FILLED = 0.93
"""How much of a page is filled: entries that are kept whole leave some of it empty."""
_CONTENTS_BEYOND = 6
"""In pages: what is longer has a list of contents on paper."""

_BODY, _REASON, _STATEMENT, _SMALL, _ANNEX, _COLUMN = 68, 72, 58, 92, 120, 56
"""Characters in a line, by the size of its type."""
_ALWAYS = frozenset({"retraction"})
LANES = (3, 4, 5, 6)
"""How many lanes the timeline of page one may have."""
_CHANGE, _UNNAMED, _CHANGED = 0.78, 0.25, 92
"""A line of what changed, a label in it, and the characters that it has."""
_BESIDE, _GLOSSED = 2.3, 3.6
"""Likelihood and confidence beside a key judgement: in the words of the scale, and with what these mean behind them."""
_NUMBER, _ABREAST = 26, 3
"""The characters of a key figure and its unit in a line, and how many key figures stand side by side."""
_CITATION = re.compile(r"\[@[^\]]*\]")


def needs_contents(briefing: Briefing) -> bool:
    """Whether a reader of the paper wants a list of contents."""
    return pages(briefing) > _CONTENTS_BEYOND


@dataclass(frozen=True, slots=True)
class Front:
    """What page one has room for."""

    reasoned: frozenset[str]
    """The kinds of change of which it says why."""
    lanes: int = LANES[0]
    """How many lanes its timeline has at most."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What new judgements and forecasts are about, by their topics: half a sentence can say the opposite."""


def front(briefing: Briefing) -> Front:
    """Page one without limits, as on a screen."""
    new = {change.label.id for change in briefing.changes if change.kind == "new" and change.label}
    opinions: tuple[Opinion, ...] = (*briefing.judgements, *briefing.forecasts)
    names = {each.label.id: each.category.words for each in opinions if each.category and each.label.id in new}
    return Front(frozenset(change.kind for change in briefing.changes), LANES[-1], names)


def front_on_paper(briefing: Briefing, page: float = PAGE) -> Front:
    """Page one on paper, of which a page holds so many lines.

    Why something was withdrawn stands there in any case. Why a judgement moved stands with the judgement too, and why
    one is not carried on is the first to give way. What room is left is for more lanes, and then for names.
    """
    whole = front(briefing)
    shorter = [Front(kinds) for kinds in (whole.reasoned, whole.reasoned - {"dropped"}, _ALWAYS)]
    chosen = next((each for each in shorter if _front(briefing, each) <= page), shorter[-1])
    wider = (replace(chosen, lanes=most) for most in reversed(LANES))
    chosen = next((each for each in wider if _front(briefing, each) <= page), chosen)
    room = page - _front(briefing, chosen) + _UNNAMED * len(whole.names)
    return replace(chosen, names=whole.names) if _named(whole.names, whole.names) <= room else chosen


def _named(new: Iterable[str], names: Mapping[str, str]) -> float:
    """The list of what is new, each by its label and its name."""
    return _CHANGE * _lines("; ".join(f"J12 {names.get(id_, '')}" for id_ in ("new", *new)), _CHANGED)


def is_long(entry: Entry) -> bool:
    """Whether an event takes more than half a page, and so may be split: by so much that the estimate is sure of it."""
    return _entry(entry) > 0.57 * PAGE


def pages(briefing: Briefing) -> float:
    """How many pages it takes."""
    lines = _facts(briefing) + _assessments(briefing) + _annexes(briefing)
    lines += sum(map(_picture, briefing.images.values()))
    return (_front(briefing, front_on_paper(briefing)) + lines / _FILLED) / PAGE


def _picture(image: Image) -> float:
    """A picture and its caption, in a column of 454 CSS pixels with lines of 18."""
    width, height = shown(image)
    return 2.5 + height * min(1, 454 / width) / 18


def _lines(text: str | None, measure: int = _BODY) -> int:
    """The lines of a text, each of its paragraphs begun anew."""
    if not text:
        return 0
    if "[@" in text:
        text = _CITATION.sub("[E12]", text)
    return sum(-(-len(line) // measure) for line in text.split("\n"))


def _front(briefing: Briefing, front: Front) -> float:
    line = briefing.bottom_line or ("", None)
    bottom = sum(0.8 + _lines(text, _STATEMENT + 5) for text in line if text)
    beside = _BESIDE if locale_of(briefing.masthead.language).language == "en" else _GLOSSED
    judged = sum(max(beside, 0.3 + 0.9 * _lines(each.text, _BODY + 5)) for each in briefing.judgements)
    figures = sum(
        _figures(briefing.key_figures[at : at + _ABREAST]) for at in range(0, len(briefing.key_figures), _ABREAST)
    )
    changed = sum(_change(each, each.kind in front.reasoned) for each in briefing.changes)
    drawn = max(3.9, 1.4 + 0.82 * front.lanes) if briefing.pictured else 0
    return 8.7 + bottom + judged + 0.9 * bool(briefing.judgements) + changed + figures + drawn


def _figures(row: Sequence[Amount]) -> float:
    """Key figures side by side: where a unit does not stand beside its number, in a line of its own."""
    return 4.4 + 0.8 * any(len(f"{amount.figure} {amount.unit}") > _NUMBER for amount in row)


def _change(change: Change, reasoned: bool) -> float:
    """What is told with its reason is a paragraph; the rest of its kind runs on in one."""
    title = change.label.title if change.label and not change.label.anchor else ""
    if change.reason and reasoned:
        return _CHANGE * _lines(f"{title} {change.text} {change.reason}", _CHANGED)
    return _UNNAMED + _CHANGE * len(f"{title} {change.text}" if title else "") / _CHANGED


def _facts(briefing: Briefing) -> float:
    days = [day for stretch in briefing.chronology for day in stretch.days]
    listed = 1.2 * len(briefing.highlights) + 2.2 * len(days) + 1.9 * len(briefing.chronology)
    tables = 1.6 * len(briefing.figures) + sum(1.2 + _lines(text, _SMALL) for _, text in briefing.conflicts)
    prose = sum(4 + _lines(section.text) for section in briefing.fact_sections)
    gaps = sum(0.2 + _lines(gap) for gap in briefing.gaps)
    drawn = 28 * briefing.mapped + 7.5 * len(briefing.courses)
    return drawn + listed + tables + prose + gaps + sum(map(_entry, (*briefing.entries, *briefing.background)))


def _entry(entry: Entry) -> float:
    small = (
        len(entry.figures) + _lines(entry.conflicts, _SMALL) + _lines("".join(use.text for use in entry.uses), _SMALL)
    )
    return 3.1 + _lines(entry.text) + 0.9 * (small + sum(1 for _ in entry.cites[:1]))


def _assessments(briefing: Briefing) -> float:
    prose = sum(4 + _lines(section.text) for section in briefing.assessment_sections)
    trends = sum(0.5 + _lines(trend.why, 46) for trend in briefing.trends)
    return prose + trends + sum(map(_opinion, (*briefing.judgements, *briefing.forecasts)))


def _opinion(opinion: Opinion) -> float:
    rows = [
        1,
        *(_lines(text, _REASON) for text in _texts(opinion)),
        bool(opinion.basis),
        bool(opinion.uses),
        len(opinion.history),
    ]
    rows += [_points(opinion.assumptions), _points(opinion.alternatives), _signs(opinion)]
    return 2.1 + 1.15 * _lines(opinion.text, _STATEMENT) + sum(0.36 + 0.96 * row for row in rows if row)


def _texts(opinion: Opinion) -> tuple[str | None, ...]:
    judged_by = opinion.judged_by if isinstance(opinion, Forecast) else None
    return (opinion.because, opinion.changed, opinion.dissent, opinion.so_what, judged_by)


def _points(points: Iterable[Point]) -> int:
    return sum(_lines(point.text, _REASON) + _lines(point.note, _REASON) for point in points)


def _signs(opinion: Opinion) -> int:
    signs: tuple[Sign, ...] = ()
    if isinstance(opinion, (Judgement, Forecast)):
        signs = opinion.would_change if isinstance(opinion, Judgement) else opinion.indicators
    return sum(_lines(sign.text, _REASON) for sign in signs)


def _annexes(briefing: Briefing) -> float:
    sources = sum(map(_source, briefing.sources)) / 2  # in two columns
    names = sum(1.05 + 0.3 * (len(each.events) // 12) for each in (*briefing.actors, *briefing.places))
    corrected = sum(_lines(f"{each.text} {each.reason or ''}", _ANNEX) for each in briefing.corrections)
    return 40 + sources + names + 0.9 * corrected


def _source(source: SourceEntry) -> float:
    head = 30 + len(source.publisher or "") + len(source.title)
    why = 25 + len(source.why or "") + len(source.relays or "") + sum(len(use.text) + 2 for use in source.uses)
    return 0.35 + 0.78 * (-(-head // _COLUMN) - (-why // _COLUMN) + _lines(source.url, _COLUMN))
