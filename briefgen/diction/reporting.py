"""Who reports, and in which words: the verbs, the people and the documents of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

_NEVER = re.compile(r"(?!)")
_DETERMINED = re.compile(
    r"\b(?:an?|the|this|that|no|any|some|every|amid|of|over|on|about|with|despite|by|for|is|are|was|were|growing|widespread|"
    r"rising|new|fresh|increasing|mounting|common|popular|general|persistent|serious|real)\s*$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b")
_NUMEROUS = re.compile(r"\b(?:they|who|[a-z]+s)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reporting:
    """The words of a language by which it is told whose words something is."""

    clause: frozenset[str]
    """Forms of verbs: what follows is what someone said or thinks."""
    that: frozenset[str]
    """They report only before `that`, `whether` or a colon: otherwise they are nouns, or do something."""
    naming: frozenset[str]
    """They name something in someone's words."""
    aside: frozenset[str]
    """In the middle or at the end, between commas."""
    things: frozenset[str]
    """They report a thing as often as a clause."""
    acts: frozenset[str]
    """They do something to the thing, and do not describe it."""
    nouns: frozenset[str]
    """As nouns, they are someone's only with a possessive."""
    speakers: frozenset[str]
    documents: re.Pattern[str]
    """A document and the verb by which it tells."""
    forms: frozenset[str]
    """All verbs."""

    @classmethod
    def of(cls, words: Mapping[str, frozenset[str]]) -> Self:
        """From the words of each list, by its name."""
        taken = {name: words.get(name, frozenset()) for name in _WORDS}
        verbs = frozenset().union(*(taken[name] for name in ("clause", "that", "naming", "aside")))
        return cls(**taken, documents=_documents(words), forms=verbs)

    def is_noun(self, before: str, form: str) -> bool:
        """Whether a form is a noun that no holder is named of: `amid fears that`."""
        return form in self.nouns and _DETERMINED.search(before) is not None

    def has_subject(self, before: str, form: str) -> bool:
        """Whether a form that may be a noun follows those who speak: `doctors estimate`."""
        last = before.split()[-1:]
        many = bool(last) and last[0].endswith("s") and last[0].lower() in self.speakers
        return many and not form.endswith(("s", "d"))

    def speaks(self, prefix: str) -> bool:
        """Whether it is somebody who speaks, or reports, that stands before a colon."""
        words = prefix.lower().split()
        known = not self.speakers.isdisjoint((*words, *(word.removesuffix("'s") for word in words)))
        return len(words) <= 6 and (known or _ABBREVIATION.search(prefix) is not None)


_WORDS = ("clause", "that", "naming", "aside", "things", "acts", "nouns", "speakers")
LISTS = (*_WORDS, "documents", "studies", "courts")
"""The names of the lists of words."""
_SHOW = "shows?|showed|find|finds|found|confirms?|confirmed|reveals?|revealed"
_SUGGEST = r"suggests?|suggested|indicates?|indicated|points?\s+to|pointed\s+to|puts?"
_BETWEEN = r"\s+(?:\d+\s+)?(?:(?!(?:and|but|is|are|was|were|has|have|had|will|which|that|who)\b)[\w'-]+\s+){0,6}?"


def _documents(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """What a document shows and a study finds is its own: `satellite imagery shows`, `data from the ministry show`."""
    kinds = [(words[name], verbs) for name, verbs in _TELLING.items() if words.get(name)]
    told = "|".join(f"(?:{_one_of(nouns)}){_BETWEEN}(?:{verbs})" for nouns, verbs in kinds)
    return re.compile(rf"\b(?:{told})\b", re.IGNORECASE) if told else _NEVER


_TELLING = {"documents": _SHOW, "studies": f"{_SHOW}|{_SUGGEST}", "courts": "finds?|found"}


def _one_of(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
