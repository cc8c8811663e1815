"""The globe on a plane: two projections, both of which keep areas true.

Latitude and longitude are in degrees, x and y in kilometres from the middle of the map, y upwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from briefgen.figures.earth import Bounds, Point

RADIUS = 6371.0
"""That of the Earth in kilometres, as a sphere: the mean of IUGG's, which keeps distances true to 0.5 %."""


@dataclass(frozen=True)
class Regional:
    """Lambert's azimuthal equal-area projection around a point: for all up to a hemisphere, the poles too.

    Shapes and distances are true at its middle, and within 1 % as far as 1,500 km from it. John P. Snyder, Map
    Projections: A Working Manual, USGS Professional Paper 1395 (1987), equations 24-2 to 24-4 and 20-14, 20-15.
    """

    longitude: float
    latitude: float

    @cached_property
    def _middle(self) -> tuple[float, float]:
        return sin(radians(self.latitude)), cos(radians(self.latitude))

    def forward(self, longitude: float, latitude: float) -> Point:
        """Where a point of the globe lies."""
        turn, height = radians(longitude - self.longitude), radians(latitude)
        sine, cosine = self._middle
        high, wide = sin(height), cos(height)
        towards = sine * high + cosine * wide * cos(turn)
        scale = RADIUS * sqrt(2 / max(1 + towards, 1e-9))
        return scale * wide * sin(turn), scale * (cosine * high - sine * wide * cos(turn))

    def inverse(self, x: float, y: float) -> Point | None:
        """The longitude, within 180° of the middle's, and latitude of a point; None beyond the world's edge."""
        reach = hypot(x, y)
        if reach > 2 * RADIUS:
            return None
        if reach == 0:
            return self.longitude, self.latitude
        angle = 2 * asin(reach / (2 * RADIUS))
        sine, cosine = self._middle
        high = cos(angle) * sine + y * sin(angle) * cosine / reach
        turn = atan2(x * sin(angle), reach * cosine * cos(angle) - y * sine * sin(angle))
        return self.longitude + degrees(turn), degrees(asin(max(-1.0, min(1.0, high))))

    def seen(self, frame: Bounds) -> Bounds:
        """The longitudes and latitudes that a frame shows, found along its edge, and by whether it holds a pole."""
        left, bottom, right, top = frame
        steps = [step / 24 for step in range(25)]
        edge = [(left + step * (right - left), y) for step in steps for y in (bottom, top)]
        edge += [(x, bottom + step * (top - bottom)) for step in steps for x in (left, right)]
        found = [self.inverse(x, y) for x, y in edge]
        known = [point for point in found if point]
        poles = [pole for pole in (-90.0, 90.0) if _within(self.forward(0, pole), frame)]
        if poles or len(known) < len(found):
            latitudes = [y for _, y in known] + poles if len(known) == len(found) else [-90.0, 90.0]
            return self.longitude - 180, min(latitudes), self.longitude + 180, max(latitudes)
        spare = 0.02 * (max(y for _, y in known) - min(y for _, y in known))
        west, east = min(x for x, _ in known), max(x for x, _ in known)
        return west - spare, min(y for _, y in known) - spare, east + spare, max(y for _, y in known) + spare


@dataclass(frozen=True)
class World:
    """The Equal Earth projection, of the whole world around a meridian.

    Bojan Šavrič, Tom Patterson and Bernhard Jenny, The Equal Earth map projection, International Journal of
    Geographical Information Science 33 (2019).
    """

    longitude: float

    def forward(self, longitude: float, latitude: float) -> Point:
        """Where a point of the globe lies, its longitude within 180° of the middle's."""
        lean = asin(sqrt(3) / 2 * sin(radians(latitude)))
        square = lean * lean
        sixth = square**3
        across = 2 * sqrt(3) * radians(longitude - self.longitude) * cos(lean)
        across /= 3 * (9 * _D * square**4 + 7 * _C * sixth + 3 * _B * square + _A)
        return RADIUS * across, RADIUS * lean * (_D * square**4 + _C * sixth + _B * square + _A)

    def seen(self, frame: Bounds) -> Bounds:  # noqa: ARG002 - of a map of the world, all
        """All the world."""
        return self.longitude - 180, -90.0, self.longitude + 180, 90.0


_A, _B, _C, _D = 1.340264, -0.081106, 0.000893, 0.003796


def distance(start: Point, end: Point) -> float:
    """Kilometres between two points in degrees, along a great circle (the haversine formula)."""
    (west, south), (east, north) = start, end
    half = sin(radians(north - south) / 2) ** 2
    half += cos(radians(south)) * cos(radians(north)) * sin(radians(east - west) / 2) ** 2
    return 2 * RADIUS * asin(min(1.0, sqrt(half)))


def _within(point: Point, frame: Bounds) -> bool:
    return frame[0] <= point[0] <= frame[2] and frame[1] <= point[1] <= frame[3]
