"""A sheet drawn as objects of a PDF, wherever these come to lie in the file."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from typing import Any

from briefgen.printing.engine import take
from briefgen.printing.fitness import Unfit
from briefgen.printing.leaf import LINK, SHARED, Glyphs, Inside, Leaf
from briefgen.printing.letters import Letters
from briefgen.printing.repeating import Repeating

SCALE = 0.75
"""From CSS pixels, 96 to the inch, to points, 72 to the inch."""


class Number(int):
    """The number of an object of a sheet, which writes itself between marks."""

    def __str__(self) -> str:
        return f"\x07{int(self)}\x07"

    def __format__(self, _: str) -> str:
        return str(self)


class Press:
    """What sheets are drawn with, one after another, by one process."""

    def __init__(self) -> None:
        self.fonts: dict[Any, Any] = {}
        profile = take("css.ColorProfile")
        content = (files("weasyprint.pdf") / "sRGB2014.icc").open("rb")
        self.profiles = {"srgb": profile(content, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))}
        self.profiles["srgb"].pdf_reference = b"\x075\x07 0 R"

    def leaf(self, page: Any) -> Leaf:
        """A sheet, drawn and tagged; `page` is a `weasyprint.document.Page` without margins."""
        dictionary, array = take("pydyf.Dictionary"), take("pydyf.Array")
        drawn = self._begun(page, {})
        pdf, stream = drawn.pdf, drawn.stream
        left, top = -SCALE * page.bleed["left"], -SCALE * page.bleed["top"]
        right = left + SCALE * (page.width + page.bleed["left"] + page.bleed["right"])
        bottom = top + SCALE * (page.height + page.bleed["top"] + page.bleed["bottom"])
        entry = dictionary({"MediaBox": array([left, top, right, bottom])})
        pdf.add_page(entry)
        matrix = take("matrix.Matrix")(SCALE, 0, 0, -SCALE, 0, page.height * SCALE)
        links = [link for link in page.links if link[3].element_tag.partition(":")[0] == "a"]
        names: list[Any] = []
        anchors = [(name, x, y) for name, (x, y, _, _) in page.anchors.items()]
        take("pdf.anchors.add_links")((links, anchors), matrix, pdf, entry, names, drawn.tags)
        if any(kind == "attachment" for kind, *_ in links):
            raise Unfit("the page has files attached to its text")
        page.paint(stream, SCALE)
        leaf, inside = drawn.leaf, drawn.inside
        inside.targets = [target for kind, target, _, _ in links if kind == "internal"]
        leaf.places = [(name, at[2], at[3]) for name, at in names]
        self._trim(entry, page, left, top, right, bottom)
        self._tag(drawn, page)
        inside.page = {key: _bytes(value) for key, value in entry.items()}
        entry.free = "f"
        leaf.own = int(entry.number)
        return drawn.finish()

    def margins(self, page: Any, boxes: list[Any], body: dict[str, Any], repeating: Repeating) -> Leaf:
        """What stands in the margins of a sheet; `body` names the resources that the sheet itself has."""
        drawn = self._begun(page, body)
        drawn.stream.stream.pop()  # the body of the sheet has set the matrix already
        context, draw = take("stacking.StackingContext"), take("draw.draw_stacking_context")
        if boxes:
            with drawn.stream.stacked():
                drawn.stream.transform(a=SCALE, d=SCALE)
                for box in boxes:
                    anew = partial(lambda box: draw(drawn.stream, context.from_box(box, page)), box)
                    repeating.draw(drawn.stream, drawn.resources, box, anew)
        return drawn.finish()

    def _begun(self, page: Any, body: dict[str, Any]) -> _Drawing:
        for font in self.fonts.values():
            font.widths, font.to_unicode = {}, Letters()
        return _Drawing(self, page, body)

    def _trim(self, entry: Any, page: Any, left: float, top: float, right: float, bottom: float) -> None:
        bleed = {side: width * SCALE for side, width in page.bleed.items()}
        trim = (left + bleed["left"], top + bleed["top"], right - bleed["right"], bottom - bleed["bottom"])
        near = {side: min(10, width) for side, width in bleed.items()}
        array = take("pydyf.Array")
        entry["TrimBox"] = array(trim)
        entry["BleedBox"] = array(
            [trim[0] - near["left"], trim[1] - near["top"], trim[2] + near["right"], trim[3] + near["bottom"]]
        )

    def _tag(self, drawn: _Drawing, page: Any) -> None:
        inside, numbers, annotations = drawn.inside, {}, []  # type: ignore[var-annotated]
        build = take("pdf.tags._build_box_tree")
        box = page._page_box  # noqa: SLF001
        elements = build(box, drawn.document, drawn.pdf, 0, numbers, annotations, drawn.tags)
        inside.tags = [element.reference for element in elements]
        if drawn.tags:
            raise Unfit("the page has content without tags")
        inside.parents = [reference for _, reference in sorted(numbers.items())]
        for index, (reference, annotation) in enumerate(annotations):
            inside.links.append(reference)
            annotation["StructParent"] = LINK + str(index).encode() + LINK
        for each in drawn.pdf.objects:
            if isinstance(each, dict) and each.get("Type") == "/Annot":
                each["F"] = 4  # printed, as ISO 19005-3, 6.3.2 has it


class _Drawing:
    """A sheet while it is drawn: the objects of a PDF of its own."""

    def __init__(self, press: Press, page: Any, body: dict[str, Any]) -> None:
        self.press = press
        self.leaf, self.inside = Leaf(), Inside()
        self.tags: dict[Any, Any] = {}
        self.images: dict[str, Any] = {}
        self.pdf = _pdf()
        dictionary = take("pydyf.Dictionary")
        self.document = dictionary({"S": "/Document", "K": take("pydyf.Array")()})
        for shared in (self.document, *(dictionary() for _ in SHARED[4:])):
            self.pdf.add_object(shared)
        self.body = {kind: dict.fromkeys(names) for kind, names in body.items()}
        self.resources = dictionary({
            kind: dictionary(self.body.get(kind)) for kind in ("ExtGState", "XObject", "Pattern", "Shading")
        })  # fmt: skip
        self.resources["ColorSpace"] = self.pdf.objects[SHARED.index("spaces")].reference
        scaled = [SCALE * length for length in (page.width, page.height)]
        rectangle = (
            -page.bleed["left"],
            -page.bleed["top"],
            page.width + page.bleed["left"] + page.bleed["right"],
            page.height + page.bleed["top"] + page.bleed["bottom"],
        )
        self.stream = take("pdf.stream.Stream")(
            press.fonts, rectangle, self.resources, self.images, self.tags, press.profiles, "srgb", compress=True
        )
        self.stream.transform(d=-1, f=scaled[1])
        self.pdf.add_object(self.stream)

    def finish(self) -> Leaf:
        """The sheet, when all of it is drawn."""
        leaf, pdf = self.leaf, self.pdf
        if self.stream.stream:
            leaf.contents = int(self.stream.number)
        else:
            self.stream.free = "f"
        for kind, names in self.body.items():
            for name in names:
                if self.resources[kind][name] is None and name not in self.images:
                    del self.resources[kind][name]
        self._refer()
        own = (each for each in pdf.objects[len(SHARED) :] if each.free != "f")
        self.inside.objects = [(int(each.number), not each.compressible, each.data) for each in own]
        leaf.resources = {
            kind: {name: _bytes(value) for name, value in self.resources[kind].items()}
            for kind in ("ExtGState", "XObject", "Pattern", "Shading")
            if self.resources[kind]
        }
        fonts: dict[str, Glyphs] = {}
        for font in self.press.fonts.values():
            if font.widths:
                if font.missing or font.bitmap or font.variations:
                    raise Unfit(f"the font {font.family} is one that cannot be put together from parts")
                asked = (font.family, int(font.style), int(font.weight), float(font.font_size))
                fonts[font.hash] = Glyphs(asked, dict(font.widths), dict(font.to_unicode))
        leaf.hold(self.inside, fonts)
        return leaf

    def _refer(self) -> None:
        """Have the resources refer to what they name, as WeasyPrint does for a whole file."""
        self.resources["Font"] = self.pdf.objects[SHARED.index("fonts")].reference
        take("pdf._use_references")(self.pdf, self.resources, self.images, self.press.profiles)
        for name, image in self.images.items():
            form = image["x_object"]
            mask = form.extra.get("SMask")
            found = [int(form.number)]
            if isinstance(mask, bytes):
                found.append(int(mask.partition(b"\x07")[2].partition(b"\x07")[0]))
            self.leaf.images[name] = tuple(found)


def _pdf() -> Any:
    """A PDF whose objects have numbers between marks."""
    kind = take("pydyf.PDF")

    class Sheet(kind):  # type: ignore[misc, valid-type]
        def add_object(self, each: Any) -> None:
            super().add_object(each)
            each.number = Number(each.number)

        @property
        def page_references(self) -> tuple[bytes, ...]:
            return (self.pages_reference,)

        def add_page(self, page: Any) -> None:
            self.add_object(page)
            self.pages_reference = page.reference

    return Sheet()


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    return bytes(value.data) if hasattr(value, "data") else str(value).encode()
