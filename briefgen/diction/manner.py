"""How a language writes what is counted in its sentences or compared with records: passives, days, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from briefgen.diction.lexicon import data, languages


class Day(NamedTuple):
    """A day of a month that a text names, the year where it does too, and where."""

    day: int
    month: int
    year: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Manner:
    """What the lexicon of a language says of its manner of writing."""

    known: frozenset[str]
    """Abbreviations that every reader knows."""
    _passive: re.Pattern[str]
    _auxiliaries: tuple[str, ...]
    _day: re.Pattern[str]
    _months: tuple[str, ...]

    def passives(self, text: str) -> int:
        """How many passives a text has."""
        return len(self._passive.findall(text))

    def may_have_passives(self, text: str, least: int) -> bool:
        """Whether it is worth while to count the passives of a text, where so many matter."""
        return sum(map(text.count, self._auxiliaries)) >= least

    def days(self, text: str) -> Iterator[Day]:
        """The days that a text names."""
        for found in self._day.finditer(text):
            year = int(found[3]) if found[3] else None
            yield Day(int(found[1]), self._months.index(found[2]) + 1, year, *found.span())


@cache
def manner(language: str) -> Manner | None:
    """The manner of a language; None for one that has no lexicon."""
    if language not in languages():
        return None
    held = data(language)
    auxiliary, adverb, participle = ("|".join(map(re.escape, forms)) for forms in held["passive"].values())
    months = tuple(held["months"])
    return Manner(
        frozenset(held["known"]),
        re.compile(rf"\b(?:{auxiliary})\s+(?:\w+(?:{adverb})\s+)?\w+(?:{participle})\b", re.IGNORECASE),
        tuple(f" {form} " for form in held["passive"]["auxiliary"]),
        re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(months)})(?:\s+(\d{{4}}))?\b"),
        months,
    )
