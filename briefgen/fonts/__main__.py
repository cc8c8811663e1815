"""`python -m briefgen.fonts` makes `coverage.json`: run it after changing a font.

fontTools makes it: no page waits for that.
"""

from __future__ import annotations

import json
from importlib.resources import files
from io import BytesIO
from pathlib import Path

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


def main() -> None:
    """Write the table into the package."""
    (Path(str(files("briefgen.fonts"))) / "coverage.json").write_text(coverage(), "ascii")


if __name__ == "__main__":
    main()
