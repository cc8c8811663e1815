"""Whose words a sentence is in: which stretches of it somebody else answers for.

A quotation is its speaker's. So is what follows a verb of saying or thinking that has a subject, up to where the desk
goes on in its own voice: a relative clause or an apposition that ends the sentence, a new main clause. `According to`,
`in the view of` and an aside such as `, the ministry said,` answer for all of the clause they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.diction.phrases import WORD
from briefgen.diction.quotes import Stretch

_SEMICOLON = re.compile(r";")
_ALL_OF_IT = re.compile(
    r"\b(?:according\s+to|in\s+(?:the\s+)?(?:(?:[\w'-]+\s+){0,4}[\w-]+(?:'s|s')|his|her|their|its|the)\s+(?:own\s+)?"
    r"(?:view|opinion|judgement|judgment|words|assessment|estimation|estimate|account|eyes|telling|version)"
    r"|in\s+the\s+(?:view|opinion|judgement|judgment|words|assessment|estimation|eyes)\s+of"
    r"|(?:as|so)\s+[\w'-]+(?:\s+[\w'-]+){0,4}\s+(?:put|puts|phrased|see|sees|saw|calls|call|called)\s+it"
    r"|by\s+(?:[\w'-]+\s+){0,3}(?:[\w-]+(?:'s|s')|his|her|their|its)\s+(?:own\s+)?(?:account|count|reckoning|estimate|admission)"
    r"|(?:did|does|do|would)\s+not\s+rule\s+out|quoted\s+(?:as\s+)?saying|citing|on\s+the\s+(?:evidence|word|authority)\s+of|in\s+(?:a|the)\s+words?\s+of)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:(?:tests?|analys[ie]s|autopsy|examination|inspection|survey|polls?|stud(?:y|ies)|model|report|audit|inquiry|review"
    r"|logs?|records|register|bulletin|census|footage|recording|swabs?|sequencing|scans?|minutes|documents?|files?)"
    r"\s+(?:[\w'-]+\s+){0,3}?(?:shows?|showed|found|finds|confirms?|confirmed|reveals?|revealed)"
    r"|(?:polls?|survey|stud(?:y|ies)|model|report|review|audit|inquiry|bulletin|projection)\s+(?:[\w'-]+\s+){0,2}?"
    r"(?:suggests?|suggested|indicates?|indicated))\b",
    re.IGNORECASE,
)
"""What a document shows or finds is its own."""
_OWN = re.compile(r"\b(?:we|i|our|us)$", re.IGNORECASE)
_NOT_FINITE = re.compile(
    r"\b(?:to|be|is|are|was|were|been|being|am|it'?s|isn't|wasn't|aren't|weren't)(?:\s+\w+ly|\s+also|\s+not|\s+now)?\s*$",
    re.IGNORECASE,
)
_CLAUSE_WORD = re.compile(
    r"(?:\s+(?:\w+ly|also|later|again|only|in\s+\w+|on\s+\w+))?\s*(?:,?\s+(?:that\b(?!\s+(?:will|would|may|might|could|can|should|is|are|was|were|has|have|had)\b)|(?:whether|how|what|why|who|when|where|if)\b)|:)",
    re.IGNORECASE,
)
_ASIDE_AFTER = re.compile(
    r"\s*(?:$|[,.)\u2013\u2014-]|(?:in|on|at|to|from|during|after|before|through|via|late|early|earlier|later|when|by|"
    r"yesterday|today|reporters|parliament|residents|journalists|mon|tues|wednes|thurs|fri|satur|sun)\w*\b"
    r"(?!.*\b(?:will|would|may|might|could|should|is|are|was|were|has|had)\b))",
    re.IGNORECASE,
)
_RESUMES = re.compile(
    r"\s*(?:and\s+|or\s+|but\s+)?(?:that|whether|will|would|may|might|could|can|should|must|is|are|was|were|has|have|had|do|does|did)\b",
    re.IGNORECASE,
)
_GOES_ALONE = re.compile(
    r"\s*(?:which|who|whose|where|(?:some|most|many|all|none|few|both|two|three|several|\d+)\s+of\s+(?:which|whom|them)"
    r"|(?:perhaps|possibly|probably|presumably|apparently|arguably|clearly|obviously|likely|conceivably|seemingly)\b"
    r"|(?:so|yet|although|though|whereas|hence|therefore|thus)\b"
    r"|(?:a|an|another|one|the|both|itself|the\s+only)\s+[\w' -]*\b(?:that|which|who|whose|of|for|in|to|\w+ed|\w+ing)\b"
    r"|(?:a|an)\s+[\w'-]+(?:\s+[\w'-]+){0,5}\s*$"
    r"|[a-z]+ing\s)",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(
    r"\s*(?:and|but|or)\s+(?!that\b)(?:[\w'%.-]+\s+){0,9}?(?:will|may|is|are|has|have|seems?|appears?|does|speaks?|suggests?|shows?"
    r"|points?|remains?|looks?|needs?|must)\b",
    re.IGNORECASE,
)
_SAME_SUBJECT = re.compile(r"\s+and\s+(?:will|may|might|could|is|are|has|have|seems?|appears?|should)\b", re.IGNORECASE)


_STORIES = frozenset({"tell", "tells", "told", "telling"})
"""Verbs that can be the conclusion themselves: `that tells a different story`."""


def clauses(text: str, start: int, end: int) -> Iterator[Stretch]:
    """A sentence cut at its semicolons: an attribution seldom reaches over one."""
    for found in _SEMICOLON.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def attributed(text: str, start: int, end: int, reporting: Mapping[str, frozenset[str]]) -> list[Stretch]:
    """The stretches of a clause, its quotations blanked out, that somebody other than the desk answers for."""
    if _ALL_OF_IT.search(text, start, end):
        return [(start, end)]
    found = [
        (each.start(), _until(text, each.end(), end, "", plain=False)) for each in _DOCUMENT.finditer(text, start, end)
    ]
    for word in WORD.finditer(text, start, end):
        form = word[0].lower()
        if not any(form in forms for forms in reporting.values()):
            continue
        if _is_aside(text, start, word.start(), word.end(), end, form, reporting):
            return [(start, end)]
        if reach := _reach(text, start, word.start(), word.end(), end, form, reporting):
            found.append((word.end() if form in _STORIES else word.start(), reach))
    return found


def _is_aside(
    text: str, start: int, verb: int, after: int, end: int, form: str, reporting: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a verb stands in an aside: `, the ministry said,` or `, said the mayor.`"""
    if form not in reporting["clause"] and form not in reporting["aside"]:
        return False
    comma = max(text.rfind(",", start, verb), text.rfind("–", start, verb))
    subject = text[comma + 1 : verb] if comma >= start else ""
    if comma < start or _OWN.search(subject.rstrip()) or _NOT_FINITE.search(subject):
        return False
    rest = text[after:end]
    if not subject.strip():  # inverted: `, said the mayor.`
        return form in {"said", "says", "wrote", "added", "reported", "warned"} and bool(
            re.fullmatch(r"\s+(?:[\w'’.-]+\s*){1,9}", rest)
            and not re.search(r"\b(?:will|would|may|might|could|is|are|was|were|had|has|that|should)\b", rest)
        )
    words = subject.split()
    if words[0].lower() in {"which", "who", "whose", "where", "that", "and", "but", "so", "when", "as", "while"}:
        return words[0].lower() == "as"
    return len(words) <= 9 and _ASIDE_AFTER.match(rest) is not None


def _reach(
    text: str, start: int, verb: int, after: int, end: int, form: str, reporting: Mapping[str, frozenset[str]]
) -> int | None:
    """How far the words that a verb reports go; None where it reports none."""
    before = text[start:verb]
    if _NOT_FINITE.search(before) or _is_participle(before, text[after:end], form):
        return None
    if not before.strip() and not form.endswith("ing"):
        return None
    if _OWN.search(re.sub(r"\s+\w+ly$", "", before.rstrip())):
        return None
    if form in reporting["naming"]:
        if re.match(r"\s+(?:to|for|from|of|on|in|about|at|by|and|were|was|are|is)\b", text[after:end]):
            return None  # a noun: `calls to the service`
        return _until(text, after, end, form, plain=False)
    told = _CLAUSE_WORD.match(text, after, end) is not None
    if form.endswith("ing") and not told and not before.rstrip().endswith((",", "and")):
        return None  # a noun: `the ruling`
    if form in reporting["clause"]:
        return _until(text, after, end, form, plain=not told)
    near = re.match(r"(?:\s+[\w'-]+){0,5}?\s+(?:that|whether|how)\b|\s*:", text[after:end]) if not told else True
    return _until(text, after, end, form, plain=False) if near and form in reporting["that"] else None


def _is_participle(before: str, rest: str, form: str) -> bool:
    """Whether a form in -ed stands for a passive: `a claim rejected by the army`, `the strike, announced in May,`."""
    if not form.endswith(("ed", "en", "told", "found", "known", "heard")) or form in _NEVER_PASSIVE:
        return False
    if re.match(r"\s+(?:\w+ly\s+)?(?:by|to be|to have)\b", rest):
        return True
    return (
        before.rstrip().endswith(",")
        and re.match(r"\s+(?:in|on|at|by|to|from|as|with|during|of|only)\b", rest) is not None
    )


_NEVER_PASSIVE = frozenset(
    {"argued", "insisted", "complained", "replied", "responded", "commented", "remarked", "boasted", "joked",
     "testified", "added", "agreed", "hoped", "speculated", "wondered", "cautioned", "vowed", "pledged"}
)  # fmt: skip


def _until(text: str, after: int, end: int, form: str, *, plain: bool) -> int:
    """Where reported words that begin at `after` end: at the comma behind which the desk goes on itself."""
    if plain and form in _TAKES_A_THING and (same := _SAME_SUBJECT.search(text, after, end)):
        end = same.start()
    comma = text.find(",", after, end)
    while comma >= 0:
        following = text.find(",", comma + 1, end)
        last = following < 0
        if _GOES_ALONE.match(text, comma + 1, end):
            if last or not _RESUMES.match(text, following + 1, end):
                return comma
        elif _NEW_CLAUSE.match(text, comma + 1, end):
            return comma
        comma = following
    return end


_TAKES_A_THING = frozenset(
    {"confirmed", "confirms", "announced", "announces", "reported", "denied", "acknowledged", "proposed", "admitted",
     "claimed", "ordered", "planned", "answered", "explained", "posted", "recalled", "quoted", "cited", "attributed"}
)  # fmt: skip
"""Verbs that report a thing as often as a clause: `confirmed receipt and will open an inquiry`."""
