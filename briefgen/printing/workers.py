"""Processes that work beside this one and answer with one thing after another, each forked for one piece of work."""

from __future__ import annotations

import fcntl
import os
import pickle
import selectors
import signal
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from briefgen.printing.fitness import Unfit

_SIZE = struct.Struct("<Q")
_PIPE = 1 << 20
"""Bytes that a pipe holds, the most that Linux allows anyone."""


class Lost(Exception):  # noqa: N818 - said of a process
    """A process that ended before it had done its work: by which signal, or 0, and what it was at."""

    def __init__(self, signal_: int, work: Any) -> None:
        super().__init__(signal_)
        self.signal = signal_
        self.work = work


@dataclass(slots=True)
class _Worker:
    number: int
    work: Any
    buffer: bytearray = field(default_factory=bytearray)
    ended: bool = False


class Workers:
    """At most so many processes at once, until `end` by the clock. `begin` is what each runs when it starts.

    `spare` are the ends of a pipe, if any, from which it takes a byte for each process more, as `beside` has it.
    """

    def __init__(self, most: int, begin: Callable[[], None], end: float, spare: Sequence[int] = ()) -> None:
        self.most, self.end = most, end
        self._own, self._more, self._spare = most, 0, spare
        self._refused = False
        self._begin = begin
        self._waiting = selectors.DefaultSelector()
        self._running: dict[int, _Worker] = {}

    @property
    def works(self) -> list[Any]:
        """What is being done."""
        return [worker.work for worker in self._running.values()]

    def has_room(self) -> bool:
        """Whether one more may be begun: one of its own, or on a processor that nobody else needs any more."""
        if len(self._running) < self.most:
            return True
        with suppress(BlockingIOError):  # there is none
            if self._spare and not self._refused and os.read(self._spare[0], 1):
                self._more += 1
                self.most += 1
                return True
        return False

    def give_back(self) -> None:
        """Leave the processors that it took to others, but for those that its processes are at work on."""
        needed = max(0, len(self._running) - self._own)
        if self._more > needed:
            os.write(self._spare[1], bytes(self._more - needed))
            self.most, self._more = self._own + needed, needed

    def start(self, work: Any, answers: Callable[[Any], Iterator[Any]]) -> bool:
        """Have a process do a piece of work, which is compared by identity, and send what it answers.

        False where the system allows none more: those that are at work are the most then. Raises `Unfit` without any.
        """
        reading, writing = os.pipe()
        with suppress(OSError, AttributeError):  # a process is not kept waiting while this one does something else
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE)
        try:
            number = os.fork()
        except OSError as error:
            os.close(reading)
            os.close(writing)
            if not self._running:
                raise Unfit(f"no process can be had for its parts: {(error.strerror or '').lower()}") from error
            self.most, self._refused = len(self._running), True
            self._own = min(self._own, self.most)
            return False
        if not number:
            status = 1
            try:
                os.close(reading)
                self._begin()
                with os.fdopen(writing, "wb") as out:
                    for answer in answers(work):
                        _send(out, answer)
                    _send(out, None)
                status = 0
            finally:
                os._exit(status)
        os.close(writing)
        self._running[reading] = _Worker(number, work)
        self._waiting.register(reading, selectors.EVENT_READ)
        return True

    def answers(self) -> Iterator[tuple[Any, Any]]:
        """The next of what comes, each with the work it comes of; None where that is done. Raises `Lost`."""
        for key, _ in self._waiting.select(max(0, self.end - time.monotonic())):
            worker = self._running.get(key.fd)
            if worker is None:
                continue
            if not (read := os.read(key.fd, 1 << 20)):
                ended = self._end(key.fd)
                if not worker.ended:
                    raise Lost(ended, worker.work)
                continue
            worker.buffer += read
            for answer in _received(worker.buffer):
                if key.fd not in self._running:
                    break
                worker.ended = answer is None
                yield worker.work, answer
        if time.monotonic() > self.end:
            raise Lost(signal.SIGXCPU, next(iter(self.works), None))

    def stop(self, work: Any) -> None:
        """Have a piece of work left undone."""
        for reading, worker in list(self._running.items()):
            if worker.work is work:
                with suppress(ProcessLookupError):
                    os.kill(worker.number, signal.SIGKILL)
                self._end(reading)

    def close(self) -> None:
        """Leave all undone."""
        for work in self.works:
            self.stop(work)

    def _end(self, reading: int) -> int:
        self._waiting.unregister(reading)
        os.close(reading)
        worker = self._running.pop(reading)
        _, status = os.waitpid(worker.number, 0)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _send(out: Any, answer: Any) -> None:
    data = pickle.dumps(answer)
    out.write(_SIZE.pack(len(data)) + data)
    out.flush()


def _received(buffer: bytearray) -> Iterator[Any]:
    while len(buffer) >= _SIZE.size and len(buffer) >= (end := _SIZE.size + _SIZE.unpack_from(buffer)[0]):
        data = bytes(buffer[_SIZE.size : end])
        del buffer[:end]
        yield pickle.loads(data)  # noqa: S301 - from our own
