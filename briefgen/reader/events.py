"""The events of a YAML text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, Event

from briefgen.reader import faults, syntax
from briefgen.reader.syntax import offsets
from briefgen.reader.text import MAX_DEPTH, Unreadable

__all__ = ["NULL", "events", "offsets"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULL = frozenset({"", "~", "null", "Null", "NULL"})
"""What stands for no value, unless in quotes."""


def events(text: str) -> Iterator[Event]:
    """The events of a YAML text. Raises `Unreadable` where its syntax is wrong."""
    try:
        loader = _LOADER(text)
        try:
            yield from iter(loader.get_event, None)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise _too_deep(error, text) or syntax.fault(error, text, _last(text)) from None
    except yaml.reader.ReaderError as error:
        raise syntax.refused(error) from None


def _too_deep(error: yaml.MarkedYAMLError, text: str) -> Unreadable | None:
    """What is nested deeper than libyaml goes, which looks ahead so far before it tells of the first bracket."""
    if error.problem_mark is None or "nesting depth" not in str(error.problem):
        return None
    loader = _LOADER(text[: error.problem_mark.index])
    fault, depth = Unreadable(faults.nested_too_deep(MAX_DEPTH), error.problem_mark.index), 0
    with suppress(yaml.YAMLError):
        for event in iter(loader.get_event, None):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > MAX_DEPTH:
                fault.start, fault.end = offsets(event)
                break
    loader.dispose()
    return fault


def _last(text: str) -> Event | None:
    """The last event before the syntax goes wrong, read once more: to remember it for every event takes its time."""
    loader = _LOADER(text)
    last: Event | None = None
    with suppress(yaml.YAMLError):
        for last in iter(loader.get_event, None):  # noqa: B007 - it is what we are after
            pass
    loader.dispose()
    return last
