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
_BEGINS = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]|#{1,6}) ")
# A line of a paragraph, list or heading whose words begin right behind its one mark, and that has no markup by which a
# citation might be none. So one that begins a table or code is none of these, nor one whose citation goes on in the
# next line, nor a definition (`[@log]: address`), nor what is nested in an entry of a list.
_PLAIN = re.compile(
    rf"(?:{_BEGINS.pattern}| {{0,3}})(?!\[[^\]]*\]:)[*_]{{0,3}}(?:[^\W\d_]|[\"'“‘(]|(?=[\[{{])|\d+(?![\d.)]))"
    rf"(?:[^\\`<\[\]{{}}!^\r\0]|[!^](?!\[)|{CITATION.pattern}|{TERM.pattern})*+"
)
_UNDERLINE = re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$", re.MULTILINE)
"""What makes a heading of the lines above it."""


def simply_cited(text: str) -> Iterator[tuple[str, int, int]] | None:
    """Each id that a text of plain lines cites, and where; None for any other text."""
    lines = _plain_lines(text)
    return None if lines is None else _cited(lines)


def _cited(lines: list[str]) -> Iterator[tuple[str, int, int]]:
    begun = 0
    for line in lines:
        for found in MARKED.finditer(line) if "[@" in line else ():
            if found[1]:
                yield from ((id_, begun + start, begun + end) for id_, start, end in cited_in(found))
        begun += len(line) + 1


def plainly_cited(text: str) -> bool:
    """Whether a text of plain lines cites something in every paragraph and list item; no, of any other text.

    Where all is as it should be, Markdown need not be read to find what cites nothing.
    """
    lines = _plain_lines(text)
    if lines is None:
        return False
    block = ""
    for line in (*lines, ""):
        if _is_blank(line) or _BEGINS.match(line):
            if block and not any(found[1] for found in MARKED.finditer(block)):
                return False
            block = "" if line.lstrip(" ").startswith("#") else line.strip(" \t")
        else:
            block += line
    return True


def plainly_begins(text: str) -> bool:
    """Whether a text surely begins with a paragraph or a list, and so is more than headings."""
    first = next((line for line in text.split("\n") if not _is_blank(line)), "")
    is_words = _PLAIN.fullmatch(first) is not None and not first.lstrip(" ").startswith("#")
    return is_words and not _UNDERLINE.search(text)


def _plain_lines(text: str) -> list[str] | None:
    """The lines of a text of plain and blank ones; None for any other text."""
    lines = text.split("\n")
    return lines if all(_is_blank(line) or _PLAIN.fullmatch(line) for line in lines) else None


def _is_blank(line: str) -> bool:
    return not line.strip(" \t")
