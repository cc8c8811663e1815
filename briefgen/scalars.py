"""Which characters of a YAML file say which characters of a value.

Reading a value changes its white space alone: lines are folded and joined, indentation and what is at the ends goes. So
the characters that are no white space, its *letters* here, are the same in the value and in its source, in the same
order; but in quotes a letter may be written as an escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

_LETTER = re.compile(r"\S")
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*")
_SINGLE_QUOTED = re.compile(r"''|\S")
_DOUBLE_QUOTED = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(\r\n|.))|\S",
    re.DOTALL,
)
_ESCAPED = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", '"': '"', "/": "/", "\\": "\\"}
"""What a character behind a backslash stands for; all others stand for white space."""


class _Letter(NamedTuple):
    """A character of a value that is no white space, and where its source begins and ends."""

    said: str
    start: int
    end: int


class Alignment:
    """Where each stretch of a value stands in its source."""

    def __init__(self, value: str, text: str, start: int, end: int, *, yaml: bool) -> None:
        """Align a value with a stretch of a text: the source of a scalar, or, without `yaml`, the value itself."""
        self.value = value
        letters = list(_letters(text, start, end) if yaml else _plain(_LETTER, text, start, end))
        self._before = [0, *accumulate(not character.isspace() for character in value)]
        self._starts = [start, *(letter.start for letter in letters), end]
        self._ends = [start, *(letter.end for letter in letters), end]
        self.holds = "".join(letter.said for letter in letters) == "".join(value.split())
        """Whether the source says the value at all."""

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Where in the source a stretch of the value stands, from its first letter to its last.

        White space alone stands between the letters around it.
        """
        first, last = self._before[start], self._before[end]
        if first == last:
            return self._ends[first], self._starts[first + 1]
        return self._starts[first + 1], self._ends[last]


def _letters(text: str, start: int, end: int) -> Iterator[_Letter]:
    """The letters of the scalar whose source stands at a place."""
    style = text[start : start + 1]
    if style == "'":
        yield from _plain(_SINGLE_QUOTED, text, start + 1, end - 1)
    elif style == '"':
        for found in _DOUBLE_QUOTED.finditer(text, start + 1, end - 1):
            if not (said := _said(found)).isspace():
                yield _Letter(said, *found.span())
    elif style in {"|", ">"}:
        header = _LINE.match(text, start, end)
        yield from _plain(_LETTER, text, header.end() if header else end, end)
    else:
        yield from _plain(_LETTER, text, start, end)


def _plain(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[_Letter]:
    return (_Letter(found[0][0], *found.span()) for found in pattern.finditer(text, start, end))


def _said(found: re.Match[str]) -> str:
    """The character that one of a double-quoted text stands for; white space where it is any, or none at all."""
    if code := found[1] or found[2] or found[3]:
        return chr(int(code, 16))
    return _ESCAPED.get(found[4], " ") if found[4] else found[0]
