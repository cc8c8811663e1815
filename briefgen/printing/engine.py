"""WeasyPrint: every name of its inside that the press uses, and what is taken from it in another way than it gives it.

The single pass needs those that `lacking` does not ask for; the parted press needs all, and where one is missing, or
WeasyPrint is another than the one that was read, the single pass prints.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

BESIDE = ("cssselect2", "pydyf", "tinycss2")

READ = "70."
"""The versions of WeasyPrint whose inside is known here."""

NEEDED = {
    "weasyprint": ("Attachment", "DEFAULT_OPTIONS", "HTML", "VERSION"),
    "weasyprint.anchors": ("gather_anchors", "make_page_bookmark_tree"),
    "weasyprint.css": ("ColorProfile", "StyleFor", "find_style_attributes", "get_all_computed_styles"),
    "weasyprint.css.counters": ("CounterStyle",),
    "weasyprint.css.targets": ("TargetCollector", "TargetLookupItem"),
    "weasyprint.document": ("Document", "Page", "DocumentMetadata"),
    "weasyprint.draw": ("draw_stacking_context",),
    "weasyprint.draw.text": ("draw_first_line",),
    "weasyprint.formatting_structure.boxes": ("Box", "LineBox", "MarginBox", "PageBox"),
    "weasyprint.formatting_structure.build": ("build_formatting_structure",),
    "weasyprint.html": ("get_html_metadata",),
    "weasyprint.images": ("get_image_from_uri",),
    "weasyprint.layout": ("LayoutContext", "initialize_page_maker"),
    "weasyprint.layout.background": ("layout_backgrounds", "layout_box_backgrounds"),
    "weasyprint.layout.block": ("block_box_layout",),
    "weasyprint.layout.page": (
        "PageType",
        "make_margin_boxes",
        "margin_box_content_layout",
        "page_height",
        "page_width",
        "remake_page",
        "set_page_type_computed_styles",
    ),
    "weasyprint.layout.percent": ("resolve_percentages", "resolve_radii_percentages"),
    "weasyprint.matrix": ("Matrix",),
    "weasyprint.pdf": ("_use_references", "generate_pdf"),
    "weasyprint.pdf.anchors": ("add_links", "add_outlines"),
    "weasyprint.pdf.fonts": ("Font",),
    "weasyprint.pdf.stream": ("Stream",),
    "weasyprint.pdf.tags": ("_build_box_tree",),
    "weasyprint.stacking": ("StackingContext",),
    "weasyprint.text.fonts": ("FontConfiguration",),
    "weasyprint.text.ffi": ("FROM_UNITS", "ffi", "gobject", "pango"),
    "weasyprint.text.line_break": ("Layout", "strut"),
    "weasyprint.urls": ("URLFetcher", "URLFetcherResponse", "iri_to_uri"),
    "cssselect2": ("ElementWrapper", "SelectorError", "compile_selector_list"),
    "pydyf": ("PDF", "Array", "Dictionary", "Object", "Stream", "String"),
    "tinycss2": ("parse_component_value_list", "serialize"),
    "tinycss2.nth": ("parse_nth",),
}
"""What the parted press takes from where."""


def lacking() -> str | None:
    """What of WeasyPrint is not as the parted press knows it, in words; None where all is."""
    import weasyprint  # type: ignore[import-untyped]

    if not weasyprint.VERSION.startswith(READ):
        return f"WeasyPrint {weasyprint.VERSION}, of which the parted press knows nothing"
    for module, names in NEEDED.items():
        try:
            found = import_module(module)
        except ImportError:
            return f"`{module}`"
        for name in names:
            if not hasattr(found, name):
                return f"`{module}.{name}`"
    return None


def load() -> None:
    """Import WeasyPrint. Raises `OSError` where Pango is not there."""
    import weasyprint  # noqa: F401


def room(name: str) -> Any:
    """A module of WeasyPrint, such as `layout.page`, or one of those beside it."""
    return import_module(name if name.partition(".")[0] in BESIDE else f"weasyprint.{name}".rstrip("."))


@cache
def take(name: str) -> Any:
    """One of the names above, such as `layout.page.remake_page`; those of other packages begin with theirs."""
    module, _, last = name.rpartition(".")
    return getattr(room(module), last)
