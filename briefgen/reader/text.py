"""Bytes of a file to text that hides nothing."""

from __future__ import annotations

import codecs
import html
import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from briefgen.diagnostics import Diagnostic, Severity, Wording
from briefgen.reader import faults
from briefgen.spans import Span, SpanTree

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 20
"""So many lists and mappings may stand inside each other."""
MAX_FAULTS = 50
"""So many faults of one kind of reading are told of a file, at most."""

# C0 controls but tab, line feed and carriage return; DEL; C1 controls but NEL; what YAML takes for no character.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]+")
# Characters that hide or reorder text: zero-width space, joiners and direction marks, the Arabic letter mark, bidi
# controls, word joiner and invisible operators, byte order marks inside a text, annotation anchors, tag characters.
_HIDDEN = re.compile(
    "[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
_CONFLICT = re.compile("^<{7}(?= |\r?$)[^\r\n]*", re.MULTILINE)
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"),
)  # fmt: skip
"""How files of other encodings begin."""
_ENTITY = re.compile("&(?:#[Xx][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][0-9A-Za-z]{1,31});")
_JOINERS = "\u200c\u200d"
_JOINING_SCRIPTS = (
    "ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU",
    "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN", "NKO",
)  # fmt: skip


class Unreadable(Exception):  # noqa: N818 - it is a state of the file, carried to one place as a finding
    """What is wrong with a file, and where in its text (no offsets: the whole file). Raised, it ends the reading.

    `text` is how far a file could be read that is no text.
    """

    def __init__(self, wording: Wording, start: int | None = None, end: int = 0, text: str = "") -> None:
        super().__init__(wording.message)
        self.wording, self.start, self.end, self.text = wording, start, end, text

    @property
    def of_syntax(self) -> bool:
        """Whether the text is no YAML from here on."""
        return self.wording.rule == "yaml-syntax"

    def placed(self, tree: SpanTree) -> Diagnostic:
        """The finding, placed in its file."""
        if self.start is None:
            return placed(self.wording, Span(tree.file))
        start = min(self.start, max(0, len(tree.text) - 1))
        return placed(self.wording, tree.stretch(start, max(self.end, start + 1)))


def placed(wording: Wording, span: Span) -> Diagnostic:
    """A fault of shape as a diagnostic; every one is an error."""
    return Diagnostic(wording.rule, Severity.ERROR, wording.message, wording.hint, span)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, its byte order mark dropped. Raises `Unreadable`."""
    if len(data) > MAX_BYTES:
        raise Unreadable(faults.file_too_large(len(data), MAX_BYTES))
    if encoding := _wide(data):
        raise Unreadable(faults.not_utf8(f"the file is {encoding}, not UTF-8"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        byte = data[error.start : error.start + 1]
        there = byte.decode("cp1252", "ignore")
        more = f" (in Windows-1252 it stands for `{there}`)" if there else ""
        wording = faults.not_utf8(f"the byte 0x{byte.hex().upper()} here is not UTF-8", more)
        raise Unreadable(wording, len(before), text=before + "\ufffd") from None


def _wide(data: bytes) -> str | None:
    """The encoding of two or four bytes a character that a file is in, by how it begins."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    halves = (data[0:8:2], data[1:8:2])
    return marked or ("UTF-16" if len(data) >= 8 and bytes(4) in halves and halves[0] != halves[1] else None)


def first(found: Iterator[Unreadable]) -> list[Unreadable]:
    """The first of some faults; where there may be more, the last of these says that no more is told."""
    told = list(itertools.islice(found, MAX_FAULTS))
    if len(told) == MAX_FAULTS:
        told[-1].wording = faults.last_told(told[-1].wording)
    return told


def conflicts(text: str) -> Iterator[Unreadable]:
    """The lines at which Git left two versions."""
    if "<<<<<<<" in text and "\n=======" in text and "\n>>>>>>>" in text:
        for found in _CONFLICT.finditer(text):
            yield Unreadable(faults.merge_conflict(), found.start(), found.end())


@lru_cache(maxsize=1)  # of one file, two ask
def is_plain(text: str) -> bool:
    """Whether a text has only characters that can be seen, plain spaces and line feeds."""
    return text.replace("\n", "").isprintable()


def concealed(text: str) -> Iterator[Unreadable]:
    """The characters that nobody sees, as they are or as an HTML entity such as `&#x202e;`."""
    plain = is_plain(text)  # as nearly every file is; then it holds none of either
    for found in () if plain else _CONTROL.finditer(text):
        yield Unreadable(faults.control_character(found[0][0]), found.start(), found.end())
    for found in () if plain else _HIDDEN.finditer(text):
        if hidden := _hides(text, found, found[0]):
            yield Unreadable(faults.hidden_character(hidden), found.start(), found.end())
    for found in _ENTITY.finditer(text) if "&" in text else ():
        if (meant := _HIDDEN.match(html.unescape(found[0]))) and (hidden := _hides(text, found, meant[0])):
            yield Unreadable(faults.hidden_character(hidden), found.start(), found.end())


def legible(text: str) -> str:
    """A text with a plain character in the place of each that libyaml refuses."""
    return text if text.isprintable() else _CONTROL.sub(lambda found: "\ufffd" * len(found[0]), text)


def _hides(text: str, found: re.Match[str], characters: str) -> str:
    """The first of some characters that has no business where it is found; empty where all have."""
    return next((each for each in characters if each not in _JOINERS or not _joins(text, found)), "")


def _joins(text: str, joiner: re.Match[str]) -> bool:
    """Whether a joiner stands beside a letter of a script that uses joiners."""
    around = text[max(0, joiner.start() - 1) : joiner.start()] + text[joiner.end() : joiner.end() + 1]
    return any(unicodedata.name(char, "").startswith(_JOINING_SCRIPTS) for char in around)
