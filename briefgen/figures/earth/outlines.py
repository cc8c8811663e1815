"""The outlines as shipped: read in part, for a box of longitudes and latitudes, and written."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]
"""In degrees longitude, latitude; or in the plane of a map x, y."""
Line: TypeAlias = list[Point]
Bounds: TypeAlias = tuple[float, float, float, float]
"""The least of both, then the greatest: west, south, east, north; or left, bottom, right, top."""
Layer: TypeAlias = Literal["land", "lakes", "rivers"]

GRID = 500
"""Steps of a degree in a file: 220 m, half of what the most detailed outlines can tell apart."""
_LENGTH = 48
"""Points in a run."""
_FAR = 32767


@dataclass(frozen=True)
class Outlines:
    """Lines, cut into runs whose bounds are known, so that one far away need not be decoded.

    `runs` has a row for each: its first point, its bounds (all in steps of `GRID`), its number of points, and whether
    it begins a line. `moves` are from point to point, over all runs. A ring ends where it begins.
    """

    runs: array[int]
    moves: array[int]

    @cached_property
    def lines(self) -> tuple[tuple[Bounds, tuple[_Run, ...]], ...]:
        """Each line with its bounds in degrees."""
        made: list[list[_Run]] = []
        start = 0
        for row in range(0, len(self.runs), 8):
            x, y, west, south, east, north, count, begins = self.runs[row : row + 8]
            run = _Run(x, y, (west / GRID, south / GRID, east / GRID, north / GRID), start, count)
            start += 2 * (count - 1)
            if begins:
                made.append([])
            made[-1].append(run)
        return tuple((_around([run.box for run in runs]), tuple(runs)) for runs in made)

    def rings(self, box: Bounds) -> Iterator[Line]:
        """The rings around all that lies in a box, without their last point.

        What lies wholly beyond one side of the box is cut short there, which changes nothing within it.
        """
        for shift, runs in self._near(box):
            ring: Line = []
            for run in runs:
                ring += [run.first(shift)] if _beside(run.box, box, shift) else self._points(run, shift)[:-1]
            yield ring

    def paths(self, box: Bounds) -> Iterator[Line]:
        """The stretches of open lines that may lie in a box."""
        for shift, runs in self._near(box):
            path: Line = []
            for run in runs:
                if not _beside(run.box, box, shift):
                    path[-1:] = self._points(run, shift)
                elif path:
                    yield path
                    path = []
            if path:
                yield path

    def _near(self, box: Bounds) -> Iterator[tuple[float, tuple[_Run, ...]]]:
        """The lines that may reach into a box, each as often as the turn of the globe brings it there."""
        box_west, box_south, box_east, box_north = box
        for (west, south, east, north), runs in self.lines:
            if south <= box_north and north >= box_south:
                for shift in (-360.0, 0.0, 360.0):
                    if west + shift <= box_east and east + shift >= box_west:
                        yield shift, runs

    def _points(self, run: _Run, shift: float) -> Line:
        moves = self.moves[run.start : run.start + 2 * (run.points - 1)]
        east, north = accumulate(moves[::2], initial=run.x), accumulate(moves[1::2], initial=run.y)
        return [(x / GRID + shift, y / GRID) for x, y in zip(east, north, strict=True)]


class _Run(NamedTuple):
    x: int
    y: int
    box: Bounds
    start: int
    points: int

    def first(self, shift: float) -> Point:
        return (self.x / GRID + shift, self.y / GRID)


@lru_cache(maxsize=8)
def outlines(layer: Layer, scale: str) -> Outlines:
    """What is shipped of a layer at one of Natural Earth's scales (`10m`, `50m`, `110m`: one to so many millions)."""
    return unpacked((files("briefgen.figures.earth") / "files" / f"{layer}-{scale}.bin").read_bytes())


def packed(lines: Sequence[Line]) -> bytes:
    """The bytes of lines: how many numbers `runs` holds, these in 32 bits each, then the moves in 16; little-endian."""
    runs, moves = array("i"), array("h")
    for line in lines:
        steps = _stepped([(round(x * GRID), round(y * GRID)) for x, y in line])
        for at in range(0, len(steps) - 1, _LENGTH):
            run = steps[at : at + _LENGTH + 1]
            east, north = [x for x, _ in run], [y for _, y in run]
            runs.extend((*run[0], min(east), min(north), max(east), max(north), len(run), int(at == 0)))
            for (x, y), (next_x, next_y) in pairwise(run):
                moves.extend((next_x - x, next_y - y))
    count = array("i", [len(runs)])
    return b"".join(_little(part) for part in (count, runs, moves))


def unpacked(data: bytes) -> Outlines:
    """The outlines in such bytes."""
    count, runs, moves = array("i"), array("i"), array("h")
    count.frombytes(data[:4])
    end = 4 + 4 * _ordered(count)[0]
    runs.frombytes(data[4:end])
    moves.frombytes(data[end:])
    return Outlines(_ordered(runs), _ordered(moves))


def _stepped(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Points without repetitions, and with more between two that are too far apart for a move of 16 bits."""
    made = points[:1]
    for x, y in points[1:]:
        from_x, from_y = made[-1]
        pieces = max(abs(x - from_x), abs(y - from_y)) // _FAR + 1
        made += [
            (from_x + (x - from_x) * piece // pieces, from_y + (y - from_y) * piece // pieces)
            for piece in range(1, pieces + 1)
            if (x, y) != (from_x, from_y)
        ]
    return made


def _beside(bounds: Bounds, box: Bounds, shift: float) -> bool:
    """Whether all within `bounds`, moved east by `shift`, is beyond one side of a box."""
    west, south, east, north = bounds
    return west + shift > box[2] or east + shift < box[0] or south > box[3] or north < box[1]


def _around(boxes: Sequence[Bounds]) -> Bounds:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _little(numbers: array[int]) -> bytes:
    return _ordered(numbers[:]).tobytes()


def _ordered(numbers: array[int]) -> array[int]:
    """Numbers with their bytes turned, where this machine has the other order than the files."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
