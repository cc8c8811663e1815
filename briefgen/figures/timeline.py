"""The timeline of a period: days on an axis, lanes, and marks as wide as what their dates leave open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.briefing.contents import Briefing
from briefgen.briefing.entries import Phase
from briefgen.figures.axis import Axis, axis
from briefgen.figures.drawing import (
    GRID,
    LINE,
    Box,
    Drawing,
    Lettering,
    fitted,
    linked,
    path,
    polygon,
    rect,
    ruled,
)
from briefgen.figures.lanes import MARGIN, Lane, Mark, lanes, marks
from briefgen.figures.phases import INDENT, bands, titled
from briefgen.figures.telling import Holding, alt, holdings, key, said
from briefgen.language import Locale, locale_of

_BLOCK, _ROW = 8.4, 9.4
"""The height of a block, and from one row of them to the next."""
_THIN, _LINES = 1.6, 3.0
"""The height of a line, and from one row of them to the next."""
_GAP = 0.8
"""Between two marks in a row."""
_LEAST = 2
"""A single event is no course of events."""
_LISTED = 30
"""So many events in marks without a label are named beside a timeline; more are looked for under their days."""


@dataclass(frozen=True, slots=True)
class Form:
    """How much a timeline shows, and in what room."""

    width: float
    gutter: float
    """Room for the names of lanes before the axis; 0: they stand above their lanes."""
    lanes: int
    blocks: int
    """Rows of blocks in a lane, at most, and rows of lines below them; without these, long marks are blocks too."""
    lines: int
    whole: bool
    """Whether it shows phases, and words beside it name what its labels do not."""


FORMS = {
    "brief": Form(340, 80, 6, 1, 1, whole=False),
    "brief-narrow": Form(196, 0, 6, 1, 1, whole=False),
    "paper": Form(470, 130, 12, 4, 0, whole=True),
    "screen": Form(340, 80, 12, 4, 0, whole=True),
    "narrow": Form(196, 0, 12, 4, 0, whole=True),
}


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline, and in words what has no room in it."""

    drawing: Drawing
    phases: tuple[tuple[str, Phase], ...]
    """Those whose titles do not fit over them, each with the number that stands there; without one where none fits."""
    holdings: tuple[Holding, ...]
    """The events of the marks that have no label."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A lane where it stands on the sheet: its upper side, that of its marks, and its lower side."""

    lane: Lane
    marks: tuple[Mark, ...]
    top: float
    begin: float
    bottom: float


def timeline(briefing: Briefing, form: str, most: int = 99, links: bool = False, rtl: bool = False) -> Timeline | None:
    """The timeline of an issue in one of the `FORMS`, in at most so many lanes; None without two events to show.

    `links`: its marks lead to their events.
    """
    if len(briefing.entries) < _LEAST:
        return None
    plan, locale = FORMS[form], locale_of(briefing.masthead.language)
    along = _along(briefing, plan)
    phases = briefing.phases if plan.whole else ()
    titles, numbered = titled(phases, along)
    top = max((each.y + LINE / 2 for each in titles), default=0.0)
    ticks = [_letters(cell.label, cell.left, top) for cell in along.cells if cell.label]
    own = lanes(briefing.entries, briefing.lanes, min(plan.lanes, most), locale)
    rows = _rows(own, plan, along, top + LINE + 1)
    bottom, names = rows[-1].bottom, list(_names(rows, plan))
    written = [each.box for each in (*ticks, *names)]
    shapes = [bands(phases, along, bottom, written), _grid(along, rows, plan.gutter, top, bottom, written)]
    shapes += [_drawn(mark, row, along, locale, links) for row in rows for mark in row.marks]
    labels = {id(mark): _label(mark, row) for row in rows for mark in row.marks}
    letters = [*titles, *ticks, *names, *(each for each in labels.values() if each)]
    unnamed, elsewhere = _unnamed(rows, labels, plan)
    signs = key([mark for row in rows for mark in row.marks], along, elsewhere, locale)
    told, shown = alt(briefing, own, locale), "".join(shapes)
    drawing = Drawing("timeline", plan.width, bottom, told, shown, tuple(letters), rtl, signs)
    return Timeline(drawing, numbered, tuple(holdings(unnamed, locale)))


def _unnamed(
    rows: Iterable[_Row], labels: Mapping[int, Lettering | None], plan: Form
) -> tuple[list[tuple[Lane, list[Mark]]], bool]:
    """The marks of each lane that are named beside the drawing, and whether there are others without the label of one.

    These are where there are so many marks that nobody would read what they hold. Beside that of page one there is no
    room: what its marks hold, the one over the chronology tells.
    """
    several = [(row.lane, [mark for mark in row.marks if mark.count]) for row in rows]
    all_of_them = [(row.lane, [mark for mark in row.marks if mark.count or not labels[id(mark)]]) for row in rows]
    single = sum(len(marks) for _, marks in all_of_them) - sum(len(marks) for _, marks in several)
    if not plan.whole:
        return [], False
    return (several, True) if single > _LISTED else (all_of_them, False)


def _along(briefing: Briefing, plan: Form) -> Axis:
    """The axis, with room beside it for what was before or after the period."""
    first, last = _ends(briefing)
    before = any(entry.when.ends is not None and entry.when.ends <= first for entry in briefing.entries)
    after = any(entry.when.begins is not None and entry.when.begins >= last for entry in briefing.entries)
    left, right = plan.gutter + MARGIN * before, plan.width - MARGIN * after
    return axis(first, last, left, right, briefing.masthead.language)


def _ends(briefing: Briefing) -> tuple[float, float]:
    """What the axis shows: the period; where an end of it is open, as far as the events go."""
    period = briefing.masthead.period
    known = [end for entry in briefing.entries for end in (entry.when.begins, entry.when.ends) if end is not None]
    first = min(known, default=0.0) // 1 if period.begins is None else period.begins
    last = -(-max(known, default=0.0) // 1) if period.ends is None else period.ends
    return first, max(last, first + 1)


def _letters(text: str, x: float, top: float, look: str = "muted") -> Lettering:
    return Lettering(text, x + INDENT, top + LINE / 2, look=look)


def _rows(own: Iterable[Lane], plan: Form, along: Axis, top: float) -> list[_Row]:
    rows = []
    for lane in own:
        held = marks(lane.entries, along, plan.blocks, plan.lines)
        begin = top + (LINE + 0.6 if lane.name and not plan.gutter else 0.8)
        bottom = begin + max(_lower(mark) for mark in held) + 1.2
        if lane.name and plan.gutter:
            bottom = max(bottom, top + _ROW)
        rows.append(_Row(lane, held, top, begin, bottom))
        top = bottom
    return rows


def _upper(mark: Mark) -> float:
    """Where a mark begins below the upper side of its lane's."""
    return _ROW + mark.row * _LINES if mark.line else mark.row * _ROW


def _lower(mark: Mark) -> float:
    return _upper(mark) + (_THIN if mark.line else _BLOCK)


def _grid(along: Axis, rows: Iterable[_Row], left: float, top: float, bottom: float, written: Sequence[Box]) -> str:
    """A line where each cell of the axis begins, and one above each lane."""
    upright = [ruled((cell.left, top), (cell.left, bottom), written, GRID) for cell in along.cells]
    across = [path(((left, row.top), (along.right, row.top)), GRID) for row in rows]
    return "".join((*upright, *across))


def _names(rows: Iterable[_Row], plan: Form) -> Iterator[Lettering]:
    for row in rows:
        if row.lane.name:
            text = fitted(row.lane.name, plan.gutter - 4 if plan.gutter else plan.width)
            middle = row.top + 0.8 + _BLOCK / 2 if plan.gutter else row.top + LINE / 2
            yield Lettering(text, 0, middle, authored=row.lane.authored)


def _drawn(mark: Mark, row: _Row, along: Axis, locale: Locale, links: bool) -> str:
    box = Box(mark.left + _GAP / 2, row.begin + _upper(mark), mark.right - _GAP / 2, row.begin + _lower(mark))
    paint = f'fill="var(--{_paint(mark)})"'
    if mark.doubted and not mark.line:
        box = Box(box.left + 0.4, box.top + 0.4, box.right - 0.4, box.bottom - 0.4)
        paint = 'fill="var(--paper)" stroke="var(--ink)" stroke-width="0.8"'
    ends = mark.beyond(along)
    shape = polygon(_pointed(box, *ends), paint) if any(ends) and not mark.line else rect(box, paint)
    anchors = [entry.label.anchor for entry in mark.entries if entry.label.anchor]
    return linked(shape, anchors, said(mark, locale)) if links and anchors else shape


def _paint(mark: Mark) -> str:
    """The more a mark holds, the darker it is; long blocks are light."""
    return "ink" if mark.count else "muted" if mark.line or not mark.long else "rule"


def _pointed(box: Box, before: bool, after: bool) -> list[tuple[float, float]]:
    """The corners of a block that has a point at an end where it goes on."""
    left, top, right, bottom = box
    reach = min(3.0, (right - left) * 0.6 / (before + after))
    start = [(left + reach, bottom), (left, (top + bottom) / 2), (left + reach, top)]
    end = [(right - reach, top), (right, (top + bottom) / 2), (right - reach, bottom)]
    return [*(start if before else [(left, bottom), (left, top)]), *(end if after else [(right, top), (right, bottom)])]


def _label(mark: Mark, row: _Row) -> Lettering | None:
    """What stands in a block, where there is room: how many events, or the label of the one."""
    text = mark.count or mark.entries[0].label.text
    light = mark.doubted or _paint(mark) == "rule"
    middle = row.begin + _upper(mark) + _BLOCK / 2
    letters = Lettering(text, (mark.left + mark.right) / 2, middle, "middle", "" if light else "paper")
    inside = letters.box.left >= mark.left and letters.box.right <= mark.right
    return letters if inside and not mark.line else None
