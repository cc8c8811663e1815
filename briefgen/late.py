"""Regular expressions that are compiled when they are first used: compiling all those of the rules takes a tenth of a
second, which every command would wait for.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but that a mistake in the pattern shows when it is first used."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # of no pattern, but of copying and the like
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)  # so that this is asked once
        return found

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)
