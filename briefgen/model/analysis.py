"""The records of what the desk concludes: assessments (key judgements) and forecasts."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from briefgen.model.forms import ShortForm
from briefgen.model.record import Part, Record, Translation
from briefgen.model.values import Chance, EdtfDate, Id, Instant, Language, Line, Ref, Text

Confidence = Literal["low", "moderate", "high"]
TRANSLATED_LISTS = ("assumptions", "alternatives", "would_change", "indicators")
"""The lists of a judgement whose entries are translated by their place."""
Heading = Literal["deteriorated", "improved"]
"""Which way a sign says that a theatre is heading."""


class Assumption(Part):
    """What a judgement takes for granted, and how well that is supported."""

    text: Text
    grade: Literal["supported", "caveated", "unsupported"] | None = None


class Alternative(Part):
    """Another reading of the evidence, and why it is held less likely."""

    text: Text
    why_less: Text | None = None


class Signpost(Part):
    """What would change a judgement: in words, with the events in which it was seen, or an indicator of a forecast."""

    text: Text | None = None
    indicator: Ref | None = None
    seen: tuple[Ref, ...] = ()
    trend: Heading | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Signpost:
        if (self.text is None) == (self.indicator is None):
            raise ValueError("write either `text:` or `indicator:`")
        if self.indicator is not None and (self.seen or self.trend):
            raise ValueError("write `seen:` and `trend:` at the indicator itself, in its forecast")
        return self


class AlternativeTranslation(Part):
    """Another reading of the evidence, in another language."""

    text: Text
    why_less: Text | None = None


class JudgementTranslation(Translation):
    """The texts of a judgement in another language. Its lists are as long as those they translate, in their order."""

    text: Text | None = None
    because: Text | None = None
    assumptions: tuple[Text, ...] | None = None
    alternatives: tuple[Annotated[AlternativeTranslation, ShortForm("text")], ...] | None = None
    analyst: Line | None = None
    category: Line | None = None
    dissent: Text | None = None
    so_what: Text | None = None
    changed: Text | None = None


class AssessmentTranslation(JudgementTranslation):
    """The texts of an assessment in another language."""

    headline: Text | None = None
    would_change: tuple[Text, ...] | None = None
    """Those in words: an indicator of a forecast is translated there."""


class Judgement(Record):
    """What the desk concludes from the events: a likelihood, a confidence, and what both rest on."""

    text: Text
    likelihood: Chance | None = None
    confidence: Confidence | None = None
    because: Text | None = None
    basis: tuple[Ref, ...] = ()
    assumptions: tuple[Annotated[Assumption, ShortForm("text")], ...] = ()
    alternatives: tuple[Annotated[Alternative, ShortForm("text")], ...] = ()
    analyst: Line | None = None
    category: Line | None = None
    dissent: Text | None = None
    so_what: Text | None = None
    changed: Text | None = None

    @model_validator(mode="after")
    def _translated_whole(self) -> Judgement:
        for language, version in self.translations.items():
            for name in TRANSLATED_LISTS:
                told = getattr(version, name, None)
                own = sum(each.text is not None for each in getattr(self, name, ()))
                if told is not None and len(told) != own:
                    raise ValueError(
                        f"`{name}:` has {own} of its own, and its translation into `{language}` {len(told)}: "
                        "write as many, in the same order"
                    )
        return self


class Assessment(Judgement):
    """A key judgement."""

    kind: ClassVar[str] = "assessment"
    section: ClassVar[str] = "assessments"

    headline: Text | None = None
    would_change: tuple[Annotated[Signpost, ShortForm("text")], ...] = ()
    translations: dict[Language, AssessmentTranslation] = {}


class Indicator(Part):
    """An observable sign that a forecast is coming true, and the events in which it was seen."""

    id: Id
    text: Text
    seen: tuple[Ref, ...] = ()
    trend: Heading | None = None


class Outcome(Part):
    """How a forecast came out, from when on that is known, and by which events."""

    result: Literal["occurred", "did-not-occur", "void", "unresolvable"]
    on: Instant
    because: tuple[Ref, ...] = ()


class ForecastTranslation(JudgementTranslation):
    """The texts of a forecast in another language."""

    condition: Text | None = Field(default=None, alias="if")
    judged_by: Text | None = None
    indicators: tuple[Text, ...] | None = None


class Forecast(Judgement):
    """A statement about the future that can turn out wrong: by when, and judged how."""

    kind: ClassVar[str] = "forecast"
    section: ClassVar[str] = "forecasts"

    condition: Text | None = Field(default=None, alias="if")
    by: EdtfDate | None = None
    judged_by: Text | None = None
    indicators: tuple[Indicator, ...] = ()
    outcome: Outcome | None = None
    translations: dict[Language, ForecastTranslation] = {}
