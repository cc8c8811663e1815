"""What is left when all sheets are laid out, and it is known how many: their margins, and the numbers of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.printing.answers import Laid, clean, honest, laid, told
from briefgen.printing.chains import Chains
from briefgen.printing.cuts import Stretch
from briefgen.printing.drawing import Leaf
from briefgen.printing.fitness import Unfit
from briefgen.printing.margins import Running, margin_keys, margins
from briefgen.printing.memory import Memory, key_of
from briefgen.printing.sheets import Known, Layout

FAR = 8_000
"""Sheets that tell the numbers of pages are laid out twice: up to so many elements from the beginning of the page."""


def finished(
    chains: Chains, sheets: list[Laid], keys: Sequence[bytes | None], memory: Memory, given: bytes
) -> list[Leaf]:
    """The margins of all sheets; those that tell the numbers of pages are laid out anew. Raises `Unfit`.

    `keys` are those of the sheets that can be remembered, and `given` is what all depend on beside.
    """
    known = Known(0, len(sheets), _places(sheets))
    handed = [
        Running(each.strings, each.opening, {kind: list(names) for kind, names in each.leaf.resources.items()})
        for each in sheets
    ]
    running = [index for index, each in enumerate(sheets) if each.running]
    run = [key for index in running if (key := keys[index])]
    own = dict(enumerate(margin_keys(key_of(given, *run), handed))) if len(run) == len(running) else {}
    led = {
        index: key_of(key, known.pages, known.places)
        for index, (key, sheet) in enumerate(zip(keys, sheets, strict=True))
        if key and sheet.numbered
    }
    made: dict[int, Any] = {index: memory.recall(key) for index, key in own.items()}
    anew: dict[int, Any] = {index: memory.recall(key) for index, key in led.items()}
    left = [index for index in range(len(sheets)) if made.get(index) is None]
    again = [index for index, each in enumerate(sheets) if each.numbered and not anew.get(index)]
    again += running if left else []
    if left or again:
        for index, each in _worked(chains, sheets, known, handed, left, max(again, default=-1) + 1):
            (anew if isinstance(each, Laid) else made)[index] = each
    for kept, things in ((own, made), (led, anew)):
        for index, key in kept.items():
            memory.note(key, things[index])
    for index, each in anew.items():
        sheets[index] = each
    return [made[index] for index in range(len(sheets))]


def _worked(
    chains: Chains, sheets: list[Laid], known: Known, handed: Sequence[Running], left: Sequence[int], again: int
) -> Iterator[tuple[int, Laid | Leaf]]:
    """The margins that are left, and the first sheets, up to one, with the numbers of pages."""
    cuts, workers = chains.cuts, chains.workers
    end = len(cuts.elements)
    if again:
        after = next((each.then.number for each in sheets[again + 1 :] if each.then and clean(each)), end)
        # A little further: where a stretch ends soon after a sheet does, all that is left of it might still have room.
        then = chains.cut(after + chains.measure.ahead)
        if then > FAR:
            raise Unfit("it tells the numbers of pages, or sets what runs in their margins, far into the page")
    else:
        then = next(iter(cuts.starts), end)
    shares = [left[first :: workers.most] for first in range(max(1, min(workers.most, len(left))))]

    def work(share: Sequence[int]) -> Iterator[Any]:
        layout = Layout(chains.source, Stretch(cuts, 0, then), known)
        press = chains.pressed()
        for index, sheet in zip(range(again), layout.sheets(), strict=False):
            if sheet.then != sheets[index].then:
                raise Unfit("the numbers of pages change where pages end")
            if share is shares[0]:
                yield index, laid(sheet, press, chains.log)
        yield from zip(share, margins(layout, press, handed, share), strict=True)

    for share in shares:
        workers.start(share, lambda share: honest(chains.source, work(share)))
    while workers.works:
        for _, answer in workers.answers():
            if answer is not None:
                yield told(answer)


def _places(sheets: list[Laid]) -> dict[str, int]:
    """The sheet that each anchor is on, counted from one."""
    places: dict[str, int] = {}
    for number, sheet in enumerate(sheets, 1):
        for name, _, _ in sheet.leaf.places:
            places.setdefault(name, number)
    return places
