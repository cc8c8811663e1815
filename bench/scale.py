"""What very many briefs cost: `python -m bench.scale [--markdown]` makes one in each language and marking.

Costs are the time of processors, of this process and of those that print, as the system counts it: what else the
machine does meanwhile makes it a little longer, and waiting does not count.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.many import MARKINGS, write_many
from bench.process import KIBIBYTES, say
from briefgen import build, themes
from briefgen.build.preparing import Order, prepare
from briefgen.language import primary
from briefgen.language.tags import KNOWN
from briefgen.model import Dossier
from briefgen.outputs import printers

PAGE = Path(__file__).parent.parent / "docs" / "scale.md"
BEGIN, END = "<!-- scale: begin -->", "<!-- scale: end -->"
EVENTS, COUNTRIES = 30, 200
FORMS = ("html", "pdf", "json")
HOUR = 3600
CORES = 2
"""Of the machines that are counted."""


class Cost(NamedTuple):
    """What a brief took: seconds of processors, the peak of memory of a printer in MiB, and the bytes of each form."""

    language: str
    marking: str
    seconds: float
    memory: float
    sizes: dict[str, int]

    @property
    def size(self) -> int:
        """The bytes of all forms."""
        return sum(self.sizes.values())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--markdown", action="store_true", help=f"write the tables into docs/{PAGE.name}")
    options = parser.parse_args()
    languages = sorted(KNOWN, key=lambda tag: (tag != "en", tag))
    with TemporaryDirectory(prefix="bench-") as name:
        os.environ["XDG_CACHE_HOME"] = f"{name}/cache"  # nothing is remembered of another run
        write_many(Path(name), len(languages) * len(MARKINGS), EVENTS, languages)
        begun = used()
        dossier = build.check(build.find(Path(name))).dossier
        assert dossier is not None
        checking = used() - begun
        costs = [cost(dossier, id_) for id_ in dossier.briefs.ids]
    say("")
    tables = report(costs, checking)
    print(tables)
    if options.markdown:
        old = PAGE.read_text("utf-8")
        PAGE.write_text(re.sub(f"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{tables}\n{END}", old), "utf-8")


def cost(dossier: Dossier, id_: str) -> Cost:
    """Make a brief in all forms, and measure what it takes."""
    brief, begun = dossier.briefs[id_], used()
    say(f"{id_}: {brief.language}, {brief.handling}")
    made = prepare(dossier, Order(id_, FORMS, None, themes.find(dossier.project.theme, {})))
    assert not made.troubles, made.troubles
    printers.end()  # the system tells what a process took when it has ended
    sizes = {name.rpartition(".")[2]: len(data) for name, data in made.files.items()}
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KIBIBYTES / 1024
    return Cost(primary(brief.language or "en"), str(brief.handling), used() - begun, memory, sizes)


def used() -> float:
    """The seconds of processors that this process and its children have taken."""
    each = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in each)


def report(costs: Sequence[Cost], checking: float) -> str:
    """The tables, in Markdown."""
    languages = dict.fromkeys(each.language for each in costs)
    rows = {f"in `{tag}`": [each for each in costs if each.language == tag] for tag in languages}
    rows |= {mark: [each for each in costs if each.marking == mark] for mark in MARKINGS} | {"on average": list(costs)}
    made = [f"| a brief of {EVENTS} events | processor | HTML | PDF | JSON |", "|---|---:|---:|---:|---:|"]
    made += [_row(what, those) for what, those in rows.items()]
    return "\n".join([*made, "", *_day(costs, checking)]) + "\n"


def _row(what: str, costs: Sequence[Cost]) -> str:
    sizes = (f"{mean(each.sizes[form] for each in costs) / 1000:.0f} kB" for form in FORMS)
    return f"| {what} | {mean(each.seconds for each in costs):.1f} s | {' | '.join(sizes)} |"


def _day(costs: Sequence[Cost], checking: float) -> Iterable[str]:
    """What a day costs on which every country has each of these briefs."""
    briefs = len(costs) * COUNTRIES
    hours = COUNTRIES * (checking + sum(each.seconds for each in costs)) / HOUR
    disk = COUNTRIES * sum(each.size for each in costs) / 1e9
    yield f"| a day of {COUNTRIES} countries, {len(costs)} briefs each: {briefs:,} briefs | |"
    yield "|---|---:|"
    yield f"| a check of one country's project | {checking:.1f} s |"
    yield f"| processors | {hours:.1f} hours |"
    for within in (24, 6, 1):
        yield f"| machines of {CORES} cores, to be done within {within} h | {ceil(hours / CORES / within)} |"
    yield f"| memory of the largest printer | {max(each.memory for each in costs):.0f} MiB |"
    yield f"| files | {disk:.1f} GB |"
    yield f"| files of a year | {disk * 365 / 1000:.1f} TB |"


if __name__ == "__main__":
    main()
