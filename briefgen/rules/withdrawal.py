"""What still stands on what was withdrawn: events on sources, judgements on both, at any remove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.diagnostics import Finding, warning
from briefgen.model import Dossier, Event, Forecast, Judgement
from briefgen.rules import texts
from briefgen.spans import Place

WITHDRAWN = frozenset({"retracted", "denied"})
_GROUNDS = frozenset({"text", "because", "assumptions"})
"""The prose of a judgement that argues for it. What stands under the other keys may well tell what was withdrawn."""


@warning
def source_withdrawn(dossier: Dossier) -> Iterator[Finding]:
    """An event still stands as it did, though a source that it needs was withdrawn.

    A brief that knows of the withdrawal prints *reported* for *confirmed* where one origin is left, and 2 for the 1 of
    its source. A revision says so in the ledger, or cites another source. What nobody reports any more is retracted.

    A page that relays a withdrawn report (`origin:`) carries nothing either.

    Bad:

        sources:
          - {id: log, title: Grid operator's log}
          - {id: log, as_of: 2024-03-04, title: Grid operator's log, withdrawn: true, why: It was of another day.}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}

    Good:

        sources:
          - {id: log, title: Grid operator's log}
          - {id: log, as_of: 2024-03-04, title: Grid operator's log, withdrawn: true, why: It was of another day.}
          - {id: paper, title: Power fails}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
          - {id: outage, as_of: 2024-03-05, date: 2024-03-01, title: Power fails, sources: [paper]}
    """
    for event in dossier.events.current if dossier.fallen else ():
        upheld = dossier.upheld(event)
        if upheld is event or event.status in WITHDRAWN:
            continue
        first = next(index for index, each in enumerate(event.sources) if each.source in dossier.fallen)
        place = event.at("sources", first)
        if not upheld.sources:
            yield Finding(
                place,
                f"every source of `{event.id}` was withdrawn",
                f"retract it (`briefgen retract {event.id}`), or write a revision that cites another source",
            )
        elif lost := _lost(dossier, event, upheld):
            yield Finding(
                place, f"`{event.sources[first].source}` was withdrawn, and {lost}", "write a revision that says so"
            )


def _lost(dossier: Dossier, event: Event, upheld: Event) -> str | None:
    """What an event no longer is without its withdrawn sources."""
    before, now = (dossier.origins(each.source for each in version.sources) for version in (event, upheld))
    if event.status == "confirmed" and len(now) < 2 <= len(before):
        return f"one origin alone does not make `{event.id}` confirmed"
    graded = any(each.credibility == 1 for each in upheld.sources)
    if graded and len(dossier.witnesses(upheld)) < 2 <= len(dossier.witnesses(event)):
        return f"without it nothing confirms what the others say of `{event.id}` (1)"
    return None


@warning
def evidence_withdrawn(dossier: Dossier) -> Iterator[Finding]:
    """A judgement still stands on an event that was retracted or denied since, or on a source that was withdrawn.

    Its readers would look it up among the corrections. A revision says whether the judgement holds without it.

    A judgement stands on what its `basis:` names, on what it cites in `text:`, `because:` and its assumptions, and on
    all that the judgements among these stand on. A forecast whose outcome is known stands on that.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-04, date: 2024-03-01, title: Power fails, status: retracted}
        assessments:
          - {id: cause, as_of: 2024-03-02, text: "The outage was {likely} caused by ice.", basis: [outage]}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-04, date: 2024-03-01, title: Power fails, status: retracted}
          - {id: ice, date: 2024-03-01, title: Ice on the line}
        assessments:
          - {id: cause, as_of: 2024-03-02, text: "The outage was {likely} caused by ice.", basis: [outage, ice]}
          - {id: cause, as_of: 2024-03-05, text: "Ice {likely} broke the line.", basis: [ice]}
    """
    gone = withdrawn(dossier)
    if not gone:
        return
    open_ = [each for each in (*dossier.assessments.current, *dossier.forecasts.current) if not _resolved(each)]
    stands_on = {judgement.id: _grounds(judgement) for judgement in open_}
    fallen = _fallen(stands_on, gone)
    for judgement in open_:
        for id_, place in stands_on[judgement.id].items():
            if (event := fallen.get(id_)) is None or id_ == judgement.id:
                continue
            through = "" if id_ == event else f"`{id_}` rests on "
            yield Finding(
                place,
                f"{through}`{event}`{', which' if through else ''} is {gone[event]}, "
                f"and the {judgement.kind} `{judgement.id}` still stands on it",
                "write a revision that stands without it, or say in its text why it holds and `allow:` it",
            )


def withdrawn(dossier: Dossier) -> Mapping[str, str]:
    """What bears nothing out any more, each with what it is: retracted and denied events, withdrawn sources."""
    return dossier.derived("withdrawn", lambda: _withdrawn(dossier))


def _withdrawn(dossier: Dossier) -> dict[str, str]:
    events = {event.id: str(event.status) for event in dossier.events.current if event.status in WITHDRAWN}
    return events | dict.fromkeys(sorted(dossier.fallen), "withdrawn")


def is_found(dossier: Dossier, judgement: Judgement, id_: str) -> bool:
    """Whether `evidence-withdrawn` says already of a version of a judgement that it rests on what does not stand."""
    return dossier.judgement(judgement.id) == judgement and not _resolved(judgement) and id_ in withdrawn(dossier)


def _resolved(judgement: Judgement) -> bool:
    return isinstance(judgement, Forecast) and judgement.outcome is not None


def _grounds(judgement: Judgement) -> Mapping[str, Place]:
    """What a judgement stands on itself, and where it says so first."""
    found: dict[str, Place] = {}
    for index, id_ in enumerate(judgement.basis):
        found.setdefault(id_, judgement.at("basis", index))
    for words in texts.words_of(judgement):
        if words.path[0] in _GROUNDS and "[@" in words.text:
            for cited in texts.citations(words):
                found.setdefault(cited.id, cited.place)
    return found


def _fallen(stands_on: Mapping[str, Mapping[str, Place]], gone: Mapping[str, str]) -> Mapping[str, str]:
    """Whatever stands on a withdrawn event or source at any remove, that included, each with what was withdrawn."""
    carried: dict[str, list[str]] = {}
    for id_, grounds in stands_on.items():
        for ground in grounds:
            carried.setdefault(ground, []).append(id_)
    fallen: dict[str, str] = {}
    waiting = [(id_, id_) for id_ in gone]
    while waiting:
        id_, event = waiting.pop(0)
        if id_ not in fallen:
            fallen[id_] = event
            waiting += [(each, event) for each in carried.get(id_, ())]
    return fallen
