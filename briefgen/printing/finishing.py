"""What is left when all sheets are laid out, and it is known how many: their margins, and the numbers of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.printing.answers import Laid, clean, honest, laid, told
from briefgen.printing.chains import Chains
from briefgen.printing.cuts import Stretch
from briefgen.printing.drawing import Leaf
from briefgen.printing.fitness import Unfit
from briefgen.printing.margins import Running, margins
from briefgen.printing.sheets import Known, Layout

FAR = 8_000
"""Sheets that tell the numbers of pages are laid out twice: up to so many elements from the beginning of the page."""


def finished(chains: Chains, sheets: list[Laid]) -> list[Leaf]:
    """The margins of all sheets; those that tell the numbers of pages are laid out anew. Raises `Unfit`."""
    again = max((index for index, each in enumerate(sheets) if each.numbered or each.running), default=-1) + 1
    then = next(
        (each.then.number for each in sheets[again + 1 :] if each.then and clean(each)), len(chains.cuts.elements)
    )
    if again and then > FAR:
        raise Unfit("it tells the numbers of pages, or sets what runs in their margins, far into the page")
    known = Known(0, len(sheets), _places(sheets))
    handed = [
        Running(each.strings, each.opening, {kind: list(names) for kind, names in each.leaf.resources.items()})
        for each in sheets
    ]
    workers = chains.workers
    shares = [range(first, len(sheets), workers.most) for first in range(min(workers.most, len(sheets)))]

    def work(share: Sequence[int]) -> Iterator[Any]:
        layout = Layout(chains.source, Stretch(chains.cuts, 0, then), known)
        press = chains.pressed()
        for index, sheet in zip(range(again), layout.sheets(), strict=False):
            if sheet.then != sheets[index].then:
                raise Unfit("the numbers of pages change where pages end")
            if share is shares[0]:
                yield index, laid(sheet, press, chains.log)
        yield from zip(share, margins(layout, press, handed, share), strict=True)

    for share in shares:
        workers.start(share, lambda share: honest(chains.source, work(share)))
    found: dict[int, Leaf] = {}
    for index, made in _answers(chains):
        if isinstance(made, Laid):
            sheets[index] = made
        else:
            found[index] = made
    return [found[index] for index in range(len(sheets))]


def _places(sheets: list[Laid]) -> dict[str, int]:
    """The sheet that each anchor is on, counted from one."""
    places: dict[str, int] = {}
    for number, sheet in enumerate(sheets, 1):
        for name, _, _ in sheet.leaf.places:
            places.setdefault(name, number)
    return places


def _answers(chains: Chains) -> Iterator[tuple[int, Laid | Leaf]]:
    while chains.workers.works:
        for _, answer in chains.workers.answers():
            if answer is not None:
                yield told(answer)
