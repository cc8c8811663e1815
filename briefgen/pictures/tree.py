"""XML as elements, bounded: nothing of it is fetched, nothing of it grows, and each element knows its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element
from xml.parsers import expat

MAX_BYTES = 2_000_000
MAX_ELEMENTS = 20_000
MAX_DEPTH = 50


class Refused(Exception):  # noqa: N818 - said of a drawing, to its author
    """Why a drawing is not read at all."""


@dataclass(slots=True)
class Tree:
    """A drawing: its root, with names in ElementTree's form (`{namespace}name`), and how deep its elements lie."""

    root: Element
    lines: Mapping[Element, int]
    """Each element with its line, in the order in which they begin."""
    depth: int


def parse(data: bytes) -> Tree:
    """A drawing as elements. Raises `Refused`.

    Entities are refused, for they grow, and a document type that states nothing of its own is passed over.
    """
    if len(data) > MAX_BYTES:
        raise Refused(f"it is a drawing of more than {MAX_BYTES // 1_000_000} MB: save it as PNG")
    builder = _Builder(expat.ParserCreate(namespace_separator="}"))
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refused(f"line {error.lineno}: it is broken: {expat.ErrorString(error.code)}") from None
    except (ValueError, LookupError) as error:  # an encoding that Python does not know
        raise Refused(f"it is broken: {str(error)[:80]}") from None
    return Tree(builder.root, builder.lines, builder.depth)


@dataclass(slots=True)
class _Builder:
    parser: expat.XMLParserType
    lines: dict[Element, int] = field(default_factory=dict)
    open: list[Element] = field(default_factory=list)
    depth: int = 0

    def __post_init__(self) -> None:
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = lambda _name: self.open.pop()
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.SkippedEntityHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    @property
    def root(self) -> Element:
        return next(iter(self.lines))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(_named(name), {_named(key): value for key, value in attributes.items()})
        if self.open:
            self.open[-1].append(element)
        self.open.append(element)
        self.depth = max(self.depth, len(self.open))
        self.lines[element] = self.parser.CurrentLineNumber
        if len(self.lines) > MAX_ELEMENTS:
            self._refuse(f"it has more than {MAX_ELEMENTS:,} elements: save it as PNG")
        if self.depth > MAX_DEPTH:
            self._refuse(f"its elements are nested more than {MAX_DEPTH} deep: save it as PNG")

    def _text(self, text: str) -> None:
        inside = self.open[-1]
        if len(inside):
            inside[-1].tail = (inside[-1].tail or "") + text
        else:
            inside.text = (inside.text or "") + text

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_own: int) -> None:
        if has_own:
            self._refuse("its document type declares something, such as an entity: save it as plain SVG")

    def _entity(self, name: str, _is_parameter: bool) -> None:
        self._refuse(f"`&{name};` is no character of SVG: write the character itself")

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            self._refuse("it takes its styles from another file: save it as plain SVG")

    def _refuse(self, why: str) -> None:
        raise Refused(f"line {self.parser.CurrentLineNumber}: {why}")


def _named(name: str) -> str:
    return "{" + name if "}" in name else name
