"""What the signs of a map mean: its scale, the sizes of its marks, its waters, and the frame of one map in another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from briefgen.figures.drawing import LINE, Box, Lettering, circle, measure, path, rect
from briefgen.figures.maps.extents import View
from briefgen.figures.maps.ground import RIVER, WATER
from briefgen.figures.maps.panel import HERE, POINT, SIZES, WINDOW, Size, dot, size
from briefgen.figures.maps.sheet import Mark
from briefgen.language import Locale

_BAR = 62.0
"""Units that a scale bar is long at the most."""
_BETWEEN, _AFTER = 14.0, 4.0
"""Units between two signs, and between a sign and its words."""
_SWATCH = 12.0
"""How wide the signs of lines and grounds are."""
_INK = 'fill="none" stroke="var(--ink)" stroke-width="0.9"'


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its words: the sign so wide, drawn from its left end and the middle of its line."""

    width: float
    words: str
    shapes: Callable[[float, float], str]

    @property
    def whole(self) -> float:
        """With the words, in units."""
        return self.width + _AFTER + measure(self.words)

    def drawn(self, x: float, y: float) -> tuple[str, Lettering]:
        """Its shapes and its words."""
        return self.shapes(x, y), Lettering(self.words, x + self.width + _AFTER, y)


def bar(view: View, locale: Locale, most: float = _BAR) -> Sign:
    """The scale of a view: a round number of kilometres, which is true at its middle."""
    steps = (digit * 10.0**power for power in range(4, -2, -1) for digit in (5, 2, 1))
    reach = next((each for each in steps if each * view.scale <= most), 0.1)
    length = reach * view.scale

    def shapes(x: float, y: float) -> str:
        right = x + length
        return path([(x, y - 2), (x, y + 2), (x, y), (right, y), (right, y - 2), (right, y + 2)], _INK)

    return Sign(length, locale.gettext("%(number)s km", number=locale.number(reach)), shapes)


def sizes(events: Sequence[int], locale: Locale) -> list[Sign]:
    """The signs of the marks of places with so many events, the smallest first."""
    used = {size(each) for each in events}
    shown = [each for each in reversed(SIZES) if each in used]
    first = next((each for each in shown if each.least), None)
    return [
        Sign(
            2 * each.radius,
            locale.pgettext("map", each.words if each is first else each.short),
            partial(_dotted, each),
        )
        for each in shown
    ]


def _dotted(each: Size, x: float, y: float) -> str:
    return dot(Mark(x + each.radius, y, each.radius, hollow=not each.least))


def waters(rivers: bool, water: bool, locale: Locale) -> list[Sign]:
    """The signs of rivers, and of sea and lakes, of those that a map shows."""
    river = Sign(_SWATCH, locale.pgettext("map", "river"), lambda x, y: path(_winding(x, y), RIVER))
    ground = Sign(_SWATCH, locale.pgettext("map", "sea or lake"), lambda x, y: rect(_swatch(x, y), WATER))
    return [river] * rivers + [ground] * water


def frames(framed: bool, dotted: bool, inset: bool, locale: Locale) -> list[Sign]:
    """The signs that say where one map lies in another: a frame or a dot in the overview, a frame around an inset's."""
    here = locale.pgettext("map", "this map")
    said = locale.comma.join([here] * framed + [locale.pgettext("map", "shown larger")] * inset)
    frame = Sign(_SWATCH, said, lambda x, y: rect(_swatch(x, y), WINDOW))
    point = Sign(2 * POINT, here, lambda x, y: circle(x + POINT, y, POINT, HERE))
    return [frame] * bool(said) + [point] * dotted


def _swatch(x: float, y: float) -> Box:
    return Box(x, y - 2.6, x + _SWATCH, y + 2.6)


def _winding(x: float, y: float) -> list[tuple[float, float]]:
    return [(x + _SWATCH * step / 4, y + (1.6, -0.8, 0.8, -1.2, 0.6)[step]) for step in range(5)]


def flowed(signs: Sequence[Sign], area: Box) -> tuple[str, list[Lettering], float]:
    """Signs in lines as wide as an area, from its top: the shapes, the words, and how far down they reach."""
    x, y = area.left, area.top + LINE / 2
    shapes, letters = [], []
    for sign in signs:
        if x > area.left and x + sign.whole > area.right:
            x, y = area.left, y + LINE + 2
        shape, words = sign.drawn(x, y)
        shapes.append(shape)
        letters.append(words)
        x += sign.whole + _BETWEEN
    return "".join(shapes), letters, y + LINE / 2
