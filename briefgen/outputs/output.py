"""What a renderer gives back."""

from __future__ import annotations

from typing import NamedTuple


class Output(NamedTuple):
    """The bytes of a file, and what its maker had to remark; a sound theme leaves nothing to remark."""

    data: bytes
    remarks: tuple[str, ...] = ()
    slow: str = ""
    """Why it took longer than it might have."""
