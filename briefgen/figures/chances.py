"""How likely and how sure: a likelihood on its scale, a confidence as steps."""

from __future__ import annotations

from briefgen.briefing.elements import Chance
from briefgen.figures.drawing import Box, Drawing, rect
from briefgen.language import ENGLISH, Locale
from briefgen.scales import CONFIDENCE, Scale

_HUNDREDTH = 2.0
"""Units to a hundredth."""


def likelihood(
    chance: Chance,
    scale: Scale,
    before: Chance | None = None,
    rtl: bool = False,
    locale: Locale = ENGLISH,
    short: bool = False,
) -> Drawing:
    """A likelihood on its scale: all bands as a line, the one that is meant as a block.

    A number that was stated is a dark bar in its band. `before`: what the previous issue said, as a frame.
    `short`: half as long, for a line of text.
    """
    unit = _HUNDREDTH / 2 if short else _HUNDREDTH
    shapes = []
    for term in scale.terms:
        left, right = term.low * unit, term.high * unit
        if term.key == chance.key:
            shapes.append(
                rect(
                    Box(left, 2, right, 12),
                    'fill="var(--accent)" fill-opacity="0.45"' if chance.stated else 'fill="var(--accent)"',
                )
            )
        else:
            shapes.append(rect(Box(left + 0.5, 5.5, right - 0.5, 8.5), 'fill="var(--muted)" fill-opacity="0.7"'))
    if chance.stated:
        left, right = chance.low * unit - 1, chance.high * unit + 1
        shapes.append(rect(Box(left, 1, right, 13), 'fill="var(--accent)"'))
    words = {"term": locale.glossed("likelihood", chance.words), "band": chance.band, "scale": scale.name}
    alt = locale.gettext("%(term)s, %(band)s on the %(scale)s scale", **words)
    if before is not None:
        left, right = before.low * unit, before.high * unit
        frame = 'fill="none" stroke="var(--ink)" stroke-width="1.2"'
        shapes.append(rect(Box(left + 0.6 - (left == right), 0.6, right - 0.6 + (left == right), 13.4), frame))
        was = locale.glossed("likelihood", before.words)
        alt = locale.gettext("%(now)s; the previous issue said %(term)s, %(band)s", now=alt, term=was, band=before.band)
    return Drawing("bar", 100 * unit, 14, alt, "".join(shapes), rtl=rtl)


def confidence(level: str, means: str | None = None, rtl: bool = False, locale: Locale = ENGLISH) -> Drawing:
    """A confidence as one of three steps, those that are reached filled. `means`: what the level rests on."""
    reached = 1 + tuple(CONFIDENCE).index(level)
    steps = []
    for step in (1, 2, 3):
        fill = "var(--ink)" if step <= reached else "none"
        box = Box(step * 12 - 11.5, 9 - step * 3, step * 12 - 2.5, 11.5)
        steps.append(rect(box, f'fill="{fill}" stroke="var(--ink)" stroke-width="0.8"'))
    alt = (
        locale.gettext("step %(step)s of 3: %(meaning)s", step=reached, meaning=means)
        if means
        else locale.gettext("step %(step)s of 3", step=reached)
    )
    return Drawing("steps", 36, 12, alt, "".join(steps), rtl=rtl)
