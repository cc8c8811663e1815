"""Every text in a record and every id it names, found by the types of its fields: a field added later is covered."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar

from briefgen import prose
from briefgen.model.record import Part
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


def mentions(part: Part) -> Iterator[str]:
    """Every id that stands anywhere in a record: what it names, and what only looks like it, such as code in prose."""
    for role, text in _words(part, None, []):
        if role is Role.PROSE:
            yield from prose.written_ids(text)
        elif role is not Role.LINE:
            yield text


def relink(part: P, names: Names) -> P:
    """The record with every id it names renamed or taken out, in its fields and in its prose.

    An entry of a list goes with the record it is about, such as a citation with its source. The record's own id
    stays.
    """
    return _relink(part, names)[0]


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
            if part := held[name]:
                _words(part, inner, found)
    elif isinstance(value, (tuple, dict)):
        for entry in value.values() if isinstance(value, dict) else value:
            _words(entry, role, found)
    return found


def _relink(part: P, names: Names) -> tuple[P, bool]:
    """The relinked part, and whether a record it is about is gone."""
    changes: dict[str, Any] = {}
    gone = False
    for name, (_, role) in _fields(type(part)).items():
        old = getattr(part, name)
        new = _relinked(old, role, names)
        if new != old:
            changes[name] = new
            gone = gone or (role is Role.REFERENCE and isinstance(old, str) and new is None)
    if not changes:
        return part, False
    return part.model_copy(update=changes), gone


def _relinked(value: Any, role: Role | None, names: Names) -> Any:
    if isinstance(value, Part):
        return _relink(value, names)[0]
    if isinstance(value, str):
        if role in {Role.REFERENCE, Role.WORDS_OR_ID}:
            return names(value)
        return prose.recite(value, names) if role is Role.PROSE else value
    if isinstance(value, dict):
        return {key: _relinked(entry, role, names) for key, entry in value.items()}
    if isinstance(value, tuple):
        return tuple(kept for entry in value for kept in _kept(entry, role, names))
    return value


def _kept(entry: Any, role: Role | None, names: Names) -> Iterator[Any]:
    if isinstance(entry, Part):
        part, gone = _relink(entry, names)
        if not gone:
            yield part
    else:
        new = _relinked(entry, role, names)
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
