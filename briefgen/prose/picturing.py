"""Pictures that stand by themselves, and what stands under them: caption, citations and credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from briefgen.prose.markdown import words

_CREDIT = re.compile(r"(?:(?<=\s)|^)(?:Credit:|©)\s*\S.*$")
"""What ends a caption and says whose picture it is."""

_BESIDE = frozenset({"citation", "softbreak", "hardbreak"})


class Caption(NamedTuple):
    """What an author writes in quotes behind the address of a picture: what it shows, and whose it is.

    Either may be empty.
    """

    text: str
    credit: str


def caption_of(image: Token) -> Caption:
    """The caption of an image."""
    said = words(str(image.attrGet("title") or ""))
    found = _CREDIT.search(said)
    return Caption(said[: found.start()].rstrip(), found[0]) if found else Caption(said, "")


def figure(tokens: Sequence[Token], index: int) -> Token | None:
    """The image of a paragraph that begins at an index, if there is nothing else in it but citations.

    Not within lists, quotes and footnotes, where a paragraph is part of something.
    """
    opened, inline = tokens[index : index + 2]
    if opened.type != "paragraph_open" or opened.level or inline.type != "inline":
        return None
    first, *behind = inline.children or (None,)
    alone = all(token.type in _BESIDE or (token.type == "text" and not token.content.strip()) for token in behind)
    return first if first is not None and first.type == "image" and alone else None
