"""The language of a text: neutral words, sentences that can be read once, days that are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefgen import diction
from briefgen.dates import Kind, Precision, in_words
from briefgen.diagnostics import Finding, advice, warning
from briefgen.model import Dossier, Event, Role
from briefgen.prose import cited_ids
from briefgen.rules import texts
from briefgen.rules.conclusions import readings
from briefgen.rules.parts import assessments, facts, language_of
from briefgen.rules.texts import Words

LONGEST_SENTENCE, MOST_PASSIVES = 50, 3
"""Words of a sentence, and passives in it, from which on a reader has to go back."""

_STOP = re.compile(r"[.!?]\s")


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
                words.part(found.start, found.end),
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
                words.part(found.start, found.end),
                f"`{words.text[found.start : found.end]}` says how much without a number",
                "give the number and who counted, or leave the word out",
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
    for language, words in (*facts(dossier), *assessments(dossier)):
        manner = diction.manner(language)
        if manner is None or words.role is not Role.PROSE or not _may_be_long(words.text, manner):
            continue
        for start, end in diction.sentences(words.text):
            sentence = words.text[start:end]
            if "\n" in sentence.strip() and re.search(r"\n\s*(?:[-*|>]|\d+\.)", sentence):
                continue  # a list or a table
            count = len(sentence.split())
            if count > LONGEST_SENTENCE:
                said = f"this sentence has {count} words"
            elif (passives := manner.passives(sentence)) >= MOST_PASSIVES:
                said = f"this sentence has {passives} passives"
            else:
                continue
            yield Finding(words.part(start, end), said, "cut it in two, and say who did it")


@warning
def date_against_event(dossier: Dossier) -> Iterator[Finding]:
    """A sentence gives another day than the event it cites.

    One of the two is wrong, and the reader cannot tell which.

    Bad:

        sources:
          - {id: log, title: Log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
          - {id: repair, date: 2024-03-03, title: Repair, sources: [log], text: "It failed on 2 March [@outage]."}

    Good:

        sources:
          - {id: log, title: Log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
          - {id: repair, date: 2024-03-03, title: Repair, sources: [log], text: "It failed on 1 March [@outage]."}
    """
    for words in texts.prose_with(dossier, "[@"):
        manner = diction.manner(language_of(dossier, words))
        if manner is None or next(manner.days(words.text), None) is None:
            continue
        for start, end in diction.sentences(words.text):
            sentence = words.text[start:end]
            days, ids = list(manner.days(sentence)), set(cited_ids(sentence))
            if len(days) == len(ids) == 1 and (event := dossier.events.get(next(iter(ids)))) is not None:
                yield from _other_day(words, days[0], start, event)


def _may_be_long(text: str, manner: diction.Manner) -> bool:
    """Whether it is worth while to cut a text into its sentences: most are too short."""
    if manner.may_have_passives(text, MOST_PASSIVES):
        return True
    least = 4 * LONGEST_SENTENCE
    return len(text) > least and any(len(sentence) > least for sentence in _STOP.split(text))


def _other_day(words: Words, found: diction.Day, offset: int, event: Event) -> Iterator[Finding]:
    """A finding where a day is none that an event of a known day can have been on."""
    first, last = event.date.earliest, event.date.latest
    if event.date.kind is not Kind.SINGLE or event.date.precision > Precision.DAY or first is None or last is None:
        return
    if event.date.approximate or event.date.uncertain or not 1 <= first.year < 9000:
        return
    try:
        said = date(found.year or first.year, found.month, found.day)
    except ValueError:
        return
    if not date(*first) <= said <= date(*last):
        place = offset + found.start, offset + found.end
        yield Finding(
            words.part(*place),
            f"`{words.text[slice(*place)]}`, and the event cited here, `{event.id}`, is of {in_words(event.date)}",
            "correct one of the two, or cite the event of that day",
        )
