"""Every text of a dossier with its place: what the rules about words go through, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from briefgen import prose
from briefgen.model import Dossier, Project, Record, Role, leaves
from briefgen.model.record import Part
from briefgen.spans import Place

_CITED = re.compile(r"@([\w.:-]+)")


class Words(NamedTuple):
    """A text that readers see: where it stands, whether it is prose or a line, and its words."""

    place: Place
    role: Role
    text: str


def seen(dossier: Dossier, wanted: Callable[[str], Any]) -> Iterator[Words]:
    """The texts for which `wanted` holds: in records, the project's settings and Markdown files.

    `wanted` is first asked about all the words of a record at once, so it must hold for a text that contains one
    for which it holds: most records of a large ledger are then never taken apart.
    """
    for record, joined in _joined(dossier):
        if wanted(joined):
            for path, role, text in leaves(record):
                if role is not Role.REFERENCE and path[-1] != "file" and wanted(text):
                    yield Words(record.at(*path), role, text)
    for file, text in dossier.texts.items():
        if wanted(text):
            yield Words(Place(file), Role.PROSE, text)


def prose_with(dossier: Dossier, *marks: str) -> Iterator[Words]:
    """The Markdown texts that hold one of these marks."""
    for words in seen(dossier, re.compile("|".join(map(re.escape, marks))).search):
        if words.role is Role.PROSE:
            yield words


def citations(words: Words) -> Iterator[tuple[str, Place]]:
    """Each id that a text cites, and the place where it does so first."""
    starts: dict[str, int] = {}
    for found in _CITED.finditer(words.text):
        starts.setdefault(found[1], found.start())
    for id_ in dict.fromkeys(prose.cited_ids(words.text)):
        earlier = words.text.count(f"@{id_}", 0, starts.get(id_, 0))  # `@homs` stands in `@homs-taken` too
        yield id_, words.place.finding(f"@{id_}", earlier)


def _joined(dossier: Dossier) -> list[tuple[Record | Project, str]]:
    def make() -> list[tuple[Record | Project, str]]:
        parts = (dossier.project, *(record for records in dossier.kinds for record in records))
        return [(part, "\n".join(_strings(part))) for part in parts]

    return dossier.derived("joined words", make)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Part):
        for inner in value.__dict__.values():
            if type(inner) is str:
                yield inner
            elif inner:
                yield from _strings(inner)
    elif isinstance(value, (tuple, dict)):
        for inner in value if isinstance(value, tuple) else value.values():
            yield from _strings(inner)
