"""Single dates in words: what stands between the dashes and the commas of a longer expression."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.dates.bounds import GROUPINGS, fits, year_number
from briefgen.dates.civil import Day, days_in_month, iso_year
from briefgen.dates.points import Doubt, Point, Precision
from briefgen.dates.wording import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.dates.wording import Wording

_Parts = tuple[bool, bool, bool]
"""Of year, month and day: which are in doubt."""


class Phrase(NamedTuple):
    """Words for a date: a body, and notes printed behind it in brackets."""

    body: str
    notes: tuple[str, ...] = ()
    plain: bool = True
    """A date in full without doubt, that reads well beside a dash."""
    comma: str = ", "

    def __str__(self) -> str:
        return f"{self.body} ({self.comma.join(self.notes)})" if self.notes else self.body

    def at(self, times: str, wording: Wording) -> Phrase:
        """With a time of day behind the date."""
        return self._replace(body=put(wording.at, date=self.body, time=times)) if times else self


def phrase_of(point: Point, wording: Wording) -> Phrase:
    """The words of a single date, without its time."""
    body, notes = _body(point, wording)
    about = _estimated(point)
    if any(point.doubts):
        approximate, unconfirmed = (_doubted(point, kind) for kind in (Doubt.APPROXIMATE, Doubt.UNCERTAIN))
        whole = (True, bool(point.month), bool(point.day))
        if approximate == whole and (not point.unspecified or _decade(point)):
            about, approximate = True, (False, False, False)
        notes += _doubt_notes(approximate, unconfirmed, whole, wording)
    plain = not (about or notes or point.unspecified)
    return Phrase(put(wording.about, date=body) if about else body, tuple(notes), plain, wording.comma)


def _doubt_notes(approximate: _Parts, unconfirmed: _Parts, whole: _Parts, wording: Wording) -> list[str]:
    if approximate == unconfirmed != whole and any(approximate):
        return [put(wording.part_both, parts=_named(approximate, wording))]
    notes = []
    if any(approximate):
        part = put(wording.part_approximate, parts=_named(approximate, wording))
        notes.append(wording.approximate if approximate == whole else part)
    if any(unconfirmed):
        part = put(wording.part_unconfirmed, parts=_named(unconfirmed, wording))
        notes.append(wording.unconfirmed if unconfirmed == whole else part)
    return notes


def _doubted(point: Point, kind: Doubt) -> _Parts:
    year, month, day = (bool(doubt & kind) for doubt in point.doubts)
    return year, month, day


def _named(doubted: _Parts, wording: Wording) -> str:
    return listed([name for name, own in zip(wording.parts, doubted, strict=True) if own], wording.all_and, wording)


def _body(point: Point, wording: Wording) -> tuple[str, list[str]]:
    if point.grouping:
        start, length = GROUPINGS[point.grouping]
        ends = [wording.months[start - 1], wording.months[(start + length - 2) % 12]]
        if start + length > 13 and "X" not in point.year:  # a winter: December of one year to February of the next
            years = point.earliest.year, point.latest.year
            ends = [
                put(wording.with_year, date=month, year=year_words(year, wording))
                for month, year in zip(ends, years, strict=True)
            ]
        months = put(wording.grouping_months, first=ends[0], last=ends[1])
        name, joined = wording.groupings[point.grouping]
        return _join_year(name, point, wording, joined), [months]
    if point.day:
        return _day_body(point, wording), []
    if point.month:
        return _month_body(point, wording), []
    if _estimated(point):
        low, high = (year_words(day.year, wording) for day in (point.earliest, point.latest))
        estimate = year_words(year_number(point.year), wording)
        return estimate, [put(wording.estimate, first=low, last=high)]
    return _year_alone(point, wording), []


def _month_body(point: Point, wording: Wording) -> str:
    months = [month for month in range(1, 13) if fits(month, point.month)]
    names = [wording.months[month - 1] for month in months]
    if len(months) == 12:
        return _join_year(wording.some_month, point, wording, wording.in_year)
    if len(months) > 3:
        text = put(wording.some_month_of, first=names[0], last=names[-1])
    else:
        text = listed(names, wording.one_or, wording)
    return _join_year(text, point, wording, wording.with_year)


def _day_body(point: Point, wording: Wording) -> str:
    if "X" not in point.month + point.day:
        text = put(wording.day, day=wording.nth_day(int(point.day)), month=wording.months[int(point.month) - 1])
        return _join_year(text, point, wording, wording.with_year)
    months = [month for month in range(1, 13) if fits(month, point.month)]
    longest = 31 if len(months) > 1 else _longest(point, months[0])
    days = [day for day in range(1, longest + 1) if fits(day, point.day)]
    every_day, in_row = len(days) == longest, len(days) > 4
    name = _months_listed(months, wording)
    if len(months) == 12 and every_day:
        return _join_year(wording.some_day, point, wording, wording.in_year)
    if every_day:
        text = put(wording.some_day_of, month=name)
    elif len(months) > 1:
        nths = [wording.ordinal(day) for day in days]
        nth = put(wording.dash, first=nths[0], last=nths[-1]) if in_row else listed(nths, wording.one_or, wording)
        if len(months) == 12:
            return _join_year(put(wording.nth_of_month, nth=nth), point, wording, wording.in_year)
        text = put(wording.nth_of, nth=nth, month=name)
    elif in_row:
        last = put(wording.day, day=wording.nth_day(days[-1]), month=name)
        text = put(wording.some_unit, unit=wording.units[0], first=wording.nth_day(days[0]), last=last)
    else:
        text = put(wording.day, day=listed([wording.nth_day(day) for day in days], wording.one_or, wording), month=name)
    return _join_year(text, point, wording, wording.with_year)


def _months_listed(months: list[int], wording: Wording) -> str:
    names = [wording.months[month - 1] for month in months]
    if len(names) > 3:
        return put(wording.dash, first=names[0], last=names[-1])
    return listed(names, wording.one_or, wording)


def _longest(point: Point, month: int) -> int:
    # 2000 stands for any year not known whole: it has a 29 February.
    return days_in_month(2000 if "X" in point.year else point.earliest.year, month)


def _join_year(text: str, point: Point, wording: Wording, joined: str) -> str:
    """`text` with the year behind it, in the pattern `joined` where the year is known."""
    if "X" not in point.year:
        return put(joined, date=text, year=year_words(point.earliest.year, wording))
    if decade := _decade(point):
        return put(wording.in_decade, date=text, decade=decade)
    if set(point.year.lstrip("-")) == {"X"}:
        return put(wording.of_unknown_year, date=text)
    if years := _years(point, wording):
        return put(wording.of_years, date=text, first=years[0], last=years[1])
    return put(wording.of_year_like, date=text, pattern=point.year)


def _year_alone(point: Point, wording: Wording) -> str:
    if "X" not in point.year:
        return year_words(point.earliest.year, wording)
    if decade := _decade(point):
        return put(wording.decade, decade=decade)
    if set(point.year.lstrip("-")) == {"X"}:
        return wording.unknown_year
    if years := _years(point, wording):
        return put(wording.some_year, first=years[0], last=years[1])
    return put(wording.year_like, pattern=point.year)


def _decade(point: Point) -> int:
    """2020 for `202X`; 0 for other years."""
    year = point.year
    return int(year[:3]) * 10 if year[0] != "0" and year[:3].isdigit() and year[3:] == "X" else 0


def _years(point: Point, wording: Wording) -> tuple[str, str] | None:
    """The first and the last year of a pattern that ends in `X`s, so that it fits all between."""
    if "X" in point.year.rstrip("X"):
        return None
    ends = sorted(int(point.year.replace("X", digit)) for digit in "09")
    low, high = (min(end, -1) if point.year[0] == "-" else end for end in ends)
    return year_words(low, wording), year_words(high, wording)


def _estimated(point: Point) -> bool:
    return point.significant > 0 and point.earliest.year != point.latest.year


def year_words(year: int, wording: Wording) -> str:
    """`2024`, `AD 476`, `44 BC`, `the year 170,000,002`."""
    if abs(year) > 9999:
        return put(wording.long_year, year=f"{year:,}".replace(",", wording.thousands)).replace("-", "−")
    if year < 1:
        return put(wording.before_christ, year=1 - year)
    return put(wording.year if year > 999 else wording.early_year, year=year)


def listed(items: Sequence[str], pattern: str, wording: Wording) -> str:
    """`a, b or c`; the pattern joins the last two."""
    if len(items) < 2:
        return "".join(items)
    return put(pattern, first=wording.comma.join(items[:-1]), last=items[-1])


def trimmed(points: Sequence[Point], wording: Wording) -> tuple[list[str], str]:
    """Words for plain dates of one precision, and the pattern of what they share: ([7, 8], `{date} December 2024`)."""
    days = [point.earliest for point in points]
    precision = points[0].precision
    names = [wording.months[day.month - 1] for day in days]
    if precision == Precision.YEAR:
        plain = all(999 < day.year <= 9999 for day in days)
        return ([str(day.year) for day in days], wording.years) if plain else (_bodies(points, wording), "{date}")
    if any(day.year != days[0].year for day in days):
        return _bodies(points, wording), "{date}"
    in_year = put(wording.with_year, date="{date}", year=year_words(days[0].year, wording))
    if precision == Precision.MONTH:
        return names, in_year
    numbers = [wording.nth_day(day.day) for day in days]
    if all(day.month == days[0].month for day in days):
        return numbers, put(in_year, date=put(wording.day, day="{date}", month=names[0]))
    return [put(wording.day, day=day, month=name) for day, name in zip(numbers, names, strict=True)], in_year


def _bodies(points: Sequence[Point], wording: Wording) -> list[str]:
    return [phrase_of(point, wording).body for point in points]


def shifted(point: Point, day: Day) -> Point:
    """The date without its time on another day, its doubts kept."""
    if day == point.earliest:
        return point._replace(time=None)
    return point._replace(
        time=None, year=iso_year(day.year), month=f"{day.month:02}", day=f"{day.day:02}", earliest=day, latest=day
    )
