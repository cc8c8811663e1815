"""Who stands behind a claim: independent origins, parties and their media, addresses, aggregators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache, partial
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from briefgen.diagnostics import Finding, advice, warning
from briefgen.model import Dossier

_AGGREGATOR = re.compile(r"\b(?:aggregat(?:or|ion)s?|digests?)\b", re.IGNORECASE)
_IMPROBABLE = 5
"""Credibility of what confirms nothing (Admiralty code)."""
_PORTS = {"http": ":80", "https": ":443"}
_TRACKS = re.compile(
    r"(?:utm_.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_hs(?:enc|mi)|mkt_tok)",
    re.IGNORECASE,
)
"""Parameters of an address that tell its owner where a reader came from, as Firefox and its add-ons strip them."""


@warning
def confirmed_by_one_origin(dossier: Dossier) -> Iterator[Finding]:
    """An event is confirmed, and all its sources have one origin.

    Five papers that print one wire report are one witness. An event counts as confirmed when two independent origins
    carry it, or when the party it speaks against admits it; where that is so, allow it with that reason. An account
    graded improbable (5) confirms nothing, and whoever relays a report by its author's name (`origin: Reuters`) is no
    witness beside a source whose `publisher:` that is. Two reports of one publisher are two, unless their `origin:`
    says that they are one.

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
        if event.status != "confirmed" or not event.sources:
            continue
        if len(dossier.origins(each.source for each in event.sources if each.credibility != _IMPROBABLE)) < 2:
            yield Finding(
                event.at("status"),
                "confirmed, and what it rests on has one origin",
                "make it `reported`, cite another origin, or `allow:` it because the party it speaks against admits it",
            )


@warning
def party_alone(dossier: Dossier) -> Iterator[Finding]:
    """A claim about an adversary rests on one party's media alone, and is not marked as a claim.

    A source says by `speaks_for:` whose medium it is, and an actor by `opposes:` whom it fights. What only one side
    says of the other is *claimed*: also where allies say it, each by a medium of its own, and where another source
    relays it (`origin:`).

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
    opponents, party = _opponents(dossier), cache(partial(_party, dossier))
    for event in dossier.events if opponents else ():
        if event.status not in {None, "confirmed", "reported"} or not event.sources:
            continue
        parties = {party(citation.source) for citation in event.sources}
        against = (opponents.get(each or "", frozenset()) for each in parties)
        if not set(event.actors).intersection(*against):
            continue
        names = " and ".join(f"`{each}`" for each in sorted(filter(None, parties)))
        yield Finding(
            event.at("status" if event.status else "id"),
            f"only media of {names} say so of {'its adversary' if len(parties) == 1 else 'their adversary'}",
            "make it `status: claimed`, or cite another source",
        )


def _opponents(dossier: Dossier) -> Mapping[str, Set[str]]:
    """Whom each actor fights, by ids, whichever of the two says so."""
    found: dict[str, set[str]] = {}
    for actor in dossier.actors.current:
        for other in actor.opposes:
            found.setdefault(actor.id, set()).add(other)
            found.setdefault(other, set()).add(actor.id)
    return found


def _party(dossier: Dossier, id_: str) -> str | None:
    """Whose medium a source is, or the one whose report it relays; the last that is somebody's counts."""
    party, passed = None, set[str]()
    source = dossier.sources.get(id_)
    while source is not None and source.id not in passed:
        passed.add(source.id)
        party = source.speaks_for or party
        source = dossier.sources.get(source.origin)
    return party


@warning
def same_address(dossier: Dossier) -> Iterator[Finding]:
    """Two sources have the same address.

    One page under two ids counts as two witnesses. What leads to the same page does not tell two addresses apart:
    `http` and `https`, `www.`, the usual port, a last slash, a fragment, the order of parameters, and those that only
    track (`utm_source`, `fbclid`).

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
    """An address without what leads to the same page, in one form.

    That is the scheme and its usual port, `www.`, a last slash, a fragment, the order of its parameters, those that
    only track, and how its letters are escaped. `m.` stays: there may be another page.
    """
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme, "")).removeprefix("www.")
    path = quote(unquote(parts.path)) if "%" in parts.path or not parts.path.isascii() else parts.path
    given = parse_qsl(parts.query, keep_blank_values=True) if parts.query else ()
    query = urlencode(sorted(each for each in given if not _TRACKS.fullmatch(each[0])))
    return f"{host}{path.rstrip('/')}{query and '?' + query}"


@advice
def language_not_named(dossier: Dossier) -> Iterator[Finding]:
    """A source does not say in which language it is.

    A reviewer who wants to check it has to know who can read it, or who can ask: this goes for a book, a broadcast and
    a talk as for a page. A confidential source needs no language, for that may tell who it is.

    Bad:

        sources:
          - {id: gazette, title: Power fails, url: "https://gazette.example/power"}

    Good:

        sources:
          - {id: gazette, title: Power fails, url: "https://gazette.example/power", language: en}
    """
    for source in dossier.sources:
        if source.language is None and not source.confidential:
            place = source.at("title" if source.url is None else "url")
            yield Finding(place, "the language of this source is not named", "write `language:`, such as en")


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
        if source.origin is None and _AGGREGATOR.search(source.form or ""):
            yield Finding(
                source.at("kind"), "whose report this carries is not said", "write `origin:`, an id or the name"
            )
