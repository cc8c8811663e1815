"""Likelihoods and the project's scale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen import prose
from briefgen.diagnostics import Finding, Slip, did_you_mean, error, warning
from briefgen.model import Dossier, Likelihood
from briefgen.rules import texts
from briefgen.rules.judgement import judgements
from briefgen.scales import SCALES, Scale, Term
from briefgen.slips import surely_meant
from briefgen.spans import Place


@error
def likelihood_not_on_scale(dossier: Dossier) -> Iterator[Finding]:
    """A likelihood is not on the project's scale, or a range runs across several of its bands.

    Readers look a term up in the legend on the page; one of another scale, or a number beyond the scale's ends,
    is not there, and the scales give different meanings to the same word. A range says more exactly where in the band
    of one term the desk is: one across two bands has no term to be printed under.

    Bad:

        project: {series: Grid Watch, likelihood: icd203}
        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: highly-likely}

    Good:

        project: {series: Grid Watch, likelihood: icd203}
        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: very-likely}
    """
    scale = dossier.project.scale
    low, high = scale.terms[0].low, scale.terms[-1].high
    for judgement in judgements(dossier):
        likelihood = judgement.likelihood
        if likelihood is None:
            continue
        if likelihood.term is not None:
            if scale.term(likelihood.term) is None:
                yield Finding(
                    judgement.at("likelihood"),
                    f"`{likelihood.term}` is not a term of the scale in use, {scale.name}",
                    _nearest(scale, likelihood.term.replace("-", " "), keys=True),
                    _slip(likelihood.term, scale),
                )
        elif any(not low <= hundredths <= high for hundredths in _hundredths(likelihood)):
            yield Finding(
                judgement.at("likelihood"),
                f"{_shown(likelihood)} is off the scale: {scale.name} goes from {low} to {high} %",
                f"nothing of this kind is certain: stay between {low / 100:g} and {high / 100:g}",
            )
        elif bands := _across(scale, likelihood):
            yield Finding(
                judgement.at("likelihood"),
                f"{_shown(likelihood)} runs across {len(bands)} bands: {', '.join(bands[:-1])} and {bands[-1]}",
                "choose the term that fits best, or a range inside its band",
            )


@error
def likelihood_in_gap(dossier: Dossier) -> Iterator[Finding]:
    """A number or a range lies in a gap of the PHIA yardstick, or runs across one.

    The yardstick leaves gaps between its terms on purpose, so that two readers never take one number for different
    terms. A number in a gap has no term to be printed under, and is never rounded in silence.

    Bad:

        project: {series: Grid Watch, likelihood: phia}
        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: 0.77}

    Good:

        project: {series: Grid Watch, likelihood: phia}
        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: 0.75}
    """
    scale = dossier.project.scale
    if not scale.gaps:
        return
    for judgement in judgements(dossier):
        likelihood = judgement.likelihood
        if likelihood is None or likelihood.low is None or likelihood.high is None or _held(scale, likelihood):
            continue
        below = scale.at(likelihood.low) or scale.neighbours(likelihood.low)[0]
        above = scale.at(likelihood.high) or scale.neighbours(likelihood.high)[1]
        yield Finding(
            judgement.at("likelihood"),
            f"{_shown(likelihood)} lies in{' or across' if likelihood.is_range else ''} a gap of the {scale.name}, "
            "which has no term for it",
            "stay inside " + " or ".join(f"`{term.key}` ({_band(term)})" for term in (below, above) if term),
        )


@warning
def missing_likelihood(dossier: Dossier) -> Iterator[Finding]:
    """A judgement or a forecast does not say how likely it is.

    Without a likelihood a reader cannot tell a near certainty from a mere possibility, and a forecast cannot be scored.

    Bad:

        assessments:
          - {id: cause, text: The outage was caused by ice.}

    Good:

        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: likely}
    """
    for judgement in judgements(dossier):
        if judgement.likelihood is None:
            yield Finding(
                judgement.at("id"),
                f"this {judgement.kind} does not say how likely it is",
                f"write `likelihood:` and one of {', '.join(term.key for term in dossier.project.scale.terms)}",
            )


@error
def unknown_likelihood_term(dossier: Dossier) -> Iterator[Finding]:
    """A text marks words as a likelihood term that the project's scale does not know.

    Words in braces are printed as terms of the legend. *Very likely* is one in ICD 203 and none in the PHIA
    yardstick: a reader who looks it up must find it.

    Bad:

        project: {series: Grid Watch, likelihood: icd203}
        assessments:
          - {id: cause, text: "The outage was {quite likely} caused by ice."}

    Good:

        project: {series: Grid Watch, likelihood: icd203}
        assessments:
          - {id: cause, text: "The outage was {very likely} caused by ice."}
    """
    scale = dossier.project.scale
    for words in texts.prose_with(dossier, "{"):
        if all(map(scale.named, prose.written_terms(words.text))):
            continue  # nearly every text, and Markdown need not be read for it
        for term, span in prose.placed(words.text).terms:
            if scale.named(term) is None:
                hint = _nearest(scale, term) if re.search(r"[^\W\d_]{2}", term) else None
                place = words.part(*span)
                yield Finding(
                    place,
                    f"`{term}` is not a term of the scale in use, {scale.name}",
                    hint or "a brace that marks no likelihood is written `\\{`",
                    _slip_in_text(place, term, scale),
                )


def _slip(term: str, scale: Scale) -> Slip | None:
    meant = surely_meant(term, [each.key for each in scale.terms])
    return Slip(term, meant) if meant else None


def _slip_in_text(place: Place, term: str, scale: Scale) -> Slip | None:
    """The slip that a marked term is; the capital it begins with is kept."""
    meant = surely_meant(term, scale.words)
    if not meant:
        return None
    meant = meant.capitalize() if term[0].isupper() else meant
    return texts.slip(place, "{" + meant + "}", lambda text: prose.read(text).terms, term)


def _hundredths(likelihood: Likelihood) -> tuple[float, ...]:
    return tuple(round(end * 100, 9) for end in (likelihood.low, likelihood.high) if end is not None)


def _across(scale: Scale, likelihood: Likelihood) -> list[str]:
    """The bands that a number range runs across where a scale leaves no gaps; none where one closed band holds it."""
    low, high = _hundredths(likelihood)
    bands = [f"`{term.key}` ({_band(term)})" for term in scale.terms if low < term.high and term.low < high]
    return bands if len(bands) > 1 and not scale.gaps else []


def _held(scale: Scale, likelihood: Likelihood) -> bool:
    """Whether one band holds a number, or a range, for which every band is closed."""
    if not likelihood.is_range:
        return likelihood.low is not None and scale.at(likelihood.low) is not None
    low, high = _hundredths(likelihood)
    return any(term.low <= low and high <= term.high for term in scale.terms)


def _nearest(scale: Scale, words: str, *, keys: bool = False) -> str:
    """A hint that names a term of the scale: of like meaning where a scale knows the words, else of like look."""

    def said(term: Term) -> str:
        return term.key if keys else term.words[0]

    if own := scale.named(words):
        return f"write `{said(own)}`"
    for other in SCALES.values():
        if (term := other.named(words)) and (same := scale.at(term.middle)):
            return f"{other.name} has it, for {_band(term)}; here that would be `{said(same)}` ({_band(same)})"
    known = [said(term) for term in scale.terms]
    written = words.lower().replace(" ", "-") if keys else words.lower()
    near = did_you_mean(written, known)
    if near != did_you_mean(written, [each for each in known if _denies(each) is _denies(written)]):
        near = None  # `quite likely` looks like `unlikely`: what means the opposite is never offered
    return near or f"the terms are {', '.join(known)}"


def _denies(words: str) -> bool:
    """Whether words say that something is not to be expected."""
    return re.search(r"\b(?:un|im|not?\b|never|remote|doubtful)", words) is not None


def _shown(likelihood: Likelihood) -> str:
    return "-".join(f"{end:g}" for end in dict.fromkeys(_hundredths(likelihood))) + " %"


def _band(term: Term) -> str:
    return f"{term.low}-{term.high} %"
