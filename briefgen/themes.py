"""Where a theme's files are looked for: the project's own, then the shipped theme, then `default`.

A file of the project wins over the shipped one of the same name, and can extend it by its full name:
`{% extends "default/page.html" %}` in a project's `templates/default/page.html` means the shipped page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.diagnostics import did_you_mean

DEFAULT = "default"


class UnknownTheme(Exception):  # noqa: N818 - said of a project, in its author's words
    """A project asks for a theme that neither it nor the package has."""

    def __init__(self, name: str) -> None:
        names = shipped_names()
        hint = did_you_mean(name, names) or f"the shipped themes are {', '.join(names)}"
        super().__init__(f"there is no theme `{name}`")
        self.hint = hint


@dataclass(frozen=True)
class Theme:
    """A look: template files by name, each as found first, and by full name (`default/page.html`) as shipped."""

    name: str
    files: Mapping[str, str] = field(repr=False)
    own: frozenset[str] = frozenset()
    """The names of the files that are the project's own."""

    @cached_property
    def environment(self) -> Environment:
        """Templates see data only: sandboxed, everything escaped, a missing name an error."""
        return ImmutableSandboxedEnvironment(
            loader=DictLoader(self.files),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )


def find(name: str, own: Mapping[str, str]) -> Theme:
    """The theme of this name, with the files of a project's `templates/<name>/`. Raises `UnknownTheme`."""
    shipped = _shipped(name)
    if not shipped and not own:
        raise UnknownTheme(name)
    default = _shipped(DEFAULT)
    full = {
        f"{folder}/{file}": text
        for folder, files in ((DEFAULT, default), (name, shipped))
        for file, text in files.items()
    }
    return Theme(name, {**full, **default, **shipped, **own}, frozenset(own))


def shipped_names() -> list[str]:
    """The names of the themes in the package."""
    return sorted(folder.name for folder in _folder().iterdir() if folder.is_dir())


@cache
def _shipped(name: str) -> Mapping[str, Any]:
    folder = _folder() / name
    if name not in shipped_names():
        return {}
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in _files(folder)}


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


def _folder() -> Path:
    """The shipped themes: inside the package where it is installed, beside it in a checkout."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"
