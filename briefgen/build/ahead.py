"""Making briefs while the rules still run: the two halves of a build at once, where there is a processor for each."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Self

from briefgen.build.making import Prepared, prepare_all
from briefgen.build.project import Project
from briefgen.dates import Moment
from briefgen.model import Dossier


class Ahead:
    """What a build wants made, in a child process that writes no output; it ends with the block, come what may.

    Whatever goes wrong there is not told: what is not ready is made again, in words that fit. The PDF takes far longer
    than the rules and has a process of its own, so briefs are made ahead where none is wanted.
    """

    def __init__(self, project: Project, briefs: Sequence[str], forms: Sequence[str], as_of: Moment | None) -> None:
        self._wanted = (project, briefs, forms, as_of)
        self._child: ForkProcess | None = None
        self._results: Connection | None = None
        self._found: Mapping[str, Prepared] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child is not None and self._results is not None:
            self._child.kill()
            self._child.join()
            self._results.close()

    def start(self, dossier: Dossier) -> None:
        """Begin, with a dossier that no rule has seen yet; where no process can be had, leave it."""
        project, briefs, forms, as_of = self._wanted
        if "pdf" in forms or not _has_room():
            return
        work = partial(prepare_all, project, dossier, briefs, forms, as_of)
        with suppress(OSError):
            self._results, self._child = _started(work)

    def results(self) -> Mapping[str, Prepared]:
        """The briefs as made, by their ids, once they are; none that failed."""
        if self._found is None:
            self._found = {}
            if self._results is not None:
                with suppress(EOFError, OSError):  # the child is gone
                    self._found = self._results.recv()
        return self._found


def _has_room() -> bool:
    """Whether a second process has a processor of its own; where it is not Linux, forking is not safe or not there."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _started(work: Callable[[], Mapping[str, Prepared]]) -> tuple[Connection, ForkProcess]:
    """A child at work, and where its results come. Raises `OSError` where the system allows no process more."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(work, theirs, os.getpid()), daemon=True)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until the child ignores it
    try:
        child.start()
    except OSError:
        ours.close()
        raise
    finally:
        theirs.close()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    return ours, child


def _work(make: Callable[[], Mapping[str, Prepared]], results: Connection, parent: int) -> None:
    """What the child does: without a word, and not a moment longer than its parent lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # a pipe that the parent writes into ends with the parent
        os.dup2(silence, stream)
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        return
    with suppress(Exception):  # the parent meets the same fault, and says it
        results.send(make())


_SET_PARENT_DEATH_SIGNAL = 1
"""Of prctl(2)."""
