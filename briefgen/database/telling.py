"""The tables in words, for a terminal and for the manual."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.database.tables import ALL_RECORDS, CITATIONS, ISSUED, KINDS, Table

TWINS = """Each table of records has a twin with every version of the records: `event_revisions` for `events`,
`event_revision_sources` for `event_sources`, and so on. Behind the id stands `revision`, which is 1 for the first."""


def tables_in_words() -> str:
    """Every table of what stands, with its columns, for a terminal."""
    blocks = []
    for table in _standing():
        width = max(len(column.name) for column in table.columns)
        lines = [f"  {column.name:{width}}  {column.meaning}" for column in table.columns]
        blocks.append("\n".join([f"{table.name}: {table.meaning}", *lines]))
    return "\n\n".join([*blocks, TWINS.replace("`", "")]) + "\n"


def tables_as_markdown() -> str:
    """The same for docs/query.md."""
    made = [TWINS, ""]
    for table in _standing():
        made += [f"### {table.name}", "", f"{table.meaning[0].upper()}{table.meaning[1:]}.", ""]
        made += ["| column | type | what it holds |", "|---|---|---|"]
        for column in table.columns:
            leads = f"; leads to `{column.leads_to}`" if column.leads_to else ""
            made.append(f"| `{column.name}` | {column.type} | {column.meaning}{leads} |")
        made.append("")
    return "\n".join(made)


def _standing() -> Iterator[Table]:
    yield from (ALL_RECORDS, CITATIONS)
    for kind in (*KINDS, ISSUED):
        yield from (kind.own, *kind.of_lists.values())
