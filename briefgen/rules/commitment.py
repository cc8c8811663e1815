"""What the text of a judgement commits to, held against the likelihood of its record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.diagnostics import Finding, warning
from briefgen.model import Dossier, Judgement
from briefgen.rules.judgement import judgements
from briefgen.rules.terms import terms_in, unquoted
from briefgen.scales import Scale, Term

_POSSIBLE = re.compile(
    r"\b(?:it\s+is\s+(?:\w+\s+)?possible|is\s+possible|possibly|(?:cannot|can't|can\s+not)\s+(?:be\s+)?(?:ruled?|excluded?)(?:\s+out)?|conceivabl[ey])\b",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"\b(?:will|won't|certainly|undoubtedly|definitely|inevitably|inevitable|without\s+doubt|is\s+certain)\b"
)


@warning
def term_against_likelihood(dossier: Dossier) -> Iterator[Finding]:
    """The text of a judgement names another likelihood than the record's own.

    One of the two is left from an earlier version. A page would print both.

    Bad:

        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", likelihood: very-likely}

    Good:

        assessments:
          - {id: grid-holds, text: "The grid will {very likely} hold.", likelihood: very-likely}
    """
    scale = dossier.project.scale
    for judgement in judgements(dossier):
        stated = _stated(judgement, scale)
        found = [(term, match) for match in terms_in(judgement.text, scale) if (term := scale.named(match[0]))]
        if stated and found and all(term is not stated for term, _ in found):
            _, match = found[0]
            yield Finding(
                judgement.at("text").within(judgement.text, *match.span()),
                f"the text says `{match[0]}`, and `likelihood:` says {stated.words[0]}",
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
def bare_possibility(dossier: Dossier) -> Iterator[Finding]:
    """A judgement measures by *possible* or *cannot be ruled out* alone.

    Nearly everything is possible. Such words commit to nothing, and readers have taken them for anything between five
    and seventy per cent.

    Bad:

        assessments:
          - {id: grid-fails, text: It is possible that the grid fails.}

    Good:

        assessments:
          - {id: grid-fails, text: The grid is unlikely to fail., likelihood: unlikely}
    """
    scale = dossier.project.scale
    for judgement in judgements(dossier):
        found = _POSSIBLE.search(unquoted(judgement.text))
        if found and not terms_in(judgement.text, scale):
            yield Finding(
                judgement.at("text").within(judgement.text, *found.span()),
                f"`{found[0]}` is the only measure in this text",
                f"use a term of the scale: {', '.join(term.words[0] for term in scale.terms)}",
            )


@warning
def certainty_beyond_likelihood(dossier: Dossier) -> Iterator[Finding]:
    """The text of a judgement is certain, and its likelihood is not.

    "The grid will hold" beside a likelihood of 60 per cent says two things; a hurried reader keeps the first.

    Bad:

        assessments:
          - {id: grid-holds, text: The grid will hold., likelihood: 0.6}

    Good:

        assessments:
          - {id: grid-holds, text: "The grid will {likely} hold.", likelihood: 0.6}
    """
    scale = dossier.project.scale
    for judgement in judgements(dossier):
        stated = _stated(judgement, scale)
        if stated is None or stated.high >= 99 or stated.low <= 1:
            continue
        found = _CERTAIN.search(unquoted(judgement.text))
        if found and not terms_in(judgement.text, scale):
            yield Finding(
                judgement.at("text").within(judgement.text, *found.span()),
                f"`{found[0]}` is certain, and the likelihood is {stated.words[0]}",
                f"say it in the text: `{{{stated.words[0]}}}`",
            )


def _stated(judgement: Judgement, scale: Scale) -> Term | None:
    """The step of a scale that a judgement's own likelihood is on."""
    likelihood = judgement.likelihood
    if likelihood is None:
        return None
    if likelihood.term is not None:
        return scale.term(likelihood.term)
    return scale.at(((likelihood.low or 0) + (likelihood.high or 0)) / 2)
