"""Which project a file that is open in an editor belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefgen.build import Project, WrongUse, find
from briefgen.build.project import folders_around, is_yaml
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
        for folder in folders_around(path):
            try:
                return self._desk(find(folder), folder)
            except WrongUse:
                continue
        beside = [desk for desk in self if desk.project.single and desk.name(path)]
        for desk in beside:
            if desk.name(path) == desk.project.single or not is_yaml(path.name):
                return desk
        if is_yaml(path.name) and _OURS.search(text):
            try:
                return self._desk(find(path), path.parent)
            except WrongUse:  # it is not saved yet, or a link
                return None
        return None

    def _desk(self, project: Project, folder: Path) -> Desk:
        return self._desks.setdefault((project.root, project.single), Desk(project, folder))
