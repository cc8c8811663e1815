"""Whether a drawing's parts lead to parts that it has, and to how many in the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

MAX_DRAWN = 200_000
"""The most elements that may be drawn when each use of a part counts as often as it is used."""


@dataclass(slots=True)
class References:
    """Which elements name which parts of their drawing."""

    named: dict[Element, list[tuple[str, frozenset[str]]]] = field(default_factory=dict)
    """By element of the finished drawing: the ids that it names, and what kinds of part they may be of."""

    def add(self, element: Element, id_: str, kinds: frozenset[str]) -> None:
        """Take note that an element names a part."""
        self.named.setdefault(element, []).append((id_, kinds))

    def faults(self, root: Element) -> Iterator[tuple[Element, str]]:
        """What is wrong with them: a part that is not there leaves a hole, and in a PDF blanks what comes after."""
        parts: dict[str, Element] = {}
        for element in root.iter():
            if id_ := element.get("id"):
                parts.setdefault(id_, element)
        astray = [*self._astray(parts)]
        yield from astray
        if not astray and (wrong := self._endless(root, parts)) is not None:
            yield wrong, f"a part is drawn inside itself, or more than {MAX_DRAWN:,} elements are drawn in all"

    def _astray(self, parts: Mapping[str, Element]) -> Iterator[tuple[Element, str]]:
        for element, named in self.named.items():
            for id_, kinds in named:
                if id_ not in parts:
                    yield element, f"`#{id_[:40]}` names a part that the drawing does not have"
                elif parts[id_].tag not in kinds:
                    yield element, f"`#{id_[:40]}` names a `<{parts[id_].tag}>`, which does not fit here"

    def _endless(self, root: Element, parts: Mapping[str, Element]) -> Element | None:
        """The first element that draws itself, or by which too many are drawn."""
        drawn: dict[Element, int] = {}
        begun: set[Element] = set()
        waiting = [root]
        while waiting:
            element = waiting[-1]
            inside = [*element, *(parts[id_] for id_, _ in self.named.get(element, ()))]
            if element not in begun:
                begun.add(element)
                if any(each in begun and each not in drawn for each in inside):
                    return element
                waiting += [each for each in inside if each not in drawn]
                continue
            waiting.pop()
            drawn[element] = 1 + sum(drawn.get(each, 0) for each in inside)
            if drawn[element] > MAX_DRAWN:
                return element
        return None
