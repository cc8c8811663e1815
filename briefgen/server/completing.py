"""What may be written at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionList,
    TextEdit,
)

from briefgen.build.project import is_yaml
from briefgen.model import SECTIONS, Dossier
from briefgen.scales import Scale
from briefgen.server import shapes
from briefgen.server.cursor import Cursor, cursor, own_id
from briefgen.server.entries import Entry, entries
from briefgen.server.positions import Lines

MOST = 200
"""Ids that are offered at once; an editor asks again as more is typed."""

_IN_CITATION = re.compile(r"\[@(?:[^\[\]]*;\s*@)?([\w.:-]*)\Z")
_IN_TERM = re.compile(r"\{([^{}\n]*)\Z")
_FAR = 500
"""Characters before a place that are looked through for the beginning of a citation."""
_CITED_FIRST = ("source", "event", "assessment", "forecast")


class Slot(NamedTuple):
    """Where something is to be written: its bounds, and where in it one is."""

    lines: Lines
    start: int
    offset: int
    end: int

    @property
    def begun(self) -> str:
        """What is written of it before the place where one is."""
        return self.lines.text[self.start : self.offset]


def complete(dossier: Dossier, file: str, lines: Lines, offset: int) -> CompletionList:
    """What may be written at a character of a file."""
    text = lines.text
    here = cursor(text, offset) if is_yaml(file) else None
    if is_yaml(file) and here is None:
        return CompletionList(False, [])
    if here is None or not here.is_key:
        before = text[max(0, offset - _FAR) : offset]
        if (begun := _IN_CITATION.search(before)) is not None:
            return _ids(Slot(lines, offset - len(begun[1]), offset, _id_end(text, offset)), [*entries(dossier)])
        begun = _IN_TERM.search(before)
        if begun is not None and (here is None or offset - len(begun[0]) >= here.start):
            return CompletionList(False, list(_terms(dossier.project.scale, lines, offset - len(begun[1]), offset)))
    if here is None:
        return CompletionList(False, [])
    slot = Slot(lines, here.start, offset, here.end)
    if here.open and here.keys:  # a mapping is begun, so that nothing but a key can follow
        return CompletionList(False, list(_keys(here, slot)))
    known = [*entries(dossier, kinds)] if (kinds := _kinds(here)) else []
    own = own_id(text, offset, here.path) if known else None
    found = _ids(slot, [entry for entry in known if entry.id != own]) if known else CompletionList(False, [])
    items = [*found.items, *_words(here, dossier.project.scale, slot), *_keys(here, slot)]
    return CompletionList(found.is_incomplete, items)


def _kinds(here: Cursor) -> tuple[str, ...]:
    return () if here.is_key else shapes.kinds(here.path)


def _ids(slot: Slot, known: list[Entry]) -> CompletionList:
    begun = slot.begun.lower()
    fitting = [entry for entry in known if begun in entry.id or begun in entry.title.lower()]
    if not fitting:
        return _near(slot, known)
    fitting.sort(key=lambda entry: (not entry.id.startswith(begun), begun not in entry.id, _rank(entry.kind)))
    items = [
        _item(slot, entry.id, CompletionItemKind.Reference, index, _named(entry), found_as=f"{entry.id} {entry.title}")
        for index, entry in enumerate(fitting[:MOST])
    ]
    return CompletionList(len(fitting) > MOST, items)


def _named(entry: Entry) -> str:
    return f"{entry.kind}: {entry.title}"


def _near(slot: Slot, known: list[Entry]) -> CompletionList:
    """What may have been meant where nothing begins so. Found as the word typed, or an editor would leave it out."""
    kinds = {entry.id: entry for entry in known}
    near = (kinds[id_] for id_ in get_close_matches(slot.begun.lower(), kinds, 5))
    items = [
        _item(slot, entry.id, CompletionItemKind.Reference, index, _named(entry), found_as=slot.begun)
        for index, entry in enumerate(near)
    ]
    return CompletionList(True, items)


def _rank(kind: str) -> int:
    return _CITED_FIRST.index(kind) if kind in _CITED_FIRST else len(_CITED_FIRST)


def _terms(scale: Scale, lines: Lines, start: int, offset: int) -> Iterator[CompletionItem]:
    rest = re.match(r"[^{}\n]*\}", lines.text[offset:])
    slot = Slot(lines, start, offset, offset + len(rest[0]) if rest else offset)
    named = [(words, f"{term.low} to {term.high} %") for term in scale.terms for words in term.words]
    for index, (words, band) in enumerate(named):
        yield _item(slot, words, CompletionItemKind.EnumMember, index, band, written=words + "}")


def _words(here: Cursor, scale: Scale, slot: Slot) -> Iterator[CompletionItem]:
    if here.is_key:
        return
    for index, (word, meaning) in enumerate(shapes.words(here.path, scale).items()):
        yield _item(slot, word, CompletionItemKind.EnumMember, index, meaning)


def _keys(here: Cursor, slot: Slot) -> Iterator[CompletionItem]:
    """The keys of the mapping one is in, those not there yet first."""
    if not (here.is_key or here.open):
        return
    path = here.path[:-1] if here.is_key else here.path
    behind = re.match(r"[\"']?[ \t]*:", slot.lines.text[slot.end :])
    for index, key in enumerate(shapes.keys(path)):
        there = key in here.keys
        meaning = shapes.meaning((*path, key)) or ""
        written = key if behind else f"{key}:" if path == () and key in SECTIONS else f"{key}: "
        order = index + (MOST if there else 0)
        yield _item(slot, key, CompletionItemKind.Property, order, meaning, written=written)


def _id_end(text: str, offset: int) -> int:
    rest = re.match(r"[a-z0-9-]*", text[offset:])
    return offset + (rest.end() if rest else 0)


def _item(
    slot: Slot, word: str, kind: CompletionItemKind, order: int, detail: str, *, written: str = "", found_as: str = ""
) -> CompletionItem:
    """One thing to write; `found_as` is what an editor compares with what is typed, if not the word itself."""
    lines = slot.lines
    glued = lines.text[slot.start - 1 : slot.start] == ":" and kind is not CompletionItemKind.Property
    new = (" " if glued else "") + (written or word)
    return CompletionItem(
        word,
        kind=kind,
        detail=detail or None,
        sort_text=f"{order:04}",
        filter_text=found_as or None,
        text_edit=TextEdit(lines.range(slot.start, slot.end), new),
    )
