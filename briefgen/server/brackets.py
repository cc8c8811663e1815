"""Where one is inside `{ }` and `[ ]`, closed or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.spans import Path

_SIGN = re.compile(r"[{}\[\],\"']|:(?=[\s,\]}]|$)")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'?")}


class Inside(NamedTuple):
    """A place in brackets: the way to it from the outermost one, and the word there."""

    path: Path
    start: int
    end: int
    is_key: bool
    keys: list[str]
    """Those of the mapping it is in, itself left out."""


@dataclass(slots=True)
class _Frame:
    """An open bracket: the key whose value is awaited in it, and all its keys so far."""

    sign: str
    key: str | None = None
    keys: list[str] = field(default_factory=list)


def inside(text: str, begin: int, offset: int) -> Inside | None:
    """Where a character is in what opens with the bracket at `begin`; None where that is closed before."""
    frames: list[_Frame] = []
    found: tuple[_Frame, Path, int, int, bool] | None = None
    line_end = text.find("\n", offset)
    stop = len(text) if line_end < 0 else line_end
    position = word = begin
    while True:
        sign = _SIGN.search(text, position, stop)
        at = sign.start() if sign else stop
        if sign and sign[0] in _QUOTED:
            # Only where a word begins does a quote open one: `operator's` has none.
            quoted = not text[word:at].strip() and _QUOTED[sign[0]].match(text, at, stop)
            position = quoted.end() if quoted else at + 1
            continue
        if sign and sign[0] == ":" and frames and frames[-1].key is not None:
            position = sign.end()  # of a value that has a colon, and is written up to it: `TLP:`
            continue
        if found is None and at >= offset and frames:
            found = _found(frames, text, word, at, offset)
        if sign is None or (found and not _goes_on(frames, found[0], sign[0])):
            break
        if not _taken(frames, sign[0], text[word:at].strip().strip("\"'")):
            return None
        position = word = sign.end()
    if found is None:
        return None
    frame, path, start, end, is_key = found
    own = path[-1] if is_key else None
    return Inside(path, start, end, is_key, [key for key in frame.keys if key != own])


def _found(frames: list[_Frame], text: str, word: int, at: int, offset: int) -> tuple[_Frame, Path, int, int, bool]:
    inner = frames[-1]
    start = word + len(text[word:at]) - len(text[word:at].lstrip())
    end = max(start, word + len(text[word:at].rstrip()))
    if offset < start and inner.key is None:
        start = end = offset  # in front of a word: another is begun
    path: Path = tuple(0 if frame.sign == "[" else str(frame.key) for frame in frames[:-1])
    is_key = inner.sign == "{" and inner.key is None
    last: str | int = 0 if inner.sign == "[" else text[start:end].strip("\"'") if is_key else str(inner.key)
    return inner, (*path, last), start, end, is_key


def _goes_on(frames: list[_Frame], frame: _Frame, sign: str) -> bool:
    """Whether the bracket in which something was found is still open behind a sign."""
    return not (sign in "}]" and frames[-1] is frame)


def _taken(frames: list[_Frame], sign: str, word: str) -> bool:
    """Take a sign into account, with the word before it; false where it closes the outermost bracket."""
    if sign in "{[":
        frames.append(_Frame(sign))
    elif sign in "}]":
        frames.pop()
        return bool(frames)
    elif sign == ",":
        frames[-1].key = None
    elif frames[-1].sign == "{" and frames[-1].key is None:
        frames[-1].key = word
        frames[-1].keys.append(word)
    return True
