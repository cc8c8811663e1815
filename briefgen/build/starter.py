"""A new project: a small one that builds at once, to be written over."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from briefgen.build.publish import PublishError
from briefgen.build.swap import beside, write
from briefgen.loader import schema

SCHEMA = "briefgen.schema.json"
"""The schema's name in a project; the modeline of each content file names it."""


def start(folder: Path) -> list[Path]:
    """Write the project into a folder that does not exist yet or is empty, in one step. Raises `PublishError`."""
    files = dict(_files(resources.files("briefgen") / "starter"))
    files[SCHEMA] = (json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode()
    return write_project(folder, files)


def write_project(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files, by their path in it, into a folder that does not exist yet or is empty, in one step.

    Raises `PublishError`; then nothing is written.
    """
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"`{folder}` is a file", "name a new folder")
    if folder.exists() and any(folder.iterdir()):
        raise PublishError(f"`{folder}` exists and is not empty", "name a new folder")
    stage = beside(folder.absolute())
    try:
        for name, data in files.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            write(stage / name, data)
        stage.replace(folder)
    except OSError as error:
        shutil.rmtree(stage, ignore_errors=True)
        raise PublishError(f"`{folder}` cannot be written: {error.strerror}", "name another folder") from error
    return [folder / name for name in sorted(files)]


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__")) and entry.name != ".gitignore":
            continue
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()
