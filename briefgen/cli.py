"""The command `briefgen`: its subcommands and their exit codes. Nothing else prints or exits.

What a subcommand needs is imported when it runs: `--help` and completion must not wait for it.
"""

from __future__ import annotations

import functools
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from briefgen import __version__

if TYPE_CHECKING:
    from briefgen.build import Built, Checked, Fixed, Project
    from briefgen.dates import Moment

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2

_EXIT_CODES = """
\b
Exit codes:
  0  nothing found, everything made
  1  findings that count, or something could not be made
  2  wrong use
"""


def _rule_names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    from briefgen.rules import ALL

    return [rule.name for rule in ALL if rule.name.startswith(begun)]


def _rule_lists(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    from briefgen.rules import RULES

    before, comma, last = begun.rpartition(",")
    return [f"{before}{comma}{rule.name}" for rule in RULES if rule.name.startswith(last)]


def _rules_named(_context: click.Context, parameter: click.Parameter, lists: tuple[str, ...]) -> frozenset[str]:
    """The rules in lists of names between commas, all of which must be rules."""
    from briefgen.rules import ALL

    known = {rule.name: rule for rule in ALL}
    names = [name.strip() for each in lists for name in each.split(",")]
    for name in names:
        if not name:
            raise click.UsageError("a rule is missing: write names with commas between them.")
        if name not in known:
            _unknown("rule", name, list(known), "`briefgen rules` lists them")
        if known[name].shape and parameter.name == "ignore":
            raise click.UsageError(f"`{name}` cannot be ignored: a file of the wrong shape is not understood.")
    return frozenset(names)


def _brief_ids(context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    from briefgen import build as way

    path = next(iter(context.args), context.params.get("path", "."))  # click leaves it where an option lacks its value
    try:
        project = way.find(Path(path))
    except way.WrongUse:
        return []
    return [id_ for id_ in way.brief_ids(project) if id_.startswith(begun)]


class _Commands(click.Group):
    """Ends quietly where what it prints cannot be written."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command. Of a stream that nobody reads any more, click itself takes care."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            if error.filename is not None:  # that is about a file
                raise
            _abandon_output()
            with suppress(OSError):
                click.echo(f"error: the output cannot be written: {(error.strerror or '').lower()}", err=True)
            sys.exit(FINDINGS)


def _abandon_output() -> None:
    """Let what is still to be written go nowhere, or Python would try once more at its end and say so."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Named(click.Path):
    """A path that is not empty: an empty one would mean the current folder, as a variable does that is not set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        if value == "":
            self.fail("a path is missing: it is empty.", param, ctx)
        return super().convert(value, param, ctx)


_path = click.argument("path", type=_Named(path_type=Path), default=Path())
_strict = click.option("--strict", is_flag=True, help="Let warnings fail the run as errors do; advice never does.")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal that lacks a character gets its number
        sys.stdout.reconfigure(errors="backslashreplace")


@main.command(epilog=_EXIT_CODES, short_help="Say what is wrong with a project.")
@_path
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif", "junit"]), default="text",
              show_default=True, help="For people; a list of objects; for code hosts; for build servers.")  # fmt: skip
@click.option("--select", multiple=True, metavar="RULE,...", callback=_rules_named, shell_complete=_rule_lists,
              help="Run these rules only, those too that the project turns off; may be repeated.")  # fmt: skip
@click.option("--ignore", multiple=True, metavar="RULE,...", callback=_rules_named, shell_complete=_rule_lists,
              help="Leave these rules out; may be repeated.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Mend what can only be a slip of the pen, then say what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would do, and write nothing.")
@_strict
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
    from briefgen.diagnostics import Choice

    if diff and form != "text":
        raise click.UsageError("`--diff` shows a diff, which has no other format.")
    project = _find(path)
    run = functools.partial(way.check, choice=Choice(select, ignore))
    if diff:
        planned = way.plan(project, run)
        click.echo(planned.diff.encode(), nl=False)
        sys.exit(FINDINGS if planned.files else CLEAN)
    fixed = way.fix(project, run) if fix else way.Fixed(run(project))
    _print_fixed(fixed, _from_here(path))
    _print_findings(fixed.checked, _from_here(path), form, strict)
    sys.exit(FINDINGS if fixed.troubles or fixed.checked.fails(strict) else CLEAN)


@main.command(epilog=_EXIT_CODES, short_help="Make a project's briefs.")
@_path
@click.option("--brief", "briefs", multiple=True, metavar="ID", help="Make this brief only; may be repeated.",
              shell_complete=_brief_ids)  # fmt: skip
@click.option("--to", "forms", multiple=True, type=click.Choice(["html", "pdf", "json"]),
              help="Make this form only; may be repeated.")  # fmt: skip
@click.option("--out", type=_Named(path_type=Path), metavar="DIR",
              help="Where to write; output/ by default, with --as-of output/as-of/MOMENT/.")  # fmt: skip
@click.option("--as-of", metavar="MOMENT",
              help="Use only what was known at this moment, such as 2024-12-08T04:00+03:00.")  # fmt: skip
@_strict
def build(
    path: Path, briefs: tuple[str, ...], forms: tuple[str, ...], out: Path | None, as_of: str | None, strict: bool
) -> None:
    """Check a project, then make its briefs: OUT/<brief>/<brief>.html, .pdf and .json, and OUT/index.html.

    Nothing is written while there are errors. A brief's folder is replaced in one step, or left as it was. What is
    rebuilt as known at an earlier moment goes into a folder of its own, without the colons of the moment, and leaves
    the issues and their index alone.

    \b
    Examples:
      briefgen build
      briefgen build my-desk --brief weekly-7 --to html
      briefgen build --as-of 2024-12-01
    """
    from briefgen import build as way

    moment = _moment(as_of)
    checked = way.check(_find(path))
    if checked.findings:
        _print_report(checked, _from_here(path), err=True)
    if checked.dossier is None or checked.fails(strict):
        click.echo("Nothing was written.", err=True)
        sys.exit(FINDINGS)
    known = list(checked.dossier.briefs.ids)
    if not known:
        click.echo("There is no brief to make: write one under `briefs:`.", err=True)
        sys.exit(FINDINGS)
    for id_ in briefs:
        if id_ not in known:
            _unknown("brief", id_, known, f"known here: {', '.join(known)}")
    if moment is not None and moment.naive and checked.dossier.zone is None:
        raise click.BadParameter("a time needs an offset, for the project names no time zone", param_hint="--as-of")
    wanted = tuple(dict.fromkeys(briefs))
    order = tuple(form for form in ("html", "pdf", "json") if form in forms or not forms)
    folder = out or checked.project.output_at(moment)
    with _progress(len(wanted or known) * len(order)) as advance:
        built = way.build(checked.project, checked.dossier, wanted, order, folder, moment, advance)
    _print_built(built)
    sys.exit(FINDINGS if built.failed else CLEAN)


@main.command(short_help="List the rules, or explain one.")
@click.argument("name", required=False, shell_complete=_rule_names)
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
            _unknown("rule", name, [each.name for each in ALL], "`briefgen rules` lists them")
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

    sys.exit(CLEAN if serve() else FINDINGS)


@main.command(short_help="Start a project in a new folder.")
@click.argument("folder", type=_Named(path_type=Path), metavar="DIR")
def new(folder: Path) -> None:
    """Start a project in a new folder: one event of each kind of date, a judgement, a forecast and a brief.

    \b
    Example:
      briefgen new my-desk && briefgen build my-desk
    """
    from briefgen.build import PublishError
    from briefgen.build.starter import start

    try:
        for path in start(folder):
            click.echo(f"wrote {path}")
    except PublishError as error:
        _fail(str(error), error.hint)
    click.echo(f"\nNext: briefgen build {folder}")


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


def _find(path: Path) -> Project:
    from briefgen import build as way

    try:
        return way.find(path)
    except way.WrongUse as error:
        raise click.UsageError(str(error)) from None


def _moment(text: str | None) -> Moment | None:
    from briefgen.dates import DateError, Moment

    try:
        return None if text is None else Moment.parse(text)
    except DateError as error:
        raise click.BadParameter(str(error), param_hint="--as-of") from None


def _unknown(what: str, name: str, known: list[str], otherwise: str) -> NoReturn:
    from briefgen.diagnostics import did_you_mean

    raise click.UsageError(f"there is no {what} `{name}`; {did_you_mean(name, known) or otherwise + '.'}")


def _fail(message: str, hint: str | None) -> NoReturn:
    click.echo(f"error: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    sys.exit(FINDINGS)


def _from_here(path: Path) -> Path:
    """The folder of the project at a path, as one can open it from the current one: as it was typed, or shorter."""
    folder = path if path.is_dir() else path.parent
    try:
        return folder.relative_to(Path.cwd()) if folder.is_absolute() else folder
    except (ValueError, FileNotFoundError):  # it lies elsewhere, or the current folder is gone
        return folder


def _print_report(checked: Checked, folder: Path, err: bool) -> None:
    from rich.console import Console

    from briefgen import report

    console = Console(stderr=err)
    colour = console.is_terminal and not console.no_color
    texts = {report.seen_from(folder, name): text for name, text in checked.texts.items()}
    words = report.text(report.located(checked.findings, folder), texts, colour, console.width)
    click.echo(words, nl=False, err=err, color=colour)


def _print_findings(checked: Checked, folder: Path, form: str, strict: bool) -> None:
    from briefgen import report

    found = report.located(checked.findings, folder)
    if form == "json":
        click.echo(report.as_json(found), nl=False)
    elif form == "github":
        click.echo(report.as_github(found), nl=False)
    elif form == "sarif":  # whose files lie below the root of the sources
        below = not folder.is_absolute() and ".." not in folder.parts
        click.echo(report.as_sarif(found if below else checked.findings), nl=False)
    elif form == "junit":
        files = [report.seen_from(folder, name) for name in checked.texts]
        click.echo(report.as_junit(found, files, strict).encode(), nl=False)
    else:
        _print_report(checked, folder, err=False)


def _print_fixed(fixed: Fixed, folder: Path) -> None:
    from briefgen.report import seen_from

    for name, mended in fixed.files.items():
        click.echo(f"fixed {mended.fixes} in {seen_from(folder, name)}", err=True)
    for message, hint in fixed.troubles:
        click.echo(f"error: {message}" + (f"\n  {hint}" if hint else ""), err=True)


def _print_built(built: Built) -> None:
    for made in built.made:
        for file in made.files:
            click.echo(f"wrote {file}")
    if built.index:
        click.echo(f"wrote {built.index}")
    troubles = [trouble for made in built.made for trouble in made.troubles] + built.troubles
    for weight, said in (("note", built.passed_over), ("error", troubles)):
        for message, hint in said:
            click.echo(f"{weight}: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    if built.troubles and not built.made:
        click.echo("Nothing was written.", err=True)


class _progress:  # noqa: N801 - used as a context manager, like a function
    """A progress line on the terminal while briefs are made; nothing where there is no terminal."""

    def __init__(self, steps: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.task = self.progress.add_task("", total=steps)
        self.begun = False

    def __enter__(self) -> Any:
        self.progress.start()
        return self.advance

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def advance(self, brief: str, form: str) -> None:
        step = 1 if self.begun else 0
        self.progress.update(self.task, description=f"{brief} {form}", advance=step, refresh=True)
        self.begun = True
