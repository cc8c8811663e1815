"""How a figure went: what was counted at each date, as a range where it is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil, floor, inf, log10

from briefgen.briefing.contents import Briefing
from briefgen.briefing.elements import Amount, Course
from briefgen.dates import Day
from briefgen.figures.axis import axis, span_label
from briefgen.figures.counts import (
    FLOOR,
    HEIGHT,
    OPEN,
    WIDTH,
    Plot,
    bounds,
    covers,
    mark,
    opens_above,
    opens_below,
    short,
    signs,
    time_of,
)
from briefgen.figures.drawing import EDGE, GRID, LINE, Anchor, Box, Drawing, Lettering, measure, path, ruled
from briefgen.language import Locale, locale_of

_DATES = 4.8
"""Units from zero down to the dates, which the lowest number would else touch."""
_BESIDE = 7.0
"""Units between two counts of one date."""
_APART = 10**2.5
"""What is so many times as much stands on a logarithmic axis."""
_LINES, _ARROW = 4, 3.0
"""How many steps such an axis has at most, and how many times as much an arrow there takes at least."""
_MONTHS = 60
"""Days from which on the months stand below the axis where not all dates have room, or quarters, or years."""
_TICK = 3.0
"""How long the line is that says where one begins."""
_SHARED = 1 / 4
"""A course takes so much of the time of all at least, or has an axis of its own."""
_ROOM = 3.0
"""Units between a number and its line, and between two dates."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """A course, and its drawing."""

    course: Course
    drawing: Drawing


def ranges(briefing: Briefing, rtl: bool = False) -> tuple[Ranges, ...]:
    """The courses of an issue's figures, each with its drawing; on one axis of time where that leaves each its room."""
    locale = locale_of(briefing.masthead.language)
    ends = [_ends(course) for course in briefing.courses]
    whole = (min((first for first, _ in ends), default=0.0), max((last for _, last in ends), default=1.0))
    scales = [_scale(course) for course in briefing.courses]
    gutter = max((measure(locale.number(line)) for lines, _ in scales for line in lines), default=0.0)
    made = []
    for course, own, scale in zip(briefing.courses, ends, scales, strict=True):
        time = whole if _length(own) >= _SHARED * _length(whole) else own
        made.append(Ranges(course, _drawn(course, Plot(*time, gutter + _ROOM, *scale), locale, rtl)))
    return tuple(made)


def _length(span: tuple[float, float]) -> float:
    return span[1] - span[0]


def _ends(course: Course) -> tuple[float, float]:
    """The first day of a course and the end of its last, with half a day of room for every week."""
    times = [time_of(amount) for amount in course.amounts]
    first, last = min(begins for begins, _ in times) // 1, ceil(max(ends for _, ends in times))
    room = max(0.25, (last - first) / 14)
    return first - room, last + room


def _scale(course: Course) -> tuple[tuple[float, ...], bool]:
    """The numbers that have a line, so that they hold all that was counted and the arrows of open ends.

    Also whether they are powers of ten: else what is far apart would all lie at zero, but for the highest.
    """
    held = [bounds(amount) for amount in course.amounts]
    least, most = min(low for low, _ in held), max(high for _, high in held)
    above = max((bounds(amount)[1] for amount in course.amounts if opens_above(amount)), default=0.0)
    if least > 0 and most / least > _APART:
        below = min((bounds(amount)[0] for amount in course.amounts if opens_below(amount)), default=inf)
        return _powers(min(least, below / _ARROW), max(most, above * _ARROW)), True
    step = _step(most)
    lines = ceil(most / step) or 1
    lines += above > step * lines * (1 - OPEN / HEIGHT)
    return tuple(step * line for line in range(lines + 1)), False


def _powers(least: float, most: float) -> tuple[float, ...]:
    """Powers of ten from below the least to above the most, a few of them."""
    first, last = floor(log10(least)), ceil(log10(most))
    step = ceil((last - first) / _LINES)
    return tuple(10.0**power for power in range(first, last + step, step))


def _drawn(course: Course, plot: Plot, locale: Locale, rtl: bool) -> Drawing:
    letters = list(_numbers(plot, locale))
    taken = [each.box for each in letters]
    places = _places(course.amounts, plot)
    shapes: list[str] = []
    for amount, x in zip(course.amounts, places, strict=True):
        shapes += mark(amount, x, plot)
        taken.append(covers(amount, x, plot))
    dates, ticks = _dates(course.amounts, places, plot, locale.tag)
    letters += dates
    labels = list(_labels(course.amounts, places, plot, taken, locale))
    letters += labels
    shapes = [*_axis(plot, [each.box for each in labels]), *ticks, *shapes]
    bottom = max(FLOOR + _DATES + LINE, *(each.box.bottom for each in letters))
    key = signs(course.amounts, plot, locale)
    return Drawing("ranges", WIDTH, bottom, _alt(course, plot, locale), "".join(shapes), tuple(letters), rtl, key)


def _step(most: float) -> float:
    """A round number, of which one to four reach as high as the highest value."""
    power = 10.0 ** floor(log10(most)) if most > 0 else 1.0
    return next(power * factor for factor in (0.5, 1, 2, 5, 10) if most <= 3 * power * factor)


def _axis(plot: Plot, written: Sequence[Box]) -> Iterator[str]:
    """A line at each round number."""
    for line in plot.lines:
        y = plot.up(line)
        yield ruled((plot.left, y), (WIDTH, y), written, GRID if y < FLOOR else EDGE)


def _numbers(plot: Plot, locale: Locale) -> Iterator[Lettering]:
    for line in plot.lines:
        yield Lettering(locale.number(line), plot.left - _ROOM, plot.up(line), "end", "muted")


def _places(amounts: Sequence[Amount], plot: Plot) -> list[float]:
    """Where each count stands across: at the middle of its date, those of one date beside each other."""
    middles = [plot.across(sum(time_of(each)) / 2) for each in amounts]
    return [x + _BESIDE * (middles[:at].count(x) - (middles.count(x) - 1) / 2) for at, x in enumerate(middles)]


def _dates(
    amounts: Sequence[Amount], places: Sequence[float], plot: Plot, language: str
) -> tuple[Sequence[Lettering], Sequence[str]]:
    """What stands below the axis: the dates of the counts, or over a long time where not all have room, the months."""
    own = _own(amounts, places, language)
    if len(own) == len(amounts) or plot.last - plot.first < _MONTHS:
        return own, ()
    y = FLOOR + _DATES + LINE / 2
    cells = axis(plot.first, plot.last, plot.left, WIDTH, language).cells
    begun = [cell for cell in cells if cell.left > plot.left]
    return (
        [Lettering(cell.label, cell.left, y, look="muted") for cell in cells if cell.label],
        [path(((cell.left, FLOOR), (cell.left, FLOOR + _TICK)), EDGE) for cell in begun],
    )


def _own(amounts: Sequence[Amount], places: Sequence[float], language: str) -> list[Lettering]:
    """The dates of the counts: the first and the last, moved apart or set lower where they would touch, and others."""
    years = {str(end) for each in amounts if each.counted for end in (each.counted.earliest, each.counted.latest)}
    in_full = len({year.rpartition("-")[0].rpartition("-")[0] for year in years}) > 1
    texts = [
        words if in_full else min(_span(each, language), words, key=len)
        for each, words in ((each, str(each.counted)) for each in amounts)
    ]
    ends = [_date(texts[at], places[at], shift) for at in (0, -1) for shift in (0.0, 0.5 if at else -0.5)]
    lower = (ends[0], replace(ends[2], y=ends[2].y + LINE))
    first, last = next(((one, two) for one, two in product(ends[:2], ends[2:]) if not _touch(one, two)), lower)
    shown = [first, last]
    for text, x in zip(texts[1:-1], places[1:-1], strict=True):
        for made in (_date(text, x, shift) for shift in (0.0, 0.5, -0.5)):
            if not any(_touch(made, other) for other in shown):
                shown.append(made)
                break
    return shown


def _date(text: str, x: float, shift: float) -> Lettering:
    """A date below its mark, moved by a part of its own width."""
    return Lettering(text, _inside(x + shift * measure(text), text, 0), FLOOR + _DATES + LINE / 2, "middle", "muted")


def _touch(one: Lettering, other: Lettering) -> bool:
    return one.box._replace(right=one.box.right + _ROOM, left=one.box.left - _ROOM).overlaps(other.box)


def _span(amount: Amount, language: str) -> str:
    begins, ends = time_of(amount)
    return span_label(Day.from_ordinal(int(begins // 1)), Day.from_ordinal(ceil(ends) - 1), language)


def _inside(x: float, text: str, left: float) -> float:
    """Where the middle of a text stands that stays within the drawing."""
    half = measure(text) / 2
    return min(max(x, left + half), WIDTH - half)


def _labels(
    amounts: Sequence[Amount], places: Sequence[float], plot: Plot, taken: list[Box], locale: Locale
) -> Iterator[Lettering]:
    """What was counted, beside its mark, where there is room; the text beside has them all.

    The last comes first, then the highest, the first, and others from the last.
    """
    area = Box(plot.left, 0, WIDTH, FLOOR)
    lines = [plot.up(line) for line in plot.lines]
    latest = list(zip(amounts, places, strict=True))[::-1]
    highest = max(latest, key=lambda each: bounds(each[0])[1])
    ranked = [latest[0], highest, latest[-1], *latest]
    for amount, x in (each for at, each in enumerate(ranked) if each not in ranked[:at]):
        held = covers(amount, x, plot)
        around = [(each, each.box) for each in _around(short(amount, locale), x, held, plot.left)]
        free = [each for each in around if each[1].within(area) and not any(map(each[1].overlaps, taken))]
        if free:  # better where no line of the axis runs through it
            best, box = min(
                free, key=lambda each: any(each[1].top < line - 1 and line + 1 < each[1].bottom for line in lines)
            )
            taken.append(box)
            yield best


def _around(text: str, x: float, held: Box, left: float) -> Iterator[Lettering]:
    """Where a label may stand: above its mark, beside it, below it."""
    middle = (held.top + held.bottom) / 2
    places: tuple[tuple[float, float, Anchor], ...] = (
        (_inside(x, text, left), held.top - LINE / 2, "middle"),
        (held.left - 1.5, middle, "end"),
        (held.right + 1.5, middle, "start"),
        (held.left - 1.5, held.top, "end"),
        (held.right + 1.5, held.top, "start"),
        (held.left - 1.5, min(held.bottom, FLOOR) - LINE / 2, "end"),
        (held.right + 1.5, min(held.bottom, FLOOR) - LINE / 2, "start"),
        (_inside(x, text, left), held.bottom + LINE / 2, "middle"),
    )
    yield from (Lettering(text, across, y, anchor) for across, y, anchor in places)


def _alt(course: Course, plot: Plot, locale: Locale) -> str:
    amounts = (
        locale.gettext("%(amount)s as of %(date)s", amount=amount.value, date=amount.counted)
        for amount in course.amounts
    )
    what, counts = f"{course.what.words[:1].upper()}{course.what.words[1:]}", locale.semicolon.join(amounts)
    if plot.logarithmic:
        return locale.gettext("%(what)s, on a logarithmic scale: %(counts)s.", what=what, counts=counts)
    return locale.gettext("%(what)s, from zero up: %(counts)s.", what=what, counts=counts)
