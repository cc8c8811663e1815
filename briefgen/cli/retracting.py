"""The subcommand that takes back a source or an event."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.arguments import find, moment_of, path_argument, retractable, unknown
from briefgen.cli.commands import EXIT_CODES, main
from briefgen.cli.printing import CLEAN, FINDINGS, fail, from_here, print_report, wrapped

if TYPE_CHECKING:
    from briefgen.build.retracting import Retraction
    from briefgen.dates import Moment
    from briefgen.diagnostics import Diagnostic
    from briefgen.model import Brief, Dossier, Event, Source
    from briefgen.retraction import Loss


@main.command(epilog=EXIT_CODES, short_help="Take back a source or an event, and see what falls with it.")
@click.argument("id_", metavar="ID", shell_complete=retractable)
@path_argument
@click.option("--because", metavar="TEXT", help="Why; the next issue prints it. Markdown, which may cite records.")
@click.option("--as-of", metavar="MOMENT",
              help="When the desk took it back, such as 2024-12-08T04:00+03:00; by default now.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say the same, show the edit as a diff, and write nothing.")
def retract(id_: str, path: Path, because: str | None, as_of: str | None, dry_run: bool) -> None:
    """Take back a source or an event: say what falls with it, and write its revision behind it.

    An event is retracted by `status: retracted`, with the reason as its text; a source by `withdrawn: true`, with the
    reason under `why`. The file stays as it is but for the new record. Nothing is written while there are errors.

    \b
    Examples:
      briefgen retract valley-paper --dry-run
      briefgen retract valley-paper --because "The paper took its report back on 8 March."
      briefgen retract dam-leaks my-desk --as-of 2024-03-08T09:00+01:00
    """
    from briefgen import build as way
    from briefgen.build.retracting import Refused, carry_out, plan
    from briefgen.retraction import is_back

    moment, project = moment_of(as_of), find(path)
    if because is not None and not because.strip():
        raise click.BadParameter("a reason is missing: it is empty", param_hint="--because")
    checked = way.check(project)
    if checked.dossier is None or checked.fails(strict=False):
        print_report(checked, from_here(path), err=True)
        click.echo("Nothing was written.", err=True)
        sys.exit(FINDINGS)
    record = _record(checked.dossier, id_)
    if is_back(record):
        since = f" since {record.as_of}" if record.as_of else ""
        click.echo(f"The {record.kind} `{id_}` is taken back already{since}; nothing was written.")
        sys.exit(CLEAN)
    try:
        retraction = plan(project, checked, record, moment or _now(checked.dossier), because)
        _print(retraction)
        if dry_run:
            click.echo()
            click.echo(retraction.edit.diff.encode(), nl=False)
        else:
            carry_out(project, retraction)
    except Refused as refused:
        fail(str(refused), "\n  ".join(filter(None, (refused.hint, "Nothing was written."))))
    if not dry_run:
        click.echo(f"\nwrote {from_here(path) / record.at().file}")


def _record(dossier: Dossier, id_: str) -> Source | Event:
    """The source or the event of an id, or wrong use."""
    from briefgen.model import Event, Source

    record = dossier.find(id_)
    if record is None:
        unknown("source or event", id_, [*dossier.sources.ids, *dossier.events.ids], "`briefgen check` reads them all")
    if not isinstance(record, Source | Event):
        raise click.UsageError(f"`{id_}` is no source and no event but {_a(record.kind)}: revise it in its file.")
    return record


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _now(dossier: Dossier) -> Moment:
    """The minute that it is, on the clocks of the project."""
    from datetime import UTC, datetime

    from briefgen.dates import Moment

    return Moment.parse(datetime.now(UTC).astimezone(dossier.zone or UTC).isoformat(timespec="minutes"))


# What it says


def _print(retraction: Retraction) -> None:
    record, fall = retraction.record, retraction.fall
    click.echo(
        wrapped(
            f"{record.kind.capitalize()} `{record.id}`, “{record.title}”, taken back as of {retraction.version.as_of}."
        )
    )
    _print_losses("Events that lose support", fall.events)
    if fall.unsourced:
        click.echo(wrapped(f"What has no source left is taken back alike: briefgen retract {fall.unsourced[0]}", "  "))
    _print_losses("Key judgements that rest on it", fall.judgements)
    _print_losses("Forecasts that rest on it", fall.forecasts)
    _print_issues(fall.issues, fall.carrying)
    _print_notice(retraction)
    if fall.following is not None and fall.following.state == "final":
        click.echo()
        click.echo(wrapped(
            f"`{fall.following.id}` is final, and closes after this moment: built again, it will know of this. "
            "Give with --as-of when the desk learned of it."
        ))  # fmt: skip
    _print_found(retraction.found)


def _print_found(found: list[Diagnostic]) -> None:
    """What a check finds anew: errors in their words, for nothing is built until they are mended."""
    if found:
        rules = Counter(each.rule for each in found)
        said = ", ".join(f"{rule} ({count})" for rule, count in rules.most_common())
        click.echo()
        click.echo(wrapped(f"What briefgen check will find that it does not find now: {said}"))
    for each in found:
        if each.severity == "error":
            click.echo(wrapped(f"error: {each.message}, at {each.span.file}:{each.span.line}", "  ", "      "))


def _print_losses(heading: str, losses: Iterable[Loss]) -> None:
    losses = list(losses)
    legend = " (! no longer stands as written)" if any(loss.grave for loss in losses) else ""
    click.echo(f"\n{heading}: {len(losses) or 'none'}{legend}")
    for loss in losses:
        click.echo(wrapped(f"{'!' if loss.grave else ' '} {loss.record.id}: {loss.what}", "  ", "      "))


def _print_issues(issues: Iterable[Brief], carrying: Iterable[Brief]) -> None:
    """Those that went out, on the page or in their data, and those that still can be mended before they do."""
    issues = list(issues)
    printed = ", ".join(_issue(each) for each in issues if each.state == "final")
    drafts = ", ".join(_issue(each) for each in issues if each.state != "final")
    click.echo()
    click.echo(wrapped(f"Issues that printed it: {printed or 'none'}", then="  "))
    if carried := ", ".join(map(_issue, carrying)):
        click.echo(wrapped(f"Carry it in their data, as their seals say: {carried}", then="  "))
    if drafts:
        click.echo(wrapped(f"Not final yet, and hold it: {drafts}", then="  "))


def _print_notice(retraction: Retraction) -> None:
    fall = retraction.fall
    if fall.notice is None:
        return
    where = f"`{fall.following.id}`" if fall.following else "The next issue"
    click.echo(f"\n{where} will print, among what changed and its corrections:")
    title = fall.notice.label.title if fall.notice.label else retraction.record.title
    notice = f"“{title}” ({fall.notice.issues}). {fall.notice.text}"
    click.echo(wrapped(f"{notice} {fall.notice.reason or ''}".rstrip(), "  ", "  "))
    if fall.notice.reason is None:
        key = "why" if retraction.record.kind == "source" else "text"
        click.echo(wrapped(f"No reason is given: give it with --because, or write it under `{key}:` of the revision."))


def _issue(brief: Brief) -> str:
    return f"{brief.id} (number {brief.number})" if brief.number else brief.id
