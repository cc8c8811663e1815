"""The agreed scales of the craft: likelihood, confidence, source grading and handling.

Sources: ICD 203, *Analytic Standards* (US ODNI, 2015); the PHIA probability yardstick (UK); JP 2-0 for confidence,
as MISP's taxonomy carries it; the Admiralty code (NATO AJP-2.1); Traffic Light Protocol 2.0 (FIRST, August 2022).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import floor
from types import MappingProxyType

from briefgen.language import NP_


def per_cent(share: float) -> int:
    """A share of one in whole hundredths, halves up, as a reader rounds: 12.5 is 13, as 13.5 is 14."""
    return floor(round(share * 100, 9) + 0.5)


@dataclass(frozen=True, slots=True)
class Term:
    """A step of a likelihood scale: its key, the words that name it, and its band in hundredths."""

    key: str
    words: tuple[str, ...]
    low: int
    high: int

    @property
    def middle(self) -> float:
        """The middle of the band, as a probability: what a term is scored at where no number was given."""
        return (self.low + self.high) / 200


@dataclass(frozen=True)
class Scale:
    """A likelihood scale. `gaps` says whether bands are closed with gaps between them or share their bounds."""

    key: str
    name: str
    terms: tuple[Term, ...]
    gaps: bool

    def term(self, key: str) -> Term | None:
        """The step with this key."""
        return self._by_key.get(key)

    def at(self, probability: float) -> Term | None:
        """The step whose band holds a probability, or None in a gap or off the scale.

        Shared bounds belong to the upper band, `[low, high)`, and the top band is closed; bands with gaps
        between them are closed at both ends.
        """
        hundredths = round(probability * 100, 9)
        for term in self.terms:
            closed = self.gaps and term.key != "realistic-possibility"
            if term.low <= hundredths < term.high or (hundredths == term.high and (closed or term is self.terms[-1])):
                return term
        return None

    def neighbours(self, probability: float) -> tuple[Term | None, Term | None]:
        """The steps below and above a probability that no band holds."""
        hundredths = probability * 100
        below = [term for term in self.terms if term.high <= hundredths]
        above = [term for term in self.terms if term.low >= hundredths]
        return (below[-1] if below else None, above[0] if above else None)

    @property
    def rows(self) -> int:
        """How many words every step has: ICD 203 has two rows of them, the PHIA yardstick one."""
        return min(len(term.words) for term in self.terms)

    def named(self, words: str) -> Term | None:
        """The step that these words name in running text: `probably` is `likely`, `almost certainly` too."""
        return self._by_words.get(" ".join(words.lower().split()))

    @property
    def words(self) -> tuple[str, ...]:
        """All words by which running text can name a step, in small letters."""
        return tuple(self._by_words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds this scale's words in a text, longest first, so that *very unlikely* is not *unlikely*."""
        words = sorted(self._by_words, key=len, reverse=True)
        return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)

    @cached_property
    def _by_key(self) -> Mapping[str, Term]:
        return MappingProxyType({term.key: term for term in self.terms})

    @cached_property
    def _by_words(self) -> Mapping[str, Term]:
        table: dict[str, Term] = {}
        for term in self.terms:
            for word in term.words:
                table[word] = term
                if form := _FORMS.get(word):
                    table[form] = term
        return MappingProxyType(table)


# The forms in which running text uses a term. Only words whose adverb is in use for a probability.
_FORMS = {
    "remote": "remote chance",
    "almost certain": "almost certainly",
    "nearly certain": "nearly certainly",
    "probable": "probably",
    "highly probable": "highly probably",
    "improbable": "improbably",
}

ICD203 = Scale(
    "icd203",
    "ICD 203",
    (
        Term("almost-no-chance", (NP_("likelihood", "almost no chance"), "remote"), 1, 5),
        Term("very-unlikely", (NP_("likelihood", "very unlikely"), "highly improbable"), 5, 20),
        Term("unlikely", (NP_("likelihood", "unlikely"), "improbable"), 20, 45),
        Term("roughly-even-chance", (NP_("likelihood", "roughly even chance"), "roughly even odds"), 45, 55),
        Term("likely", (NP_("likelihood", "likely"), "probable"), 55, 80),
        Term("very-likely", (NP_("likelihood", "very likely"), "highly probable"), 80, 95),
        Term("almost-certain", (NP_("likelihood", "almost certain"), "nearly certain"), 95, 99),
    ),
    gaps=False,
)
"""ICD 203, section D.6.e.(2).(a). Each term has its word of row A first, then that of row B."""

PHIA = Scale(
    "phia",
    "PHIA probability yardstick",
    (
        Term("remote-chance", (NP_("likelihood", "remote chance"),), 0, 5),
        Term("highly-unlikely", (NP_("likelihood", "highly unlikely"),), 10, 20),
        Term("unlikely", (NP_("likelihood", "unlikely"),), 25, 35),
        Term("realistic-possibility", (NP_("likelihood", "realistic possibility"),), 40, 50),
        Term("likely", (NP_("likelihood", "likely"), "probable"), 55, 75),
        Term("highly-likely", (NP_("likelihood", "highly likely"),), 80, 90),
        Term("almost-certain", (NP_("likelihood", "almost certain"),), 95, 100),
    ),
    gaps=True,
)
"""The UK Professional Head of Intelligence Assessment's yardstick; its gaps are deliberate."""

SCALES: Mapping[str, Scale] = MappingProxyType({scale.key: scale for scale in (ICD203, PHIA)})

CONFIDENCE: Mapping[str, str] = MappingProxyType(
    {
        NP_("confidence", "low"): NP_(
            "confidence", "uncorroborated information, many assumptions, weak inference, large gaps"
        ),
        NP_("confidence", "moderate"): NP_(
            "confidence", "partly corroborated information from good sources, several assumptions, some gaps"
        ),
        NP_("confidence", "high"): NP_(
            "confidence",
            "well corroborated information from proven sources, few assumptions, strong inference, minor gaps",
        ),
    }
)
"""What each level of confidence rests on (JP 2-0)."""

RELIABILITY: Mapping[str, str] = MappingProxyType(
    {
        "A": NP_("reliability", "completely reliable"),
        "B": NP_("reliability", "usually reliable"),
        "C": NP_("reliability", "fairly reliable"),
        "D": NP_("reliability", "not usually reliable"),
        "E": NP_("reliability", "unreliable"),
        "F": NP_("reliability", "reliability cannot be judged"),
    }
)
"""Reliability of a source, the letter of the Admiralty code. F is no basis to judge, not the worst."""

CREDIBILITY: Mapping[int, str] = MappingProxyType(
    {
        1: NP_("credibility", "confirmed by other independent sources"),
        2: NP_("credibility", "probably true"),
        3: NP_("credibility", "possibly true"),
        4: NP_("credibility", "doubtful"),
        5: NP_("credibility", "improbable"),
        6: NP_("credibility", "truth cannot be judged"),
    }
)
"""Credibility of a piece of information, the digit of the Admiralty code. 6 is no basis to judge."""


class Handling(StrEnum):
    """A marking of the Traffic Light Protocol 2.0. Compares by how far it restricts: CLEAR is least."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @classmethod
    def meant(cls, text: str) -> Handling | None:
        """The marking that a label in another form means: `clear`, `tlp amber`, and TLP 1.0's `TLP:WHITE`."""
        words = [word for word in re.findall("[A-Z]+", text.upper()) if word != "TLP"]
        label = "TLP:" + "+".join("CLEAR" if word == "WHITE" else word for word in words)
        return next((each for each in cls if each.value == label), None)

    @property
    def order(self) -> int:
        """0 for CLEAR up to 4 for RED."""
        return _ORDER[self]

    @property
    def colour(self) -> str:
        """The colour of the label's text, always on black."""
        return _COLOURS[self]

    @property
    def audience(self) -> str:
        """Who may be given what carries this marking."""
        return _AUDIENCES[self]

    @property
    def stix_id(self) -> str:
        """The id of the STIX 2.1 marking definition."""
        return f"marking-definition--{_STIX[self]}"

    def __lt__(self, other: str) -> bool:
        return self.order < Handling(other).order

    def __le__(self, other: str) -> bool:
        return self.order <= Handling(other).order

    def __gt__(self, other: str) -> bool:
        return self.order > Handling(other).order

    def __ge__(self, other: str) -> bool:
        return self.order >= Handling(other).order


_ORDER = {handling: order for order, handling in enumerate(Handling)}
_COLOURS = {
    Handling.CLEAR: "#FFFFFF",
    Handling.GREEN: "#33FF00",
    Handling.AMBER: "#FFC000",
    Handling.AMBER_STRICT: "#FFC000",
    Handling.RED: "#FF2B2B",
}
_AUDIENCES = {
    Handling.CLEAR: NP_("handling", "anyone"),
    Handling.GREEN: NP_("handling", "the community, no public channel"),
    Handling.AMBER: NP_("handling", "the organisation and its clients"),
    Handling.AMBER_STRICT: NP_("handling", "the organisation only"),
    Handling.RED: NP_("handling", "the named recipients only"),
}
_STIX = {
    Handling.CLEAR: "94868c89-83c2-464b-929b-a1a8aa3c8487",
    Handling.GREEN: "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Handling.AMBER: "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Handling.AMBER_STRICT: "939a9414-2ddd-4d32-a0cd-375ea402b003",
    Handling.RED: "e828b379-4e03-4974-9ac4-e53a884c97c1",
}
