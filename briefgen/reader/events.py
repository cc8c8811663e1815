"""The events of a YAML text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml
from yaml.events import Event

from briefgen.reader import syntax
from briefgen.reader.syntax import offsets

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
        raise syntax.fault(error, text, _last(text)) from None
    except yaml.reader.ReaderError as error:
        raise syntax.refused(error) from None


def _last(text: str) -> Event | None:
    """The last event before the syntax goes wrong, read once more: to remember it for every event takes its time."""
    loader = _LOADER(text)
    last: Event | None = None
    with suppress(yaml.YAMLError):
        for last in iter(loader.get_event, None):  # noqa: B007 - it is what we are after
            pass
    loader.dispose()
    return last
