"""The single pass: WeasyPrint's own, with what it owes to PDF/UA-1. The parted press must equal it."""

from __future__ import annotations

from typing import Any

from briefgen.printing.engine import room, take
from briefgen.printing.order import OPTIONS, Order
from briefgen.printing.place import Place


def single(order: Order, place: Place | None) -> tuple[bytes, int]:
    """The PDF of a page, and how many sheets it has; `place` follows where it is."""
    if place:
        place.follow()
    document = order.page.render(font_config=order.fonts, **OPTIONS)
    more = order.complete(document)
    _leave_out_margins(document)
    _link_once(document)
    if place:
        place.follow_drawing(document.pages)
    pdf = document.write_pdf(finisher=_once, **OPTIONS, **more)
    return pdf, len(document.pages)


def _leave_out_margins(document: Any) -> None:
    """Have what stands at the head and the foot of pages drawn as an artifact, which it is (ISO 14289-1, 7.8).

    WeasyPrint numbers it as content and puts it into no tag (issue 1836), so that a reader may speak it on every page.
    """
    margin, tags, stream = take("formatting_structure.boxes.MarginBox"), room("pdf.tags"), take("pdf.stream.Stream")
    margins = (box for page in document.pages for box in page._page_box.children if isinstance(box, margin))  # noqa: SLF001
    inside = {each for each_margin in margins for each in each_margin.descendants()}
    marked, build = stream.marked, tags._build_box_tree  # noqa: SLF001
    stream.marked = lambda self, box, tag: self.artifact() if box in inside else marked(self, box, tag)
    tags._build_box_tree = lambda box, *rest: iter(()) if isinstance(box, margin) else build(box, *rest)  # noqa: SLF001


def _link_once(document: Any) -> None:
    """Have a link be one: WeasyPrint makes another of each element inside, such as a name in another language.

    That lies within the first, and its tag is not one of a link (ISO 14289-1, 7.18.5).
    """
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[3].element_tag.partition(":")[0] == "a"]


def _once(_document: object, pdf: Any) -> None:
    """Name each attachment once: WeasyPrint lists those of a PDF/A-3 twice."""
    listed = pdf.catalog.get("AF", [])
    listed[:] = dict.fromkeys(listed)
