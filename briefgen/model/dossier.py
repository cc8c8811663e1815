"""A project's records together: what was written, unchangeable."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from briefgen.dates import Moment
from briefgen.model.analysis import Assessment, Forecast, Judgement
from briefgen.model.brief import Brief, Project, Section
from briefgen.model.facts import Actor, Event, Location, Source
from briefgen.model.issue import Issue
from briefgen.model.lexicon import Lexicon
from briefgen.model.record import Record

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_IMPROBABLE = 5
"""From this credibility on, an account confirms nothing (Admiralty code)."""


class Records(Generic[R]):
    """The records of one kind: iteration gives all as written, revisions included; `in` and `[]` go by id."""

    def __init__(self, records: Iterable[R] = (), zone: ZoneInfo | None = None) -> None:
        self._all = tuple(records)
        self._zone = zone

    def __iter__(self) -> Iterator[R]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __getitem__(self, id_: str) -> R:
        """The latest revision of a record."""
        return self._by_id[id_][-1]

    def get(self, id_: str | None) -> R | None:
        """The latest revision of a record, or None where there is none."""
        found = self._by_id.get(id_ or "")
        return found[-1] if found else None

    def revisions(self, id_: str) -> tuple[R, ...]:
        """All that was written under an id, the earliest known first."""
        return tuple(self._by_id.get(id_, ()))

    @property
    def ids(self) -> KeysView[str]:
        """Every id, in the order first written."""
        return self._by_id.keys()

    @property
    def current(self) -> Iterator[R]:
        """The latest revision of every record, in the order first written."""
        return (revisions[-1] for revisions in self._by_id.values())

    @cached_property
    def _by_id(self) -> dict[str, list[R]]:
        table: dict[str, list[R]] = {}
        for record in self._all:
            table.setdefault(record.id, []).append(record)
        for revisions in table.values():
            if len(revisions) > 1:
                revisions.sort(key=self.since)
        return table

    def since(self, record: R) -> tuple[int, int]:
        """A key that orders versions by their `as_of`; what states none was known from the start."""
        return (0, 0) if record.as_of is None else (1, record.as_of.first(self._zone))


@dataclass(frozen=True, eq=False)
class Image:
    """A picture named in prose, made anew as print needs it, with its size in pixels; or why it is none."""

    data: bytes = b""
    mime: str = "image/png"
    width: int = 0
    height: int = 0
    fault: str = ""


@dataclass(frozen=True, eq=False)
class Copy:
    """The saved copy of a source: its SHA-256 and what it says, or why it cannot be read.

    `doubt` says why it may hold other words than `text`, such as that it is a picture; empty where it cannot.
    """

    sha256: str = ""
    text: str = ""
    fault: str = ""
    doubt: str = ""

    def says(self, words: str) -> bool:
        """Whether it holds these words: exactly, but for white space, what has no width, and composed letters."""
        return _folded(words) in self._folded

    @cached_property
    def _folded(self) -> str:
        return _folded(self.text)


# Soft hyphens, joiners and marks of direction: no reader sees them, and no author copies them knowingly.
_NO_WIDTH = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _NO_WIDTH.sub("", text)).split())


@dataclass(frozen=True, eq=False)
class Dossier:
    """All records of a project, and the prose and pictures they name, by file name."""

    project: Project
    sources: Records[Source] = field(default_factory=Records)
    actors: Records[Actor] = field(default_factory=Records)
    places: Records[Location] = field(default_factory=Records)
    events: Records[Event] = field(default_factory=Records)
    assessments: Records[Assessment] = field(default_factory=Records)
    forecasts: Records[Forecast] = field(default_factory=Records)
    briefs: Records[Brief] = field(default_factory=Records)
    lexicons: tuple[Lexicon, ...] = ()
    issues: tuple[Issue, ...] = ()
    """The seals of the briefs that were issued."""
    texts: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, Image] = field(default_factory=dict)
    copies: Mapping[str, Copy] = field(default_factory=dict)
    themes: frozenset[str] = frozenset()
    """The names of the themes there are, the project's own and the shipped ones; none where nobody looked."""
    strays: tuple[str, ...] = ()
    """Files that lie among the content, look as if they were some, and are read by nothing."""
    _derived: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def zone(self) -> ZoneInfo | None:
        """What a time without an offset means."""
        return self.project.timezone

    @cached_property
    def kinds(self) -> tuple[Records[Any], ...]:
        """The records of every kind, in the order of the sections."""
        return tuple(getattr(self, section) for section in SECTIONS)

    def find(self, id_: str) -> Record | None:
        """The latest revision of a record of any kind."""
        for records in self.kinds:
            if (found := records.get(id_)) is not None:
                return found  # type: ignore[no-any-return]
        return None

    def theatre(self, event: Event) -> str | None:
        """An event's own theatre, or that of its place."""
        place = self.places.get(event.place)
        return event.theatre or (place.theatre if place else None)

    def judgement(self, id_: str) -> Judgement | None:
        """An assessment or a forecast."""
        return self.assessments.get(id_) or self.forecasts.get(id_)

    def provenance(self, source: Source) -> str:
        """Whose report a source really carries, followed from origin to origin: two of one are one witness.

        Sources that carry one another's in a circle are one as well.
        """
        found, _ = self._origins
        if source is self.sources.get(source.id):
            return found[source.id]
        return found.get(source.origin or "") or (source.origin or source.id).casefold()

    @property
    def origin_circles(self) -> Sequence[tuple[str, ...]]:
        """The circles in which sources carry one another's report: ids, each said to carry that of the next."""
        return self._origins[1]

    @cached_property
    def _origins(self) -> tuple[dict[str, str], list[tuple[str, ...]]]:
        found: dict[str, str] = {}
        circles = []
        for start in self.sources.ids:
            passed: list[str] = []
            walked, id_ = set[str](), start
            while id_ not in found and id_ not in walked:
                passed.append(id_)
                walked.add(id_)
                origin = self.sources[id_].origin
                if origin is None or origin not in self.sources:
                    found[id_] = (origin or id_).casefold()
                else:
                    id_ = origin
            if id_ not in found:
                circle = tuple(passed[passed.index(id_) :])
                circles.append(circle)
                found[id_] = min(circle)
            found.update(dict.fromkeys(passed, found[id_]))
        return found, circles

    @cached_property
    def fallen(self) -> frozenset[str]:
        """The sources whose report was withdrawn: their own, or one that they relay, at any remove."""
        withdrawn = {source.id for source in self.sources.current if source.withdrawn}
        return frozenset(id_ for id_ in self.sources.ids if withdrawn and not withdrawn.isdisjoint(self._line(id_)))

    def _line(self, id_: str) -> Iterator[str]:
        """A source, and those whose report it relays, from origin to origin."""
        passed = set[str]()
        source = self.sources.get(id_)
        while source is not None and source.id not in passed:
            passed.add(source.id)
            yield source.id
            source = self.sources.get(source.origin)

    def upheld(self, event: Event) -> Event:
        """The event without its citations of sources whose report was withdrawn: what still bears it out."""
        held = tuple(citation for citation in event.sources if citation.source not in self.fallen)
        return event if len(held) == len(event.sources) else event.model_copy(update={"sources": held})

    def witnesses(self, event: Event) -> set[str]:
        """The origins that bear an event out, but for an account that is improbable or cannot be judged (5, 6)."""
        return self.origins(citation.source for citation in event.sources if citation.credibility < _IMPROBABLE)

    def origins(self, ids: Iterable[str]) -> set[str]:
        """The independent origins of some sources. One more source never makes them fewer.

        Who relays a report by its author's name alone (`origin: Reuters`) is no witness beside a source that Reuters
        published; two reports that Reuters published itself, neither with an `origin:`, are each its own.
        """
        named: set[str] = set()
        own: set[str] = set()
        for id_ in ids:
            source = self.sources.get(id_)
            origin = id_ if source is None else self.provenance(source)
            (named if origin not in self.sources else own).add(origin)
        publishers = {_folded_name(self.sources[id_].publisher) for id_ in own}
        return own | {name for name in named if _folded_name(name) not in publishers}

    def text_file(self, brief: Brief, section: Section) -> str | None:
        """The project's name of the Markdown file that a section names, or None where it holds its own text."""
        return None if section.file is None else _beside(brief, section.file)

    def copy_name(self, source: Source) -> str | None:
        """The project's name of a source's saved copy, or None where there is none."""
        return None if source.saved is None else _beside(source, source.saved.file)

    def copy_of(self, source: Source) -> Copy | None:
        """The saved copy of a source, where it names one and the project's files were read."""
        name = self.copy_name(source)
        return None if name is None else self.copies.get(name)

    def prose(self, brief: Brief, section: Section) -> str | None:
        """The Markdown of a section; None where its file is missing or it has no text."""
        name = self.text_file(brief, section)
        return section.text if name is None else self.texts.get(name)

    def having(self, **changes: Any) -> Dossier:
        """The same dossier with some of its fields replaced."""
        return replace(self, **changes)

    def derived(self, name: str, make: Callable[[], T]) -> T:
        """Something worked out from this dossier, once: a dossier never changes."""
        if name not in self._derived:
            self._derived[name] = make()
        return self._derived[name]  # type: ignore[no-any-return]

    def instant(self, moment: Moment) -> int:
        """The first instant of a moment in the project's zone, in seconds since 1970."""
        return moment.first(self.zone)

    def cutoff(self, brief: Brief) -> int:
        """The last instant that a brief knows of."""
        found = self.derived("cutoffs", dict[Brief, int])
        if brief not in found:
            found[brief] = brief.cutoff.last(self.zone)
        return found[brief]


def _folded_name(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()


def _beside(record: Record, file: str) -> str:
    """The project's name of a file that a record names from the folder of its own file."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(record.at().file), file))


RECORDS: tuple[type[Record], ...] = (Source, Actor, Location, Event, Assessment, Forecast, Brief)
SECTIONS: Mapping[str, type[Record]] = {kind.section: kind for kind in RECORDS}
