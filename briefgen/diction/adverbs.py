"""Adverbs of manner and degree, told by how they end: there are too many to list, and few with that end to except."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from briefgen.diction.phrases import Phrase, phrase
from briefgen.diction.searching import Phrases


class Adverbs:
    """Words that end as adverbs do, but for those that say nothing of how or how much."""

    def __init__(self, end: str, neutral: Iterable[str]) -> None:
        """`end` is how they end, empty for a language that tells none so; a neutral `*ally` is all that ends so."""
        words = frozenset(neutral)
        self._end = end
        self._sign = re.compile(rf"{re.escape(end)}\b")
        self._ends = tuple(word.removeprefix("*") for word in words if word.startswith("*"))
        self._neutral = words

    def __contains__(self, word: str) -> bool:
        return word.endswith(self._end) and word not in self._neutral and not word.endswith(self._ends)

    def among(self, text: str, words: Set[str], kind: str) -> Phrases | None:
        """The adverbs of a text, which has these words in small letters, to be looked for as phrases of a kind."""
        if not self._end or not self._sign.search(text):
            return None
        found = [word for word in words if word in self]
        return Phrases(_phrase(kind, word) for word in found) if found else None


@lru_cache(maxsize=1024)
def _phrase(kind: str, word: str) -> Phrase:
    return phrase(kind, word, {})
