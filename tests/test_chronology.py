"""The one order of events, in every view and however they are shuffled."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import chronology
from briefgen.dates import may_overlap, sort_key, window
from briefgen.model import Event

DAMASCUS = ZoneInfo("Asia/Damascus")


def event(id_: str, date: str, time: str | None = None, after: Sequence[str] = (), status: str = "reported") -> Event:
    """An event as an author writes it."""
    values = {"id": id_, "date": date, "title": id_.capitalize(), "order": {"after": list(after)}, "status": status}
    return Event.model_validate(values | ({"time": time} if time else {}))


def ordered(*events: Event) -> list[str]:
    return [event.id for event in chronology.order(events, DAMASCUS)]


def key(event: Event) -> tuple[object, str]:
    return sort_key(event.date, event.time, DAMASCUS), event.id


def paths(events: Iterable[Event]) -> dict[str, set[str]]:
    """For each event all that come before it, by what is said and what follows from that."""
    events = list(events)
    found = {each.id: set(each.order.after) & {other.id for other in events} for each in events}
    for _ in events:
        for earlier in found.values():
            earlier |= {id_ for each in earlier for id_ in found[each]}
    return found


DATES = st.sampled_from(
    [
        "2024-12-07", "2024-12-08", "2024-12-08?", "2024-12~", "2024-12", "2024", "2024-12-07/2024-12-08",
        "2024-12-08/..", "2024-12-07/", "../2024-12-08", "/2024-12", "2024-12-08T04:30+03:00", "2024-12-07T23:00Z",
        "[2024-12-07,2024-12-09]", "{2024-12-08,2024-12-09}", "2024-12-XX", "-0043", "Y170000002",
    ]
)  # fmt: skip
TIMES = st.none() | st.sampled_from(["00:00", "02:30", "02:30/04:00", "22:00/02:00", "02:30Z", "02:30:15"])


@st.composite
def ledgers(draw: st.DrawFn, circles: bool = True) -> list[Event]:
    """Up to nine events, some said to come after others, or after events that are not among them."""
    ids = [f"e{number}" for number in range(draw(st.integers(0, 9)))]
    made = []
    for index, id_ in enumerate(ids):
        others = [*(ids if circles else ids[:index]), "elsewhere"]
        after = draw(st.lists(st.sampled_from(others), max_size=2))
        made.append(event(id_, draw(DATES), draw(TIMES), after))
    return made


@given(ledgers(), st.randoms(use_true_random=False))
def test_shuffling_changes_nothing_and_no_event_is_lost(events: list[Event], shuffle: random.Random) -> None:
    expected = ordered(*events)
    assert sorted(expected) == sorted(each.id for each in events)
    shuffle.shuffle(events)
    assert ordered(*events) == expected


@given(ledgers(circles=False))
def test_what_the_author_knows_of_the_sequence_holds_and_else_the_least_date_comes_first(events: list[Event]) -> None:
    before = paths(events)
    left = {each.id: each for each in events}
    for each in chronology.order(events, DAMASCUS):
        free = [other for other in left.values() if not before[other.id] & left.keys()]
        assert each.id == min(free, key=key).id
        del left[each.id]


@given(ledgers())
def test_a_circle_disturbs_only_what_is_said_inside_it(events: list[Event]) -> None:
    before = paths(events)
    order = ordered(*events)
    for event_ in events:
        for each in event_.order.after:
            if each in before and event_.id not in before[each]:
                assert order.index(each) < order.index(event_.id)


@given(ledgers())
def test_circles_are_found_and_are_circles(events: list[Event]) -> None:
    before = paths(events)
    in_circles = {id_ for id_, earlier in before.items() if id_ in earlier}
    circles = chronology.cycles(events)
    assert bool(circles) == bool(in_circles)
    said = {each.id: each.order.after for each in events}
    for circle in circles:
        assert len(set(circle)) == len(circle)
        for id_, next_ in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert next_ in said[id_]
    for id_ in in_circles:
        assert any(circle[0] in before[id_] and id_ in before[circle[0]] for circle in circles)


def test_the_earlier_instant_comes_first_then_the_earlier_end_then_the_finer_date_then_the_id() -> None:
    events = [
        event("month", "2024-12"),
        event("b-day", "2024-12-01"),
        event("a-day", "2024-12-01"),
        event("interval", "2024-12-01/2024-12-31"),
        event("night", "2024-12-01", "00:00"),
        event("before", "2024-11-30", "23:59"),
        event("until", "../2024-12-01"),
        event("ongoing", "2024-12-01/.."),
    ]
    expected = ["before", "night", "a-day", "b-day", "interval", "month", "ongoing", "until"]
    assert ordered(*events) == expected


def test_times_count_in_the_zone_of_the_project_or_their_own() -> None:
    assert ordered(event("local", "2024-12-08", "02:00"), event("utc", "2024-12-07T22:30Z")) == ["utc", "local"]


def test_an_event_follows_the_one_it_came_after_whatever_the_dates_and_names_say() -> None:
    first, second, other = (
        event("rastan", "2024-12-08"),
        event("homs", "2024-12-07/2024-12-08", after=["rastan"]),
        event("hama", "2024-12-05"),
    )
    assert ordered(first, second, other) == ["hama", "rastan", "homs"]


def test_an_after_that_names_no_event_at_hand_is_ignored() -> None:
    assert ordered(event("homs", "2024-12-08", after=["nowhere"])) == ["homs"]


def test_a_circle_stands_by_its_dates_and_what_follows_it_behind() -> None:
    events = [
        event("behind", "2024-12-01", after=["b"]),
        event("b", "2024-12-03", after=["a"]),
        event("a", "2024-12-04", after=["b"]),
        event("own", "2024-12-02", after=["own"]),
    ]
    assert ordered(*events) == ["own", "b", "behind", "a"]
    assert chronology.cycles(events) == [("a", "b"), ("own",)]


def test_two_circles_that_share_an_event_are_said_once_and_two_apart_twice() -> None:
    def circle(*ids: str) -> list[Event]:
        return [event(id_, "2024", after=[ids[index - 1]]) for index, id_ in enumerate(ids)]

    assert chronology.cycles(circle("c", "a", "b")) == [("a", "c", "b")]
    assert chronology.cycles([*circle("a", "b"), *circle("x", "y")]) == [("a", "b"), ("x", "y")]
    shared = [event("a", "2024", after=["b", "c"]), event("b", "2024", after=["a"]), event("c", "2024", after=["a"])]
    assert chronology.cycles(shared) == [("a", "b")]


def test_a_retracted_event_says_nothing_of_the_sequence_any_more() -> None:
    events = [
        event("a", "2024-12-08", after=["gone"]),
        event("b", "2024-12-08"),
        event("gone", "2024-12-08", after=["b"], status="retracted"),
    ]
    assert ordered(*events) == ["a", "b", "gone"]
    assert loose(*events) == {"a", "b", "gone"}
    circle = [event("x", "2024", after=["y"]), event("y", "2024", after=["x"], status="retracted")]
    assert chronology.cycles(circle) == []
    assert chronology.entangled(circle) == frozenset()
    late = [event("x", "2024-12-08", after=["y"]), event("y", "2024-12-09", status="retracted")]
    assert list(chronology.contradictions(late, DAMASCUS)) == []


def test_dates_are_held_against_what_follows_from_the_order_and_a_fault_is_said_once() -> None:
    events = [
        event("d", "2024-03-04", after=["a"]),
        event("a", "2024-03", after=["b"]),
        event("b", "2024-03", after=["c"]),
        event("c", "2024-03-05"),
        event("e", "2024-03-04", after=["d"]),
    ]
    assert list(chronology.contradictions(events, DAMASCUS)) == [("d", "a", "b", "c")]
    inside = [event("x", "2024-03-01", after=["y"]), event("y", "2024-03-05", after=["x"])]
    assert list(chronology.contradictions(inside, DAMASCUS)) == [("x", "y")]


@given(ledgers())
def test_a_contradiction_is_found_just_where_there_is_one(events: list[Event]) -> None:
    before, by_id = paths(events), {each.id: each for each in events}

    def wholly_before(a: str, b: str) -> bool:
        last, first = (window(by_id[id_].date, by_id[id_].time, DAMASCUS) for id_ in (a, b))
        return last.last is not None and first.first is not None and last.last <= first.first

    found = list(chronology.contradictions(events, DAMASCUS))
    for way in found:
        assert all(later in by_id[id_].order.after for id_, later in itertools.pairwise(way))
        assert wholly_before(way[0], way[-1])
    if not any(id_ in earlier for id_, earlier in before.items()):
        assert bool(found) == any(wholly_before(id_, each) for id_, earlier in before.items() for each in earlier)


def loose(*events: Event) -> set[str]:
    return set(chronology.unordered(chronology.order(events, DAMASCUS), DAMASCUS))


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"a": "2024-12-08", "b": "2024-12-08"}, {"a", "b"}),
        ({"a": "2024-12-07", "b": "2024-12-08"}, set()),
        ({"day": "2024-12-08", "night": "2024-12-08 02:30"}, {"day"}),
        ({"night": "2024-12-08 02:30", "morning": "2024-12-08 06:00"}, set()),
        ({"a": "2024-12-08 02:30", "b": "2024-12-08 02:30"}, {"a", "b"}),
        ({"range": "2024-12-08 02:30/04:00", "within": "2024-12-08 03:00"}, {"range"}),
        ({"range": "2024-12-08 02:30/04:00", "next": "2024-12-08 04:30"}, set()),
        ({"night": "2024-12-07/2024-12-08", "day": "2024-12-08"}, {"night"}),
        ({"month": "2024-12", "third": "2024-12-03", "fifth": "2024-12-05"}, {"month"}),
        ({"ongoing": "2024-12-05/..", "later": "2024-12-08"}, set()),
        ({"ongoing": "2024-12-08/..", "day": "2024-12-08"}, {"ongoing", "day"}),
        ({"by-then": "../2024-12-08", "earlier": "2024-12-01"}, {"by-then"}),
        ({"by-then": "../2024-12-08", "later": "2024-12-09"}, set()),
        ({"alone": "2024-12"}, set()),
        ({}, set()),
    ],
)
def test_events_whose_dates_do_not_tell_which_came_first_are_marked(dates: dict[str, str], expected: set[str]) -> None:
    assert loose(*(event(id_, *date.split(" ")) for id_, date in dates.items())) == expected


def test_a_known_sequence_is_not_marked_even_by_way_of_another_event() -> None:
    a, b = event("a", "2024-12-08"), event("b", "2024-12-08", after=["a"])
    c = event("c", "2024-12-08", after=["b"])
    assert loose(a, b, c) == set()
    assert loose(a, c) == {"a", "c"}
    assert chronology.unordered([a, b, c], DAMASCUS, {"a", "c"}) == set(), "even by way of one that is not shown"
    assert loose(a, b, c, event("d", "2024-12-08")) == {"a", "b", "c", "d"}


@given(ledgers(circles=False))
def test_of_two_events_in_no_known_order_one_at_least_is_marked_and_no_other(events: list[Event]) -> None:
    before = paths(events)
    marked = loose(*events)

    def unsettled(a: Event, b: Event) -> bool:
        if a is b or a.id in before[b.id] or b.id in before[a.id]:
            return False
        return may_overlap(window(a.date, a.time, DAMASCUS), window(b.date, b.time, DAMASCUS))

    ongoing = {each.id for each in events if each.date.latest is None}
    for a in events:
        assert a.id not in marked or any(unsettled(a, b) for b in events)
        for b in events:
            if unsettled(a, b) and not ongoing & {a.id, b.id}:
                assert {a.id, b.id} & marked


@pytest.mark.parametrize("days", [1, 2000])
def test_ten_thousand_events_are_ordered_without_loss(days: int) -> None:
    chain = [event(f"c{n}", "2024-12-08", after=[f"c{n - 1}"]) for n in range(3000)]
    rest = [event(f"r{n}", f"{2000 + n % days // 365}-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(7000)]
    events = [*rest, *reversed(chain)]
    order = chronology.order(events, DAMASCUS)
    chronology.unordered(order, DAMASCUS)
    assert not chronology.cycles(order)
    assert not list(chronology.contradictions(order, DAMASCUS))
    assert not chronology.entangled(order)
    assert len(order) == 10_000
