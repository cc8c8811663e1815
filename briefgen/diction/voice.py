"""Whose words a clause is in: which stretches of it somebody else answers for.

What follows a verb of saying or thinking that has a subject is its subject's, up to where the desk goes on in its own
voice: a relative clause or an apposition that ends the sentence, a new main clause. `According to`, `in the view of`,
an aside such as `, the ministry said,` and a source at the end answer for what stands before them too.

A verb with a clause behind it (`said the dam may fail`) reports all of it. One with a thing behind it (`announced
elections that will be rigged`) reports the thing: what a relative clause adds is the desk's again, and after verbs
that do something rather than describe (`confirmed its disastrous retreat`), so is what the thing is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.diction.clauses import source_at_end
from briefgen.diction.phrases import WORD
from briefgen.diction.reporting import Reporting
from briefgen.diction.resuming import clause_ahead, fenced, new_clause, resumes, resumes_after_aside, resumes_after_name
from briefgen.late import regex

_ALL_OF_IT = regex(
    r"\b(?:according\s+to|in\s+(?:the\s+)?(?:(?:[\w'-]+\s+){0,4}[\w-]+(?:'s|s')|his|her|their|its|the)\s+(?:own\s+)?"
    r"(?:view|opinion|judgement|judgment|words|assessment|estimation|estimate|account|eyes|telling|version)"
    r"|in\s+the\s+(?:view|opinion|judgement|judgment|words|assessment|estimation|eyes)\s+of"
    r"|(?:as|so)\s+[\w'-]+(?:\s+[\w'-]+){0,4}\s+(?:put|puts|phrased|see|sees|saw|calls|call|called)\s+it"
    r"|by\s+(?:[\w'-]+\s+){0,3}(?:[\w-]+(?:'s|s')|his|her|their|its)\s+(?:own\s+)?(?:account|count|reckoning|estimate|admission)"
    r"|(?:did|does|do|would)\s+not\s+rule\s+out|quoted\s+(?:as\s+)?saying|citing|on\s+the\s+(?:evidence|word|authority)\s+of"
    r"|in\s+(?:a|the)\s+words?\s+of)\b|(?:(?<=,\s)|^)per\s+(?!cent\b|capita\b|day\b|week\b|month\b|year\b|person\b)(?=\w)",
    re.IGNORECASE,
)
_NEW_VOICE = regex(r".*,\s+(?:and|but|while|whereas|yet)\s+", re.IGNORECASE | re.DOTALL)
_OWN = regex(r"\b(?:we|i|our|us)(?:\s+\w+ly)?\s*$", re.IGNORECASE)
_NOT_FINITE = regex(
    r"\b(?:to|be|is|are|was|were|been|being|am|it'?s|isn't|wasn't|aren't|weren't)(?:\s+\w+ly|\s+also|\s+not|\s+now)?\s*$",
    re.IGNORECASE,
)
_CLAUSE_WORD = regex(
    r"(?:\s+(?:\w+ly|also|later|again|only|in\s+\w+|on\s+\w+))?\s*(?:,?\s+(?:that\b(?!\s+(?:will|would|may|might|could|can"
    r"|should|is|are|was|were|has|have|had)\b)|(?:whether|how|what|why|who|when|where|if)\b)|:)",
    re.IGNORECASE,
)
_ASIDE_AFTER = regex(
    r"\s*(?:[.!?\x1f]*$|[,.)-]|(?:in|on|at|to|from|during|after|before|through|via|late|early|earlier|later|when|by|"
    r"yesterday|today|reporters|parliament|residents|journalists|mon|tues|wednes|thurs|fri|satur|sun)\w*\b"
    r"(?![^,]*\b(?:will|would|may|might|could|should|is|are|was|were|has|had)\b))",
    re.IGNORECASE,
)
_HEARER = regex(r"\s+(?!an?\s)(?:[\w'.-]+\s*){1,4}(?:[,.]|$)")
_INVERTED = regex(r"\s+(?:[\w'.-]+\s*){1,9}")
_FINITE = regex(r"\b(?:will|would|may|might|could|is|are|was|were|had|has|that|should)\b")
_LINKS = frozenset({"which", "who", "whose", "where", "that", "and", "but", "so", "when", "as", "while"})
_NOUN = regex(r"\s+(?:to|for|from|of|on|in|about|at|by|and|were|was|are|is)\b")
_OBJECT = regex(r"\s+(?:the|an?|it|them|him|her|this|that|these|those|its|his|their|such|[A-Z\x1f]|\w+ly\b)")
_NOTHING = regex(r"\s+(?:nothing|little|so|no\s+more|as\s+much|goodbye|much)\b(?!\s+(?:of|more)\b)")
_TOLD_OF = regex(r"\s+(?!an?\s)(?:[\w'-]+\s+){1,4}(?:of|about)\b")
_FINITE_NEXT = (
    r"\s+(?:\w+ly\s+|also\s+|now\s+|still\s+)?"
    r"(?:will|would|may|might|could|can|should|must|is|are|was|were|has|have|had)\b"
)
_RELATIVE = regex(rf"\s(?:that{_FINITE_NEXT}|(?:which|who|whose|where)\b)")
_NEAR = regex(rf"(?:\s+[\w'-]+){{0,5}}?\s+(?:that\b(?!{_FINITE_NEXT})|whether\b|how\b)|\s*:")
_THAT_CLAUSE = regex(rf"[^,]*?\sthat\b(?!{_FINITE_NEXT})")
_WHETHER = regex(r"\bwhether\b[^,]*", re.IGNORECASE)
_PREFIX = regex(r"[\s#*>_-]*([^:,;]{2,70}):(?=\s)")


class Voice(NamedTuple):
    """A stretch that somebody else answers for; not `all_of_it`, where only what happened is theirs, not its praise."""

    start: int
    end: int
    all_of_it: bool = True


def attributed(text: str, reporting: Reporting) -> list[Voice]:
    """The stretches of a clause, its quotations blanked out, that somebody other than the desk answers for."""
    if source_at_end(text):
        return [Voice(0, len(text))]
    return [
        *_from_holders(text, reporting),
        *_from_verbs(text, reporting),
        *(Voice(*found.span(), all_of_it=False) for found in _WHETHER.finditer(text)),
    ]


def _from_holders(text: str, reporting: Reporting) -> Iterator[Voice]:
    """What `according to` somebody, a document or a name before a colon answers for."""
    for found in _ALL_OF_IT.finditer(text):
        before = _NEW_VOICE.match(text, 0, found.start())
        start = found.start() if before and before.end() == found.start() else 0
        front = not text[: start or found.start()].strip(" \n-*_#>\x1f") or start > 0
        yield Voice(start, resumes_after_name(text, found.end()) if front else resumes_after_aside(text, found.end()))
    for found in reporting.documents.finditer(text):
        yield Voice(found.start(), resumes(text, found.end()))
    if ":" in text and (prefix := _PREFIX.match(text)) and reporting.speaks(prefix[1]):
        yield Voice(prefix.end(), resumes(text, prefix.end()))


def _from_verbs(text: str, reporting: Reporting) -> Iterator[Voice]:
    for word in WORD.finditer(text):
        form = word[0].lower()
        if form not in reporting.forms:
            continue
        if _is_aside(text, word.start(), word.end(), form, reporting):
            yield Voice(0, resumes_after_aside(text, word.end()))
        elif voice := _reported(text, word.start(), word.end(), form, reporting):
            start = word.end() if form in _STORIES else word.start()
            yield voice._replace(start=start, end=min(voice.end, fenced(text, word.start(), word.end())))


_STORIES = frozenset({"tell", "tells", "told", "telling"})
"""Verbs that can be the conclusion themselves: `that tells a different story`."""


def _is_aside(text: str, verb: int, after: int, form: str, reporting: Reporting) -> bool:
    """Whether a verb stands in an aside: `, the ministry said,` or `, said the mayor.`"""
    if form not in reporting.clause and form not in reporting.aside:
        return False
    comma = text.rfind(",", 0, verb)
    subject = text[comma + 1 : verb]
    if comma < 0 or _OWN.search(subject) or _NOT_FINITE.search(subject):
        return False
    rest = text[after:]
    if not subject.strip():  # inverted: `, said the mayor.`
        inverted = form in {"said", "says", "wrote", "added", "reported", "warned"}
        return inverted and _INVERTED.fullmatch(rest) is not None and not _FINITE.search(rest)
    words = subject.split()
    if words[0].lower() in _LINKS:
        return words[0].lower() == "as"
    hearer = form in _STORIES and _HEARER.match(rest) is not None
    return len(words) <= 9 and (hearer or _ASIDE_AFTER.match(rest) is not None)


_NEARBY = 80
"""Characters before a verb in which its subject is looked for."""


def _reported(text: str, verb: int, after: int, form: str, reporting: Reporting) -> Voice | None:
    """What a verb reports; None where it reports nothing."""
    before = text[max(0, verb - _NEARBY) : verb]
    told = _CLAUSE_WORD.match(text, after) is not None
    passive = _NOT_FINITE.search(before) is not None
    heard = form in _OF_HEARERS and (told or clause_ahead(text, after))
    if (passive and not heard) or _is_participle(before, text[after:], form):
        return None
    if not before.strip() and not form.endswith("ing") and form not in _OF_HEARERS:
        return None
    if _OWN.search(before) or reporting.is_noun(before, form) or _NOTHING.match(text, after):
        return None
    if form in reporting.naming:
        noun = _NOUN.match(text, after) or (form.endswith("s") and not _OBJECT.match(text, after))
        return None if noun else _thing(text, after)
    as_noun = form.endswith("ing") and not told and not before.rstrip().endswith((",", "and", " as"))
    if as_noun:  # `the ruling`
        return None
    if form in reporting.clause or (form in reporting.that and reporting.has_subject(before, form)):
        said = told or form not in reporting.things or text.startswith(" to ", after)
        if said or clause_ahead(text, after) or _THAT_CLAUSE.match(text, after):
            return Voice(verb, resumes(text, after))
        return _thing(text, after, described=form not in reporting.acts or _TOLD_OF.match(text, after) is not None)
    if form in reporting.that and (told or (form not in _HELD and _NEAR.match(text, after))):
        return Voice(verb, resumes(text, after))
    return None


_OF_HEARERS = frozenset({"told", "informed", "warned", "assured", "reminded", "asked", "advised", "notified"})
"""Verbs whose passive tells what somebody heard, and that begin a sentence: `were told that`, `Asked whether`."""


_HELD = frozenset({"held", "holds", "hold"})
"""They report before `that` alone: `held the hill that day`."""


def _thing(text: str, after: int, *, described: bool = True) -> Voice:
    """What a verb with a thing behind it reports: the thing, without what a relative clause or a new clause adds."""
    end = min(resumes(text, after), new_clause(text, after))
    relative = _RELATIVE.search(text, after, end)
    return Voice(after, relative.start() if relative else end, described)


def _is_participle(before: str, rest: str, form: str) -> bool:
    """Whether a form in -ed stands for a passive: `a claim rejected by the army`, `the strike, announced in May,`."""
    if not form.endswith(("ed", "en", "told", "found", "known", "heard")) or form in _NEVER_PASSIVE:
        return False
    if re.match(r"\s+(?:\w+ly\s+)?(?:by|to be|to have)\b", rest):
        return bool(before.strip())
    return (
        before.rstrip().endswith(",")
        and re.match(r"\s+(?:in|on|at|by|to|from|as|with|during|of|only)\b", rest) is not None
    )


_NEVER_PASSIVE = frozenset(
    {"argued", "insisted", "complained", "replied", "responded", "commented", "remarked", "boasted", "joked",
     "testified", "added", "agreed", "hoped", "speculated", "wondered", "cautioned", "vowed", "pledged"}
)  # fmt: skip
