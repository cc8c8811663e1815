"""The places of a file's values, found in a second reading of its events."""

from __future__ import annotations

from contextlib import suppress

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from briefgen.reader.events import events, offsets
from briefgen.reader.text import Unreadable
from briefgen.spans import Mark, Path, SpanTree


def places(file: str, text: str) -> SpanTree:
    """The places of a file's values, as far as its text can be read.

    Where a key is repeated, the first one's place counts; a list under a section's name goes on with the first.
    """
    tree = SpanTree(file, text)
    with suppress(Unreadable):  # what is wrong was said when the file was read; the places up to there still serve
        _Walk(tree).through()
    return tree


class _Walk:
    """A way through the events of a text, which notes where each value and key stands."""

    def __init__(self, tree: SpanTree) -> None:
        self.tree = tree
        self.path: list[str | int] = []
        self.starts: list[int] = []
        self.steps: list[int | str | None] = []  # for each open collection: the last index, or the key that waits
        self.entries: dict[Path, int] = {}  # the last index of each section
        self.repeated = 0  # how deep the repeated key stands whose value we are in

    def through(self) -> None:
        """Go all the way."""
        for event in events(self.tree.text):
            start, end = offsets(event)
            if isinstance(event, (ScalarEvent, AliasEvent)) and self.steps and self.steps[-1] is None:
                self._key(str(event.value) if isinstance(event, ScalarEvent) else f"*{event.anchor}", Mark(start, end))
                continue
            if isinstance(event, (ScalarEvent, AliasEvent, CollectionStartEvent)):
                if self.steps and self.steps[-1] is None:
                    return  # a key that is a collection: the reader refuses it
                self._step()
            if isinstance(event, CollectionStartEvent):
                self._open(event, start)
                continue
            if isinstance(event, CollectionEndEvent):
                start = self._close(event)
            if isinstance(event, (ScalarEvent, AliasEvent, CollectionEndEvent)):
                self._value(Mark(start, end))

    def _key(self, key: str, mark: Mark) -> None:
        self.steps[-1] = key
        address = (*self.path, key)
        if len(address) <= self.repeated:
            self.repeated = 0
        if address in self.tree.keys and not self.repeated:
            self.tree.repeated.append((address, mark))
            self.repeated = len(address)
        self.tree.keys.setdefault(address, mark)

    def _step(self) -> None:
        if self.steps:
            step = self.steps[-1]
            if isinstance(step, int):
                self.steps[-1] = step = step + 1
            self.path.append(step)  # type: ignore[arg-type]  # no key is awaited here

    def _open(self, event: CollectionStartEvent, start: int) -> None:
        self.starts.append(start)
        if isinstance(event, MappingStartEvent):
            self.steps.append(None)
            return
        last = self.entries.get(tuple(self.path), -1)
        if last >= 0:
            self.repeated = 0
        self.steps.append(last)

    def _close(self, event: CollectionEndEvent) -> int:
        step = self.steps.pop()
        if isinstance(event, SequenceEndEvent) and len(self.path) == 1 and isinstance(step, int):
            self.entries[tuple(self.path)] = step
        return self.starts.pop()

    def _value(self, mark: Mark) -> None:
        self.tree.values.setdefault(tuple(self.path), mark)
        if self.steps:
            self.path.pop()
            self.steps[-1] = self.steps[-1] if isinstance(self.steps[-1], int) else None
