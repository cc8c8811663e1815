"""What a PDF is found wrong in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in a sentence; on which page, counted from 1, and in which object of the file."""

    message: str
    page: int | None = None
    number: int = 0
    """That of the object; 0 where it is the file's."""
