"""The sections of prose."""

from __future__ import annotations

from briefgen.briefing.entries import SectionText
from briefgen.briefing.viewpoint import Viewpoint


def sections(view: Viewpoint, part: str) -> tuple[SectionText, ...]:
    """The sections of one part, `fact` or `assessment`."""
    made = []
    for number, section in enumerate(view.brief.sections, 1):
        text = view.dossier.prose(view.brief, section)
        if section.part == part and text:
            made.append(SectionText(section.title, text, f"section-{number}"))
    return tuple(made)
