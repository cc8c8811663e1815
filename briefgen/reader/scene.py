"""Where libyaml stopped in a text, and what it said: what guesses at the slip are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.reader.faults import yaml_syntax
from briefgen.reader.text import Unreadable
from briefgen.spans import Mark


@dataclass(frozen=True, slots=True)
class Scene:
    """Where libyaml stopped, and what it said."""

    text: str
    problem: str
    context: str
    stop: int
    """Where it could not go on."""
    begun: int
    """Where what it was reading begins."""
    last: Mark | None
    """The last text it read, where that is the last thing it read."""
    style: str
    """How that is written: in one of the quotes, in a block (`|`, `>`), or plain (empty)."""

    def line(self, offset: int) -> Mark:
        """The line around an offset."""
        end = self.text.find("\n", offset)
        return Mark(self.text.rfind("\n", 0, offset) + 1, len(self.text) if end < 0 else end)

    def lines(self) -> Iterator[Mark]:
        """The line where it stopped, that in which it began to read, and the one above where both are one text."""
        here, begun = self.line(self.stop), self.line(self.begun)
        yield from dict.fromkeys((here, begun))
        if self.last and not self.style and self.last.start < here.start:
            yield self.line(self.last.start)

    def fault(self, message: str, hint: str | None = None, at: int | None = None) -> Unreadable:
        """A finding at an offset, or else where it stopped."""
        return Unreadable(yaml_syntax(message, hint), self.stop if at is None else at)
