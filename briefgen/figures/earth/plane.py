"""Lines in a plane: clipped to a box, and made simpler."""

from __future__ import annotations

from itertools import pairwise

from briefgen.figures.earth.outlines import Bounds, Line, Point


def clipped_ring(ring: Line, box: Bounds) -> Line:
    """What of the inside of a ring lies in a box, as a ring, without its last point; empty where nothing does.

    Sutherland and Hodgman, Reentrant Polygon Clipping, CACM 17 (1974): where the ring leaves the box and comes back,
    it runs along the edge.
    """
    for axis in (0, 1):
        for limit, sense in ((box[axis], 1), (box[axis + 2], -1)):
            ring = _halved(ring, axis, limit, sense)
    return ring


def _halved(ring: Line, axis: int, limit: float, sense: int) -> Line:
    """The part of a ring on one side of a line: at or above a limit on an axis, or with `sense` -1 at or below."""
    if all((point[axis] - limit) * sense >= 0 for point in ring):
        return ring
    made: Line = []
    for at, point in enumerate(ring):
        before = ring[at - 1]
        if ((point[axis] - limit) * sense >= 0) != ((before[axis] - limit) * sense >= 0):
            made.append(_crossing(before, point, axis, limit))
        if (point[axis] - limit) * sense >= 0:
            made.append(point)
    return made


def _crossing(start: Point, end: Point, axis: int, limit: float) -> Point:
    part = (limit - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + part * (end[1 - axis] - start[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def clipped_path(path: Line, box: Bounds) -> list[Line]:
    """The stretches of an open line that lie in a box (Liang and Barsky, ACM Transactions on Graphics 3, 1984)."""
    stretches: list[Line] = []
    for start, end in pairwise(path):
        first, last = 0.0, 1.0
        for axis in (0, 1):
            move = end[axis] - start[axis]
            for room, towards in ((start[axis] - box[axis], -move), (box[axis + 2] - start[axis], move)):
                if towards > 0:
                    last = min(last, room / towards)
                elif towards < 0:
                    first = max(first, room / towards)
                elif room < 0:
                    first = 2.0
        if first > last:
            continue
        enters, leaves = _between(start, end, first), _between(start, end, last)
        if first > 0 or not stretches or stretches[-1][-1] != enters:
            stretches.append([enters])
        stretches[-1].append(leaves)
    return stretches


def _between(start: Point, end: Point, part: float) -> Point:
    if part in (0.0, 1.0):
        return end if part else start
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])


def simplified(line: Line, tolerance: float) -> Line:
    """A line with as few of its points as keep it within a tolerance of what it was, its ends among them.

    Ramer, 1972, and Douglas and Peucker, Cartographica 10 (1973).
    """
    if tolerance <= 0 or len(line) < 3:
        return line
    kept = [False] * len(line)
    kept[0] = kept[-1] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        (x, y), (end_x, end_y) = line[first], line[last]
        across, up = end_x - x, end_y - y
        length = (across * across + up * up) ** 0.5
        furthest, at = tolerance, 0
        for index in range(first + 1, last):
            px, py = line[index]
            off = abs(across * (py - y) - up * (px - x)) / length if length else ((px - x) ** 2 + (py - y) ** 2) ** 0.5
            if off > furthest:
                furthest, at = off, index
        if at:
            kept[at] = True
            spans += [(first, at), (at, last)]
    return [point for point, keep in zip(line, kept, strict=True) if keep]
