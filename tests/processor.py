"""A guard against input that takes for ever: limits of processor time that hold on a slow and busy machine too."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

REFERENCE = 0.01  # seconds of `_piece` on the machine that the limits of the tests were set on
TEXT = "On 7 December the column passed Homs, and 41 people were counted [@log]. " * 100


def _piece() -> float:
    """Seconds of the processor that a piece of work of the kind that is guarded takes now: characters, words, names."""
    begun = time.process_time()
    counts: dict[str, int] = {}
    for _ in range(28):
        for word in re.findall(r"\w+|[^\w\s]", TEXT):
            counts[word.lower()] = counts.get(word.lower(), 0) + len(word)
    return time.process_time() - begun


@contextmanager
def at_most(seconds: float, what: str = "") -> Iterator[None]:
    """Fails where what is done within takes more than `seconds` of the processor.

    A machine that takes longer for a fixed piece of work, before or after, has that much longer, up to ten times. What
    earlier tests left in memory is not looked through by the collector meanwhile: how much that is depends on them.
    """
    gc.freeze()
    try:
        before = _piece()
        begun = time.process_time()
        yield
        taken = time.process_time() - begun
        slower = min(10, max(1, before / REFERENCE, _piece() / REFERENCE))
    finally:
        gc.unfreeze()
    assert taken < seconds * slower, f"{what} took {taken:.2f} s, of a machine that is {slower:.1f} times slower"
