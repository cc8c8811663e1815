"""What a briefing holds: everything a page prints, in the order it prints it. Nothing here changes once made.

Texts marked *prose* are Markdown whose `[@id]` are looked up in `Briefing.labels`. All other texts are plain. Dates,
moments and words of a list come both for readers and for machines; a template that prints one prints its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from briefgen.briefing.elements import Amount, Chance, Cite, Course, Keyword, Label, Name, Stamp, Use, When
from briefgen.foresight import TrackRecord
from briefgen.model import Dossier, Image
from briefgen.scales import Handling, Scale


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
class Step:
    """One version of a judgement in its history."""

    since: Stamp | None
    """None: from the start."""
    issue: int | None
    """The number of the first issue that printed it; None where none did, or that has no number."""
    likelihood: Chance | None
    confidence: str | None
    changed: str | None


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator: its words, and the events in which it was seen."""

    text: str
    """Prose."""
    seen: tuple[Label, ...]
    tracked: bool
    """Whether it is looked for in events; else it is words only."""
    forecast: Label | None = None
    id: str | None = None
    """That of the indicator; None for words only."""


@dataclass(frozen=True, slots=True)
class Point:
    """An assumption or an alternative: its text, and its grade or why it is held less likely. Prose."""

    text: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judgement and a forecast have in common."""

    label: Label
    text: str
    """Prose."""
    likelihood: Chance | None
    before: Chance | None
    """Its likelihood in the last issue that held it, where that was another."""
    confidence: str | None
    confidence_means: str | None
    because: str | None
    """Prose."""
    basis: tuple[Label, ...]
    assumptions: tuple[Point, ...]
    alternatives: tuple[Point, ...]
    dissent: str | None
    """Prose, and so is what it means for the reader."""
    so_what: str | None
    analyst: str | None
    category: Keyword | None
    handling: Handling
    since: Stamp | None
    movement: str | None
    """Against the last issue that held it: `New.`, `Likelihood raised from unlikely.`

    None in a first issue, and where only the confidence moved.
    """
    confidence_movement: str | None
    """Against the last issue that held it: `Confidence raised from low.`; None where it did not move."""
    changed: str | None
    """Prose: why it moved."""
    history: tuple[Step, ...]
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement(Opinion):
    """A key judgement."""

    headline: str | None = None
    """Prose: what page one says of it, in a line."""
    unsaid: bool = False
    """Whether what page one says of it does not name the step of its likelihood."""
    would_change: tuple[Sign, ...] = ()

    @property
    def line(self) -> str:
        """What page one says of it."""
        return self.headline or self.text


@dataclass(frozen=True, slots=True)
class Result:
    """How a forecast came out."""

    result: str
    words: str
    on: Stamp
    because: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Forecast(Opinion):
    """A forecast: its condition, horizon, the test it will be put to, its indicators and its outcome."""

    condition: str | None = None
    by: When | None = None
    judged_by: str | None = None
    indicators: tuple[Sign, ...] = ()
    outcome: Result | None = None


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


@dataclass(frozen=True, slots=True)
class TrendEntry:
    """Where a theatre is heading."""

    theatre: str
    trend: str
    why: str | None
    alerts: tuple[Keyword, ...]


class Told(NamedTuple):
    """A value in words, and as a program reads it: an id, a key, a date as written, numbers by name, a likelihood."""

    words: str
    value: object


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a record that is different: what it said before, and what it says now."""

    key: str
    """As an author writes it, such as `likelihood`; `credibility` is that of a citation."""
    name: str
    """What it is called, in words; of a figure, what is counted."""
    before: Told | None
    """None where nothing was stated; and so of a list, of which is told what came and went."""
    now: Told | None
    added: tuple[Label, ...] = ()
    """The records that it names now and did not before; of an indicator, the events in which it was seen."""
    gone: tuple[Label, ...] = ()
    bands: int | None = None
    """By how many bands of the project's scale a likelihood rose; negative: fell. None where that cannot be said."""
    which: str | None = None
    """Which of several the field has: the name of a figure, the id of a source or an indicator."""
    prose: bool = False
    """Whether it is a text, of which it is enough to say that it was rewritten."""


Kind = Literal["retraction", "new", "moved", "revised", "reworded", "resolved", "dropped", "source", "figure", "gone"]


@dataclass(frozen=True, slots=True)
class Watch:
    """An indicator on the board: what it is watched for, where it was seen, and whether anybody touched it of late."""

    text: str
    """Prose."""
    id: str | None
    """That of the indicator of a forecast; None for one in words."""
    owners: tuple[Label, ...]
    """The judgements and forecasts that it is watched for, as far as the issue holds them."""
    seen: tuple[tuple[Label, Stamp | None], ...]
    """The events, the first known first, each with since when the desk knew that it was seen there; None: always."""
    trend: str | None
    """Which way it points: `deteriorated` or `improved`."""
    unchanged: int
    """How many issues, this one included, printed it as the one before them did."""
    stale: bool
    """Whether these are so many that the desk should look at it again."""

    @property
    def since(self) -> Stamp | None:
        """Since when it is known to have been seen; None where nothing says, or it was not."""
        return self.seen[0][1] if self.seen else None


@dataclass(frozen=True, slots=True)
class ProposedTrend:
    """Where newly seen indicators say that a theatre is heading, beside what the brief says."""

    theatre: str
    trend: str
    """`deteriorated`, `improved`, or `unchanged` where as many point one way as the other."""
    stated: str | None
    """What the brief says; None where it says nothing of the theatre."""
    because: tuple[tuple[Watch, tuple[Label, ...]], ...]
    """The indicators, each with the events of the theatre in which it was newly seen."""


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is different from the previous issue: what became of it, in words, why (prose), and since when."""

    kind: Kind | Literal["events", "revision"]
    """`events` is no record but a count, for page one; `revision` is what an issue corrects of an earlier one."""
    label: Label | None
    text: str
    reason: str | None = None
    since: Stamp | None = None
    issues: str | None = None
    """The issues that printed it otherwise, in words: `issue 1`."""
    differences: tuple[Difference, ...] = ()
    topic: Keyword | None = None
    """What a judgement or forecast is about."""
    result: str | None = None
    """How a forecast came out."""

    @property
    def of(self) -> str | None:
        """The kind of record."""
        return self.label.kind if self.label else None


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

    @property
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

    @property
    def pictured(self) -> bool:
        """Whether page one shows the period as a timeline: that of a timeline stands whole over its chronology."""
        return len(self.entries) > 1 and self.masthead.kind.key not in ("flash", "timeline")

    @property
    def has_facts(self) -> bool:
        """Whether there is anything to print in part one."""
        stated = self.highlights or self.fact_sections or self.figures or self.conflicts or self.gaps
        return bool(self.chronology or self.background or stated)

    @property
    def has_assessments(self) -> bool:
        """Whether there is anything to print in part two."""
        return bool(self.judgements or self.forecasts or self.assessment_sections or self.trends)
