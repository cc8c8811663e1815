"""What the selectors of a page's style sheets see of an element in what is around it: its brothers and its contents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.printing.cuts import Cuts
from briefgen.printing.engine import take

_FIRST = (0, 1)
_PLACES = {
    "first-child": ("nth-child", _FIRST),
    "last-child": ("nth-last-child", _FIRST),
    "first-of-type": ("nth-of-type", _FIRST),
    "last-of-type": ("nth-last-of-type", _FIRST),
}
"""Pseudo-classes of where an element stands, each as the one that counts (Selectors 4, 13.3 to 13.5)."""

_COUNTS = ("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type")


class Blind(Exception):  # noqa: N818 - said of a page
    """The style of any element may hang on any other."""


class Sight:
    """What the style sheets of a page ask of elements. Raises `Blind`."""

    def __init__(self, source: Any, cuts: Cuts) -> None:
        self.cuts = cuts
        if any(element.tag == "link" and element.get("rel") == "stylesheet" for element in cuts.elements):
            raise Blind
        self.before = 0
        """How many elements before one have a say in its style."""
        self.counted: dict[tuple[str, tuple[int, int]], None] = {}
        """Which counts are asked for, each with the step and the offset of the numbers that are meant."""
        self.held: dict[str, tuple[bool, list[int]]] = {}
        """Which contents: whether they must be its own children, and what of the page is such."""
        self._wrappers = {0: source.html.wrapper_element}
        self._parents: set[int] = set()
        self._read(take("tinycss2.parse_component_value_list")(source.styles, skip_comments=True))

    def _read(self, tokens: Sequence[Any]) -> None:
        """Collect what asks for a place among brothers, or for contents, and how far is looked back."""
        row, colon = 0, False
        for token in tokens:
            if token == "~" or getattr(token, "lower_value", "") == "import":  # noqa: S105
                raise Blind
            row = row + 1 if token == "+" else 0 if token == "," or token.type == "{} block" else row  # noqa: S105
            self.before = max(self.before, row)
            if colon and token.type == "ident":
                self._count(token.lower_value, None)
            elif colon and token.type == "function":
                self._count(token.lower_name, token)
                if token.lower_name == "has":
                    self._hold(token)
            colon = token == ":"  # noqa: S105
            self._read(getattr(token, "content", None) or getattr(token, "arguments", None) or ())

    def _count(self, name: str, function: Any) -> None:
        if name in {"only-child", "only-of-type"}:
            for side in ("first", "last"):
                self._count(name.replace("only", side), None)
        elif name in _PLACES:
            self.counted[_PLACES[name]] = None
        elif name in _COUNTS and function:
            numbers = take("tinycss2.nth.parse_nth")(function.arguments)
            if numbers is None:  # it is asked which one of some that others choose
                raise Blind
            self.counted[name, numbers] = None

    def _hold(self, function: Any) -> None:
        """Find what `:has()` asks for, wherever it is."""
        told = take("tinycss2.serialize")(function.arguments)
        if told in self.held:
            return
        for part in told.split(",") if "(" not in told else [told]:
            own = part.strip().startswith(">")
            try:
                selectors = take("cssselect2.compile_selector_list")(part.strip().removeprefix(">"))
            except take("cssselect2.SelectorError"):
                raise Blind from None
            found = {
                number for each in selectors for number in self._candidates(each) if each.test(self._wrapper(number))
            }
            self.held[part] = own, sorted(found)

    def _candidates(self, selector: Any) -> Iterator[int]:
        """The elements that have the name or the class that a selector asks for, if it asks for one."""
        for number, element in enumerate(self.cuts.elements):
            if not isinstance(element.tag, str):
                continue
            named = selector.lower_local_name in {None, element.tag.rpartition("}")[2].lower()}
            if named and (selector.class_name is None or selector.class_name in element.get("class", "")):
                yield number

    def places(self, above: int) -> dict[int, list[bool]]:
        """What is seen of each element in one: which of the counts it answers."""
        children = self.cuts.children(above)
        ways = [self._numbered(children), self._numbered(children[::-1])]
        found = {}
        for child in children:
            numbers = dict(
                zip(_COUNTS, (ways[0][child][0], ways[1][child][0], ways[0][child][1], ways[1][child][1]), strict=True)
            )
            found[child] = [_meant(numbers[name], *meant) for name, meant in self.counted]
        return found

    def _numbered(self, children: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Of each child the how manieth it is, and the how manieth of its name."""
        names: dict[Any, int] = {}
        found = {}
        for number, child in enumerate(children, 1):
            name = self.cuts.elements[child].tag
            names[name] = names.get(name, 0) + 1
            found[child] = (number, names[name])
        return found

    def contents(self, number: int) -> list[bool]:
        """What is seen of what is in an element."""
        return [self._holds(number, *asked) for asked in self.held.values()]

    def _holds(self, number: int, own: bool, found: list[int]) -> bool:
        first, end = bisect_left(found, number + 1), bisect_left(found, self.cuts.end[number])
        return any(self.cuts.above[each] == number for each in found[first:end]) if own else first < end

    def _wrapper(self, number: int) -> Any:
        """An element as selectors take it."""
        above = self.cuts.above[number]
        if above >= 0 and above not in self._parents:
            self._parents.add(above)
            for child in self._wrapper(above).iter_children():
                self._wrappers[self.cuts.number[child.etree_element]] = child
        return self._wrappers[number]


def _meant(number: int, step: int, offset: int) -> bool:
    """Whether a number is one of `step` times any natural number plus `offset`."""
    over = number - offset
    return over == 0 if step == 0 else over % step == 0 and over // step >= 0
