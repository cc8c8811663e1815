"""How judgements fared: one across the issues that held it, forecasts against what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from briefgen.briefing.judged import Step
from briefgen.dates import Date, short_day
from briefgen.figures.drawing import EDGE, GRID, LINE, Box, Drawing, Lettering, circle, measure, path, rect, ruled
from briefgen.foresight import Bin
from briefgen.language import ENGLISH, N_, Locale

_WIDTH, _TOP, _GUTTER = 200.0, 5.0, 26.0
_HUNDREDTH = 0.5
"""Units to a hundredth of a trend."""
_BAND = 9.0
"""How wide the band of a step is."""
_WHOLE, _PLOT = 196.0, 129.0
"""How wide the drawing is in which forecasts are held against what happened, and the square in it."""
_APART = 3.0
"""Units between two labels of an axis."""
_LARGEST = 8.0
"""The radius of the largest bin; the areas of others are as their counts."""
_AROUND = _LARGEST + LINE + 3
"""Units around the square, so that bins at its edge stay in the plot, and their labels."""

_AWAY = 2.0
"""How far a label stands from its bin."""
_STEPS = 20
"""How many lines further off a label may go: all through the plot, so that each finds room."""
_LEADER = 'fill="none" stroke="var(--ink)" stroke-width="0.5"'


class _Ring(NamedTuple):
    """Where a bin is drawn, and how large."""

    x: float
    y: float
    radius: float


def trend(history: Sequence[Step], rtl: bool = False, locale: Locale = ENGLISH) -> Drawing | None:
    """The likelihood of a judgement in each version, the earliest first; None where there are not two to compare.

    Each is the band of its term, or the number or range it stated; the ring in its middle is the fuller the surer the
    desk was, and there is none where it did not say.
    """
    held = [step for step in history if step.likelihood]
    if len(held) < 2:
        return None
    bottom = _TOP + 100 * _HUNDREDTH
    apart = (_WIDTH - _GUTTER) / len(held)
    at = [_GUTTER + apart * (index + 0.5) for index in range(len(held))]
    levels = [(step.likelihood.low, step.likelihood.high) for step in held if step.likelihood]
    points = [(x, bottom - (low + high) / 2 * _HUNDREDTH) for x, (low, high) in zip(at, levels, strict=True)]
    rules = [bottom - value * _HUNDREDTH for value in (0, 50, 100)]
    shapes = [path(((_GUTTER, y), (_WIDTH, y)), GRID if y < bottom else EDGE) for y in rules]
    shapes += [
        rect(
            Box(x - _BAND / 2, bottom - high * _HUNDREDTH - 0.5, x + _BAND / 2, bottom - low * _HUNDREDTH + 0.5), _SOFT
        )
        for x, (low, high) in zip(at, levels, strict=True)
    ]
    shapes.append(path(points, 'fill="none" stroke="var(--accent)" stroke-width="1.2"'))
    shapes += [_sure(x, y, step.confidence) for (x, y), step in zip(points, held, strict=True)]
    letters = [
        Lettering(f"{value}\u00a0%", _GUTTER - 3, bottom - value * _HUNDREDTH, "end", "muted") for value in (0, 50, 100)
    ]
    letters += _named(held, at, bottom + LINE / 2 + 2, locale)
    told, signs = _said(held, locale), _signs(held, locale)
    return Drawing("trend", _WIDTH, bottom + LINE + 2, told, "".join(shapes), tuple(letters), rtl, signs)


_SOFT = 'fill="var(--accent)" fill-opacity="0.3"'
_INSIDE = {"low": 0.0, "moderate": 1.5, "high": 3.2}
"""How large a dot fills the ring of a confidence."""
_RINGS = {
    "low": N_("ring: confidence low"),
    "moderate": N_("ring with a dot: confidence moderate"),
    "high": N_("full circle: confidence high"),
}


def _signs(held: Sequence[Step], locale: Locale) -> tuple[str, ...]:
    used = {step.confidence for step in held}
    return (locale.gettext("band: likelihood"), *(locale.gettext(_RINGS[each]) for each in _RINGS if each in used))


def _sure(x: float, y: float, confidence: str | None) -> str:
    """A confidence as a sign: a ring if low, a ring with a dot if moderate, a disc if high."""
    if confidence is None:
        return ""
    inside = _INSIDE[confidence]
    ring = circle(x, y, 3.2, 'fill="var(--paper)" stroke="var(--accent)" stroke-width="1"')
    return ring + (circle(x, y, inside, 'fill="var(--accent)"') if inside else "")


def _named(held: Sequence[Step], at: Sequence[float], y: float, locale: Locale) -> list[Lettering]:
    """What each step is called, below it: all in full or else in short; or the first, the last and as many as fit."""
    names = [_names(step, locale) for step in held]
    for form in (0, -1):
        made = [_below(texts[form], x, y) for texts, x in zip(names, at, strict=True)]
        if not any(_touch(one, other) for one, other in pairwise(made)):
            return made
    shown = [made[0], made[-1]]
    for each in made[1:-1]:
        if not any(_touch(each, other) for other in shown):
            shown.append(each)
    return sorted(shown, key=lambda each: each.x)


def _names(step: Step, locale: Locale) -> tuple[str, ...]:
    """The issue that first printed a step, in full and in short, or its day."""
    if step.issue is not None:
        return locale.gettext("Issue %(number)s", number=step.issue), str(step.issue)
    if step.since is None:
        return (locale.gettext("From the start"),)
    date = Date.parse(step.since.iso.partition("T")[0])
    day = date.earliest
    return (short_day(day, locale.tag) if day and day == date.latest else step.since.words,)


def _below(text: str, x: float, y: float) -> Lettering:
    """A name below its step, which stays between the sides of the plot."""
    half = measure(text) / 2
    return Lettering(text, max(min(x, _WIDTH - half), _GUTTER + half), y, "middle", "muted")


def _touch(one: Lettering, other: Lettering) -> bool:
    return one.box._replace(left=one.box.left - _APART, right=one.box.right + _APART).overlaps(other.box)


def _said(held: Sequence[Step], locale: Locale) -> str:
    return locale.gettext(
        "Likelihood over time. %(steps)s.", steps=locale.semicolon.join(_step(each, locale) for each in held)
    )


def _step(step: Step, locale: Locale) -> str:
    when = locale.gettext("issue %(number)s", number=step.issue) if step.issue else str(step.since or "")
    when = when or locale.gettext("the start")
    if step.likelihood is None:
        return when
    said = {"when": when, "term": locale.glossed("likelihood", step.likelihood.words), "band": step.likelihood.band}
    if step.confidence is None:
        return locale.gettext("%(when)s: %(term)s, %(band)s", **said)
    level = locale.glossed("confidence", step.confidence)
    return locale.gettext("%(when)s: %(term)s, %(band)s, confidence %(level)s", level=level, **said)


def calibration(bins: Sequence[Bin], rtl: bool = False, locale: Locale = ENGLISH) -> Drawing:
    """What was forecast, from left to right, against how often it happened, from below to above; the larger, the more.

    On the diagonal what was held likely by so many per cent happened in as many of a hundred. Around the plot the
    largest bin has room. Each bin has its term and its count beside it, and no line runs through them.
    """
    left, top = _GUTTER + _AROUND, LINE + _AROUND + 2
    right, bottom = left + _PLOT, top + _PLOT
    plot = Box(_GUTTER, top - _AROUND, right + _AROUND, bottom + _AROUND)
    ticks = [(f"{v}\u00a0%", left + v / 100 * _PLOT, bottom - v / 100 * _PLOT) for v in (0, 50, 100)]
    below = plot.bottom + LINE / 2 + 1
    largest = max(each.count for each in bins)
    rings = [
        _Ring(
            left + each.forecast * _PLOT, bottom - each.observed * _PLOT, max(2, _LARGEST * sqrt(each.count / largest))
        )
        for each in bins
    ]
    labels, leaders = _labels(bins, rings, plot, locale)
    boxes = [each.box for each in labels]
    shapes = [rect(plot, GRID)]
    shapes += [ruled((plot.left, y), (plot.right, y), boxes, GRID) for _, _, y in ticks]
    shapes += [ruled((x, plot.top), (x, plot.bottom), boxes, GRID) for _, x, _ in ticks]
    shapes += [path(part, f'{EDGE} stroke-dasharray="3 2"') for part in _diagonal((left, bottom), (right, top), boxes)]
    shapes += leaders
    shapes += [circle(*ring, 'fill="var(--accent)" fill-opacity="0.35" stroke="var(--accent)"') for ring in rings]
    told = locale.semicolon.join(_fared(each, locale) for each in bins)
    return Drawing(
        "calibration",
        _WHOLE,
        below + 1.5 * LINE,
        locale.gettext("Forecasts held against what happened. %(bins)s.", bins=told),
        "".join(shapes),
        (*_beside_axes(ticks, plot, below, locale), *labels),
        rtl,
    )


def _beside_axes(
    ticks: Sequence[tuple[str, float, float]], plot: Box, below: float, locale: Locale
) -> Iterator[Lettering]:
    """What stands beside both axes: their numbers, and what they count."""
    yield from (Lettering(text, _GUTTER - 3, y, "end", "muted") for text, _, y in ticks)
    yield from (Lettering(text, x, below, "middle", "muted") for text, x, _ in ticks)
    yield Lettering(locale.pgettext("axis", "happened"), _GUTTER, LINE / 2, look="muted")
    yield Lettering(locale.pgettext("axis", "forecast"), plot.right, below + LINE, "end", "muted")


def _labels(
    bins: Sequence[Bin], rings: Sequence[_Ring], plot: Box, locale: Locale
) -> tuple[list[Lettering], list[str]]:
    """The term and the count of each bin beside its ring, and the lines that lead to those further off."""
    labels: list[Lettering] = []
    leaders: list[str] = []
    for each, ring in zip(bins, rings, strict=True):
        label, off = _label(f"{locale.gloss('likelihood', each.name)} · {each.count}", ring, labels, rings, plot)
        labels.append(label)
        leaders += [path(_leader(ring, label.box), _LEADER)] * off
    return labels, leaders


def _fared(each: Bin, locale: Locale) -> str:
    return locale.ngettext(
        "%(term)s: %(count)s forecast at %(forecast)s, of which %(observed)s happened",
        "%(term)s: %(count)s forecasts at %(forecast)s, of which %(observed)s happened",
        each.count,
        term=locale.glossed("likelihood", each.name),
        forecast=each.forecast_words,
        observed=each.observed_words,
    )


def _label(
    text: str, ring: _Ring, labels: Sequence[Lettering], rings: Sequence[_Ring], plot: Box
) -> tuple[Lettering, bool]:
    """The label of a bin, never on others, on as few bins as can be, and near, and whether it stands off."""
    x, y, radius = ring
    half = measure(text) / 2
    middle = min(max(x, plot.left + half + 1), plot.right - half - 1)
    near = radius + _AWAY
    places = [(0, Lettering(text, x + near, y)), (0, Lettering(text, x - near, y, "end"))]
    for step in range(_STEPS):
        away = near + LINE / 2 + step * LINE
        places += [(step, Lettering(text, middle, y + way * away, "middle")) for way in (-1, 1)]
    inside = [(step, place) for step, place in places if place.box.within(plot)]
    taken = [Box(x - r, y - r, x + r, y + r) for x, y, r in rings]
    step, best = min(
        inside,
        key=lambda each: (
            sum(each[1].box.overlaps(other.box) for other in labels),
            sum(map(each[1].box.overlaps, taken)),
            each[0],
        ),
    )
    return best, step > 0


def _leader(ring: _Ring, label: Box) -> list[tuple[float, float]]:
    """The line from a ring to a label above or below it."""
    x, y, radius = ring
    up = label.bottom < y
    end = min(max(x, label.left), label.right)
    return [(x, y - radius if up else y + radius), (end, label.bottom if up else label.top)]


def _diagonal(
    start: tuple[float, float], end: tuple[float, float], letters: Sequence[Box]
) -> Iterator[list[tuple[float, float]]]:
    """A line from the left lower to the right upper corner of a square, with gaps where letters stand."""
    (left, bottom), (right, _) = start, end
    gaps = sorted(
        (max(box.left, left + bottom - box.bottom), min(box.right, left + bottom - box.top)) for box in letters
    )
    begin = left
    for low, high in (*(gap for gap in gaps if gap[0] < gap[1]), (right, right)):
        if begin < min(low, right):
            yield [(x, bottom - (x - left)) for x in (begin, min(low, right))]
        begin = max(begin, high)
