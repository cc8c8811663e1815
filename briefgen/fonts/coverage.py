"""Which characters the shipped faces have, and which of them go together.

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

#: What HTML takes of a face at once, by script, as web font services cut them. `latin` is plain English with
#: the punctuation, arrows and shapes of a page; accented letters are apart, which keeps it to some 25 KB.
_SLICES = {
    "latin": (
        "20-7e a0-a9 ab-b9 bb-bf d7 f7 2002-200b 2010-2026 202f-203a 2044 20ac 2122 2190-2199 2212 2248 2260 "
        "2264-2265 25a0-25a1 25b2-25b3 25b6-25b7 25bc-25bd 25c6 25cb 25cf"
    ),
    "latin-1": "aa ba c0-ff 131 152-153 160-161 178 17d-17e",
    "latin-ext": "100-24f 259 2b0-2ff 1e00-1eff fb00-fb06",
    "greek": "370-3ff",
    "greek-ext": "1f00-1fff",
    "cyrillic": "400-52f",
    "arabic": "600-6ff 750-77f 8a0-8ff fb50-fdff fe70-fefe",
    "phonetic": "250-2af 1d00-1dbf 2c60-2c7f a700-a7ff ab30-ab6f",
}

#: Combining marks, and the letters they are put on where Unicode has no letter for the two: a browser takes
#: both from one font or neither.
_MARKS = frozenset(range(0x300, 0x370))
_MARKED = (
    "41-5a 61-7a c0-d6 d8-f6 f8-ff 131 186 190 254 25b 391-3a9 3b1-3c9 410-44f 1e0c-1e0d 1e24-1e25 1e62-1e63 "
    "1eb8-1eb9 1ecc-1ecd"
)


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
def slices(family: str) -> dict[str, frozenset[int]]:
    """The code points in each slice of this family's faces, by the slice's name.

    A code point belongs to the first slice that names it, and what none names to `symbols`; `marks`, the
    last, repeats letters. The Arabic companion is cut to what the page's own families lack.
    """
    own = _codes(family) - set(range(0x20))
    left = own if family in _PAGE else own.difference(*map(_codes, _PAGE))
    found: dict[str, frozenset[int]] = {}
    for name, listed in _SLICES.items():
        found[name] = left & _numbers(listed)
        left -= found[name]
    found |= {"symbols": left - _MARKS, "marks": left & _MARKS}
    if found["marks"]:
        found["marks"] |= own & _numbers(_MARKED)
    return {name: codes for name, codes in found.items() if codes}


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
