"""Texts that are plainly in another language than they are said to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from briefgen.diction.clauses import words_of
from briefgen.diction.lexicon import data
from briefgen.diction.phrases import WORD
from briefgen.diction.quotes import own_text

_OWN: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "the of and with from said which this that their they are has have been were after before but who had "
            "would into between than during about through near its it's it our he's there while when where against "
            "other more first could should these those being cannot her she not out may might will can come comes "
            "said says"
        ),
    }.items()
}
"""Words of a language that no other has: nearly every sentence in it holds one."""
_SHARED: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "a an in on at to by for as is was be or no up off he his him we us me my you your do did does so if all "
            "over under some any new two three one how what why per"
        ),
    }.items()
}
"""Others of its commonest words, which are words of other languages too."""
_FORMED: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b[a-z]{2,}(?:ing|ght|ed|ly|ness|ship|ward|wards|'s|s')(?![\w'])")
}
"""How words end that other languages have few of."""
_COMMON: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "fr": "le la les des du une est dans pour par sur avec qui que ont été sont aux cette après selon il au ce pas",
        "de": "der die das und den dem ein eine ist nicht von mit auf für wurde werden nach bei sich auch zu hat wird",
        "es": "el los las del una es en por para con que se fue más y al sus según entre como también su lo ha",
        "it": "il gli della delle una è di per con che sono nel alla più dopo dal anche e ha ed del lo sulla",
        "pt": "os as da das dos uma é em por para com que não foi mais ao pelo pela e são após também na se",
        "ro": "și în de la cu pe din a fost că este nu au pentru prin care mai lui după sau sunt",
        "nl": "de het een van en niet op voor met zijn door bij ook naar dat wordt werd aan uit te om",
        "sv": "och i att det som en på är av för med den till inte ett har från vid efter var enligt mot de",
        "da": "og i det som en på er af med den til ikke et har fra ved efter var der blev de",
        "pl": "i w na z się nie że jest po przez od przy oraz był została są dla jak został tym ze o",
        "cs": "a v na se je že s z do pro po byl byla bylo podle při od jako které který",
        "hu": "a az és hogy nem egy is volt meg már csak szerint után még el",
        "fi": "ja on ei että oli se sen mukaan myös ovat joka kun mutta",
        "tr": "ve bir bu ile için olarak da de olan sonra daha çok gibi kadar göre ise olduğunu",
        "id": "yang dan di dari dengan untuk pada dalam ini itu tidak oleh ke telah akan para adalah juga",
        "sw": "na ya wa kwa katika ni za la cha kuwa baada hiyo huo",
        "tl": "ang ng sa mga na ay at si ni nang para mula kay",
        "vi": "và của các đã trong là một có cho với được không những từ sau",
    }.items()
}
"""Words that nearly every text of another language holds, where one is told by them in fewer words."""
_OTHERS: Mapping[str, frozenset[str]] = {
    language: frozenset().union(*_COMMON.values()).difference(_SHARED[language], _OWN[language]) for language in _OWN
}
_SPEAKING: Mapping[str, Sequence[str]] = {
    word: [other for other, common in _COMMON.items() if word in common]
    for word in frozenset().union(*_COMMON.values())
}
"""The languages that have a word, by the word."""
_UNITS = frozenset("szvkmghldtwbu")
"""Letters that stand for units oftener than for words."""
_PARTICLES = frozenset(
    ("de", "la", "du", "des", "el", "los", "las", "le", "les", "da", "do", "dos", "das", "di", "del", "della",
     "van", "von", "der", "den", "y", "e", "al", "bin", "na")
)  # fmt: skip
"""Words that stand in names: `Rio de Janeiro`."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_NOT_LATIN = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETED = re.compile(r"\([^()\n]*\)")
_OF_OTHERS = re.compile(r"(?:(?![A-Za-z\u00aa-\u024f\u1e00-\u1eff])[^\n])+")
"""A stretch without a Latin letter."""
_STRETCH = re.compile(r"[^,;:|()\n.!?–—]+")
LEAST_LETTERS, LONG_STRETCH = 6, 30
"""Letters of another alphabet that tell: where they are most, and in one stretch."""
LEAST = 4
"""Words by which another language is told, at least."""
_PLAIN = 12
"""A word of one's own language in so many tells it."""


class Foreign(NamedTuple):
    """The beginning of a paragraph in another language, and by what that is told: its letters or its words."""

    span: tuple[int, int]
    told_by: str


def foreign(text: str, language: str) -> Iterator[Foreign]:
    """The paragraphs of a text that are not in a language of Latin letters, as far as can be told."""
    if "\n\n" not in text and (text.isascii() or not _NOT_LATIN.search(text)):
        known = words_of(text)
        if (
            len(known) < LEAST
            or _is_plainly(known, language)
            or (text.isascii() and _is_quickly(known, language, text))
        ):
            return  # nearly every text
    words = own_text(text)
    for found in _PARAGRAPH.finditer(words):
        if told_by := _told_by(found[0], language):
            start = next(each.start() for each in _LETTER.finditer(words, found.start()))
            end = min(found.end(), start + 40)
            yield Foreign((start, start + len(text[start:end].rstrip())), told_by)


def _is_plainly(words: Set[str], language: str) -> bool:
    """Whether the words of a text show at a glance that it is in its language."""
    return len(_OWN[language] & words) > min(len(words) // _PLAIN, 6)


def _is_quickly(words: Set[str], language: str, text: str) -> bool:
    """Whether the words of a text without accents show that nothing would be found by looking closer."""
    others = len(_OTHERS[language] & words)
    if others > 1 or len(words) < 2 * LEAST:
        return others < 2
    common = 2 * len(_OWN[language] & words) + len(_SHARED[language] & words)
    return others == 0 and 5 * common > text.count(" ") + 1


def _told_by(paragraph: str, language: str) -> str | None:
    told = _BRACKETED.sub(" ", paragraph)
    if not told.isascii():
        others = [len(_LETTER.findall(stretch)) for stretch in _OF_OTHERS.findall(told)]
        if max(others, default=0) >= LONG_STRETCH or sum(others) >= max(LEAST_LETTERS, len(_LATIN.findall(told))):
            return "letters"
    return "words" if _in_other_words(told, language) else None


def _in_other_words(paragraph: str, language: str) -> bool:
    """Whether the words of a paragraph are another language's.

    Its own are missing, and those of one that is known are there, or so many are that no name or list is as long.
    """
    words = WORD.findall(paragraph)
    small = [*filter(str.islower, words)]
    if len(small) < LEAST - 1 or len(words) < LEAST or _is_plainly({*map(str.lower, words)}, language):
        return False
    known = frozenset(small)
    common = 2 * len(known & _OWN[language]) + len(known & _SHARED[language])
    own = common + len(known & _vocabulary(language)) + len(set(_FORMED[language].findall(paragraph)))
    telling = [word for word in _telling(words) if word not in _SHARED[language] and word not in _UNITS]
    most = max(Counter(other for word in telling for other in _SPEAKING.get(word, ())).values(), default=0)
    most += sum(1 for word in known if not word.isascii())
    if most >= 2 and 4 * most >= len(small) and most > own:
        return True
    if own and 5 * own > len(small) + most:
        return False  # as most are whose words are looked at so closely
    longest = max(sum(word[0].islower() for word in WORD.findall(part)) for part in _STRETCH.findall(paragraph))
    return (longest >= 6 and 5 * own <= len(small) + most) or (longest >= 4 and len(small) >= 8 and own == 0)


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """The words of a language's lexicon."""
    held = data(language)
    listed = (held[name] for name in ("classes", "groups", "reporting", "loaded", "look-alikes", "rules", "degree"))
    words = frozenset(WORD.findall(str(list(listed)).lower()))
    return words.difference(_OWN[language], _SHARED[language], *_COMMON.values())


def _telling(words: list[str]) -> list[str]:
    """The words of a row that may tell its language: not those that stand in names."""
    near = zip(("", *words), words, (*words[1:], ""), strict=False)
    return [
        word.lower()
        for before, word, after in near
        if word not in _PARTICLES or not (before[:1].isupper() or after[:1].isupper())
    ]
