"""Where in a text the content of each of its blocks stands.

Markdown tells the lines of a block. Its content is those lines without what stands before them, such as the marks of
quotes and lists, so that each line of the content is how a line of the text ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from markdown_it.token import Token

_NEWLINE = re.compile(r"\r\n?|\n")
_HEADING = re.compile(r"[^#]*#+[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_PIECE = re.compile(r"(?:(?!\\\|).)+")


class Stretch(NamedTuple):
    """Where something begins and ends in a text: 0-based offsets in characters, the end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a block, and where it stands in its text."""

    token: Token
    form: str
    footnote: int | None
    """The number of the footnote that it stands in."""
    lines: Stretch
    pieces: Sequence[tuple[int, int]] = ()
    """Where each piece of it begins, in the content and in the text; none where that cannot be told."""

    @property
    def children(self) -> list[Token]:
        """The tokens inside its lines."""
        return self.token.children or []

    def stretch(self, start: int, end: int) -> Stretch:
        """Where a stretch of the content stands; where that cannot be told, where the lines of the block do."""
        return Stretch(self._of(start), self._of(end - 1) + 1) if self.pieces and start < end else self.lines

    def _of(self, offset: int) -> int:
        piece = bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        begun, written = self.pieces[max(0, piece)]
        return written + offset - begun


def lines_of(text: str) -> list[Stretch]:
    """Where the lines of a text are, as Markdown counts them."""
    ends = [found.span() for found in _NEWLINE.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    return [Stretch(*line) for line in zip(starts, [*(start for start, _ in ends), len(text)], strict=True)]


def covered(token: Token, text: str, lines: Sequence[Stretch]) -> Stretch:
    """Where the lines of a block stand, without the white space around; the text where it has none of its own."""
    first, last = token.map or (0, len(lines))
    start, end = lines[first].start, lines[min(last, len(lines)) - 1].end
    held = text[start:end]
    return Stretch(start + len(held) - len(held.lstrip()), start + len(held.rstrip())) if held else Stretch(start, end)


def contents(tokens: Sequence[Token], text: str) -> Iterator[Content]:
    """The content of every block that holds words but code, footnotes last."""
    lines = lines_of(text)
    cells: list[Stretch] = []
    footnote: int | None = None
    inside: dict[int, tuple[Content, int]] = {}  # footnotes that stand in a line: in which content, and from where
    form = ""
    for token in tokens:
        if token.type == "tr_open" and token.map:
            cells = _cells(text, lines[token.map[0]])
        elif token.type == "footnote_open":
            footnote = token.meta["id"]
        elif token.type == "inline" and token.content:
            content = Content(token, form, footnote, covered(token, text, lines))
            if token.map is None and footnote in inside:
                content = _inner(content, *inside[footnote])
            elif token.map is not None:
                pieces = _cell(token, text, cells) if form in {"th", "td"} else _lines(token, text, lines, form)
                content = replace(content, pieces=pieces)
            for child in content.children:
                if child.type == "footnote_ref" and "at" in child.meta:
                    inside[child.meta["id"]] = content, child.meta["at"][0] + len("^[")
            yield content
        form = token.type.removesuffix("_open")


def _inner(content: Content, outer: Content, begin: int) -> Content:
    """The content of a footnote that stands in the line of another block, from an offset of its content on."""
    return replace(content, lines=outer.lines, pieces=[(begun - begin, written) for begun, written in outer.pieces])


def _lines(token: Token, text: str, lines: Sequence[Stretch], form: str) -> list[tuple[int, int]]:
    """The lines of a content, each a piece; none where one of them is not how its line of the text ends."""
    first, last = token.map or (0, 0)
    held = token.content.split("\n")
    if len(held) > last - first:
        return []
    pieces = []
    begins = accumulate((len(line) + 1 for line in held), initial=0)
    for line, begun, (start, end) in zip(held, begins, lines[first:last], strict=False):
        said, written = line.strip(), text[start:end].replace("\0", "\ufffd").rstrip()
        if form == "heading" and (mark := _HEADING.match(written)) and written.startswith(said, mark.end()):
            at = mark.end()
        elif written.endswith(said):
            at = len(written) - len(said)
        else:
            return []
        pieces.append((begun + line.index(said), start + at))
    return pieces


def _cells(text: str, line: Stretch) -> list[Stretch]:
    """What stands between the unescaped bars of a row, what stands before its table included."""
    bars = [found.span() for found in _PIPE.finditer(text, *line)]
    starts = [line.start, *(end for _, end in bars)]
    return [Stretch(*cell) for cell in zip(starts, [*(start for start, _ in bars), line.end], strict=True)]


def _cell(token: Token, text: str, cells: list[Stretch]) -> list[tuple[int, int]]:
    """The pieces of a cell's content between the bars that are escaped in it. Takes the cells of its row up to it."""
    while token.content and cells:
        start, end = cells.pop(0)
        kept = [at for at in range(start, end) if text[at : at + 2] != r"\|"]
        written = "".join(text[at] for at in kept).replace("\0", "\ufffd").rstrip()
        if written.endswith(token.content):
            kept = kept[len(written) - len(token.content) : len(written)]
            return [(nth, at) for nth, at in enumerate(kept) if nth == 0 or at != kept[nth - 1] + 1]
    return []
