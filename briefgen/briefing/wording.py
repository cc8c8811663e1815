"""Words for values: numbers, ranges, names of things. English; the one place for it in this room."""

from __future__ import annotations

from briefgen.model import Figure

LANGUAGE = "en"
"""What the words here are in, and those of the shipped templates."""

LANGUAGES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "he": "Hebrew", "it": "Italian", "ja": "Japanese", "ku": "Kurdish", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
"""Names of languages by their ISO 639-1 code."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv"})
"""Languages whose usual script runs from right to left."""

OTHER_SCRIPTS = RIGHT_TO_LEFT | {
    "am",
    "be",
    "bg",
    "el",
    "hi",
    "hy",
    "ja",
    "ka",
    "ko",
    "mk",
    "ru",
    "sr",
    "th",
    "uk",
    "zh",
}
"""Languages that are not written in Latin letters, or not only."""

KINDS = {
    "sitrep": "issue",
    "flash": "flash update",
    "timeline": "timeline",
    "assessment": "assessment",
}
"""What an issue of a series is called, by the kind of report it is."""

RESULTS = {
    "occurred": "It occurred.",
    "did-not-occur": "It did not occur.",
    "void": "Void: its condition was not met.",
    "unresolvable": "It cannot be resolved.",
}


def humanised(word: str) -> str:
    """`territorial-control` as `territorial control`."""
    return word.replace("-", " ").replace("_", " ")


def number(value: float) -> str:
    """`12,500`, `0.5`."""
    return f"{value:,.10g}" if value != int(value) else f"{int(value):,}"


def amount(figure: Figure) -> str:
    """The range of a figure: `1,000–3,500, best estimate 2,000`, `at least 800`, `2,000`.

    A bound on one side stays one: a best estimate that is also the lower bound is `at least`.
    """
    low, best, high = figure.low, figure.best, figure.high
    if low is not None and high is not None and low != high:
        span = f"{number(low)}–{number(high)}"
        return f"{span}, best estimate {number(best)}" if best is not None else span
    if low is not None and high is not None:
        return number(low)
    least = f"at least {number(low)}" if low is not None else ""
    most = f"at most {number(high)}" if high is not None else ""
    bound = least or most
    if best is None or best in (low, high):
        return bound or (number(best) if best is not None else "not stated")
    return f"{number(best)}, {bound}" if bound else number(best)


def amount_change(now: Figure, before: Figure) -> str | None:
    """How a figure moved: `up from 1,000`, `unchanged`; `was 200–300` where the ranges overlap and no move is sure."""
    if now.unit != before.unit:
        return f"was {amount(before)} {before.unit or ''}".rstrip()
    if not (_is_stated(now) and _is_stated(before)):
        return None
    if amount(now) == amount(before):
        return "unchanged"
    direction = "up from" if now.least > before.most else "down from" if now.most < before.least else "was"
    return f"{direction} {amount(before)}"


def _is_stated(figure: Figure) -> bool:
    return any(each is not None for each in (figure.low, figure.best, figure.high))


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 event`, `12 events`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """`A, B and C`."""
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)
