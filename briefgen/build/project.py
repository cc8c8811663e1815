"""A project on disk: where it is, and what lies in it."""

from __future__ import annotations

import errno
import hashlib
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.build.files import UNPRINTABLE, YAML_SUFFIXES, Unreadable, in_words, names, printable, read
from briefgen.dates import Moment

__all__ = ["Project", "Unreadable", "WrongUse", "find", "folders_around", "is_yaml"]


class WrongUse(Exception):  # noqa: N818 - it is about the command, not about the program
    """The path given on the command line names no project. Its text is a sentence for the user."""


@dataclass(frozen=True)
class Project:
    """A desk's folder with `content/` and perhaps `templates/`, or one YAML file in any folder.

    Files go by their name: the path from `root`, with forward slashes.
    """

    root: Path
    """The folder, resolved; for a single file the one it lies in."""
    single: str | None
    """The name of the one YAML file, when there is no `content/`."""
    output: Path
    templates: Path

    @property
    def hashed(self) -> str:
        """A hash of where it lies, which tells it from any other here, such as a copy, and names no folder."""
        return hashlib.sha256(f"{self.root}\0{self.single}".encode("utf-8", "surrogateescape")).hexdigest()

    def output_at(self, moment: Moment | None) -> Path:
        """Where output goes: what is rebuilt as known at a moment into a folder of its own, beside the issues."""
        return self.output if moment is None else self.output / "as-of" / moment.text.replace(":", "")

    def is_source(self, folder: Path) -> bool:
        """Whether a folder is one that the project's own files lie in, or lies in one."""
        own = (self.root / "content", self.templates)
        return any(folder.resolve().is_relative_to(each) for each in own)

    def documents(self) -> list[str]:
        """The names of all YAML files, sorted.

        Hidden files and folders are skipped. Links, pipes and folders that cannot be listed are included, so that
        `read` reports them.
        """
        if self.single is not None:
            return [self.single]
        return names(self.root, "content", is_yaml)

    def strays(self) -> list[str]:
        """The names of files in `content/` that are no content, and look as if they were meant to be, sorted."""
        if self.single is not None:
            return []
        return [name for name in names(self.root, "content", _looks_meant) if _looks_meant(name)]

    def name(self, path: Path) -> str | None:
        """The name of a file that lies in the project's folder; None where it lies elsewhere."""
        inside = path.parent.resolve() / path.name
        return inside.relative_to(self.root).as_posix() if inside.is_relative_to(self.root) else None

    def read(self, name: str) -> bytes | Unreadable:
        """The bytes of any file inside the project."""
        return read(self.root, name)

    def themes(self) -> set[str]:
        """The names of the themes that the project has files of."""
        return {name.split("/")[1] for name in names(self.root, "templates", lambda _: True) if "/" in name}

    def template_files(self, theme: str) -> Mapping[str, bytes | Unreadable]:
        """The project's own files of a theme, by their path inside `templates/<theme>/`; empty where it has none."""
        folder = f"templates/{theme}"
        if "/" in theme or theme in {"", ".", ".."} or UNPRINTABLE.search(theme):
            reason = "a theme is one folder in `templates/`, named by plain characters without slashes"
            return {printable(theme): Unreadable(printable(folder), reason, None)}
        found = {name: read(self.root, name) for name in names(self.root, folder, lambda _: True)}
        if isinstance(found.get(folder), bytes):
            found[folder] = Unreadable(folder, "it is not a folder", "a theme is one folder in `templates/`")
        return {name.removeprefix(f"{folder}/"): content for name, content in found.items()}


def find(path: Path) -> Project:
    """The project that `path` names: a folder holding `content/`, or one YAML file.

    Raises `WrongUse` where it is neither.
    """
    shown = printable(str(path))
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            root, single = _project_folder(path, shown), None
        else:
            root, single = _single_file(path, shown, mode)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ELOOP} and path.is_symlink():
            raise WrongUse(f"`{shown}` is a symbolic link that leads nowhere.") from None
        raise WrongUse(f"`{shown}` cannot be used: {in_words(error)[0]}.") from None
    except ValueError:
        raise WrongUse(f"`{shown}` is not a path.") from None
    return Project(root, single, root / "output", root / "templates")


def folders_around(file: Path) -> Iterator[Path]:
    """The folders above a file that may be projects it belongs to, for they hold `content/`, the nearest first."""
    for folder in file.parents:
        content = folder / "content"
        if content.is_dir() and (file.is_relative_to(content) or not is_yaml(file.name)):
            yield folder


def is_yaml(name: str) -> bool:
    """Whether a file of this name is one of content."""
    return name.lower().endswith(YAML_SUFFIXES)


_MEANT = re.compile(r".*\.(?:ya?ml[^/]+|yam|yalm|ymal|json|md|markdown)", re.IGNORECASE)
_LEFT = r".*(?:~|\.(?:bak|old|orig|rej|save|sw[a-z]|tmp|[0-9]+))|(?:.*/)?(?:#[^/]*#|readme\.[^/]*)"
_NOT_MEANT = re.compile(_LEFT, re.IGNORECASE)
"""What editors and programs leave behind, and notes about a folder."""


def _looks_meant(name: str) -> bool:
    return _MEANT.fullmatch(name) is not None and _NOT_MEANT.fullmatch(name) is None


def _project_folder(path: Path, shown: str) -> Path:
    root = path.resolve(strict=True)
    try:
        mode = (root / "content").lstat().st_mode
    except FileNotFoundError:
        if root.name == "content":
            advice = "Name the folder that holds it."
        else:
            advice = "Name a project, or one YAML file; `briefgen new` starts a project."
        raise WrongUse(f"`{shown}` has no folder `content/`, so it is not a briefgen project. {advice}") from None
    if stat.S_ISLNK(mode):
        raise WrongUse(f"`content` in `{shown}` is a symbolic link, and briefgen follows none inside a project.")
    if not stat.S_ISDIR(mode):
        raise WrongUse(f"`content` in `{shown}` is not a folder.")
    return root


def _single_file(path: Path, shown: str, mode: int) -> tuple[Path, str]:
    if not is_yaml(path.name):
        raise WrongUse(f"`{shown}` is neither a project folder nor a YAML file (`.yaml`, `.yml`).")
    if not stat.S_ISREG(mode):
        raise WrongUse(f"`{shown}` is not a regular file.")
    if path.is_symlink():  # which folder would be the project's, and where would `output/` go?
        target = printable(str(path.resolve()))
        raise WrongUse(f"`{shown}` is a symbolic link. Name the file it leads to: `{target}`.")
    if UNPRINTABLE.search(path.name):
        raise WrongUse(f"The name of `{shown}` holds characters that cannot be printed. Rename the file.")
    return path.parent.resolve(strict=True), path.name
