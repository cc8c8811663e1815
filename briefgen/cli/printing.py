"""What commands print, and what becomes of it where nobody can read it."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import time
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

if TYPE_CHECKING:
    from briefgen.build import Checked, Fixed
    from briefgen.build.making import Built
    from briefgen.build.preparing import Progress, Step
    from briefgen.build.site import Site

CLEAN, FINDINGS = 0, 1
"""Exit codes; wrong use ends with 2, by click."""


class Commands(click.Group):
    """Ends quietly where what it prints cannot be written, and says where nothing can be remembered."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        finally:
            print_forgotten()

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command. Of a stream that nobody reads any more, click itself takes care."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            if error.filename is not None:  # that is about a file
                raise
            _abandon(sys.stdout)
            try:
                click.echo(f"error: the output cannot be written: {(error.strerror or '').lower()}", err=True)
            except OSError:
                _abandon(sys.stderr)
            sys.exit(FINDINGS)


def print_forgotten() -> None:
    """Print why nothing is remembered for the next run, where that is so: once in a command, however long it runs."""
    from briefgen import cache

    said = click.get_current_context().meta
    if (why := cache.trouble()) and not said.get(_FORGOTTEN):
        said[_FORGOTTEN] = True
        click.echo(f"note: nothing is remembered for the next run: {why}", err=True)
        click.echo("  the output is the same; the next run takes as long as this one", err=True)


_FORGOTTEN = f"{__name__}.forgotten"


def _abandon(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, or Python would try once more at its end and say so."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def fail(message: str, hint: str | None) -> NoReturn:
    """End with what could not be done, and what to do about it."""
    click.echo(f"error: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    sys.exit(FINDINGS)


def wrapped(text: str, first: str = "", then: str = "") -> str:
    """A paragraph in lines as wide as the terminal, of a hundred characters at most.

    `first` and `then` are what its first and its other lines begin with.
    """
    width = max(40, min(shutil.get_terminal_size().columns, 100))
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=then, break_long_words=False, break_on_hyphens=False
    )


def from_here(path: Path) -> Path:
    """The folder of the project at a path, as one can open it from the current one: as it was typed, or shorter."""
    folder = path if path.is_dir() else path.parent
    try:
        return folder.relative_to(Path.cwd()) if folder.is_absolute() else folder
    except (ValueError, FileNotFoundError):  # it lies elsewhere, or the current folder is gone
        return folder


def print_report(checked: Checked, folder: Path, err: bool) -> None:
    """Print findings for people."""
    from rich.console import Console

    from briefgen import report

    console = Console(stderr=err)
    colour = console.is_terminal and not console.no_color
    texts = checked.texts.renamed(lambda name: report.seen_from(folder, name))
    words = report.text(report.located(checked.findings, folder), texts, colour, console.width)
    click.echo(words, nl=False, err=err, color=colour)


def print_findings(checked: Checked, folder: Path, form: str, strict: bool) -> None:
    """Print findings in a format."""
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
        print_report(checked, folder, err=False)


def print_fixed(fixed: Fixed, folder: Path) -> None:
    """Print what was mended, and what could not be."""
    from briefgen.report import seen_from

    for name, mended in fixed.files.items():
        click.echo(f"fixed {mended.fixes} in {seen_from(folder, name)}", err=True)
    for message, hint in fixed.troubles:
        click.echo(f"error: {message}" + (f"\n  {hint}" if hint else ""), err=True)


def print_built(built: Built) -> None:
    """Print what was made, and what could not be."""
    for made in built.made:
        for file in made.files:
            click.echo(f"{'unchanged' if made.unchanged else 'wrote'} {file}")
    if built.index:
        click.echo(f"wrote {built.index}")
    if built.archive:
        print_archive(built.archive)
    troubles = [trouble for made in built.made for trouble in made.troubles] + built.troubles
    for weight, said in (("note", built.passed_over), ("error", troubles)):
        for message, hint in said:
            click.echo(f"{weight}: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    if troubles and not built.written:
        click.echo("Nothing was written.", err=True)


def print_archive(site: Site) -> None:
    """Print how many issues an archive is of, and what became of its files."""
    issues = "1 issue" if site.issues == 1 else f"{site.issues} issues"
    pages, drafts = site.pages, f", {site.left_out} not final left out" if site.left_out else ""
    files = f"{pages.written} written, {pages.kept} as they were, {pages.removed} removed"
    click.echo(f"archive of {issues}{drafts}; files: {files}")


def progress(steps: int) -> AbstractContextManager[Progress]:
    """A progress line of so many steps on the terminal while briefs are made; nothing where there is no terminal."""
    # Asked before what shows it is loaded, which takes a while.
    seen = os.environ.get("FORCE_COLOR") or (sys.stderr and not sys.stderr.closed and sys.stderr.isatty())
    return _Line(steps) if seen else nullcontext(lambda *_: None)


class _Line:
    """The progress line."""

    def __init__(self, steps: int) -> None:
        from rich import progress as shown
        from rich.console import Console

        console = Console(stderr=True)
        columns = (
            shown.TextColumn("{task.description}"),
            shown.BarColumn(),
            shown.MofNCompleteColumn(),
            shown.TextColumn("{task.fields[left]}", style="progress.remaining"),
        )
        self.progress = shown.Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.task = self.progress.add_task("", total=steps, left="")
        self.steps = steps
        self.next: tuple[str, str] | None = None
        self.made: set[tuple[str, str]] = set()
        self.there: set[tuple[str, str]] = set()

    def __enter__(self) -> Progress:
        self.progress.start()
        self.begun = time.monotonic()
        return self.advance

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def advance(self, brief: str, form: str, step: Step) -> None:
        """Show what is made next where one after another is, how many are made, and how long the rest will take."""
        if step == "there":
            self.there.add((brief, form))
            self.begun = time.monotonic()  # what is there says nothing of how long the others take
        elif step == "made":
            self.made.add((brief, form))
            self.next = None
        else:
            if self.next:
                self.made.add(self.next)
            self.next = brief, form
        done = len(self.made | self.there)
        left = ""
        if self.made and done < self.steps:
            seconds = (time.monotonic() - self.begun) / len(self.made) * (self.steps - done)
            left = str(timedelta(seconds=round(seconds)))
        words = " ".join(self.next or ())
        self.progress.update(self.task, description=words, completed=done, left=left, refresh=True)
