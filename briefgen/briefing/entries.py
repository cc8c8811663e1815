"""What a briefing holds of what is known: events in their days, sections, sources and actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.briefing.elements import Amount, Cite, Keyword, Label, Name, Stamp, Use, When
from briefgen.scales import Handling


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in the chronology."""

    label: Label
    when: When
    title: str
    text: str | None
    """Prose."""
    status: str | None
    place: Name | None
    actors: tuple[Name, ...]
    category: Keyword | None
    theatre: str | None
    theatre_marked: bool
    """Whether its theatre is to be said: where the issue has several, and its place is not called so."""
    date_of: str
    cites: tuple[Cite, ...]
    figures: tuple[Amount, ...]
    conflicts: str | None
    """Prose."""
    handling: Handling
    late: str | None = None
    """`new` or `revised` for an event outside the period that the previous issue did not know so; else None."""
    revised: Stamp | None = None
    """Since when this revision holds; None for a first version."""
    sequence_unknown: bool = False
    uses: tuple[Use, ...] = ()

    def lane_names(self, by: str | None) -> tuple[str, ...]:
        """The lanes of a timeline that it stands in, where these are theatres, categories or actors."""
        if by == "actor":
            return tuple(actor.name for actor in self.actors)
        name = self.theatre if by == "theatre" else self.category.words if by == "category" and self.category else None
        return (name,) if name else ()


@dataclass(frozen=True, slots=True)
class Day:
    """The entries under one heading."""

    heading: str
    anchor: str
    entries: tuple[Entry, ...]
    sequence_unknown: tuple[Label, ...]
    """The entries whose place among the others, under this heading or elsewhere, is not established.

    Said once of a day that other dates cut in two: under its first heading, for all of it.
    """
    order: str = ""
    """That in a sentence."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the chronology: a phase of the brief, or all of it."""

    title: str | None
    dates: str | None
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the brief: its title, and when it was."""

    title: str
    when: When


@dataclass(frozen=True, slots=True)
class Copy:
    """A preserved copy of a source: the hash of its bytes, when it was made, and by whom."""

    sha256: str | None
    captured: Stamp | None
    by: str | None


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list of sources, numbered by first citation."""

    label: Label
    number: int
    title: str
    publisher: str | None
    url: str | None
    published: Stamp | None
    accessed: Stamp | None
    language: str | None
    language_name: str | None
    title_language: str | None
    """That of its title: none where it is translated, or a description in its place."""
    form: Keyword | None
    reliability: str
    reliability_means: str
    why: str | None
    confidential: bool
    relays: str | None
    """Whose report this is, where it is not its own."""
    origin: Label | None
    """That source, where it is in the list too."""
    saved: Copy | None
    handling: Handling
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor or a place in its annex, with the events it appears in."""

    id: str
    anchor: str
    name: str
    native: Mapping[str, str]
    aliases: tuple[str, ...]
    form: Keyword | None
    within: tuple[str, ...]
    at: tuple[float, float] | None
    events: tuple[Label, ...]
    uses: tuple[Use, ...]
    """Where else it is cited."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section of prose."""

    title: str
    text: str
    anchor: str
