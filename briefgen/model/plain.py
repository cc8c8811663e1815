"""A record as plain values, under the keys that its author wrote, and a hash of these."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from briefgen.dates import Clock, Date, Moment, Rhythm
from briefgen.model.record import Part
from briefgen.model.values import Likelihood


def plain(value: Any) -> Any:
    """A value as YAML has it: a record or a mapping in one as the keys that were written, and their values."""
    if type(value) is str:  # nearly all are
        return value
    match value:
        case Part():
            return _keys(type(value), value.__dict__)  # as `getattr`, in half the time
        case dict():
            return {str(key): plain(entry) for key, entry in value.items()}
        case list() | tuple():
            return [plain(entry) for entry in value]
        case Likelihood(term=None, low=low, high=high):
            return [plain(low), plain(high)] if value.is_range else plain(low)
        case Likelihood(term=term):
            return term
        case Date() | Moment() | Clock() | Rhythm():
            return value.text
        case ZoneInfo():
            return value.key
        case float() if "e" in repr(value):
            return f"{value:.15f}".rstrip("0")
        case bool() | int() | float() | None:
            return value
        case _:
            return str(value)


def plain_with(part: Part, **fields: Any) -> dict[str, Any]:
    """A record as plain values, with others in some of its fields."""
    return _keys(type(part), {**part.__dict__, **fields})


def digest(part: Part) -> str:
    """The SHA-256 of what a record says: not of how it is laid out in its file.

    A key that a later version of briefgen adds changes nothing of it where nobody wrote one.
    """
    return hashlib.sha256(json.dumps(plain(part), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _keys(model: type[Part], held: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value if type(value) is str else plain(value)  # nearly all are, and a call takes its time
        for name, key, default in _fields(model)
        if (value := held[name]) is not default and value != default
    }


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, str, Any], ...]:
    """The fields of a model: by name, the key they are written under, and their default."""
    return tuple((name, info.alias or name, info.default) for name, info in model.model_fields.items())
