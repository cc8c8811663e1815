"""Two values for one thing at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefgen import diction, prose
from briefgen.dates import Window, may_overlap, window
from briefgen.diagnostics import Finding, warning
from briefgen.ledger import in_period, known_since
from briefgen.model import Brief, Dossier, Event, Figure
from briefgen.rules.counts import in_words
from briefgen.rules.duplicates import around, likeness, sorted_words
from briefgen.spans import Place

_NEXT = 25
"""Of the figures of one thing, how many of the same time or the next in time each is held against."""
_ALIKE = 70
"""How like two titles are, of 100, that tell of one happening: as for events that look alike."""


@warning
def two_current_values(dossier: Dossier) -> Iterator[Finding]:
    """One brief has two figures for the same thing at the same time, and they cannot both be right.

    A reader picks one. Held against each other are figures of the events of a brief's period that have the same `what`
    and `unit`, of one day, and of one happening: of one event, of events at one place, alike in title or of which one
    cites the other, or of any where `what` itself says which happening (`killed-in-the-storm`). A key figure that a
    brief writes out is held against the latest of them. Where sources differ, an event says so under `conflicts:`.

    Key figures of one brief are held against each other whatever happened where: page one prints their names and no
    places, so two numbers for `displaced` on one day contradict each other there. Of two places, let each name say
    which: `displaced-in-the-north`.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        places:
          - {id: north-valley, name: North Valley}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            place: north-valley
            figures: [{what: households, best: 4000, counted: 2024-03-01}]
          - id: count
            date: 2024-03-01
            title: Operator counts the households
            place: north-valley
            figures: [{what: households, best: 400, counted: 2024-03-01}]
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        places:
          - {id: north-valley, name: North Valley}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            place: north-valley
            figures: [{what: households, best: 4000, counted: 2024-03-01}]
          - id: count
            date: 2024-03-01
            title: Operator counts the households
            place: north-valley
            figures: [{what: households, best: 400, counted: 2024-03-01}]
            conflicts: The town gives 4,000 households, the operator 400.
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03}
    """
    found: set[Place] = set()
    for alike in _of_one_name(dossier).values():
        for higher, lower in (
            *_of_events(dossier, alike),
            *_of_briefs(dossier, alike),
            *_side_by_side(dossier, alike),
        ):
            if higher.place not in found:
                found.add(higher.place)
                yield _differing(higher, lower)


class _Recorded(NamedTuple):
    """A figure with whose it is, where, and when it was counted: of an event's figure that does not say, its date."""

    owner: Event | Brief
    figure: Figure
    place: Place
    when: Window | None

    def differs(self, other: _Recorded) -> bool:
        """Whether it has no number in common with another of the same unit, or of one that states none."""
        units = {self.figure.unit, other.figure.unit} - {None}
        apart = self.figure.least > other.figure.most or other.figure.least > self.figure.most
        return apart and len(units) < 2

    @property
    def latest(self) -> float:
        """When it was counted at the latest, for comparing."""
        return float("inf") if self.when is None or self.when.last is None else self.when.last


Pair = tuple[_Recorded, _Recorded]


def _of_one_name(dossier: Dossier) -> Mapping[str, list[_Recorded]]:
    """The figures that state a number by their name, where those of one name differ at all."""
    named: dict[str, list[_Recorded]] = defaultdict(list)
    for event in dossier.events:
        for index, figure in enumerate(event.figures if event.conflicts is None else ()):
            if figure.stated and figure.least <= figure.most:
                if figure.counted is None:
                    when = window(event.date, event.time, dossier.zone)
                else:
                    when = window(figure.counted, None, dossier.zone)
                named[figure.what].append(_Recorded(event, figure, event.at("figures", index), when))
    for brief in dossier.briefs:
        for index, written in enumerate(brief.key_figures):
            if written.event is None and written.stated and written.least <= written.most:
                day = window(written.counted, None, dossier.zone) if written.counted else None
                named[written.what].append(_Recorded(brief, written, brief.at("key_figures", index), day))
    return {
        what: alike
        for what, alike in named.items()
        if min(each.figure.most for each in alike) < max(each.figure.least for each in alike)
    }


def _of_events(dossier: Dossier, alike: Sequence[_Recorded]) -> Iterator[Pair]:
    """Pairs of figures of events, of one happening and time, that differ and that one brief shows; the higher first."""
    timed = sorted((each for each in alike if isinstance(each.owner, Event)), key=lambda each: _first(each.when))
    for index, one in enumerate(timed):
        for other in timed[index + 1 : index + 1 + _NEXT]:
            if one.differs(other) and _is_of_one_time(one, other) and _is_one_happening(dossier, one, other):
                pair = (one, other) if one.figure.least > other.figure.most else (other, one)
                if any(all(_holds(dossier, brief, each) for each in pair) for brief in dossier.briefs):
                    yield pair


def _of_briefs(dossier: Dossier, alike: Sequence[_Recorded]) -> Iterator[Pair]:
    """Key figures that a brief writes out, each with the latest of its events' figures, where the two differ."""
    for own, brief in ((each, each.owner) for each in alike if isinstance(each.owner, Brief)):
        others = [each for each in alike if each is not own and _holds(dossier, brief, each)]
        named = {figure.event for figure in brief.key_figures if figure.what == own.figure.what} - {None}
        others = [each for each in others if not named or each.owner.id in named or each.owner is brief]
        if not others or not all(_is_one_happening(dossier, each, others[0]) for each in others[1:]):
            continue
        agrees = any(not own.differs(each) and _is_of_one_time(own, each) for each in others)
        current = max(others, key=lambda each: each.latest)
        if own.differs(current) and not agrees:
            yield own, current


def _side_by_side(dossier: Dossier, alike: Sequence[_Recorded]) -> Iterator[Pair]:
    """Key figures of one brief and time that differ, each with one that stands before it, those written out last."""
    for brief in dossier.briefs:
        shown = tuple(_shown(dossier, brief, alike))
        for index, one in enumerate(shown):
            yield from ((one, other) for other in shown[:index] if _contradicts(dossier, one, other))


def _shown(dossier: Dossier, brief: Brief, alike: Sequence[_Recorded]) -> Iterator[_Recorded]:
    """The figures of one name among the key figures of a brief, at the place where the brief has them."""
    for index, figure in enumerate(brief.key_figures):
        if figure.event is not None and not figure.stated and figure.what == alike[0].figure.what:
            for each in alike:
                if each.owner.id == figure.event and isinstance(each.owner, Event) and _holds(dossier, brief, each):
                    yield each._replace(place=brief.at("key_figures", index))
    yield from (each for each in alike if each.owner is brief)


def _contradicts(dossier: Dossier, one: _Recorded, other: _Recorded) -> bool:
    """Whether two key figures that differ are of one time, as far as both say, and not found at their events."""
    if None in (one.when, other.when) or not one.differs(other) or not _is_of_one_time(one, other):
        return False
    of_events = isinstance(one.owner, Event) and isinstance(other.owner, Event)
    return not (of_events and _is_one_happening(dossier, one, other))


def _first(when: Window | None) -> float:
    return float("-inf") if when is None or when.first is None else when.first


def _is_of_one_time(one: _Recorded, other: _Recorded) -> bool:
    """Whether two figures can be of one time; of one event so is one that does not say."""
    if one.owner is other.owner and None in (one.figure.counted, other.figure.counted):
        return True
    return one.when is None or other.when is None or may_overlap(one.when, other.when)


def _is_one_happening(dossier: Dossier, one: _Recorded, other: _Recorded) -> bool:
    """Whether two figures of one name surely tell of one happening."""
    event, second = one.owner, other.owner
    if event.id == second.id or diction.names_its_happening(one.figure.what):
        return True
    if not (isinstance(event, Event) and isinstance(second, Event)):
        return True
    places, others = around(dossier, event.place), around(dossier, second.place)
    if places and others:
        return places[0] in others or others[0] in places
    if event.id in prose.written_ids(second.text or "") or second.id in prose.written_ids(event.text or ""):
        return True
    return likeness(sorted_words(event.title), sorted_words(second.title)) >= _ALIKE


def _differing(one: _Recorded, other: _Recorded) -> Finding:
    return Finding(
        one.place.at("what"),
        f"`{one.figure.what}` is {in_words(one.figure)} here and {in_words(other.figure)} in `{other.owner.id}`",
        "correct one, give each its own `counted:` or `what:`, or say under `conflicts:` that sources differ",
    )


def _holds(dossier: Dossier, brief: Brief, recorded: _Recorded) -> bool:
    """Whether a brief shows a figure: its own, or one of an event of its period, as known at its cut-off."""
    event = recorded.owner
    if not isinstance(event, Event):
        return event is brief
    cutoff = dossier.cutoff(brief)
    known = [each for each in dossier.events.revisions(event.id) if (known_since(dossier, each) or 0) <= cutoff]
    if not known or known[-1] is not event or event.status == "retracted":
        return False
    return event.id in {figure.event for figure in brief.key_figures} or in_period(dossier, brief, event)
