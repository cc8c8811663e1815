"""Elements of WordprocessingML, and what may stand in one: the words of ISO/IEC 29500-1, clause 17."""

from __future__ import annotations

from functools import cache
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

Element = Any
"""An element of lxml, which has no types."""
_ORDER = ("keepNext", "numPr", "pBdr", "tabs", "bidi", "spacing", "ind", "jc")
"""Of the properties of a paragraph, as far as any is given to one."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def made(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of the namespace `w`, with attributes of the same: `made("w:ind", left="340")`."""
    element: Element = oxml_parser.makeelement(_name(tag), None, _NAMESPACE)
    for name, value in attributes.items():
        element.set(_name(f"w:{name}"), value)
    element.extend(children)
    return element


_NAMESPACE = {"w": nsmap["w"]}
_name = cache(qn)


def run(text: str, *properties: Element, style: str | None = None) -> Element:
    """A run of text. Tabs and line ends are elements of their own; properties come in the order of the schema."""
    element = made("w:r")
    if style:
        properties = (made("w:rStyle", val=style), *properties)
    if properties:
        element.append(made("w:rPr", *properties))
    for index, line in enumerate(text.split("\n")):
        if index:
            element.append(made("w:br"))
        for nth, piece in enumerate(line.split("\t")):
            if nth:
                element.append(made("w:tab"))
            if piece:
                words = made("w:t")
                words.text = piece
                words.set(_SPACE, "preserve")
                element.append(words)
    return element


def paragraph(style: str, *properties: Element) -> Element:
    """A paragraph in a style, without words. Its properties are put into the order of the schema."""
    in_order = sorted(properties, key=lambda each: _ORDER.index(each.tag.rpartition("}")[2]))
    return made("w:p", made("w:pPr", made("w:pStyle", val=style), *in_order))


def field(code: str, shown: str, style: str | None = None) -> list[Element]:
    """A field as runs, and what it shows until Word works it out."""
    told = made("w:instrText")
    told.text = f" {code} "
    told.set(_SPACE, "preserve")
    begin, separate, end = (made("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    runs = [run("", style=style) for _ in range(4)]
    for each, mark in zip(runs, (begin, told, separate, end), strict=True):
        each.append(mark)
    return [*runs[:3], run(shown, style=style), runs[3]]
