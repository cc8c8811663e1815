"""The lexicon of a language: its phrases and reporting verbs, with what a desk adds to it and takes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from briefgen.diction.adverbs import Adverbs
from briefgen.diction.phrases import WORD, Phrase, phrase, rows, words_in
from briefgen.diction.reporting import Reporting
from briefgen.diction.searching import Phrases

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
LOOK_ALIKE, LOADED, DEGREE = "look-alike", "loaded: ", "degree"
RULES, DUTIES, CALENDAR = "rules", "duties", "calendar"
REPORTING, GROUP, WITHOUT = "reporting: ", "group: ", "without: "


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of conclusions, what looks like them, and the signs of whose words or which rules something is."""

    phrases: Phrases
    look_alikes: Phrases
    rules: Phrases
    duties: Phrases
    calendar: Phrases
    reporting: Reporting
    loaded: Phrases
    """The kind of each is the neutral wording."""
    degree: Phrases
    adverbs: Adverbs
    """Those that say how or how much, and are neither phrases of `degree` nor of conclusions."""
    names: bool
    """Whether a capital tells a name; in a language that only a desk knows, it may as well be a noun."""
    events: frozenset[str]
    """What stands in a calendar itself, or rules, in small letters."""


Additions = tuple[tuple[str, str], ...]
"""What a desk adds, and to which list: a class, `look-alike`, `loaded: ` with the neutral wording behind it, `rules`,
`duties`, `calendar`, `degree`, `reporting: ` or `group: ` with a name behind it;
behind `without: `, what it takes out."""


@cache
def languages() -> frozenset[str]:
    """The languages that have a lexicon, by their ISO 639-1 code."""
    return frozenset(path.stem for path in Path(__file__).parent.glob("*.yaml"))


def groups(language: str) -> Mapping[str, list[str]]:
    """The groups of words that the phrases of a language may name; none for one that has no lexicon."""
    return data(language)["groups"] if language in languages() else {}


@lru_cache(maxsize=32)  # an editor changes a phrase letter by letter
def lexicon(language: str, additions: Additions = ()) -> Lexicon:
    """The lexicon of a language with what a desk adds, each phrase of which is sound.

    What is taken out of a list still stands in it, and hides from it what it matches.
    """
    held = data(language) if language in languages() else _NOTHING
    known = _named(language, additions)

    def listed(kinds: Iterable[str], ours: Iterable[tuple[str, str]]) -> Phrases:
        kinds = tuple(kinds)
        added = [(kind, text) for kind, text in additions if kind in kinds]
        out = [(kind, text) for kind, text in _of(additions, WITHOUT) if kind in kinds]
        return Phrases(_phrases([*ours, *added], known), _phrases(out, known))

    def one(kind: str, name: str) -> Phrases:
        return listed([kind], ((kind, text) for text in held[name]))

    sided = dict(held["loaded"]) | {text: neutral for neutral, text in _of(additions, LOADED)}
    unsided = (("", text) for kind, text in _of(additions, WITHOUT) if kind == "loaded")
    phrases = listed(CLASSES, ((kind, text) for kind, texts in held["classes"].items() for text in texts))
    degree = one(DEGREE, DEGREE)
    undone = (word for kind, text in _of(additions, WITHOUT) if kind == DEGREE for word in words_in(text, known))
    return Lexicon(
        phrases=phrases,
        look_alikes=one(LOOK_ALIKE, "look-alikes"),
        rules=one(RULES, RULES),
        duties=one(DUTIES, DUTIES),
        calendar=one(CALENDAR, CALENDAR),
        reporting=Reporting.of(_reporting(held["reporting"], additions)),
        loaded=Phrases(_phrases(((neutral, text) for text, neutral in sided.items()), known), _phrases(unsided, known)),
        degree=degree,
        adverbs=_adverbs(held, phrases.told | degree.told | frozenset(undone)),
        names=language in languages(),
        events=frozenset(word.lower() for name in ("event", "terms", "law", "statute") for word in known.get(name, ())),
    )


def _adverbs(held: Any, others: Set[str]) -> Adverbs:
    """The adverbs of a language but for other words that are looked for, or not to be."""
    return Adverbs(held["adverbs"].get("end", ""), {*held["adverbs"].get("neutral", "").split(), *others})


def _named(language: str, additions: Additions) -> Mapping[str, list[str]]:
    """The groups of words that phrases may name, those of the desk among them."""
    return dict(groups(language)) | {name: text.split() for name, text in _of(additions, GROUP)}


def _in_list(kind: str, language: str, additions: Additions) -> list[str]:
    """The phrases or words of a list."""
    held = data(language) if language in languages() else _NOTHING
    added = [text for name, text in additions if name == kind or (kind == "loaded" and name.startswith(LOADED))]
    if kind.startswith(REPORTING):
        return [*held["reporting"].get(kind.removeprefix(REPORTING), "").split(), *added]
    ours = held["classes"].get(kind, ()) if kind in CLASSES else held["look-alikes" if kind == LOOK_ALIKE else kind]
    return [*ours, *added]


@lru_cache(maxsize=64)
def words_of_list(kind: str, language: str, additions: Additions) -> frozenset[str]:
    """The words of the phrases of a list, of a lexicon and of what is added to it."""
    known = _named(language, additions)
    return frozenset(word for each in _in_list(kind, language, additions) for word in words_in(each, known))


@lru_cache(maxsize=64)
def _phrases_of_list(kind: str, language: str, additions: Additions) -> Phrases:
    return Phrases(
        _phrases(((kind, each) for each in _in_list(kind, language, additions)), _named(language, additions))
    )


@lru_cache(maxsize=4096)  # an editor asks again at every key
def takes_out(kind: str, text: str, language: str, additions: Additions) -> bool:
    """Whether what is taken out of a list hides anything of it."""
    listed = _in_list(kind, language, additions)
    if kind.startswith(REPORTING):
        return text in listed
    known_groups, phrases = _named(language, additions), _phrases_of_list(kind, language, additions)
    known = words_of_list(kind, language, additions)
    if kind == DEGREE and language in languages() and text.lower() in _adverbs(data(language), known):
        return True
    return any(
        any(True for _ in phrases.among(row, frozenset(WORD.findall(row.lower()))).find(row))
        for row in islice(rows(text, known_groups, known), _MOST_ROWS)
    )


_MOST_ROWS = 4096


def _of(additions: Additions, prefix: str) -> Iterator[tuple[str, str]]:
    """What is added under a prefix: what stands behind it, and the words."""
    return ((kind.removeprefix(prefix), text) for kind, text in additions if kind.startswith(prefix))


def _phrases(listed: Iterable[tuple[str, str]], named: Mapping[str, list[str]]) -> Iterator[Phrase]:
    return (phrase(kind, text, named) for kind, text in listed)


def _reporting(ours: Mapping[str, str], additions: Additions) -> dict[str, frozenset[str]]:
    """The words of each list of who reports."""
    made = {name: set(words.split()) for name, words in ours.items()}
    for name, word in _of(additions, REPORTING):
        made.setdefault(name, set()).add(word)
    for name, word in _of(additions, WITHOUT + REPORTING):
        made.get(name, set()).discard(word)
    return {name: frozenset(words) for name, words in made.items()}


_NOTHING: Mapping[str, Any] = {
    **{name: {} for name in ("groups", "classes", "reporting", "loaded", "adverbs")},
    **{name: [] for name in ("look-alikes", "rules", "duties", "calendar", "degree")},
}
"""The lexicon of a language that has none."""


@cache
def data(language: str) -> Any:
    """What the lexicon of a language says, as it is written."""
    text = Path(__file__).with_name(f"{language}.yaml").read_text("utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, of our own file
