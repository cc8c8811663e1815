"""Tables: what a table of the page holds, and one of Word's set out for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefgen.outputs.word.wordml import Element, made, paragraph

UPRIGHT = 8
"""How many columns are read on an upright sheet; more of them take one on its side."""
_SHARE = re.compile(r"width:\s*([\d.]+)%")
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")


class Grid(NamedTuple):
    """A table of the page: its caption, rows of cells, how many of these are heads, and the share of each column."""

    caption: Element | None
    rows: list[list[Element]]
    heads: int
    shares: list[float]


class Frame(NamedTuple):
    """A table of Word's, with its empty cells by row."""

    table: Element
    cells: list[list[Element]]


def read(element: Element) -> Grid:
    """What a table holds. A column without words, such as one of drawings, is left out."""
    lines = list(element.iter("tr"))
    rows = [[cell for cell in line if cell.tag in {"td", "th"}] for line in lines]
    heads = sum(line.getparent().tag == "thead" for line in lines)
    width = max(map(len, rows), default=0)
    told = [_SHARE.search(each.get("style") or "") for each in element.iter("col")]
    shares = [float(each[1]) if each else 1.0 for each in told] if len(told) == width else [1.0] * width
    said = [any(_says(row[at]) for row in rows[heads:] if at < len(row)) for at in range(width)]
    kept = [at for at in range(width) if said[at] or len(rows) == heads]
    rows = [[row[at] for at in kept if at < len(row)] for row in rows]
    return Grid(next(element.iter("caption"), None), rows, heads, [shares[at] for at in kept])


def _says(cell: Element) -> bool:
    drawn = sum(len("".join(each.itertext()).split()) for each in cell.iter("svg"))
    return len("".join(cell.itertext()).split()) > drawn or next(cell.iter("img"), None) is not None


def frame(width: int, shares: Sequence[float], rows: int, style: str, left: int = 0, leftwards: bool = False) -> Frame:
    """An empty table of this width, set in by `left`, both in twentieths of a point. No row of it is split."""
    widths = [max(1, int(width * share / sum(shares))) for share in shares]
    properties = [
        made("w:tblStyle", val=style),
        *([made("w:bidiVisual")] if leftwards else []),
        made("w:tblW", w=str(sum(widths)), type="dxa"),
        made("w:tblInd", w=str(left), type="dxa"),
        made("w:tblLayout", type="fixed"),
        made(
            "w:tblLook",
            val="0420",
            firstRow="1",
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="0",
            noVBand="1",
        ),
    ]
    grid = made("w:tblGrid", *(made("w:gridCol", w=str(each)) for each in widths))
    table = made("w:tbl", made("w:tblPr", *properties), grid)
    cells = [
        [made("w:tc", made("w:tcPr", made("w:tcW", w=str(each), type="dxa"))) for each in widths] for _ in range(rows)
    ]
    for row in cells:
        table.append(made("w:tr", made("w:trPr", made("w:cantSplit")), *row))
    return Frame(table, cells)


def head(framed: Frame, heads: int) -> None:
    """Repeat the first rows on every page."""
    for row in framed.table.findall("{*}tr")[:heads]:
        row.find("{*}trPr").append(made("w:tblHeader"))


def align(held: Element, cell: Element, leftwards: bool) -> None:
    """Align the paragraphs of a cell as the page does. To Word, left is where a line begins."""
    found = _ALIGN.search(cell.get("style") or "")
    if found:
        side = {"left": "right", "right": "left"}.get(found[1], found[1]) if leftwards else found[1]
        for each in held.findall("{*}p"):
            each.find("{*}pPr").append(made("w:jc", val=side))


def place(container: Element, framed: Frame) -> None:
    """Put a table behind what a container holds; two tables that touch would be one."""
    for cell in (each for row in framed.cells for each in row):
        if len(cell) == 0 or not cell[-1].tag.endswith("}p"):
            cell.append(paragraph("CellText"))
    container.append(framed.table)
    container.append(paragraph("AfterTable"))
