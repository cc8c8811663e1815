"""What pydantic has against the values of a file, in our words and at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from briefgen.diagnostics import Diagnostic, Slip, Wording
from briefgen.loader.faults import (
    missing_field,
    unknown_handling,
    unknown_key,
    unknown_section,
    unknown_word,
    wrong_value,
)
from briefgen.loader.sections import fields
from briefgen.reader import Document, fix, placed, places
from briefgen.scales import Handling
from briefgen.slips import surely_meant
from briefgen.spans import Path, Place, Span, SpanTree

_NO_DOUBT = {"duplicate-key", "odd-space"}
"""Faults of reading that leave the values as they were meant."""


def explained(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    """What is wrong with the values of a document, but for what may only follow from what was wrong with its text."""
    tree = places(document.file, document.legible)
    doubtful = [fault.span for fault in document.faults if fault.rule not in _NO_DOUBT]
    for details in error.errors(include_url=False):
        path: Path = tuple(part for part in details["loc"])
        wording, at_key = _wording(details, path, document, tree)
        place = Place(document.file, path, key=at_key)
        span = tree.span(place)
        if not any(_holds(span, doubt) for doubt in doubtful):
            yield placed(wording, span)._replace(fix=fix(tree, place, _slip(details, path)))


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


def _wording(details: ErrorDetails, path: Path, document: Document, tree: SpanTree) -> tuple[Wording, bool]:
    """A validation error in our words, by its type, and whether it stands at the key rather than the value."""
    kind, last = details["type"], str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = fields(path[:-1])
        return (unknown_section(last, known) if len(path) == 1 else unknown_key(last, known)), True
    if kind == "missing":
        return missing_field(last, path), False
    if kind in {"literal_error", "enum"}:
        expected = str(details.get("ctx", {}).get("expected", ""))
        if path[-1] == "handling":
            return unknown_handling(str(details["input"])), False
        return unknown_word(str(details["input"]), re.findall(r"'([^']*)'", expected)), False
    ctx = details.get("ctx", {})
    wanted = ctx.get("reason") or ctx.get("wanted") or str(ctx.get("error", "")) or _WANTED.get(kind, details["msg"])
    trap = _yaml_trap(details["input"], tree, Place(document.file, path), date="date such as" in wanted)
    return wrong_value(str(wanted), trap), False


_WANTED = {
    "model_type": "a mapping of keys and values is wanted here",
    "model_attributes_type": "a mapping of keys and values is wanted here",
    "dict_type": "a mapping of keys and values is wanted here",
    "list_type": "a list is wanted here: entries that begin with `- `, or [one, two]",
    "tuple_type": "a list is wanted here: entries that begin with `- `, or [one, two]",
    "too_short": "an entry is missing",
    "too_long": "there is an entry too many",
    "string_type": "a word is wanted here",
}


def _yaml_trap(value: object, tree: SpanTree, place: Place, *, date: bool) -> str | None:
    """A hint where YAML itself turned a text into something else."""
    mark = tree.values.get(place.path)
    if mark is None:
        return None
    source = tree.text[mark.start : mark.end]
    if isinstance(value, (dict, list)) and source[:1] in {"{", "["}:
        if date and len(source) < 60 and set(source).isdisjoint("\n'\"`:"):
            return f'put the date into quotes: `"{source.replace(" ", "")}"`'
        return f"a text that begins with `{source[0]}` needs quotes around it"
    line = tree.text[mark.start : (tree.text + "\n").index("\n", mark.start)]
    if value is None and "#" in line:
        return "what follows ` #` is a comment to YAML: put a text that holds one into quotes"
    if isinstance(value, dict) and ": " in source:
        return "a text that holds `: ` needs quotes around it"
    return None
