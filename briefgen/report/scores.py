"""How forecasts fared: as a table for people, as JSON and as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import groupby
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from briefgen import __version__
from briefgen.dates import moment_in_words
from briefgen.foresight import CALIBRATED, Bin, Fared, Sheet, TrackRecord, bin_values, fared_values, record_values
from briefgen.scales import per_cent

FORMAT = 1
RESULTS = {"occurred": "occurred", "did-not-occur": "did not occur", "void": "void", "unresolvable": "unresolvable"}
_NUMBERS = {"count", "weight", "stated", "occurred", "score"}
_BAR = 20
"""Cells from 0 to 100 per cent."""


def scores_as_text(sheet: Sheet, width: int) -> str:
    """The forecasts as a table, then the score and what it is held against, then what is overdue."""
    console = Console(file=StringIO(), width=max(width, 60), no_color=True, highlight=False, markup=False)
    moment = moment_in_words(sheet.moment, sheet.dossier.zone)
    parts: list[Table | str] = [
        f"{sheet.handling}\n{sheet.dossier.project.series}: the desk's record\nAs of {moment}",
        _forecasts(sheet, console.width),
        "\n".join(_told(sheet.record)),
    ]
    if sheet.record.scored:
        parts.append(_terms(sheet.record))
        if any(round(each.weight, 1) < each.count for each in sheet.record.bins):
            parts.append("A forecast that moved counts in each term; its weight is the share of its time there.")
    if sheet.groups and (sheet.by != "term" or not sheet.record.telling):
        parts.append(_groups(sheet))
    if sheet.record.overdue:
        lapsed = (f"  {each.forecast.id}, by {each.forecast.by}" for each in sheet.record.overdue)
        parts.append("\n".join(("Overdue: the horizon has passed, and nobody said what came of it.", *lapsed)))
    with console.capture() as captured:
        for number, part in enumerate(parts):
            console.print(*(("",) if number else ()), part, sep="\n")
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def scores_as_json(sheet: Sheet) -> str:
    """The record as an object, unrounded; documented in docs/json.md."""
    groups = {"by": sheet.by, "groups": [bin_values(each) for each in sheet.groups]} if sheet.by else {}
    document = {
        "format": FORMAT,
        "generator": f"briefgen {__version__}",
        "series": sheet.dossier.project.series,
        "as_of": str(sheet.moment),
        "handling": str(sheet.handling),
        **record_values(sheet.record),
        **groups,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def scores_as_csv(sheet: Sheet) -> str:
    """A line for each forecast, or for each group where they are grouped; unrounded, empty where nothing is known."""
    rows = [bin_values(each) for each in sheet.groups] if sheet.by else list(map(_row, sheet.record.forecasts))
    file = StringIO()
    names = list(rows[0]) if rows else ["name", "count", "weight", "forecast", "observed", "score"]
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _row(each: Fared) -> dict[str, object]:
    values = fared_values(each)
    held = values.pop("held")
    del values["issues"]
    last = held[-1] if held else {"probability": None, "term": None}
    flags = {name: str(values[name]).lower() for name in ("conditional", "overdue")}
    return {**values, **flags, "probability": last["probability"], "term": last["term"]}


def _table(columns: Mapping[str, int | None]) -> Table:
    """A table whose columns are headed so and so many cells wide; those of numbers stand to the right."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for name, width in columns.items():
        side: Literal["left", "right"] = "right" if name in _NUMBERS else "left"
        table.add_column(name, justify=side, width=width, overflow="fold")
    return table


def _forecasts(sheet: Sheet, width: int) -> Table:
    rows = [(each.forecast.id, _held(each), str(each.forecast.by or ""), _came_out(sheet, each), _score(each))
            for each in sheet.record.forecasts]  # fmt: skip
    wanted = [max(map(len, column)) for column in zip(("forecast", "held", "by", "came out", ""), *rows, strict=True)]
    room = width - 10 - 5 - 4 * len("  ")
    ids = min(wanted[0], room - len("did not occur") - len("very unlikely"))
    out = min(wanted[3], max(len("did not occur"), room - ids - wanted[1]))
    table = _table({"forecast": ids, "held": min(wanted[1], room - ids - out), "by": 10, "came out": out, "score": 5})
    for row in rows:
        table.add_row(*row)
    return table


def _held(each: Fared) -> str:
    """What was held likely, in its course; a move inside a term is none in words."""
    return " → ".join(word for word, _ in groupby(stretch.words for stretch in each.stretches)) or "no likelihood"


def _score(each: Fared) -> str:
    return "" if each.score is None else f"{each.score:.3f}"


def _came_out(sheet: Sheet, each: Fared) -> str:
    if each.forecast.outcome is None:
        return "overdue" if each.overdue else "open"
    return f"{RESULTS[each.forecast.outcome.result]} {each.forecast.outcome.on.local(sheet.dossier.zone):%Y-%m-%d}"


def _told(record: TrackRecord) -> Iterator[str]:
    """What came of all, in sentences, and what the score is held against."""
    if not record.told:
        yield "No forecast has come out yet."
        return
    open_ = f"; {record.open} open" if record.open else ""
    void = f"; {record.void} void, {_percent(record.void_share)} of the conditional ones" if record.void else ""
    others = f"; {record.unresolvable} unresolvable" if record.unresolvable else ""
    yield f"{record.occurred} occurred, {record.did_not_occur} did not{void}{others}{open_}."
    if record.score is None:
        return
    yield ""
    yield f"Brier score       {record.score:.3f}   of {len(record.scored)} scored; 0 is perfect, 1 always wrong"
    yield f"always 0.5        {record.even_score:.3f}"
    rate = _percent(record.base_rate)
    yield f"base rate         {record.base_rate_score:.3f}   always saying {rate}, which is known only afterwards"
    if made_of := record.decomposition:
        yield f"= calibration     {made_of.reliability:.3f}   the smaller the better"
        yield f"- resolution      {made_of.resolution:.3f}   the larger the better"
        yield f"+ uncertainty     {made_of.uncertainty:.3f}"
    else:
        yield f"Calibration and resolution are told from {CALIBRATED} scored forecasts on: of fewer they tell chance."


def _terms(record: TrackRecord) -> Table:
    """Calibration: each term with what was stated of a hundred, and what occurred; of few only their counts."""
    if not record.telling:
        table = _table(dict.fromkeys(("term", "count", "weight")))
        for each in record.bins:
            table.add_row(each.name, *_counts(each))
        return table
    table = _table(dict.fromkeys(("term", "count", "weight", "stated", "occurred", "0 to 100 %: | stated, ● occurred")))
    for each in record.bins:
        table.add_row(each.name, *_counts(each), each.forecast_words, each.observed_words, _line(each))
    return table


def _counts(each: Bin) -> tuple[str, str]:
    return str(each.count), f"{each.weight:.1f}"


def _line(each: Bin) -> str:
    cells = ["·"] * (_BAR + 1)
    cells[round(each.forecast * _BAR)] = "|"
    cells[round(each.observed * _BAR)] = "●"
    return "".join(cells)


def _groups(sheet: Sheet) -> Table:
    table = _table(dict.fromkeys((str(sheet.by), "count", "weight", "stated", "occurred", "score")))
    for each in sheet.groups:
        name, score = each.name or "not stated", f"{each.score:.3f}"
        table.add_row(name, *_counts(each), each.forecast_words, each.observed_words, score)
    return table


def _percent(share: float | None) -> str:
    return f"{per_cent(share or 0)} %"
