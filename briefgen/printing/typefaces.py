"""The fonts of a file, put together of what its sheets draw of them, and cut to that once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.printing.engine import take
from briefgen.printing.fitness import Unfit
from briefgen.printing.leaf import Glyphs, Leaf


def fonts_of(document: Any, leaves: Iterable[Leaf]) -> dict[str, Any]:
    """The fonts of all sheets, each with all glyphs they draw: the first sheet with one says what it stands for."""
    drawn: dict[str, Glyphs] = {}
    for leaf in leaves:
        for name, glyphs in leaf.fonts().items():
            whole = drawn.setdefault(name, Glyphs(glyphs.asked))
            whole.widths = {**glyphs.widths, **whole.widths}
            whole.letters = {**glyphs.letters, **whole.letters}
    return {name: _font(document, name, glyphs) for name, glyphs in drawn.items()}


def _font(document: Any, name: str, glyphs: Glyphs) -> Any:
    ffi, pango, units = take("text.ffi.ffi"), take("text.ffi.pango"), take("text.ffi.FROM_UNITS")
    family, style, weight, size = glyphs.asked
    asked = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    spelt = ffi.new("char[]", family.encode())
    pango.pango_font_description_set_family(asked, spelt)
    pango.pango_font_description_set_style(asked, style)
    pango.pango_font_description_set_weight(asked, weight)
    pango.pango_font_description_set_absolute_size(asked, round(size / units))
    fonts = document.font_config.font_map
    context = ffi.gc(pango.pango_font_map_create_context(fonts), take("text.ffi.gobject").g_object_unref)
    loaded = pango.pango_font_map_load_font(fonts, context, asked)
    _, description, size = take("text.fonts.get_pango_font_key")(loaded)
    font = take("pdf.fonts.Font")(loaded, description, size)
    if font.hash != name:
        raise Unfit(f"the font {family} is not found a second time")
    font.widths, font.to_unicode = glyphs.widths, glyphs.letters
    return font
