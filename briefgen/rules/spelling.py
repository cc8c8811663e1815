"""Abbreviations that a reader cannot know where they are met first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from briefgen import diction
from briefgen.dates import Day, days
from briefgen.diagnostics import Finding, advice
from briefgen.model import Brief, Dossier, Event, Judgement
from briefgen.rules.parts import Text, assessments, at_once, facts
from briefgen.rules.texts import Words
from briefgen.spans import Place

_CAPITALS = re.compile("[A-Z]{2,}s?")
_ABBREVIATION = re.compile(r"(?<![\w@/.-])(?![IVX]+\b)[A-Z]{2,6}s?(?![\w.-])")
_NONE = re.compile(r"\[@[^\]\[]*+\]|\b(?=(?:[A-Z]+ )*[A-Z]{7}|(?:[A-Z]+ ){2}[A-Z]+\b)[A-Z]+(?: [A-Z]+)+\b")
"""What holds no abbreviations: citations, and headlines (three words in capitals, or two and one of seven letters)."""
_BRACKETED = re.compile(r"\((?:the\s+|or\s+)?[“\"‘']?([A-Z]{2,6}s?)[”\"’']?(?=[),;])")
_SPELT_BEHIND = re.compile(r"\b([A-Z]{2,6}s?)\s+\(([A-Z][^()]{3,100})\)")
_PAGE_ONE = ("title", "bottom_line", "key_figures", "phases")
_SINCE_EVER: Day = Day(-(10**9), 1, 1)
_FOR_EVER: Day = Day(10**9, 1, 1)


@advice
def undefined_abbreviation(dossier: Dossier) -> Iterator[Finding]:
    """An abbreviation is not written out where a reader meets it first.

    It counts as known when a text gives it in brackets behind the name, or the name in brackets behind it, at its first
    use or before. Before a use come, in the order in which a page is read:

    - what stands before it in the same text;
    - the other texts of the same record: the text under a title may write out what the title shortens;
    - of an event, the events of an earlier day and of the same day;
    - of a judgement or forecast, the events up to its `as_of:`;
    - of a brief, its own texts before, and the events up to its cut-off.

    So what a later event or another brief writes out does not help. An abbreviation that is found once is not found
    again. Known are also the names and aliases of actors and places, what every reader knows (UN, EU), and what the
    desk lists under `lexicon:`, `known:`. Roman numerals and headlines in capitals have none.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: The NGRC cuts the power}
          - {id: repair, date: 2024-03-02, title: The National Grid Control Centre (NGRC) restores the power}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: The National Grid Control Centre (NGRC) cuts the power}
          - {id: repair, date: 2024-03-02, title: The NGRC restores the power}
    """
    uses = _unknown(dossier)
    if not uses:
        return
    order = _Order(dossier)
    written = _written_out(dossier, order, uses.keys())
    for name, found in uses.items():
        known = written.get(name)
        open_ = [use for use in found if known is None or not order.is_known(use, known)]
        if open_:
            first = min(open_, key=order.rank)
            yield Finding(
                first.words.part(first.start, first.start + len(first.written)),
                f"`{first.written}` is written out nowhere" + (" before this" if known else ""),
                f"at its first use, write the name and `({first.written})` behind it; "
                "or list it under `lexicon:`, `known:`",
            )


class _Use(NamedTuple):
    """An abbreviation in a text: where it begins, and how it is written."""

    words: Words
    start: int
    written: str


@dataclass(slots=True)
class _Written:
    """Where an abbreviation is written out: in each text at what character first, in which events, in which briefs."""

    texts: dict[Place, int] = field(default_factory=dict)
    records: dict[Place, set[Place]] = field(default_factory=dict)
    """The texts of each record, by their places, that write it out."""
    events: list[tuple[Day, Place]] = field(default_factory=list)
    """The first two days, at most, of different texts of events that write it out, with these."""
    briefs: list[Words] = field(default_factory=list)


def _unknown(dossier: Dossier) -> dict[str, list[_Use]]:
    """The abbreviations that nobody knows of himself, without the s of a plural, and where they are used."""
    known = {word for lexicon in dossier.lexicons for word in lexicon.known}
    for records in (dossier.actors, dossier.places):
        for record in records:
            known |= {word for name in (record.name, *record.aliases) for word in name.replace("-", " ").split()}
    publishers = {source.publisher for source in dossier.sources if source.publisher}
    known |= {word for publisher in publishers for word in re.split(r"\W+", publisher)}
    uses: dict[str, list[_Use]] = {}
    for language, words in _telling(dossier, known):
        manner = diction.manner(language)
        if manner is None or words.text.isupper():
            continue  # in capitals throughout, nothing tells an abbreviation
        met = set()
        for found in _ABBREVIATION.finditer(_NONE.sub(lambda none: " " * len(none[0]), words.text)):
            word = found[0].removesuffix("s")
            if word not in met and not _is_one_of(found[0], known, manner.known):
                met.add(word)
                uses.setdefault(word, []).append(_Use(words, found.start(), found[0]))
    return uses


def _telling(dossier: Dossier, known: AbstractSet[str]) -> Iterator[Text]:
    """The texts with an abbreviation that is not known: they are few."""
    for listed in at_once(dossier):
        ends = [*accumulate(len(words.text) + 1 for _, words in listed)]
        found = _CAPITALS.finditer("\n".join(words.text for _, words in listed))
        for number in sorted({bisect_right(ends, each.start()) for each in found if each[0] not in known}):
            yield listed[number]


def _written_out(dossier: Dossier, order: _Order, names: AbstractSet[str]) -> Mapping[str, _Written]:
    """Where names are written out, of those that have to be."""
    made: dict[str, _Written] = {}
    for _, words in (*facts(dossier), *assessments(dossier)):
        if "(" not in words.text:
            continue
        for name, start in _definitions(words.text):
            if name not in names:
                continue
            written, place = made.setdefault(name, _Written()), words.place
            if start >= written.texts.get(place, len(words.text)):
                continue
            written.texts[place] = start
            written.records.setdefault(words.start, set()).add(place)
            if (event := order.events.get(words.start)) is not None:
                kept = [each for each in written.events if each[1] != place]
                written.events = sorted([*kept, (order.day(event), place)], key=lambda each: each[0])[:2]
            elif order.brief(words) is not None:
                written.briefs.append(words)
    return made


def _definitions(text: str) -> Iterator[tuple[str, int]]:
    """The abbreviations that a text writes out, without the s of a plural, and where they stand in it."""
    for found in _BRACKETED.finditer(text):
        yield found[1].removesuffix("s"), found.start(1)
    for found in _SPELT_BEHIND.finditer(text):
        initials = "".join(word[0] for word in re.findall(r"[^\W\d_][\w’']*", found[2]) if word[0].isupper())
        if initials == (name := found[1].removesuffix("s")):
            yield name, found.start(1)


class _Order:
    """The order in which texts are read, where it is established."""

    def __init__(self, dossier: Dossier) -> None:
        self._zone = dossier.zone
        self.events: Mapping[Place, Event] = {event.at(): event for event in dossier.events}
        self._judgements: Mapping[Place, Judgement] = {
            each.at(): each for each in (*dossier.assessments, *dossier.forecasts)
        }
        self._briefs: dict[Place, tuple[Brief, int]] = {}
        """The briefs by their place, and those that name a Markdown file first, with the number of its section."""
        for brief in dossier.briefs:
            self._briefs[brief.at()] = brief, 0
            for index, section in enumerate(brief.sections):
                if (name := dossier.text_file(brief, section)) is not None:
                    self._briefs.setdefault(Place(name), (brief, index))

    def brief(self, words: Words) -> Brief | None:
        """The brief that a text is of."""
        return self._briefs[words.start][0] if words.start in self._briefs else None

    def day(self, event: Event) -> Day:
        """The first day that an event may be of."""
        first, last = days(event.date, event.time, self._zone)
        return first or last or _SINCE_EVER

    def is_known(self, use: _Use, written: _Written) -> bool:
        """Whether an abbreviation is written out where a reader has read it before."""
        words, place = use.words, use.words.place
        if written.texts.get(place, use.start + 1) <= use.start:
            return True
        brief = self.brief(words)
        if brief is None and written.records.get(words.start, set()) - {place}:
            return True
        if any(day <= self._until(words, brief) for day, other in written.events if other != place):
            return True
        return brief is not None and any(
            self.brief(each) is brief and self._position(each) < self._position(words) for each in written.briefs
        )

    def _until(self, words: Words, brief: Brief | None) -> Day:
        """The day up to which events are read before a text, or beside it."""
        if (event := self.events.get(words.start)) is not None:
            return self.day(event)
        known = (
            brief.cutoff if brief else self._judgements[words.start].as_of if words.start in self._judgements else None
        )
        return known.point.latest if known is not None else _FOR_EVER

    def _position(self, words: Words) -> tuple[int, int, int]:
        """Where a text stands in its brief: page one, the part, the section, its title or its text."""
        brief, index = self._briefs[words.start]
        path = words.path or ("sections", index, "text")
        if path[0] == "sections" and len(path) > 1:
            index = int(path[1])
            return (1 if brief.sections[index].part == "fact" else 2, index, path[-1] != "title")
        return (
            (2, len(brief.sections), 0)
            if path[0] == "trends"
            else (0, _PAGE_ONE.index(path[0]) if path[0] in _PAGE_ONE else 9, 0)
        )

    def rank(self, use: _Use) -> tuple[int, Day]:
        """A key that sorts uses by where they are read: events by their days, then what else there is.

        Those with one key are read in the order they were found in.
        """
        event = self.events.get(use.words.start)
        return (0, self.day(event)) if event is not None else (1, _SINCE_EVER)


def _is_one_of(word: str, *known: AbstractSet[str]) -> bool:
    """Whether an abbreviation, or its singular, is among what is known."""
    return any(word in each or word.removesuffix("s") in each for each in known)
