"""The tables: one for each kind of record as it stands, one for its revisions, and one for each list in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.database.columns import RECORDS, Column, Field, List, of
from briefgen.model import SECTIONS, Issue, Record


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row of it is, its columns, and how many of these, from the first, are its key."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: int

    @property
    def statement(self) -> str:
        """What creates it."""
        lines = [
            f"{column.name} {column.type}" + (f" REFERENCES {column.leads_to}" if column.leads_to else "")
            for column in self.columns
        ]
        if self.key:
            lines.append(f"PRIMARY KEY ({', '.join(column.name for column in self.columns[: self.key])})")
        return f"CREATE TABLE {self.name} (\n  " + ",\n  ".join(lines) + "\n)"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record in the database: its fields, its own table, and those of its lists, by what they hold."""

    section: str
    fields: tuple[Field, ...]
    lists: tuple[List, ...]
    own: Table
    of_lists: dict[List, Table]

    @property
    def revisions(self) -> Kind:
        """The same with every version of a record."""
        name = self.own.name.removesuffix("s")
        own = replace(
            self.own,
            name=f"{name}_revisions",
            meaning=f"every version of {_with_article(name)}, the first of which is 1",
            columns=(self.own.columns[0], _REVISION, *self.own.columns[1:]),
            key=2,
        )
        lists = {each: _revised(table, name) for each, table in self.of_lists.items()}
        return replace(self, own=own, of_lists=lists)


_REVISION = Column("revision", "INTEGER", "which version, from 1")
_N = Column("n", "INTEGER", "which entry of the list, from 1")
_M = Column("m", "INTEGER", "which entry of the list inside that entry, from 1")
_EVERY = (
    Column("file", "TEXT", "the file it is written in"),
    Column("marking", "TEXT", "the marking it has: its own, or the highest of what it rests on, or the project's"),
    Column("known_since_utc", "TEXT", "from when on it counts as known; none where from the start"),
)
"""What is worked out of every record."""
WORKED_OUT = {
    "sources": (Column("provenance", "TEXT", "whose report it carries: two of one are one witness"),),
    "events": (
        Column("origins", "INTEGER", "how many independent origins its sources have"),
        Column("begins_utc", "TEXT", "the first instant at which it can have begun"),
        Column("ends_utc", "TEXT", "the last instant at which it can have ended"),
    ),
}
"""What is worked out of some, behind that."""


def _with_article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _revised(table: Table, name: str) -> Table:
    own = table.name.replace(f"{name}_", f"{name}_revision_", 1)
    columns = (table.columns[0], _REVISION, *table.columns[1:])
    return replace(table, name=own, meaning=f"{table.meaning}, in every version", columns=columns, key=table.key + 1)


def _kind(model: type[Record]) -> Kind:
    name, parts = model.kind, list(of(model))
    fields = tuple(each for each in parts if isinstance(each, Field))
    lists = tuple(each for each in parts if isinstance(each, List))
    more = (*_EVERY, *WORKED_OUT.get(model.section, ()))
    first, *rest = (column for each in fields for column in each.columns)
    own = Table(
        model.section, f"{_with_article(name)} as it stands", (replace(first, leads_to=RECORDS), *rest, *more), 1
    )
    owner = Column(f"{name}_id", "TEXT", f"the id of the {name}", RECORDS)
    return Kind(model.section, fields, lists, own, dict(_of_lists(f"{name}_", owner, (_N,), lists)))


def _of_lists(
    prefix: str, owner: Column, numbers: tuple[Column, ...], lists: Sequence[List]
) -> Iterator[tuple[List, Table]]:
    for each in lists:
        columns = (column for part in each.fields for column in part.columns)
        yield each, Table(prefix + each.name, each.meaning, (owner, *numbers, *columns), 1 + len(numbers))
        yield from _of_lists(f"{prefix}{each.name}_", owner, (*numbers, _M), each.lists)


def _seals() -> Kind:
    """What was issued: a seal has no id of its own, but that of its brief."""
    parts = list(of(Issue))
    fields = tuple(each for each in parts if isinstance(each, Field))
    lists = tuple(each for each in parts if isinstance(each, List))
    own = Table(
        "issued",
        "a brief that was issued, as it was sealed",
        tuple(_sealed(column) for each in fields for column in each.columns),
        1,
    )
    tables = {
        held: replace(table, columns=tuple(map(_sealed, table.columns)))
        for held, table in _of_lists("issued_", own.columns[0], (_N,), lists)
    }
    return Kind("issued", fields, lists, own, tables)


def _sealed(column: Column) -> Column:
    """A column of a seal: what it names is a record."""
    named = "record" if column.name == "id" else column.name
    return replace(column, name=named, leads_to=RECORDS if named in ("record", "brief") else None)


ISSUED = _seals()
KINDS: tuple[Kind, ...] = tuple(map(_kind, SECTIONS.values()))
ALL_RECORDS = Table(
    RECORDS,
    "every record as it stands, of whatever kind",
    (
        Column("id", "TEXT", "its id"),
        Column("kind", "TEXT", "what kind of record it is"),
        Column("title", "TEXT", "what it is called: its title, its name, or its text"),
        Column("revisions", "INTEGER", "how many versions of it there are"),
        *_EVERY,
    ),
    1,
)
CITATIONS = Table(
    "citations",
    "that a text of a record as it stands cites another one",
    (Column("record", "TEXT", "whose text", RECORDS), Column("cited", "TEXT", "what it cites", RECORDS)),
    2,
)
TABLES: tuple[Table, ...] = (
    ALL_RECORDS,
    CITATIONS,
    *(table for kind in KINDS for table in (kind.own, *kind.of_lists.values())),
    *(ISSUED.own, *ISSUED.of_lists.values()),
    *(table for kind in (each.revisions for each in KINDS) for table in (kind.own, *kind.of_lists.values())),
)
"""All of them."""
