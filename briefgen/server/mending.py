"""What an editor can mend by itself: the fix of a finding, or the word that its hint names."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.diagnostics import Diagnostic
from briefgen.server.positions import Lines
from briefgen.spans import Span

_HINT = re.compile(r"(?:did you mean|write) `([^`]+)`\??")
_WORD = re.compile(r"`([^`]+)`")


class Mending(NamedTuple):
    """What to write for a stretch of a file."""

    span: Span
    text: str


def mending(finding: Diagnostic, lines: Lines) -> Mending | None:
    """How a finding is mended in its file; None where nobody can tell."""
    if finding.fix is not None:
        return Mending(finding.fix.span, finding.fix.replacement)
    meant = _HINT.fullmatch(finding.hint or "")
    start, end = lines.offsets(finding.span)
    written = lines.text[start:end]
    for word in _WORD.findall(finding.message) if meant else ():
        # The finding may be about more than the word, such as `@logg` or a word in quotes.
        if meant and len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", written)) == 1:
            at = start + written.index(word)
            span = finding.span
            if "\n" in written:
                return None
            column = span.column + at - start
            return Mending(Span(span.file, span.line, column, span.line, column + len(word)), meant[1])
    return None
