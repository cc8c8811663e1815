"""Where things stand in the files an author wrote.

Values are addressed by *path*, the keys and indexes that lead to them from the top of their file. Paths are
turned into lines and columns only for files that have a finding: places for every value of a large ledger
would cost more memory than the ledger.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import NamedTuple

Path = tuple[str | int, ...]


class Span(NamedTuple):
    """A stretch of a file: 1-based lines and columns (in characters), the end exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """An address in a file: a path of keys and indexes, and optionally a few words to find at its value.

    `key=True` means the key itself rather than its value. `find` narrows the place to the first occurrence of
    these words in the source text of the value (`nth` counts from 0), falling back to the whole value.
    """

    file: str
    path: Path = ()
    key: bool = False
    find: str = ""
    nth: int = 0

    def at(self, *path: str | int) -> Place:
        """The place of something inside this one."""
        return Place(self.file, self.path + path, self.key, self.find, self.nth)

    def finding(self, words: str, nth: int = 0) -> Place:
        """The same place, narrowed to some words in it."""
        return Place(self.file, self.path, self.key, words, nth)


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
        return self._narrowed(mark, place.find, place.nth) if mark and place.find else mark

    def stretch(self, start: int, end: int) -> Span:
        """The span between two offsets, without the white space that block scalars and containers end with."""
        stop = max(start + 1, start + len(self.text[start:end].rstrip()))
        return Span(self.file, *self._line_column(start), *self._line_column(min(stop, len(self.text))))

    def _narrowed(self, mark: Mark, words: str, nth: int) -> Mark:
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        found = next(itertools.islice(pattern.finditer(self.text, mark.start, mark.end), nth, None), None)
        return Mark(*found.span()) if found else mark

    def _line_column(self, offset: int) -> tuple[int, int]:
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)
