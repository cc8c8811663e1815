"""The language of a text: neutral words, the same name for the same thing, sentences that can be read once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen import diction
from briefgen.diagnostics import Finding, advice
from briefgen.model import Dossier, Role
from briefgen.rules.conclusions import readings
from briefgen.rules.parts import assessments, facts
from briefgen.rules.texts import Words
from briefgen.spans import Place

LONGEST_SENTENCE, MOST_PASSIVES = 50, 3
"""Words of a sentence, and passives in it, from which on a reader has to go back."""

_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?\w+(?:ed|en|own|ght|ung)\b", re.IGNORECASE)
_BE = (" is ", " are ", " was ", " were ", " been ", " being ", " be ")
_STOP = re.compile(r"[.!?]\s")
_CAPITALS = re.compile("[A-Z][A-Z]")
_ABBREVIATION = re.compile(r"(?<![\w@/.-])(?![IVX]+\b)[A-Z]{2,6}s?(?![\w.-])")
_NONE = re.compile(r"\[@[^\]\[]*+\]|\b(?=(?:[A-Z]+ )*[A-Z]{7}|(?:[A-Z]+ ){2}[A-Z]+\b)[A-Z]+(?: [A-Z]+)+\b")
"""What holds no abbreviations: citations, and headlines (three words in capitals, or two and one of seven letters)."""
KNOWN = frozenset(
    ("AFP", "AP", "BBC", "CGTN", "CNN", "CBS", "NBC", "ABC", "DW", "DPA", "NTV", "TRT", "TASS", "IRNA", "EU",
     "FAO", "GDP", "GPS", "HIV", "IAEA", "ICC", "ICJ", "ICRC", "ID", "IMF", "ISIS", "IT", "NATO", "NGO", "NGOs",
     "OPEC", "PDF", "RT", "SMS", "TV", "UAE", "UK", "UN", "UNESCO", "UNICEF", "URL", "US", "USA", "UTC", "VIP",
     "WFP", "WHO", "WTO", "CEO", "CFO", "AIDS", "COVID", "DNA", "NASA", "OECD", "OSCE", "TLP", "AM", "PM",
     "CIA", "FBI")
)  # fmt: skip
"""Abbreviations that every reader knows."""


@advice
def loaded_term(dossier: Dossier) -> Iterator[Finding]:
    """A word takes a side, in the desk's own voice.

    *Regime*, *terrorist* and *martyr* are what one party calls another. Said by somebody and attributed, or in
    quotation marks, they are facts about who said them.

    A desk adds words of its own under `lexicon:`, `loaded:`, each with the neutral one.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: The regime cuts the power}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: The government cuts the power}
    """
    for words, listed in readings(dossier).loaded:
        for found in listed:
            yield Finding(
                _at(words, found.start, found.end),
                f"`{words.text[found.start : found.end]}` takes a side",
                f"neutral: {found.kind}; or say whose word it is",
            )


@advice
def degree_in_fact(dossier: Dossier) -> Iterator[Finding]:
    """A fact says how much without a number: *massive*, *significantly*, *heavily*.

    Facts and figures, no adjectives or adverbs, is WHO's advice on situation reports: two readers take *massive* for
    two sizes.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: A massive outage hits the north}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: "Power fails in 40,000 homes in the north"}
    """
    for words, listed in readings(dossier).degrees:
        for found in listed:
            yield Finding(
                _at(words, found.start, found.end),
                f"`{words.text[found.start : found.end]}` says how much without a number",
                "give the number and who counted, or leave the word out",
            )


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
    known = KNOWN | {word for lexicon in dossier.lexicons for word in lexicon.known}
    for records in (dossier.actors, dossier.places):
        for record in records:
            known |= {word for name in (record.name, *record.aliases) for word in name.replace("-", " ").split()}
    known |= {word for source in dossier.sources for word in re.split(r"\W+", source.publisher or "")}
    listed = [words for _, words in (*facts(dossier), *assessments(dossier))]
    bracketed = "\n".join(words.text for words in listed if "(" in words.text)
    for words in listed:
        if _CAPITALS.search(words.text) is None:
            continue
        for found in _ABBREVIATION.finditer(_NONE.sub(lambda none: " " * len(none[0]), words.text)):
            word = found[0]
            if word in known or word.removesuffix("s") in known or words.text.isupper() or f"({word})" in bracketed:
                continue
            known |= {word}
            yield Finding(
                _at(words, found.start(), found.end()),
                f"`{word}` is written out nowhere",
                f"at its first use, write the name and `({word})` behind it; or list it under `lexicon:`, `known:`",
            )


@advice
def long_sentence(dossier: Dossier) -> Iterator[Finding]:
    """A sentence has more than fifty words, or three passives.

    A reader with two minutes reads it twice, or not at all.

    Bad:

        sources:
          - {id: log, title: Log}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            sources: [log]
            text: The line was cut and the mast was broken before the town was warned and the mill was closed.

    Good:

        sources:
          - {id: log, title: Log}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            sources: [log]
            text: Somebody cut the line. The mast broke, and the town closed the mill.
    """
    for _, words in (*facts(dossier), *assessments(dossier)):
        if words.role is not Role.PROSE or not _may_be_long(words.text):
            continue
        for start, end in diction.sentences(words.text):
            sentence = words.text[start:end]
            if "\n" in sentence.strip() and re.search(r"\n\s*(?:[-*|>]|\d+\.)", sentence):
                continue  # a list or a table
            count = len(sentence.split())
            if count > LONGEST_SENTENCE:
                said = f"this sentence has {count} words"
            elif (passives := len(_PASSIVE.findall(sentence))) >= MOST_PASSIVES:
                said = f"this sentence has {passives} passives"
            else:
                continue
            opening = " ".join(sentence.split()[:6])
            yield Finding(words.place.finding(opening), said, "cut it in two, and say who did it")


def _may_be_long(text: str) -> bool:
    """Whether it is worth while to cut a text into its sentences: most are too short."""
    if sum(map(text.count, _BE)) >= MOST_PASSIVES:
        return True
    least = 4 * LONGEST_SENTENCE
    return len(text) > least and any(len(sentence) > least for sentence in _STOP.split(text))


def _at(words: Words, start: int, end: int) -> Place:
    phrase = words.text[start:end]
    return words.place.finding(phrase, words.text.count(phrase, 0, start))
