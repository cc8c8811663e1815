"""`python -m briefgen.fonts` makes `coverage.json` and `slices/`: run it after changing a font or a slice.

It takes some minutes. fontTools is needed here and nowhere else.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, newTable, sfnt  # type: ignore[import-untyped]

from briefgen.fonts.coverage import ranges, slices
from briefgen.fonts.faces import CHAIN, FACES
from briefgen.fonts.webfont import FOLDER, filename

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from briefgen.fonts.faces import Face

SEAL = "seal.txt"
"""The file in `slices/` that holds `seal()` as it was when they were made."""

_SHAPING = "calt ccmp clig curs fina init isol kern liga locl mark medi mkmk rlig"
#: Of what CSS's `font-variant` can ask for. Superscripts and fractions would make a slice a fifth larger.
_VARIANTS = "c2sc lnum onum pnum smcp tnum"

_OPTIONS: dict[str, Any] = {
    "flavor": "woff",
    "hinting": False,
    "layout_features": [*_SHAPING.split(), *_VARIANTS.split()],
    "drop_tables": [*subset.Options().drop_tables, "BASE", "DSIG", "STAT", "gasp", "meta"],
    "notdef_outline": True,
    "harfbuzz_repacker": False,  # makes other bytes, and is not installed everywhere
}


def coverage() -> str:
    """The text of `coverage.json`, read from the font files."""
    codes: dict[str, set[int]] = {family: set() for family in CHAIN}
    for face in FACES:
        codes[face.family].update(_font(face).getBestCmap())
    table = {
        family: " ".join(f"{first:x}-{last:x}" if first < last else f"{first:x}" for first, last in ranges(own))
        for family, own in codes.items()
    }
    return json.dumps(table, indent=0) + "\n"


def cut(face: Face, codes: AbstractSet[int]) -> bytes:
    """A WOFF file of `face` with these characters only.

    It keeps the copyright and the licence but not the name, which the Open Font License reserves for the
    whole font: CSS gives it one.
    """
    options = subset.Options(**_OPTIONS)
    font = _font(face)
    # fontTools walks every layout table to see which names they use: more than half of the whole time.
    names = font["name"]
    del font["name"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font["name"] = newTable("name")
    font["name"].names = []
    kept = {number: names.getDebugName(number) for number in (0, 13, 14)}
    for number, text in {**kept, 1: "Subset", 2: "Regular", 4: "Subset", 6: "Subset"}.items():
        if text:
            font["name"].setName(text, number, 3, 1, 0x409)
    # The zlib of one machine compresses otherwise than that of another; zopfli is the same on all, and tighter.
    sfnt.USE_ZOPFLI, sfnt.ZLIB_COMPRESSION_LEVEL = True, 9
    file = BytesIO()
    subset.save_font(font, file, options)
    return file.getvalue()


def seal() -> str:
    """A digest of all that the slices are made from and of the slices: while it holds, they are fresh."""
    recipe = {family: {name: ranges(codes) for name, codes in slices(family).items()} for family in CHAIN}
    digest = hashlib.sha256(json.dumps([recipe, _OPTIONS], sort_keys=True).encode())
    for face in FACES:
        digest.update(face.read())
        for name in slices(face.family):
            digest.update((FOLDER / filename(face, name)).read_bytes())
    return digest.hexdigest() + "\n"


def _font(face: Face) -> TTFont:
    return TTFont(BytesIO(face.read()), lazy=True, recalcTimestamp=False)


def main() -> None:
    """Write the table and the slices into the package."""
    package = Path(str(files("briefgen.fonts")))
    (package / "coverage.json").write_text(coverage(), "ascii")
    folder = package / "slices"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.woff"):
        old.unlink()
    for face in FACES:
        for name, codes in slices(face.family).items():
            (folder / filename(face, name)).write_bytes(cut(face, codes))
    (folder / SEAL).write_text(seal(), "ascii")


if __name__ == "__main__":
    main()
