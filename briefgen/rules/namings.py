"""What names what: every id that a record, the settings or a text names, looked up once for all rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefgen import prose
from briefgen.diagnostics import Slip, did_you_mean
from briefgen.model import Brief, Dossier, Event, Forecast, Record, Role
from briefgen.rules import texts
from briefgen.rules.texts import Cited, Words
from briefgen.slips import surely_meant
from briefgen.spans import Path, Place

BASIS = ("event", "source", "assessment", "forecast")
"""What a judgement can rest on."""
_MOST_HINTS = 50


class Reference(NamedTuple):
    """A field that names a record: whose it is, where in it, what it is to name, and the id."""

    owner: Record
    path: Path
    wanted: str
    id: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.owner.at(*self.path)


@dataclass(frozen=True)
class Namings:
    """Every id that is named anywhere, and what leads nowhere."""

    named: frozenset[str]
    lost: tuple[Reference, ...]
    lost_in: tuple[Words, ...]
    """The texts that seem to cite what does not exist."""


def namings(dossier: Dossier) -> Namings:
    """What a dossier names, looked up once."""
    return dossier.derived("namings", lambda: _namings(dossier))


def known(dossier: Dossier, wanted: str) -> Set[str]:
    """The ids that a field may name which is to name a `wanted`."""
    return dossier.derived("known ids", lambda: _known(dossier))[wanted]


def kind_of(dossier: Dossier, id_: str) -> str | None:
    """What has an id, in words: `an event`."""
    if (found := dossier.find(id_)) is not None:
        return a(found.kind)
    return "an indicator" if id_ in known(dossier, "indicator") else None


def a(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def guess(dossier: Dossier, id_: str, wanted: str) -> tuple[str | None, Slip | None]:
    """What an id that leads nowhere could be meant to be, something of another kind or one misspelt; then its slip."""
    given = dossier.derived("guesses", dict[tuple[str, str], tuple[str | None, Slip | None]])
    if (kind := kind_of(dossier, id_)) is not None:
        return f"`{id_}` is {kind}", None
    if (id_, wanted) not in given:
        # Looking for near words takes its time: where so much is lost, it is not a matter of spelling.
        few = len(given) < _MOST_HINTS
        given[id_, wanted] = _nearest(id_, known(dossier, wanted)) if few else (None, None)
    return given[id_, wanted]


def _nearest(id_: str, candidates: Set[str]) -> tuple[str | None, Slip | None]:
    if meant := surely_meant(id_, candidates):
        return f"did you mean `{meant}`?", Slip(id_, meant)
    return did_you_mean(id_, candidates), None


def named_by(dossier: Dossier, brief: Brief) -> Sequence[Reference | Cited]:
    """What a brief itself names, in its fields and its prose: looked up once for all rules."""
    found = dossier.derived("named by briefs", dict[int, Sequence[Reference | Cited]])
    if id(brief) not in found:
        found[id(brief)] = tuple(_named_by(dossier, brief))
    return found[id(brief)]


def _named_by(dossier: Dossier, brief: Brief) -> Iterator[Reference | Cited]:
    yield from _of_brief(brief)
    for words in texts.words_of(brief):
        if words.role is Role.PROSE:
            yield from texts.citations(words)
    for section in brief.sections:
        name = dossier.text_file(brief, section)
        if name is not None and name in dossier.texts:
            yield from texts.citations(Words(Place(name), (), Role.PROSE, dossier.texts[name]))


def _namings(dossier: Dossier) -> Namings:
    named: set[str] = {source.origin for source in dossier.sources if source.origin}
    lost: list[Reference] = []
    ids = {wanted: known(dossier, wanted) for wanted in ("source", "actor", "place", "event", "assessment", "forecast",
                                                         "indicator", "basis")}  # fmt: skip
    for reference in references(dossier):
        named.add(reference.id)
        if reference.id not in ids[reference.wanted]:
            lost.append(reference)
    lost_in: list[Words] = []
    records = known(dossier, "record")
    for words in texts.prose_with(dossier, "[@"):
        cited = _cited_in(words.text)
        named.update(cited)
        if not all(map(records.__contains__, cited)):
            lost_in.append(words)
    return Namings(frozenset(named), tuple(lost), tuple(lost_in))


@lru_cache(maxsize=65_536)  # an editor asks again at every key
def _cited_in(text: str) -> tuple[str, ...]:
    """What a text cites as written, without reading the Markdown: what only looks like a citation does no harm here."""
    return tuple(dict.fromkeys(prose.written_ids(text)))


def references(dossier: Dossier) -> Iterator[Reference]:
    """Every field that names a record. Written out, for it is many times faster than `leaves` is on a large ledger."""
    yield from _parties(dossier)
    for event in dossier.events:
        yield from _of_event(event)
    for judgement in (*dossier.assessments, *dossier.forecasts):
        for index, id_ in enumerate(judgement.basis):
            yield Reference(judgement, ("basis", index), "basis", id_)
    for assessment in dossier.assessments:
        for index, signpost in enumerate(assessment.would_change):
            if signpost.indicator is not None:
                yield Reference(assessment, ("would_change", index, "indicator"), "indicator", signpost.indicator)
            for nth, id_ in enumerate(signpost.seen):
                yield Reference(assessment, ("would_change", index, "seen", nth), "event", id_)
    for forecast in dossier.forecasts:
        yield from _of_forecast(forecast)
    for brief in dossier.briefs:
        yield from _of_brief(brief)


def _parties(dossier: Dossier) -> Iterator[Reference]:
    for source in dossier.sources:
        if source.speaks_for is not None:
            yield Reference(source, ("speaks_for",), "actor", source.speaks_for)
    for actor in dossier.actors:
        for index, id_ in enumerate(actor.opposes):
            yield Reference(actor, ("opposes", index), "actor", id_)


def _of_event(event: Event) -> Iterator[Reference]:
    for index, citation in enumerate(event.sources):
        yield Reference(event, ("sources", index, "source"), "source", citation.source)
    for index, figure in enumerate(event.figures):
        for nth, id_ in enumerate(figure.sources):
            yield Reference(event, ("figures", index, "source", nth), "source", id_)
    if event.place is not None:
        yield Reference(event, ("place",), "place", event.place)
    for index, id_ in enumerate(event.actors):
        yield Reference(event, ("actors", index), "actor", id_)
    for index, id_ in enumerate(event.order.after):
        yield Reference(event, ("order", "after", index), "event", id_)
    for index, id_ in enumerate(event.distinct_from):
        yield Reference(event, ("distinct_from", index), "event", id_)


def _of_forecast(forecast: Forecast) -> Iterator[Reference]:
    for index, indicator in enumerate(forecast.indicators):
        for nth, id_ in enumerate(indicator.seen):
            yield Reference(forecast, ("indicators", index, "seen", nth), "event", id_)
    for index, id_ in enumerate(forecast.outcome.because if forecast.outcome else ()):
        yield Reference(forecast, ("outcome", "because", index), "event", id_)


def _of_brief(brief: Brief) -> Iterator[Reference]:
    lists = (
        (("highlights",), "event", brief.highlights),
        (("judgements",), "assessment", brief.judgements or ()),
        (("forecasts",), "forecast", brief.forecasts or ()),
        # Selecting by what is withheld would select nothing: rules must know of it, though no page prints it.
        (("select", "places"), "place", brief.select.places),
        (("select", "actors"), "actor", brief.select.actors),
        (("select", "events"), "event", brief.select.events),
    )
    for path, wanted, ids in lists:
        for index, id_ in enumerate(ids):
            yield Reference(brief, (*path, index), wanted, id_)
    for index, figure in enumerate(brief.key_figures):
        for nth, id_ in enumerate(figure.sources):
            yield Reference(brief, ("key_figures", index, "source", nth), "source", id_)
        if figure.event is not None:
            yield Reference(brief, ("key_figures", index, "event"), "event", figure.event)


def _known(dossier: Dossier) -> Mapping[str, Set[str]]:
    ids: dict[str, Set[str]] = {
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
