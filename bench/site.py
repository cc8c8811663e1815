"""Measures the archive of a long series: `python -m bench.site [--events N] [--issues N] [--markdown]`.

It writes a ledger in the proportions of the sample, and the HTML of its issues as far as an archive reads it: the
anchors of the events of its period, and as much beside them as a page has. Then it makes the archive of all issues but
the last, makes it once more, and a third time with the last issue. The files that a run wrote are counted on the disk.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.__main__ import PAGE, briefgen, machine, python
from bench.process import Run, run, say
from briefgen import build
from briefgen.build.checking import load
from briefgen.build.publish import publish
from briefgen.build.series import SITE
from briefgen.dates import Day, days
from briefgen.model import Brief, Dossier

BEGIN, END = "<!-- site: begin -->", "<!-- site: end -->"
SECONDS, MEMORY = 180, 1024
"""What an archive of 20,000 events and 500 issues may take: seconds, and MiB."""


class Made(NamedTuple):
    """A run: what was made, what it took, how long a processor worked, how many files there are, and written."""

    what: str
    run: Run
    work: float
    files: int
    written: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.site", description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--issues", type=int, default=500)
    parser.add_argument("--markdown", action="store_true", help=f"write the table into docs/{PAGE.name}")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name).resolve() / "desk"
        say("writing the ledger")
        subprocess.run(python("-m", "bench.ledger", str(folder), str(options.events)), check=True)
        table = report(list(measured(folder, options.issues)), run(briefgen("check", str(folder)), {}))
    print(table)
    if options.markdown:
        new = re.sub(f"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{table}\n{END}", PAGE.read_text("utf-8"))
        PAGE.write_text(new, "utf-8")


def measured(folder: Path, count: int) -> Iterator[Made]:
    dossier = load(build.find(folder)).dossier
    assert dossier is not None
    begun = sorted((days(event.date)[0] or days(event.date)[1], event.id) for event in dossier.events.current)
    *issues, last = chosen(dossier, count)
    (folder / "output").mkdir()
    for number, brief in enumerate(issues, 1):
        issue(folder / "output", dossier, brief, number, begun)
    yield made(folder, f"archive of {len(issues):,} issues, for the first time")
    yield made(folder, "the same once more")
    issue(folder / "output", dossier, last, count, begun)
    yield made(folder, "after one new issue")


def chosen(dossier: Dossier, count: int) -> list[Brief]:
    """So many briefs by their cut-offs, evenly, the last one included."""
    briefs = sorted((each for each in dossier.briefs.current if each.id != "whole"), key=dossier.cutoff)
    step = max(1, len(briefs) // count)
    return briefs[::-1][::step][:count][::-1]


def issue(out: Path, dossier: Dossier, brief: Brief, number: int, begun: list[tuple[Day, str]]) -> None:
    """The folder of an issue that was built. `begun`: when each event of the ledger began, the earliest first."""
    first, last = (bisect_left(begun, (day, "")) for day in days(brief.period))
    anchors = "\n".join(f'<h4 id="event-{id_}">{id_}</h4>' for _, id_ in begun[first:last])
    page = f"<!DOCTYPE html>\n<title>{brief.title}</title>\n{anchors}\n<!--{'x' * 400_000}-->\n"
    about = {
        "named": f"issue {number}",
        "number": number,
        "title": brief.title,
        "cutoff": str(brief.cutoff),
        "as_of": None,
        "period": str(brief.period),
        "state": "final",
        "handling": str(dossier.project.handling),
        "closed": dossier.cutoff(brief),
        "language": "en",
    }
    publish(out / brief.id, {f"{brief.id}.html": page.encode()}, str(number), about)


def made(folder: Path, what: str) -> Made:
    say(what)
    before, worked = found(folder), getrusage(RUSAGE_CHILDREN)
    taken = run(briefgen("site", str(folder)), {})
    after, works = found(folder), getrusage(RUSAGE_CHILDREN)
    work = works.ru_utime + works.ru_stime - worked.ru_utime - worked.ru_stime
    return Made(what, taken, work, len(after), len(set(after.items()) - set(before.items())))


def found(folder: Path) -> dict[str, tuple[int, int]]:
    """The files of the archive, each by its number on the disk and when it was written."""
    pages = folder / "output" / SITE
    files = pages.iterdir() if pages.exists() else ()
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files if path.name[0] != "."}


def report(results: list[Made], check: Run) -> str:
    """The table, in Markdown."""
    table = [
        f"Measured on {machine()}.",
        "",
        "| run | time | of a processor | peak memory | files | written |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for what, taken, work, files, written in results:
        share = f"{written:,} ({written / files:.2%})"
        table.append(
            f"| {what} | {taken.seconds:.0f} s | {work:.0f} s | {taken.memory:.0f} MiB | {files:,} | {share} |"
        )
    table.append(f"| of each, the check that it begins with | {check.seconds:.0f} s | | {check.memory:.0f} MiB | | |")
    slowest, largest = max(each.run.seconds for each in results), max(each.run.memory for each in results)
    met = "met" if slowest < SECONDS and largest < MEMORY else "**missed**"
    table += ["", f"Under {SECONDS} seconds and {MEMORY:,} MiB: {met}."]
    return "\n".join(table) + "\n"


if __name__ == "__main__":
    main()
