"""Briefs that lie in the output folder as this build would make them, and so are not made again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.build import manifest
from briefgen.cache import keep, recall
from briefgen.program import fingerprint


def is_there(folder: Path, source: str, forms: Sequence[str]) -> tuple[str, ...] | None:
    """The names of the files that these forms of a brief are, where all lie in its folder as they were made.

    `source` is the hash of what they are made from. None where anything is missing, is another, or was not sound.
    """
    try:
        if manifest.read(folder).get("made_from") != source:
            return None
        kept = {name: manifest.entry(data) for name, data in manifest.kept(folder).items()}
    except OSError:  # who writes there says why it cannot be done
        return None
    found = [_recalled(source, form) for form in forms]
    there = [name for name, entry in found if name and kept.get(name) == entry]
    return tuple(there) if len(there) == len(forms) else None


def remember(source: str, files: Mapping[str, bytes]) -> None:
    """Take note of what forms of a brief are, by the name of their file, made without any trouble."""
    for name, data in files.items():
        form = name.rpartition(".")[2]
        keep("briefs", _key(source, form), json.dumps([name, manifest.entry(data)]).encode())


def _recalled(source: str, form: str) -> tuple[str, object]:
    held = recall("briefs", _key(source, form))
    name, entry = json.loads(held) if held else ("", None)
    return name, entry


def _key(source: str, form: str) -> str:
    return json.dumps([source, form, os.environ.get("SOURCE_DATE_EPOCH"), fingerprint(printed=form == "pdf")])
