"""What an issue cites: the events it cites from outside its chronology, and every citation in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen import chronology, model
from briefgen.briefing.contents import Change, Use
from briefgen.briefing.labels import Labels
from briefgen.briefing.opinions import indicator_of
from briefgen.briefing.sections import sections
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.prose import cited_ids


def background(
    view: Viewpoint, events: Sequence[model.Event], *judgements: Iterable[model.Judgement]
) -> list[model.Event]:
    """The events outside the chronology that something on the page names, and those that these name in turn.

    One that was retracted stands among the corrections only.
    """
    dossier = view.dossier
    shown = {event.id for event in events}
    watched = {sign.indicator for each in judgements[0] for sign in getattr(each, "would_change", ())}
    watching = [each for each in dossier.forecasts.current if watched & {sign.id for sign in each.indicators}]
    records: list[model.Record] = [view.brief, *events, *(each for group in judgements for each in group), *watching]
    cited = [id_ for text in _texts(view) for id_ in cited_ids(text)]
    cited += [id_ for record in records for id_ in model.references(record)]
    found: set[str] = set()
    while cited:
        id_ = cited.pop()
        event = dossier.events.get(id_)
        if event is not None and event.status != "retracted" and id_ not in shown and id_ not in found:
            found.add(id_)
            cited += model.references(event)
    return [event for event in chronology.of(dossier) if event.id in found]


def _texts(view: Viewpoint) -> list[str]:
    """The prose that stands in files of its own, and what the project says in every issue."""
    texts = [view.dossier.prose(view.brief, section) for section in view.brief.sections]
    return [text for text in (*texts, view.dossier.project.exclusions) if text]


def cite_all(
    view: Viewpoint,
    labels: Labels,
    events: Sequence[model.Event],
    judgements: Iterable[model.Assessment],
    forecasts: Iterable[model.Forecast],
) -> None:
    """Take note of every citation in reading order: this numbers the sources."""
    brief = view.brief
    if brief.bottom_line:
        for text in (brief.bottom_line.fact, brief.bottom_line.assessment):
            labels.cite_prose(text, Use("Bottom line", "bottom-line"))
    for each in brief.key_figures:
        labels.cite([each.source] if each.source else [], Use("Key figures", "key-figures"))
    for event in events:
        use = Use(labels.of(event.id).text, f"event-{event.id}")
        labels.cite((citation.source for citation in event.sources), use)
        labels.cite((each.source for each in event.figures if each.source), use)
        for text in (event.text, event.conflicts):
            labels.cite_prose(text, use)
    _cite_sections(view, labels, "fact")
    for text in brief.gaps:
        labels.cite_prose(text, Use("Gaps", "gaps"))
    for record in (*judgements, *forecasts):
        use = Use(labels.of(record.id).text, f"{record.kind}-{record.id}")
        labels.cite(record.basis, use)
        labels.cite((leaf for leaf in model.references(record) if leaf != record.id), use)
        for sign in getattr(record, "would_change", ()):
            indicator, _ = indicator_of(view, sign.indicator)
            labels.cite_prose(indicator.text if indicator else None, use)
    _cite_sections(view, labels, "assessment")
    for trend in brief.trends:
        labels.cite_prose(trend.why, Use("Trends", "trends"))
    for id_ in labels.numbered:  # it grows meanwhile, by what the reasons for a grade cite
        label = labels.of(id_)
        labels.cite_prose(view.dossier.sources[id_].why, Use(f"source {label.text}", label.anchor or ""))
    labels.cite_prose(view.dossier.project.exclusions, Use("Method", "method"))


def _cite_sections(view: Viewpoint, labels: Labels, part: str) -> None:
    for each in sections(view, part):
        labels.cite_prose(each.text, Use(each.title, each.anchor))


def cite_changes(labels: Labels, changes: Iterable[Change], use: Use) -> None:
    """Take note of the sources that a list of changes names, or that it says why with."""
    for change in changes:
        if change.kind in ("retraction", "dropped"):  # all others have their reasons elsewhere too
            labels.cite_prose(change.reason, use)
        if change.label is not None and change.kind == "source":
            labels.cite([change.label.id], use)
