"""Phrases to look for in a text, as a lexicon writes them.

A phrase is a row of words with single spaces between them:

    turning point|points       a word, or one of several
    (rather) likely            a word that may be left out
    {be} expected to           one of a group of words that the lexicon names
    raises ... questions       up to four words in between
    shall remarkabl*           a word that begins so; `*` alone is any word
    risks *ing                 a word that ends so
    =may                       capitals tell: not `May`

Nothing in a phrase repeats without bound, and what may be left out can be read in few ways, so looking for phrases ends
in time that grows with the text and their number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from itertools import product

MOST_WORDS, MOST_CHOICES, MOST_WAYS = 12, 200, 25
"""Words of a phrase, at most, the choices for each, and the ways to read it: five for each gap, two for each word that
may be left out, each of which is tried wherever the phrase may begin."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SPELLED = re.compile(r"[^\W_]+(?:['-][^\W_]+)*\*?|\*(?:[^\W_]+)?")
_SPACE = r",?\s+"
_GAP = r"(?:\s+[^\s,;:.()]+){0,4}?"


class PhraseError(ValueError):
    """A phrase is not written as one: says why."""


_NEARLY_EVERY = frozenset(
    ("a", "an", "the", "to", "of", "in", "on", "at", "as", "by", "for", "from", "with", "and", "or", "but", "not", "no",
     "it", "its", "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "this", "that",
     "which", "their", "his", "her", "they", "he", "she", "we", "our", "only", "more", "most", "all", "also", "one")
)  # fmt: skip
"""Words that nearly every text holds."""
_MANY = frozenset(
    ("out", "up", "so", "if", "before", "after", "too", "any", "some", "new", "first", "long", "see", "way", "end",
     "line", "put", "set", "take", "taken", "made", "make", "free", "air", "force", "last", "time", "over", "into")
)  # fmt: skip
"""Words that many a text holds, whatever it says."""


@dataclass(frozen=True, eq=False, slots=True)
class Phrase:
    """A phrase to look for: what it is, the words it can begin with, and its pattern."""

    kind: str
    first: tuple[str, ...]
    telling: tuple[str, ...]
    """Words, of which a text that holds the phrase holds one: those of its place that says most."""
    needs: tuple[frozenset[str], ...]
    """The words of each of its places, of each of which such a text holds one."""
    spelled: tuple[str, ...]
    """The words it can begin with, as they are spelled, where capitals tell; else nothing."""
    source: str
    """Its pattern, as a regular expression."""

    @property
    def capital(self) -> bool:
        """Whether it is spelled with a capital itself."""
        return bool(self.spelled) and self.spelled[0][0].isupper()

    def may_be_in(self, text: str) -> bool:
        """Whether a text in small letters has a word for each of its places, be it as a part of another."""
        return all(any(map(text.__contains__, words)) for words in self.needs)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its pattern, made when a text may hold it first: few texts hold many of a lexicon's phrases."""
        return _compiled(self.source, 0 if self.spelled else re.IGNORECASE)


@cache
def _compiled(source: str, flags: int) -> re.Pattern[str]:
    return re.compile(source, flags)


def phrase(kind: str, text: str, groups: Mapping[str, Iterable[str]]) -> Phrase:
    """Read a phrase. Raises `PhraseError`."""
    exact = text.startswith("=")
    elements = text.removeprefix("=").split(" ")
    if len(elements) > MOST_WORDS:
        raise PhraseError(f"a phrase has {MOST_WORDS} words at most")
    made = ""
    first: tuple[str, ...] = ()
    spelled: tuple[str, ...] = ()
    telling: list[str] = []
    needs: list[frozenset[str]] = []
    ways = 1
    for index, element in enumerate(elements):
        ways *= 5 if element == "..." else 2 if element.startswith("(") else 1
        if ways > MOST_WAYS:
            raise PhraseError(
                f"a phrase can be read in {MOST_WAYS} ways at most, and each `...` counts five, each (word) two"
            )
        if element == "...":
            if index in (0, len(elements) - 1):
                raise PhraseError("`...` stands between words")
            made += _GAP
            continue
        optional = element.startswith("(") and element.endswith(")")
        words = _words(element[1:-1] if optional else element, groups)
        if index == 0:
            if optional or any("*" in word for word in words):
                raise PhraseError("a phrase begins with a whole word that is not left out")
            first = tuple(words)
            spelled = first if exact else ()
        if not optional and not any("*" in word for word in words):
            telling = words if _says_more(words, telling) else telling
            needs.append(frozenset(word.lower() for word in words))
        one_of = f"(?:{'|'.join(map(_pattern, words))})(?!\\w|'(?!s\\b))"
        space = _SPACE if index else ""
        made += f"(?:{space}{one_of})?" if optional else f"{space}{one_of}"
    first, told = (tuple(word.lower() for word in words) for words in (first, telling or first))
    return Phrase(kind, first, told, tuple(needs), spelled, made)


def examples(text: str, groups: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Rows of words that a sound phrase describes: between them, they hold each word of each of its places.

    What may be left out is, but in the rows that show it; for each `*` there is a letter.
    """
    places = [
        (element.startswith("("), _words(element.strip("()"), groups))
        for element in text.removeprefix("=").split(" ")
        if element != "..."
    ]
    plain = [[] if optional else words[:1] for optional, words in places]
    yield _row(plain)
    for index, (optional, words) in enumerate(places):
        for word in words if optional else words[1:]:
            yield _row([*plain[:index], [word], *plain[index + 1 :]])


def rows(text: str, groups: Mapping[str, Iterable[str]], known: Set[str]) -> Iterator[str]:
    """All rows of words that a sound phrase describes without what may be left out; `*` stands for any known word."""
    places = [
        [each for word in _words(element, groups) for each in (_matching(word, known) if "*" in word else [word])]
        for element in text.removeprefix("=").split(" ")
        if element != "..." and not element.startswith("(")
    ]
    return map(" ".join, product(*places))


def _matching(word: str, known: Set[str]) -> list[str]:
    pattern = re.compile(_pattern(word), re.IGNORECASE)
    return [each for each in known if pattern.fullmatch(each)]


def words_in(text: str, groups: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The words of a sound phrase."""
    for element in text.removeprefix("=").split(" "):
        if element != "...":
            yield from (word for word in _words(element.strip("()"), groups) if "*" not in word)


def _row(places: Iterable[list[str]]) -> str:
    return " ".join(word.replace("*", "x") for place in places for word in place)


def _pattern(word: str) -> str:
    """The pattern of a word, where `*` is any word, or the beginning or end of one."""
    begun = len(word) > 1 and word.endswith("*")
    return re.escape(word).replace(r"\*", r"[\w'-]*" if begun else r"[\w'-]+")


def _says_more(words: list[str], others: list[str]) -> bool:
    """Whether fewer texts hold one of these words than one of the others, as far as that can be told."""
    return not others or _commonness(words) < _commonness(others)


def _commonness(words: list[str]) -> tuple[int, int, int]:
    small = [word.lower() for word in words]
    rank = max(2 if word in _NEARLY_EVERY else 1 if word in _MANY else 0 for word in small)
    return rank, len(small), -min(map(len, small))


def _words(element: str, groups: Mapping[str, Iterable[str]]) -> list[str]:
    words: list[str] = []
    for word in element.split("|"):
        if word.startswith("{") and word.endswith("}"):
            if word[1:-1] not in groups:
                raise PhraseError(f"there is no group of words `{word}`")
            words += groups[word[1:-1]]
        elif _SPELLED.fullmatch(word):
            words.append(word)
        else:
            raise PhraseError(f"`{word}` is not a word, an optional (word), a {{group}} or `...`")
    if len(words) > MOST_CHOICES:
        raise PhraseError(f"one of {MOST_CHOICES} words at most can stand in a place")
    return sorted(words, key=len, reverse=True)
