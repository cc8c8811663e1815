"""The sheets of a stretch of a page, laid out one after another as in the single pass, less what stands in margins.

A sheet is laid out from what it begins with on. That is all that the one before it hands over, where the stretch is cut
as `cuts` allows: what a sheet shows does not depend on where its stretch begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from briefgen.printing.cuts import Stretch, styled
from briefgen.printing.engine import take
from briefgen.printing.fitness import Unfit
from briefgen.printing.leading import Known, Led

SIDED = {"left", "right", "recto", "verso"}


@dataclass(frozen=True, slots=True)
class Start:
    """What a sheet begins with: an element, 0 for the whole page; and whether a break was forced before it."""

    number: int
    forced: str = "any"
    within: str = ""
    """How far the element is laid out already; empty where it begins, and a stretch may begin with it."""


@dataclass(slots=True)
class Sheet:
    """A sheet laid out, less its margins."""

    start: Start | None
    """None where something beside it goes on from the sheet before."""
    then: Start | None
    """What the next begins with, as above."""
    last: bool
    """Whether nothing is left of the stretch: a sheet of it is whole only if something is, or it is the page's last."""
    page: Any
    """A `weasyprint.document.Page`."""
    strings: list[tuple[str, str]]
    """What `string-set` sets, in order."""
    opening: list[str]
    """The strings that are set by what the sheet begins with."""
    numbered: bool
    """Whether it tells the numbers of pages, other than in its margins."""
    running: bool
    """Whether it has elements that run in margins."""


class Layout:
    """A stretch made ready to be laid out. Raises `Unfit`."""

    def __init__(self, source: Any, stretch: Stretch, known: Known | None, forced: str = "any") -> None:
        self.source = source
        self.cuts = stretch.cuts
        self.known = known
        self.index = known.index if known else min(stretch.first, 1)
        self.targets = take("css.targets.TargetCollector")()
        root = source.html.etree_element
        style_for = styled(source, stretch.wrapped(source.html.wrapper_element), self.targets)
        self._recount(style_for, stretch.prune())
        self._fill(style_for, stretch.last)
        self._lead()
        images = partial(
            take("images.get_image_from_uri"), cache={}, url_fetcher=source.html.url_fetcher, options=source.options
        )
        self.context = take("layout.LayoutContext")(style_for, images, source.fonts, source.counters, self.targets)
        self.root = take("formatting_structure.build.build_formatting_structure")(
            root,
            style_for,
            self.context.get_image_from_uri,
            source.html.base_url,
            self.targets,
            source.counters,
            self.context.footnotes,
        )
        self.context.rendered_notes = []
        if self.context.footnotes:
            raise Unfit("the page has notes at the foot of its sheets")
        self.seen: set[Any] = {(element, "") for element in map(self.cuts.elements.__getitem__, stretch.partial)}
        take("layout.initialize_page_maker")(self.context, self.root)
        self.kind = self.root.page_values()[0]
        if stretch.first:
            self._begin(Start(stretch.first, forced))

    def _recount(self, style_for: Any, lost: dict[Any, int]) -> None:
        """Have lists whose first items are not there count on from them."""
        styles = style_for.get_computed_styles()
        for element, number in lost.items():
            if number:
                style = styles[element, None] = styles[element, None].copy()
                style["counter_reset"] = tuple(
                    (name, value + number if name == "list-item" else value) for name, value in style["counter_reset"]
                )

    def _fill(self, style_for: Any, last: int) -> None:
        """Have columns that are cut short be filled one after another.

        So they are on every sheet but their last, and that is none of the stretch; to balance them would take long.
        """
        styles = style_for.get_computed_styles()
        for element in map(
            self.cuts.elements.__getitem__, self.cuts.path(last) if last < len(self.cuts.elements) else ()
        ):
            style = styles[element, None] = styles[element, None].copy()
            style["column_fill"] = "auto"

    def _lead(self) -> None:
        """Tell what is printed of the numbers of pages where each anchor of the whole page is."""
        led = Led(self.source.anchors, self.known or Known())
        for name, found in self.targets.target_lookup_items.items():
            led[name] = found
            found.cached_page_counter_values = led.counters(name)
        self.targets.target_lookup_items = led

    def _begin(self, start: Start) -> None:
        """Have the first sheet begin at an element, as if others came before it."""
        maker = self.context.page_maker
        _, following, right, _, _ = maker.pop()
        known = self.known or Known()
        state: Any = ([0], {"pages": [known.pages], "page": [self.index]}, [{"pages", "page"}], [])
        nothing = {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
        maker += [(None, following, right, state, {key: nothing[key] for key in nothing}) for _ in range(self.index)]
        resume = self._way(self.root, start.number, set(self.cuts.path(start.number)))
        if resume is None:
            raise Unfit("an element at which it would be cut has no box")
        following = {"break": start.forced, "page": following["page"]}
        maker.append((resume, following, right, state, {**nothing, "anchors": [], "content_lookups": []}))
        self.context.style_for.initial_page_sizes.update(self._sizes())

    def _sizes(self) -> dict[str, Any]:
        page = blank(self.context, self.source.html, 0)
        return {"box": page.style["size"], "area": (page.width, page.height)}

    def _way(self, box: Any, number: int, path: set[int]) -> dict[int, Any] | None:
        """Through which children the box of an element is reached."""
        for index, child in enumerate(box.children):
            found = self.cuts.number.get(child.element, -1)
            if "::" in child.element_tag:
                continue
            if found == number:
                return {index: None}
            if found in path and (way := self._way(child, number, path)):
                return {index: way}
        return None

    def _start(self, resume: Any, following: dict[str, str]) -> Start | None:
        """What a sheet that resumes so begins with."""
        if self.context.broken_out_of_flow or self.context.reported_footnotes:
            return None
        line = take("formatting_structure.boxes.LineBox")
        box, found, rest = self.root, 0, resume
        while resume is not None and not isinstance(box, line) and len(resume) == 1:
            above = self.cuts.number.get(box.element, -1)
            ((index, resume),) = resume.items()
            box = box.children[index]
            number = self.cuts.number.get(box.element, -1)
            if number not in {-1, above} and "::" not in box.element_tag and not isinstance(box, line):
                found, rest = number, resume
        clean = rest is None and found in self.source.starts
        return Start(found, following["break"], "" if clean else repr(rest))

    def sheets(self) -> Iterator[Sheet]:
        """Its sheets, one after another; each is forgotten when the next is asked for."""
        index, start = self.index, self._first()
        maker = self.context.page_maker
        while True:
            box, resume = take("layout.page.remake_page")(index, self.context, self.root, self.source.html)
            following = maker[index + 1][1]
            if following["break"] in SIDED or following["page"] != self.kind:
                raise Unfit("a part begins on a page of one side or kind")
            if self.context.reported_footnotes or box.fixed_boxes:
                raise Unfit("something stands outside the flow of the page")
            then = None if resume is None else self._start(resume, following)
            lookups = self.targets.counter_lookup_items
            boxes = list(box.descendants())
            told = [key for each in boxes if each.missing_link and (key := (each.missing_link, "content")) in lookups]
            if any(_own(lookups[key]) for key in told):
                raise Unfit("the page tells its own number in its text")
            yield self._finished(box, boxes, start, then, resume is None, bool(told), index)
            if resume is None:
                return
            index, start = index + 1, then
            maker[index - 1] = (None, following, True, maker[index][3], {"anchors": [], "content_lookups": []})

    def _first(self) -> Start | None:
        resume, following, *_ = self.context.page_maker[self.index]
        return Start(0) if resume is None else self._start(resume, following)

    def _finished(
        self,
        box: Any,
        boxes: list[Any],
        start: Start | None,
        then: Start | None,
        last: bool,
        numbered: bool,
        index: int,
    ) -> Sheet:
        strings = []
        for each in boxes:
            if each.bookmark_label:
                mark = (each.element, each.element_tag.partition("::")[2])
                if mark in self.seen:
                    each.bookmark_label = ""
                self.seen.add(mark)
            if each.string_set and each.string_set != "none":
                strings += each.string_set
        root, foot, notes = box.children
        if foot.children or notes.children:
            raise Unfit("the page has notes at the foot of its sheets")
        opening = _opening(box, root)
        box.children = (root,)
        take("layout.background.layout_backgrounds")(box, self.context.get_image_from_uri)
        page = take("document.Page")(box)
        if any(page.forms.values()):
            raise Unfit("the page has a form")
        running = any(each.get(index + 1) for each in self.context.running_elements.values())
        return Sheet(start, then, last, page, strings, opening, numbered, running)


def _own(lookup: Any) -> bool:
    """Whether a text tells the number of its own page. WeasyPrint takes those that it leads to for such as well."""
    led = lookup.missing_target_counters.values()
    return bool(lookup.missing_counters) and not any(lookup.missing_counters is each for each in led)


def _opening(page: Any, root: Any) -> list[str]:
    """The strings that `string(name, start)` finds set on a sheet by what it begins with (GCPM 3, 1.2)."""
    found: list[str] = []
    element = page
    while element is not None:
        if element.style["string_set"] != "none":
            found += [name for name, _ in element.style["string_set"]]
        children = [root] if element is page else element.children
        element = children[0] if children else None
    return found


def blank(context: Any, html: Any, index: int) -> Any:
    """A sheet without anything on it, the first of a page or one of the others."""
    kind = take("layout.page.PageType")("right", False, "", index, ())
    take("layout.page.set_page_type_computed_styles")(kind, html, context.style_for)
    page = take("formatting_structure.boxes.PageBox")(kind, context.style_for(kind))
    size = page.style["size"]
    take("layout.percent.resolve_percentages")(page, size)
    page.position_x = page.position_y = 0
    take("layout.page.page_width")(page, context, size[0])
    take("layout.page.page_height")(page, context, size[1])
    context.page_bottom = page.content_box_y() + page.height
    return page
