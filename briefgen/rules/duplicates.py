"""Two records of one happening."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from briefgen.dates import window
from briefgen.diagnostics import Finding, advice
from briefgen.model import Dossier, Event

_NEAREST, _RAREST = 25, 4
"""Events are held against each other that share a day and a title, or one of its rarest words: of all with a word the
next by date. So no ledger takes time that grows with the square of its events.
"""
_ALIKE, _MUCH_ALIKE, _NEARLY_ONE = 70, 80, 92
"""How like two titles are, of 100, by the edits between their sorted words: with place and actor the same, with one of
them, and where neither is the same, for one event or both do not say.
"""


@advice
def same_happening(dossier: Dossier) -> Iterator[Finding]:
    """Two events look like one happening that was recorded twice.

    A reader counts it twice, and each of the two has half of the sources. Found are events whose dates overlap, whose
    titles are much alike, and that have an actor or their place in common; a place may lie within the other. Where
    one of them does not say where or who, their titles are nearly the same. Titles with different numbers are told
    apart, and retracted events left out.

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
        if _is_same(entry, other):
            found.add(event.id)
            yield Finding(
                event.at("title"),
                f"this looks like `{earlier.id}` recorded twice: when, the title, and where or who if told are alike",
                f"merge the two, or say `distinct_from: [{earlier.id}]`",
            )


class _Entry(NamedTuple):
    """An event, the sorted words of its title, the ids of its place and all places around it, and its instants."""

    event: Event
    title: str
    places: tuple[str, ...]
    first: float
    last: float


def _entry(dossier: Dossier, event: Event) -> _Entry:
    began, ended = window(event.date, event.time, dossier.zone)
    return _Entry(
        event,
        sorted_words(event.title),
        around(dossier, event.place),
        -math.inf if began is None else began,
        math.inf if ended is None else ended,
    )


def sorted_words(title: str) -> str:
    """The words of a title in small letters, in the order of the alphabet."""
    return " ".join(sorted(re.findall(r"\w+", title.casefold())))


def likeness(one: str, other: str) -> float:
    """How like the sorted words of two titles are, of 100."""
    from rapidfuzz import fuzz  # 15 ms, and few events have others near them

    return fuzz.ratio(one, other)


def around(dossier: Dossier, id_: str | None) -> tuple[str, ...]:
    """A place and those it lies within."""
    if (place := dossier.places.get(id_)) is None:
        return ()
    by_name = dossier.derived("places by name", lambda: _by_name(dossier))
    return tuple(dict.fromkeys([place.id, *(by_name[name] for name in place.within if name in by_name)]))


def place_named(dossier: Dossier, name: str) -> str | None:
    """The id of the place that has a name, an alias or an id."""
    return dossier.derived("places by name", lambda: _by_name(dossier)).get(name)


def _by_name(dossier: Dossier) -> Mapping[str, str]:
    return {name: place.id for place in dossier.places for name in (place.id, *place.aliases, place.name)}


def _near(entries: list[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Events whose times overlap and that share a title or one of its rarest words; each pair once, the later first."""
    words = [set(entry.title.split()) for entry in entries]
    common = Counter(chain.from_iterable(words))
    buckets: dict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(entries)), key=lambda number: entries[number].first):
        rarest = sorted([(common[word], word) for word in words[number] if common[word] > 1])[:_RAREST]
        for key in {entries[number].title, *(word for _, word in rarest)}:
            buckets[key].append(number)
    pairs: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        for at, number in enumerate(bucket):
            for other in bucket[at + 1 : at + 1 + _NEAREST]:
                if entries[other].first >= entries[number].last:
                    break
                pairs.add((min(number, other), max(number, other)))
    return ((entries[later], entries[earlier]) for earlier, later in sorted(pairs, key=lambda pair: pair[::-1]))


def _is_same(entry: _Entry, other: _Entry) -> bool:
    places = entry.places[:1] and other.places[:1]
    near = bool(places) and (entry.places[0] in other.places or other.places[0] in entry.places)
    if places and not near:
        return False
    shared = not set(entry.event.actors).isdisjoint(other.event.actors)
    if entry.event.actors and other.event.actors and not shared:
        return False
    enough = _ALIKE if near and shared else _MUCH_ALIKE if near or shared else _NEARLY_ONE
    if likeness(entry.title, other.title) < enough:
        return False
    numbers, others = (set(re.findall(r"\d+", each.event.title)) for each in (entry, other))
    return not (numbers and others and numbers != others)
