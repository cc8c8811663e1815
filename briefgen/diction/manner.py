"""How a language writes what is counted in its sentences or compared with records: passives, months, abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefgen.diction.lexicon import data, languages


@dataclass(frozen=True, slots=True)
class Manner:
    """What the lexicon of a language says of its manner of writing."""

    known: frozenset[str]
    """Abbreviations that every reader knows."""
    _passive: re.Pattern[str]
    _auxiliaries: tuple[str, ...]
    months: tuple[str, ...]

    def passives(self, text: str) -> int:
        """How many passives a text has."""
        return len(self._passive.findall(text.lower()))

    def may_have_passives(self, text: str, least: int) -> bool:
        """Whether it is worth while to count the passives of a text, where so many matter."""
        return sum(map(text.count, self._auxiliaries)) >= least


@cache
def manner(language: str) -> Manner | None:
    """The manner of a language; None for one that has no lexicon."""
    if language not in languages():
        return None
    held = data(language)
    auxiliary, adverb, participle = ("|".join(map(re.escape, forms)) for forms in held["passive"].values())
    return Manner(
        frozenset(held["known"]),
        re.compile(rf"\b(?:{auxiliary})\s+(?:\w+(?:{adverb})\s+)?\w+(?:{participle})\b"),
        tuple(f" {form} " for form in held["passive"]["auxiliary"]),
        tuple(held["months"]),
    )
