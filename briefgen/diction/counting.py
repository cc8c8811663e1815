"""Whether a number in a text counts the same thing as a figure: `54 soldiers` and `soldiers-killed`.

Only what is sure is the same: the noun behind the number is the figure's own, nothing in between narrows it, and where
the figure says what became of what it counts, so does the clause.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefgen.diction.numbers import Amount
from briefgen.diction.phrases import WORD

_RELATIONS = frozenset(
    ("since", "at", "in", "on", "of", "from", "to", "during", "before", "after", "by", "with", "off", "near", "for",
     "within", "without", "across", "out", "between", "over", "under", "up", "through", "until", "who", "that", "whose")
)  # fmt: skip
_FATES = tuple(
    frozenset(forms.split())
    for forms in (
        "killed kill kills dead died die dies deaths death fatalities executed slain perished",
        "wounded wounds injured injuries hurt",
        "displaced displacement uprooted",
        "freed free released released",
        "arrested arrests detained detentions",
        "returned returns return",
        "crossed cross crossing",
        "evacuated evacuations evacuees",
        "destroyed destroys",
        "damaged",
        "missing vanished disappeared",
        "struck hit hits strikes",
    )
)
_ANYBODY = frozenset({"people", "person", "individual", "human"})
_PLAIN = frozenset({"of", "them", "whom", "the", "new", "newly"})
_UNSURE = re.compile(
    r"\b(?:would|could|might|may|if|unless|plan\w*|expect\w*|fear\w*|at\s+first|earlier|initial\w*|previous\w*|another"
    r"|others?|further|additional\w*|not|no|neither|(?<!more )(?<!less )(?<!fewer )than|instead|capacity|up\s+from"
    r"|down\s+from)\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?:\s+[\w'’-]+){0,6}")


class Topic(NamedTuple):
    """What a figure counts: its nouns, what became of them, and the words that may stand beside."""

    nouns: frozenset[str]
    fate: frozenset[str]
    beside: frozenset[str]

    def may_be_in(self, text: str) -> bool:
        """Whether a text in small letters can tell of this at all: most tell of something else."""
        words = self.fate if self.nouns <= _ANYBODY else self.nouns
        return any(word in text for word in words)

    def is_of(self, text: str, amount: Amount, start: int, end: int) -> bool:
        """Whether an amount in the clause from `start` to `end` surely counts this."""
        if not self._is_behind(text, amount.end, end):
            return False
        told = {word.lower() for word in WORD.findall(text, start, end)}
        if self.fate.isdisjoint(told) if self.fate else self.nouns <= _ANYBODY:
            return False
        return not _UNSURE.search(text[max(start, amount.start - 60) : amount.start] + text[amount.end : end])

    def _is_behind(self, text: str, start: int, end: int) -> bool:
        """Whether a noun of this is the first that comes, with nothing in between that would narrow it."""
        behind = _PHRASE.match(text, start, end)
        for word in behind[0].lower().split() if behind else ():
            if stem(word) in self.nouns or (self.nouns <= _ANYBODY and word in self.fate):
                return True
            if stem(word) not in self.beside:
                return False
        return False


@lru_cache(maxsize=4096)
def topic(what: str, unit: str | None) -> Topic:
    """What a figure counts, by its name and its unit: `army-soldiers-crossed-the-border` in `soldiers`."""
    core = _head(what.split("-"))
    fate = next((forms for word in core for forms in _FATES if word in forms), frozenset[str]())
    done = [word for word in core if word in fate or (not fate and word.endswith("ed"))]
    nouns = [word for word in core if word not in done and word not in {"the", "a", "an"}]
    measure = _head(WORD.findall((unit or "").lower()))
    counted = {stem(words[-1]) for words in (nouns, measure) if words} - _ANYBODY
    return Topic(
        frozenset(counted or _ANYBODY),
        fate or frozenset(done),
        frozenset(map(stem, (*nouns, *measure, *done))) | _PLAIN,
    )


def _head(words: list[str]) -> list[str]:
    """The words up to the first that says where, when or whose."""
    stop = next((index for index, word in enumerate(words) if word in _RELATIONS), len(words))
    return words[:stop]


def stem(word: str) -> str:
    """A noun in the singular, nearly: enough to tell that two are one."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
