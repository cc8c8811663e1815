"""The faces shipped with the program, and how the renderer of PDFs is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

SERIF = "Source Serif 4"
SANS = "Source Sans 3"
ARABIC = "IBM Plex Sans Arabic"

#: The order in which families are asked for a character that the wanted one lacks.
CHAIN = (SERIF, SANS, ARABIC)

_FOLDER = files("briefgen.fonts") / "files"


@dataclass(frozen=True, slots=True)
class Face:
    """One weight and style of a family: a whole, static TrueType font."""

    family: str
    weight: int
    """As in CSS: 400 is regular, 600 semibold, 700 bold."""
    style: Literal["normal", "italic"]
    file: str
    """Name of the file in `briefgen/fonts/files/`."""
    scripts: tuple[str, ...]
    """The scripts it is meant for, as ISO 15924 codes."""

    def read(self) -> bytes:
        """The font file."""
        return (_FOLDER / self.file).read_bytes()


_EUROPEAN = ("Latn", "Grek", "Cyrl")

FACES: tuple[Face, ...] = (
    Face(SERIF, 400, "normal", "SourceSerif4-Regular.ttf", _EUROPEAN),
    Face(SERIF, 400, "italic", "SourceSerif4-Italic.ttf", _EUROPEAN),
    Face(SERIF, 600, "normal", "SourceSerif4-SemiBold.ttf", _EUROPEAN),
    Face(SERIF, 600, "italic", "SourceSerif4-SemiBoldItalic.ttf", _EUROPEAN),
    Face(SANS, 400, "normal", "SourceSans3-Regular.ttf", _EUROPEAN),
    Face(SANS, 400, "italic", "SourceSans3-Italic.ttf", _EUROPEAN),
    Face(SANS, 600, "normal", "SourceSans3-SemiBold.ttf", _EUROPEAN),
    Face(SANS, 700, "normal", "SourceSans3-Bold.ttf", _EUROPEAN),
    Face(ARABIC, 400, "normal", "IBMPlexSansArabic-Regular.ttf", ("Arab",)),
    Face(ARABIC, 700, "normal", "IBMPlexSansArabic-Bold.ttf", ("Arab",)),
)


def fontconfig(folder: Path) -> str:
    """A fontconfig file that knows the shipped faces and nothing else on the machine.

    fontconfig keeps its cache below `folder`. The generic families of CSS lead to shipped ones, and
    every wish ends in the chain, so that a fallback is the same on every machine.
    """
    generic = {"serif": SERIF, "sans-serif": SANS, "monospace": SANS}
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{family}</family></prefer></alias>\n'
        for name, family in generic.items()
    )
    chain = "".join(f"<string>{family}</string>" for family in CHAIN)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"<dir>{escape(str(_FOLDER))}</dir>\n<cachedir>{escape(str(folder / 'fontconfig'))}</cachedir>\n"
        f'{aliases}<match target="pattern"><edit name="family" mode="append_last" binding="strong">{chain}'
        "</edit></match>\n<config><rescan><int>0</int></rescan></config>\n</fontconfig>\n"
    )
