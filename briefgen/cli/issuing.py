"""The subcommand that issues a brief."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.arguments import brief_ids, find, path_argument, strict_option, unknown
from briefgen.cli.commands import EXIT_CODES, main
from briefgen.cli.printing import CLEAN, FINDINGS, fail, from_here, print_built, print_report, progress
from briefgen.forms import USUAL

if TYPE_CHECKING:
    from briefgen.build import Project
    from briefgen.build.making import Built, Ready
    from briefgen.model import Brief, Dossier, Issue


@main.command(epilog=EXIT_CODES, short_help="Build, verify and seal a brief.")
@click.argument("id_", metavar="BRIEF", shell_complete=brief_ids)
@path_argument
@click.option("--again", is_flag=True, help="Seal it as it is now, in place of the seal it has.")
@strict_option
def issue(id_: str, path: Path, again: bool, strict: bool) -> None:
    """Issue a final brief: check the project, build the brief, look through its PDF, and write down what it printed.

    That is the seal: content/issued/BRIEF.yaml, with each record, which of its versions it is, and a hash of what this
    says. From then on `briefgen check` tells when one of them is changed in place instead of revised.

    The archive of the series, output/index.html, is brought up to date with it.

    A brief that was issued is built again and held against its seal: it is the same, byte for byte, as long as nothing
    that it printed was changed, with the same version of briefgen and the same theme.

    \b
    Examples:
      briefgen issue weekly-7
      briefgen issue weekly-7 my-desk --strict
      briefgen issue weekly-7 --again       after a mistake that was found before it went out
    """
    from briefgen import build as way

    project = find(path)
    if project.single:
        raise click.UsageError("a single file has no place for a seal: start a project with `briefgen new`.")
    checked = way.check(project)
    if checked.findings:
        print_report(checked, from_here(path), err=True)
    if checked.dossier is None or checked.fails(strict):
        click.echo("Nothing was issued.", err=True)
        sys.exit(FINDINGS)
    dossier = checked.dossier
    known = list(dossier.briefs.ids)
    brief = dossier.briefs.get(id_) or unknown("brief", id_, known, f"known here: {', '.join(known)}")
    if brief.state != "final":
        fail(f"`{id_}` is not final: its state is {brief.state}", "write `state: final`, and who approved it")
    seal = next((each for each in dossier.issues if each.brief == id_), None)
    if seal is None or again:
        _seal(project, dossier, brief, _build(project, dossier, brief))
    else:
        _compare(project, dossier, brief, seal)


def _build(project: Project, dossier: Dossier, brief: Brief, ready: Ready | None = None) -> Built:
    from briefgen.build.making import build

    out, briefs = project.output, (brief.id,)
    with progress(len(USUAL)) as advance:
        built = build(project, dossier, briefs, USUAL, out, None, advance, lambda _: ready, archive=True)
    print_built(built)
    if built.failed:
        click.echo("Nothing was issued.", err=True)
        sys.exit(FINDINGS)
    return built


def _seal(project: Project, dossier: Dossier, brief: Brief, built: Built) -> None:
    from briefgen.build.publish import PublishError
    from briefgen.build.sealing import seal

    try:
        sealed = seal(project, dossier, brief, built)
    except PublishError as error:
        fail(str(error), error.hint)
    if sealed.file is None:
        for fault in sealed.faults:
            click.echo(f"error: {fault.message}" + (f" (page {fault.page})" if fault.page else ""), err=True)
        fail(f"the PDF of `{brief.id}` is not sound, so nothing was issued", "`briefgen verify` says more")
    click.echo(f"wrote {sealed.file}")
    click.echo(f"issued {brief.id}: {sealed.records} records, PDF {sealed.pdf[:12]}…")


def _compare(project: Project, dossier: Dossier, brief: Brief, seal: Issue) -> None:
    """Make an issue again, and put it in place where it is the one that went out."""
    from briefgen.build.making import make_one
    from briefgen.build.sealing import differences, is_same

    ready = make_one(project, dossier, brief.id, USUAL)
    for message, hint in ready.made.troubles:
        click.echo(f"error: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    if is_same(seal, ready.made):
        _build(project, dossier, brief, ready)
        click.echo(f"{seal.brief} was issued {seal.on}; built again, its PDF is the same, byte for byte")
        sys.exit(CLEAN)
    click.echo(f"error: {seal.brief} was issued {seal.on}; built again, its PDF is another", err=True)
    for reason in differences(project, dossier, seal):
        click.echo(f"  {reason}", err=True)
    folder = project.output / brief.id
    left = f"{folder} is as it was" if folder.exists() else f"{folder} is not there, and nothing was written"
    click.echo(f"  {left}; to seal the brief as it is now: --again", err=True)
    sys.exit(FINDINGS)
