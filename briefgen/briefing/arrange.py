"""From a dossier to a brief's briefing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from briefgen import chronology, foresight, ledger
from briefgen.briefing.annexes import annex, name_annex
from briefgen.briefing.changes import Compared, changes
from briefgen.briefing.citing import Held, background, cite_all, order_of
from briefgen.briefing.contents import Briefing, Yardstick
from briefgen.briefing.corrections import corrections
from briefgen.briefing.courses import counts_over_time, courses
from briefgen.briefing.days import phases, stretches
from briefgen.briefing.elements import Chance
from briefgen.briefing.events import entry, events_of, key_figures, lanes, several_theatres
from briefgen.briefing.labels import Labels
from briefgen.briefing.masthead import masthead
from briefgen.briefing.movement import band
from briefgen.briefing.news import Change
from briefgen.briefing.opinions import chosen, forecast, judgement, trend
from briefgen.briefing.pictures import illustrated, shown
from briefgen.briefing.sections import sections
from briefgen.briefing.sources import source_list
from briefgen.briefing.summary import summary
from briefgen.briefing.translating import in_language, original, words_in_language
from briefgen.briefing.unwritten import unwritten
from briefgen.briefing.viewpoint import Viewpoint, viewpoint
from briefgen.briefing.watching import board, proposed
from briefgen.dates import Moment
from briefgen.model import Brief, Dossier, Records
from briefgen.scales import CONFIDENCE, CREDIBILITY, RELIABILITY

L = TypeVar("L", str, int)

WITHOUT_ANNEXES = frozenset({"flash"})
"""The kinds of report that are a page: of the annexes they have the sources alone."""


def briefing_of(dossier: Dossier, brief: Brief, as_of: Moment | None = None, seen: Dossier | None = None) -> Briefing:
    """A brief's briefing: the dossier as known at its cut-off and at its marking, arranged.

    At an earlier moment it is a draft, as known then. `seen` is what `seen_by` gives, where it was asked already.
    """
    seen = seen_by(dossier, brief, as_of) if seen is None else seen
    return arrange(seen, seen.briefs[brief.id], None if _early(dossier, brief, as_of) is None else as_of)


def seen_by(dossier: Dossier, brief: Brief, as_of: Moment | None = None) -> Dossier:
    """What a brief is made from: the dossier as known at its cut-off or an earlier moment, and at its marking.

    What is written in a brief without `as_of` is taken to be of its cut-off, so a draft of an earlier moment has none
    of it.
    """
    moment = _early(dossier, brief, as_of)
    language = brief.language or dossier.project.language
    if moment is None:
        return ledger.in_use(ledger.told_in(ledger.view(dossier, brief), language))
    seen = ledger.view(dossier, brief, moment)
    own = seen.briefs[brief.id]
    if brief.as_of is None:  # in the dossier too, so that nothing that looks the brief up there finds later words
        drafted = (unwritten(each, dossier.project.language) if each is own else each for each in seen.briefs)
        seen = seen.having(briefs=Records(drafted, dossier.zone))
    return ledger.in_use(ledger.told_in(seen, language))


def _early(dossier: Dossier, brief: Brief, as_of: Moment | None) -> int | None:
    """A moment as an instant, where it is before the cut-off."""
    moment = as_of.last(dossier.zone) if as_of else None
    return None if moment is None or moment >= dossier.cutoff(brief) else moment


def arrange(dossier: Dossier, brief: Brief, as_of: Moment | None = None) -> Briefing:
    """Arrange a dossier for a brief of its own.

    The dossier is taken as it is: what the brief must not know or show has to be gone from it. `as_of` is the
    moment, where the issue is rebuilt as known before its cut-off.
    """
    words, known = words_in_language(dossier, brief.language or dossier.project.language), dossier
    dossier = illustrated(in_language(dossier, brief))
    brief = dossier.briefs[brief.id]
    view = viewpoint(dossier, brief, words)
    events = events_of(view)
    judgements = chosen(brief.judgements, dossier.assessments)
    forecasts = chosen(brief.forecasts, dossier.forecasts)
    behind = background(view, events, judgements, forecasts)
    if brief.form == "assessment":  # which has no chronology of all that happened, and prints what it names in order
        events, behind = behind, []
    held = Held(events, behind, judgements, forecasts, counts_over_time(view, events))
    labels, changed, corrected = _labelled(view, held)

    unknown = chronology.unordered(chronology.of(dossier), dossier.zone, {event.id for event in events})
    theatres = several_theatres(dossier, [*events, *held.background])
    entries = [entry(view, labels, event, event.id in unknown, theatres) for event in events]
    by_id = {each.label.id: each for each in entries}
    before = [entry(view, labels, event, theatres=theatres) for event in held.background]
    by_id |= {each.label.id: each for each in before}
    printed = [*events, *held.background]
    sources = source_list(view, labels)
    names = brief.form not in WITHOUT_ANNEXES
    briefing = Briefing(
        masthead=masthead(view, as_of),
        order=order_of(brief),
        bottom_line=(brief.bottom_line.fact, brief.bottom_line.assessment) if brief.bottom_line else None,
        changes=changed,
        highlights=tuple(by_id[id_] for id_ in brief.highlights if id_ in by_id),
        key_figures=tuple(key_figures(view, labels)),
        chronology=stretches(view, entries, events),
        phases=phases(view),
        lanes=brief.timeline.lanes or lanes(entries),
        background=tuple(before),
        fact_sections=sections(view, "fact"),
        figures=tuple(amount for each in entries for amount in each.figures),
        courses=courses(view, labels, held.counts),
        conflicts=tuple((each.label, each.conflicts) for each in entries if each.conflicts),
        gaps=brief.gaps,
        judgements=tuple(replace(judgement(view, labels, each), uses=labels.used(each.id)) for each in judgements),
        forecasts=tuple(replace(forecast(view, labels, each), uses=labels.used(each.id)) for each in forecasts),
        assessment_sections=sections(view, "assessment"),
        indicators=board(view, labels),
        proposed_trends=proposed(view, labels),
        trends=tuple(trend(view, each) for each in brief.trends),
        sources=sources,
        source_summary=summary(view, events, sources) if names else (),
        yardstick=_yardstick(view),
        confidence_legend=_legend(view, "confidence", CONFIDENCE),
        reliability_legend=_legend(view, "reliability", RELIABILITY),
        credibility_legend=_legend(view, "credibility", CREDIBILITY),
        actors=annex(view, labels, dossier.actors, printed, lambda event: event.actors) if names else (),
        places=annex(view, labels, dossier.places, printed, lambda e: (e.place,) if e.place else ()) if names else (),
        corrections=corrected,
        record=foresight.record(dossier, _closed(view, as_of)),
        exclusions=dossier.project.exclusions,
        labels={**labels.known, **labels.elsewhere()},
        images=dossier.images,
        dossier=known,
    )
    return replace(briefing, images=shown(briefing), masthead=replace(briefing.masthead, original=original(briefing)))


def _closed(view: Viewpoint, as_of: Moment | None) -> int:
    """The last instant that an issue knows of, be it before its cut-off."""
    cutoff = view.dossier.cutoff(view.brief)
    return min(cutoff, as_of.last(view.dossier.zone)) if as_of else cutoff


def _labelled(view: Viewpoint, held: Held) -> tuple[Labels, tuple[Change, ...], tuple[Change, ...]]:
    """The labels of an issue, what changed since the previous one, and what earlier ones said otherwise.

    Page one names the sources that are graded anew, and so may be the first to cite them; but only of those that the
    issue cites. So a second round numbers them, once the first has found which they are.
    """
    changed: tuple[Change, ...] = ()
    corrected: tuple[Change, ...] = ()
    numbered: list[str] | None = None
    for _ in range(2):
        labels = Labels(view.dossier, view.locale)
        labels.name(held.events, "E")
        labels.name(held.judgements, "J")
        labels.name(held.forecasts, "F")
        labels.name(held.background, "E", len(held.events) + 1)
        if view.brief.form not in WITHOUT_ANNEXES:
            name_annex(labels, view.dossier, [*held.events, *held.background])
        cite_all(view, labels, held, changed, corrected)
        if labels.numbered == numbered:
            break  # and what changed is told with the same numbers
        numbered = labels.numbered
        changed = changes(view, labels, Compared(held.events, held.judgements, held.forecasts))
        corrected = corrections(view, labels)
        if not changed and not corrected:
            break
    return labels, changed, corrected


def _yardstick(view: Viewpoint) -> Yardstick:
    scale = view.dossier.project.scale
    steps = (
        (" / ".join(t.words), Chance(t.words[0], t.key, t.low, t.high, band(view, t.low, t.high))) for t in scale.terms
    )
    return Yardstick(scale, tuple(steps))


def _legend(view: Viewpoint, context: str, scale: Mapping[L, str]) -> tuple[tuple[L, str], ...]:
    """The steps of a scale, each with what it means."""
    return tuple((step, view.locale.pgettext(context, meaning)) for step, meaning in scale.items())
