"""What is remembered of a page from one printing to the next: things by the hash of all that they depend on."""

from __future__ import annotations

import json
import pickle
from hashlib import blake2b
from typing import Any


class Memory:
    """What was `held` of the last time, and what of this time is held for the next: only what a page still shows."""

    def __init__(self, held: bytes) -> None:
        self._old: dict[bytes, Any] = pickle.loads(held) if held else {}  # noqa: S301 - our own
        self._new: dict[bytes, Any] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing was held of the last time."""
        return not self._old

    def recall(self, key: bytes) -> Any:
        """What was noted under a key; None where nothing was."""
        return self._old.get(key)

    def note(self, key: bytes, thing: Any) -> None:
        """Have a thing be held."""
        self._new[key] = thing

    def held(self) -> bytes:
        """All that is noted; nothing where it is what was held before."""
        return b"" if self._new.keys() == self._old.keys() else pickle.dumps(self._new)


def key_of(*told: Any) -> bytes:
    """The hash of some values that JSON knows, or of bytes."""
    parts = (each if isinstance(each, bytes) else json.dumps(each).encode() for each in told)
    return blake2b(b"\0".join(parts), digest_size=16).digest()
