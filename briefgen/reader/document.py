"""A YAML file as values, and as places.

libyaml's composer overflows the C stack on deeply nested input; its event stream does not. So values are built
from events, without recursion, and the guard refuses what a curated file has no use for as it comes by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefgen.diagnostics import Diagnostic, Wording
from briefgen.reader import faults
from briefgen.reader.comments import glued
from briefgen.reader.events import NULL, events, offsets
from briefgen.reader.text import Unreadable, concealed, decode, placed
from briefgen.spans import Mark, Span, SpanTree

Value = str | None | list["Value"] | dict[str, "Value"]

MAX_NODES = 500_000
MAX_DEPTH = 20


@dataclass(slots=True)
class Document:
    """A file as read: its text, its values (None where a fault kept them from being read) and its faults."""

    file: str
    text: str = ""
    values: dict[str, Value] | None = None
    faults: list[Diagnostic] = field(default_factory=list)


def read(file: str, data: bytes) -> Document:
    """Read one YAML file. Never raises for its content: what is wrong is in `faults`."""
    document = read_prose(file, data)
    if document.faults:
        return document
    builder = _Builder(document.text)
    try:
        values = builder.build()
    except Unreadable as fault:
        document.faults += _cuts(file, builder)
        if not builder.explains(fault):
            document.faults.append(fault.diagnostic(file))
        return document
    document.faults += _cuts(file, builder)
    if isinstance(values, dict):
        document.values = values
    elif not document.faults:
        wording = faults.empty_file() if values is None else faults.not_sections()
        document.faults.append(placed(wording, Span(file)))
    if builder.repeats:
        document.faults += _repeated_keys(places(file, document.text))
    return document


def read_prose(file: str, data: bytes) -> Document:
    """Read a file of plain text, such as Markdown: its text, or what keeps it from being one."""
    document = Document(file)
    try:
        document.text = decode(data)
    except Unreadable as fault:
        document.text = fault.text
        document.faults.append(fault.diagnostic(file))
    return document


def places(file: str, text: str) -> SpanTree:
    """The places of a file's values, as far as its text can be read.

    Where a key is repeated, the first one's place counts.
    """
    tree = SpanTree(file, text)
    with suppress(Unreadable):  # what is wrong was said when the file was read; the places up to there still serve
        _place(tree)
    return tree


def _place(tree: SpanTree) -> None:
    path: list[str | int] = []
    starts: list[int] = []
    steps: list[int | str | None] = []  # for each open collection: the last index, or the key that waits
    for event in events(tree.text):
        start, end = offsets(event)
        if isinstance(event, ScalarEvent) and steps and steps[-1] is None:
            steps[-1] = str(event.value)
            address = (*path, str(event.value))
            if address in tree.keys:
                tree.repeated.append((address, Mark(start, end)))
            tree.keys.setdefault(address, Mark(start, end))
            continue
        if isinstance(event, (ScalarEvent, CollectionStartEvent)) and steps:
            step = steps[-1]
            if isinstance(step, int):
                steps[-1] = step = step + 1
            elif step is None:
                return  # a key that is a collection: the reader refuses it
            path.append(step)
        if isinstance(event, CollectionStartEvent):
            starts.append(start)
            steps.append(None if isinstance(event, MappingStartEvent) else -1)
            continue
        if isinstance(event, CollectionEndEvent):
            start = starts.pop()
            steps.pop()
        if isinstance(event, (ScalarEvent, CollectionEndEvent)):
            tree.values.setdefault(tuple(path), Mark(start, end))
            if steps:
                path.pop()
                steps[-1] = steps[-1] if isinstance(steps[-1], int) else None


def _cuts(file: str, builder: _Builder) -> Iterator[Diagnostic]:
    for cut in builder.cuts:
        comment = builder.text[cut.start : cut.end]
        yield Unreadable(faults.comment_in_text(comment), *cut, builder.text).diagnostic(file)


def _repeated_keys(tree: SpanTree) -> Iterator[Diagnostic]:
    for path, mark in tree.repeated:
        line = tree.stretch(*tree.keys[path]).line
        yield placed(faults.duplicate_key(str(path[-1]), line), tree.stretch(*mark))


class _Builder:
    """Builds values from events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Value = None
        self.holder: list[Value] | dict[str, Value] | None = None  # the innermost open collection
        self.key: str | None = None  # which waits for its value in it
        self.outer: list[tuple[list[Value] | dict[str, Value] | None, str | None]] = []  # the same, further out
        self.repeats = False
        self.glued = glued(text)
        self.cuts: list[Mark] = []  # those of them that cut a value short
        self.awaited: Mark | None = None  # the one behind the key that waits
        self.nodes = 0
        self.documents = 0

    def build(self) -> Value:
        """The document's values. Raises `Unreadable`."""
        takers: dict[type[Event], Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._collection,
            SequenceStartEvent: self._collection,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        try:
            for event in events(self.text):
                if (take := takers.get(type(event))) is not None:
                    take(event)
        except Unreadable as fault:
            if self.awaited and self.explains(fault):
                self.cuts.append(self.awaited)
            raise
        return self.root

    def explains(self, fault: Unreadable) -> bool:
        """Whether a fault of syntax may only follow from a comment: it is in the first line behind it."""
        comments = (*self.cuts[-1:], self.awaited) if fault.start is not None else ()
        return any(each and "\n" not in self.text[each.end : fault.start].strip() for each in comments)

    def _document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._fail(faults.several_documents(), event)
        if event.version or event.tags:
            self._fail(faults.yaml_directive(), event)

    def _alias(self, event: AliasEvent) -> None:
        self._fail(faults.anchor_or_alias(f"*{event.anchor}"), event)

    def _refuse(self, event: ScalarEvent | CollectionStartEvent) -> NoReturn:
        """End the reading at a value that no curated file has. Asked for here only, as most values are none."""
        if self.nodes > MAX_NODES:
            raise Unreadable(faults.too_many_values(MAX_NODES))
        if event.anchor is not None:
            self._fail(faults.anchor_or_alias(f"&{event.anchor}"), event)
        self._fail(faults.yaml_tag(str(event.tag)), event)

    def _scalar(self, event: ScalarEvent) -> None:
        self.nodes += 1
        if event.anchor is not None or event.tag is not None or self.nodes > MAX_NODES:
            self._refuse(event)
        value = event.value
        # In double quotes, YAML has escapes of its own: "\u202e" is not in the text, and is in the value.
        if event.style == '"' and (fault := concealed(value)):
            self._fail(fault[0], event)
        holder = self.holder
        comment = self.glued.get(offsets(event)[1]) if self.glued else None
        if self.key is None and type(holder) is dict:
            self.repeats = self.repeats or value in holder
            self.key, self.awaited = value, comment
            return
        null = value in NULL and event.implicit[0]
        if (cut := comment or self.awaited) and not event.style:
            self.cuts.append(cut)
            value, null = value or self.text[cut.start : cut.end], False  # so that no missing value is found as well
        self._add(None if null else value)

    def _collection(self, event: CollectionStartEvent) -> None:
        self.nodes += 1
        if event.anchor is not None or event.tag is not None or self.nodes > MAX_NODES:
            self._refuse(event)
        if len(self.outer) >= MAX_DEPTH:
            self._fail(faults.nested_too_deep(MAX_DEPTH), event)
        if self.key is None and isinstance(self.holder, dict):
            self._fail(faults.key_not_a_word(), event)
        collection: list[Value] | dict[str, Value] = {} if isinstance(event, MappingStartEvent) else []
        self._add(collection)
        self.outer.append((self.holder, self.key))
        self.holder, self.key = collection, None

    def _end(self, _event: CollectionEndEvent) -> None:
        self.holder, self.key = self.outer.pop()

    def _add(self, value: Value) -> None:
        """Put a value where the stream stands: into the open list, under the waiting key, or as the root."""
        holder, key = self.holder, self.key
        if key is not None:
            holder.setdefault(key, value)  # type: ignore[union-attr]  # only a mapping has a key that waits
            self.key = self.awaited = None
        elif holder is None:
            self.root = value
        else:
            holder.append(value)  # type: ignore[union-attr]  # in a mapping, a key waits

    def _fail(self, wording: Wording, event: Event) -> NoReturn:
        raise Unreadable(wording, *offsets(event), self.text)
