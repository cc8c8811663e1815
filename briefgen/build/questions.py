"""A project's ledger as a database: in memory for a question, or as a file for other programs."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from briefgen import database, ledger
from briefgen.build.checking import Checked, load, uncollected
from briefgen.build.files import in_words
from briefgen.build.project import Project
from briefgen.build.publish import PublishError
from briefgen.build.swap import replace
from briefgen.scales import Handling

_HEADER = b"SQLite format 3\0"
_APPLICATION_AT = slice(68, 72)
"""Where a database file says whose it is (SQLite's file format, section 1.3)."""


def open_ledger(project: Project, limit: Handling | None) -> tuple[Checked, sqlite3.Connection | None]:
    """The ledger in memory, as far as a marking allows; or None and what keeps its files from being read.

    No rule is asked: whoever asks what is wrong with a ledger asks it before that is mended.
    """
    with uncollected():
        found = load(project)
        if found.dossier is None:
            return found, None
        dossier = found.dossier if limit is None else ledger.releasable(found.dossier, limit)
        connection = sqlite3.connect(":memory:")
        database.fill(connection, dossier, desk=limit is None)
    return found, connection


def export(connection: sqlite3.Connection, file: Path) -> None:
    """Write the ledger into a file, in one step. Raises `PublishError`, also over a file that is no such ledger."""
    try:
        if (file.exists() or file.is_symlink()) and not _is_ours(file):
            raise PublishError(f"`{file}` is there, and is no ledger that was exported", "name another file")
        replace(file, connection.serialize())
    except OSError as error:
        raise PublishError(f"`{file}` cannot be written: {in_words(error)[0]}", "name another file") from None


def _is_ours(file: Path) -> bool:
    if not file.is_file() or file.is_symlink():
        return False
    with file.open("rb") as opened:
        head = opened.read(_APPLICATION_AT.stop)
    return head.startswith(_HEADER) and head[_APPLICATION_AT] == database.APPLICATION.to_bytes(4)
