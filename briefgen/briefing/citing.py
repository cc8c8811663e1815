"""What an issue cites: the events it cites from outside its chronology, and every citation in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefgen import chronology, model
from briefgen.briefing import watching
from briefgen.briefing.courses import Count
from briefgen.briefing.elements import Use
from briefgen.briefing.events import chosen_figures
from briefgen.briefing.labels import Labels
from briefgen.briefing.movement import earlier
from briefgen.briefing.news import Change
from briefgen.briefing.opinions import indicator_of
from briefgen.briefing.sections import sections
from briefgen.briefing.sources import listed_origin
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.prose import cited_ids


def background(
    view: Viewpoint, events: Sequence[model.Event], *judgements: Iterable[model.Judgement]
) -> list[model.Event]:
    """The events outside the chronology that something on the page cites, and those that these cite in turn.

    One that was retracted stands among the corrections only.
    """
    dossier = view.dossier
    shown = {event.id for event in events}
    watched = {sign.indicator for each in judgements[0] for sign in getattr(each, "would_change", ())}
    watching = [each for each in dossier.forecasts.current if watched & {sign.id for sign in each.indicators}]
    records: list[model.Record] = [view.brief, *(each for group in judgements for each in group), *watching]
    cited = [id_ for text in _texts(view) for id_ in cited_ids(text)]
    cited += [id_ for record in records for id_ in model.references(record)]
    cited += [id_ for event in events for id_ in model.cited_by(event)]  # what it follows in order is not printed
    found: set[str] = set()
    while cited:
        id_ = cited.pop()
        event = dossier.events.get(id_)
        if event is not None and event.status != "retracted" and id_ not in shown and id_ not in found:
            found.add(id_)
            cited += model.cited_by(event)
    return [event for event in chronology.of(dossier) if event.id in found]


def _texts(view: Viewpoint) -> list[str]:
    """The prose that stands in files of its own, and what the project says in every issue."""
    texts = [view.dossier.prose(view.brief, section) for section in view.brief.sections]
    return [text for text in (*texts, view.dossier.project.exclusions) if text]


def order_of(brief: model.Brief) -> tuple[str, str]:
    """The two parts of a report in the order they stand in: an assessment leads with what the desk concludes."""
    return ("assessments", "facts") if brief.form == "assessment" else ("facts", "assessments")


class Held(NamedTuple):
    """The records that have a place of their own in an issue, in the order they stand in."""

    events: Sequence[model.Event]
    background: Sequence[model.Event]
    judgements: Sequence[model.Assessment]
    forecasts: Sequence[model.Forecast]
    counts: Sequence[Sequence[Count]]
    """The counts whose course is told."""


def cite_all(
    view: Viewpoint, labels: Labels, held: Held, changed: Sequence[Change], corrected: Sequence[Change]
) -> None:
    """Take note of every citation in the order a reader of the page meets them: this numbers the sources.

    What is printed anew elsewhere, such as a key judgement, is noted there too: each link has its way back.
    """
    _ = view.locale.gettext
    _cite_front(view, labels, held, changed)
    corrections = [each.label.id for each in corrected if each.kind == "revision" and each.label and each.label.anchor]
    labels.cite(corrections, Use(_("What changed"), "changes", again=True))
    cite = {"facts": _cite_facts, "assessments": _cite_assessments}
    for part in order_of(view.brief):
        cite[part](view, labels, held)
    for id_ in labels.numbered:  # it grows meanwhile, by what the reasons for a grade cite
        label = labels.of(id_)
        labels.cite_prose(
            view.dossier.sources[id_].why, Use(_("source %(number)s", number=label.text), label.anchor or "")
        )
    for id_ in labels.numbered:
        if (origin := listed_origin(view.dossier, view.dossier.sources[id_])) in labels.known:
            label = labels.of(id_)
            labels.cite([origin], Use(_("source %(number)s", number=label.text), label.anchor or "", again=True))
    _cite_changes(view, labels, changed)
    for change in corrected:
        use = Use(_("Corrections"), "corrections")
        labels.cite([change.label.id] if change.label else [], use)
        labels.cite_prose(change.reason if change.kind == "retraction" else None, use)
    labels.cite_prose(view.dossier.project.exclusions, Use(_("Method"), "method"))


def _cite_front(view: Viewpoint, labels: Labels, held: Held, changed: Sequence[Change]) -> None:
    _ = view.locale.gettext
    if line := view.brief.bottom_line:
        for text in (line.fact, line.assessment):
            labels.cite_prose(text, Use(_("Bottom line"), "bottom-line"))
    use = Use(_("Key judgements"), "key-judgements", again=True)
    for judgement in held.judgements:
        labels.cite([judgement.id], use)
        labels.cite_prose(judgement.headline or judgement.text, use)
    for event, figure in chosen_figures(view.brief, view.dossier):
        use = Use(_("Key figures"), "key-figures", again=not figure.stated)
        labels.cite([event.id] if event else [], use)
        labels.cite(figure.sources, use)
    use = Use(_("What changed"), "changes", again=True)
    for kind in ("retraction", "moved", "new", "resolved", "dropped", "source"):
        for change in (each for each in changed if each.kind == kind and not (kind == "new" and each.of == "event")):
            labels.cite([change.label.id] if change.label else [], use)
            labels.cite_prose(change.reason if kind in ("retraction", "moved") else None, use)


def _cite_changes(view: Viewpoint, labels: Labels, changed: Sequence[Change]) -> None:
    """What the annex names of all that changed: the records, what came into their fields, and why they changed."""
    use = Use(view.locale.gettext("Changes"), "changes-in-full", again=True)
    for change in changed:
        listed = (
            change.kind == "new" and change.of == "event"
        )  # nearly every entry: as a citation it would tell nothing
        labels.cite([change.label.id] if change.label and not listed else [], use)
        for each in change.differences:
            labels.cite((label.id for label in (*each.added, *each.gone) if label.anchor), use)
        labels.cite_prose(None if change.kind == "source" else change.reason, use)  # which the list of sources has


def _cite_facts(view: Viewpoint, labels: Labels, held: Held) -> None:
    _ = view.locale.gettext
    labels.cite(view.brief.highlights, Use(_("Highlights"), "highlights", again=True))
    for event in held.events:
        _cite_event(labels, event)
    _cite_sections(view, labels, "fact")
    use = Use(_("Figures"), "figures", again=True)
    for event in held.events:
        labels.cite([event.id] if event.figures else [], use)
        labels.cite((id_ for each in event.figures for id_ in each.sources), use)
    for counts in held.counts:
        labels.cite((id_ for _, each in counts for id_ in each.sources), use)
    use = Use(_("Where sources disagree"), "conflicts", again=True)
    for event in held.events:
        labels.cite([event.id] if event.conflicts else [], use)
        labels.cite_prose(event.conflicts, use)
    for text in view.brief.gaps:
        labels.cite_prose(text, Use(_("Gaps"), "gaps"))
    for event in held.background:
        _cite_event(labels, event)


def _cite_assessments(view: Viewpoint, labels: Labels, held: Held) -> None:
    for judgement in held.judgements:
        _cite_judgement(view, labels, judgement)
    for forecast in held.forecasts:
        _cite_forecast(view, labels, forecast)
    use = Use(view.locale.gettext("Indicators"), "indicators", again=True)
    for text, ids in watching.named(view):
        labels.cite_prose(text, use)
        labels.cite(ids, use)
    _cite_sections(view, labels, "assessment")
    for trend in view.brief.trends:
        labels.cite_prose(trend.why, Use(view.locale.gettext("Trends"), "trends"))


def _cite_event(labels: Labels, event: model.Event) -> None:
    use = Use(labels.of(event.id).text, f"event-{event.id}")
    labels.cite_prose(event.text, use)
    labels.cite((id_ for each in event.figures for id_ in each.sources), use)
    labels.cite_prose(event.conflicts, use)
    labels.cite((citation.source for citation in event.sources), use)


def _cite_judgement(view: Viewpoint, labels: Labels, record: model.Assessment) -> None:
    use = _use(labels, record)
    _cite_texts(labels, use, record.text, record.because)
    _cite_reasons(view, labels, use, record)
    for sign in record.would_change:
        indicator, forecast = indicator_of(view, sign.indicator)
        _cite_texts(labels, use, indicator.text if indicator else sign.text)
        labels.cite((indicator or sign).seen, use)
        labels.cite([forecast.id] if forecast else [], use)
    _cite_close(view, labels, use, record)


def _cite_forecast(view: Viewpoint, labels: Labels, record: model.Forecast) -> None:
    use = _use(labels, record)
    _cite_texts(labels, use, record.condition, record.text)
    labels.cite(record.outcome.because if record.outcome else (), use)
    _cite_texts(labels, use, record.because, record.judged_by)
    _cite_reasons(view, labels, use, record)
    for sign in record.indicators:
        labels.cite_prose(sign.text, use)
        labels.cite(sign.seen, use)
    _cite_close(view, labels, use, record)


def _use(labels: Labels, record: model.Judgement) -> Use:
    return Use(labels.of(record.id).text, f"{record.kind}-{record.id}")


def _cite_texts(labels: Labels, use: Use, *texts: str | None) -> None:
    for text in texts:
        labels.cite_prose(text, use)


def _cite_reasons(view: Viewpoint, labels: Labels, use: Use, record: model.Judgement) -> None:
    if earlier(view, record) not in (None, record):
        labels.cite_prose(record.changed, use)
    labels.cite(record.basis, use)
    _cite_texts(labels, use, *(each.text for each in record.assumptions))
    _cite_texts(labels, use, *(text for each in record.alternatives for text in (each.text, each.why_less)))


def _cite_close(view: Viewpoint, labels: Labels, use: Use, record: model.Judgement) -> None:
    _cite_texts(labels, use, record.dissent, record.so_what)
    records = view.dossier.forecasts if isinstance(record, model.Forecast) else view.dossier.assessments
    versions = records.revisions(record.id)
    if len(versions) > 1:  # its history says why each differs
        _cite_texts(labels, use, *(version.changed for version in versions))


def _cite_sections(view: Viewpoint, labels: Labels, part: str) -> None:
    for each in sections(view, part):
        labels.cite_prose(each.text, Use(each.title, each.anchor))
