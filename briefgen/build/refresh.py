"""Keeping a folder of many pages: of thousands, those are written whose content is another than before.

All that is new is written aside first, so that a run which fails on the way leaves the pages as they were. Then each
page takes the place of the one before, in a step of its own: a reader may for a moment find some pages new and some
old, which a folder that is swapped whole does not do, and a run that is killed in that moment is made good by the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.build import manifest
from briefgen.build.publish import in_words, is_folder, refuse_to_overwrite
from briefgen.build.swap import beside, flush_folder, replace

_PENDING: Mapping[str, object] = {"sha256": "", "size": 0}
"""What the manifest says of a file that is about to be written: that of no content."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many files of a folder were written, how many stayed, and how many were removed."""

    written: int
    kept: int
    removed: int


def refresh(folder: Path, files: Iterable[tuple[str, bytes]], about: Mapping[str, object] | None = None) -> Refreshed:
    """Make `files`, by name, the files of ours in `folder`; called with its parent `locked`.

    A file stays where the manifest says that it holds the same and its size is that: what somebody wrote into it since,
    letter for letter as long, is not found. Files that are not ours stay, and are never overwritten.

    Raises `PublishError`.
    """
    with in_words(folder):
        before = manifest.listed(folder) if is_folder(folder) else {}
        sizes = _sizes(folder)
        stage = beside(folder)
        stage.mkdir()
        try:
            entries, changed = {}, []
            for name, data in files:
                entries[name] = manifest.entry(data)
                if before.get(name) != entries[name] or sizes.get(name) != len(data):
                    refuse_to_overwrite(folder, {name: data}, before)
                    (stage / name).write_bytes(data)
                    changed.append(name)
            stale = sorted(before.keys() - entries.keys())
            _put(folder, stage, changed, stale, before, manifest.made(entries, "", about))
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return Refreshed(len(changed), len(entries) - len(changed), len(stale))


def _sizes(folder: Path) -> dict[str, int]:
    """The regular files of a folder, and their sizes in bytes."""
    if not folder.exists():
        return {}
    with os.scandir(folder) as found:
        return {each.name: each.stat().st_size for each in found if each.is_file(follow_symlinks=False)}


def _put(
    folder: Path, stage: Path, changed: list[str], stale: list[str], before: Mapping[str, object], listing: bytes
) -> None:
    """Move what changed into the folder, and remove what is stale.

    The manifest says beforehand which files that are, and in the end what they hold: whenever this ends early, what is
    ours is known, and what was not finished is not taken for done.
    """
    folder.mkdir(exist_ok=True)
    if changed or stale:
        os.sync()  # thousands of files at once: one by one they would take minutes
        replace(folder / manifest.MANIFEST, manifest.made({**before, **dict.fromkeys(changed, _PENDING)}))
        for name in changed:
            (stage / name).replace(folder / name)
        for name in stale:
            (folder / name).unlink(missing_ok=True)
        flush_folder(folder)
    if not (folder / manifest.MANIFEST).is_file() or (folder / manifest.MANIFEST).read_bytes() != listing:
        replace(folder / manifest.MANIFEST, listing)
