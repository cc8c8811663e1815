"""Who stands behind a claim: independent origins, parties and their media, addresses, aggregators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefgen.diagnostics import Finding, advice, warning
from briefgen.model import Dossier, Event, Source

_AGGREGATORS = frozenset({"aggregator", "news-aggregator", "digest", "news-digest"})


@warning
def confirmed_by_one_origin(dossier: Dossier) -> Iterator[Finding]:
    """An event is confirmed, and all its sources have one origin.

    Five papers that print one wire report are one witness. An event counts as confirmed when two independent origins
    carry it, or when the party it speaks against admits it; where that is so, allow it with that reason.

    Bad:

        sources:
          - {id: gazette, title: Power fails, origin: wire-report}
          - {id: courier, title: No power in the north, origin: wire-report}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, status: confirmed, sources: [gazette, courier]}

    Good:

        sources:
          - {id: gazette, title: Power fails, origin: wire-report}
          - {id: courier, title: No power in the north, origin: wire-report}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, status: reported, sources: [gazette, courier]}
    """
    for event in dossier.events:
        if event.status == "confirmed" and event.sources and len(_origins(dossier, event)) < 2:
            yield Finding(
                event.at("status"),
                "confirmed, and all it rests on has one origin",
                "make it `reported`, cite another origin, or `allow:` it because the party it speaks against admits it",
            )


@warning
def party_alone(dossier: Dossier) -> Iterator[Finding]:
    """A claim about an adversary rests on one party's media alone, and is not marked as a claim.

    A source says by `speaks_for:` whose medium it is, and an actor by `opposes:` whom it fights. What only one side
    says of the other is *claimed*.

    Bad:

        actors:
          - {id: army, name: The army, opposes: [rebels]}
          - {id: rebels, name: The rebels}
        sources:
          - {id: army-radio, title: Army radio, speaks_for: army}
        events:
          - id: looting
            date: 2024-03-01
            title: Rebels loot the mill
            status: reported
            actors: [rebels]
            sources: [army-radio]

    Good:

        actors:
          - {id: army, name: The army, opposes: [rebels]}
          - {id: rebels, name: The rebels}
        sources:
          - {id: army-radio, title: Army radio, speaks_for: army}
        events:
          - id: looting
            date: 2024-03-01
            title: Army radio says that rebels looted the mill
            status: claimed
            actors: [rebels]
            sources: [army-radio]
    """
    against = {actor.id: set(actor.opposes) for actor in dossier.actors.current}
    for actor in dossier.actors.current:
        for other in actor.opposes:
            against.setdefault(other, set()).add(actor.id)
    for event in dossier.events:
        if event.status not in {None, "confirmed", "reported"} or not event.sources:
            continue
        parties = {source.speaks_for if source else None for source in _sources(dossier, event)}
        party = parties.pop() if len(parties) == 1 else None
        if party is not None and not against.get(party, set()).isdisjoint(event.actors):
            yield Finding(
                event.at("status" if event.status else "id"),
                f"only media of `{party}` say so of its adversary",
                "make it `status: claimed`, or cite another source",
            )


@warning
def same_address(dossier: Dossier) -> Iterator[Finding]:
    """Two sources have the same address.

    One page under two ids counts as two witnesses.

    Bad:

        sources:
          - {id: gazette, title: Power fails, url: "https://gazette.example/power", language: en}
          - {id: paper, title: Power fails, url: "http://www.gazette.example/power/", language: en}

    Good:

        sources:
          - {id: gazette, title: Power fails, url: "https://gazette.example/power", language: en}
    """
    seen: dict[str, str] = {}
    for source in dossier.sources:
        if source.url is None:
            continue
        first = seen.setdefault(_address(source.url), source.id)
        if first != source.id:
            yield Finding(
                source.at("url"), f"`{first}` has this address too", f"cite `{first}` instead, and delete this source"
            )


def _address(url: str) -> str:
    """An address without what leads to the same page: the scheme, `www.`, a last slash, a fragment."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{re.sub(r'[?&]utm_[^&]*', '', query)}"


@advice
def language_not_named(dossier: Dossier) -> Iterator[Finding]:
    """A source with an address does not say in which language it is.

    A reviewer who wants to check it has to know who can read it.

    Bad:

        sources:
          - {id: gazette, title: Power fails, url: "https://gazette.example/power"}

    Good:

        sources:
          - {id: gazette, title: Power fails, url: "https://gazette.example/power", language: en}
    """
    for source in dossier.sources:
        if source.url is not None and source.language is None and not source.confidential:
            yield Finding(source.at("url"), "the language of this source is not named", "write `language:`, such as en")


@warning
def aggregator_without_origin(dossier: Dossier) -> Iterator[Finding]:
    """An aggregator or digest does not say whose report it carries.

    It reports nothing itself. Without an `origin:` it counts as a witness of its own beside the paper it copied.

    Bad:

        sources:
          - {id: feed, title: Power fails, kind: aggregator}

    Good:

        sources:
          - {id: feed, title: Power fails, kind: aggregator, origin: Grid News Agency}
    """
    for source in dossier.sources:
        if source.form in _AGGREGATORS and source.origin is None:
            yield Finding(
                source.at("kind"), "whose report this carries is not said", "write `origin:`, an id or the name"
            )


def _sources(dossier: Dossier, event: Event) -> Iterator[Source | None]:
    return (dossier.sources.get(citation.source) for citation in event.sources)


def _origins(dossier: Dossier, event: Event) -> set[str]:
    return {
        dossier.provenance(source) if source else citation.source
        for citation, source in zip(event.sources, _sources(dossier, event), strict=True)
    }
