"""The language of a text: neutral words, sentences that can be read once, and a bottom line that is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefgen import diction, prose
from briefgen.diagnostics import Finding, advice
from briefgen.model import Dossier, Role
from briefgen.rules.conclusions import readings
from briefgen.rules.parts import assessments, facts

LONGEST_SENTENCE, MOST_PASSIVES = 50, 3
"""Words of a sentence, and passives in it, from which on a reader has to go back."""
LONGEST_BOTTOM_LINE = 60
"""Words of a bottom line, of both its halves together, that are read at a glance."""

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
    """A fact says how much, or how, without a number: *massive*, *tense*, *heavily*, *angrily*.

    Facts and figures, no adjectives or adverbs, is WHO's advice on situation reports: two readers take *massive* for
    two sizes, and *tense* for two moods.

    Found are adjectives that weigh or colour (*heavy*, *serious*, *large*, *beautiful*), by a list, and adverbs of
    manner and degree, by how they end. Those of time, place, order, field, form and exactness pass (*early*, *locally*,
    *jointly*, *nearly*), as do names (*the Heavy Rescue Unit*), fixed terms (*heavy weapons*, *seriously injured*,
    *small arms*, *at large*), and what somebody else says.

    A desk adds phrases under `lexicon:`, `degree:`, and takes some out, adverbs too, under `without:`, `degree:`.

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
                f"`{words.text[found.start : found.end]}` says how much, or how, without a number",
                "give the number and who counted, say what was done, or leave the word out",
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
        if words.role is not Role.PROSE or (manner := diction.manner(language)) is None:
            continue
        if not _may_be_long(words.text, manner):
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


@advice
def long_bottom_line(dossier: Dossier) -> Iterator[Finding]:
    """A bottom line has more than sixty words, its fact and its assessment taken together.

    It is what a reader takes along who reads nothing else. The key judgements and figures stand right below it: what
    they say need not be said here. Citations are not counted.

    Bad:

        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-02
            period: 2024-03
            bottom_line:
              fact: >
                Power failed in the north at four in the morning, when ice fell from the mast onto the wire beside
                the road to the town, and came back at noon. The operator sent two cars from the depot, the mill and
                the school closed for the day, and the mayor asked the people to save power until the evening.
              assessment: >
                The line will {likely} fail again before April, since the mast is old and the frost is to last.

    Good:

        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-02
            period: 2024-03
            bottom_line:
              fact: Power failed in the north at four in the morning and came back at noon.
              assessment: The line will {likely} fail again before April.
    """
    for brief in dossier.briefs:
        if (line := brief.bottom_line) is None:
            continue
        count = sum(len(prose.plain(text).split()) for text in (line.fact, line.assessment) if text)
        if count > LONGEST_BOTTOM_LINE:
            yield Finding(
                replace(brief.at("bottom_line"), key=True),
                f"the bottom line has {count} words",
                f"say it in {LONGEST_BOTTOM_LINE}, and leave the rest to the key judgements",
            )


def _may_be_long(text: str, manner: diction.Manner) -> bool:
    """Whether it is worth while to cut a text into its sentences: most are too short."""
    if manner.may_have_passives(text, MOST_PASSIVES):
        return True
    least = 4 * LONGEST_SENTENCE
    return len(text) > least and any(len(sentence) > least for sentence in _STOP.split(text))
