"""What was sealed when a brief was issued: which versions of which records it printed, and what went out."""

from __future__ import annotations

from pydantic import PrivateAttr

from briefgen.model.record import NOWHERE, Part
from briefgen.model.values import Id, Instant, Line, Positive, Sha256
from briefgen.spans import Place


class PrintedRecord(Part):
    """A record as an issue printed it: which of its versions, and a hash of what this said."""

    id: Id
    revision: Positive = 1
    sha256: Sha256


class PrintedFile(Part):
    """A Markdown file of a brief as it was printed: its name from the project's folder, and its hash."""

    file: Line
    sha256: Sha256


class Issue(Part):
    """The seal of a brief: when it was issued, what it printed and what it was made with."""

    brief: Id
    on: Instant
    generator: Line
    theme: Line
    theme_sha256: Sha256
    pdf: Sha256
    project: Sha256 | None = None
    records: tuple[PrintedRecord, ...] = ()
    files: tuple[PrintedFile, ...] = ()

    _place: Place = PrivateAttr(default_factory=lambda: NOWHERE)

    def at(self, *path: str | int) -> Place:
        """The place of a part of the seal: `issue.at("records", 2)`."""
        return self._place.at(*path)
