"""A face cut down to the characters of one page, for the HTML that carries its fonts along."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.fonts.faces import Face

#: What CSS's `font-variant` can ask for, beside what shaping needs.
_VARIANTS = ("c2sc", "case", "lnum", "onum", "ordn", "pnum", "sinf", "smcp", "subs", "sups", "tnum", "zero")

_NOT_NEEDED = ("BASE", "DSIG", "STAT", "meta")


def subset(face: Face, characters: Iterable[str]) -> bytes:
    """A WOFF file of `face` with these characters only; those it lacks are passed over.

    Equal characters give equal bytes. The subset keeps the copyright and the licence but not the name,
    which the Open Font License reserves for the whole font: CSS gives it one (see `css`).
    """
    return _subset(face, "".join(sorted(set(characters))))


@lru_cache(maxsize=64)
def _subset(face: Face, characters: str) -> bytes:
    from fontTools import subset as tool  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]

    options = tool.Options(
        flavor="woff",
        hinting=False,
        layout_features=[*tool.Options().layout_features, *_VARIANTS],
        drop_tables=[*tool.Options().drop_tables, *_NOT_NEEDED],
        notdef_outline=True,
    )
    font = TTFont(BytesIO(face.read()), lazy=True, recalcTimestamp=False)
    # fontTools walks every layout table to see which names they use: more than half of the whole time.
    names = font["name"]
    del font["name"]
    subsetter = tool.Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters))
    subsetter.subset(font)
    font["name"] = newTable("name")
    font["name"].names = []
    kept = {number: names.getDebugName(number) for number in (0, 13, 14)}
    for number, text in {**kept, 1: "Subset", 2: "Regular", 4: "Subset", 6: "Subset"}.items():
        if text:
            font["name"].setName(text, number, 3, 1, 0x409)
    file = BytesIO()
    tool.save_font(font, file, options)
    return file.getvalue()
