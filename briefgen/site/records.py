"""A page for each actor, place, source and judgement, with all that touches it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from briefgen.briefing.elements import Label
from briefgen.briefing.opinions import forecast, judgement
from briefgen.briefing.sources import source_list
from briefgen.briefing.viewpoint import in_print, keyword
from briefgen.model import Actor, Forecast, Judgement, Location, Source, references
from briefgen.site.events import CHRONOLOGY, Files
from briefgen.site.frame import Frame
from briefgen.site.library import Issued, Library, Line
from briefgen.site.touching import made

T = TypeVar("T")
MANY = 200
"""So many entries of a list stand on a page."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What touches a record, as far as one page of it says."""

    events: Sequence[Line]
    opinions: Sequence[Label]
    issues: Sequence[tuple[Issued, str | None]]
    ways: Sequence[tuple[str, str]]
    """The pages with what was earlier: files, and what these are called."""


class Part(NamedTuple):
    """A page of several: its file, and which it is, in words; the last is the first that a reader sees."""

    file: str
    words: str
    touched: Touched


def chunks(list_: Sequence[T]) -> list[Sequence[T]]:
    """A list in pieces of a page each; only the last grows."""
    return [list_[start : start + MANY] for start in range(0, len(list_), MANY)] or [()]


def numbered(stem: str, number: int, count: int) -> str:
    """The file of a piece: the last has the plain name."""
    return f"{stem}.html" if number == count else f"{stem}.{number}.html"


def parts(library: Library, anchor: str, events: Sequence[str], opinions: Sequence[str]) -> Iterator[Part]:
    """The pages of a record: the latest events, judgements and the issues on its own, what was earlier on others."""
    pairs = list(zip_longest(reversed(chunks(events)), reversed(chunks(opinions)), fillvalue=()))[::-1]
    count = len(pairs)
    ways = [(numbered(anchor, at, count), _span(library, pairs[at - 1][0], at)) for at in range(1, count)]
    for at, (some, others) in enumerate(pairs, 1):
        last = at == count
        touched = Touched(
            tuple(map(library.line, some)),
            tuple(library.labels.known[each] for each in others),
            library.printed(anchor) if last else (),
            ways if last else (),
        )
        yield Part(numbered(anchor, at, count), "" if last else ways[at - 1][1], touched)


def _span(library: Library, ids: Sequence[str], at: int) -> str:
    """What a page of events covers, by its ends."""
    if not ids:
        return library.locale.gettext("part %(number)s", number=at)
    first, last = (library.labels.known[id_].text for id_ in (ids[0], ids[-1]))
    return first if first == last else f"{first} – {last}"


def pages(frame: Frame) -> Files:
    """The page of each record."""
    library, found = frame.library, frame.library.touching
    named: list[Actor | Location] = [*library.dossier.actors.current, *library.dossier.places.current]
    for record in named:
        held = found.events.get(record.id, ()), found.judgements.get(record.id, ())
        for part in parts(library, f"{record.kind}-{record.id}", *held):
            yield frame.page(
                part.file,
                record.name,
                "site/named.html",
                record=record,
                form=keyword(library.view, record.form) if record.form else None,
                within=[in_print(library.view, each) for each in getattr(record, "within", ())],
                search=f"{CHRONOLOGY}#{record.kind}={record.id}" if held[0] else None,
                touched=part.touched,
                part=part.words,
            )
    for source in open_sources(library):
        (shown,) = source_list(library.view, replace(library.labels, numbered=[source.id]))
        held = found.events.get(source.id, ()), found.judgements.get(source.id, ())
        for part in parts(library, f"source-{source.id}", *held):
            yield frame.page(
                part.file, source.title, "site/source.html", source=shown, touched=part.touched, part=part.words
            )
    for opinion in made(library.dossier):
        yield from _opinion(frame, opinion)


def open_sources(library: Library) -> list[Source]:
    """Those that have a page: a confidential one has none."""
    return [each for each in library.dossier.sources.current if library.labels.known[each.id].anchor]


def _opinion(frame: Frame, record: Judgement) -> Files:
    """A judgement rests on the events that it names, and touches the judgements that name it."""
    library, view, labels = frame.library, frame.library.view, frame.library.labels
    shown = forecast(view, labels, record) if isinstance(record, Forecast) else judgement(view, labels, record)  # type: ignore[arg-type]
    shown = replace(shown, history=library.history(record))
    unprinted = not library.has_printed(record)
    events = sorted(library.order.keys() & set(references(record)), key=library.order.__getitem__)
    named_by = [id_ for id_ in library.touching.judgements.get(record.id, ()) if id_ != record.id]
    label = labels.known[record.id]
    for part in parts(library, f"{record.kind}-{record.id}", events, named_by):
        yield frame.page(
            part.file,
            label.title,
            "site/opinion.html",
            opinion=shown,
            unprinted=unprinted,
            touched=part.touched,
            part=part.words,
        )
