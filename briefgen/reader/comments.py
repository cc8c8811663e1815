"""Comments that may have been meant as text: to YAML, `title: Road #5 cut` is "Road"."""

from __future__ import annotations

import re

from briefgen.spans import Mark

_GLUED = re.compile(r"#\S")


def glued(text: str) -> dict[int, Mark]:
    """The comments behind something on its line that have no space behind their `#`.

    By the offset where what stands before them ends, a colon left out: there a plain value ends that goes on, or the
    key of a value that seems to be missing.
    """
    found: dict[int, Mark] = {}
    for sign in _GLUED.finditer(text) if " #" in text or "\t#" in text else ():
        start = sign.start()
        line = text.rfind("\n", 0, start) + 1
        before = text[line:start]
        stripped = before.rstrip(" \t")
        if stripped not in {"", before}:
            end = text.find("\n", start)
            found[line + len(stripped.removesuffix(":").rstrip(" \t"))] = Mark(start, len(text) if end < 0 else end)
    return found
