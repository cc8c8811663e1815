"""What a field of a record is in a table: its columns, and the values of these."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from briefgen.dates import Clock, Date, Moment, days
from briefgen.model import Dossier, Likelihood, Part, Role
from briefgen.model.forms import Exactly
from briefgen.model.meanings import meaning
from briefgen.scales import Handling

Type = Literal["TEXT", "INTEGER", "REAL"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
RECORDS = "records"
"""The table of all records, which ids lead to."""

_CALLED = {
    "if": "condition",
    "by": "horizon",
    "from": "begins",
    "to": "ends",
    "next": "next_issue",
    "on": "issued_on",
    "trend": "direction",
    "native": "native_names",
}
"""Keys that SQL has for words of its own, or that name what they stand in, and what they are called in tables."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, what it holds, and the table that its values lead to."""

    name: str
    type: Type
    meaning: str
    leads_to: str | None = None


Values = Callable[[Any, Dossier], tuple[Any, ...]]
"""What a field's value gives for its columns."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record, or of a mapping inside one: how it is reached, its columns and their values."""

    path: tuple[str, ...]
    columns: tuple[Column, ...]
    values: Values


@dataclass(frozen=True, slots=True)
class List:
    """A list or a mapping inside a record, which has a table of its own."""

    path: tuple[str, ...]
    name: str
    meaning: str
    fields: tuple[Field, ...]
    lists: tuple[List, ...] = ()


def of(model: type[Part], prefix: str = "", path: tuple[str, ...] = ()) -> Iterator[Field | List]:
    """The fields of a model, and the lists in it; what it holds in a mapping is spread out under a prefix."""
    hints = typing.get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        key = info.alias or name
        called, told = prefix + key if prefix else _CALLED.get(key, key), meaning(model.__name__, key) or ""
        marks, bare = _bare(hints[name])
        here = (*path, name)
        if any(isinstance(mark, Exactly) for mark in marks):
            yield Field(here, (Column("latitude", "REAL", told), Column("longitude", "REAL", told)), _pair)
        elif typing.get_origin(bare) is tuple:
            yield _list(here, called, told, typing.get_args(bare)[0], _SINGULAR.get(key, key))
        elif typing.get_origin(bare) is dict:
            yield _mapping(here, called, told, typing.get_args(bare)[1])
        elif isinstance(bare, type) and issubclass(bare, Part):
            yield from of(bare, f"{called}_", here)
        else:
            yield _field(here, called, told, bare, marks)


def _bare(annotation: Any) -> tuple[list[Any], Any]:
    """An annotation without its marks, which come first, and without `None`."""
    marks: list[Any] = []
    while True:
        origin = typing.get_origin(annotation)
        if origin is Annotated:
            marks += annotation.__metadata__
            annotation = typing.get_args(annotation)[0]
        elif origin in {types.UnionType, typing.Union}:
            (annotation,) = (each for each in typing.get_args(annotation) if each is not type(None))
        else:
            return marks, annotation


def _list(path: tuple[str, ...], name: str, told: str, entry: Any, singular: str) -> List:
    marks, bare = _bare(entry)
    if isinstance(bare, type) and issubclass(bare, Part):
        parts = tuple(of(bare))
    else:
        parts = (_field((), singular, told, bare, marks),)
    return List(path, name, told, _fields(parts), tuple(each for each in parts if isinstance(each, List)))


def _mapping(path: tuple[str, ...], name: str, told: str, entry: Any) -> List:
    """A mapping by language: its texts, or a mapping of these."""
    language = Field(("0",), (Column("language", "TEXT", "which language, by its tag"),), _as_is)
    _, bare = _bare(entry)
    if isinstance(bare, type) and issubclass(bare, Part):
        parts = tuple(of(bare, path=("1",)))
    else:
        parts = (_field(("1",), "name", told, bare, []),)
    return List(path, name, told, (language, *_fields(parts)), tuple(each for each in parts if isinstance(each, List)))


def _fields(parts: Iterable[Field | List]) -> tuple[Field, ...]:
    return tuple(each for each in parts if isinstance(each, Field))


_SINGULAR = {
    "aliases": "alias",
    "actors": "actor",
    "judgements": "judgement",
    "forecasts": "forecast",
    "highlights": "event",
    "events": "event",
    "categories": "category",
    "places": "place",
    "kinds": "kind",
    "after": "event",
    "distinct_from": "event",
    "because": "event",
    "seen": "event",
    "opposes": "actor",
    "gaps": "text",
    "alerts": "alert",
    "within": "place",
    "basis": "rests_on",
    "assumptions": "text",
    "would_change": "text",
    "indicators": "text",
}
"""What one entry of a list of words is called."""


_Told = tuple[str, Type, str]
"""What a name ends in, its type, and what it holds."""


def _field(path: tuple[str, ...], name: str, told: str, bare: Any, marks: Iterable[Any]) -> Field:
    leads_to = RECORDS if Role.REFERENCE in marks and name != "indicator" else None

    def columns(*each: _Told) -> tuple[Column, ...]:
        return tuple(Column(name + suffix, kind, what, leads_to) for suffix, kind, what in each)

    if bare is Date:
        first = "its first possible day at the place, ISO; none where open or unknown"
        written: _Told = ("", "TEXT", f"{told} (EDTF, as written)")
        last: _Told = ("_latest", "TEXT", "its last possible day, inclusive")
        return Field(path, columns(written, ("_earliest", "TEXT", first), last), _date)
    if bare is Moment:
        return Field(path, columns(("", "TEXT", f"{told} (as written)"), ("_utc", "TEXT", "the same in UTC")), _moment)
    if bare is Likelihood:
        low, high = (f"its {which} end, 0 to 1" for which in ("lower", "upper"))
        written = ("", "TEXT", f"{told} (as written)")
        return Field(path, columns(written, ("_low", "REAL", low), ("_high", "REAL", high)), _likelihood)
    if bare is Handling:
        return Field(path, columns(("", "TEXT", told)), _as_text)
    if bare is Clock:
        return Field(path, columns(("", "TEXT", told)), _clock)
    kinds: Mapping[Any, Type] = {bool: "INTEGER", int: "INTEGER", float: "REAL"}
    return Field(path, columns(("", kinds.get(bare, "TEXT"), told)), _as_is)


def _as_is(value: Any, _dossier: Dossier) -> tuple[Any, ...]:
    return (value,)


def _as_text(value: Any, _dossier: Dossier) -> tuple[Any, ...]:
    return (None if value is None else str(value),)


def _clock(value: Clock | None, _dossier: Dossier) -> tuple[Any, ...]:
    return (value.text if value else None,)


def _pair(value: tuple[float, float] | None, _dossier: Dossier) -> tuple[Any, ...]:
    return value or (None, None)


def _date(value: Date | None, dossier: Dossier) -> tuple[Any, ...]:
    if value is None:
        return (None, None, None)
    first, last = days(value, None, dossier.zone)
    return (value.text, first.iso() if first else None, last.iso() if last else None)


def _moment(value: Moment | None, dossier: Dossier) -> tuple[Any, ...]:
    return (None, None) if value is None else (value.text, utc(value.first(dossier.zone)))


def utc(instant: int | None) -> str | None:
    """An instant in seconds since 1970 as ISO 8601 in UTC, as SQLite's functions of time take it."""
    return None if instant is None else (EPOCH + timedelta(seconds=instant)).isoformat().replace("+00:00", "Z")


def _likelihood(value: Likelihood | None, dossier: Dossier) -> tuple[Any, ...]:
    if value is None:
        return (None, None, None)
    if value.term is not None:
        term = dossier.project.scale.term(value.term)
        return (value.term, term.low / 100, term.high / 100) if term else (value.term, None, None)
    written = f"{value.low:g}" if not value.is_range else f"{value.low:g}-{value.high:g}"
    return (written, value.low, value.high)
