"""The process that prints, kept for one job after another: to load WeasyPrint takes it longer than a short page.

Each job has a process of its own, which it forks, and which ends with the job. Both are gone when this process is,
be it killed.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.util import Finalize
from pathlib import Path
from tempfile import TemporaryDirectory

from briefgen import fonts
from briefgen.beside import SPARE

PRINTER = Path(__file__).with_name("printer.py")

#: How a shared library is found where it is not in a usual place; kept from the environment.
_LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
_FRAME = struct.Struct("<cQ")
"""Of what comes from the printer: its kind, and how many bytes follow."""
_CHUNK = 1 << 16
_PATIENCE = 10
"""Seconds that the printer is given to end."""


class Gone(Exception):  # noqa: N818 - said of a process
    """The printer ended, and with it the job: what it said last."""


class NoProcess(Exception):  # noqa: N818 - said of the system
    """No process is to be had that prints: why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job: what its process answered and what it said besides, and how it ended, as `Popen` tells it."""

    told: bytes
    said: str
    status: int


def begin() -> Printer:
    """The printer of this thread, begun if it was not: it gets ready while what it is to print is made.

    Raises `NoProcess`, and `OSError` where its files cannot be had.
    """
    printer = _OWN.printer
    if printer and _OWN.borrowed:
        return printer
    if printer and printer.process == os.getpid():  # a forked process has none yet
        if printer.is_ready():
            return printer
        printer.close()
    _OWN.printer = printer = Printer()
    return printer


def borrow() -> None:
    """In a forked process: print one page with the printer of the one it was forked from, which only waits for that.

    Where it does not end well, the lender has to end the printer.
    """
    _OWN.borrowed = _OWN.printer is not None


def end() -> None:
    """End the printer of this thread, if there is one."""
    printer, _OWN.printer = _OWN.printer, None
    if printer:
        printer.close()


class Printer:
    """A process that prints."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self._way = _way()
        self._folder = TemporaryDirectory(prefix="briefgen-")
        alive, self._lifeline = os.pipe()
        try:
            self._child = self._begun(self._folder.name, alive)
        except BaseException:
            os.close(self._lifeline)
            self._folder.cleanup()
            raise
        finally:
            os.close(alive)
        self._job = 0
        self._closed = False
        self._in_the_end = Finalize(None, self.close, exitpriority=0)  # of this process, be it a forked one

    @property
    def group(self) -> int:
        """The process group that it is the first of."""
        return self._child.pid

    def is_ready(self) -> bool:
        """Whether it waits for a job, and would be begun in the same way now."""
        return self._child.poll() is None and self._way == _way()

    def close(self) -> None:
        """End it, and what it does."""
        if self.process != os.getpid() or self._closed:
            return
        self._closed = True
        self._in_the_end.cancel()
        os.close(self._lifeline)  # at which the printer ends all by itself, whatever becomes of this process
        try:
            self._child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            for group in filter(None, (self._job, self.group)):
                with suppress(ProcessLookupError, PermissionError):  # macOS refuses where all of a group have ended
                    os.killpg(group, signal.SIGKILL)
            self._child.wait()
        for stream in (self._child.stdin, self._child.stdout):
            if stream:
                stream.close()
        self._folder.cleanup()

    def ask(self, job: bytes, seconds: float) -> Answer:
        """Have it print. Raises `TimeoutError`, `Gone` and `NoProcess`, after which it is there no more."""
        try:
            told, status, left = self._asked(job, time.monotonic() + seconds)
        except (BrokenPipeError, Gone):
            said = self._said()
            self.close()
            raise Gone(said) from None
        except BaseException:
            self.close()
            raise
        said = self._said()
        if left or status:  # what was not read of it would be taken for the next job, be it in the pipe already
            self.close()
        return Answer(told, said, status)

    def _said(self) -> str:
        with suppress(OSError):
            return Path(self._folder.name, "said").read_text("utf-8", "replace")
        return ""

    def _asked(self, job: bytes, end: float) -> tuple[bytes, int, int]:
        """What is answered, how the process ended that answers, and how much of the job nobody read."""
        given, taken = (stream.fileno() if stream else -1 for stream in (self._child.stdin, self._child.stdout))
        left, got, told = memoryview(job), bytearray(), b""
        with selectors.DefaultSelector() as waiting:
            waiting.register(given, selectors.EVENT_WRITE)
            waiting.register(taken, selectors.EVENT_READ)
            while True:
                ready = [key.fd for key, _ in waiting.select(max(0.0, end - time.monotonic()))]
                if taken in ready:  # first: who takes no more may have said why
                    if not (read := os.read(taken, 1 << 20)):
                        raise Gone
                    got += read
                    for kind, data in _frames(got):
                        match kind:
                            case b"B":
                                self._job = int(data)
                            case b"A":
                                told = data
                            case b"N":
                                raise NoProcess(data.decode())
                            case _:
                                self._job = 0
                                return told, int(data), len(left)
                if given in ready:
                    with suppress(BlockingIOError):
                        left = left[os.write(given, left[:_CHUNK]) :]
                    if not left:
                        waiting.unregister(given)
                if time.monotonic() > end:
                    raise TimeoutError

    def _begun(self, folder: str, alive: int) -> subprocess.Popen[bytes]:
        config = Path(folder, "fonts.conf")
        config.write_text(fonts.fontconfig(Path(folder)), "utf-8")
        printer, kept, path = self._way
        told = json.dumps({"lifeline": alive, "folder": folder, "path": path, "spare": SPARE})
        with Path(folder, "said").open("wb") as said:
            try:
                child = subprocess.Popen(  # noqa: S603
                    # A process that forks while it has a thread is warned; this thread only waits.
                    [sys.executable, "-s", "-P", "-W", "ignore::DeprecationWarning", printer, told],
                    bufsize=0,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=said,
                    env=_environment(folder, config, kept),
                    cwd=folder,
                    pass_fds=(alive, *SPARE),
                    start_new_session=True,
                )
            except OSError as error:
                raise NoProcess(error.strerror) from error
        if child.stdin:
            os.set_blocking(child.stdin.fileno(), False)
        return child


class _Own(threading.local):
    printer: Printer | None = None
    borrowed = False


_OWN = _Own()
"""Of each thread, for it waits for what it asks of its printer."""


def _way() -> tuple[str, dict[str, str], list[str]]:
    """What a printer is begun with: its program, and how it finds libraries and modules."""
    kept = {name: os.environ[name] for name in _LIBRARY_PATHS if name in os.environ}
    return str(PRINTER), kept, [entry for entry in sys.path if entry]


def _frames(got: bytearray) -> list[tuple[bytes, bytes]]:
    """Take what has come as a whole out of what came."""
    found = []
    while len(got) >= _FRAME.size:
        kind, size = _FRAME.unpack_from(got)
        if len(got) < _FRAME.size + size:
            break
        found.append((kind, bytes(memoryview(got)[_FRAME.size : _FRAME.size + size])))
        del got[: _FRAME.size + size]
    return found


def _environment(folder: str, config: Path, kept: dict[str, str]) -> dict[str, str]:
    return {
        # Where Homebrew puts Pango, which macOS does not search by itself.
        "DYLD_FALLBACK_LIBRARY_PATH": "/opt/homebrew/lib:/usr/local/lib:/usr/lib",
        **kept,
        "FONTCONFIG_FILE": str(config),
        "HOME": folder,
        "LC_ALL": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",  # glibc would reserve 64 MiB of address space for each of Pango's threads
        "PATH": "",  # ctypes would run a compiler to look for libraries
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TMPDIR": folder,
        "TZ": "UTC",
        "XDG_CACHE_HOME": folder,
    }
