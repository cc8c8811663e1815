"""Work done in a second process beside this one, where there is a processor for it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Generic, Self, TypeVar

T = TypeVar("T")

_SET_PARENT_DEATH_SIGNAL = 1
"""Of prctl(2)."""


class Beside(Generic[T]):
    """What `work` returns, worked out in a child process that has all this one had; used as a context, it ends with it.

    The child says nothing and lives not a moment longer than its parent. Where no process is to be had, where the
    system ends it or where the work raises, there is no result: who asks does the work itself, and meets the same.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._child: ForkProcess | None = None
        self._results: Connection | None = None
        if has_room():
            with suppress(OSError):  # the system allows no process more
                self._start(work)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child is not None and self._results is not None:
            self._child.kill()
            self._child.join()
            self._results.close()
            self._child = None

    @property
    def at_work(self) -> bool:
        """Whether there is a child, which takes a processor until the end of the context."""
        return self._child is not None

    def result(self) -> T | None:
        """What the work returned, once it has; None where there is none. To be asked once."""
        if self._child is not None and self._results is not None:
            with suppress(EOFError, OSError):  # the child is gone
                return self._results.recv()  # type: ignore[no-any-return]
        return None

    def _start(self, work: Callable[[], T]) -> None:
        context = get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_run, args=(work, theirs, os.getpid()), daemon=True)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until the child ignores it
        try:
            child.start()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        self._child, self._results = child, ours


def has_room() -> bool:
    """Whether one more process has a processor of its own; where it is not Linux, forking is not safe or not there."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 + len(active_children())


def _run(work: Callable[[], T], results: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # a pipe that the parent writes into ends with the parent
        os.dup2(silence, stream)
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        return
    with suppress(Exception):  # the parent meets the same fault, and says it
        results.send(work())


def shared(tasks: Sequence[Callable[[], T]]) -> Iterator[T]:
    """What each of some tasks returns, in their order: done by this process from the first on, beside it from the last.

    So tasks that stand together are mostly done by one process, and share what they work out on the way.
    """
    tokens, given = os.pipe()  # a byte for each task: who takes it may do one more
    os.write(given, bytes(len(tasks)))
    os.close(given)
    done: dict[int, T] = {}
    try:
        with Beside(lambda: {-1 - at: tasks[-1 - at]() for at in _taken(tokens)}) as beside:
            if not beside.at_work:
                yield from (task() for task in tasks)
                return
            done = {at: tasks[at]() for at in _taken(tokens)}
            done |= {len(tasks) + at: each for at, each in (beside.result() or {}).items()}
    finally:
        os.close(tokens)
    yield from (done.pop(at) if at in done else task() for at, task in enumerate(tasks))


def _taken(tokens: int) -> Iterator[int]:
    """How many were done before, each time that there is one more to do."""
    at = 0
    while os.read(tokens, 1):
        yield at
        at += 1
