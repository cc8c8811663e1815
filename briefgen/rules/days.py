"""Days that texts give, held against the events they cite."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from briefgen import diction
from briefgen.dates import Kind, Precision, in_words
from briefgen.diagnostics import Finding, warning
from briefgen.model import Dossier, Event
from briefgen.prose import cited_ids
from briefgen.rules import texts
from briefgen.rules.parts import language_of
from briefgen.rules.terms import unquoted

_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(\d{4})\b)?"


class _Forms(NamedTuple):
    """How days are written with the months of a language, each form with what its groups are."""

    months: tuple[str, ...]
    forms: tuple[tuple[re.Pattern[str], str], ...]
    any: re.Pattern[str]


@cache
def _forms(months: tuple[str, ...]) -> _Forms:
    """The forms. Groups: `y`, `m`, `d`, `e` are year, month, day and last day; `M` and `Y` a named month and a year."""
    month = "|".join(months)
    short = rf"(?:{month}|{'|'.join(name[:3] for name in months)}|Sept)"
    forms = (
        (r"\b(\d{4})-(\d\d)-(\d\d)(?!\d)", "ymd"),
        (rf"\b({_NTH})(?:\s*(?:[-–/]|\bto\b|\band\b|\bor\b)\s*({_NTH}))?\s+(?:of\s+)?({short})\b\.?{_YEAR}", "deMY"),
        (rf"\b(?<!in )(?<!In )({short})\b\.?\s+({_NTH})(?!\d)(?:\s*[-–]\s*({_NTH})(?!\d))?{_YEAR}", "MdeY"),
        (rf"\b[Ii]n\s+(?:(?:early|mid|late)[\s-])?({month})\b{_YEAR}", "MY"),
    )
    whole = re.compile("|".join(re.sub(r"\((?!\?)", "(?:", form) for form, _ in forms))
    return _Forms(months, tuple((re.compile(form), groups) for form, groups in forms), whole)


@warning
def date_against_event(dossier: Dossier) -> Iterator[Finding]:
    """A sentence gives another day than the event it cites.

    One of the two is wrong, and the reader cannot tell which.

    Read are days (*2 March*, *March 2*, *2nd Mar. 2024*, *2024-03-02*), days to days (*1-2 March*) and months (*in
    February*), where a sentence has one of them and cites one event of a known day.

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
        if manner is None:
            continue
        forms, text = _forms(manner.months), unquoted(words.text)
        for start, end in diction.sentences(words.text) if forms.any.search(text) else ():
            found, ids = [*forms.any.finditer(text, start, end)], set(cited_ids(words.text[start:end]))
            event = dossier.events.get(next(iter(ids))) if len(found) == len(ids) == 1 else None
            if event is not None and _is_of_another_day(forms, found[0][0], event):
                yield Finding(
                    words.part(*found[0].span()),
                    f"`{found[0][0]}`, and the event cited here, `{event.id}`, is of {in_words(event.date)}",
                    "correct one of the two, or cite the event of that day",
                )


def _is_of_another_day(forms: _Forms, written: str, event: Event) -> bool:
    """Whether an event of a known day cannot have been on the days that a text gives."""
    first, last = event.date.earliest, event.date.latest
    if event.date.kind is not Kind.SINGLE or event.date.precision > Precision.DAY or first is None or last is None:
        return False
    if event.date.approximate or event.date.uncertain or not 1 <= first.year < 9000:
        return False
    said = _days(forms, written, first.year)
    return said is not None and not (said[0] <= date(*last) and date(*first) <= said[1])


def _days(forms: _Forms, written: str, year: int) -> tuple[date, date] | None:
    """The first and the last day of what a text gives, in a year unless it says which; None where there is no such."""
    for form, groups in forms.forms:
        if (found := form.fullmatch(written)) is not None:
            given = dict(zip(groups, found.groups(), strict=True))
            return _range(given, year, forms.months)
    return None


def _range(given: dict[str, str | None], year: int, months: tuple[str, ...]) -> tuple[date, date] | None:
    year, name = int(given.get("y") or given.get("Y") or year), (given.get("M") or "")[:3]
    month = int(given["m"] or 0) if "m" in given else [each[:3] for each in months].index(name) + 1
    try:
        if "d" not in given:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        first = _number(given["d"])
        return date(year, month, first), date(year, month, _number(given.get("e")) or first)
    except ValueError:
        return None


def _number(day: str | None) -> int:
    return int(re.sub(r"\D", "", day or "0"))
