"""What the glyphs of a PDF are said to stand for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from io import BytesIO
from typing import Any

from briefgen.printing.engine import take


class Letters(dict[int, str]):
    """What each glyph of a font stands for: what copies and searches of a PDF find.

    WeasyPrint asks for every glyph whether it is known, and says of an unknown one what its cluster stands for. Where
    text runs from right to left, a mark comes before its letter: it would be taken for both, wherever else it stands,
    and the letter for nothing. Here the mark is taken for itself, and the letter for the rest.

    Letters that are drawn as one, such as `لا`, stand for the last of them, and `joined` has those before it, from left
    to right: what turns the text of a page round turns it character by character, inside a glyph too.
    """

    def __init__(self) -> None:
        super().__init__()
        self.joined: dict[int, str] = {}
        self.written: dict[float, dict[tuple[int, int, int], str]] = {}
        """How glyphs are written that `glyphs` has met: by the size of the font, and by what Pango tells of each."""
        self._rest = self._bare = ""
        self._sure: set[object] = set()

    def __contains__(self, glyph: object) -> bool:
        """Whether it is known: a mark never, so that it is told with each letter what that stands for."""
        self._rest, self._bare = self._bare, ""
        return glyph in self._sure

    def __setitem__(self, glyph: int, text: str) -> None:
        marks = "".join(filter(unicodedata.combining, text))
        if marks and unicodedata.bidirectional(text[0]) in {"R", "AL"}:
            self._bare = "".join(each for each in text if each not in marks)
            text = marks
        text = text or self._rest
        if len(text) > 1 and all(unicodedata.bidirectional(each) in {"R", "AL"} for each in text):
            text, self.joined[glyph] = text[-1], text[-2::-1]
        super().__setitem__(glyph, text)
        if text and not all(map(unicodedata.combining, text)):
            self._sure.add(glyph)
        else:
            self._sure.discard(glyph)

    def learn(self, others: Letters) -> None:
        """What others have been told as well."""
        self.update(others)
        self.joined |= others.joined
        self._sure |= others._sure


_GLYPH = re.compile(r"(?<=[<0-9a-f])[0-9a-f]{4}(?=(?:[0-9a-f]{4})*>)")
"""A glyph in hexadecimal, as WeasyPrint writes a line of text."""


def spell() -> None:
    """Have each glyph of a font stand for a letter, and write beside a ligature the letters it is made of besides.

    They are there without being drawn, a hundredth as wide and taken back (ISO 32000-1, 9.3), so that whatever reads
    the text finds each letter of `لا` at its place: Arabic must be drawn so, and readers of PDF disagree about the
    order of letters in a glyph.
    """
    fonts, streams = take("pdf.fonts.Font"), take("pdf.stream.Stream")
    made, shown = fonts.__init__, streams.show_text
    by_hash: dict[str, Any] = {}

    def spelt(font: Any, *values: Any) -> None:
        made(font, *values)
        font.to_unicode = Letters()
        by_hash[font.hash] = font

    def show(stream: Any, text: str) -> None:
        font = by_hash[stream._current_font[0]]  # noqa: SLF001
        joined = font.to_unicode.joined
        shown(stream, _GLYPH.sub(lambda found: found[0] + _hidden(font, found[0]), text) if joined else text)

    fonts.__init__, streams.show_text = spelt, show


def _hidden(font: Any, glyph: str) -> str:
    """What is written after a glyph: the letters that it is made of and does not stand for, from left to right."""
    letters = font.to_unicode.joined.get(int(glyph, 16))
    if not letters:
        return ""
    glyphs, widths = _nominal(font.file_content)
    told = ""
    for letter in letters:
        own = glyphs[ord(letter)]
        font.widths[own] = width = round(widths[own])
        font.to_unicode[own] = letter
        told += f"<{own:04x}>{width}"
    return f">] TJ 3 Tr 1 Tz [{told}] TJ 0 Tr 100 Tz [<"


@cache
def _nominal(font: bytes) -> tuple[dict[int, int], dict[int, float]]:
    """The glyph of each character of a font, and their widths in thousandths."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    opened = TTFont(BytesIO(font), lazy=True)
    scale, order = 1000 / opened["head"].unitsPerEm, opened.getReverseGlyphMap()
    glyphs = {code: order[name] for code, name in opened.getBestCmap().items()}
    return glyphs, {glyph: opened["hmtx"][name][0] * scale for name, glyph in order.items()}
