"""What WeasyPrint works out again and again to the same result, worked out once.

What depends on a style alone is one such thing: elements alike share their style, so that a long page has some hundreds
of styles and a hundred thousand boxes. Where layout would have another style, it makes a copy, which begins with
nothing worked out. The columns of a page are the other.
"""

from __future__ import annotations

import sys
from typing import Any

from briefgen.printing.engine import room, take

_SIDES = ("top", "right", "bottom", "left")
_USED = (
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
)
"""What `resolve_percentages` sets of a box."""


def quicken() -> None:
    """Have each of these worked out once."""
    _sizes()
    _flows()
    _corners()
    _struts()
    _settings()
    _columns()


def _replaced(old: Any, new: Any) -> None:
    """Have every module of WeasyPrint that has a function call another in its place."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint."):
            for key, value in list(vars(module).items()):
                if value is old:
                    setattr(module, key, new)


def _sizes() -> None:
    """What percentages of margins, borders and sizes come to, by the size of what a box is in."""
    resolve, page = take("layout.percent.resolve_percentages"), take("formatting_structure.boxes.PageBox")
    any_box = take("formatting_structure.boxes.Box")

    def resolved(box: Any, containing_block: Any) -> None:
        style = box.style
        if isinstance(box, page) or style["border_collapse"] == "collapse":
            resolve(box, containing_block)
            return
        if isinstance(containing_block, any_box):
            size = containing_block.width, containing_block.height
        else:
            size = tuple(containing_block)
        known = style.__dict__.setdefault("used", {})
        used = known.get(size)
        if used is None:
            resolve(box, containing_block)
            known[size] = {name: getattr(box, name) for name in _USED}
        else:
            box.__dict__.update(used)

    _replaced(resolve, resolved)


def _flows() -> None:
    """That a box is in the flow. What is not may come to be: what runs in margins is placed there, with its style."""
    any_box = take("formatting_structure.boxes.Box")
    in_flow = any_box.is_in_normal_flow

    def kept(box: Any) -> bool:
        known = box.style.__dict__
        if "flows" not in known and in_flow(box):
            known["flows"] = True
        return "flows" in known

    any_box.is_in_normal_flow = kept


def _corners() -> None:
    """How round the corners of boxes are: of most, not at all."""
    resolve = take("layout.percent.resolve_radii_percentages")
    names = [f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")]

    def resolved(box: Any) -> None:
        known = box.style.__dict__
        if "square" not in known:
            known["square"] = all((0, "px") in box.style[name] for name in names)
        if not known["square"]:
            resolve(box)
        else:
            for name in names:
                setattr(box, name, (0, 0))

    _replaced(resolve, resolved)


def _struts() -> None:
    """How high a line of nothing is."""
    strut = take("text.line_break.strut")

    def kept(style: Any) -> Any:
        found = style.__dict__.get("strut")
        if found is None:
            found = style.__dict__["strut"] = strut(style)
        return found

    _replaced(strut, kept)


def _settings() -> None:
    """How Pango is told of a direction, a language and a font: each layout is a copy of the first of its style."""
    layout = take("text.line_break.Layout")
    ffi, gobject, pango = (take(f"text.ffi.{name}") for name in ("ffi", "gobject", "pango"))
    ffi.cdef(  # both here, before processes are forked: it has cffi forget all functions that were asked for
        "PangoLayout * pango_layout_copy (PangoLayout *src); int pango_layout_get_line_count (PangoLayout *layout);",
        override=True,
    )
    setup = layout.setup

    def begun(made: Any, style: Any) -> None:
        pattern = style.__dict__.get("pattern")
        if pattern is None:
            pattern = style.__dict__["pattern"] = layout.__new__(layout)
            setup(pattern, style)
        made.__dict__.update(pattern.__dict__)
        made.layout = ffi.gc(pango.pango_layout_copy(pattern.layout), gobject.g_object_unref)

    layout.setup = begun


def keep_lines() -> None:
    """Have a line of text that was measured be drawn as it is, and not shaped again.

    For a process that draws each sheet when it is laid out: it holds the lines of one sheet, and not of all.
    """
    layout, pango = take("text.line_break.Layout"), take("text.ffi.pango")
    left, again = layout.deactivate, layout.reactivate

    def deactivate(made: Any) -> None:
        if made.justification_spacing or pango.pango_layout_get_line_count(made.layout) > 1:
            left(made)

    def reactivate(made: Any, style: Any) -> None:
        if "layout" not in made.__dict__:
            again(made, style)

    layout.deactivate, layout.reactivate = deactivate, reactivate


def _columns() -> None:
    """The columns of a page: laid out to see how much fits, and then, to stand there, all over again."""
    block = room("layout.block")
    block.block_box_layout = _Columns(block.block_box_layout)


class _Columns:
    """Lays out boxes, and keeps columns that were tried until they are asked for as they are to stand.

    To balance columns, WeasyPrint tries them a pixel higher each time, up to a hundred times. Of a higher column no
    less fits into it: where as much fits into a lower and into a higher one, as much fits into all between.
    """

    def __init__(self, lay_out: Any) -> None:
        self.lay_out = lay_out
        self.first: Any = None
        """The first of the boxes that stand in the columns. Each time that they are laid out they are copies."""
        self.plain = False
        """Whether all that is in the columns stands one below the other."""
        self.tried: dict[Any, dict[float, Any]] = {}
        """What fits into a column, by what it begins with, and by how far above the foot of the page it ends."""
        self.within = False
        self.nested = 0
        """How many columns were laid out within others, which are not kept."""

    def __call__(self, context: Any, box: Any, bottom: float, skip: Any, *rest: Any, **more: Any) -> Any:
        if not box.is_column or not box.children or self.within:
            self.nested += bool(box.is_column)
            return self.lay_out(context, box, bottom, skip, *rest, **more)
        if self.first is not box.children[0]:
            self.first, self.tried, self.plain = box.children[0], {}, all(map(_in_flow, box.descendants()))
        known = self.tried.setdefault((repr(skip), box.position_y, rest[1]), {})
        foot = round(bottom, 6)
        if rest[4] is None:  # no margins that might collapse with it: as it is to stand
            if answer := known.pop(foot, None):
                answer[0].translate(box.position_x - answer[0].position_x)
                return answer
            return self._lay_out(context, box, bottom, skip, rest, more)[0]
        if self.plain and (answer := _between(known, foot)):
            return answer
        answer, alone = self._lay_out(context, box, bottom, skip, rest, more)
        if alone:
            known[foot] = answer
            if self.plain and (further := self._further(known, foot)):
                found, alone = self._lay_out(context, box, further, skip, (*rest[:2], [], [], [], *rest[5:]), more)
                known |= {further: found} if alone else {}
        return answer

    def _lay_out(
        self, context: Any, box: Any, bottom: float, skip: Any, rest: tuple[Any, ...], more: dict[str, Any]
    ) -> tuple[Any, bool]:
        """A column, and whether there is one and nothing beside the flow, which would be there twice."""
        before, self.within = self._beside(context), True
        answer = self.lay_out(context, box, bottom, skip, *rest, **more)
        self.within = False
        return answer, answer[0] is not None and not rest[2] and not rest[3] and before == self._beside(context)

    def _further(self, known: dict[float, Any], bottom: float) -> float | None:
        """How far down to look whether no more fits: twice as far each time; then in the middle of what is left."""
        alike = min(10, sum(_alike(answer, known[bottom]) for each, answer in known.items() if each > bottom))
        end = max((each for each in known if each < bottom), default=None)
        lowest = min((each for columns in self.tried.values() for each in columns), default=bottom)
        further = max(bottom - 2**alike, lowest) if end is None else max(bottom - 2**alike, (bottom + end) / 2)
        return further if alike and bottom - further >= _STEP else None

    def _beside(self, context: Any) -> tuple[int, ...]:
        """How much there is beside the flow, which laying out the same once more would add to."""
        notes, shapes = context.current_page_footnotes, context.excluded_shapes
        return self.nested, len(shapes), len(notes), len(context.broken_out_of_flow)


_STEP = 2.0
"""To look no further than so many pixels is not worth it."""


def _in_flow(box: Any) -> bool:
    """Whether a box is neither out of the flow nor has columns of its own."""
    return bool(box.is_in_normal_flow()) and box.style["column_count"] == box.style["column_width"] == "auto"


def _between(known: dict[float, Any], bottom: float) -> Any:
    """What fits into a column that ends so far above the foot of the page, if that is known."""
    lower = max((each for each in known if each <= bottom), default=None)
    upper = min((each for each in known if each >= bottom), default=None)
    if lower is None or upper is None or not _alike(known[lower], known[upper]):
        return None
    return known[upper]


def _alike(answer: Any, other: Any) -> bool:
    """Whether as much fits into two columns, and all that follows is the same."""
    return len(answer[0].children) == len(other[0].children) and answer[1] == other[1]
