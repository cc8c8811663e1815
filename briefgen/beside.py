"""Work done in a second process beside this one, where there is a processor for it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from multiprocessing import active_children, current_process, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from threading import current_thread, main_thread
from typing import Generic, Self, TypeVar

T = TypeVar("T")

_SET_PARENT_DEATH_SIGNAL = 1
"""Of prctl(2)."""


class Beside(Generic[T]):
    """What `work` tells of, worked out in a child process that has all this one had; as a context, it ends with it.

    The child says nothing and lives not a moment longer than its parent. Where no process is to be had, where the
    system ends it or where the work raises, there is no result: who asks does the work itself, and meets the same.
    `waiting` says that this process only waits meanwhile, so that the child can have its processor.
    """

    def __init__(self, work: Callable[[], Iterable[T]], waiting: bool = False) -> None:
        self._child: ForkProcess | None = None
        self.results: Connection | None = None
        """Where the results come, one after another."""
        if has_room(not waiting):
            with suppress(OSError):  # the system allows no process more
                self._start(work, waiting)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child is not None and self.results is not None:
            self._child.kill()
            self._child.join()
            self.results.close()
            self._child = self.results = None

    @property
    def at_work(self) -> bool:
        """Whether there is a child, which takes a processor until the end of the context."""
        return self._child is not None

    def result(self) -> T | None:
        """The next of the results, once it is there; None where there is none more."""
        if self.results is not None:
            with suppress(EOFError, OSError):  # the child is gone
                return self.results.recv()  # type: ignore[no-any-return]
        return None

    def _start(self, work: Callable[[], Iterable[T]], waiting: bool) -> None:
        context = get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_run, args=(work, theirs, os.getpid(), waiting), daemon=True)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until the child ignores it
        try:
            child.start()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        self._child, self.results = child, ours


def has_room(at_work: bool = True) -> bool:
    """Whether one more process has a processor of its own, beside this one where that is `at_work`.

    Where it is not Linux, forking is not safe or not there, nor is it beside threads; and who serves a cluster may
    have no children.
    """
    forks = sys.platform == "linux" and current_thread() is main_thread()
    return forks and has_all() and len(os.sched_getaffinity(0)) > at_work + len(active_children())


def has_all() -> bool:
    """Whether no other process does the same kind of work meanwhile, as in a crew or for a cluster."""
    return not current_process().daemon and not _CREW


@contextmanager
def one_of_many() -> Iterator[None]:
    """As long as it lasts, others do the same kind of work."""
    _CREW.append(os.getpid())
    try:
        yield
    finally:
        _CREW.pop()


_CREW: list[int] = []
"""In a process that is one of as many as there are processors: its number, as often as it does such work."""


def _run(work: Callable[[], Iterable[T]], results: Connection, parent: int, crew: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this
    current_process().daemon = False  # to the parent it is one, and so ended with it, but it may have children
    if crew:
        _CREW.append(os.getpid())
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # a pipe that the parent writes into ends with the parent
        os.dup2(silence, stream)
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        return
    with suppress(Exception):  # the parent meets the same fault, and says it
        for result in work():
            results.send(result)


def shared(tasks: Sequence[Callable[[], T]]) -> Iterator[T]:
    """What each of some tasks returns, in their order: done by this process from the first on, beside it from the last.

    So tasks that stand together are mostly done by one process, and share what they work out on the way.
    """
    done: dict[int, T] = {}
    if has_room():
        blocks = _blocks(tasks)

        def from_the_last() -> Iterator[dict[int, T]]:
            yield {at: tasks[at]() for count, _ in enumerate(_taken(numbers)) for at in blocks[-1 - count]}

        with _numbers(blocks) as numbers, Beside(from_the_last) as beside:  # who takes a number may do one block more
            if beside.at_work:
                done = {at: tasks[at]() for count, _ in enumerate(_taken(numbers)) for at in blocks[count]}
                done |= beside.result() or {}
    yield from (done.pop(at) if at in done else task() for at, task in enumerate(tasks))


def spread(tasks: Sequence[Callable[[], T]]) -> Iterator[tuple[int, T]]:
    """What each of some tasks returns, with its number, as soon as it is done: the tasks are begun in their order.

    As many processes do them as there are processors, while this one waits. What one of them could not do is done here
    in the end. A processor for which there is no task any more is `SPARE` for those that are still at work.
    """
    done: set[int] = set()
    if len(tasks) > 1 and has_room(False):
        blocks = _blocks(tasks)
        with _numbers(blocks) as numbers, _spared() as spared, ExitStack() as crew:
            results: list[Connection] = []
            processors = len(os.sched_getaffinity(0))
            while len(results) < min(len(blocks), processors):
                each = crew.enter_context(Beside(partial(_done, tasks, blocks, numbers, spared), waiting=True))
                if each.results is None:
                    break
                results.append(each.results)
            os.write(spared[1], bytes(processors - len(results)))
            while results:
                there = wait(results)
                for ready in [each for each in results if each in there]:
                    try:
                        at, result = ready.recv()
                    except (EOFError, OSError):  # nothing more to do, or gone
                        results.remove(ready)
                        os.write(spared[1], bytes(1))
                    else:
                        done.add(at)
                        yield at, result
    yield from ((at, task()) for at, task in enumerate(tasks) if at not in done)


def _done(
    tasks: Sequence[Callable[[], T]], blocks: Sequence[range], numbers: int, spared: tuple[int, int]
) -> Iterator[tuple[int, T]]:
    """What the tasks return that this process gets hold of, each with its number."""
    SPARE[:] = spared
    for at in (at for number in _taken(numbers) for at in blocks[number]):
        with suppress(Exception):  # the parent meets the same fault, and says it
            yield at, tasks[at]()


SPARE: list[int] = []
"""In a process that is one of several at work: the ends of a pipe with a byte for each processor that nobody needs.

Who reads one, which does not wait, may have a process more, and writes it back when there is nothing for that to do: so
GNU make shares processors among those it runs.
"""


@contextmanager
def _spared() -> Iterator[tuple[int, int]]:
    """Such a pipe."""
    taken, given = os.pipe()
    os.set_blocking(taken, False)
    try:
        yield taken, given
    finally:
        os.close(taken)
        os.close(given)


def _blocks(tasks: Sequence[object]) -> list[range]:
    """The numbers of tasks in blocks, each taken as a whole: of one, unless the tasks are very many."""
    step = -(-len(tasks) // _MOST) or 1
    return [range(at, min(at + step, len(tasks))) for at in range(0, len(tasks), step)]


@contextmanager
def _numbers(blocks: Sequence[range]) -> Iterator[int]:
    """The numbers of all blocks in a pipe, from which processes take them: what one has read, no other one gets."""
    numbers, given = os.pipe()
    try:
        os.write(given, b"".join(at.to_bytes(_WIDTH, "big") for at in range(len(blocks))))
        os.close(given)
        yield numbers
    finally:
        os.close(numbers)


def _taken(numbers: int) -> Iterator[int]:
    """The numbers that this process gets hold of."""
    while number := os.read(numbers, _WIDTH):
        yield int.from_bytes(number, "big")


_WIDTH = 4
"""Bytes of a number."""
_MOST = 1_000
"""So many numbers go into the smallest pipe there is, a page of memory, while nobody reads."""
