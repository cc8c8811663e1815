"""Where a page may be cut: the elements at which a sheet of paper can begin without what stands before them.

A cut is allowed only where nothing of what comes before or after it has a say in how a sheet is laid out: all around it
are plain blocks, or rows of a table whose columns have widths of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from briefgen.printing.engine import room, take
from briefgen.printing.fitness import check
from briefgen.printing.grid import OWN_PAGE, declared
from briefgen.printing.memory import Memory, key_of
from briefgen.printing.place import words

LARGE = 100
"""From how many elements on a block is looked into for cuts."""

_BLOCK = 1_000
"""So many elements are told at once, for words of all would fill the memory."""
_BLOCKS = {("block", "flow"), ("block", "flow", "list-item")}


@dataclass(slots=True)
class Cuts:
    """The elements of a page in their order, how they stand in one another, and at which of them it may be cut."""

    elements: list[Any]
    number: dict[Any, int]
    end: list[int]
    """Of each element, the number after its last descendant's."""
    above: list[int]
    """Of each element, the number of the one it is in; -1 of the root."""
    starts: list[int] = field(default_factory=list)
    """The elements that a sheet may begin with."""
    fresh: dict[int, str] = field(default_factory=dict)
    """Those of them that a sheet does begin with, in any case or but for a few, and the break that is before them."""
    key: bytes = b""
    """The hash of what they depend on, once it is told."""

    def path(self, number: int) -> list[int]:
        """The elements that one is in, from the root on."""
        found = []
        while (number := self.above[number]) >= 0:
            found.append(number)
        return found[::-1]

    def children(self, number: int) -> list[int]:
        """The elements in one."""
        return [self.number[child] for child in self.elements[number]]

    def words(self, number: int) -> str:
        """Words by which a reader finds an element of the page."""
        return words(self.elements[number]) if number else words(None)


@dataclass(slots=True)
class Stretch:
    """The elements from one to another, without the latter, in all that they are in."""

    cuts: Cuts
    first: int
    last: int
    partial: set[int] = field(default_factory=set)
    """Elements of which it has but some of the children."""
    beside: set[int] = field(default_factory=set)
    """Elements before the first that it has: the heads of tables, and the row before."""

    def __post_init__(self) -> None:
        cuts = self.cuts
        path = cuts.path(self.first)
        self.partial.update(path)
        if self.last < len(cuts.elements):
            self.partial.update(cuts.path(self.last))
        for each in path:
            if cuts.elements[each].tag == "table":
                self.beside.update(child for child in cuts.children(each) if child not in self.partial)
            elif cuts.elements[each].tag == "tbody":
                before = [child for child in cuts.children(each) if child < self.first]
                self.beside.update(before[-1:])

    def has(self, number: int) -> bool:
        """Whether it has an element, whose parent it has."""
        return number in self.partial or number in self.beside or self.first <= number < self.last

    def wrapped(self, wrapper: Any) -> Iterator[Any]:
        """Its elements in their order, wrapped as selectors ask for them: with all that is around them."""
        number = self.cuts.number.get(wrapper.etree_element, -1)
        if number not in self.partial:
            yield from wrapper.iter_subtree()
            return
        yield wrapper
        for child in wrapper.iter_children():
            if self.has(self.cuts.number.get(child.etree_element, -1)):
                yield from self.wrapped(child)

    def prune(self) -> dict[Any, int]:
        """Take all else out of the tree. Gives how many of the first items of each list were taken out."""
        lost = {}
        for number in self.partial:
            element = self.cuts.elements[number]
            children = self.cuts.children(number)
            if element.tag in {"ol", "ul"}:
                lost[element] = sum(1 for child in children if child < self.first and not self.has(child))
            element[:] = [self.cuts.elements[child] for child in children if self.has(child)]
        return lost


def styled(source: Any, wrappers: Iterator[Any], targets: Any) -> Any:
    """The styles of some elements of a page, which are given in their order and with all they are in."""
    listed = list(wrappers)
    elements = [each.etree_element for each in listed]
    css = room("css")
    found = css.find_style_attributes
    css.find_style_attributes = lambda _, *rest: found(SimpleNamespace(iter=lambda: elements), *rest)
    part = SimpleNamespace(
        etree_element=source.html.etree_element,
        wrapper_element=SimpleNamespace(iter_subtree=lambda: listed),
        base_url=source.html.base_url,
    )
    try:
        return take("css.StyleFor")(part, source.sheets, False, source.fonts, targets)
    finally:
        css.find_style_attributes = found


def survey(source: Any, memory: Memory, given: bytes) -> Cuts:
    """The cuts of a page, which may be remembered. Raises `Unfit` where it has what would be cut wherever a cut is.

    `given` is all that they depend on beside the page.
    """
    cuts = _numbered(source.html.etree_element)
    found = None if memory.empty else memory.recall(_key(cuts, given))  # which takes a while to tell
    if found is None:
        _look(source, cuts)
    else:
        cuts.starts, cuts.fresh = found
    return cuts


def keep(cuts: Cuts, memory: Memory, given: bytes) -> None:
    """Have the cuts of a page be remembered."""
    memory.note(_key(cuts, given), (cuts.starts, cuts.fresh))


def _key(cuts: Cuts, given: bytes) -> bytes:
    if not cuts.key:
        blocks = (cuts.elements[at : at + _BLOCK] for at in range(0, len(cuts.elements), _BLOCK))
        cuts.key = key_of(given, *(key_of([_outline(element) for element in block]) for block in blocks))
    return cuts.key


def _outline(element: Any) -> Any:
    """What of an element, other than its words, has a say in where a page may be cut."""
    return str(element.tag), element.items(), bool(len(element) and _texts(element))


def _look(source: Any, cuts: Cuts) -> None:
    """Find where a page may be cut."""
    check(source)
    large = {
        number
        for number, element in enumerate(cuts.elements)
        if cuts.end[number] - number > LARGE and not _texts(element)
    }
    root = source.html.wrapper_element
    if not {0} <= large:
        return
    style_for = styled(source, _within(root, cuts, large), take("css.targets.TargetCollector")())
    body = [child for child in cuts.children(0) if cuts.elements[child].tag == "body"]
    if body and body[0] in large and _holds(cuts, style_for, 0):
        _look_into(cuts, style_for, large, body[0])


def _numbered(root: Any) -> Cuts:
    cuts = Cuts([], {}, [], [])
    waiting: list[tuple[Any, int]] = [(root, -1)]
    while waiting:
        element, above = waiting.pop()
        if element is None:
            cuts.end[above] = len(cuts.elements)
            continue
        number = len(cuts.elements)
        cuts.elements.append(element)
        cuts.number[element] = number
        cuts.end.append(0)
        cuts.above.append(above)
        waiting.append((None, number))
        waiting += [(child, number) for child in reversed(element)]
    return cuts


def _texts(element: Any) -> bool:
    """Whether words stand in an element beside others."""
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))


def _within(wrapper: Any, cuts: Cuts, large: set[int]) -> Iterator[Any]:
    yield wrapper
    if cuts.number[wrapper.etree_element] in large:
        for child in wrapper.iter_children():
            yield from _within(child, cuts, large)


def _look_into(cuts: Cuts, style_for: Any, large: set[int], number: int) -> None:
    if not _holds(cuts, style_for, number):
        return
    element = cuts.elements[number]
    for index, child in enumerate(cuts.children(number)):
        each = cuts.elements[child]
        if not isinstance(each.tag, str):
            continue
        if element.tag != "table" and _begins(style_for(each)):
            cuts.starts.append(child)
            style = style_for(each)
            # Before a first child the break is its parent's.
            if index and (style["break_before"] == "page" or declared(style, OWN_PAGE)):
                cuts.fresh[child] = "page" if style["break_before"] == "page" else "any"
        if child in large:
            _look_into(cuts, style_for, large, child)


def _holds(cuts: Cuts, style_for: Any, number: int) -> bool:
    """Whether an element may be cut between its children."""
    element = cuts.elements[number]
    style = style_for(element)
    if style is None or {"start", "reversed"} & set(element.keys()) or style["string_set"] != "none":
        return False
    if style_for(element, "first-line") or style_for(element, "first-letter") or style["bookmark_level"] != "none":
        return False
    if style["float"] != "none" or style["position"] not in {"static", "relative"}:
        return False
    if element.tag in {"dir", "menu"}:
        return False
    if element.tag in {"ol", "ul"} and not all(_counted(style_for, child) for child in element):
        return False
    if style["display"] == ("block", "table"):
        bodies = [child for child in element if child.tag == "tbody"]
        spans = any(each.get("rowspan") is not None for each in element.iter() if isinstance(each.tag, str))
        return len(bodies) == 1 and not spans and style["table_layout"] == "fixed" and style["width"] != "auto"
    if style["display"] == ("table-row-group",):
        return bool(element.tag == "tbody")
    lowest = style["min_height"]
    plain = style["height"] == "auto" and (lowest == "auto" or not lowest.value) and style["max_lines"] == "none"
    return plain and style["display"] in _BLOCKS and style["continue"] == "auto"


def _counted(style_for: Any, item: Any) -> bool:
    """Whether an item of a list counts for one."""
    return item.tag == "li" and item.get("value") is None and "list-item" in style_for(item)["display"]


def _begins(style: Any) -> bool:
    """Whether a sheet may begin with an element."""
    return (
        (style["display"] in _BLOCKS or style["display"] == ("table-row",))
        and style["float"] == "none"
        and style["position"] in {"static", "relative"}
    )
