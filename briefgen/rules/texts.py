"""Every text of a dossier with its place: what the rules about words go through, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple
from weakref import ref

from briefgen import prose
from briefgen.diagnostics import Slip
from briefgen.model import Dossier, Project, Record, Role, leaves
from briefgen.spans import Path, Place

_of_records: dict[int, tuple[_Held, tuple[Words, ...]]] = {}
"""The texts of each record, which never changes: an editor checks the same ones again and again.

By identity, for pydantic compares records field by field, as a weak dictionary does at every look.
"""
_PATHS: dict[Path, Path] = {}
"""Where texts stand in their records, each once: of a large ledger all have the same few."""


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
        return self.place.within(self.text, start, end)


def seen(dossier: Dossier) -> tuple[Words, ...]:
    """Every text that readers see: in records, the project's settings and Markdown files."""
    return dossier.derived("texts seen", lambda: tuple(_seen(dossier)))


def prose_with(dossier: Dossier, *marks: str) -> list[Words]:
    """The Markdown texts that hold one of these marks."""
    listed = dossier.derived("Markdown seen", lambda: [each for each in seen(dossier) if each.role is Role.PROSE])
    if len(marks) == 1:  # in a third of the time
        (mark,) = marks
        return [words for words in listed if mark in words.text]
    found = re.compile("|".join(map(re.escape, marks))).search
    return [words for words in listed if found(words.text)]


def words_of(record: Record | Project) -> tuple[Words, ...]:
    """The texts of a record that readers see."""
    if isinstance(record, Project):
        return tuple(_words_of(record))
    key = id(record)
    kept = _of_records.get(key)
    if kept is None or kept[0]() is not record:
        held = _Held(record, _forget)
        held.key = key
        kept = _of_records[key] = held, tuple(_words_of(record))
    return kept[1]


class _Held(ref[Record]):
    """A record, as long as it is there, and the key of its texts: a function for each takes three times as much."""

    __slots__ = ("key",)
    key: int


def _forget(gone: Any) -> None:
    if gone.key in _of_records and _of_records[gone.key][0] is gone:
        del _of_records[gone.key]


def _words_of(record: Record | Project) -> Iterator[Words]:
    start = record.at()
    for path, role, text in leaves(record):
        if role is not Role.REFERENCE and path[-1] != "file":
            yield Words(start, _PATHS.setdefault(path, path), role, text)


class Cited(NamedTuple):
    """An id that a text cites."""

    words: Words
    id: str

    @property
    def place(self) -> Place:
        """Where the text cites it first."""
        stretch = next(stretch for id_, stretch in prose.citations(self.words.text) if id_ == self.id)
        return self.words.part(*stretch)


def citations(words: Words) -> Iterator[Cited]:
    """Each id that a text cites, once."""
    return (Cited(words, id_) for id_ in dict.fromkeys(prose.cited_ids(words.text)))


def slip(place: Place, meant: str, read: Callable[[str], Iterable[str]], wrong: str) -> Slip | None:
    """The slip at a part of a text, where with what was meant there is one `wrong` less to read.

    None where it is no less: what stands at the part may be more than the words that are wrong.
    """
    if place.part is None:
        return None
    text, start, end = place.part
    mended = text[:start] + meant + text[end:]
    less = [*read(text)].count(wrong) - [*read(mended)].count(wrong)
    return Slip(place.part.words, meant) if less == 1 else None


def _seen(dossier: Dossier) -> Iterator[Words]:
    for record in (dossier.project, *chain.from_iterable(dossier.kinds)):
        yield from words_of(record)
    for file, text in dossier.texts.items():
        yield Words(Place(file), (), Role.PROSE, text)
