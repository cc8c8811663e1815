"""Measures briefgen beside the libraries it stands on: `python -m bench [--quick] [--markdown] [--profile WHAT]`.

Each figure is a whole process, interpreter and imports included; those of the libraries too, with nothing subtracted.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import typst
from bench.figures import TIMES
from bench.many import write_many
from bench.process import Command, Run, measure
from bench.targets import (
    AT_ONCE,
    BRIEFS,
    DRAWN,
    EDITS,
    PARTS,
    THEIR_EVENTS,
    TYPST,
    TYPST_EDITED,
    WATCHED,
    WEIGHED,
    targets,
)
from briefgen.rules import RULES

SIZES = (10, 100, 1_000, 10_000)
SMALL = SIZES[:2]
"""Of which others print pages too. For that of 10,000 events a single pass takes 13 GB."""
ROOT = Path(__file__).parent.parent
SAMPLE = "syria-2024-12-15"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"

BRIEFGEN = "from briefgen.cli import main; main()"
COMPOSE = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob('*.yaml')):
    yaml.compose(path.read_text('utf-8'), Loader=yaml.CSafeLoader)
"""
WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
IMPORTS = "import rich; import click"
QUESTION = "SELECT source, count(*) FROM event_sources GROUP BY source ORDER BY 2 DESC LIMIT 10"
EDIT = """
import pathlib, sys, time
path = sorted(pathlib.Path(sys.argv[2]).rglob('content/*.yaml'))[0]
path.write_bytes(path.read_bytes().partition(b'# edited')[0] + f'# edited {time.time_ns()}\\n'.encode())
"""
"""Edits a comment, so that a file is another and says the same."""
RETITLE = "import pathlib, sys; from bench.watched import edit; edit(pathlib.Path(sys.argv[2]));"
"""Edits the title of an event."""
PROFILE = "import cProfile, sys; cProfile.run(sys.argv.pop(1), sort='cumtime')"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round instead of three")
    parser.add_argument("--markdown", action="store_true", help=f"write the table into docs/{PAGE.name}")
    profiled = ["check", "html", "pdf", "weasyprint"]
    parser.add_argument("--profile", choices=profiled, help="where the time goes, for 1,000 events")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        if options.profile:
            prepare(folder, [1_000])
            return profile(folder, options.profile)
        prepare(folder, (*SIZES, WEIGHED, DRAWN))
        write_many(folder / "many", BRIEFS, THEIR_EVENTS)
        table = report(folder, measure(commands(folder), surroundings(folder), 1 if options.quick else 3))
    print(table)
    if options.markdown:
        old = PAGE.read_text("utf-8")
        new = re.sub(f"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{table}\n{END}", old)
        PAGE.write_text(new, "utf-8")
    return None


def prepare(folder: Path, sizes: Sequence[int]) -> None:
    """Write the ledgers, in which `briefgen check` must find no error, and the page that both print."""
    for size in sizes:
        subprocess.run(python("-m", "bench.ledger", f"{folder}/{size}", str(size)), check=True)
        subprocess.run(briefgen("check", f"{folder}/{size}"), check=True, stdout=subprocess.DEVNULL)
    for project, brief in ((f"{folder}/1000", "whole"), (str(ROOT), SAMPLE)):
        subprocess.run(python("-m", "bench.page", project, brief, str(folder)), check=True)
    for size in (size for size in SMALL if size in sizes):
        subprocess.run(python("-m", "bench.page", f"{folder}/{size}", "whole", f"{folder}/{size}"), check=True)


def wording() -> str:
    """The rules about words, argument and witnesses, with which a check may take twice as long as without."""
    rooms = {
        "argument",
        "challenge",
        "chances",
        "commitment",
        "conclusions",
        "copies",
        "days",
        "counts",
        "duplicates",
        "estimates",
        "figures",
        "harm",
        "horizons",
        "indicators",
        "moves",
        "names",
        "numbers",
        "possibility",
        "protection",
        "spelling",
        "style",
        "values",
        "withdrawal",
        "witnesses",
    }
    return ",".join(rule.name for rule in RULES if rule.function.__module__.rpartition(".")[2] in rooms)


def commands(folder: Path) -> dict[str, Command]:
    """What is measured, by what it is called in the table; peers stand next to each other."""
    found = {"`import rich, click`": Command(python("-c", IMPORTS)), "`briefgen --help`": Command(briefgen("--help"))}
    for size in SIZES:
        ledger = f"{folder}/{size}"
        check, check_all = briefgen("check", ledger, "--ignore", wording()), briefgen("check", ledger)
        found[f"PyYAML, `compose`: {size:,} events"] = Command(python("-c", COMPOSE, ledger))
        found[f"`briefgen check`, rules of structure: {size:,} events"] = Command(check, remembered(folder))
        found[f"`briefgen check`, all rules: {size:,} events"] = Command(check_all, remembered(folder))
        found[f"`briefgen build --to html`: {size:,} events"] = build(folder, size, "html")
        if size not in SMALL:  # at once, for the next build has all that is remembered be forgotten
            edited = python("-c", EDIT + BRIEFGEN, "check", ledger)
            found[f"`briefgen check`, all rules, one file edited: {size:,} events"] = Command(edited)
            found[f"`briefgen query`: {size:,} events"] = Command(
                briefgen("query", QUESTION, ledger), remembered(folder)
            )
    found[f"`briefgen build --to html`: {WEIGHED} events"] = build(folder, WEIGHED, "html")
    found[f"`briefgen build --to pdf`: {DRAWN} events"] = build(folder, DRAWN, "pdf")
    for name, (size, what) in PARTS.items():
        for times in (0, TIMES[what]):
            making = python("-m", "bench.figures", f"{folder}/{size}", what, str(times))
            found[name.format(times)] = Command(making)
    out = folder / "out-sample"
    sample = ("build", str(ROOT), "--brief", SAMPLE, "--to", "pdf", "--out", str(out))
    found["WeasyPrint: an issue of the sample"] = weasyprint(folder, SAMPLE)
    found["`briefgen build --to pdf`: an issue of the sample"] = Command(briefgen(*sample), (out, *remembered(folder)))
    for size in SMALL:
        found[f"WeasyPrint: {size} events"] = weasyprint(folder / f"{size}", "whole")
        found[f"`briefgen build --to pdf`: {size} events"] = build(folder, size, "pdf")
    one_pass = python("-m", "bench.one_pass", f"{folder}/1000", "whole", f"{folder}/one-pass.pdf")
    found["1,000 events in one pass"] = Command(one_pass)
    found["WeasyPrint: 1,000 events"] = weasyprint(folder, "whole")
    for size in (10_000, 1_000):  # the smaller last, for what is watched knows it
        printed = build(folder, size, "pdf")
        found[f"`briefgen build --to pdf`: {size:,} events"] = printed
        found[f"`briefgen build --to pdf`, nothing changed: {size:,} events"] = printed._replace(without=())
        words = [*printed.words[:2], RETITLE + BRIEFGEN, *printed.words[3:]]
        found[f"`briefgen build --to pdf`, one event edited: {size:,} events"] = Command(words)
    for edits in (0, EDITS):
        watched = python("-m", "bench.watched", f"{folder}/1000", f"{folder}/out-1000", str(edits))
        found[WATCHED.format(edits)] = Command(watched)
    return found | at_once(folder) | peers(folder)


def at_once(folder: Path) -> dict[str, Command]:
    """The same build of many briefs, which nothing but the number of its processors keeps from being made at once."""
    if not hasattr(os, "sched_setaffinity"):
        return {}
    out = folder / "out-many"
    words = briefgen("build", f"{folder}/many", "--out", str(out))
    without = (out, *remembered(folder))
    return {
        AT_ONCE.format("two processors"): Command(words, without, 2),
        AT_ONCE.format("one processor"): Command(words, without, 1),
    }


def peers(folder: Path) -> dict[str, Command]:
    """Others that print pages, where they are installed, and the same page for them."""
    found: dict[str, Command] = {}
    pages = {size: folder / f"{size}" / "whole.html" for size in SMALL} | {1_000: folder / "whole.html"}
    if find_spec("typst"):
        for size, page in pages.items():
            files = (f"{page.with_suffix('.typ')}", f"{folder}/typst.pdf")
            subprocess.run(python("-m", "bench.typst", str(page), files[0]), check=True)
            found[TYPST.format(size)] = Command(python("-c", typst.COMPILE, *files))
        for edits in (0, EDITS):
            found[TYPST_EDITED.format(edits)] = Command(python("-c", typst.RECOMPILE, *files, str(edits)))
    if browser := shutil.which("chromium"):
        words = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
        printing = (f"--user-data-dir={folder}/browser", f"--print-to-pdf={folder}/chromium.pdf")
        for size, page in pages.items():
            found[f"Chromium: {size:,} events"] = Command([browser, *words.split(), *printing, f"file://{page}"])
    return found


def build(folder: Path, size: int, form: str) -> Command:
    """A build of the brief that holds every event, into a folder where nothing lies yet."""
    out = folder / f"out-{size}"
    words = briefgen("build", f"{folder}/{size}", "--brief", "whole", "--to", form, "--out", str(out))
    return Command(words, (out, *remembered(folder)))


def remembered(folder: Path) -> tuple[Path, ...]:
    """Where it lies what is remembered of ledgers and briefs; templates and fonts are the same for all."""
    return tuple(folder / "cache" / "briefgen" / kind for kind in ("records", "findings", "briefs", "pages"))


def weasyprint(folder: Path, brief: str) -> Command:
    return Command(python("-c", WEASYPRINT, f"{folder}/{brief}.html", f"{folder}/{brief}.pdf"))


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def briefgen(*arguments: str) -> list[str]:
    return python("-c", BRIEFGEN, *arguments)


def surroundings(folder: Path) -> dict[str, str]:
    """The environment: plain WeasyPrint finds the fonts that briefgen prints with, and briefgen an own memory.

    Modules are compiled once, as where packages are installed.
    """
    own = {"FONTCONFIG_FILE": f"{folder}/fonts.conf", "XDG_CACHE_HOME": f"{folder}/cache"}
    return own | {"PYTHONDONTWRITEBYTECODE": ""}


def profile(folder: Path, what: str) -> None:
    words = {
        "check": python("-c", PROFILE, BRIEFGEN, "check", f"{folder}/1000"),
        "html": python("-c", PROFILE, BRIEFGEN, *build(folder, 1_000, "html").words[3:]),
        "pdf": python("-m", "bench.printed", f"{folder}/1000", "whole"),
        "weasyprint": python("-c", PROFILE, WEASYPRINT, f"{folder}/whole.html", f"{folder}/whole.pdf"),
    }
    subprocess.run(words[what], check=True, env={**os.environ, **surroundings(folder)})


def report(folder: Path, results: dict[str, Run]) -> str:
    """The tables, in Markdown."""
    made = [f"Measured on {machine()}.", "", "| target | at most | measured | |", "|---|---:|---:|---|"]
    for what, most, value, unit in targets(folder, results):
        made.append(f"| {what} | {most:g}{unit} | {figure(value)}{unit} | {'met' if value <= most else '**missed**'} |")
    made += ["", "| process | time | peak memory |", "|---|---:|---:|"]
    made += [f"| {name} | {run.seconds:.2f} s | {run.memory:.0f} MiB |" for name, run in results.items()]
    return "\n".join(made) + "\n"


def figure(value: float) -> str:
    """A figure in three digits, or in as many as it has before the point."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def machine() -> str:
    """The machine in general terms."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    packages = ("PyYAML", "pydantic", "markdown-it-py", "Jinja2", "WeasyPrint")
    libraries = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{os.cpu_count()} cores of {model[1] if model else platform.processor() or platform.machine()},"
        f" {platform.system()}, Python {platform.python_version()}, {libraries}"
    )


if __name__ == "__main__":
    main()
