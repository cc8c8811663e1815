"""The rhythm of a series: on which days its issues close."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, datetime

from dateutil.rrule import rrulestr

from briefgen.dates.civil import DateError, Day

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_ALONE = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "yearly": "FREQ=YEARLY",
    "every weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
}
_ORDINALS = {"other": 2, "second": 2, "third": 3, "fourth": 4}
_EVERY = re.compile(r"every (?:(other|second|third|fourth|[1-9][0-9]?) )?(.+)")
_PARTS = re.compile(
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)|INTERVAL=[1-9][0-9]{0,2}|WKST=[A-Z]{2}"
    r"|(?:BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS)=[-+0-9A-Z,]+"
)
_WANTED = "`daily`, `weekly`, `every second Monday`, `monthly`, or a rule such as FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
_FAR = 3660
"""Days within which the next issue must come: no rhythm is slower."""
_CYCLE = 400
"""Years after which the days of the Gregorian calendar are the same, weekdays and all."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A rule of recurrence (RFC 5545, without end), as written, in words or as a rule."""

    text: str
    rule: str

    @classmethod
    def parse(cls, text: str) -> Rhythm:
        """Read `weekly`, `every second Monday` or `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO`; or raise DateError."""
        rule = _in_words(" ".join(text.casefold().split())) or text.strip().upper().removeprefix("RRULE:")
        parts = rule.split(";")
        names = [part.partition("=")[0] for part in parts]
        if "FREQ" not in names or len(set(names)) < len(names) or not all(map(_PARTS.fullmatch, parts)):
            raise DateError(f"{text} is no rhythm: write {_WANTED}")
        made = cls(text, rule)
        try:
            made.after(Day(2024, 1, 1))
        except ValueError:
            raise DateError(f"{text} is no rhythm, for no day is in it: write {_WANTED}") from None
        return made

    def __str__(self) -> str:
        return self.text

    def after(self, day: Day) -> Day:
        """The first day in it after one that an issue closed on. Intervals are counted from that."""
        # dateutil looks for a day that never comes until the years end: so it begins as late as it can.
        cycles = max(0, (MAXYEAR - _FAR // 365 - 1 - day.year) // _CYCLE) * _CYCLE
        start = datetime(day.year + cycles, day.month, day.day)
        rule = self.rule
        if "FREQ=MONTHLY" in rule and "BY" not in rule and day.day > 28:
            # RFC 5545 passes over the months that are too short; an issue closes on their last day.
            rule += f";BYMONTHDAY={','.join(map(str, range(28, day.day + 1)))};BYSETPOS=-1"
        following = rrulestr(rule, dtstart=start).after(start)
        if following is None or (following - start).days > _FAR:
            raise DateError(f"no day of the rhythm {self.text} comes after {day.iso()}")
        return Day(following.year - cycles, following.month, following.day)


def _in_words(words: str) -> str | None:
    """A rhythm in words as a rule; None where the words are none."""
    if words in _ALONE:
        return _ALONE[words]
    found = _EVERY.fullmatch(words)
    if not found:
        return None
    number = _ORDINALS.get(found[1] or "", int(found[1]) if (found[1] or "").isdecimal() else 1)
    interval = f";INTERVAL={number}" if number > 1 else ""
    if unit := _UNITS.get(found[2].removesuffix("s")):
        return f"FREQ={unit}{interval}"
    days = re.split(r", (?:and )?| and ", found[2])
    if all(each in _WEEKDAYS for each in days):
        return f"FREQ=WEEKLY{interval};BYDAY={','.join(each[:2].upper() for each in days)}"
    return None
