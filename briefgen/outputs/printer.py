"""The child process that prints: jobs on standard input, PDFs on standard output.

`printers` runs this file by its path. Of briefgen it imports the room `printing` alone, and nothing else imports that:
WeasyPrint reads files and calls the network wherever it is not stopped. Here it is given text, a dictionary, and no way
to anything else.

A job and an answer are a line of JSON, then bytes whose sizes that line gives. Answers come in frames, between what is
said of the process that answers.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import resource
import select
import shutil
import signal
import struct
import sys
import threading
import time
import traceback
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Failure(Exception):  # noqa: N818 - the word of the protocol
    """Why there is no PDF: one of `press.Kind`, and the detail."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


class Warnings(logging.Handler):
    """WeasyPrint's warnings and errors, in the order it gave them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.lines.append(record.getMessage())


def render(
    header: Mapping[str, Any], html: bytes, blobs: list[bytes], known: bytes, missing: Mapping[str, str], place: Any
) -> tuple[Sequence[bytes | bytearray], dict[str, Any]]:
    """The PDF of a job and the sheets it has, and what `press` is told about it.

    `missing` is as `_ready` gives it, and `place`, a `printing.place.Place`, is told where the single pass is.
    """
    for without, kind in (("pango", "missing-pango"), ("owed", "other-weasyprint")):
        if without in missing:
            raise Failure(kind, missing[without])
    from briefgen.printing.passes import make_ready

    # Not before: a library that finds no room would pass for one that is not there.
    _confine(header["seconds"], header["memory"])
    log = Warnings()
    logging.getLogger("weasyprint").addHandler(log)
    make_ready(missing)
    pdf, pages, sheets, note = _refusing(header, html, blobs, known, log.lines, missing, place)
    return (pdf, sheets), {"pages": pages, "log": log.lines, "note": note, "pdf": len(pdf)}


def _refusing(header: Mapping[str, Any], html: bytes, *rest: Any) -> tuple[bytes | bytearray, int, bytes, str]:
    """The same, or the first address that was refused: WeasyPrint's SVG drawing catches the error that must end it.

    This is short on purpose: where no byte is left, CPython 3.11 never comes out of the `finally` of a long function.
    """
    refused: list[str] = []
    try:
        return _printed(header, html, refused, *rest)
    finally:
        if refused:
            raise Failure("refused-asset", refused[0])


def _printed(
    header: Mapping[str, Any],
    html: bytes,
    refused: list[str],
    blobs: list[bytes],
    known: bytes,
    log: list[str],
    missing: Mapping[str, str],
    place: Any,
) -> tuple[bytes | bytearray, int, bytes, str]:
    """The PDF of a job, how many pages it has, what to remember of them, and why it was not printed in parts if so."""
    from briefgen.printing.answers import Faulty
    from briefgen.printing.measure import Measure
    from briefgen.printing.order import order
    from briefgen.printing.passes import printed

    read = partial(order, header, html, blobs, known, log, refused)
    try:
        return printed(read, html, Measure(*header["measure"]), missing, partial(_follow, header["lifeline"]), place)
    except Faulty as faulty:
        raise Failure(faulty.fault.kind, faulty.fault.detail) from faulty


def _confine(seconds: int, memory: int) -> None:
    """Give this process so much processor time and so much address space, and no more."""
    # SIGXCPU comes at the soft limit and tells why; at the hard one comes SIGKILL, which does not.
    processor = (resource.RLIMIT_CPU, seconds, seconds + 1)
    for limit, soft, hard in (processor, (resource.RLIMIT_AS, memory, memory), (resource.RLIMIT_CORE, 0, 0)):
        with suppress(OSError, ValueError):  # macOS knows RLIMIT_AS but refuses it
            resource.setrlimit(limit, (soft, hard))


def _follow(parent: int, then: Callable[[], None] = lambda: None) -> None:
    """End when the process does that holds the other end of this pipe, however it ends."""

    def wait() -> None:
        os.read(parent, 1)
        then()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _clean_up(folder: str, jobs: list[int]) -> None:
    """End the job that is done, and what it has begun; and leave nothing in the folder, where these wrote until now."""
    for job in jobs:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(job, signal.SIGKILL)
    end = time.monotonic() + _PATIENCE
    while Path(folder).exists() and time.monotonic() < end:
        shutil.rmtree(folder, ignore_errors=True)


_PATIENCE = 5
"""Seconds."""


def _ready() -> dict[str, str]:
    """Load all that prints; what is not there, by what it is for."""
    from briefgen.printing import engine

    try:
        engine.load()
    except OSError as error:
        return {"pango": str(error)}
    return engine.missing()


class _Job:
    """One job: what is asked, and the one answer to it."""

    def __init__(
        self, stdout: BinaryIO, lifeline: int, spare: Sequence[int], missing: Mapping[str, str], place: Any
    ) -> None:
        self.stdout, self.lifeline, self.spare, self.missing, self.place = stdout, lifeline, spare, missing, place
        self._once = threading.Lock()

    def answer(self, stdin: BinaryIO) -> tuple[Sequence[bytes | bytearray], dict[str, Any]]:
        """What is answered, and the PDF with the sheets it has."""
        line = stdin.readline()
        if not line:
            os._exit(_NOTHING)
        header = {**json.loads(line), "lifeline": self.lifeline, "spare": self.spare}
        threading.Thread(target=self._give_up, args=(header["late"],), daemon=True).start()
        gc.disable()  # a fifth faster; the process ends before the garbage matters
        try:
            html = stdin.read(header["html"])
            blobs = [stdin.read(sizes[-1]) for sizes in header["assets"] + header["attachments"]]
            return render(header, html, blobs, stdin.read(header["known"]), self.missing, self.place)
        except Failure as failure:
            return (), {"kind": failure.kind, "detail": failure.detail}
        except MemoryError:
            return (), {"kind": "memory", "detail": str(self.place)}
        except RecursionError:
            return (), {"kind": "crash", "detail": "it is nested too deeply"}
        except Exception as error:
            if _full(header["memory"]):  # libraries in C do not always say that it is that
                return (), {"kind": "memory", "detail": str(self.place)}
            return (), {"kind": "crash", "detail": f"{type(error).__name__}: {error}"}

    def send(self, told: Mapping[str, Any], made: Sequence[bytes | bytearray]) -> NoReturn:
        """Answer, and end at once: taking a large document apart costs seconds."""
        with self._once:
            self.place.clear()
            _send(self.stdout, b"A", json.dumps(told).encode() + b"\n", *made)
            os._exit(0)

    def _give_up(self, late: float) -> None:
        """Say where the single pass is when it is about to be ended, for then nobody could."""
        time.sleep(max(0, late - time.monotonic()))
        if where := str(self.place):
            self.send({"kind": "time", "detail": where}, ())


def _full(memory: int) -> bool:
    """Whether this process has had all but all of the address space it may have."""
    with suppress(OSError):
        found = re.search(r"VmPeak:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
        return bool(found and int(found[1]) * 1024 > 0.95 * memory)
    return False


def _print(job: _Job, folder: str) -> NoReturn:
    """Answer one job."""
    os.setpgid(0, 0)
    _follow(job.lifeline)
    # What libraries print, they print to standard error: WeasyPrint does where it misses Pango.
    said = os.open(f"{folder}/said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(said, 1)
    os.dup2(said, 2)
    made, told = job.answer(sys.stdin.buffer)
    job.send(told, made)


def _send(stdout: BinaryIO, kind: bytes, *data: bytes | bytearray) -> None:
    stdout.write(struct.pack("<cQ", kind, sum(map(len, data))))
    stdout.writelines(data)  # which are too large to be copied
    stdout.flush()


def main() -> None:
    """Have each job be answered by a process of its own, and say when that begins, and how it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent has it too, and decides
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    told = json.loads(sys.argv[1])
    sys.path.extend(entry for entry in told["path"] if entry not in sys.path)
    lifeline, folder, jobs = told["lifeline"], told["folder"], list[int]()
    _follow(lifeline, partial(_clean_up, folder, jobs))
    try:
        _serve(stdout, lifeline, told["spare"], folder, jobs)
    except BrokenPipeError:  # nobody is there any more who takes an answer
        pass
    except Exception:
        traceback.print_exc()  # for who is there, who cleans up too
        os._exit(1)
    _clean_up(folder, jobs)
    os._exit(0)


def _serve(stdout: BinaryIO, lifeline: int, spare: Sequence[int], folder: str, jobs: list[int]) -> None:
    """Have jobs be answered until there are no more; `jobs` is the one that is."""
    from briefgen.printing.place import Place

    job = _Job(stdout, lifeline, spare, _ready(), Place())
    gc.freeze()
    while True:
        select.select([0], [], [])
        try:
            child = os.fork()
        except OSError as error:
            _send(stdout, b"N", str(error.strerror).encode())
            return
        if not child:
            _print(job, folder)
        jobs.append(child)
        with suppress(OSError):  # it has done so itself, or is gone
            os.setpgid(child, child)
        _send(stdout, b"B", b"%d" % child)
        _, status = os.waitpid(child, 0)
        with suppress(ProcessLookupError, PermissionError):  # macOS refuses where all of a group have ended
            os.killpg(child, signal.SIGKILL)
        jobs.clear()
        code = os.waitstatus_to_exitcode(status)
        if code == _NOTHING:
            return
        if code < 0 and str(job.place):  # it was ended, and could not say where it was
            _send(stdout, b"A", json.dumps({"at": str(job.place)}).encode() + b"\n")
            job.place.clear()
        _send(stdout, b"E", b"%d" % code)


_NOTHING = 99
"""How a process ends that finds no job, for whoever gave them is gone."""


if __name__ == "__main__":
    main()
