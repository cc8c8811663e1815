"""A page laid out by several processes: chains of sheets that begin here and there, and go on until they meet.

A chain begins where a sheet might, and goes on from sheet to sheet. When it comes to begin a sheet with what a chain
further on begins one with, all that follows is the same: there it ends, and what the other laid out before is dropped.
So the sheets are those of one pass, whatever the number of processes is, and whoever of them is first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from briefgen.printing.answers import Laid, clean, honest, laid, told
from briefgen.printing.cuts import Cuts, Stretch
from briefgen.printing.drawing import Press
from briefgen.printing.fitness import Unfit
from briefgen.printing.measure import Measure
from briefgen.printing.sheets import Layout, Start
from briefgen.printing.workers import Workers


@dataclass(slots=True, eq=False)
class _Chain:
    start: Start
    laid: list[Laid] = field(default_factory=list)
    begins: dict[Start, int] = field(default_factory=dict)
    """Which of its sheets begins with what."""
    leads: dict[Start, int] = field(default_factory=dict)
    """Which of them leads to what."""
    met: tuple[_Chain, int] | None = None
    """The chain it goes on in, and with which of its sheets."""
    done: bool = False
    """Whether it has laid out the end of the page."""
    paused: Start | None = None
    ahead: int = 0
    running: bool = False

    @property
    def then(self) -> Start:
        """What its next sheet begins with."""
        return next((each.then for each in reversed(self.laid) if each.then and not each.then.within), self.start)

    def add(self, sheet: Laid) -> None:
        """Go on with a sheet."""
        if sheet.start:
            self.begins.setdefault(sheet.start, len(self.laid))
        if sheet.then:
            self.leads.setdefault(sheet.then, len(self.laid))
        self.laid.append(sheet)
        self.done = sheet.last

    def cut(self, length: int) -> None:
        """Go back to so many sheets."""
        for sheet in self.laid[length:]:
            for known, start in ((self.begins, sheet.start), (self.leads, sheet.then)):
                if start and known.get(start, -1) >= length:
                    del known[start]
            self.done = False
        del self.laid[length:]


class Chains:
    """The chains of a page, in their order."""

    def __init__(
        self, source: Any, cuts: Cuts, measure: Measure, workers: Workers, pressed: Callable[[], Press], log: list[str]
    ) -> None:
        self.source, self.cuts, self.measure, self.workers = source, cuts, measure, workers
        self.span = measure.stretch(len(cuts.elements))
        self.pressed, self.log = pressed, log
        self.chains = [_Chain(Start(0))]

    def know(self, sheets: list[Laid]) -> None:
        """Have a chain of sheets that are known, in the order of the page, and before any is laid out."""
        chain = self.chains[0]
        if sheets[0].start and sheets[0].start != chain.start:
            chain = _Chain(sheets[0].start)
            self.chains.append(chain)
        for sheet in sheets:
            chain.add(sheet)

    def begin(self) -> None:
        """Have as many processes as there may be lay out sheets. Raises `Unfit`."""
        while self.workers.has_room():
            chain = self._next()
            if chain is None:
                self.workers.give_back()
                return
            chain.running = self.workers.start(chain, self._stretch)

    def lay_out(self) -> list[Laid]:
        """All sheets of the page. Raises `Unfit` or `Lost`."""
        while not self._whole():
            self.begin()
            if not self.workers.works:
                raise Unfit("its parts do not meet")
            for chain, answer in self.workers.answers():
                if answer is None:
                    self._paused(chain)
                else:
                    self._add(chain, told(answer, partial(self.cuts.words, chain.then.number)))
        self.workers.close()
        return self._joined()

    def _whole(self) -> bool:
        chain = self.chains[0]
        while chain.met:
            chain = chain.met[0]
        return chain.done

    def _joined(self) -> list[Laid]:
        found, chain, first = [], self.chains[0], 0
        while True:
            found += chain.laid[first:]
            if not chain.met:
                return found
            chain, first = chain.met

    def _next(self) -> _Chain | None:
        """The chain that has most before it, and waits; or a new one, in the middle of what another has before it."""
        alive = [chain for chain in self.chains if not chain.done and not chain.met]
        before = {chain: self._end(chain) - chain.then.number for chain in alive}
        waiting = [chain for chain in alive if not chain.running]
        if waiting:
            return max(waiting, key=lambda chain: before[chain])
        for chain in sorted(alive, key=lambda each: -before[each]):
            if start := self._middle(chain.then.number, before[chain]):
                new = _Chain(start)
                self.chains.append(new)
                self.chains.sort(key=lambda each: each.start.number)
                return new
        return None

    def _middle(self, first: int, length: int) -> Start | None:
        """What a chain might begin with in the middle of a stretch: where a sheet begins in any case, if there is one.

        Elsewhere it takes many sheets until two chains meet, by chance, if they do.
        """
        least, few, middle = self.measure.least, self.measure.few, first + length // 2
        fresh = [each for each in self.cuts.fresh if first + few <= each <= first + length - few]
        if fresh:
            number = min(fresh, key=lambda each: abs(each - middle))
            return Start(number, self.cuts.fresh[number])
        number = self.cut(middle)
        return Start(number) if length >= 2 * least and number - middle < least // 2 else None

    def _end(self, chain: _Chain) -> int:
        """The element that the chain after one begins with, or the number of all."""
        later = (each.start.number for each in self.chains if each.start.number > chain.then.number)
        return min(later, default=len(self.cuts.elements))

    def cut(self, number: int) -> int:
        """The first cut from a number on; the number of all elements where there is none."""
        at = bisect_left(self.cuts.starts, number)
        return self.cuts.starts[at] if at < len(self.cuts.starts) else len(self.cuts.elements)

    def _stretch(self, chain: _Chain) -> Iterator[Any]:
        """What a process answers: the sheets of a stretch, or why there are none."""
        yield from honest(self.source, self._sheets(chain))

    def _sheets(self, chain: _Chain) -> Iterator[Laid]:
        first = chain.then
        goal = min(first.number + self.span, self._end(chain))
        end = self.cut(goal + (chain.ahead or self.measure.ahead))
        layout = Layout(self.source, Stretch(self.cuts, first.number, end), None, first.forced)
        press = self.pressed()
        for sheet in layout.sheets():
            if sheet.last and end < len(self.cuts.elements):
                return
            yield laid(sheet, press, self.log)
            if sheet.then and clean(sheet) and sheet.then.number >= goal == first.number + self.span:
                return

    def _add(self, chain: _Chain, sheet: Laid) -> None:
        chain.add(sheet)
        if chain.done:
            self._drop(each for each in self.chains if each.start.number > chain.start.number)
        for other in self.chains:
            if other.start.number > chain.start.number and sheet.then in other.begins:
                self._meet(chain, other, other.begins[sheet.then])
                return
            if other.start.number < chain.start.number and not other.met and sheet.start in other.leads:
                other.cut(other.leads[sheet.start] + 1)
                self._meet(other, chain, len(chain.laid) - 1)

    def _meet(self, chain: _Chain, other: _Chain, sheet: int) -> None:
        chain.met = (other, sheet)
        length = len(chain.laid)
        for each in self.chains:
            if each.met and each.met[0] is chain and each.met[1] >= length:
                each.met = (other, sheet + each.met[1] - length)
        self.workers.stop(chain)
        self._drop(each for each in self.chains if chain.start.number < each.start.number < other.start.number)

    def _drop(self, chains: Iterable[_Chain]) -> None:
        """Forget chains that another has gone past without meeting them, but for those that some other has met."""
        gone = list(chains)
        while met := [each.met[0] for each in self.chains if each.met and each not in gone and each.met[0] in gone]:
            gone = [each for each in gone if each not in met]
        self.chains = [each for each in self.chains if each not in gone]
        for each in gone:
            self.workers.stop(each)

    def _paused(self, chain: _Chain) -> None:
        """Have a chain go on with the last of its sheets that is followed by one that may begin a stretch."""
        chain.running = False
        if chain.done:
            return
        chain.cut(max((index + 1 for index, each in enumerate(chain.laid) if clean(each)), default=0))
        # What is no sheet yet with so much before it may be one with more.
        chain.ahead = 4 * (chain.ahead or self.measure.ahead) if chain.then == chain.paused else self.measure.ahead
        chain.paused = chain.then
