"""The list of sources."""

from __future__ import annotations

from briefgen import ledger
from briefgen.briefing.contents import SourceEntry
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, keyword, stamp
from briefgen.briefing.wording import LANGUAGES
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
        return source.origin
    return None if origin.confidential else origin.publisher or origin.title
