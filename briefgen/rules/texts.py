"""Every text of a dossier with its place: what the rules about words go through, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple
from weakref import ref

from briefgen import prose
from briefgen.diagnostics import Slip
from briefgen.model import Dossier, Project, Record, Role, leaves
from briefgen.spans import Path, Place

_of_records: dict[int, tuple[ref[Record], tuple[Words, ...]]] = {}
"""The texts of each record, which never changes: an editor checks the same ones again and again.

By identity, for pydantic compares records field by field, as a weak dictionary does at every look.
"""
_CITED = re.compile(r"@([\w.:-]+)")


class Words(NamedTuple):
    """A text that readers see: where it stands, whether it is prose or a line, and its words."""

    start: Place
    path: Path
    role: Role
    text: str

    @property
    def place(self) -> Place:
        """Where it stands. Made on demand: most texts have no finding."""
        return self.start.at(*self.path)

    def part(self, start: int, end: int) -> Place:
        """Where a stretch of it stands."""
        phrase = self.text[start:end]
        return self.place.finding(phrase, self.text.count(phrase, 0, start))


def seen(dossier: Dossier) -> tuple[Words, ...]:
    """Every text that readers see: in records, the project's settings and Markdown files."""
    return dossier.derived("texts seen", lambda: tuple(_seen(dossier)))


def prose_with(dossier: Dossier, *marks: str) -> list[Words]:
    """The Markdown texts that hold one of these marks."""
    found = re.compile("|".join(map(re.escape, marks))).search
    return [words for words in seen(dossier) if words.role is Role.PROSE and found(words.text)]


def words_of(record: Record | Project) -> tuple[Words, ...]:
    """The texts of a record that readers see."""
    if isinstance(record, Project):
        return tuple(_words_of(record))
    key = id(record)
    kept = _of_records.get(key)
    if kept is None or kept[0]() is not record:
        kept = _of_records[key] = (ref(record, lambda gone: _forget(key, gone)), tuple(_words_of(record)))
    return kept[1]


def _forget(key: int, gone: ref[Record]) -> None:
    if key in _of_records and _of_records[key][0] is gone:
        del _of_records[key]


def _words_of(record: Record | Project) -> Iterator[Words]:
    start = record.at()
    for path, role, text in leaves(record):
        if role is not Role.REFERENCE and path[-1] != "file":
            yield Words(start, path, role, text)


def citations(words: Words) -> Iterator[tuple[str, Place]]:
    """Each id that a text cites, and the place where it does so first."""
    starts: dict[str, int] = {}
    for found in _CITED.finditer(words.text):
        starts.setdefault(found[1], found.start())
    for id_ in dict.fromkeys(prose.cited_ids(words.text)):
        earlier = words.text.count(f"@{id_}", 0, starts.get(id_, 0))  # `@homs` stands in `@homs-taken` too
        yield id_, words.place.finding(f"@{id_}", earlier)


def slip(words: Words, place: Place, meant: str, read: Callable[[str], Iterable[str]], wrong: str) -> Slip | None:
    """The slip at the words that a place finds in a text, where with what was meant there is one `wrong` less to read.

    None where it is no less: the same words may stand in code, or in an address.
    """
    pattern = r"\s+".join(map(re.escape, place.find.split()))
    found = next(islice(re.finditer(pattern, words.text), place.nth, None), None)
    if found is None:
        return None
    mended = words.text[: found.start()] + meant + words.text[found.end() :]
    less = [*read(words.text)].count(wrong) - [*read(mended)].count(wrong)
    return Slip(place.find, meant) if less == 1 else None


def _seen(dossier: Dossier) -> Iterator[Words]:
    for record in (dossier.project, *chain.from_iterable(dossier.kinds)):
        yield from words_of(record)
    for file, text in dossier.texts.items():
        yield Words(Place(file), (), Role.PROSE, text)
