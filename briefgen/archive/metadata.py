"""What a PDF says of itself: which standards it keeps to, and the same in both places where it says it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import StreamObject

from briefgen.archive.faults import Fault
from briefgen.archive.opening import dictionary, held, title

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def faults(reader: PdfReader) -> Iterator[Fault]:
    """What the metadata lack to be those of a PDF/A-3a that is PDF/UA-1 too."""
    stream = held(dictionary(reader.trailer, "/Root").get("/Metadata"))
    data = stream.get_data() if isinstance(stream, StreamObject) else b""
    tree = _tree(data)
    if tree is None:
        yield Fault("it has no metadata that can be read (XMP)")
        return
    told = _told(tree)
    if (told.get(f"{_PDFA}part"), told.get(f"{_PDFA}conformance")) != ("3", "A"):
        yield Fault("it is not said to be PDF/A-3a")
    if told.get(f"{_PDFUA}part") != "1":
        yield Fault("it is not said to be PDF/UA-1")
    said = tree.find(f".//{_TITLE}/{_RDF}Alt/{_RDF}li")
    if said is None or (said.text or "").strip() != title(reader):
        yield Fault("its title is another one in its metadata")


def _tree(data: bytes) -> ET.Element | None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:  # which could make much of little
        return None
    try:
        return ET.fromstring(data)  # noqa: S314 - without a document type, there are no entities
    except ET.ParseError:
        return None


def _told(tree: ET.Element) -> dict[str, str]:
    """Every property of the descriptions, written as an attribute or as an element."""
    found: dict[str, str] = {}
    for description in tree.iter(f"{_RDF}Description"):
        found |= description.attrib | {each.tag: (each.text or "").strip() for each in description if not len(each)}
    return found
