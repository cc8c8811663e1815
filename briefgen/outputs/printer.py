"""The child process that prints: a job on standard input, a PDF on standard output.

`press` runs this file by its path. It imports nothing of briefgen, and it is the only module that imports
WeasyPrint, which reads files and calls the network wherever it is not stopped: here it is given text, a
dictionary, and no way to anything else.

Both streams carry one line of JSON, then bytes whose sizes that line gives.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import resource
import shutil
import signal
import sys
import threading
import unicodedata
from contextlib import suppress
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


PIXELS = {"px": 1, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""Units of a length in CSS pixels (CSS Values 4, 6.2)."""


class Failure(Exception):  # noqa: N818 - the word of the protocol
    """Why there is no PDF: one of `press.Kind`, and the detail."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


class Warnings(logging.Handler):
    """WeasyPrint's warnings and errors, in the order it gave them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.lines.append(record.getMessage())


class Letters(dict[int, str]):
    """What each glyph of a font stands for: what copies and searches of a PDF find.

    WeasyPrint asks for every glyph whether it is known, and says of an unknown one what its cluster stands for. Where
    text runs from right to left, a mark comes before its letter: it would be taken for both, wherever else it stands,
    and the letter for nothing. Here the mark is taken for itself, and the letter for the rest.

    Letters that are drawn as one, such as `لا`, stand for the last of them, and `joined` has those before it, from left
    to right: what turns the text of a page round turns it character by character, inside a glyph too.
    """

    def __init__(self) -> None:
        super().__init__()
        self.joined: dict[int, str] = {}
        self._rest = self._bare = ""

    def __contains__(self, glyph: object) -> bool:
        """Whether it is known: a mark never, so that it is told with each letter what that stands for."""
        self._rest, self._bare = self._bare, ""
        known = self.get(glyph, "")  # type: ignore[call-overload]
        return bool(known) and not all(map(unicodedata.combining, known))

    def __setitem__(self, glyph: int, text: str) -> None:
        marks = "".join(filter(unicodedata.combining, text))
        if marks and unicodedata.bidirectional(text[0]) in {"R", "AL"}:
            self._bare = "".join(each for each in text if each not in marks)
            text = marks
        text = text or self._rest
        if len(text) > 1 and all(unicodedata.bidirectional(each) in {"R", "AL"} for each in text):
            text, self.joined[glyph] = text[-1], text[-2::-1]
        super().__setitem__(glyph, text)


def render(header: Mapping[str, Any], html: str, blobs: list[bytes]) -> tuple[bytes, dict[str, Any]]:
    """The PDF of a job, and what `press` is told about it."""
    try:
        import weasyprint  # type: ignore[import-untyped]
        from weasyprint.pdf.fonts import Font  # type: ignore[import-untyped]
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
    except OSError as error:
        raise Failure("missing-pango", str(error)) from error
    # Not before: a library that finds no room would pass for one that is not there.
    _confine(header["seconds"], header["memory"])

    _spell(Font)
    log = Warnings()
    logging.getLogger("weasyprint").addHandler(log)
    refused: list[str] = []
    fetcher = _fetcher(header, blobs, refused)
    created = datetime.fromisoformat(header["created"])
    options = {"pdf_variant": "pdf/a-3a"}
    _keep_to_grid()
    try:
        page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        document = page.render(font_config=FontConfiguration(), **options)
        document.metadata.created = document.metadata.modified = f"{created:%Y-%m-%dT%H:%M:%SZ}"
        document.metadata.generate_rdf_metadata = _accessible(document.metadata.generate_rdf_metadata)
        attachments = [
            weasyprint.Attachment(
                url=ATTACHED.format(number),
                url_fetcher=fetcher,
                name=name,
                description=description,
                relationship=relationship,
                created=created,
                modified=created,
            )
            for number, (name, _, description, relationship, _) in enumerate(header["attachments"])
        ]
        # In hexadecimal: pydyf writes a carriage return as it is, and readers take it for a line feed.
        identifier = header["identifier"].encode()
        _leave_out_margins(document)
        _link_once(document)
        pdf = document.write_pdf(attachments=attachments, pdf_identifier=identifier, finisher=_once, **options)
    finally:
        # WeasyPrint's SVG drawing catches even the error that must end the rendering.
        if refused:
            raise Failure("refused-asset", refused[0])
    return pdf, {"pages": len(document.pages), "log": log.lines}


_GLYPH = re.compile(r"(?<=[<0-9a-f])[0-9a-f]{4}(?=(?:[0-9a-f]{4})*>)")
"""A glyph in hexadecimal, as WeasyPrint writes a line of text."""


def _spell(fonts: Any) -> None:
    """Have each glyph of these fonts stand for a letter, and write beside a ligature the letters it is made of besides.

    They are there without being drawn, a hundredth as wide and taken back (ISO 32000-1, 9.3), so that whatever reads
    the text finds each letter of `لا` at its place: Arabic must be drawn so, and readers of PDF disagree about the
    order of letters in a glyph.
    """
    from weasyprint.pdf.stream import Stream  # type: ignore[import-untyped]

    made, shown = fonts.__init__, Stream.show_text
    by_hash: dict[str, Any] = {}

    def spelt(font: Any, *values: Any) -> None:
        made(font, *values)
        font.to_unicode = Letters()
        by_hash[font.hash] = font

    def show(stream: Any, text: str) -> None:
        font = by_hash[stream._current_font[0]]  # noqa: SLF001
        joined = font.to_unicode.joined
        shown(stream, _GLYPH.sub(lambda found: found[0] + _hidden(font, found[0]), text) if joined else text)

    fonts.__init__, Stream.show_text = spelt, show


def _hidden(font: Any, glyph: str) -> str:
    """What is written after a glyph: the letters that it is made of and does not stand for, from left to right."""
    letters = font.to_unicode.joined.get(int(glyph, 16))
    if not letters:
        return ""
    glyphs, widths = _nominal(font.file_content)
    told = ""
    for letter in letters:
        own = glyphs[ord(letter)]
        font.widths[own] = width = round(widths[own])
        font.to_unicode[own] = letter
        told += f"<{own:04x}>{width}"
    return f">] TJ 3 Tr 1 Tz [{told}] TJ 0 Tr 100 Tz [<"


@cache
def _nominal(font: bytes) -> tuple[dict[int, int], dict[int, float]]:
    """The glyph of each character of a font, and their widths in thousandths."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    opened = TTFont(BytesIO(font), lazy=True)
    scale, order = 1000 / opened["head"].unitsPerEm, opened.getReverseGlyphMap()
    glyphs = {code: order[name] for code, name in opened.getBestCmap().items()}
    return glyphs, {glyph: opened["hmtx"][name][0] * scale for name, glyph in order.items()}


STEP = "__block_step"
"""How WeasyPrint names the custom property `--block-step` of an element."""

MOST_LEFT = "__most_left"
"""And `--most-left`."""

HAIR = 0.01
"""In CSS pixels: what rounding leaves between a block and its line."""


def _keep_to_grid() -> None:
    """Have a block with `--block-step: LENGTH` end on a line of the grid that begins where the text of a page does.

    This is `block-step-size` of CSS Rhythmic Sizing (https://www.w3.org/TR/css-rhythm-1/), which WeasyPrint does not
    know, less what a style sheet can do itself: what is missing to the next line is added below.

    A block with `--most-left: SHARE` is kept whole where that leaves no more than this share of its page empty.

    And have every text of a line stand where its own font would, though some of its letters are of another: WeasyPrint
    would make the line as much higher as the two differ.
    """
    from weasyprint.layout import block, inline  # type: ignore[import-untyped]

    laid_out, split = block.block_container_layout, inline.split_text_box
    top = 0.0

    def stepped(context: Any, box: Any, *rest: Any, **more: Any) -> Any:
        nonlocal top
        if box.is_for_root_element:
            top = box.position_y
        if share := _declared(box, MOST_LEFT):
            left = (context.page_bottom - box.position_y) / (context.page_bottom - top)
            box.style = box.style.copy()
            box.style["break_inside"] = "auto" if left > share else "avoid"
        answer = laid_out(context, box, *rest, **more)
        made, resume_at = answer[:2]
        if made is not None and resume_at is None and (step := _step(box)):
            over = (made.border_box_y() + made.border_height() - top) % step
            if HAIR < over < step - HAIR:
                made.height += step - over
        return answer

    def lined(*given: Any, **more: Any) -> Any:
        answer = split(*given, **more)
        if (text := answer[0]) is not None:
            _, baseline = inline.strut(text.style)
            lift = baseline - text.baseline
            text.baseline = baseline
            text.margin_top += lift
            text.margin_bottom -= lift
        return answer

    block.block_container_layout, inline.split_text_box = stepped, lined


def _step(box: Any) -> float:
    """The step of a block in CSS pixels; 0 where it has none, or a height. That of a table is its wrapper's."""
    made = box.get_wrapped_table() if box.is_table_wrapper else box
    return 0.0 if made.style["height"] != "auto" else _declared(made, STEP)


def _declared(box: Any, name: str) -> float:
    """What a custom property declares for a box itself: a length in CSS pixels, or a number; else 0."""
    declared = getattr(box.style, "cascaded", {}).get(name)
    values = [token for token in declared[0] if token.type in {"dimension", "number"}] if declared else []
    return float(values[0].value) * PIXELS.get(getattr(values[0], "unit", "px"), 0) if values else 0.0


def _accessible(rdf: Callable[..., bytes]) -> Callable[..., bytes]:
    """Metadata that name PDF/UA-1 too: WeasyPrint writes one standard or the other, and all must be one `rdf:RDF`."""
    end = b"</rdf:RDF>"
    return lambda *told: rdf(*told).replace(end, ACCESSIBLE + end)


def _leave_out_margins(document: Any) -> None:
    """Have what stands at the head and the foot of pages drawn as an artifact, which it is (ISO 14289-1, 7.8).

    WeasyPrint numbers it as content and puts it into no tag (issue 1836), so that a reader may speak it on every page.
    """
    from weasyprint.formatting_structure.boxes import MarginBox  # type: ignore[import-untyped]
    from weasyprint.pdf import tags  # type: ignore[import-untyped]
    from weasyprint.pdf.stream import Stream

    margins = (box for page in document.pages for box in page._page_box.children if isinstance(box, MarginBox))  # noqa: SLF001
    inside = {each for margin in margins for each in margin.descendants()}
    marked, build = Stream.marked, tags._build_box_tree  # noqa: SLF001
    Stream.marked = lambda self, box, tag: self.artifact() if box in inside else marked(self, box, tag)
    tags._build_box_tree = lambda box, *rest: iter(()) if isinstance(box, MarginBox) else build(box, *rest)  # noqa: SLF001


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


def _fetcher(header: Mapping[str, Any], blobs: list[bytes], refused: list[str]) -> object:
    """Serves the job's files and small `data:` images; another address is noted and ends the rendering."""
    from weasyprint.urls import (  # type: ignore[import-untyped]
        URLFetcher,
        URLFetcherResponse,
        iri_to_uri,
    )

    names = [(iri_to_uri(url), _type(url)) for url, _ in header["assets"]]
    # Attachments by address too, since only a response can tell WeasyPrint their type: it would ask the
    # machine's tables.
    names += [(ATTACHED.format(number), item[1]) for number, item in enumerate(header["attachments"])]
    files = {url: (blob, mime) for (url, mime), blob in zip(names, blobs, strict=True)}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
            if url in files:
                body, mime = files[url]
                return URLFetcherResponse(url, body, {"Content-Type": mime})
            if url.startswith("data:image/") and len(url) <= DATA_LIMIT:
                with suppress(Exception):
                    return super().fetch(url)
            refused.append(url)
            raise ValueError(url)

    return Fetcher(fail_on_errors=True, allowed_protocols=("data",))


def _type(url: str) -> str:
    return _TYPES.get(url.rpartition(".")[2].lower(), "application/octet-stream")


def _confine(seconds: int, memory: int) -> None:
    """Give this process so much processor time and so much address space, and no more."""
    # SIGXCPU comes at the soft limit and tells why; at the hard one comes SIGKILL, which does not.
    processor = (resource.RLIMIT_CPU, seconds, seconds + 1)
    for limit, soft, hard in (processor, (resource.RLIMIT_AS, memory, memory), (resource.RLIMIT_CORE, 0, 0)):
        with suppress(OSError, ValueError):  # macOS knows RLIMIT_AS but refuses it
            resource.setrlimit(limit, (soft, hard))


def _follow(parent: int, folder: str) -> None:
    """End when the process does that holds the other end of this pipe, however it ends, and clean up for it."""

    def wait() -> None:
        os.read(parent, 1)
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _answer(stdin: BinaryIO) -> tuple[bytes, dict[str, Any]]:
    header = json.loads(stdin.readline())
    _follow(header["lifeline"], header["folder"])
    sys.path.extend(entry for entry in header["path"] if entry not in sys.path)
    gc.disable()  # a fifth faster; the process ends before the garbage matters
    try:
        html = stdin.read(header["html"]).decode()
        blobs = [stdin.read(sizes[-1]) for sizes in header["assets"] + header["attachments"]]
        return render(header, html, blobs)
    except Failure as failure:
        return b"", {"kind": failure.kind, "detail": failure.detail}
    except MemoryError:
        return b"", {"kind": "memory", "detail": ""}
    except RecursionError:
        return b"", {"kind": "crash", "detail": "it is nested too deeply"}
    except Exception as error:
        return b"", {"kind": "crash", "detail": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answer one job, and end at once: taking a large document apart costs seconds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent has it too, and decides
    # What libraries print, they print to standard error: WeasyPrint does where it misses Pango.
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    pdf, answer = _answer(sys.stdin.buffer)
    stdout.write(json.dumps(answer).encode() + b"\n" + pdf)
    stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
