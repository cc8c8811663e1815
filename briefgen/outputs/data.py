"""A briefing as JSON: what the page says, as data. Documented in docs/json.md; `format` counts its versions."""

from __future__ import annotations

import json
from typing import Any

from briefgen import __version__
from briefgen.briefing import Briefing
from briefgen.briefing.comparison import Comparison, Side
from briefgen.briefing.contents import Masthead
from briefgen.foresight import record_values
from briefgen.outputs.items import (
    amount_values,
    change_values,
    date_values,
    entry_values,
    ids,
    key_of,
    moment,
    named_values,
    opinion_values,
    proposed_values,
    sign_values,
    source_values,
    watch_values,
)
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
        "changes": [change_values(change) for change in briefing.changes],
        "highlights": [entry.label.id for entry in briefing.highlights],
        "key_figures": [amount_values(amount) for amount in briefing.key_figures],
        "chronology": [entry_values(entry) for entry in briefing.entries],
        "background": [entry_values(entry) for entry in briefing.background],
        "sections": [
            {"part": part, "title": section.title, "text": section.text}
            for part, sections in (("fact", briefing.fact_sections), ("assessment", briefing.assessment_sections))
            for section in sections
        ],
        "gaps": list(briefing.gaps),
        "judgements": [
            {
                **opinion_values(each),
                "headline": each.headline,
                "would_change": [sign_values(sign) for sign in each.would_change],
            }
            for each in briefing.judgements
        ],
        "forecasts": [
            {
                **opinion_values(each),
                "condition": each.condition,
                "by": date_values(each.by),
                "judged_by": each.judged_by,
                "indicators": [sign_values(sign) for sign in each.indicators],
                "outcome": {
                    "result": each.outcome.result,
                    **moment("on", each.outcome.on),
                    "because": ids(each.outcome.because),
                }
                if each.outcome
                else None,
            }
            for each in briefing.forecasts
        ],
        "indicators": [watch_values(each) for each in briefing.indicators],
        "proposed_trends": [proposed_values(each) for each in briefing.proposed_trends],
        "trends": [
            {"theatre": each.theatre, "trend": each.trend, "why": each.why, "alerts": list(map(key_of, each.alerts))}
            for each in briefing.trends
        ],
        "figures": [amount_values(amount) for amount in briefing.figures],
        "courses": [[amount_values(amount) for amount in course.amounts] for course in briefing.courses],
        "sources": [source_values(source) for source in briefing.sources],
        "source_summary": list(briefing.source_summary),
        "actors": [named_values(actor) for actor in briefing.actors],
        "places": [{**named_values(place), "within": list(place.within), "at": place.at} for place in briefing.places],
        "corrections": [change_values(change) for change in briefing.corrections],
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
        **moment("cutoff", head.cutoff),
        **moment("as_of", head.as_of),
        "period": date_values(head.period),
        "next": date_values(head.next),
        "previous": _previous(head),
        "handling": str(head.handling),
        "state": head.state,
        "approved": {"by": head.approved.by, **moment("on", head.approved.on)} if head.approved else None,
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
    return {"id": before.id, "number": before.number, **moment("cutoff", before.cutoff), "words": before.words}


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
        "changes": [change_values(change) for change in comparison.changes],
    }


def _side(side: Side) -> dict[str, Any]:
    cutoff = moment("cutoff", side.cutoff)
    return {"asked": side.asked, "kind": side.kind, "words": side.words, **cutoff, "commit": side.commit}
