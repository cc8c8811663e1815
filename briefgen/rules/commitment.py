"""What the text of a judgement commits to, held against the likelihood of its record."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from briefgen.diagnostics import Finding, warning
from briefgen.diction import sentences
from briefgen.model import Dossier, Judgement, Role
from briefgen.rules.chances import Chance, chances_in
from briefgen.rules.judgement import judgements
from briefgen.rules.terms import Said, said_in, terms_in, unquoted
from briefgen.rules.texts import Words
from briefgen.scales import Scale, Term

_IS = r"(?:is|are|am|was|were|be|seems?|looks?|remains?)"
_VERB = r"(?!\s+(?:the|a|an|its?|his|her|their|our|this|that|these|those|by|[A-Z]))"
_CERTAIN = re.compile(
    r"\b(?:(?<!the )(?<!free )(?<!political )(?<!his )(?<!her )(?<!their )(?<!its )(?<!at )(?:will|shall)(?!-)|won[’']t"
    rf"|(?i:{_IS})\s+(?:(?i:quite|absolutely)\s+)?(?i:going|sure|bound|guaranteed|certain)\s+to\b{_VERB}"
    rf"|(?i:{_IS})\s+(?:(?i:quite|absolutely)\s+)?(?i:certain|sure)(?=\s+that|\s*[.;,]|\s*$)"
    r"|(?i:certainly|undoubtedly|definitely|inevitabl[ey]|unavoidabl[ey]|indisputably|assuredly|doubtless|surely)"
    r"|(?i:(?:without|beyond)\s+(?:a\s+|any\s+|all\s+)?doubt|no\s+doubt|little\s+doubt|for\s+certain)"
    r"|(?i:cannot|can[’']t|can\s+not)\s+(?i:fail|lose|but|be\s+(?:avoided|averted|stopped|prevented)))\b"
)


@warning
def term_against_likelihood(dossier: Dossier) -> Iterator[Finding]:
    """The text of a judgement names another likelihood than the record's own.

    One of the two is left from an earlier version. A page would print both. *Not likely* agrees with any step below
    the middle; what only compares (*no more likely than before*) names none. A chance stated as a number (*a 20 per
    cent chance*, *a probability of 0.2*) is held against the band of the record's step in the same way.

    Bad:

        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", likelihood: very-likely}

    Good:

        assessments:
          - {id: grid-holds, text: "The grid will {very likely} hold.", likelihood: very-likely}
    """
    scale = dossier.project.scale
    for judgement, words in _texts(dossier):
        stated = _stated(judgement, scale)
        said: list[Said | Chance] = [*said_in(words.text, scale), *_numbers(words.text, scale)] if stated else []
        if stated and said and not any(each.fits(stated) for each in said):
            first = min(said, key=lambda each: each.span)
            band = f" ({stated.low}-{stated.high} %)" if isinstance(first, Chance) else ""
            yield Finding(
                words.part(*first.span),
                f"the text says `{first.words}`, and `likelihood:` says {stated.words[0]}{band}",
                "correct one of the two",
            )


@warning
def two_likelihoods(dossier: Dossier) -> Iterator[Finding]:
    """The text of a judgement states two likelihoods.

    A record has one likelihood, which a page shows beside its text, and which is scored. With two in the text a reader
    cannot tell of which it is; of the other nobody will ever ask how it came out. Each is a judgement of its own. A
    chance stated as a number is one beside a term whose band it is not in; that something fails, at 30 per cent, is not
    another than that it holds, at 70. What another party holds likely, put in
    quotation marks, is not the desk's.

    Bad:

        assessments:
          - {id: holds, text: "The grid will {likely} hold; the line is {very unlikely} to.", likelihood: likely}

    Good:

        assessments:
          - {id: holds, text: "The grid will {likely} hold.", likelihood: likely}
          - {id: line-holds, text: "The line is {very unlikely} to hold.", likelihood: very-unlikely}
    """
    scale = dossier.project.scale
    for _, words in _own(dossier):
        found = sorted(_measures(words.text, scale), key=lambda each: each.span)
        other = next((each for each in found[1:] if _apart(found[0], each, scale)), None)
        if other is not None:
            yield Finding(
                words.part(*other.span),
                f"the text says `{found[0].words}` and `{other.words}`, and a judgement has one likelihood",
                "make two judgements of it, or leave one of the two out",
            )


@warning
def certainty_beyond_likelihood(dossier: Dossier) -> Iterator[Finding]:
    """The text of a judgement is certain, and its likelihood is not.

    "The grid will hold" beside a likelihood of 60 per cent says two things; a hurried reader keeps the first. What is
    certain in a sentence without a term of the scale or a chance in numbers is found, unless the text states the
    record's own step elsewhere.

    Bad:

        assessments:
          - {id: grid-holds, text: The grid will hold., likelihood: 0.6}

    Good:

        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", likelihood: 0.6}
    """
    scale = dossier.project.scale
    for judgement, words in _texts(dossier):
        stated = _stated(judgement, scale)
        if stated is None or stated.high >= 99 or stated.low <= 1:
            continue
        found = _unmeasured(words.text, stated, scale)
        if found is not None:
            yield Finding(
                words.part(*found),
                f"`{words.text[slice(*found)]}` is certain, and the likelihood is {stated.words[0]}",
                f"say it in the text: `{{{stated.words[0]}}}`",
            )


def _unmeasured(text: str, stated: Term, scale: Scale) -> tuple[int, int] | None:
    """Where a text is certain in a sentence without a step of the scale; None where it says elsewhere how likely."""
    open_text = unquoted(text)
    if _CERTAIN.search(open_text) is None:
        return None
    chances = [*chances_in(text)]
    if any(said.fits(stated) for said in said_in(text, scale)) or any(each.fits(stated) for each in chances):
        return None
    measured = sorted([*(match.start() for match in terms_in(text, scale)), *(each.span[0] for each in chances)])
    for start, end in sentences(text):
        found = _CERTAIN.search(open_text, start, end)
        if found and bisect_left(measured, start) == bisect_left(measured, end):
            return found.span()
    return None


def _numbers(text: str, scale: Scale) -> Iterator[Chance]:
    """The chances that a text states as numbers; what the scale has no term for is another rule's."""
    return (each for each in chances_in(text) if all(scale.at(end) is not None for end in each.ends))


def _measures(text: str, scale: Scale) -> Iterator[Said | Chance]:
    """How likely a text says something is, in the terms of a scale and in numbers; bounds may go with several."""
    for match in terms_in(text, scale):
        if (term := scale.named(match[0])) is not None:
            yield Said(term, match, denied=False)
    for chance in _numbers(text, scale):
        if not chance.bound and any(map(chance.fits, scale.terms)):
            yield chance


def _apart(one: Said | Chance, other: Said | Chance, scale: Scale) -> bool:
    """Whether two cannot be said of one likelihood."""
    if isinstance(one, Chance) and isinstance(other, Chance) and one.completes(other):
        return False
    return not any(one.fits(term) and other.fits(term) for term in scale.terms)


def _texts(dossier: Dossier) -> Iterator[tuple[Judgement, Words]]:
    """Every judgement and forecast with what it says itself, where that is English."""
    return _own(dossier) if dossier.project.language.partition("-")[0] == "en" else iter(())


def _own(dossier: Dossier) -> Iterator[tuple[Judgement, Words]]:
    """Every judgement and forecast with what it says itself: its text, and that in a line."""
    for judgement in judgements(dossier):
        for key in ("headline", "text"):
            if text := getattr(judgement, key, None):
                yield judgement, Words(judgement.at(), (key,), Role.PROSE, text)


def _stated(judgement: Judgement, scale: Scale) -> Term | None:
    """The step of a scale that a judgement's own likelihood is on."""
    likelihood = judgement.likelihood
    if likelihood is None:
        return None
    if likelihood.term is not None:
        return scale.term(likelihood.term)
    return scale.at(((likelihood.low or 0) + (likelihood.high or 0)) / 2)
