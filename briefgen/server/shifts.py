"""Where something stands after a file was changed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import takewhile

from briefgen.spans import Span

_MOST = 1_000
"""Lines between the first and the last change that are compared; nothing is found again in a longer stretch."""


class Shift:
    """The way from the places in some texts to those in the same texts changed, both by the files' names."""

    def __init__(self, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        self._old, self._new = old, new
        self._blocks: dict[str, list[tuple[int, int, int]]] = {}

    def span(self, span: Span) -> Span | None:
        """The same stretch in the changed text; None where a change touches its lines."""
        old, new = self._old.get(span.file), self._new.get(span.file)
        if old is None or new is None:
            return None
        if old == new:
            return span
        if span.file not in self._blocks:
            self._blocks[span.file] = _blocks(old.split("\n"), new.split("\n"))
        for start, now, size in self._blocks[span.file]:
            if start < span.line and span.end_line <= start + size:
                return span._replace(line=span.line - start + now, end_line=span.end_line - start + now)
        return None


def _blocks(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    """Stretches of lines that both have: the number of lines before each, in the one and the other, and its own."""
    above = _same(old, new)
    below = _same(old[: above - 1 : -1] if above else old[::-1], new[: above - 1 : -1] if above else new[::-1])
    one, other = old[above : len(old) - below], new[above : len(new) - below]
    between: list[tuple[int, int, int]] = []
    if max(len(one), len(other)) <= _MOST:
        matches = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        between = [(match.a + above, match.b + above, match.size) for match in matches]
    return [(0, 0, above), *between, (len(old) - below, len(new) - below, below)]


def _same(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
