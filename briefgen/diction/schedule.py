"""Whether what will be stands in a calendar: what is scheduled has to be the subject, and not only stand beside it."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from briefgen.diction.phrases import WORD
from briefgen.diction.searching import Hit
from briefgen.late import regex

DATED = regex(
    r"\b(?:\d{1,2}(?::\d\d|\s*[ap]\.?m\b)|(?:on|at|from|by|until|till|in|after|before|for|to)\s+(?:\w+\s+)?(?:\d+|mid-?|noon|midnight"
    r"|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|oct|nov|dec)\b"
    r"|\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|in\s+(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:hour|day|week|fortnight|month|year)s?\b"
    r"|immediately afterwards|tomorrow|next\s+(?:week|month|year|mon|tue|wed|thu|fri|sat|sun)\w*"
    r"|(?:this|every|each)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
"""A date or a time."""


def is_entry(text: str, entry: Hit, events: Set[str]) -> bool:
    """Whether an entry of a calendar is its subject's, which is an event where it has to be one."""
    if _MAY_FAIL.search(text, entry.start, entry.end) and _OUTCOME.match(text, entry.end):
        return False
    word = WORD.match(text, entry.start)
    first = word[0].lower() if word else ""
    if first == "and":
        return _begins_with_event(text[: entry.start], events)
    if joined := _AND_WILL.search(text, entry.start, entry.end):
        return _begins_with_event(text[: joined.start()], events)
    return first not in events or _is_head(text[: entry.start])


def _is_head(before: str) -> bool:
    """Whether the noun behind this part of a clause is the head of a subject, and no part of what is said about it."""
    before = _TIME_AHEAD.sub("", _BOUNDARY.split(before)[-1])
    words = before.lower().split()
    if not _RELATIVE.isdisjoint(words[:-1]):
        return False
    position = len(words)
    while position and words[position - 1] not in _BEFORE_NOUN:
        position -= 1
    if any(
        _is_verb(word) and noun not in _DEGREES and not noun.endswith("ly") for noun, word in pairwise(words[position:])
    ):
        return False
    if position and words[position - 1] in _DETERMINERS:
        position -= 1
    if not position:
        return True
    last, of_what = words[position - 1], words[position - 2] if position > 1 else ""
    if last == "of":
        return of_what in _PART
    return last not in _PREPOSITIONS and not last.endswith("ing") and not _is_verb(last)


def _begins_with_event(before: str, events: Set[str]) -> bool:
    """Whether an event is the subject of all that is said in the part of a clause before `and will`."""
    before = _BETWEEN.sub("between ", before.rstrip(" ,"))
    if _BOUNDARY.search(before):
        return False
    words = [word[0].lower() for word in WORD.finditer(_TIME_AHEAD.sub("", before))]
    determined = bool(words) and words[0] in _DETERMINERS
    words = words[determined:]
    for place, (word, following) in enumerate(pairwise(words[:5])):
        if word in _BEFORE_NOUN or _is_verb(word):
            return False
        if word in events and _is_verb(following):
            return True
        if word in events and following in _PREPOSITIONS:
            return place < 2 and (determined or place == 0 or words[0] in events)
    return False


def _is_verb(word: str) -> bool:
    return word in _VERBS or word.endswith("ed")


_MAY_FAIL = regex(r"\b(?:end|finish|conclude|close|meet)\b", re.IGNORECASE)
_OUTCOME = regex(
    r"\s+(?:(?:in|with|on|the|an?|total|complete|utter)\s+){0,3}(?:disaster|chaos|failure|defeat|collapse|violence|bloodshed"
    r"|stalemate|deadlock|victory|disgrace|ruin|battle|battlefield)\b",
    re.IGNORECASE,
)
"""How something ends, which no calendar knows: `will end in chaos`."""
_BETWEEN = regex(r"\bbetween\s+\S+\s+and\s", re.IGNORECASE)
_AND_WILL = regex(r"\sand\s+(?:will|would|shall|may|might|could|can|should|must)\b", re.IGNORECASE)
_DEGREES = frozenset({"twice", "once", "long", "first", "second", "third", "more", "much", "yet", "just"})
_TIME_AHEAD = regex(
    r"^\W*(?:on|at|from|by|until|in|after|before|for|since)\s+(?:(?:the|early|late|about)\s+)?"
    r"(?:\d[\d:.]*|noon|midnight|mon\w*|tues\w*|wednes\w*|thurs\w*|fri\w*|satur\w*|sun\w*|january|february|march|april|may"
    r"|june|july|august|september|october|november|december)"
    r"(?:\s+(?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4}))?,?\s+",
    re.IGNORECASE,
)
"""When something is to be, ahead of the subject: `On 1 July the school will reopen`."""
_BOUNDARY = regex(
    r"[,;:]\s|\s(?:and(?!\s+\d)|or|but|so|yet|while|whereas|because|although|though|when|after\s+which)\s",
    re.IGNORECASE,
)
"""Where another subject may begin."""
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these", "those", "all", "some",
     "most", "many", "both", "each", "every", "no", "another", "several", "few", "two", "three", "four", "five",
     "six", "ten"}
)  # fmt: skip
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "where"})
_PREPOSITIONS = frozenset(
    {"of", "in", "on", "at", "to", "for", "from", "by", "with", "without", "between", "among", "near", "behind",
     "under", "over", "against", "inside", "outside", "around", "about", "along", "across", "through",
     "throughout", "beside", "off", "during", "before", "after", "since", "until", "within", "into", "onto",
     "beyond", "above", "below", "than", "as"}
)  # fmt: skip
_BEFORE_NOUN = _DETERMINERS | _PREPOSITIONS | _RELATIVE
_PART = frozenset(
    {"lanes", "series", "number", "hundreds", "thousands", "dozens", "all", "most", "some", "many", "half",
     "rest", "part", "each", "one", "both", "two", "three", "none", "any", "day", "days", "week", "round",
     "rounds", "start", "opening", "beginning", "end", "percent", "cent", "third", "quarter", "majority", "group"}
)  # fmt: skip
"""Of what these are, they are a part or a number of: `hundreds of flights`."""
_VERBS = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "began", "begins", "begin", "starts", "start", "opens",
     "open", "closes", "close", "ends", "end", "took", "takes", "take", "came", "comes", "went", "goes", "ran",
     "runs", "run", "met", "meets", "sat", "sits", "left", "leaves", "broke", "fell", "rose", "lasts", "applies",
     "apply", "covers", "held", "cut", "drew", "gave", "made", "saw", "brought", "stood", "stopped", "won",
     "lost", "hit", "set", "got", "put", "kept", "led", "heard", "spoke", "sent", "shut", "became", "grew", "lay"}
)  # fmt: skip
