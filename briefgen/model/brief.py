"""The records that say what is published: the project and its briefs."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PrivateAttr, model_validator

from briefgen.model.facts import Event, Figure
from briefgen.model.forms import ShortForm
from briefgen.model.record import NOWHERE, Part, Record, Translation
from briefgen.model.values import (
    Decimals,
    EdtfDate,
    Id,
    Instant,
    Language,
    Line,
    Positive,
    Recurrence,
    Ref,
    Stretch,
    Text,
    Zone,
)
from briefgen.scales import SCALES, Handling, Scale
from briefgen.spans import Place


class Protection(Part):
    """Kinds of place that ask for care, and the decimals of a degree that their coordinates may have; two are 1 km."""

    kinds: tuple[Id, ...] = ("shelter", "hospital", "home")
    decimals: Decimals = 2


class ProjectTranslation(Translation):
    """The texts of a project in another language, and the words that its records are grouped and counted by."""

    series: Line | None = None
    desk: Line | None = None
    exclusions: Text | None = None
    words: dict[Line, Line] = {}


class Project(Part):
    """What a series of briefs has in common."""

    series: Line
    desk: Line | None = None
    contact: Line | None = None
    timezone: Zone | None = None
    likelihood: Literal["icd203", "phia"] = "icd203"
    handling: Handling | None = None
    language: Language = "en"
    exclusions: Text | None = None
    theme: Id = "default"
    rhythm: Recurrence | None = None
    protect: Protection = Protection()
    stale_after: Positive = 3
    rules: dict[str, Literal["error", "warning", "advice", "off"]] = {}
    translations: dict[Language, ProjectTranslation] = {}

    _place: Place = PrivateAttr(default_factory=lambda: NOWHERE)

    def at(self, *path: str | int) -> Place:
        """The place of a part of the project's settings."""
        return self._place.at(*path)

    @property
    def scale(self) -> Scale:
        """The likelihood scale in use."""
        return SCALES[self.likelihood]


class Selection(Part):
    """Which events of the period a brief holds: those that fit every list given."""

    categories: tuple[Line, ...] = ()
    places: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    events: tuple[Id, ...] = ()

    def fits(self, event: Event) -> bool:
        """Whether an event fits every list."""
        return (
            (not self.categories or event.category in self.categories)
            and (not self.places or event.place in self.places)
            and (not self.actors or not set(self.actors).isdisjoint(event.actors))
            and (not self.events or event.id in self.events)
        )


class Approval(Part):
    """Who approved a final brief, and when."""

    by: Line
    on: Instant


class BottomLine(Part):
    """The brief in two sentences: what happened, and what the desk makes of it."""

    fact: Text
    assessment: Text | None = None


class Phase(Part):
    """A stretch of the period with a name."""

    title: Line
    start: EdtfDate = Field(alias="from")
    end: EdtfDate = Field(alias="to")


class Timeline(Part):
    """How the timeline of a brief is drawn."""

    lanes: Literal["theatre", "category", "actor"] | None = None


class KeyFigure(Figure):
    """A figure for page one: one of an event's figures by its name, or a figure written out."""

    event: Ref | None = None


class Section(Part):
    """A stretch of prose in one of the two parts, written here or in a Markdown file beside."""

    part: Literal["fact", "assessment"]
    title: Line
    file: Line | None = None
    text: Text | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Section:
        if self.file is not None and self.text is not None:
            raise ValueError("write either `file:` or `text:`")
        return self


class Trend(Part):
    """Where a theatre is heading, and why (after CrisisWatch)."""

    theatre: Line
    trend: Literal["deteriorated", "improved", "unchanged"]
    why: Text | None = None
    alerts: tuple[Literal["conflict-risk", "resolution-opportunity"], ...] = ()


class BriefTranslation(Translation):
    """The texts of a brief in another language."""

    title: Line | None = None


OF_FACTS_ALONE = ("timeline",)
"""The kinds of report that have no part for assessments."""
_NAMING_ALL = ("flash", *OF_FACTS_ALONE)
"""The kinds of report that print no judgement or forecast which they do not name."""


class Brief(Record):
    """One issue of the series: the ledger as known at its cut-off, arranged for a reader."""

    kind: ClassVar[str] = "brief"
    section: ClassVar[str] = "briefs"

    title: Line
    cutoff: Instant
    period: Stretch
    form: Literal["sitrep", "flash", "timeline", "assessment"] = Field(default="sitrep", alias="kind")
    number: Positive | None = None
    next: EdtfDate | None = None
    language: Language | None = None
    theme: Id | None = None
    select: Selection = Selection()
    state: Literal["draft", "review", "final"] = "draft"
    approved: Approval | None = None
    bottom_line: Annotated[BottomLine, ShortForm("fact")] | None = None
    phases: tuple[Phase, ...] = ()
    timeline: Timeline = Timeline()
    highlights: tuple[Ref, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    sections: tuple[Section, ...] = ()
    judgements: tuple[Ref, ...] | None = None
    forecasts: tuple[Ref, ...] | None = None
    trends: tuple[Trend, ...] = ()
    gaps: tuple[Text, ...] = ()
    translations: dict[Language, BriefTranslation] = {}

    def holds(self, record: Record) -> bool:
        """Whether it prints a judgement or a forecast, once that is known: it names it, or names none."""
        named = self.forecasts if record.section == "forecasts" else self.judgements
        return named is None or record.id in named

    @model_validator(mode="before")
    @classmethod
    def _holds_what_it_names(cls, values: Any) -> Any:
        """Lists of judgements and forecasts that are left out mean all that are current; in some kinds, none."""
        if isinstance(values, dict) and values.get("kind") in _NAMING_ALL:
            return {"judgements": [], "forecasts": [], **values}
        return values
