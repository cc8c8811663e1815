"""From where a dossier is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefgen import ledger
from briefgen.briefing.elements import Authored, Keyword, Stamp, When
from briefgen.briefing.wording import humanised
from briefgen.dates import (
    Clock,
    Date,
    Moment,
    days,
    extent,
    in_words,
    moment_day_in_words,
    moment_in_words,
    time_in_words,
    zone_time_in_words,
)
from briefgen.language import Locale, locale_of, primary
from briefgen.model import Brief, Dossier, Event


@dataclass(frozen=True)
class Viewpoint:
    """For which brief a dossier is looked at, in which language, and after which earlier cut-off."""

    dossier: Dossier
    brief: Brief
    language: str
    earlier: tuple[Brief, ...]
    """The issues of its kind before this one, by their cut-offs, the latest first."""
    before: Dossier | None
    """The dossier as known at the previous issue's cut-off."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What is printed for words that records are grouped and counted by, where the brief's language has others."""
    apart: bool = False
    """Whether `before` is a ledger of its own, and not this one at an earlier moment."""

    @property
    def locale(self) -> Locale:
        """The labels and customs of the page: those of the brief's language, or else English ones."""
        return locale_of(self.language)

    @property
    def then(self) -> Viewpoint:
        """From where earlier versions are looked at: from `before`, where that is a ledger of its own."""
        return replace(self, dossier=self.before, before=None, apart=False) if self.apart and self.before else self

    @property
    def previous(self) -> Brief | None:
        """The issue before this one."""
        return self.earlier[0] if self.earlier else None

    @property
    def previous_cutoff(self) -> int | None:
        """The last instant that the previous issue knew of."""
        return self.dossier.cutoff(self.previous) if self.previous else None


def viewpoint(dossier: Dossier, brief: Brief, words: Mapping[str, str]) -> Viewpoint:
    """That of a brief; `words` as in `Viewpoint`."""
    language = brief.language or dossier.project.language
    earlier = tuple(ledger.issues_before(dossier, brief))
    before = ledger.as_known(dossier, dossier.cutoff(earlier[0])) if earlier else None
    return Viewpoint(dossier, brief, language, earlier, before, words)


def when(view: Viewpoint, date: Date, event: Event | None = None) -> When:
    """A date in words and as days; that of an event with its time."""
    clock = event.time if event else None
    known = view.dossier.derived("dates in words", dict[tuple[str, str, str], When])  # of many events it is one
    key = date.text, clock.text if clock else "", view.language
    if key not in known:
        known[key] = _when(view, date, clock)
    return known[key]


def _when(view: Viewpoint, date: Date, clock: Clock | None) -> When:
    zone = view.dossier.zone
    first, last = days(date, clock, zone)
    begins, ends = extent(date, clock, zone)
    return When(
        written=date.text,
        words=in_words(date, clock, zone, view.language),
        earliest=first.iso() if first else None,
        latest=last.iso() if last else None,
        clock=clock.text if clock else None,
        time=time_in_words(date, clock, zone, view.language),
        project_time=zone_time_in_words(date, clock, zone, view.language),
        day_known=first is not None and first == last and not date.approximate and not date.uncertain,
        begins=begins,
        ends=ends,
        doubted=bool(date.approximate or date.uncertain),
    )


def stamp(view: Viewpoint, moment: Moment) -> Stamp:
    """A moment in words and in ISO, on the clocks of the place."""
    known, zone = view.dossier.derived("moments in words", dict[tuple[str, str], Stamp]), view.dossier.zone
    key = moment.text, view.language
    if key not in known:
        iso = moment.text if moment.date_only else moment.local(zone).isoformat()
        known[key] = Stamp(moment_in_words(moment, zone, view.language), iso)
    return known[key]


def day_of(view: Viewpoint, moment: Moment) -> str:
    """The day of a moment in words, on the clocks of the place."""
    return moment_day_in_words(moment, view.dossier.zone, view.language)


def keyword(view: Viewpoint, word: str) -> Keyword:
    """A word that groups or counts records, with its words."""
    return Keyword(word, in_print(view, word, humanised(word)))


def in_print(view: Viewpoint, word: str, words: str | None = None) -> str:
    """What is printed for such a word: `words` in the project's language, or what the brief's language has for it."""
    if word in view.words:
        return view.words[word]
    original = view.dossier.project.language
    foreign = primary(original) != primary(view.language)
    return Authored(words or word, language=original) if foreign else words or word
