"""Another id for a record, wherever it stands."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from briefgen.model.values import Id
from briefgen.rules.namings import kind_of
from briefgen.server.desk import Desk
from briefgen.server.links import declared, mentioned
from briefgen.server.memory import Known
from briefgen.spans import Span


class Refused(Exception):  # noqa: N818 - it is about what was asked
    """Why something is not done: a sentence for the person at the editor."""


def renamed(desk: Desk, old: str, new: str) -> tuple[Known, list[Span]]:
    """Where a new id is to be written for an old one, in files as they are now. Raises `Refused`."""
    checked = desk.load(dict(desk.buffers))
    known = desk.known
    if checked.dossier is None or known is None:
        first = checked.findings[0]
        raise Refused(f"first mend {first.span.file}, line {first.span.line}: {first.message}")
    if (reason := _malformed(new)) is not None:
        raise Refused(reason)
    spans = declared(known, old)
    if not spans:
        raise Refused(f"no record has the id `{old}`")
    if new != old and (kind := kind_of(known.dossier, new)) is not None:
        raise Refused(f"`{new}` is the id of {kind} already")
    if new != old and any(source.origin == new for source in known.dossier.sources):
        raise Refused(f"`{new}` is what a source names as its origin; it would seem to mean this record")
    return known, sorted({*spans, *mentioned(known, old)})


def _malformed(id_: str) -> str | None:
    try:
        TypeAdapter(Id).validate_python(id_)
    except ValidationError as error:
        return str(error.errors()[0]["ctx"]["reason"])
    return None
