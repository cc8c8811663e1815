"""What in a text leads to a person: addresses, telephone numbers, coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from briefgen.late import regex

Stretch = tuple[int, int]

_AT_SIGN = regex(r"@(?<=\w@)\w")
_MANY_DIGITS = regex(r"[0-9٠-٩۰-۹](?:[ \u00a0()./\u2010-\u2013-]{0,2}[0-9٠-٩۰-۹]){5}")
_DEGREE = regex(r"[0-9](?:\.[0-9]|°|[C-X]\s?[A-Z])")


def may_hold_mail(text: str) -> bool:
    """Whether a closer look is worth its time, as with the two below: most texts hold nothing of the kind."""
    return _AT_SIGN.search(text) is not None or "at)" in text or "at]" in text


def may_hold_number(text: str) -> bool:
    """Whether a text has as many digits as a telephone number."""
    return _MANY_DIGITS.search(text) is not None


def may_hold_coordinates(text: str) -> bool:
    """Whether a text has degrees, decimals, or a square of the military grid."""
    return _DEGREE.search(text) is not None


_LINK = regex(r"https?://\S+")
_MAIL = regex(
    r"(?<![\w.+/@-])[A-Za-z0-9][\w.%+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}\b"
)


_DISGUISED = regex(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63} ?[(\[] ?at ?[)\]] ?[A-Za-z0-9-]{1,63}"
    r"(?:(?:\.| ?[(\[] ?dot ?[)\]] ?)[A-Za-z0-9-]{1,63}){1,4}(?![\w-])",
    re.IGNORECASE,
)


def mail_addresses(text: str) -> Iterator[Stretch]:
    """Where e-mail addresses stand, `l.haddad (at) example.org` too. A citation, `[@log]`, is none."""
    yield from (found.span() for found in _MAIL.finditer(text))
    if "at)" in text or "at]" in text:
        yield from (found.span() for found in _DISGUISED.finditer(text))


_DIGITS = r"[0-9](?:[ \u00a0()./\u2010-\u2013-]{0,2}[0-9]){5,14}(?![\w/]|[.,][0-9])"
_DIALLED = regex(rf"(?<!\d:)(?<![\w.,/+=-])(?:\+ ?|\()?{_DIGITS}")
_ANNOUNCED = regex(
    r"\b(?:tel(?:ephone)?|(?:tele)?phones?|mobiles?|cell(?:phone)?s?|whatsapp|signal|telegram|viber|fax|hot-?line|call|dial|ring)"
    r"\.?(?:\s+(?:numbers?|no\.?|line|him|her|them|us|me|on|at|is|was|under|now)){0,3}\s*:?\s*$",
    re.IGNORECASE,
)
_NO_NUMBER = regex(
    r"[12]\d{3}-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}[-/\u2013]\d{4}|[\d.]+"
    r"|[0-2]\d[0-5]\d ?[-\u2013] ?[0-2]\d[0-5]\d"
)
"""Dates, years, stretches of hours, bare digits and decimals: what has the digits of a telephone number only."""
_GROUPED = regex(r"\(?0\d{1,4}\)?(?:[ .-]\d{2,4}){2,3}")
"""A number with its trunk nought and in groups, as most countries dial: `0933 123 456`."""
_NOT_ASCII = regex("[٠-٩۰-۹]")
_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_THOUSANDS = regex(r"[1-9]\d{0,2}(?:[ \u00a0]\d{3})+")


def telephone_numbers(text: str, region: str | None = None) -> Iterator[Stretch]:
    """Where telephone numbers stand: international, as dialled in a region (ISO 3166), or said to be one.

    A number in the digits of a count, a date or a resolution is none. Digits may be Arabic or Persian.
    """
    if not text.isascii() and _NOT_ASCII.search(text):
        text = text.translate(_TO_ASCII)
    links = [found.span() for found in _LINK.finditer(text)] if "://" in text else []
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
            digits = sum(char.isdigit() for char in written)
            sure = sure or (region is None and 9 <= digits <= 11 and _GROUPED.fullmatch(written) is not None)
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


_DEGREES = regex(
    r"(?<![\w.])(?P<before>[NS]\s?|lat(?:itude)?[.:]?\s+(?:of\s+)?)?(?P<lat>[+-]?\d{1,2}\.(?P<first>\d{1,8}))°?\s*(?P<ns>[NS]\b)?"
    r"\s*(?:[,;/ ]|and\b)\s*(?:[EW]\s?|lon(?:g(?:itude)?)?[.:]?\s+(?:of\s+)?)?"
    r"(?P<lon>[+-]?\d{1,3}\.(?P<second>\d{1,8}))°?\s*(?P<ew>[EW])?(?![\w%]|\.\d)",
    re.IGNORECASE,
)
_GRID = regex(
    r"(?<!\w)(?<!\d\.)(?:[1-9]|[1-5]\d|60)[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?"
    r"(?:(?P<east>\d{1,5})\s(?P<north>\d{1,5})|(?P<one>\d{2,10}))(?!\w|\.\d)"
)
"""The military grid (MGRS): as many digits each for east and north, five for a metre, two for a kilometre."""
_MINUTES = regex(
    r"\d{1,2}°\s*\d{1,2}(?:\.(?P<first>\d+))?['′’]\s*(?P<seconds>\d{1,2}(?:\.\d+)?[\"″”])?\s*[NS]\s*[,;/]?\s*"
    r"\d{1,3}°\s*\d{1,2}(?:\.(?P<second>\d+))?['′’]\s*(?:\d{1,2}(?:\.\d+)?[\"″”])?\s*[EW]"
)


def coordinates(text: str, decimals: int) -> Iterator[Stretch]:
    """Where coordinates stand that are finer than so many decimals of a degree: `36.2021, 37.1343` is than two.

    A minute is a hundredth of a degree, nearly, and a second two decimals finer. Of the military grid two digits are a
    kilometre, as two decimals are.
    """
    for found in _DEGREES.finditer(text):
        marked = "°" in found[0] or found["before"] or found["ns"] or found["ew"]
        pair = min(len(found["first"]), len(found["second"])) >= 3  # two numbers of fewer decimals can be anything
        real = abs(float(found["lat"])) <= 90 and abs(float(found["lon"])) <= 180
        if real and (marked or pair) and max(len(found["first"]), len(found["second"])) > decimals:
            yield found.span()
    for found in _MINUTES.finditer(text):
        finer = max(len(found["first"] or ""), len(found["second"] or ""))
        if 2 + (2 if found["seconds"] else 0) + finer > decimals:
            yield found.span()
    for found in _GRID.finditer(text):
        digits = len(found["one"]) // 2 if found["one"] else min(len(found["east"]), len(found["north"]))
        if digits > decimals and len(found["one"] or "  ") % 2 == 0:
            yield found.span()
