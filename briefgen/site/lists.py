"""The lists of all actors, places, sources and judgements, and the record of the forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from briefgen import foresight
from briefgen.briefing.elements import Authored
from briefgen.briefing.movement import chance
from briefgen.briefing.sources import title_language
from briefgen.briefing.tally import line
from briefgen.briefing.viewpoint import keyword, stamp
from briefgen.model import Actor, Forecast, Judgement, Location
from briefgen.site.events import Files, month_words
from briefgen.site.frame import Frame
from briefgen.site.library import UNDATED, Library
from briefgen.site.records import MANY, chunks, numbered, open_sources
from briefgen.site.touching import made


class Row(NamedTuple):
    """A record in a list of its kind."""

    anchor: str
    before: str
    words: str
    behind: str = ""


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
    """By when they were published: a list, and of many one of each month, and a list of these."""
    library, title = frame.library, frame.library.locale.gettext("Sources")
    months: dict[str, list[tuple[str, str, Row]]] = {}
    for source in open_sources(library):
        day = stamp(library.view, source.published) if source.published else None
        month = day.iso[:7] if day and len(day.iso) >= len("2024-12") else UNDATED
        words = Authored(source.title, language=title_language(source))
        row = Row(f"source-{source.id}", day.words if day else "", words, source.publisher or "")
        months.setdefault(month, []).append((day.iso if day else "", source.id, row))
    if sum(map(len, months.values())) <= MANY:
        latest = [row for *_, row in sorted(chain.from_iterable(months.values()), reverse=True)]
        yield frame.page("sources.html", title, "site/list.html", rows=latest, ways=(), part="", wide=False)
        return
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


def _record(frame: Frame) -> Files:
    library, title = frame.library, frame.library.locale.gettext("Our record")
    forecasts = [each for each in made(library.dossier) if isinstance(each, Forecast)]
    pieces = chunks(forecasts)
    count = len(pieces)
    names = [(numbered("record", at, count), str(at)) for at in range(1, count + 1)]
    record = foresight.record(library.dossier, library.issues[-1].known)
    lines = {each.forecast.id: line(each, library.dossier, library.locale) for each in record.forecasts}
    for (name, words), piece in zip(names, pieces, strict=True):
        last, told = name == names[-1][0], [lines[each.id] for each in piece]
        yield frame.page(
            name,
            title,
            "site/tally.html",
            record=record,
            counts=[(library.locale.glossed("likelihood", each.name), each) for each in record.bins],
            moment=stamp(library.view, library.view.brief.cutoff) if last else None,
            part="" if last else words,
            ways=names[:-1] if last else (),
            overdue=[each for each in lines.values() if each.overdue] if last else (),
            closed=[each for each in told if each.outcome],
            open=[each for each in told if not each.outcome],
        )
