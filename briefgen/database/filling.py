"""The rows: a ledger put into tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from briefgen import ledger
from briefgen.database.columns import Field, List, utc
from briefgen.database.tables import ALL_RECORDS, CITATIONS, ISSUED, KINDS, TABLES, WORKED_OUT, Kind, Table
from briefgen.dates import window
from briefgen.model import Brief, Dossier, Event, Record, Source, cited_by
from briefgen.prose import cited_ids

APPLICATION = int.from_bytes(b"brfg")
"""SQLite's `application_id` of a file that is ours."""
VERSION = 1
"""Of the layout of the tables: SQLite's `user_version`."""

_OF_THE_DESK = {"file", "downgrade_by", "downgrade_because"}
"""The columns that no brief tells anything of."""

Row = tuple[Any, ...]


def fill(connection: sqlite3.Connection, dossier: Dossier, desk: bool = True) -> None:
    """Put a dossier into an empty database; unless it is for the `desk`, without what no reader of a brief is told.

    That is why a marking was lowered, which findings are allowed, the files that things are written in, and the seals,
    which name what else was printed.
    """
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    for table in TABLES:
        connection.execute(table.statement)
    connection.executemany(_insert(ALL_RECORDS), _records(dossier))
    connection.executemany(_insert(CITATIONS), _citations(dossier))
    for kind in KINDS:
        records = getattr(dossier, kind.section)
        _fill(connection, dossier, kind, ((record, ()) for record in records.current))
        versions = ((each, (at,)) for id_ in records.ids for at, each in enumerate(records.revisions(id_), 1))
        _fill(connection, dossier, kind.revisions, versions)
    if desk:
        _seals(connection, dossier)
    for table in () if desk else TABLES:
        if table.name.endswith("_allow"):
            connection.execute(f"DELETE FROM {table.name}")  # noqa: S608 - our own name
        for column in _OF_THE_DESK & {column.name for column in table.columns}:
            connection.execute(f"UPDATE {table.name} SET {column} = NULL")  # noqa: S608 - our own names
    connection.commit()
    if not desk:
        connection.execute("VACUUM")  # or the pages of the file would still hold it


def _fill(connection: sqlite3.Connection, dossier: Dossier, kind: Kind, versions: Iterator[tuple[Record, Row]]) -> None:
    rows: dict[Table, list[Row]] = {table: [] for table in (kind.own, *kind.of_lists.values())}
    for record, version in versions:
        own = _values(kind.fields, record, dossier)
        rows[kind.own].append((own[0], *version, *own[1:], *_every(dossier, record), *_worked_out(dossier, record)))
        for each in kind.lists:
            _entries(rows, kind, each, record, dossier, (record.id, *version))
    for table, found in rows.items():
        connection.executemany(_insert(table), found)


def _seals(connection: sqlite3.Connection, dossier: Dossier) -> None:
    rows: dict[Table, list[Row]] = {table: [] for table in (ISSUED.own, *ISSUED.of_lists.values())}
    for issue in dossier.issues:
        rows[ISSUED.own].append(_values(ISSUED.fields, issue, dossier))
        for each in ISSUED.lists:
            _entries(rows, ISSUED, each, issue, dossier, (issue.brief,))
    for table, found in rows.items():
        connection.executemany(_insert(table), found)


def _entries(rows: dict[Table, list[Row]], kind: Kind, held: List, value: Any, dossier: Dossier, key: Row) -> None:
    found = _reached(value, held.path) or ()
    for at, entry in enumerate(found.items() if isinstance(found, dict) else found, 1):
        rows[kind.of_lists[held]].append((*key, at, *_values(held.fields, entry, dossier)))
        for each in held.lists:
            _entries(rows, kind, each, entry, dossier, (*key, at))


def _values(fields: tuple[Field, ...], value: Any, dossier: Dossier) -> Row:
    return tuple(each for field in fields for each in field.values(_reached(value, field.path), dossier))


def _reached(value: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        if value is None:
            return None
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    return value


def _every(dossier: Dossier, record: Record) -> Row:
    return (record.at().file, str(ledger.marking(dossier, record)), utc(ledger.known_since(dossier, record)))


def _source(dossier: Dossier, source: Source) -> Row:
    return (dossier.provenance(source),)


def _event(dossier: Dossier, event: Event) -> Row:
    begins, ends = window(event.date, event.time, dossier.zone)
    origins = len(dossier.origins(citation.source for citation in event.sources))
    return (origins, utc(begins), utc(ends))


_OF_KIND: dict[str, Callable[[Dossier, Any], Row]] = {"sources": _source, "events": _event}


def _worked_out(dossier: Dossier, record: Record) -> Row:
    return _OF_KIND[record.section](dossier, record) if record.section in WORKED_OUT else ()


def _records(dossier: Dossier) -> Iterator[Row]:
    for kind in KINDS:
        records = getattr(dossier, kind.section)
        for record in records.current:
            title = next(filter(None, (getattr(record, name, None) for name in ("title", "name", "text"))))
            yield (record.id, record.kind, title, len(records.revisions(record.id)), *_every(dossier, record))


def _citations(dossier: Dossier) -> Iterator[Row]:
    for records in dossier.kinds:
        for record in records.current:
            found = set(cited_by(record))
            if isinstance(record, Brief):
                texts = (dossier.prose(record, section) or "" for section in record.sections)
                found |= {id_ for text in texts for id_ in cited_ids(text)}
            yield from ((record.id, id_) for id_ in sorted(found))


def _insert(table: Table) -> str:
    return f"INSERT OR IGNORE INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608
