"""The events of a YAML text, and what libyaml has against it in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import Event

from briefgen.diagnostics import Wording
from briefgen.reader.faults import yaml_syntax
from briefgen.reader.text import Unreadable

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULL = frozenset({"", "~", "null", "Null", "NULL"})
"""What stands for no value, unless in quotes."""


def offsets(event: Event) -> tuple[int, int]:
    """Where an event begins and ends in its text."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


def events(text: str) -> Iterator[Event]:
    """The events of a YAML text. Raises `Unreadable` where its syntax is wrong."""
    try:
        loader = _LOADER(text)
        try:
            yield from iter(loader.get_event, None)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(_in_words(error, text), mark.index if mark else None, text=text) from None
    except yaml.reader.ReaderError as error:
        raise Unreadable(yaml_syntax(str(error.reason)), error.position, text=text) from None


_QUOTES = "put the text into quotes"
_FRIENDLY = {
    "found character '\\t'": ("a tab stands where indentation is wanted", "indent with spaces"),
    "that cannot start any token": ("a text cannot begin with this character", _QUOTES),
    "mapping values are not allowed": ("a second `: ` on one line", "put a text that holds `: ` into quotes"),
    "could not find expected ':'": ("a line without `: ` stands among keys", "write `key: value`, or indent the line"),
    "did not find expected '-' indicator": ("the indentation does not fit the list", "line it up with the others"),
    "did not find expected key": (
        "the indentation or the quotes do not fit what stands before",
        "look at this line and the one above",
    ),
    "did not find expected ',' or": (
        "a list or mapping in brackets is not closed, or an entry needs quotes",
        "close it, or put a text that begins with a bracket into quotes",
    ),
    "found unexpected end of stream": ("the file ends inside a quoted text", "close the quotes"),
    "did not find expected node content": ("a value is missing or begins with a special character", _QUOTES),
}
"""What libyaml says, by a stretch of its words, in ours, with what to do."""


def _in_words(error: yaml.MarkedYAMLError, text: str) -> Wording:
    """A syntax error of the YAML parser in plain words."""
    problem = str(error.problem or error.context or "this is not YAML")
    mark = error.problem_mark or error.context_mark
    line = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
    if re.match(r" *\t", line):
        return yaml_syntax("a tab stands where indentation is wanted", "indent with spaces")
    if mark and (brackets := _closed_before(line, mark.column, flow="',' or" in problem)):
        return yaml_syntax(
            f"to YAML, what begins with `{brackets[0]}` ends with `{brackets[1]}`, and here more follows",
            f"a text that begins with `{brackets[0]}` needs quotes around it",
        )
    for theirs, (message, hint) in _FRIENDLY.items():
        if theirs in problem:
            return yaml_syntax(message, hint)
    return yaml_syntax(problem)


def _closed_before(line: str, column: int, *, flow: bool) -> str | None:
    """The brackets around what is closed right before a column of a line, where a text goes on in that column.

    In a list or mapping in brackets, two that follow each other want a comma rather than quotes.
    """
    before = line[:column].rstrip()
    goes_on = column < len(line) and line[column] not in ("]}[{," if flow else "]},")
    return {"]": "[]", "}": "{}"}.get(before[-1:]) if goes_on else None
