"""Values to a dossier, or what is wrong with their shape."""

from briefgen.loader.faults import RULES
from briefgen.loader.loading import Loaded, content, load, readable, together
from briefgen.loader.sections import Content, schema

__all__ = ["RULES", "Content", "Loaded", "content", "load", "readable", "schema", "together"]
