"""Where things stand in the files an author wrote.

Values are addressed by *path*, the keys and indexes that lead to them from the top of their file. Paths are
turned into lines and columns only for files that have a finding: places for every value of a large ledger
would cost more memory than the ledger.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.scalars import Alignment

Path = tuple[str | int, ...]


class Span(NamedTuple):
    """A stretch of a file: 1-based lines and columns (in characters), the end exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Part(NamedTuple):
    """A stretch of a text: the text as the program has it, and 0-based offsets into it, the end exclusive."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """What the stretch says."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Place:
    """An address in a file: a path of keys and indexes, and optionally a stretch of the text that is its value.

    `key=True` means the key itself rather than its value.
    """

    file: str
    path: Path = ()
    key: bool = False
    part: Part | None = None

    def at(self, *path: str | int) -> Place:
        """The place of something inside this one."""
        return Place(self.file, self.path + path, self.key)

    def within(self, text: str, start: int, end: int) -> Place:
        """The same place, narrowed to a stretch of the text that is its value.

        The text may have other white space than the value, as one that was stripped or joined has.
        """
        return Place(self.file, self.path, self.key, Part(text, start, end))


class Mark(NamedTuple):
    """Start and end of one value in a text: 0-based offsets in characters."""

    start: int
    end: int


@dataclass(slots=True)
class SpanTree:
    """The places of one file's values, in the shape of the data."""

    file: str
    text: str
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    repeated: list[tuple[Path, Mark]] = field(default_factory=list)
    _aligned: dict[Path, Alignment] = field(default_factory=dict)
    _lines: list[int] = field(default_factory=list)

    def span(self, place: Place) -> Span:
        """The stretch of text that `place` means; the nearest enclosing value where its path leads nowhere."""
        mark = self.mark(place)
        return Span(self.file) if mark is None else self.stretch(mark.start, mark.end)

    def mark(self, place: Place) -> Mark | None:
        """The same in offsets, with the white space at its end; None where the file has no values."""
        path = place.path
        while path and path not in self.values:
            path = path[:-1]
        mark = self.values.get(path)
        if mark and place.key and path == place.path and path in self.keys:
            return self.keys[path]
        return self._narrowed(path, mark, place.part) if mark and place.part else mark

    def stretch(self, start: int, end: int) -> Span:
        """The span between two offsets, without the white space that block scalars and containers end with."""
        stop = max(start + 1, start + len(self.text[start:end].rstrip()))
        return Span(self.file, *self._line_column(start), *self._line_column(min(stop, len(self.text))))

    def point(self, offset: int) -> Span:
        """The place between two characters, which has no width: where something is to be put in."""
        line, column = self._line_column(offset)
        return Span(self.file, line, column, line, column)

    def _narrowed(self, path: Path, mark: Mark, part: Part) -> Mark:
        """The stretch of a value that a part of it is; the whole value where that says something else."""
        aligned = self._aligned.get(path)
        if aligned is None or aligned.value != part.text:
            # The value of a Markdown file, at the path (), is the file as it is.
            aligned = self._aligned[path] = Alignment(part.text, self.text, *mark, yaml=bool(path))
        return Mark(*aligned.stretch(part.start, part.end)) if aligned.holds else mark

    def _line_column(self, offset: int) -> tuple[int, int]:
        if not self._lines:
            self._lines += (0, *(found.end() for found in re.finditer("\n", self.text)))
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1
