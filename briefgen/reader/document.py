"""A YAML file as values.

libyaml's composer overflows the C stack on deeply nested input; its event stream does not. So values are built
from events, without recursion, and the guard refuses what a curated file has no use for as it comes by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefgen.diagnostics import Diagnostic
from briefgen.reader import faults
from briefgen.reader.building import Builder, Value
from briefgen.reader.placing import places
from briefgen.reader.spaces import mended
from briefgen.reader.text import MAX_FAULTS, Unreadable, concealed, conflicts, decode, first, legible
from briefgen.spans import SpanTree


@dataclass(slots=True)
class Document:
    """A file as read: its text, its values (None where a fault kept them from being read) and its faults."""

    file: str
    text: str = ""
    values: dict[str, Value] | None = None
    faults: list[Diagnostic] = field(default_factory=list)
    legible: str = ""
    """The text as its values were read from it: of the same length, without what keeps YAML from being read."""
    begun: dict[str, Value] = field(default_factory=dict)
    """What values there are up to a fault that kept the rest from being read."""

    def tell(self, found: Iterable[Unreadable]) -> None:
        """Add faults, placed in this file."""
        tree = SpanTree(self.file, self.text)
        self.faults += [fault.placed(tree) for fault in found]


def read(file: str, data: bytes) -> Document:
    """Read one YAML file. Never raises for its content: what is wrong is in `faults`."""
    document, readable = _read_text(file, data)
    if readable:
        _read_values(document)
    return document


def recalled(file: str, data: bytes) -> Document:
    """A file without a fault, of which it is known from an earlier reading of the same bytes what it holds."""
    text = decode(data)
    return Document(file, text, {}, legible=text)


def read_prose(file: str, data: bytes) -> Document:
    """Read a file of plain text, such as Markdown: its text, or what keeps it from being one."""
    return _read_text(file, data)[0]


def _read_text(file: str, data: bytes) -> tuple[Document, bool]:
    """A file as a text, and whether it can be read on."""
    document = Document(file)
    try:
        document.text = decode(data)
    except Unreadable as fault:
        document.text = fault.text
        document.tell([fault])
        return document, False
    found = first(conflicts(document.text))
    hidden = [] if found else first(concealed(document.text))
    document.tell(found + hidden)
    return document, not found and len(hidden) < MAX_FAULTS


def _read_values(document: Document) -> None:
    hidden = bool(document.faults)
    document.legible, odd = mended(legible(document.text) if hidden else document.text)
    document.tell(odd)
    if len(odd) == MAX_FAULTS:
        return
    builder = Builder(document.legible)
    try:
        values = builder.build()
    except Unreadable as fault:
        document.begun = builder.root if isinstance(builder.root, dict) else {}
        document.tell(builder.found)
        if not builder.explains(fault) and not (hidden and fault.of_syntax):  # which may follow from what is hidden
            document.tell([fault])
        return
    document.tell(builder.found)
    if isinstance(values, dict):
        document.values = values
    elif not document.faults:
        wording = faults.empty_file() if values is None else faults.not_sections()
        document.tell([Unreadable(wording)])
    if builder.repeats:
        document.tell(first(_repeated_keys(document.legible)))


def _repeated_keys(text: str) -> Iterator[Unreadable]:
    tree = places("", text)
    for path, mark in tree.repeated:
        line = tree.stretch(*tree.keys[path]).line
        yield Unreadable(faults.duplicate_key(str(path[-1]), line), *mark)
