"""The protocol's positions: lines from 0, and columns in the units agreed on, which are those of UTF-16 by default."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import lru_cache

from lsprotocol.types import Position, PositionEncodingKind, Range

from briefgen.spans import Span

_LINE_END = re.compile(r"\r\n|\n|\r")
_WIDTHS: Mapping[PositionEncodingKind, Callable[[str], int]] = {
    PositionEncodingKind.Utf8: lambda char: len(char.encode("utf-8", "surrogatepass")),
    PositionEncodingKind.Utf16: lambda char: 2 if char > "\uffff" else 1,
    PositionEncodingKind.Utf32: lambda _: 1,
}


class Lines:
    r"""The lines of a text, for those who count as an editor does.

    Of the two countings of lines, ours ends one at `\n` alone, an editor's also at a lone `\r`.
    """

    def __init__(self, text: str, encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16) -> None:
        self.text = text
        self._width = _WIDTHS[PositionEncodingKind(encoding)]
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._ours = [0, *(end.end() for end in re.finditer("\n", text))]

    def offset(self, position: Position) -> int:
        """The character that a position is before; the end of the line or text where it is beyond."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        units = position.character
        for offset in range(start, len(self.text)):
            if units <= 0 or self.text[offset] in "\r\n":
                return offset
            units -= self._width(self.text[offset])
        return len(self.text)

    def position(self, offset: int) -> Position:
        """The position before a character."""
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        return Position(line, len(before) if before.isascii() else sum(map(self._width, before)))

    def range(self, start: int, end: int) -> Range:
        """The range between two characters."""
        return Range(self.position(start), self.position(end))

    def of(self, span: Span) -> Range:
        """The range of a span of this text."""
        return self.range(self._offset(span.line, span.column), self._offset(span.end_line, span.end_column))

    def offsets(self, span: Span) -> tuple[int, int]:
        """The characters at which a span of this text begins and ends."""
        return self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)

    def _offset(self, line: int, column: int) -> int:
        return min(len(self.text), self._ours[min(line, len(self._ours)) - 1] + column - 1)


@lru_cache(64)
def lines(text: str, encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16) -> Lines:
    """The lines of a text, kept for the next question about it."""
    return Lines(text, encoding)
