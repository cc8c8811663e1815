"""Names beside an age under 18, in the many ways that news tells a child's age."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import chain

from briefgen.diction.persons import is_person, lands
from briefgen.late import regex

Stretch = tuple[int, int]

_UPPER = "A-ZÀ-ÖØ-ÞĆČĐĞİŁŚŠŞŽ"
_WORD = rf"(?:(?:al|el|an|ad|as|ash|ar|at|az|ul)-)?[{_UPPER}][^\W\d_]+(?:['’-][^\W\d_]+)*"
_LINKED = rf"\s+(?:(?:bin|ibn|bint|abu|umm|van|von|de|da|al|el)\s+)?{_WORD}"
_FULL = rf"(?:(?:[{_UPPER}]\.\s?){{1,2}}{_WORD}|{_WORD}(?:{_LINKED}|\s+[{_UPPER}]\.){{1,3}})"
_NAME = f"(?:{_FULL}|{_WORD})"
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_AGE = rf"(?:1[0-7]|[1-9]|(?i:{_NUMBER}))"
_CHILD = (
    "(?:boys?|girls?|child|children|sons?|daughters?|bab(?:y|ies)|toddlers?|infants?|pupils?|students?|schoolboys?"
    "|schoolgirls?|teenagers?|minors?|brothers?|sisters?|siblings?|cousins?|twins?|youngsters?|youths?)"
)
_OLD = rf"(?:{_AGE}[ -]years?[ -]old|(?:\d{{1,2}}|(?i:{_NUMBER}|eighteen|twenty))[ -](?:month|week|day)s?[ -]old)"
_SUFFERED = (
    r"\s+(?:(?:also|then|later)\s+)?(?:(?:was|were|is|had|has|have)\b|died|told|said|fled|lost|left|watched|saw|went|came|lives?|lived|survived"
    r"|remains?|disappeared|lay|fell|ran|hid|escaped|suffered|and\s+(?:his|her)\b|from\s|of\s|who\b)"
)
_END = r"(?=\s*[,.;:)!?–—]|\s+(?:and|when|while|in|on|at|last|this|years)\b|\s*$)"
_NAMED = r"(?:\s+[a-z]+){0,6}?\s+(?:named|identified|known|listed)(?:\s+[^\W\d_]+){0,5}?\s+as\s+"
_BEFELL = (
    r"(?:killed|murdered|slain|shot|stabbed|buried|wounded|injured|hurt|maimed|burned|crushed|drowned|trapped|abducted"
    r"|kidnapped|taken|seized|arrested|detained|jailed|beaten|tortured|raped|rescued|freed|released|pulled|recruited|conscripted|forced"
    r"|sold|married|orphaned|born|sent|asleep|sleeping|playing|dead|missing|among\s+the\s+(?:dead|killed|victims|wounded|injured|missing))"
)
"""What becomes of people, and of no town or body."""
_WAS = r"(?:was|were|is|are|has\s+been|have\s+been|had\s+been)\s+(?:(?:all|both|also|later|then|badly|never)\s+){0,2}"
_SAYS = (
    r"(?!\s+(?:(?:was|is|has|had|been|also|later|then)\s+){0,2}(?:said|says|told|tells|reported|reports|found|finds|shows?|showed|shown"
    r"|wrote|warned|added|noted|estimate[sd]?|recorded|ranked|informed|quoted|cited)\b)"
)
"""Who says it, and not whose age it is: `aged 9, Unicef said`."""
_LIVES = (
    rf"(?:\s+(?:(?:also|then|later|first)\s+)?(?:joined|became|married|wed|dropped\s+out|quit|enlisted|learn(?:ed|t)|fought"
    rf"|died|drowned|fled|lost|survived|disappeared|{_WAS}{_BEFELL})\b(?!\s+(?:its|their)\b))"
)
"""What a person does at an age, and hardly at an hour."""
_DOES = (
    rf"(?:{_LIVES}|\s+(?:(?:also|then|later|first)\s+)?(?:was|had|has\s+been|worked|started|began|dropped|took|moved|carried|picked|won|left"
    r"|went|came|lived|ran|hid|escaped|suffered|watched|saw|lay|and\s+(?:his|her))\b)"
)
_APART = r"(?=\s*[,;.):!?–—]|\s*$|\s+(?:from|who)\b|" + _DOES + ")"
_IS_NAMED = rf"(?:\s+(?:(?:named|called),?\s+)?|,\s+(?:named|called)\s+|,\s+(?=(?:{_NAME}){_APART}))"
"""What joins an age to a name behind it. Behind a comma, who says it may stand as well."""
_BESIDE = tuple(
    (regex(pattern), _OLD in pattern)
    for pattern in (
        rf"\b{_OLD},\s+(?P<name>{_WORD})(?=,)",
        rf"\b{_OLD}\s+(?:named|called)\s+(?P<name>{_WORD})",
        rf"\b{_OLD}(?:\s+{_CHILD})?{_IS_NAMED}(?P<name>{_FULL})",
        rf"\b{_OLD}\s+{_CHILD}{_IS_NAMED}(?P<name>{_WORD})",
        rf"\b{_OLD}\s+(?P<name>{_WORD})(?={_SUFFERED})",
        rf"\b{_OLD}(?:\s+{_CHILD})?{_NAMED}(?P<name>{_NAME})",
        rf"\b(?P<name>{_NAME}),?\s+\(?(?:(?:was|is|who|then|only|just|an?|the)\s+){{0,3}}{_OLD}(?=\s+{_CHILD}|\s*[,.;)]|\s*$)",
        rf"\b(?P<name>{_NAME}),?\s+\(?(?:(?:who\s+)?(?:was|is)(?:\s+(?:only|just|aged)){{0,2}}|aged?)\s+{_AGE}{_END}",
        rf"\b(?P<name>{_NAME}),?\s+(?:who\s+)?(?:(?:had|has|just|only|recently)\s+){{0,2}}(?:turned|turns|would\s+turn)\s+{_AGE}{_END}",
        rf"\b{_CHILD},?\s+(?P<name>{_NAME})(?:,\s*{_AGE}{_END}|\s+\({_AGE}\))",
        rf"\b(?P<name>{_NAME}),?\s+an?\s+{_CHILD}\s+(?:of|aged)\s+{_AGE}\b",
        rf"\b{_CHILD}(?:\s+of|,?\s+aged|,)\s+{_AGE},\s+(?:(?:named|called)\s+|(?=(?:{_NAME}){_APART}))(?P<name>{_NAME})",
        rf"\b{_CHILD}(?:\s+of|\s+aged|,)\s+{_AGE},?{_NAMED}(?P<name>{_NAME})",
        rf"\b(?P<name>{_FULL})(?:,\s+{_AGE}(?=\s*[,.;)]|\s+and\b|\s*$)|\s+\({_AGE}\))",
    )
)
"""A name and an age, as news tells of children: `Lina Haddad, 12, was killed`, `the boy, Sami (9)`.

Each with whether there is an `old` in it.
"""
_LATER = tuple(
    regex(pattern)
    for pattern in (
        rf"\b(?:[Aa]ged(?:\s+just|\s+only)?|[Aa]t\s+(?:the\s+)?age(?:\s+of)?|[Aa]t\s+(?:just|only))\s+{_AGE},?\s+(?P<name>{_NAME}){_SAYS}(?={_DOES})",
        rf"\b[Aa]t\s+1[3-7],\s+(?P<name>{_FULL}){_SAYS}(?={_DOES})",
        rf"\b[Aa]t\s+{_AGE},\s+(?P<name>{_FULL})(?={_LIVES})",
    )
)
"""A name behind an age that can be somebody else's, or an hour, or a rate: a person's where a person's verb follows.

Up to 12 hours are told without minutes, and much begins at an hour: `At 10, Anna Berg began`.
"""
_FORENAME = regex(rf"\b(?P<name>{_WORD})(?:,\s+{_AGE}(?=[,.;)]|\s+and\b)|\s+\({_AGE}\))(?P<does>,?(?={_SUFFERED}))?")
"""One word with an age behind it: a person where somebody does or suffers something, or people are told of beside."""
_LISTED = regex(rf"\b{_WORD},\s+{_AGE}(?:,?\s+(?:and\s+)?{_WORD},\s+{_AGE}){{1,9}},?(?={_SUFFERED})")
"""Several of these, of whom one thing is told: `Sami, 9, and Omar, 11, died`."""
_ALL_DID = regex(
    rf"\s+(?:(?:all|both|also|then|later)\s+)?(?:died|drowned|perished|fled|survived|disappeared|hid|escaped|watched|told|{_WAS}{_BEFELL})\b"
)
"""What people do and towns do not, of which a list can tell as well: `Renk, 12, and Juba, 4, were hit`."""
_IN_PLACE = regex(r"\b(?:in|at|near|from|outside|around)\s+(?:the\s+)?$", re.IGNORECASE)
_STOP = regex(r"[.!?;]\s")
_NO_FORENAME = regex(rf"\b[{_UPPER}]{{2,}}\b|['’]s$|s['’]$")
"""What no name has that a verb follows: a word all in capitals, a possessive."""
_DAY = r"(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2},\s+)?"
_IN_YEAR = rf"(?:\s+(?:in|on))?\s+(?:{_DAY})?(?P<year>(?:19|20)\d\d)\b"
_BORN_DOES = rf"(?:\s+(?:died|drowned|fled|disappeared|{_WAS}{_BEFELL})\b)"
_BORN = tuple(
    regex(pattern)
    for pattern in (
        rf"\b(?P<name>{_FULL}),?\s+who\s+(?:was|is)\s+born{_IN_YEAR}",
        rf"\b(?P<name>{_FULL}),?\s+\((?:born|b\.){_IN_YEAR}",
        rf"\b{_CHILD}(?:\s+(?:named|called))?,?\s+(?P<name>{_NAME}),?\s+(?:(?:was|is)\s+)?born{_IN_YEAR}",
        rf"\b(?P<name>{_FULL}),?\s+(?:(?:was|is)\s+)?an?\s+{_CHILD}\s+born{_IN_YEAR}",
        rf"\b(?P<name>{_FULL}),?\s+born{_IN_YEAR},?(?={_BORN_DOES})",
        rf"\bBorn{_IN_YEAR},\s+(?P<name>{_FULL})(?={_BORN_DOES})",
    )
)
"""A year of birth that is a person's: parties and firms are born too, and do much that people do."""
_GROWN = 18
_OF_PEOPLE = regex(
    rf"\b(?i:{_CHILD}|dead|killed|wounded|injured|victims?|missing|famil(?:y|ies)|mother|father|parents|named)\b"
)
_TOLD = regex(
    rf"[ (](?:1[0-7]|[1-9]|{_NUMBER})"
    r"(?:[,.;:)!?–—]|\s+(?:and(?!\s+\d)|when|while|in|on|at|last|this|years)\b|$)"
)
"""An age in digits or words with nothing behind it that it counts. Where `old` stands behind one, that is the sign."""
_REACH = 80
"""How many characters from an age the name may stand."""


_BEFORE = regex(r"(?:,|\(|\b(?:was|is|only|just|turn|turned|turns|of|[Aa]ged?|[Aa]t)) ?$")


def may_hold_age(text: str) -> bool:
    """Whether a text has an age, which is worth a closer look: most have none."""
    if _is_age_said(text) or _is_birth_told(text):
        return True
    return (_IN_DIGITS(text) or _is_in_words(text, _IN_WORDS)) and any(_ages(text))


_IN_DIGITS = re.compile(r"[ (](?:1[0-7]|[1-9])(?![\w%/-]|\.\d)").search
_IN_WORDS = tuple(
    (before, re.compile(rf"{before}(?:{_NUMBER})\b").search) for before in (", ", " of ", " was ", " is ", " turned ")
)
"""An age in words, by what stands before it. One by one: to look for plain words takes a small part of the time."""


def may_spell_age(text: str) -> bool:
    """Whether a text has an age in words, by the plainest signs: every text that has no digit is asked."""
    return _is_age_said(text) or _is_in_words(text, _IN_WORDS[:2])


def _is_in_words(text: str, signs: Sequence[tuple[str, Callable[[str], object]]]) -> bool:
    for before, search in signs:  # noqa: SIM110 - a generator takes twice the time
        if before in text and search(text):
            return True
    return False


def _is_age_said(text: str) -> bool:
    if "old" in text and ("-old" in text or " old" in text):
        return True
    return "Aged " in text or ("age" in text and ("aged " in text or " age " in text))


def _is_birth_told(text: str) -> bool:
    return ("orn " in text and ("born " in text or "Born " in text)) or "(b. " in text


def _ages(text: str) -> Iterator[Stretch]:
    """Where numbers stand that can be ages, by what is before and behind them."""
    for found in _TOLD.finditer(text):
        if _BEFORE.search(text, max(0, found.start() - 8), found.start() + 1):
            yield found.span()


def named_children(text: str, others: Container[str] = (), year: int | None = None) -> Iterator[Stretch]:
    """Where somebody under 18 is named beside their age, or the year of their birth, by the year of which a text tells.

    `others` are names of what is no person: towns, bodies.
    """
    told = bytearray(len(text))
    taken: list[Stretch] = []
    beside = chain.from_iterable(_beside(text, start, end) for start, end in _near_ages(text))
    for found in (*beside, *_born(text, year)):
        if told.find(1, found.start(), found.end()) < 0 and found["name"] not in others and is_person(found["name"]):
            told[found.start() : found.end()] = b"\1" * (found.end() - found.start())
            taken.append(found.span())
    yield from sorted(taken)


def _beside(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Names with an age beside in a stretch of a text, the surer ways of telling it first."""
    old = text.find("old", start, end) >= 0
    for pattern, takes_old in _BESIDE:
        if old or not takes_old:
            yield from pattern.finditer(text, start, end)
    for found in chain.from_iterable(pattern.finditer(text, start, end) for pattern in _LATER):
        if found["name"] not in lands() and not _NO_FORENAME.search(found["name"]):
            yield found
    listed = list(_LISTED.finditer(text, start, end))
    for found in _FORENAME.finditer(text, start, end):
        row = next((row for row in listed if row.start() <= found.start() and found.end() <= row.end()), None)
        if row is not None:
            if found["name"] not in lands() and _is_of_people(text, row):
                yield found
            continue
        near = text[max(0, found.start() - _REACH) : found.end() + _REACH]
        if found["name"] not in lands() and (found["does"] is not None or _OF_PEOPLE.search(near)):
            yield found


def _is_of_people(text: str, row: re.Match[str]) -> bool:
    """Whether a list of words with numbers is one of people: by what they did, or what they are called before it."""
    if _IN_PLACE.search(text, max(0, row.start() - 16), row.start()):
        return False
    before = text[max(0, row.start() - _REACH) : row.start()]
    return _ALL_DID.match(text, row.end()) is not None or _OF_PEOPLE.search(_STOP.split(before)[-1]) is not None


def _born(text: str, year: int | None) -> Iterator[re.Match[str]]:
    """Names beside a year of birth that makes them children in a year."""
    if year is not None and _is_birth_told(text):
        for found in chain.from_iterable(pattern.finditer(text) for pattern in _BORN):
            if 0 <= year - int(found["year"]) < _GROWN:
                yield found


def _near_ages(text: str) -> Iterator[Stretch]:
    """The stretches of a text that are near an age."""
    start = end = -1
    for first, last in sorted([*_ages(text), *(found.span() for found in _OLDS.finditer(text))]):
        if end < 0 or first - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, first - _REACH)
        end = min(len(text), last + _REACH)
    if end >= 0:
        yield start, end


_OLDS = regex(r"[- ]old\b|[Aa]ged |\b[Aa]ge (?:of )?(?=\w)")
