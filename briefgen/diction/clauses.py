"""A text cut into the clauses that stand on their own: each is one voice's, or says itself whose words it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from briefgen.diction.phrases import WORD
from briefgen.diction.quotes import own_text
from briefgen.diction.sentences import sentences

LONGEST = 2_000
"""Characters of a sentence, at most, that are looked at as one: what is longer is cut."""

_SPACED = bytes(
    ord(char.lower()) if char.isalnum() or char in "'-" else ord(" ") for char in map(chr, range(128))
).ljust(256)
"""Small letters for capitals, and spaces for what stands in no word."""
_LINE = re.compile(r"[^\n|]+")
_HEAD = 400
"""Characters of a line by which it is told whether it is a headline."""
_CAPITAL = re.compile(r"\b[^\W\d_a-z]")
_NAMED = re.compile(r"[^\W\d_]{2,}")
_BRACKET = re.compile(r"\(([^()]*)\)")
_DASH = re.compile(r"(?<=\s)(?:[–—-]|--)(?=\s)|—")
_STOP = re.compile(r"[;|]")
_SOURCE = re.compile(
    r"\s*(?=[^,]*[A-Z]{2}|[^,]*,[^,]*\d)[A-Z][\w&.'-]*(?:\s+[\w&.'-]+){0,4}(?:,\s+[\w\s.:-]{1,30})?\s*"
)
"""In brackets or behind a dash at the end, whose report it is: an abbreviation, or a name with a date."""
_SAYS = re.compile(
    r"\s*(?:[\w'-]+\s+){0,5}(?:says?|said|warns?|warned|reports?|reported|tells?|told)\b[^,]{0,40}", re.IGNORECASE
)


class Clause(NamedTuple):
    """A clause, its quotations and brackets blanked out, where it begins, and whether it begins a sentence."""

    text: str
    offset: int
    first: bool


def plain(text: str) -> str:
    """The text with the apostrophe and the space that keyboards have, of the same length."""
    if text.isascii():
        return text
    return text.replace("’", "'").replace("‘", "'").replace("\u00a0", " ").replace("\u202f", " ")


@lru_cache(maxsize=512)  # several rules ask one after the other
def words_of(text: str) -> frozenset[str]:
    """The words of a text, in small letters: what `WORD` finds, in a quarter of the time where all is ASCII."""
    text = plain(text)
    rows = _split(text)
    if "'" not in text and "-" not in text and text.isascii():
        return frozenset(rows)
    words = {*filter(str.isalnum, rows)}  # the others have a mark within or at an edge
    words.update(WORD.findall(" ".join({*rows} - words)))
    if "'s" in text:
        words |= {word[:-2] for word in words if word[-2:] == "'s"}
    return frozenset(words)


def has_any(text: str, words: Set[str]) -> bool:
    """Whether a text has any of these words, in half the time of `words_of` where nobody else asks what it has."""
    plainly = text.isascii() and "'" not in text and "-" not in text
    return not words.isdisjoint(_split(text) if plainly else words_of(text))


def _split(text: str) -> list[str]:
    """The pieces of a text between white space, in small letters; of one in ASCII, without what stands in no word."""
    if text.isascii():
        return text.encode("ascii").translate(_SPACED).decode("ascii").split()
    return text.lower().split()


def clauses(text: str, may_tell: Callable[[str], bool] = lambda _sentence: True) -> Iterator[Clause]:
    """The clauses of the sentences that may tell something, in the order they begin in.

    What stands in brackets is a clause of its own.
    """
    words = plain(text)
    pieces = [
        (piece, min(end, piece + LONGEST), piece == start)
        for start, end in sentences(words)
        for piece in range(start, end, LONGEST)
        if may_tell(words[piece : min(end, piece + LONGEST)])
    ]
    blank = _own(text) if pieces else ""
    for start, end, begins in pieces:
        whole = blank[start:end]
        for clause, offset in _pieces(whole) if may_tell(whole) else ():
            first = begins and (offset == 0 or blank[start + offset - 1] in "|(")
            yield Clause(clause, start + offset, first)


@lru_cache(maxsize=16)  # conclusions, loaded words and words of degree are looked for one after the other
def _own(text: str) -> str:
    """A text of which only its own words are left, of the same length."""
    return without_headlines(plain(own_text(text)))


def without_headlines(text: str) -> str:
    """The text with small letters where a line has a capital in most of its words: there, capitals tell nothing."""
    if "\n" not in text.rstrip() and "|" not in text:
        return text.lower() if _is_headline(text) else text
    return _LINE.sub(lambda line: line[0].lower() if _is_headline(line[0]) else line[0], text)


def _is_headline(line: str) -> bool:
    if len(_CAPITAL.findall(line, 0, _HEAD)) < 3 or len(line.lower()) != len(line):
        return False
    words = _NAMED.findall(line, 0, _HEAD)
    long = [word for word in words if len(word) > 3 or word.lower() in {"will", "may"}]
    return sum(1 for word in long if word[0].isupper()) > 0.7 * len(long)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """A sentence cut at its brackets, semicolons, cells and dashes, the pieces with their places in it."""
    inner = [(found[1], found.start(1)) for found in _BRACKET.finditer(text) if not _is_source(text, found)]
    text = _without(text, inner)
    position = 0
    for stop in (*_STOP.finditer(text), None):
        end = stop.start() if stop else len(text)
        yield from _at_dashes(text[position:end], position)
        position = end + 1
    yield from inner


def _is_source(text: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket says at the end whose report it is."""
    return _SOURCE.fullmatch(bracket[1]) is not None and not re.search(r"\w", text[bracket.end() :])


def _without(text: str, inner: list[tuple[str, int]]) -> str:
    made, position = "", 0
    for piece, start in inner:
        made += text[position : start - 1] + " " * (len(piece) + 2)
        position = start + len(piece) + 1
    return made + text[position:]


def _at_dashes(text: str, offset: int) -> Iterator[tuple[str, int]]:
    """A stretch cut at its dashes, except where a pair of them or the one at the end does what commas do."""
    dashes = [found.span() for found in _DASH.finditer(text)]
    if len(dashes) == 1:
        tail = text[dashes[0][1] :].rstrip(" \n.")
        if _SOURCE.fullmatch(tail):
            yield text, offset
            return
        as_commas = _SAYS.fullmatch(tail) is not None
    else:
        as_commas = len(dashes) == 2
    position = 0
    for start, end in dashes:
        if as_commas:
            text = text[:start] + ",".ljust(end - start) + text[end:]
        else:
            yield text[position:start], offset + position
            position = end
    yield text[position:], offset + position


def source_at_end(text: str) -> bool:
    """Whether a clause ends with whose report it is: `... (USGS, 12 January).`, `... – USGS.`"""
    text = text.rstrip(" \n.")
    if text.endswith(")"):
        return _SOURCE.fullmatch(text[text.rfind("(") + 1 : -1]) is not None
    dash = max(text.rfind(" – "), text.rfind(" — "), text.rfind(" - "))
    return dash > 0 and _SOURCE.fullmatch(text[dash + 3 :]) is not None
