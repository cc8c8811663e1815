"""Where the sentences of a text are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 8_000
"""Characters that are cut into sentences at a time, at most; a paragraph is shorter."""
_GOES_ON = re.compile(
    r"(?:\b(?:approx|ca|est|max|min|no|nos|vs|fig|pp?|art|para|sec|vol|ed|cf|incl|resp)\.|\.{3}|…)\s*$", re.IGNORECASE
)
"""What ends with a full stop in the middle of a sentence, where a number or a small letter follows."""
_TAIL = 40
"""Characters that it is looked for in."""


@lru_cache(maxsize=16_384)  # several rules ask, and an editor at every key
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The start and end of each sentence, without the white space around it.

    Boundaries are those of `sentencex` (Wikimedia's segmenter), which knows "U.S.", "Lt. Gen.", "No. 3" and "a.m.";
    pieces it cuts after an abbreviation it lacks, before a number or a small letter, are put together again.
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    from sentencex import get_sentence_boundaries  # 5 ms, which `--help` need not wait for

    held: tuple[int, int] | None = None
    for start, end in (
        (first + found["start_index"], first + found["end_index"])
        for first, last in _pieces(text)
        for found in get_sentence_boundaries("en", text[first:last])
    ):
        if held is not None:
            if _GOES_ON.search(text, max(held[0], start - _TAIL), start) and re.match(
                r"[\d\W_]*[a-z\d]", text[start:end]
            ):
                start = held[0]
            else:
                yield from _trimmed(text, *held)
        held = start, end
    if held is not None:
        yield from _trimmed(text, *held)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of stretches short enough for the segmenter, which can take the square of their length."""
    start = 0
    while len(text) - start > LONGEST:
        ends = (text.rfind(gap, start + 1, start + LONGEST) for gap in ("\n\n", "\n", " "))
        end = next((end for end in ends if end >= 0), start + LONGEST)
        yield start, end
        start = end
    yield start, len(text)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end
