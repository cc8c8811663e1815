"""What a timeline shows of its events: lanes, and in each the marks that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.briefing.elements import like
from briefgen.briefing.entries import Entry
from briefgen.figures.axis import Axis
from briefgen.figures.drawing import measure
from briefgen.language import ENGLISH, Locale

_SMALLEST = 3.4
"""No mark is narrower, in units: one that is could not be seen, nor pointed at."""
_IN_CELL = ("inside", "cell")
"""What the key of a mark that is in one cell is made of."""
MARGIN = 11.0
"""Room at a side of the axis for what was before or after it."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Events of one theatre, category or actor. `authored`: its name is an author's word."""

    name: str
    entries: tuple[Entry, ...]
    authored: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """Events that are drawn as one: from where to where, in units, and in which row of its kind."""

    left: float
    right: float
    entries: tuple[Entry, ...]
    long: bool
    """Whether its dates leave open more than a cell of the axis."""
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

    def beyond(self, axis: Axis) -> tuple[bool, bool]:
        """Whether it goes on before the axis begins, and after it ends."""
        begins, ends = zip(*((entry.when.begins, entry.when.ends) for entry in self.entries), strict=True)
        return (
            any(begin is None or begin < axis.first for begin in begins) and self.outside <= 0,
            any(end is None or end > axis.last for end in ends) and self.outside >= 0,
        )


def lanes(entries: Sequence[Entry], by: str | None, most: int, locale: Locale = ENGLISH) -> tuple[Lane, ...]:
    """The lanes of events in the order in which something first happened in each, at most so many.

    Those with the fewest events go together into the last one, with those that have no name.
    """
    named: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in _names(entry, by) or ("",):
            named.setdefault(name, []).append(entry)
    own = [name for name in named if name]
    if len(own) + ("" in named) > most:
        own = sorted(sorted(own, key=lambda name: -len(named[name]))[: most - 1], key=list(named).index)
    left = {id(entry): entry for name in named if name not in own for entry in named[name]}
    rest = tuple(entry for entry in entries if id(entry) in left)
    made = tuple(Lane(like(name[:1].upper() + name[1:], name), tuple(named[name])) for name in own)
    return (*made, Lane(locale.pgettext("lane", "Other") if made else "", rest, authored=False)) if rest else made


def _names(entry: Entry, by: str | None) -> tuple[str, ...]:
    if by == "actor":
        return tuple(actor.name for actor in entry.actors)
    name = entry.theatre if by == "theatre" else entry.category.words if by == "category" and entry.category else None
    return (name,) if name else ()


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
    return Mark(left, right, (entry,), long=right - left > 1.01 * axis.cell)


def _packed(own: Sequence[Mark], axis: Axis, rows: int) -> list[Mark]:
    whole = axis.right - axis.left
    grain, coarser = 0.0, min(axis.cell, whole / 2) / 4
    placed = _in_rows(_clusters(own, axis, grain))
    while any(mark.row >= rows for mark in placed) and grain <= whole:
        grain, coarser = coarser, 2 * coarser
        placed = _in_rows(_clusters(own, axis, grain))
    return placed


def _clusters(own: Iterable[Mark], axis: Axis, grain: float) -> Iterator[Mark]:
    """Marks in the same cell of a grid as one, as wide as all together; what is outside, as one on its side.

    A short mark that lies across two cells is in that of its middle, and does not widen the one mark beyond it.
    """
    groups: dict[tuple[float, ...], list[Mark]] = {}
    for mark in own:
        groups.setdefault(_key(mark, axis, grain), []).append(mark)
    for key, group in groups.items():
        left, right = min(mark.left for mark in group), max(mark.right for mark in group)
        if len(key) == len(_IN_CELL) and len(group) > 1:
            begin = axis.left + key[1] * grain
            left, right = max(left, begin), min(right, begin + grain)
        held = tuple(mark.entries[0] for mark in group)
        yield _widened(replace(group[0], left=left, right=right, entries=held), axis)


def _key(mark: Mark, axis: Axis, grain: float) -> tuple[float, ...]:
    """What marks have in common that are drawn as one."""
    if mark.outside:
        return (mark.outside,)
    if not grain:
        return (0, round(mark.left, 1), round(mark.right, 1), mark.doubted)
    wide = mark.right - mark.left > grain + 0.1
    ends = (mark.left + 0.01, mark.right - 0.01) if wide else ((mark.left + mark.right) / 2 - 0.01,)
    return (0, *((end - axis.left) // grain for end in ends))


def _widened(mark: Mark, axis: Axis) -> Mark:
    """A mark that can be seen, and that has room for its number."""
    least = max(_SMALLEST, measure(mark.count) + 1.6 if mark.count and not mark.line else 0)
    if mark.right - mark.left >= least:
        return mark
    left = (mark.left + mark.right - least) / 2
    if not mark.outside:
        left = min(max(left, axis.left), axis.right - least)
    return replace(mark, left=left, right=left + least)


def _in_rows(own: Iterable[Mark]) -> list[Mark]:
    """Each mark in the first row that is free."""
    ends: list[float] = []
    placed = []
    for mark in sorted(own, key=lambda mark: (mark.left, mark.right, mark.entries[0].label.id)):
        row = next((row for row, end in enumerate(ends) if end <= mark.left + 0.01), len(ends))
        ends[row : row + 1] = [mark.right]
        placed.append(replace(mark, row=row))
    return placed
