"""What was read from each file, kept while its content is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from typing import NamedTuple

from briefgen import loader, pictures, reader, rules
from briefgen.build.checking import Reading, prose_files
from briefgen.build.project import Project, Unreadable
from briefgen.diagnostics import Diagnostic
from briefgen.loader import Content
from briefgen.model import SECTIONS, Dossier
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


class Held(NamedTuple):
    """A file's text, and what it holds or can be made of it."""

    text: str
    content: Content

    def names(self) -> set[str]:
        """The ids in it, and a word for the project."""
        ids = {record.id for name in SECTIONS for record in getattr(self.content, name)}
        return ids | ({"(project)"} if self.content.project else set())


class Memory:
    """The document, the records and the places of each file: a change makes only its own file be read again."""

    def __init__(self) -> None:
        self._documents: dict[str, tuple[bytes, Document]] = {}
        self._contents: dict[str, tuple[Document, Content | list[Diagnostic]]] = {}
        self._held: dict[str, Held] = {}
        self._places: dict[str, tuple[str, SpanTree]] = {}
        self.reading = Reading(self.documents, self.content, lru_cache(256)(pictures.read), ready=True)

    def documents(self, files: Sequence[tuple[str, bytes]]) -> Iterator[Document]:
        """All YAML files of the project as read. What was kept of files that are gone is forgotten.

        So are the places in Markdown, which are found again quickly.
        """
        names = {name for name, _ in files}
        for kept in (self._documents, self._contents, self._held, self._places):
            for gone in kept.keys() - names:
                del kept[gone]
        return starmap(self.document, files)

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
            if isinstance(kept[1], Content):
                self._held[document.file] = Held(document.text, kept[1])
        return kept[1]

    def readable(self, project: Project) -> Known:
        """What is known of a project with faults: of each file that has some, what can be read of it.

        Of a file that then lacks what it held before, it is what it held before, with the text it was.
        """
        found: list[Held] = []
        texts: dict[str, str] = {}
        for name in project.documents():
            if not isinstance(data := project.read(name), Unreadable):
                found.append(self._readable(self.document(name, data)))
                texts[name] = found[-1].text
        dossier = loader.together(each.content for each in found)
        for name in prose_files(dossier):
            if not isinstance(data := project.read(name), Unreadable):
                texts[name] = reader.read_prose(name, data).text
        prose = {name: texts[name] for name in prose_files(dossier) if name in texts}
        return Known(dossier.having(texts=prose), texts, self.places)

    def _readable(self, document: Document) -> Held:
        if document.values is not None and isinstance(content := self.content(document), Content):
            return Held(document.text, content)
        now, before = Held(document.text, loader.readable(document)), self._held.get(document.file)
        if before is None or now.names() >= before.names() or len(now.names()) > len(before.names()):
            self._held[document.file] = now
        return self._held[document.file]

    def places(self, name: str, text: str) -> SpanTree:
        """The places of what stands in a file, YAML or Markdown."""
        kept = self._places.get(name)
        if kept is None or kept[0] != text:
            kept = self._places[name] = (text, rules.places(name, text))
        return kept[1]
