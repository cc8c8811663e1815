"""Lines of text drawn in a third of the time that WeasyPrint takes, which looks up all there is to know of each glyph.

A glyph that is as wide and stands as far off as one before it on the sheet is written the same way. Where that is not
sure, such as in lines from right to left, of emojis or with marks above letters, WeasyPrint draws them itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

from briefgen.printing.engine import room, take

_INFO = 5
"""Of a glyph Pango tells its number, its width, how far off it stands, how far above, and what it looks like."""
_SEPARATORS = frozenset("\n\r\u2028\u2029")
"""Pango has to be told to take these for characters like any other."""
_NO_GLYPH = 0x0FFF_FFFF
"""What Pango tells of nothing, and from there on of characters that no font has, is not the number of a glyph."""
_NOTHING = 1e-6
"""No font of such a size is drawn."""
_PLAIN = 14_802
"""The first Pango that says the size of a font rightly, as a number."""


class _Odd(Exception):  # noqa: N818 - said of a line
    """A line of which it is not sure that it is written so."""


def hasten() -> None:
    """Have lines of text be drawn so, where Pango is as it is known here."""
    size = take("text.ffi.ffi").sizeof("PangoGlyphInfo")
    if size == _INFO * array("i").itemsize and take("text.ffi.pango").pango_version() >= _PLAIN:
        text = room("draw.text")
        text.draw_first_line = _Lines(text.draw_first_line)


class _Lines:
    """Draws the lines of text of a stream."""

    def __init__(self, slowly: Any) -> None:
        self.slowly = slowly
        self.ffi, self.pango = take("text.ffi.ffi"), take("text.ffi.pango")
        self.end, self.unit = self.ffi.NULL, take("text.ffi.FROM_UNITS")

    def __call__(self, stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        plain = overflow != "ellipsis" and ellipsis == "none" and box.style["font_size"] >= _NOTHING
        if not plain or not box.text.strip() or not _SEPARATORS.isdisjoint(box.pango_layout.text):
            return self.slowly(stream, box, overflow, ellipsis, matrix)
        line, _ = box.pango_layout.get_first_line()
        try:
            written = list(self._written(stream, box, line))
        except _Odd:
            return self.slowly(stream, box, overflow, ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        for font, size, shown in written:
            stream.set_font_size(font, size)
            stream.show_text(shown)
        return []

    def _written(self, stream: Any, box: Any, line: Any) -> Iterator[tuple[str, float, str]]:
        """What is written of a line: the hash and the size of each font in turn, and the glyphs. Raises `_Odd`."""
        run, before, made = line.runs[0], None, ""
        font: Any = None
        size = 0.0
        while run != self.end:
            analysis = run.data.item.analysis
            if analysis.level % 2:
                raise _Odd
            if analysis.font != before:
                if made:
                    yield font.hash, size, made
                before, made = analysis.font, ""
                font, size = stream.add_font(before)
                if font.bitmap or font.svg or font.png or font.colr:
                    raise _Odd
            glyphs = "".join(self._pieces(stream, box, font, size, run.data))
            made += f"<{glyphs[:-1]}" if glyphs.endswith("<") else f"<{glyphs}>" if glyphs else ""
            run = run.next
        if not made:
            raise _Odd
        yield font.hash, size, made

    def _pieces(self, stream: Any, box: Any, font: Any, size: float, run: Any) -> Iterator[str]:
        """What is written of each glyph of a run."""
        told = array("i", bytes(self.ffi.buffer(run.glyphs.glyphs, run.glyphs.num_glyphs * _INFO * 4)))
        if any(told[3::_INFO]):
            raise _Odd
        known = font.to_unicode.written.setdefault(size, {})
        for index, glyph in enumerate(zip(told[0::_INFO], told[1::_INFO], told[2::_INFO], strict=True)):
            if (piece := known.get(glyph)) is None:
                self._note(stream, box, font, size, run, index, glyph[0])
                piece = known[glyph] = self._piece(font, size, *glyph)
            yield piece

    def _note(self, stream: Any, box: Any, font: Any, size: float, run: Any, index: int, glyph: int) -> None:
        """Note of a glyph what it stands for and how wide it is, as WeasyPrint does."""
        if glyph >= _NO_GLYPH:
            raise _Odd
        if glyph not in font.to_unicode:
            clusters, last = run.glyphs.log_clusters, index == run.glyphs.num_glyphs - 1
            begin, end = clusters[index], run.item.length if last else clusters[index + 1]
            letters = box.pango_layout.text.encode()[run.item.offset + begin : run.item.offset + end]
            if not letters.isascii():
                raise _Odd
            font.to_unicode[glyph] = letters.decode()
            if glyph not in font.to_unicode:  # as what it stands for depends on what is around it
                raise _Odd
        if glyph not in font.widths:
            self.pango.pango_font_get_glyph_extents(run.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * self.unit / size)

    def _piece(self, font: Any, size: float, glyph: int, width: int, shift: int) -> str:
        """What is written of a glyph, with what sets it off from the one before and the next."""
        off = shift / size
        kerning = font.widths[glyph] + off - width * 1000 * self.unit / size
        return f"{f'>{-off}<' if off else ''}{glyph:04x}{f'>{int(kerning)}<' if kerning else ''}"
