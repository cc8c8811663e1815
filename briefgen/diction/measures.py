"""The measures of a text, with their bounds: `43 per cent`, `$3 million`, `21 hours`, `a magnitude of 6.4`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from briefgen.diction.numbers import ABOUT, DIGITS, LOWER, NEARLY, SCALE, SCALES, UPPER, WRITTEN, Amount, value
from briefgen.late import regex

_UNITS = {
    "%": r"%|per\s?cent(?!\s+points?)|percent(?!\s+points?)",
    "$": r"(?:US\s+)?dollars?|USD|US\$",
    "€": r"euros?|EUR",
    "£": r"pounds?(?:\s+sterling)?|GBP",
    "tonne": r"(?:metric\s+)?ton(?:ne)?s?|t",
    "kilogram": r"kg|kilos?|kilogram(?:me)?s?",
    "square kilometre": r"km2|km²|sq\.?\s?km|square\s+kilomet(?:re|er)s?",
    "kilometre per hour": r"km/h|kph|kilomet(?:re|er)s?\s+(?:an|per)\s+hour",
    "kilometre": r"km|kilomet(?:re|er)s?",
    "cubic metre": r"m3|m³|cubic\s+met(?:re|er)s?",
    "metre": r"m|met(?:re|er)s?",
    "centimetre": r"cm|centimet(?:re|er)s?",
    "millimetre": r"mm|millimet(?:re|er)s?",
    "mile": r"miles?",
    "hectare": r"ha|hectares?",
    "litre": r"l|lit(?:re|er)s?",
    "barrel": r"barrels?|bbl",
    "megawatt-hour": r"MWh|megawatt[- ]hours?",
    "megawatt": r"MW|megawatts?",
    "gigawatt": r"GW|gigawatts?",
    "kilowatt": r"kW|kilowatts?",
    "degree": r"°C?|degrees?(?:\s+Celsius)?",
    "second": r"seconds?",
    "minute": r"mins?|minutes?",
    "hour": r"h|hrs?|hours?",
    "day": r"days?",
    "week": r"weeks?",
    "month": r"months?",
    "year": r"years?",
    "magnitude": "magnitude",
}
_SIGNS = {"$": r"(?:US|[ACS]|NZ)?\$|USD\s", "€": r"€|EUR\s", "£": r"£|GBP\s", "magnitude": r"magnitude[- ](?:of\s+)?"}
_SYMBOLS = frozenset("%$€£")
_SCALED = regex(r"(?<![^\W_])(?:in\s+)?(?P<scale>thousand|[mb]illion)s?\b(?:\s+of\b)?", re.IGNORECASE)
_SUFFIXES = {"m": 1e6, "mn": 1e6, "bn": 1e9}


def _either(table: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{forms})" for name, forms in zip(_groups(table), table.values(), strict=True))


def _groups(table: dict[str, str]) -> list[str]:
    return [f"{'u' if table is _UNITS else 's'}{number}" for number in range(len(table))]


_MEASURED = regex(
    rf"(?<![\w.,:/#@-])(?:(?:(?P<lower>{LOWER})|(?P<upper>{UPPER})|(?P<about>{ABOUT}|{NEARLY}))\s+)?"
    rf"(?P<sign>{_either(_SIGNS)})?(?P<number>(?:{DIGITS})(?(sign)(?:(?P<suffix>mn?|bn)\b)?)(?:\s{SCALE}\b)?|{WRITTEN}\b)"
    rf"(?P<plus>\+)?(?:(?:\s|-)?(?P<unit>{_either(_UNITS)})(?![\w²³]))?",
    re.IGNORECASE,
)


def measures(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """Every measure in a stretch of a text, in reading order, each for what rounds to it."""
    for found in _MEASURED.finditer(text, start, len(text) if end is None else end):
        unit = _unit(found)
        if unit:
            yield _amount(found, unit)


@lru_cache(maxsize=1024)
def unit_of(words: str) -> str:
    """The unit of measure that words of a figure name; none for what is counted."""
    return next(
        (name for name, forms in _UNITS.items() if len(words) > 1 and re.fullmatch(forms, words, re.IGNORECASE)),
        words if words in _SYMBOLS else "",
    )


def scaled(unit: str) -> tuple[str, int]:
    """The unit of a figure without its scale, and the scale: `dollars` and a billion, of `billion dollars`."""
    found = _SCALED.search(unit)
    if not found:
        return unit, 1
    return f"{unit[: found.start()].strip()} {unit[found.end() :].strip()}".strip(), SCALES[found["scale"].lower()]


def _unit(found: re.Match[str]) -> str:
    if found["sign"]:
        return next(name for name, group in zip(_SIGNS, _groups(_SIGNS), strict=True) if found[group])
    if found["unit"]:
        return next(name for name, group in zip(_UNITS, _groups(_UNITS), strict=True) if found[group])
    return ""


def _amount(found: re.Match[str], unit: str) -> Amount:
    number, suffix = found["number"], found["suffix"] or ""
    number = number.removesuffix(suffix)
    scale = _SUFFIXES.get(suffix.lower(), 1)
    told, half = scale * value(number), 0.5 * scale * _last(number)
    low, high = told - half, told + half
    if found["lower"] or found["plus"]:
        low, high = told, math.inf
    elif found["upper"]:
        low, high = 0, told
    elif found["about"]:
        low, high = 0.9 * low, 1.1 * high
    return Amount(low, high, found.start(), found.end(), unit=unit)


def _last(number: str) -> float:
    """What the last digit of a number stands for that is not a nought behind others: 100 in `900`, 0.1 in `6.4`."""
    digits = re.match(r"[\d,. \u00a0\u202f]*", number)
    written = digits[0].strip() if digits else ""
    scale = value(number) / value(written) if written and value(written) else 1
    whole, _, decimals = written.partition(".")
    if decimals:
        return scale * 0.1 ** len(decimals)
    figures = re.sub(r"\D", "", whole)
    noughts = len(figures) - len(figures.rstrip("0"))
    return scale * 10.0 ** (noughts if scale == 1 and noughts < len(figures) else 0)
