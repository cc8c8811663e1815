"""Measures how soon an editor is answered: `python -m bench.server [--rounds N] [--markdown]`.

It starts `briefgen lsp` as a process, opens a file of a project of 1,000 events, and changes it again and again, each
time as soon as the change before is answered: it makes a mistake, waits until the server publishes the finding, mends
it, and waits until the finding is gone.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.__main__ import BRIEFGEN, PAGE, briefgen, machine, python
from bench.client import Client
from bench.process import Command, measure

BEGIN, END = "<!-- server: begin -->", "<!-- server: end -->"
EVENTS = 1_000
LIMIT = 200.0
"""Milliseconds in which half of the changes are to be answered."""


class Answered(NamedTuple):
    """One change: milliseconds until anything was published about the file, and until what is right was."""

    what: str
    first: float
    right: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.server", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2, help="how often each mistake is made; 2 are 20 changes")
    parser.add_argument("--markdown", action="store_true", help=f"write the table into docs/{PAGE.name}")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name).resolve() / str(EVENTS)
        subprocess.run(python("-m", "bench.ledger", str(folder), str(EVENTS)), check=True)
        answers = session(folder, options.rounds)
        check = measure({"check": Command(briefgen("check", str(folder)))}, {}, 5)["check"].seconds * 1000
    table = report(answers, check)
    print(table)
    if options.markdown:
        new = re.sub(f"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{table}\n{END}", PAGE.read_text("utf-8"))
        PAGE.write_text(new, "utf-8")


def session(folder: Path, rounds: int) -> list[Answered]:
    """The answers to so many rounds of changes in the largest file of a project and in one of its texts."""
    content = sorted((folder / "content").iterdir(), key=lambda path: path.stat().st_size)
    ledger, prose = content[-1], next(path for path in reversed(content) if path.suffix == ".md")
    editor = Client([sys.executable, "-c", BRIEFGEN, "lsp"], folder)
    names = [path.relative_to(folder).as_posix() for path in (ledger, prose)]
    for name in names:
        editor.open(name)
        assert editor.checked(name) == [], "the project has findings"
    found = []
    for number in range(rounds):
        for what, rule, name, change in mistakes(*names):
            sound = editor.texts[name]
            found.append(answered(editor, what, name, change(sound, number), lambda rules, rule=rule: rule in rules))
            found.append(answered(editor, f"{what}, mended", name, sound, lambda rules, rule=rule: rule not in rules))
    assert editor.end() == 0
    return found


def mistakes(ledger: str, prose: str) -> list[tuple[str, str, str, Callable[[str, int], str]]]:
    """What is done wrong: in words, the rule that finds it, the file, and what a round, by its number, makes of it."""

    def nth(pattern: str, new: str) -> Callable[[str, int], str]:
        def changed(text: str, number: int) -> str:
            places = list(re.finditer(pattern, text))
            place = places[(number * 7 + 3) % len(places)]
            return text[: place.start()] + place.expand(new) + text[place.end() :]

        return changed

    return [
        ("an id that no source has", "unknown-source", ledger, nth(r"source: ([\w-]+),", r"source: \1-x,")),
        ("a key that no event has", "unknown-key", ledger, nth(r"\n    status:", r"\n    statuss:")),
        ("a conclusion among facts", "judgement-in-fact", ledger,
         nth(r"\n    title: \w[^:\n]*(?=\n    text)", r"\n    title: The lull will probably end")),
        ("a line that is not YAML", "yaml-syntax", ledger, nth(r"\n    title: ", "\n    title: \"")),
        ("a citation of nothing", "unknown-citation", prose, nth(r"\[@([\w-]+)", r"[@\1-x")),
    ]  # fmt: skip


def answered(editor: Client, what: str, name: str, text: str, right: Callable[[set[str]], bool]) -> Answered:
    """Change a file, and wait until what is published about it is right."""
    begun = time.perf_counter()
    editor.write(name, text)
    editor.checked(name)
    first = time.perf_counter() - begun
    version = editor.versions[name]
    editor.until(
        lambda: editor.published[name]["version"] == version and right({each["code"] for each in editor.findings(name)})
    )
    return Answered(what, first * 1000, (time.perf_counter() - begun) * 1000)


def report(answers: list[Answered], check: float) -> str:
    """The table, in Markdown."""
    made = [
        f"Measured on {machine()}.",
        "",
        f"| {len(answers)} changes in a project of {EVENTS:,} events | median | 95th percentile | median to a check |",
        "|---|---:|---:|---:|",
    ]
    kinds = dict.fromkeys(answer.what for answer in answers)
    rows = {
        "until something is published about the file": [answer.first for answer in answers],
        "until what is published is right": [answer.right for answer in answers],
        **{f"… {what}": [answer.right for answer in answers if answer.what == what] for what in kinds},
    }
    for name, times in rows.items():
        last = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
        made.append(f"| {name} | {median(times):.0f} ms | {last:.0f} ms | {median(times) / check:.2f} |")
    met = "met" if median(answer.right for answer in answers) < LIMIT else "**missed**"
    made += ["", f"A whole `briefgen check` takes {check:.0f} ms. Half of the changes in under {LIMIT:.0f} ms: {met}."]
    return "\n".join(made) + "\n"


if __name__ == "__main__":
    main()
