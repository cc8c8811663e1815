"""What stands in the margins of many sheets in the same words at the same place: laid out once, and drawn once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.printing.letters import Letters

LayOut = Callable[[Any, Any, Any], Any]
"""A context, a sheet and a box in its margins in, the box as laid out."""

_MOST = 64
"""So many boxes are kept at most: what repeats does so on sheets that follow each other."""
_PLACE = ("position_x", "position_y", "width", "height", "margin_left", "margin_right", "margin_top", "margin_bottom")


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What is written to draw a box, the states it sets, and what it draws of each font."""

    written: list[bytes]
    states: dict[str, Any]
    glyphs: list[tuple[Any, dict[int, float], Letters]]


class Repeating:
    """Boxes as laid out and drawn before. `fonts` are those that a process draws with."""

    def __init__(self, fonts: Mapping[Any, Any]) -> None:
        self._fonts = fonts
        self._laid: dict[tuple[Any, ...], Any] = {}
        self._drawn: dict[int, _Drawing | None] = {}
        """By the identity of a box that was laid out; None where it has to be drawn anew each time."""

    def begin(self) -> None:
        """Begin a sheet."""
        if len(self._laid) >= _MOST:
            self._laid.clear()
            self._drawn.clear()

    def lay_out(self, anew: LayOut) -> LayOut:
        """How boxes in margins are laid out, where they are not known yet as `anew` does it."""

        def laid(context: Any, page: Any, box: Any) -> Any:
            key = _told(box)
            if key not in self._laid:
                self._laid[key] = anew(context, page, box)
            return self._laid[key]

        return laid

    def knows(self, box: Any) -> bool:
        """Whether a box was drawn before."""
        return id(box) in self._drawn

    def draw(self, stream: Any, resources: Any, box: Any, anew: Callable[[], None]) -> None:
        """Draw a box. A drawing does not depend on what was drawn before: so sheets are the same whoever draws them."""
        if not self.knows(box):
            self._drawn[id(box)] = self._record(stream, resources, anew)
        drawing = self._drawn[id(box)]
        if drawing is None:
            anew()
            return
        stream.stream += drawing.written
        for name, state in drawing.states.items():
            resources["ExtGState"].setdefault(name, state)
        for font, widths, letters in drawing.glyphs:
            font.widths.update(widths)
            font.to_unicode.learn(letters)

    def _record(self, stream: Any, resources: Any, anew: Callable[[], None]) -> _Drawing | None:
        """What is drawn, none of which is left; None where it takes more than fonts and colours that shine through."""
        before = {key: (font.widths, font.to_unicode) for key, font in self._fonts.items()}
        for key in before:
            self._fonts[key].widths, self._fonts[key].to_unicode = {}, Letters()
        own = {kind: dict(named) for kind, named in resources.items() if isinstance(named, dict)}
        for kind in own:
            resources[kind].clear()
        begun = len(stream.stream)
        anew()
        written = stream.stream[begun:]
        del stream.stream[begun:]
        used = {kind: dict(resources[kind]) for kind in own}
        for kind, named in own.items():
            resources[kind].clear()
            resources[kind].update(named)
        glyphs = [(font, font.widths, font.to_unicode) for font in self._fonts.values() if font.widths]
        for key, font in self._fonts.items():
            font.widths, font.to_unicode = before.get(key) or ({}, Letters())
        states = used.pop("ExtGState", {})
        if any(used.values()) or not all(name[0] in "aA" for name in states):
            return None
        return _Drawing(written, states, glyphs)


def _told(box: Any) -> tuple[Any, ...]:
    """Which box it is, where it stands and what is in it: where that is the same, it is laid out alike."""
    below = [(type(each), each.element, getattr(each, "text", None)) for each in _below(box)]
    return (id(box.style), *(getattr(box, name) for name in _PLACE), *below)


def _below(box: Any) -> Iterator[Any]:
    for each in getattr(box, "children", ()):
        yield each
        yield from _below(each)
