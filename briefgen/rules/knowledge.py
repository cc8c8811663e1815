"""What a brief may know at its cut-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from briefgen.dates import moment_in_words
from briefgen.diagnostics import Finding, error, warning
from briefgen.ledger import FROM_THE_START, first_known, marking, standing
from briefgen.model import Brief, Dossier, Event, Judgement
from briefgen.rules import views
from briefgen.rules.judgement import judgements
from briefgen.rules.namings import named_by
from briefgen.rules.withdrawal import is_found
from briefgen.spans import Place

_YEAR_9000 = 221_845_392_000


@error
def event_after_cutoff(dossier: Dossier) -> Iterator[Finding]:
    """A brief names an event, source, judgement or forecast that was not known yet at its information cut-off.

    A brief shows what was known at its cut-off, so what it names would not be in it. A record is known from its
    `as_of`; without one a source from its publication, and an event from that of its earliest source or else from its
    own date.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-05}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03-01/2024-03-02, highlights: [outage]}

    Good:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-01}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-02, period: 2024-03-01/2024-03-02, highlights: [outage]}
    """
    for brief in dossier.briefs:
        cutoff, seen = dossier.cutoff(brief), views.open_to(dossier, brief, views.named(dossier, brief))
        above = views.above(dossier, brief)
        for naming in named_by(dossier, brief):
            since = first_known(seen, naming.id)
            if since is None and naming.id not in above:
                since = first_known(dossier, naming.id)
            if since is not None and since > cutoff:
                message = f"`{naming.id}` was not known yet at the cut-off of `{brief.id}`, {_cutoff(dossier, brief)}"
                yield Finding(naming.place, message, _since_in_words(dossier, since))


@error
def withheld_basis(dossier: Dossier) -> Iterator[Finding]:
    """A judgement or a forecast of a brief loses all that it rests on, to the brief's marking or its cut-off.

    What is marked above the brief is withheld from it, and what became known after its cut-off is not in it. Readers
    would be given a conclusion without a single fact to hold it against.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, handling: TLP:AMBER}
        assessments:
          - id: cause
            text: The outage was caused by ice.
            basis: [outage]
            handling: TLP:CLEAR
            downgrade: {by: Grid desk, because: The text tells nothing that is restricted.}
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03, judgements: [cause]}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, handling: TLP:AMBER}
          - {id: thaw, date: 2024-03-02, title: The ice melts}
        assessments:
          - id: cause
            text: The outage was caused by ice.
            basis: [outage, thaw]
            handling: TLP:CLEAR
            downgrade: {by: Grid desk, because: The text tells nothing that is restricted.}
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03, judgements: [cause]}
    """
    for brief in dossier.briefs:
        cutoff, known = dossier.cutoff(brief), views.basis_known(dossier, brief)
        doubtful = [
            (id_, place) for id_, place in views.printed(dossier, brief) if known.get(id_, FROM_THE_START) > cutoff
        ]
        if not doubtful:
            continue
        seen = views.open_to(dossier, brief, (id_ for id_, _ in doubtful))
        for id_, place in doubtful:
            record = standing(seen, id_, cutoff)
            if not isinstance(record, Judgement):
                continue
            written = views.as_written(dossier, record)
            # What no record is, another rule tells: nothing of it was lost here.
            left, whole = ([each for each in of.basis if dossier.find(each)] for of in (record, written))
            if whole and not any(standing(seen, each, cutoff) for each in left):
                reason = _why_lost(dossier, brief, left, whole)
                hint = "give it a basis that may be shown there and was known by then, or leave it out of this brief"
                yield Finding(place or written.at("basis"), f"all that `{id_}` rests on {reason}", hint)


def _why_lost(dossier: Dossier, brief: Brief, left: Sequence[str], written: Sequence[str]) -> str:
    """Of what a judgement rested on, some may be withheld, and what is left is not known yet."""
    of, at = f"of the brief `{brief.id}`", _cutoff(dossier, brief)
    withheld = f"is marked above the {marking(dossier, brief)} {of}"
    if not left:
        return withheld
    if left == written:
        return f"became known after the cut-off {of}, {at}"
    return f"{withheld}, or became known after its cut-off, {at}"


@error
def retracted_event_named(dossier: Dossier) -> Iterator[Finding]:
    """A brief names an event among its highlights or key figures that is retracted at its cut-off.

    What is retracted stands among the corrections only, so that a highlight or key figure would be missing.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-02, date: 2024-03-01, title: Power fails, status: retracted}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-03, period: 2024-03-01/2024-03-03, highlights: [outage]}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-02, date: 2024-03-01, title: Power fails, status: retracted}
          - {id: flicker, date: 2024-03-01, title: Lights flicker}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-03, period: 2024-03-01/2024-03-03, highlights: [flicker]}
    """
    for brief in dossier.briefs:
        figures = [(each.event, ("key_figures", n, "event")) for n, each in enumerate(brief.key_figures)]
        for id_, path in [*((each, ("highlights", n)) for n, each in enumerate(brief.highlights)), *figures]:
            if id_ is not None and _retracted(dossier, id_, dossier.cutoff(brief)):
                message = f"`{id_}` is retracted at the cut-off of `{brief.id}`, {_cutoff(dossier, brief)}"
                yield Finding(brief.at(*path), message, "take it out: it stands among the corrections")


@warning
def retracted_basis(dossier: Dossier) -> Iterator[Finding]:
    """A judgement or a forecast rests on an event that is retracted at the cut-off of a brief which prints it.

    The desk no longer holds that event, so what rested on it has to be thought through again, before that brief closes.
    What nobody has revised since is found by `evidence-withdrawn`, whether a brief prints it or not.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-02, date: 2024-03-01, title: Power fails, status: retracted}
        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: likely, basis: [outage]}
          - {id: cause, as_of: 2024-03-04, text: Ice made the lights flicker., likelihood: likely}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-03, period: 2024-03-01/2024-03-03}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-02, date: 2024-03-01, title: Power fails, status: retracted}
          - {id: flicker, date: 2024-03-01, title: Lights flicker}
        assessments:
          - {id: cause, text: The outage was caused by ice., likelihood: likely, basis: [outage]}
          - {id: cause, as_of: 2024-03-02, text: Ice made the lights flicker., likelihood: likely, basis: [flicker]}
        briefs:
          - {id: issue-1, title: Outage, cutoff: 2024-03-03, period: 2024-03-01/2024-03-03}
    """
    withdrawn = {event.id for event in dossier.events if event.status == "retracted"}
    resting = {record.id for record in judgements(dossier) if not withdrawn.isdisjoint(record.basis)}
    said: set[Place] = set()
    for brief in dossier.briefs if resting else ():
        cutoff = dossier.cutoff(brief)
        for printed in resting.intersection(id_ for id_, _ in views.printed(dossier, brief)):
            record = standing(dossier, printed, cutoff)
            if not isinstance(record, Judgement):
                continue
            for index, id_ in enumerate(record.basis):
                place = record.at("basis", index)
                if place not in said and _retracted(dossier, id_, cutoff) and not is_found(dossier, record, id_):
                    said.add(place)
                    message = f"`{id_}` is retracted at the cut-off of `{brief.id}`, {_cutoff(dossier, brief)}"
                    yield Finding(place, message, "write a revision that rests on what is left, or leave it out")


def _retracted(dossier: Dossier, id_: str, moment: int) -> bool:
    event = standing(dossier, id_, moment) if id_ in dossier.events else None
    return isinstance(event, Event) and event.status == "retracted"


def _cutoff(dossier: Dossier, brief: Brief) -> str:
    return moment_in_words(brief.cutoff, dossier.zone)


def _since_in_words(dossier: Dossier, since: float) -> str | None:
    if not since < _YEAR_9000:
        return None
    at = datetime.fromtimestamp(since, dossier.zone or UTC)
    time = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    return f"it is known from {at:%Y-%m-%d} {time} on ({at.tzname()}): name what was known by then, or correct a date"
