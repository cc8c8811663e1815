"""What stands in the margins of sheets, drawn when it is known how many there are and what runs through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.printing.drawing import SCALE, Press
from briefgen.printing.engine import room, take
from briefgen.printing.fitness import Unfit
from briefgen.printing.leaf import Leaf
from briefgen.printing.memory import key_of
from briefgen.printing.repeating import Repeating
from briefgen.printing.sheets import Layout, blank


@dataclass(frozen=True, slots=True)
class Running:
    """What a sheet hands to the margins: strings it sets, those that it begins with, the names of its resources."""

    strings: Sequence[tuple[str, str]]
    opening: Sequence[str]
    resources: dict[str, list[str]]


def margin_keys(given: bytes, sheets: Sequence[Running]) -> Iterator[bytes]:
    """Of the margins of each sheet the hash of what they depend on; `given` is what runs in them beside strings."""
    before: dict[str, str] = {}
    for number, sheet in enumerate(sheets):
        yield key_of(given, number, len(sheets), before, sheet.strings, sheet.opening, sheet.resources)
        before |= dict(sheet.strings)


def margins(layout: Layout, press: Press, sheets: Sequence[Running], chosen: Sequence[int]) -> Iterator[Leaf]:
    """The margins of the chosen ones of all sheets. `layout` has laid out those whose elements run in margins."""
    context = layout.context
    for number, sheet in enumerate(sheets, 1):
        for name, text in sheet.strings:
            context.string_set[name][number].append(text)
    found = context.get_string_set_for

    def string(page: Any, name: str, keyword: str = "first") -> Any:
        here = context.string_set[name].get(context.current_page)
        if keyword == "start" and here:
            opens = name in sheets[context.current_page - 1].opening
            return (here[0],) if opens else _before(context, name)
        return found(page, name, keyword)

    context.get_string_set_for = string
    stream = take("pdf.stream.Stream")
    stream.marked = lambda self, _box, _tag: self.artifact()
    repeating, pages_of = Repeating(press.fonts), room("layout.page")
    pages_of.margin_box_content_layout = repeating.lay_out(take("layout.page.margin_box_content_layout"))
    pages = [blank(context, layout.source.html, index) for index in (0, 1)]
    for index in chosen:
        repeating.begin()
        yield _margins(layout, press, repeating, pages[min(index, 1)], index, len(sheets), sheets[index].resources)


def _before(context: Any, name: str) -> tuple[str, ...]:
    earlier = (number for number in range(context.current_page - 1, 0, -1) if number in context.string_set[name])
    number = next(earlier, 0)
    return (context.string_set[name][number][-1],) if number else ()


def _margins(
    layout: Layout, press: Press, repeating: Repeating, page: Any, index: int, pages: int, body: dict[str, list[str]]
) -> Leaf:
    context = layout.context
    context.current_page = index + 1
    state: Any = ([0], {"pages": [pages], "page": [index + 1]}, [{"pages", "page"}], [])
    boxes = list(take("layout.page.make_margin_boxes")(context, page, state))
    anchors: dict[str, Any] = {}
    links: list[Any] = []
    for box in boxes:
        if box.style["z_index"] not in {"auto", 0}:
            raise Unfit("something in the margins stands behind the page")
        if not repeating.knows(box):
            take("layout.background.layout_box_backgrounds")(page, box, context.get_image_from_uri)
        take("anchors.gather_anchors")(box, anchors, links, links, {None: links})
    if links:
        raise Unfit("there are links in the margins")
    leaf = press.margins(_Page(page), boxes, body, repeating)
    height = page.margin_height()
    leaf.places = [(name, x * SCALE, (height - y) * SCALE) for name, (x, y, _, _) in anchors.items()]
    return leaf


class _Page:
    """A sheet as `Press` is given it, and as the boxes in its margins ask for it."""

    def __init__(self, box: Any) -> None:
        self.width, self.height = box.margin_width(), box.margin_height()
        self.bleed = {side: box.style[f"bleed_{side}"].value for side in ("top", "right", "bottom", "left")}
        self.style = box.style
