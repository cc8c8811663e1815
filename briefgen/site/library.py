"""What the pages of an archive are made of: a ledger as its issues know it, with all that touches each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from briefgen import chronology, ledger
from briefgen.briefing.elements import Label
from briefgen.briefing.judged import Step
from briefgen.briefing.labels import Labels, title
from briefgen.briefing.movement import history
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.dates import days, in_words
from briefgen.language import Locale, locale_of
from briefgen.model import Dossier, Event, Judgement, Record, Source
from briefgen.outputs.page import filters, worded
from briefgen.scales import Handling
from briefgen.site.touching import Touching, touching
from briefgen.themes import Theme

UNDATED = "undated"
"""The month of what has no date."""
_SHORT = 48
"""So many letters of a title stand where it is cited."""


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue that is listed: what it is called, where its page is from the archive's, and which anchors that has."""

    id: str
    named: str
    title: str
    language: str
    address: str | None
    """That of its HTML page; None where it has none."""
    holds: frozenset[str]
    """The records it holds, by kind and id: `event-outage`."""
    known: int
    """The last instant that it knows of, in seconds since 1970."""


class Line(NamedTuple):
    """An event in a list: its anchor, when it was, its title and its status."""

    anchor: str
    date: str
    title: str
    status: str | None


@dataclass(frozen=True)
class Library:
    """A ledger that is ready to be laid out."""

    dossier: Dossier
    view: Viewpoint
    """With no issue before it: nothing is late or moved."""
    issues: tuple[Issued, ...]
    """The earliest first."""
    handling: Handling
    labels: Labels
    touching: Touching
    months: Mapping[str, Sequence[Event]]
    """The events by the month of their first possible day, each in the order of the chronology; undated ones last."""
    sheets: Mapping[str, str]
    """The file that holds each event, by its id."""
    lay: Callable[..., str]
    """Lays a template out over data."""
    _since: Viewpoint | None = None

    @property
    def locale(self) -> Locale:
        """The labels and customs of its pages."""
        return self.view.locale

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Which event comes where in the chronology, by its id."""
        return {id_: place for place, id_ in enumerate(self.sheets)}

    def line(self, id_: str) -> Line:
        """An event in a list."""
        event, label = self.dossier.events[id_], self.labels.known[id_]
        return Line(f"event-{id_}", label.text, event.title, event.status)

    def history(self, record: Judgement) -> tuple[Step, ...]:
        """How a judgement moved, by the issues that first printed each step."""
        records = self.dossier.forecasts if record.id in self.dossier.forecasts else self.dossier.assessments
        moved = len(records.revisions(record.id)) > 1 and self._since is not None
        return history(self._since, record) if moved and self._since else ()

    def has_printed(self, record: Judgement) -> bool:
        """Whether any of its issues printed a judgement as it stands: each that holds it, the version it knew."""
        keys = (record.section, None), (record.section, record.id)
        holding = (each for key in keys for each in self._printing.get(key, ()))
        return any(ledger.standing(self.dossier, record.id, each.known) == record for each in holding)

    @cached_property
    def _printing(self) -> Mapping[tuple[str, str | None], Sequence[Issued]]:
        """The issues by what they name, each by section and id; those that name none, and print all, by the section."""
        found: dict[tuple[str, str | None], list[Issued]] = {}
        for issue in self.issues:
            brief = self.dossier.briefs[issue.id]
            for section, named in (("assessments", brief.judgements), ("forecasts", brief.forecasts)):
                for id_ in [None] if named is None else named:
                    found.setdefault((section, id_), []).append(issue)
        return found

    def address(self, anchor: str) -> str | None:
        """Where the record of an anchor stands: a page of its own, or for an event that of its month."""
        kind, _, id_ = anchor.partition("-")
        if kind == "event":
            return f"{self.sheets[id_]}#{anchor}" if id_ in self.sheets else None
        label = self.labels.known.get(id_)
        return f"{anchor}.html" if label and label.anchor == anchor else None

    def printed(self, anchor: str) -> list[tuple[Issued, str | None]]:
        """The issues that hold a record, the earliest first, and where in them it stands."""
        found = (self.issues[number] for number in self.touching.issues.get(anchor, ()))
        return [(each, f"{each.address}#{anchor}" if each.address else None) for each in found]


def library(dossier: Dossier, issues: Iterable[Issued], handling: Handling, theme: Theme) -> Library:
    """What a dossier holds for readers of these issues, at a marking: as the last of them knows it, and nothing above.

    Of issues there is one at least, and each is a brief of the dossier.
    """
    issues = tuple(sorted(issues, key=lambda each: (each.known, each.id)))
    language = dossier.project.language
    held = ledger.archived(dossier, [each.id for each in issues], handling, issues[-1].known)
    seen = ledger.in_use(ledger.told_in(held, language))
    latest = seen.briefs[issues[-1].id]
    view = Viewpoint(seen, latest, language, (), None)
    labels = Labels(seen, view.locale, {label.id: label for label in _labels(view)})
    months = _months(seen)
    words = filters(language, labels.known, seen.project.scale, "screen")
    words["told"] = lambda text, tongue: worded(view.locale, locale_of(tongue).tag, text)
    words["in_tongue"] = lambda text, tongue: worded(view.locale, tongue, text)
    numbered = ledger.one_edition_each(seen, (each for each in seen.briefs.current if each.form == "sitrep"), language)
    since = replace(view, brief=numbered[0], earlier=tuple(numbered[1:])) if numbered else None
    return Library(
        seen,
        view,
        issues,
        handling,
        labels,
        touching(seen, [each.holds for each in issues]),
        months,
        {event.id: name for month, events in months.items() for name, part in sheets(month, events) for event in part},
        theme.layout(view.locale, words),
        since,
    )


_SHEET = 200
"""So many events stand on a page."""


def sheets(month: str, events: Sequence[Event]) -> list[tuple[str, Sequence[Event]]]:
    """The pages of a month: their files, and the events on each."""
    parts = [events[start : start + _SHEET] for start in range(0, len(events), _SHEET)]
    return [(f"chronology-{month}{f'.{at}' if at > 1 else ''}.html", part) for at, part in enumerate(parts, 1)]


def _months(dossier: Dossier) -> dict[str, Sequence[Event]]:
    found: dict[str, list[Event]] = {}
    for event in chronology.of(dossier):
        found.setdefault(month_of(dossier, event), []).append(event)
    return {month: found[month] for month in sorted(found)}


def month_of(dossier: Dossier, event: Event) -> str:
    """`2024-12`: that of the first day that an event may have happened on, else of the last."""
    ends = days(event.date, event.time, dossier.zone)
    day = next((end.iso() for end in ends if end is not None), "")
    return day[:7] if len(day) == len("2024-12-01") else UNDATED


def _labels(view: Viewpoint) -> Iterable[Label]:
    for records in view.dossier.kinds:
        for record in records.current:
            name = title(record, view.locale)
            # What a confidential source told over the years, on one page, would point at who it is.
            open_ = not (isinstance(record, Source) and record.confidential)
            yield Label(
                record.id,
                record.kind,
                _cited(view, record, name),
                name,
                f"{record.kind}-{record.id}" if open_ else None,
            )


def _cited(view: Viewpoint, record: Record, name: str) -> str:
    """How a record is cited: an event by its day, a source by who published it, others by their name."""
    if isinstance(record, Event):
        return in_words(record.date, None, view.dossier.zone, view.language)
    if isinstance(record, Source):
        if record.confidential:
            return view.locale.gettext("confidential source")
        name = record.publisher or record.title
    return name if len(name) <= _SHORT else f"{name[:_SHORT].rsplit(' ', 1)[0]}…"
