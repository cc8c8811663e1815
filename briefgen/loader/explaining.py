"""What pydantic has against the values of a file, in our words and at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from briefgen.diagnostics import Diagnostic, Slip, Wording
from briefgen.loader import hints
from briefgen.loader.faults import (
    missing_field,
    unknown_handling,
    unknown_key,
    unknown_section,
    unknown_word,
    wrong_value,
)
from briefgen.loader.sections import fields
from briefgen.reader import Document, fix, last_told, placed, places
from briefgen.scales import Handling
from briefgen.slips import surely_meant
from briefgen.spans import Mark, Path, Place, Span, SpanTree

MAX_FAULTS = 200
"""So many faults of shape are told of a file, at most."""
_NO_DOUBT = {"duplicate-key", "odd-space"}
"""Faults of reading that leave the values as they were meant."""


def explained(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    """What is wrong with the values of a document, but for what may only follow from what was wrong with its text.

    Of a file that is wrong all over, the first faults are told.
    """
    told = 0
    tree = places(document.file, document.legible)
    doubtful = [fault.span for fault in document.faults if fault.rule not in _NO_DOUBT]
    for details in error.errors(include_url=False):
        path: Path = tuple(part for part in details["loc"])
        key = path[-1:] == ("[key]",)
        path = path[:-1] if key else path
        if details["type"] == "missing" and hints.instead_of(str(path[-1]), details["input"], fields(path[:-1])):
            continue
        wording, at_key = _wording(details, path, tree)
        place = Place(document.file, path, key=at_key or key)
        span = tree.span(place)
        if any(_holds(span, doubt) for doubt in doubtful):
            continue
        told += 1
        wording = last_told(wording) if told == MAX_FAULTS else wording
        yield placed(wording, span)._replace(fix=fix(tree, place, _slip(details, path)))
        if told == MAX_FAULTS:
            return


def _holds(outer: Span, inner: Span) -> bool:
    begin, end = (outer.line, outer.column), (outer.end_line, outer.end_column)
    return begin <= (inner.line, inner.column) < end


def _slip(details: ErrorDetails, path: Path) -> Slip | None:
    """The slip that a value is, where only one word or date allowed here can be meant by it."""
    written, context = details["input"], details.get("ctx", {})
    if not isinstance(written, str):
        return None
    if details["type"] not in {"literal_error", "enum"}:
        meant = context.get("meant")
    elif path[-1] == "handling":
        meant = Handling.meant(written)
    else:
        meant = surely_meant(written, re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    return Slip(written, str(meant)) if meant else None


def _wording(details: ErrorDetails, path: Path, tree: SpanTree) -> tuple[Wording, bool]:
    """A validation error in our words, by its type, and whether it stands at the key rather than the value."""
    kind, value, last = details["type"], details["input"], str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = fields(path[:-1])
        if len(path) == 1:
            return unknown_section(last, known), True
        alone = value is None and not tree.text[tree.keys.get(path, Mark(0, 0)).end :].lstrip().startswith(":")
        return unknown_key(last, hints.for_key(last, known, alone)), True
    if kind == "missing":
        return missing_field(last, path, alone=len(value) == 1), False
    if kind in {"literal_error", "enum"} and isinstance(value, str):
        if last == "handling":
            return unknown_handling(value), False
        return unknown_word(value, re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))), False
    return _wrong(details, path, tree), False


def _wrong(details: ErrorDetails, path: Path, tree: SpanTree) -> Wording:
    """How a value is told that is of another kind than wanted, or cannot be read as what it is."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "wrong_value":
        return wrong_value(str(context["reason"]), hints.oddity(str(value)))
    if kind in _MAPPINGS:
        said, hint = "keys and values are wanted here", hints.for_mapping(value, fields(path))
    elif kind in _LISTS:
        said = "a list is wanted here: entries that begin with `- `, or [one, two]"
        hint = hints.for_list(value, path)
    elif kind == "counted":
        said, hint = str(context["wanted"]), hints.for_numbers(value)
    elif kind in _WORDS:
        said = str(context.get("wanted", "one word is wanted here"))
        hint = hints.for_one(value, *_source(tree, path), str(context.get("form", "word")))
    else:
        return wrong_value(str(context.get("error") or details["msg"]))
    return wrong_value(said + hints.written(value), hint)


_MAPPINGS = {"model_type", "model_attributes_type", "dict_type"}
_LISTS = {"list_type", "tuple_type"}
_WORDS = {"wanted", "literal_error", "enum", "string_type"}


def _source(tree: SpanTree, path: Path) -> tuple[str, str]:
    """How a value is written, and the rest of the line that it begins in."""
    mark = tree.values.get(path, Mark(0, 0))
    return tree.text[mark.start : mark.end], tree.text[mark.start : (tree.text + "\n").index("\n", mark.start)]
