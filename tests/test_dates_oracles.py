"""Our EDTF against two other readers of it, and the places where one of them is wrong.

`edtf` reads and gives bounds; `edtf-validate` says yes or no. Both follow the Library of Congress's text of
ISO 8601-2:2019. Where we differ the reason stands beside the expression, and a test fails as soon as the
other package is put right.
"""

from __future__ import annotations

import re
import time
import warnings
from typing import TYPE_CHECKING

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.dates import Date, DateError

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of pyparsing, in the other package
    from edtf_validate.valid_edtf import is_valid

if TYPE_CHECKING:
    from collections.abc import Iterator

Bounds = tuple[tuple[int, int, int] | None, tuple[int, int, int] | None]

# What all three read alike: accepted or refused, and the same bounds.
READ_ALIKE = (
    "2024-12-08", "2024-12", "2024", "0000", "2024-02-29", "2000-02-29",
    "2024-12-08T04:30:00", "2024-12-08T04:30:00Z", "2024-12-08T04:30:00+03:00", "2024-12-08T04:30:00-05",
    "2024-12-05/2024-12-08", "2024-11/2024-12", "2023/2024", "2024/2024-12-08", "2024-12-08/2024-12-08",
    "2024-12-08?", "2024-12~", "2024%",
    "202X", "20XX", "2XXX", "XXXX", "2024-XX", "2024-12-XX", "2024-XX-XX", "2024-02-XX",
    "2024-21", "2024-22", "2024-23",
    "2024-11~/2024-12-08", "2024-11-01/2024-12~", "2024-11?/2024-12%",
    "Y170000002", "Y-170000002", "Y12345", "-0043", "-0043-03-15", "-0044-02-29",
    "2024-12~-08", "2024-~12-08", "?2024-12-08", "2024?-12-~08",
    "2004-06~-11", "?2004-06-~11", "2024~-12", "2024-%12-08",
    "156X-12-25", "15XX-12-25", "XXXX-12-XX", "15XX-12-XX", "1XXX-XX", "1XXX-12", "1984-XX-31", "1X5X",
    "[2024-12-07,2024-12-08]", "{2024-11,2024-12}", "[1667,1668,1670..1672]",
    "[1667,1760-12]", "{1960,1961-12}", "[2024,2023]",
    "Y-17E7", "Y17E8",
    "2004-06-~01/2004-06-~20", "2004-06-XX/2004-07-03", "2024-21/2024-22", "202X/2024",
    "2024-25", "2024-33", "2024-34", "2024-37", "2024-40", "2024-41",
)  # fmt: skip

REFUSED_ALIKE = (
    "2024-13", "2024-00", "2024-12-00", "2024-12-32", "2024-02-30", "2024-04-31", "2024-20", "2024-42",
    "2024-12-08T25:00:00", "2024-12-08T04:60:00", "2024-12-08T04:30:00+0300",
    "-0000", "Y2024", "Y02024", "y12345", "2024-12-08~~", "2024-12-08~?", "24-12-08", "2024-1-8",
    "08/12/2024", "2024/12/08", "20241208",
    "2024-W49", "2024-343", "199u", "unknown", "2024-", "/",
    "[..]", "[2024/2025]", "[2024,2025", "{2024]", "[2024,..2025]",
)  # fmt: skip

EDTF_WRONGLY_READS = {
    "2023-02-29": "2023 was no leap year",
    "1900-02-29": "1900 was no leap year",
    "-0043-02-29": "-43 was no leap year",
    "2024-02-3X": "February 2024 had 29 days",
    "2024-12-08/2024-12-05": "ends before it starts",
    "2024/2023": "ends before it starts",
    "2024-12/2024-11": "ends before it starts",
    "2023-02-29/2024": "2023 was no leap year",
    "2024-22/2024-21": "summer comes after spring",
    "[2024..2023]": "the range ends before it starts",
    "2024S5": "a year of four digits has no fifth",
    "../..": "allowed by the grammar, but says nothing that could be placed or ordered",
    "2024-12-08T24:00:00": "the same instant as 2024-12-09T00:00:00, which names the right day",
}

EDTF_WRONGLY_REFUSES = {
    "2024-24~": "a season can be approximate",
    "1984-1X": "a month can have one unspecified digit, as 1984-XX can have two",
    "2024-34/2024-36": "quarters can bound an interval as seasons can",
}

VALIDATE_WRONGLY_READS = {
    "2023-02-29": "2023 was no leap year; it only looks at leap years within intervals",
    "1900-02-29": "1900 was no leap year",
    "-0043-02-29": "-43 was no leap year",
    "2024-04-31?": "its month and day are checked together only without a qualifier",
    "2024-02~-30": "its month and day are checked together only without a qualifier",
    "2024-02-3X": "February 2024 had 29 days",
    "[2024..2023]": "the range ends before it starts",
    "2024S5": "a year of four digits has no fifth",
    "../..": "allowed by the grammar, but says nothing that could be placed or ordered",
    "../": "allowed by the grammar, but says nothing that could be placed or ordered",
    "/..": "allowed by the grammar, but says nothing that could be placed or ordered",
    "2024-12-08T24:00:00": "the same instant as 2024-12-09T00:00:00, which names the right day",
    "Y3388E88": "a valid form, but far beyond any calendar: we stop at 15 digits",
}

VALIDATE_WRONGLY_REFUSES = {
    "2024-34/2024-36": "quarters can bound an interval as seasons can",
    "1950S2/2024": "a year with significant digits can bound an interval as other years can",
    "Y-17000/0002": "a long year can bound an interval as other years can",
    "/-0043": "a negative year can end an interval with an unknown start",
    "202X-12-08/..": "unspecified digits can stand in an open interval as in a closed one",
    "202X-24": "the year of a season can have unspecified digits as other years can",
    "2024-12-XX~": "an unspecified day can be approximate: qualifiers stand on any component",
    "?202X": "a decade can be uncertain: qualifiers stand on any component",
    "Y170000002~": "a long year can be approximate",
    "2024-25~": "a grouping can be approximate as a season can",
}

# Ours on purpose: EDTF itself asks for more than our authors are made to write.
ONLY_OURS = {
    "2024-12-08T04:30": "EDTF wants seconds; few reports know them",
    "2024-12-08T04:30+03:00": "EDTF wants seconds; few reports know them",
    "2024-12-08T02:00:00Z/2024-12-08T04:00:00Z": "ISO 8601-1 has intervals of times; EDTF keeps only dates",
    "[2024]": "a set of one is harmless",
    "[1670..1672-12]": "a range of unequal precision is clear enough",
}

EDTF_WRONG_BOUNDS = {
    "2024-24": "ends winter on 31 December, before most of it",
    "1950S2": "takes the estimate for exact",
    "-1950S2": "takes the estimate for exact",
    "Y171010000S3": "takes the estimate for exact",
    "Y3388E2S3": "takes the estimate for exact",
    "2024-12-08/": "lets an unknown end be ten years later",
    "/2024-12": "lets an unknown start be ten years earlier",
}

EDTF_FAILS_ON_BOUNDS = {
    "2024-X2-30": "cannot turn X2 into a number",
    "2023-02-2X": "cannot turn 2X into a number",
}


def we_read(text: str) -> bool:
    try:
        Date.parse(text)
    except DateError:
        return False
    return True


def edtf_reads(text: str) -> bool:
    try:
        parse_edtf(text)
    except (EDTFParseException, AttributeError):  # the second where its own reading fails
        return False
    return True


def edtf_bounds(text: str) -> Bounds:
    read = parse_edtf(text)
    lower, upper = read.lower_strict(), read.upper_strict()
    return tuple(  # type: ignore[return-value]
        (end.tm_year, end.tm_mon, end.tm_mday) if isinstance(end, time.struct_time) else None for end in (lower, upper)
    )


def our_bounds(text: str) -> Bounds:
    read = Date.parse(text)
    return read.earliest, read.latest


@pytest.mark.parametrize("text", READ_ALIKE)
def test_all_read_it_and_the_bounds_are_the_same(text: str) -> None:
    assert is_valid(text)
    assert edtf_bounds(text) == our_bounds(text)


@pytest.mark.parametrize("text", REFUSED_ALIKE)
def test_all_refuse_it(text: str) -> None:
    assert (we_read(text), edtf_reads(text), bool(is_valid(text))) == (False, False, False)


@pytest.mark.parametrize("text", ["2024-12-08/..", "../2024-12", "[..2024-12-08]", "[2024..]", "{..1984}"])
def test_open_ends_are_unbounded_in_both(text: str) -> None:
    assert edtf_bounds(text) == our_bounds(text)
    assert is_valid(text) or text == "[2024..]"


@pytest.mark.parametrize("text", EDTF_WRONGLY_READS)
def test_edtf_reads_what_cannot_be(text: str) -> None:
    assert (we_read(text), edtf_reads(text)) == (False, True), EDTF_WRONGLY_READS[text]


@pytest.mark.parametrize("text", EDTF_WRONGLY_REFUSES)
def test_edtf_refuses_what_can_be(text: str) -> None:
    assert (we_read(text), edtf_reads(text)) == (True, False), EDTF_WRONGLY_REFUSES[text]


@pytest.mark.parametrize("text", VALIDATE_WRONGLY_READS)
def test_edtf_validate_reads_what_cannot_be(text: str) -> None:
    assert (we_read(text), bool(is_valid(text))) == (False, True), VALIDATE_WRONGLY_READS[text]


@pytest.mark.parametrize("text", VALIDATE_WRONGLY_REFUSES)
def test_edtf_validate_refuses_what_can_be(text: str) -> None:
    assert (we_read(text), bool(is_valid(text))) == (True, False), VALIDATE_WRONGLY_REFUSES[text]


@pytest.mark.parametrize("text", ONLY_OURS)
def test_we_read_more_on_purpose(text: str) -> None:
    assert (we_read(text), edtf_reads(text), bool(is_valid(text))) == (True, False, False), ONLY_OURS[text]


@pytest.mark.parametrize("text", EDTF_WRONG_BOUNDS)
def test_edtf_bounds_it_wrongly(text: str) -> None:
    assert edtf_bounds(text) != our_bounds(text), EDTF_WRONG_BOUNDS[text]


@pytest.mark.parametrize("text", EDTF_FAILS_ON_BOUNDS)
def test_edtf_fails_on_the_bounds(text: str) -> None:
    assert our_bounds(text) != (None, None)
    with pytest.raises(ValueError, match="int"):
        edtf_bounds(text)


def mutations(text: str) -> Iterator[str]:
    """Every text one keystroke away from `text`."""
    for place in range(len(text) + 1):
        yield text[:place] + text[place + 1 :]
        for key in "039X~/.]":
            yield text[:place] + key + text[place:]
            yield text[:place] + key + text[place + 1 :]


GOOD_REASONS = re.compile("has (at most )?[0-9]+ days|ends before it starts|says nothing|digits")


@pytest.mark.parametrize("text", ["2024-02-08", "202X-12", "2023/2024", "-0043", "1950S2", "Y17E7"])
def test_one_slip_of_the_keyboard_is_refused_only_for_a_good_reason(text: str) -> None:
    for slip in filter(is_valid, mutations(text)):
        try:
            Date.parse(slip)
        except DateError as fault:
            assert GOOD_REASONS.search(str(fault)), slip  # noqa: PT017 - most slips are still dates


valid_by_grammar = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.tuples(st.dates(), st.sampled_from("?~%")).map(lambda pair: f"{pair[0]}{pair[1]}"),
    st.tuples(st.dates(), st.dates()).map(lambda pair: f"{min(pair)}/{max(pair)}"),
    st.tuples(st.integers(1, 9999), st.integers(1, 12)).map(lambda pair: f"{pair[0]:04}-{pair[1]:02}"),
    st.lists(st.dates(), min_size=2, max_size=4).map(lambda many: f"[{','.join(map(str, many))}]"),
    st.lists(st.dates(), min_size=2, max_size=4).map(lambda many: f"{{{','.join(map(str, many))}}}"),
)


@given(valid_by_grammar)
@settings(max_examples=30, deadline=None)
def test_what_is_valid_has_the_same_bounds_everywhere(text: str) -> None:
    assert is_valid(text)
    assert edtf_bounds(text) == our_bounds(text)
