"""Two states of a ledger held against each other, record by record, as an issue is against the one before."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from briefgen import ledger
from briefgen.briefing.changes import Compared, changes
from briefgen.briefing.elements import Label, Stamp
from briefgen.briefing.events import events_of
from briefgen.briefing.fields import settings
from briefgen.briefing.labels import Labels
from briefgen.briefing.masthead import issue_in_words
from briefgen.briefing.news import Change
from briefgen.briefing.opinions import chosen
from briefgen.briefing.translating import in_language, words_in_language
from briefgen.briefing.viewpoint import Viewpoint, stamp
from briefgen.dates import Date, Moment
from briefgen.model import Brief, Dossier, Records
from briefgen.scales import Handling

_NO_BRIEF = ":"
"""The id of the brief that stands for a whole ledger: no author's can be the same."""
_EVER = "9998-12-31"
"""The last day that a moment can be."""


@dataclass(frozen=True, slots=True)
class State:
    """What is compared: a brief, a ledger as known at a moment, or all of it at a revision of the project."""

    asked: str
    """As it was asked for."""
    dossier: Dossier
    brief: Brief | None = None
    moment: Moment | None = None
    commit: str | None = None
    """The full name of the revision in Git."""
    committed: Moment | None = None

    @property
    def marking(self) -> Handling:
        """That of the brief; what is no brief is looked at as the project is marked."""
        return (self.brief and self.brief.handling) or self.dossier.project.handling or Handling.RED

    @property
    def closed(self) -> Moment | None:
        """Up to when it knows; None where it knows all that is written."""
        return self.brief.cutoff if self.brief else self.moment


@dataclass(frozen=True, slots=True)
class Side:
    """A state as it is named on a page: as it was asked for, which it is, and in words."""

    asked: str
    kind: str
    """`brief`, `moment` or `revision`."""
    words: str
    cutoff: Stamp | None
    commit: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two states, as may be read at the lower of their markings."""

    old: Side
    new: Side
    series: str
    desk: str | None
    language: str
    handling: Handling
    made: str
    """When the later state was closed, or else recorded: ISO 8601, with offset."""
    scales: tuple[str, str] | None
    """The names of the scales of likelihood, where they are two."""
    markings: tuple[Handling, Handling] | None
    """Those of the project in the two, where it is marked otherwise in one: what that hides is looked at in neither."""
    changes: tuple[Change, ...]


def comparison(old: State, new: State, labels: str | None = None) -> Comparison:
    """What is different between two states, each as its own reader could see it.

    It is told in the language of the later one; or with `labels` in that language, and what records say as they were
    written.

    Nothing marked above the lower of the two markings decides or tells anything; of a brief that is itself marked
    above it, the cut-off alone counts. A source that is confidential in one of the two ledgers is so in both, under one
    other id: beside its name, what stood in the other's place would tell who it is.
    """
    limit = min(old.marking, new.marking, key=lambda mark: mark.order)
    hidden = {source.id for each in (old, new) for source in each.dossier.sources if source.confidential}
    masks: dict[str, str] = {}
    (before, earlier), (after, brief) = (_seen(each, limit, hidden, masks) for each in (old, new))
    reader = after.project.language if labels else brief.language or after.project.language
    language = labels or reader
    told = brief.model_copy(update={"language": reader})
    words = words_in_language(after, language)
    before, after = in_language(before, told), in_language(after, told)
    view = Viewpoint(after, after.briefs[brief.id], language, (before.briefs[earlier.id],), before, words, apart=True)
    opinions = chosen(brief.judgements, after.assessments), chosen(brief.forecasts, after.forecasts)
    found = changes(view, Labels(after, view.locale), Compared(events_of(view), *opinions))
    scales = before.project.scale, after.project.scale
    markings = old.dossier.project.handling, new.dossier.project.handling
    return Comparison(
        old=_side(view.then, old, limit),
        new=_side(view, new, limit),
        series=after.project.series,
        desk=after.project.desk,
        language=language,
        handling=limit,
        made=(new.closed or new.committed or Moment.parse("1970-01-01")).local(after.zone).isoformat(),
        scales=None if scales[0] is scales[1] else (scales[0].name, scales[1].name),
        markings=(markings[0], markings[1]) if markings[0] and markings[1] and markings[0] is not markings[1] else None,
        changes=(*_settings(view, old, new), *(each for each in found if each.kind != "events")),
    )


def _settings(view: Viewpoint, old: State, new: State) -> Iterator[Change]:
    """That the project is set otherwise: then what its records say is read otherwise."""
    then, now = old.dossier.project, new.dossier.project
    if then is not now and (found := tuple(settings(view, then, now))):
        yield Change("revised", Label("project", "project", now.series, now.series, None), "", differences=found)


def _seen(state: State, limit: Handling, hidden: Set[str], masks: dict[str, str]) -> tuple[Dossier, Brief]:
    """What a reader of a state at a marking sees, and the brief that says which records that state holds."""
    dossier, brief = _hiding(state.dossier, hidden), state.brief
    if brief is None or state.marking > limit:
        closed = state.closed or Moment.parse(_EVER)
        whole = Brief.model_construct(id=_NO_BRIEF, title=_NO_BRIEF, cutoff=closed, period=Date.parse(f"../{_EVER}"))
        brief, others = whole, [each for each in dossier.briefs if each is not state.brief]
    else:
        others = [each for each in dossier.briefs if each is not brief]
    held = brief.model_copy(update={"handling": limit})
    seen = ledger.view(dossier.having(briefs=Records([*others, held], dossier.zone)), held, masks=masks)
    return ledger.in_use(seen), seen.briefs[held.id]


def _hiding(dossier: Dossier, hidden: Set[str]) -> Dossier:
    """The dossier with these sources confidential."""
    named = {id_ for id_ in hidden if id_ in dossier.sources}
    sources = (each.model_copy(update={"confidential": True}) if each.id in named else each for each in dossier.sources)
    return dossier.having(sources=Records(sources, dossier.zone)) if named else dossier


def _side(view: Viewpoint, state: State, limit: Handling) -> Side:
    locale = view.locale
    cutoff = stamp(view, state.closed) if state.closed else None
    if state.brief is not None:
        shown = state.marking <= limit
        words = issue_in_words(view, state.brief) if shown else state.asked
        return Side(state.asked, "brief", words, cutoff, None)
    if state.moment is not None:
        words = locale.gettext("the ledger as known on %(moment)s", moment=stamp(view, state.moment))
        return Side(state.asked, "moment", words, cutoff, None)
    day = stamp(view, state.committed) if state.committed else state.asked
    words = locale.gettext("revision %(name)s of %(moment)s", name=(state.commit or "")[:10], moment=day)
    return Side(state.asked, "revision", words, None, state.commit)
