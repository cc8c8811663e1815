"""The documents of a project to one dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from briefgen.diagnostics import Diagnostic
from briefgen.loader.explaining import explained
from briefgen.loader.faults import second_project
from briefgen.loader.sections import Content
from briefgen.model import SECTIONS, Dossier, Project, Records
from briefgen.reader import Document, placed, places
from briefgen.spans import Place


@dataclass(slots=True)
class Loaded:
    """A dossier, or the faults that keep the files from being one."""

    dossier: Dossier | None = None
    faults: list[Diagnostic] = field(default_factory=list)


def content(document: Document) -> Content | list[Diagnostic]:
    """The records of one document, or the faults of their shape."""
    try:
        return Content.model_validate(document.values)
    except ValidationError as error:
        return list(explained(document, error))


def load(documents: Iterable[Document], content: Callable[[Document], Content | list[Diagnostic]] = content) -> Loaded:
    """Load the documents of a project. All faults of shape in all files are found in one run."""
    loaded = Loaded()
    contents: list[tuple[str, Content]] = []
    projects: list[tuple[Document, Project]] = []
    for document in documents:
        loaded.faults += document.faults
        if document.values is None:
            continue
        held = content(document)
        if isinstance(held, list):
            loaded.faults += held
            continue
        contents.append((document.file, held))
        if held.lexicon is not None:
            held.lexicon._place = Place(document.file, ("lexicon",))  # noqa: SLF001 - set once, by its maker
        if held.project is not None:
            held.project._place = Place(document.file, ("project",))  # noqa: SLF001 - set once, by its maker
            projects.append((document, held.project))
    for document, _ in projects[1:]:
        span = places(document.file, document.legible).span(Place(document.file, ("project",), key=True))
        loaded.faults.append(placed(second_project(projects[0][0].file), span))
    if not loaded.faults:
        loaded.dossier = _dossier(contents, projects[0][1] if projects else Project.model_construct(series=""))
    return loaded


def _dossier(contents: list[tuple[str, Content]], project: Project) -> Dossier:
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    for file, content in contents:
        for name, records in sections.items():
            for index, record in enumerate(getattr(content, name)):
                record._place = Place(file, (name, index))  # noqa: SLF001 - set once, by its maker
                records.append(record)
    zone = project.timezone
    lexicons = tuple(content.lexicon for _, content in contents if content.lexicon is not None)
    kinds = {name: Records(records, zone) for name, records in sections.items()}
    return Dossier(project, lexicons=lexicons, **kinds)  # type: ignore[arg-type]
