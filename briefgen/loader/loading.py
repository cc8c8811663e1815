"""The documents of a project to one dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
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
        return _placed(Content.model_validate(document.values), document.file)
    except ValidationError as error:
        return list(explained(document, error))


def readable(document: Document) -> Content:
    """What can be made of one document, whatever is wrong with it.

    What is at fault is left out: keys first, then the records that cannot do without them, then sections.
    """
    values = document.values or document.begun
    lists = {name for name, held in values.items() if isinstance(held, list)}
    left: dict[str, Any] = {name: _entries(held) for name, held in values.items()}
    depth = 3
    while not isinstance(made := _made(left, lists), Content):
        entries = {name: [*left[name]] for name in lists & left.keys()}
        for name, *path in made:
            if path and name in entries:
                path[0] = entries[name][path[0]]
            _cut(left, name, path[: depth - 1])
        depth = max(1, depth - 1)
    return _placed(made, document.file, {name: [*left[name]] for name in lists & left.keys()})


def _entries(held: Any) -> Any:
    """What a section holds, by index or key, to take some of it out."""
    return dict(enumerate(held)) if isinstance(held, list) else dict(held) if isinstance(held, dict) else held


def _made(left: dict[str, Any], lists: set[str]) -> Content | list[Any]:
    """The records of some values, or the paths of those at fault."""
    values = {name: [*held.values()] if name in lists else held for name, held in left.items()}
    try:
        return Content.model_validate(values)
    except ValidationError as error:
        return [each["loc"] for each in error.errors(include_url=False, include_context=False, include_input=False)]


def _cut(left: dict[str, Any], name: str, path: list[Any]) -> None:
    """Take out what is at a path in a section: all of it, an entry, or a key of an entry."""
    section = left.get(name)
    if not path or not isinstance(section, dict):
        left.pop(name, None)
        return
    entry, *key = path
    if key and isinstance(record := section.get(entry), dict):
        section[entry] = {step: value for step, value in record.items() if step != key[0]}
    elif not key:
        section.pop(entry, None)


def _placed(content: Content, file: str, entries: Mapping[str, list[Any]] = MappingProxyType({})) -> Content:
    """Records that know where they are: of a section with gaps, `entries` are the places in it that are taken."""
    for key, single in (("project", content.project), ("lexicon", content.lexicon)):
        if single is not None:
            single._place = Place(file, (key,))  # noqa: SLF001 - set once, by its maker
    for name in (*SECTIONS, "issued"):
        records = getattr(content, name)
        for index, record in zip(entries.get(name, range(len(records))), records, strict=True):
            record._place = Place(file, (name, index))  # noqa: SLF001 - set once, by its maker
    return content


def load(documents: Iterable[Document], content: Callable[[Document], Content | list[Diagnostic]] = content) -> Loaded:
    """Load the documents of a project. All faults of shape in all files are found in one run."""
    loaded = Loaded()
    contents: list[Content] = []
    projects: list[tuple[Document, Project]] = []
    for document in documents:
        loaded.faults += document.faults
        if document.values is None:
            continue
        held = content(document)
        if isinstance(held, list):
            loaded.faults += held
            continue
        contents.append(held)
        if held.project is not None:
            projects.append((document, held.project))
    for document, _ in projects[1:]:
        span = places(document.file, document.legible).span(Place(document.file, ("project",), key=True))
        loaded.faults.append(placed(second_project(projects[0][0].file), span))
    if not loaded.faults:
        loaded.dossier = together(contents)
    return loaded


def together(contents: Iterable[Content]) -> Dossier:
    """The records of all files as one dossier; of a project that is described nowhere, there is none of it."""
    contents = list(contents)
    project = next((each.project for each in contents if each.project), Project.model_construct(series=""))
    lexicons = tuple(content.lexicon for content in contents if content.lexicon is not None)
    issues = tuple(issue for content in contents for issue in content.issued)
    kinds = {
        name: Records((record for content in contents for record in getattr(content, name)), project.timezone)
        for name in SECTIONS
    }
    return Dossier(project, lexicons=lexicons, issues=issues, **kinds)  # type: ignore[arg-type]
