"""What authors say of the sequence of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen import chronology, ledger
from briefgen.dates import moment_in_words
from briefgen.diagnostics import Finding, error
from briefgen.model import Dossier, Event

_MOST_NAMED = 5


@error
def order_cycle(dossier: Dossier) -> Iterator[Finding]:
    """Events come after one another in a circle.

    No order can hold it. What a revision has put right is found where a brief's cut-off lies before that revision: in
    its pages the circle stands. What is retracted says nothing of the sequence.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, order: {after: [repair]}}
          - {id: repair, date: 2024-03-01, title: Power returns, order: {after: [outage]}}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: repair, date: 2024-03-01, title: Power returns, order: {after: [outage]}}
    """
    found = chronology.cycles(dossier.events.current)
    for circle in found:
        yield _in_a_circle(circle, dossier.events[circle[0]], "")
    for brief in sorted(dossier.briefs, key=dossier.cutoff):
        then = _entangled(dossier, dossier.cutoff(brief))
        for circle in chronology.cycles(then.values()):
            if circle not in found:
                found.append(circle)
                at = f" at the cut-off of `{brief.id}`, {moment_in_words(brief.cutoff, dossier.zone)}"
                yield _in_a_circle(circle, then[circle[0]], at)


def _entangled(dossier: Dossier, moment: int) -> dict[str, Event]:
    """The events that may stand in a circle, as they stand at a moment: few, so that it costs nothing to look."""
    ids = dossier.derived("entangled events", lambda: chronology.entangled(dossier.events))
    standing = (ledger.standing(dossier, id_, moment) for id_ in ids)
    return {event.id: event for event in standing if isinstance(event, Event)}


def _in_a_circle(circle: tuple[str, ...], event: Event, at: str) -> Finding:
    next_ = circle[1] if len(circle) > 1 else circle[0]
    way = _way([*circle[1:], circle[0]]) if len(circle) > 1 else "itself"
    message = f"the order runs in a circle{at}: `{event.id}` comes after {way}"
    return Finding(event.at("order", "after", event.order.after.index(next_)), message, "take one of them out")


def _way(ids: Sequence[str]) -> str:
    """Events that each come after the next, not all of them where they are many."""
    named = [f"`{id_}`" for id_ in ids]
    if len(named) > _MOST_NAMED + 1:
        named[_MOST_NAMED - 1 : -1] = ["…"]
    return ", which comes after ".join(named)


@error
def order_against_dates(dossier: Dossier) -> Iterator[Finding]:
    """An event is said to come after another one, and its date lies wholly before.

    Either a date is wrong, or the order. What follows from what is said counts as said: whoever comes after an event
    comes after all that this one comes after. What a revision has put right is not found.

    Bad:

        events:
          - {id: outage, date: 2024-03-02, title: Power fails}
          - {id: repair, date: 2024-03-01, title: Power returns, order: {after: [outage]}}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: repair, date: 2024-03-01/2024-03-02, title: Power returns, order: {after: [outage]}}
    """
    for way in chronology.contradictions(dossier.events.current, dossier.zone):
        event, last = dossier.events[way[0]], dossier.events[way[-1]]
        date = f"{last.date}, {last.time}" if last.time else str(last.date)
        message = f"`{event.id}` cannot come after {_way(way[1:])} ({date}): its own date lies before"
        place = event.at("order", "after", event.order.after.index(way[1]))
        yield Finding(place, message, "correct a date, or delete the order")
