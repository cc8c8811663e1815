"""Issuing a brief: it is built, verified and sealed; and held against its seal later."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefgen import __version__, ledger
from briefgen.archive.faults import Fault
from briefgen.archive.verifying import verify
from briefgen.briefing import seen_by
from briefgen.build.files import in_words
from briefgen.build.making import Built
from briefgen.build.preparing import Prepared
from briefgen.build.project import Project
from briefgen.build.publish import PublishError
from briefgen.build.starter import SCHEMA
from briefgen.build.swap import replace
from briefgen.build.theming import theme_of
from briefgen.model import SECTIONS, Brief, Dossier, Issue, Record, references
from briefgen.model import digest as digest_of
from briefgen.themes import Theme

FOLDER = "content/issued"
"""Where seals lie: a file for each brief."""
GENERATOR = f"briefgen {__version__}"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What became of sealing a brief: the file of the seal, or what is wrong with the PDF."""

    file: Path | None
    records: int
    pdf: str
    faults: tuple[Fault, ...] = ()


def seal(project: Project, dossier: Dossier, brief: Brief, built: Built) -> Sealed:
    """Look through the PDF that was built of a brief, and write down what it printed. Raises `PublishError`."""
    data = _pdf(built)
    faults = tuple(fault for check in verify(data).checks for fault in check.faults)
    if faults:
        return Sealed(None, 0, "", faults)
    records = carried(dossier, brief)
    digest, path = hashlib.sha256(data).hexdigest(), project.root / FOLDER / f"{brief.id}.yaml"
    text = "\n".join(_lines(project, dossier, brief, digest, records)) + "\n"
    try:
        path.parent.mkdir(exist_ok=True)
        replace(path, text.encode())
    except OSError as error:
        raise PublishError(f"`{path}` cannot be written: {in_words(error)[0]}", "make room for it") from None
    return Sealed(path, len(records), digest)


def _pdf(built: Built) -> bytes:
    return next(path for made in built.made for path in made.files if path.suffix == ".pdf").read_bytes()


Versions = dict[tuple[str, int], str]
"""Versions of records, by id and number, each with the hash of what it says."""


def carried(dossier: Dossier, brief: Brief) -> Versions:
    """What an issue is made of: the versions of records that it sees, and its PDF carries.

    Of a source that it shows as confidential, those that the ledger has.
    """
    seen, found = seen_by(dossier, brief), Versions()
    covered: set[str] = set()
    for section in ("events", *(each for each in SECTIONS if each not in ("events", "sources")), "sources"):
        known = {(record.id, record.as_of) for record in getattr(seen, section)}
        records = getattr(dossier, section)
        for id_ in records.ids:
            for number, record in enumerate(records.revisions(id_), 1):
                if (id_, record.as_of) in known or (id_ in covered and _is_known(dossier, brief, record)):
                    found[id_, number] = ledger.said(dossier, brief, record)
                    covered |= {each for each in references(record) if _is_covered(dossier, each)}
    return dict(sorted(found.items()))


def _is_covered(dossier: Dossier, id_: str) -> bool:
    """Whether a record is a source that issues show under another name."""
    source = dossier.sources.get(id_)
    return source is not None and source.confidential


def _is_known(dossier: Dossier, brief: Brief, record: Record) -> bool:
    since = ledger.known_since(dossier, record)
    known = since is None or since <= dossier.cutoff(brief)
    return known and ledger.marking(dossier, record) <= ledger.marking(dossier, brief)


def _lines(project: Project, dossier: Dossier, brief: Brief, pdf: str, records: Versions) -> Iterator[str]:
    if (project.root / SCHEMA).is_file():
        yield f"# yaml-language-server: $schema=../../{SCHEMA}"
    yield f"# What {brief.id} printed, written by `briefgen issue`: `briefgen check` holds the ledger against it."
    yield "issued:"
    yield f"  - brief: {brief.id}"
    yield f"    on: {_now()}"
    yield f"    generator: {GENERATOR}"
    yield f"    theme: {brief.theme or dossier.project.theme}"
    yield f'    theme_sha256: "{_theme(project, dossier, brief).digest}"'
    yield f'    pdf: "{pdf}"'
    yield f'    project: "{settings_digest(dossier)}"'
    yield "    records:"
    for (id_, number), digest in records.items():
        yield f'      - {{id: {id_}, revision: {number}, sha256: "{digest}"}}'
    names = [name for section in brief.sections if (name := dossier.text_file(brief, section))]
    if names:
        yield "    files:"
    for name in sorted(names):
        yield f'      - {{file: {name}, sha256: "{hashlib.sha256(dossier.texts[name].encode()).hexdigest()}"}}'


def settings_digest(dossier: Dossier) -> str:
    """The hash of what a project's settings say to readers: not of its rules, nor of the theme, which has its own."""
    return digest_of(dossier.project.model_copy(update={"rules": {}, "theme": "default"}))


def _theme(project: Project, dossier: Dossier, brief: Brief) -> Theme:
    return theme_of(project, brief.theme or dossier.project.theme)


def _now() -> str:
    """The present moment, or the one that reproducible builds go by."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return f"{now:%Y-%m-%dT%H:%M:%SZ}"


def is_same(issue: Issue, prepared: Prepared) -> bool:
    """Whether the PDF of a brief that was made again is the one which went out."""
    return any(hashlib.sha256(data).hexdigest() == issue.pdf for data in prepared.files.values())


def differences(project: Project, dossier: Dossier, issue: Issue) -> list[str]:
    """Why a brief that was made again is not the one which was issued, as far as its seal tells."""
    brief = dossier.briefs[issue.brief]
    reasons = []
    if issue.generator != GENERATOR:
        reasons.append(f"it was made with {issue.generator}, and this is {GENERATOR}")
    if issue.theme_sha256 != _theme(project, dossier, brief).digest:
        reasons.append(f"the theme `{issue.theme}` was changed since")
    if issue.project not in (None, settings_digest(dossier)):
        reasons.append("the project's settings were changed since")
    then = {(record.id, record.revision): record.sha256 for record in issue.records}
    now = carried(dossier, brief)
    both = then.keys() & now.keys()
    told = [f"`{id_}` ({number}) says something else" for id_, number in both if then[id_, number] != now[id_, number]]
    told += [f"`{id_}` ({number}) was not in it" for id_, number in now.keys() - both]
    told += [f"`{id_}` ({number}) is not in it any more" for id_, number in then.keys() - both]
    reasons += sorted(told)
    return reasons or ["nothing of it was changed: other versions of libraries, or of the system's, print it otherwise"]
