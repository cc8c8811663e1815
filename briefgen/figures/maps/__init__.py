"""The locator map."""

from briefgen.figures.maps.locator import Locator, locator

__all__ = ["Locator", "locator"]
