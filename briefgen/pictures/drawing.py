"""Drawings (SVG) as a page may show them: what is known to be safe, written anew.

What is not known is told by element and line, for what is left out in silence may change what a picture says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from briefgen import fonts
from briefgen.model import Image
from briefgen.pictures import tree as trees
from briefgen.pictures.allowed import (
    ATTRIBUTES,
    ELEMENTS,
    LINKED,
    NUMBER,
    PROPERTIES,
    SVG,
    TARGETS,
    TEXT,
    UNPAINTED,
    XLINK,
    XML,
    is_idle,
    is_sound,
    target,
)
from briefgen.pictures.gradients import refine
from briefgen.pictures.references import References
from briefgen.pictures.styles import styled
from briefgen.pictures.tree import Tree

MIME = "image/svg+xml"
_TOLD = 3
_REGULAR = 400
_SERIF = re.compile(r"(?<!sans-)(?<!sans )serif|roman|times|georgia|garamond|palatino|cambria|minion|baskerville")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_SIZE = re.compile(r"\s*(\d+\.?\d*|\.\d+)([a-z]*)\s*")


def read(data: bytes) -> Image:
    """A drawing of the page, or its fault."""
    try:
        tree = trees.parse(data)
        width, height = _size(tree.root)
    except trees.Refused as refused:
        return Image(fault=str(refused))
    cleaner = _Cleaner(tree)
    root = cleaner.cleaned(width, height)
    if cleaner.faults:
        said = "; ".join(f"line {line}: {why}" for line, why in cleaner.faults[:_TOLD])
        more = len(cleaner.faults) - _TOLD
        return Image(fault=f"{said}; and {more} more" if more > 0 else said)
    return Image(_written(root).encode(), MIME, max(1, round(width)), max(1, round(height)))


def for_screen(image: Image) -> bytes:
    """A sound drawing with the faces of its text inside: a browser lends a picture none of the page's."""
    drawing = image.data.decode()
    if "<text" not in drawing:
        return image.data
    faces = [
        face
        for face in fonts.FACES
        if face.family in drawing
        and (face.style == "normal" or "font-style=" in drawing)
        and (face.weight == _REGULAR or ("font-weight=" in drawing and face.style == "normal"))
    ]
    head, close, rest = drawing.partition(">")
    return f"{head}{close}<style>{fonts.webfonts(drawing, faces)}</style>{rest}".encode()


def _size(root: Element) -> tuple[float, float]:
    """The width and height of a drawing in CSS pixels: as it states them, or those of its view. Raises `Refused`."""
    if root.tag != f"{SVG}svg":
        raise trees.Refused('it is no SVG: that begins with `<svg xmlns="http://www.w3.org/2000/svg">`')
    view = [float(each) for each in NUMBER.findall(root.get("viewBox", ""))]
    seen = (view[2], view[3]) if len(view) == 4 else (0.0, 0.0)
    stated = [_pixels(root.get(side, "")) for side in ("width", "height")]
    width, height = (side or size for side, size in zip(stated, seen, strict=True))
    if all(seen) and stated.count(None) == 1:  # it follows from the other
        ratio = seen[0] / seen[1]
        width, height = (height * ratio, height) if stated[0] is None else (width, width / ratio)
    if not (0 < width < 1e5 and 0 < height < 1e5):
        raise trees.Refused("it does not say how large it is: give its root a `viewBox`, or a `width` and a `height`")
    return width, height


def _pixels(length: str) -> float | None:
    found = _SIZE.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2]] if found and found[2] in _PIXELS else None


def _written(element: Element) -> str:
    """A finished element as text, the same for the same element."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attrib.items())
    text = escape(element.text or "") + "".join(_written(each) + escape(each.tail or "") for each in element)
    return f"<{element.tag}{attributes}>{text}</{element.tag}>" if text else f"<{element.tag}{attributes}/>"


@dataclass(slots=True)
class _Cleaner:
    """A drawing made anew of what may stay of another, and what is wrong with that."""

    tree: Tree
    faults: list[tuple[int, str]] = field(default_factory=list)
    styles: Mapping[Element, Mapping[str, str]] = field(default_factory=dict)
    references: References = field(default_factory=References)
    origins: dict[Element, Element] = field(default_factory=dict)

    def cleaned(self, width: float, height: float) -> Element:
        """The root of the new drawing, of this size; whole only if there are no faults."""
        self.styles = styled(self.tree, self._say)
        root = self._element(self.tree.root, "svg", "black", has_family=False)
        for element, why in self.references.faults(root):
            self._say(self.origins[element], why)
        for clip in root.iter("clipPath"):
            self._clipping(clip)
        refine(root)
        own = {name: value for name, value in root.attrib.items() if name not in {"x", "y", "width", "height"}}
        size = {"width": f"{width:.6g}", "height": f"{height:.6g}"}
        root.attrib = {"xmlns": SVG[1:-1], **size, "viewBox": f"0 0 {size['width']} {size['height']}", **own}
        self.faults.sort(key=lambda fault: fault[0])
        return root

    def _say(self, element: Element, why: str) -> None:
        self.faults.append((self.tree.lines[element], why))

    def _element(self, old: Element, tag: str, color: str, has_family: bool) -> Element:
        """An element made anew. What it is inside of gives `color`, the current colour, and perhaps a font family."""
        new = Element(tag)
        self.origins[new] = old
        stated = {**{_plain(name): value for name, value in old.attrib.items()}, **self.styles.get(old, {})}
        color = color if stated.get("color", "inherit") == "inherit" else stated["color"]
        has_family = has_family or "font-family" in stated
        if tag == "text" and not has_family:
            stated["font-family"] = "serif"  # as browsers do
        for name, value in stated.items():
            self._attribute(old, new, name, value, color)
        if tag in TEXT:
            self._text(old, new, old.text)
        for child in old:
            kind = self._kind(child, tag)
            if kind is not None:
                new.append(self._element(child, kind, color, has_family))
            if tag in TEXT and child.tail:
                if kind is not None:
                    new[-1].tail = child.tail
                    self._legible(old, child.tail)
                else:
                    self._text(old, new, child.tail)
        return new

    def _kind(self, element: Element, inside: str) -> str | None:
        """What an element becomes; None for one that is left out, with a word where that is seen."""
        if not element.tag.startswith(SVG):
            if element.tag.startswith("{"):
                return None  # what a program keeps for itself, which nothing draws
            self._say(element, f"`<{element.tag[:40]}>` is no element of SVG")
            return None
        tag = element.tag.removeprefix(SVG)
        if tag in ELEMENTS:
            return tag
        if tag == "a":
            return "tspan" if inside in TEXT else "g"
        if tag not in UNPAINTED:
            self._say(element, f"`<{tag[:40]}>` {_WHY.get(tag, 'is not drawn alike on screen and paper')}")
        return None

    def _attribute(self, old: Element, new: Element, name: str, value: str, color: str) -> None:
        if name == "href" and old.tag == f"{SVG}a":
            return
        if name == "href" and new.tag in LINKED and value.startswith("#"):
            self.references.add(new, value[1:], LINKED[new.tag])
            new.set(name, value)
        elif name == "xml:space" and value == "preserve":
            new.set(name, value)
        elif name in TARGETS and (part := target(value)) is not None:
            self.references.add(new, part, TARGETS[name])
            new.set(name, f"url(#{part})")
        elif name in PROPERTIES and is_sound(name, value):
            self._property(new, name, value.strip(), color)
        elif name in ATTRIBUTES and is_sound(name, value):
            new.set(name, value)
        elif name == "marker" and (part := target(value)) is not None:
            for place in ("marker-start", "marker-mid", "marker-end"):
                self.references.add(new, part, TARGETS[place])
                new.set(place, f"url(#{part})")
        elif new.tag == "svg" and old is self.tree.root and name in {"width", "height"}:
            return  # in another unit than pixels
        elif ":" not in name and not is_idle(name, value):
            self._say(old, f"`{name[:40]}` of `<{old.tag.removeprefix(SVG)}>` {_doubt(name, value)}")

    def _clipping(self, clip: Element) -> None:
        """Say what would clip otherwise on paper."""
        for element in clip.iter():
            if element.tag in TEXT:
                self._say(self.origins[element], "text inside `<clipPath>` clips nothing on paper: convert it to paths")
            elif element.get("clip-rule") == "evenodd":
                self._say(self.origins[element], "`clip-rule: evenodd` clips otherwise on paper: combine the paths")

    def _property(self, new: Element, name: str, value: str, color: str) -> None:
        if name == "color":
            return
        if PROPERTIES[name] is None and value.lower() == "currentcolor":
            value = color
        new.set(name, _family(value) if name == "font-family" and value != "inherit" else value)

    def _text(self, old: Element, new: Element, text: str | None) -> None:
        if not text:
            return
        self._legible(old, text)
        if len(new):
            new[-1].tail = (new[-1].tail or "") + text
        else:
            new.text = (new.text or "") + text

    def _legible(self, element: Element, text: str) -> None:
        """Say what of a text would not be read: on paper no program draws these letters right inside a drawing."""
        if _RIGHT_TO_LEFT.search(text):
            self._say(element, "text that runs from right to left is not drawn right on paper: convert it to paths")
        elif missing := fonts.missing(text):
            self._say(element, f"no font of the page has `{missing[0][1]}`: convert the text to paths")


_WHY = {
    "script": "would run: a picture may not",
    "foreignObject": "may hold anything, and is not drawn on paper",
    "image": "shows another picture: place that one in the text, or save the whole as PNG",
    "filter": "is not drawn alike on screen and paper: save the picture as PNG, or take the effect out",
    "animate": "moves, and a page stands still",
    "animateTransform": "moves, and a page stands still",
    "animateMotion": "moves, and a page stands still",
    "set": "moves, and a page stands still",
}


def _doubt(name: str, value: str) -> str:
    if name.startswith("on"):
        return "would run: a picture may not"
    if name in {"href", "src"} or "url(" in value:
        return "leads out of the drawing, or to no part that fits"
    if name in PROPERTIES or name in ATTRIBUTES:
        return f"has a value that is not drawn alike everywhere: `{value.strip()[:40]}`"
    return "is not drawn alike on screen and paper"


def _plain(name: str) -> str:
    """An attribute by the name that it is known by; what a program keeps for itself by one that nothing knows."""
    return name.replace(XLINK + "href", "href").replace(XML, "xml:").replace("{", ":")


def _family(value: str) -> str:
    """The shipped faces nearest to those that a drawing asks for."""
    first = value.partition(",")[0].lower()
    return f"'{fonts.SERIF}', serif" if _SERIF.search(first) else f"'{fonts.SANS}', sans-serif"
