"""Slips of the pen: which of some known words another one can only stand for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

_PARTS = re.compile(r"\d+|[^\W\d_]+")


def surely_meant(word: str, known: Iterable[str]) -> str | None:
    """The one known word that a word is a slip of the pen for; None where none is, or more than one.

    It says the same but for case, spaces and hyphens, or one part of it has a letter doubled, dropped, added, wrong
    or exchanged with its neighbour. That is less than looks near: *log-7* is no slip for *log-8*, nor *iran-army* for
    *iraq-army*, nor a plural for its singular. Those may be things of their own.
    """
    parts = _parts(word)
    first = word[:1].casefold()
    known = [each for each in known if abs(len(each) - len(word)) <= _MOST and each[:1].casefold() == first]
    same = [each for each in known if _same(parts, _parts(each))]
    near = same or [each for each in known if _near(parts, _parts(each))]
    return near[0] if len(near) == 1 and near[0] != word else None


_MOST = 8
"""Characters by which a slip changes the length of a word, at most: the spaces of a term, or one letter."""


def _parts(word: str) -> list[str]:
    return _PARTS.findall(word.casefold())


def _same(one: list[str], other: list[str]) -> bool:
    return bool(one) and "".join(one) == "".join(other) and _numbers(one) == _numbers(other)


def _numbers(parts: list[str]) -> list[str]:
    return [part for part in parts if part.isdigit()]


def _near(one: list[str], other: list[str]) -> bool:
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and _one_slip(*differing[0])


def _one_slip(a: str, b: str) -> bool:
    """Whether two different words differ by one slip. In short words, a single letter makes another word."""
    if not (a + b).isalpha() or a[0] != b[0]:
        return False
    short, long = sorted((a, b), key=len)
    start = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    before, rest = long[start : start + 1], long[start + 1 :]
    if _undoubled(a) == _undoubled(b) or (len(long) >= 4 and short[start:] == rest[:1] + before + rest[1:]):
        return True
    if a[-1] != b[-1]:
        return False
    if len(long) == len(short):
        return len(long) >= 7 and short[start + 1 :] == rest
    return len(long) >= 5 and short[start:] == rest


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in itertools.groupby(word))
