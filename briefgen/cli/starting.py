"""The subcommands that start something: a project, and the next issue of a series."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.arguments import Named, brief_ids, find, path_argument, unknown
from briefgen.cli.commands import main
from briefgen.cli.printing import FINDINGS, fail, from_here, print_report, wrapped

if TYPE_CHECKING:
    from briefgen.build.beginning import Begun
    from briefgen.model import Brief


class _New(click.Group):
    """Starts a project in a folder, unless the first word is one of its subcommands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is given: at least a folder."""
        if not args and not ctx.resilient_parsing:
            raise click.UsageError("Missing argument 'DIR'.", ctx)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand, and what it is given."""
        named = self.get_command(ctx, args[0])
        return (args[0], named, args[1:]) if named and named is not project else (project.name, project, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the subcommands: that for a folder has none."""
        return [name for name in super().list_commands(ctx) if name != project.name]


@main.group(cls=_New, short_help="Start a project in a new folder, or the next issue of a series.",
            subcommand_metavar="DIR | brief --from ID [PATH]", no_args_is_help=False)  # fmt: skip
def new() -> None:
    """Start a project in a new folder DIR: one event of each kind of date, a judgement, a forecast and a brief.

    `briefgen new brief` starts the next issue of a series instead; for a project in a folder of that name, write
    `briefgen new ./brief`.

    \b
    Examples:
      briefgen new my-desk && briefgen build my-desk
      briefgen new brief --from weekly-7
    """


@new.command(name="project", hidden=True)
@click.argument("folder", type=Named(path_type=Path), metavar="DIR")
def project(folder: Path) -> None:
    """Start a project in a new folder."""
    from briefgen.build.publish import PublishError
    from briefgen.build.starter import start

    try:
        for path in start(folder):
            click.echo(f"wrote {path}")
    except PublishError as error:
        fail(str(error), error.hint)
    click.echo(f"\nNext: briefgen build {folder}")


@new.command(name="brief", short_help="Start the next issue of a series.")
@click.option("--from", "previous", required=True, metavar="ID", shell_complete=brief_ids,
              help="The issue before it.")  # fmt: skip
@path_argument
def next_brief(previous: str, path: Path) -> None:
    """Start the next issue of a series, in a new file beside that of the issue before.

    Number, period, cut-off and due date are rolled forward by the project's `rhythm`, or else as they were last time;
    judgements and forecasts that are still open are carried on. Its texts are for you to write: comments say which.

    \b
    Examples:
      briefgen new brief --from weekly-7
      briefgen new brief --from weekly-7 my-desk
    """
    from briefgen import build as way
    from briefgen.build.beginning import carry_out, plan
    from briefgen.build.retracting import Refused

    found = find(path)
    checked = way.check(found)
    if checked.dossier is None or checked.fails(strict=False):
        print_report(checked, from_here(path), err=True)
        click.echo("Nothing was written.", err=True)
        sys.exit(FINDINGS)
    brief = checked.dossier.briefs.get(previous)
    if brief is None:
        known = list(checked.dossier.briefs.ids)
        unknown("brief", previous, known, f"known here: {', '.join(known) or 'none'}")
    try:
        begun = plan(found, checked, brief)
        carry_out(found, begun)
    except Refused as refused:
        fail(str(refused), "\n  ".join(filter(None, (refused.hint, "Nothing was written."))))
    _print(begun, brief, from_here(path))


def _print(begun: Begun, before: Brief, folder: Path) -> None:
    issue = begun.issue
    click.echo(f"wrote {folder / begun.name}")
    number = f"number {issue.number}, " if issue.number else ""
    due = f", the next one due {issue.next}" if issue.next else ""
    said = [f"{issue.id}: {number}cut-off {issue.cutoff}, period {issue.period}{due}"]
    said.append(f"dates {issue.assumed}{'' if begun.rhythm else ' (`rhythm:` in the project says it for good)'}")
    for what, named, ids in (("judgements", before.judgements, issue.judgements),
                             ("forecasts", before.forecasts, issue.forecasts)):  # fmt: skip
        said += [f"{what} carried on: {', '.join(ids or ()) or 'none'}"] if named else []
    said += [f"ended since {before.id}: {', '.join(issue.ended)}"] if issue.ended else []
    if new := (*issue.new_judgements, *issue.new_forecasts):
        said.append(f"new since, to be added where they belong here: {', '.join(new)}")
    said += [f"to do: {each.message} ({each.rule})" for each in begun.found]
    for each in said:
        click.echo(wrapped(each, "  ", "    "))
