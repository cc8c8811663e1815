"""What travels inside the PDF of an issue: its records, its data, and a manifest that says which is what."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from posixpath import basename, splitext
from typing import Any

from briefgen import __version__
from briefgen.archive import records
from briefgen.briefing import Briefing

MANIFEST = "manifest.json"
FORMAT = 1
"""Of the manifest; it counts its versions."""

_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".yaml": "application/yaml",
}
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF, under a name without a path."""

    name: str
    data: bytes
    mime: str
    """Its media type, such as `application/json`."""
    description: str
    relationship: str = "Source"
    """What it is to the document, in the words of PDF (ISO 32000-2, 7.11.3): Source, Data, Supplement."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What a manifest says of an attachment: its name, where it lies in the project, its size in bytes and SHA-256."""

    name: str
    path: str | None
    """None where it is no part of the project, but made of it."""
    relationship: str
    size: int
    sha256: str


def attachments(
    briefing: Briefing, theme: str, templates: Mapping[str, str], data: bytes, epoch: str | None
) -> tuple[Attachment, ...]:
    """All that travels with an issue, in the order of the names.

    `templates` are the project's own files of the theme, `data` the issue as JSON; `epoch` is the SOURCE_DATE_EPOCH by
    which its files are dated, if any is set. From these, and with nothing else, the issue can be built again.
    """
    id_ = briefing.masthead.id
    made = {
        **records.files(briefing.dossier, theme),
        **{records.inside(briefing.dossier, name): image.data for name, image in briefing.images.items()},
        **{f"templates/{theme}/{name}": text.encode() for name, text in templates.items()},
    }
    types = {records.inside(briefing.dossier, name): image.mime for name, image in briefing.images.items()}
    names = _names([f"{id_}.json", *sorted(made)])
    told = {f"{id_}.json": ("Data", "The issue as data"), **{path: ("Source", _described(path)) for path in made}}
    packed = [
        Attachment(names[path], content, types.get(path) or _type(path), told[path][1], told[path][0])
        for path, content in {f"{id_}.json": data, **made}.items()
    ]
    paths = {name: path for path, name in names.items() if path in made}
    about = "Which briefgen made this of which brief, and which file is what"
    listing = _manifest(briefing, epoch, [packed_as(each, paths.get(each.name)) for each in packed])
    packed.append(Attachment(MANIFEST, listing, _type(MANIFEST), about, "Supplement"))
    return tuple(sorted(packed, key=lambda each: each.name))


def packed_as(attachment: Attachment, path: str | None) -> Packed:
    """What the manifest says of an attachment."""
    digest = hashlib.sha256(attachment.data).hexdigest()
    return Packed(attachment.name, path, attachment.relationship, len(attachment.data), digest)


def _manifest(briefing: Briefing, epoch: str | None, packed: Iterable[Packed]) -> bytes:
    head = briefing.masthead
    document: dict[str, Any] = {
        "format": FORMAT,
        "generator": f"briefgen {__version__}",
        "brief": {
            "id": head.id,
            "series": head.series,
            "number": head.number,
            "title": head.title,
            "handling": str(head.handling),
            "state": head.state,
            "cutoff": head.cutoff.iso,
            "as_of": head.as_of.iso if head.as_of else None,
        },
        "source_date_epoch": epoch,
        "files": [asdict(each) for each in sorted(packed, key=lambda each: each.name)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _names(paths: Iterable[str]) -> dict[str, str]:
    """A name of its own for each file, without its folders, which PDF readers make nothing good of."""
    names: dict[str, str] = {}
    taken = {MANIFEST}
    for path in paths:
        stem, ending = splitext(basename(path))
        stem = stem if _PLAIN.fullmatch(stem + ending) else "file"
        names[path] = next(name for name in _numbered(stem, ending) if name.casefold() not in taken)
        taken.add(names[path].casefold())
    return names


def _numbered(stem: str, ending: str) -> Iterator[str]:
    yield stem + ending
    number = 2
    while True:
        yield f"{stem}-{number}{ending}"
        number += 1


def _described(path: str) -> str:
    folder, _, name = path.partition("/")
    return f"The template {name}" if folder == "templates" else f"What the issue is made of: {basename(path)}"


def _type(path: str) -> str:
    return _TYPES.get(splitext(path)[1].lower(), "application/octet-stream")
