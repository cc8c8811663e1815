"""Where what a stretch of a page tells and links leads, in the whole of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from briefgen.printing.engine import take


@dataclass(slots=True)
class Known:
    """What is known of the whole page: the number of the sheet that a stretch begins with, and what leads where."""

    index: int = 0
    pages: int = 0
    places: dict[str, int] = field(default_factory=dict)
    """The sheet that each anchor is on, counted from one."""


class Led(dict[str, Any]):
    """What WeasyPrint knows of the anchors of a page: those of a stretch, and others as soon as they are asked for."""

    def __init__(self, anchors: Collection[str], known: Known) -> None:
        super().__init__()
        self.anchors, self.known = anchors, known

    def counters(self, name: str) -> dict[str, list[int]]:
        """The numbers of pages where an anchor is."""
        return {"pages": [self.known.pages], "page": [self.known.places.get(name, 0)]}

    def get(self, name: str, default: Any = None) -> Any:
        """As WeasyPrint asks."""
        found = super().get(name)
        if found is None and name in self.anchors:
            found = self[name] = take("css.targets.TargetLookupItem")("up-to-date")
            found.target_box = SimpleNamespace(cached_counter_values={})
            found.cached_page_counter_values = self.counters(name)
        return default if found is None else found

    def values(self) -> Any:
        """Those that are known by now: to go through them may lead to others."""
        return list(super().values())
