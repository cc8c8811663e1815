"""What leads to a person is found wherever in a sentence it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from briefgen import diction

Look = Callable[[str], Iterator[tuple[int, int]]]


def _square(text: str) -> Iterator[tuple[int, int]]:
    return diction.coordinates(text, 2)


def _number(text: str) -> Iterator[tuple[int, int]]:
    return diction.telephone_numbers(text, "DE")


WAYS: dict[str, Look] = {
    "37S DA 12345 67890": _square,
    "37SDA1234567890": _square,
    "36.20213, 37.13426": _square,
    "36.20213° N, 37.13426° E": _square,
    "36°12'08\"N 37°08'03\"E": _square,
    "+49 30 901820": _number,
    "030 901820": _number,
    "l.haddad@example.org": diction.mail_addresses,
    "l.haddad (at) example.org": diction.mail_addresses,
    "l.haddad [at] example [dot] org": diction.mail_addresses,
}
"""What leads to somebody, and what looks for it."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("end", ["", ".", ".)", ".\n", ",", ":", ";", ")", "]", "!", "?", "…", "—", " x"])
def test_what_leads_to_somebody_is_found_whatever_ends_it(way: str, end: str) -> None:
    text = f"It is {way}{end}"
    assert [text[first:last] for first, last in WAYS[way](text)] == [way]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("before", ["", "(", "[", "Here:", "Here: ", "—", '"', "End. "])
def test_what_leads_to_somebody_is_found_whatever_begins_it(way: str, before: str) -> None:
    text = f"{before}{way} x"
    assert [text[start:end].removeprefix("(") for start, end in WAYS[way](text)] == [way]


@pytest.mark.parametrize("text", ["It is 37S DA 12345 67890.5 x", "It is 1.37S DA 12345 67890 x", "At 12:030 901820 x"])
def test_what_goes_on_in_digits_is_something_else(text: str) -> None:
    assert not [*_square(text), *_number(text)]


@pytest.mark.parametrize("gap", ["\u00a0", "\n"])
def test_a_square_of_the_grid_is_found_over_the_end_of_a_line(gap: str) -> None:
    text = f"It is 37S{gap}DA{gap}12345{gap}67890."
    assert diction.may_hold_coordinates(text)
    assert list(_square(text))
