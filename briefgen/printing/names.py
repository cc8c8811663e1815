"""Every name of the inside of WeasyPrint, and of what it stands on, that we use, by what it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Names = Mapping[str, Sequence[str]]
"""By what has them, a module or something in one: names, such as those of attributes."""

READ = "70."
"""The versions of WeasyPrint whose inside is known here."""

OWED: Names = {
    "weasyprint": ("Attachment", "HTML", "VERSION"),
    "weasyprint.HTML": ("base_url", "etree_element", "render", "url_fetcher", "wrapper_element"),
    "weasyprint.document": ("Document", "DocumentMetadata", "Page"),
    "weasyprint.document.Document": ("metadata", "pages", "write_pdf"),
    "weasyprint.document.DocumentMetadata": ("created", "generate_rdf_metadata", "modified"),
    "weasyprint.document.Page": ("_page_box", "links"),
    "weasyprint.formatting_structure.boxes": ("Box", "MarginBox", "ParentBox"),
    "weasyprint.formatting_structure.boxes.Box": ("element_tag",),
    "weasyprint.formatting_structure.boxes.ParentBox": ("children", "descendants"),
    "weasyprint.pdf.stream": ("Stream",),
    "weasyprint.pdf.stream.Stream": ("artifact", "marked"),
    "weasyprint.pdf.tags": ("_build_box_tree",),
    "weasyprint.text.fonts": ("FontConfiguration",),
    "weasyprint.urls": ("URLFetcher", "URLFetcherResponse", "iri_to_uri"),
    "weasyprint.urls.URLFetcher": ("fetch",),
    "cssselect2": ("ElementWrapper",),
    "cssselect2.ElementWrapper": ("from_html_root",),
    "pydyf": ("PDF",),
    "pydyf.PDF": ("catalog",),
}
"""What any PDF takes: its tags, what it says of itself, and that it reads nothing but what it is given."""

LETTERS: Names = {
    "weasyprint.pdf.fonts": ("Font",),
    "weasyprint.pdf.fonts.Font": ("file_content", "hash", "to_unicode", "widths"),
    "weasyprint.pdf.stream.Stream": ("_current_font", "show_text"),
}
"""What it takes to say which letters a glyph stands for."""

GRID: Names = {
    "weasyprint.css": ("ComputedStyle",),
    "weasyprint.css.ComputedStyle": ("cascaded", "copy"),
    "weasyprint.formatting_structure.boxes.Box": (
        "border_box_y",
        "border_height",
        "is_for_root_element",
        "is_table_wrapper",
        "style",
    ),
    "weasyprint.formatting_structure.boxes.ParentBox": ("get_wrapped_table",),
    "weasyprint.layout": ("LayoutContext",),
    "weasyprint.layout.LayoutContext": ("page_bottom",),
    "weasyprint.layout.block": ("block_container_layout",),
    "weasyprint.layout.inline": ("split_text_box", "strut"),
    "weasyprint.layout.inline.split_text_box": ("baseline", "margin_bottom", "margin_top"),
    "tinycss2.ast": ("DimensionToken", "NumberToken"),
    "tinycss2.ast.DimensionToken": ("type", "unit", "value"),
    "tinycss2.ast.NumberToken": ("type", "value"),
}
"""What it takes to have text stand on a grid."""

PLACE: Names = {
    "weasyprint.document.Page": ("paint",),
    "weasyprint.formatting_structure.boxes.Box": ("element",),
    "weasyprint.layout.block": ("block_container_layout",),
}
"""What it takes to tell at which entry of a page the single pass is."""

PARTED: Names = {
    "weasyprint": ("CSS", "DEFAULT_OPTIONS"),
    "weasyprint.CSS": ("matcher", "page_rules"),
    "weasyprint.anchors": ("gather_anchors", "make_page_bookmark_tree"),
    "weasyprint.css": (
        "ColorProfile",
        "PageSelectorType",
        "StyleFor",
        "find_style_attributes",
        "get_all_computed_styles",
    ),
    "weasyprint.css.ColorProfile": ("pdf_reference",),
    "weasyprint.css.PageSelectorType": ("blank", "index", "name", "side"),
    "weasyprint.css.StyleFor": ("get_computed_styles", "initial_page_sizes"),
    "weasyprint.css.counters": ("CounterStyle",),
    "weasyprint.css.targets": ("CounterLookupItem", "TargetCollector", "TargetLookupItem"),
    "weasyprint.css.targets.CounterLookupItem": ("missing_counters", "missing_target_counters"),
    "weasyprint.css.targets.TargetCollector": ("counter_lookup_items", "target_lookup_items"),
    "weasyprint.css.targets.TargetLookupItem": ("cached_page_counter_values", "target_box"),
    "weasyprint.document.Document": ("color_profiles", "font_config", "fonts"),
    "weasyprint.document.Page": ("anchors", "bleed", "bookmarks", "forms", "height", "width"),
    "weasyprint.draw": ("draw_stacking_context",),
    "weasyprint.draw.text": ("draw_first_line",),
    "weasyprint.formatting_structure.boxes": ("LineBox", "PageBox", "TextBox"),
    "weasyprint.formatting_structure.boxes.Box": (
        "bookmark_label",
        "content_box_y",
        "is_column",
        "is_in_normal_flow",
        "margin_height",
        "margin_width",
        "missing_link",
        "page_values",
        "string_set",
        "translate",
    ),
    "weasyprint.formatting_structure.boxes.TextBox": ("text",),
    "weasyprint.formatting_structure.build": ("build_formatting_structure",),
    "weasyprint.html": ("get_html_metadata",),
    "weasyprint.images": ("get_image_from_uri",),
    "weasyprint.layout": ("initialize_page_maker",),
    "weasyprint.layout.LayoutContext": (
        "broken_out_of_flow",
        "current_page",
        "current_page_footnotes",
        "excluded_shapes",
        "footnotes",
        "get_image_from_uri",
        "get_string_set_for",
        "rendered_notes",
        "reported_footnotes",
        "running_elements",
        "string_set",
        "style_for",
    ),
    "weasyprint.layout.background": ("layout_backgrounds", "layout_box_backgrounds"),
    "weasyprint.layout.block": ("block_box_layout",),
    "weasyprint.layout.block.block_container_layout": ("position_x", "position_y"),
    "weasyprint.layout.initialize_page_maker": ("page_maker",),
    "weasyprint.layout.inline.split_text_box": ("pango_layout",),
    "weasyprint.layout.page": (
        "PageType",
        "make_margin_boxes",
        "make_page",
        "margin_box_content_layout",
        "page_height",
        "page_width",
        "remake_page",
        "set_page_type_computed_styles",
    ),
    "weasyprint.layout.page.make_page": ("fixed_boxes",),
    "weasyprint.layout.percent": ("resolve_percentages", "resolve_radii_percentages"),
    "weasyprint.matrix": ("Matrix",),
    "weasyprint.pdf": ("_use_references", "generate_pdf"),
    "weasyprint.pdf.anchors": ("add_links", "add_outlines"),
    "weasyprint.pdf.fonts.Font": (
        "bitmap",
        "colr",
        "family",
        "font_size",
        "missing",
        "png",
        "style",
        "svg",
        "variations",
        "weight",
    ),
    "weasyprint.pdf.stream.Stream": (
        "add_font",
        "ink_rect",
        "logical_rect",
        "set_font_size",
        "set_text_matrix",
        "stacked",
        "stream",
        "transform",
    ),
    "weasyprint.stacking": ("StackingContext",),
    "weasyprint.stacking.StackingContext": ("from_box",),
    "weasyprint.text.fonts": ("get_pango_font_key",),
    "weasyprint.text.fonts.FontConfiguration": ("font_map",),
    "weasyprint.text.ffi": ("FROM_UNITS", "ffi", "gobject", "pango"),
    "weasyprint.text.ffi.ffi": ("NULL", "buffer", "cdef", "gc", "new", "sizeof"),
    "weasyprint.text.ffi.gobject": ("g_object_unref",),
    "weasyprint.text.ffi.pango": (
        "pango_font_description_free",
        "pango_font_description_new",
        "pango_font_description_set_absolute_size",
        "pango_font_description_set_family",
        "pango_font_description_set_style",
        "pango_font_description_set_weight",
        "pango_font_get_glyph_extents",
        "pango_font_map_create_context",
        "pango_font_map_load_font",
        "pango_version",
    ),
    "weasyprint.text.line_break": ("Layout", "pyphen", "strut"),
    "weasyprint.text.line_break.Layout": (
        "deactivate",
        "get_first_line",
        "justification_spacing",
        "reactivate",
        "set_text",
        "setup",
    ),
    "weasyprint.text.line_break.Layout.set_text": ("text",),
    "weasyprint.text.line_break.Layout.setup": ("layout",),
    "weasyprint.text.line_break.pyphen": ("Pyphen", "language_fallback"),
    "cssselect2": ("Matcher", "SelectorError", "compile_selector_list"),
    "cssselect2.ElementWrapper": ("etree_element", "iter_children", "iter_subtree", "local_name"),
    "cssselect2.Matcher": (
        "class_selectors",
        "id_selectors",
        "lang_attr_selectors",
        "lower_local_name_selectors",
        "namespace_selectors",
        "other_selectors",
    ),
    "cssselect2.compiler": ("CompiledSelector",),
    "cssselect2.compiler.CompiledSelector": ("class_name", "lower_local_name", "test"),
    "pydyf": ("Array", "Dictionary", "Object", "Stream", "String"),
    "pydyf.Object": ("compressible", "data", "free", "number", "reference"),
    "pydyf.PDF": ("add_object", "add_page", "info", "objects", "page_references", "pages"),
    "pydyf.Stream": ("extra", "stream"),
    "tinycss2": ("parse_component_value_list", "serialize"),
    "tinycss2.ast": ("FunctionBlock", "IdentToken"),
    "tinycss2.ast.FunctionBlock": ("arguments", "lower_name", "type"),
    "tinycss2.ast.IdentToken": ("lower_value", "type"),
    "tinycss2.nth": ("parse_nth",),
}
"""What the parted press takes besides."""

PANGO: Names = {
    "GSListRuns": ("data", "next"),
    "PangoAnalysis": ("font", "level"),
    "PangoGlyphItem": ("glyphs", "item"),
    "PangoGlyphString": ("glyphs", "log_clusters", "num_glyphs"),
    "PangoItem": ("analysis", "length", "offset"),
    "PangoLayoutLine": ("runs",),
    "PangoRectangle": ("width",),
}
"""What WeasyPrint tells of the structures of Pango, which the parted press reads too."""

TOLD = ("char[]", "char[4]", "hb_tag_t[100]", "PangoLogAttr[]", "PangoRectangle *", "unsigned int *")
"""The types of C that WeasyPrint makes values of while it lays out and draws, as it spells them."""

NEEDED = {"owed": OWED, "letters": LETTERS, "grid": GRID, "place": PLACE, "parted": PARTED}
"""Every name, by what it is for."""
