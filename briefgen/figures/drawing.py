"""A drawing: shapes as SVG, and over them its letters as text of the page.

WeasyPrint draws Arabic in SVG reversed and unshaped, and letter by letter in any script. So a drawing holds no letters:
they are laid over it as HTML, each at its place in per cent, and are found and copied like all text. Its title says
what it shows to those who do not see it.

Lengths are units: points on paper, and as many more on a screen as its letters are larger. A drawing is made from left
to right; where a page runs from right to left, its frame turns the shapes round, and the page the letters.

Colours are the theme's, by name (`var(--ink)`): a browser looks them up, also when the reader turns the lights off, and
`outputs.page` writes them out for paper, where an SVG knows no style sheet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from briefgen.briefing.elements import like

Anchor = Literal["start", "middle", "end"]

SIZE = 7.8
"""The size of letters, in units: 7.8 pt on paper, 0.75 rem on a screen."""
LINE = 9.2
"""From one line of letters to the next."""

_WIDTHS = {
    "\u200e": 0.0,
    "iljI‘’": 0.285,
    ".,:;'|!·()[]- ": 0.34,
    "ftr/": 0.38,
    "sz": 0.445,
    "c": 0.47,
    "x–“”": 0.485,
    "JvyYeLF": 0.51,
    "0123456789": 0.515,
    "kg": 0.53,
    "aV": 0.54,
    "EZXST": 0.55,
    "ouhA": 0.56,
    "nbdpq": 0.565,
    "CPRBK": 0.6,
    "DG": 0.63,
    "UNHOQ": 0.675,
    "wM": 0.75,
    "W—": 0.8,
    "m": 0.845,
    "&ßжмфъыωφψπβМФΨ": 0.77,
    "%шщюЖШЩЫЮ": 0.93,
    "@…©®æÆ¼½¾": 0.98,
    "آأإا،؛رزـ": 0.35,
    "ءؤوة؟": 0.53,
    "دذعغهجحخ": 0.68,
    "ملنقئىيطظ": 0.8,
    "بتثكف": 1.05,
    "سشصض": 1.34,
}
"""How wide letters are at most, in ems, in the sans of the page (Source Sans 3, regular and semibold; IBM Plex Sans
Arabic, regular and bold, in whichever form they take in a word).

Capitals that are not here are 0.77, letters of other scripts than Latin, Greek and Cyrillic 0.9, all others 0.58.
"""
_BY_LETTER = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
GRID = 'fill="none" stroke="var(--rule)" stroke-width="0.5"'
"""A line to read by: where a cell of an axis, a lane or a round number begins."""
EDGE = 'fill="none" stroke="var(--muted)" stroke-width="0.8"'
"""A line that things stand on, or that divides them."""
_HAIR = 0.01
_EUROPEAN = "\u052f"
"""The last letter of Cyrillic, which stands behind Latin and Greek."""
_SIGNS = "\u2000"
"""Where punctuation begins."""


class Box(NamedTuple):
    """A rectangle: its left, top, right and bottom side."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two have a part in common, of more than a hundredth of a unit."""
        return (
            self.left + _HAIR < other.right
            and other.left + _HAIR < self.right
            and self.top + _HAIR < other.bottom
            and other.top + _HAIR < self.bottom
        )

    def within(self, frame: Box) -> bool:
        """Whether it lies in another, but for a hundredth of a unit."""
        return (
            frame.left <= self.left + _HAIR
            and self.right <= frame.right + _HAIR
            and frame.top <= self.top + _HAIR
            and self.bottom <= frame.bottom + _HAIR
        )


@dataclass(frozen=True, slots=True)
class Lettering:
    """A line of text over a drawing: where it is anchored, and the middle of its height."""

    text: str
    x: float
    y: float
    anchor: Anchor = "start"
    look: str = ""
    """A class of the style sheets: `strong`, `muted`, `paper` (on a dark ground)."""
    authored: bool = False
    """Whether these are an author's words, perhaps in another language than the page."""

    @property
    def box(self) -> Box:
        """What it covers at the most."""
        width = measure(self.text)
        left = self.x - {"start": 0, "middle": width / 2, "end": width}[self.anchor]
        return Box(left, self.y - LINE / 2, left + width, self.y + LINE / 2)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as it is placed on a page by the template macro `drawn`."""

    kind: str
    """Its class in the style sheets: `timeline`."""
    width: float
    height: float
    alt: str
    """What it shows, in words and numbers: for who does not see it."""
    shapes: str
    """SVG without letters. Ids in it begin with the kind and a word for the one drawing."""
    letters: tuple[Lettering, ...] = ()
    rtl: bool = False
    key: tuple[str, ...] = ()
    """What its signs mean, of those that it has and that nothing else on the page explains."""

    @property
    def svg(self) -> Markup:
        """The shapes in their frame. The title comes first: it is the figure's text in a tagged PDF."""
        turned = f'<g transform="matrix(-1 0 0 1 {number(self.width)} 0)">{self.shapes}</g>'
        role = "group" if "<a " in self.shapes else "img"
        frame = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing {self.kind}" role="{role}"'
            f' viewBox="0 0 {number(self.width)} {number(self.height)}"'
            f' width="{number(self.width)}" height="{number(self.height)}">'
        )
        return Markup(f"{frame}<title>{escape(self.alt)}</title>{turned if self.rtl else self.shapes}</svg>")  # noqa: S704 - escaped

    def place(self, lettering: Lettering) -> str:
        """The style of a lettering's element: its side and top in per cent of the drawing.

        What is anchored in the middle is centred in an element that reaches to the nearer side, and as far to the
        other: one that left the drawing would widen the page.
        """
        near, far = ("right", "left") if self.rtl else ("left", "right")
        x, top = 100 * lettering.x / self.width, f"top:{number(100 * lettering.y / self.height)}%"
        if lettering.anchor == "start":
            return f"{near}:{number(x)}%;{top}"
        if lettering.anchor == "end":
            return f"{far}:{number(100 - x)}%;{top}"
        reach = min(x, 100 - x)
        return f"{near}:{number(x - reach)}%;width:{number(2 * reach)}%;text-align:center;{top}"


@lru_cache(maxsize=4096)
def measure(text: str) -> float:
    """How wide a line of letters is at the most, in units."""
    return SIZE * sum(map(_width, text))


def wrapped(text: str, room: float) -> tuple[str, ...]:
    """A text in lines that fit into so many units, as few as can be; none where a word of it does not fit."""
    lines = _broken(text, room)
    return () if any(measure(line) > room for line in lines) else tuple(like(line, text) for line in lines)


def shortened(text: str, room: float, most: int) -> tuple[str, ...]:
    """A text in at most so many lines that fit into so many units: cut where that does not hold it."""
    lines = _broken(text, room)
    kept = lines if len(lines) <= most else [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(like(_fitted(line, room), text) for line in kept)


def _broken(text: str, room: float) -> list[str]:
    """The lines of a text; one that is wider than the room is a single word."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        lines[-1:] = [longer] if measure(longer) <= room else [*lines[-1:], word]
    return lines


def _fitted(text: str, room: float) -> str:
    """A line of letters that fits into so many units: cut where it does not."""
    if measure(text) <= room:
        return text
    cut = text
    while cut and measure(cut + "…") > room:
        cut = cut[:-1].rstrip()
    return cut + "…"


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _BY_LETTER:
        return _BY_LETTER[letter]
    return 0.9 if _EUROPEAN < letter < _SIGNS else 0.77 if letter.isupper() else 0.58


def rect(box: Box, paint: str = "", radius: float = 0) -> str:
    """A rectangle. `paint`: how (`fill="var(--ink)"`); none: as the group it is in."""
    left, top, right, bottom = box
    rounded = f' rx="{number(radius)}"' if radius else ""
    size = f'width="{number(right - left)}" height="{number(bottom - top)}"'
    return f'<rect x="{number(left)}" y="{number(top)}" {size}{rounded}{" " * bool(paint)}{paint}/>'


def circle(x: float, y: float, radius: float, paint: str) -> str:
    """A circle by its middle."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {paint}/>'


def polygon(corners: Iterable[tuple[float, float]], paint: str) -> str:
    """A shape by its corners."""
    return f'<polygon points="{" ".join(f"{number(x)},{number(y)}" for x, y in corners)}" {paint}/>'


def linked(shape: str, anchors: Sequence[str], words: str) -> str:
    """A shape that leads to the first of some places on the page, and stands for all of them: which, in words."""
    said = escape(words)
    holds = f' data-holds="{escape(" ".join(anchors))}"' if len(anchors) > 1 else ""
    return f'<a href="#{escape(anchors[0])}"{holds} aria-label="{said}"><title>{said}</title>{shape}</a>'


def path(points: Iterable[tuple[float, float]], paint: str) -> str:
    """A line through points."""
    d = " ".join(f"{number(x)} {number(y)}" for x, y in points)
    return f'<path d="M{d}" {paint}/>'


def ruled(start: tuple[float, float], end: tuple[float, float], letters: Iterable[Box], paint: str) -> str:
    """A line, level or upright, with gaps where letters stand."""
    along = int(start[0] == end[0])
    across, at, last = 1 - along, start[1 - along], end[along]
    gaps = sorted((box[along], box[along + 2]) for box in letters if box[across] < at < box[across + 2])
    parts, begin = [], start[along]
    for low, high in (*gaps, (last, last)):
        if begin < min(low, last):
            ends = (begin, at), (min(low, last), at)
            parts.append(path((each[::-1] if along else each for each in ends), paint))
        begin = max(begin, high)
    return "".join(parts)


def number(value: float) -> str:
    """A length as SVG and CSS write it, to a hundredth."""
    return f"{round(value, 2) + 0:g}" if abs(value) < 10_000 else f"{value:.2f}"
