"""The source summary statement (after ICD 206): what the issue rests on, how strong that is, and where it is weak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from briefgen.briefing.contents import SourceEntry
from briefgen.briefing.wording import counted, listed
from briefgen.model import Dossier, Event
from briefgen.scales import RELIABILITY


def summary(dossier: Dossier, events: Iterable[Event], sources: Sequence[SourceEntry]) -> tuple[str, ...]:
    """The statement, a sentence each."""
    if not sources:
        return ("This issue cites no source.",)
    events = list(events)
    origins = {dossier.provenance(dossier.sources[entry.label.id]) for entry in sources}
    sentences = [
        f"This issue rests on {counted(len(sources), 'source')} of {counted(len(origins), 'independent origin')}.",
        _grades(sources),
        _most_used(sources),
        _weak(dossier, events),
    ]
    languages = Counter(entry.language_name for entry in sources if entry.language_name)
    if languages:
        sentences.append("Languages: " + listed([f"{name} ({n})" for name, n in _ranked(languages)]) + ".")
    confidential = sum(entry.confidential for entry in sources)
    if confidential:
        sentences.append(f"{counted(confidential, 'source is', 'sources are')} confidential.")
    return tuple(sentence for sentence in sentences if sentence)


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _grades(sources: Sequence[SourceEntry]) -> str:
    counts = Counter(entry.reliability for entry in sources)
    words = [f"{counts[letter]} {meaning} ({letter})" for letter, meaning in RELIABILITY.items() if counts[letter]]
    words = [word.replace("reliability cannot", "whose reliability cannot") for word in words]
    return f"By reliability: {listed(words)}."


def _most_used(sources: Sequence[SourceEntry]) -> str:
    uses = Counter({entry.publisher or entry.title: 0 for entry in sources})
    for entry in sources:
        uses[entry.publisher or entry.title] += sum(not use.again for use in entry.uses)
    top = [(name, n) for name, n in sorted(uses.items(), key=lambda pair: (-pair[1], pair[0]))[:3] if n > 1]
    return f"Most used: {listed([f'{name} ({n} times)' for name, n in top])}." if top else ""


def _weak(dossier: Dossier, events: Sequence[Event]) -> str:
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
        parts.append(f"{single} of {counted(len(events), 'event')} {'rests' if single == 1 else 'rest'} on one origin")
    if unsourced:
        parts.append(f"{counted(unsourced, 'event names', 'events name')} no source")
    sentence = listed(parts)
    return f"Weaknesses: {sentence}." if sentence else ""
