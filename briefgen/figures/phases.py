"""The phases of a timeline: a title over each, a ground under every other one, and a line where one begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.briefing.entries import Phase
from briefgen.figures.axis import Axis
from briefgen.figures.drawing import EDGE, LINE, Box, Lettering, measure, rect, ruled, wrapped

INDENT = 2.0
"""From a line to the letters that stand at it."""
_CLOSE = 0.4
"""The same where there is no more room."""
_DEEP = 3
"""In so many lines the title of a phase stands over it, at the most."""


def titled(phases: Sequence[Phase], along: Axis) -> tuple[list[Lettering], tuple[tuple[str, Phase], ...]]:
    """The title of each phase over it, in a few lines; or else a number, and which these stand for."""
    starts = [_sides(phase, along)[0] for phase in phases]
    made: list[Lettering] = []
    numbered: list[tuple[str, Phase]] = []
    for phase in phases:
        left, right = _sides(phase, along)
        right = min([right, *(start for start in starts if start > left)])
        lines = _lines(phase.title, left, right)
        if not lines or _covered(lines, made):
            number = str(sum(bool(number) for number, _ in numbered) + 1)
            lines = [Lettering(number, (left + right) / 2, LINE / 2, "middle", "strong")]
            if measure(number) > right - left or _covered(lines, made):
                lines, number = [], ""
            numbered.append((number, phase))
        made += lines
    return made, tuple(numbered)


def _lines(title: str, left: float, right: float) -> list[Lettering]:
    """A title in lines, closer to the sides of its phase where it does not fit otherwise."""
    for indent in (INDENT, _CLOSE):
        texts = wrapped(title, right - left - 2 * indent)
        if 0 < len(texts) <= _DEEP:
            return [
                Lettering(text, left + indent, (line + 0.5) * LINE, "start", "strong", authored=True)
                for line, text in enumerate(texts)
            ]
    return []


def _covered(lines: Iterable[Lettering], others: Iterable[Lettering]) -> bool:
    return any(line.box.overlaps(other.box) for line in lines for other in others)


def shown_of(phase: Phase, along: Axis) -> bool:
    """Whether any of a phase is on the axis, which may show a day of the period alone."""
    left, right = _sides(phase, along)
    return max(left, along.left) < min(right, along.right)


def bands(phases: Iterable[Phase], along: Axis, bottom: float, written: Sequence[Box]) -> str:
    """Every other phase on a ground, and a line where each begins."""
    sides = [_sides(phase, along) for phase in phases]
    grounds = [rect(Box(left, 0, right, bottom), 'fill="var(--ground)"') for left, right in sides[::2]]
    return "".join((*grounds, *(ruled((left, 0), (left, bottom), written, EDGE) for left, _ in sides)))


def _sides(phase: Phase, along: Axis) -> tuple[float, float]:
    return along.at(phase.when.begins, along.left), along.at(phase.when.ends, along.right)
