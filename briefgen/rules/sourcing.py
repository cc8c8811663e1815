"""What events rest on."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.dates import window
from briefgen.diagnostics import Finding, error, warning
from briefgen.model import Dossier

_IMPROBABLE, _UNRELIABLE = 5, "E"


@warning
def unsourced_event(dossier: Dossier) -> Iterator[Finding]:
    """An event cites no source.

    A reader cannot tell who says so, nor judge how far to trust it.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}

    Good:

        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
    """
    for event in dossier.events:
        if not event.sources:
            yield Finding(
                event.at("id"), f"the event `{event.id}` cites no source", "say under `sources:` who reports it"
            )


@error
def credibility_1_needs_two_origins(dossier: Dossier) -> Iterator[Finding]:
    """A claim is graded 1, confirmed by other independent sources, where one origin alone bears the event out.

    Five outlets that carry one wire report are one witness (Admiralty code, NATO AJP-2.1). A source's origin is what
    its `origin:` says, else the source itself. What is itself improbable (5), or cannot be judged (6, which is meant
    where nothing is written), confirms nothing.

    A brief whose cut-off lies before the others were known, or which may not show them, prints 2 for the 1.

    Bad:

        sources:
          - {id: gazette, title: Power fails, origin: wire-report}
          - {id: courier, title: No power in the north, origin: wire-report}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            sources: [{source: gazette, credibility: 1}, courier]

    Good:

        sources:
          - {id: gazette, title: Power fails, origin: wire-report}
          - {id: log, title: Grid operator's log}
        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            sources: [{source: gazette, credibility: 1}, {source: log, credibility: 2}]
    """
    for event in dossier.events:
        if all(citation.credibility != 1 for citation in event.sources):
            continue
        if len(dossier.witnesses(event)) > 1:
            continue
        for index, citation in enumerate(event.sources):
            if citation.credibility == 1:
                yield Finding(
                    event.at("sources", index, "credibility"),
                    "credibility 1 means confirmed by other independent sources, and one origin alone bears this out",
                    "grade it 2 (probably true), or cite another origin with a credibility of its own, 1 to 4",
                )


@warning
def improbable_as_fact(dossier: Dossier) -> Iterator[Finding]:
    """An event is told as plain fact on nothing but improbable reports (5), or unreliable sources (E).

    Readers take what stands without a caveat for what happened (Admiralty code, NATO AJP-2.1). An event that is
    *claimed*, *disputed* or *denied* says itself how far to trust it.

    Bad:

        sources:
          - {id: rumour, title: A post without an author, reliability: E}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [rumour]}

    Good:

        sources:
          - {id: rumour, title: A post without an author, reliability: E}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, status: claimed, sources: [rumour]}
    """
    for event in dossier.events:
        cited = [(citation, dossier.sources.get(citation.source)) for citation in event.sources]
        if not cited or event.status in {"claimed", "disputed", "denied", "retracted"}:
            continue
        if all(citation.credibility == _IMPROBABLE for citation, _ in cited):
            why = "all that its sources say of it is improbable (5)"
        elif all(source is not None and source.reliability == _UNRELIABLE for _, source in cited):
            why = "all its sources are unreliable (E)"
        else:
            continue
        place = event.at("status") if event.status else event.at("id")
        yield Finding(
            place, f"this is told as fact, and {why}", "give it the status `claimed`, or cite a better source"
        )


@error
def origin_cycle(dossier: Dossier) -> Iterator[Finding]:
    """Sources carry one another's report in a circle.

    Nobody can tell whose report it is. All of them count as one origin. What a revision has put right is not found.

    Bad:

        sources:
          - {id: gazette, title: Power fails, origin: courier}
          - {id: courier, title: No power in the north, origin: gazette}

    Good:

        sources:
          - {id: gazette, title: Power fails}
          - {id: courier, title: No power in the north, origin: gazette}
    """
    for circle in dossier.origin_circles:
        first = dossier.sources[min(circle)]
        whose = f"that of `{first.origin}`, and so on" if len(circle) > 1 else "that of itself"
        message = f"the origins run in a circle: the report of `{first.id}` is {whose}"
        yield Finding(
            first.at("origin"), message, "say whose report it really is; leave out `origin:` where it is its own"
        )


@warning
def source_published_before_event(dossier: Dossier) -> Iterator[Finding]:
    """All sources of an event were published before it can have happened.

    What was written beforehand can announce an event but not report it. A publication known by its day counts until
    the end of that day in the project's zone, and a source without a date may be later than it. An event whose date
    is when something takes effect (`date_of: effective`) is left out: it may well be reported beforehand.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-02-28}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}

    Good:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-01}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
    """
    published = _published(dossier)
    for event in dossier.events:
        if not event.sources or event.date_of == "effective":
            continue
        latest = [published.get(citation.source) for citation in event.sources]
        known = [moment for moment in latest if moment is not None]
        if len(known) < len(latest):
            continue
        first = window(event.date, event.time, dossier.zone).first
        if first is not None and max(known) < first:
            whose = "its source was" if len(known) == 1 else "all its sources were"
            message = f"{whose} published before this event can have happened"
            yield Finding(event.at("date"), message, "correct a date, or cite what was reported afterwards")


def _published(dossier: Dossier) -> dict[str, int | None]:
    """The last instant at which each source can have been published; None where one of its revisions has no date."""
    found: dict[str, int | None] = {}
    for source in dossier.sources:
        moment = source.published.last(dossier.zone) if source.published else None
        earlier = found.get(source.id, moment)
        found[source.id] = None if moment is None or earlier is None else max(moment, earlier)
    return found


@warning
def source_accessed_before_publication(dossier: Dossier) -> Iterator[Finding]:
    """A source was read, or its copy saved, before it was published.

    One of the dates is wrong, and with the date of publication goes when the desk is taken to have known it.

    Bad:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-02, accessed: 2024-03-01}

    Good:

        sources:
          - {id: log, title: Grid operator's log, published: 2024-03-01, accessed: 2024-03-02}
    """
    for source in dossier.sources:
        if source.published is None or (source.accessed is None and source.saved is None):
            continue
        published = dossier.instant(source.published)
        if source.accessed is not None and source.accessed.last(dossier.zone) < published:
            message = f"it was accessed before it was published, {source.published}"
            yield Finding(source.at("accessed"), message, "correct one of the two dates")
        captured = source.saved.captured if source.saved else None
        if captured is not None and captured.last(dossier.zone) < published:
            message = f"its copy was saved before it was published, {source.published}"
            yield Finding(source.at("saved", "captured"), message, "correct one of the two dates")
