"""Rings whole again that a map of the world cut at the 180th meridian."""

from __future__ import annotations

from itertools import pairwise

from briefgen.figures.earth.outlines import Line

_NEAR = 0.02
"""Two cuts are one if their ends are so near each other, in degrees."""
_POLE = -90.0


def joined(rings: list[Line]) -> list[Line]:
    """Rings that go over the 180th meridian where their land does, with longitudes past 180° there.

    A ring ends where it begins; the one around the South Pole goes down to it at its ends.
    """
    whole: list[Line] = []
    cut: list[Line] = []
    for ring in map(_unwrapped, (ring for ring in rings if len({y for _, y in ring}) > 1)):  # not the pole as a line
        (whole if _cut(ring) is None else cut).append(ring)
    while cut:
        ring = cut.pop()
        while (at := _cut(ring)) is not None and (found := _other(ring, at, cut)):
            other, their = found
            cut.remove(other)
            ours, theirs = _from(ring, at + 1), _from(other, their + 1)
            turn = ours[0][0] - theirs[-1][0]
            ring = ours[1:-1] + [(x + turn, y) for x, y in theirs]
            ring.append(ring[0])
        whole.append(ring)
    return [_centred(ring) for ring in whole]


def _unwrapped(ring: Line) -> Line:
    """A ring without leaps from one side of the world to the other, and with two points where it runs along the cut."""
    ring = _from(ring, next((at for at, (x, _) in enumerate(ring) if not _on_cut(x)), 0))
    turn, made = 0.0, ring[:1]
    for (x, _), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        turn += -360.0 if next_x - x > 180 else 360.0 if x - next_x > 180 else 0.0
        if _on_cut(next_x) and all(_on_cut(x) for x, _ in made[-2:]):
            made.pop()
        made.append((next_x + turn, next_y))
    if turn:
        made += [(made[-1][0], _POLE), (made[0][0], _POLE), made[0]]
    return made


def _from(ring: Line, at: int) -> Line:
    """A ring that begins at a point of it, without the point that closes it."""
    return ring[at:-1] + ring[:at] if at < len(ring) - 1 else ring[:-1]


def _on_cut(x: float) -> bool:
    return abs(abs(x) % 360 - 180) < 1e-6


def _cut(ring: Line) -> int | None:
    """Where a ring runs along the cut, not at the pole: the index of the point from which it does."""
    for at, ((x, y), (next_x, next_y)) in enumerate(pairwise(ring)):
        if _on_cut(x) and _on_cut(next_x) and _POLE not in (y, next_y):
            return at
    return None


def _other(ring: Line, at: int, cut: list[Line]) -> tuple[Line, int] | None:
    """The ring across the cut, which runs along it in the opposite sense, and from where."""
    (_, start), (_, end) = ring[at], ring[at + 1]
    for other in cut:
        their = _cut(other)
        if their is not None and abs(other[their][1] - end) < _NEAR and abs(other[their + 1][1] - start) < _NEAR:
            return other, their
    return None


def _centred(ring: Line) -> Line:
    """A ring moved by whole turns so that its middle lies between 180° west and 180° east."""
    middle = (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2
    turn = -360.0 * ((middle + 180) // 360)
    return [(x + turn, y) for x, y in ring]
