"""Where a block stands in the document, and which style that gives it."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.figures.drawing import SIZE, measure
from briefgen.outputs.word.draft import Format
from briefgen.outputs.word.wordml import Element, made

_STEP = 340
"""How far a list is set in, in twentieths of a point: as in parts/numbering.xml."""
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
     "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
     "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip
"""The elements of a page that are no words among others."""
UNPRINTED = frozenset({"handling", "footnotes", "footnotes-sep", "skip", "colophon"})
"""Classes of what stands elsewhere in a document: on every page, as a note, as a list of headings."""
PARAGRAPHS = {
    "flag": "Subtitle", "state": "State", "meta": "Meta", "order": "Meta", "amount": "FigureLine",
    "sources": "CitedSources", "odds": "Odds", "mark": "RecordLabel", "source": "Source", "trace": "SourceNote",
}  # fmt: skip
"""The style of a paragraph, by its class."""
INSIDE = {
    "claim-fact": "Known", "claim-assessment": "Assessed", "statement": "Statement", "conflict": "Conflict",
    "why": "SourceNote", "names": "Name",
}  # fmt: skip
"""The style of the paragraphs inside an element, by its class."""
_LISTS = frozenset({"ListBullet", "ListNumber"})
RAILS = {"part-fact": "fact", "part-assessment": "assessment"}
HEADINGS = {f"h{level}": f"Heading{level - 1}" for level in range(2, 7)} | {"h1": "Title"}

_COLUMNS = {"Particulars": 2552, "Reasoning": 1985}
"""How wide the column of labels is in a style, in twentieths of a point: as in parts/styles.xml."""
_LABEL = 9.5
"""The size of a label in points."""
_SUBSTITUTE = 1.25
"""How much wider letters may be where the theme's face is not installed."""


class Place(NamedTuple):
    """Where a block stands: what holds it, and what that makes of it."""

    container: Element
    form: Format
    style: str = "Normal"
    level: int = 0
    """How many lists it is in."""
    numbers: str = ""
    """The list whose number its first paragraph has."""
    left: int = 0
    """How far it is set in, in twentieths of a point."""
    led: str = ""
    """The style of its first paragraph, where that has a label before it."""


def behind(place: Place) -> Place:
    """Where the second block of several stands."""
    style = "ListContinue" if place.style in _LISTS else place.style
    return place._replace(numbers="", led="", style=style)


def fits(label: str, style: str) -> bool:
    """Whether a label leaves room behind it in its column. Where it does not, what it says begins on the next line."""
    return measure(label) / SIZE * _LABEL * _SUBSTITUTE < _COLUMNS[style] / 20


def set_out(place: Place, style: str) -> list[Element]:
    """The properties by which a paragraph stands where it does."""
    told = []
    if place.numbers and style in _LISTS:
        level = made("w:ilvl", val=str(min(8, place.level - 1)))
        told.append(made("w:numPr", level, made("w:numId", val=place.numbers)))
    if place.form.leftwards:
        told.append(made("w:bidi"))
    if place.level:
        left = place.left + _STEP * place.level
        told.append(made("w:ind", left=str(left), **({"hanging": str(_STEP)} if place.numbers else {"hanging": "0"})))
    elif place.left and style == "Normal":
        told.append(made("w:ind", left=str(place.left)))
    return told
