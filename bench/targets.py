"""What is promised of the figures that are measured, and whether they keep it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from bench.figures import TIMES
from bench.process import Run

DRAWN = 300
"""Of so many events the drawings are measured."""
WEIGHED = 75
"""Of so many events the page for a screen is weighed."""
BRIEFS, THEIR_EVENTS = 48, 30
"""So many briefs of so many events are made by two processors and by one."""
AT_ONCE = f"`briefgen build`: {BRIEFS} briefs of {THEIR_EVENTS} events, {{}}"
PARTS = {
    f"timelines and maps of {DRAWN} events, drawn {{}} times": (DRAWN, "drawings"),
    "page of 1,000 events, laid out {} times by its templates": (1_000, "templates"),
}
"""Parts of a page that are made by themselves: of so many events, and what."""
TYPST = "Typst: {:,} events"
TYPST_EDITED = "Typst, {} edits of a word by one process: 1,000 events"
EDITS = 3
WATCHED = "`briefgen build --to pdf --watch`, {} edits of an event: 1,000 events"
"""How one edit is measured: by what more of them take longer than none."""


def targets(folder: Path, results: Mapping[str, Run]) -> list[tuple[str, float, float, str]]:
    """What is promised: in words, its limit, what was measured, and the unit."""

    def ratio(a: str, b: str) -> float:
        return results[a].seconds / results[b].seconds

    check, html = ("`briefgen check`, rules of structure: {:,} events", "`briefgen build --to html`: {:,} events")
    every = "`briefgen check`, all rules: {:,} events"
    compose = "PyYAML, `compose`: {:,} events"

    def alone(name: str, times: int) -> float:
        return (results[name.format(times)].seconds - results[name.format(0)].seconds) / times

    drawn, laid_out = (alone(name, TIMES[what]) for name, (_, what) in PARTS.items())
    printed = results[f"`briefgen build --to pdf`: {DRAWN} events"].seconds
    large, all_rules = results[check.format(10_000)], results[every.format(10_000)]
    unchanged = "`briefgen build --to pdf`, nothing changed: 1,000 events"
    edited = "`briefgen build --to pdf`, one event edited: 1,000 events"
    watched = alone(WATCHED, EDITS)
    found = [
        ("`check` of 10,000 events by the rules of structure, to PyYAML's C `compose`",
         2.5, ratio(check.format(10_000), compose.format(10_000)), " ×"),
        ("its memory", 400, large.memory, " MiB"),
        ("`check` of 10,000 events by all rules, to the rules of structure",
         2, ratio(every.format(10_000), check.format(10_000)), " ×"),
        ("its memory", 500, all_rules.memory, " MiB"),
        ("`check` of 10,000 events by all rules, to `compose`",
         0.5, ratio(every.format(10_000), compose.format(10_000)), " ×"),
        ("its memory", 300, all_rules.memory, " MiB"),
        ("`check` of 10,000 events by all rules, one file edited since the last, to `compose`",
         0.15, ratio("`briefgen check`, all rules, one file edited: 10,000 events", compose.format(10_000)), " ×"),
        ("`build --to html` of 1,000 events, the check it begins with included, to `check`",
         1.5, ratio(html.format(1_000), every.format(1_000)), " ×"),
        ("`build --to html` of 1,000 events, to half of `check` and what its templates take",
         1, results[html.format(1_000)].seconds / (results[every.format(1_000)].seconds / 2 + laid_out), " ×"),
        ("PDF of 1,000 events, with tags and all that it is made of inside, to plain WeasyPrint",
         0.36, ratio("`briefgen build --to pdf`: 1,000 events", "WeasyPrint: 1,000 events"), " ×"),
        ("its memory", 260, results["`briefgen build --to pdf`: 1,000 events"].memory, " MiB"),
        ("its size, to that of one pass", 1.12, size(folder, "out-1000/**/*.pdf") / size(folder, "one-pass.pdf"), " ×"),
        ("memory of the PDF of 10,000 events",
         1_200, results["`briefgen build --to pdf`: 10,000 events"].memory, " MiB"),
        ("PDF of 100 events, to plain WeasyPrint",
         0.55, ratio("`briefgen build --to pdf`: 100 events", "WeasyPrint: 100 events"), " ×"),
        (f"the two timelines and the map of {DRAWN} events, to their PDF",
         0.1, drawn / printed, " ×"),
        ("PDF of an issue of the sample, with all that it is made of inside, to plain WeasyPrint",
         1.3, ratio("`briefgen build --to pdf`: an issue of the sample", "WeasyPrint: an issue of the sample"), " ×"),
        (f"HTML of {WEIGHED} events, fonts and all", 1.5, size(folder, f"out-{WEIGHED}/**/whole*.html") / 1e6, " MB"),
        ("`query` of 10,000 events, to `check`",
         1.5, ratio("`briefgen query`: 10,000 events", every.format(10_000)), " ×"),
        ("`briefgen --help`, to importing rich and click", 2, ratio("`briefgen --help`", "`import rich, click`"), " ×"),
    ]  # fmt: skip
    if AT_ONCE.format("one processor") in results:
        found.append(
            (f"{BRIEFS} briefs of {THEIR_EVENTS} events by two processors, to one after another by one",
             0.55, ratio(AT_ONCE.format("two processors"), AT_ONCE.format("one processor")), " ×")
        )  # fmt: skip
    found += growth(results)
    found.append(
        ("the PDF of 1,000 events by `--watch` after an edit of an event, to one pass", 0.012,
         watched / results["1,000 events in one pass"].seconds, " ×")
    )  # fmt: skip
    whole = TYPST.format(1_000)
    if whole in results:
        found += [
            ("the PDF of 1,000 events after an edit of an event, to Typst", 0.35, ratio(edited, whole), " ×"),
            ("a build of the PDF of 1,000 events where nothing changed, to Typst", 0.15, ratio(unchanged, whole), " ×"),
            (
                "the PDF of 1,000 events by `--watch` after an edit of an event, to Typst that stays as well",
                0.75,
                watched / alone(TYPST_EDITED, EDITS),
                " ×",
            ),
        ]
    return found


def growth(results: Mapping[str, Run]) -> list[tuple[str, float, float, str]]:
    """How what we need grows from 1,000 to 10,000 events: as the number of events to the power of an exponent."""
    found = []
    for name, small in results.items():
        what, _, events = name.rpartition(": ")
        large = results.get(f"{what}: 10,000 events") if what.startswith("`briefgen") else None
        if large and events == "1,000 events":
            for of, a, b in (("time", small.seconds, large.seconds), ("memory", small.memory, large.memory)):
                found.append((f"{what}: growth of {of} to ten times the events, exponent", 1.05, math.log10(b / a), ""))
    return found


def size(folder: Path, pattern: str) -> int:
    """The bytes of the one file that a pattern finds."""
    (file,) = folder.glob(pattern)
    return file.stat().st_size
