"""How records are named where they are cited, and where each is cited from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from briefgen.briefing.elements import Authored, Label, Use
from briefgen.language import ENGLISH, Locale
from briefgen.model import Actor, Brief, Dossier, Event, Forecast, Judgement, Location, Record, Source
from briefgen.prose import cited_ids, plain


@dataclass(slots=True)
class Labels:
    """The labels of one page while it is being arranged.

    Events, judgements and forecasts are numbered in the order they stand in; sources as they are first cited, in
    reading order. What is cited but stands nowhere has a label without an anchor.
    """

    dossier: Dossier
    locale: Locale = ENGLISH
    known: dict[str, Label] = field(default_factory=dict)
    numbered: list[str] = field(default_factory=list)
    uses: dict[str, dict[Use, None]] = field(default_factory=dict)

    def name(self, records: Iterable[Record], letter: str, start: int = 1) -> None:
        """Number records that have a place on the page: `E1`, `E2`, ..."""
        for number, record in enumerate(records, start):
            self.known[record.id] = self._label(record, f"{letter}{number}", f"{record.kind}-{record.id}")

    def cite(self, ids: Iterable[str], use: Use | None) -> None:
        """Take note that records are cited from a place. A source met for the first time gets the next number."""
        for id_ in ids:
            if id_ not in self.known and (source := self.dossier.sources.get(id_)) is not None:
                self.numbered.append(id_)
                number = str(len(self.numbered))
                self.known[id_] = self._label(source, number, f"source-{source.id}")
            if use is not None:
                self.uses.setdefault(id_, {})[use] = None

    def cite_prose(self, text: str | None, use: Use | None) -> None:
        """Take note of all that a text cites."""
        if text:
            self.cite(_cited(text), use)

    def of(self, id_: str) -> Label:
        """The label of a record; by its name or id where it has no place on the page."""
        if id_ in self.known:
            return self.known[id_]
        record = self.dossier.find(id_)
        return worded(record, self.locale) if record else Label(id_, "record", id_, id_, None)

    def _label(self, record: Record, text: str, anchor: str) -> Label:
        return Label(record.id, record.kind, text, title(record, self.locale), anchor)

    def used(self, id_: str) -> tuple[Use, ...]:
        """Where a record is cited from."""
        return tuple(self.uses.get(id_, ()))

    def elsewhere(self) -> Mapping[str, Label]:
        """Labels of what is cited without being on the page."""
        return {id_: self.of(id_) for id_ in self.uses if id_ not in self.known}


@lru_cache(maxsize=16_384)
def _cited(text: str) -> tuple[str, ...]:
    """What a text cites: asked again where it is printed anew, and by the next issue."""
    return tuple(cited_ids(text))


def title(record: Record, locale: Locale) -> str:
    """What a record is called in a line."""
    if isinstance(record, (Event, Source, Brief)):
        return record.title
    if isinstance(record, (Actor, Location)):
        return record.name
    if isinstance(record, Forecast) and record.condition:
        condition, text = plain(record.condition), plain(record.text)
        return locale.gettext("If %(condition)s: %(text)s", condition=condition, text=text)
    return _plain(record.text) if isinstance(record, Judgement) else record.id


def _plain(text: str) -> str:
    """A text without its markup, still in its language."""
    language = getattr(text, "language", None)
    return Authored(plain(text), language=language) if language else plain(text)


def worded(record: Record, locale: Locale) -> Label:
    """The label of a version that the page does not hold: its own words."""
    words = title(record, locale)
    return Label(record.id, record.kind, words, words, None)
