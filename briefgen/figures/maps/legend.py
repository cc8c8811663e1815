"""What the signs of a map mean: its scale, and the sizes of its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.figures.drawing import LINE, Box, Lettering, measure, path
from briefgen.figures.maps.extents import View
from briefgen.figures.maps.naming import Mark
from briefgen.figures.maps.panel import SIZES, dot, size
from briefgen.language import Locale

_BAR = 62.0
"""Units that a scale bar is long at the most."""
_BETWEEN, _AFTER = 14.0, 4.0
"""Units between two signs, and between a sign and its words."""
_INK = 'fill="none" stroke="var(--ink)" stroke-width="0.9"'


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its words: the sign so wide, drawn from its left end and the middle of its line."""

    width: float
    words: str
    mark: Mark | None = None

    @property
    def whole(self) -> float:
        """With the words, in units."""
        return self.width + _AFTER + measure(self.words)

    def drawn(self, x: float, y: float) -> tuple[str, Lettering]:
        """Its shapes and its words."""
        words = Lettering(self.words, x + self.width + _AFTER, y)
        if self.mark:
            return dot(Mark(x + self.width / 2, y, self.mark.radius, hollow=self.mark.hollow)), words
        right = x + self.width
        ends = [(x, y - 2), (x, y + 2), (x, y), (right, y), (right, y - 2), (right, y + 2)]
        return path(ends, _INK), words


def bar(view: View, locale: Locale, most: float = _BAR) -> Sign:
    """The scale of a view: a round number of kilometres, which is true at its middle."""
    steps = (digit * 10.0**power for power in range(4, -2, -1) for digit in (5, 2, 1))
    reach = next((each for each in steps if each * view.scale <= most), 0.1)
    return Sign(reach * view.scale, locale.gettext("%(number)s km", number=locale.number(reach)))


def sizes(events: Sequence[int], locale: Locale) -> list[Sign]:
    """The signs of the marks of places with so many events, the smallest first."""
    used = {size(each) for each in events}
    shown = [each for each in reversed(SIZES) if each in used]
    first = next((each for each in shown if each.least), None)
    return [
        Sign(
            2 * each.radius,
            locale.pgettext("map", each.words if each is first else each.short),
            Mark(0, 0, each.radius, hollow=not each.least),
        )
        for each in shown
    ]


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
