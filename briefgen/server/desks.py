"""Which project a file that is open in an editor belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefgen.build import Project, WrongUse, find
from briefgen.build.project import is_yaml
from briefgen.server.desk import Desk

_OURS = re.compile(r"\A#.*briefgen|^(?:events|briefs):", re.MULTILINE)
"""What a YAML file outside of every project holds that is one by itself: an editor opens many that are not ours."""


class Desks:
    """The projects in which something was opened."""

    def __init__(self) -> None:
        self._desks: dict[tuple[Path, str | None], Desk] = {}

    def __iter__(self) -> Iterator[Desk]:
        return iter(self._desks.values())

    def of(self, path: Path, text: str) -> Desk | None:
        """The project of a file with this text; None where it is none of ours."""
        found = _found(path, text)
        if found is None:
            beside = (desk for desk in self if desk.project.single and desk.name(path) and not is_yaml(path.name))
            return next(beside, None)
        folder, project = found
        return self._desks.setdefault((project.root, project.single), Desk(project, folder))


def _found(path: Path, text: str) -> tuple[Path, Project] | None:
    """The project of a file, and its folder as the editor calls it."""
    for folder in path.parents:
        content = folder / "content"
        if content.is_dir() and (path.is_relative_to(content) or not is_yaml(path.name)):
            try:
                return folder, find(folder)
            except WrongUse:
                continue
    if is_yaml(path.name) and _OURS.search(text):
        try:
            return path.parent, find(path)
        except WrongUse:  # it is not saved yet, or a link
            return None
    return None
