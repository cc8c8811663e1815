"""The archive of a series: pages for all that its issues told, made of a ledger, that work from files alone."""

from briefgen.site.library import Issued, Library, library
from briefgen.site.pages import pages

__all__ = ["Issued", "Library", "library", "pages"]
