"""What a process of the parted press answers: sheets, or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from briefgen.printing.drawing import SCALE, Press
from briefgen.printing.fitness import Unfit
from briefgen.printing.leaf import Leaf
from briefgen.printing.sheets import Sheet, Start


@dataclass(slots=True)
class Laid:
    """A sheet that is laid out and drawn, less its margins."""

    start: Start | None
    then: Start | None
    last: bool
    leaf: Leaf
    bookmarks: list[tuple[int, str, tuple[float, float], str]]
    strings: list[tuple[str, str]]
    opening: list[str]
    numbered: bool
    running: bool
    log: list[str] = field(default_factory=list)


def clean(sheet: Sheet | Laid) -> bool:
    """Whether a stretch may begin where a sheet ends."""
    return sheet.then is not None and not sheet.then.within


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no PDF: a kind of fault as `press` knows it, and the detail."""

    kind: str
    detail: str


class Faulty(Exception):  # noqa: N818 - said of a page
    """A page that cannot be printed in whichever way."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind)
        self.fault = fault


def honest(source: Any, answers: Iterator[Any]) -> Iterator[Any]:
    """What a process answers, and what keeps it from it: a fault, or in words why the page is not to be parted."""
    try:
        yield from answers
    except Unfit as error:
        yield str(error)
    except (MemoryError, SystemError):  # the second is of a library in C that could not say so
        yield Fault("memory", "")
    except BaseException as error:
        if not source.refused:
            yield f"{type(error).__name__}: {error}"
    if source.refused:
        yield Fault("refused-asset", source.refused[0])


def told(answer: Any, where: Callable[[], str] = str) -> Any:
    """An answer that is one. Raises `Unfit` and `Faulty`, which says where in the page the process was."""
    if isinstance(answer, str):
        raise Unfit(answer)
    if isinstance(answer, Fault):
        raise Faulty(Fault(answer.kind, answer.detail or where()))
    return answer


def laid(sheet: Sheet, press: Press, log: list[str]) -> Laid:
    """A sheet drawn, with what the others ask of it."""
    page = sheet.page
    marks = [
        (level, words, (x * SCALE, (page.height - y) * SCALE), state) for level, words, (x, y), state in page.bookmarks
    ]
    leaf = press.leaf(page)
    said, log[:] = list(log), []
    return Laid(
        sheet.start,
        sheet.then,
        sheet.last,
        leaf,
        marks,
        sheet.strings,
        sheet.opening,
        sheet.numbered,
        sheet.running,
        said,
    )
