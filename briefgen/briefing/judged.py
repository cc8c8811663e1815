"""What a briefing holds of what the desk thinks: judgements and forecasts, their indicators and trends."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.briefing.elements import Chance, Keyword, Label, Stamp, Use, When
from briefgen.scales import Handling


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

    None in a first issue, and where the likelihood did not move but anything else did.
    """
    confidence_movement: str | None
    """Against the last issue that held it: `Confidence raised from low.`; None where it did not move."""
    differs: str | None
    """In what else it differs from there: `Reworded.`, `Basis changed: E4 added.`; None where in nothing."""
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
class TrendEntry:
    """Where a theatre is heading."""

    theatre: str
    trend: str
    why: str | None
    alerts: tuple[Keyword, ...]


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
