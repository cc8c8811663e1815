"""Which words of a text are others in a later one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby, tee
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\s+|[\w\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d'’-]+|.", re.DOTALL)
"""Spaces, a word with its marks, or a sign."""
_MOST = 4_000_000
"""So many pairs of words are compared at most: a second's work. Of longer texts one is gone, and the other added."""

_FEW = 2
"""Words between two changes that are told with them."""
_LEFT = 1 / 3
"""The share of the longer text that has to be left, for it not to count as replaced."""


class Piece(NamedTuple):
    """Words that stand in both texts (`same`), in the earlier one alone (`gone`) or in the later one (`added`)."""

    kind: Literal["same", "gone", "added"]
    text: str


def revised(before: str, now: str) -> list[Piece]:
    """Two texts as one, word by word; in a stretch that was replaced, what is gone stands before what was added.

    All that is not `added` is the earlier text, and all that is not `gone` the later one. A word or two that stand
    between changes are told with them, and a text of which little is left is told as one that was replaced: else nobody
    could read either.
    """
    steps = list(_steps(_TOKEN.findall(before), _TOKEN.findall(now)))
    last = len(steps) - 1
    joined = [gone != added or (0 < at < last and len(gone.split()) <= _FEW) for at, (gone, added) in enumerate(steps)]
    kept = sum(len(gone) for (gone, _), changed in zip(steps, joined, strict=True) if not changed)
    if kept < _LEFT * max(len(before), len(now)):
        joined = [True] * len(steps)
    return list(_pieces(steps, joined))


def _pieces(steps: list[tuple[str, str]], changed: list[bool]) -> Iterator[Piece]:
    for is_changed, run in groupby(zip(changed, steps, strict=True), key=lambda step: step[0]):
        gone, added = ("".join(each[side] for _, each in run_) for side, run_ in enumerate(tee(run)))
        if not is_changed:
            yield Piece("same", gone)
            continue
        if gone:
            yield Piece("gone", gone)
        if added:
            yield Piece("added", added)


def _steps(before: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    """What stood somewhere, and what stands there now: the same where nothing changed."""
    if len(before) * len(now) > _MOST:
        yield "".join(before), "".join(now)
        return
    for _, from_, to, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        yield "".join(before[from_:to]), "".join(now[start:end])
