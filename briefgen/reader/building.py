"""Values from the events of a file, and what no curated file has a use for on the way."""

from __future__ import annotations

from collections.abc import Callable
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

from briefgen.diagnostics import Wording
from briefgen.reader import faults
from briefgen.reader.comments import glued
from briefgen.reader.events import NULL, events, offsets
from briefgen.reader.text import MAX_DEPTH, MAX_FAULTS, Unreadable, concealed, first
from briefgen.spans import Mark

Value = str | None | list["Value"] | dict[str, "Value"]

MAX_NODES = 500_000


class Builder:
    """Builds values from events.

    What is refused but can be read past is collected in `faults`. Where the value is not read, None stands for it.
    """

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
        self.faults: list[Unreadable] = []
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

    @property
    def found(self) -> list[Unreadable]:
        """All that was collected, with the comments that cut a text short."""
        cuts = (Unreadable(faults.comment_in_text(self.text[cut.start : cut.end]), *cut) for cut in self.cuts)
        return [*self.faults, *first(cuts)]

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
        """An alias stands for no value: what it names is never looked up."""
        self._tell(faults.anchor_or_alias(f"*{event.anchor}"), event)
        if self.key is None and isinstance(self.holder, dict):
            self.key = f"*{event.anchor}"
        elif self.key == "<<":  # the merge key of YAML, which goes with it
            self.key = None
        else:
            self._add(None)

    def _look_at(self, event: ScalarEvent | CollectionStartEvent) -> None:
        """Tell what no curated file has. Asked for here only, as most values have none of it."""
        if self.nodes > MAX_NODES:
            raise Unreadable(faults.too_many_values(MAX_NODES))
        if event.anchor is not None:
            self._tell(faults.anchor_or_alias(f"&{event.anchor}"), event)
        if event.tag is not None:
            self._tell(faults.yaml_tag(str(event.tag).replace("tag:yaml.org,2002:", "!!")), event)

    def _scalar(self, event: ScalarEvent) -> None:
        self.nodes += 1
        if event.anchor is not None or event.tag is not None or self.nodes > MAX_NODES:
            self._look_at(event)
        value: str | None = event.value
        if event.style == '"' and (wording := self._escaped(event.value, event)):
            self._tell(wording, event)
        key, holder = self.key, self.holder
        comment = self.glued.get(event.end_mark.index) if self.glued else None  # type: ignore[union-attr]  # libyaml marks
        if key is None and type(holder) is dict:
            self.repeats = self.repeats or value in holder
            self.key, self.awaited = value, comment
            return
        if (cut := comment or self.awaited) and not event.style:
            self.cuts.append(cut)
            value = value or self.text[cut.start : cut.end]  # so that no missing value is found as well
        elif value in NULL and event.implicit[0]:
            value = None
        if key is None:
            self._add(value)
        else:  # as `_add` does: nearly every value comes this way
            holder.setdefault(key, value)  # type: ignore[union-attr]  # only a mapping has a key that waits
            self.key = self.awaited = None

    def _escaped(self, value: str, event: ScalarEvent) -> Wording | None:
        """What a value in double quotes hides by an escape of YAML's own, such as a bidi override by its number.

        What is in the text as well was told there.
        """
        hidden = [fault.wording for fault in concealed(value)]
        told = [fault.wording for fault in concealed(self.text[slice(*offsets(event))])] if hidden else []
        for wording in told:
            if wording in hidden:
                hidden.remove(wording)
        return next(iter(hidden), None)

    def _collection(self, event: CollectionStartEvent) -> None:
        self.nodes += 1
        if event.anchor is not None or event.tag is not None or self.nodes > MAX_NODES:
            self._look_at(event)
        if len(self.outer) >= MAX_DEPTH:
            self._fail(faults.nested_too_deep(MAX_DEPTH), event)
        if self.key is None and isinstance(self.holder, dict):
            self._fail(faults.key_not_a_word(), event)
        collection: list[Value] | dict[str, Value] = {} if isinstance(event, MappingStartEvent) else []
        if len(self.outer) == 1 and self.key is not None and type(collection) is list:
            earlier = self.holder.get(self.key)  # type: ignore[union-attr]  # only a mapping has a key that waits
            collection = earlier if type(earlier) is list else collection  # a section written twice goes on
        self._add(None if event.tag else collection)
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
        raise Unreadable(wording, *offsets(event))

    def _tell(self, wording: Wording, event: Event) -> None:
        """Collect a fault, and read on unless there are too many."""
        if len(self.faults) == MAX_FAULTS - 1:
            self._fail(faults.last_told(wording), event)
        self.faults.append(Unreadable(wording, *offsets(event)))
