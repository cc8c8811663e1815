"""Dates as authors write them: EDTF, times of day, moments, zones, and their wording."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from processor import at_most

from briefgen.dates import (
    Clock,
    Date,
    DateError,
    Day,
    Kind,
    Limit,
    Moment,
    Precision,
    Window,
    day_in_words,
    days,
    in_words,
    may_overlap,
    moment_in_words,
    short_day,
    sort_key,
    time_in_words,
    window,
    zone,
    zone_time_in_words,
)
from briefgen.dates.civil import MONTHS
from briefgen.dates.edtf import _parse

patient = settings(deadline=None)  # a deadline would measure the machine

DAMASCUS = zone("Asia/Damascus")
NEW_YORK = zone("America/New_York")
BERLIN = zone("Europe/Berlin")


def iso(day: Day | None) -> str | None:
    return None if day is None else day.iso()


def at(text: str) -> int:
    """Epoch seconds of an ISO instant."""
    return int(datetime.fromisoformat(text).timestamp())


# Every row of the table of forms, with its bounds and its words.
TABLE = [
    # level 0
    ("2024-12-08", "2024-12-08", "2024-12-08", "8 December 2024"),
    ("2024-12", "2024-12-01", "2024-12-31", "December 2024"),
    ("2024", "2024-01-01", "2024-12-31", "2024"),
    ("2024-12-08T04:30:00+03:00", "2024-12-08", "2024-12-08", "8 December 2024, 04:30 UTC+3"),
    ("2024-12-05/2024-12-08", "2024-12-05", "2024-12-08", "5–8 December 2024"),
    # level 1: qualifiers
    ("2024-12-08?", "2024-12-08", "2024-12-08", "8 December 2024 (date unconfirmed)"),
    ("2024-12~", "2024-12-01", "2024-12-31", "about December 2024"),
    ("2024%", "2024-01-01", "2024-12-31", "about 2024 (date unconfirmed)"),
    ("2024-12-08%", "2024-12-08", "2024-12-08", "about 8 December 2024 (date unconfirmed)"),
    # level 1: unspecified digits
    ("202X", "2020-01-01", "2029-12-31", "the 2020s"),
    ("2024-XX", "2024-01-01", "2024-12-31", "some month in 2024"),
    ("2024-12-XX", "2024-12-01", "2024-12-31", "some day in December 2024"),
    ("2024-XX-XX", "2024-01-01", "2024-12-31", "some day in 2024"),
    # level 1: seasons
    ("2024-21", "2024-03-01", "2024-05-31", "spring 2024 (March to May)"),
    ("2024-22", "2024-06-01", "2024-08-31", "summer 2024 (June to August)"),
    ("2024-23", "2024-09-01", "2024-11-30", "autumn 2024 (September to November)"),
    ("2024-24", "2024-12-01", "2025-02-28", "winter 2024 (December 2024 to February 2025)"),
    # level 1: open and unknown ends
    ("2024-12-08/..", "2024-12-08", None, "from 8 December 2024 (ongoing)"),
    ("../2024-12", None, "2024-12-31", "until December 2024 (no stated start)"),
    ("2024-12-08/", "2024-12-08", None, "from 8 December 2024, end unknown"),
    ("/2024-12", None, "2024-12-31", "until December 2024, start unknown"),
    # level 1: qualified ends, long and negative years
    ("2024-11~/2024-12-08", "2024-11-01", "2024-12-08", "from about November 2024 to 8 December 2024"),
    ("Y170000002", "Y170000002-01-01", "Y170000002-12-31", "the year 170,000,002"),
    ("-0043", "-0043-01-01", "-0043-12-31", "44 BC"),
    # level 2: qualified components
    ("2024-12~-08", "2024-12-08", "2024-12-08", "8 December 2024 (year and month approximate)"),
    ("2024-~12-08", "2024-12-08", "2024-12-08", "8 December 2024 (month approximate)"),
    ("?2024-12-08", "2024-12-08", "2024-12-08", "8 December 2024 (year unconfirmed)"),
    # level 2: unspecified anywhere, sets
    ("156X-12-25", "1560-12-25", "1569-12-25", "25 December in the 1560s"),
    ("[2024-12-07,2024-12-08]", "2024-12-07", "2024-12-08", "7 or 8 December 2024"),
    ("[..2024-12-08]", None, "2024-12-08", "on or before 8 December 2024"),
    ("{2024-11,2024-12}", "2024-11-01", "2024-12-31", "November and December 2024"),
    # level 2: exponent, significant digits, sub-year groupings
    ("Y-17E7", "Y-170000000-01-01", "Y-170000000-12-31", "the year −170,000,000"),
    ("1950S2", "1900-01-01", "1999-12-31", "about 1950 (from 1900 to 1999)"),
    ("2024-34", "2024-04-01", "2024-06-30", "the second quarter of 2024 (April to June)"),
]

# What else the three levels allow.
BEYOND_THE_TABLE = [
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
    ("1900-02", "1900-02-01", "1900-02-28", "February 1900"),
    ("0000", "0000-01-01", "0000-12-31", "1 BC"),
    ("0476-09-04", "0476-09-04", "0476-09-04", "4 September AD 476"),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15", "15 March 44 BC"),
    ("-0004-02-29", "-0004-02-29", "-0004-02-29", "29 February 5 BC"),
    ("Y-12345", "Y-12345-01-01", "Y-12345-12-31", "the year −12,345"),
    ("1XXX-XX", "1000-01-01", "1999-12-31", "some month of a year from 1000 to 1999"),
    ("15XX-12-XX", "1500-12-01", "1599-12-31", "some day in December of a year from 1500 to 1599"),
    ("15XX-12-25", "1500-12-25", "1599-12-25", "25 December of a year from 1500 to 1599"),
    ("XXXX-12-25", "0000-12-25", "9999-12-25", "25 December of an unknown year"),
    ("20XX", "2000-01-01", "2099-12-31", "some year from 2000 to 2099"),
    ("XXXX", "0000-01-01", "9999-12-31", "an unknown year"),
    ("1X5X", "1050-01-01", "1959-12-31", "some year of the form 1X5X"),
    ("1X5X-12", "1050-12-01", "1959-12-31", "December of a year of the form 1X5X"),
    ("-004X", "-0049-01-01", "-0040-12-31", "some year from 50 BC to 41 BC"),
    ("-000X", "-0009-01-01", "-0001-12-31", "some year from 10 BC to 2 BC"),
    ("201X-02-29", "2012-02-29", "2016-02-29", "29 February in the 2010s"),
    ("201X-02", "2010-02-01", "2019-02-28", "February in the 2010s"),
    ("202X-02-XX", "2020-02-01", "2029-02-28", "some day in February in the 2020s"),
    ("2024-XX-31", "2024-01-31", "2024-12-31", "the 31st of some month in 2024"),
    ("2024-XX-30", "2024-01-30", "2024-12-30", "the 30th of some month in 2024"),
    ("2024-X2-30", "2024-12-30", "2024-12-30", "the 30th of February or December 2024"),
    ("2024-XX-3X", "2024-01-30", "2024-12-31", "the 30th or 31st of some month in 2024"),
    ("2024-XX-1X", "2024-01-10", "2024-12-19", "the 10th–19th of some month in 2024"),
    ("2024-0X", "2024-01-01", "2024-09-30", "some month from January to September 2024"),
    ("2024-1X", "2024-10-01", "2024-12-31", "October, November or December 2024"),
    ("2024-1X-XX", "2024-10-01", "2024-12-31", "some day in October, November or December 2024"),
    ("2024-0X-XX", "2024-01-01", "2024-09-30", "some day in January–September 2024"),
    ("2023-02-2X", "2023-02-20", "2023-02-28", "some day from 20 to 28 February 2023"),
    ("2024-12-3X", "2024-12-30", "2024-12-31", "30 or 31 December 2024"),
    ("2024-12-X1", "2024-12-01", "2024-12-31", "1, 11, 21 or 31 December 2024"),
    ("2024-12-XX~", "2024-12-01", "2024-12-31", "some day in December 2024 (approximate)"),
    ("202X~", "2020-01-01", "2029-12-31", "about the 2020s"),
    ("2024-12-%08", "2024-12-08", "2024-12-08", "8 December 2024 (day approximate and unconfirmed)"),
    ("2024?-12~", "2024-12-01", "2024-12-31", "about December 2024 (year unconfirmed)"),
    ("2024-24~", "2024-12-01", "2025-02-28", "about winter 2024 (December 2024 to February 2025)"),
    ("2023-24", "2023-12-01", "2024-02-29", "winter 2023 (December 2023 to February 2024)"),
    ("202X-24", "2020-12-01", "2030-02-28", "winter in the 2020s (December to February)"),
    ("2024-26", "2024-06-01", "2024-08-31", "northern summer 2024 (June to August)"),
    ("2024-30", "2024-12-01", "2025-02-28", "southern summer 2024 (December 2024 to February 2025)"),
    ("2024-32", "2024-06-01", "2024-08-31", "southern winter 2024 (June to August)"),
    ("2024-33", "2024-01-01", "2024-03-31", "the first quarter of 2024 (January to March)"),
    ("2024-38", "2024-05-01", "2024-08-31", "the second third of 2024 (May to August)"),
    ("2024-41", "2024-07-01", "2024-12-31", "the second half of 2024 (July to December)"),
    ("1950S4", "1950-01-01", "1950-12-31", "1950"),
    ("1950S2?", "1900-01-01", "1999-12-31", "about 1950 (from 1900 to 1999, date unconfirmed)"),
    ("-1950S2", "-1999-01-01", "-1900-12-31", "about 1951 BC (from 2000 BC to 1901 BC)"),
    (
        "Y171010000S3",
        "Y171000000-01-01",
        "Y171999999-12-31",
        "about the year 171,010,000 (from the year 171,000,000 to the year 171,999,999)",
    ),
    ("2024-11-30/2024-12-02", "2024-11-30", "2024-12-02", "30 November – 2 December 2024"),
    ("2024-12-31/2025-01-02", "2024-12-31", "2025-01-02", "31 December 2024 – 2 January 2025"),
    ("2024-11/2024-12", "2024-11-01", "2024-12-31", "November–December 2024"),
    ("2024-11/2025-01", "2024-11-01", "2025-01-31", "November 2024 – January 2025"),
    ("2023/2024", "2023-01-01", "2024-12-31", "2023–2024"),
    ("2023/2024-05", "2023-01-01", "2024-05-31", "2023 – May 2024"),
    ("2024/2024-05", "2024-01-01", "2024-05-31", "from some time in 2024 to May 2024"),
    ("2024-05/2024", "2024-05-01", "2024-12-31", "from May 2024 to some time in 2024"),
    ("2024-05/2024-05-03", "2024-05-01", "2024-05-03", "from some time in May 2024 to 3 May 2024"),
    ("2024-21/2024-04", "2024-03-01", "2024-04-30", "from some time in spring 2024 (March to May) to April 2024"),
    ("2024~/2024-05", "2024-01-01", "2024-05-31", "from about 2024 to May 2024"),
    ("-0043/-0030", "-0043-01-01", "-0030-12-31", "44 BC – 31 BC"),
    ("2024-12-08/2024-12-08", "2024-12-08", "2024-12-08", "8 December 2024"),
    ("2024-12-05/2025", "2024-12-05", "2025-12-31", "5 December 2024 – 2025"),
    ("2024-06-XX/2024-07-03", "2024-06-01", "2024-07-03", "from some day in June 2024 to 3 July 2024"),
    ("2024-12-08?/", "2024-12-08", None, "from 8 December 2024 (date unconfirmed), end unknown"),
    ("../2024-12?", None, "2024-12-31", "until December 2024 (date unconfirmed, no stated start)"),
    ("[2024-12..]", "2024-12-01", None, "in or after December 2024"),
    ("[..2024]", None, "2024-12-31", "in or before 2024"),
    ("[2024-12-05..2024-12-08]", "2024-12-05", "2024-12-08", "some day from 5 to 8 December 2024"),
    ("[2024-11-30,2024-12-01]", "2024-11-30", "2024-12-01", "30 November or 1 December 2024"),
    ("[2024-12-08,2024-12-05]", "2024-12-05", "2024-12-08", "8 or 5 December 2024"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "1667, 1668 or 1670–1672"),
    (
        "[1760-01,1760-02,1760-12..]",
        "1760-01-01",
        None,
        "January 1760, February 1760 or from December 1760 on",
    ),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", "1667 or December 1760"),
    ("[2024-12-07~,2024-12-08]", "2024-12-07", "2024-12-08", "about 7 December 2024 or 8 December 2024"),
    ("{..1984}", None, "1984-12-31", "every year up to 1984"),
    ("{1984..}", "1984-01-01", None, "every year from 1984 on"),
    ("{2024-12-05..2024-12-08}", "2024-12-05", "2024-12-08", "every day from 5 to 8 December 2024"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", "1960 and December 1961"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "words"), TABLE + BEYOND_THE_TABLE)
def test_a_form_of_edtf_is_read_bounded_and_said(
    text: str, earliest: str | None, latest: str | None, words: str
) -> None:
    read = Date.parse(text)
    assert (iso(read.earliest), iso(read.latest)) == (earliest, latest)
    assert in_words(read) == words
    assert str(read) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2023-02-29", "February 2023 has 28 days"),
        ("2024-02-30", "February 2024 has 29 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("-0043-02-29", "February -0043 has 28 days"),
        ("2024-04-31", "April 2024 has 30 days"),
        ("2024-12-32", "December 2024 has 31 days"),
        ("2024-12-00", "day 00 does not exist"),
        ("2024-13", "month 13 does not exist"),
        ("2024-13-01", "month 13 does not exist"),
        ("2024-00", "month 00 does not exist"),
        ("2024-42", "month 42 does not exist"),
        ("2024-2X", "no month can be 2X"),
        ("2024-02-3X", "February 2024 has 29 days"),
        ("201X-02-30", "February has at most 29 days"),
        ("201X-04-31", "April has 30 days"),
        ("XXX1-02-29", "no year XXX1 has a 29 February"),
        ("2024-21-03", "21 is a part of a year, such as a season, and has no days"),
        ("2024-12-08/2024-12-05", "the interval ends before it starts"),
        ("2024/2023", "the interval ends before it starts"),
        ("2024-22/2024-21", "the interval ends before it starts"),
        ("2024-12-08T05:00Z/2024-12-08T04:59Z", "the interval ends before it starts"),
        ("2024-12-08T05:00+03:00/2024-12-08T01:00Z", "the interval ends before it starts"),
        ("[2025..2024]", "2025..2024: the range ends before it starts"),
        ("../..", "../.. says nothing: an interval needs a date at one end at least"),
        ("/", "/ says nothing: an interval needs a date at one end at least"),
        ("2024-12-08/10", "2024-12-08/10: write the end in full, 2024-12-08/2024-12-10"),
        ("2024-11/12", "2024-11/12: write the end in full, 2024-11/2024-12"),
        ("2024-12-28/01-03", "2024-12-28/01-03: write the end in full, 2024-12-28/2025-01-03"),
        ("-0000", "-0000 is not a year: year 0 has no sign, write 0000 (1 BC)"),
        ("Y2024", "Y2024 is not a year: up to four digits are written without Y, 2024"),
        ("Y02024", "a year after Y does not start with 0"),
        ("Y1E99999999999", "a year has at most 15 digits"),
        ("Y17E7-12", "Y17E7-12: a year with Y or S stands alone, without a month"),
        ("2024S5", "2024S5: the year has 4 digits, so 1 to 4 can be significant"),
        ("1X50S2", "1X50S2: a year has X or S, not both"),
        ("[2024", "[2024: a set that opens with [ ends with ]"),
        ("{2024]", "{2024]: a set that opens with { ends with }"),
        ("[2024, 2025]", "[2024, 2025]: a set is written without spaces, [2024,2025]"),
        (
            "[2024/2025]",
            "2024/2025: within a set a range is written with .., as in 2024-12-07..2024-12-08",
        ),
        ("[2024,]", "a set has dates between its commas"),
        ("[..]", "a set says nothing with .. alone: write a date before or behind it"),
        (
            "[2024,..2025]",
            "..2025: in a set only the first date can be open before, and only the last behind",
        ),
        ("[2024-12-08T04:30Z]", "2024-12-08T04:30Z: the dates of a set have no times"),
        ("2024-12-08T25:00", "hour 25 does not exist"),
        ("2024-12-08T24:00Z", "24:00 can only end a range: write 00:00 of the next day"),
        ("2024-12-08T04:60", "minute 60 does not exist"),
        ("2024-12-08T04:30+18:00", "no place has the offset +18:00: they run from -12:00 to +14:00"),
        ("2024-12-08T04:30+15:00", "no place has the offset +15:00: they run from -12:00 to +14:00"),
        ("2024-12-08T4:30", "4:30 is not a time: write 04:30"),
        (
            "2024-12-XXT04:30",
            "2024-12-XXT04:30 has a time, so its date must be certain: leave out the time, or the doubt",
        ),
    ],
)
def test_an_impossible_date_says_why(text: str, fault: str) -> None:
    with pytest.raises(DateError) as error:
        Date.parse(text)
    assert str(error.value) == fault


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("08/12/2024", "write 2024-12-08 (year-month-day), or 2024-08-12 if the month was written first"),
        ("12/25/2024", "write 2024-12-25 (year-month-day)"),
        ("25.12.2024", "write 2024-12-25 (year-month-day)"),
        ("08.12.24", "write 2024-12-08 (year-month-day), or 2024-08-12 if the month was written first"),
        ("1.12.24", "write 2024-12-01 (year-month-day), or 2024-01-12 if the month was written first"),
        ("12/25/24", "write 2024-12-25 (year-month-day)"),
        ("01-Mar-24", "write 2024-03-01"),
        ("12/2024", "write 2024-12"),
        ("45352", "as a spreadsheet counts days, write 2024-03-01"),
        ("31/02/2024", "February 2024 has 29 days"),
        ("99/99/9999", "write year-month-day, as in 2024-12-08"),
        ("24-12-08", "write 2008-12-24 (year-month-day), or 2024-12-08 if the year was written first"),
        ("8. December 2024", "write 2024-12-08"),
        ("8th of December 2024", "write 2024-12-08"),
        ("Sunday, 8 December 2024", "write 2024-12-08"),
        ("2024-Dec-08", "write 2024-12-08"),
        ("Dec-24", "write 2024-12, or the year as well if 24 is the day"),
        ("8/12", "the year is missing: write year-month-day, as in 2024-12-08"),
        ("8 Dec", "the year is missing: write year-month-day, as in 2024-12-08"),
        ("8-10 December 2024", "write 2024-12-08/2024-12-10"),
        ("8/10 December 2024", "write 2024-12-08/2024-12-10"),
        ("December 8–10, 2024", "write 2024-12-08/2024-12-10"),
        ("45634.5", "as a spreadsheet counts days, write 2024-12-08T12:00"),
        ("1733616000", "as computers count seconds, write 2024-12-08T00:00:00Z"),
        ("081400ZDEC24", "write 2024-12-08T14:00Z"),
        ("081400C DEC 2024", "write 2024-12-08T14:00+03:00"),
        ("081400R DEC 24", "write 2024-12-08T14:00-05:00"),
        ("20241208T140000Z", "write 2024-12-08T14:00:00Z"),
        ("2024年12月8日", "write 2024-12-08"),
        ("٢٠٢٤-١٢-٠٨", "write it with the digits 0 to 9, 2024-12-08"),
        (
            "08/12/2024 14:00",
            (
                "write 2024-12-08 (year-month-day), or 2024-08-12 if the month was written first, "
                "with the time behind it as T14:00"
            ),
        ),
        ("8 Dec 2024 2:30 PM", "write 2024-12-08, with the time behind it as T14:30"),
        ("mid-December 2024", "write the days it may be, as in 2024-12-01/2024-12-10"),
        ("2024-12-08 (approx.)", "put ~ behind a date that is approximate, as in 2024-12-08~"),
        ("from 2024-12-01 to 2024-12-08", "an interval is written 2024-12-01/2024-12-08"),
        ("2024-12-08 - 2024-12-10", "an interval is written 2024-12-08/2024-12-10"),
        ("2024-12-08-2024-12-10", "an interval is written 2024-12-08/2024-12-10"),
        ("before 2024-12-08", "write ../2024-12-08"),
        ("since 2024-12", "write 2024-12/.."),
        ("n/a", "write what is known of it, as in 2024-12, 202X or ../2024-12-08"),
        ("tbc", "write what is known of it, as in 2024-12, 202X or ../2024-12-08"),
        ("2024-12-08,", "write 2024-12-08"),
        ("“2024-12-08”", "write 2024-12-08"),
        ("2024/12/08", "write 2024-12-08"),
        ("2024-12-8", "write 2024-12-08"),
        ("2024-1", "write 2024-01"),
        ("2024/12", "write 2024-12"),
        ("20241208", "write 2024-12-08"),
        ("8 December 2024", "write 2024-12-08"),
        ("8th Dec 2024", "write 2024-12-08"),
        ("Dec. 8, 2024", "write 2024-12-08"),
        ("december 2024", "write 2024-12"),
        ("2024-W49", "write the days of the week, 2024-12-02/2024-12-08"),
        ("2024-W49-7", "write the day, 2024-12-08"),
        ("2024-343", "write 2024-12-08"),
        ("winter 2024", "write 2024-24"),
        ("2024-Q4", "write 2024-36"),
        ("c. 2024", "put ~ behind a date that is approximate, as in 2024~"),
        ("1950s", "write 195X for the decade"),
        ("2024-12-08 04:30", "write 2024-12-08T04:30, or the time on its own in `time`"),
        ("04:30", "a time of day is written on its own in `time`, beside the date"),
        ("199u", "unspecified digits are capital X, 199X"),
        ("y170000002", "write a capital Y, Y170000002"),
        ("170000002", "a year beyond four digits is written with Y, Y170000002"),
        ("24", "a year has four digits, as in 2024; the year 24 is written 0024"),
        ("2024-12-08 to 2024-12-10", "an interval is written 2024-12-08/2024-12-10"),
        ("2024-12-07..2024-12-08", "an interval is written 2024-12-07/2024-12-08"),
        ("2024-12-08 / 2024-12-10", "write it without spaces, 2024-12-08/2024-12-10"),
        ("2024-12-01/2024-12-02/2024-12-03", "an interval has one / between two dates"),
        ("2024–12–08", "write hyphens, 2024-12-08"),
        (" 2024-12-08", "write it without spaces, 2024-12-08"),
    ],
)
def test_a_date_written_otherwise_says_how_to_write_it(text: str, meant: str) -> None:
    with pytest.raises(DateError) as error:
        Date.parse(text)
    assert str(error.value) == f"{text} is not a date: {meant}"


def test_what_a_hint_offers_can_be_read() -> None:
    for text in (
        "08/12/2024",
        "8 Dec 2024",
        "2024-W01",
        "2020-366",
        "fall 2024",
        "Q2 2024",
        "1950s",
        "199u",
        "081400R DEC 24",
        "45634.5",
        "1733616000",
        "Dec-24",
        "8-10 Dec 2024",
        "since 2024",
        "24-12-08",
    ):
        with pytest.raises(DateError) as error:
            Date.parse(text)
        offered = re.search(r"write .*?([0-9X/.T:Z+-]{4,})|X, ([0-9X]+)", str(error.value))
        assert offered is not None
        Date.parse(offered[1] or offered[2])


def test_an_end_written_in_words_is_explained() -> None:
    with pytest.raises(DateError, match=r"present is not a date: an end still open is written \.\."):
        Date.parse("2024-12-08/present")


@pytest.mark.parametrize("text", ["", "soon", "2024-12-08~~", "²⁰²⁴", "2024-12-08‮"])
def test_what_is_no_date_at_all_says_how_dates_are_written(text: str) -> None:
    with pytest.raises(DateError, match="a date is written 2024-12-08, 2024-12 or 2024") as error:
        Date.parse(text)
    assert str(error.value).isprintable()


@pytest.mark.parametrize("shape", ["{}", "Y{}", "Y-{}", "Y1E{}", "2024S{}", "{}-12", "[{}]", "2024/{}", "{}/"])
@pytest.mark.parametrize("parse", [Date.parse, Moment.parse, Clock.parse])
def test_thousands_of_digits_are_refused_at_once_and_shortly(shape: str, parse: type) -> None:
    for length in (400, 5_000, 1_000_000):
        with at_most(0.5), pytest.raises(DateError) as error:
            parse(shape.format("7" * length))
        assert len(str(error.value)) < 250


def test_a_date_tells_what_it_is() -> None:
    interval = Date.parse("2024-11~/2024-12-08?")
    assert interval.kind is Kind.INTERVAL
    assert (interval.approximate, interval.uncertain) == (True, True)
    assert Date.parse("2024-12-08/..").end is Limit.OPEN
    assert Date.parse("2024-12-08/").end is Limit.UNKNOWN
    assert Date.parse("/2024").start is Limit.UNKNOWN
    assert Date.parse("[2024,2025]").kind is Kind.ONE_OF
    assert Date.parse("{2024,2025}").kind is Kind.ALL_OF
    assert (Date.parse("2024").approximate, Date.parse("2024").uncertain) == (False, False)
    assert Date.parse("2024-12-08T04:30").naive
    assert not Date.parse("2024-12-08T04:30Z").naive
    assert Date.parse("2024-12-08T04:30Z/2024-12-08T05:30").naive
    assert Date.parse("2024-12-08T04:30Z/..").has_time
    assert not Date.parse("2024-12-08").has_time


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2024-12-08T04:30:00Z", Precision.SECOND),
        ("2024-12-08T04:30Z", Precision.MINUTE),
        ("2024-12-08", Precision.DAY),
        ("2024-12", Precision.MONTH),
        ("2024-12-XX", Precision.MONTH),
        ("2024-24", Precision.SEASON),
        ("2024", Precision.YEAR),
        ("2024-XX-31", Precision.YEAR),
        ("202X-12-08", Precision.DECADE),
        ("1950S3", Precision.DECADE),
        ("19XX", Precision.CENTURY),
        ("1950S2", Precision.CENTURY),
        ("1XXX", Precision.MILLENNIUM),
        ("XXXX", Precision.ERA),
        ("Y171010000S3", Precision.ERA),
        ("Y170000002", Precision.YEAR),
        ("2024-11/2024-12-08", Precision.MONTH),
        ("[2024-12-07,2024-12]", Precision.MONTH),
    ],
)
def test_precision_is_the_smallest_unit_known_for_certain(text: str, precision: Precision) -> None:
    assert Date.parse(text).precision is precision


# Days


@patient
@given(st.dates())
def test_days_count_as_the_calendar_of_the_standard_library_does(day: date) -> None:
    ours = Day(day.year, day.month, day.day)
    assert ours.ordinal == (day - date(1970, 1, 1)).days
    assert Day.from_ordinal(ours.ordinal) == ours
    assert ours.weekday == day.weekday()
    assert ours.iso() == day.isoformat()


@patient
@given(st.integers(-(10**18), 10**18))
def test_days_count_on_in_any_year(ordinal: int) -> None:
    day = Day.from_ordinal(ordinal)
    assert day.ordinal == ordinal
    assert Day.from_ordinal(ordinal + 146_097) == day._replace(year=day.year + 400)
    assert day < day.plus(1)


def test_days_print_their_year_as_edtf_does() -> None:
    assert [Day(year, 1, 1).iso() for year in (-12345, -43, 0, 43, 9999, 170_000_002)] == [
        "Y-12345-01-01",
        "-0043-01-01",
        "0000-01-01",
        "0043-01-01",
        "9999-01-01",
        "Y170000002-01-01",
    ]


# Clocks


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("02:30", "2024-12-08T02:30+03:00", "2024-12-08T02:31+03:00"),
        ("02:30:15", "2024-12-08T02:30:15+03:00", "2024-12-08T02:30:16+03:00"),
        ("02:30/04:00", "2024-12-08T02:30+03:00", "2024-12-08T04:01+03:00"),
        ("02:30+03:00", "2024-12-08T02:30+03:00", "2024-12-08T02:31+03:00"),
        ("02:30-05", "2024-12-08T02:30-05:00", "2024-12-08T02:31-05:00"),
        ("02:30/04:00Z", "2024-12-08T02:30Z", "2024-12-08T04:01Z"),
        ("02:30Z/04:00", "2024-12-08T02:30Z", "2024-12-08T04:01Z"),
        ("02:30+03:00/04:00+02:00", "2024-12-08T02:30+03:00", "2024-12-08T04:01+02:00"),
        ("22:00/02:00", "2024-12-08T22:00+03:00", "2024-12-09T02:01+03:00"),
        ("22:00/24:00", "2024-12-08T22:00+03:00", "2024-12-09T00:00+03:00"),
        ("22:00/00:00", "2024-12-08T22:00+03:00", "2024-12-09T00:00+03:00"),
        ("00:00/24:00", "2024-12-08T00:00+03:00", "2024-12-09T00:00+03:00"),
    ],
)
def test_a_time_of_day_covers_what_it_names(text: str, first: str, last: str) -> None:
    clock = Clock.parse(text)
    assert str(clock) == text
    assert window(Date.parse("2024-12-08"), clock, DAMASCUS) == (at(first), at(last))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("lunch", "lunch is not a time: a time is written 02:30 or 02:30/04:00"),
        ("noon", "noon is not a time: write 12:00"),
        ("4:30-6:00", "4:30-6:00 is not a time: write the range 04:30/06:00"),
        ("4-6 pm", "4-6 pm is not a time: write the range 16:00/18:00"),
        ("04:30 to 06:00", "04:30 to 06:00 is not a time: write the range 04:30/06:00"),
        ("00:00-24:00", "00:00-24:00 is not a time: write the range 00:00/24:00"),
        ("10:00-13:30", "10:00-13:30 is not a time: write the range 10:00/13:30"),
        ("1400Z", "1400Z is not a time: write 14:00Z"),
        ("14:00 UTC", "14:00 UTC is not a time: write 14:00Z"),
        ("14:00 hrs", "14:00 hrs is not a time: write 14:00"),
        ("14:00+3", "14:00+3 is not a time: write 14:00+03:00"),
        (
            "14:00 EST",
            "14:00 EST is not a time: write it without spaces, the offset as in 02:30+03:00 or 02:30Z",
        ),
        ("", "a time is missing: a time is written 02:30 or 02:30/04:00"),
        ("2:30", "2:30 is not a time: write 02:30"),
        ("2.30 pm", "2.30 pm is not a time: write 14:30"),
        ("0630", "0630 is not a time: write 06:30"),
        ("24:00", "24:00 can only end a range: write 00:00 of the next day"),
        ("24:00/02:00", "24:00 can only end a range: write 00:00 of the next day"),
        (
            "23:00-05/01:00+03",
            "23:00-05/01:00+03: it ends before it begins, on the next day too: look at its two offsets",
        ),
        ("22:00/24:30", "a day ends at 24:00"),
        ("25:00", "hour 25 does not exist"),
        ("02:61", "minute 61 does not exist"),
        ("02:30:60", "second 60 does not exist"),
        ("02:30:15.5", "02:30:15.5 is not a time: leave out the fraction of the second"),
        (
            "02:30 – 04:00",
            "02:30 – 04:00 is not a time: write the range 02:30/04:00",
        ),
        ("02:30+0300", "02:30+0300 is not a time: write 02:30+03:00"),
        ("02:30+14:01", "no place has the offset +14:01: they run from -12:00 to +14:00"),
        ("02:30/03:30-12:01", "no place has the offset -12:01: they run from -12:00 to +14:00"),
        (
            "04:30-06:00",
            (
                "04:30-06:00 can be a range or a time with an offset: write the range 04:30/06:00, "
                "or the offset with the date, as in `date: 2024-12-08T04:30-06:00`"
            ),
        ),
        ("02:30+03:60", "no place has the offset +03:60: they run from -12:00 to +14:00"),
    ],
)
def test_a_time_that_cannot_be_says_why(text: str, fault: str) -> None:
    with pytest.raises(DateError) as error:
        Clock.parse(text)
    assert str(error.value) == fault


def test_the_offsets_in_use_are_read() -> None:
    assert Clock.parse("02:30+14:00").first.offset == 14 * 3600
    assert Clock.parse("02:30-12").first.offset == -12 * 3600


def test_a_clock_is_naive_without_an_offset() -> None:
    assert Clock.parse("02:30/04:00").naive
    assert not Clock.parse("02:30/04:00Z").naive
    assert not Clock.parse("02:30Z/04:00").naive


# The time line


def test_a_day_covers_its_day_at_the_place() -> None:
    assert window(Date.parse("2024-12-08"), None, DAMASCUS) == (
        at("2024-12-07T21:00Z"),
        at("2024-12-08T21:00Z"),
    )
    assert window(Date.parse("2024-12-08")) == (at("2024-12-08T00:00Z"), at("2024-12-09T00:00Z"))


def test_open_and_unknown_ends_have_no_bound() -> None:
    assert window(Date.parse("2024-12-08/..")) == (at("2024-12-08T00:00Z"), None)
    assert window(Date.parse("/2024-12-08")) == (None, at("2024-12-09T00:00Z"))


def test_a_day_whose_midnight_was_skipped_starts_when_the_clocks_moved() -> None:
    # Damascus went from 00:00 to 01:00 on 25 March 2022.
    assert window(Date.parse("2022-03-25"), None, DAMASCUS) == (
        at("2022-03-25T00:00+02:00"),
        at("2022-03-26T00:00+03:00"),
    )


def test_a_local_time_that_happened_twice_covers_both() -> None:
    assert window(Date.parse("2024-10-27"), Clock.parse("02:30"), BERLIN) == (
        at("2024-10-27T02:30+02:00"),
        at("2024-10-27T02:31+01:00"),
    )


def test_a_range_on_an_interval_of_days_opens_the_first_and_closes_the_last() -> None:
    date_ = Date.parse("2024-12-07/2024-12-08")
    assert window(date_, Clock.parse("22:00/02:00"), DAMASCUS) == (
        at("2024-12-07T22:00+03:00"),
        at("2024-12-08T02:01+03:00"),
    )


def test_the_years_beyond_a_datetime_are_placed_without_a_zone() -> None:
    for text in ("Y170000002", "-0043-03-15", "0000", "9999-12-31", "0001-01-01"):
        read = Date.parse(text)
        assert read.earliest is not None
        assert read.latest is not None
        assert window(read, None, DAMASCUS) == (
            read.earliest.ordinal * 86_400,
            read.latest.ordinal * 86_400 + 86_400,
        )


def test_an_event_prints_as_the_day_it_was_at_the_place() -> None:
    late = Date.parse("2024-12-07T23:30:00Z")
    assert days(late, None, DAMASCUS) == (Day(2024, 12, 8), Day(2024, 12, 8))
    assert days(late) == (Day(2024, 12, 7), Day(2024, 12, 7))
    assert in_words(late, None, DAMASCUS) == "8 December 2024, 02:30"
    assert days(Date.parse("2024-12-08"), Clock.parse("01:00+03:00"), NEW_YORK)[0] == Day(2024, 12, 8)


def test_the_last_day_of_a_range_past_midnight_is_the_next() -> None:
    day = Date.parse("2024-12-08")
    assert days(day, Clock.parse("22:00/02:00"), DAMASCUS) == (Day(2024, 12, 8), Day(2024, 12, 9))
    assert days(day, Clock.parse("22:00/24:00"), DAMASCUS) == (Day(2024, 12, 8), Day(2024, 12, 8))
    assert days(Date.parse("2024-12-08/..")) == (Day(2024, 12, 8), None)


def test_the_order_is_earliest_then_latest_then_finer_precision() -> None:
    in_order = [
        ("2024-11~/2024-12-08", None),  # starts first
        ("2024-12-01/2024-12-31", None),  # the same bounds as the month, and finer
        ("2024-12", None),
        ("2024-12-01/..", None),  # the same start, no end known
        ("2024-12-08", "02:30"),
        ("2024-12-08", "02:30/04:00"),
        ("2024-12-08T05:00:00+03:00", None),
        ("../2024-12-08", None),  # an open start sorts by its latest
        ("/2024-12-08", None),
        ("2024-12-09", None),
    ]
    keys = [sort_key(Date.parse(text), Clock.parse(clock) if clock else None, DAMASCUS) for text, clock in in_order]
    assert keys == sorted(keys)
    assert all(a < b for a, b in pairwise(keys) if a != b)
    assert sum(a == b for a, b in pairwise(keys)) == 1  # only the two open starts tie


def test_a_precise_time_sorts_before_the_rest_of_its_minute() -> None:
    day = Date.parse("2024-12-08")
    assert sort_key(day, Clock.parse("02:30:00")) < sort_key(day, Clock.parse("02:30"))


def test_windows_overlap_when_they_may_share_an_instant() -> None:
    day, night = Window(0, 100), Window(100, 200)
    assert not may_overlap(day, night)
    assert may_overlap(day, Window(99, 101))
    assert may_overlap(day, Window(None, 1))
    assert not may_overlap(night, Window(None, 100))
    assert may_overlap(night, Window(0, None))
    assert may_overlap(Window(None, None), day)


# Moments


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01T00:00:00+03:00", "2024-12-31T23:59:59+03:00"),
        ("2024-12", "2024-12-01T00:00:00+03:00", "2024-12-31T23:59:59+03:00"),
        ("2024-12-08", "2024-12-08T00:00:00+03:00", "2024-12-08T23:59:59+03:00"),
        ("2024-12-08T06:00", "2024-12-08T06:00:00+03:00", "2024-12-08T06:00:00+03:00"),
        ("2024-12-08T06:00-05:00", "2024-12-08T06:00:00-05:00", "2024-12-08T06:00:00-05:00"),
        ("2024-12-08T06:00:30Z", "2024-12-08T06:00:30Z", "2024-12-08T06:00:30Z"),
    ],
)
def test_a_moment_has_a_first_and_a_last_instant(text: str, first: str, last: str) -> None:
    moment = Moment.parse(text)
    assert str(moment) == text
    assert (moment.first(DAMASCUS), moment.last(DAMASCUS)) == (at(first), at(last))
    assert moment.local(DAMASCUS) == datetime.fromisoformat(first)
    assert moment.local(DAMASCUS).utcoffset() == timedelta(hours=3)


def test_a_moment_knows_whether_it_has_a_time_and_an_offset() -> None:
    day, local, exact = (Moment.parse(text) for text in ("2024-12-08", "2024-12-08T06:00", "2024-12-08T06:00Z"))
    assert [moment.date_only for moment in (day, local, exact)] == [True, False, False]
    assert [moment.naive for moment in (day, local, exact)] == [False, True, False]
    assert exact.local() == datetime(2024, 12, 8, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2024-02-30", "February 2024 has 29 days"),
        (
            "2024-12~",
            "2024-12~ is not one moment: write a year, a month, a day or 2024-12-08T06:00Z, without doubt",
        ),
        ("202X/2024", "202X/2024 is not one moment: write a year, a month, a day or 2024-12-08T06:00Z, without doubt"),
        ("2024-24", "2024-24 is a part of a year: a moment is a year, a month, a day or a time"),
        ("0000", "0000 is out of reach: moments lie in the years 0002 to 9998"),
        ("2024-12-08T06", "06 is not a time: write 06:00"),
        ("8 December 2024", "8 December 2024 is not a date: write 2024-12-08"),
    ],
)
def test_what_is_not_a_moment_says_why(text: str, fault: str) -> None:
    with pytest.raises(DateError) as error:
        Moment.parse(text)
    assert str(error.value) == fault


# Zones


def test_a_zone_goes_by_its_name() -> None:
    assert zone("Asia/Damascus").key == "Asia/Damascus"
    assert zone("UTC").utcoffset(datetime(2024, 12, 8)) == timedelta(0)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Asia/Damscus", "did you mean Asia/Damascus?"),
        ("asia/damascus", "did you mean Asia/Damascus?"),
        ("Damascus", "did you mean Asia/Damascus?"),
        ("New York", "did you mean America/New_York?"),
        ("GMT+3", "such as Asia/Damascus, or Etc/GMT-3 for +03:00 all the year (the sign is turned round there)"),
        ("UTC+3", "or Etc/GMT-3 for +03:00"),
        ("UTC-05:00", "or Etc/GMT+5 for -05:00"),
        ("UTC+05:30", "write the zone of a place, such as Asia/Damascus"),
        ("MSK", "write one by a place, such as Europe/Moscow or UTC"),
        ("Homs", "write one by name, such as Asia/Damascus or UTC"),
        ("", "write one by name, such as Asia/Damascus or UTC"),
        ("/etc/localtime", "write one by name"),
        ("../../etc/passwd", "write one by name"),
        ("localtime", "write one by name"),
        ("Asia", "there is no time zone called Asia"),
        ("x" * 9000, "write one by name"),
        ("Asia/Damascus\0", "did you mean Asia/Damascus?"),
    ],
)
def test_an_unknown_zone_gets_a_hint(name: str, hint: str) -> None:
    with pytest.raises(DateError) as error:
        zone(name)
    assert hint in str(error.value)
    assert len(str(error.value)) < 200


# Words


@pytest.mark.parametrize(
    ("text", "clock", "words"),
    [
        ("2024-12-08", "02:30", "8 December 2024, 02:30"),
        ("2024-12-08", "02:30:15", "8 December 2024, 02:30:15"),
        ("2024-12-08", "02:30/04:00", "8 December 2024, 02:30–04:00"),
        ("2024-12-08", "22:00/02:00", "8 December 2024, 22:00–02:00 the next day"),
        ("2024-12-08", "22:00/24:00", "8 December 2024, 22:00–24:00"),
        ("2024-12-08", "23:30Z", "9 December 2024, 02:30"),
        ("2024-12-08?", "02:30", "8 December 2024, 02:30 (date unconfirmed)"),
        ("2024-12-08~", "23:30Z", "about 9 December 2024, 02:30"),
        ("2024-12-07/2024-12-08", "02:30", "7–8 December 2024, 02:30"),
        ("2024-12-07/2024-12-08", "22:00/02:00", "7 December 2024, 22:00 – 8 December 2024, 02:00"),
        ("2024-12-07~/2024-12-08", "22:00/02:00", "from about 7 December 2024, 22:00 to 8 December 2024, 02:00"),
        ("2024-12-08/..", "02:30", "from 8 December 2024, 02:30 (ongoing)"),
        ("2024-12-08/", "02:30", "from 8 December 2024, 02:30, end unknown"),
        ("[2024-12-07,2024-12-08]", "22:00/02:00", "7 or 8 December 2024, 22:00–02:00 the next day"),
        ("[2024-12-07,2024-12-08]", "23:30Z", "7 or 8 December 2024, 23:30 UTC"),
        ("2024-12-XX", "02:30", "some day in December 2024, 02:30"),
        ("2024-12-08T04:30:00Z", None, "8 December 2024, 07:30"),
        ("2024-12-08T02:30Z/2024-12-08T04:00Z", None, "8 December 2024, 05:30–07:00"),
        ("2024-12-07T19:00Z/2024-12-07T23:00Z", None, "7 December 2024, 22:00 – 8 December 2024, 02:00"),
        ("2024-12-08T02:30Z/..", None, "from 8 December 2024, 05:30 (ongoing)"),
        ("../2024-12-08T02:30Z", None, "until 8 December 2024, 05:30 (no stated start)"),
        ("2024-12-05/2024-12-08T02:30Z", None, "5 December 2024 – 8 December 2024, 05:30"),
    ],
)
def test_a_time_stands_behind_the_date_on_the_clocks_of_the_place(text: str, clock: str | None, words: str) -> None:
    assert in_words(Date.parse(text), Clock.parse(clock) if clock else None, DAMASCUS) == words


def test_without_a_zone_the_offset_is_told() -> None:
    day = Date.parse("2024-12-08")
    assert in_words(day, Clock.parse("02:30/02:30-03:30")) == "8 December 2024, 02:30 UTC−3:30"
    assert in_words(day, Clock.parse("02:30/04:00Z")) == "8 December 2024, 02:30–04:00 UTC"
    assert in_words(day, Clock.parse("02:30")) == "8 December 2024, 02:30"
    mixed = Clock.parse("02:30+03:00/04:00+02:00")
    assert in_words(day, mixed) == "8 December 2024, 02:30 UTC+3 – 04:00 UTC+2"


@pytest.mark.parametrize(
    ("text", "clock", "words"),
    [
        ("2024-12-08", None, ""),
        ("2024-12-08", "02:30", "02:30"),
        ("2024-12-08", "02:30/04:00Z", "05:30–07:00"),
        ("2024-12-08", "22:00/02:00", "22:00–02:00 the next day"),
        ("2024-12-08T04:30:00Z", None, "07:30"),
        ("2024-12-08/..", "02:30", "from 02:30"),
        ("../2024-12-08", "02:30", "until 02:30"),
        ("[2024-12-07,2024-12-08]", "02:30", "02:30"),
        ("[2024-12-07,2024-12-08]", None, ""),
    ],
)
def test_a_time_of_day_alone(text: str, clock: str | None, words: str) -> None:
    assert time_in_words(Date.parse(text), Clock.parse(clock) if clock else None, DAMASCUS) == words


@pytest.mark.parametrize(
    ("text", "clock", "words", "there"),
    [
        ("2024-12-07", "20:00-05", "7 December 2024, 20:00 UTC−5", "Damascus time: 8 December 2024, 04:00"),
        (
            "2024-12-07",
            "20:00/22:00-05:00",
            "7 December 2024, 20:00–22:00 UTC−5",
            "Damascus time: 8 December 2024, 04:00–06:00",
        ),
        ("2024-12-07T20:00-05:00", None, "7 December 2024, 20:00 UTC−5", "Damascus time: 8 December 2024, 04:00"),
        (
            "2024-12-07T20:00-05:00/..",
            None,
            "from 7 December 2024, 20:00 UTC−5 (ongoing)",
            "Damascus time: from 8 December 2024, 04:00 (ongoing)",
        ),
        (
            "2024-12-07T20:00-05:00/2024-12-08T05:00",
            None,
            "7 December 2024, 20:00 UTC−5 – 8 December 2024, 05:00 UTC+3",
            "Damascus time: 8 December 2024, 04:00–05:00",
        ),
        ("2024-12-07", "20:00+00:00", "7 December 2024, 20:00 UTC", "Damascus time: 7 December 2024, 23:00"),
        (
            "2024-12-07",
            "20:00-05:00/04:00Z",
            "7 December 2024, 20:00 UTC−5 – 07:00 UTC+3 the next day",
            "Damascus time: 8 December 2024, 04:00–07:00",
        ),
        ("2024-12-07", None, "7 December 2024", ""),
        ("2024-12-07", "20:00", "7 December 2024, 20:00", ""),
        ("2024-12-07", "20:00Z", "7 December 2024, 23:00", ""),
        ("2024-12-07", "20:00+03:00", "7 December 2024, 20:00", ""),
        ("2022-07-01", "20:00+03:00", "1 July 2022, 20:00", ""),
        # Damascus kept winter time till then.
        ("2022-02-01", "20:00+03:00", "1 February 2022, 20:00 UTC+3", "Damascus time: 1 February 2022, 19:00"),
        ("2024-12", "20:00-05", "December 2024, 20:00 UTC−5", ""),  # no day that a clock could be moved from
        ("[2024-12-07,2024-12-08]", "20:00-05", "7 or 8 December 2024, 20:00 UTC−5", ""),
    ],
)
def test_a_time_on_other_clocks_is_told_as_it_was_there(text: str, clock: str | None, words: str, there: str) -> None:
    date, at = Date.parse(text), Clock.parse(clock) if clock else None
    assert in_words(date, at, DAMASCUS) == words
    assert zone_time_in_words(date, at, DAMASCUS) == there
    assert zone_time_in_words(date, at) == ""


@pytest.mark.parametrize(
    ("text", "clock", "place", "words"),
    [
        ("2024-12-07", "00:00/24:00Z", DAMASCUS, "7 December 2024, 03:00–03:00 the next day"),
        (
            "2024-12-05/2024-12-08",
            "00:00/24:00Z",
            DAMASCUS,
            "5 December 2024, 03:00 – 9 December 2024, 03:00",
        ),
        ("2024-10-27", "00:30/01:30Z", zone("Europe/Berlin"), "27 October 2024, 02:30 UTC+2 – 02:30 UTC+1"),
        ("2024-10-27", "00:30/01:10Z", zone("Europe/Berlin"), "27 October 2024, 02:30 UTC+2 – 02:10 UTC+1"),
        ("2024-12", "22:00/00:00", DAMASCUS, "December 2024, 22:00–24:00"),
    ],
)
def test_a_range_is_a_range_though_its_ends_show_one_time(text: str, clock: str, place: tzinfo, words: str) -> None:
    assert in_words(Date.parse(text), Clock.parse(clock), place) == words


def test_a_range_moved_to_the_projects_clocks_is_one_still() -> None:
    day = Date.parse("2024-12-07"), Clock.parse("00:00/24:00-05")
    assert zone_time_in_words(*day, DAMASCUS) == "Damascus time: 7 December 2024, 08:00–08:00 the next day"


def test_a_zone_that_is_not_named_after_a_city_is_named_by_its_offset() -> None:
    speech = Date.parse("2024-12-07"), Clock.parse("20:00-05")
    assert zone_time_in_words(*speech, zone("UTC")) == "UTC: 8 December 2024, 01:00"
    assert zone_time_in_words(*speech, zone("Etc/GMT+6")) == "UTC−6: 7 December 2024, 19:00"


def test_the_days_of_a_time_with_an_offset_are_those_written() -> None:
    def ends(text: str, clock: str | None = None) -> list[str | None]:
        return [each and each.iso() for each in days(Date.parse(text), Clock.parse(clock) if clock else None, DAMASCUS)]

    assert ends("2024-12-07", "20:00-05") == ["2024-12-07", "2024-12-07"]
    assert ends("2024-12-07", "22:00/02:00-05") == ["2024-12-07", "2024-12-08"]
    assert ends("2024-12-07", "22:00Z") == ["2024-12-08", "2024-12-08"]  # names no place
    assert ends("2024-12", "22:00Z") == ["2024-12-01", "2024-12-31"]  # no day that it could be moved from
    assert ends("[2024-12-07,2024-12-08]", "22:00Z") == ["2024-12-07", "2024-12-08"]
    assert ends("2024-12-08T01:00+03:00/2024-12-07T23:00-05:00") == ["2024-12-07", "2024-12-08"]


def test_by_the_clock_a_time_belongs_to_the_day_it_was_at_the_place() -> None:
    def seconds(text: str) -> int | None:
        return window(Date.parse(text), None, DAMASCUS, by_the_clock=True).first

    assert seconds("2024-12-07T20:00-05:00") == seconds("2024-12-07T20:00+03:00")
    assert seconds("2024-12-07T20:00Z") == seconds("2024-12-07T23:00+03:00")


def test_a_moment_in_words_names_the_clock_it_is_told_by() -> None:
    moment = Moment.parse("2024-12-08T06:00+03:00")
    assert moment_in_words(moment, DAMASCUS) == "8 December 2024, 06:00 (Damascus, UTC+3)"
    assert moment_in_words(moment, NEW_YORK) == "7 December 2024, 22:00 (New York, UTC−5)"
    assert moment_in_words(moment, zone("UTC")) == "8 December 2024, 03:00 (UTC)"
    assert moment_in_words(moment) == "8 December 2024, 06:00 (UTC+3)"
    assert moment_in_words(Moment.parse("2024-12-08T06:00")) == "8 December 2024, 06:00"
    assert moment_in_words(Moment.parse("2024-12-08"), DAMASCUS) == "8 December 2024"
    assert moment_in_words(Moment.parse("2024-12"), DAMASCUS) == "December 2024"


def test_days_in_words() -> None:
    assert day_in_words(Day(2024, 12, 8)) == "Sunday 8 December 2024"
    assert day_in_words(Day(-43, 3, 15)) == "Friday 15 March 44 BC"  # proleptic Gregorian: the Ides were 13 March
    assert short_day(Day(2024, 12, 8)) == "8 Dec"


def test_a_language_without_a_table_falls_back_to_english() -> None:
    assert in_words(Date.parse("2024-12"), language="en-GB") == "December 2024"
    assert in_words(Date.parse("2024-12"), language="tlh") == "December 2024"


# Laws


def _put_x(text: str, places: list[bool]) -> str:
    return "".join("X" if x and c.isdigit() else c for c, x in zip(text, places, strict=True))


years = st.one_of(
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.integers(1, 9999).map(lambda year: f"-{year:04}"),
    st.integers(10_000, 10**12).map(lambda year: f"Y{year}"),
    st.integers(10_000, 10**12).map(lambda year: f"Y-{year}"),
    st.tuples(st.integers(1, 99), st.integers(1, 9)).map(lambda pair: f"Y{pair[0]}E{pair[1]}"),
    st.tuples(st.integers(1000, 9999), st.integers(1, 4)).map(lambda pair: f"{pair[0]}S{pair[1]}"),
)
parts = st.tuples(st.integers(0, 9999), st.integers(21, 41)).map(lambda pair: f"{pair[0]:04}-{pair[1]}")
months = st.tuples(st.integers(0, 9999), st.integers(1, 12)).map(lambda pair: f"{pair[0]:04}-{pair[1]:02}")
plain_days = st.dates().map(date.isoformat)
blurred = st.one_of(plain_days, months).flatmap(
    lambda text: st.lists(st.booleans(), min_size=len(text), max_size=len(text)).map(
        lambda places: _put_x(text, places)
    )
)
offsets = st.sampled_from(["", "Z", "+03:00", "-05", "+14"])
times = st.times().map(lambda t: t.strftime("%H:%M:%S")) | st.times().map(lambda t: t.strftime("%H:%M"))
timed = st.tuples(plain_days, times, offsets).map(lambda three: f"{three[0]}T{three[1]}{three[2]}")
marks = st.sampled_from(["", "", "?", "~", "%"])


@st.composite
def qualified(draw: st.DrawFn) -> str:
    """A date with qualifiers at any component, on either side."""
    text = draw(st.one_of(years, parts, months, plain_days, blurred))
    sign, pieces = ("-", text[1:].split("-")) if text[0] == "-" else ("", text.split("-"))
    if text[:2] == "Y-":
        sign, pieces = "", [text]
    pieces[0] = sign + pieces[0]
    return "-".join(draw(marks) + piece + draw(marks) for piece in pieces)


singles = st.one_of(years, parts, months, plain_days, blurred, timed, qualified())


@st.composite
def intervals(draw: st.DrawFn) -> str:
    ends = st.one_of(singles, st.sampled_from(["..", ""]))
    return f"{draw(ends)}/{draw(ends)}"


@st.composite
def sets(draw: st.DrawFn) -> str:
    untimed = st.one_of(years, months, plain_days, qualified())
    items = draw(st.lists(untimed, min_size=1, max_size=4))
    if draw(st.booleans()):
        items[0] = f"..{items[0]}"
    elif draw(st.booleans()):
        items[-1] += ".."
    brackets = draw(st.sampled_from(["[]", "{}"]))
    return brackets[0] + ",".join(items) + brackets[1]


def possible(text: str | None, parse: Callable[[str], object] = Date.parse) -> bool:
    """Whether chance made a date or time that exists: no 30 February, no interval that ends before it starts."""
    try:
        parse(text or "00:00")
    except DateError:
        return False
    return True


expressions = st.one_of(singles, intervals(), sets()).map(lambda text: text if possible(text) else "2024-12-08/..")
clocks = st.one_of(
    st.none(),
    st.tuples(times, offsets).map("".join),
    st.tuples(times, offsets, times, offsets).map(lambda four: f"{four[0]}{four[1]}/{four[2]}{four[3]}"),
).filter(lambda text: possible(text, Clock.parse))
zones = st.sampled_from([None, DAMASCUS, NEW_YORK, BERLIN, zone("Pacific/Apia"), zone("UTC")])


def read_clock(text: str | None) -> Clock | None:
    return Clock.parse(text) if text else None


@patient
@given(st.one_of(years, parts, months, plain_days, timed))
def test_what_is_possible_is_read(text: str) -> None:
    Date.parse(text)


@patient
@given(expressions)
def test_a_date_survives_a_round_trip(text: str) -> None:
    read = Date.parse(text)
    assert read.text == str(read) == text
    _parse.cache_clear()
    again = Date.parse(text)
    assert again == read
    assert hash(again) == hash(read)
    assert pickle.loads(pickle.dumps(read)) == copy.deepcopy(read) == read


@patient
@given(expressions)
def test_the_earliest_day_is_never_after_the_latest(text: str) -> None:
    read = Date.parse(text)
    if read.earliest and read.latest:
        assert read.earliest <= read.latest


@patient
@given(singles, singles)
def test_the_bounds_of_an_interval_are_those_of_its_ends(first: str, last: str) -> None:
    if not possible(f"{first}/{last}"):
        first, last = last, first
    assume(possible(f"{first}/{last}"))
    interval = Date.parse(f"{first}/{last}")
    assert interval.earliest == Date.parse(first).earliest
    assert interval.latest == Date.parse(last).latest


ALL_DAYS = [Day.from_ordinal(number).iso() for number in range(Day(1899, 1, 1).ordinal, Day(2101, 1, 1).ordinal)]


@patient
@given(
    st.sampled_from(["2024", "2023", "1900", "202X", "20X4", "19XX"]),
    st.text("0123X", min_size=2, max_size=2) | st.integers(1, 12).map("{:02}".format),
    st.text("01239X", min_size=2, max_size=2) | st.integers(1, 31).map("{:02}".format),
)
@example("202X", "02", "29")
@example("2023", "XX", "29")
@example("2024", "XX", "31")
@example("19XX", "02", "3X")
def test_bounds_are_the_first_and_the_last_existing_day_that_fits(year: str, month: str, day: str) -> None:
    text = f"{year}-{month}-{day}"
    pattern = re.compile(text.replace("X", "[0-9]"))
    within = [each for each in ALL_DAYS if pattern.fullmatch(each)]
    if not within:
        with pytest.raises(DateError):
            Date.parse(text)
        return
    read = Date.parse(text)
    assert (iso(read.earliest), iso(read.latest)) == (within[0], within[-1])


@patient
@given(st.lists(st.tuples(expressions, clocks), max_size=8), zones)
def test_any_dates_have_one_order(written: list[tuple[str, str | None]], place: object) -> None:
    keys = [sort_key(Date.parse(text), read_clock(clock), place) for text, clock in written]  # type: ignore[arg-type]
    assert sorted(keys) == sorted(keys, reverse=True)[::-1]


@patient
@given(expressions, clocks, zones)
def test_a_window_is_never_empty_and_lies_within_its_days(text: str, clock_text: str | None, place: object) -> None:
    read, clock = Date.parse(text), read_clock(clock_text)
    bounds = window(read, clock, place)  # type: ignore[arg-type]
    first, last = days(read, clock, place)  # type: ignore[arg-type]
    assert (bounds.first is None) == (first is None) == (read.earliest is None)
    assert (bounds.last is None) == (last is None) == (read.latest is None)
    if bounds.first is not None and bounds.last is not None:
        assert bounds.first < bounds.last
    # No place is further than a day from UTC.
    if bounds.first is not None and first is not None:
        assert abs(bounds.first // 86_400 - first.ordinal) <= 1


@patient
@given(expressions, clocks, zones, st.sampled_from(["en", "fr", "es", "ar", "ar-SY", "ru", "uk"]))
def test_every_date_has_words_in_every_language(
    text: str, clock_text: str | None, place: object, language: str
) -> None:
    read, clock = Date.parse(text), read_clock(clock_text)
    words = in_words(read, clock, place, language)  # type: ignore[arg-type]
    assert words.strip()
    assert not set("{}[]|") & set(words)
    assert "  " not in words
    assert "()" not in words
    if language in {"ar", "ar-SY", "ru", "uk"}:
        assert not re.search("[A-Za-z]", re.sub("UTC|X|Apia", "", words))
    if language != "en":
        assert not re.search("|".join(MONTHS), words)
    time_in_words(read, clock, place, language)  # type: ignore[arg-type]


@patient
@given(st.text() | st.text("0123456789-X~?%/.,[]{}YESTZ:+ ", max_size=24))
@example("[")
@example("Y")
@example("-")
@example("2024-12-08T")
@example("31 February 2024")
@example("2024-W99")
@example("2024-999")
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    for parse in (Date.parse, Clock.parse, Moment.parse, zone):
        try:
            parse(text)  # type: ignore[operator]
        except DateError as fault:
            assert str(fault).isprintable()  # noqa: PT017 - any other exception fails the test
            assert len(str(fault)) < 300  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "meant"),
    [("2024-03-02 06:00", "write 2024-03-02T06:00"), ("2024-03-02 6:30 pm", "write 2024-03-02T18:30"),
     ("2024-03-02 06:00 +03:00", "write 2024-03-02T06:00+03:00"), ("45352", "write 2024-03-01")],
)  # fmt: skip
def test_a_moment_written_otherwise_says_how_to_write_it(text: str, meant: str) -> None:
    with pytest.raises(DateError, match=re.escape(meant)):
        Moment.parse(text)


@pytest.mark.parametrize("text", ["2024-12-30/01-02", "2024-12-30/02", "2024-12/01", "2024-03-01/05", "2024-03/05"])
def test_the_end_that_a_hint_writes_in_full_is_one(text: str) -> None:
    with pytest.raises(DateError) as error:
        Date.parse(text)
    assert Date.parse(str(error.value).rpartition(" ")[2]).text.startswith(text.partition("/")[0])
