"""The lines that text stands on: a grid that begins where the text of a sheet does."""

from __future__ import annotations

from typing import Any

from briefgen.printing.engine import room

PIXELS = {"px": 1, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""Units of a length in CSS pixels (CSS Values 4, 6.2)."""

STEP = "__block_step"
"""How WeasyPrint names the custom property `--block-step` of an element."""

MOST_LEFT = "__most_left"
"""And `--most-left`."""

OWN_PAGE = "__own_page"
"""And `--own-page`."""

HAIR = 0.01
"""In CSS pixels: what rounding leaves between a block and its line."""


def keep_to_grid() -> None:
    """Have a block with `--block-step: LENGTH` end on a line of the grid that begins where the text of a page does.

    This is `block-step-size` of CSS Rhythmic Sizing (https://www.w3.org/TR/css-rhythm-1/), which WeasyPrint does not
    know, less what a style sheet can do itself: what is missing to the next line is added below.

    A block with `--most-left: SHARE` is kept whole where that leaves no more than this share of its page empty. One
    with `--own-page: SHARE` begins a page where what stands before it fills this share of one, or more.

    And have every text of a line stand where its own font would, though some of its letters are of another: WeasyPrint
    would make the line as much higher as the two differ.
    """
    block, inline = room("layout.block"), room("layout.inline")
    laid_out, split = block.block_container_layout, inline.split_text_box
    top = 0.0

    def left(context: Any, box: Any) -> float:
        return float((context.page_bottom - box.position_y) / (context.page_bottom - top))

    def stepped(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, page_is_empty: bool, *rest: Any, **more: Any
    ) -> Any:  # by the names that they are given by
        nonlocal top
        if box.is_for_root_element:
            top = box.position_y
        begins = skip_stack is None and not page_is_empty
        if begins and (share := declared(box.style, OWN_PAGE)) and 1 - left(context, box) >= share:
            return None, None, {"break": "any", "page": None}, [], False, None
        if share := declared(box.style, MOST_LEFT):
            box.style = box.style.copy()
            box.style["break_inside"] = "auto" if left(context, box) > share else "avoid"
        answer = laid_out(context, box, bottom_space, skip_stack, page_is_empty, *rest, **more)
        made, resume_at = answer[:2]
        if made is not None and resume_at is None and (step := _step(box)):
            over = (made.border_box_y() + made.border_height() - top) % step
            if HAIR < over < step - HAIR:
                made.height += step - over
        return answer

    def lined(*given: Any, **more: Any) -> Any:
        answer = split(*given, **more)
        if (text := answer[0]) is not None:
            _, baseline = inline.strut(text.style)
            lift = baseline - text.baseline
            text.baseline = baseline
            text.margin_top += lift
            text.margin_bottom -= lift
        return answer

    block.block_container_layout, inline.split_text_box = stepped, lined


def _step(box: Any) -> float:
    """The step of a block in CSS pixels; 0 where it has none, or a height. That of a table is its wrapper's."""
    made = box.get_wrapped_table() if box.is_table_wrapper else box
    return 0.0 if made.style["height"] != "auto" else declared(made.style, STEP)


def declared(style: Any, name: str) -> float:
    """What a custom property declares for an element itself: a length in CSS pixels, or a number; else 0."""
    given = getattr(style, "cascaded", {}).get(name)
    values = [token for token in given[0] if token.type in {"dimension", "number"}] if given else []
    return float(values[0].value) * PIXELS.get(getattr(values[0], "unit", "px"), 0) if values else 0.0
