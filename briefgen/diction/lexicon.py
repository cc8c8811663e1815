"""The lexicon of a language: its phrases and reporting verbs, with what a desk adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from briefgen.diction.phrases import Phrases, phrase

CLASSES: Mapping[str, str] = {
    "hedge": "says how likely something is",
    "prediction": "says what will happen",
    "evaluation": "says how good or bad something is",
    "inference": "says what something means",
    "significance": "says how important something is",
    "motive": "says why someone did something",
    "conditional": "says what would happen if",
    "belief": "says what is believed, and not by whom",
}
"""What a desk concludes, by the kind of conclusion, and what each does."""
LOOK_ALIKE = "look-alike"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of conclusions, what looks like them, and the signs of whose words or which rules something is."""

    phrases: Phrases
    rules: Phrases
    calendar: Phrases
    reporting: Mapping[str, frozenset[str]]


Additions = tuple[tuple[str, str], ...]
"""What a desk adds: a class or `look-alike`, and a phrase."""


@cache
def languages() -> frozenset[str]:
    """The languages that have a lexicon, by their ISO 639-1 code."""
    return frozenset(path.stem for path in Path(__file__).parent.glob("*.yaml"))


def groups(language: str) -> Mapping[str, list[str]]:
    """The groups of words that the phrases of a language may name."""
    return _data(language)["groups"]  # type: ignore[no-any-return]


@cache
def lexicon(language: str, additions: Additions = ()) -> Lexicon:
    """The lexicon of a language with what a desk adds, each phrase of which is sound.

    A look-alike added is how a desk takes a phrase out: it is then no conclusion.
    """
    data = _data(language)
    listed = [(kind, text) for kind, texts in data["classes"].items() for text in texts]
    listed += [(LOOK_ALIKE, text) for text in data["look-alikes"]]
    return Lexicon(
        phrases=Phrases(phrase(kind, text, data["groups"]) for kind, text in (*listed, *additions)),
        rules=Phrases(phrase("rule", text, data["groups"]) for text in data["rules"]),
        calendar=Phrases(phrase("calendar", text, data["groups"]) for text in data["calendar"]),
        reporting={name: frozenset(forms.split()) for name, forms in data["reporting"].items()},
    )


@cache
def _data(language: str) -> Any:
    text = Path(__file__).with_name(f"{language}.yaml").read_text("utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, of our own file
