"""What authors say of the sequence of events."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen import chronology
from briefgen.dates import window
from briefgen.diagnostics import Finding, error
from briefgen.model import Dossier

_MOST_NAMED = 5


@error
def order_cycle(dossier: Dossier) -> Iterator[Finding]:
    """Events come after one another in a circle.

    No order can hold it. What a revision has put right is not found.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, order: {after: [repair]}}
          - {id: repair, date: 2024-03-01, title: Power returns, order: {after: [outage]}}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: repair, date: 2024-03-01, title: Power returns, order: {after: [outage]}}
    """
    for circle in chronology.cycles(dossier.events.current):
        event = dossier.events[circle[0]]
        next_ = circle[1] if len(circle) > 1 else circle[0]
        named = [f"`{id_}`" for id_ in circle[1:]]
        if len(named) > _MOST_NAMED:
            named[_MOST_NAMED - 1 :] = ["…"]
        way = ", which comes after ".join([*named, f"`{event.id}`" if named else "itself"])
        message = f"the order runs in a circle: `{event.id}` comes after {way}"
        yield Finding(event.at("order", "after", event.order.after.index(next_)), message, "take one of them out")


@error
def order_against_dates(dossier: Dossier) -> Iterator[Finding]:
    """An event is said to come after another one, and its date lies wholly before.

    Either a date is wrong, or the order. What a revision has put right is not found.

    Bad:

        events:
          - {id: outage, date: 2024-03-02, title: Power fails}
          - {id: repair, date: 2024-03-01, title: Power returns, order: {after: [outage]}}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: repair, date: 2024-03-01/2024-03-02, title: Power returns, order: {after: [outage]}}
    """
    for event in dossier.events.current:
        if not event.order.after:
            continue
        last = window(event.date, event.time, dossier.zone).last
        for index, id_ in enumerate(event.order.after):
            earlier = dossier.events.get(id_)
            first = window(earlier.date, earlier.time, dossier.zone).first if earlier else None
            if earlier is not None and first is not None and last is not None and last <= first:
                date = f"{earlier.date}, {earlier.time}" if earlier.time else str(earlier.date)
                message = f"`{event.id}` cannot come after `{id_}` ({date}): its own date lies before"
                yield Finding(event.at("order", "after", index), message, "correct a date, or delete the order")
