"""How a figure went: what was counted at each date, as a range where it is one, on an axis from zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil, floor, log10

from briefgen.briefing.contents import Briefing
from briefgen.briefing.elements import Amount, Course
from briefgen.dates import Day
from briefgen.figures.axis import span_label
from briefgen.figures.counts import (
    HEIGHT,
    OPEN,
    TOP,
    WIDTH,
    Plot,
    bounds,
    covers,
    mark,
    opens_above,
    short,
    signs,
    time_of,
)
from briefgen.figures.drawing import EDGE, GRID, LINE, Anchor, Box, Drawing, Lettering, measure, ruled
from briefgen.language import Locale, locale_of

_DATES = 4.8
"""Units from zero down to the dates, which the lowest number would else touch."""
_BESIDE = 7.0
"""Units between two counts of one date."""
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
    numbers = (locale.number(step * line) for step, lines in scales for line in range(lines + 1))
    gutter = max(map(measure, numbers), default=0.0)
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


def _scale(course: Course) -> tuple[float, int]:
    """The step of its axis of numbers, and how many of them hold all that was counted, and the arrows of open ends."""
    most = max(bounds(amount)[1] for amount in course.amounts)
    step = _step(most)
    lines = ceil(most / step) or 1
    opened = max((bounds(amount)[1] for amount in course.amounts if opens_above(amount)), default=0.0)
    return step, lines + (opened > step * lines * (1 - OPEN / HEIGHT))


def _drawn(course: Course, plot: Plot, locale: Locale, rtl: bool) -> Drawing:
    letters = list(_numbers(plot, locale))
    taken = [each.box for each in letters]
    places = _places(course.amounts, plot)
    shapes: list[str] = []
    for amount, x in zip(course.amounts, places, strict=True):
        shapes += mark(amount, x, plot)
        taken.append(covers(amount, x, plot))
    letters += _dates(course.amounts, places, locale.tag)
    labels = list(_labels(course.amounts, places, plot, taken, locale))
    letters += labels
    shapes = [*_axis(plot, [each.box for each in labels]), *shapes]
    bottom = max(TOP + HEIGHT + _DATES + LINE, *(each.box.bottom for each in letters))
    key = signs(course.amounts, plot, locale)
    return Drawing("ranges", WIDTH, bottom, _alt(course, locale), "".join(shapes), tuple(letters), rtl, key)


def _step(most: float) -> float:
    """A round number, of which one to four reach as high as the highest value."""
    power = 10.0 ** floor(log10(most)) if most > 0 else 1.0
    return next(power * factor for factor in (0.5, 1, 2, 5, 10) if most <= 3 * power * factor)


def _axis(plot: Plot, written: Sequence[Box]) -> Iterator[str]:
    """A line at each round number."""
    for line in range(plot.lines + 1):
        y = plot.up(line * plot.step)
        yield ruled((plot.left, y), (WIDTH, y), written, GRID if line else EDGE)


def _numbers(plot: Plot, locale: Locale) -> Iterator[Lettering]:
    for line in range(plot.lines + 1):
        value = line * plot.step
        yield Lettering(locale.number(value), plot.left - _ROOM, plot.up(value), "end", "muted")


def _places(amounts: Sequence[Amount], plot: Plot) -> list[float]:
    """Where each count stands across: at the middle of its date, those of one date beside each other."""
    middles = [plot.across(sum(time_of(each)) / 2) for each in amounts]
    return [x + _BESIDE * (middles[:at].count(x) - (middles.count(x) - 1) / 2) for at, x in enumerate(middles)]


def _dates(amounts: Sequence[Amount], places: Sequence[float], language: str) -> Iterator[Lettering]:
    """The dates below the axis: the first and the last, moved apart or set lower where they would touch, and others."""
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
    yield from shown


def _date(text: str, x: float, shift: float) -> Lettering:
    """A date below its mark, moved by a part of its own width."""
    return Lettering(
        text, _inside(x + shift * measure(text), text, 0), TOP + HEIGHT + _DATES + LINE / 2, "middle", "muted"
    )


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
    """What was counted beside each mark, the latest first, where there is room; the text beside has them all."""
    area = Box(plot.left, 0, WIDTH, plot.up(0))
    lines = [plot.up(line * plot.step) for line in range(plot.lines + 1)]
    for amount, x in reversed(list(zip(amounts, places, strict=True))):
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
        (_inside(x, text, left), held.bottom + LINE / 2, "middle"),
    )
    yield from (Lettering(text, across, y, anchor) for across, y, anchor in places)


def _alt(course: Course, locale: Locale) -> str:
    counts = (
        locale.gettext("%(amount)s as of %(date)s", amount=amount.value, date=amount.counted)
        for amount in course.amounts
    )
    what = f"{course.what.words[:1].upper()}{course.what.words[1:]}"
    return locale.gettext("%(what)s, from zero up: %(counts)s.", what=what, counts=locale.semicolon.join(counts))
