"""Words by which a number is not of the happening that a text is about: of another one, of another time, or denied."""

from __future__ import annotations

import re

from briefgen.late import regex

NEAR, _DENIED_NEAR = 60, 120
"""How many characters before a number such words are looked for, and words that deny it."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_HAPPENING = (
    r"(?:strike|attack|raid|blast|explosion|bombing|shelling|incident|clash|crash|storm|quake|earthquake|fire|wave"
    r"|outbreak|flood|shooting|assault|landslide|aftershock|case)"
)
_PART_OF_DAY = (
    r"(?:noon|midday|mid-?morning|mid-?afternoon|midnight|dawn|daybreak|dusk|nightfall|sunrise|sunset|morning|afternoon"
    r"|evening|lunchtime|then\b|that\s+time|\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\b|GMT|UTC|o['’]clock|local|hours|hrs)"
    r"|\d{1,2}:\d\d)"
)
_WAR = r"(?:war|conflict|insurgency|genocide|pandemic|epidemic)"
_LONG = (
    r"(?:fighting|war|conflict|hostilities|clashes|violence|unrest|uprising|offensive|protests?|siege|campaign|invasion"
    r"|occupation|insurgency|cease-?fire|truce|blockade|crisis)"
)
_COUNT = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|thousand)"
_OTHER = regex(
    r"\b(?:would|could|might|(?-i:may)|if|unless|plan\w*|expect\w*|fear\w*|at\s+first|earlier|initial\w*|previous\w*|another"
    r"|others?|else|further|additional\w*|not|no|neither|(?<!more )(?<!less )(?<!fewer )than|instead|capacity|up\s+from"
    r"|down\s+from|(?:years?|months?|weeks?)\s+(?:ago|before)|last\s+(?:year|month|week)"
    rf"|separately|(?:a|the)\s+separate|elsewhere|(?:a|the)\s+(?:second|third|later|subsequent|similar)\s+(?:[a-z]+\s+)?{_HAPPENING}"
    r"|(?:the|a)\s+(?:day|night|morning|evening)\s+(?:before|after|later)|the\s+(?:next|following)\s+(?:day|night|morning)"
    rf"|(?:by|until|as\s+of)\s+(?:(?:the|that|about|around|early|late)\s+){{0,2}}{_PART_OF_DAY}|in\s+the\s+(?:19|20)\d0s"
    r"|(?<!in )(?<!within )(?<!over )(?<!for )(?<!after )(?<!half )(?:a|per|each|every)\s+(?:day|night|week|month|year)"
    r"|on\s+average|(?:days?|weeks?|months?)\s+later|in\s+the\s+first\s+(?:\w+\s+)?(?:minutes?|hours?|days?|weeks?)"
    r"|by\s+(?-i:[A-Z][a-z]+day)|can\s+(?:hold|house|host|take|seat|shelter|accommodate|feed|treat)"
    r"|memorials?|monuments?|commemorat\w*|anniversary|cenotaph|on\s+trial|trial\s+of"
    r"|(?:convict\w*|guilty|acquitted|sentenced|jailed|imprisoned|indicted|charged)\s+(?:[a-z]+\s+){0,3}?(?:of|for|with|over)\s+"
    r"(?:[a-z]+\s+){0,3}?(?:kill|murder|manslaughter|death|bomb|attack|massacre|shoot|shot|terror|crime|genocide|slay)[a-z]*)\b",
    re.IGNORECASE,
)
_LASTING = regex(
    rf"\bsince\s+(?:(?:about|early|mid|late|last)[\s-]+)?(?:(?-i:{_MONTH})\b|\d|(?-i:[A-Z][a-z]+day)\b|yesterday|last\b|then\b"
    r"|the\s+(?:start|beginning|end|turn|outbreak)\s+of\s+(?:the|this|last)\s+(?:\w+\s+)?(?:year|month|week|war|conflict|century|season))"
    rf"|\bsince\s+(?:the\s+)?(?:[a-z]+\s+){{0,2}}?{_LONG}\b"
    rf"|\b{_WAR}(?:\s+(?:has|had|have))?(?:\s+(?:already|now|so\s+far))?\s+(?:[a-z]+ed|cost|left)\b"
    r"|\b(?:this|that)\s+(?:week|month|year|season)\b|\b(?:in|during)\s+the\s+(?:\w+\s+)?(?:war|conflict)\b"
    r"|\b(?:in|over|during|for)\s+the\s+(?:past|last)\s+(?:\w+\s+)?(?:months|years?|decades?)\b"
    r"|\b(?:in|over|for|within)\s+(?:[\w-]+\s+(?:of\s+)?)?(?:years|decades)\b",
    re.IGNORECASE,
)
"""A time longer than that of one happening."""
_COMPARED = regex(
    rf"\b(?:{_COUNT}\s+(?:in|out\s+of)(?:\s+every)?|since(?:\s+(?:the|some|about|nearly|over|at\s+least|more\s+than))?)\s+$"
    r"|\b(?:worst|deadliest|bloodiest|biggest|largest|most)\b[^,;.]{0,60}\bsince\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
_COMPARED_BEHIND = regex(
    rf"\s+(?:in|out\s+of)\s+(?:every\s+)?(?!(?:19|20)\d\d\b){_COUNT}(?![\w.,]*\d)\b(?!\s+(?!civilians|soldiers|residents|victims)[a-z]+(?:s|am|pm)\b)",
    re.IGNORECASE,
)
"""A part of so many, `1 in 5`, or what was the last to be so bad: `the worst since 202 people were killed`."""
_DENIED = regex(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|refut\w*|disput\w*|dismiss\w*|disprov\w*|debunk\w*)\s+(?:[a-z]+\s+){0,3}?"
    r"(?:that|claims?|reports?|allegations?|accusations?|figures?|numbers?|rumou?rs?|tolls?|statements?|having|[a-z]+ing)\b"
    r"|\b(?:false|untrue|wrong)(?:ly)?\b",
    re.IGNORECASE,
)
_DENIED_BEHIND = regex(
    r"\b(?:is|are|was|were|as|been)\s+(?:denied|rejected|refuted|dismissed|false|untrue|wrong|fabricated|baseless)\b"
    r"|\b(?:fake|lies|propaganda|disinformation|hoax)\b"
    r"|\bwhich\s+[^,;]{0,40}\b(?:den(?:y|ies|ied)|rejects?|rejected|disputes?|disputed)\b",
    re.IGNORECASE,
)


def is_of_another(
    text: str, number: tuple[int, int], clause: tuple[int, int], *, lasting: bool = False, near: int = NEAR
) -> bool:
    """Whether a clause says of a number in it that it is of something else than what its text is about.

    What is `lasting` is counted over a long time itself: `killed-since-january`.
    """
    (first, last), (start, end) = number, clause
    around = text[max(start, first - near) : first] + text[last:end]
    if _OTHER.search(around) or (not lasting and _LASTING.search(around)):
        return True
    if _COMPARED.search(text, max(start, first - NEAR - _DENIED_NEAR), first) or _COMPARED_BEHIND.match(
        text, last, end
    ):
        return True
    denied = _DENIED.search(text, max(start, first - _DENIED_NEAR), first)
    return denied is not None or _DENIED_BEHIND.search(text, last, end) is not None
