"""Words that take a side, or say how or how much without a number, where the desk itself uses them."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diction.clauses import has_any, words_of
from briefgen.diction.judging import Conclusion, own_words
from briefgen.diction.lexicon import DEGREE, Lexicon


def loaded(text: str, lexicon: Lexicon) -> Iterator[Conclusion]:
    """The loaded words that a text uses itself; the kind of each is the neutral wording."""
    return own_words(text, lexicon.loaded, lexicon)


def may_be_loaded(text: str, lexicon: Lexicon) -> bool:
    """Whether it is worth while to look for loaded words: quickly, for most texts have none."""
    return has_any(text, lexicon.loaded.told)


def degrees(text: str, lexicon: Lexicon) -> Iterator[Conclusion]:
    """The adjectives and adverbs of degree and manner that a text uses itself, in reading order."""
    found = own_words(text, lexicon.degree, lexicon)
    adverbs = lexicon.adverbs.among(text, words_of(text), DEGREE)
    if adverbs is None:
        return found
    return iter(sorted((*found, *own_words(text, adverbs, lexicon)), key=lambda each: each.start))
