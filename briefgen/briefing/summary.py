"""The source summary statement (after ICD 206): what the issue rests on, how strong that is, and where it is weak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from briefgen.briefing.entries import SourceEntry
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.language import N_, Locale
from briefgen.model import Dossier, Event

_GRADED = {
    "A": N_("%(count)s completely reliable (A)"),
    "B": N_("%(count)s usually reliable (B)"),
    "C": N_("%(count)s fairly reliable (C)"),
    "D": N_("%(count)s not usually reliable (D)"),
    "E": N_("%(count)s unreliable (E)"),
    "F": N_("%(count)s whose reliability cannot be judged (F)"),
}


def summary(view: Viewpoint, events: Iterable[Event], sources: Sequence[SourceEntry]) -> tuple[str, ...]:
    """The statement, a sentence each."""
    dossier, locale = view.dossier, view.locale
    if not sources:
        return (locale.gettext("This issue cites no source."),)
    sentences = [
        _rests_on(locale, len(sources), len({dossier.provenance(dossier.sources[each.label.id]) for each in sources})),
        _grades(locale, sources),
        _most_used(locale, sources),
        _weak(locale, dossier, list(events)),
    ]
    languages = Counter(entry.language_name for entry in sources if entry.language_name)
    if languages:
        names = locale.listed([f"{name} ({locale.number(n)})" for name, n in _ranked(languages)])
        sentences.append(locale.gettext("Languages: %(languages)s.", languages=names))
    if confidential := sum(entry.confidential for entry in sources):
        sentences.append(_confidential(locale, confidential))
    return tuple(sentence for sentence in sentences if sentence)


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _rests_on(locale: Locale, sources: int, origins: int) -> str:
    of = locale.ngettext("of %(count)s independent origin", "of %(count)s independent origins", origins)
    return locale.ngettext(
        "This issue rests on %(count)s source %(of_origins)s.",
        "This issue rests on %(count)s sources %(of_origins)s.",
        sources,
        of_origins=of,
    )


def _grades(locale: Locale, sources: Sequence[SourceEntry]) -> str:
    counts = Counter(entry.reliability for entry in sources)
    words = [
        locale.gettext(message, count=locale.number(counts[letter]))
        for letter, message in _GRADED.items()
        if counts[letter]
    ]
    return locale.gettext("By reliability: %(grades)s.", grades=locale.listed(words))


def _most_used(locale: Locale, sources: Sequence[SourceEntry]) -> str:
    uses = Counter({entry.publisher or entry.title: 0 for entry in sources})
    for entry in sources:
        uses[entry.publisher or entry.title] += sum(not use.again for use in entry.uses)
    top = [(name, n) for name, n in sorted(uses.items(), key=lambda pair: (-pair[1], pair[0]))[:3] if n > 1]
    if not top:
        return ""
    named = [
        locale.ngettext("%(name)s (%(count)s time)", "%(name)s (%(count)s times)", n, name=name) for name, n in top
    ]
    return locale.gettext("Most used: %(sources)s.", sources=locale.listed(named))


def _weak(locale: Locale, dossier: Dossier, events: Sequence[Event]) -> str:
    single = unsourced = 0
    for event in events:
        found = {
            dossier.provenance(source)
            for citation in event.sources
            if (source := dossier.sources.get(citation.source)) is not None
        }
        unsourced += not found
        single += len(found) == 1
    parts = []
    if single:
        of_all = locale.ngettext("of %(count)s event", "of %(count)s events", len(events))
        parts.append(_resting_on_one(locale, single, of_all))
    if unsourced:
        parts.append(locale.ngettext("%(count)s event names no source", "%(count)s events name no source", unsourced))
    return locale.gettext("Weaknesses: %(weaknesses)s.", weaknesses=locale.listed(parts)) if parts else ""


def _resting_on_one(locale: Locale, count: int, of_all: str) -> str:
    return locale.ngettext(
        "%(count)s %(of_all)s rests on one origin", "%(count)s %(of_all)s rest on one origin", count, of_all=of_all
    )


def _confidential(locale: Locale, count: int) -> str:
    return locale.ngettext("%(count)s source is confidential.", "%(count)s sources are confidential.", count)
