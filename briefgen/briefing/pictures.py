"""The pictures of an issue: which folder each text names them from, and which of them it shows."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname
from typing import TypeVar

from briefgen.briefing.contents import Briefing
from briefgen.briefing.elements import Authored, authored
from briefgen.model import SECTIONS, Dossier, Image, Part, Record, Records, retell
from briefgen.prose import picture_file, read

P = TypeVar("P", bound=Part)
R = TypeVar("R", bound=Record)


def illustrated(dossier: Dossier) -> Dossier:
    """The dossier with every text that may show a picture knowing the folder it stands in."""
    if not dossier.images:
        return dossier
    return dossier.having(
        project=_in_folder(dossier.project, dossier.project.at().file),
        texts={file: _with_folder(text, file) for file, text in dossier.texts.items()},
        **{
            section: Records((placed(each) for each in getattr(dossier, section)), dossier.zone) for section in SECTIONS
        },
    )


def shown(briefing: Briefing) -> Mapping[str, Image]:
    """The pictures that the texts of a briefing show, by their name in the project."""
    pictures = briefing.images
    found = {
        name
        for text in (authored(briefing) if pictures else ())
        if text.folder is not None
        for link in read(text).links
        if link.image and (name := picture_file(text.folder, link.address)) in pictures
    }
    return {name: pictures[name] for name in sorted(found) if not pictures[name].fault}


def placed(record: R) -> R:
    """A record each text of which that may show a picture knows the folder it stands in."""
    return _in_folder(record, record.at().file)


def _in_folder(part: P, file: str) -> P:
    return retell(part, lambda text: _with_folder(text, file))


def _with_folder(text: str, file: str) -> str:
    return Authored(text, folder=dirname(file)) if "![" in text else text
