"""The subcommands for PDFs that come back."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.arguments import Named
from briefgen.cli.commands import EXIT_CODES, main
from briefgen.cli.printing import CLEAN, FINDINGS, fail

if TYPE_CHECKING:
    from briefgen.archive.opening import Unreadable
    from briefgen.archive.verifying import Verified

_PDF = Named(path_type=Path, exists=True, dir_okay=False)


@main.command(epilog=EXIT_CODES, short_help="Take the sources out of a PDF.")
@click.argument("pdf", type=_PDF, metavar="FILE.pdf")
@click.option("--out", "folder", type=Named(path_type=Path), metavar="DIR",
              help="Where to write; a folder called as the brief by default.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write into a folder that is there, over files of the same names.")
def extract(pdf: Path, folder: Path | None, force: bool) -> None:
    """Take out of a PDF the project that it was made from, as far as its readers may know it.

    Built by the same version of briefgen, it gives the same PDF again, byte for byte.

    \b
    Examples:
      briefgen extract weekly-7.pdf
      briefgen extract weekly-7.pdf --out sources && briefgen build sources --to pdf
    """
    from briefgen.archive.opening import Unreadable
    from briefgen.build import papers
    from briefgen.build.publish import PublishError

    try:
        manifest, folder, written = papers.extract(pdf, folder, force)
    except Unreadable as error:
        fail(f"{pdf}: {error}", error.hint)
    except PublishError as error:
        hint = "name a new folder with `--out`, or write over what is there with `--force`"
        fail(str(error), hint if folder is None or folder.exists() else error.hint)
    for path in written:
        click.echo(f"wrote {path}")
    command = ["briefgen", "build", str(folder), "--brief", manifest.brief, "--to", "pdf"]
    command += ["--as-of", manifest.as_of] if manifest.as_of else []
    clock = f"SOURCE_DATE_EPOCH={shlex.quote(manifest.source_date_epoch)} " if manifest.source_date_epoch else ""
    click.echo(f"\nTo have the same PDF again, with {manifest.generator}:\n  {clock}{shlex.join(command)}")


@main.command(epilog=EXIT_CODES, short_help="Say whether PDFs are as they should be.")
@click.argument("pdfs", type=_PDF, nargs=-1, required=True, metavar="FILE.pdf...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="For people; a list of objects.")  # fmt: skip
def verify(pdfs: tuple[Path, ...], form: str) -> None:
    """Look through PDFs, wherever they come from.

    Each page bears its handling marking; all is tagged; fonts, colours and metadata are those of PDF/UA-1 and
    PDF/A-3a; nothing in it acts by itself; what is attached is what the manifest says. Where veraPDF is installed, it
    is asked too. Whether the pages still say what was written, only building them again tells: `briefgen extract`.

    \b
    Examples:
      briefgen verify output/weekly-7/weekly-7.pdf
      briefgen verify inbox/*.pdf --format json
    """
    from briefgen import report
    from briefgen.archive.opening import Unreadable
    from briefgen.build import papers

    found: dict[str, Verified | Unreadable] = {}
    for pdf in pdfs:
        try:
            found[str(pdf)] = papers.verify(pdf)
        except Unreadable as error:
            found[str(pdf)] = error
    if form == "json":
        click.echo(report.papers_as_json(found), nl=False)
    else:
        click.echo(report.papers_as_text(found, min(shutil.get_terminal_size().columns, 100)), nl=False)
    sound = all(not isinstance(each, Unreadable) and each.sound for each in found.values())
    sys.exit(CLEAN if sound else FINDINGS)
