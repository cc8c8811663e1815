"""Slips of the pen as edits of the text they stand in."""

from __future__ import annotations

import json
import re

from yaml.events import NodeEvent, ScalarEvent

from briefgen.diagnostics import Fix, Slip
from briefgen.reader.events import NULL, events
from briefgen.reader.text import Unreadable
from briefgen.spans import Mark, Place, SpanTree


def fix(tree: SpanTree, place: Place, slip: Slip | None) -> Fix | None:
    """The edit that mends a slip; None where something else stands at its place than what was said to be written.

    The value keeps its quotes, and gets some where it needs them.
    """
    mark = None if slip is None or place.key else tree.mark(place)
    if slip is None or mark is None:
        return None
    source = tree.text[mark.start : mark.end].rstrip()
    if place.part:
        replacement = slip.meant if _says(tree.text, mark, slip.written) else None
    else:
        replacement = _rewritten(source, slip)
    return None if replacement is None else Fix(replacement, tree.stretch(mark.start, mark.end))


def _says(text: str, mark: Mark, words: str) -> bool:
    """Whether a stretch says just these words, and is no part of a longer one."""
    before, after = text[: mark.start][-1:], text[mark.end : mark.end + 1]
    cut = re.match(r"\w$", words[-1]) and re.match(r"[\w-]", after)
    return text[mark.start : mark.end].split() == words.split() and before != "\\" and not cut


def _rewritten(source: str, slip: Slip) -> str | None:
    """The source of a value with what was meant in it; None for a value in several lines, or another value."""
    if "\n" in source or _value(source) != slip.written:
        return None
    if source[0] == "'":
        return "'" + slip.meant.replace("'", "''") + "'"
    return slip.meant if source[0] != '"' and is_plain(slip.meant) else json.dumps(slip.meant, ensure_ascii=False)


def is_plain(value: str) -> bool:
    """Whether a value says itself without quotes, also inside brackets."""
    return _value(value) == value and _value(f"[{value}]", inside=1) == value


def _value(source: str, inside: int = 0) -> str | None:
    """The text that the source of one value means, or that of the one value in so many brackets."""
    try:
        nodes = [event for event in events(source) if isinstance(event, NodeEvent)]
    except Unreadable:
        return None
    if len(nodes) != inside + 1 or not isinstance(nodes[-1], ScalarEvent):
        return None
    node = nodes[-1]
    null = node.implicit[0] and node.value in NULL
    return None if null or node.anchor or node.tag else str(node.value)
