"""The order of events: one for every view, the same however files and records are shuffled.

An event sorts by its date (`dates.sort_key`: earliest possible instant, then latest, then finer precision), then by its
id. What authors know of the sequence (`order.after`) holds over that: a topological order that always takes the least
key first (Kahn's algorithm with a heap). What is retracted says nothing of the sequence any more, its own or others'.

All that is known is ordered at once and a page chooses from it: what comes after what by way of an event that the page
does not show holds all the same.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from itertools import chain

from briefgen.dates import Date, Kind, Limit, Span, Window, sort_key, window
from briefgen.model import Dossier, Event

Key = tuple[tuple[int, bool, int, int], str]
Graph = Mapping[str, Sequence[str]]
"""For each event that comes after others of the same events, the ids of these."""


def of(dossier: Dossier) -> Sequence[Event]:
    """All events of a dossier as they stand, in their order."""
    return dossier.derived("chronology", lambda: tuple(order(dossier.events.current, dossier.zone)))


def order(events: Iterable[Event], zone: tzinfo | None) -> list[Event]:
    """The events, one revision of each, in their order. `zone` says what a time without an offset means.

    An `after` that names none of them says nothing, and none holds inside a circle: its events stand by their dates.
    """
    found = {event.id: event for event in events}
    before = _acyclic(_graph(found))
    waiting = {id_: len(earlier) for id_, earlier in before.items()}
    behind: dict[str, list[str]] = defaultdict(list)
    for id_, earlier in before.items():
        for each in earlier:
            behind[each].append(id_)
    keys: dict[str, Key] = {id_: (sort_key(event.date, event.time, zone), id_) for id_, event in found.items()}
    ready = [key for id_, key in keys.items() if id_ not in waiting]
    heapq.heapify(ready)
    made = []
    while ready:
        _, id_ = heapq.heappop(ready)
        made.append(found[id_])
        for each in behind.get(id_, ()):
            waiting[each] -= 1
            if not waiting[each]:
                heapq.heappush(ready, keys[each])
    return made


def cycles(events: Iterable[Event]) -> list[tuple[str, ...]]:
    """The circles in what authors say of the sequence: ids, each said to come after the next, the last after the first.

    Of circles that share events, one through the least id: with it broken, the others show.
    """
    graph = _graph({event.id: event for event in events})
    return sorted(_circle(graph, knot) for knot in _knots(graph))


def entangled(events: Iterable[Event]) -> frozenset[str]:
    """Of events in all their revisions, the ids of those that may stand in a circle at some moment."""
    graph: dict[str, tuple[str, ...]] = {}
    for event in events:
        if event.order.after and event.status != "retracted":
            graph[event.id] = (*graph.get(event.id, ()), *event.order.after)
    return frozenset().union(*_knots(graph))


def contradictions(events: Iterable[Event], zone: tzinfo | None) -> Iterator[tuple[str, ...]]:
    """What authors say of the sequence against the dates: ids, each said to come after the next.

    The date of the first lies wholly before that of the last. What follows from one of these is not said again.
    """
    found = {event.id: event for event in events}
    graph = _graph(found)
    windows = {id_: window(found[id_].date, found[id_].time, zone) for id_ in {*graph, *chain(*graph.values())}}
    bounds: dict[str, tuple[float, str | None]] = {}  # the latest start among each and those before it, and by way of
    for event in order(found.values(), zone):
        if event.id not in windows:
            continue
        last = windows[event.id].last
        best: tuple[float, str | None] = (_start(windows[event.id]), None)
        for id_ in graph.get(event.id, ()):
            own = _start(windows[id_])
            since, _ = bounds.get(id_, (own, None))  # there is none yet inside a circle
            if last is not None and last <= since:
                yield (event.id, id_) if last <= own else (event.id, *_way(bounds, id_))
            elif since > best[0] and id_ in bounds:
                best = since, id_
        bounds[event.id] = best


def _way(bounds: Mapping[str, tuple[float, str | None]], id_: str | None) -> Iterator[str]:
    while id_ is not None:
        yield id_
        _, id_ = bounds[id_]


def unordered(events: Sequence[Event], zone: tzinfo | None, among: Container[str] | None = None) -> frozenset[str]:
    """Of events in their order, the ids of those whose place among the others nothing establishes.

    `among` are the ids of those that are looked at; a path may lead through the others.

    That is an event in whose window (the instants its date and time can cover) another one may begin, when no path
    of `after` says which came first. So of any two events whose windows overlap in no known order, the one that could
    move is in the set: both, where both are known by the same day only; of one known by the day and one by the
    minute of that day, the former; a date such as `2024-12` rather than all the days of December. What is ongoing (no
    stated or known end) has its place by when it began.
    """
    windows = {event.id: _placing(event, zone) for event in events if among is None or event.id in among}
    starts = sorted((_start(placing), id_) for id_, placing in windows.items())
    bits = {id_: 1 << rank for rank, (_, id_) in enumerate(starts)}
    settled = _settled(events, bits)
    found = set()
    for id_, (_, last) in windows.items():
        low = bisect_left(starts, (_start(windows[id_]), ""))
        high = len(starts) if last is None else bisect_left(starts, (last, ""))
        if high - low < 2:
            continue
        if id_ not in settled or ((1 << high) - (1 << low)) & ~settled[id_] & ~bits[id_]:
            found.add(id_)
    return frozenset(found)


def _start(placing: Window) -> float:
    return float("-inf") if placing.first is None else placing.first


def _placing(event: Event, zone: tzinfo | None) -> Window:
    """The instants at which an event may have its place: all it can cover, or its start where it has no end."""
    date = event.date
    if isinstance(date.end, Limit) and not isinstance(date.start, Limit):
        start = date.start
        date = Date(date.text, Kind.SINGLE, (Span(start, start),), start, start)
    return window(date, event.time, zone)


def _settled(events: Sequence[Event], bits: Mapping[str, int]) -> dict[str, int]:
    """For each event with a known sequence, the bits of all that are looked at and known to come before or after it."""
    before = _acyclic(_graph({event.id: event for event in events}))
    settled: dict[str, int] = {}
    in_order = [event.id for event in events if event.id in before]
    for id_ in in_order:
        for each in before[id_]:
            settled[id_] = settled.get(id_, 0) | bits.get(each, 0) | settled.get(each, 0)
    later: dict[str, int] = {}
    for id_ in reversed(in_order):
        for each in before[id_]:
            later[each] = later.get(each, 0) | bits.get(id_, 0) | later.get(id_, 0)
    return {id_: settled.get(id_, 0) | later.get(id_, 0) for id_ in settled.keys() | later.keys()}


def _graph(events: Mapping[str, Event]) -> Graph:
    graph = {}
    for id_, event in events.items():
        if event.order.after and event.status != "retracted":
            named = {each for each in event.order.after if each in events}
            earlier = tuple(sorted(each for each in named if events[each].status != "retracted"))
            if earlier:
                graph[id_] = earlier
    return graph


def _acyclic(graph: Graph) -> Graph:
    """The graph without what is said inside a circle."""
    knot_of = {id_: number for number, knot in enumerate(_knots(graph)) for id_ in knot}
    if not knot_of:
        return graph
    kept = {
        id_: [each for each in earlier if id_ not in knot_of or knot_of.get(each) != knot_of[id_]]
        for id_, earlier in graph.items()
    }
    return {id_: earlier for id_, earlier in kept.items() if earlier}


def _knots(graph: Graph) -> list[set[str]]:
    """The strongly connected components that hold a circle (Kosaraju's algorithm)."""
    behind: dict[str, list[str]] = defaultdict(list)
    for id_, earlier in graph.items():
        for each in earlier:
            behind[each].append(id_)
    seen: set[str] = set()
    knots = []
    for root in reversed(_finished(graph)):
        knot, open_ = set(), [root]
        while open_:
            id_ = open_.pop()
            if id_ not in seen:
                seen.add(id_)
                knot.add(id_)
                open_ += behind.get(id_, ())
        if len(knot) > 1 or (knot and root in graph.get(root, ())):
            knots.append(knot)
    return knots


def _finished(graph: Graph) -> list[str]:
    """The ids of a graph, each behind those that can be reached from it and not the other way round."""
    seen: set[str] = set()
    finished = []
    for root in graph:
        open_ = [(root, False)]
        while open_:
            id_, left = open_.pop()
            if left:
                finished.append(id_)
            elif id_ not in seen:
                seen.add(id_)
                open_.append((id_, True))
                open_ += ((each, False) for each in graph.get(id_, ()))
    return finished


def _circle(graph: Graph, knot: set[str]) -> tuple[str, ...]:
    """The shortest circle through the least id of a knot, from that id."""
    least = min(knot)
    came_from: dict[str, str] = {}
    front = [least]
    while least not in came_from:
        step = []
        for id_ in front:
            for each in graph.get(id_, ()):
                if each in knot and each not in came_from:
                    came_from[each] = id_
                    step.append(each)
        front = step
    circle = [least]
    while (previous := came_from[circle[-1]]) != least:
        circle.append(previous)
    return (least, *reversed(circle[1:]))
