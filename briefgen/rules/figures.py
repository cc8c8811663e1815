"""Numbers in the words of the fact part against the figures that the ledger has recorded."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen import diction, prose
from briefgen.dates import days
from briefgen.diagnostics import Finding, warning
from briefgen.diction import Amount, Topic
from briefgen.model import Dossier, Event, Figure
from briefgen.rules.parts import facts
from briefgen.rules.texts import Words

_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*\n).)+", re.DOTALL)
_CITED = re.compile(r"\[@[^\]]*\]|`[^`]*`|https?://\S+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(
    rf"(?<!since )(?<!from )\b(\d{{1,2}})(?:(?:\s+and\s+|\s+to\s+|[–-])(\d{{1,2}}))?\s+({'|'.join(_MONTHS)})"
)


@warning
def number_outside_range(dossier: Dossier) -> Iterator[Finding]:
    """A text gives another number than the figure that is recorded for the same thing.

    One of the two is wrong, and a reader meets both: in the text, and among the figures. Held against a number are the
    figures of the event whose text it stands in, and those of the events and sources that its sentence cites, or the
    next one behind it that cites any. What counts as the same thing has to be sure: the noun behind the number is that
    of the figure's `what` or `unit`, and what became of them is told (`killed`, `freed`). A number that another cited
    source gives, that `conflicts` names, or that is of another day than the figure's `counted`, is left alone; so is a
    text that tells the figure itself elsewhere. Round numbers stand for what rounds to them.

    Bad:

        events:
          - id: storm
            date: 2024-03-01
            title: Storm hits the town
            text: The storm killed 41 people.
            figures: [{what: killed-in-the-storm, best: 14, unit: people, counted: 2024-03-01}]

    Good:

        events:
          - id: storm
            date: 2024-03-01
            title: Storm hits the town
            text: The storm killed 14 people.
            figures: [{what: killed-in-the-storm, best: 14, unit: people, counted: 2024-03-01}]
    """
    own = {(event.at().file, event.at().path): event for event in dossier.events if event.figures}
    for language, words in facts(dossier):
        event = own.get((words.start.file, words.start.path))
        if language != "en" or words.path[:1] == ("conflicts",) or not (event or "[@" in words.text):
            continue
        for found in _PARAGRAPH.finditer(words.text):
            ids, small = frozenset(prose.written_ids(found[0])), found[0].lower()
            if any(each.topic.may_be_in(small) for each in _recorded(dossier, event, ids)):
                yield from _in_paragraph(dossier, words, event, *found.span())


class _Recorded(NamedTuple):
    """A figure with the event that it is recorded in."""

    event: Event
    figure: Figure

    @property
    def topic(self) -> Topic:
        """What it counts."""
        return diction.topic(self.figure.what, self.figure.unit)

    @property
    def low(self) -> float:
        """At least so many."""
        figure = self.figure
        return figure.low if figure.low is not None else 0 if figure.high is not None else figure.best or 0

    @property
    def high(self) -> float:
        """At most so many; `inf` where nobody says."""
        figure = self.figure
        if figure.high is None and figure.low is None and figure.best is not None:
            return figure.best
        return math.inf if figure.high is None else figure.high

    def excludes(self, amount: Amount) -> bool:
        """Whether an amount is none that the figure allows, or bounds it closer than the figure does."""
        apart = amount.high < self.low or amount.low > self.high
        above = amount.high == self.high == math.inf and amount.low > self.low
        below = amount.low == self.low == 0 and amount.high < self.high
        return apart or above or below

    def tells(self, amount: Amount) -> bool:
        """Whether an amount is just what the figure says."""
        return amount.bounded and self.low <= amount.high and amount.low <= min(self.high, self.low * 1.1 + 1)


def _in_paragraph(dossier: Dossier, words: Words, own: Event | None, start: int, end: int) -> Iterator[Finding]:
    text = _CITED.sub(lambda found: "\x1f" * len(found[0]), words.text)
    read = [amount for amount in diction.amounts(text, start, end) if not (amount.share or amount.vague)]
    if not read:
        return
    sentences = [(first + start, last + start) for first, last in diction.sentences(words.text[start:end])]
    for amount in read:
        at = next((index for index, (first, last) in enumerate(sentences) if first <= amount.start < last), None)
        if at is None:
            continue
        cited = _cited(words.text, sentences[at:])
        first, last = sentences[at]
        same = [
            each
            for each in _recorded(dossier, own, cited)
            if each.topic.is_of(text, amount, *_clause(text, amount, first, last))
            and _is_of_day(each.figure, text[first:last])
        ]
        if same and all(each.excludes(amount) and not _is_explained(each, amount, read) for each in same):
            yield Finding(
                words.part(amount.start, amount.end),
                f"`{words.text[amount.start : amount.end]}` is not what `{same[0].event.id}` records of "
                f"`{same[0].figure.what}`: {_in_words(same[0])}",
                "correct the number or the figure; where sources differ, cite who says so, or write `conflicts:`",
            )


def _cited(text: str, sentences: list[tuple[int, int]]) -> frozenset[str]:
    """The ids that the first of these sentences cites, or the next that cites any."""
    for start, end in sentences:
        if ids := frozenset(prose.written_ids(text[start:end])):
            return ids
    return frozenset()


def _recorded(dossier: Dossier, own: Event | None, cited: frozenset[str]) -> Iterator[_Recorded]:
    """The figures that a number is held against, in all revisions of what is cited."""
    for figure in own.figures if own else ():
        if own and (figure.source is None or figure.source in cited or not cited & dossier.sources.ids):
            yield _Recorded(own, figure)
    by_source = dossier.derived("figures by source", lambda: _by_source(dossier))
    for id_ in cited:
        for event in dossier.events.revisions(id_):
            yield from (_Recorded(event, figure) for figure in event.figures)
        if own is None:
            yield from by_source.get(id_, ())


def _by_source(dossier: Dossier) -> Mapping[str, list[_Recorded]]:
    found: dict[str, list[_Recorded]] = {}
    for event in dossier.events:
        for figure in event.figures:
            if figure.source is not None:
                found.setdefault(figure.source, []).append(_Recorded(event, figure))
    return found


def _clause(text: str, amount: Amount, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence between semicolons that an amount stands in."""
    stop = text.find(";", amount.end, end)
    return max(start, text.rfind(";", start, amount.start) + 1), stop if stop >= 0 else end


def _is_of_day(figure: Figure, sentence: str) -> bool:
    """Whether a sentence names the day that a figure was counted, or none."""
    named = [
        (_MONTHS.index(month) + 1, int(day))
        for first, second, month in _DAY.findall(sentence)
        for day in (first, second)
        if day
    ]
    if not named or figure.counted is None:
        return True
    first, last = days(figure.counted)
    return any(first and last and first[1:] <= day <= last[1:] for day in named)


def _is_explained(recorded: _Recorded, amount: Amount, read: list[Amount]) -> bool:
    """Whether the text tells the figure itself beside, the amount is a part of it, or the event has other counts."""
    others = [each for each in read if each is not amount]
    parts = (
        each for each in others if recorded.low <= amount.high + each.high and amount.low + each.low <= recorded.high
    )
    if any(recorded.tells(each) for each in others) or (amount.high < recorded.low and any(parts)):
        return True
    differing = diction.amounts(recorded.event.conflicts or "")
    return any(each.low <= amount.high and amount.low <= each.high and each.bounded for each in differing)


def _in_words(recorded: _Recorded) -> str:
    low, high = (f"{number:,.12g}" for number in (recorded.low, min(recorded.high, 1e18)))
    if recorded.high == math.inf:
        return f"at least {low}"
    return f"at most {high}" if recorded.low == 0 else low if low == high else f"{low} to {high}"
