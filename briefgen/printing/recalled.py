"""Sheets that were laid out the last time, found again by what they show.

A sheet is laid out from what it begins with on. So it is the same again where it begins with the same, where the same
follows as far as the sheet after it reaches, which is further than it has looked, and where selectors see the same of
what is around. An entry that is longer, shorter or new takes with it the sheet it is on, and those that then begin
with something else, until one begins as before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefgen.printing.answers import Laid, clean
from briefgen.printing.cuts import Cuts, Stretch
from briefgen.printing.memory import Memory, key_of
from briefgen.printing.sheets import Start
from briefgen.printing.sight import Sight


class Recalled:
    """The sheets of a page that a memory has; `given` is all else that they depend on.

    The page is taken in units, from each element at which a sheet may begin to the next.
    """

    def __init__(self, memory: Memory, cuts: Cuts, sight: Sight, given: bytes) -> None:
        self.memory, self.cuts, self.sight, self.given = memory, cuts, sight, given
        self.starts = sorted({0, *cuts.starts})
        open_ = {cuts.above[start] for start in cuts.starts}
        contents = {number: sight.contents(number) for number in open_}
        self.places: dict[int, list[bool]] = {}
        """What is seen of where elements stand among others, some of which may be on another sheet."""
        for above in open_:
            self.places |= sight.places(above)
        self.around: dict[int, bytes] = {}
        self.brothers: dict[int, list[int]] = {}
        depths = _depths(cuts)
        lines = [
            (depths[number], *_told(element), self.places.get(number), contents.get(number))
            for number, element in enumerate(cuts.elements)
        ]
        ends = [*self.starts[1:], len(lines)]
        self.units = [key_of(lines[first:end]) for first, end in zip(self.starts, ends, strict=True)]
        """The hash of each unit."""

    def runs(self) -> Iterator[list[Laid]]:
        """Sheets that are known, in lists of such as follow each other, which end where a stretch may.

        They may begin within an element: what is laid out before them comes to begin a sheet there.
        """
        found = self._found()
        followed = {sheet.then for sheet in found.values()}
        for start, sheet in sorted(found.items(), key=lambda each: each[0].number):
            if start in followed:
                continue
            run = [sheet]
            while (then := run[-1].then) in found:
                run.append(found[then])
            while run and not (run[-1].last or clean(run[-1])):
                run.pop()
            if run:
                yield run

    def _found(self) -> dict[Start, Laid]:
        found = {}
        for unit, digest in enumerate(self.units):
            for start, units in self.memory.recall(key_of(self.given, digest)) or ():
                sheet = self.memory.recall(self._key(unit, units, start))
                if sheet is not None:
                    at = _moved(start, self.starts[unit])
                    found[at] = replace(sheet, start=at, then=sheet.then and _moved(sheet.then, self.starts[unit]))
        return found

    def keep(self, sheets: Sequence[Laid]) -> list[bytes | None]:
        """Have all sheets of the page be remembered. Gives the key of each that can be."""
        begun: dict[bytes, list[tuple[Start, int]]] = {}
        keys: list[bytes | None] = []
        for index, sheet in enumerate(sheets):
            keys.append(None)
            last = index + 1 == len(sheets)
            if sheet.start is None or (sheet.then is None and not last):
                continue  # something goes on beside what it begins or ends with
            unit = bisect_right(self.starts, sheet.start.number) - 1
            after = (then.number for at in range(index + 1, len(sheets)) if (then := sheets[at].then))
            units = bisect_right(self.starts, next(after, len(self.cuts.elements))) - unit
            start = _moved(sheet.start, -self.starts[unit])
            keys[-1] = key = self._key(unit, units, start)
            begun.setdefault(self.units[unit], []).append((start, units))
            self.memory.note(key, replace(sheet, then=sheet.then and _moved(sheet.then, -self.starts[unit])))
        for digest, listed in begun.items():
            self.memory.note(key_of(self.given, digest), listed)
        return keys

    def _key(self, unit: int, units: int, start: Start) -> bytes:
        follows = self.units[unit : unit + units]
        place = (start.number, start.forced, start.within, units, len(follows), unit + units == len(self.units))
        return key_of(self.given, place, self._around(unit), *follows)

    def _around(self, unit: int) -> bytes:
        """What is seen around a unit: all that it is in, with what stands before each, and the heads of tables."""
        if unit not in self.around:
            cuts, first = self.cuts, self.starts[unit]
            beside = sorted(Stretch(cuts, first, len(cuts.elements)).beside)
            levels = [self._level(number) for number in (*cuts.path(first), first)]
            heads = [_told(element) for number in beside for element in cuts.elements[number].iter()]
            self.around[unit] = key_of(levels, heads)
        return self.around[unit]

    def _level(self, number: int) -> tuple[int, list[Any]]:
        """Of an element the how manieth of a list it is, and what is seen of it and of those before that matter."""
        above = self.cuts.above[number]
        if above not in self.brothers:
            self.brothers[above] = self.cuts.children(above) if above >= 0 else [number]
        brothers = self.brothers[above]
        at = bisect_left(brothers, number)
        listed = above >= 0 and self.cuts.elements[above].tag in {"ol", "ul"}
        seen = [
            (*_told(self.cuts.elements[each])[:2], self.places.get(each), self.sight.contents(each))
            for each in (*brothers[max(0, at - self.sight.before) : at], number)
        ]
        return at if listed else 0, seen


def _told(element: Any) -> tuple[str, list[tuple[str, str]], str | None, str | None]:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag, element.items(), element.text, element.tail


def _depths(cuts: Cuts) -> list[int]:
    depths: list[int] = []
    for above in cuts.above:
        depths.append(depths[above] + 1 if above >= 0 else 0)
    return depths


def _moved(start: Start, by: int) -> Start:
    """The same with another number of its element."""
    return replace(start, number=start.number + by)
