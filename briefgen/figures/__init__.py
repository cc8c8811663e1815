"""Drawings from data: pure functions from parts of a briefing to a `Drawing`."""

from briefgen.figures.chances import confidence, likelihood
from briefgen.figures.drawing import Drawing, Lettering
from briefgen.figures.maps import Locator, locator
from briefgen.figures.ranges import Ranges, ranges
from briefgen.figures.records import calibration, trend
from briefgen.figures.timeline import Timeline, timeline

__all__ = [
    "Drawing",
    "Lettering",
    "Locator",
    "Ranges",
    "Timeline",
    "calibration",
    "confidence",
    "likelihood",
    "locator",
    "ranges",
    "timeline",
    "trend",
]
