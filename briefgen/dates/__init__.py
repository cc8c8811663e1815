"""Dates and times as authors write them: EDTF, times of day, moments, zones, and their wording."""

from briefgen.dates.civil import DateError, Day, days_in_month
from briefgen.dates.clock import Clock, Time, zone
from briefgen.dates.edtf import Date, Kind, Limit, ReversedIntervalError, Span
from briefgen.dates.forms import meant
from briefgen.dates.languages import wording_of
from briefgen.dates.moments import Moment
from briefgen.dates.points import Doubt, Point, Precision
from briefgen.dates.rhythm import Rhythm
from briefgen.dates.timeline import Window, closing, days, extent, is_reversed, may_overlap, offsets, sort_key, window
from briefgen.dates.words import (
    day_in_words,
    day_only,
    in_words,
    moment_day_in_words,
    moment_in_words,
    month_words,
    short_day,
    time_in_words,
    zone_time_in_words,
)

__all__ = [
    "Clock",
    "Date",
    "DateError",
    "Day",
    "Doubt",
    "Kind",
    "Limit",
    "Moment",
    "Point",
    "Precision",
    "ReversedIntervalError",
    "Rhythm",
    "Span",
    "Time",
    "Window",
    "closing",
    "day_in_words",
    "day_only",
    "days",
    "days_in_month",
    "extent",
    "in_words",
    "is_reversed",
    "may_overlap",
    "meant",
    "moment_day_in_words",
    "moment_in_words",
    "month_words",
    "offsets",
    "short_day",
    "sort_key",
    "time_in_words",
    "window",
    "wording_of",
    "zone",
    "zone_time_in_words",
]
