"""A page for each actor, place, source and judgement, with all that touches it; and the lists of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from briefgen import foresight
from briefgen.briefing.elements import Authored, Chance, Label
from briefgen.briefing.movement import chance
from briefgen.briefing.opinions import forecast, judgement
from briefgen.briefing.sources import source_list, title_language
from briefgen.briefing.viewpoint import in_print, keyword, stamp, when
from briefgen.briefing.wording import RESULTS
from briefgen.dates import window
from briefgen.model import Actor, Forecast, Judgement, Location, Source, references
from briefgen.site.events import CHRONOLOGY, Files, month_words
from briefgen.site.frame import Frame
from briefgen.site.library import UNDATED, Issued, Library, Line
from briefgen.site.touching import made

T = TypeVar("T")
_MANY = 200
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


class Row(NamedTuple):
    """A record in a list of its kind."""

    anchor: str
    before: str
    words: str
    behind: str = ""


def chunks(list_: Sequence[T]) -> list[Sequence[T]]:
    """A list in pieces of a page each; only the last grows."""
    return [list_[start : start + _MANY] for start in range(0, len(list_), _MANY)] or [()]


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
    for source in _open_sources(library):
        (shown,) = source_list(library.view, replace(library.labels, numbered=[source.id]))
        held = found.events.get(source.id, ()), found.judgements.get(source.id, ())
        for part in parts(library, f"source-{source.id}", *held):
            yield frame.page(
                part.file, source.title, "site/source.html", source=shown, touched=part.touched, part=part.words
            )
    for opinion in made(library.dossier):
        yield from _opinion(frame, opinion)


def _open_sources(library: Library) -> list[Source]:
    return [each for each in library.dossier.sources.current if library.labels.known[each.id].anchor]


def _opinion(frame: Frame, record: Judgement) -> Files:
    """A judgement rests on the events that it names, and touches the judgements that name it."""
    library, view, labels = frame.library, frame.library.view, frame.library.labels
    shown = forecast(view, labels, record) if isinstance(record, Forecast) else judgement(view, labels, record)  # type: ignore[arg-type]
    shown = replace(shown, history=library.history(record))
    events = [id_ for id_ in dict.fromkeys(references(record)) if id_ in library.dossier.events]
    named_by = [id_ for id_ in library.touching.judgements.get(record.id, ()) if id_ != record.id]
    label = labels.known[record.id]
    for part in parts(library, f"{record.kind}-{record.id}", events, named_by):
        yield frame.page(
            part.file, label.title, "site/opinion.html", opinion=shown, touched=part.touched, part=part.words
        )


# Lists


def lists(frame: Frame) -> Files:
    """The lists of all actors, places, sources and judgements, and the record of the forecasts."""
    _ = frame.library.locale.gettext
    yield _names(frame, "actors", _("Actors"), list(frame.library.dossier.actors.current))
    yield _names(frame, "places", _("Places"), list(frame.library.dossier.places.current))
    yield from _sources(frame)
    yield from _opinions(frame)
    yield from _record(frame)


def _names(frame: Frame, name: str, title: str, records: Sequence[Actor | Location]) -> tuple[str, bytes]:
    library = frame.library
    rows = []
    for record in sorted(records, key=lambda each: (each.name.casefold(), each.id)):
        count = len(library.touching.events.get(record.id, ()))
        said = library.locale.ngettext("%(count)s event", "%(count)s events", count)
        rows.append(Row(f"{record.kind}-{record.id}", said, record.name, _form(library, record)))
    return frame.page(f"{name}.html", title, "site/list.html", rows=rows, ways=(), part="", wide=False)


def _form(library: Library, record: Actor | Location) -> str:
    return str(keyword(library.view, record.form)) if record.form else ""


def _sources(frame: Frame) -> Files:
    """By the month in which they were published: a list of each, and a list of these."""
    library, title = frame.library, frame.library.locale.gettext("Sources")
    months: dict[str, list[tuple[str, str, Row]]] = {}
    for source in _open_sources(library):
        day = stamp(library.view, source.published) if source.published else None
        month = day.iso[:7] if day and len(day.iso) >= len("2024-12") else UNDATED
        words = Authored(source.title, language=title_language(source))
        row = Row(f"source-{source.id}", day.words if day else "", words, source.publisher or "")
        months.setdefault(month, []).append((day.iso if day else "", source.id, row))
    ways = []
    for month in sorted(months):
        said = month_words(library, month)
        for at, rows in enumerate(chunks([row for *_, row in sorted(months[month])]), 1):
            name = f"sources-{month}{f'.{at}' if at > 1 else ''}.html"
            ways.append((name, f"{said} ({at})" if at > 1 else said))
            part = ways[-1][1]
            yield frame.page(name, title, "site/list.html", rows=rows, ways=(), part=part, wide=False)
    yield frame.page("sources.html", title, "site/list.html", rows=(), ways=ways, part="", wide=False)


def _opinions(frame: Frame) -> Files:
    library, title = frame.library, frame.library.locale.gettext("Judgements and forecasts")
    pieces = chunks(made(library.dossier))
    count = len(pieces)
    names = [(numbered("judgements", at, count), str(at)) for at in range(1, count + 1)]
    for (name, _), piece in zip(names, pieces, strict=True):
        rows = [_row(library, each) for each in reversed(piece)]
        yield frame.page(name, title, "site/list.html", rows=rows, ways=names[:-1], part="", wide=True)


def _row(library: Library, record: Judgement) -> Row:
    return Row(f"{record.kind}-{record.id}", "", library.labels.known[record.id].title, _held(library, record))


def _held(library: Library, record: Judgement) -> str:
    """How likely and how surely, in a line."""
    likelihood, locale = chance(library.view, record.likelihood), library.locale
    said = [likelihood.stated or locale.glossed("likelihood", likelihood.words)] if likelihood else []
    if record.confidence:
        said.append(locale.gettext("confidence %(level)s", level=locale.glossed("confidence", record.confidence)))
    return locale.comma.join(said)


class Forecasted(NamedTuple):
    """A forecast in the record: what it said, how likely that was, and what became of it."""

    anchor: str
    title: str
    likelihood: Chance | None
    outcome: str


def _record(frame: Frame) -> Files:
    library, title = frame.library, frame.library.locale.gettext("Our record")
    forecasts = [each for each in made(library.dossier) if isinstance(each, Forecast)]
    pieces = chunks(forecasts)
    count = len(pieces)
    names = [(numbered("record", at, count), str(at)) for at in range(1, count + 1)]
    record = foresight.record(library.dossier, library.issues[-1].known)
    for (name, words), piece in zip(names, pieces, strict=True):
        last = name == names[-1][0]
        yield frame.page(
            name,
            title,
            "site/tally.html",
            record=record,
            part="" if last else words,
            ways=names[:-1] if last else (),
            closed=[_forecasted(library, each) for each in piece if each.outcome],
            open=[_forecasted(library, each) for each in piece if not each.outcome],
        )


def _forecasted(library: Library, record: Forecast) -> Forecasted:
    view, label = library.view, library.labels.known[record.id]
    _ = library.locale.gettext
    if record.outcome:
        said = f"{_(RESULTS[record.outcome.result])} {stamp(view, record.outcome.on)}"
    elif record.by:
        by, last = when(view, record.by), window(record.by, None, view.dossier.zone).last
        over = last is not None and last < view.dossier.cutoff(view.brief)
        said = _("not resolved; was due %(date)s", date=by) if over else _("due %(date)s", date=by)
    else:
        said = _("open")
    return Forecasted(f"forecast-{record.id}", label.title, chance(view, record.likelihood), said)
