"""From a project on disk to a dossier and its findings: the first half of every build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from posixpath import dirname

from briefgen import loader, reader, rules
from briefgen.build import images
from briefgen.build.files import Unreadable
from briefgen.build.project import Project
from briefgen.diagnostics import Diagnostic, Severity, Wording
from briefgen.model import Dossier, Image, Role, leaves
from briefgen.prose import picture_file, read
from briefgen.reader import Document, faults
from briefgen.spans import Span


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the dossier (None where the files are not one), all findings, and the files' texts."""

    project: Project
    dossier: Dossier | None
    findings: list[Diagnostic]
    texts: dict[str, str] = field(repr=False)

    def count(self, severity: Severity) -> int:
        """How many findings weigh this much."""
        return sum(finding.severity is severity for finding in self.findings)

    def fails(self, strict: bool) -> bool:
        """Whether a build must not go on: errors, and warnings where they count."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))


def check(project: Project) -> Checked:
    """Read and check a project. All faults of shape are found in one run, and all findings of rules in another."""
    documents = [_read(project, name, reader.read) for name in project.documents()]
    texts = {document.file: document.text for document in documents}
    if not documents:
        return Checked(project, None, [_nothing(project)], texts)
    loaded = loader.load(documents)
    dossier = loaded.dossier
    if dossier is None:
        return Checked(project, None, sorted(loaded.faults, key=_position), texts)
    prose = [document for name in _prose_files(dossier) if (document := _read_named(project, name)) is not None]
    texts |= {document.file: document.text for document in prose}
    problems = [fault for document in prose for fault in document.faults]
    if problems:
        return Checked(project, None, sorted(problems, key=_position), texts)
    dossier = replace(dossier, texts={document.file: document.text for document in prose})
    dossier = replace(dossier, images=dict(_images(project, dossier)))
    return Checked(project, dossier, rules.check(dossier, texts), texts)


def _position(finding: Diagnostic) -> tuple[object, ...]:
    return (*finding.span, finding.rule)


def _read(project: Project, name: str, read: Callable[[str, bytes], Document]) -> Document:
    data = project.read(name)
    if isinstance(data, Unreadable):
        return Document(data.name, faults=[_whole_file(data.name, faults.unreadable_file(data.reason, data.hint))])
    return read(name, data)


def _read_named(project: Project, name: str) -> Document | None:
    """A Markdown file that a section names; None where there is none, which a rule says at the section."""
    data = project.read(name)
    if isinstance(data, Unreadable) and data.missing:
        return None
    return _read(project, name, reader.read_prose)


def _whole_file(name: str, wording: Wording) -> Diagnostic:
    return Diagnostic(wording.rule, Severity.ERROR, wording.message, wording.hint, Span(name))


def _nothing(project: Project) -> Diagnostic:
    reason = "there is no YAML file in it" if project.single is None else "there is nothing in it"
    hint = "write an event; `briefgen new` shows how"
    return _whole_file(project.single or "content", faults.unreadable_file(reason, hint))


def _prose_files(dossier: Dossier) -> list[str]:
    """The Markdown files that sections name."""
    sections = ((brief, section) for brief in dossier.briefs for section in brief.sections)
    return sorted({name for brief, section in sections if (name := dossier.text_file(brief, section)) is not None})


def _images(project: Project, dossier: Dossier) -> Iterator[tuple[str, Image]]:
    """The pictures that prose names and that exist; a rule says which do not, or are none."""
    named = {
        picture_file(dirname(file), link.address)
        for file, text in _texts(dossier)
        if "![" in text
        for link in read(text).links
        if link.image and link.fault is None
    }
    for name in sorted(named):
        data = project.read(name)
        if not isinstance(data, Unreadable):
            yield name, images.read(data)
        elif not data.missing:
            yield name, Image(fault=data.reason)


def _texts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Every prose text with the file it stands in."""
    yield from dossier.texts.items()
    for record in (dossier.project, *(record for records in dossier.kinds for record in records)):
        for leaf in leaves(record):
            if leaf.role is Role.PROSE:
                yield record.at().file, leaf.text
