"""What a desk adds to the lexicon by which conclusions are found among facts, and takes out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Annotated

from pydantic import Field, PlainValidator, PrivateAttr, ValidationInfo, WithJsonSchema

from briefgen import diction
from briefgen.model.record import NOWHERE, Part
from briefgen.model.values import Language, Line, typed
from briefgen.spans import Place

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def _phrase(value: object, info: ValidationInfo) -> str:
    beside = info.data or {}
    language = beside.get("language") or "en"
    known = {**diction.groups(language.partition("-")[0]), **beside.get("groups", {})}

    def read(text: str) -> str:
        text = " ".join(text.split())
        diction.phrase("", text, known)
        return text

    read_typed: Callable[[object], str] = typed(read, "a phrase").func  # type: ignore[assignment]
    return read_typed(value)


def _word(value: str) -> str:
    if not _WORD.fullmatch(value):
        raise ValueError(f"`{value}` is not one word")
    return value.lower()


Phrase = Annotated[str, PlainValidator(_phrase), WithJsonSchema({"type": "string"})]
"""Words to look for, as `briefgen.diction.phrases` explains them."""
Word = Annotated[str, typed(_word, "a word"), WithJsonSchema({"type": "string"})]


class Reporters(Part):
    """Words that tell whose words something is, by the list of the lexicon that they belong to."""

    clause: tuple[Word, ...] = ()
    that: tuple[Word, ...] = ()
    naming: tuple[Word, ...] = ()
    aside: tuple[Word, ...] = ()
    things: tuple[Word, ...] = ()
    acts: tuple[Word, ...] = ()
    nouns: tuple[Word, ...] = ()
    speakers: tuple[Word, ...] = ()
    documents: tuple[Word, ...] = ()
    studies: tuple[Word, ...] = ()
    courts: tuple[Word, ...] = ()


class Tongue(Part):
    """What phrases are in. It comes first, for reading a phrase takes it."""

    language: Language | None = None
    """The language they are in: of all texts, unless stated."""
    groups: dict[Word, tuple[Word, ...]] = {}
    """Words that the phrases may name together, as `{be}` stands for is, was, been and so on."""


class Lists(Part):
    """Phrases by the list of the lexicon that they belong to."""

    hedge: tuple[Phrase, ...] = ()
    prediction: tuple[Phrase, ...] = ()
    evaluation: tuple[Phrase, ...] = ()
    inference: tuple[Phrase, ...] = ()
    significance: tuple[Phrase, ...] = ()
    motive: tuple[Phrase, ...] = ()
    conditional: tuple[Phrase, ...] = ()
    belief: tuple[Phrase, ...] = ()
    look_alikes: tuple[Phrase, ...] = Field(default=(), alias="look-alikes")
    rules: tuple[Phrase, ...] = ()
    duties: tuple[Phrase, ...] = ()
    calendar: tuple[Phrase, ...] = ()
    degree: tuple[Phrase, ...] = ()
    reporting: Reporters = Reporters()

    def listed(self) -> Iterator[tuple[str, str]]:
        """Each phrase and each word with its list."""
        lists = (diction.RULES, diction.DUTIES, diction.CALENDAR, diction.DEGREE)
        kinds = {kind: kind for kind in (*diction.CLASSES, *lists)}
        for kind, name in (kinds | {diction.LOOK_ALIKE: "look_alikes"}).items():
            yield from ((kind, text) for text in getattr(self, name))
        for name in diction.REPORTING_LISTS:
            yield from ((f"{diction.REPORTING}{name}", word) for word in getattr(self.reporting, name))


class Without(Lists):
    """What is taken out of the lists of the lexicon."""

    loaded: tuple[Phrase, ...] = ()

    def places(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Each phrase and each word with where it stands and its list."""
        names = {diction.LOOK_ALIKE: "look_alikes"}
        for kind, texts in groupby((*self.listed(), *(("loaded", text) for text in self.loaded)), itemgetter(0)):
            list_of_words = kind.removeprefix(diction.REPORTING)
            path = ("reporting", list_of_words) if kind != list_of_words else (names.get(kind, kind).replace("_", "-"),)
            for index, (_, text) in enumerate(texts):
                yield (*path, index), kind, text


class Lexicon(Lists, Tongue):
    """Phrases by the class of conclusion that they give away; a look-alike is none, whatever the lexicon says."""

    loaded: dict[Phrase, Line] = {}
    """Words that take a side, each with what says the same and takes none."""
    known: tuple[Line, ...] = ()
    """Abbreviations that readers know."""
    without: Without = Without()

    _place: Place = PrivateAttr(default_factory=lambda: NOWHERE)

    def at(self, *path: str | int) -> Place:
        """The place of a part of it."""
        return self._place.at(*path)

    def additions(self, language: str) -> diction.Additions:
        """What a text in a language is read with: each phrase and each word with its list."""
        if self.language is not None and self.language.partition("-")[0] != language:
            return ()
        out = (*self.without.listed(), *(("loaded", text) for text in self.without.loaded))
        return (
            *((f"{diction.GROUP}{name}", " ".join(words)) for name, words in self.groups.items()),
            *self.listed(),
            *((f"{diction.LOADED}{neutral}", text) for text, neutral in self.loaded.items()),
            *((f"{diction.WITHOUT}{kind}", text) for kind, text in out),
        )
