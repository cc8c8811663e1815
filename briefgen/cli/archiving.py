"""The subcommand that makes the archive of a series."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.cli.arguments import Named, find, path_argument, strict_option
from briefgen.cli.commands import EXIT_CODES, main
from briefgen.cli.printing import FINDINGS, fail, from_here, print_archive, print_report

_MARKINGS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]


@main.command(epilog=EXIT_CODES, short_help="Make the archive of a series: pages for all that its issues told.")
@path_argument
@click.option("--handling", type=click.Choice(_MARKINGS), metavar="MARKING",
              help="What it may hold at the most, such as TLP:CLEAR; by default the project's marking.")  # fmt: skip
@click.option("--out", type=Named(path_type=Path), metavar="DIR",
              help="Where to write; output/ by default. The issues are copied into another folder.")  # fmt: skip
@strict_option
def site(path: Path, handling: str | None, out: Path | None, strict: bool) -> None:
    """Check a project, then make the archive of the issues that were built: OUT/index.html and OUT/site_pages/.

    These are a chronology with filters and search, a page for each actor, place, source and judgement with all that
    touches it, the record of the forecasts, and a feed. They work from a disk, without a network. They hold what the
    latest of the issues knew, and what may be shown at the marking. Of pages that were there, those are written whose
    content changed.

    \b
    Examples:
      briefgen build && briefgen site
      briefgen site my-desk --handling TLP:CLEAR --out public
    """
    from briefgen import build as way
    from briefgen.build.publish import PublishError
    from briefgen.build.site import make
    from briefgen.scales import Handling
    from briefgen.themes import TemplateFault, UnknownTheme

    project = find(path)
    folder = out or project.output
    if project.is_source(folder):
        raise click.BadParameter("this is where the project's own files lie: name another folder", param_hint="--out")
    checked = way.check(project)
    if checked.findings:
        print_report(checked, from_here(path), err=True)
    if checked.dossier is None or checked.fails(strict):
        click.echo("Nothing was written.", err=True)
        sys.exit(FINDINGS)
    if not checked.dossier.briefs.ids:
        fail("there is no brief, so there is no series to show", "write one under `briefs:`, then `briefgen build`")
    dossier = checked.dossier
    del checked  # with the texts of all files
    try:
        made = make(project, dossier, folder, Handling(handling) if handling else None)
    except (PublishError, UnknownTheme, TemplateFault) as error:
        click.echo(f"error: {error}" + (f"\n  {error.hint}" if error.hint else ""), err=True)
        fail("the archive is as it was", None)
    click.echo(f"wrote {made.index}")
    print_archive(made)
    if not made.issues:
        made.notes.append(("no issue was built that may be shown, so the archive is empty", "run `briefgen build`"))
    for message, hint in made.notes:
        click.echo(f"note: {message}" + (f"\n  {hint}" if hint else ""), err=True)
