"""The subcommand for how the desk's forecasts fared."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.arguments import find, marking_option, moment_of, path_argument
from briefgen.cli.commands import EXIT_CODES, main
from briefgen.cli.printing import FINDINGS, fail, from_here, print_report

if TYPE_CHECKING:
    from briefgen.foresight import Grouping
    from briefgen.scales import Handling


@main.command(epilog=EXIT_CODES, short_help="Say how the desk's forecasts fared.")
@path_argument
@click.option("--by", type=click.Choice(["analyst", "category", "term"]), help="Group the scored forecasts.")
@click.option("--to", "form", type=click.Choice(["html", "json", "csv"]),
              help="A page, an object, or a table of lines; by default a table for people.")  # fmt: skip
@click.option("--as-of", metavar="MOMENT", help="Use only what was known then; a day means its end.")
@marking_option
def score(path: Path, by: Grouping | None, form: str | None, as_of: str | None, limit: Handling | None) -> None:
    """Score the forecasts of a project: each by the Brier score of its probabilities, weighted by their time.

    Those that occurred or did not are scored. Void ones, whose condition was not met, and unresolvable ones are
    counted. What is overdue is so at the last moment that the ledger tells of, whatever day it is.

    \b
    Examples:
      briefgen score
      briefgen score my-desk --by analyst
      briefgen score --to html > record.html
      briefgen score --as-of 2024-12-15 --to json
      briefgen score --handling TLP:GREEN --to csv
    """
    from briefgen import build as way
    from briefgen import report
    from briefgen.foresight import sheet

    moment, project = moment_of(as_of), find(path)
    checked = way.check(project)
    if checked.dossier is None or checked.fails(strict=False):
        print_report(checked, from_here(path), err=True)
        click.echo("Nothing was scored.", err=True)
        sys.exit(FINDINGS)
    if moment is not None and moment.naive and checked.dossier.zone is None:
        raise click.BadParameter("a time needs an offset, for the project names no time zone", param_hint="--as-of")
    made = sheet(checked.dossier, moment, by, limit)
    if made is None:
        said = f" as of {moment}" if moment else ""
        said += f" that may be released at {limit}" if limit else ""
        then = said if checked.dossier.forecasts else ""
        fail(f"there is no forecast to score{then}", "write one under `forecasts:`, with `likelihood:` and `by:`")
    if form == "html":
        from briefgen.build.scores import score_page
        from briefgen.themes import TemplateFault, UnknownTheme

        try:
            page = score_page(project, made)
        except (TemplateFault, UnknownTheme) as error:
            fail(str(error), error.hint)
        click.echo(page, nl=False)
    elif form == "json":
        click.echo(report.scores_as_json(made), nl=False)
    elif form == "csv":
        click.echo(report.scores_as_csv(made), nl=False)
    else:
        click.echo(report.scores_as_text(made, min(shutil.get_terminal_size().columns, 120)), nl=False)
