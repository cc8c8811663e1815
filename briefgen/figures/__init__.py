"""Drawings from data: pure functions from parts of a briefing to a `Drawing`."""

from briefgen.figures.chances import confidence, likelihood
from briefgen.figures.drawing import Drawing, Lettering

__all__ = ["Drawing", "Lettering", "confidence", "likelihood"]
