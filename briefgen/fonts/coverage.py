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

from briefgen.fonts.faces import CHAIN, SANS, SERIF

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLE = files("briefgen.fonts") / "coverage.json"

#: Default_Ignorable_Code_Point of Unicode 16 (DerivedCoreProperties.txt), as far as Pango draws nothing for
#: them: Hangul fillers and a few others come out as boxes. Not the same as category Cf, whose Arabic number
#: signs (U+0600) are visible.
_IGNORABLE = (
    "ad 34f 61c 17b4-17b5 180b-180e 200b-200f 202a-202e 2060-206f fe00-fe0f feff fff0-fff8 1d173-1d17a e0000-e0fff"
)

_PAGE = (SERIF, SANS)


def missing(text: str) -> list[tuple[int, str]]:
    """The characters of `text` that no shipped face has, each with its index.

    Controls, white space, joiners and other characters that need no glyph are never missing.
    """
    if text.isascii():
        return []
    return [(match.start(), match[0]) for match in _uncovered().finditer(text)]


@cache
def built() -> str:
    """The letters that the serif has in parts only, such as a k and a dot below for ḳ, and the sans whole."""
    serif = _codes(SERIF)
    letters = [chr(code) for code in sorted(_codes(SANS) - serif) if not unicodedata.combining(chr(code))]
    parts = {letter: unicodedata.normalize("NFD", letter) for letter in letters}
    return "".join(letter for letter, own in parts.items() if letter != own and serif.issuperset(map(ord, own)))


@cache
def reach(family: str) -> frozenset[int]:
    """The characters that a page takes from this family: the Arabic companion gives what the page's own ones lack."""
    own = _codes(family) - set(range(0x20))
    return own if family in _PAGE else own.difference(*map(_codes, _PAGE))


@cache
def _families() -> dict[str, str]:
    table: dict[str, str] = json.loads(_TABLE.read_text("ascii"))
    return table


@cache
def _codes(family: str) -> frozenset[int]:
    return _numbers(_families()[family])


@cache
def _uncovered() -> re.Pattern[str]:
    """One character that has no glyph and needs one."""
    silent = {code for code in range(0x3001) if unicodedata.category(chr(code)) in {"Cc", "Zs"}}
    silent.update(_numbers(_IGNORABLE))
    covered = silent.union(*map(_codes, CHAIN))
    return re.compile("[^" + "".join(rf"\U{a:08x}-\U{b:08x}" for a, b in ranges(covered)) + "]")


def _numbers(listed: str) -> frozenset[int]:
    pairs = (item.partition("-") for item in listed.split())
    return frozenset(code for first, _, last in pairs for code in range(int(first, 16), int(last or first, 16) + 1))


def ranges(codes: Iterable[int]) -> list[tuple[int, int]]:
    """These code points as runs: the first and the last of each."""
    found: list[tuple[int, int]] = []
    for code in sorted(codes):
        if found and code == found[-1][1] + 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return found
