"""A source or an event taken back in the files of its project: what falls with it, the edit, and whether it holds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from briefgen import ledger, reader
from briefgen.build.checking import Checked, check
from briefgen.build.files import Unreadable, printable
from briefgen.build.fixing import Fixed, Mended, edited, overlaid, text_of, write
from briefgen.build.project import Project
from briefgen.dates import Moment
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model import Dossier, Event, Source
from briefgen.retraction import Fall, fall, taken_back
from briefgen.spans import Path


class Refused(Exception):  # noqa: N818 - it is about what was asked for, not about the program
    """Why a record is not taken back: a sentence, and what to do about it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Retraction:
    """A record taken back: what falls, the edited file, and what a check of it finds that it did not find before."""

    record: Source | Event
    version: Source | Event
    fall: Fall
    edit: Fixed
    found: list[Diagnostic]


def plan(project: Project, checked: Checked, record: Source | Event, as_of: Moment, because: str | None) -> Retraction:
    """What taking back a record would do to a project that was checked. Nothing is written; raises `Refused`."""
    if checked.dossier is None:
        raise Refused("the project has errors", "mend them first; `briefgen check` shows them")
    _refuse_earlier(checked.dossier, record, as_of)
    because = because and "\n\n".join(" ".join(each.split()) for each in re.split(r"\n\s*\n", because.strip()))
    version = taken_back(record, as_of, because)
    name = record.at().file
    data = project.read(name)
    if isinstance(data, Unreadable):
        raise Refused(f"`{printable(name)}` cannot be read: {data.reason}", data.hint)
    if text_of(data) != checked.texts[name]:
        raise Refused(f"`{printable(name)}` has changed since it was read", "try again")
    tree = reader.places(name, checked.texts[name])
    fix = reader.revision(tree, record.at(), _changes(record, as_of, because), _stale(record, because))
    after, _ = edited(data, [fix])
    rechecked = check(overlaid(project, {name: after}))
    lines = range(fix.span.line, fix.span.line + fix.replacement.count("\n") + 1)
    found = new_findings(checked, rechecked)
    _refuse_unsound(rechecked, version, [each for each in found if each.span.file == name and each.span.line in lines])
    edit = Fixed(rechecked, {name: Mended(data, after, 1)})
    return Retraction(record, version, fall(checked.dossier, record, version), edit, found)


def carry_out(project: Project, retraction: Retraction) -> None:
    """Write the edit: the whole file or nothing, and not over what others wrote meanwhile. Raises `Refused`."""
    for name, mended in retraction.edit.files.items():
        if trouble := write(project, name, mended):
            raise Refused(*trouble)


def _refuse_earlier(dossier: Dossier, record: Source | Event, as_of: Moment) -> None:
    known = ledger.known_since(dossier, record)
    if known is not None and dossier.instant(as_of) <= known:
        raise Refused(
            f"the desk cannot have taken back `{record.id}` at {as_of}: what stands now was not known before then",
            f"give a moment after {record.as_of or 'its publication'} with --as-of",
        )
    _refuse_sealed(dossier, record, as_of)


def _refuse_sealed(dossier: Dossier, record: Source | Event, as_of: Moment) -> None:
    """Refuse a moment that a sealed issue knows: even one that does not print the record would have to correct it."""
    sealed = (dossier.briefs[seal.brief] for seal in dossier.issues)
    last = max(sealed, key=lambda each: (dossier.cutoff(each), each.id), default=None)
    if last is not None and dossier.instant(as_of) <= dossier.cutoff(last):
        raise Refused(
            f"`{last.id}` is sealed and knows what was known up to its cut-off, {last.cutoff}: it did not know that "
            f"`{record.id}` was taken back at {as_of}, and readers have it as it is",
            f"give a moment after {last.cutoff} with --as-of: the next issue then says so",
        )


def _changes(record: Source | Event, as_of: Moment, because: str | None) -> dict[str, str]:
    if isinstance(record, Event):
        return {"as_of": as_of.text, **({"text": because} if because else {}), "status": "retracted"}
    return {"as_of": as_of.text, **({"why": because} if because else {}), "withdrawn": "true"}


def _stale(record: Source | Event, because: str | None) -> list[Path]:
    """The translations of what is replaced: those of a text that is not there any more."""
    key = "text" if isinstance(record, Event) else "why"
    if because is None or not record.translations:
        return []
    told = {language: each.model_fields_set for language, each in record.translations.items()}
    if all(fields == {key} for fields in told.values()):
        return [("translations",)]
    return [
        ("translations", language) if fields == {key} else ("translations", language, key)
        for language, fields in told.items()
        if key in fields
    ]


def new_findings(before: Checked, after: Checked) -> list[Diagnostic]:
    """The findings that were not there before, wherever they stand now."""
    known = Counter((each.rule, each.message, each.span.file) for each in before.findings)
    found = []
    for each in after.findings:
        key = (each.rule, each.message, each.span.file)
        known[key] -= 1
        if known[key] < 0:
            found.append(each)
    return found


def _refuse_unsound(after: Checked, version: Source | Event, found: list[Diagnostic]) -> None:
    """Refuse an edit after which the files are no dossier, do not say what was meant, or that is wrong in itself."""
    at_fault = next((each for each in found if each.severity is Severity.ERROR), None)
    if at_fault is None and after.dossier is None:
        at_fault = next(iter(after.findings), None)
    if at_fault:
        raise Refused(f"the revision would not stand: {at_fault.message} ({at_fault.rule})", at_fault.hint)
    now = after.dossier and after.dossier.find(version.id)
    if not isinstance(now, Source | Event) or vars(now) != {**vars(version), "translations": now.translations}:
        raise Refused(f"`{version.id}` is written in a way that cannot be repeated here", "write the revision yourself")
