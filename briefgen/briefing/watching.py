"""The board of indicators as it is printed, and where it says that theatres are heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from briefgen import foresight, ledger
from briefgen.briefing.elements import Stamp
from briefgen.briefing.judged import ProposedTrend, Watch
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, in_print, stamp
from briefgen.dates import Moment

WITHOUT_BOARD = frozenset({"flash", "timeline"})
"""The kinds of report that are about one event, or about no judgement."""


def board(view: Viewpoint, labels: Labels) -> tuple[Watch, ...]:
    """The indicators of what an issue prints and is still open; those in words alone that nobody saw come last."""
    order = {id_: place for place, id_ in enumerate(labels.known)}
    rows = [_watch(view, labels, order, each) for each in _board(view)]
    return tuple(sorted(rows, key=lambda each: not each.seen and each.id is None))


def proposed(view: Viewpoint, labels: Labels) -> tuple[ProposedTrend, ...]:
    """The trends that follow from the indicators, each beside what the brief says of the theatre."""
    stated = {each.theatre: each.trend for each in view.brief.trends}
    order = {id_: place for place, id_ in enumerate(labels.known)}
    found = []
    for each in _proposals(view):
        printed = in_print(view, each.theatre)
        because = ((_watch(view, labels, order, watched), tuple(map(labels.of, ids))) for watched, ids in each.because)
        says = stated.get(each.theatre) or stated.get(printed)  # a brief of another language has words of its own
        found.append(ProposedTrend(printed, each.trend, says, tuple(because)))
    return tuple(found)


def named(view: Viewpoint) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The prose that the board prints, and the ids that it names beside."""
    for each in _board(view):
        yield each.sign.text or "", (*each.owners, *(one.event for one in each.seen))
    for proposal in _proposals(view):
        for each, events in proposal.because:
            yield each.sign.text or "", events


def _board(view: Viewpoint) -> tuple[foresight.Watched, ...]:
    return () if view.brief.form in WITHOUT_BOARD else foresight.board(view.dossier, view.brief)


def _proposals(view: Viewpoint) -> tuple[foresight.Proposal, ...]:
    return () if view.brief.form in WITHOUT_BOARD else foresight.proposals(view.dossier, view.brief)


def _watch(view: Viewpoint, labels: Labels, order: Mapping[str, int], each: foresight.Watched) -> Watch:
    """An indicator in print; what it is watched for stands in the order of the issue."""
    owners = [label for label in map(labels.of, each.owners) if label.anchor]
    return Watch(
        text=each.sign.text or "",
        id=getattr(each.sign, "id", None),
        owners=tuple(sorted(owners, key=lambda label: order[label.id])),
        seen=tuple((labels.of(one.event), _since(view, one.since)) for one in each.seen),
        trend=each.sign.trend,
        unchanged=each.unchanged,
        stale=each.stale,
    )


def _since(view: Viewpoint, since: float) -> Stamp | None:
    """The day on which something was known, on the clocks of the project."""
    if since == ledger.FROM_THE_START:
        return None
    at = datetime.fromtimestamp(since, view.dossier.zone or UTC)
    return stamp(view, Moment.parse(f"{at:%Y-%m-%d}"))
