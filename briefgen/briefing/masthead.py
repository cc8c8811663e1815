"""What identifies an issue."""

from __future__ import annotations

from briefgen.briefing.contents import Approved, Keyword, Masthead, Previous
from briefgen.briefing.viewpoint import Viewpoint, stamp, when
from briefgen.briefing.wording import KINDS
from briefgen.dates import Moment
from briefgen.model import Brief
from briefgen.scales import Handling


def masthead(view: Viewpoint, as_of: Moment | None) -> Masthead:
    """The masthead of a brief."""
    project, brief, language = view.dossier.project, view.brief, view.language
    return Masthead(
        id=brief.id,
        kind=Keyword(brief.form, KINDS[brief.form]),
        series=project.series,
        number=brief.number,
        title=brief.title,
        desk=project.desk,
        contact=project.contact,
        cutoff=stamp(view, brief.cutoff),
        cutoff_iso=brief.cutoff.local(view.dossier.zone).isoformat(),
        period=when(view, brief.period),
        next=when(view, brief.next) if brief.next else None,
        handling=brief.handling or project.handling or Handling.RED,
        state=brief.state,
        approved=Approved(brief.approved.by, stamp(view, brief.approved.on)) if brief.approved else None,
        language=language,
        timezone=view.dossier.zone.key if view.dossier.zone else None,
        previous=_previous(view, view.previous) if view.previous else None,
        as_of=stamp(view, as_of) if as_of else None,
    )


def _previous(view: Viewpoint, brief: Brief) -> Previous:
    cutoff = stamp(view, brief.cutoff)
    closed = cutoff.words.partition(",")[0]
    noun = KINDS[brief.form]
    words = f"{noun} {brief.number} of {closed}" if brief.number else f"the {noun} of {closed}"
    return Previous(brief.id, brief.number, cutoff, words)
