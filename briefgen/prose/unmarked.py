"""Texts that say the same without Markdown, at a tenth of the time: most texts of a ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.prose.citing import CITATION, TERM, cited_in

# One paragraph of one line that has no markup but citations and terms.
UNMARKED = re.compile(
    r"(?=[^\n\r\0]*\Z)(?!\d+[.)])(?:[^\W_]|[\"'“‘(])"
    rf"(?:[^\\`*_<>&~\[\]{{}}!^]|[!^](?!\[)|{CITATION.pattern}|{TERM.pattern})*+(?<!\s)"
)
MARKED = re.compile(rf'{CITATION.pattern}|{TERM.pattern}|"')
# A line of a paragraph, a list or a heading that has no markup by which a citation might be none. One that begins a
# table or code begins otherwise, one with a citation that goes on in the next line is none of these, and neither is a
# definition (`[@log]: address`) or code in a list.
_SIMPLE = re.compile(
    r"(?![ \d.)*+#-]*(?:\[[^\]]*\]:|[.)*+#-] {2}))"
    r" {0,3}(?:(?:[-*+]|#{1,6}|\d{1,9}[.)]) )?[*_]{0,3}(?:[^\W_]|[\"'“‘(]|(?=[\[{]))"
    rf"(?:[^\\`<\[\]{{}}!^\r\0]|[!^](?!\[)|{CITATION.pattern}|{TERM.pattern})*+"
)


def simply_cited(text: str) -> Iterator[tuple[str, int, int]] | None:
    """Each id that a text of simple lines cites, and where; None for any other text."""
    lines = text.split("\n")
    if all(_SIMPLE.fullmatch(line) or not line.strip(" \t") for line in lines):
        return _cited(lines)
    return None


def _cited(lines: list[str]) -> Iterator[tuple[str, int, int]]:
    begun = 0
    for line in lines:
        for found in MARKED.finditer(line) if "[@" in line else ():
            if found[1]:
                yield from ((id_, begun + start, begun + end) for id_, start, end in cited_in(found))
        begun += len(line) + 1
