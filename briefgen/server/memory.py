"""What was read from each file, kept while its content is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from briefgen import loader, reader, rules
from briefgen.build.checking import Reading
from briefgen.diagnostics import Diagnostic
from briefgen.loader import Content
from briefgen.model import Dossier
from briefgen.reader import Document
from briefgen.spans import Place, Span, SpanTree


@dataclass(frozen=True, slots=True)
class Known:
    """A dossier, and the texts it was read from."""

    dossier: Dossier
    texts: Mapping[str, str]
    places: Callable[[str, str], SpanTree]

    def span(self, place: Place) -> Span:
        """Where a place is."""
        return self.places(place.file, self.texts[place.file]).span(place)


class Memory:
    """The document, the records and the places of each file: a change makes only its own file be read again."""

    def __init__(self) -> None:
        self._documents: dict[str, tuple[bytes, Document]] = {}
        self._contents: dict[str, tuple[Document, Content | list[Diagnostic]]] = {}
        self._places: dict[str, tuple[str, SpanTree]] = {}
        self.reading = Reading(self.document, self.content, lru_cache(256)(Reading().image))

    def document(self, name: str, data: bytes) -> Document:
        """A YAML file as read."""
        kept = self._documents.get(name)
        if kept is None or kept[0] != data:
            kept = self._documents[name] = (data, reader.read(name, data))
        return kept[1]

    def content(self, document: Document) -> Content | list[Diagnostic]:
        """The records of a document, or the faults of their shape."""
        kept = self._contents.get(document.file)
        if kept is None or kept[0] is not document:
            kept = self._contents[document.file] = (document, loader.content(document))
        return kept[1]

    def places(self, name: str, text: str) -> SpanTree:
        """The places of what stands in a file, YAML or Markdown."""
        kept = self._places.get(name)
        if kept is None or kept[0] != text:
            kept = self._places[name] = (text, rules.places(name, text))
        return kept[1]
