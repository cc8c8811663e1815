"""The events of an archive: in full by month, and as data that a browser filters and searches."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from briefgen.briefing.events import entry, several_theatres
from briefgen.briefing.viewpoint import keyword, stamp
from briefgen.dates import Date, in_words
from briefgen.model import Actor, Event, Location
from briefgen.prose import plain
from briefgen.site.frame import Frame
from briefgen.site.library import UNDATED, Library, sheets

Files = Iterator[tuple[str, bytes]]
CHRONOLOGY = "chronology.html"


def months(frame: Frame) -> Files:
    """The pages of the months."""
    library = frame.library
    theatres = several_theatres(library.dossier, library.dossier.events.current)
    parts = [(month, *part) for month, events in library.months.items() for part in sheets(month, events)]
    titles = [_title(library, month, name) for month, name, _ in parts]
    ends = [None, *((name, title) for (_, name, _), title in zip(parts, titles, strict=True)), None]
    for title, (_, name, events), before, after in zip(titles, parts, ends[:-2], ends[2:], strict=True):
        shown = [(entry(library.view, library.labels, each, theatres=theatres), each) for each in events]
        days = [
            (day, [(made, library.printed(f"event-{event.id}")) for made, event in run])
            for day, run in groupby(shown, key=lambda pair: library.labels.known[pair[1].id].text)
        ]
        yield frame.page(name, title, "site/month.html", days=days, before=before, after=after, chronology=CHRONOLOGY)


def month_words(library: Library, month: str) -> str:
    """`December 2024`, in the language of the pages."""
    if month == UNDATED:
        return library.locale.gettext("without a date")
    return in_words(Date.parse(month), None, library.dossier.zone, library.view.language)


def _title(library: Library, month: str, name: str) -> str:
    words, number = month_words(library, month), re.search(r"\.(\d+)\.html$", name)
    return f"{words} ({number[1]})" if number else words


def chronology(frame: Frame) -> tuple[str, bytes]:
    """The way into the chronology: filters, and the months."""
    library = frame.library
    parts = [(month, *part) for month, events in library.months.items() for part in sheets(month, events)]
    rows = [(_year(month), name, _title(library, month, name), len(events)) for month, name, events in parts]
    years = [
        (year if year != UNDATED else "", [row[1:] for row in run])
        for year, run in groupby(rows, key=lambda row: row[0])
    ]
    return frame.page(
        CHRONOLOGY,
        library.locale.gettext("Chronology"),
        "site/chronology.html",
        script=True,
        cutoff=stamp(library.view, library.view.brief.cutoff),
        latest=[library.line(event.id) for event in _latest(library)],
        months=years,
        years=list(dict.fromkeys(row[0] for row in rows)),
        fields=_fields(library),
    )


_LATEST = 10
"""So many events stand on the way into the chronology."""


def _latest(library: Library) -> list[Event]:
    """The last events of the chronology, the latest first; of those without a date nothing says when they were."""
    dated = [event for month, events in library.months.items() if month != UNDATED for event in events]
    return dated[: -_LATEST - 1 : -1]


def _fields(library: Library) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """What the chronology is filtered by: the name of each field, its label, and its values with how many have them."""
    locale, dossier = library.locale, library.dossier
    events = list(dossier.events.current)
    actors = Counter(id_ for event in events for id_ in dict.fromkeys(event.actors))
    places = Counter(event.place for event in events if event.place)
    categories = Counter(event.category for event in events if event.category)
    statuses = Counter(event.status for event in events if event.status)

    def named(counts: Iterable[tuple[str, int]], words: dict[str, str]) -> list[tuple[str, str, int]]:
        return sorted(((key, words[key], count) for key, count in counts), key=lambda row: row[1].casefold())

    return [
        (
            "actor",
            locale.pgettext("filter", "Actor"),
            named(actors.items(), {id_: dossier.actors[id_].name for id_ in actors}),
        ),
        (
            "place",
            locale.pgettext("filter", "Place"),
            named(places.items(), {id_: dossier.places[id_].name for id_ in places}),
        ),
        (
            "category",
            locale.pgettext("filter", "Category"),
            named(categories.items(), {each: str(keyword(library.view, each)) for each in categories}),
        ),
        (
            "status",
            locale.pgettext("filter", "Status"),
            named(statuses.items(), {each: locale.pgettext("status", each) for each in statuses}),
        ),
    ]


def _year(month: str) -> str:
    return month.partition("-")[0]


# For browsers


def data(library: Library) -> Files:
    """By year, what is listed of its events; and by year and first letter, the words of these, with their numbers."""
    for year, run in groupby(library.months.items(), key=lambda pair: _year(pair[0])):
        events = [event for _, of_month in run for event in of_month]
        index: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, event in enumerate(events):
            for word in sorted(set(_words(library, event))):
                index[word[0]][word].append(number)
        rows = [_row(library, event) for event in events]
        yield f"events-{year}.js", _call("events", year, rows, "".join(sorted(index)))
        for letter, words in sorted(index.items()):
            name = f"words-{year}-{ord(letter):x}"
            yield f"{name}.js", _call("words", name, dict(sorted(words.items())))


def _call(name: str, *values: object) -> bytes:
    said = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"briefgen.{name}({','.join(said)});\n".encode()


def _row(library: Library, event: Event) -> Sequence[object]:
    """As `site.js` reads it."""
    sheet, label = library.sheets[event.id], library.labels.known[event.id]
    return [
        sheet,
        event.id,
        label.text,
        event.title,
        list(dict.fromkeys(event.actors)),
        event.place or "",
        event.category or "",
        event.status or "",
    ]


_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """A text without case, and without the signs above and below letters: as `site.js` folds what is searched for."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).translate(_UNMARKED).lower()


class _Unmarked(dict[int, int | None]):
    """A table for `str.translate` that leaves out signs above and below letters; it fills itself."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code))[0] == "M" else code
        return self.setdefault(code, kept)


_UNMARKED = _Unmarked()


def _words(library: Library, event: Event) -> list[str]:
    """The words by which an event is found."""
    dossier, known = library.dossier, library.labels.known
    said: list[str] = [event.title, event.id, known[event.id].text]
    said += [plain(text) for text in (event.text, event.conflicts) if text]
    for record in (dossier.places.get(event.place), *map(dossier.actors.get, event.actors)):
        if isinstance(record, (Actor, Location)):
            said += (record.name, *record.aliases, *record.native.values())
    if event.category:
        said.append(str(keyword(library.view, event.category)))
    open_ = (dossier.sources.get(each.source) for each in event.sources if known[each.source].anchor)
    said += (source.publisher for source in open_ if source and source.publisher)
    return _WORD.findall(folded(" ".join(said)))
