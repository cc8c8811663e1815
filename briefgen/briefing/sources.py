"""The list of sources."""

from __future__ import annotations

from briefgen import ledger
from briefgen.briefing.contents import SourceEntry
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, keyword, stamp
from briefgen.briefing.wording import LANGUAGES, OTHER_SCRIPTS, humanised
from briefgen.model import Dossier, Source, Untold
from briefgen.scales import RELIABILITY


def source_list(view: Viewpoint, labels: Labels) -> tuple[SourceEntry, ...]:
    """The sources in the order of their numbers."""
    made = []
    for number, id_ in enumerate(labels.numbered, 1):
        source = view.dossier.sources[id_]
        entry = SourceEntry(
            label=labels.of(id_),
            number=number,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            published=stamp(view, source.published) if source.published else None,
            accessed=stamp(view, source.accessed) if source.accessed else None,
            language=source.language,
            language_name=LANGUAGES.get((source.language or "").partition("-")[0], source.language),
            form=keyword(source.form) if source.form else None,
            reliability=source.reliability,
            reliability_means=RELIABILITY[source.reliability],
            why=source.why,
            title_language=_title_language(source),
            confidential=source.confidential,
            relays=_relayed(view.dossier, source),
            handling=ledger.marking(view.dossier, source),
            uses=labels.used(id_),
        )
        made.append(entry)
    return tuple(made)


def _relayed(dossier: Dossier, source: Source) -> str | None:
    """Whose report a source carries; not said where that is withheld, not known yet, or a confidential source."""
    if source.confidential or isinstance(source.origin, Untold):
        return None
    origin = dossier.sources.get(source.origin)
    if origin is None:
def _title_language(source: Source) -> str | None:
    """That of the source; not of words in Latin letters for a title in others, nor of a description in brackets."""
    translated = (source.language or "").partition("-")[0] in OTHER_SCRIPTS and source.title.isascii()
    return None if translated or source.title.startswith("[") else source.language


def _copy(view: Viewpoint, source: Source) -> Copy | None:
    """The preserved copy, which tells nothing of a confidential source."""
    saved = source.saved
    if saved is None or source.confidential:
        return None
    return Copy(saved.sha256, stamp(view, saved.captured) if saved.captured else None, saved.by)


def _origin(view: Viewpoint, labels: Labels, source: Source) -> Label | None:
    label = labels.of(origin) if (origin := listed_origin(view.dossier, source)) else None
    return label if label and label.anchor else None


def listed_origin(dossier: Dossier, source: Source) -> str | None:
    """The id of the source whose report this one carries, where both may be named."""
    if source.confidential or isinstance(source.origin, Untold):
        return None
    origin = dossier.sources.get(source.origin)
    return None if origin is None or origin.confidential else origin.id


        return source.origin
    return None if origin.confidential else origin.publisher or origin.title
