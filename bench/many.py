"""A project of many briefs: `python -m bench.many FOLDER BRIEFS EVENTS [LANGUAGE]`."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.ledger import write

MARKINGS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT")
"""Those that more than a few people may read; the records are all clear, so each brief holds every one."""


def write_many(folder: Path, briefs: int, events: int, languages: Sequence[str] = ("en",)) -> None:
    """Write a ledger of so many events and so many briefs that hold them all, in these languages and all markings."""
    write(folder, events)
    file = folder / "content" / "project.yaml"
    head, _, brief = file.read_text("utf-8").partition("  - id: whole\n")
    made = []
    for number in range(briefs):
        language = languages[number % len(languages)]
        marking = MARKINGS[number // len(languages) % len(MARKINGS)]
        title = f"    title: All events, {number + 1}\n    language: {language}\n    handling: {marking}\n"
        made.append(f"  - id: brief-{number + 1}\n" + re.sub(r"    title: .*\n", title, brief, count=1))
    file.write_text(head + "".join(made), "utf-8")


if __name__ == "__main__":
    write_many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:] or ("en",))
