"""The stretches of a text that are not its own words: quotations, citations, code and addresses.

Each is found in time that grows with the text alone, however many marks open what nothing closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

Stretch = tuple[int, int]

_MARK = re.compile("[\"'“„«‹‘]")
_OPENING = {'"': re.compile(r"(?<![^\W_])\""), "'": re.compile(r"(?<![\w'’])'(?=[^\W\d_])")}
"""What makes a straight mark open a quotation. After a letter or a digit, it stands for inches or an apostrophe."""
_CLOSING = {
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    "«": re.compile("»"),
    "‹": re.compile("›"),
    "‘": re.compile(r"’(?!\w)"),
    '"': re.compile(r'"|\n[^\S\n]*\n'),
    "'": re.compile(r"(?<=[\w.,?!])'(?!\w)|\n[^\S\n]*\n"),
}
"""What closes it. Straight marks look alike, so one that nothing closes reaches no further than its paragraph."""
_BLOCK = re.compile(r"^ {0,3}>.*(?:\n(?![^\S\n]*$).+)*", re.MULTILINE)
_CITED = re.compile(
    r"\[@[^\]\[]*\]|`[^`]*`|https?://\S+|"
    r"\]\([^()\s]+(?=\s+\"[^\"\n]*\"\)|\s+'[^'\n]*'\))|"  # up to the caption of a picture
    r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
)
_CAPTION = re.compile(r"""(?<=\]\()[^()\s]+\s+(?:"([^"\n]*)"|'([^'\n]*)')(?=\))""")
"""What stands in quotation marks because Markdown wants it so: it is the author's own words."""


@lru_cache(maxsize=65_536)  # many rules ask, and an editor at every key
def own_text(text: str) -> str:
    """The text, of the same length, with marks that are no words for what is not its own."""
    return blanked(text, quoted(text))


def quoted(text: str) -> list[Stretch]:
    """The quotations in a text: in quotation marks of any kind, and the block quotes of Markdown."""
    found = list(_in_marks(text)) if _MARK.search(text) else []
    if "](" in text:
        for caption in _CAPTION.finditer(text) if found else ():
            start, end = caption.span(1 if caption[2] is None else 2)
            found = [each for each in found if each[1] <= start - 1 or each[0] > end]
            found += ((start + begun, start + ended) for begun, ended in _in_marks(text[start:end]))
    if ">" in text:
        found += (each.span() for each in _BLOCK.finditer(text))
    return found


def _in_marks(text: str) -> Iterator[Stretch]:
    position = 0
    unclosed: dict[str, int] = {}  # up to where nothing closes a mark
    for opening in _MARK.finditer(text):
        mark = opening[0]
        if opening.start() < max(position, unclosed.get(mark, 0)):
            continue
        if mark in _OPENING and not _OPENING[mark].match(text, opening.start()):
            continue
        closing = _CLOSING[mark].search(text, opening.end())
        if closing is None or not closing[0].strip():
            unclosed[mark] = closing.start() if closing else len(text)
        else:
            position = closing.end()
            yield opening.start(), position


def blanked(text: str, stretches: Sequence[Stretch]) -> str:
    """The text, of the same length, with stretches, citations, code and addresses as marks that are no words."""
    cites = "]" in text or "`" in text or "://" in text
    if not stretches and not cites:
        return text
    cited = _CITED.finditer(text) if cites else ()
    made: list[str] = []
    position = 0
    for start, end in sorted((*stretches, *(found.span() for found in cited))):
        if end > position:
            start = max(start, position)
            made += text[position:start], "\x1f" * (end - start)
            position = end
    return "".join((*made, text[position:])) if made else text
