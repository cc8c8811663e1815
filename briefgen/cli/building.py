"""Making briefs once, or again after each edit."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.arguments import find, unknown
from briefgen.cli.printing import CLEAN, FINDINGS, from_here, print_built, print_forgotten, print_report, progress

if TYPE_CHECKING:
    from briefgen.build import Checked, Project
    from briefgen.build.checking import Reading
    from briefgen.build.making import Built
    from briefgen.dates import Moment


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of which project, and where."""

    path: Path
    briefs: tuple[str, ...]
    forms: tuple[str, ...]
    out: Path | None
    as_of: Moment | None
    executor: str | None
    """The address of a cluster that makes the briefs."""
    strict: bool


def build(wanted: Wanted) -> int:
    """Make it, say what was made, and give the exit code."""
    _, built = _build(wanted)
    if built is None:
        click.echo("Nothing was written.", err=True)
        return FINDINGS
    print_built(built)
    return FINDINGS if built.failed else CLEAN


def _build(wanted: Wanted, reading: Reading | None = None) -> tuple[Checked, Built | None]:
    """Make it where the check lets it, and print what that found. Raises `click.UsageError`.

    The archive is made where all is; not while files are watched, when somebody writes and waits.
    """
    from briefgen import build as way
    from briefgen.build.ahead import Ahead
    from briefgen.build.making import build as make

    project, moment, forms = find(wanted.path), wanted.as_of, wanted.forms
    folder = wanted.out or project.output_at(moment)
    with Ahead(project, wanted.briefs, forms, moment, folder, again=reading is not None) as ahead:
        begin = (lambda _dossier: None) if wanted.executor else ahead.start
        checked = way.check(project, meanwhile=begin, reading=reading)
        if checked.findings:
            print_report(checked, from_here(wanted.path), err=True)
        if checked.dossier is None or checked.fails(wanted.strict):
            return checked, None
        known = list(checked.dossier.briefs.ids)
        if not known:
            click.echo("There is no brief to make: write one under `briefs:`.", err=True)
            return checked, None
        for id_ in wanted.briefs:
            if id_ not in known:
                unknown("brief", id_, known, f"known here: {', '.join(known)}")
        if moment is not None and moment.naive and checked.dossier.zone is None:
            raise click.BadParameter("a time needs an offset, for the project names no time zone", param_hint="--as-of")
        if project.is_source(folder):
            raise click.BadParameter(
                "this is where the project's own files lie: name another folder", param_hint="--out"
            )
        whole = not (wanted.briefs or moment or project.single or reading) and "html" in forms
        with progress(len(wanted.briefs or known) * len(forms)) as advance:
            return checked, make(
                project,
                checked.dossier,
                wanted.briefs,
                forms,
                folder,
                moment,
                advance,
                ahead.result,
                wanted.executor,
                whole,
            )


def watch(wanted: Wanted) -> int:
    """Make it, and again after each edit, until the user ends it with Ctrl-C. What did not change is read once."""
    from briefgen.server.memory import Memory

    project, reading = find(wanted.path), Memory().reading
    with suppress(KeyboardInterrupt):
        click.echo(f"Watching {from_here(wanted.path)}; Ctrl-C ends it.")
        sys.stdout.flush()
        for edited in _edits(project):
            begun = time.perf_counter()
            try:
                said = _summary(*_build(wanted, reading))
            except click.ClickException as error:
                said = " ".join(error.format_message().split())
            what = f"{', '.join(edited[:3])}{' and others' if len(edited) > 3 else ''}: " if edited else ""
            click.echo(f"{time.strftime('%H:%M:%S')} {what}{said} ({time.perf_counter() - begun:.1f} s)")
            sys.stdout.flush()
            _tidy()
    return CLEAN


def _summary(checked: Checked, built: Built | None) -> str:
    """What became of an edit, in a few words; what went wrong is printed by itself."""
    from briefgen.diagnostics import Severity

    print_forgotten()
    if built is None:
        number = checked.count(Severity.ERROR) or checked.count(Severity.WARNING)
        what = "1 finding" if number == 1 else f"{number} findings" if number else "no brief to make"
        return f"{what}, nothing was written"
    troubles = [trouble for made in built.made for trouble in made.troubles] + built.troubles
    for message, hint in troubles:
        click.echo(f"error: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    wrote = [made.brief for made in built.made if made.files and not made.unchanged]
    unchanged = sum(made.unchanged for made in built.made)
    parts = [f"wrote {', '.join(wrote)}"] if wrote else []
    parts += [f"{unchanged} brief{'s' if unchanged > 1 else ''} unchanged"] if unchanged else []
    parts += ["not all could be made"] if troubles else []
    return "; ".join(parts)


def _tidy() -> None:
    """Collect garbage now that nobody waits: a check leaves it alone, and what it keeps need not be looked through."""
    gc.unfreeze()
    gc.collect()


def _edits(project: Project) -> Iterator[list[str]]:
    """The names of the files that were edited, each time that some were, also while nobody asked; none at first."""
    watched: _Places | None = None
    untold: list[str] | None = []
    """What is told as soon as no later edit is missed; None where there is nothing to tell."""
    while True:
        places, before = _places(project), watched
        if before is not None and places != before:
            untold = sorted({path.name for path, _ in before.items() ^ places.items()})
        watched = places
        if not places:
            if untold is not None:
                yield untold
                untold = None
            time.sleep(_LOOK)
            continue
        try:
            for changes in _changes(project, places):
                if places != _places(project) or not changes.isdisjoint(places):  # others are watched from now on
                    untold = sorted({*(untold or ()), *(path.name for path in changes & places.keys())})
                    break
                if untold is not None or changes:
                    yield _names(project, changes) if untold is None else untold
                    untold = None
        except FileNotFoundError:  # a folder that was there a moment ago
            untold = untold or []
            time.sleep(_LOOK)


def _changes(project: Project, places: _Places) -> Iterator[set[Path]]:
    """The files that were edited, and those of the folders that were taken away or replaced: perhaps none, but soon.

    Raises `FileNotFoundError` where a folder is not there any more when it is to be watched.
    """
    from watchfiles import Change, DefaultFilter, watch

    usual, single = DefaultFilter(), project.single and str(project.root / project.single)

    def counts(change: Change, path: str) -> bool:
        if Path(path) in places:
            return change is Change.deleted
        return path == single if single else usual(change, path)

    for changes in watch(
        *places, watch_filter=counts, debounce=300, rust_timeout=int(_LOOK * 1000), yield_on_timeout=True,
        recursive=not single,
    ):  # fmt: skip
        yield {Path(path) for _, path in changes}


def _names(project: Project, paths: set[Path]) -> list[str]:
    """The files that were edited; those that editors write aside are gone by now, and named only where all are."""
    there = {path for path in paths if path.exists()} or paths
    return sorted(path.relative_to(project.root).as_posix() for path in there)


_LOOK = 0.2
"""Seconds after which it is looked whether a folder came, went or is another."""


_Places = dict[Path, tuple[int, int]]
"""Folders, and what tells each from another one of the same name."""


def _places(project: Project) -> _Places:
    """The folders that are there whose files make the project; that of a single one may hold others."""
    found: _Places = {}
    for path in [project.root] if project.single else [project.root / "content", project.templates]:
        if path.is_dir():
            with suppress(FileNotFoundError):  # it is gone by now
                status = path.stat()
                found[path] = status.st_dev, status.st_ino
    return found
