"""Figures as they are recorded: of which day, and one value at a time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.dates import may_overlap, window
from briefgen.diagnostics import Finding, advice, warning
from briefgen.ledger import known_since
from briefgen.model import Brief, Dossier, Event, Figure
from briefgen.spans import Place


@advice
def figure_without_as_of(dossier: Dossier) -> Iterator[Finding]:
    """A figure does not say as of which day it was counted.

    Counts grow. A reader who meets two of them cannot tell whether they differ or the later one is of a later day.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, figures: [{what: households, best: 4000}]}

    Good:

        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            figures: [{what: households, best: 4000, counted: 2024-03-01}]
    """
    for each in _recorded(dossier):
        if each.figure.counted is None:
            yield Finding(
                each.place.at("what"),
                f"`{each.figure.what}` does not say as of which day it was counted",
                "write `counted:`, the day that the count is of",
            )


@warning
def two_current_values(dossier: Dossier) -> Iterator[Finding]:
    """One brief has two figures for the same thing on the same day, and they cannot both be right.

    A reader picks one. Found are figures of the events of a brief's period, and its key figures, that have the same
    `what`, `unit` and `counted` and ranges that do not meet. Where sources differ, an event says so under `conflicts:`.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            figures: [{what: households, best: 4000, counted: 2024-03-01}]
          - id: count
            date: 2024-03-01
            title: Operator counts the households
            figures: [{what: households, best: 400, counted: 2024-03-01}]
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            figures: [{what: households, best: 4000, counted: 2024-03-01}]
          - id: count
            date: 2024-03-01
            title: Operator counts the households
            figures: [{what: households, best: 400, counted: 2024-03-01}]
            conflicts: The town gives 4,000 households, the operator 400.
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03}
    """
    same: dict[tuple[str, str | None, str], list[_Recorded]] = defaultdict(list)
    for each in _recorded(dossier):
        if not each.explained and each.figure.least <= each.figure.most:
            same[each.figure.what, each.figure.unit, str(each.figure.counted or "")].append(each)
    found: set[Place] = set()
    for alike in same.values():
        if min(each.figure.most for each in alike) >= max(each.figure.least for each in alike):
            continue
        for brief in dossier.briefs:
            shown = [each for each in alike if _holds(dossier, brief, each)]
            lowest = min(shown, key=lambda each: each.figure.most, default=None)
            for each in shown if lowest else ():
                if lowest and each.figure.least > lowest.figure.most and each.place not in found:
                    found.add(each.place)
                    yield _differing(each, lowest)


class _Recorded(NamedTuple):
    """A figure with whose it is, and where."""

    owner: Event | Brief
    figure: Figure
    place: Place

    @property
    def explained(self) -> bool:
        """Whether its event says that sources differ."""
        return isinstance(self.owner, Event) and self.owner.conflicts is not None


def in_words(figure: Figure) -> str:
    """The range of a figure."""
    least, most = (f"{number:,.12g}" for number in (figure.least, figure.most))
    if figure.most == math.inf:
        return f"at least {least}"
    return f"at most {most}" if figure.least == 0 else least if least == most else f"{least} to {most}"


def _differing(one: _Recorded, other: _Recorded) -> Finding:
    return Finding(
        one.place.at("what"),
        f"`{one.figure.what}` is {in_words(one.figure)} here and {in_words(other.figure)} in `{other.owner.id}`",
        "correct one, give each its day under `counted:`, or say under `conflicts:` that sources differ",
    )


def _recorded(dossier: Dossier) -> Iterator[_Recorded]:
    """Every figure that states a number."""
    for event in dossier.events:
        for index, figure in enumerate(event.figures):
            yield _Recorded(event, figure, event.at("figures", index))
    for brief in dossier.briefs:
        for index, written in enumerate(brief.key_figures):
            if written.event is None:
                yield _Recorded(brief, written, brief.at("key_figures", index))


def _holds(dossier: Dossier, brief: Brief, recorded: _Recorded) -> bool:
    """Whether a brief shows a figure: its own, or one of an event of its period, as known at its cut-off."""
    event = recorded.owner
    if not isinstance(event, Event):
        return event is brief
    cutoff = dossier.cutoff(brief)
    known = [each for each in dossier.events.revisions(event.id) if (known_since(dossier, each) or 0) <= cutoff]
    if not known or known[-1] is not event or event.status == "retracted":
        return False
    when = window(event.date, event.time, dossier.zone)
    return event.id in {figure.event for figure in brief.key_figures} or may_overlap(
        when, window(brief.period, None, dossier.zone)
    )
