"""The texts of a dossier in the language of a brief: translated where they are, else marked as what they are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from briefgen.briefing.contents import Briefing
from briefgen.briefing.elements import Authored, authored
from briefgen.language import primary
from briefgen.model import (
    SECTIONS,
    TRANSLATED_LISTS,
    Actor,
    Brief,
    Dossier,
    Location,
    Part,
    Record,
    Records,
    Translation,
    reword,
)

P = TypeVar("P", bound=Part)

_NAMES = ("native", "contact", "publisher", "saved", "sources")
"""What is in no language of the project's: names, addresses, and words quoted from a source."""
_GROUPING = ("category", "theatre", "form")
"""What records are selected and grouped by stays as written; only its words are printed in another language."""


def in_language(dossier: Dossier, brief: Brief) -> Dossier:
    """The dossier as a reader of a brief's language is told it.

    A record without a translation keeps its words, each marked with the project's language. A brief is written in its
    own language, and so is what it says.
    """
    language, original = brief.language or dossier.project.language, dossier.project.language
    if primary(language) == primary(original):
        return dossier

    def told(record: Record) -> Record:
        if isinstance(record, Brief):
            own = primary(record.language or original) == primary(language)
            return _translated(record, record.translations, language, None if own else original)
        return _translated(record, record.translations, language, original)

    return dossier.having(
        project=_translated(dossier.project, dossier.project.translations, language, original),
        **{section: Records((told(each) for each in getattr(dossier, section)), dossier.zone) for section in SECTIONS},
    )


def words_in_language(dossier: Dossier, language: str) -> Mapping[str, str]:
    """What is printed for the words that records are grouped and counted by: those of the project, and of each record.

    Empty in the language that they are written in.
    """
    if primary(language) == primary(dossier.project.language):
        return {}
    found: dict[str, str] = {}
    for section in SECTIONS:
        for record in getattr(dossier, section):
            version = chosen(record.translations, language)
            for name in _GROUPING:
                if word := getattr(version, name, None):
                    found[getattr(record, name)] = word
    own = chosen(dossier.project.translations, language)
    return {**found, **(own.words if own else {})}


def chosen(translations: Mapping[str, Any], language: str) -> Any:
    """The translation into a language: of its region if there is one, else any; None where there is none."""
    near = (version for tag, version in translations.items() if primary(tag) == primary(language))
    return translations.get(language) or next(near, None)


def _translated(part: P, translations: Mapping[str, Translation], language: str, original: str | None) -> P:
    version = chosen(translations, language)
    held = {name: getattr(version, name) for name in type(version).model_fields} if version else {}
    lists = {name: told for name in TRANSLATED_LISTS if (told := held.pop(name, None)) is not None}
    said = {name: text for name, text in held.items() if text is not None and name not in (*_GROUPING, "words")}
    said = {name: _of(text, getattr(part, name)) for name, text in said.items()}
    if isinstance(part, (Actor, Location)):
        said = _named(part, said, language, original)
    bare = part.model_copy(update={"translations": {}})
    if original is None:
        return bare.model_copy(update=said)
    kept = {name: getattr(part, name) for name in (*_NAMES, *_GROUPING) if name in type(part).model_fields}
    marked = reword(bare, lambda text: Authored(text, language=original))
    listed = {name: tuple(_entries(getattr(marked, name), told)) for name, told in lists.items()}
    return marked.model_copy(update={**kept, **said, **listed})


def _entries(parts: Sequence[Any], told: Sequence[Any]) -> Iterator[Any]:
    """The entries of a list, those with a text of their own by their translations, which are as many."""
    texts = iter(told)
    for part in parts:
        if part.text is None:
            yield part
            continue
        version = next(texts)
        fields = type(version).model_fields if isinstance(version, Part) else ()
        held = {name: each for name in fields if (each := getattr(version, name)) is not None} or {"text": version}
        yield part.model_copy(update={name: _of(each, str(getattr(part, name))) for name, each in held.items()})


def _of(text: Any, original: Any) -> Any:
    """A text that knows what it is a translation of."""
    return Authored(text, original=original) if isinstance(text, str) and isinstance(original, str) else text


def _named(part: Actor | Location, said: dict[str, Any], language: str, original: str | None) -> dict[str, Any]:
    """By its name in the language, which may be its native one; its name in the project's then stands with the rest."""
    name = said.get("name") or chosen(part.native, language)
    if name is None or original is None:
        return said
    others = {tag: each for tag, each in part.native.items() if primary(tag) != primary(language)}
    return {**said, "name": name, "native": {original: part.name, **others}}


def original(briefing: Briefing) -> str | None:
    """The project's language, where an edition in another one still holds texts in it."""
    language = briefing.dossier.project.language
    if primary(language) == primary(briefing.masthead.language):
        return None
    return language if any(text.language for text in authored(briefing)) else None
