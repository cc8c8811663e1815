"""Spaces that are none to YAML where it wants one: no-break spaces and others that pages and word processors put in."""

from __future__ import annotations

import re
from bisect import bisect_right

from yaml.events import ScalarEvent

from briefgen.reader import faults
from briefgen.reader.events import events, offsets
from briefgen.reader.text import Unreadable, first, is_plain
from briefgen.spans import Mark

ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[{ODD}]+")
_KEY = f"[a-z][a-z_]*:(?:[{ODD} \t]+|$)"
_LEADS = (
    # What a line begins with: its indentation, its dashes, its key with the space behind
    re.compile(rf"^[{ODD} \t]*(?:-[{ODD} \t]+)*(?:{_KEY})?", re.MULTILINE),
    # A key in braces
    re.compile(rf"[{{,][{ODD} \t]*{_KEY}", re.MULTILINE),
)


def mended(text: str) -> tuple[str, list[Unreadable]]:
    """A text with plain spaces where YAML wants some and odd ones stand, and a fault for each stretch of those.

    Inside a text they may stand: what is a text is known from how YAML reads the mended whole.
    """
    odd = not is_plain(text) and _SPACES.search(text)  # which in most files there is none of
    if not odd or not (found := _structural(text)):
        return text, []
    scalars, sound = _scalars(_filled(text, found))
    starts = [scalar.start for scalar in scalars]
    outside = [mark for mark in found if not _inside(mark, scalars, starts)]
    if not outside and sound and not _scalars(text)[1]:
        outside = found  # the indentation of a text in a block: with plain spaces it is one
    faulty = (_fault(text, mark) for mark in outside)
    return _filled(text, outside), first(faulty)


def _structural(text: str) -> list[Mark]:
    """The stretches of odd spaces that may stand where YAML wants a space."""
    return sorted(
        {
            Mark(*spaces.span())
            for leads in _LEADS
            for lead in leads.finditer(text)
            for spaces in _SPACES.finditer(text, *lead.span())
        }
    )


def _scalars(text: str) -> tuple[list[Mark], bool]:
    """Where texts and words stand, as far as a file can be read, and whether that is all of it."""
    found: list[Mark] = []
    try:
        found.extend(Mark(*offsets(event)) for event in events(text) if isinstance(event, ScalarEvent))
    except Unreadable:
        return found, False
    return found, True


def _inside(mark: Mark, scalars: list[Mark], starts: list[int]) -> bool:
    before = bisect_right(starts, mark.start) - 1
    return before >= 0 and mark.end < scalars[before].end


def _filled(text: str, found: list[Mark]) -> str:
    pieces, end = [], 0
    for mark in found:
        pieces += [text[end : mark.start], " " * (mark.end - mark.start)]
        end = mark.end
    return "".join([*pieces, text[end:]])


def _fault(text: str, mark: Mark) -> Unreadable:
    line = text.rfind("\n", 0, mark.start) + 1
    before = text[line : mark.start].strip()
    where = {"": "in the indentation", "-": "behind a dash"}.get(before[-1:], "before a key")
    where = "behind a colon" if before.endswith(":") else where
    return Unreadable(faults.odd_space(text[mark.start], where), mark.start, mark.end)
