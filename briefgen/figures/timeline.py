"""The timeline of a period: days on an axis, lanes, and marks as wide as what their dates leave open."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from briefgen.briefing.contents import Briefing
from briefgen.briefing.entries import Phase
from briefgen.figures.axis import Axis, axis
from briefgen.figures.drawing import (
    GRID,
    LINE,
    Box,
    Drawing,
    Lettering,
    linked,
    path,
    polygon,
    rect,
    ruled,
)
from briefgen.figures.lanes import Lane, lanes
from briefgen.figures.marks import MARGIN, Mark
from briefgen.figures.naming import labels, paint
from briefgen.figures.phases import INDENT, bands, shown_of, titled
from briefgen.figures.rows import Form, Row, rows
from briefgen.figures.telling import Holding, alt, holdings, key, length, said
from briefgen.language import Locale, locale_of

_GAP = 0.8
"""Between two marks in a row."""
_LISTED = 120
"""So many dates and labels beside a timeline say what its marks hold; of more, nobody would read what they say."""
_THIN = 0.5
"""Half of how thick a line is."""
_ENDS = {
    "square": (0.0, [(0.0, 0.0), (0.0, 1.0)]),
    "pointed": (3.0, [(1.0, 0.0), (0.0, 0.5), (1.0, 1.0)]),
    "rounded": (2.8, [(1 - sin(step * pi / 8), (1 - cos(step * pi / 8)) / 2) for step in range(9)]),
}
"""The ends of a block: how deep each is, and its corners from below, in parts of that depth and of the height."""

FORMS = {
    "brief": Form(340, 80, lanes=6, blocks=1, lines=1, deep=2, whole=False),
    "brief-narrow": Form(196, 0, lanes=6, blocks=1, lines=1, deep=2, whole=False),
    "paper": Form(470, 130, lanes=12, blocks=4, lines=0, deep=4, whole=True, margin=True),
    "column": Form(402, 90, lanes=12, blocks=4, lines=0, deep=4, whole=True),
    "screen": Form(340, 80, lanes=12, blocks=4, lines=0, deep=4, whole=True),
    "narrow": Form(196, 0, lanes=12, blocks=4, lines=0, deep=4, whole=True),
}


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline, and in words what has no room in it."""

    drawing: Drawing
    phases: tuple[tuple[str, Phase], ...]
    """Those whose titles do not fit over them, each with the number that stands there; without one where none fits."""
    holdings: tuple[Holding, ...]
    """The events of the marks that have no label."""


def timeline(briefing: Briefing, form: str, most: int = 99, links: bool = False, rtl: bool = False) -> Timeline | None:
    """The timeline of an issue in one of the `FORMS`, in at most so many lanes; None where it would tell nothing.

    `links`: its marks lead to their events.
    """
    if not briefing.spread:
        return None
    locale = locale_of(briefing.masthead.language)
    own = lanes(briefing.entries, briefing.lanes, min(FORMS[form].lanes, most), locale)
    plan = FORMS[form].holding(own)
    along = _along(briefing, plan)
    phases = [each for each in briefing.phases if shown_of(each, along)] if plan.whole else []
    titles, numbered = titled(phases, along)
    top = max((each.y + LINE / 2 for each in titles), default=0.0)
    ticks = [_letters(cell.label, cell.left, top) for cell in along.cells if cell.label]
    shown = list(rows(own, plan, along, top + LINE + 1))
    bottom, drawn = shown[-1].bottom, [mark for row in shown for mark in row.marks]
    named = {id(mark): label for row in shown for mark, label in labels(row, along)}
    letters = [*titles, *ticks, *(name for row in shown for name in row.name), *named.values()]
    written = [each.box for each in letters if each.look != "paper"]
    shapes = [bands(phases, along, bottom, written), _grid(along, shown, plan.gutter, top, bottom, written)]
    shapes += [_drawn(mark, row.box(mark), along, locale, links) for row in shown for mark in row.marks]
    told, elsewhere = _told(shown, named, plan)
    signs, words = key(drawn, along, elsewhere, locale), alt(briefing, own, _day(briefing), locale)
    drawing = Drawing("timeline", plan.width, bottom, words, "".join(shapes), tuple(letters), rtl, signs)
    return Timeline(drawing, numbered, tuple(holdings(told, locale)))


def _told(shown: Iterable[Row], named: Container[int], plan: Form) -> tuple[list[tuple[Lane, list[Mark]]], bool]:
    """The marks of each lane that are named beside the drawing, and whether there are others without the label of one.

    These are where there are so many that nobody would read what they hold: then those of single events are left out,
    or all. Beside that of page one there is no room: what its marks hold, the one over the chronology tells.
    """
    several = [(row.lane, [mark for mark in row.marks if mark.count]) for row in shown]
    unnamed = [(row.lane, [mark for mark in row.marks if mark.count or id(mark) not in named]) for row in shown]
    if not plan.whole:
        return [], False
    kept = next((each for each in (unnamed, several) if sum(length(marks) for _, marks in each) <= _LISTED), [])
    return kept, kept != unnamed


def _along(briefing: Briefing, plan: Form) -> Axis:
    """The axis, with room beside it for what was before or after the period."""
    first, last = _ends(briefing)
    before = any(entry.when.ends is not None and entry.when.ends <= first for entry in briefing.entries)
    after = any(entry.when.begins is not None and entry.when.begins >= last for entry in briefing.entries)
    left, right = plan.gutter + MARGIN * before, plan.width - MARGIN * after
    return axis(first, last, left, right, briefing.masthead.language)


def _ends(briefing: Briefing) -> tuple[float, float]:
    """What the axis shows: the period; where an end of it is open, as far as the events go.

    Where all is of one day, it shows the hours of that.
    """
    day = _day(briefing)
    if day is not None:
        return day, day + 1
    period = briefing.masthead.period
    known = [end for entry in briefing.entries for end in (entry.when.begins, entry.when.ends) if end is not None]
    first = min(known, default=0.0) // 1 if period.begins is None else period.begins
    last = -(-max(known, default=0.0) // 1) if period.ends is None else period.ends
    return first, max(last, first + 1)


def _day(briefing: Briefing) -> float | None:
    """The one day of all events, if there is one."""
    begins, ends = zip(*((entry.when.begins, entry.when.ends) for entry in briefing.entries), strict=True)
    if None in begins or None in ends or max(ends) > min(begins) // 1 + 1:
        return None
    return float(min(begins) // 1)


def _letters(text: str, x: float, top: float, look: str = "muted") -> Lettering:
    return Lettering(text, x + INDENT, top + LINE / 2, look=look)


def _grid(along: Axis, shown: Iterable[Row], left: float, top: float, bottom: float, written: Sequence[Box]) -> str:
    """A line where each cell of the axis begins, and one above each lane."""
    upright = [ruled((cell.left, top), (cell.left, bottom), written, GRID) for cell in along.cells]
    across = [path(((left, row.top), (along.right, row.top)), GRID) for row in shown]
    return "".join((*upright, *across))


def _drawn(mark: Mark, box: Box, along: Axis, locale: Locale, links: bool) -> str:
    box = Box(box.left + _GAP / 2, box.top, box.right - _GAP / 2, box.bottom)
    shape = _line(box, *mark.beyond(along)) if mark.line else _block(mark, box, along)
    anchors = [entry.label.anchor for entry in mark.entries if entry.label.anchor]
    return linked(shape, anchors, said(mark, locale)) if links and anchors else shape


def _line(box: Box, before: bool, after: bool) -> str:
    """A line as long as a date leaves open, with a stop at an end where it does not go on."""
    left, top, right, bottom = box
    middle, fill = (top + bottom) / 2, 'fill="var(--muted)"'
    stops = [left] * (not before) + [right - 2 * _THIN] * (not after)
    upright = (Box(at, top, at + 2 * _THIN, bottom) for at in stops)
    return "".join(rect(each, fill) for each in (Box(left, middle - _THIN, right, middle + _THIN), *upright))


def _block(mark: Mark, box: Box, along: Axis) -> str:
    colour = f'fill="var(--{paint(mark)})"'
    if mark.doubted:
        box = Box(box.left + 0.4, box.top + 0.4, box.right - 0.4, box.bottom - 0.4)
        colour = 'fill="var(--paper)" stroke="var(--ink)" stroke-width="0.8"'
    ends = ["pointed" if beyond else "rounded" if mark.gathered else "square" for beyond in mark.beyond(along)]
    return rect(box, colour) if ends == ["square", "square"] else polygon(_outline(box, *ends), colour)


def _outline(box: Box, begins: str, ends: str) -> list[tuple[float, float]]:
    """The corners of a block whose ends have such shapes, from its lower left one on."""
    start = [(box.left + inset, up) for inset, up in _end(box, begins)]
    return [*start, *((box.right - inset, up) for inset, up in reversed(_end(box, ends)))]


def _end(box: Box, shape: str) -> list[tuple[float, float]]:
    """The corners of an end from below: how far each is from the side, and where between bottom and top."""
    deep, corners = _ENDS[shape]
    deep = min(deep, (box.right - box.left) / 2)
    return [(inset * deep, box.bottom - up * (box.bottom - box.top)) for inset, up in corners]
