"""Languages and directions as Word wants to be told them: by run."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from briefgen.language import right_to_left

_REGIONS = {"ar": "SA", "ckb": "IQ", "da": "DK", "el": "GR", "en": "GB", "fa": "IR", "he": "IL", "ja": "JP", "ko": "KR",
            "ku": "TR", "ps": "AF", "sv": "SE", "uk": "UA", "ur": "PK", "zh": "CN"}  # fmt: skip
"""The region by which Word knows a language where it is not called as the language is."""


def tag(language: str) -> str:
    """A language tag with the region that Word wants: `fr-FR` for `fr`."""
    if "-" in language:
        return language
    return (
        f"{language}-{_REGIONS.get(language, language.upper())}"
        if len(language) == 2 or language in _REGIONS
        else language
    )


def runs_leftwards(language: str) -> bool:
    """Whether a language is written from right to left."""
    return right_to_left(language)


def begins_leftwards(text: str) -> bool:
    """Whether a text runs from right to left by its first letter, as UAX #9 has it (rules P2 and P3)."""
    ways = (_WAYS.get(unicodedata.bidirectional(each)) for each in ("" if text.isascii() else text))
    return bool(next((way for way in ways if way is not None), False))


def stretches(text: str, leftwards: bool) -> Iterator[tuple[str, bool]]:
    """A text in stretches of one direction each, with whether it is from right to left.

    A number behind letters from left to right goes with them (UAX #9, W7): `E12`. What else has no direction goes with
    its neighbours where these agree, and else with the paragraph, which runs `leftwards` or not.
    """
    if text.isascii() and not leftwards:
        yield text, False
        return
    ways = [_WAYS.get(unicodedata.bidirectional(each)) for each in text]
    strong = leftwards
    for index, each in enumerate(text):
        if index and unicodedata.combining(each):
            ways[index] = ways[index - 1]
        elif unicodedata.bidirectional(each) == "EN" and not strong:
            ways[index] = False
        found = ways[index]
        strong = strong if found is None else found
    at = 0
    while at < len(ways):
        end = next((i for i in range(at, len(ways)) if ways[i] is not None), len(ways))
        before = ways[at - 1] if at else leftwards
        behind = ways[end] if end < len(ways) else leftwards
        ways[at:end] = [before if before == behind else leftwards] * (end - at)
        at = end + 1
    for way, group in groupby(zip(text, ways, strict=True), key=lambda pair: pair[1]):
        yield "".join(each for each, _ in group), bool(way)


_WAYS = {"L": False, "R": True, "AL": True}
