"""Where in a page the single pass is, so that what ends it can be told with the entry it was at."""

from __future__ import annotations

from collections.abc import Iterator
from mmap import mmap
from typing import Any

from briefgen.printing.engine import room

_ROOM = 512
"""Bytes: more than the words take."""
_WORDS = 60
"""Characters by which a reader finds an entry."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Place:
    """The last element with an id, or heading, that was laid out or drawn.

    It is kept in memory that a process shares with those it forks, for a library that finds no memory ends the process
    that asks, which can say nothing then.
    """

    def __init__(self) -> None:
        self._shared = mmap(-1, _ROOM)
        self._last: Any = None

    def __str__(self) -> str:
        return self._shared[:].partition(b"\0")[0].decode("utf-8", "ignore")

    def clear(self) -> None:
        """Be nowhere."""
        self._shared[:1] = b"\0"

    def at(self, element: Any) -> None:
        """Be at an element, if a reader can be told which it is."""
        if element is self._last or not _is_told(element):
            return
        self._last = element
        told = words(element).encode()
        self._shared[: len(told) + 1] = told + b"\0"

    def follow(self) -> None:
        """Be where blocks are laid out from now on."""
        block = room("layout.block")
        lay_out = block.block_container_layout

        def followed(context: Any, box: Any, *rest: Any, **more: Any) -> Any:
            self.at(box.element)
            return lay_out(context, box, *rest, **more)

        block.block_container_layout = followed

    def follow_drawing(self, pages: list[Any]) -> None:
        """And where sheets are drawn: at the first entry of each."""
        for page in pages:
            page.paint = self._painted(page, page.paint)

    def _painted(self, page: Any, paint: Any) -> Any:
        def painted(*given: Any, **more: Any) -> None:
            boxes = page._page_box.descendants()  # noqa: SLF001
            self.at(next((box.element for box in boxes if _is_told(box.element)), None))
            paint(*given, **more)

        return painted


def _is_told(element: Any) -> bool:
    return element is not None and (element.tag in _HEADINGS or element.get("id") is not None)


def words(element: Any) -> str:
    """Words by which a reader finds an element of a page; None is its beginning."""
    found = "" if element is None else " ".join(_beginning(element))
    return f"“{found[:_WORDS].strip()}…”" if found else "its beginning"


def _beginning(element: Any) -> Iterator[str]:
    """The first words of an element, and not all: it may be the whole page."""
    length = 0
    for text in element.itertext():
        for word in text[: _WORDS * _WORDS].split():
            yield word[:_WORDS]
            length += len(word) + 1
            if length > _WORDS:
                return
