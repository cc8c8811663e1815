"""Into how many parts a page is laid out."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """How a page is parted: the bytes of the PDF depend on `worth` alone."""

    worth: int = 2_500
    """From how many elements on: about twenty-five sheets, from which two processes are faster than one."""
    span: int = 4_000
    """The elements of a stretch, about forty sheets: one process lays out one stretch, so that it stays small.

    Of a very large page it is a hundredth, for to fork what holds that takes a while each time.
    """
    processes: int = 0
    """How many there are at once; 0: as many as there are processors."""

    def stretch(self, elements: int) -> int:
        """The elements of a stretch of a page that has so many."""
        return max(self.span, elements // 100)

    @property
    def ahead(self) -> int:
        """So many more elements are made ready, since a sheet may not begin where a stretch ends or a chain is met."""
        return self.span // 10

    @property
    def least(self) -> int:
        """From how many elements between two chains on it is worth it to begin another."""
        return self.span * 2 // 5

    @property
    def few(self) -> int:
        """The same where a sheet begins in any case, so that nothing is laid out twice."""
        return self.span // 10

    @property
    def most(self) -> int:
        """How many processes there are at once."""
        if self.processes:
            return self.processes
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


PARTED = Measure()
"""As pages are printed."""

SINGLE = Measure(worth=1 << 60)
"""All in one pass, which is what the parts must equal."""
