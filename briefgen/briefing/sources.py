"""The list of sources."""

from __future__ import annotations

import re

from briefgen import ledger
from briefgen.briefing.elements import Label, like
from briefgen.briefing.entries import Copy, SourceEntry
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, day_of, in_print, keyword, stamp
from briefgen.briefing.wording import humanised, in_other_letters
from briefgen.model import Dossier, Source, Untold
from briefgen.scales import RELIABILITY

_LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
            language_name=(view.locale.name(source.language) or source.language) if source.language else None,
            title_language=title_language(source),
            form=keyword(view, source.form) if source.form else None,
            reliability=source.reliability,
            reliability_means=view.locale.pgettext("reliability", RELIABILITY[source.reliability]),
            why=_why(view, source),
            confidential=source.confidential,
            relays=_relayed(view, source),
            origin=_origin(view, labels, source),
            saved=_copy(view, source),
            handling=ledger.marking(view.dossier, source),
            uses=labels.used(id_),
        )
        made.append(entry)
    return tuple(made)


def _why(view: Viewpoint, source: Source) -> str | None:
    """Why a source is to be trusted as far as it is; of one that was withdrawn, first that it was."""
    if not source.withdrawn:
        return source.why
    withdrawn = view.locale.gettext("Withdrawn.")
    return like(f"{withdrawn} {source.why}", source.why) if source.why else withdrawn


def title_language(source: Source) -> str | None:
    """The language of a title: that of its source.

    Not of words in Latin letters for a title in others, nor of a description in brackets.
    """
    translated = source.language is not None and in_other_letters(source.language) and source.title.isascii()
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


def _relayed(view: Viewpoint, source: Source) -> str | None:
    """Whose report a source carries; not said where that is withheld, not known yet, or a confidential source."""
    if source.confidential or source.origin is None or isinstance(source.origin, Untold):
        return None
    origin = view.dossier.sources.get(source.origin)
    if origin is None:
        return _in_words(view, source.origin)
    if origin.confidential:
        return None
    name = origin.publisher or origin.title
    return like(f"{name}{view.locale.comma}{day_of(view, origin.published)}", name) if origin.published else name


def _in_words(view: Viewpoint, origin: str) -> str:
    """An origin as its author wrote it; the id of an actor by the actor's name, and what else is made like an id apart.

    `unnamed-agencies` as `unnamed agencies`.
    """
    if actor := view.dossier.actors.get(origin):
        return actor.name
    return in_print(view, origin, humanised(origin)) if _LIKE_AN_ID.fullmatch(origin) else in_print(view, origin)
