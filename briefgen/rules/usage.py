"""Records and files that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefgen.diagnostics import Finding, advice, warning
from briefgen.model import Dossier, Records
from briefgen.rules.namings import namings
from briefgen.spans import Place


@warning
def unused_source(dossier: Dossier) -> Iterator[Finding]:
    """A source is cited by nothing.

    Either a citation was forgotten, and an event looks weaker than it is, or the source can go.

    Bad:

        sources:
          - {id: log, title: Grid operator's log}
          - {id: statement, title: Statement of the ministry}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}

    Good:

        sources:
          - {id: log, title: Grid operator's log}
          - {id: statement, title: Statement of the ministry}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log, statement]}
    """
    return _unused(dossier, dossier.sources, "nothing cites it", "cite it where it says something, or delete it")


@warning
def unused_actor(dossier: Dossier) -> Iterator[Finding]:
    """An actor takes part in nothing.

    Either an event forgot to name it, and a reader who filters by the actor misses the event, or the actor can go.

    Bad:

        actors:
          - {id: grid-operator, name: Grid operator}

    Good:

        actors:
          - {id: grid-operator, name: Grid operator}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, actors: [grid-operator]}
    """
    return _unused(dossier, dossier.actors, "no event names it", "name it under `actors:` of an event, or delete it")


@warning
def unused_place(dossier: Dossier) -> Iterator[Finding]:
    """Nothing happens at a place.

    Either an event forgot to name it, and is missing from the map, or the place can go.

    Bad:

        places:
          - {id: north-valley, name: North Valley}

    Good:

        places:
          - {id: north-valley, name: North Valley}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, place: north-valley}
    """
    return _unused(dossier, dossier.places, "no event names it", "name it under `place:` of an event, or delete it")


@advice
def unread_file(dossier: Dossier) -> Iterator[Finding]:
    """A file in `content/` looks like content and is not read.

    Content is read from files that end in `.yaml` or `.yml`, and prose from Markdown files that a section names. What
    stands in another, such as `events.yaml.txt`, is in no brief, and nobody would notice. Copies that editors keep
    (`events.yaml~`, `events.yaml.bak`), hidden files, pictures and a README are left alone.
    """
    for name in dossier.strays:
        base = name.rpartition("/")[2]
        if base.lower().endswith((".md", ".markdown")):
            why, hint = "no section names it", f"name it in a section, `file: {base}`, or move it out of `content/`"
        else:
            meant = re.sub(r"\.(?:ya?ml.+|yam|yalm|ymal|json)$", "", base, flags=re.IGNORECASE) + ".yaml"
            json = ", for JSON is YAML as well" if base.lower().endswith(".json") else ""
            why, hint = "its name does not end in `.yaml`", f"call it `{meant}`{json}, or move it out of `content/`"
        yield Finding(Place(name), f"this file is not read: {why}", hint)


def _unused(dossier: Dossier, records: Records[Any], why: str, hint: str) -> Iterator[Finding]:
    named = namings(dossier).named
    for id_ in records.ids:
        if id_ not in named:
            record = records.revisions(id_)[0]
            yield Finding(record.at("id"), f"the {record.kind} `{id_}` is not used: {why}", hint)
