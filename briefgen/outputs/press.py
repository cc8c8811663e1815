"""HTML on paper: a page and its assets in, a PDF out, made in a child process that has limits.

Nothing of the machine reaches the PDF: the child knows the shipped fonts only, no address but the job's own
assets, no clock, no locale. The same job gives the same bytes.
"""

from __future__ import annotations

import json
import math
import re
import signal
import sys
import time
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from briefgen.archive.packing import Attachment
from briefgen.outputs import typeset
from briefgen.outputs.printers import Answer, Gone, NoProcess, begin
from briefgen.printing.measure import PARTED, Measure
from briefgen.printing.names import READ

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["missing-pango", "other-weasyprint", "no-process", "time", "memory", "crash", "refused-asset"]

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

    `note` says why a long one was printed in one pass, where it was; its pages are the same, but where another
    WeasyPrint lacks what the grid or letters need, which it says too.
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
    try:
        answer = begin().ask(_written(job, measure, seconds, memory), seconds)
    except TimeoutError:
        raise _too_slow(seconds, "") from None
    except NoProcess as why:
        raise _error("no-process", str(why).lower(), seconds, memory) from None
    except Gone as gone:
        raise _error("crash", str(gone).strip()[-200:] or "its process was ended", seconds, memory) from None
    return _read(answer, seconds, memory)


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
        # A little before the printer is ended, when nobody could say where it was: the parts, and then the whole.
        "until": time.monotonic() + 0.9 * seconds,
        "late": time.monotonic() + 0.95 * seconds,
        "memory": memory,
    }
    files = [*job.assets.values(), *(item.data for item in job.attachments), job.known]
    return b"".join((json.dumps(header).encode(), b"\n", html, *files))


def _read(answer: Answer, seconds: float, memory: int) -> Printed:
    line = answer.told[: answer.told.find(b"\n") + 1]
    told = json.loads(line) if line else {}
    where = told.get("at", "")
    if answer.status == 0 and told:
        if "kind" not in told:
            noise = (text for text in answer.said.splitlines() if text.strip())
            made, size = memoryview(answer.told)[len(line) :], told["pdf"]
            return Printed(bytes(made[:size]), told["pages"], (*told["log"], *noise), told["note"], bytes(made[size:]))
        kind, detail = told["kind"], told["detail"]
    elif answer.status == -signal.SIGXCPU:
        kind, detail = "time", where
    elif answer.status == -signal.SIGKILL or _EXHAUSTED.search(answer.said):
        kind, detail = "memory", where
    else:
        ended = signal.Signals(-answer.status).name if answer.status < 0 else answer.said.strip()[-200:]
        kind, detail = "crash", ended
    raise _error(kind, detail, seconds, memory)


def _error(kind: str, detail: str, seconds: float, memory: int) -> PressError:
    match kind:
        case "missing-pango":
            return _without_pango()
        case "other-weasyprint":
            return PressError(
                "other-weasyprint",
                f"the WeasyPrint that is installed lacks {detail}, without which a PDF is not what it says it is",
                f"install one that briefgen knows: pip install 'weasyprint=={READ}*'",
            )
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
        case "no-process":
            return PressError(
                "no-process",
                f"the system allows no process that prints: {detail}",
                "end other programs, or allow more of them (`ulimit -u`); HTML and JSON are made without it",
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
