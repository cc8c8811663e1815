"""What is to be printed, as WeasyPrint takes it: a page, its files, and what the PDF says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from briefgen.printing.engine import take

BASE = "briefgen:/page"
"""The page's own address. WeasyPrint writes it into the PDF wherever a link is relative."""

ATTACHED = "briefgen:/attachments/{}"
"""The address of the attachment with this number."""

DATA_LIMIT = 256 * 1024
"""The most characters a `data:` image may have. More than an ornament belongs among the assets."""

ACCESSIBLE = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>The part of ISO 14289 to which the document conforms</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""What a PDF/A says to be PDF/UA-1 as well (ISO 14289-1, 5), and of the words that say it (ISO 19005-3, 6.6.2.3)."""

_TYPES = {
    "css": "text/css",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "otf": "font/otf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
}

OPTIONS = {"pdf_variant": "pdf/a-3a"}


@dataclass(slots=True)
class Order:
    """A page and what goes with it."""

    header: Mapping[str, Any]
    """What `press` says of the job."""
    page: Any
    fonts: Any
    fetcher: Any
    refused: list[str]
    """Addresses that were asked for and are not the job's own."""
    log: list[str]
    """What WeasyPrint remarks."""
    given: list[tuple[str, str]]
    """The files that go with the page, by address, each with its hash."""
    known: bytes
    """The sheets of the page as they were the last time; empty where it is not known."""

    def complete(self, document: Any) -> dict[str, Any]:
        """Say of a document when it was made, and what it conforms to; with what is said where it is written."""
        created = datetime.fromisoformat(self.header["created"])
        document.metadata.created = document.metadata.modified = f"{created:%Y-%m-%dT%H:%M:%SZ}"
        document.metadata.generate_rdf_metadata = _accessible(document.metadata.generate_rdf_metadata)
        attachments = [
            take("Attachment")(
                url=ATTACHED.format(number),
                url_fetcher=self.fetcher,
                name=name,
                description=description,
                relationship=relationship,
                created=created,
                modified=created,
            )
            for number, (name, _, description, relationship, _) in enumerate(self.header["attachments"])
        ]
        # In hexadecimal: pydyf writes a carriage return as it is, and readers take it for a line feed.
        return {"attachments": attachments, "pdf_identifier": self.header["identifier"].encode()}


def order(
    header: Mapping[str, Any], html: bytes, blobs: list[bytes], known: bytes, log: list[str], refused: list[str]
) -> Order:
    """Read a job."""
    fetcher = _fetcher(header, blobs, refused)
    fonts = take("text.fonts.FontConfiguration")()
    given = [(url, hashlib.sha256(blob).hexdigest()) for (url, _), blob in zip(header["assets"], blobs, strict=False)]
    return Order(header, _page(html, fetcher), fonts, fetcher, refused, log, given, known)


def _accessible(rdf: Callable[..., bytes]) -> Callable[..., bytes]:
    """Metadata that name PDF/UA-1 too: WeasyPrint writes one standard or the other, and all must be one `rdf:RDF`."""
    end = b"</rdf:RDF>"
    return lambda *told: rdf(*told).replace(end, ACCESSIBLE + end)


XHTML = "{http://www.w3.org/1999/xhtml}"


def _page(html: bytes, fetcher: object) -> Any:
    """A page as WeasyPrint has it. What is well-formed XML is read as such, in a thirtieth of the time."""
    try:
        parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314 - no entities
        tree = None if b"<!ENTITY" in html else ElementTree.fromstring(html, parser)  # noqa: S314
    except ElementTree.ParseError:
        tree = None
    if tree is None or tree.tag != f"{XHTML}html" or tree.find(f".//{XHTML}base") is not None:
        return take("HTML")(string=html.decode(), base_url=BASE, url_fetcher=fetcher)
    names: dict[str, str] = {}
    classes: dict[str, str] = {}
    for element in tree.iter():  # of hundreds of thousands, each would hold words of its own
        element.tag = names.setdefault(element.tag, element.tag.removeprefix(XHTML))
        if kind := element.get("class"):
            element.set("class", classes.setdefault(kind, kind))
    page = take("HTML")(string="<p>", base_url=BASE, url_fetcher=fetcher)
    page.wrapper_element = take("cssselect2.ElementWrapper").from_html_root(tree)
    page.etree_element = tree
    return page


def _fetcher(header: Mapping[str, Any], blobs: list[bytes], refused: list[str]) -> object:
    """Serves the job's files and small `data:` images; another address is noted and ends the rendering."""
    response, own = take("urls.URLFetcherResponse"), take("urls.URLFetcher")
    names = [(take("urls.iri_to_uri")(url), _type(url)) for url, _ in header["assets"]]
    # Attachments by address too, since only a response can tell WeasyPrint their type: it would ask the
    # machine's tables.
    names += [(ATTACHED.format(number), item[1]) for number, item in enumerate(header["attachments"])]
    files = {url: (blob, mime) for (url, mime), blob in zip(names, blobs, strict=True)}

    class Fetcher(own):  # type: ignore[misc, valid-type]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            if url in files:
                body, mime = files[url]
                return response(url, body, {"Content-Type": mime})
            if url.startswith("data:image/") and len(url) <= DATA_LIMIT:
                with suppress(Exception):
                    return super().fetch(url)
            refused.append(url)
            raise ValueError(url)

    return Fetcher(fail_on_errors=True, allowed_protocols=("data",))


def _type(url: str) -> str:
    return _TYPES.get(url.rpartition(".")[2].lower(), "application/octet-stream")
