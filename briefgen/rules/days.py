"""Days that texts give, held against the events they cite."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from briefgen import diction
from briefgen.dates import Kind, Precision, in_words
from briefgen.diagnostics import Finding, warning
from briefgen.model import Dossier, Event
from briefgen.prose import cited_ids
from briefgen.rules import texts
from briefgen.rules.terms import unquoted

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SHORT = rf"(?:{_MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(\d{4})\b)?"
_FORMS = (
    # year, month, day | day, last day, month, year | month, day, last day, year | month, year
    re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?!\d)"),
    re.compile(rf"\b({_NTH})(?:\s*(?:[-–/]|\bto\b|\band\b|\bor\b)\s*({_NTH}))?\s+(?:of\s+)?({_SHORT})\b\.?{_YEAR}"),
    re.compile(rf"\b(?<!in )(?<!In )({_SHORT})\b\.?\s+({_NTH})(?!\d)(?:\s*[-–]\s*({_NTH})(?!\d))?{_YEAR}"),
    re.compile(rf"\b[Ii]n\s+(?:(?:early|mid|late)[\s-])?({_MONTH})\b{_YEAR}"),
)
_ANY = re.compile("|".join(re.sub(r"\((?!\?)", "(?:", form.pattern) for form in _FORMS))
_NAMED = re.compile(rf"{_SHORT}|\d{{4}}-")


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
        if not _NAMED.search(words.text):
            continue
        text = unquoted(words.text)
        for start, end in diction.sentences(words.text) if _ANY.search(text) else ():
            found, ids = [*_ANY.finditer(text, start, end)], set(cited_ids(words.text[start:end]))
            event = dossier.events.get(next(iter(ids))) if len(found) == len(ids) == 1 else None
            if event is not None and _is_of_another_day(found[0][0], event):
                yield Finding(
                    words.part(*found[0].span()),
                    f"`{found[0][0]}`, and the event cited here, `{event.id}`, is of {in_words(event.date)}",
                    "correct one of the two, or cite the event of that day",
                )


def _is_of_another_day(written: str, event: Event) -> bool:
    """Whether an event of a known day cannot have been on the days that a text gives."""
    first, last = event.date.earliest, event.date.latest
    if event.date.kind is not Kind.SINGLE or event.date.precision > Precision.DAY or first is None or last is None:
        return False
    if event.date.approximate or event.date.uncertain or not 1 <= first.year < 9000:
        return False
    said = _days(written, first.year)
    return said is not None and not (said[0] <= date(*last) and date(*first) <= said[1])


def _days(written: str, year: int) -> tuple[date, date] | None:
    """The first and the last day of what a text gives, in a year unless it says which; None where there is no such."""
    for form, reading in zip(_FORMS, ("ymd", "deMY", "MdeY", "MY"), strict=True):
        if (found := form.fullmatch(written)) is not None:
            given = dict(zip(reading, found.groups(), strict=True))
            return _range(given, year)
    return None


def _range(given: dict[str, str | None], year: int) -> tuple[date, date] | None:
    year = int(given.get("y") or given.get("Y") or year)
    month = int(given["m"] or 0) if "m" in given else _month(given["M"] or "")
    try:
        if "d" not in given:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        first = _number(given["d"])
        return date(year, month, first), date(year, month, _number(given.get("e")) or first)
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def _number(day: str | None) -> int:
    return int(re.sub(r"\D", "", day or "0"))
