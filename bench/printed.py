"""Where the time of printing a brief goes: `python -m bench.printed PROJECT BRIEF`.

What the printer does for it, and the processes that lay out parts of it, one after another, in one profile: while the
printer waits for them, that is `poll`.
"""

from __future__ import annotations

import cProfile
import io
import os
import pstats
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefgen import build, themes
from briefgen.briefing import briefing_of
from briefgen.outputs import pdf
from briefgen.outputs.press import Job, Printed, _written
from briefgen.outputs.printer import _Job, _ready
from briefgen.printing.measure import Measure
from briefgen.printing.place import Place
from briefgen.printing.workers import Workers

AMPLE = 1 << 40
"""Bytes: a profile takes some of the address space as well."""
HOUR = 3600
SHOWN = 60
"""Functions, from those in which most of the time goes by."""


def profile(project: Path, brief: str) -> None:
    """Print a brief of a project, and show in what the time goes."""
    dossier = build.check(build.find(project)).dossier
    assert dossier is not None
    with TemporaryDirectory(prefix="bench-") as name:
        folder, taken = Path(name), cProfile.Profile()
        _watch_workers(taken, folder)

        def press(job: Job, **_: object) -> Printed:
            asked = io.BytesIO(_written(job, Measure(processes=1), 2 * HOUR, AMPLE))
            printer = _Job(io.BytesIO(), os.pipe()[0], (), _ready(), Place())
            made, answer = taken.runcall(printer.answer, asked)
            assert made, answer
            return Printed(bytes(made[0]), answer["pages"], tuple(answer["log"]), answer["note"])

        pdf.press = press  # type: ignore[attr-defined]
        made = pdf.render(briefing_of(dossier, dossier.briefs[brief]), themes.find(dossier.project.theme, {}))
        stats = pstats.Stats(taken)
        for file in folder.iterdir():
            stats.add(str(file))
    print(f"{brief}: {len(made.data):,} bytes", made.slow)
    stats.sort_stats("cumtime").print_stats(SHOWN)


def _watch_workers(taken: cProfile.Profile, folder: Path) -> None:
    """Have each process that is forked write its own profile; it begins with the one of this process running."""
    start = Workers.start

    def started(workers: Workers, work: Any, answers: Callable[[Any], Iterator[Any]]) -> bool:
        def watched(work: Any) -> Iterator[Any]:
            taken.disable()
            taken.clear()
            taken.enable()
            yield from answers(work)
            taken.disable()
            taken.dump_stats(folder / str(os.getpid()))

        return start(workers, work, watched)

    def stopped(workers: Workers, work: Any) -> None:
        """Have it come to its end instead, for it has its profile to write."""
        for reading in [each for each, worker in workers._running.items() if worker.work is work]:  # noqa: SLF001
            while os.read(reading, 1 << 20):
                pass
            workers._end(reading)  # noqa: SLF001

    Workers.start, Workers.stop = started, stopped  # type: ignore[method-assign]


if __name__ == "__main__":
    profile(Path(sys.argv[1]), sys.argv[2])
