"""What is left when all sheets are laid out, and it is known how many: their margins, and the numbers of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from briefgen.printing.answers import Laid, clean, honest, laid, told
from briefgen.printing.chains import Chains
from briefgen.printing.cuts import Stretch
from briefgen.printing.fitness import Unfit
from briefgen.printing.leading import Known
from briefgen.printing.leaf import Leaf
from briefgen.printing.margins import Running, margin_keys, margins
from briefgen.printing.memory import Memory, key_of
from briefgen.printing.sheets import Layout, Start

FAR, PART = 8_000, 20
"""So many elements at most, or such a part of all, are made ready to be laid out twice: from a sheet that a stretch may
begin with to one that it may end with, around those that tell the numbers of pages, or what margins show."""
DRAWN = 100
"""To lay out a sheet takes as long as to draw so many margins."""
AT_ONCE = 500
"""So many margins are drawn by one process, some two thirds of a second, unless much is laid out first."""


class Share(NamedTuple):
    """What a process does: it lays out some sheets again, or draws some margins."""

    again: Sequence[int] = ()
    margins: Sequence[int] = ()


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
    for index, each in _worked(chains, sheets, known, handed, left, again):
        (anew if isinstance(each, Laid) else made)[index] = each
    for kept, things in ((own, made), (led, anew)):
        for index, key in kept.items():
            memory.note(key, things[index])
    for index, each in anew.items():
        sheets[index] = each
    return [made[index] for index in range(len(sheets))]


def _worked(
    chains: Chains,
    sheets: Sequence[Laid],
    known: Known,
    handed: Sequence[Running],
    left: Sequence[int],
    again: Sequence[int],
) -> Iterator[tuple[int, Laid | Leaf]]:
    """The margins that are left, and the sheets that are laid out again, with the numbers of pages."""
    run = [index for index, each in enumerate(sheets) if each.running]  # margins show what is on these

    def work(share: Share) -> Iterator[Any]:
        needed = share.again or run
        begin, end = _clean(sheets, min(needed, default=0)), max(needed, default=-1) + 1
        start, then = sheets[begin].start or Start(0), _after(chains, sheets, end)
        if end and then - start.number > max(FAR, len(chains.cuts.elements) // PART):
            raise Unfit("it tells the numbers of pages, or sets what runs in their margins, on sheets far apart")
        layout = Layout(
            chains.source, Stretch(chains.cuts, start.number, then), replace(known, index=begin), start.forced
        )
        press = chains.pressed()
        for index, sheet in zip(range(begin, end), layout.sheets(), strict=False):
            if sheet.then != sheets[index].then:
                raise Unfit("the numbers of pages change where pages end")
            if index in share.again:
                yield index, laid(sheet, press, chains.log)
        if share.margins:
            yield from zip(share.margins, margins(layout, press, handed, share.margins), strict=True)

    behind = run[-1] + 1 - _clean(sheets, run[0]) if run else 0
    workers, shares = chains.workers, _shares(left, again, behind, chains.workers.most)
    while shares or workers.works:
        while shares and workers.has_room():
            if workers.start(shares[0], lambda share: honest(chains.source, work(share))):
                del shares[0]
        for _, answer in workers.answers():
            if answer is not None:
                yield told(answer)


def _clean(sheets: Sequence[Laid], index: int) -> int:
    """The last sheet, up to one, that a stretch may begin with."""
    return max((at for at in range(index + 1) if (start := sheets[at].start) and not start.within), default=0)


def _after(chains: Chains, sheets: Sequence[Laid], number: int) -> int:
    """Where a stretch ends that has so many sheets, or begins the page if there is nothing to be laid out."""
    cuts = chains.cuts
    end = len(cuts.elements)
    if not number:
        return next(iter(cuts.starts), end)
    # A little further: where a stretch ends soon after a sheet does, all that is left of it might still have room.
    after = next((each.then.number for each in sheets[number:] if each.then and clean(each)), end)
    return chains.cut(after + chains.measure.ahead)


def _shares(left: Sequence[int], again: Sequence[int], behind: int, most: int) -> list[Share]:
    """What `most` processes do, each one thing after another: the sheets that are laid out again, then margins.

    Before it draws margins, a process lays out `behind` sheets.
    """
    length = max(DRAWN * max(1, behind), min(AT_ONCE, -(-len(left) // most)))
    margins = [Share(margins=left[at : at + length]) for at in range(0, len(left), length)]
    return [Share(again), *margins] if again else margins


def _places(sheets: list[Laid]) -> dict[str, int]:
    """The sheet that each anchor is on, counted from one."""
    places: dict[str, int] = {}
    for number, sheet in enumerate(sheets, 1):
        for name, _, _ in sheet.leaf.places:
            places.setdefault(name, number)
    return places
