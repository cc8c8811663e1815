"""Looking for many phrases at once: first by the words that tell them, then where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from briefgen.diction.phrases import WORD, Phrase


class Hit(NamedTuple):
    """A phrase found in a text: what it is, and where it stands."""

    kind: str
    start: int
    end: int
    capital: bool = False
    """Whether the phrase itself is spelled with a capital, which then tells no name."""


class Cover:
    """Stretches of a clause, to be asked which of them lies over something."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def holds(self, start: int, end: int) -> bool:
        """Whether one of them begins no later and ends no earlier."""
        index = bisect_right(self._starts, start)
        return index > 0 and self._furthest[index - 1] >= end


class Phrases:
    """Many phrases, looked for at once, but where one of others stands that are taken out."""

    def __init__(self, phrases: Iterable[Phrase], without: Iterable[Phrase] = ()) -> None:
        self._telling: dict[str, list[Phrase]] = {}
        for each in phrases:
            for word in each.telling:
                self._telling.setdefault(word, []).append(each)
        self.told = frozenset(self._telling)
        """Words, one of which stands in each text that holds a phrase."""
        taken = tuple(without)
        self._without = Phrases(taken) if taken else None

    def among(self, text: str, words: Set[str]) -> Search:
        """Those of the phrases that a text, which has these words in small letters, may hold: seldom any."""
        if self.told.isdisjoint(words):
            return NOTHING
        told = self.told & words
        by_word: dict[str, list[Phrase]] = {}
        signs: dict[str, list[Phrase]] = {}
        for each in {each for word in told for each in self._telling[word]}:
            if each.spelled and not any(word in text or word in words for word in each.spelled):
                continue
            if not any(map(words.isdisjoint, each.needs)):
                for sign in told.intersection(each.telling):
                    signs.setdefault(sign, []).append(each)
                for first in each.first:
                    by_word.setdefault(first.removesuffix("'s"), []).append(each)
        return Search(by_word, signs, self._without.among(text, words) if self._without and by_word else None)


class Search:
    """Phrases to look for in one text, by the word that each begins with, and by their signs: each takes one."""

    def __init__(
        self,
        by_word: Mapping[str, list[Phrase]],
        signs: Mapping[str, list[Phrase]] = MappingProxyType({}),
        without: Search | None = None,
    ) -> None:
        self._by_word = by_word
        self._signs = signs
        self._without = without

    def __bool__(self) -> bool:
        return bool(self._by_word)

    @property
    def kinds(self) -> set[str]:
        """What they are."""
        return {each.kind for listed in self._by_word.values() for each in listed}

    def may_be_in(self, text: str) -> bool:
        """Whether a stretch of the text may hold one of the phrases."""
        small = text.lower()
        return any(
            sign in small and any(each.may_be_in(small) for each in listed) for sign, listed in self._signs.items()
        )

    def find(self, text: str) -> Iterator[Hit]:
        """Every phrase in a clause, in the order they begin in. They may overlap."""
        if not self.may_be_in(text):
            return  # as in most clauses of a text that has one
        out: dict[str, list[tuple[int, int]]] = {}
        for hit in self._without.find(text) if self._without else ():
            out.setdefault(hit.kind, []).append((hit.start, hit.end))
        taken = {kind: Cover(stretches) for kind, stretches in out.items()}
        for word in WORD.finditer(text):
            for each in self._by_word.get(word[0].lower().removesuffix("'s"), ()):
                if found := each.pattern.match(text, word.start()):
                    start, end = found.span()
                    if not any(kind in taken and taken[kind].holds(start, end) for kind in ("", each.kind)):
                        yield Hit(each.kind, start, end, each.capital)


NOTHING = Search({})
"""The search for no phrase."""
