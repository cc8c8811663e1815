"""What the text of a judgement commits to, held against the likelihood of its record."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from briefgen.diagnostics import Finding, warning
from briefgen.diction import sentences
from briefgen.model import Dossier, Judgement, Role
from briefgen.rules.chances import chances_in
from briefgen.rules.judgement import judgements
from briefgen.rules.terms import said_in, terms_in, unquoted
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
    the middle; what only compares (*no more likely than before*) names none.

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
        said = [*said_in(words.text, scale)] if stated else []
        if stated and said and not any(each.fits(stated) for each in said):
            found, denial = said[0].match, "not " if said[0].denied else ""
            yield Finding(
                words.part(*found.span()),
                f"the text says `{denial}{found[0]}`, and `likelihood:` says {stated.words[0]}",
                "correct one of the two",
            )


@warning
def two_likelihoods(dossier: Dossier) -> Iterator[Finding]:
    """The text of a judgement states two likelihoods.

    A record has one likelihood, which a page shows beside its text, and which is scored. With two in the text a reader
    cannot tell of which it is; of the other nobody will ever ask how it came out. Each is a judgement of its own. What
    another party holds likely, put in quotation marks, is not the desk's.

    Bad:

        assessments:
          - {id: holds, text: "The grid will {likely} hold; the line is {very unlikely} to.", likelihood: likely}

    Good:

        assessments:
          - {id: holds, text: "The grid will {likely} hold.", likelihood: likely}
          - {id: line-holds, text: "The line is {very unlikely} to hold.", likelihood: very-unlikely}
    """
    scale = dossier.project.scale
    for judgement in judgements(dossier):
        found = terms_in(judgement.text, scale)
        other = next((match for match in found[1:] if scale.named(match[0]) is not scale.named(found[0][0])), None)
        if other is not None:
            yield Finding(
                judgement.at("text").within(judgement.text, *other.span()),
                f"the text says `{found[0][0]}` and `{other[0]}`, and a judgement has one likelihood",
                "make two judgements of it, or leave one of the two out",
            )


@warning
def certainty_beyond_likelihood(dossier: Dossier) -> Iterator[Finding]:
    """The text of a judgement is certain, and its likelihood is not.

    "The grid will hold" beside a likelihood of 60 per cent says two things; a hurried reader keeps the first. What is
    certain in a sentence without a term of the scale is found, unless the text names the record's own step elsewhere.

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
    if any(said.fits(stated) for said in said_in(text, scale)) or _CERTAIN.search(open_text) is None:
        return None
    if next(chances_in(text), None) is not None:
        return None
    measured = [match.start() for match in terms_in(text, scale)]
    for start, end in sentences(text):
        found = _CERTAIN.search(open_text, start, end)
        if found and bisect_left(measured, start) == bisect_left(measured, end):
            return found.span()
    return None


def _texts(dossier: Dossier) -> Iterator[tuple[Judgement, Words]]:
    """Every judgement and forecast with its own text, where that is English."""
    if dossier.project.language.partition("-")[0] == "en":
        for judgement in judgements(dossier):
            yield judgement, Words(judgement.at(), ("text",), Role.PROSE, judgement.text)


def _stated(judgement: Judgement, scale: Scale) -> Term | None:
    """The step of a scale that a judgement's own likelihood is on."""
    likelihood = judgement.likelihood
    if likelihood is None:
        return None
    if likelihood.term is not None:
        return scale.term(likelihood.term)
    return scale.at(((likelihood.low or 0) + (likelihood.high or 0)) / 2)
