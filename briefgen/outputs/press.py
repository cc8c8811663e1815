"""HTML on paper: a page and its assets in, a PDF out, made in a child process that has limits.

Nothing of the machine reaches the PDF: the child knows the shipped fonts only, no address but the job's own
assets, no clock, no locale. The same job gives the same bytes.
"""

from __future__ import annotations

import json
import math
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from briefgen import fonts
from briefgen.archive.packing import Attachment
from briefgen.outputs import typeset
from briefgen.printing.measure import PARTED, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["missing-pango", "time", "memory", "crash", "refused-asset"]

_PRINTER = Path(__file__).with_name("printer.py")

#: How a shared library is found where it is not in a usual place; kept from the environment.
_LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")

#: What is last said by the interpreter, GLib and others that get no more memory.
_EXHAUSTED = re.compile("MemoryError|failed to allocate|out of memory|creating thread", re.IGNORECASE)

_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be printed, whole: nothing is looked up anywhere else."""

    html: str
    assets: Mapping[str, bytes]
    """The files of the page by address, such as `briefgen:/images/1.png`. No other address exists."""
    created: datetime
    """When the document was made, as the PDF tells it; aware."""
    identifier: bytes
    """16 bytes that stay the same while the document is the same one."""
    attachments: tuple[Attachment, ...] = ()
    known: bytes = b""
    """The sheets of the page as `Printed.known` had them the last time: those that show the same are not made again."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF (PDF/UA-1 and PDF/A-3a), its number of pages, and the renderer's warnings: none for a sound page.

    `note` says why a long one was printed in one pass, where it was; its pages are the same.
    """

    pdf: bytes
    pages: int
    log: tuple[str, ...]
    note: str = ""
    known: bytes = b""
    """The sheets of the page, to be given with the next like it; empty where there is nothing new to remember."""


class PressError(Exception):
    """Why there is no PDF: `message` says what happened, `hint` what to do about it."""

    def __init__(self, kind: Kind, message: str, hint: str) -> None:
        super().__init__(kind, message, hint)
        self.kind = kind
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


def press(job: Job, *, seconds: float | None = None, memory: int | None = None, measure: Measure = PARTED) -> Printed:
    """Print a job, in at most so many seconds of wall clock and so many bytes of address space.

    Without limits given, they grow with the page: ten times the time and three times the memory that a
    chronology of 300 pages was measured to take; each of the processes that print it has them. `measure` says into how
    many parts it is laid out. Raises `PressError`.
    """
    size = (len(job.html) + sum(map(len, job.assets.values()))) / _MEBIBYTE
    seconds = 60 + 180 * size if seconds is None else seconds
    memory = int((1024 + 1024 * size) * _MEBIBYTE) if memory is None else memory
    with ExitStack() as stack:
        printer = _BEGUN.get() or stack.enter_context(_begun())
        _BEGUN.set(None)
        try:
            out, err = printer.communicate(_written(job, measure, seconds, memory), timeout=seconds)
        except subprocess.TimeoutExpired:
            raise _too_slow(seconds, "") from None
    return _read(out, err.decode(errors="replace"), printer.returncode, seconds, memory)


@contextmanager
def beginning() -> Iterator[None]:
    """Have the printer begin: it gets ready in the time that it takes to make what it is to print, one job at most."""
    with ExitStack() as stack:
        with suppress(OSError):  # which `press` will meet, and tell
            _BEGUN.set(stack.enter_context(_begun()))
        try:
            yield
        finally:
            _BEGUN.set(None)


@contextmanager
def _begun() -> Iterator[subprocess.Popen[bytes]]:
    """A printer that waits for its job, and ends with the context, or with this process."""
    with TemporaryDirectory(prefix="briefgen-") as folder:
        config = Path(folder, "fonts.conf")
        config.write_text(fonts.fontconfig(Path(folder)), "utf-8")
        alive, lifeline = os.pipe()
        told = {"lifeline": alive, "folder": folder, "path": [entry for entry in sys.path if entry]}
        try:
            with subprocess.Popen(  # noqa: S603
                # A process that forks while it has a thread is warned; this thread only waits.
                [sys.executable, "-s", "-P", "-W", "ignore::DeprecationWarning", str(_PRINTER), json.dumps(told)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_environment(folder, config),
                cwd=folder,
                pass_fds=(alive,),
                start_new_session=True,
            ) as child:
                try:
                    yield child
                finally:
                    _end(child.pid)
        finally:
            os.close(alive)
            os.close(lifeline)


_BEGUN: ContextVar[subprocess.Popen[bytes] | None] = ContextVar("_BEGUN", default=None)
"""A printer that has begun and waits."""


def _end(session: int) -> None:
    """Leave none of the processes that the printer has begun, nor itself."""
    with suppress(ProcessLookupError, PermissionError):  # macOS refuses where all of them have ended
        os.killpg(session, signal.SIGKILL)


def _environment(folder: str, config: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _LIBRARY_PATHS if name in os.environ}
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


def _written(job: Job, measure: Measure, seconds: float, memory: int) -> bytes:
    html = typeset.whole(job.html).encode()
    header = {
        "html": len(html),
        "assets": [(url, len(data)) for url, data in job.assets.items()],
        "attachments": [
            (item.name, item.mime, item.description, item.relationship, len(item.data)) for item in job.attachments
        ],
        "created": job.created.astimezone(UTC).isoformat(),
        "identifier": job.identifier.hex(),
        "known": len(job.known),
        "measure": astuple(measure),
        "seconds": math.ceil(seconds) + 1,
        # A little before the printer is ended, when nobody could say where it was.
        "until": time.monotonic() + 0.9 * seconds,
        "memory": memory,
    }
    files = [*job.assets.values(), *(item.data for item in job.attachments), job.known]
    return b"".join((json.dumps(header).encode(), b"\n", html, *files))


def _read(out: bytes, err: str, status: int, seconds: float, memory: int) -> Printed:
    line, _, pdf = out.partition(b"\n")
    if status == 0 and line:
        answer = json.loads(line)
        if "kind" not in answer:
            noise = (text for text in err.splitlines() if text.strip())
            size = answer["pdf"]
            return Printed(pdf[:size], answer["pages"], (*answer["log"], *noise), answer["note"], pdf[size:])
        kind, detail = answer["kind"], answer["detail"]
    elif status == -signal.SIGXCPU:
        kind, detail = "time", ""
    elif status == -signal.SIGKILL or _EXHAUSTED.search(err):
        kind, detail = "memory", ""
    else:
        kind, detail = "crash", signal.Signals(-status).name if status < 0 else err.strip()[-200:]
    raise _error(kind, detail, seconds, memory)


def _error(kind: str, detail: str, seconds: float, memory: int) -> PressError:
    match kind:
        case "missing-pango":
            return _without_pango()
        case "time":
            return _too_slow(seconds, detail)
        case "memory":
            return PressError(
                "memory",
                f"the PDF needs more than {memory // _MEBIBYTE:,} MiB of memory{_at(detail)}",
                "look for a huge table, one very long word or an oversize image; HTML has no such limit",
            )
        case "refused-asset":
            address = detail if len(detail) <= 120 else f"{detail[:100]}…"
            return PressError(
                "refused-asset",
                f"the page asks for `{address}`, which is not one of its assets",
                "a PDF holds the project's own files only: copy it into the project and refer to it there",
            )
        case _:
            return PressError(
                "crash",
                f"WeasyPrint could not print the page: {detail}",
                "HTML and JSON are made without it; please report the page that does this",
            )


def _at(where: str) -> str:
    return f", at {where}" if where else ""


def _too_slow(seconds: float, where: str) -> PressError:
    return PressError(
        "time",
        f"the PDF was not finished within {seconds:,.0f} s{_at(where)}",
        "look for a huge table, one very long word or deeply nested lists; HTML has no such limit",
    )


def _without_pango() -> PressError:
    hint = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    if sys.platform == "darwin":
        hint = "brew install pango"
    return PressError("missing-pango", "Pango, which sets the type of PDFs, is not installed", hint)
