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
LOOK_ALIKE, LOADED = "look-alike", "loaded: "


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of conclusions, what looks like them, and the signs of whose words or which rules something is."""

    phrases: Phrases
    look_alikes: Phrases
    rules: Phrases
    calendar: Phrases
    reporting: Mapping[str, frozenset[str]]
    loaded: Phrases
    """The kind of each is the neutral wording."""
    degree: Phrases


Additions = tuple[tuple[str, str], ...]
"""What a desk adds: a class, `look-alike` or `loaded: ` with the neutral wording behind it, and a phrase."""


@cache
def languages() -> frozenset[str]:
    """The languages that have a lexicon, by their ISO 639-1 code."""
    return frozenset(path.stem for path in Path(__file__).parent.glob("*.yaml"))


def groups(language: str) -> Mapping[str, list[str]]:
    """The groups of words that the phrases of a language may name."""
    return data(language)["groups"]  # type: ignore[no-any-return]


@cache
def lexicon(language: str, additions: Additions = ()) -> Lexicon:
    """The lexicon of a language with what a desk adds, each phrase of which is sound.

    A look-alike added is how a desk takes a phrase out: it is then no conclusion.
    """
    held = data(language)
    listed = [(kind, text) for kind, texts in held["classes"].items() for text in texts]
    sided = dict(held["loaded"])
    sided |= {text: kind.removeprefix(LOADED) for kind, text in additions if kind.startswith(LOADED)}
    listed += [(kind, text) for kind, text in additions if kind in CLASSES]
    alike = [*held["look-alikes"], *(text for kind, text in additions if kind == LOOK_ALIKE)]
    return Lexicon(
        phrases=Phrases(phrase(kind, text, held["groups"]) for kind, text in listed),
        look_alikes=Phrases(phrase(LOOK_ALIKE, text, held["groups"]) for text in alike),
        rules=Phrases(phrase("rule", text, held["groups"]) for text in held["rules"]),
        calendar=Phrases(phrase("calendar", text, held["groups"]) for text in held["calendar"]),
        reporting={name: frozenset(forms.split()) for name, forms in held["reporting"].items()},
        loaded=Phrases(phrase(neutral, text, held["groups"]) for text, neutral in sided.items()),
        degree=Phrases(phrase("degree", text, held["groups"]) for text in held["degree"]),
    )


@cache
def data(language: str) -> Any:
    """What the lexicon of a language says, as it is written."""
    text = Path(__file__).with_name(f"{language}.yaml").read_text("utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, of our own file
