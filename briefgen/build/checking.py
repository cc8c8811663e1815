"""From a project on disk to a dossier and its findings: the first half of every build."""

from __future__ import annotations

import gc
import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from posixpath import dirname

from briefgen import loader, pictures, reader, rules
from briefgen.build import copies as saved
from briefgen.build import theming
from briefgen.build.files import Unreadable
from briefgen.build.project import Project
from briefgen.build.reading import Remembering
from briefgen.cache import keep, recall
from briefgen.diagnostics import EVERY_RULE, Choice, Diagnostic, Severity
from briefgen.loader import Content
from briefgen.model import Dossier, Image
from briefgen.program import fingerprint
from briefgen.prose import picture_file, read
from briefgen.reader import Document, Texts, faults, placed
from briefgen.rules.texts import prose_with
from briefgen.spans import Place, Span
from briefgen.themes import shipped_names


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the dossier (None where the files are not one), all findings, and the files' texts."""

    project: Project
    dossier: Dossier | None
    findings: list[Diagnostic]
    texts: Texts = field(repr=False)

    def count(self, severity: Severity) -> int:
        """How many findings weigh this much."""
        return sum(finding.severity is severity for finding in self.findings)

    def fails(self, strict: bool) -> bool:
        """Whether a build must not go on: errors, and warnings where they count."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))


@dataclass(frozen=True, slots=True)
class Reading:
    """How what lies in files becomes documents, records and pictures."""

    documents: Callable[[Sequence[tuple[str, bytes]]], Iterable[Document]]
    content: Callable[[Document], Content | list[Diagnostic]]
    image: Callable[[bytes], Image] = pictures.read
    ready: bool = False
    """Whether texts are asked for so often that they are held as such."""


def check(
    project: Project,
    choice: Choice = EVERY_RULE,
    meanwhile: Callable[[Dossier], None] = lambda _dossier: None,
    reading: Reading | None = None,
) -> Checked:
    """Read and check a project. All faults of shape are found in one run, and all findings of rules in another.

    `meanwhile` is told the dossier before the rules are asked.
    """
    with uncollected():
        found = load(project, reading)
        if found.dossier is None:
            return found
        meanwhile(found.dossier)
        return replace(found, findings=_findings(found.dossier, found.texts, choice))


def _findings(dossier: Dossier, texts: Texts, choice: Choice) -> list[Diagnostic]:
    """What the rules find, which of much text is remembered: no rule asks for anything that is not in the dossier."""
    if texts.size < _MUCH:
        return rules.check(dossier, texts, choice)
    asked = hashlib.sha256()
    for name, text in texts.encoded():
        asked.update(f"{name}\0{len(text)}\0".encode(errors="surrogatepass"))
        asked.update(text)
    beside = (sorted(dossier.themes), dossier.strays, sorted(choice.select), sorted(choice.ignore))
    asked.update(pickle.dumps((dict(dossier.images), dict(dossier.copies), beside)))
    source = f"{asked.hexdigest()} {fingerprint(printed=False)}"
    if held := recall("findings", source):
        return list(pickle.loads(held))  # noqa: S301 - under a seal
    found = rules.check(dossier, texts, choice, beside=texts.size >= _MORE)
    keep("findings", source, pickle.dumps(found))
    return found


_MUCH = 1 << 17
"""Bytes below which to ask the rules is as quick as to look up what they found."""
_MORE = 1 << 20
"""Bytes from which on a second process is worth its beginning."""


def ids(project: Project, *sections: str) -> list[str]:
    """The ids that seem to be those of records of some sections, without a check: quickly, and silent on faults."""
    found: list[str] = []
    for name in project.documents():
        data = project.read(name)
        if isinstance(data, Unreadable) or not any(section.encode() in data for section in sections):
            continue
        values = reader.read(name, data).values or {}
        for records in map(values.get, sections):
            here = (each.get("id") for each in records if isinstance(each, dict)) if isinstance(records, list) else ()
            found += (id_ for id_ in here if isinstance(id_, str))
    return list(dict.fromkeys(found))


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector.

    It would go through a large ledger again and again, a third of the time of a check, and find nothing: what is made
    here holds no circles. So it is told to leave that alone afterwards too.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def load(project: Project, reading: Reading | None = None) -> Checked:
    """A project as far as the rules, which have not been asked yet: its dossier, or what keeps it from being one.

    Without a `reading`, its files are read anew, but for those that are remembered.
    """
    if reading is None:
        remembering = Remembering()
        reading = Reading(remembering.documents, remembering.content)
    texts = Texts(reading.ready)
    loaded = loader.load(_documents(project, reading, texts), reading.content)
    if not texts:
        return Checked(project, None, [_nothing(project)], texts)
    dossier = loaded.dossier
    if dossier is None:
        return Checked(project, None, sorted(loaded.faults, key=_position), texts)
    prose = [
        document
        for name, place in prose_files(dossier).items()
        if (document := _read_named(project, name, place, texts)) is not None
    ]
    for document in prose:
        texts.add(document.file, document.text)
    problems = [fault for document in prose for fault in document.faults]
    if problems:
        return Checked(project, None, sorted(problems, key=_position), texts)
    problems, templates = theming.check(project, dossier)
    if problems:
        for name, text in templates.items():
            texts.add(name, text)
        return Checked(project, None, problems, texts)
    images: dict[str, Image] = {}
    copies = {name: saved.read(name, project.read(name)) for name in _copies(dossier)}
    dossier = replace(
        dossier,
        texts={document.file: document.text for document in prose},
        images=images,
        copies=copies,
        themes=frozenset({*shipped_names(), *project.themes()}),
    )
    named = {*prose_files(dossier), *copies}
    dossier = replace(dossier, strays=tuple(name for name in project.strays() if name not in named))
    images.update(_images(project, dossier, reading.image))  # here, so that what is derived from it is so once
    return Checked(project, dossier, [], texts)


def _position(finding: Diagnostic) -> tuple[object, ...]:
    return (*finding.span, finding.rule)


def _documents(project: Project, reading: Reading, texts: Texts) -> Iterator[Document]:
    """The YAML files of a project, in the order of their names. Their texts are noted as they come.

    One after another: the values of all would double the memory of a large ledger.
    """
    data = {name: project.read(name) for name in project.documents()}
    found = iter(reading.documents([(name, each) for name, each in data.items() if not isinstance(each, Unreadable)]))
    for each in data.values():
        document = _unreadable(each) if isinstance(each, Unreadable) else next(found)
        texts.add(document.file, document.text)
        yield document


def _unreadable(data: Unreadable) -> Document:
    return Document(data.name, faults=[placed(faults.unreadable_file(data.reason, data.hint), Span(data.name))])


def _read_named(project: Project, name: str, place: Place, texts: Mapping[str, str]) -> Document | None:
    """A Markdown file that a section names at a place; None where there is none, which a rule says there.

    That it cannot be read is a fault of the section, which can name another.
    """
    data = project.read(name)
    if not isinstance(data, Unreadable):
        return reader.read_prose(name, data)
    if data.missing:
        return None
    wording = faults.unreadable_file(f"`{data.name}` cannot be read: {data.reason}", data.hint)
    return Document(data.name, faults=[placed(wording, reader.places(place.file, texts[place.file]).span(place))])


def _nothing(project: Project) -> Diagnostic:
    reason = "there is no YAML file in it" if project.single is None else "there is nothing in it"
    stray = next((name for name in project.strays() if not name.endswith(".md")), None)
    hint = "write an event; `briefgen new` shows how" if stray is None else f"`{stray}` is none by its name: rename it"
    return placed(faults.unreadable_file(reason, hint), Span(project.single or "content"))


def prose_files(dossier: Dossier) -> dict[str, Place]:
    """The Markdown files that sections name, and the place where each is named first."""
    found: dict[str, Place] = {}
    for brief in dossier.briefs:
        for index, section in enumerate(brief.sections):
            if (name := dossier.text_file(brief, section)) is not None:
                found.setdefault(name, brief.at("sections", index, "file"))
    return dict(sorted(found.items()))


def _copies(dossier: Dossier) -> list[str]:
    """The saved copies that sources name."""
    names = {dossier.copy_name(source) for source in dossier.sources if source.saved is not None}
    return sorted(name for name in names if name is not None)


def pictures_named(dossier: Dossier) -> list[str]:
    """The pictures that prose names, by their name in the project."""
    found = {
        picture_file(dirname(words.place.file), link.address)
        for words in prose_with(dossier, "![")
        for link in read(words.text).links
        if link.image and link.fault is None
    }
    return sorted(found)


def _images(project: Project, dossier: Dossier, image: Callable[[bytes], Image]) -> Iterator[tuple[str, Image]]:
    """The pictures that prose names and that exist; a rule says which do not, or are none."""
    for name in pictures_named(dossier):
        data = project.read(name)
        if not isinstance(data, Unreadable):
            yield name, image(data)
        elif not data.missing:
            yield name, Image(fault=data.reason)
