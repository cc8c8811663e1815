"""Outlines of land, lakes and rivers, from Natural Earth."""

from briefgen.figures.earth.outlines import Bounds, Line, Outlines, Point, outlines

__all__ = ["Bounds", "Line", "Outlines", "Point", "outlines"]
