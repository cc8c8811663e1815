"""What names what: every id that a record, the settings or a text names, looked up once for all rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefgen import prose
from briefgen.diagnostics import did_you_mean
from briefgen.model import Brief, Dossier, Record, Role, leaves
from briefgen.rules import texts
from briefgen.spans import Path, Place

WANTED: Mapping[tuple[str, ...], str] = {
    ("sources", "source"): "source",
    ("figures", "source"): "source",
    ("key_figures", "source"): "source",
    ("place",): "place",
    ("actors",): "actor",
    ("order", "after"): "event",
    ("highlights",): "event",
    ("key_figures", "event"): "event",
    ("indicators", "seen"): "event",
    ("outcome", "because"): "event",
    ("would_change", "indicator"): "indicator",
    ("basis",): "basis",
    ("judgements",): "assessment",
    ("forecasts",): "forecast",
    ("select", "places"): "place",
    ("select", "actors"): "actor",
}
"""What each field that names records is to name, by the keys that lead to it. A basis is any of `BASIS`."""

BASIS = ("event", "source", "assessment", "forecast")
_NAMING = ("events", "assessments", "forecasts", "briefs")
_MOST_HINTS = 50


class Reference(NamedTuple):
    """A field that names a record: whose it is, where in it, and the id."""

    owner: Record
    path: Path
    id: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.owner.at(*self.path)


@dataclass(frozen=True)
class Namings:
    """Every id that is named anywhere, and the references that lead nowhere, by what they are to name."""

    named: frozenset[str]
    lost: Mapping[str, tuple[Reference, ...]]


def namings(dossier: Dossier) -> Namings:
    """What a dossier names, looked up once."""
    return dossier.derived("namings", lambda: _namings(dossier))


def known(dossier: Dossier, wanted: str) -> Collection[str]:
    """The ids that a field may name which is to name a `wanted`."""
    return dossier.derived("known ids", lambda: _known(dossier))[wanted]


def kind_of(dossier: Dossier, id_: str) -> str | None:
    """What has an id, in words: `an event`."""
    if id_ in known(dossier, "indicator"):
        return "an indicator"
    found = dossier.find(id_)
    return None if found is None else a(found.kind)


def a(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def hint(dossier: Dossier, id_: str, candidates: Collection[str]) -> str | None:
    """What an id that leads nowhere could be meant to be: something of another kind, or one misspelt."""
    given = dossier.derived("hints given", dict[str, str | None])
    if (kind := kind_of(dossier, id_)) is not None:
        return f"`{id_}` is {kind}"
    if id_ not in given:
        # Looking for near words takes its time: where so much is lost, it is not a matter of spelling.
        given[id_] = did_you_mean(id_, candidates) if len(given) < _MOST_HINTS else None
    return given[id_]


def named_by(dossier: Dossier, brief: Brief) -> Iterator[tuple[str, Place]]:
    """The ids that a brief itself names, in its fields and its prose, with their places."""
    for leaf in leaves(brief):
        place = brief.at(*leaf.path)
        if leaf.role is Role.REFERENCE:
            yield leaf.text, place
        elif leaf.role is Role.PROSE:
            yield from texts.citations(texts.Words(place, leaf.role, leaf.text))
    for section in brief.sections:
        name = dossier.text_file(brief, section)
        if name is not None and name in dossier.texts:
            yield from texts.citations(texts.Words(Place(name), Role.PROSE, dossier.texts[name]))


def _namings(dossier: Dossier) -> Namings:
    named: set[str] = {source.origin for source in dossier.sources if source.origin}
    lost: dict[str, list[Reference]] = {}
    for reference in _references(dossier):
        named.add(reference.id)
        wanted = WANTED[tuple(step for step in reference.path if isinstance(step, str))]
        if reference.id not in known(dossier, wanted):
            lost.setdefault(wanted, []).append(reference)
    for words in texts.prose_with(dossier, "[@"):
        named.update(prose.cited_ids(words.text))
    return Namings(frozenset(named), {wanted: tuple(found) for wanted, found in lost.items()})


def _references(dossier: Dossier) -> Iterator[Reference]:
    for section in _NAMING:
        for record in getattr(dossier, section):
            for path, role, text in leaves(record):
                if role is Role.REFERENCE:
                    yield Reference(record, path, text)
    for brief in dossier.briefs:
        # What a brief selects by is no reference: a selection by what is withheld still selects.
        for key in ("places", "actors"):
            for index, id_ in enumerate(getattr(brief.select, key)):
                yield Reference(brief, ("select", key, index), id_)


def _known(dossier: Dossier) -> Mapping[str, Collection[str]]:
    ids: dict[str, Collection[str]] = {
        "source": dossier.sources.ids,
        "actor": dossier.actors.ids,
        "place": dossier.places.ids,
        "event": dossier.events.ids,
        "assessment": dossier.assessments.ids,
        "forecast": dossier.forecasts.ids,
        "indicator": {sign.id for forecast in dossier.forecasts for sign in forecast.indicators},
    }
    records = {id_ for kind in dossier.kinds for id_ in kind.ids}
    return ids | {"basis": {id_ for kind in BASIS for id_ in ids[kind]}, "record": records}
