"""The same name for the same thing, and no name that a reader cannot know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from briefgen import diction
from briefgen.diagnostics import Finding, advice
from briefgen.model import Dossier
from briefgen.rules.parts import assessments, facts

_CAPITALS = re.compile("[A-Z][A-Z]")
_ABBREVIATION = re.compile(r"(?<![\w@/.-])[A-Z]{2,6}s?(?![\w.-])")
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:[ -](?:[a-z]{1,3}[ -])?[A-Z][\w’'-]*)+\b")


@advice
def inconsistent_name(dossier: Dossier) -> Iterator[Finding]:
    """A text spells the name of an actor or a place otherwise than its record.

    Readers who search for one spelling miss the other. Spellings meant to be used stand under `aliases:`.

    Bad:

        places:
          - {id: deir-ez-zor, name: Deir ez-Zor}
        events:
          - {id: march, date: 2024-03-01, title: A column reaches Deir Ez Zor, place: deir-ez-zor}

    Good:

        places:
          - {id: deir-ez-zor, name: Deir ez-Zor}
        events:
          - {id: march, date: 2024-03-01, title: A column reaches Deir ez-Zor, place: deir-ez-zor}
    """
    spelled = _spellings(dossier)
    if not spelled:
        return
    known = {name for names in spelled.values() for name in names}
    for _, words in (*facts(dossier), *assessments(dossier)):
        for found in _NAME.finditer(words.text):
            name = found[0].removeprefix("The ")
            names = spelled.get(_key(name))
            if names and name not in known and name.removesuffix("'s").removesuffix("’s") not in known:
                yield Finding(
                    words.part(found.end() - len(name), found.end()),
                    f"`{name}` is spelled otherwise than the record has it",
                    f"write `{names[0]}`, or add this spelling to its `aliases:`",
                )


@advice
def undefined_abbreviation(dossier: Dossier) -> Iterator[Finding]:
    """An abbreviation is written out nowhere.

    It counts as known when a text gives it in brackets behind the name, when it is a name or an alias of an actor or a
    place, when every reader knows it (UN, EU), or when the desk lists it under `lexicon:`, `known:`.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: The NGRC cuts the power}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: The National Grid Control Centre (NGRC) cuts the power}
    """
    known = {word for lexicon in dossier.lexicons for word in lexicon.known}
    for records in (dossier.actors, dossier.places):
        for record in records:
            known |= {word for name in (record.name, *record.aliases) for word in name.replace("-", " ").split()}
    known |= {word for source in dossier.sources for word in re.split(r"\W+", source.publisher or "")}
    listed = [*facts(dossier), *assessments(dossier)]
    bracketed = "\n".join(words.text for _, words in listed if "(" in words.text)
    for language, words in listed:
        manner = diction.manner(language)
        if manner is None or _CAPITALS.search(words.text) is None:
            continue
        for found in _ABBREVIATION.finditer(re.sub(r"\[@[^\]]*\]", lambda cited: " " * len(cited[0]), words.text)):
            word = found[0]
            if not known.isdisjoint(forms := {word, word.removesuffix("s")}) or not manner.known.isdisjoint(forms):
                continue
            if words.text.isupper() or f"({word})" in bracketed:
                continue
            known |= {word}
            yield Finding(
                words.part(*found.span()),
                f"`{word}` is written out nowhere",
                f"at its first use, write the name and `({word})` behind it; or list it under `lexicon:`, `known:`",
            )


def _spellings(dossier: Dossier) -> Mapping[str, list[str]]:
    """The names and aliases of actors and places of more than one word, by their letters alone."""
    found: dict[str, list[str]] = {}
    for records in (dossier.actors, dossier.places):
        for record in records:
            for name in (record.name, *record.aliases):
                if re.search(r"[ -]", name) and name not in found.setdefault(_key(name), []):
                    found[_key(name)].append(name)
    return found


def _key(name: str) -> str:
    """The letters of a name, without case, accents, hyphens, apostrophes and spaces."""
    bare = unicodedata.normalize("NFKD", re.sub(r"['’]s$", "", name)).casefold()
    return "".join(letter for letter in bare if letter.isalnum())
