"""From a dossier, as known and as releasable, to a briefing."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from briefgen import chronology, ledger, model
from briefgen.briefing.changes import changes, corrections
from briefgen.briefing.contents import (
    ActorEntry,
    Amount,
    Briefing,
    Label,
    Masthead,
    SectionText,
    SourceEntry,
    TrendEntry,
    Use,
    Yardstick,
)
from briefgen.briefing.events import Viewpoint, entry, events_of, figure, stretches, when
from briefgen.briefing.labels import Labels
from briefgen.briefing.opinions import chosen, forecast, indicator_of, judgement
from briefgen.briefing.summary import summary
from briefgen.briefing.wording import LANGUAGES, RIGHT_TO_LEFT, humanised
from briefgen.dates import in_words, moment_in_words
from briefgen.model import Brief, Dossier
from briefgen.prose import cited_ids, picture_file, read
from briefgen.scales import CONFIDENCE, CREDIBILITY, RELIABILITY, Handling


def arrange(dossier: Dossier, brief: Brief, as_of: str | None = None) -> Briefing:
    """Arrange a dossier for a brief of its own.

    The dossier is taken as it is: what the brief must not know or show has to be gone from it. `as_of` is a moment
    in words, where the issue is rebuilt as known before its cut-off.
    """
    view = _viewpoint(dossier, brief)
    labels = Labels(dossier)
    events = events_of(view)
    judgements = chosen(brief.judgements, dossier.assessments)
    forecasts = chosen(brief.forecasts, dossier.forecasts)
    labels.name(events, "E")
    labels.name(judgements, "J")
    labels.name(forecasts, "F")
    background = _background(view, events, judgements, forecasts)
    labels.name(background, "E", len(events) + 1)
    _name_annex(labels, dossier, [*events, *background])
    _cite_all(view, labels, [*events, *background], judgements, forecasts)

    unknown = chronology.unordered(events, dossier.zone)
    entries = [entry(view, labels, event, event.id in unknown) for event in events]
    by_id = {each.label.id: each for each in entries}
    before = [entry(view, labels, event) for event in background]
    by_id |= {each.label.id: each for each in before}
    sources = _sources(view, labels)
    return Briefing(
        masthead=_masthead(view, as_of),
        bottom_line=(brief.bottom_line.fact, brief.bottom_line.assessment) if brief.bottom_line else None,
        changes=changes(view, labels, events, judgements, forecasts),
        highlights=tuple(by_id[id_] for id_ in brief.highlights if id_ in by_id),
        key_figures=tuple(_key_figures(view, labels)),
        chronology=stretches(view, entries, events),
        background=tuple(before),
        fact_sections=_sections(view, "fact"),
        figures=tuple(amount for each in entries for amount in each.figures),
        conflicts=tuple((each.label, each.conflicts) for each in entries if each.conflicts),
        gaps=brief.gaps,
        judgements=tuple(judgement(view, labels, each) for each in judgements),
        forecasts=tuple(forecast(view, labels, each) for each in forecasts),
        assessment_sections=_sections(view, "assessment"),
        trends=tuple(TrendEntry(t.theatre, t.trend, t.why, tuple(map(humanised, t.alerts))) for t in brief.trends),
        sources=sources,
        source_summary=summary(dossier, events, sources),
        yardstick=_yardstick(dossier),
        confidence_legend=tuple(CONFIDENCE.items()),
        reliability_legend=tuple(RELIABILITY.items()),
        credibility_legend=tuple(CREDIBILITY.items()),
        actors=_annex(labels, dossier.actors, [*events, *background], lambda event: event.actors),
        places=_annex(labels, dossier.places, [*events, *background], lambda e: (e.place,) if e.place else ()),
        corrections=corrections(view, labels),
        exclusions=dossier.project.exclusions,
        labels={**labels.known, **labels.elsewhere()},
        images=_images(dossier, brief),
    )


def _viewpoint(dossier: Dossier, brief: Brief) -> Viewpoint:
    """With the issue before: the brief whose cut-off is the latest before this one's."""
    cutoff = dossier.cutoff(brief)
    earlier = [other for other in dossier.briefs.current if dossier.cutoff(other) < cutoff]
    previous = max(earlier, key=lambda other: (dossier.cutoff(other), other.id), default=None)
    before = ledger.as_known(dossier, dossier.cutoff(previous)) if previous else None
    return Viewpoint(dossier, brief, brief.language or dossier.project.language, previous, before)


def _background(
    view: Viewpoint, events: Sequence[model.Event], *judgements: Iterable[model.Judgement]
) -> list[model.Event]:
    """The events outside the chronology that something on the page names, and those that these name in turn."""
    dossier = view.dossier
    shown = {event.id for event in events}
    watched = {sign.indicator for each in judgements[0] for sign in getattr(each, "would_change", ())}
    watching = [each for each in dossier.forecasts.current if watched & {sign.id for sign in each.indicators}]
    records: list[model.Record] = [view.brief, *events, *(each for group in judgements for each in group), *watching]
    cited = [id_ for text in _texts(view) for id_ in cited_ids(text)]
    cited += [id_ for record in records for id_ in model.references(record)]
    found: dict[str, model.Event] = {}
    while cited:
        id_ = cited.pop()
        event = dossier.events.get(id_)
        if event is not None and id_ not in shown and id_ not in found:
            found[id_] = event
            cited += model.references(event)
    return chronology.order(found.values(), dossier.zone)


def _texts(view: Viewpoint) -> list[str]:
    """The prose that stands in files of its own, and what the project says in every issue."""
    texts = [view.dossier.prose(view.brief, section) for section in view.brief.sections]
    return [text for text in (*texts, view.dossier.project.exclusions) if text]


def _name_annex(labels: Labels, dossier: Dossier, events: Sequence[model.Event]) -> None:
    """Name the actors and places of the events by their names."""
    for event in events:
        for id_ in (*event.actors, *((event.place,) if event.place else ())):
            record = dossier.actors.get(id_) or dossier.places.get(id_)
            if record is not None and id_ not in labels.known:
                labels.known[id_] = Label(id_, record.kind, record.name, record.name, f"{record.kind}-{id_}")


def _cite_all(
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
    for each in _sections(view, part):
        labels.cite_prose(each.text, Use(each.title, each.anchor))


def _sections(view: Viewpoint, part: str) -> tuple[SectionText, ...]:
    made = []
    for number, section in enumerate(view.brief.sections, 1):
        text = view.dossier.prose(view.brief, section)
        if section.part == part and text:
            file = view.dossier.text_file(view.brief, section) or view.brief.at().file
            made.append(SectionText(section.title, text, f"section-{number}", posixpath.dirname(file)))
    return tuple(made)


def _key_figures(view: Viewpoint, labels: Labels) -> Iterator[Amount]:
    """The brief's key figures: an event's own by its name, or one written out."""
    for each in view.brief.key_figures:
        if each.event is None:
            yield figure(view, labels, None, each)
            continue
        event = view.dossier.events.get(each.event)
        found = next((own for own in event.figures if own.what == each.what), None) if event else None
        if found is not None:
            yield figure(view, labels, event, found)


def _sources(view: Viewpoint, labels: Labels) -> tuple[SourceEntry, ...]:
    zone, language = view.dossier.zone, view.language
    made = []
    for number, id_ in enumerate(labels.numbered, 1):
        source = view.dossier.sources[id_]
        entry_ = SourceEntry(
            label=labels.of(id_),
            number=number,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            published=moment_in_words(source.published, zone, language) if source.published else None,
            accessed=moment_in_words(source.accessed, zone, language) if source.accessed else None,
            language=source.language,
            language_name=LANGUAGES.get((source.language or "").partition("-")[0], source.language),
            form=humanised(source.form) if source.form else None,
            reliability=source.reliability,
            reliability_means=RELIABILITY[source.reliability],
            why=source.why,
            confidential=source.confidential,
            relays=_relayed(view.dossier, source),
            handling=ledger.marking(view.dossier, source),
            uses=labels.used(id_),
        )
        made.append(entry_)
    return tuple(made)


def _relayed(dossier: Dossier, source: model.Source) -> str | None:
    """Whose report a page carries; not said where that is a confidential source."""
    origin = dossier.sources.get(source.origin)
    return None if source.confidential or (origin is not None and origin.confidential) else source.origin


def _annex(
    labels: Labels,
    records: model.Records[Any],
    events: Sequence[model.Event],
    named: Callable[[model.Event], Iterable[str]],
) -> tuple[ActorEntry, ...]:
    """The actors or places that the events name, by name, each with its events."""
    found: dict[str, list[Label]] = {}
    for event in events:
        for id_ in dict.fromkeys(named(event)):
            if id_ in records:
                found.setdefault(id_, []).append(labels.of(event.id))
    made = []
    for id_, where in found.items():
        record = records[id_]
        entry_ = ActorEntry(
            id=id_,
            anchor=f"{record.kind}-{id_}",
            name=record.name,
            native=record.native,
            aliases=record.aliases,
            form=humanised(record.form) if getattr(record, "form", None) else None,
            within=getattr(record, "within", ()),
            at=getattr(record, "at_", None),
            events=tuple(where),
        )
        made.append(entry_)
    return tuple(sorted(made, key=lambda each: (each.name.casefold(), each.id)))


def _yardstick(dossier: Dossier) -> Yardstick:
    scale = dossier.project.scale
    return Yardstick(scale, tuple((" / ".join(term.words), f"{term.low}–{term.high} %") for term in scale.terms))


def _images(dossier: Dossier, brief: Brief) -> dict[str, model.Image]:
    """The pictures that the brief's sections show, by their name in the project."""
    found = {}
    for section in brief.sections:
        file = dossier.text_file(brief, section) or brief.at().file
        for link in read(dossier.prose(brief, section) or "").links:
            name = picture_file(posixpath.dirname(file), link.address)
            if link.image and name in dossier.images:
                found[name] = dossier.images[name]
    return found


def _masthead(view: Viewpoint, as_of: str | None) -> Masthead:
    project, brief = view.dossier.project, view.brief
    zone, language = view.dossier.zone, view.language
    approved = brief.approved
    previous = view.previous
    return Masthead(
        id=brief.id,
        series=project.series,
        number=brief.number,
        title=brief.title,
        desk=project.desk,
        contact=project.contact,
        cutoff=moment_in_words(brief.cutoff, zone, language),
        cutoff_iso=brief.cutoff.local(zone).isoformat(),
        period=when(brief.period, view),
        next=in_words(brief.next, language=language) if brief.next else None,
        handling=brief.handling or project.handling or Handling.RED,
        state=brief.state,
        approved=f"{approved.by}, {moment_in_words(approved.on, zone, language)}" if approved else None,
        language=language,
        direction="rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr",
        previous=_issue(previous, view) if previous else None,
        as_of=as_of,
    )


def _issue(brief: Brief, view: Viewpoint) -> str:
    closed = moment_in_words(brief.cutoff, view.dossier.zone, view.language).partition(",")[0]
    return f"issue {brief.number} of {closed}" if brief.number else f"the issue of {closed}"
