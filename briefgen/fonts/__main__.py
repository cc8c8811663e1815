"""`python -m briefgen.fonts > briefgen/fonts/coverage.json`: run it after changing a font file."""

from __future__ import annotations

import json
import sys
from io import BytesIO

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from briefgen.fonts.coverage import ranges
from briefgen.fonts.faces import CHAIN, FACES


def coverage() -> str:
    """The text of `coverage.json`, read from the font files."""
    codes: dict[str, set[int]] = {family: set() for family in CHAIN}
    for face in FACES:
        codes[face.family].update(TTFont(BytesIO(face.read()), lazy=True).getBestCmap())
    table = {
        family: " ".join(f"{first:x}-{last:x}" if first < last else f"{first:x}" for first, last in ranges(own))
        for family, own in codes.items()
    }
    return json.dumps(table, indent=0) + "\n"


if __name__ == "__main__":
    sys.stdout.write(coverage())
