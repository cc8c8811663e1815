"""What identifies an issue."""

from __future__ import annotations

from briefgen.briefing.contents import Approved, Masthead, Previous
from briefgen.briefing.elements import Keyword
from briefgen.briefing.viewpoint import Viewpoint, day_of, stamp, when
from briefgen.briefing.wording import KINDS, NUMBERED, NUMBERED_OF, OF
from briefgen.dates import Moment
from briefgen.model import Brief
from briefgen.scales import Handling


def masthead(view: Viewpoint, as_of: Moment | None) -> Masthead:
    """The masthead of a brief."""
    project, brief, language = view.dossier.project, view.brief, view.language
    kind = view.locale.pgettext("kind", KINDS[brief.form])
    return Masthead(
        id=brief.id,
        kind=Keyword(brief.form, kind),
        named=view.locale.gettext(NUMBERED[brief.form], number=brief.number) if brief.number else kind,
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
        original=None,
        timezone=view.dossier.zone.key if view.dossier.zone else None,
        previous=_previous(view, view.previous) if view.previous else None,
        as_of=stamp(view, as_of) if as_of else None,
    )


def _previous(view: Viewpoint, brief: Brief) -> Previous:
    return Previous(brief.id, brief.number, stamp(view, brief.cutoff), issue_in_words(view, brief))


def issue_in_words(view: Viewpoint, brief: Brief) -> str:
    """`issue 1 of 1 December 2024`."""
    day, locale = day_of(view, brief.cutoff), view.locale
    if brief.number:
        return locale.gettext(NUMBERED_OF[brief.form], number=brief.number, day=day)
    return locale.gettext(OF[brief.form], day=day)
