"""Where the lanes of a timeline stand on its sheet: one below the other, each as high as its marks and its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.figures.axis import Axis
from briefgen.figures.drawing import LINE, Box, Lettering, measure, shortened
from briefgen.figures.lanes import Lane
from briefgen.figures.marks import Mark, marks

_BLOCK, _ROW = 8.4, 9.4
"""The height of a block, and from one row of them to the next."""
_THIN, _LINES = 2.4, 3.0
"""The height of a line with its ends, and from one row of them to the next."""
_APART = 4.0
"""Between the name of a lane and the axis."""
_RAIL = 21.0
"""The same where the gutter is the margin of the page: the rail of its part stands between them."""
_WIDER = 1.4
"""So many times as wide as planned may a gutter be where that saves a line of a name."""


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
    deep: int
    """In so many lines the name of a lane stands there, at the most."""
    whole: bool
    """Whether it shows phases, and words beside it name what its labels do not."""
    margin: bool = False
    """Whether the gutter is the margin of the page, and its width given by that."""

    def holding(self, own: Sequence[Lane]) -> Form:
        """The form with a gutter for the names of some lanes: as wide as they ask for, none where there are none."""
        if self.margin or not self.gutter:
            return self
        asked = [self._asked(lane.name) for lane in own if lane.name]
        return replace(self, gutter=max(asked, default=0.0))

    def _asked(self, name: str) -> float:
        narrow, wide = (shortened(name, gutter - _APART, self.deep) for gutter in (self.gutter, _WIDER * self.gutter))
        saves = len(wide) < len(narrow) or narrow[-1] not in name
        return max(map(measure, wide)) + _APART if saves else self.gutter


@dataclass(frozen=True, slots=True)
class Row:
    """A lane where it stands on the sheet: its upper side, that of its marks, and its lower side."""

    lane: Lane
    marks: tuple[Mark, ...]
    name: tuple[Lettering, ...]
    top: float
    begin: float
    bottom: float

    def box(self, mark: Mark) -> Box:
        """What a mark of it covers, with the space beside it."""
        top = self.begin + (_ROW + mark.row * _LINES if mark.line else mark.row * _ROW)
        return Box(mark.left, top, mark.right, top + (_THIN if mark.line else _BLOCK))


def rows(own: Iterable[Lane], plan: Form, along: Axis, top: float) -> Iterator[Row]:
    """The lanes from a height on."""
    for lane in own:
        name = tuple(_name(lane, plan, top))
        under = name[-1].box.bottom if name else top
        row = Row(lane, marks(lane.entries, along, plan.blocks, plan.lines), name, top, under + 0.6, under)
        if name and plan.gutter:
            row = replace(row, begin=top + 0.8)
        bottom = max(row.box(mark).bottom for mark in row.marks) + 1.2
        yield (row := replace(row, bottom=max(bottom, under + 0.2)))
        top = row.bottom


def _name(lane: Lane, plan: Form, top: float) -> Iterator[Lettering]:
    """The name of a lane, in lines: beside its first row of marks, or above it."""
    first = top + (0.8 + _BLOCK / 2 if plan.gutter else LINE / 2)
    room = plan.gutter - (_RAIL if plan.margin else _APART) if plan.gutter else plan.width
    texts = shortened(lane.name, room, plan.deep)
    for line, text in enumerate(texts):
        yield Lettering(text, 0, first + line * LINE, authored=lane.authored)
