"""Where reported words end: at the place from which the desk goes on in its own voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from briefgen.late import regex

_FINITE = (
    r"(?:will|would|may|might|could|can|should|must|is|are|was|were|has|have|had|do|does|did|'ll|won't|isn't|aren't)"
)
_ANY_FINITE = regex(rf"\b{_FINITE}\b", re.IGNORECASE)
_RESUMES = regex(
    r"\s*(?:and\s+|or\s+|but\s+)?(?:that|whether|will|would|may|might|could|can|should|must|is|are|was|were|has|have|had"
    r"|do|does|did)\b",
    re.IGNORECASE,
)
_GOES_ALONE = regex(
    r"\s*(?:which|who|whose|where|(?:some|most|many|all|none|few|both|two|three|several|\d+)\s+of\s+(?:which|whom|them)"
    r"|(?:perhaps|possibly|probably|presumably|apparently|arguably|clearly|obviously|likely|conceivably|seemingly)\b"
    r"|(?:so|yet|although|though|whereas|hence|therefore|thus)\b"
    r"|[a-z]+ing\s)",
    re.IGNORECASE,
)
_APPOSITION = regex(
    r"\s*(?:(?:a|an|another|one|the|both|itself|the\s+only)\s+[\w' -]*"
    r"\b(?:that|which|who|whose|of|for|in|to|\w+ed|\w+ing)\b"
    r"|(?:a|an)\s+[\w'-]+(?:\s+[\w'-]+){0,5}\s*[.!?]*\s*$)",
    re.IGNORECASE,
)
_PRESENT = (
    r"(?:will|may|is|are|has|have|seems?|appears?|does|speaks?|suggests?|shows?|points?|remains?|looks?|needs?|must)"
)
_NEW_CLAUSE = regex(rf"\s*(?:and|but|or)\s+(?!that\b)(?:[\w'%.-]+\s+){{0,9}}?{_PRESENT}\b", re.IGNORECASE)
_BUT = regex(rf"\s*(?:but|yet)\s+(?!that\b)(?:[\w'%.-]+\s+){{1,9}}?{_FINITE}\b", re.IGNORECASE)
_AGAINST = regex(r"\s*(?:which|although|though|but|yet|so)\b", re.IGNORECASE)
_SAME_SUBJECT = regex(
    r"\s+(?:and|but)\s+(?:(?:\w+ly|also|now|still)\s+)?(?:will|may|might|could|is|are|has|have|seems?|appears?|should)\b",
    re.IGNORECASE,
)
_NEW_SUBJECT = regex(
    r"\s+(?:and|but)\s+(?:the|a|an|this|these|those|it|its|they|their|he|his|she|her|more|many|some|most|all|others?|"
    rf"another|no|\d+)\b(?:\s+[\w'%-]+){{0,6}}?\s+{_FINITE}\b",
    re.IGNORECASE,
)
_RELATIVE = regex(r"\s+(?:that|which|who|whose|where|when|while|if|because|after|before|as|amid|in\s+which)\b")
_OPENS = regex(r"\s*(?:who|which|whom|whose|where)\b", re.IGNORECASE)
_LIST = regex(r"\s*(?:and\s+|or\s+|but\s+)?(?:that|whether)\b", re.IGNORECASE)
_NO_SENTENCE = regex(
    r"\s*(?:that|whether|in|on|at|to|by|with|for|from|of|and|or|but|which|who|where|as|because|if|\w+ing)\b",
    re.IGNORECASE,
)
_SUBORDINATE = regex(
    r"\W*(?:unlike|despite|contrary|having|although|though|while|whereas|since|because|after|before|when|once|until|given|"
    r"amid|notwithstanding|if|unless|asked|told|warned|informed|that)\b",
    re.IGNORECASE,
)


def resumes(text: str, after: int) -> int:
    """Where words reported from `after` on end: at the comma behind which the desk goes on itself."""
    commas = _resumptions(text)
    index = bisect_left(commas, after)
    return commas[index] if index < len(commas) else len(text)


@lru_cache(maxsize=8)  # every verb of a clause asks
def _resumptions(text: str) -> list[int]:
    found: list[int] = []
    comma = text.find(",")
    while comma >= 0:
        following = text.find(",", comma + 1)
        if _goes_alone(text, comma + 1, following):
            if following < 0 or not _RESUMES.match(text, following + 1):
                found.append(comma)
        elif _NEW_CLAUSE.match(text, comma + 1):
            found.append(comma)
        comma = following
    return found


def resumes_after_aside(text: str, after: int) -> int:
    """The same behind an aside: what `and` adds is still its speaker's, up to what goes alone behind a later comma.

    `The road may close, the mayor said on Monday, and it may stay so, which will anger people`
    """
    comma = text.find(",", after)
    if comma < 0:
        return len(text)
    return comma if _AGAINST.match(text, comma + 1) else resumes(text, comma + 1)


def resumes_after_name(text: str, after: int) -> int:
    """The same, where a name stands first: `According to the mayor, a tall man, the dam may fail, but it is old.`

    What goes alone behind the first comma may be about the name, and the sentence begins behind a later one.
    """
    first = comma = text.find(",", after)
    while comma >= 0:
        following = text.find(",", comma + 1)
        alone = _GOES_ALONE.match(text, comma + 1) if comma == first else _goes_alone(text, comma + 1, following)
        if (following < 0 and alone) or _NEW_CLAUSE.match(text, comma + 1) or _BUT.match(text, comma + 1):
            return comma
        comma = following
    return len(text)


def _goes_alone(text: str, start: int, end: int) -> bool:
    """Whether what follows a comma, up to the next, is said of what was before it: a relative clause, an apposition."""
    if _GOES_ALONE.match(text, start):
        return True
    end = len(text) if end < 0 else end
    return _APPOSITION.match(text, start, end) is not None and not _is_clause(text, start, end)


def _is_clause(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a verb of its own, before any relative clause."""
    verb = _ANY_FINITE.search(text, start, end)
    return verb is not None and not _RELATIVE.search(text, start, verb.start())


def clause_ahead(text: str, after: int) -> bool:
    """Whether a clause follows a verb of saying (`confirmed it had failed`), not a thing (`confirmed the loss`)."""
    end = text.find(",", after)
    end = len(text) if end < 0 else end
    return _is_clause(text, after, min(end, new_clause(text, after)))


def new_clause(text: str, after: int) -> int:
    """Where a new clause begins behind a thing: `confirmed three deaths and more will follow`."""
    starts = [found.start() for pattern in (_SAME_SUBJECT, _NEW_SUBJECT) if (found := pattern.search(text, after))]
    return min(starts, default=len(text))


def fenced(text: str, verb: int, after: int) -> int:
    """How far the words that a verb reports can go: to the end of a clause that stands inside or before another.

    `The president, who said he would stay, will flee`; `When asked if it may fail, he left`.
    """
    comma = text.rfind(",", 0, verb)
    inside = _OPENS.match(text, comma + 1) if comma >= 0 else _SUBORDINATE.match(text)
    if not inside:
        return len(text)
    goes_on = _LIST if comma >= 0 else _NO_SENTENCE
    end = text.find(",", after)
    while end >= 0 and goes_on.match(text, end + 1):
        end = text.find(",", end + 1)
    return end if end >= 0 else len(text)
