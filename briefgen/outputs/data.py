"""A briefing as JSON: what the page says, as data. Documented in docs/json.md; `format` counts its versions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from briefgen import __version__
from briefgen.briefing import Briefing
from briefgen.briefing.comparison import Comparison, Side
from briefgen.briefing.contents import Masthead
from briefgen.briefing.elements import Amount, Chance, Keyword, Label, Stamp, When
from briefgen.briefing.entries import Copy, Entry, SourceEntry
from briefgen.briefing.judged import Opinion, ProposedTrend, Watch
from briefgen.briefing.news import Change, Difference, Told
from briefgen.foresight import record_values
from briefgen.outputs.output import Output
from briefgen.themes import Theme

FORMAT = 2
COMPARISON_FORMAT = 1
"""The same of what `briefgen diff` gives."""


def render(briefing: Briefing, _theme: Theme | None = None) -> Output:
    """The briefing as UTF-8 JSON with a stable order of keys."""
    return Output((json.dumps(document(briefing), ensure_ascii=False, indent=1) + "\n").encode())


def document(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain values."""
    return {
        "format": FORMAT,
        "generator": f"briefgen {__version__}",
        "brief": _brief(briefing),
        "changes": [_change(change) for change in briefing.changes],
        "highlights": [entry.label.id for entry in briefing.highlights],
        "key_figures": [_amount(amount) for amount in briefing.key_figures],
        "chronology": [_entry(entry) for entry in briefing.entries],
        "background": [_entry(entry) for entry in briefing.background],
        "sections": [
            {"part": part, "title": section.title, "text": section.text}
            for part, sections in (("fact", briefing.fact_sections), ("assessment", briefing.assessment_sections))
            for section in sections
        ],
        "gaps": list(briefing.gaps),
        "judgements": [
            {
                **_opinion(each),
                "headline": each.headline,
                "would_change": [_sign(sign) for sign in each.would_change],
            }
            for each in briefing.judgements
        ],
        "forecasts": [
            {
                **_opinion(each),
                "condition": each.condition,
                "by": _date(each.by),
                "judged_by": each.judged_by,
                "indicators": [_sign(sign) for sign in each.indicators],
                "outcome": {
                    "result": each.outcome.result,
                    **_moment("on", each.outcome.on),
                    "because": _ids(each.outcome.because),
                }
                if each.outcome
                else None,
            }
            for each in briefing.forecasts
        ],
        "indicators": [_watch(each) for each in briefing.indicators],
        "proposed_trends": [_proposed(each) for each in briefing.proposed_trends],
        "trends": [
            {"theatre": each.theatre, "trend": each.trend, "why": each.why, "alerts": list(map(_key, each.alerts))}
            for each in briefing.trends
        ],
        "figures": [_amount(amount) for amount in briefing.figures],
        "courses": [[_amount(amount) for amount in course.amounts] for course in briefing.courses],
        "sources": [_source(source) for source in briefing.sources],
        "source_summary": list(briefing.source_summary),
        "actors": [_named(actor) for actor in briefing.actors],
        "places": [{**_named(place), "within": list(place.within), "at": place.at} for place in briefing.places],
        "corrections": [_change(change) for change in briefing.corrections],
        "record": record_values(briefing.record),
        "scale": {
            "key": briefing.yardstick.scale.key,
            "name": briefing.yardstick.scale.name,
            "terms": [
                {"key": term.key, "words": list(term.words), "low": term.low / 100, "high": term.high / 100}
                for term in briefing.yardstick.scale.terms
            ],
        },
    }


def _brief(briefing: Briefing) -> dict[str, Any]:
    head = briefing.masthead
    line = briefing.bottom_line
    return {
        "id": head.id,
        "kind": head.kind.key,
        "series": head.series,
        "number": head.number,
        "title": head.title,
        "desk": head.desk,
        "contact": head.contact,
        **_moment("cutoff", head.cutoff),
        **_moment("as_of", head.as_of),
        "period": _date(head.period),
        "next": _date(head.next),
        "previous": _previous(head),
        "handling": str(head.handling),
        "state": head.state,
        "approved": {"by": head.approved.by, **_moment("on", head.approved.on)} if head.approved else None,
        "language": head.language,
        "original": head.original,
        "timezone": head.timezone,
        "bottom_line": {"fact": line[0], "assessment": line[1]} if line else None,
        "exclusions": briefing.exclusions,
    }


def _previous(head: Masthead) -> dict[str, Any] | None:
    before = head.previous
    if before is None:
        return None
    return {"id": before.id, "number": before.number, **_moment("cutoff", before.cutoff), "words": before.words}


def _moment(key: str, stamp: Stamp | None) -> dict[str, str | None]:
    """A moment under its key in ISO 8601, and beside it in words."""
    return {key: stamp.iso, f"{key}_words": stamp.words} if stamp else {key: None, f"{key}_words": None}


def _key(keyword: Keyword | None) -> str | None:
    return keyword.key if keyword else None


def _date(when: When | None) -> dict[str, Any] | None:
    return _when(when) if when else None


def _when(when: When) -> dict[str, Any]:
    return {"date": when.written, "words": when.words, "earliest": when.earliest, "latest": when.latest}


def _ids(labels: Iterable[Label]) -> list[str]:
    return [label.id for label in labels]


def _entry(entry: Entry) -> dict[str, Any]:
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
        "category": _key(entry.category),
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
        "figures": [_amount(amount) for amount in entry.figures],
        "conflicts": entry.conflicts,
        "handling": str(entry.handling),
        "late": entry.late,
        **_moment("revised", entry.revised),
        "sequence_unknown": entry.sequence_unknown,
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "event": amount.event.id if amount.event else None,
        "what": amount.what.key,
        "words": amount.value,
        "low": amount.low,
        "best": amount.best,
        "high": amount.high,
        "unit": amount.unit,
        "counted": _date(amount.counted),
        "source": amount.sources[0].id if len(amount.sources) == 1 else None,
        "sources": _ids(amount.sources),
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


def _opinion(opinion: Opinion) -> dict[str, Any]:
    return {
        "id": opinion.label.id,
        "label": opinion.label.text,
        "text": opinion.text,
        "likelihood": _chance(opinion.likelihood),
        "confidence": opinion.confidence,
        "because": opinion.because,
        "basis": _ids(opinion.basis),
        "assumptions": [{"text": each.text, "grade": each.note} for each in opinion.assumptions],
        "alternatives": [{"text": each.text, "why_less": each.note} for each in opinion.alternatives],
        "dissent": opinion.dissent,
        "so_what": opinion.so_what,
        "analyst": opinion.analyst,
        "category": _key(opinion.category),
        "handling": str(opinion.handling),
        **_moment("since", opinion.since),
        "movement": " ".join(filter(None, (opinion.movement, opinion.confidence_movement, opinion.differs))) or None,
        "changed": opinion.changed,
        "history": [
            {
                **_moment("since", step.since),
                "issue": step.issue,
                "likelihood": _chance(step.likelihood),
                "confidence": step.confidence,
                "changed": step.changed,
            }
            for step in opinion.history
        ],
    }


def _sign(sign: Any) -> dict[str, Any]:
    forecast = sign.forecast.id if sign.forecast else None
    return {"id": sign.id, "text": sign.text, "seen": _ids(sign.seen), "tracked": sign.tracked, "forecast": forecast}


def _watch(watch: Watch) -> dict[str, Any]:
    return {
        "id": watch.id,
        "text": watch.text,
        "for": _ids(watch.owners),
        "seen": [{"event": label.id, **_moment("since", since)} for label, since in watch.seen],
        "trend": watch.trend,
        "unchanged": watch.unchanged,
        "stale": watch.stale,
    }


def _proposed(each: ProposedTrend) -> dict[str, Any]:
    because = [
        {"id": watch.id, "text": watch.text, "trend": watch.trend, "events": _ids(events)}
        for watch, events in each.because
    ]
    return {"theatre": each.theatre, "trend": each.trend, "stated": each.stated, "because": because}


def _source(source: SourceEntry) -> dict[str, Any]:
    return {
        "id": source.label.id,
        "number": source.number,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        **_moment("published", source.published),
        **_moment("accessed", source.accessed),
        "language": source.language,
        "kind": _key(source.form),
        "reliability": source.reliability,
        "why": source.why,
        "confidential": source.confidential,
        "origin": source.relays,
        "saved": _copy(source.saved),
        "handling": str(source.handling),
        "cited_by": [use.text for use in source.uses],
    }


def _copy(saved: Copy | None) -> dict[str, Any] | None:
    return {"sha256": saved.sha256, **_moment("captured", saved.captured), "by": saved.by} if saved else None


def _named(entry: Any) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "native": dict(entry.native),
        "aliases": list(entry.aliases),
        "kind": _key(entry.form),
        "events": _ids(entry.events),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "of": change.of,
        "record": change.label.id if change.label else None,
        "text": change.text or None,
        "reason": change.reason,
        "issues": change.issues,
        "result": change.result,
        **_moment("since", change.since),
        "differences": [_difference(each) for each in change.differences],
    }


def compared(comparison: Comparison) -> dict[str, Any]:
    """What is different between two states as plain values. Documented in docs/json.md."""
    return {
        "format": COMPARISON_FORMAT,
        "generator": f"briefgen {__version__}",
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "series": comparison.series,
        "handling": str(comparison.handling),
        "scales": list(comparison.scales) if comparison.scales else None,
        "markings": [str(each) for each in comparison.markings] if comparison.markings else None,
        "changes": [_change(change) for change in comparison.changes],
    }


def _side(side: Side) -> dict[str, Any]:
    moment = _moment("cutoff", side.cutoff)
    return {"asked": side.asked, "kind": side.kind, "words": side.words, **moment, "commit": side.commit}


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "key": each.key,
        "which": each.which,
        "before": _told(each.before),
        "now": _told(each.now),
        "added": _ids(each.added),
        "gone": _ids(each.gone),
        "bands": each.bands,
    }


def _told(told: Told | None) -> Any:
    return _chance(told.value) if told and isinstance(told.value, Chance) else told and told.value
