"""Whether a number in a text counts the same thing as a figure: `54 soldiers` and `soldiers-killed`.

Only what is sure is the same: the noun behind the number is the figure's own, or is left out where a verb says what
became of it, and where the figure says what became of what it counts, so does the clause. A number that something
narrows, `12 of them`, `six in one house`, `43 civilians` of people, counts a part: it can be too many, and not too few.
Of people to whom nothing has happened, `people-in-need`, the clause has to say what else the figure does.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from briefgen.diction.fates import BEFALLEN, FATES, KEEPS, LINKS, RELATIONS, STAYS, TOLL, WHO, stem
from briefgen.diction.measures import scaled, unit_of
from briefgen.diction.numbers import Amount
from briefgen.diction.phrases import WORD
from briefgen.diction.scopes import NEAR, is_of_another
from briefgen.late import regex

_ANYBODY = frozenset({"person", "individual", "human"})
_PLAIN = frozenset({"the", "new", "newly", "total"})
_NOTHING = (RELATIONS - {"without"}) | _ANYBODY | {"the", "a", "an"}
"""Words of the name of a figure that say nothing of the people it counts."""
_LASTING = frozenset({"since", "year", "month", "week", "war", "conflict"})
_WORDS_BEHIND = regex(r"(?:\s+[\w'’-]+){0,6}")
_PART_BEHIND = regex(r"\s+of\s+(?:the|those|these|them|whom|which|its|his|her|their|our)\b")
_PART_BEFORE = regex(
    r"\b(?:among(?:st)?|includ(?:ing|e|es|ed)|of\s+(?:them|those|these|whom|which)|counting|such\s+as)\b[^,;:]{0,60}$",
    re.IGNORECASE,
)
_PLACED = regex(
    r"\b(?:in|at|on|near|from|inside|outside)\s+(?:(?:just\s+|only\s+)?(?:one|another|each|every)\s+[a-z]"
    r"|an?\s+(?:single\s+)?(?:house|home|building|block|flat|apartment|famil|village|street|shelter|bus\b|car\b|room"
    r"|vehicle|school|hospital|ward\b|queue|cellar|basement|shop|market|caf))",
    re.IGNORECASE,
)
_LONE = regex(r"\b(?:when|as|while|by|near|at|in|on|after|who|whose|from)\b")
_NO_NOUN = regex(
    r"\s*(?:[.,:;!?)\u201d\"\x1f]|$|\s(?:in|on|at|and|by|near|across|over|since|during|as|so|when|overnight)\b)"
)
_LINK = regex(r"\s+(?:(?:was|were|have|has|had|been|are|is|being|reported|reportedly|confirmed|also)\s+)+")
_DOES = regex(r"\b(?P<verb>[a-z]+)\s+(?:(?:some|another|only|just|also|as|many)\s+){0,2}$", re.IGNORECASE)
_TOLLED = regex(
    r"\b(?:toll|number\s+of\s+(?P<what>[a-z]+(?:\s+[a-z]+){0,2}?)|(?P<bare>[a-z]+)(?=\s+(?:rose|fell|grew|climbed|stood|came"
    r"|increased)\b))\s+(?:[a-z]+\s+){0,4}(?:to|at|of|was|is|reached|passed|hit|topped|exceeded)\s+$",
    re.IGNORECASE,
)
_NEED = regex(r"\bin\s+(?:[a-z]+\s+)?need\b(?:\s+of\s+(?P<of>[a-z]+(?:[\s-]+[a-z]+){0,2}))?", re.IGNORECASE)
_HELP = frozenset({"help", "aid", "assistance", "support", "relief", "humanitarian", "protection"})
"""What people in need are in need of, whatever else that is."""
_OF_WHOM = regex(r"(?P<noun>[a-z]+)\s+(?:to|for|borne\s+by)\s+(?:(?:the|its|his|her|their|our)\s+)?(?P<whom>[a-z]+)")
_LABELLED = regex(
    r"(?P<what>[a-z]+(?:\s+[a-z]+){0,3}?)(?:\s*:|\s+(?:now\s+)?(?:number|numbered|total|totalled))\s+$", re.IGNORECASE
)
_LABELLING = (":", "number", "numbered", "total", "totalled")
"""What a number counts right before it, and how that ends: `People killed: 51`, `the dead numbered 51`."""


class Match(Enum):
    """How far an amount counts what a figure counts."""

    NOT = 0
    PART = 1
    SAME = 2


class Topic(NamedTuple):
    """What a figure counts: its nouns, what became of them, the words that may stand beside, and a unit of measure."""

    nouns: frozenset[str]
    fate: frozenset[str]
    beside: frozenset[str]
    unit: str
    signs: tuple[str, ...]
    """What a text that tells of this has one of, in small letters."""
    said: frozenset[str] = frozenset()
    """Of people of whom the figure says something else than their fate: the words that say it."""
    lasting: bool = False
    """Whether it counts over a long time: `killed-since-january`."""
    scale: int = 1
    """How much one of the figure stands for: a million of `million dollars`."""

    def may_be_in(self, text: str) -> bool:
        """Whether a text in small letters can tell of this at all: most tell of something else."""
        return any(map(text.__contains__, self.signs))

    def match(self, text: str, amount: Amount, start: int, end: int) -> Match:
        """How far an amount in the clause from `start` to `end` surely counts this."""
        if self.unit or amount.unit:
            return self._measured(text, amount, start, end)
        how = self._behind(text, amount, start, end)
        if how is Match.NOT or self._is_of_another(text, amount, start, end):
            return Match.NOT
        if amount.doubtful and amount.low == 1 and _LONE.search(text, amount.end, end):
            return Match.NOT  # the story of one
        before = text[max(start, amount.start - 90) : amount.start]
        part = _PART_BEHIND.match(text, amount.end, end) or _PART_BEFORE.search(before)
        return Match.PART if part or _PLACED.search(text, start, end) else how

    def _measured(self, text: str, amount: Amount, start: int, end: int) -> Match:
        """A measure is that of a figure where the clause has each word of its name."""
        told = {stem(word) for word in WORD.findall(text.lower(), start, end)}
        same = self.unit == amount.unit and self.beside <= told
        if not same or self._is_of_another(text, amount, start, end, end - start):
            return Match.NOT
        return Match.PART if self._is_of_some(text, start, end) else Match.SAME

    def _is_of_some(self, text: str, start: int, end: int) -> bool:
        """Whether a clause tells of what a measure is to some only: `the cost to insurers`."""
        told = _OF_WHOM.finditer(text.lower(), start, end)
        return any(stem(each["noun"]) in self.beside and stem(each["whom"]) not in self.beside for each in told)

    def _is_of_another(self, text: str, amount: Amount, start: int, end: int, near: int = NEAR) -> bool:
        return is_of_another(text, (amount.start, amount.end), (start, end), lasting=self.lasting, near=near)

    def _behind(self, text: str, amount: Amount, start: int, end: int) -> Match:
        """Whether a noun of this is the first that comes, whole or narrowed, or is left out beside a verb."""
        anybody = self.nouns <= _ANYBODY
        if "need" in self.said and self._is_in_need_of_more(text, amount, start, end):
            return Match.NOT
        if self._is_tolled(text, amount, start) or (anybody and self._is_left_out(text, amount, end)):
            return Match.SAME
        if self.said and self._is_said_of_some(text, amount, end):
            return Match.PART
        behind = _WORDS_BEHIND.match(text, amount.end, end)
        narrowed = 0
        for word in behind[0].lower().split() if behind else ():
            noun = stem(word)
            if self.said and (noun in _ANYBODY or (anybody and noun in WHO)):
                how = self._is_said(text, amount, start, end)
                return Match.PART if how is Match.SAME and (narrowed or noun in WHO) else how
            if noun in self.nouns or (anybody and word in self.fate):
                how = Match.PART if narrowed else Match.SAME
                return how if self._is_told(text, amount, start, end) else Match.NOT
            if anybody and noun in WHO:
                return Match.PART if self._is_told(text, amount, start, end) else Match.NOT
            if noun in self.beside or (word == "of" and not narrowed):
                continue
            narrowed += 1
            if narrowed > 2 or word.endswith("s") or word in RELATIONS or word in BEFALLEN:
                return Match.NOT
        return Match.NOT

    def _is_tolled(self, text: str, amount: Amount, start: int) -> bool:
        """Whether what an amount counts stands before it: `the number of cases rose to 43`, `a toll of 43`."""
        if amount.doubtful:
            return False
        told = _TOLLED.search(text, max(start, amount.start - 90), amount.start)
        if told is None:
            return self._is_labelled(text, amount, start)
        words = (told["what"] or told["bare"] or TOLL).lower().split()
        if self.said and told["what"] and self.said <= set(map(stem, told[0].lower().split())):
            return True
        of_these = not self.nouns <= _ANYBODY and stem(words[-1]) in self.nouns and len(words) == 1
        return of_these or (self.nouns <= _ANYBODY and not self.fate.isdisjoint(words))

    def _is_labelled(self, text: str, amount: Amount, start: int) -> bool:
        """Whether what stands right before an amount says all that the figure does: `houses destroyed: 43`."""
        if not text[max(start, amount.start - 12) : amount.start].rstrip().endswith(_LABELLING):
            return False
        label = _LABELLED.search(text, max(start, amount.start - 60), amount.start)
        if label is None or not _NO_NOUN.match(text, amount.end):
            return False
        words = label["what"].lower().split()
        stems = set(map(stem, words))
        if self.said:
            return self.said <= stems
        known = all(word in self.fate or stem(word) in self.nouns | self.beside for word in words)
        named = self.nouns <= _ANYBODY or not stems.isdisjoint(self.nouns)
        return known and named and (not self.fate or not self.fate.isdisjoint(words))

    def _is_left_out(self, text: str, amount: Amount, end: int) -> bool:
        """Whether a verb beside says what became of people who are not named: `killed 43`, `43 were killed`."""
        if amount.doubtful and amount.low > 1:
            return False
        does = _DOES.search(text, max(0, amount.start - 40), amount.start)
        if does and does["verb"].lower() in self.fate and _NO_NOUN.match(text, amount.end, end):
            return not amount.doubtful or amount.low == 0
        linked = _LINK.match(text, amount.end, end)
        word = WORD.match(text, linked.end(), end) if linked else None
        return word is not None and word[0] in self.fate and (not amount.doubtful or amount.low == 0)

    def _is_said_of_some(self, text: str, amount: Amount, end: int) -> bool:
        """Whether a verb beside says of people who are not named what the figure does: `9,000 are in need`."""
        linked = None if amount.doubtful else _LINK.match(text, amount.end, end)
        words = _WORDS_BEHIND.match(text, linked.end() - 1, end) if linked else None
        return words is not None and self.said <= set(map(stem, words[0].lower().split()))

    def _is_in_need_of_more(self, text: str, amount: Amount, start: int, end: int) -> bool:
        """Whether the clause says what people are in need of, and the figure does not: `in need of water`."""
        before = [*_NEED.finditer(text, start, amount.start)][-1:]
        told = _NEED.search(text, amount.end, end) or next(iter(before), None)
        words = WORD.findall(told["of"].lower()) if told and told["of"] else []
        return bool(words) and (self.said | _HELP).isdisjoint(map(stem, words))

    def _is_said(self, text: str, amount: Amount, start: int, end: int) -> Match:
        """How far the clause says of the people that an amount counts what the figure says of its own.

        Of some of them it tells where it goes on to say what they do, and of others where something else is done.
        """
        before = {stem(word) for word in WORD.findall(text.lower(), start, amount.start)}
        behind = WORD.findall(text.lower(), amount.end, end)
        told = [stem(word) for word in behind]
        noun = next((at for at, word in enumerate(told) if word in _ANYBODY or word in WHO), 0)
        does = _DOES.search(text, max(start, amount.start - 40), amount.start)
        verb = does["verb"].lower() if does else ""
        done = verb not in KEEPS and (verb in BEFALLEN or verb.endswith("ed"))
        if done or not self.said <= before.union(told):
            return Match.NOT
        rest = [word for word in behind[noun + 1 :] if word not in LINKS and not word.endswith("ly")]
        if rest and not (rest[0] in RELATIONS or rest[0] in STAYS or stem(rest[0]) in self.said):
            return Match.NOT
        last = max((at for at, word in enumerate(told) if word in self.said), default=noun)
        more = behind[max(last, noun) + 1 :]
        goes_on = verb[-1:] == "s" and verb not in KEEPS | LINKS | RELATIONS
        goes_on |= any(word in LINKS or word in BEFALLEN or word[-2:] == "ed" for word in more if word not in STAYS)
        return Match.PART if goes_on else Match.SAME

    def _is_told(self, text: str, amount: Amount, start: int, end: int) -> bool:
        """Whether the clause says that what the figure tells of became of what the amount counts."""
        if not self.fate:
            return not self.nouns <= _ANYBODY
        does = _DOES.search(text, max(start, amount.start - 40), amount.start)
        if does and does["verb"].lower() in BEFALLEN:
            return does["verb"].lower() in self.fate
        told = [word.lower() for word in WORD.findall(text, start, end)]
        return not self.fate.isdisjoint(told)


@lru_cache(maxsize=4096)
def topic(what: str, unit: str | None) -> Topic:
    """What a figure counts, by its name and its unit: `army-soldiers-crossed-the-border` in `soldiers`."""
    core = _head(what.split("-"))
    unit, scale = scaled(unit or "")
    lasting = not _LASTING.isdisjoint(what.split("-"))
    measured = unit_of(unit.partition(" of ")[0]) or next((each for each in map(unit_of, core) if each), "")
    if measured:
        names = {stem(word) for word in what.split("-") if not unit_of(word)} - RELATIONS - {"the", "a", "an"}
        signs = tuple(sorted(names)[:1]) or ((measured,) if measured == "magnitude" else ())
        return Topic(
            frozenset(), frozenset(), frozenset(names), measured, tuple(map(_sign, signs)), lasting=lasting, scale=scale
        )
    fate = next((forms for word in core for forms in FATES if word in forms), frozenset[str]())
    done = [word for word in core if word in fate or (not fate and (word.endswith("ed") or word in BEFALLEN))]
    nouns = [word for word in core if word not in done and word not in {"the", "a", "an"}]
    measure = _head(WORD.findall(unit.lower().partition(",")[0]))
    heads = {stem(words[-1]) for words in (nouns, measure) if words}
    counted = frozenset(heads - _ANYBODY) or _ANYBODY
    fate = fate or frozenset(done)
    beside = frozenset(map(stem, (*nouns, *measure, *done))) | _PLAIN
    of_people = not fate and not _ANYBODY.isdisjoint(heads.union(map(stem, nouns[:1])) if heads else _ANYBODY)
    said = frozenset(map(stem, what.split("-"))) - _NOTHING if of_people else frozenset()
    if not counted <= _ANYBODY:
        signs = tuple(map(_sign, counted))
    else:
        signs = (_sign(max(said, key=len)),) if said else (*fate, "toll")
    return Topic(counted, fate, beside, "", tuple(sorted(signs)), said, lasting, scale)


def names_its_happening(what: str) -> bool:
    """Whether the name of a figure says which happening it counts in: `killed-in-the-storm`."""
    return not RELATIONS.isdisjoint(what.split("-"))


def _head(words: list[str]) -> list[str]:
    """The words up to the first that says where, when or whose."""
    stop = next((index for index, word in enumerate(words) if word in RELATIONS), len(words))
    return words[:stop]


def _sign(noun: str) -> str:
    """The letters that the singular and the plural of a noun begin with."""
    return noun[:-2] if noun.endswith(("man", "fe")) else noun.removesuffix("y")
