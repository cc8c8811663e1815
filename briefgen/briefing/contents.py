"""What a briefing holds: everything a page prints, in the order it prints it. Nothing here changes once made.

Texts marked *prose* are Markdown whose `[@id]` are looked up in `Briefing.labels`. All other texts are plain. Dates,
moments and words of a list come both for readers and for machines; a template that prints one prints its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from briefgen.briefing.elements import Amount, Chance, Course, Keyword, Label, Stamp, When
from briefgen.briefing.entries import ActorEntry, Entry, Phase, SectionText, SourceEntry, Stretch
from briefgen.briefing.judged import Forecast, Judgement, ProposedTrend, TrendEntry, Watch
from briefgen.briefing.news import Change
from briefgen.foresight import TrackRecord
from briefgen.model import Dossier, Image
from briefgen.scales import Handling, Scale


@dataclass(frozen=True, slots=True)
class Previous:
    """The issue before, in words: `issue 1 of 1 December 2024`."""

    id: str
    number: int | None
    cutoff: Stamp
    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Approved:
    """Who approved an issue, and when."""

    by: str
    on: Stamp


@dataclass(frozen=True, slots=True)
class Masthead:
    """What identifies an issue."""

    id: str
    kind: Keyword
    """`sitrep`, `flash`, `timeline` or `assessment`, and what an issue of that kind is called."""
    named: str
    """What it is called in a line: `issue 2`, `flash update`."""
    series: str
    number: int | None
    title: str
    desk: str | None
    contact: str | None
    cutoff: Stamp
    cutoff_iso: str
    """Its first instant, with offset: what a file of the issue is dated by."""
    period: When
    next: When | None
    handling: Handling
    state: str
    approved: Approved | None
    language: str
    """That of the brief, which the page is in too where there are labels in it."""
    original: str | None
    """The language of the texts that stand untranslated, as a tag; None where there are none."""
    timezone: str | None
    """The name of the zone in which days begin and times without an offset are read."""
    previous: Previous | None
    as_of: Stamp | None = None
    """Where an issue is rebuilt as known before its cut-off: as known when."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A likelihood scale as a legend: its steps, each with all its words."""

    scale: Scale
    steps: tuple[tuple[str, Chance], ...]


@dataclass(frozen=True)
class Briefing:
    """A dossier arranged for reading: what an output prints, and what it is made of."""

    masthead: Masthead
    order: tuple[str, str]
    """Its parts, `facts` and `assessments`, as they follow one another."""
    bottom_line: tuple[str, str | None] | None
    """Fact and assessment, prose."""
    changes: tuple[Change, ...]
    highlights: tuple[Entry, ...]
    key_figures: tuple[Amount, ...]
    chronology: tuple[Stretch, ...]
    phases: tuple[Phase, ...]
    lanes: Literal["theatre", "category", "actor"] | None
    """What a timeline of it is divided by; None where its events tell none of them apart."""
    background: tuple[Entry, ...]
    """Events outside the chronology that something on the page cites."""
    fact_sections: tuple[SectionText, ...]
    figures: tuple[Amount, ...]
    courses: tuple[Course, ...]
    """How the figures of this issue went, where they are known for several dates."""
    conflicts: tuple[tuple[Label, str], ...]
    gaps: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    forecasts: tuple[Forecast, ...]
    assessment_sections: tuple[SectionText, ...]
    indicators: tuple[Watch, ...]
    proposed_trends: tuple[ProposedTrend, ...]
    trends: tuple[TrendEntry, ...]
    sources: tuple[SourceEntry, ...]
    source_summary: tuple[str, ...]
    """Sentences: plain text."""
    yardstick: Yardstick
    confidence_legend: tuple[tuple[str, str], ...]
    reliability_legend: tuple[tuple[str, str], ...]
    credibility_legend: tuple[tuple[int, str], ...]
    actors: tuple[ActorEntry, ...]
    places: tuple[ActorEntry, ...]
    corrections: tuple[Change, ...]
    record: TrackRecord
    exclusions: str | None
    labels: Mapping[str, Label]
    images: Mapping[str, Image]
    """What its texts show, by name in the project. A picture that cannot be shown is not among them."""
    dossier: Dossier = field(repr=False)
    """The records it is made of: all that its readers may know, and nothing else."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The chronology without its headings."""
        return tuple(entry for stretch in self.chronology for day in stretch.days for entry in day.entries)

    @property
    def unseen(self) -> tuple[tuple[tuple[Label, ...], tuple[Watch, ...]], ...]:
        """The indicators that were not seen, together where they are watched for the same."""
        found: dict[tuple[Label, ...], list[Watch]] = {}
        for each in self.indicators:
            if not each.seen:
                found.setdefault(each.owners, []).append(each)
        return tuple((owners, tuple(watches)) for owners, watches in found.items())

    @property
    def mapped(self) -> bool:
        """Whether any of its places has coordinates."""
        return any(place.at for place in self.places)

    @property
    def parts(self) -> tuple[str, ...]:
        """Those of its parts in which there is something to say, in order."""
        there = {"facts": self.has_facts, "assessments": self.has_assessments}
        return tuple(part for part in self.order if there[part])

    @cached_property
    def laned(self) -> frozenset[str]:
        """The names of the lanes in which its events stand on a timeline."""
        return frozenset(name for entry in self.entries for name in entry.lane_names(self.lanes))

    @cached_property
    def spread(self) -> bool:
        """Whether its events lie apart in time: where all dates leave the same open, a timeline tells nothing."""
        return len({(entry.when.begins, entry.when.ends) for entry in self.entries}) > 1

    @property
    def pictured(self) -> bool:
        """Whether page one shows the period as a timeline: that of a timeline stands whole over its chronology."""
        return self.spread and self.masthead.kind.key not in ("flash", "timeline")

    @property
    def has_facts(self) -> bool:
        """Whether there is anything to print in part one."""
        stated = self.highlights or self.fact_sections or self.figures or self.conflicts or self.gaps
        return bool(self.chronology or self.background or stated)

    @property
    def has_assessments(self) -> bool:
        """Whether there is anything to print in part two."""
        return bool(self.judgements or self.forecasts or self.assessment_sections or self.trends)
