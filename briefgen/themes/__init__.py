"""How a page looks: where a theme's files are looked for, and what is wrong with those of a project."""

from briefgen.themes.linting import Flaw, flaws
from briefgen.themes.paper import Paper, has_margin_column, lines_of, paper_of
from briefgen.themes.theme import DEFAULT, TemplateFault, Theme, UnknownTheme, find, shipped_names

__all__ = [
    "DEFAULT",
    "Flaw",
    "Paper",
    "TemplateFault",
    "Theme",
    "UnknownTheme",
    "find",
    "flaws",
    "has_margin_column",
    "lines_of",
    "paper_of",
    "shipped_names",
]
