"""The marks of a timeline: each as wide as what its date leaves open, or several events put together.

Where the rows of a lane are too few for all of its events, those that are in one cell of a grid are put together. Such
a mark is as wide as they lie apart, which says nothing about any of their dates: so it has another shape (`gathered`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from briefgen.briefing.entries import Entry
from briefgen.figures.axis import Axis, Cell
from briefgen.figures.drawing import measure

_SMALLEST = 3.4
"""No mark is narrower, in units: one that is could not be seen, nor pointed at."""
_BESIDE, _ROUND = 1.6, 3.8
"""What a number leaves of the width of its mark, at least, and of one that is gathered, whose corners are cut."""
_SEEN = 1.0
"""What is wider by less looks as wide."""
_PARTS = (4, 2, 1)
"""Into so many parts the finest grids divide a cell of the axis."""
MARGIN = 11.0
"""Room at a side of the axis for what was before or after it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Events that are drawn as one: from where to where, in units, and in which row of its kind."""

    left: float
    right: float
    entries: tuple[Entry, ...]
    long: bool
    """Whether its dates leave open more than a cell of the axis."""
    vague: bool = False
    """Whether its dates leave open more than exact ones do, as far as one sees."""
    gathered: bool = False
    """Whether it is wider than what a date in it leaves open: as wide as its events lie apart, or its number."""
    line: bool = False
    """Whether it is a thin line below the blocks."""
    outside: int = 0
    """-1 for what was before the axis begins, 1 for what was after it ends; these stand at its sides."""
    row: int = 0

    @property
    def count(self) -> str:
        """How many events it holds, where these are several."""
        return str(len(self.entries)) if len(self.entries) > 1 else ""

    @property
    def doubted(self) -> bool:
        """Whether its date is approximate or unconfirmed: that of a single event."""
        return len(self.entries) == 1 and self.entries[0].when.doubted

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    def beyond(self, axis: Axis) -> tuple[bool, bool]:
        """Whether it goes on before the axis begins, and after it ends."""
        begins, ends = zip(*((entry.when.begins, entry.when.ends) for entry in self.entries), strict=True)
        return (
            any(begin is None or begin < axis.first for begin in begins) and self.outside <= 0,
            any(end is None or end > axis.last for end in ends) and self.outside >= 0,
        )


def marks(entries: Iterable[Entry], axis: Axis, blocks: int, lines: int) -> tuple[Mark, ...]:
    """The marks of a lane, in so many rows of blocks and of lines at most; without lines or short marks all are blocks.

    Events whose dates leave the same open are one mark; where the rows are too few, so are those that are in the same
    cells of an ever coarser grid.
    """
    own = [_mark(entry, axis) for entry in entries]
    short = [mark for mark in own if not mark.long]
    if not lines or not short:
        return tuple(_packed(own, axis, blocks))
    long = [replace(mark, line=True) for mark in own if mark.long]
    return (*_packed(short, axis, blocks), *_packed(long, axis, lines))


def _mark(entry: Entry, axis: Axis) -> Mark:
    begins, ends = entry.when.begins, entry.when.ends
    left, right = axis.at(begins, axis.left), axis.at(ends, axis.right)
    before, after = ends is not None and ends <= axis.first, begins is not None and begins >= axis.last
    if before or after:
        left, right = (axis.left - MARGIN, axis.left - 1) if before else (axis.right + 1, axis.right + MARGIN)
        return Mark(left, right, (entry,), long=False, outside=after - before)
    exact = max(min(axis.day, axis.cell), _SMALLEST)
    return Mark(left, right, (entry,), long=right - left > 1.01 * axis.cell, vague=right - left > 1.01 * exact)


def _packed(own: Sequence[Mark], axis: Axis, rows: int) -> list[Mark]:
    whole = (axis.left, axis.right)
    groups = [(group, whole) for group in _groups(own, _span).values()]
    for grid in _grids(axis):
        if (placed := _in_rows(groups, rows)) is not None:
            return placed
        coarser = [(group, grid.frame(key)) for key, group in _groups(own, grid.key).items()]
        if all(_least(group) <= right - left for group, (left, right) in coarser):
            groups = coarser
    return _in_rows(groups) or []


Key = tuple[float, ...]
"""What marks have in common that are drawn as one."""


def _groups(own: Iterable[Mark], key: Callable[[Mark], Key]) -> dict[Key, list[Mark]]:
    """Marks that are drawn as one, those at a side of the axis among them."""
    groups: dict[Key, list[Mark]] = {}
    for mark in own:
        groups.setdefault((mark.outside, *(() if mark.outside else key(mark))), []).append(mark)
    return groups


def _span(mark: Mark) -> Key:
    return (round(mark.left, 1), round(mark.right, 1), mark.doubted)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells in which events are put together: where each begins, and where the last one ends."""

    edges: tuple[float, ...]

    def key(self, mark: Mark) -> Key:
        """The cell that a mark is in: that of its middle; of one that is wider, those of its ends."""
        middle = self._cell((mark.left + mark.right) / 2 - 0.01)
        if mark.width <= self.edges[middle + 1] - self.edges[middle] + 0.1:
            return (middle,)
        return (self._cell(mark.left + 0.01), self._cell(mark.right - 0.01))

    def frame(self, key: Key) -> tuple[float, float]:
        """What marks with such a key keep to: their cell, so that those of the next one have room beside them."""
        _, *cells = key
        begin, end = (int(cells[0]), int(cells[0]) + 1) if len(cells) == 1 else (0, -1)
        return self.edges[begin], self.edges[end]

    def _cell(self, at: float) -> int:
        return min(max(bisect_right(self.edges, at) - 1, 0), len(self.edges) - 2)


def _grids(axis: Axis) -> Iterator[_Grid]:
    """From fine to coarse: parts of the cells of the axis, these cells, and then several of them, up to all."""
    for parts in _PARTS:
        inner = [edge for cell in axis.cells for edge in _divided(cell, round(parts * cell.width / axis.cell))]
        yield _Grid((axis.left, *inner[1:], axis.right))
    count = 2
    while count < 2 * len(axis.cells):
        yield _Grid((axis.left, *(cell.left for cell in axis.cells[count::count]), axis.right))
        count *= 2


def _divided(cell: Cell, parts: int) -> list[float]:
    """Where the parts of a cell begin; none of one that the axis cuts to a sliver."""
    return [cell.left + cell.width * part / parts for part in range(parts)]


def _joined(group: Sequence[Mark], frame: tuple[float, float]) -> Mark:
    """Marks as one, as wide as all together within a frame, and wide enough to be seen and for its number."""
    if len(group) == 1 and group[0].width >= _SMALLEST:
        return group[0]
    left, right = min(mark.left for mark in group), max(mark.right for mark in group)
    if len(group) > 1 and not group[0].outside:
        left, right = max(left, frame[0]), min(right, frame[1])
    least = _least(group)
    if right - left < least:
        left = (left + right - least) / 2
        left = left if group[0].outside else min(max(left, frame[0]), frame[1] - least)
        right = left + least
    return replace(
        group[0],
        left=left,
        right=right,
        entries=tuple(mark.entries[0] for mark in group),
        long=all(mark.long for mark in group),
        vague=all(mark.vague for mark in group),
        gathered=right - left > max(_SMALLEST, min(mark.width for mark in group)) + _SEEN and not group[0].outside,
    )


def _least(group: Sequence[Mark]) -> float:
    """How wide the mark of a group is at least."""
    if len(group) == 1 or group[0].line:
        return _SMALLEST
    number, open_ = measure(str(len(group))), min(mark.width for mark in group)
    apart = max(mark.right for mark in group) - min(mark.left for mark in group) > open_ + _SEEN
    return number + (_ROUND if apart or open_ < number + _BESIDE else _BESIDE)


def _in_rows(groups: Iterable[tuple[Sequence[Mark], tuple[float, float]]], most: float = inf) -> list[Mark] | None:
    """The mark of each group, within its frame, in the first row that is free; None where the rows are too few."""
    own = [_joined(group, frame) for group, frame in groups]
    ends: list[float] = []
    placed = []
    for mark in sorted(own, key=lambda mark: (mark.left, mark.right, mark.entries[0].label.id)):
        row = next((row for row, end in enumerate(ends) if end <= mark.left + 0.01), len(ends))
        if row >= most:
            return None
        ends[row : row + 1] = [mark.right]
        placed.append(replace(mark, row=row) if row else mark)
    return placed
