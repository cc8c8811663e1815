"""The manifest of a folder of output: which files in it are ours, what they were made from, and what they are."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from pathlib import Path

MANIFEST = ".briefgen-manifest.json"
"""The name of the file that says which files of its folder are ours: name, size in bytes and SHA-256 of each."""


def made(entries: Mapping[str, object], made_from: str = "", about: Mapping[str, object] | None = None) -> bytes:
    """A manifest of these files, by name."""
    for name in entries:
        if not _is_plain(name):
            raise ValueError(f"not a name for a file of output: {name!r}")
    more = {key: value for key, value in (("made_from", made_from), ("about", about)) if value}
    return (json.dumps({"briefgen": 1, "files": entries, **more}, indent=2, sort_keys=True) + "\n").encode()


def entry(data: bytes) -> dict[str, object]:
    """What a manifest says of a file."""
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def read(folder: Path) -> Mapping[str, object]:
    """What the manifest of a folder says; nothing where it is missing or damaged."""
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_bytes()) if is_file(path) else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def listed(folder: Path) -> dict[str, object]:
    """The entries of the files that a manifest lists."""
    files = read(folder).get("files")
    if not isinstance(files, dict):
        return {}
    return {name: each for name, each in files.items() if _is_plain(name) and _is_entry(each)}


def kept(folder: Path) -> dict[str, bytes]:
    """The files of an earlier build that are as that build left them."""
    found = {name: (folder / name).read_bytes() for name in listed(folder) if is_file(folder / name)}
    return {name: data for name, data in found.items() if entry(data) == listed(folder)[name]}


def ours(folder: Path) -> set[str]:
    """The names of the files in a folder that we may remove."""
    return {name for name in (*listed(folder), MANIFEST) if is_file(folder / name)}


def is_file(path: Path) -> bool:
    """Whether a regular file is there; a link is none."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _is_plain(name: str) -> bool:
    return bool(name) and not name.startswith(".") and "/" not in name and name.isprintable()


def _is_entry(value: object) -> bool:
    match value:
        case {"sha256": str(), "size": int(), **rest}:
            return not rest
    return False
