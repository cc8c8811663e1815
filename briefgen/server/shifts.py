"""Where something stands after a file was changed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from briefgen.spans import Span


class Shift:
    """The way from the places in some texts to those in the same texts changed, both by the files' names."""

    def __init__(self, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        self._old, self._new = old, new
        self._changes: dict[str, tuple[int, int, int]] = {}

    def span(self, span: Span) -> Span | None:
        """The same stretch in the changed text; None where the change touches its lines."""
        old, new = self._old.get(span.file), self._new.get(span.file)
        if old is None or new is None:
            return None
        if old == new:
            return span
        if span.file not in self._changes:
            self._changes[span.file] = _change(old.split("\n"), new.split("\n"))
        above, below, lines = self._changes[span.file]
        if span.end_line <= above:
            return span
        if span.line > below:
            return span._replace(line=span.line + lines, end_line=span.end_line + lines)
        return None


def _change(old: list[str], new: list[str]) -> tuple[int, int, int]:
    """How many lines above a change are as before, the last line that is not, and by how many lines the rest moved."""
    above = _same(old, new)
    left = min(len(old), len(new)) - above
    below = min(left, _same(old[::-1], new[::-1]))
    return above, len(old) - below, len(new) - len(old)


def _same(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
