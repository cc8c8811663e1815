"""Words for values: amounts and how they moved, and the words of fixed lists, as messages of the catalogues."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.language import N_, NP_, Locale, primary, right_to_left
from briefgen.model import Figure

_OTHER_SCRIPTS = frozenset({"am", "be", "bg", "el", "hi", "hy", "ja", "ka", "ko", "mk", "ru", "sr", "th", "uk", "zh"})

KINDS = {
    "sitrep": NP_("kind", "issue"),
    "flash": NP_("kind", "flash update"),
    "timeline": NP_("kind", "timeline"),
    "assessment": NP_("kind", "assessment"),
}
"""What an issue of a series is called, by the kind of report it is."""

NUMBERED = {
    "sitrep": N_("issue %(number)s"),
    "flash": N_("flash update %(number)s"),
    "timeline": N_("timeline %(number)s"),
    "assessment": N_("assessment %(number)s"),
}

NUMBERED_OF = {
    "sitrep": N_("issue %(number)s of %(day)s"),
    "flash": N_("flash update %(number)s of %(day)s"),
    "timeline": N_("timeline %(number)s of %(day)s"),
    "assessment": N_("assessment %(number)s of %(day)s"),
}

OF = {
    "sitrep": N_("the issue of %(day)s"),
    "flash": N_("the flash update of %(day)s"),
    "timeline": N_("the timeline of %(day)s"),
    "assessment": N_("the assessment of %(day)s"),
}

RESULTS = {
    "occurred": N_("It occurred."),
    "did-not-occur": N_("It did not occur."),
    "void": N_("Void: its condition was not met."),
    "unresolvable": N_("It cannot be resolved."),
}

RESULTS_AT_ONCE = {
    "occurred": N_("It occurred (first printed here)."),
    "did-not-occur": N_("It did not occur (first printed here)."),
    "void": N_("Void: its condition was not met (first printed here)."),
    "unresolvable": N_("It cannot be resolved (first printed here)."),
}
"""The same, of a forecast that no issue printed before it came out."""

ALERTS = {
    "conflict-risk": NP_("alert", "conflict risk"),
    "resolution-opportunity": NP_("alert", "resolution opportunity"),
}

STATUSES = {
    "confirmed": NP_("status", "confirmed"),
    "reported": NP_("status", "reported"),
    "claimed": NP_("status", "claimed"),
    "disputed": NP_("status", "disputed"),
    "denied": NP_("status", "denied"),
    "retracted": NP_("status", "retracted"),
}

DATES_OF = {
    "announced": N_("date of the announcement"),
    "effective": N_("date of effect"),
    "published": N_("date of publication"),
}
"""What the date of an event is of, where that is not when it happened."""

FIELDS = {
    "actors": NP_("field", "actors"),
    "aliases": NP_("field", "other names"),
    "alternatives": NP_("field", "alternatives"),
    "analyst": NP_("field", "analyst"),
    "assumptions": NP_("field", "assumptions"),
    "at": NP_("field", "coordinates"),
    "basis": NP_("field", "basis"),
    "because": NP_("field", "reason for the confidence"),
    "bottom_line": NP_("field", "bottom line"),
    "by": NP_("field", "horizon"),
    "category": NP_("field", "topic"),
    "confidence": NP_("field", "confidence"),
    "confidential": NP_("field", "confidentiality"),
    "conflicts": NP_("field", "where sources disagree"),
    "contact": NP_("field", "contact"),
    "date": NP_("field", "date"),
    "date_of": NP_("field", "what the date is of"),
    "desk": NP_("field", "desk"),
    "dissent": NP_("field", "dissent"),
    "exclusions": NP_("field", "what is left out"),
    "gaps": NP_("field", "what is not known"),
    "handling": NP_("field", "marking"),
    "headline": NP_("field", "headline"),
    "if": NP_("field", "condition"),
    "indicators": NP_("field", "indicator"),
    "judged_by": NP_("field", "judged by"),
    "kind": NP_("field", "kind"),
    "language": NP_("field", "language"),
    "likelihood": NP_("field", "likelihood"),
    "name": NP_("field", "name"),
    "native": NP_("field", "name in its own language"),
    "origin": NP_("field", "origin"),
    "place": NP_("field", "place"),
    "published": NP_("field", "publication"),
    "publisher": NP_("field", "publisher"),
    "reliability": NP_("field", "reliability"),
    "scale": NP_("field", "scale of likelihood"),
    "sections": NP_("field", "section"),
    "series": NP_("field", "series"),
    "so_what": NP_("field", "so what"),
    "sources": NP_("field", "sources"),
    "statement": NP_("field", "statement"),
    "status": NP_("field", "status"),
    "text": NP_("field", "account"),
    "theatre": NP_("field", "theatre"),
    "timezone": NP_("field", "time zone"),
    "title": NP_("field", "headline"),
    "translations": NP_("field", "translation"),
    "trends": NP_("field", "trend"),
    "url": NP_("field", "address"),
    "why": NP_("field", "descriptor"),
    "would_change": NP_("field", "what would change our mind"),
}
"""What the fields of records are called where it is said that one is different."""


def in_other_letters(language: str) -> bool:
    """Whether a language is not written in Latin letters, or not only."""
    return right_to_left(language) or primary(language) in _OTHER_SCRIPTS


def humanised(word: str) -> str:
    """`territorial-control` as `territorial control`, `un-agency` as `UN agency`."""
    words = word.replace("-", " ").replace("_", " ").split(" ")
    return " ".join(each.upper() if each in _ABBREVIATED else each for each in words)


_ABBREVIATED = frozenset({"eu", "igo", "ingo", "ngo", "uk", "un"})
"""Parts of what authors call kinds of things that are abbreviations; not `us`, which is a word."""


class Range(NamedTuple):
    """The range of a figure in words: with its bound, the digits alone, and the best estimate beside it."""

    figure: str
    digits: str
    qualifier: str = ""


def amount(figure: Figure, locale: Locale) -> Range:
    """The range of a figure: `1,000–3,500, best estimate 2,000`, `at least 800`, `2,000`.

    A bound on one side stays one: a best estimate that is also the lower bound is `at least`.
    """
    low, best, high = (None if each is None else locale.number(each) for each in (figure.low, figure.best, figure.high))
    if low is not None and high is not None and low != high:
        span = f"{low}–{high}"
        return Range(span, span, locale.gettext("best estimate %(number)s", number=best) if best is not None else "")
    if low is not None and high is not None:
        return Range(low, low)
    least = locale.gettext("at least %(number)s", number=low) if low is not None else ""
    most = locale.gettext("at most %(number)s", number=high) if high is not None else ""
    bound = least or most
    if best is None or best in (low, high):
        number = low or high or best
        return Range(bound or number or locale.gettext("not stated"), number or "")
    return Range(best, best, bound)


def amount_in_words(figure: Figure, locale: Locale) -> str:
    """The same in a line, in which a best estimate follows its bound: `at least 130, best estimate 132`."""
    said = amount(figure, locale)
    if said.qualifier and said.figure == said.digits and figure.best is not None and None in (figure.low, figure.high):
        best = locale.gettext("best estimate %(number)s", number=said.figure)
        return f"{said.qualifier}{locale.comma}{best}"
    return locale.comma.join(filter(None, (said.figure, said.qualifier)))


def measured(figure: Figure, locale: Locale) -> str:
    """An amount with its unit."""
    said = amount_in_words(figure, locale)
    return f"{said} {figure.unit}" if figure.unit else said


def amount_change(now: Figure, before: Figure, locale: Locale) -> str | None:
    """How a figure moved: `up from 1,000`, `unchanged`; `was 200–300` where the ranges overlap and no move is sure."""
    was = amount_in_words(before, locale)
    if now.unit != before.unit:
        return locale.gettext("was %(amount)s", amount=measured(before, locale))
    if not (_is_stated(now) and _is_stated(before)):
        return None
    if amount(now, locale) == amount(before, locale):
        return locale.gettext("unchanged")
    if now.least > before.most:
        return locale.gettext("up from %(amount)s", amount=was)
    if now.most < before.least:
        return locale.gettext("down from %(amount)s", amount=was)
    return locale.gettext("was %(amount)s", amount=was)


def _is_stated(figure: Figure) -> bool:
    return any(each is not None for each in (figure.low, figure.best, figure.high))


def issues_named(locale: Locale, kind: str, numbers: list[str]) -> str:
    """Issues of a kind by their numbers: `issues 1 and 2`."""
    count, names = len(numbers), locale.listed(numbers)
    said = {
        "sitrep": locale.ngettext("issue %(names)s", "issues %(names)s", count, names=names),
        "flash": locale.ngettext("flash update %(names)s", "flash updates %(names)s", count, names=names),
        "timeline": locale.ngettext("timeline %(names)s", "timelines %(names)s", count, names=names),
        "assessment": locale.ngettext("assessment %(names)s", "assessments %(names)s", count, names=names),
    }
    return said[kind]


def issues_of(locale: Locale, kind: str, days: list[str]) -> str:
    """Issues of a kind by their days: `the issues of 1 and 8 December 2024`."""
    count, names = len(days), locale.listed(days)
    said = {
        "sitrep": locale.ngettext("the issue of %(names)s", "the issues of %(names)s", count, names=names),
        "flash": locale.ngettext("the flash update of %(names)s", "the flash updates of %(names)s", count, names=names),
        "timeline": locale.ngettext("the timeline of %(names)s", "the timelines of %(names)s", count, names=names),
        "assessment": locale.ngettext(
            "the assessment of %(names)s", "the assessments of %(names)s", count, names=names
        ),
    }
    return said[kind]
