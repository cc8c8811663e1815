"""Days of the proleptic Gregorian calendar, in any year."""

from __future__ import annotations

from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class DateError(ValueError):
    """A date or time that cannot be; its text is one plain sentence for the author."""


class Day(NamedTuple):
    """A calendar day; years are astronomical (year 0 is 1 BC) and have no limit."""

    year: int
    month: int
    day: int

    def iso(self) -> str:
        """`2024-12-08`; `-0043-03-15` before year 0, `Y170000002-01-01` beyond four digits."""
        return f"{iso_year(self.year)}-{self.month:02}-{self.day:02}"

    @property
    def ordinal(self) -> int:
        """Days since 1970-01-01.

        `days_from_civil` of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        """
        year = self.year - (self.month <= 2)
        era, year_of_era = divmod(year, 400)
        day_of_year = (153 * ((self.month + 9) % 12) + 2) // 5 + self.day - 1
        return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Day:
        """The day that is `ordinal` days after 1970-01-01 (`civil_from_days`, same source)."""
        era, day_of_era = divmod(ordinal + 719_468, 146_097)
        year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
        day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
        shifted = (5 * day_of_year + 2) // 153  # months counted from March
        month = shifted + 3 if shifted < 10 else shifted - 9
        return cls(era * 400 + year_of_era + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1)

    def plus(self, days: int) -> Day:
        """The day `days` later (earlier, if negative)."""
        return Day.from_ordinal(self.ordinal + days)

    @property
    def weekday(self) -> int:
        """0 for Monday to 6 for Sunday."""
        return (self.ordinal + 3) % 7


def iso_year(year: int) -> str:
    """A year as EDTF writes it: four digits, a minus before year 0, `Y` beyond four digits."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def is_leap(year: int) -> bool:
    """Whether `year` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """How many days `month` (1 to 12) of `year` has."""
    return 29 if month == 2 and is_leap(year) else LENGTHS[month]


LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month of a common year, January at 1."""
