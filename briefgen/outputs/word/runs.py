"""The words of the page as runs: how they look, what they are in, where they lead, and what they cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from briefgen.outputs.word.draft import Draft, Format, Piece
from briefgen.outputs.word.languages import runs_leftwards, stretches, tag
from briefgen.outputs.word.wordml import Element, field, made, run

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LOOKS: Mapping[str, tuple[str, Any]] = {
    **dict.fromkeys(("b", "strong", "th"), ("bold", True)),
    **dict.fromkeys(("i", "em", "cite"), ("italic", True)),
    **dict.fromkeys(("s", "del"), ("struck", True)),
    **dict.fromkeys(("code", "kbd"), ("style", "CodeText")),
}
"""What an element does to the format of its words."""
_STYLES = {"term": "LikelihoodTerm", "lead": "Lead"}
"""By a class of the page."""
_UNSAID = frozenset({"svg", "style", "script", "title", "template", "button", "input", "select"})
_RIGHTWARDS, _LEFTWARDS = "\u200e", "\u200f"
"""Marks of direction, which no one sees."""
_DRAWING = "image/svg+xml"
"""What not every Word shows: its words stand in its place."""
_MAX_HEIGHT = 20 * 360_000
"""Of a picture, in English Metric Units: what a page holds with the words around it."""
_PIXEL, _TWIP = 9525, 635
"""In English Metric Units: at 96 to the inch, and a twentieth of a point."""


def classes(element: Element) -> frozenset[str]:
    """The classes of an element of the page."""
    return frozenset((element.get("class") or "").split())


def spoken(element: Element, form: Format) -> Format:
    """The format inside an element that says what language it is in, or which way it runs."""
    language, way = element.get("lang") or form.language, element.get("dir")
    if way is None and element.get("lang") and element.tag not in {"bdi", "span", "a"}:
        way = "rtl" if runs_leftwards(language) else "ltr"
    return form._replace(language=language, leftwards=form.leftwards if way is None else way == "rtl")


def pieces(draft: Draft, element: Element, form: Format) -> Iterator[Piece]:
    """What an element holds, in pieces, without the element itself."""
    if element.text:
        yield Piece(element.text, form)
    for child in element:
        yield from piece(draft, child, form)
        if child.tail:
            yield Piece(child.tail, form)


def piece(draft: Draft, element: Element, form: Format) -> Iterator[Piece]:
    """An element among words, in pieces."""
    if not isinstance(element.tag, str) or element.tag in _UNSAID:
        return
    form, held = spoken(element, form), classes(element)
    if element.get("id"):
        draft.begun.append(element.get("id"))
    if element.tag == "br":
        yield Piece("\n", form._replace(verbatim=True))
    elif element.tag == "img":
        yield _picture(draft, element, form)
    elif element.tag == "a":
        yield from _link(draft, element, form)
    elif "count" in held:
        yield from _count(draft, element, form)
    else:
        named = next((("style", _STYLES[name]) for name in sorted(held) if name in _STYLES), None)
        look = named or _LOOKS.get(element.tag)
        yield from pieces(draft, element, form._replace(**dict([look])) if look else form)


def _count(draft: Draft, element: Element, form: Format) -> Iterator[Piece]:
    """The number before an entry of the list of sources."""
    place, number = element.getparent().get("id"), "".join(element.itertext()).strip()
    if place in draft.noted:
        yield _again(draft, place, number, form)
    else:
        yield Piece(number, form)
    yield Piece("\t", form._replace(verbatim=True))


def _link(draft: Draft, element: Element, form: Format) -> Iterator[Piece]:
    """A link; the first to a source has its note."""
    address = element.get("href") or ""
    place = address[1:] if address.startswith("#") else ""
    if "footnote-backref" in classes(element):
        return
    if "footnote-ref" in classes(element.getparent()):
        yield _footnote(draft, element, place, form)
    elif place in draft.sources:
        yield from _cited(draft, element, place, form._replace(link=address))
    elif place:
        form = form._replace(link=address, style=form.style or "RecordLink") if place in draft.elements else form
        yield from pieces(draft, element, form)
    elif address:
        yield from pieces(draft, element, form._replace(link=address, style="Hyperlink"))
    else:
        yield from pieces(draft, element, form)


def _cited(draft: Draft, element: Element, place: str, form: Format) -> Iterator[Piece]:
    """A citation of a source: its number is a note the first time, and that note's number from then on."""
    source, words = draft.sources[place], "".join(element.itertext())
    number = source.label.text
    leading = form._replace(style="RecordLink", tip=_tip(source.label.title))
    before, found, behind = words.partition(number)
    if not found or (draft.in_notes and place not in draft.noted):
        yield Piece(words, leading)
        return
    yield Piece(before, leading)
    if place in draft.noted:
        yield _again(draft, place, number, leading)
    else:
        draft.noted.add(place)
        note, reference = draft.notes.add(number)
        draft.waiting.append((note, source))
        yield Piece("", form._replace(link=""), draft.bookmarked(_note_at(place), reference))
    yield Piece(behind, leading)


def _note_at(place: str) -> str:
    """What the first reference to the note of a source is called among places."""
    return f"note of {place}"


def _again(draft: Draft, place: str, number: str, form: Format) -> Piece:
    """The number of a note that stands elsewhere, which Word keeps right."""
    code = f"NOTEREF {draft.bookmark(_note_at(place))}"
    return Piece("", form, field(code, number, form.style))


def _footnote(draft: Draft, element: Element, place: str, form: Format) -> Piece:
    """A footnote of an author's; where it stands already, its letter leads there."""
    held, letter = draft.elements.get(place), "".join(element.itertext()).strip("[]").partition(":")[0]
    form = form._replace(style="NoteLetter")
    if held is None or draft.in_notes:
        return Piece(letter, form)
    if place in draft.noted:
        back = next((each for each in held.iter("a") if "footnote-backref" in classes(each)), None)
        return Piece(letter, form._replace(link="" if back is None else back.get("href")))
    draft.noted.add(place)
    note, reference = draft.notes.add(letter)
    draft.waiting.append((note, held))
    return Piece("", form, [reference])


def _tip(title: str) -> str:
    return title if len(title) <= 200 else title[:199] + "…"


def _picture(draft: Draft, element: Element, form: Format) -> Piece:
    """A picture, no wider than the lines."""
    image = draft.briefing.images.get(element.get("src") or "")
    words = element.get("alt") or ""
    if image is None or image.mime == _DRAWING:
        return Piece(f"[{words}]", form)
    width, height = max(1, image.width) * _PIXEL, max(1, image.height) * _PIXEL
    scale = min(1.0, draft.width * _TWIP / width, _MAX_HEIGHT / height)
    size = (max(1, int(width * scale)), max(1, int(height * scale)))
    inline: Element = draft.part.new_pic_inline(BytesIO(image.data), *size)
    described = inline.find(qn("wp:docPr"))
    described.set("descr", words)
    described.set("name", f"Picture {described.get('id')}")
    return Piece("", form, [made("w:r", made("w:drawing", inline))])


def write(draft: Draft, paragraph: Element, said: Iterable[Piece]) -> list[Element]:
    """Write pieces at the end of a paragraph, white space as a page shows it. What was written comes back."""
    written: list[Element] = []
    way = None
    for (link, tip), group in groupby(_settled(said), key=lambda each: (each.format.link, each.format.tip)):
        runs: list[Element] = []
        for each in group:
            if way not in (None, each.format.leftwards):  # a number that comes first would go with what was before
                runs.append(_mark(each.format.leftwards))
            runs += _runs(each, draft.language)
            way = each.format.leftwards
        if link:
            runs = [_leading(draft, link, tip, runs)]
        paragraph.extend(runs)
        written += runs
    return written


def _leading(draft: Draft, link: str, tip: str, runs: list[Element]) -> Element:
    made_ = made("w:hyperlink", *runs, **({"tooltip": tip} if tip else {}))
    if link.startswith("#"):
        made_.set(qn("w:anchor"), draft.bookmark(link[1:]))
    else:
        made_.set(qn("r:id"), draft.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return made_


def _settled(said: Iterable[Piece]) -> list[Piece]:
    """Pieces without the white space that a page does not show."""
    settled: list[Piece] = []
    spaced = True
    for each in said:
        text = each.text
        if each.object is None and not each.format.verbatim:
            text = _SPACE.sub(" ", text)
            text = text[1:] if spaced and text[:1] == " " else text
        if text or each.object is not None:
            spaced = each.object is None and text[-1:] in {" ", "\n", "\t"}
            settled.append(Piece(text, each.format, each.object))
    while settled and settled[-1].object is None and not (bare := settled[-1].text.rstrip(" \n\t")):
        settled.pop()
    if settled and settled[-1].object is None:
        settled[-1] = Piece(bare, settled[-1].format)
    return settled


def _runs(each: Piece, usual: str) -> Iterator[Element]:
    if each.object is not None:
        yield from each.object
        return
    form = each.format
    for text, leftwards in stretches(each.text, form.leftwards):
        looks = [made(name) for name in ("w:b", "w:bCs") if form.bold]
        looks += [made(name) for name in ("w:i", "w:iCs") if form.italic]
        looks += [made("w:strike")] if form.struck else []
        looks += [made("w:rtl")] if leftwards else []
        if form.language and form.language != usual and leftwards == runs_leftwards(form.language):
            looks.append(made("w:lang", **{"bidi" if leftwards else "val": tag(form.language)}))
        yield run(text, *looks, style=form.style)
        if leftwards != form.leftwards:  # what comes behind goes with the line, a number too
            yield _mark(form.leftwards)


def _mark(leftwards: bool) -> Element:
    """A mark from which on words run one way."""
    return run(_LEFTWARDS, made("w:rtl")) if leftwards else run(_RIGHTWARDS)
