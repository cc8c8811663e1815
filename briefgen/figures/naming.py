"""What stands in the marks of a timeline or beside them: how many events, or the label of the one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.figures.axis import Axis
from briefgen.figures.drawing import Lettering, measure
from briefgen.figures.marks import Mark
from briefgen.figures.rows import Row

_NEAR, _CLEAR = 1.4, 3.0
"""Between a mark and the label beside it, and between that and the next mark, which it shall not seem to name."""


def paint(mark: Mark) -> str:
    """The colour of a block: light where dates are vague, dark where they are not, darkest where there are several."""
    return "rule" if mark.vague else "ink" if mark.count else "muted"


def labels(row: Row, along: Axis) -> Iterator[tuple[Mark, Lettering]]:
    """The labels of those marks of a lane that have room for one: in it, else behind it, else before it.

    What is beside the axis has room for a number alone.
    """
    shown = (mark for mark in row.marks if not mark.line and (mark.count or not mark.outside))
    blocks = sorted(shown, key=lambda mark: (mark.row, mark.left))
    for _, own in groupby(blocks, key=lambda mark: mark.row):
        yield from _labels(list(own), row, along)


def _labels(own: Sequence[Mark], row: Row, along: Axis) -> Iterator[tuple[Mark, Lettering]]:
    free = along.left - _CLEAR
    for mark, end in zip(own, [*(mark.left for mark in own[1:]), along.right + _CLEAR], strict=True):
        label = _inside(mark, row) or (None if mark.outside else _beside(mark, row, free, end))
        free = max(mark.right, label.box.right) if label else mark.right
        if label:
            yield mark, label


def _text(mark: Mark) -> str:
    return mark.count or mark.entries[0].label.text


def _inside(mark: Mark, row: Row) -> Lettering | None:
    look = "" if mark.doubted or mark.vague else "paper"
    label = Lettering(_text(mark), (mark.left + mark.right) / 2, _middle(mark, row), "middle", look)
    return label if label.box.left >= mark.left and label.box.right <= mark.right else None


def _beside(mark: Mark, row: Row, free: float, end: float) -> Lettering | None:
    text, middle = _text(mark), _middle(mark, row)
    width = _NEAR + measure(text) + _CLEAR
    if mark.right + width <= end:
        return Lettering(text, mark.right + _NEAR, middle)
    return Lettering(text, mark.left - _NEAR, middle, "end") if free <= mark.left - width else None


def _middle(mark: Mark, row: Row) -> float:
    box = row.box(mark)
    return (box.top + box.bottom) / 2
