"""What a PDF holds of the project it was made from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.archive.opening import Enclosed, Unreadable, enclosed, opened, reading, shown
from briefgen.archive.packing import FORMAT, MANIFEST, Packed
from briefgen.scales import Handling

_FOREIGN = "it holds no manifest, so briefgen did not make it, or somebody took its attachments out"
_PATH = re.compile(
    r"(?:content|templates)(?:/[^/\\]{1,200}){1,30}|(?:[^/\\]{1,200}/){,30}[^/\\]{1,200}\.(?:md|txt|png|jpe?g|gif|webp)",
    re.IGNORECASE,
)
"""Where a file of a project may lie: among its content or templates, or elsewhere what content may name."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a PDF says of itself: by which briefgen it was made, of which brief, and which of its files is what."""

    generator: str
    brief: str
    title: str
    handling: Handling
    cutoff: str
    as_of: str | None
    source_date_epoch: str | None
    files: tuple[Packed, ...]


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files of a project by their path in it, and the manifest of the PDF they were in."""

    manifest: Manifest
    files: Mapping[str, bytes]


def unpack(data: bytes) -> Unpacked:
    """The project inside a PDF. Raises `Unreadable` where there is none, or not as its manifest says."""
    with reading(data):
        inside = enclosed(opened(data))
        manifest = manifest_of(inside)
        if manifest is None:
            raise Unreadable(_FOREIGN, "name a PDF that `briefgen build` made")
        found: dict[str, bytes] = {}
        held = {each.name: each for each in inside}
        for packed in manifest.files:
            if packed.path is None:
                continue
            if (fault := fault_of(packed, held.get(packed.name))) or (fault := _misplaced(packed.path, found)):
                raise Unreadable(f"its attachment `{shown(packed.name)}` {fault}", "ask for the file as it was made")
            found[packed.path] = held[packed.name].data
    return Unpacked(manifest, found)


def manifest_of(inside: Iterable[Enclosed]) -> Manifest | None:
    """The manifest among the files of a PDF; None where there is none. Raises `Unreadable` where it is none."""
    data = next((each.data for each in inside if each.name == MANIFEST), None)
    if data is None:
        return None
    try:
        told: Any = json.loads(data)
        if told["format"] != FORMAT:
            newer = "it was made by another version of briefgen, whose manifest this one does not read"
            raise Unreadable(newer, f"read it with {shown(str(told.get('generator')))}")
        brief = told["brief"]
        return Manifest(
            generator=_text(told["generator"]),
            brief=_text(brief["id"], _ID),
            title=_text(brief["title"]),
            handling=Handling(brief["handling"]),
            cutoff=_text(brief["cutoff"]),
            as_of=None if brief["as_of"] is None else _text(brief["as_of"]),
            source_date_epoch=None if told["source_date_epoch"] is None else _text(told["source_date_epoch"]),
            files=tuple(map(_packed, told["files"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable("its manifest is damaged", "ask for the file as it was made") from None


def fault_of(packed: Packed, held: Enclosed | None) -> str:
    """What is wrong with an attachment by what the manifest says of it; empty where nothing is."""
    if held is None:
        return "is missing"
    if held.fault:
        return f"cannot be read: {held.fault}"
    if hashlib.sha256(held.data).hexdigest() != packed.sha256:
        return "is not what the manifest says: somebody changed it"
    return ""


def _misplaced(path: str, found: Mapping[str, bytes]) -> str:
    steps = path.split("/")
    if not _PATH.fullmatch(path) or any(step.startswith(".") for step in steps):  # it leads elsewhere, or hides
        return "would lie where no file of a project does"
    taken = {other.casefold() for other in found}
    above = {"/".join(steps[:count]).casefold() for count in range(1, len(steps))}
    if path.casefold() in taken or above & taken or any(o.startswith(f"{path.casefold()}/") for o in taken):
        return "would lie where another one does"
    return ""


def _packed(told: Any) -> Packed:
    path = None if told["path"] is None else _text(told["path"])
    return Packed(_text(told["name"]), path, _text(told["relationship"]), int(told["size"]), _text(told["sha256"]))


def _text(value: object, form: re.Pattern[str] = re.compile(".{,10000}")) -> str:
    if not isinstance(value, str) or not value.isprintable() or not form.fullmatch(value):
        raise TypeError
    return value
