"""A sheet as it is held until the file is bound: objects of a PDF that are the same whatever else is in the file.

An object refers to others of its sheet, and to those of the file that `SHARED` lists. Their numbers, and that of the
sheet, stand between marks that no text has, until the file is bound and they are known.
"""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, field

OBJECT, LINK = b"\x07", b"\x05"
"""The marks around the number of an object within its sheet, and around that of a link."""

SHARED = ("free", "pages", "catalog", "document", "spaces", "profile", "fonts")
"""The first objects of every sheet, which it shares with the others."""


@dataclass(slots=True)
class Glyphs:
    """What a sheet draws of a font: the family, style, weight and size it is asked for by, and of each glyph the width
    and what it stands for.
    """

    asked: tuple[str, int, int, float]
    widths: dict[int, float] = field(default_factory=dict)
    letters: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Inside:
    """What a sheet holds, and what is said of it in the file."""

    objects: list[tuple[int, bool, bytes]] = field(default_factory=list)
    """The number of each, whether it is a stream, and its bytes."""
    page: dict[str, bytes] = field(default_factory=dict)
    """The entries of the page, without what it contains and with what."""
    tags: list[bytes] = field(default_factory=list)
    """References to the topmost tags of the sheet."""
    parents: list[bytes] = field(default_factory=list)
    """References to the tag of each stretch of content."""
    links: list[bytes] = field(default_factory=list)
    """References to the tags of links."""
    targets: list[str] = field(default_factory=list)
    """Anchors that links lead to."""


@dataclass(slots=True)
class Leaf:
    """A sheet as it goes into the file, or what stands in its margins.

    What is asked for only when the file is bound is a thousand small things, and held as one.
    """

    held: bytes = b""
    """An `Inside`, made small."""
    glyphs: bytes = b""
    """The `Glyphs` of each font, by its name, made small."""
    count: int = len(SHARED)
    """The number after that of the last object."""
    own: int = 0
    """The number by which the objects refer to the page."""
    contents: int = 0
    resources: dict[str, dict[str, bytes]] = field(default_factory=dict)
    images: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The objects of each picture, by what the sheet calls it."""
    places: list[tuple[str, float, float]] = field(default_factory=list)
    """Anchors, and where on the sheet they are, in points."""

    def hold(self, inside: Inside, fonts: dict[str, Glyphs]) -> None:
        """Keep what it holds, and what it draws of each font."""
        self.count = max(self.count, self.own + 1, *(number + 1 for number, _, _ in inside.objects))
        self.held, self.glyphs = (zlib.compress(pickle.dumps(each), 1) for each in (inside, fonts))

    def inside(self) -> Inside:
        """What it holds."""
        return pickle.loads(zlib.decompress(self.held))  # type: ignore[no-any-return]  # noqa: S301 - our own

    def fonts(self) -> dict[str, Glyphs]:
        """What it draws of each font."""
        return pickle.loads(zlib.decompress(self.glyphs))  # type: ignore[no-any-return]  # noqa: S301 - our own
