"""Days that texts give, held against the events they cite and against the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from briefgen import diction
from briefgen.dates import days, in_words
from briefgen.diagnostics import Finding, warning
from briefgen.model import Dossier, Event, Role, Source
from briefgen.prose import cited_ids
from briefgen.rules import texts
from briefgen.rules.parts import language_of
from briefgen.rules.terms import unquoted
from briefgen.rules.texts import Words

_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(\d{4})\b)?"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_BEFORE = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[,(]?\s+(?:\(|the\s+)?\Z")
_WEEKDAY_BEHIND = re.compile(rf"\s*(?:,\s+an?\s+|\(\s*(?:an?\s+)?)({'|'.join(_WEEKDAYS)})\b")
_HALF_A_YEAR = timedelta(days=183)
_BESIDE = 20
"""Characters before a day in which its weekday is looked for."""
_OPENING_YEAR = re.compile(r"\W*In\s+(?:(?:early|mid|late)[\s-])?((?:19|20)\d\d)(?![\d-])")
_BOUND = re.compile(
    r"\b(?:until|till|by|before|after|beyond|through|for|as\s+of|as\s+from)\s+(?:the\s+)?\Z", re.IGNORECASE
)
"""What makes a day one that something ends, begins or is due by: it need not be the day that it was told."""
_EARLIER = re.compile(r"(?<!was)(?<!were)(?<!been)\s(?:built|founded|established|elected|born)\s+(?:in|on)?\s*\Z")
"""What makes a day that of a thing: `the dam built in May 1971`."""
_GOES_ON = re.compile(r"[;:]|[,.]?\s+(?:and|but|then|until|before|after|since|while)\b", re.IGNORECASE)
"""What may lead from the year that a sentence opens with to another time."""
_ANY_YEAR = re.compile(r"\bIn\s+(?:(?:early|mid|late)[\s-])?(?:19|20)\d\d(?![\d-])")
Stretch = tuple[date, date]
"""A first and a last day."""


class _Forms(NamedTuple):
    """How days are written with the months of a language, each form with what its groups are."""

    months: tuple[str, ...]
    forms: tuple[tuple[re.Pattern[str], str], ...]
    any: re.Pattern[str]
    """Any of them but a year alone."""
    parts: tuple[str, ...]
    """A part of each."""


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
        (_OPENING_YEAR.pattern, "Y"),
    )
    whole = re.compile("|".join(re.sub(r"\((?!\?)", "(?:", form) for form, _ in forms[:-1]))
    parts = ("-0", "-1", "In ", *(name[:3] for name in months))
    return _Forms(months, tuple((re.compile(form), groups) for form, groups in forms), whole, parts)


@warning
def date_against_event(dossier: Dossier) -> Iterator[Finding]:
    """A sentence gives another day than the event it cites, or another weekday than its date has.

    One of the two is wrong, and the reader cannot tell which.

    Read are days (*2 March*, *March 2*, *2nd Mar. 2024*, *2024-03-02*), days to days (*1-2 March*), months (*in
    February*) and a year that opens a sentence (*In 2023 ...*), where a sentence has one of them. Each is held against
    all days on which what it cites can have been, to a month or an interval where that is all that is known; where it
    cites several, only what fits none of them is found. Nothing is found where a date is approximate or uncertain,
    where a source that is cited beside may be of that day, or of days *by*, *until*, *before*, *after* or *for* which
    something is. A weekday (*Monday, 1 March*) is held against the year that the text
    gives, or else that of the event it cites or stands in.

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
    for words in texts.seen(dossier):
        if words.role is not Role.PROSE or not ("[@" in words.text or _names_weekday(words.text)):
            continue
        manner = diction.manner(language_of(dossier, words))
        if manner is None:
            continue
        forms = _forms(manner.months)
        if not any(map(words.text.__contains__, forms.parts)):
            continue
        text = unquoted(words.text)  # without the numbers in what is cited
        if not (any(map(text.__contains__, forms.parts)) and _may_hold(forms, text)):
            continue
        for start, end in diction.sentences(words.text):
            found, ids = _days_in(forms, text, start, end), set(cited_ids(words.text[start:end]))
            wrong = _against_cited(dossier, forms, words, text, found, ids)
            yield from [wrong] if wrong else _wrong_weekdays(dossier, forms, words, text, found, ids)


def _names_weekday(text: str) -> bool:
    """Whether a text names a day of the week. Quickly: few texts do."""
    return "day" in text and any(day in text for day in _WEEKDAYS)


def _may_hold(forms: _Forms, text: str) -> bool:
    """Whether it is worth while to look for days in the sentences of a text."""
    return forms.any.search(text) is not None or ("In " in text and _ANY_YEAR.search(text) is not None)


def _days_in(forms: _Forms, text: str, start: int, end: int) -> list[re.Match[str]]:
    """The days that a sentence gives; the year that it opens with counts where there is none."""
    found = [*forms.any.finditer(text, start, end)]
    year = None if found else _OPENING_YEAR.match(text, start, end)
    return [year] if year and not _GOES_ON.search(text, year.end(), end) else found


def _against_cited(
    dossier: Dossier, forms: _Forms, words: Words, text: str, found: Sequence[re.Match[str]], ids: set[str]
) -> Finding | None:
    """What is found where a sentence gives one day, and nothing that it cites can have been on it."""
    cited = [dossier.events.get(id_) or dossier.sources.get(id_) for id_ in sorted(ids)]
    events = [each for each in cited if isinstance(each, Event)]
    if len(found) != 1 or not events:
        return None
    before = text[max(0, found[0].start() - _BESIDE) : found[0].start()]
    if _BOUND.search(before) or _EARLIER.search(before):
        return None
    for each in cited:
        possible = _possible(dossier, each)
        if possible is None or _may_be_of(forms, found[0][0], possible):
            return None
    written = found[0][0].lstrip()
    of = f"the event cited here, `{events[0].id}`, is {_of(dossier, events[0])}"
    if len(events) > 1:
        of = f"no event cited here is: {', '.join(f'`{event.id}` is {_of(dossier, event)}' for event in events[:3])}"
    return Finding(
        words.part(found[0].end() - len(written), found[0].end()),
        f"`{written}`, and {of}",
        "correct one of the two, or cite the event of that day",
    )


def _of(dossier: Dossier, event: Event) -> str:
    """Of when an event is, in words: `of 1 March 2024`, `from 1 March 2024 (ongoing)`."""
    words = in_words(event.date, event.time, dossier.zone)
    return words if words.startswith(("from ", "until ", "to ")) else f"of {words}"


def _possible(dossier: Dossier, cited: Event | Source | None) -> Stretch | None:
    """The days on which what is cited can have been; None where nobody can tell."""
    if isinstance(cited, Event):
        if cited.date.approximate or cited.date.uncertain:
            return None
        first, last = days(cited.date, cited.time, dossier.zone)
    elif cited is not None and cited.published is not None:
        first = last = cited.published.point.earliest
    else:
        return None
    if not all(1 <= day.year < 9000 for day in (first, last) if day is not None) or first is last is None:
        return None
    return date(*first) if first else date.min, date(*last) if last else date.max


def _may_be_of(forms: _Forms, written: str, possible: Stretch) -> bool:
    """Whether what was on possible days can have been on those that a text gives, in some year unless it says which."""
    first, last = possible
    years = {
        *range(first.year, min(last.year, first.year + 2) + 1),
        *range(max(first.year, last.year - 2), last.year + 1),
    }
    given = [_days(forms, written, year) for year in years]
    return any(said is None or (said[0] <= last and first <= said[1]) for said in given)


def _wrong_weekdays(
    dossier: Dossier, forms: _Forms, words: Words, text: str, found: Sequence[re.Match[str]], ids: set[str]
) -> Iterator[Finding]:
    """The weekdays beside the days that a sentence gives, where these fall on another one."""
    for each in found:
        beside = _WEEKDAY_BEFORE.search(text[max(0, each.start() - _BESIDE) : each.start()])
        beside = beside or _WEEKDAY_BEHIND.match(text, each.end())
        if beside is None:
            continue
        if fixed := _days(forms, each[0], None):
            said = [fixed]
        else:
            said = _nearest(forms, each[0], _told(dossier, words, ids))
        real = {_WEEKDAYS[day[0].weekday()] for day in said if (day[1] - day[0]).days < 7}
        if real and beside[1] not in real:
            yield Finding(
                words.part(*each.span()),
                f"`{each[0]}` is a {' or '.join(sorted(real))}, and the text says {beside[1]}",
                "correct one of the two",
            )


def _told(dossier: Dossier, words: Words, ids: set[str]) -> list[Stretch]:
    """The days of the events that are cited, or of the one that tells it: near them is a day without a year."""
    events = [event for id_ in ids if (event := dossier.events.get(id_)) is not None]
    if not events and words.start.path[:1] == ("events",):
        events = [dossier.derived("events by place", lambda: {each.at(): each for each in dossier.events})[words.start]]
    possible = [each for event in events if (each := _possible(dossier, event)) is not None]
    return possible if len(possible) == len(events) and all((b - a).days <= 366 for a, b in possible) else []


def _nearest(forms: _Forms, written: str, told: Sequence[Stretch]) -> list[Stretch]:
    """The days that one without a year can be: those within half a year of what is told, and next January is one."""
    found = []
    for first, last in told:
        for year in range(first.year - 1, last.year + 2):
            day = _days(forms, written, year)
            if day is not None and first - _HALF_A_YEAR <= day[0] <= last + _HALF_A_YEAR:
                found.append(day)
    return found


def _days(forms: _Forms, written: str, year: int | None) -> Stretch | None:
    """The first and the last day of what a text gives, in a year unless it says which; None where there is no such."""
    for form, groups in forms.forms:
        if (found := form.fullmatch(written)) is not None:
            given = dict(zip(groups, found.groups(), strict=True))
            return _range(given, year, forms.months)
    return None


def _range(given: dict[str, str | None], year: int | None, months: tuple[str, ...]) -> Stretch | None:
    written = given.get("y") or given.get("Y")
    if (year := int(written) if written else year) is None:
        return None
    try:
        if "m" not in given and "M" not in given:
            return date(year, 1, 1), date(year, 12, 31)
        name = (given.get("M") or "")[:3]
        month = int(given["m"] or 0) if "m" in given else [each[:3] for each in months].index(name) + 1
        if "d" not in given:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        first = _number(given["d"])
        return date(year, month, first), date(year, month, _number(given.get("e")) or first)
    except ValueError:
        return None


def _number(day: str | None) -> int:
    return int(re.sub(r"\D", "", day or "0"))
