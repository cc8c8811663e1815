"""What still stands on evidence that was withdrawn: judgements, and what rests on them at any remove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.diagnostics import Finding, warning
from briefgen.model import Dossier, Forecast, Judgement
from briefgen.rules import texts
from briefgen.spans import Place

_WITHDRAWN = frozenset({"retracted", "denied"})
_GROUNDS = frozenset({"text", "because", "assumptions"})
"""The prose of a judgement that argues for it. What stands under the other keys may well tell what was withdrawn."""


@warning
def evidence_withdrawn(dossier: Dossier) -> Iterator[Finding]:
    """A judgement still stands on an event that was retracted or denied since.

    Its readers would look the event up among the corrections. A revision says whether the judgement holds without it.

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
    withdrawn = {event.id: str(event.status) for event in dossier.events.current if event.status in _WITHDRAWN}
    if not withdrawn:
        return
    open_ = [each for each in (*dossier.assessments.current, *dossier.forecasts.current) if not _resolved(each)]
    stands_on = {judgement.id: _grounds(judgement) for judgement in open_}
    fallen = _fallen(stands_on, withdrawn)
    for judgement in open_:
        for id_, place in stands_on[judgement.id].items():
            if (event := fallen.get(id_)) is None or id_ == judgement.id:
                continue
            through = "" if id_ == event else f"`{id_}` rests on "
            yield Finding(
                place,
                f"{through}`{event}`{', which' if through else ''} is {withdrawn[event]}, "
                f"and the {judgement.kind} `{judgement.id}` still stands on it",
                "write a revision that stands without it, or say in its text why it holds and `allow:` it",
            )


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


def _fallen(stands_on: Mapping[str, Mapping[str, Place]], withdrawn: Mapping[str, str]) -> Mapping[str, str]:
    """Whatever stands on a withdrawn event at any remove, that event included, each with the event."""
    carried: dict[str, list[str]] = {}
    for id_, grounds in stands_on.items():
        for ground in grounds:
            carried.setdefault(ground, []).append(id_)
    fallen: dict[str, str] = {}
    waiting = [(event, event) for event in withdrawn]
    while waiting:
        id_, event = waiting.pop(0)
        if id_ not in fallen:
            fallen[id_] = event
            waiting += [(each, event) for each in carried.get(id_, ())]
    return fallen
