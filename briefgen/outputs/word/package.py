"""The file: its parts before anything is written into them, and its bytes, which depend on nothing but these.

A part under `parts/` is XML as Word has it, whose `$names` the look of the theme fills.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from string import Template
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

if TYPE_CHECKING:
    from docx.document import Document

_PARTS = files("briefgen.outputs.word") / "parts"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "theme1": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
}
_APP = "/docProps/app.xml"
_BODY = (
    f'{_HEAD}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body/>'
    "</w:document>"
)
_PROGRAM = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>briefgen</Application></Properties>"
)
_LONGEST = 255
"""Characters of a core property."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip: the first that it can say."""


def empty(words: Mapping[str, str]) -> Document:
    """A document with nothing in it but its styles."""
    names = {kind: f"/word/{kind}.xml" for kind in _KINDS}
    types = {names[kind]: type_ for kind, (type_, _) in _KINDS.items()}
    types |= {"/word/document.xml": CONTENT_TYPE.WML_DOCUMENT_MAIN, _APP: CONTENT_TYPE.OFC_EXTENDED_PROPERTIES}
    parts = {
        "[Content_Types].xml": _types(types),
        "_rels/.rels": _relations(
            {
                "/word/document.xml": RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
                _APP: RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
            }
        ),
        "word/document.xml": _BODY,
        "word/_rels/document.xml.rels": _relations({names[kind]: relation for kind, (_, relation) in _KINDS.items()}),
        _APP[1:]: _PROGRAM,
    }
    for kind in _KINDS:
        parts[names[kind][1:]] = Template((_PARTS / f"{kind}.xml").read_text("utf-8")).substitute(words)
    return docx.Document(BytesIO(_zipped({name: text.encode() for name, text in parts.items()})))


def describe(document: Document, made: datetime, **words: str) -> None:
    """Write the core properties: what it is called and whose it is, and no more than is told here."""
    core = document.core_properties
    for name, value in words.items():
        setattr(core, name, value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…")
    core.created = core.modified = made
    core.revision = 1


def bytes_of(document: Document) -> bytes:
    """The file."""
    file = BytesIO()
    document.save(file)
    with ZipFile(file) as saved:
        return _zipped({name: saved.read(name) for name in saved.namelist()})


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        for name, data in parts.items():
            info = ZipInfo(name, _EARLIEST)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            packed.writestr(info, data)
    return file.getvalue()


def _types(types: Mapping[str, str]) -> str:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{type_}"/>' for name, type_ in types.items())
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{CONTENT_TYPE.XML}"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{type_}" Target="{target}"/>'
        for number, (target, type_) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}</Relationships>'
