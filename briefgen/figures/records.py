"""How judgements fared: one across the issues that held it, forecasts against what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from briefgen.briefing.contents import Step
from briefgen.figures.drawing import LINE, Box, Drawing, Lettering, circle, measure, path, rect
from briefgen.foresight import Bin
from briefgen.language import ENGLISH, Locale

_WIDTH, _TOP, _GUTTER = 200.0, 5.0, 26.0
_HUNDREDTH = 0.5
"""Units to a hundredth of a trend."""
_BAND = 9.0
"""How wide the band of a step is."""
_PLOT = 150.0
"""The side of the square in which forecasts are held against what happened."""
_LARGEST = 10.0
"""The radius of the largest bin; the areas of others are as their counts."""


def trend(history: Sequence[Step], rtl: bool = False, locale: Locale = ENGLISH) -> Drawing | None:
    """The likelihood of a judgement in each version, the earliest first; None where there are not two to compare.

    Each is the band of its term, or the number or range it stated; the sign in its middle is the fuller the surer the
    desk was.
    """
    held = [step for step in history if step.likelihood]
    if len(held) < 2:
        return None
    bottom = _TOP + 100 * _HUNDREDTH
    apart = (_WIDTH - _GUTTER) / len(held)
    at = [_GUTTER + apart * (index + 0.5) for index in range(len(held))]
    levels = [(step.likelihood.low, step.likelihood.high) for step in held if step.likelihood]
    points = [(x, bottom - (low + high) / 2 * _HUNDREDTH) for x, (low, high) in zip(at, levels, strict=True)]
    shapes = [_rule(_GUTTER, _WIDTH, bottom - value * _HUNDREDTH) for value in (0, 50, 100)]
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
    letters += _issues(held, at, apart, bottom + LINE / 2 + 1, locale)
    return Drawing("trend", _WIDTH, bottom + LINE + 2, _said(held, locale), "".join(shapes), tuple(letters), rtl)


_SOFT = 'fill="var(--accent)" fill-opacity="0.3"'


def _rule(left: float, right: float, y: float) -> str:
    return path(((left, y), (right, y)), 'stroke="var(--rule)" stroke-width="0.5"')


def _sure(x: float, y: float, confidence: str | None) -> str:
    """A confidence as a sign: a ring if low or not stated, a ring with a dot if moderate, a disc if high."""
    inside = {"moderate": 1.5, "high": 3.2}.get(confidence or "", 0)
    ring = circle(x, y, 3.2, 'fill="var(--paper)" stroke="var(--accent)" stroke-width="1"')
    return ring + (circle(x, y, inside, 'fill="var(--accent)"') if inside else "")


def _issues(held: Sequence[Step], at: Sequence[float], apart: float, y: float, locale: Locale) -> Iterator[Lettering]:
    """The issue that first printed each step, below it, as far as it has room."""
    for x, step in zip(at, held, strict=True):
        texts = (locale.gettext("Issue %(number)s", number=step.issue), str(step.issue)) if step.issue else ()
        text = next((text for text in texts if measure(text) + 2 <= apart), None)
        if text:
            yield Lettering(text, x, y, "middle", "muted")


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

    On the diagonal what was held likely by so many per cent happened in as many of a hundred. Each bin has its count
    beside it, on the side of it that is free.
    """
    top, bottom = _LARGEST, _LARGEST + _PLOT
    shapes = [_rule(_GUTTER, _GUTTER + _PLOT, bottom - value / 100 * _PLOT) for value in (0, 50, 100)]
    diagonal = ((_GUTTER, bottom), (_GUTTER + _PLOT, top))
    shapes.append(path(diagonal, 'stroke="var(--muted)" stroke-width="0.8" stroke-dasharray="3 2"'))
    letters = [Lettering(f"{v}\u00a0%", _GUTTER - 3, bottom - v / 100 * _PLOT, "end", "muted") for v in (0, 50, 100)]
    letters += [
        Lettering(f"{v}\u00a0%", _GUTTER + v / 100 * _PLOT, bottom + LINE, "middle", "muted") for v in (50, 100)
    ]
    letters.append(Lettering(locale.pgettext("axis", "happened"), _GUTTER + 3, top - LINE / 2 - 1, look="muted"))
    aside = _GUTTER + 0.75 * _PLOT
    letters.append(Lettering(locale.pgettext("axis", "forecast"), aside, bottom + LINE, "middle", look="muted"))
    largest = max(each.count for each in bins)
    at = [(_GUTTER + each.forecast * _PLOT, bottom - each.observed * _PLOT) for each in bins]
    radii = [max(2.0, _LARGEST * sqrt(each.count / largest)) for each in bins]
    taken = [Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(at, radii, strict=True)]
    for each, (x, y), radius in zip(bins, at, radii, strict=True):
        shapes.append(circle(x, y, radius, 'fill="var(--accent)" fill-opacity="0.35" stroke="var(--accent)"'))
        letters.append(_count(each, x, y, radius, [*(other.box for other in letters), *taken]))
    told = locale.semicolon.join(_fared(each, locale) for each in bins)
    width, height = _GUTTER + _PLOT + 2 * _LARGEST, bottom + 1.5 * LINE
    return Drawing(
        "calibration",
        width,
        height,
        locale.gettext("Forecasts held against what happened. %(bins)s.", bins=told),
        "".join(shapes),
        tuple(letters),
        rtl,
    )


def _fared(each: Bin, locale: Locale) -> str:
    return locale.ngettext(
        "%(term)s: %(count)s forecast at %(forecast)s, of which %(observed)s happened",
        "%(term)s: %(count)s forecasts at %(forecast)s, of which %(observed)s happened",
        each.count,
        term=locale.glossed("likelihood", each.name),
        forecast=each.forecast_words,
        observed=each.observed_words,
    )


def _count(each: Bin, x: float, y: float, radius: float, taken: Sequence[Box]) -> Lettering:
    """The count of a bin, beside it where no other letters or bins are, or else where there are the fewest."""
    text = str(each.count)
    places = [
        place
        for away in (radius + 2, radius + 2 + LINE, radius + 2 + 2 * LINE)
        for place in (
            Lettering(text, x + away, y),
            Lettering(text, x - away, y, "end"),
            Lettering(text, x, y - away - LINE / 2, "middle"),
            Lettering(text, x, y + away + LINE / 2, "middle"),
        )
    ]
    return min(places, key=lambda place: sum(place.box.overlaps(each) for each in taken))
