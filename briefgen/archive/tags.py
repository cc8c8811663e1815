"""What the tags of a PDF owe to who cannot see it: PDF/UA-1 (ISO 14289-1) and the structure types of ISO 32000-1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from briefgen.archive.faults import Fault
from briefgen.archive.opening import dictionary, held, listed, title

_HEADING = re.compile("H([1-6])")
_KNOWN = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|H[1-6]?|P|L|LI|Lbl|LBody|Table|TR|TH|TD"
    "|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Ruby|RB|RT|RP|Warichu|WT|WP|Figure|Formula|Form"
)
"""The standard structure types (ISO 32000-1, 14.8.4)."""
_INSIDE = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
"""What an element may hold, and nothing else (ISO 32000-1, tables 336 and 337)."""
_ONLY_IN = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the tag tree: its type, what it is in, what it says of itself, its number and that of its page."""

    type: str
    above: str
    values: DictionaryObject
    number: int
    page: int | None


class Tags:
    """The tag tree of a PDF in reading order, and the annotations and marked content that it leads to."""

    def __init__(self, reader: PdfReader) -> None:
        self.root = dictionary(reader.trailer, "/Root")
        self.pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1)}  # type: ignore[union-attr]
        self.roles = dictionary(self.root, "/StructTreeRoot", "/RoleMap")
        self.annotations: dict[int, str] = {}
        self.content: set[tuple[int, int]] = set()
        """Page and number of each stretch of marked content."""
        self.elements = list(self._walk())

    def _walk(self) -> Iterator[Element]:
        top = dictionary(self.root, "/StructTreeRoot")
        waiting: list[tuple[Any, str, Any]] = [(kid, "", None) for kid in reversed(listed(top, "/K"))]
        seen: set[int] = set()
        while waiting:
            kid, above, page = waiting.pop()
            number = kid.idnum if isinstance(kid, IndirectObject) else 0
            value = held(kid)
            if isinstance(value, int):
                self.content.add((self.pages.get(page, 0), int(value)))
            if not isinstance(value, DictionaryObject) or (number and number in seen):
                continue
            seen.add(number)
            if isinstance(on := value.raw_get("/Pg") if "/Pg" in value else None, IndirectObject):
                page = on.idnum
            if "/S" not in value:
                self._leaf(value, above, page)
                continue
            type_ = str(held(value["/S"]))[1:]
            type_ = str(self.roles.get(f"/{type_}", f"/{type_}"))[1:] if not _KNOWN.fullmatch(type_) else type_
            yield Element(type_, above, value, number, self.pages.get(page))
            waiting += [(each, type_, page) for each in reversed(listed(value, "/K"))]

    def _leaf(self, value: DictionaryObject, above: str, page: Any) -> None:
        if value.get("/Type") == "/OBJR" and isinstance(to := value.raw_get("/Obj"), IndirectObject):
            self.annotations[to.idnum] = above
        elif isinstance(mark := held(value.get("/MCID")), int):
            self.content.add((self.pages.get(page, 0), mark))


def faults(tags: Tags, reader: PdfReader) -> Iterator[Fault]:
    """What is wrong with the tags: each with its page and its object, where it has them."""
    yield from _document(tags, reader)
    yield from _nested(tags)
    yield from _headings(tags)
    yield from _worded(tags)
    yield from _tables(tags)
    yield from _links(tags, reader)


def _document(tags: Tags, reader: PdfReader) -> Iterator[Fault]:
    root = tags.root
    if str(held(dictionary(root, "/MarkInfo").get("/Marked"))).lower() != "true":
        yield Fault("it is not said to be tagged")
    if not tags.elements:
        yield Fault("it has no tags: a screen reader has nothing to go by")
    if not str(held(root.get("/Lang")) or "").strip():
        yield Fault("it does not say in which language it is")
    if not title(reader):
        yield Fault("it has no title")
    if str(held(dictionary(root, "/ViewerPreferences").get("/DisplayDocTitle"))).lower() != "true":
        yield Fault("a reader shows the name of the file instead of the title")


def _nested(tags: Tags) -> Iterator[Fault]:
    for each in tags.elements:
        if not _KNOWN.fullmatch(each.type):
            yield Fault(
                f"`{each.type}` is no kind of element, and nothing says which it stands for", each.page, each.number
            )
        if each.type not in _INSIDE.get(each.above, {each.type}) or each.above not in _ONLY_IN.get(
            each.type, {each.above}
        ):
            where = f"in `{each.above}`" if each.above else "at the top"
            yield Fault(f"`{each.type}` stands {where}, where it may not", each.page, each.number)
    for each in tags.elements:
        bare = [kid for kid in listed(each.values, "/K") if isinstance(held(kid), int)]
        if bare and each.type in _INSIDE:
            yield Fault(f"text stands in `{each.type}` without an element of its own", each.page, each.number)


def _headings(tags: Tags) -> Iterator[Fault]:
    headings = [(int(found[1]), each) for each in tags.elements if (found := _HEADING.fullmatch(each.type))]
    if headings and headings[0][0] != 1:
        yield Fault("the first heading is not of the first level", headings[0][1].page, headings[0][1].number)
    for (before, _), (level, each) in pairwise(headings):
        if level > before + 1:
            yield Fault(f"a heading of level {level} follows one of level {before}", each.page, each.number)


def _worded(tags: Tags) -> Iterator[Fault]:
    for each in tags.elements:
        words = (str(held(each.values.get(key)) or "").strip() for key in ("/Alt", "/ActualText"))
        if each.type in {"Figure", "Formula"} and not any(words):
            yield Fault("a picture has no words that say what it shows", each.page, each.number)
        if each.type == "Note" and not held(each.values.get("/ID")):
            yield Fault("a note has no id", each.page, each.number)


def _tables(tags: Tags) -> Iterator[Fault]:
    heads = {str(held(each.values.get("/ID"))) for each in tags.elements if each.type == "TH" and "/ID" in each.values}
    scoped = any(each.type == "TH" and _attribute(each, "/Scope") for each in tags.elements)
    for each in tags.elements:
        if each.type != "TD":
            continue
        named = {str(held(name)) for name in _attribute(each, "/Headers") or []}
        if not named and not scoped:
            yield Fault("a cell of a table names none that heads it", each.page, each.number)
        if named - heads:
            yield Fault("a cell of a table is headed by one that is not there", each.page, each.number)


def _attribute(element: Element, key: str) -> Any:
    owners = (held(each) for each in listed(element.values, "/A"))
    return next((held(each[key]) for each in owners if isinstance(each, DictionaryObject) and key in each), None)


def _links(tags: Tags, reader: PdfReader) -> Iterator[Fault]:
    for number, page in enumerate(reader.pages, 1):
        annotations = listed(page, "/Annots")
        if annotations and page.get("/Tabs") != "/S":
            yield Fault("the order of its links is not that of the tags", number)
        for each in annotations:
            id_, value = each.idnum if isinstance(each, IndirectObject) else 0, held(each)
            kind = held(value.get("/Subtype")) if isinstance(value, DictionaryObject) else None
            if kind == "/Link":
                yield from (Fault(said, number, id_) for said in _lacks(value, tags.annotations.get(id_)))
            elif kind not in {"/Popup", "/PrinterMark"}:
                yield Fault(f"there is an annotation of the kind {kind}, which an issue has none of", number, id_)
    for element in tags.elements:
        kids = (held(kid) for kid in listed(element.values, "/K"))
        whole = any(isinstance(kid, DictionaryObject) and kid.get("/Type") == "/OBJR" for kid in kids)
        if element.type == "Link" and not whole:
            yield Fault("the tag of a link leads to none", element.page, element.number)


def _lacks(link: DictionaryObject, tag: str | None) -> Iterator[str]:
    """What is wrong with a link, which stands in a tag of this type."""
    if tag != "Link":
        yield "a link is not in the tags"
    if "/StructParent" not in link:
        yield "a link does not lead back to its tag"
    if not str(held(link.get("/Contents")) or "").strip():
        yield "a link has no words that say where it leads"
    left, bottom, right, top = (float(held(each)) for each in listed(link, "/Rect"))
    if abs(right - left) < 1 or abs(top - bottom) < 1:
        yield "a link has no area to be clicked on"
