"""Likelihood terms in a text, outside what it quotes and cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefgen import diction
from briefgen.scales import SCALES, Scale

_LIKELY = re.compile("likel|probabl|chance|certain|remote|odds|possibility", re.IGNORECASE)
"""A part of every term of every scale."""


def terms_in(text: str, *scales: Scale) -> tuple[re.Match[str], ...]:
    """The likelihood terms in a text outside quotations, the longest first where they overlap."""
    return _found(text, tuple(scale.key for scale in scales)) if _LIKELY.search(text) else ()


@lru_cache(maxsize=65_536)
def _found(text: str, keys: tuple[str, ...]) -> tuple[re.Match[str], ...]:
    return tuple(_find(text, [SCALES[key] for key in keys]))


def _find(text: str, scales: list[Scale]) -> Iterator[re.Match[str]]:
    words = unquoted(text)
    taken = -1
    found = sorted(
        (match for scale in scales for match in scale.pattern.finditer(words)), key=lambda m: (m.start(), -m.end())
    )
    for match in found:
        if match.start() >= taken and not _only_a_word(words, match):
            taken = match.end()
            yield match


def _only_a_word(text: str, match: re.Match[str]) -> bool:
    """Whether a term is an ordinary word here, such as `a remote village`, or part of a longer one."""
    if "-" in (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]):
        return True
    return match[0].lower() == "remote" or (
        match[0].lower() in {"likely", "probable", "unlikely"}
        and bool(re.match(r"\s+(?:cause|voters?|cases?)\b", text[match.end() :]))
    )


@lru_cache(maxsize=65_536)  # every rule here asks
def unquoted(text: str) -> str:
    """The text with its quotations and citations blanked out, of the same length."""
    return diction.blanked(text, diction.quoted(text)).replace("\x1f", " ")
