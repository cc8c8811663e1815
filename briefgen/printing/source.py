"""A page read once for all that lay out a part of it: its tree, its style sheets, and where it may be cut."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from briefgen.printing.engine import room, take


@dataclass(slots=True)
class Source:
    """What a page is made of, as WeasyPrint has it."""

    html: Any
    sheets: list[Any]
    fonts: Any
    counters: Any
    options: dict[str, Any]
    anchors: frozenset[str]
    styles: str
    """The style sheets as the page has them."""
    refused: list[str]
    """Addresses that were asked for and are not the page's own."""
    starts: set[int] = field(default_factory=set)
    """The elements at which it may be cut."""


class Named:
    """A page of which elements are looked for by name alone: without its hundred thousand wrapped for selectors."""

    def __init__(self, root: Any) -> None:
        self.etree_element = root

    def query_all(self, *names: str) -> Iterator[Any]:
        """The elements with such names."""
        return (SimpleNamespace(etree_element=each) for each in self.etree_element.iter() if each.tag in names)


class _Read(Exception):  # noqa: N818
    """The style sheets are read."""


def read(html: Any, fonts: Any, options: dict[str, Any], refused: list[str]) -> Source:
    """Read the style sheets of a page, with the fonts that they name, and compute no styles yet."""
    css = room("css")
    computed, found = css.StyleFor, []

    def caught(_: Any, sheets: list[Any], *_rest: Any) -> None:
        found.extend(sheets)
        raise _Read

    counters = take("css.counters.CounterStyle")()
    css.StyleFor, whole = caught, html.wrapper_element
    html.wrapper_element = Named(html.etree_element)
    try:
        css.get_all_computed_styles(html, None, False, fonts, counters, {}, [], [], None, False)
    except _Read:
        pass
    finally:
        css.StyleFor, html.wrapper_element = computed, whole
    elements = [each for each in html.etree_element.iter() if isinstance(each.tag, str)]
    styles = "".join(each.text or "" for each in elements if each.tag == "style")
    anchors = frozenset(name for each in elements if (name := each.get("id") or (each.tag == "a" and each.get("name"))))
    sheets = [(_lean(sheet) if origin == "user agent" else sheet, origin, more) for sheet, origin, more in found]
    return Source(html, sheets, fonts, counters, options, anchors, styles, refused)


def _lean(sheet: Any) -> Any:
    """The style sheet of WeasyPrint without what it says of the notes of every element, and of the sign before each.

    A page with notes is not parted, nor one with items of lists that are none by their name: without these each of a
    hundred thousand elements has six more styles.
    """
    lean = copy(sheet)
    lean.matcher = copy(sheet.matcher)
    lean.matcher.other_selectors = [
        (_item if kind == "marker" else test, specificity, order, kind, told)
        for test, specificity, order, kind, told in sheet.matcher.other_selectors
        if kind not in _NOTES
    ]
    return lean


_NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
"""What WeasyPrint has styles of for every element, and boxes for notes alone."""


def _item(element: Any) -> bool:
    return bool(element.local_name == "li")
