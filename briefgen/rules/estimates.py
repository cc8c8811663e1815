"""The words of likelihood and confidence in assessments, held against the project's scale."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from briefgen.diagnostics import Finding, advice, warning
from briefgen.diction import sentences
from briefgen.late import regex
from briefgen.model import Dossier
from briefgen.rules.parts import assessments
from briefgen.rules.terms import measured, terms_in, unquoted
from briefgen.rules.texts import Words
from briefgen.scales import SCALES, Scale, Term
from briefgen.spans import Place

_DEGREE = r"(?:low|moderate|medium|high|limited|strong)"
_LEVEL = regex(
    rf"\b{_DEGREE}(?:[\s-]+(?:to|or|and)[\s-]+{_DEGREE})?[\s-]+(?:(?:degree|level)\s+of\s+)?confidence\b"
    r"|\b(?<!consumer )(?<!business )(?<!investor )(?<!public )(?<!market )confidence"
    rf"(?:\s*:|(?:\s+[\w’']+){{0,6}}?\s+(?:is|are|was|remains?|stays?)(?:\s+\w+)?)\s+{_DEGREE}\b"
    r"|\b(?:we|I|the\s+desk)\s+(?:are|am|is|remains?)\s+(?:\w+\s+){0,2}confident\b",
    re.IGNORECASE,
)
_STACKED = regex(
    r"\b(?:(?:could|may|might|would|can)\s+(?:potentially|possibly|perhaps|conceivably|arguably|maybe|probably|well\s+possibly)"
    r"|(?:perhaps|possibly|maybe|potentially)\s+(?:likely|probably|could|may|might)"
    r"|(?:likely|probably)\s+(?:may|might|could|possibly|perhaps)|(?:may|might|could)\s+(?:likely|appear|seem)\s*(?:to)?"
    r"|(?:appears?|seems?)\s+(?:to\s+be\s+)?(?:likely|possibly|potentially)|(?:we|i)\s+(?:believe|think)\s+(?:\w+\s+){0,4}(?:may|might|could))\b",
    re.IGNORECASE,
)
_HEDGES = ("could", "may", "might", "would", "can", "perhaps", "maybe", "possibl", "potential", "likely", "probabl",
           "conceivabl", "arguabl", "appear", "seem", "believe", "think")  # fmt: skip
"""A part of each word that `_STACKED` holds."""
_THING = regex(
    r"\b(?:a|an|the|its|their|his|her|most)\s+(?:most\s+)?((?:un)?likely|probable|improbable)\s+"
    r"(?!to\b|that\b|and\b|or\b|but\b|not\b|chance\b|outcome|course|development|event|result|scenario|consequence|reaction|response|move)"
    r"([a-z][\w-]+)",
    re.IGNORECASE,
)


@warning
def term_of_another_scale(dossier: Dossier) -> Iterator[Finding]:
    """An assessment uses a likelihood term of another scale than the project's.

    The legend on the page does not have it, and the scales give other odds to like words: *highly likely* is 80 to 90
    per cent on the PHIA yardstick and no term of ICD 203.

    Bad:

        project: {series: Grid Watch, likelihood: icd203}
        assessments:
          - {id: grid-holds, text: The grid is highly likely to hold.}

    Good:

        project: {series: Grid Watch, likelihood: icd203}
        assessments:
          - {id: grid-holds, text: The grid is very likely to hold.}
    """
    scale = dossier.project.scale
    others = [other for other in SCALES.values() if other is not scale]
    for words in measured(dossier):
        for found in terms_in(words.text, scale, *others):
            if scale.named(found[0]) is None and not _is_marked(words.text, *found.span()):
                term = next(term for other in others if (term := other.named(found[0])))
                yield Finding(
                    words.part(*found.span()),
                    f"`{found[0]}` is no term of the scale in use, {scale.name}",
                    _instead(scale, term),
                )


def _is_marked(text: str, start: int, end: int) -> bool:
    """Whether a term stands in braces: one that the scale does not know is then an error already."""
    return text[:start].endswith("{") and text.startswith("}", end)


@warning
def mixed_rows(dossier: Dossier) -> Iterator[Finding]:
    """The texts of a record take their likelihood terms from both rows of the scale.

    ICD 203 has two words for each step, and asks that a product keep to one row: *likely* in one sentence and
    *probable* in the next read as two different likelihoods. The PHIA yardstick has no rows, and *likely or probable*
    is one term of it.

    A page prints the texts of a judgement together, so that they are looked at together, as are those of a brief; a
    Markdown file is looked at by itself.

    Bad:

        assessments:
          - {id: holds, text: It holds., so_what: Cuts are likely. It is highly improbable that they last.}

    Good:

        assessments:
          - {id: holds, text: It holds., so_what: Cuts are likely. It is very unlikely that they last.}
    """
    scale = dossier.project.scale
    rows: dict[Place, dict[int, tuple[Words, str]]] = {}
    for words in measured(dossier) if scale.rows > 1 else ():
        of_record = rows.setdefault(words.start, {})
        for found in terms_in(words.text, scale):
            term = scale.named(found[0])
            row = _row(term, found[0]) if term else 0
            if term and 1 - row in of_record:
                first, written = of_record[1 - row]
                where = "in the same text" if first is words else f"in `{first.path[0]}`"
                yield Finding(
                    words.part(*found.span()),
                    f"`{found[0]}` is from the other row of {scale.name} than `{written}` {where}",
                    f"keep to one row: `{term.words[1 - row]}`",
                )
                break
            of_record.setdefault(row, (words, found[0]))


@warning
def likelihood_beside_confidence(dossier: Dossier) -> Iterator[Finding]:
    """A sentence says both how likely something is and how confident the desk is.

    ICD 203 keeps the two apart, since readers take "likely, with high confidence" for more than likely. Likelihood is
    about the event, confidence about the basis of the judgement.

    Bad:

        assessments:
          - {id: grid-holds, text: "We judge with high confidence that the grid is likely to hold."}

    Good:

        assessments:
          - {id: grid-holds, text: The grid is likely to hold., confidence: high, because: Three logs agree.}
    """
    scale = dossier.project.scale
    for words in measured(dossier):
        levels = [*_LEVEL.finditer(words.text)] if "onfiden" in words.text else []
        bounds = sentences(words.text) if levels else []
        for level in levels:
            start, end = bounds[bisect_right(bounds, (level.start(), len(words.text))) - 1]
            term = next(iter(terms_in(words.text[start:end], scale)), None)
            if term:
                yield Finding(
                    words.part(*level.span()),
                    f"`{level[0]}` stands in one sentence with the likelihood `{term[0]}`",
                    "give each a sentence of its own, or leave confidence to `confidence:` and `because:`",
                )


@warning
def stacked_hedges(dossier: Dossier) -> Iterator[Finding]:
    """A text hedges the same thing twice: *could potentially*, *may possibly*.

    Two hedges are no more exact than one; a reader cannot tell what they add up to.

    Bad:

        assessments:
          - {id: grid-holds, text: The line could potentially break.}

    Good:

        assessments:
          - {id: grid-holds, text: The line is unlikely to break.}
    """
    for words in _texts(dossier):
        for found in _STACKED.finditer(unquoted(words.text)) if _hedges(words.text) else ():
            yield Finding(words.part(*found.span()), f"`{found[0]}` hedges twice", "use one term of the scale")


@advice
def likelihood_of_a_thing(dossier: Dossier) -> Iterator[Finding]:
    """A likelihood word is attached to a thing instead of an event: *the likely base*.

    What is likely is that something is so. *A likely base* leaves open whether it is one, or whether it will be used.

    Bad:

        assessments:
          - {id: depot, text: The convoy left for a likely depot in the hills.}

    Good:

        assessments:
          - {id: depot, text: The place in the hills that the convoy left for is likely to be a depot.}
    """
    for words in measured(dossier):
        for found in _THING.finditer(unquoted(words.text)):
            yield Finding(
                words.part(*found.span()),
                f"`{found[1]}` is said of a thing here, `{found[2]}`, and not of an event",
                "say what is likely to be so, or to happen",
            )


def _hedges(text: str) -> bool:
    """Whether it is worth while to look for two hedges that follow each other."""
    small = text.lower()
    return sum(map(small.__contains__, _HEDGES)) > 1


def _texts(dossier: Dossier) -> Iterator[Words]:
    return (words for language, words in assessments(dossier) if language == "en")


def _row(term: Term, words: str) -> int:
    """0 for row A of a scale, 1 for row B."""
    own = " ".join(words.lower().split())
    return 0 if own.startswith(term.words[0]) or own == "almost certainly" else 1


def _instead(scale: Scale, term: Term) -> str:
    same = scale.at(term.middle) or next(each for each in scale.neighbours(term.middle) if each)
    return f"it is {term.low}-{term.high} % there; here that would be `{same.words[0]}` ({same.low}-{same.high} %)"
