"""The shipped faces and which characters they have.

A serif for text (Source Serif 4), a sans for headings and labels (Source Sans 3), both with Latin, Greek
and Cyrillic, and an Arabic companion (IBM Plex Sans Arabic), all under the SIL Open Font License. PDFs take
the whole files, by way of a `fontconfig` that knows no others; HTML carries `webfonts`, cut to the characters
of its page.
"""

from briefgen.fonts.coverage import built, missing
from briefgen.fonts.faces import ARABIC, CHAIN, FACES, SANS, SERIF, Face, fontconfig
from briefgen.fonts.webfont import webfonts

__all__ = [
    "ARABIC",
    "CHAIN",
    "FACES",
    "SANS",
    "SERIF",
    "Face",
    "built",
    "fontconfig",
    "missing",
    "webfonts",
]
