"""Who can read a text, and how much a finding weighs that may put somebody in danger once it is read.

What counts is the marking of the record it stands in: below TLP:AMBER the finding is an error, at TLP:AMBER a warning,
at TLP:AMBER+STRICT advice. At TLP:RED, where those who read are known by name, there is none. A weight that the project
sets for a rule holds at every marking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from briefgen import diction
from briefgen.diagnostics import Finding, Severity
from briefgen.ledger import marking
from briefgen.model import Dossier, Record, Source
from briefgen.rules import texts
from briefgen.rules.texts import Words
from briefgen.scales import Handling
from briefgen.spans import Path

Stretches = Iterable[tuple[int, int]]

WEIGHTS: Mapping[Handling, Severity | None] = {
    Handling.CLEAR: Severity.ERROR,
    Handling.GREEN: Severity.ERROR,
    Handling.AMBER: Severity.WARNING,
    Handling.AMBER_STRICT: Severity.ADVICE,
    Handling.RED: None,
}


class Reading(NamedTuple):
    """Where something is read: the lowest marking there, and where that is, in words."""

    mark: Handling
    where: str


NOBODY = Reading(Handling.RED, "nothing")


def lowest(readings: Iterable[Reading]) -> Reading:
    """The reading that most can see."""
    return min(readings, key=lambda each: each.mark.order, default=NOBODY)


def found(
    dossier: Dossier, may_hold: Callable[[str], bool], find: Callable[[Words], Stretches], what: str, hint: str
) -> Iterator[Finding]:
    """What `find` finds in the texts that readers see and that may hold it, each as heavy as its text is open."""
    telling = dossier.derived("texts with a sign", lambda: _telling(dossier))
    for words in chain.from_iterable(alike for text, alike in telling.items() if may_hold(text)):
        for start, end in find(words):
            weight = WEIGHTS[reading(dossier, words).mark]
            if weight is not None:
                said = f"`{words.text[start:end]}` {what}"
                yield Finding(words.part(start, end), said, hint, severity=weight)


_SIGN = re.compile(r"[0-9@٠-٩۰-۹]").search


def _telling(dossier: Dossier) -> Mapping[str, list[Words]]:
    """The texts with any of what leads to a person, each with the places where it stands: half of all texts repeat."""
    by_text: dict[str, list[Words]] = {}
    for words in texts.seen(dossier):
        by_text.setdefault(words.text, []).append(words)
    return {text: alike for text, alike in by_text.items() if _tells(text)}


def _tells(text: str) -> bool:
    """Whether a text has any of what leads to a person: a digit, an address, an age in words. Most have none."""
    return _SIGN(text) is not None or "at)" in text or "at]" in text or diction.may_spell_age(text)


def owners(dossier: Dossier, words: Words) -> list[Record]:
    """The record that a text stands in, or the briefs that name its file; none for the project's settings."""
    by_place = dossier.derived("owners of texts", lambda: _owners(dossier))
    return by_place.get((words.start.file, words.start.path), [])


def reading(dossier: Dossier, words: Words) -> Reading:
    """Where a text can be read most widely."""
    records = owners(dossier, words)
    if records:
        return lowest(_in_record(dossier, record, words) for record in records)
    if words.start.path != ("project",):
        return NOBODY
    # The project's own words are in every issue.
    marks = [marking(dossier, brief) for brief in dossier.briefs] or [dossier.project.handling or Handling.RED]
    return lowest(Reading(mark, "the settings of the project") for mark in marks)


def _in_record(dossier: Dossier, record: Record, words: Words) -> Reading:
    if isinstance(record, Source) and record.confidential and words.path[0] != "why":
        return NOBODY  # of a confidential source a page shows the descriptor only
    return Reading(marking(dossier, record), f"`{record.id}`")


def _owners(dossier: Dossier) -> dict[tuple[str, Path], list[Record]]:
    made: dict[tuple[str, Path], list[Record]] = {
        (record.at().file, record.at().path): [record] for records in dossier.kinds for record in records
    }
    for brief in dossier.briefs:
        for name in {dossier.text_file(brief, section) for section in brief.sections}:
            if name is not None:
                made.setdefault((name, ()), []).append(brief)
    return made
