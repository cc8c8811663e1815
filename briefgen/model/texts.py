"""Every text in a record and every id it names, found by the types of its fields: a field added later is covered."""

from __future__ import annotations

import operator
import typing
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Annotated, Any, NamedTuple, TypeVar

from briefgen import prose
from briefgen.model.forms import OneOrMore
from briefgen.model.record import Part, Record
from briefgen.model.values import Role
from briefgen.spans import Path

Names = Callable[[str], str | None]
"""What a record is called from now on: another id, the same, or None where it is not to be named."""

P = TypeVar("P", bound=Part)


class Leaf(NamedTuple):
    """A text in a record: where in it, what it is, and its words."""

    path: Path
    role: Role
    text: str


def leaves(part: Part) -> list[Leaf]:
    """Every text in a record that readers see or that names another record, with its path as the author wrote it."""
    found: list[Leaf] = []
    _leaves(part, (), None, found)
    return found


def references(part: Part) -> Iterator[str]:
    """The ids of all records that a record names: in its fields and in its prose."""
    for role, text in _words(part, None, []):
        if role is Role.REFERENCE:
            yield text
        elif role is Role.PROSE:
            yield from prose.cited_ids(text)


def cited_by(part: Part) -> Iterator[str]:
    """The ids that the prose of a record cites."""
    for role, text in _words(part, None, []):
        if role is Role.PROSE:
            yield from prose.cited_ids(text)


@lru_cache(maxsize=16_384)  # each step on the way to a brief asks again what it may keep
def mentions(record: Record) -> frozenset[str]:
    """Every id that stands anywhere in a record: what it names, and what only looks like it, such as code in prose."""
    return frozenset(mentioned(record))


def mentioned(part: Part) -> Iterator[str]:
    """The same of any part, such as the project: again as often as it is asked."""
    for role, text in _words(part, None, []):
        if role is Role.PROSE:
            yield from prose.written_ids(text)
        elif role is not Role.LINE:
            yield text


def relink(part: P, names: Names) -> P:
    """The record with every id it names renamed or taken out, in its fields and in its prose.

    An entry of a list goes with the record it is about, such as a citation with its source, and a figure with any of
    those that it takes together. The record's own id stays.
    """

    def renamed(role: Role, text: str) -> str | None:
        if role in {Role.REFERENCE, Role.WORDS_OR_ID}:
            return names(text)
        return prose.recite(text, names) if role is Role.PROSE else text

    return _retold(part, renamed)[0]


def retell(part: P, prose_as: Callable[[str], str]) -> P:
    """The record with every prose text in it told another way."""
    return _retold(part, lambda role, text: prose_as(text) if role is Role.PROSE else text)[0]


def reword(part: P, text_as: Callable[[str], str]) -> P:
    """The record with every text that readers see told another way: prose, lines and words."""
    seen = {Role.PROSE, Role.LINE}
    return _retold(part, lambda role, text: text_as(text) if role in seen else text)[0]


def _leaves(value: Any, path: Path, role: Role | None, found: list[Leaf]) -> None:
    if isinstance(value, str):
        if role is not None:
            found.append(Leaf(path, role, value))
    elif isinstance(value, Part):
        held = value.__dict__  # as `getattr`, in half the time
        for name, (key, inner) in _fields(type(value)).items():
            if part := held[name]:
                _leaves(part, (*path, key), inner, found)
    elif isinstance(value, (tuple, dict)):
        for step, entry in value.items() if isinstance(value, dict) else enumerate(value):
            _leaves(entry, (*path, step), role, found)


def _words(value: Any, role: Role | None, found: list[tuple[Role, str]]) -> list[tuple[Role, str]]:
    """What `leaves` finds, without the paths: several times faster, for those that go through whole ledgers."""
    if isinstance(value, str):
        if role is not None:
            found.append((role, value))
    elif isinstance(value, Part):
        held = value.__dict__
        for name, (_, inner) in _fields(type(value)).items():
            part = held[name]
            if type(part) is str:  # as most are
                if part and inner is not None:
                    found.append((inner, part))
            elif part:
                _words(part, inner, found)
    elif isinstance(value, (tuple, dict)):
        for entry in value.values() if isinstance(value, dict) else value:
            _words(entry, role, found)
    return found


def _retold(part: P, leaf: Callable[[Role, str], str | None]) -> tuple[P, bool]:
    """The part with its texts as `leaf` tells them, and whether a record it is about is gone."""
    changes: dict[str, Any] = {}
    gone = False
    for name, (_, role) in _fields(type(part)).items():
        old = getattr(part, name)
        new = _told(old, role, leaf)
        if new is not old:
            changes[name] = new
            gone = gone or (role is Role.REFERENCE and isinstance(old, str) and new is None)
            gone = gone or (name in _joint(type(part)) and len(new) < len(old))
    if not changes:
        return part, False
    return part.model_copy(update=changes), gone


def _told(value: Any, role: Role | None, leaf: Callable[[Role, str], str | None]) -> Any:
    """A value with its texts told; itself where none has changed."""
    if isinstance(value, Part):
        return _retold(value, leaf)[0]
    if isinstance(value, str):
        new = leaf(role, value) if role is not None else value
        return value if type(new) is type(value) and new == value else new
    if isinstance(value, dict):
        told = {key: _told(entry, role, leaf) for key, entry in value.items()}
        return told if any(told[key] is not value[key] for key in value) else value
    if isinstance(value, tuple):
        kept = tuple(each for entry in value for each in _kept(entry, role, leaf))
        same = len(kept) == len(value) and all(map(operator.is_, kept, value))
        return value if same else kept
    return value


def _kept(entry: Any, role: Role | None, leaf: Callable[[Role, str], str | None]) -> Iterator[Any]:
    if isinstance(entry, Part):
        part, gone = _retold(entry, leaf)
        if not gone:
            yield part
    else:
        new = _told(entry, role, leaf)
        if new is not None:
            yield new


@cache
def _fields(model: type[Part]) -> dict[str, tuple[str, Role | None]]:
    """The fields of a model that hold texts or parts: by name, the key they are written under and their role."""
    hints = typing.get_type_hints(model, include_extras=True)
    found = {}
    for name, info in model.model_fields.items():
        role, parts = _inspect(hints[name])
        if role is not None or parts:
            found[name] = (info.alias or name, role)
    return found


@cache
def _joint(model: type[Part]) -> frozenset[str]:
    """The fields whose ids count together or not at all."""
    fields = model.model_fields.items()
    return frozenset(name for name, info in fields if any(isinstance(each, OneOrMore) for each in info.metadata))


def _inspect(annotation: Any) -> tuple[Role | None, bool]:
    """The role of the texts inside an annotation, and whether it holds parts."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return None, True
    if typing.get_origin(annotation) is Annotated:
        for mark in annotation.__metadata__:
            if isinstance(mark, Role):
                return mark, False
    role, parts = None, False
    for inner in typing.get_args(annotation):
        inner_role, inner_parts = _inspect(inner)
        role, parts = role or inner_role, parts or inner_parts
    return role, parts
