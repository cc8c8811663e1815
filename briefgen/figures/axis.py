"""An axis of days: where a moment stands on it, and how it is divided and labelled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from briefgen.dates import Day, short_day, wording_of
from briefgen.figures.drawing import measure

_GAP = 4.0
"""Between a label and the next tick, at least, in units; what stands before the label is half of it."""
_YEAR = 365.2425
_HOURLY = 2
"""What is longer than so many days is not divided into hours."""
_MOST = 64
"""Into more cells no axis is divided."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A division of an axis: its sides, in units, and its label; empty where none fits."""

    left: float
    right: float
    label: str

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left


@dataclass(frozen=True)
class Axis:
    """Days since 1970-01-01, from `first` up to `last`, between two sides in units."""

    first: float
    last: float
    left: float
    right: float
    cells: tuple[Cell, ...]

    def at(self, day: float | None, otherwise: float) -> float:
        """Where a moment stands, at most at a side of the axis; `otherwise` where it is open."""
        return otherwise if day is None else min(max(self._at(day), self.left), self.right)

    def _at(self, day: float) -> float:
        return self.left + (day - self.first) * self.day

    @cached_property
    def day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / (self.last - self.first)

    @cached_property
    def cell(self) -> float:
        """How wide a whole cell is."""
        return max(cell.width for cell in self.cells)


def axis(first: float, last: float, left: float, right: float, language: str) -> Axis:
    """The axis from one moment to a later one, divided as finely as its labels have room."""
    bare = Axis(first, last, left, right, ())
    for step in _steps(last - first):
        cells = _cells(bare, step, language)
        if cells:
            return Axis(first, last, left, right, cells)
    return Axis(first, last, left, right, (Cell(left, right, ""),))


Step = tuple[str, int]
"""So many hours, days, months or years."""


def _steps(days: float) -> Iterator[Step]:
    """The divisions that a reader can count in, from fine to coarse."""
    lengths = {"hours": 1 / 24, "days": 1.0, "months": _YEAR / 12, "years": _YEAR}
    counts: dict[str, Iterable[int]] = {"hours": (1, 3, 6, 12), "days": (1, 7), "months": (1, 3)}
    for unit, length in list(lengths.items())[days > _HOURLY :]:
        decades = (factor * 10**power for power in range(16) for factor in (1, 2, 5))
        for count in counts.get(unit, decades):
            if days / (length * count) <= _MOST:
                yield unit, count


def _cells(axis: Axis, step: Step, language: str) -> tuple[Cell, ...]:
    """The cells of a step; none where a whole one is too narrow for its label.

    What names the month may run on over the next cell, which then has no label: of bare numbers nobody knows the month.
    """
    starts = list(_starts(axis.first, axis.last, step))
    made = []
    shown, taken = False, axis.left
    for start, end in pairwise(starts):
        left, right = (axis.at(each, 0) for each in (start, end))
        whole = start >= axis.first and end <= axis.last
        opens = start <= axis.first < end or not shown
        texts = _LABELS[step[0]](start if step[0] != "days" else max(start, axis.first), opens, language)
        room = 2 * (right - left) if _may_run_on(step, end, texts) and right + (right - left) <= axis.right else 0
        label = next((text for text in texts if measure(text) + _GAP <= max(right - left, room)), "")
        if left < taken:
            label = ""
        elif whole and not label:
            return ()
        taken = max(taken, left + measure(label) + _GAP if label and measure(label) + _GAP > right - left else left)
        shown = shown or bool(label)
        made.append(Cell(left, right, label))
    return tuple(made)


def _may_run_on(step: Step, end: float, texts: Sequence[str]) -> bool:
    """Whether a day's label that says its month may take the room of the next day, which begins no month."""
    return step[0] == "days" and len(texts) > 1 and Day.from_ordinal(int(end)).day != 1


def _starts(first: float, last: float, step: Step) -> Iterator[float]:
    """Where cells begin: from the one that holds `first` to the end of the one that holds `last`."""
    unit, count = step
    day = Day.from_ordinal(int(first // 1))
    if unit in ("hours", "days"):
        length = count / 24 if unit == "hours" else count
        begin, index = first // 1, 0
        begin += (first - begin) // length * length
        while begin + index * length < last:
            yield begin + index * length
            index += 1
        yield begin + index * length
        return
    months = count if unit == "months" else 12 * count
    number = (day.year * 12 + day.month - 1) // months * months
    while (start := float(Day(number // 12, number % 12 + 1, 1).ordinal)) < last:
        yield start
        number += months
    yield start


def _hours(start: float, opens: bool, language: str) -> tuple[str, ...]:
    minutes = round((start - start // 1) * 1440)
    hour = f"{minutes // 60:02}:{minutes % 60:02}"
    day = short_day(Day.from_ordinal(int(start // 1)), language)
    return (day, hour) if opens or not minutes else (hour,)


def _days(start: float, opens: bool, language: str) -> tuple[str, ...]:
    day = Day.from_ordinal(int(start))
    return (short_day(day, language), str(day.day)) if opens or day.day == 1 else (str(day.day),)


def _months(start: float, opens: bool, language: str) -> tuple[str, ...]:
    day = Day.from_ordinal(int(start))
    wording = wording_of(language)
    month = wording.said(wording.short_months[day.month - 1])
    year = year_label(day.year)
    if day.month == 1 and not opens:
        return f"{month} {year}", year
    return (f"{month} {year}", month) if opens else (month,)


def _years(start: float, _opens: bool, _language: str) -> tuple[str, ...]:
    return (year_label(Day.from_ordinal(int(start)).year),)


# What a cell may be called, the fullest first: by its start, and by whether it is the first, which says more.
_LABELS: dict[str, Callable[[float, bool, str], tuple[str, ...]]] = {
    "hours": _hours,
    "days": _days,
    "months": _months,
    "years": _years,
}


def span_label(first: Day | None, last: Day | None, language: str) -> str:
    """`5–6 Dec`, `30 Nov–2 Dec`; an end that is open is left out, and years are named where they differ."""
    names = [short_day(day, language) if day else "" for day in (first, last)]
    if first and last:
        if first == last:
            return names[0]
        if first.year != last.year:
            names = [f"{name} {year_label(day.year)}" for name, day in zip(names, (first, last), strict=True)]
        elif first.month == last.month:
            names[0] = str(first.day)
    return "–".join(names)


def year_label(year: int) -> str:
    """`1854`; years before the first as a number with a minus."""
    return str(year).replace("-", "−")
