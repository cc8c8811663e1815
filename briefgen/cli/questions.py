"""The subcommands that ask the ledger."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.arguments import Named, find, marking_option, path_argument
from briefgen.cli.commands import EXIT_CODES, main
from briefgen.cli.printing import FINDINGS, fail, from_here, print_report

if TYPE_CHECKING:
    import sqlite3

    from rich.console import Console

    from briefgen.database import Answer
    from briefgen.scales import Handling


@main.command(epilog=EXIT_CODES, short_help="Ask the ledger in SQL.")
@click.argument("question", metavar="[SQL]", required=False)
@path_argument
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values, the names of the columns first.")
@click.option("--json", "form", flag_value="json", help="A list of objects.")
@marking_option
def query(question: str | None, path: Path, form: str | None, limit: Handling | None) -> None:
    """Ask the ledger of a project (its folder) or a single YAML file a question in SQL, as SQLite knows it.

    Every kind of record has a table of what stands (`events`) and one of all versions (`event_revisions`); lists in
    records have theirs (`event_sources`). Without a question, lists the tables and their columns. docs/query.md has
    examples.

    \b
    Examples:
      briefgen query
      briefgen query "SELECT date, title FROM events WHERE origins = 1 ORDER BY date"
      briefgen query "SELECT source, count(*) AS n FROM event_sources GROUP BY source ORDER BY n DESC LIMIT 10"
      briefgen query "SELECT * FROM event_figures" my-desk --csv > figures.csv
    """
    from briefgen.database import NoQuestion, ask, tables_in_words

    if question is None:
        return click.echo(tables_in_words(), nl=False)
    connection = _open(path, limit)
    try:
        answer = ask(connection, question)
    except NoQuestion as error:
        hint = "" if error.hint is None else f": {error.hint}"
        raise click.UsageError(f"{error}{hint}" if hint.endswith("?") else f"{error}{hint}.") from None
    except KeyboardInterrupt:
        raise click.Abort from None
    {"csv": _print_csv, "json": _print_json, None: _print_table}[form](answer)
    return None


@main.command(epilog=EXIT_CODES, short_help="Write the ledger for other programs.")
@click.argument("file", type=Named(path_type=Path, dir_okay=False))
@path_argument
@click.option("--to", type=click.Choice(["sqlite"]), default="sqlite", show_default=True, expose_value=False,
              help="What is written: a database of SQLite.")  # fmt: skip
@marking_option
def export(file: Path, path: Path, limit: Handling | None) -> None:
    """Write the ledger of a project into FILE, for programs such as Datasette and pandas: the tables that `query` asks.

    A file that is there is replaced where it is such a ledger, and else left alone.

    \b
    Examples:
      briefgen export --to sqlite ledger.db && datasette ledger.db
      briefgen export --to sqlite for-partners.db my-desk --handling TLP:GREEN
    """
    from briefgen.build.publish import PublishError
    from briefgen.build.questions import export as write

    try:
        write(_open(path, limit), file)
    except PublishError as error:
        fail(str(error), error.hint)
    click.echo(f"wrote {file}")


def _open(path: Path, limit: Handling | None) -> sqlite3.Connection:
    """The ledger of a project; where its files cannot be read, an end with the reasons."""
    from briefgen.build.questions import open_ledger

    checked, connection = open_ledger(find(path), limit)
    if connection is None:
        print_report(checked, from_here(path), err=True)
        sys.exit(FINDINGS)
    return connection


def _print_csv(answer: Answer) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([answer.names, *answer.rows])
    click.echo(written.getvalue(), nl=False)


def _print_json(answer: Answer) -> None:
    rows = [dict(zip(answer.names, row, strict=True)) for row in answer.rows]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1, default=bytes.hex))


def _print_table(answer: Answer) -> None:
    from rich.console import Console

    console = Console(markup=False, highlight=False, soft_wrap=False)
    widths = [
        min(_LEAST, max(map(len, (name, *(_shown(row[at]) for row in answer.rows)))))
        for at, name in enumerate(answer.names)
    ]
    if sum(widths) + 2 * len(widths) <= console.width:
        _print_rows(console, answer)
    else:
        _print_records(console, answer)
    console.print(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}")


_LEAST = 14
"""So wide is a column that can be read, where it has so much to say."""


def _print_rows(console: Console, answer: Answer) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for at, name in enumerate(answer.names):
        numbers = all(isinstance(row[at], (int, float, type(None))) for row in answer.rows)
        table.add_column(name, justify="right" if numbers else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*map(_shown, row))
    console.print(table)


def _print_records(console: Console, answer: Answer) -> None:
    """Each row by itself, a line or more for each column that says something: where a table would not fit."""
    from rich.table import Table

    for number, row in enumerate(answer.rows, 1):
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in zip(answer.names, row, strict=True):
            if value is not None:
                table.add_row(name, _shown(value))
        console.print(f"-- {number} " + "-" * max(0, min(console.width, 80) - 4 - len(str(number))))
        console.print(table)
    console.print()


def _shown(value: Any) -> str:
    return "" if value is None else value.hex() if isinstance(value, bytes) else str(value)
