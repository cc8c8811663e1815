"""The child process that prints: a job on standard input, a PDF on standard output.

`press` runs this file by its path. Of briefgen it imports the room `printing` alone, and nothing else imports that:
WeasyPrint reads files and calls the network wherever it is not stopped. Here it is given text, a dictionary, and no way
to anything else.

Both streams carry one line of JSON, then bytes whose sizes that line gives.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import resource
import shutil
import signal
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    header: Mapping[str, Any], html: str, blobs: list[bytes], known: bytes, lacking: Failure | None
) -> tuple[bytes, dict[str, Any]]:
    """The PDF of a job with the sheets it has, and what `press` is told about it."""
    if lacking:
        raise lacking
    from briefgen.printing import engine
    from briefgen.printing.glyphs import hasten
    from briefgen.printing.grid import keep_to_grid
    from briefgen.printing.letters import spell
    from briefgen.printing.quick import quicken

    # Not before: a library that finds no room would pass for one that is not there.
    _confine(header["seconds"], header["memory"])
    log = Warnings()
    logging.getLogger("weasyprint").addHandler(log)
    if not engine.lacking():
        quicken()
        hasten()
    spell()
    keep_to_grid()
    pdf, pages, sheets, note = _refusing(header, html, blobs, known, log.lines)
    return pdf + sheets, {"pages": pages, "log": log.lines, "note": note, "pdf": len(pdf)}


def _refusing(
    header: Mapping[str, Any], html: str, blobs: list[bytes], known: bytes, log: list[str]
) -> tuple[bytes, int, bytes, str]:
    """The same, or the first address that was refused: WeasyPrint's SVG drawing catches the error that must end it.

    This is short on purpose: where no byte is left, CPython 3.11 never comes out of the `finally` of a long function.
    """
    refused: list[str] = []
    try:
        return _printed(header, html, blobs, known, log, refused)
    finally:
        if refused:
            raise Failure("refused-asset", refused[0])


def _printed(
    header: Mapping[str, Any], html: str, blobs: list[bytes], known: bytes, log: list[str], refused: list[str]
) -> tuple[bytes, int, bytes, str]:
    """The PDF of a job, how many pages it has, what to remember of them, and why it was not printed in parts if so."""
    from briefgen.printing.answers import Faulty
    from briefgen.printing.fitness import Unfit
    from briefgen.printing.measure import Measure
    from briefgen.printing.order import order
    from briefgen.printing.parted import parted, worth
    from briefgen.printing.single import single

    measure = Measure(*header["measure"])
    job = order(header, html, blobs, known, log, refused)
    if not worth(html, measure):
        return *single(job), b"", ""
    try:
        return *parted(job, measure, partial(_follow, *header["follow"])), ""
    except Faulty as faulty:
        raise Failure(faulty.fault.kind, faulty.fault.detail) from faulty
    except Unfit as unfit:
        reason = str(unfit)
    return *single(job), b"", reason


def _confine(seconds: int, memory: int) -> None:
    """Give this process so much processor time and so much address space, and no more."""
    # SIGXCPU comes at the soft limit and tells why; at the hard one comes SIGKILL, which does not.
    processor = (resource.RLIMIT_CPU, seconds, seconds + 1)
    for limit, soft, hard in (processor, (resource.RLIMIT_AS, memory, memory), (resource.RLIMIT_CORE, 0, 0)):
        with suppress(OSError, ValueError):  # macOS knows RLIMIT_AS but refuses it
            resource.setrlimit(limit, (soft, hard))


def _follow(parent: int, folder: str) -> None:
    """End when the process does that holds the other end of this pipe, however it ends, and clean up for it."""

    def wait() -> None:
        os.read(parent, 1)
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _ready() -> Failure | None:
    """Load all that prints; why that cannot be, if so."""
    from briefgen.printing import engine

    try:
        engine.load()
    except OSError as error:
        return Failure("missing-pango", str(error))
    return None


def _answer(stdin: BinaryIO, follow: tuple[int, str], lacking: Failure | None) -> tuple[bytes, dict[str, Any]]:
    line = stdin.readline()
    if not line:  # nothing is to be printed
        os._exit(0)
    header = {**json.loads(line), "follow": follow}
    gc.disable()  # a fifth faster; the process ends before the garbage matters
    try:
        html = stdin.read(header["html"]).decode()
        blobs = [stdin.read(sizes[-1]) for sizes in header["assets"] + header["attachments"]]
        return render(header, html, blobs, stdin.read(header["known"]), lacking)
    except Failure as failure:
        return b"", {"kind": failure.kind, "detail": failure.detail}
    except MemoryError:
        return b"", {"kind": "memory", "detail": ""}
    except RecursionError:
        return b"", {"kind": "crash", "detail": "it is nested too deeply"}
    except Exception as error:
        if _full(header["memory"]):  # libraries in C do not always say that it is that
            return b"", {"kind": "memory", "detail": ""}
        return b"", {"kind": "crash", "detail": f"{type(error).__name__}: {error}"}


def _full(memory: int) -> bool:
    """Whether this process has had all but all of the address space it may have."""
    with suppress(OSError):
        found = re.search(r"VmPeak:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
        return bool(found and int(found[1]) * 1024 > 0.95 * memory)
    return False


def main() -> None:
    """Answer one job, and end at once: taking a large document apart costs seconds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent has it too, and decides
    # What libraries print, they print to standard error: WeasyPrint does where it misses Pango.
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    told = json.loads(sys.argv[1])
    sys.path.extend(entry for entry in told["path"] if entry not in sys.path)
    follow = (told["lifeline"], told["folder"])
    _follow(*follow)
    pdf, answer = _answer(sys.stdin.buffer, follow, _ready())
    stdout.write(json.dumps(answer).encode() + b"\n" + pdf)
    stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
