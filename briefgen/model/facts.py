"""The records of what is known: sources, actors, places, events."""

from __future__ import annotations

import math
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from briefgen.model.forms import Exactly, OneOrMore, ShortForm
from briefgen.model.record import Part, Record, Translation
from briefgen.model.values import (
    Amount,
    ClockTime,
    Credibility,
    EdtfDate,
    Flag,
    Id,
    Instant,
    Language,
    Line,
    Number,
    Ref,
    Sha256,
    Text,
    Url,
    WordsOrId,
)

_COORDINATES = Exactly(2, "latitude and longitude are wanted here, two numbers in degrees such as [34.73, 36.71]")
Status = Literal["confirmed", "reported", "claimed", "disputed", "denied", "retracted"]


class SavedCopy(Part):
    """A preserved copy of a source (Berkeley Protocol, 2020): the file, its SHA-256, when and by whom it was taken."""

    file: Line
    sha256: Sha256 | None = None
    captured: Instant | None = None
    by: Line | None = None


class SourceTranslation(Translation):
    """The texts of a source in another language."""

    title: Line | None = None
    publisher: Line | None = None
    form: Line | None = Field(default=None, alias="kind")
    why: Text | None = None


class Source(Record):
    """Where information comes from: a page, a broadcast, a person."""

    kind: ClassVar[str] = "source"
    section: ClassVar[str] = "sources"

    title: Line
    publisher: Line | None = None
    url: Url | None = None
    published: Instant | None = None
    accessed: Instant | None = None
    language: Language | None = None
    form: Line | None = Field(default=None, alias="kind")
    confidential: Flag = False
    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    why: Text | None = None
    origin: WordsOrId | None = None
    speaks_for: Ref | None = None
    saved: SavedCopy | None = None
    withdrawn: Flag = False
    translations: dict[Language, SourceTranslation] = {}


class ActorTranslation(Translation):
    """The texts of an actor in another language."""

    name: Line | None = None
    form: Line | None = Field(default=None, alias="kind")


class Actor(Record):
    """A person, group, state or organisation that acts."""

    kind: ClassVar[str] = "actor"
    section: ClassVar[str] = "actors"

    name: Line
    native: dict[Language, Line] = {}
    aliases: tuple[Line, ...] = ()
    form: Line | None = Field(default=None, alias="kind")
    opposes: tuple[Ref, ...] = ()
    translations: dict[Language, ActorTranslation] = {}


class LocationTranslation(ActorTranslation):
    """The texts of a place in another language."""

    theatre: Line | None = None


class Location(Record):
    """A place that events happen at; `at` is latitude and longitude in degrees (WGS 84)."""

    kind: ClassVar[str] = "place"
    section: ClassVar[str] = "places"

    name: Line
    native: dict[Language, Line] = {}
    aliases: tuple[Line, ...] = ()
    form: Line | None = Field(default=None, alias="kind")
    within: tuple[Line, ...] = ()
    at_: Annotated[tuple[Number, Number], _COORDINATES] | None = Field(default=None, alias="at")
    theatre: Line | None = None
    translations: dict[Language, LocationTranslation] = {}


class Citation(Part):
    """That an event rests on a source, with the credibility of what it says there (Admiralty digit)."""

    source: Ref
    credibility: Credibility = 6
    at: Line | None = None
    quote: Line | None = None


class Figure(Part):
    """A count or amount: what is counted, how many at least, at best and at most, as of when, and who says so.

    A range may rest on several sources: one says the least, another the most.
    """

    what: Id
    low: Amount | None = None
    best: Amount | None = None
    high: Amount | None = None
    unit: Line | None = None
    sources: Annotated[tuple[Ref, ...], OneOrMore("the id of a source is wanted here, or a list of ids")] = Field(
        default=(), alias="source"
    )
    counted: EdtfDate | None = None

    @property
    def stated(self) -> bool:
        """Whether there is any number in it."""
        return any(number is not None for number in (self.low, self.best, self.high))

    @property
    def least(self) -> float:
        """So many at least."""
        if self.low is not None:
            return self.low
        return self.best or 0 if self.high is None else 0

    @property
    def most(self) -> float:
        """So many at most; `inf` where nobody says."""
        if self.high is not None:
            return self.high
        return self.best if self.low is None and self.best is not None else math.inf


class Order(Part):
    """What the author knows of the sequence, where the dates do not say it."""

    after: tuple[Ref, ...] = ()


class EventTranslation(Translation):
    """The texts of an event in another language."""

    title: Line | None = None
    text: Text | None = None
    category: Line | None = None
    theatre: Line | None = None
    conflicts: Text | None = None


class Event(Record):
    """Something that happened, as its sources tell it."""

    kind: ClassVar[str] = "event"
    section: ClassVar[str] = "events"

    date: EdtfDate
    title: Line
    time: ClockTime | None = None
    text: Text | None = None
    place: Ref | None = None
    actors: tuple[Ref, ...] = ()
    category: Line | None = None
    status: Status | None = None
    sources: tuple[Annotated[Citation, ShortForm("source")], ...] = ()
    figures: tuple[Figure, ...] = ()
    date_of: Literal["occurred", "announced", "effective", "published"] = "occurred"
    theatre: Line | None = None
    conflicts: Text | None = None
    order: Order = Order()
    distinct_from: tuple[Ref, ...] = ()
    translations: dict[Language, EventTranslation] = {}
