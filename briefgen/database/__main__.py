"""Writes the tables into docs/query.md: `python -m briefgen.database`."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.database.telling import tables_as_markdown

PAGE = Path(__file__).parent.parent.parent / "docs" / "query.md"
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


def page(old: str) -> str:
    """The page with the tables as they are."""
    return re.sub(f"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{tables_as_markdown()}\n{END}", old)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
