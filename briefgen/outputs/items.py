"""The parts of a briefing as plain values, each as JSON has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.briefing.elements import Amount, Chance, Keyword, Label, Stamp, When
from briefgen.briefing.entries import Copy, Entry, SourceEntry
from briefgen.briefing.judged import Opinion, ProposedTrend, Watch
from briefgen.briefing.news import Change, Difference, Told


def moment(key: str, stamp: Stamp | None) -> dict[str, str | None]:
    """A moment under its key in ISO 8601, and beside it in words."""
    return {key: stamp.iso, f"{key}_words": stamp.words} if stamp else {key: None, f"{key}_words": None}


def key_of(keyword: Keyword | None) -> str | None:
    """A word of a fixed list by its key."""
    return keyword.key if keyword else None


def date_values(when: When | None) -> dict[str, Any] | None:
    """A date as written, in words, and its bounds."""
    return _when(when) if when else None


def _when(when: When) -> dict[str, Any]:
    return {"date": when.written, "words": when.words, "earliest": when.earliest, "latest": when.latest}


def ids(labels: Iterable[Label]) -> list[str]:
    """The ids of the records that labels stand for."""
    return [label.id for label in labels]


def entry_values(entry: Entry) -> dict[str, Any]:
    """An event."""
    return {
        "id": entry.label.id,
        "label": entry.label.text,
        **_when(entry.when),
        "time": entry.when.clock,
        "project_time": entry.when.project_time or None,
        "title": entry.title,
        "text": entry.text,
        "status": entry.status,
        "date_of": entry.date_of,
        "place": entry.place.id if entry.place else None,
        "actors": [actor.id for actor in entry.actors],
        "category": key_of(entry.category),
        "theatre": entry.theatre,
        "sources": [
            {
                "source": cite.label.id,
                "number": int(cite.label.text) if cite.label.text.isdecimal() else None,
                "grade": cite.grade,
                "at": cite.at,
                "quote": cite.quote,
            }
            for cite in entry.cites
        ],
        "figures": [amount_values(amount) for amount in entry.figures],
        "conflicts": entry.conflicts,
        "handling": str(entry.handling),
        "late": entry.late,
        **moment("revised", entry.revised),
        "sequence_unknown": entry.sequence_unknown,
    }


def amount_values(amount: Amount) -> dict[str, Any]:
    """A figure."""
    return {
        "event": amount.event.id if amount.event else None,
        "what": amount.what.key,
        "words": amount.value,
        "low": amount.low,
        "best": amount.best,
        "high": amount.high,
        "unit": amount.unit,
        "counted": date_values(amount.counted),
        "source": amount.sources[0].id if len(amount.sources) == 1 else None,
        "sources": ids(amount.sources),
        "change": amount.change,
    }


def _chance(chance: Chance | None) -> dict[str, Any] | None:
    if chance is None:
        return None
    return {
        "term": chance.key,
        "words": chance.words,
        "low": chance.low / 100,
        "high": chance.high / 100,
        "stated": chance.stated is not None,
    }


def opinion_values(opinion: Opinion) -> dict[str, Any]:
    """What a judgement and a forecast have in common."""
    return {
        "id": opinion.label.id,
        "label": opinion.label.text,
        "text": opinion.text,
        "likelihood": _chance(opinion.likelihood),
        "confidence": opinion.confidence,
        "because": opinion.because,
        "basis": ids(opinion.basis),
        "assumptions": [{"text": each.text, "grade": each.note} for each in opinion.assumptions],
        "alternatives": [{"text": each.text, "why_less": each.note} for each in opinion.alternatives],
        "dissent": opinion.dissent,
        "so_what": opinion.so_what,
        "analyst": opinion.analyst,
        "category": key_of(opinion.category),
        "handling": str(opinion.handling),
        **moment("since", opinion.since),
        "movement": " ".join(filter(None, (opinion.movement, opinion.confidence_movement, opinion.differs))) or None,
        "changed": opinion.changed,
        "history": [
            {
                **moment("since", step.since),
                "issue": step.issue,
                "likelihood": _chance(step.likelihood),
                "confidence": step.confidence,
                "changed": step.changed,
            }
            for step in opinion.history
        ],
    }


def sign_values(sign: Any) -> dict[str, Any]:
    """An indicator, or what would change a judgement."""
    forecast = sign.forecast.id if sign.forecast else None
    return {"id": sign.id, "text": sign.text, "seen": ids(sign.seen), "tracked": sign.tracked, "forecast": forecast}


def watch_values(watch: Watch) -> dict[str, Any]:
    """A row of the board of indicators."""
    return {
        "id": watch.id,
        "text": watch.text,
        "for": ids(watch.owners),
        "seen": [{"event": label.id, **moment("since", since)} for label, since in watch.seen],
        "trend": watch.trend,
        "unchanged": watch.unchanged,
        "stale": watch.stale,
    }


def proposed_values(each: ProposedTrend) -> dict[str, Any]:
    """A trend that the indicators propose."""
    because = [
        {"id": watch.id, "text": watch.text, "trend": watch.trend, "events": ids(events)}
        for watch, events in each.because
    ]
    return {"theatre": each.theatre, "trend": each.trend, "stated": each.stated, "because": because}


def source_values(source: SourceEntry) -> dict[str, Any]:
    """A source."""
    return {
        "id": source.label.id,
        "number": source.number,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        **moment("published", source.published),
        **moment("accessed", source.accessed),
        "language": source.language,
        "kind": key_of(source.form),
        "reliability": source.reliability,
        "why": source.why,
        "confidential": source.confidential,
        "origin": source.relays,
        "saved": _copy(source.saved),
        "handling": str(source.handling),
        "cited_by": [use.text for use in source.uses],
    }


def _copy(saved: Copy | None) -> dict[str, Any] | None:
    return {"sha256": saved.sha256, **moment("captured", saved.captured), "by": saved.by} if saved else None


def named_values(entry: Any) -> dict[str, Any]:
    """An actor or a place."""
    return {
        "id": entry.id,
        "name": entry.name,
        "native": dict(entry.native),
        "aliases": list(entry.aliases),
        "kind": key_of(entry.form),
        "events": ids(entry.events),
    }


def change_values(change: Change) -> dict[str, Any]:
    """What changed of a record."""
    return {
        "kind": change.kind,
        "of": change.of,
        "record": change.label.id if change.label else None,
        "text": change.text or None,
        "reason": change.reason,
        "issues": change.issues,
        "result": change.result,
        **moment("since", change.since),
        "differences": [_difference(each) for each in change.differences],
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "key": each.key,
        "which": each.which,
        "before": _told(each.before),
        "now": _told(each.now),
        "added": ids(each.added),
        "gone": ids(each.gone),
        "bands": each.bands,
    }


def _told(told: Told | None) -> Any:
    return _chance(told.value) if told and isinstance(told.value, Chance) else told and told.value
