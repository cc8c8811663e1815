"""What the parts of a briefing are made of: words, labels, dates and amounts. Nothing here changes once made.

Dates, moments and words of a list come both for readers and for machines; a template that prints one prints its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import groupby
from typing import TypeVar

from briefgen.model import Dossier


class Authored(str):
    """A text of an author's that is known to be more than its words."""

    __slots__ = ("folder", "language", "original")
    folder: str | None
    """The folder of the project that it names its pictures from, where it shows some."""
    language: str | None
    """The tag of its language, where that is not the brief's."""
    original: str | None
    """What it is a translation of."""

    def __new__(
        cls, text: str, folder: str | None = None, language: str | None = None, original: str | None = None
    ) -> Authored:
        """The text, with what else is known of it: what it knew before, if nothing else is said."""
        made = super().__new__(cls, text)
        made.folder = getattr(text, "folder", None) if folder is None else folder
        made.language = getattr(text, "language", None) if language is None else language
        made.original = getattr(text, "original", None) if original is None else original
        return made


def as_written(text: object) -> object:
    """What a text is a translation of, else itself: versions are held against each other as they were written."""
    return getattr(text, "original", None) or text


def like(made: str, text: str) -> str:
    """What was made of a text, with what was known of that."""
    return Authored(made, text.folder, text.language) if isinstance(text, Authored) else made


def authored(value: object) -> Iterator[Authored]:
    """Every such text in a value of a briefing."""
    if isinstance(value, Authored):
        yield value
    elif is_dataclass(value) and not isinstance(value, Dossier):
        for each in fields(value):
            yield from authored(getattr(value, each.name))
    elif isinstance(value, (tuple, Mapping)):
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from authored(entry)


@dataclass(frozen=True, slots=True)
class Label:
    """How a record is named where it is cited: `12` (a source), `E7`, `J1`, `F2`, or an actor's name."""

    id: str
    kind: str
    text: str
    title: str
    anchor: str | None
    """The element on the page that holds the record; None where the page does not hold it."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where a record is cited: the name of the place, and its anchor."""

    text: str
    anchor: str
    again: bool = field(default=False, compare=False)
    """Whether the place prints anew what another one cites it for, such as the table of figures."""


_LETTERED = re.compile(r"([A-Z])(\d+)")
_RUN = 3
"""From how many labels on a run of them is written by its ends."""
Named = TypeVar("Named", Label, Use)


def runs(labels: Sequence[Named]) -> Iterator[list[Named]]:
    """Labels in stretches: those that follow one another, where it is shorter to write the first and the last."""
    for _, each in groupby(enumerate(labels), key=lambda pair: _place(pair[1].text, pair[0])):
        run = [label for _, label in each]
        yield from [run] if len(run) >= _RUN else ([label] for label in run)


def _place(label: str, index: int) -> tuple[str, int]:
    """The same for all labels of a run: the letter, and how far its number is from its index."""
    found = _LETTERED.fullmatch(label)
    return (found[1], int(found[2]) - index) if found else (label, -index)


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word that groups records, as written and for reading: `territorial-control`, `territorial control`."""

    key: str
    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment in words and in ISO 8601: a time of day with its offset, else the day, month or year as written."""

    words: str
    iso: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class When:
    """A date as written, in words, and as the first and last possible day at the place (ISO; None: open).

    The words say its time of day too; `clock` is that time as written, and `time` in words.
    """

    written: str
    words: str
    earliest: str | None
    latest: str | None
    clock: str | None = None
    time: str = ""
    project_time: str = ""
    """What the clocks of the project showed, in words, if it is told by those of another place."""
    day_known: bool = True
    """Whether the date is one day: the heading of its day then says all but the time."""
    begins: float | None = None
    """From when on it may be, in days since 1970-01-01 on the clocks of the place; None: open."""
    ends: float | None = None
    """Until when, not included."""
    doubted: bool = False
    """Whether any part of it is approximate or unconfirmed."""

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Cite:
    """A source as an event cites it: its label, its grade in two characters, and where in it."""

    label: Label
    grade: str
    reliability: str
    credibility: int
    at: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure: what is counted, its range, as of when, and who says so."""

    what: Keyword
    value: str
    """In words: `1,000–3,500, best estimate 2,000`."""
    figure: str
    """The number or range alone: `1,000–3,500`, `at least 800`."""
    digits: str
    """That without words: `800`."""
    qualifier: str
    """What its words say beside that: `best estimate 2,000`."""
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    counted: When | None
    sources: tuple[Label, ...]
    event: Label | None = None
    change: str | None = None
    """Since the previous issue, in words; None where nothing can be compared."""

    @property
    def bound(self) -> tuple[str, str]:
        """What its words say before the digits and behind them: the `at least` of `at least 800`."""
        before, _, behind = self.figure.partition(self.digits) if self.digits else ("", "", self.figure)
        return before.strip(), behind.strip()

    @property
    def measure(self) -> str | None:
        """The unit, where the name of what is counted does not say it: not the `strikes` of `air strikes`."""
        said = self.unit is not None and set(self.unit.casefold().split()) <= set(self.what.words.casefold().split())
        return None if said else self.unit


@dataclass(frozen=True, slots=True)
class Course:
    """What was counted of one thing at different times, in their order; two amounts at least."""

    amounts: tuple[Amount, ...]

    @property
    def what(self) -> Keyword:
        """What is counted."""
        return self.amounts[0].what

    @property
    def measure(self) -> str | None:
        """Its unit, where its name does not say it."""
        return self.amounts[0].measure


@dataclass(frozen=True, slots=True)
class Name:
    """An actor or a place as it is named in running text."""

    id: str
    name: str
    anchor: str | None
    native: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chance:
    """A likelihood: the words of the scale, and its bounds in hundredths. `stated` is the number as written."""

    words: str
    key: str | None
    low: float
    high: float
    band: str
    """`80–95 %`, or `85 %`."""
    stated: str | None = None
