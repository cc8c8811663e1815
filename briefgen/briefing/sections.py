"""The sections of prose, and the pictures they show."""

from __future__ import annotations

import posixpath

from briefgen.briefing.contents import SectionText
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.model import Brief, Dossier, Image
from briefgen.prose import picture_file, read


def sections(view: Viewpoint, part: str) -> tuple[SectionText, ...]:
    """The sections of one part, `fact` or `assessment`."""
    made = []
    for number, section in enumerate(view.brief.sections, 1):
        text = view.dossier.prose(view.brief, section)
        if section.part == part and text:
            file = view.dossier.text_file(view.brief, section) or view.brief.at().file
            made.append(SectionText(section.title, text, f"section-{number}", posixpath.dirname(file)))
    return tuple(made)


def images(dossier: Dossier, brief: Brief) -> dict[str, Image]:
    """The pictures that the brief's sections show, by their name in the project."""
    found = {}
    for section in brief.sections:
        file = dossier.text_file(brief, section) or brief.at().file
        for link in read(dossier.prose(brief, section) or "").links:
            name = picture_file(posixpath.dirname(file), link.address)
            if link.image and name in dossier.images:
                found[name] = dossier.images[name]
    return found
