"""Texts that are plainly in another language than they are said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen.diction.clauses import words_of
from briefgen.diction.phrases import WORD
from briefgen.diction.quotes import blanked, quoted

LEAST = 8
"""Words of a paragraph, at least, by which its language is told."""
_COMMON: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in a is was on for with at by that from were are has had it as an be not said",
        "fr": "le la les des du une est dans pour par sur avec qui que ont été sont aux cette après selon il au ce",
        "de": "der die das und den dem ein eine ist nicht von mit auf für wurde werden nach bei sich auch zu im hat",
        "es": "el los las del una es en por para con que se fue más y al sus según entre como también su lo",
        "it": "il gli della delle una è di per con che non sono nel alla più dopo dal anche e ha ed del lo sulla",
        "pt": "os as da das do dos uma é em por para com que não foi mais ao pelo pela e são após também na no se",
        "nl": "de het een van en is niet op voor met zijn door bij ook naar na dat wordt werd aan uit te om",
        "sv": "och att det som en på är av för med den till inte om ett har från vid efter var men enligt mot de",
        "pl": "i w na z się nie do że jest po przez od przy oraz był została są dla jak za został tym ze o",
        "tr": "ve bir bu ile için olarak da de olan sonra daha çok gibi kadar göre ise en her olduğunu",
        "id": "yang dan di dari dengan untuk pada dalam ini itu tidak oleh ke telah akan para adalah juga",
    }.items()
}
"""Words that nearly every text of a language holds."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


class Foreign(NamedTuple):
    """The beginning of a paragraph in another language, and by what that is told: its letters or its words."""

    span: tuple[int, int]
    told_by: str


def foreign(text: str, language: str) -> Iterator[Foreign]:
    """The paragraphs of a text that are not in a language of Latin letters, as far as can be told."""
    if text.count(" ") < LEAST - 1 or ("\n\n" not in text and _is_plainly(words_of(text), language, text)):
        return  # nearly every text
    words = blanked(text, quoted(text))
    for found in _PARAGRAPH.finditer(words):
        if told_by := _told_by(found[0], language):
            start = next(each.start() for each in _LETTER.finditer(words, found.start()))
            end = min(found.end(), start + 40)
            yield Foreign((start, start + len(text[start:end].rstrip())), told_by)


def _is_plainly(words: frozenset[str], language: str, text: str) -> bool:
    """Whether the words of a text show at a glance that it is in its language, or in none that is known."""
    return len(_TELLING[language] & words) > 1 or (text.isascii() and len(_OTHERS[language] & words) < _LEAST_COMMON)


_TELLING: Mapping[str, frozenset[str]] = {
    "en": frozenset({"the", "of", "and", "was", "were", "with", "from", "said", "which", "this"})
}
"""Words of a language that no other has as often."""


_LEAST_COMMON = 2
"""Words common in another language that a paragraph in it has, at least."""
_OTHERS: Mapping[str, frozenset[str]] = {
    language: frozenset().union(*(words for name, words in _COMMON.items() if name != language))
    for language in _TELLING
}


def _told_by(paragraph: str, language: str) -> str | None:
    if not paragraph.isascii():
        letters = len(_LETTER.findall(paragraph))
        if letters >= 3 * LEAST and 2 * len(_LATIN.findall(paragraph)) < letters:
            return "letters"
    words = WORD.findall(paragraph.lower())
    if len(words) < LEAST or _is_plainly(frozenset(words), language, paragraph):
        return None
    own = sum(word in _COMMON[language] for word in words)
    most = max(sum(word in common for word in words) for name, common in _COMMON.items() if name != language)
    return "words" if most >= _LEAST_COMMON + len(words) // 20 and most > 2 * own else None
