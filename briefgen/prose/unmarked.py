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
    if all(_is_plain(line) or not line.strip(" \t") for line in lines):
        return _cited(lines)
    return None


def _cited(lines: list[str]) -> Iterator[tuple[str, int, int]]:
    begun = 0
    for line in lines:
        for found in MARKED.finditer(line) if "[@" in line else ():
            if found[1]:
                yield from ((id_, begun + start, begun + end) for id_, start, end in cited_in(found))
        begun += len(line) + 1


_BEGINS = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]|#{1,6}) ")
# Such a line whose words begin right behind its one mark: no heading, list or code in a list.
_PLAIN = re.compile(rf"(?:{_BEGINS.pattern}| {{0,3}})[*_]{{0,3}}(?:[^\W\d_]|[\"'“‘(\[{{]|\d+(?![\d.)]))")
_UNDERLINE = re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$", re.MULTILINE)
"""What makes a heading of the lines above it."""


def plainly_cited(text: str) -> bool:
    """Whether a text of plain lines cites something in every paragraph and list item; no, of any other text.

    Where all is as it should be, Markdown need not be read to find what cites nothing.
    """
    lines = text.split("\n")
    if not all(_is_plain(line) or not line.strip(" \t") for line in lines):
        return False
    block = ""
    for line in (*lines, ""):
        if not line.strip(" \t") or _BEGINS.match(line):
            if block and not any(found[1] for found in MARKED.finditer(block)):
                return False
            block = "" if line.lstrip(" ").startswith("#") else line.strip(" \t")
        else:
            block += line
    return True


def plainly_begins(text: str) -> bool:
    """Whether a text surely begins with a paragraph or a list, and so is more than headings."""
    first = next((line for line in text.split("\n") if line.strip(" \t")), "")
    return _is_plain(first) and not first.lstrip(" ").startswith("#") and not _UNDERLINE.search(text)


def _is_plain(line: str) -> bool:
    return _SIMPLE.fullmatch(line) is not None and _PLAIN.match(line) is not None
