"""A command as a whole process: its time and its memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

LONG = 300
"""Seconds from which a command is run once only."""
KIBIBYTES = 1024 if sys.platform == "darwin" else 1
"""What `ru_maxrss` counts in, as parts of a kibibyte: bytes on macOS."""


class Run(NamedTuple):
    """Wall time in seconds, and the peak of resident memory in MiB, of the largest of its processes."""

    seconds: float
    memory: float


def run(command: Sequence[str], env: Mapping[str, str], processors: int = 0) -> Run:
    """One run of a command, which must succeed. Its output goes to a file, as to a reader that does not wait.

    It has so many processors, the first that there are; 0: all of them.
    The peak that the system tells includes what the parent held when it started the child, so the caller stays small.
    """

    def limit() -> None:
        if processors:
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])

    with Path(os.devnull).open("wb") as out:
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, env={**os.environ, **env}, preexec_fn=limit)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"bench: this failed ({child.returncode}): {' '.join(command)}")
    return Run(seconds, usage.ru_maxrss / KIBIBYTES / 1024)


class Command(NamedTuple):
    """A command, and what is taken away before each run: what it made, or what is remembered of earlier ones."""

    words: Sequence[str]
    without: tuple[Path, ...] = ()
    processors: int = 0
    """How many it has, where not all there are."""

    def run(self, env: Mapping[str, str]) -> Run:
        """One run of it."""
        for path in self.without:
            shutil.rmtree(path, ignore_errors=True)
        return run(self.words, env, self.processors)


def measure(commands: Mapping[str, Command], env: Mapping[str, str], rounds: int) -> dict[str, Run]:
    """The medians of so many runs of each command, taken in turn so that a busy minute falls on all of them.

    A command that takes less than a second is run five times as often, one that takes longer than `LONG` once.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            if number and runs[name][0].seconds > LONG:
                continue
            say(f"round {number + 1} of {rounds}: {name}")
            runs[name].append(command.run(env))
            if runs[name][-1].seconds < 1 < rounds:
                runs[name] += [command.run(env) for _ in range(4)]
    say("")
    return {name: Run(*(median(column) for column in zip(*found, strict=True))) for name, found in runs.items()}


def say(words: str) -> None:
    """What is going on, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)
