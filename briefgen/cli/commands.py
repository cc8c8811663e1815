"""The subcommands."""

from __future__ import annotations

import functools
import gc
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from briefgen import __version__
from briefgen.cli.arguments import (
    Named,
    brief_ids,
    cluster_address,
    find,
    moment_of,
    path_argument,
    rule_lists,
    rule_names,
    rules_named,
    strict_option,
    unknown,
)
from briefgen.cli.printing import (
    CLEAN,
    FINDINGS,
    Commands,
    from_here,
    print_findings,
    print_fixed,
)
from briefgen.forms import FORMS, USUAL

EXIT_CODES = """
\b
Exit codes:
  0  nothing found, everything made
  1  findings that count, or something could not be made
  2  wrong use
"""
_USUALLY = f"{', '.join(USUAL[:-1])} and {USUAL[-1]}"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefgen", message="%(prog)s %(version)s")
def main() -> None:
    """Timelines and situation reports from curated YAML.

    An analyst keeps events, sources, assessments and forecasts in YAML. briefgen checks them as a compiler would,
    orders them into a chronology, and prints them as HTML and PDF with facts and assessments apart.

    \b
    Examples:
      briefgen new my-desk             start a project
      briefgen check                   what is wrong with the project here?
      briefgen build                   make every brief as HTML, PDF and JSON
      briefgen build --brief weekly-7 --to pdf
      briefgen rules unsourced-event   what does this rule want, and why?
    """
    gc.disable()  # it would find nothing while modules and files are read, and take a twentieth of the time
    click.get_current_context().call_on_close(gc.enable)
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal that lacks a character gets its number
        sys.stdout.reconfigure(errors="backslashreplace")


@main.command(epilog=EXIT_CODES, short_help="Say what is wrong with a project.")
@path_argument
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif", "junit"]), default="text",
              show_default=True, help="For people; a list of objects; for code hosts; for build servers.")  # fmt: skip
@click.option("--select", multiple=True, metavar="RULE,...", callback=rules_named, shell_complete=rule_lists,
              help="Run these rules only, those too that the project turns off; may be repeated.")  # fmt: skip
@click.option("--ignore", multiple=True, metavar="RULE,...", callback=rules_named, shell_complete=rule_lists,
              help="Leave these rules out; may be repeated.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Mend what can only be a slip of the pen, then say what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would do, and write nothing.")
@strict_option
def check(
    path: Path, form: str, select: frozenset[str], ignore: frozenset[str], fix: bool, diff: bool, strict: bool
) -> None:
    """Check a project (its folder) or a single YAML file.

    What keeps a file from being read is always reported, whichever rules are chosen.

    \b
    Examples:
      briefgen check
      briefgen check my-desk --strict
      briefgen check brief.yaml --format json
      briefgen check --select judgement-in-fact,unsourced-event
      briefgen check --ignore unused-source --format sarif > findings.sarif
      briefgen check --diff            what would --fix do?
      briefgen check --fix
    """
    from briefgen import build as way
    from briefgen.build.project import folders_around
    from briefgen.diagnostics import Choice

    if diff and form != "text":
        raise click.UsageError("`--diff` shows a diff, which has no other format.")
    project = find(path)
    run = functools.partial(way.check, choice=Choice(select, ignore))
    if diff:
        planned = way.plan(project, run)
        click.echo(planned.diff.encode(), nl=False)
        sys.exit(FINDINGS if planned.files else CLEAN)
    fixed = way.fix(project, run) if fix else way.Fixed(run(project))
    print_fixed(fixed, from_here(path))
    print_findings(fixed.checked, from_here(path), form, strict)
    if project.single and (around := next(folders_around(path.resolve()), None)):
        click.echo(f"note: {path} belongs to a project, and was checked without its other files", err=True)
        click.echo(f"  to check it with them: briefgen check {around}", err=True)
    sys.exit(FINDINGS if fixed.troubles or fixed.checked.fails(strict) else CLEAN)


@main.command(epilog=EXIT_CODES, short_help="Make a project's briefs.")
@path_argument
@click.option("--brief", "briefs", multiple=True, metavar="ID", help="Make this brief only; may be repeated.",
              shell_complete=brief_ids)  # fmt: skip
@click.option("--to", "forms", multiple=True, type=click.Choice([*FORMS]),
              help=f"Make this form only; may be repeated. By default {_USUALLY}.")  # fmt: skip
@click.option("--out", type=Named(path_type=Path), metavar="DIR",
              help="Where to write; output/ by default, with --as-of output/as-of/MOMENT/.")  # fmt: skip
@click.option("--as-of", metavar="MOMENT",
              help="Use only what was known then, such as 2024-12-08T04:00+03:00; a day means its end.")  # fmt: skip
@click.option("--executor", metavar="dask://HOST:PORT", callback=cluster_address,
              help="Let the workers of a dask.distributed cluster make the briefs.")  # fmt: skip
@click.option("--watch", "again", is_flag=True, help="Stay, and after each edit make anew what it changed.")
@strict_option
def build(
    path: Path,
    briefs: tuple[str, ...],
    forms: tuple[str, ...],
    out: Path | None,
    as_of: str | None,
    executor: str | None,
    again: bool,
    strict: bool,
) -> None:
    """Check a project, then make its briefs: OUT/<brief>/<brief>.html, .pdf and .json, and OUT/index.html.

    The files of a brief that is not final say so by their names: OUT/<brief>/<brief>-draft.html.

    With `--to docx` it makes Word documents for reviewers, in which each record is named in a comment.

    Where all briefs of a project are made, so is the archive of the series, as by `briefgen site`; not with --watch.

    Nothing is written while there are errors. A brief's folder is replaced in one step, or left as it was. What is
    rebuilt as known at an earlier moment goes into a folder of its own, without the colons of the moment, and leaves
    the issues and their index alone.

    \b
    Examples:
      briefgen build
      briefgen build my-desk --brief weekly-7 --to html
      briefgen build my-desk --brief weekly-7 --to docx
      briefgen build --as-of 2024-12-01
      briefgen build --watch --to html
    """
    from briefgen.cli import building

    order = tuple(form for form in FORMS if form in (forms or USUAL))
    wanted = building.Wanted(path, tuple(dict.fromkeys(briefs)), order, out, moment_of(as_of), executor, strict)
    sys.exit(building.watch(wanted) if again else building.build(wanted))


@main.command(short_help="List the rules, or explain one.")
@click.argument("name", required=False, shell_complete=rule_names)
@click.option("--markdown", is_flag=True, help="All pages as one Markdown document.")
def rules(name: str | None, markdown: bool) -> None:
    """List what is checked, or print the page of one rule.

    \b
    Examples:
      briefgen rules
      briefgen rules unsourced-event
    """
    from briefgen.rules import ALL, pages

    if markdown:
        click.echo(pages.as_markdown(ALL), nl=False)
    elif name is None:
        click.echo(pages.as_list(ALL), nl=False)
    else:
        rule = next((rule for rule in ALL if rule.name == name), None)
        if rule is None:
            unknown("rule", name, [each.name for each in ALL], "`briefgen rules` lists them")
        click.echo(pages.as_text(rule), nl=False)


@main.command(short_help="Print the JSON Schema of content files.")
def schema() -> None:
    """Print the JSON Schema of a content file, by which editors complete and check as you type."""
    import json

    from briefgen.loader import schema as make

    click.echo(json.dumps(make(), ensure_ascii=False, indent=2))


@main.command(short_help="Serve an editor: findings, completion and more as you type.")
def lsp() -> None:
    """Serve an editor by the Language Server Protocol, over standard input and output.

    An editor starts this itself; docs/editors.md says how VS Code, Neovim and Emacs do. The exit code is 0 when the
    editor asked for the end, 1 when it left without.

    \b
    Example:
      briefgen lsp
    """
    from briefgen.server import serve

    gc.enable()  # this process stays
    sys.exit(CLEAN if serve() else FINDINGS)


@main.command(short_help="Print a shell completion script.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    Examples:
      briefgen completion bash > ~/.local/share/bash-completion/completions/briefgen
      briefgen completion zsh > ~/.zfunc/_briefgen
      briefgen completion fish > ~/.config/fish/completions/briefgen.fish
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    if script is not None:
        click.echo(script(main, {}, "briefgen", "_BRIEFGEN_COMPLETE").source())
