"""Which texts take too long to read as Markdown, told before they are."""

from __future__ import annotations

MAX_BYTES = 64 * 1024
"""Of one text: what is longer is several."""
MAX_MARKS = 10_000
"""Characters of one text that may begin some markup, each of which Markdown looks for the end of."""
_MARKS = "[*_`{<\\&!~^"


def too_heavy(text: str) -> str | None:
    """Why a text is not read as Markdown, with its size and the limit; None for one that is."""
    if len(text) > MAX_BYTES // 4 and (size := len(text.encode())) > MAX_BYTES:
        return f"the text has {-(-size // 1024):,} KiB; at most {MAX_BYTES // 1024} are read"
    if len(text) > MAX_MARKS and (marks := sum(map(text.count, _MARKS))) > MAX_MARKS:
        return f"the text has {marks:,} characters that may begin markup, such as `[`; at most {MAX_MARKS:,} are read"
    return None
