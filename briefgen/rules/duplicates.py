"""Two records of one happening."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen.dates import days, may_overlap, window
from briefgen.diagnostics import Finding, advice
from briefgen.model import Dossier, Event

_DAYS, _NEAREST = 7, 25
"""Of a longer happening its first days; of the events at one place on one day the nearest by title, to either side.

So no ledger takes time that grows with the square of its events.
"""
_ALIKE, _MUCH_ALIKE = 70, 80
"""How like two titles are, of 100, by the edits between their sorted words: with place and actor the same, with one."""


@advice
def same_happening(dossier: Dossier) -> Iterator[Finding]:
    """Two events look like one happening that was recorded twice.

    A reader counts it twice, and each of the two has half of the sources. Found are events whose dates overlap, whose
    titles are much alike, and that have an actor or their place in common; a place may lie within the other. Titles
    with different numbers are told apart, and retracted events left out.

    Merge the two into one that cites the sources of both; or say `distinct_from: [the other]` on either.

    Bad:

        places:
          - {id: north-valley, name: North Valley}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails in the whole valley, place: north-valley}
          - {id: blackout, date: 2024-03-01, title: Power fails in the valley, place: north-valley}

    Good:

        places:
          - {id: north-valley, name: North Valley}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails in the whole valley, place: north-valley}
          - id: blackout
            date: 2024-03-01
            title: Power fails in the valley
            place: north-valley
            distinct_from: [outage]
    """
    entries = [_entry(dossier, event) for event in dossier.events.current if event.status != "retracted"]
    apart = {frozenset((event.id, other)) for event in dossier.events for other in event.distinct_from}
    found: set[str] = set()
    for entry, other in _near(entries):
        event, earlier = entry.event, other.event
        if event.id in found or frozenset((event.id, earlier.id)) in apart:
            continue
        if _is_same(dossier, entry, other):
            found.add(event.id)
            yield Finding(
                event.at("title"),
                f"this looks like `{earlier.id}` recorded twice: when, where or who, and the title are alike",
                f"merge the two, or say `distinct_from: [{earlier.id}]`",
            )


class _Entry(NamedTuple):
    """An event, the sorted words of its title, the ids of its place and all places around it, and its days."""

    event: Event
    title: str
    places: tuple[str, ...]
    days: range


def _entry(dossier: Dossier, event: Event) -> _Entry:
    words = re.findall(r"\w+", event.title.casefold())
    return _Entry(event, " ".join(sorted(words)), _around(dossier, event.place), _days(dossier, event))


def _around(dossier: Dossier, id_: str | None) -> tuple[str, ...]:
    """A place and those it lies within."""
    if (place := dossier.places.get(id_)) is None:
        return ()
    by_name = dossier.derived("places by name", lambda: _by_name(dossier))
    return tuple(dict.fromkeys([place.id, *(by_name[name] for name in place.within if name in by_name)]))


def _by_name(dossier: Dossier) -> Mapping[str, str]:
    return {name: place.id for place in dossier.places for name in (place.id, *place.aliases, place.name)}


def _near(entries: list[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Each event with those that share a day and an actor, or a day and a place around its own; each pair once."""
    buckets: dict[tuple[int, str], list[tuple[str, int]]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for day in entry.days:
            for id_ in (*entry.places[:1], *entry.event.actors):
                buckets[day, id_].append((entry.title, number))
    for bucket in buckets.values():
        bucket.sort()
    met: set[tuple[int, int]] = set()
    for number, entry in enumerate(entries):
        for day in entry.days:
            for id_ in (*entry.places, *entry.event.actors):
                bucket = buckets.get((day, id_), [])
                at = bisect_left(bucket, (entry.title, number)) if len(bucket) > _NEAREST else 0
                for _, other in bucket[max(0, at - _NEAREST) : at + _NEAREST]:
                    earlier, later = sorted((number, other))
                    if earlier < later and (earlier, later) not in met:
                        met.add((earlier, later))
                        yield entries[later], entries[earlier]


def _days(dossier: Dossier, event: Event) -> range:
    first, last = days(event.date, event.time, dossier.zone)
    if first is None:
        return range(last.ordinal, last.ordinal + 1) if last else range(0)
    end = min(last.ordinal, first.ordinal + _DAYS - 1) if last else first.ordinal + _DAYS - 1
    return range(first.ordinal, end + 1)


def _is_same(dossier: Dossier, entry: _Entry, other: _Entry) -> bool:
    from rapidfuzz import fuzz  # 15 ms, and few events have others near them

    places = entry.places[:1] and other.places[:1]
    near = bool(places) and (entry.places[0] in other.places or other.places[0] in entry.places)
    if places and not near:
        return False
    shared = not set(entry.event.actors).isdisjoint(other.event.actors)
    if entry.event.actors and other.event.actors and not shared:
        return False
    if fuzz.ratio(entry.title, other.title) < (_ALIKE if near and shared else _MUCH_ALIKE):
        return False
    numbers, others = (set(re.findall(r"\d+", each.event.title)) for each in (entry, other))
    windows = [window(each.event.date, each.event.time, dossier.zone) for each in (entry, other)]
    return not (numbers and others and numbers != others) and may_overlap(*windows)
