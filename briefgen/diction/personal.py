"""What in a text leads to a person: addresses, telephone numbers, coordinates, the age of a named child."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from importlib.resources import files

Stretch = tuple[int, int]

_AT_SIGN = re.compile(r"@(?<=\w@)\w")
_MANY_DIGITS = re.compile(r"[0-9][0-9 \u00a0()./\u2010-\u2013-]{4}")
_DEGREE = re.compile(r"[0-9](?:\.[0-9]|°)")


def may_hold_mail(text: str) -> bool:
    """Whether a closer look is worth its time, as with the three below: most texts hold nothing of the kind."""
    return _AT_SIGN.search(text) is not None


def may_hold_number(text: str) -> bool:
    """Whether a text has as many digits as a telephone number."""
    return _MANY_DIGITS.search(text) is not None


def may_hold_coordinates(text: str) -> bool:
    """Whether a text has degrees, or decimals."""
    return _DEGREE.search(text) is not None


def may_hold_age(text: str) -> bool:
    """Whether a text has an age."""
    # One by one: a search for a pattern that begins with plain words is many times faster than one for several.
    if "-old" in text or " old" in text or "aged " in text:
        return True
    in_words, after_comma, in_brackets, after_age = _AGES
    return bool(after_comma(text) or in_brackets(text) or in_words(text) or after_age(text))


_LINK = re.compile(r"https?://\S+")
_MAIL = re.compile(
    r"(?<![\w.+/@-])[A-Za-z0-9][\w.%+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}\b"
)


def mail_addresses(text: str) -> Iterator[Stretch]:
    """Where e-mail addresses stand. A citation, `[@log]`, is none."""
    yield from (found.span() for found in _MAIL.finditer(text))


_DIGITS = r"[0-9](?:[ \u00a0()./\u2010-\u2013-]{0,2}[0-9]){5,14}(?![\w/]|[.,][0-9])"
_DIALLED = re.compile(rf"(?<![\w.,/+:=-])(?:\+ ?|\()?{_DIGITS}")
_ANNOUNCED = re.compile(
    r"\b(?:tel(?:ephone)?|(?:tele)?phones?|mobiles?|cell(?:phone)?s?|whatsapp|signal|telegram|viber|fax|hot-?line|call|dial|ring)"
    r"\.?(?:\s+(?:numbers?|no\.?|line|him|her|them|us|me|on|at|is|was|under|now)){0,3}\s*:?\s*$",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(
    r"[12]\d{3}-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}[-/\u2013]\d{4}|[\d.]+"
    r"|[0-2]\d[0-5]\d ?[-\u2013] ?[0-2]\d[0-5]\d"
)
"""Dates, years, stretches of hours, bare digits and decimals: what has the digits of a telephone number only."""
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0]\d{3})+")


def telephone_numbers(text: str, region: str | None = None) -> Iterator[Stretch]:
    """Where telephone numbers stand: international, as dialled in a region (ISO 3166), or said to be one.

    A number in the digits of a count, a date or a resolution is none.
    """
    links = [found.span() for found in _LINK.finditer(text)]
    for found in _DIALLED.finditer(text):
        written = found[0]
        if any(start <= found.start() < end for start, end in links) or re.match(r"[12]\d{3}-\d\d-\d\d", written):
            continue
        if _ANNOUNCED.search(text, max(0, found.start() - 40), found.start()):
            counted = _THOUSANDS.fullmatch(written) and re.match(r"\s+[a-z]", text[found.end() :])
            sure = not (counted or re.fullmatch(r"\d{1,2}([./-])\d{1,2}\1\d{4}", written))
        elif written.startswith(("+", "00")):
            sure = _is_dialled("+" + written.lstrip("+0 "), None)
        else:
            sure = not _NO_NUMBER.fullmatch(written) and written[0] in "0(" and _is_dialled(written, region)
            sure = sure or (
                re.fullmatch(r"\(?\d{3}\)?[ .-]{1,2}\d{3}[.-]\d{4}", written) is not None and region == "US"
            )
        if sure:
            yield found.span()


def _is_dialled(written: str, region: str | None) -> bool:
    """Whether a number is one that the numbering plan of its country knows."""
    if region is None and not written.startswith("+"):
        return False
    import phonenumbers  # 15 ms, and only few texts have what looks like a number

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, region))
    except phonenumbers.NumberParseException:
        return False


@cache
def region_of(zone: str) -> str | None:
    """The country that a time zone is named for (ISO 3166), as the IANA database lists it; None for `UTC`."""
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return next((row[0] for row in rows if row[2] == zone), None)


_DEGREES = re.compile(
    r"(?<![\w.])(?P<lat>[+-]?\d{1,2}\.(?P<first>\d{1,8}))°?\s*(?P<ns>[NS])?\s*[,;/ ]\s*"
    r"(?P<lon>[+-]?\d{1,3}\.(?P<second>\d{1,8}))°?\s*(?P<ew>[EW])?(?![\w%]|\.\d)"
)
_MINUTES = re.compile(
    r"\d{1,2}°\s*\d{1,2}(?:\.(?P<first>\d+))?['′’]\s*(?P<seconds>\d{1,2}(?:\.\d+)?[\"″”])?\s*[NS]\s*[,;/]?\s*"
    r"\d{1,3}°\s*\d{1,2}(?:\.(?P<second>\d+))?['′’]\s*(?:\d{1,2}(?:\.\d+)?[\"″”])?\s*[EW]"
)


def coordinates(text: str, decimals: int) -> Iterator[Stretch]:
    """Where coordinates stand that are finer than so many decimals of a degree: `36.2021, 37.1343` is than two.

    A minute is a hundredth of a degree, nearly, and a second two decimals finer.
    """
    for found in _DEGREES.finditer(text):
        marked = "°" in found[0] or found["ns"] or found["ew"]
        pair = min(len(found["first"]), len(found["second"])) >= 3  # two numbers of fewer decimals can be anything
        real = abs(float(found["lat"])) <= 90 and abs(float(found["lon"])) <= 180
        if real and (marked or pair) and max(len(found["first"]), len(found["second"])) > decimals:
            yield found.span()
    for found in _MINUTES.finditer(text):
        finer = max(len(found["first"] or ""), len(found["second"] or ""))
        if 2 + (2 if found["seconds"] else 0) + finer > decimals:
            yield found.span()


_UPPER = "A-ZÀ-ÖØ-ÞĆČĐĞİŁŚŠŞŽ"
_WORD = rf"(?:(?:al|el|an|ad|as|ash|ar|at|az|ul)-)?[{_UPPER}][^\W\d_]+(?:['’-][^\W\d_]+)*"
_FULL = rf"{_WORD}(?:\s+(?:(?:bin|ibn|bint|abu|umm|van|von|de|da|al|el)\s+)?{_WORD}){{1,3}}"
_NAME = f"(?:{_FULL}|{_WORD})"
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_AGE = rf"(?:1[0-7]|[1-9]|{_NUMBER})"
_CHILD = (
    "(?:boys?|girls?|child|children|sons?|daughters?|bab(?:y|ies)|toddlers?|infants?|pupils?|students?|schoolboys?"
    "|schoolgirls?|teenagers?|minors?|brothers?|sisters?|twins?)"
)
_OLD = rf"(?:{_AGE}[ -]years?[ -]old|(?:\d{{1,2}}|{_NUMBER}|eighteen|twenty)[ -](?:month|week|day)s?[ -]old)"
_SUFFERED = (
    r"\s+(?:(?:was|were|is|had\s+been|has\s+been)\s+(?:killed|wounded|injured|hurt|shot|hit|buried|named|found|taken|arrested"
    r"|detained|beaten|rescued|among|born|abducted|kidnapped|raped|recruited|missing|dead)|died|told|said|and\s+(?:his|her))\b"
)
_BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_OLD}(?:\s+{_CHILD})?,?\s+(?:named\s+|called\s+)?(?P<name>{_FULL})",
        rf"\b{_OLD}\s+{_CHILD}(?:\s+(?:named|called))?,?\s+(?P<name>{_WORD})",
        rf"\b{_OLD}\s+(?P<name>{_WORD})(?={_SUFFERED})",
        rf"\b(?P<name>{_NAME}),?\s+\(?(?:(?:was|is|who|then|only|just|an?|the)\s+){{0,3}}{_OLD}(?=\s+{_CHILD}|\s*[,.;)]|\s*$)",
        rf"\b(?P<name>{_NAME}),?\s+\(?(?:(?:who\s+)?was(?:\s+only|\s+just)?|aged?)\s+{_AGE}(?=\s*[,.;:)]|\s*$)",
        rf"\b{_CHILD},?\s+(?P<name>{_NAME})(?:,\s*{_AGE}(?=[,.;]|\s+and\b)|\s+\({_AGE}\))",
        rf"\b(?P<name>{_FULL})(?:,\s*{_AGE},|\s+\({_AGE}\))(?={_SUFFERED})",
    )
)
"""A name and an age, as news tells of children: `Lina Haddad, 12, was killed`, `the boy, Sami (9)`."""
_AGES = tuple(re.compile(rf"{before}{_AGE}\b").search for before in ("was ", ", ", r"\(", "age "))


def named_children(text: str, others: Container[str] = ()) -> Iterator[Stretch]:
    """Where somebody under 18 is named beside their age. `others` are names of what is no person: towns, bodies."""
    taken: list[Stretch] = []
    for found in (each for pattern in _BESIDE for each in pattern.finditer(text)):
        apart = all(found.end() <= start or end <= found.start() for start, end in taken)
        if apart and found["name"] not in others and _is_person(found["name"]):
            taken.append(found.span())
    yield from sorted(taken)


def _is_person(name: str) -> bool:
    """Whether capitals stand for a person: not for a people or a body, nor for a word that begins its sentence."""
    words = name.split()
    return not _NO_PERSON.intersection(words) and not _PEOPLE.search(words[-1])


_PEOPLE = re.compile(r"(?:ian|ish|ese|eli|stani|raqi|mani|eni|urk|urd|rab|erman|erican|rench|utch|wiss)s?$")
_NO_PERSON = frozenset(
    ("A", "An", "The", "He", "She", "It", "They", "One", "His", "Her", "Its", "Their", "This", "That", "Who", "Both",
     "All", "In", "On", "At", "By", "For", "From", "When", "While", "Among", "Each", "Another", "Girl", "Boy",
     "Children", "Child", "Resolution", "Article", "Chapter", "Section", "Highway", "Route", "Unit", "Base", "Camp",
     "Brigade", "Division", "Council", "Committee", "Party", "Army", "Province", "Governorate", "District", "City",
     "University", "School", "Hospital", "Agreement", "Treaty", "War", "Republic", "Kingdom", "States", "Nations",
     "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)  # fmt: skip
