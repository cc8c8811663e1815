"""The subcommand that compares two states of a project."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from briefgen.cli.arguments import Named, find, path_argument, states
from briefgen.cli.commands import main
from briefgen.cli.printing import CLEAN, FINDINGS, from_here, print_report

if TYPE_CHECKING:
    from briefgen.briefing.comparison import Comparison
    from briefgen.themes import Theme

TROUBLE = 2
"""As wrong use, and as diff(1) has it: 1 says that something is different."""


@main.command(epilog="""
\b
Exit codes:
  0  nothing is different
  1  something is different
  2  wrong use, or the two could not be compared
""", short_help="Say what is different between two briefs, moments or revisions.")  # fmt: skip
@click.argument("old", shell_complete=states)
@click.argument("new", shell_complete=states)
@path_argument
@click.option("--to", "form", type=click.Choice(["text", "json", "html", "pdf"]), default="text", show_default=True,
              help="For a terminal; as data; a redline for a screen or on paper.")  # fmt: skip
@click.option("--out", type=Named(path_type=Path, dir_okay=False), metavar="FILE",
              help="Where to write; standard output by default, which html and pdf do not go to.")  # fmt: skip
def diff(old: str, new: str, path: Path, form: str, out: Path | None) -> None:
    """Say what is different between OLD and NEW, record by record: what is new, moved, revised or withdrawn.

    Each is the id of a brief, a moment, which means the ledger as known then, or a revision in Git, such as HEAD~3 or a
    tag, which means the whole ledger as recorded there. What is an id is taken for one, and what is a moment for one.
    Nothing is shown that is marked above the lower of the two: a brief has its own marking, all else that of the
    project. A terminal is told in English, and what records say as it was written.

    \b
    Examples:
      briefgen diff weekly-6 weekly-7
      briefgen diff 2024-12-01 2024-12-08T06:00+03:00 --to json
      briefgen diff v1.0 HEAD my-desk --to pdf --out redline.pdf
    """
    from briefgen.build import comparing as way

    if form in ("html", "pdf") and out is None:
        raise click.UsageError(f"name the file for the {form.upper()} with `--out FILE`.")
    project = find(path)
    try:
        found, theme = way.compare(project, old, new, "en" if form == "text" else None)
        made = _made(found, theme, form, written=out is not None)
        if out is not None:
            way.write(project, out, made)
    except way.Incomparable as error:
        if error.checked is not None:
            print_report(error.checked, from_here(path), err=True)
        _refuse(str(error), error.hint)
    if out is not None:
        click.echo(f"wrote {out}")
    else:
        click.echo(made.decode(), nl=False, color=True if b"\x1b[" in made else None)
    sys.exit(FINDINGS if found.changes else CLEAN)


def _made(found: Comparison, theme: Theme, form: str, written: bool) -> bytes:
    """The bytes of one form; text is coloured for a terminal alone."""
    if form == "json":
        from briefgen.outputs.data import compared

        return (json.dumps(compared(found), ensure_ascii=False, indent=1) + "\n").encode()
    if form == "text":
        from rich.console import Console

        from briefgen import report

        console = Console()
        colour = console.is_terminal and not console.no_color and not written
        return report.redline(found, colour, console.width).encode()
    from briefgen.outputs import redline
    from briefgen.outputs.press import PressError
    from briefgen.themes import TemplateFault

    try:
        return {"html": redline.as_html, "pdf": redline.as_pdf}[form](found, theme).data
    except (PressError, TemplateFault) as error:
        _refuse(str(error), error.hint)


def _refuse(message: str, hint: str | None) -> NoReturn:
    """End with why the two could not be compared."""
    click.echo(f"error: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    sys.exit(TROUBLE)
