"""Bytes of a file to text that hides nothing."""

from __future__ import annotations

import html
import re
import unicodedata

from briefgen.diagnostics import Diagnostic, Severity, Wording
from briefgen.reader import faults
from briefgen.spans import Span, SpanTree

MAX_BYTES = 5 * 1024 * 1024

# C0 controls but tab, line feed and carriage return; DEL; C1 controls but NEL.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
# Characters that hide or reorder text: zero-width space, joiners and direction marks, the Arabic letter mark, bidi
# controls, word joiner and invisible operators, byte order marks inside a text, annotation anchors, tag characters.
_HIDDEN = re.compile(
    "[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ENTITY = re.compile("&(?:#[Xx][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][0-9A-Za-z]{1,31});")
_JOINERS = "\u200c\u200d"
_JOINING_SCRIPTS = (
    "ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU",
    "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN", "NKO",
)  # fmt: skip


class Unreadable(Exception):  # noqa: N818 - it is a state of the file, carried to one place as a finding
    """Ends the reading of a file: what is wrong, and where in its text (no offsets: the whole file)."""

    def __init__(self, wording: Wording, start: int | None = None, end: int = 0, text: str = "") -> None:
        super().__init__(wording.message)
        self.wording, self.start, self.end, self.text = wording, start, end, text

    def diagnostic(self, file: str) -> Diagnostic:
        """The finding, placed in the file."""
        if self.start is None:
            return placed(self.wording, Span(file))
        start = min(self.start, max(0, len(self.text) - 1))
        return placed(self.wording, SpanTree(file, self.text).stretch(start, max(self.end, start + 1)))


def placed(wording: Wording, span: Span) -> Diagnostic:
    """A fault of shape as a diagnostic; every one is an error."""
    return Diagnostic(wording.rule, Severity.ERROR, wording.message, wording.hint, span)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, its byte order mark dropped. Raises `Unreadable`."""
    if len(data) > MAX_BYTES:
        raise Unreadable(faults.file_too_large(len(data), MAX_BYTES))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        raise Unreadable(faults.not_utf8(data[error.start]), len(before), text=before + "\ufffd") from None
    if fault := concealed(text):
        wording, start, end = fault
        raise Unreadable(wording, start, end, text)
    return text


def concealed(text: str) -> tuple[Wording, int, int] | None:
    """The first character that nobody sees, as it is or as an HTML entity such as `&#x202e;`, and where it stands."""
    plain = text.replace("\n", "").isprintable()  # as nearly every file is; then it holds none of either
    if not plain and (found := _CONTROL.search(text)):
        return faults.control_character(found[0]), found.start(), found.end()
    for found in () if plain else _HIDDEN.finditer(text):
        if found[0] not in _JOINERS or not _joins(text, found):
            return faults.hidden_character(found[0]), found.start(), found.end()
    for found in _ENTITY.finditer(text) if "&" in text else ():
        character = html.unescape(found[0])
        if _HIDDEN.match(character) and (character not in _JOINERS or not _joins(text, found)):
            return faults.hidden_character(character[0]), found.start(), found.end()
    return None


def _joins(text: str, joiner: re.Match[str]) -> bool:
    """Whether a joiner stands beside a letter of a script that uses joiners."""
    around = text[max(0, joiner.start() - 1) : joiner.start()] + text[joiner.end() : joiner.end() + 1]
    return any(unicodedata.name(char, "").startswith(_JOINING_SCRIPTS) for char in around)
