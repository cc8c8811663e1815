"""Names beside their marks, none over another: each tried at places around its mark, the weightiest first.

The places are those of Eduard Imhof, Positioning Names on Maps, The American Cartographer 2 (1975): to the right before
the left, above before below, and where no coast or river runs through the letters. A name for which there is no such
room stands further off at the end of a line, or else is a number, whose name stands in a key beside the map. No mark
goes without: where not even a number has room, it shares that of its neighbour.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from math import dist, hypot, inf
from typing import NamedTuple

from briefgen.figures.drawing import Box, Lettering, measure
from briefgen.figures.earth import Line
from briefgen.figures.maps.sheet import Mark, Segment, Sheet, Stand

_NAME, _FAR = 60.0, 110.0
"""How far off a name stands rather than to be a number beside its mark, and how far off anything stands."""

_SHARED = 4
"""As many numbers of their own are rather on a map than one that is shared."""

_LITTLE = 0.1
"""The share of marks that may share a number before names make room for more of those."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mark with its name: the letters, the line to them where they stand off, and its number where it has one.

    Without letters it has the number of a neighbour, or none where no letter has room.
    """

    mark: Mark
    letters: tuple[Lettering, ...] = ()
    leader: Segment | None = None
    number: int | None = None

    @property
    def off(self) -> float:
        """How far off the mark it stands."""
        return dist(*self.leader) if self.leader else 0.0


def named(
    marks: Sequence[Mark], area: Box, taken: Iterable[Box] = (), lines: Iterable[Line] = (), first: int = 1
) -> list[Named]:
    """The marks with their names, in their order, which is that of weight.

    `taken`: where no letters may stand; `lines`: what they had better not cross. Numbers begin at `first` and follow
    the map from top to bottom.
    """
    sheet = Sheet(area, marks, tuple(taken), lines)
    count = len(marks)
    attempts: list[_Set] = []
    for most in (count, count // 3, 0):
        attempts.append(_set(sheet, marks, most, str(first + count)))
        if len(attempts[-1].shared) <= _LITTLE * count:
            break
    stands, numbered, shared = min(attempts, key=lambda each: each.cost)
    order = sorted(numbered, key=lambda at: (marks[at].y, marks[at].x))
    numbers = {at: number for number, at in enumerate(order, first)}
    return [
        _made(mark, stands.get(at), numbered.get(at), numbers.get(shared.get(at, at))) for at, mark in enumerate(marks)
    ]


class _Set(NamedTuple):
    """Where names and numbers stand, and with which other each of the rest shares a number: by those of their marks."""

    names: dict[int, Stand]
    numbers: dict[int, Stand]
    shared: dict[int, int]

    @property
    def cost(self) -> float:
        """How much a reader has to look up and to guess."""
        return len(self.numbers) + _SHARED * len(self.shared) if self.names or self.numbers else inf


def _set(sheet: Sheet, marks: Sequence[Mark], most: int, widest: str) -> _Set:
    """A map lettered anew, with the names of so many marks at the most."""
    sheet.clear()
    names = _names(sheet, marks[:most])
    numbers = _numbers(sheet, marks, [at for at in range(len(marks)) if at not in names], widest)
    shared = _shared(marks, {**names, **numbers}, numbers.keys(), widest)
    numbers |= {at: names.pop(at) for at in set(shared.values()) & names.keys()}
    return _Set(names, numbers, shared)


def _made(mark: Mark, name: Stand | None, place: Stand | None, number: int | None) -> Named:
    if name:
        return Named(mark, name.letters(mark.lines, authored=True), name.leader)
    if place:
        return Named(mark, place.letters((str(number),)), place.leader, number)
    return Named(mark, number=number)


def _names(sheet: Sheet, marks: Sequence[Mark]) -> dict[int, Stand]:
    """Where names stand, by the number of their mark in the sequence.

    Of marks of one size none takes the room beside another for what could stand nowhere but off its mark.
    """
    stands: dict[int, Stand] = {}
    for _, group in groupby(range(len(marks)), key=lambda at: (marks[at].radius, marks[at].hollow)):
        alike = [at for at in group if marks[at].lines]
        for find in (sheet.beside, partial(sheet.best, reach=_NAME)):
            for at in alike:
                if at not in stands and (found := find(marks[at], marks[at].lines)):
                    stands[at] = found
                    sheet.put(found)
    return stands


def _numbers(sheet: Sheet, marks: Sequence[Mark], left: Sequence[int], widest: str) -> dict[int, Stand]:
    """Where numbers stand, as wide as the widest: as many as can beside their marks, and others off them."""
    stands: dict[int, Stand] = {}
    for reach in (0.0, _FAR):
        for at in left:
            if at not in stands and (found := sheet.best(marks[at], (widest,), reach)):
                stands[at] = found
                sheet.put(found)
    return stands


def _shared(
    marks: Sequence[Mark], stands: Mapping[int, Stand], numbered: Container[int], widest: str
) -> dict[int, int]:
    """The neighbour with which each mark that has no room of its own shares a number."""
    wide = [at for at, stand in stands.items() if at in numbered or stand.box.right - stand.box.left >= measure(widest)]
    if not stands:
        return {}
    wide = wide or list(stands)
    return {
        at: min(wide, key=lambda other: hypot(marks[other].x - mark.x, marks[other].y - mark.y))
        for at, mark in enumerate(marks)
        if at not in stands
    }
