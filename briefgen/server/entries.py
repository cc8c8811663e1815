"""What an id names, in the words that an editor shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from briefgen import prose
from briefgen.ledger import marking
from briefgen.model import Actor, Brief, Dossier, Event, Forecast, Indicator, Judgement, Location, Record, Source
from briefgen.scales import CREDIBILITY, RELIABILITY

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LONG = 300


class Entry(NamedTuple):
    """Something with an id: what kind of thing it is, and what it is called."""

    id: str
    kind: str
    title: str


def entries(dossier: Dossier, kinds: Collection[str] = ()) -> Iterator[Entry]:
    """All that has an id and is of these kinds; every record, and no indicator, where none is named."""
    for records in dossier.kinds:
        yield from (
            Entry(each.id, each.kind, title(each)) for each in records.current if not kinds or each.kind in kinds
        )
    if "indicator" in kinds:
        yield from (Entry(sign.id, "indicator", prose.plain(sign.text)) for _, sign in indicators(dossier))


def indicators(dossier: Dossier) -> Iterator[tuple[Forecast, Indicator]]:
    """Every indicator with its forecast, by the latest revisions."""
    for forecast in dossier.forecasts.current:
        yield from ((forecast, sign) for sign in forecast.indicators)


def title(record: Record) -> str:
    """What a record is called, or else its first words."""
    for name in ("title", "name"):
        if (words := getattr(record, name, None)) is not None:
            return str(words)
    return _short(prose.plain(getattr(record, "text", "")))


def about(dossier: Dossier, id_: str) -> list[str]:
    """What is known of the record or indicator with an id, in lines of Markdown; empty where there is none."""
    record = dossier.find(id_)
    if record is None:
        found = next((each for each in indicators(dossier) if each[1].id == id_), None)
        return _of_indicator(*found) if found else []
    lines = [
        f"**{record.kind}** `{id_}`",
        plain(title(record)),
        *_details(record, dossier),
        str(marking(dossier, record)),
    ]
    revisions = next(records.revisions(id_) for records in dossier.kinds if id_ in records)
    if len(revisions) > 1:
        lines.append(f"{len(revisions)} revisions, the last as of {record.as_of or 'the start'}")
    return [line for line in lines if line]


def plain(words: str) -> str:
    """Words that Markdown shows as they are."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def _short(words: str) -> str:
    return words if len(words) <= _LONG else words[:_LONG].rsplit(" ", 1)[0] + " …"


def _of_indicator(forecast: Forecast, sign: Indicator) -> list[str]:
    seen = f"seen in {', '.join(f'`{id_}`' for id_ in sign.seen)}" if sign.seen else "not seen yet"
    return [f"**indicator** `{sign.id}` of forecast `{forecast.id}`", plain(prose.plain(sign.text)), seen]


def _details(record: Record, dossier: Dossier) -> list[str]:
    match record:
        case Source():
            return _of_source(record)
        case Event():
            return _of_event(record, dossier)
        case Judgement():
            return _of_judgement(record, dossier)
        case Actor():
            return [_names(record), plain(record.form or "")]
        case Location():
            return [_names(record), plain(", ".join(record.within))]
        case Brief():
            return [plain(f"{record.period}, closed at {record.cutoff}, {record.state}")]
    return []


def _names(record: Actor | Location) -> str:
    return plain(", ".join([*record.native.values(), *record.aliases]))


def _of_source(source: Source) -> list[str]:
    published = f"published {source.published}" if source.published else ""
    by = " · ".join(words for words in (plain(source.publisher or ""), published) if words)
    grade = f"grade **{source.reliability}**, {RELIABILITY[source.reliability]}"
    why = f": {plain(prose.plain(source.why))}" if source.why else ""
    origin = f"origin: {plain(source.origin)}" if source.origin else ""
    return [by, grade + why, origin]


def _of_event(event: Event, dossier: Dossier) -> list[str]:
    when = " ".join(str(part) for part in (event.date, event.time) if part is not None)
    cited = []
    for citation in event.sources:
        source = dossier.sources.get(citation.source)
        grade = f" ({source.reliability}{citation.credibility}: {CREDIBILITY[citation.credibility]})" if source else ""
        cited.append(f"`{citation.source}`{grade}")
    return [" · ".join(part for part in (plain(when), event.status or "") if part), ", ".join(cited)]


def _of_judgement(judgement: Judgement, dossier: Dossier) -> list[str]:
    likelihood, lines = judgement.likelihood, []
    if likelihood is not None:
        term = dossier.project.scale.term(likelihood.term) if likelihood.term else None
        band = f" ({term.low} to {term.high} %)" if term else ""
        number = f"{likelihood.low}" + (f" to {likelihood.high}" if likelihood.is_range else "")
        lines.append(f"likelihood: **{plain(likelihood.term or number)}**{band}")
    if judgement.confidence is not None:
        because = f": {plain(prose.plain(judgement.because))}" if judgement.because else ""
        lines.append(f"confidence: **{judgement.confidence}**{because}")
    if isinstance(judgement, Forecast) and judgement.by is not None:
        lines.append(f"by {plain(str(judgement.by))}")
    return lines
