"""Conclusions of the desk in a text that is to hold facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefgen.diction.lexicon import Lexicon
from briefgen.diction.phrases import WORD, Hit, Phrases, Search
from briefgen.diction.quotes import Stretch, blanked, quoted
from briefgen.diction.sentences import sentences
from briefgen.diction.voice import attributed, clauses

LONGEST = 2_000
"""Characters of a sentence, at most, that are looked at as one: what is longer is cut."""

_DATED = re.compile(
    r"\b(?:\d{1,2}(?::\d\d|\s*[ap]\.?m\b)|(?:on|at|from|by|until|till|in|after|before|for|to)\s+(?:\w+\s+)?(?:\d+|mid-?|noon|midnight"
    r"|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|oct|nov|dec)\b"
    r"|immediately afterwards|tomorrow|next\s+(?:week|month|year|mon|tue|wed|thu|fri|sat|sun)\w*"
    r"|(?:this|every|each)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
_CONSEQUENCE = re.compile(r"\b(?:will|would|could|might|may|should|shall|can|won't|wouldn't|'ll)\b")
_MODAL = frozenset({"will", "would", "could", "might", "may", "should", "shall", "can", "won't", "wouldn't"})
_NOTHING = Search({})
_AUXILIARY = frozenset({"will", "shall", "'ll", "won't"})


class Conclusion(NamedTuple):
    """A conclusion found in a text: its class, and where the words stand that give it away."""

    kind: str
    start: int
    end: int


def conclusions(text: str, lexicon: Lexicon) -> Iterator[Conclusion]:
    """What a text concludes in its own voice, in reading order; of words that overlap, the longest."""
    words = words_of(text)
    search = lexicon.phrases.among(text, words)
    if not search or (words.isdisjoint(_MODAL) and search.kinds == {"conditional"}):
        return
    signs = Signs(
        lexicon,
        lexicon.look_alikes.among(text, words),
        lexicon.rules.among(text, words),
        lexicon.calendar.among(text, words),
    )
    for blank, clause, first in _clauses(text):
        hits = [hit for hit in _own(blank, clause, search, signs, first=first) if not _is_by(blank, clause, hit)]
        if hits:
            ruled = any(True for _ in signs.rules.find(blank, *clause))
            dated = _DATED.search(blank, *clause) is not None
            scheduled = dated and any(True for _ in signs.calendar.find(blank, *clause))
            yield from _longest(hit for hit in hits if _concludes(blank, clause, hit, ruled=ruled, scheduled=scheduled))


def own_words(text: str, phrases: Phrases, lexicon: Lexicon) -> Iterator[Conclusion]:
    """The phrases that a text uses itself, in nobody else's words."""
    words = words_of(text)
    if search := phrases.among(text, words):
        signs = Signs(lexicon, lexicon.look_alikes.among(text, words), _NOTHING, _NOTHING)
        for blank, clause, first in _clauses(text):
            yield from _longest(iter(_own(blank, clause, search, signs, first=first)))


@lru_cache(maxsize=4096)  # several rules ask one after the other
def words_of(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    words = WORD.findall(_plain(text).lower())
    return frozenset(word.removesuffix("'s") for word in words) if "'s" in text or "’s" in text else frozenset(words)


def _plain(text: str) -> str:
    """The text with the apostrophe and the space that keyboards have, of the same length."""
    return text if text.isascii() else text.translate(_PLAIN)


@lru_cache(maxsize=16)  # conclusions, loaded words and words of degree are looked for one after the other
def _clauses(text: str) -> tuple[tuple[str, Stretch, bool], ...]:
    """The clauses of a text, with quotations blanked out in all of it, and whether each begins a sentence."""
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[tuple[str, Stretch, bool]]:
    blank = _plain(blanked(text, quoted(text)))
    plain = _plain(text)
    for start, end in sentences(plain):
        for piece in range(start, end, LONGEST):
            for clause in clauses(blank, piece, min(end, piece + LONGEST)):
                yield blank, clause, clause[0] == start


class Signs(NamedTuple):
    """What tells, in one text, what something is not: a look-alike, somebody else's words, a rule, a calendar."""

    lexicon: Lexicon
    look_alikes: Search
    rules: Search
    calendar: Search


_PLAIN = {ord("’"): "'", ord("‘"): "'", 0xA0: " ", 0x202F: " "}


def _own(text: str, clause: Stretch, search: Search, signs: Signs, *, first: bool) -> list[Hit]:
    """The phrases in a clause that are no names, no look-alikes and nobody else's words."""
    hits = [hit for hit in search.find(text, *clause) if not _is_name(text, clause, hit, first=first)]
    if hits:
        shadows = list(signs.look_alikes.find(text, *clause))
        hits = [hit for hit in hits if not any(one.start <= hit.start and hit.end <= one.end for one in shadows)]
    others = attributed(text, *clause, signs.lexicon.reporting) if hits else []
    return [hit for hit in hits if not any(start <= hit.start < end for start, end in others)]


def _longest(hits: Iterator[Hit]) -> Iterator[Conclusion]:
    taken = -1
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if hit.start >= taken:
            taken = hit.end
            yield Conclusion(*hit)


def _is_name(text: str, clause: Stretch, hit: Hit, *, first: bool) -> bool:
    """Whether a phrase is a name or part of one, by its capitals: `Operation Brutal Hammer`."""
    begins = text[clause[0] : hit.start].strip(" \t\n\"'([\x1f*_#>-") == ""
    return text[hit.start].isupper() and not (first and begins)


def _is_by(text: str, clause: Stretch, hit: Hit) -> bool:
    """Whether a passive names who believes or expects so: `was believed by his family`."""
    passive = hit.kind in {"belief", "prediction"}
    return passive and re.match(r"\s+(?:\w+ly\s+)?by\s", text[hit.end : clause[1]]) is not None


def _concludes(text: str, clause: Stretch, hit: Hit, *, ruled: bool, scheduled: bool) -> bool:
    """Whether a phrase concludes something where it stands: in a rule or a calendar, some do not."""
    words = text[hit.start : hit.end].lower()
    if words.endswith(" to") and re.match(r"\s+\d", text[hit.end : clause[1]]):
        return False  # set to 40
    if hit.kind == "conditional":
        return not ruled and _is_conditional(text, clause, hit)
    if words in _AUXILIARY:
        return not (ruled or scheduled)
    return not (ruled and words in {"may", "could"})


def _is_conditional(text: str, clause: Stretch, hit: Hit) -> bool:
    """Whether a condition has a consequence: `if the wind turns, the fire will spread`."""
    word = text[hit.start : hit.end].lower().split()[0]
    begins = not re.search(r"\w", text[clause[0] : hit.start])
    if word in {"should", "had", "without", "failing", "absent", "otherwise"} and not begins:
        return False
    return _CONSEQUENCE.search(text, hit.end, clause[1]) is not None or (
        word in {"if", "unless", "provided", "otherwise"}
        and _CONSEQUENCE.search(text, clause[0], hit.start) is not None
    )
