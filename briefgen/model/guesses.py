"""What was probably meant by an id or a number that is written otherwise."""

from __future__ import annotations

import re
import unicodedata

_MORE = r"over|above|at least|more than|>=?|≥"
_LESS = r"up to|under|below|at most|less than|fewer than|<=?|≤"
_ABOUT = r"~|≈|ca?\.?|circa|about|around|some|nearly|almost"


def plain_id(words: str) -> str | None:
    """An id of words that could be one: `homs-taken` for `Homs_taken`."""
    letters = unicodedata.normalize("NFKD", words.lower())
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    if not re.fullmatch(r"[a-z0-9 _./-]{1,100}", plain):
        return None
    return "-".join(re.findall("[a-z0-9]+", plain)) or None


def plain_number(words: str) -> str | None:
    """What to write for a number with separators, words or a range."""
    if re.fullmatch(r"\d{1,3}(?:([ ,'’_.\u00a0\u202f])\d{3})(?:\1\d{3}){0,3}", words):
        return "write `" + re.sub(r"\D", "", words) + "`"
    if found := re.fullmatch(r"(\d+) ?(?:-|–|—|to) ?(\d+)", words):
        return f"of a range, write `low: {found[1]}` and `high: {found[2]}`"
    if found := re.fullmatch(rf"(?:({_MORE})|({_LESS})|(?:{_ABOUT})) ?(\d+)|(\d+)(\+)", words, re.IGNORECASE):
        key = "low: " if found[1] or found[5] else "high: " if found[2] else ""
        return f"write `{key}{found[3] or found[4]}`"
    if found := re.fullmatch(r"(\d+(?:\.\d+)?) ?°? ?([NESW])", words):
        return f"write `{'-' if found[2] in 'SW' else ''}{found[1]}`"
    return None
