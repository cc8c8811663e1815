"""Sheets, and what stands in their margins, bound into one file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any, NamedTuple

from briefgen.printing.engine import take
from briefgen.printing.filing import File
from briefgen.printing.fitness import Unfit
from briefgen.printing.leaf import LINK, OBJECT, SHARED, Inside, Leaf
from briefgen.printing.typefaces import fonts_of

_BETWEEN = b"\0\0\0\0"
_LINKED = re.compile(rb"%b(\d+)%b" % (LINK, LINK))


@dataclass(slots=True)
class Page:
    """A sheet with its margins, and its bookmarks: level, words, place in points, and whether it is open."""

    body: Leaf
    margins: Leaf
    bookmarks: list[tuple[int, str, tuple[float, float], str]]


class _Numbered(NamedTuple):
    """A sheet, or its margins, with the numbers of its objects, and what puts them in the place of the marks."""

    leaf: Leaf
    inside: Inside
    names: list[bytes]
    sub: Callable[[bytes], bytes]


def bind(document: Any, pages: Sequence[Page], options: dict[str, Any]) -> bytearray:
    """The file. `document` is a `weasyprint.document.Document` without pages that says all else of it."""
    document.fonts = fonts_of(document, (leaf for page in pages for leaf in (page.body, page.margins)))
    pdf = take("pdf.generate_pdf")(document, None, 1, **options)
    listed = pdf.catalog.get("AF", [])
    listed[:] = dict.fromkeys(listed)  # WeasyPrint lists the attachments of a PDF/A-3 twice
    sheets = _Sheets(pdf, document, pages)
    file = File(sheets.free)
    file.add(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")
    own = [each for each in pdf.objects if each.free != "f"]
    streams = [each for each in own if not each.compressible]
    made = [file.beside(partial(getattr, each, "data")) for each in streams]  # fonts and attachments are made small
    for page in sheets.written():
        for number, data in page[1]:
            file.large(number, data)
        file.small(page[0])
    for each, small in zip(streams, made, strict=True):
        file.large(each.number, small.result())
    sheets.finish()
    file.small([(each.number, each.data) for each in own if each.compressible])
    file.pack()
    return file.close(pdf, options["pdf_identifier"])


class _Sheets:
    """The objects of all sheets as they are numbered in the file, and what the file says of them."""

    def __init__(self, pdf: Any, document: Any, pages: Sequence[Page]) -> None:
        self.pdf, self.pages = pdf, pages
        root = _held(pdf, pdf.catalog["StructTreeRoot"])
        self.parents = _held(pdf, root["ParentTree"])["Nums"]
        self.tags = _held(pdf, root["K"][0])
        own = next(each for each in pdf.objects if isinstance(each, dict) and "ColorSpace" in each)
        profile = document.color_profiles["srgb"].pdf_reference
        shared = (b"0", pdf.pages.reference, pdf.catalog.reference, self.tags.reference,
                  own["ColorSpace"], profile, own["Font"])  # fmt: skip
        self.shared = [each.partition(b" ")[0] for each in shared]
        self._outline()
        pdf.add_object(pdf.info)
        self.first = len(pdf.objects)
        self.numbers = []
        self.free = self.first
        for page in pages:
            self.numbers.append((self.free, self.free + 1, self.free + 1 + page.body.count - len(SHARED)))
            self.free += 1 + page.body.count + page.margins.count - 2 * len(SHARED)
        self.links: list[bytes] = []
        self.images: dict[str, list[bytes]] = {}
        self.targets: set[str] = set()
        """Anchors that links lead to."""

    def _outline(self) -> None:
        root: list[Any] = []
        skipped: list[int] = []
        by_depth, before = [root], 0
        for number, page in enumerate(self.pages):
            before = take("anchors.make_page_bookmark_tree")(
                SimpleNamespace(bookmarks=page.bookmarks), skipped, by_depth, before, number, take("matrix.Matrix")()
            )
        self.pdf.pages["Kids"] = take("pydyf.Array")()
        references = [b"\x07%d\x07 0 R" % number for number in range(len(self.pages))]
        first = len(self.pdf.objects)
        take("pdf.anchors.add_outlines")(_Outlined(self.pdf, references), root)
        self.outlines = [each for each in self.pdf.objects[first:] if "Dest" in each]

    def written(self) -> Iterator[tuple[list[tuple[int, bytes]], list[tuple[int, bytes]]]]:
        """The objects of each sheet that may be packed together, and the others."""
        for index, page in enumerate(self.pages):
            number, body, margins = self.numbers[index]
            small: list[tuple[int, bytes]] = []
            large: list[tuple[int, bytes]] = []
            written = []
            for leaf, first in ((page.body, body), (page.margins, margins)):
                names = self._names(leaf, first)
                names[leaf.own] = b"%d" % number
                sub = self._sub(names)
                dropped = {each for each, name in enumerate(names) if name and int(name) < first} if leaf.images else ()
                inside = leaf.inside()
                objects = [each for each in inside.objects if each[0] not in dropped]
                large += ((int(names[each]), _headed(sub, data)) for each, streams, data in objects if streams)
                plain = [(int(names[each]), data) for each, streams, data in objects if not streams]
                small += zip((each for each, _ in plain), _all(sub, [data for _, data in plain]), strict=True)
                written.append(_Numbered(leaf, inside, names, sub))
            self._tree(index, written[0])
            small.insert(0, (number, self._page(index, written)))
            yield small, large

    def _names(self, leaf: Leaf, first: int) -> list[bytes]:
        names = [*self.shared, *(b"%d" % (first + each) for each in range(leaf.count - len(SHARED)))]
        for name, objects in leaf.images.items():
            drawn = self.images.setdefault(name, [names[each] for each in objects])
            for each, known in zip(objects, drawn, strict=True):
                names[each] = known
        return names

    def _sub(self, names: list[bytes]) -> Callable[[bytes], bytes]:
        """What puts the numbers that are known by now in the place of the marks."""
        start = len(self.pages) + len(self.links)

        def number(found: re.Match[bytes]) -> bytes:
            return b"%d" % (start + int(found[1]))

        def put(data: bytes) -> bytes:
            parts = data.split(OBJECT)
            parts[1::2] = [names[int(each)] for each in parts[1::2]]
            return _LINKED.sub(number, b"".join(parts)) if LINK in data else b"".join(parts)

        return put

    def _tree(self, index: int, body: _Numbered) -> None:
        inside, sub = body.inside, body.sub
        self.tags["K"].extend(map(sub, inside.tags))
        self.parents += [index, b"[%b]" % b" ".join(map(sub, inside.parents))]
        self.links += map(sub, inside.links)
        self.targets.update(inside.targets)

    def _page(self, index: int, written: Sequence[_Numbered]) -> bytes:
        body, margins = written
        contents = [each.names[each.leaf.contents] for each in written if each is body or each.leaf.contents]
        entries = {key: body.sub(value) for key, value in body.inside.page.items()}
        kinds = dict.fromkeys((*body.leaf.resources, *margins.leaf.resources))
        resources = []
        for kind in kinds:
            found = {
                name: each.sub(data) for each in written for name, data in each.leaf.resources.get(kind, {}).items()
            }
            resources.append(b"/%b %b" % (kind.encode(), _written(found)))
        resources += [b"/ColorSpace %b 0 R" % self.shared[4], b"/Font %b 0 R" % self.shared[6]]
        entries |= {
            "Type": b"/Page",
            "Parent": self.pdf.pages.reference,
            "Contents": b"[%b]" % b" ".join(b"%b 0 R" % each for each in contents),
            "Resources": b"<<%b>>" % b"".join(resources),
            "Tabs": b"/S",
            "StructParents": b"%d" % index,
        }
        return _written(entries)

    def finish(self) -> None:
        """Tell the file where sheets, bookmarks, anchors and tags are."""
        pdf, array = self.pdf, take("pydyf.Array")
        references = [b"%d 0 R" % number for number, _, _ in self.numbers]
        pdf.pages["Kids"], pdf.pages["Count"] = array(references), len(references)
        for outline in self.outlines:
            outline["Dest"][0] = references[int(outline["Dest"][0].split(b"\x07")[1])]
        for number, reference in enumerate(self.links, len(references)):
            self.parents += [number, reference]
        places: dict[str, Any] = {}
        for page, reference in zip(self.pages, references, strict=True):
            for name, x, y in (*page.body.places, *page.margins.places):
                places.setdefault(name, array([reference, "/XYZ", x, y, 0]))
        if lost := self.targets - set(places):
            raise Unfit(f"a link leads to #{min(lost)}, which is not there")
        names = array()
        for name in sorted(places):
            names += [take("pydyf.String")(name), places[name]]
        if names:
            dictionary = take("pydyf.Dictionary")
            pdf.catalog.setdefault("Names", dictionary())["Dests"] = dictionary({"Names": names})


def _all(sub: Callable[[bytes], bytes], listed: Sequence[bytes]) -> Sequence[bytes]:
    """Many objects with their numbers: at once, which is faster, unless one holds what stands between them then."""
    made = sub(_BETWEEN.join(listed)).split(_BETWEEN) if listed else []
    return made if len(made) == len(listed) else [sub(each) for each in listed]


def _headed(sub: Callable[[bytes], bytes], data: bytes) -> bytes:
    """A stream with the numbers in the entries before it."""
    head, mark, stream = data.partition(b"stream\n")
    return sub(head) + mark + stream


def _written(entries: dict[str, bytes]) -> bytes:
    """A dictionary of a PDF."""
    return b"<<%b>>" % b"".join(b"/%b %b" % (key.encode(), value) for key, value in entries.items())


class _Outlined:
    """A PDF to which bookmarks are added, whose sheets have no numbers yet."""

    def __init__(self, pdf: Any, references: list[bytes]) -> None:
        self.page_references = references
        self.add_object = pdf.add_object
        self.catalog = pdf.catalog


def _held(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
