"""Abbreviations that a reader cannot know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from briefgen import diction
from briefgen.diagnostics import Finding, advice
from briefgen.model import Dossier
from briefgen.rules.parts import assessments, facts

_CAPITALS = re.compile("[A-Z]{2,}s?")
_ABBREVIATION = re.compile(r"(?<![\w@/.-])(?![IVX]+\b)[A-Z]{2,6}s?(?![\w.-])")
_NONE = re.compile(r"\[@[^\]\[]*+\]|\b(?=(?:[A-Z]+ )*[A-Z]{7}|(?:[A-Z]+ ){2}[A-Z]+\b)[A-Z]+(?: [A-Z]+)+\b")
"""What holds no abbreviations: citations, and headlines (three words in capitals, or two and one of seven letters)."""


@advice
def undefined_abbreviation(dossier: Dossier) -> Iterator[Finding]:
    """An abbreviation is written out nowhere.

    It counts as known when a text gives it in brackets behind the name, when it is a name or an alias of an actor or a
    place, when every reader knows it (UN, EU), or when the desk lists it under `lexicon:`, `known:`. Roman numerals and
    headlines in capitals have none.

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
        if manner is None or all(_is_one_of(word, known, manner.known) for word in _CAPITALS.findall(words.text)):
            continue  # nearly every text
        for found in _ABBREVIATION.finditer(_NONE.sub(lambda none: " " * len(none[0]), words.text)):
            word = found[0]
            if _is_one_of(word, known, manner.known) or words.text.isupper() or f"({word})" in bracketed:
                continue
            known |= {word}
            yield Finding(
                words.part(*found.span()),
                f"`{word}` is written out nowhere",
                f"at its first use, write the name and `({word})` behind it; or list it under `lexicon:`, `known:`",
            )


def _is_one_of(word: str, *known: AbstractSet[str]) -> bool:
    """Whether an abbreviation, or its singular, is among what is known."""
    return any(word in each or word.removesuffix("s") in each for each in known)
