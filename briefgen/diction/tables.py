"""Totals of tables that are not the sum of the rows above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.diction.numbers import Amount
from briefgen.diction.sums import Sum

_ROW = re.compile(r"^[ \t]{0,3}\|.*$", re.MULTILINE)
_CELL = re.compile(r"[^|]+")
_TOTAL = re.compile(r"[\s*_]*(?:(?:grand|sub)?[ -]?total|sum|in all|altogether)[\s*_:]*", re.IGNORECASE)
_RULED = re.compile(r"[\s:|-]+")
_COUNT = re.compile(r"[\s*_]*(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+(?:\.\d+)?)[\s*_]*")

Cell = tuple[int, int]


def wrong_totals(text: str) -> Iterator[Sum]:
    """The totals of Markdown tables, in a row that begins with `Total`, that are not the sum of their column.

    Only columns that have a number in every row are added up; one with a share or a gap is left alone.
    """
    if "|" not in text or "otal" not in text.lower():
        return
    rows: list[list[Cell]] = []
    end = -1
    for line in _ROW.finditer(text):
        if line.start() != end + 1:
            rows = []
        end = line.end()
        cells = [
            cell.span() for cell in _CELL.finditer(text, line.start(), line.end()) if text[cell.start() - 1] == "|"
        ]
        if _RULED.fullmatch(text, line.start(), line.end()):
            rows = []
        elif cells and _TOTAL.fullmatch(text, *cells[0]):
            yield from _of_row(text, rows, cells)
            rows = []
        else:
            rows.append(cells)


def _of_row(text: str, rows: Sequence[Sequence[Cell]], totals: Sequence[Cell]) -> Iterator[Sum]:
    if len(rows) < 2:
        return
    for column, cell in enumerate(totals[1:], 1):
        told = _COUNT.fullmatch(text, *cell)
        parts = [_COUNT.fullmatch(text, *row[column]) for row in rows if column < len(row)]
        if told and len(parts) == len(rows) and all(parts):
            whole, sum_ = _number(told[1]), sum(_number(part[1]) for part in parts if part)
            if abs(whole - sum_) > 1e-6 * max(1.0, abs(whole)):
                yield Sum(*told.span(1), Amount(whole, whole, *told.span(1)), sum_, sum_)


def _number(written: str) -> float:
    return float(re.sub(r"[^\d.]", "", written))
