"""Which characters the shipped faces have.

`coverage.json` maps each family to its code points, as hexadecimal ranges. It is made from the font
files by `python -m briefgen.fonts`, so that nobody has to open fonts to check a text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.fonts.faces import CHAIN, FACES, SANS, SERIF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.fonts.faces import Face

_TABLE = files("briefgen.fonts") / "coverage.json"

#: Default_Ignorable_Code_Point of Unicode 16 (DerivedCoreProperties.txt), as far as Pango draws nothing for
#: them: Hangul fillers and a few others come out as boxes. Not the same as category Cf, whose Arabic number
#: signs (U+0600) are visible.
_IGNORABLE = (
    "ad 34f 61c 17b4-17b5 180b-180e 200b-200f 202a-202e 2060-206f fe00-fe0f feff fff0-fff8 1d173-1d17a e0000-e0fff"
)


def missing(text: str) -> list[tuple[int, str]]:
    """The characters of `text` that no shipped face has, each with its index.

    Controls, white space, joiners and other characters that need no glyph are never missing.
    """
    if text.isascii():
        return []
    return [(match.start(), match[0]) for match in _uncovered().finditer(text)]


def needed(characters: Iterable[str]) -> tuple[Face, ...]:
    """The faces a page with these characters calls on.

    The serif and the sans are the page's own; a companion comes along only when it has one of the
    characters they lack.
    """
    own = {SERIF, SANS}
    foreign = set(map(ord, characters)).difference(*map(_codes, own))
    return tuple(face for face in FACES if face.family in own or foreign & _codes(face.family))


@cache
def _families() -> dict[str, str]:
    table: dict[str, str] = json.loads(_TABLE.read_text("ascii"))
    return table


@cache
def _codes(family: str) -> frozenset[int]:
    return frozenset(code for first, last in _read(_families()[family]) for code in range(first, last + 1))


@cache
def _uncovered() -> re.Pattern[str]:
    """One character that has no glyph and needs one."""
    silent = {code for code in range(0x3001) if unicodedata.category(chr(code)) in {"Cc", "Zs"}}
    silent.update(code for first, last in _read(_IGNORABLE) for code in range(first, last + 1))
    covered = silent.union(*map(_codes, CHAIN))
    return re.compile("[^" + "".join(rf"\U{a:08x}-\U{b:08x}" for a, b in ranges(covered)) + "]")


def _read(listed: str) -> list[tuple[int, int]]:
    pairs = (item.partition("-") for item in listed.split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in pairs]


def ranges(codes: Iterable[int]) -> list[tuple[int, int]]:
    """These code points as runs: the first and the last of each."""
    found: list[tuple[int, int]] = []
    for code in sorted(codes):
        if found and code == found[-1][1] + 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return found
