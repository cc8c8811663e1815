"""The list of sources."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from briefgen import ledger
from briefgen.briefing.contents import Copy, SourceEntry
from briefgen.briefing.elements import Label, like
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, day_of, in_print, keyword, stamp
from briefgen.briefing.wording import humanised, in_other_letters
from briefgen.dates import Moment
from briefgen.model import Dossier, Source, Untold
from briefgen.scales import RELIABILITY

_LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MONTH_AND_DAY = re.compile(r"[01]\d[0-3]\d")
_RECENT = timedelta(weeks=9)
_CARRIED = re.compile(r"^(?:[a-z]+ )+")
"""How a publisher tells of another one: `carrying`, `republished by`."""
_UNSPEAKABLE = re.compile(r"[b-df-hj-np-tv-z]{2,4}(?<!y)")


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
        return _in_words(view, source, source.origin)
    if origin.confidential:
        return None
    name = origin.publisher or origin.title
    return like(f"{name}{view.locale.comma}{day_of(view, origin.published)}", name) if origin.published else name


def _in_words(view: Viewpoint, source: Source, origin: str) -> str:
    """An origin as its author wrote it; what is made like an id, by whom it begins with and the day that it names.

    `reuters-1206-homs` as `Reuters (Homs, 6 December 2024)`, `unnamed-agencies` as `unnamed agencies`.
    """
    if not _LIKE_AN_ID.fullmatch(origin) or origin in view.words:
        return in_print(view, origin)
    words = origin.split("-")
    days = {word: day for word in words[1:] if (day := _day_before(view, source, word))}
    words = [word for word in words if word not in days]
    names = view.dossier.derived("names of origins", lambda: _names(view.dossier))
    count = next((count for count in range(len(words), 0, -1) if "-".join(words[:count]) in names), 0)
    name = names["-".join(words[:count])] if count else in_print(view, origin, _called(words, bool(days)))
    about = humanised(" ".join(words[count:])) if count else ""
    about = f"US{about[2:]}" if about.startswith("us ") else about  # no report is about `us`
    beside = view.locale.comma.join(filter(None, (about[:1].upper() + about[1:], *days.values())))
    return like(f"{name} ({beside})", name) if beside else name


def _called(words: list[str], known_for_a_day: bool) -> str:
    """What an unknown origin is called: that of one day is a name, and what cannot be spoken is an abbreviation."""
    if not known_for_a_day:
        return humanised(" ".join(words))
    said = " ".join(word.upper() if _UNSPEAKABLE.fullmatch(word) else word for word in words)
    return said[:1].upper() + said[1:]


def _day_before(view: Viewpoint, source: Source, digits: str) -> str | None:
    """The day that four digits of an id stand for, as in `1206`: one of the weeks before the source was published."""
    if not _MONTH_AND_DAY.fullmatch(digits):
        return None
    latest = (source.published or view.brief.cutoff).local(view.dossier.zone).date()
    for year in (latest.year, latest.year - 1):
        with suppress(ValueError):
            day = date(year, int(digits[:2]), int(digits[2:]))
            if timedelta(-1) <= latest - day <= _RECENT:
                return day_of(view, Moment.parse(day.isoformat()))
    return None


def _names(dossier: Dossier) -> dict[str, str]:
    """Actors and publishers by what an origin may begin with: an id, a name or an alias, written like an id.

    A publisher may name another one that it carries: `Devdiscourse, carrying Reuters`.
    """
    named: dict[str, str] = {}
    for source in dossier.sources.current:
        for part in (source.publisher or "").split(", "):
            if name := _CARRIED.sub("", part):
                named.setdefault(name, name)
    for actor in dossier.actors.current:
        named |= dict.fromkeys((actor.id, actor.name, *actor.aliases), actor.name)
    return {"-".join(key.casefold().split()): name for key, name in named.items()}
