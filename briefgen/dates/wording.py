"""The words dates are printed in: what each language has a table of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.dates.civil import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable


_CASES = "ngba"
_FORMS = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")


def settled(words: str, case: str = "n") -> str:
    """Words in one case: of `[год|года]` the first, or in the genitive the second."""
    if "[" not in words:
        return words

    def form(found: re.Match[str]) -> str:
        forms = found[1].split("|")
        wanted = forms[_CASES.index(case) :][:1]
        return "".join(wanted) or forms[0]

    return _FORMS.sub(form, words)


class _Words(str):
    """Words put into a pattern; the pattern says in which case: `{date:g}`."""

    __slots__ = ()

    def __format__(self, case: str) -> str:
        return settled(self, case) if case else str(self)


def put(pattern: str, /, **words: object) -> str:
    """A pattern with words put in, each a text or a number."""
    return pattern.format(**{name: _Words(each) for name, each in words.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language's words and patterns; the braces name what `words` puts there.

    Where words change by what they stand behind, their forms stand in square brackets: nominative, genitive, what
    a year is behind a day or month, accusative; what is left out or empty is as the first. A pattern names the form
    that it asks for, as in `{date:g}`; what none asks for is in the first. In French and Spanish the second form has
    the article that a day wants behind a preposition.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    ordinal: Callable[[int], str]
    nth_day: Callable[[int], str] = str
    comma: str = ", "
    thousands: str = ","
    contractions: tuple[tuple[str, str], ...] = ()
    """What becomes one word where it meets: `de le ` and `du `."""

    # Years, alone and behind a day or month
    year: str
    years: str = "{date}"
    """Several years behind one another."""
    early_year: str
    """Years 1 to 999, which could be taken for another number."""
    before_christ: str
    long_year: str
    decade: str
    some_year: str
    year_like: str
    unknown_year: str
    in_year: str
    in_decade: str
    of_years: str
    of_year_like: str
    of_unknown_year: str

    # Months and days
    day: str
    with_year: str
    full_day: str
    some_month: str
    some_month_of: str
    some_day: str
    some_day_of: str
    nth_of_month: str
    nth_of: str

    groupings: dict[int, tuple[str, str]]
    """The parts of a year, by ISO 8601-2 code, and how the year joins each."""
    grouping_months: str

    # Doubts
    about: str
    approximate: str
    unconfirmed: str
    part_approximate: str
    part_unconfirmed: str
    part_both: str
    parts: tuple[str, str, str]
    estimate: str

    # Intervals and sets
    dash: str
    wide_dash: str
    from_to: str
    some_time: str
    since: str
    until: str
    ongoing: str
    no_start: str
    end_unknown: str
    start_unknown: str
    one_or: str
    all_and: str
    some_unit: str
    every_unit: str
    units: tuple[str, str, str, str]
    """Day, month, year, and what is none of them."""
    on_or_before: str
    on_or_after: str
    in_or_before: str
    in_or_after: str
    every_until: str
    every_since: str
    item_until: str
    item_since: str

    # Times
    at: str
    next_day: str
    offset: str
    place: str
    city_time: str
    zone_time: str

    def said(self, words: object) -> str:
        """Finished words: in the first form, and contracted."""
        made = settled(str(words))
        for apart, together in self.contractions:
            made = re.sub(rf"\b{apart}", together, made)
        return made


def _english_ordinal(number: int) -> str:
    last = 0 if 10 < number % 100 < 14 else number % 10
    return f"{number}{('th', 'st', 'nd', 'rd')[last] if last < 4 else 'th'}"


_SEASONS = ("spring", "summer", "autumn", "winter")
_GROUPINGS = (
    *((season, "{date} {year}") for season in _SEASONS),
    *((f"northern {season}", "{date} {year}") for season in _SEASONS),
    *((f"southern {season}", "{date} {year}") for season in _SEASONS),
    *((f"the {nth} quarter", "{date} of {year}") for nth in ("first", "second", "third", "fourth")),
    *((f"the {nth} third", "{date} of {year}") for nth in ("first", "second", "last")),
    *((f"the {nth} half", "{date} of {year}") for nth in ("first", "second")),
)

ENGLISH = Wording(
    months=MONTHS,
    short_months=tuple(month[:3] for month in MONTHS),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ordinal=_english_ordinal,
    year="{year}",
    early_year="AD {year}",
    before_christ="{year} BC",
    long_year="the year {year}",
    decade="the {decade}s",
    some_year="some year from {first} to {last}",
    year_like="some year of the form {pattern}",
    unknown_year="an unknown year",
    in_year="{date} in {year}",
    in_decade="{date} in the {decade}s",
    of_years="{date} of a year from {first} to {last}",
    of_year_like="{date} of a year of the form {pattern}",
    of_unknown_year="{date} of an unknown year",
    day="{day} {month}",
    with_year="{date} {year}",
    full_day="{weekday} {date}",
    some_month="some month",
    some_month_of="some month from {first} to {last}",
    some_day="some day",
    some_day_of="some day in {month}",
    nth_of_month="the {nth} of some month",
    nth_of="the {nth} of {month}",
    groupings=dict(enumerate(_GROUPINGS, 21)),
    grouping_months="{first} to {last}",
    about="about {date}",
    approximate="approximate",
    unconfirmed="date unconfirmed",
    part_approximate="{parts} approximate",
    part_unconfirmed="{parts} unconfirmed",
    part_both="{parts} approximate and unconfirmed",
    parts=("year", "month", "day"),
    estimate="from {first} to {last}",
    dash="{first}–{last}",
    wide_dash="{first} – {last}",
    from_to="from {first} to {last}",
    some_time="some time in {date}",
    since="from {date}",
    until="until {date}",
    ongoing="ongoing",
    no_start="no stated start",
    end_unknown="{date}, end unknown",
    start_unknown="{date}, start unknown",
    one_or="{first} or {last}",
    all_and="{first} and {last}",
    some_unit="some {unit} from {first} to {last}",
    every_unit="every {unit} from {first} to {last}",
    units=("day", "month", "year", "date"),
    on_or_before="on or before {date}",
    on_or_after="on or after {date}",
    in_or_before="in or before {date}",
    in_or_after="in or after {date}",
    every_until="every {unit} up to {date}",
    every_since="every {unit} from {date} on",
    item_until="until {date}",
    item_since="from {date} on",
    at="{date}, {time}",
    next_day="{times} the next day",
    offset="UTC{sign}{hours}",
    place="{place}, {offset}",
    city_time="{city} time",
    zone_time="{zone}: {date}",
)
