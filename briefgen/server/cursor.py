"""Where in a file's structure something is written, also while the file is not YAML yet.

Read from the indentation above a line, not by a parser: what stands half written elsewhere does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.server import brackets
from briefgen.spans import Path

_KEY = re.compile(r"""(["']?)([\w.-]+)\1[ \t]*:(?=[ \t]|$)""")
_OWN_ID = re.compile(r"""\bid:[ \t]+["']?([a-z0-9-]+)""")
_FAR = 20_000
"""Characters above a place in which its record is looked for."""
_VALUE = re.compile(r"[^\s#]")
_HALF_A_KEY = re.compile(r"[\w-]+:?[ \t]*$")
_BEHIND = re.compile(r"[ \t]+#.*$|[ \t\r]+$")


class Cursor(NamedTuple):
    """What is written at a place: the way to it, and the word there."""

    path: Path
    """Keys and list entries down to it, an entry always as 0. A key is the last step of its own path."""
    start: int
    end: int
    """Where the word begins and ends, in characters: a key, or a value as far as it stands on this line."""
    is_key: bool = False
    open: bool = False
    """Whether it may become a value or, in the mapping that `path` then leads to, a key."""
    keys: frozenset[str] = frozenset()
    """The other keys of the mapping that a key is in, or would be."""


class _Line(NamedTuple):
    """A line taken apart: the dashes and the key in it with their columns, and the column of what follows."""

    indent: int
    steps: list[tuple[int, str | int]]
    rest: int
    key_end: int = -1


class _Held(NamedTuple):
    """A value that began on a line above and is not ended: the number of its line, and its column."""

    line: int
    column: int


def cursor(text: str, offset: int) -> Cursor | None:
    """What is written at a character of a YAML file; None in a comment and between things."""
    above = text[:offset].split("\n")
    start = offset - len(above.pop())
    end = text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    column = offset - start
    here = _taken_apart(line) if line.strip() else _Line(column, [], column)
    first = here.steps[0][0] if here.steps else here.rest
    outer, held = _above(above, first, dash=bool(here.steps) and here.steps[0][1] == 0)
    if held is not None:  # whatever it looks like, the line goes on with a value that began above
        begin = sum(len(each) + 1 for each in above[: held.line]) + held.column
        return _in_value(text, begin, offset, outer)
    if line.lstrip().startswith("#"):
        return None
    path = (*outer, *(step for _, step in here.steps))
    has_key = bool(here.steps) and isinstance(here.steps[-1][1], str)
    if not has_key:
        if here.steps and column <= here.steps[-1][0]:
            return None
        found = _in_value(text, start + min(here.rest, column), offset, path, open_=True)
        return found and (found._replace(keys=_keys(text, start, here.rest)) if found.path == path else found)
    own = here.steps[-1][0]
    if column < own:
        return None
    if column <= here.key_end:
        return Cursor(path, start + own, start + here.key_end, is_key=True, keys=_keys(text, start, own))
    return _in_value(text, start + here.rest, offset, path)


def own_id(text: str, offset: int, path: Path) -> str | None:
    """The id of the record that a place in a file belongs to, as far as it stands above the place."""
    for found in reversed([*_OWN_ID.finditer(text, max(0, offset - _FAR), offset)]):
        here = cursor(text, found.start(1))
        if here is not None and here.path == (*path[:2], "id"):
            return found[1]
    return None


def _in_value(text: str, begin: int, offset: int, path: Path, *, open_: bool = False) -> Cursor | None:
    """What is written in a value that begins at a character: in brackets, or words."""
    opening = text[begin : begin + 1]
    if opening in {"{", "["} and begin < offset and (found := brackets.inside(text, begin, offset)):
        whole = (*path, *found.path)
        keys = frozenset(found.keys)
        return Cursor(whole, *_unquoted(text, found.start, found.end), found.is_key, keys=keys)
    line = text.rfind("\n", 0, offset) + 1
    stop = text.find("\n", offset)
    written = text[max(line, begin) : stop if stop >= 0 else len(text)]
    start = max(line, begin) + len(written) - len(written.lstrip())
    end = max(line, begin) + len(written.rstrip() if opening in {"|", ">"} else _BEHIND.sub("", written))
    if offset > end and "#" in text[end:offset]:
        return None
    start = min(start, offset)
    return Cursor(path, *_unquoted(text, start, max(start, end)), open=open_)


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A word's bounds without the quotes around it."""
    quote = text[start : start + 1]
    if quote not in {'"', "'"} or start == end:
        return start, end
    return start + 1, end - 1 if end - start > 1 and text[end - 1] == quote else end


def _above(lines: list[str], limit: int, *, dash: bool) -> tuple[Path, _Held | None]:
    """The steps from the top to a column below some lines, which may be that of a dash, and what is held there."""
    found: list[str | int] = []
    held = None
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        indent = len(line) - len(line.lstrip(" "))
        if indent > limit or line[indent : indent + 1] in {"", "#", "\r"}:
            continue
        taken = _taken_apart(line.rstrip("\r"))
        for column, step in reversed(taken.steps):
            if column > limit or (column == limit and not (dash and step != 0)):  # a list may stand under its own key
                continue
            # What was found further in are words of a value that stands here, unless it is half a key above another.
            half = taken.rest == limit and _HALF_A_KEY.match(line, taken.rest)
            if (column, step) == taken.steps[-1] and _VALUE.match(line, taken.rest) and not half:
                found, held = [], _Held(number, taken.rest)
            found.append(step)
            limit, dash = column, step == 0
        if limit == 0 and not dash:
            break
    return tuple(reversed(found)), held


def _taken_apart(line: str) -> _Line:
    indent = at = len(line) - len(line.lstrip(" "))
    steps: list[tuple[int, str | int]] = []
    while line.startswith("- ", at) or line[at:] == "-":
        steps.append((at, 0))
        at = _after_blanks(line, at + 1)
    key = _KEY.match(line, at)
    if key is None:
        return _Line(indent, steps, at)
    steps.append((at, key[2]))
    return _Line(indent, steps, _after_blanks(line, key.end()), key.end(2) + len(key[1]))


def _after_blanks(line: str, at: int) -> int:
    return len(line) - len(line[at:].lstrip(" \t"))


def _keys(text: str, start: int, column: int) -> frozenset[str]:
    """The keys in a column of the block around the line that starts at a character, that line left out."""
    above, (own, *below) = text[:start].split("\n")[:-1], text[start:].split("\n")
    indent = len(own) - len(own.lstrip(" "))
    up = _keys_of(reversed(above), column) if indent >= column or not own.strip() else iter(())
    return frozenset([*up, *_keys_of(below, column, dashes=False)])


def _keys_of(lines: Iterator[str] | list[str], column: int, *, dashes: bool = True) -> Iterator[str]:
    """The keys in a column of lines, up to the one that is further out; that one included where it opens the block."""
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if indent > column or line[indent : indent + 1] in {"", "#", "\r"}:
            continue
        if indent < column and not dashes:
            return
        yield from (str(step) for at, step in _taken_apart(line.rstrip("\r")).steps if at == column and step != 0)
        if indent < column:
            return
