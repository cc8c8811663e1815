"""How large a picture is shown, and how many pixels that takes."""

from __future__ import annotations

from briefgen.model import Image

Size = tuple[int, int]
"""A width and a height."""

ROOM: Size = (680, 560)
"""The most that a picture gets on a page, in CSS pixels of 1/96 inch.

680 is the width of a text column on a screen. 560, 148 mm, is so high that a page which a picture no longer fits on,
and which ends before it, is two fifths full at the least.
"""
SCREEN: Size = (2 * ROOM[0], 2 * ROOM[1])
"""The most pixels that a screen can use, where the finer ones have two to a CSS pixel each way."""
PRINT: Size = (1560, 1750)
"""The most pixels that paper can use, at 300 to the inch: in a column of 132 mm, and 148 mm high.

A column of the shipped themes is no wider: 120 mm on A4, 126 on Letter, and 75 letters of 11 pt are 132.
"""


def shown(image: Image) -> Size:
    """The width and height at which a page shows a picture, in CSS pixels: its own, or what there is room for."""
    return within((image.width, image.height), ROOM)


def within(size: Size, room: Size) -> Size:
    """A size made to fit a room with its shape kept: smaller if need be, never larger."""
    scale = min(1, *(most / own for most, own in zip(room, size, strict=True)))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
