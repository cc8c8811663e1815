"""A question in SQL, and its answer: nothing is ever written, and no other file is opened."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.database.tables import TABLES
from briefgen.diagnostics import did_you_mean

_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_ABOUT_TABLES = frozenset({"table_info", "table_xinfo", "table_list", "foreign_key_list", "index_list"})
_OFTEN = 100_000
"""After so many steps of SQLite's machine Python has a look whether someone pressed Ctrl-C."""


class NoQuestion(Exception):  # noqa: N818 - said to the one who asks
    """What was asked is no SQL that can be answered: why, and what may have been meant."""

    def __init__(self, message: str, hint: str | None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that SQL finds, under the names of their columns, which are all different."""

    names: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def ask(connection: sqlite3.Connection, question: str) -> Answer:
    """The answer to one statement that reads. Raises `NoQuestion`; `KeyboardInterrupt` ends a long one."""
    connection.set_authorizer(_allowed)
    connection.set_progress_handler(lambda: 0, _OFTEN)
    try:
        found = connection.execute(question)
        rows = found.fetchall()
    except sqlite3.Error as error:
        if "interrupted" in str(error):
            raise KeyboardInterrupt from None
        raise NoQuestion(*_in_words(str(error))) from None
    if found.description is None:
        raise NoQuestion("there is no question in it", "write a SELECT")
    return Answer(_distinct([name for name, *_ in found.description]), rows)


def _allowed(action: int, first: str | None, second: str | None, _base: str | None, _inside: str | None) -> int:
    reads = action in _READING or (action == sqlite3.SQLITE_PRAGMA and first in _ABOUT_TABLES)
    return sqlite3.SQLITE_OK if reads and second != "load_extension" else sqlite3.SQLITE_DENY


def _in_words(said: str) -> tuple[str, str | None]:
    if re.search("not authorized|prohibited|authorization denied", said):
        return "a question reads, and this statement does more", "write a SELECT"
    if "one statement at a time" in said:
        return "these are several statements", "ask one question at a time"
    if found := re.fullmatch(r"no such table: (?:main\.)?(\S+)", said):
        names = [table.name for table in TABLES]
        hint = did_you_mean(found[1], names) or "`briefgen query` without a question lists the tables"
        return f"there is no table `{found[1]}`", hint
    if found := re.fullmatch(r"no such column: (?:\S+\.)?(\S+)", said):
        names = sorted({column.name for table in TABLES for column in table.columns})
        hint = did_you_mean(found[1], names) or "`briefgen query` without a question lists the columns"
        return f"there is no column `{found[1]}`", hint
    return f"this is no SQL that SQLite understands: {said}", None


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Names of columns, of which those that are there already get a number: a table has no two of one name."""
    made: list[str] = []
    for name in names:
        number, own = 1, name
        while own in made:
            number += 1
            own = f"{name}_{number}"
        made.append(own)
    return tuple(made)
