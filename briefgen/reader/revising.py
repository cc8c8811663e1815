"""A revision as an edit: the source of a record once more, behind it, with some of its values changed."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from functools import cached_property

from briefgen.diagnostics import Fix
from briefgen.reader.fixes import is_plain
from briefgen.spans import Mark, Path, Place, SpanTree

_WIDTH = 120
_COMMENT = re.compile(r"\r?\n[ \t]*#[^\r\n]*(?=\r?\n|\Z)|[ \t]+#[^\r\n]*")


def revision(tree: SpanTree, place: Place, changes: Mapping[str, str], without: Iterable[Path] = ()) -> Fix:
    """The edit that repeats the record at a place behind itself, in the style and the indentation it has there.

    `changes` are new values by key. A key that the record lacks comes last in it, `as_of` next to the id. `without`
    are paths inside the record that are not repeated. Neither are its comments: they were about the earlier version.
    """
    record = _Record(tree, place.path)
    body = record.changed(changes, without)
    at, text = record.behind(body)
    return Fix(text, tree.point(at))


class _Record:
    """The source of a record, and where its keys and values stand in it."""

    def __init__(self, tree: SpanTree, path: Path) -> None:
        self.tree, self.path, self.text = tree, path, tree.text
        self.start = tree.values[path].start
        self.flow = self.text[self.start] == "{"
        last = self._cut(tree.values[path]).end
        self.end = max(mark.end for mark in self._tokens if mark.start >= self.start and mark.end <= last)

    def _cut(self, mark: Mark) -> Mark:
        """A mark without the white space that blocks end with."""
        return Mark(mark.start, mark.start + len(self.text[mark.start : mark.end].rstrip()))

    @cached_property
    def _tokens(self) -> list[Mark]:
        """All keys and values of the file but the collections in blocks, in the order they stand in."""
        parents = {path[:-1] for path in self.tree.values}
        found = [*self.tree.keys.values()]
        found += [
            self._cut(mark)
            for path, mark in self.tree.values.items()
            if path not in parents or self.text[mark.start : mark.start + 1] in {"{", "["}
        ]
        return sorted(mark for mark in found if mark.end > mark.start)

    @cached_property
    def _newline(self) -> str:
        end = self.text.find("\n", self.start)
        end = self.text.rfind("\n", 0, self.start) if end < 0 else end
        return "\r\n" if self.text[:end].endswith("\r") else "\n"

    def _column(self, offset: int) -> int:
        return offset - self.text.rfind("\n", 0, offset) - 1

    # The changed record

    def changed(self, changes: Mapping[str, str], without: Iterable[Path]) -> str:
        """Its source, with these changes and without comments."""
        edits = [self._removal((*self.path, *path)) for path in without if (*self.path, *path) in self.tree.values]
        added = []
        for key, value in changes.items():
            address = (*self.path, key)
            if address in self.tree.keys:
                colon = self.text.index(":", self.tree.keys[address].end) + 1
                old = Mark(self.tree.values[address].start, max(self._end(address), colon))
                edits.append((colon, old.end, self._written(value, old)))
            elif key == "as_of":
                edits.append(self._beside_id(key, value))
            else:
                added.append((key, value))
        edits += [
            each for each in self._comments() if not any(start < each[1] and each[0] < end for start, end, _ in edits)
        ]
        body, last = "", self.start
        for start, end, replacement in sorted(edits):
            body += self.text[last:start] + replacement
            last = end
        return self._extended(body + self.text[last : self.end], added)

    def _extended(self, body: str, added: Iterable[tuple[str, str]]) -> str:
        for key, value in added:
            if self.flow:
                head = body[:-1].rstrip().removesuffix(",")
                body = f"{head}, {key}:{self._written(value)}}}"
            else:
                body += f"{self._newline}{' ' * self._column(self.start)}{key}:{self._written(value)}"
        return body

    def _beside_id(self, key: str, value: str) -> tuple[int, int, str]:
        """A key in front of the one that follows the id, or of the id itself where that comes last."""
        own = sorted(mark for path, mark in self.tree.keys.items() if path[:-1] == self.path)
        id_ = self.tree.keys[(*self.path, "id")]
        at = next((mark.start for mark in own if mark.start > id_.start), id_.start)
        between = ", " if self.flow else self._newline + " " * self._column(self.start)
        return at, at, f"{key}:{self._written(value)}{between}"

    def _written(self, value: str, old: Mark | None = None) -> str:
        """A value as YAML, behind its colon: as a block where the old one was, or where its line would be too long."""
        source = "" if old is None else self.text[old.start : old.end]
        plain = value if is_plain(value) else json.dumps(value, ensure_ascii=False)
        column = self._column(self.start)
        if self.flow or not (source[:1] in {">", "|"} or "\n" in value or column + len(plain) > _WIDTH - 20):
            return f" {plain}"
        content = re.search(r"\n( *)\S", source)
        indent = content[1] if content else " " * (column + 2)
        paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", value)]
        wrapped = [
            textwrap.wrap(each, _WIDTH, initial_indent=indent, subsequent_indent=indent,
                          break_long_words=False, break_on_hyphens=False)
            for each in paragraphs
        ]  # fmt: skip
        # Folded, two empty lines are one in the value, and that makes a paragraph.
        return " >" + self._newline + (self._newline * 3).join(self._newline.join(each) for each in wrapped)

    def _removal(self, path: Path) -> tuple[int, int, str]:
        """The edit that takes out a key with its value."""
        key, end = self.tree.keys[path], self._end(path)
        beside = [each for each in self.tree.keys if each[:-1] == path[:-1] and each != path]
        if self.text[self.tree.values[path[:-1]].start] == "{":
            following = [start for each in beside if (start := self.tree.keys[each].start) > key.start]
            if following:
                return key.start, min(following), ""
            return max((self._end(each) for each in beside), default=key.start), end, ""
        before = max(mark.end for mark in self._tokens if mark.end <= key.start)
        return before + (self.text[before : before + 1] == ":"), end, ""

    def _end(self, path: Path) -> int:
        """Where the value at a path ends, without the white space and the comments behind it."""
        value = self._cut(self.tree.values[path])
        return max((mark.end for mark in self._tokens if value.start <= mark.start and mark.end <= value.end),
                   default=self.tree.keys[path].end + 1)  # fmt: skip

    def _comments(self) -> list[tuple[int, int, str]]:
        """The comments in it: whatever has the sign of one between its keys and values."""
        inside = [mark for mark in self._tokens if self.start <= mark.start and mark.end <= self.end]
        edits = []
        last = self.start
        for mark in inside:
            if self._is_collection(mark):
                continue
            edits += [(last + f.start(), last + f.end(), "") for f in _COMMENT.finditer(self.text[last : mark.start])]
            last = max(last, mark.end)
        edits += [(last + f.start(), last + f.end(), "") for f in _COMMENT.finditer(self.text[last : self.end])]
        return edits

    def _is_collection(self, mark: Mark) -> bool:
        return self.text[mark.start] in {"{", "["}

    # Where it goes

    def behind(self, body: str) -> tuple[int, str]:
        """Where the new record goes, and its source there, with what joins it to the one before."""
        dash = self._dash()
        if dash is None:
            indent = self.text[self.text.rfind("\n", 0, self.start) + 1 : self.start]
            return self.end, ("," + (f" {body}" if indent.strip() else f"{self._newline}{indent}{body}"))
        column = self._column(dash)
        item = " " * column + "-" + " " * (self._column(self.start) - column - 1) + body
        item = self._newline * self._blank_lines() + item
        end = self.text.find("\n", self.end)
        if end < 0:
            return len(self.text), self._newline + item
        return end + 1, item + self._newline

    def _dash(self) -> int | None:
        """The dash that the record stands behind; None in a list in brackets."""
        before = max((mark.end for mark in self._outside() if mark.end <= self.start), default=0)
        gap = re.sub(r"#[^\n]*", lambda found: " " * len(found[0]), self.text[before : self.start])
        return before + gap.rindex("-") if gap.rstrip().endswith("-") else None

    def _outside(self) -> list[Mark]:
        return [mark for mark in self._tokens if not self._is_collection(mark) or mark.end <= self.start]

    def _blank_lines(self) -> int:
        """The empty lines between it and the next record, or the one before; by itself, one where it is a block."""
        *section, index = self.path
        if (*section, int(index) + 1) in self.tree.values:
            behind = self.text[self.end :].split("\n")[1:]
            return next((n for n, line in enumerate(behind) if line.strip()), 0)
        if index:
            before = self.text[: self._dash() or 0].split("\n")[:-1]
            lines = [line for line in reversed(before) if not line.lstrip().startswith("#")]
            return next((n for n, line in enumerate(lines) if line.strip()), 0)
        return 0 if self.flow else 1
