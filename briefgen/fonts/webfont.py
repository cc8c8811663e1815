"""The faces in slices by script, of which an HTML page carries those it needs.

The files in `slices/` are made by `python -m briefgen.fonts`: cutting fonts takes seconds, reading them nothing.
"""

from __future__ import annotations

import base64
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.fonts.coverage import ranges, slices
from briefgen.fonts.faces import FACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.fonts.faces import Face

FOLDER = files("briefgen.fonts") / "slices"

_ASCII = bytes(range(0x80))


def webfonts(text: str, faces: Iterable[Face] = FACES) -> str:
    """The `@font-face` rules of the slices that hold the characters of `text`, fonts and all, and no others.

    Each says by its `unicode-range` what it holds. Characters that are only in the companion of another
    script bring it along. Every page has ASCII.
    """
    # Ten times as fast as the set of the text, whose pictures and figures are ASCII too.
    foreign = text.encode("utf-8", "ignore").translate(None, _ASCII).decode()
    characters = frozenset(map(ord, foreign)) | set(_ASCII)
    return "".join(_rule(face, name, codes) for face in faces for name, codes in _needed(face.family, characters))


def filename(face: Face, name: str) -> str:
    """The file, in `slices/`, of the slice of `face` that has this name."""
    return f"{face.file.removesuffix('.ttf')}.{name}.woff"


def _needed(family: str, characters: frozenset[int]) -> Iterator[tuple[str, frozenset[int]]]:
    """The slices that have characters which those before them lack."""
    needed = []
    for name, codes in slices(family).items():
        if not codes.isdisjoint(characters):
            needed.append((name, codes))
            characters -= codes
    # Of rules whose ranges overlap, the last has the first say: `marks`, then, is to have the last.
    return reversed(needed)


def _rule(face: Face, name: str, codes: frozenset[int]) -> str:
    spans = (f"U+{first:x}-{last:x}" if first < last else f"U+{first:x}" for first, last in ranges(codes))
    font = base64.b64encode((FOLDER / filename(face, name)).read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{face.weight};'
        f"src:url(data:font/woff;base64,{font});unicode-range:{','.join(spans)}}}\n"
    )
