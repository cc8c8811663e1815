"""What a briefing holds of what is new since another issue: records that changed, and what of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefgen.briefing.elements import Keyword, Label, Stamp


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
