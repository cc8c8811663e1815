"""One count on a plot: its mark, what that covers, and its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from briefgen.briefing.elements import Amount
from briefgen.figures.drawing import EDGE, LINE, Box, circle, path, rect
from briefgen.language import Locale

WIDTH, HEIGHT, TOP = 196.0, 74.0, LINE
"""How wide a plot is with its numbers, how high its axis of them, and where that begins: in units."""
FLOOR = TOP + HEIGHT
"""Where the axis of numbers has its lowest line."""
OPEN = 13.0
"""How long the arrow of an open end is."""
HALF = 2.4
"""Half the width of a bar, and the radius of a dot."""

LTR = "\u200e"
"""A letter that is not seen and runs from left to right."""

_SPAN = 'fill="var(--ink)" fill-opacity="0.4"'
_DOT = 'fill="var(--ink)" stroke="var(--paper)" stroke-width="0.6"'
_ARROW = 'fill="none" stroke="var(--ink)" stroke-width="1"'


@dataclass(frozen=True, slots=True)
class Plot:
    """The axes: days since 1970-01-01 between two sides, and numbers from the first line up.

    That is zero unless it is `logarithmic`: as many times as much is as far up then.
    """

    first: float
    last: float
    left: float
    lines: tuple[float, ...]
    logarithmic: bool = False

    def across(self, day: float) -> float:
        """Where a moment stands."""
        return self.left + (day - self.first) / (self.last - self.first) * (WIDTH - self.left)

    def up(self, value: float) -> float:
        """Where a number stands."""
        least, most = self.lines[0], self.lines[-1]
        part = log(value / least) / log(most / least) if self.logarithmic else value / most
        return FLOOR - HEIGHT * part


def time_of(amount: Amount) -> tuple[float, float]:
    """From when to when something was counted, in days since 1970-01-01. Raises `ValueError` where that is open."""
    when = amount.counted
    if when is None or when.begins is None or when.ends is None:
        raise ValueError("a course holds dated counts only")
    return when.begins, when.ends


def opens_above(amount: Amount) -> bool:
    """Whether it is so many at least, and nobody says how many at most."""
    return amount.high is None and amount.low is not None


def opens_below(amount: Amount) -> bool:
    """Whether it is so many at most, and nobody says how many at least."""
    return amount.low is None and amount.high is not None


def bounds(amount: Amount) -> tuple[float, float]:
    """The least and the greatest number that is stated."""
    stated = [value for value in (amount.low, amount.best, amount.high) if value is not None]
    return min(stated), max(stated)


def mark(amount: Amount, x: float, plot: Plot) -> Iterator[str]:
    """A bar from the least to the most, a dot at the best estimate, an arrow where an end is open.

    A line says from when to when something was counted, where that is wide enough to be seen.
    """
    least, greatest = (plot.up(value) for value in bounds(amount))
    if _lasts(amount, plot):
        begins, ends = (plot.across(each) for each in time_of(amount))
        middle = plot.up(amount.best) if amount.best is not None else (least + greatest) / 2
        yield path([(begins, middle), (ends, middle)], EDGE)
    if greatest < least:
        yield rect(Box(x - HALF, greatest, x + HALF, least), _SPAN)
    for opens, y, way in ((opens_above(amount), greatest, -1), (opens_below(amount), least, 1)):
        if opens:
            tip = y + way * min(OPEN, FLOOR - y if way > 0 else OPEN)
            yield path([(x - HALF - 1, y), (x + HALF + 1, y)], _ARROW)
            yield path([(x, y), (x, tip), (x - 2, tip - way * 3), (x, tip), (x + 2, tip - way * 3)], _ARROW)
    if amount.best is not None:
        yield circle(x, plot.up(amount.best), HALF, _DOT)


def _lasts(amount: Amount, plot: Plot) -> bool:
    """Whether it was counted over a stretch of time that can be seen."""
    begins, ends = (plot.across(each) for each in time_of(amount))
    return ends - begins > max(4 * HALF, 1.5 * (plot.across(1) - plot.across(0)))


def signs(amounts: Sequence[Amount], plot: Plot, locale: Locale) -> tuple[str, ...]:
    """What the signs of these marks mean, of those that they have."""
    used = (
        (any(bounds(each)[0] < bounds(each)[1] for each in amounts), locale.gettext("bar: range")),
        (any(each.best is not None for each in amounts), locale.gettext("dot: best estimate")),
        (any(opens_above(each) or opens_below(each) for each in amounts), locale.gettext("arrow: open end")),
        (any(_lasts(each, plot) for each in amounts), locale.gettext("line across: counted over so long")),
        (plot.logarithmic, locale.gettext("logarithmic scale")),
    )
    return tuple(words for found, words in used if found)


def covers(amount: Amount, x: float, plot: Plot) -> Box:
    """What the mark takes of the plot."""
    least, greatest = (plot.up(value) for value in bounds(amount))
    top, bottom = greatest - OPEN * opens_above(amount), least + OPEN * opens_below(amount)
    if amount.best is not None:
        top, bottom = min(top, plot.up(amount.best) - HALF), max(bottom, plot.up(amount.best) + HALF)
    return Box(x - HALF - 1, top, x + HALF + 1, bottom)


def short(amount: Amount, locale: Locale) -> str:
    """`≥ 277`, `1,500–2,000`, `727`: the same in every language but for the digits.

    A sign that a text from right to left would turn round is kept from it.
    """
    least, greatest = bounds(amount)
    sign = "≥ " if opens_above(amount) else "≤ " if opens_below(amount) else ""
    if sign:
        said = sign + locale.number(least if opens_above(amount) else greatest)
        return f"{LTR}{said}{LTR}" if locale.direction == "rtl" else said
    return locale.number(least) if least == greatest else f"{locale.number(least)}–{locale.number(greatest)}"
