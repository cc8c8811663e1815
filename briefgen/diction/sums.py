"""Totals of a sentence that are not the sum of the parts told behind them: `41 people, 30 men and 12 women`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefgen.diction.numbers import Amount, amounts
from briefgen.diction.sentences import sentences
from briefgen.late import regex

_PART = (
    r"(?:about |some |around |nearly |over |at least |more than |another |a )?(?:[0-9]|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|thir|fif|twenty|hundred|dozen)"
)
_LISTS = (re.compile(rf" and {_PART}").search, re.compile(rf"(?:[,:–—-] |—)(?:of whom |of them )?{_PART}").search)
_OPENED = tuple(re.compile(f"{before}{_PART}").search for before in (": ", r"\(", "(?:,| and) "))
"""What a list of parts has at least, quickly told."""
_TO_PARTS = regex(r"[^,:;.()]{0,60}?(?P<opener>:|,|\s[–-]|\s?—|\s\()\s*(?:of\s+whom\s+|of\s+them\s+)?")
_NEXT = regex(r"[^,:;.()]{0,50}?(?:,\s*(?:and\s+)?|\s+and\s+)")
_CLOSED = regex(r"[^,:;()]{0,60}?\)")
_RESUMED = regex(r"[^,:;()—]{0,60}?(?:,\s+(?:was|were|is|are|have|has|had|died)\b|\s[–-]\s|\s?—)")
"""Where a list that commas or dashes set off ends, and the sentence goes on."""
_END = regex(r"[^,:;()]{0,60}?[\s\x1f]*(?:[.;!?]?[\s\x1f]*$|;)")
_OPEN = regex(
    r"\b(?:includ\w*|among|amongst|such\s+as|mostly|most|mainly|half|others?|rest|unidentified|unknown|plus|compared|than"
    r"|against|versus|earlier|later|before|after|then|while)\b",
    re.IGNORECASE,
)
_SUMMED = regex(r"\b(?:total\s+of|in\s+all|altogether|sum\s+of)\s*$", re.IGNORECASE)
_STATES = frozenset(
    ("dead", "killed", "deaths", "death", "lives", "fatalities", "wounded", "injured", "missing", "displaced")
)
_AGES = frozenset(("men", "women", "boys", "boy", "girls", "girl", "children", "child", "adults", "adult"))
_HOLDS = {"adults": {"men", "women"}, "children": {"boys", "girls", "boy", "girl"}}
_ARMED = (
    r"soldiers?|troops|fighters?|officers?|police\w*|guards?|militants?|insurgents?|rebels?|attackers?|defenders?"
    r"|combatants?"
)
_ANYBODY = r"people|persons?|casualt\w+|victims?"
_PEOPLE = regex(
    r"(?:\s+(?:more|[a-z]+(?:an|ian|ish|ese|i)|civil|armed|young|old|other))?\s+"
    rf"(?P<noun>(?P<anybody>{_ANYBODY})|(?P<armed>{_ARMED})|{'|'.join(sorted(_STATES | _AGES))}|civilians?|prisoners?"
    r"|detainees?|members?|staff|passengers?|residents?|workers?|students?|pupils?|patients?|medics?|nurses?|doctors?"
    r"|journalists?|refugees?|migrants?|returnees|families|of)\b",
)
_IN_ALL_BEHIND = regex(r"(?:\s+[a-z]+){0,2}?\s+(?:in\s+all|in\s+total|altogether|all\s+told)\b")
_IN_ALL_BEFORE = regex(r"\b(?:total\s+of|in\s+all|altogether)\s*$", re.IGNORECASE)
_TO_TOTAL = regex(
    r"[^,:;.()]{0,50}?(?:,|:|;|\s[–-]|\s?—)\s*(?:(?:and|or|for|making|in\s+all|altogether|an?\s+total\s+of)\s+){0,3}"
)

_MOST = 250
"""Numbers of a sentence that are looked at: no prose has more."""


class Sum(NamedTuple):
    """A total and its parts, from the first to the last of them, and what the parts come to."""

    start: int
    end: int
    total: Amount
    low: float
    high: float


def wrong_sums(text: str) -> Iterator[Sum]:
    """Totals whose parts, listed right behind them to the end of the sentence, come to something else.

    Only sure cases: behind `a total of`, a colon, or people of whom the parts are kinds that come close to the total.
    Where a list is open (`including`, `most`, `others`) its parts need not make up the total.
    """
    if not _may_list(text, 0, len(text)):
        return
    for start, end in sentences(text):
        if not _may_list(text, start, end):
            continue
        read = [amount for amount in islice(amounts(text, start, end), _MOST) if not amount.share]
        index = 0
        while index < len(read) - 2:
            parts = _parts(text, read[index], read[index + 1 :], end)
            found = _wrong(text, start, read[index], parts) if parts else _wrong_last(text, start, read, index + 2)
            if found:
                yield found
                break
            index += len(parts) or 1  # what is a part of one total is none itself


def _may_list(text: str, start: int, end: int) -> bool:
    joined, listed = _LISTS
    told, bracketed, more = _OPENED
    if joined(text, start, end) and listed(text, start, end):
        return True
    return bool((told(text, start, end) or bracketed(text, start, end)) and more(text, start, end))


def _parts(text: str, total: Amount, read: Sequence[Amount], end: int) -> Sequence[Amount]:
    """The amounts of a list behind a total, all of them to the end of its sentence; none where it is no list."""
    if len(read) < 2 or not (opened := _TO_PARTS.fullmatch(text, total.end, read[0].start)):
        return ()
    opener = opened["opener"].strip()
    closes = (_CLOSED,) if opener == "(" else (_END,) if opener == ":" else (_END, _RESUMED)
    count = 1
    while count < len(read) and _NEXT.fullmatch(text, read[count - 1].end, read[count].start):
        count += 1
        if text[read[count - 2].end : read[count - 1].start].rstrip().endswith("and"):
            break
    else:
        if count < 2 or opener == ",":
            return ()
    return read[:count] if any(each.match(text, read[count - 1].end, end) for each in closes) else ()


def _wrong(text: str, start: int, total: Amount, parts: Sequence[Amount]) -> Sum | None:
    last, between = parts[-1], text[total.end : parts[0].start]
    if _OPEN.search(text, total.end, min(len(text), last.end + 40)) or any(part.vague for part in (total, *parts)):
        return None
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    if any(part.low > total.high for part in parts) or (low <= total.high and total.low <= high):
        return None
    joined = text[parts[-2].end : last.start].rstrip().endswith("and")
    summed = _SUMMED.search(text, start, total.start) or (joined and ":" in between)
    whole = not re.search(r"\b(?:of|from|among)\b", between)  # else it is one itself
    people = [_PEOPLE.match(text, each.end) for each in (total, *parts)]
    kinds = [each for each in people if each]
    if len(kinds) == len(people) and not summed and not _hold(kinds[0], kinds[1:], between):
        return None
    sure = (whole and len(kinds) == len(people)) or not joined or "(" in between
    close = 0.8 * total.low <= low and (total.high == float("inf") or high <= 1.2 * total.high)
    of_all = _OF_ALL.search(text, start, total.start) and _are_all(text, parts)
    return Sum(total.start, last.end, total, low, high) if summed or of_all or (sure and close) else None


def _hold(total: re.Match[str], parts: Sequence[re.Match[str]], between: str) -> bool:
    """Whether people of one kind can be those of others: not men of women, nor the dead of the wounded.

    Soldiers of whom men are told next stand in a list with them, unless a colon, a bracket or a dash comes between.
    """
    noun, nouns = total["noun"], {part["noun"] for part in parts} - {"of"}
    if total["anybody"] or nouns <= {noun}:
        return True
    if noun in _STATES:
        return nouns.isdisjoint(_STATES)
    if noun in _AGES:
        return nouns <= _HOLDS.get(noun, set())
    return nouns <= _AGES | _STATES and (not total["armed"] or "," not in between)


def _wrong_last(text: str, start: int, read: Sequence[Amount], index: int) -> Sum | None:
    """A total behind its parts that is not their sum: `30 men and 12 women, 41 people in all`."""
    total = read[index]
    behind = _IN_ALL_BEHIND.match(text, total.end)
    if not (behind or _IN_ALL_BEFORE.search(text, start, total.start)):
        return None
    if not _TO_TOTAL.fullmatch(text, read[index - 1].end, total.start):
        return None
    first = index - 1
    while first and _NEXT.fullmatch(text, read[first - 1].end, read[first].start):
        first -= 1
    parts, end = read[first:index], behind.end() if behind else total.end
    if len(parts) < 2 or not all(_PEOPLE.match(text, each.end) for each in parts):
        return None
    if _OPEN.search(text, parts[0].start, end) or any(each.vague for each in (total, *parts)):
        return None
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    close = 0.8 * total.low <= low and high <= 1.2 * total.high
    return (
        Sum(parts[0].start, end, total, low, high) if close and not (low <= total.high and total.low <= high) else None
    )


def _are_all(text: str, parts: Sequence[Amount]) -> bool:
    """Whether the kinds that parts are said to be leave nobody out: `30 were men and 12 were women`."""
    kinds = {found[1] for part in parts if (found := _KIND.match(text, part.end))}
    return any(each <= kinds for each in _ALL_KINDS)


_OF_ALL = regex(r"\bof\s+(?:the|those|these|all)\s+$", re.IGNORECASE)
_KIND = regex(r"\s+(?:were|are|was)\s+(\w+)")
_ALL_KINDS = (
    {"men", "women"}, {"male", "female"}, {"males", "females"}, {"boys", "girls"}, {"adults", "children"},
    {"civilians", "combatants"}, {"civilians", "soldiers"}, {"civilians", "fighters"},
)  # fmt: skip
