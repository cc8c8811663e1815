"""Likelihood terms in a text, outside what it quotes and cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefgen import diction
from briefgen.model import Dossier
from briefgen.rules.parts import assessments
from briefgen.rules.texts import Words
from briefgen.scales import SCALES, Scale, Term

_LIKELY = ("likel", "probab", "chance", "certain", "remote", "odds", "possibility", "risk")
"""A part of every term of every scale, and of every word beside which a chance is stated as a number."""
_CLAUSE = 80
_CHANCE = r"(?:chances?|possibilit(?:y|ies)|likelihood|probabilit(?:y|ies)|prospects?|odds|risks?)"
_CHANCE_BEHIND = re.compile(rf"\s+{_CHANCE}\b", re.IGNORECASE)
_CHANCE_BEFORE = re.compile(
    rf"\b{_CHANCE}\b[^.;:!?]*\b(?:is|are|was|were|remains?|seems?|looks?)\s+(?:very\s+|only\s+|still\s+)?\Z",
    re.IGNORECASE,
)
# What stands before a term and takes it back, or only compares.
_DENIED = re.compile(
    r"(?:\b(?:not|never|hardly|scarcely|neither|nor)|n[’']t)"
    r"(?: (?:at all|all that|yet|now|even|so|particularly|especially))?\Z"
)
_COMPARING = tuple([word] for word in ("more", "less", "most", "least", "as", "so", "too", "equally", "how", "no"))
_BEFORE = 40
"""Characters before a term that are looked at."""


class Said(NamedTuple):
    """A step of a scale that a text names: where, and whether it says that it is *not* so likely."""

    term: Term
    match: re.Match[str]
    denied: bool

    @property
    def span(self) -> tuple[int, int]:
        """Where the words of the step stand in the text."""
        return self.match.span()

    @property
    def words(self) -> str:
        """What the text says."""
        return f"not {self.match[0]}" if self.denied else self.match[0]

    def fits(self, stated: Term) -> bool:
        """Whether who states a step can say this. `Not likely` fits whatever is on the other side of the middle."""
        if not self.denied:
            return self.term is stated
        return (self.term.middle - 0.5) * (stated.middle - 0.5) < 0


def said_in(text: str, scale: Scale) -> Iterator[Said]:
    """The steps of a scale that a text gives something, comparisons left out: `no more likely than before`."""
    for match in terms_in(text, scale):
        term = scale.named(match[0])
        before = text[max(0, match.start() - _BEFORE) : match.start()].lower().split()[-3:]
        denied = _DENIED.search(" ".join(before)) is not None
        if term is not None and (denied or before[-1:] not in _COMPARING):
            yield Said(term, match, denied)


def measured(dossier: Dossier) -> Sequence[Words]:
    """The English texts of assessments that may say how likely something is: looked for once, as few texts do."""
    return dossier.derived(
        "texts with terms",
        lambda: [words for language, words in assessments(dossier) if language == "en" and _may_hold(words.text)],
    )


def terms_in(text: str, *scales: Scale) -> tuple[re.Match[str], ...]:
    """The likelihood terms in a text outside quotations, the longest first where they overlap."""
    return _found(text, tuple(scale.key for scale in scales)) if _may_hold(text) else ()


def _may_hold(text: str) -> bool:
    """Quickly: nearly all texts hold none."""
    return any(map(text.lower().__contains__, _LIKELY))


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
    if match[0].lower() == "remote":
        before = text[max(0, match.start() - _CLAUSE) : match.start()]
        return not (_CHANCE_BEHIND.match(text, match.end()) or _CHANCE_BEFORE.search(before))
    return match[0].lower() in {"likely", "probable", "unlikely"} and bool(
        re.match(r"\s+(?:cause|voters?|cases?)\b", text[match.end() :])
    )


def unquoted(text: str) -> str:
    """The text with its quotations and citations blanked out, of the same length."""
    return diction.own_text(text).replace("\x1f", " ")
