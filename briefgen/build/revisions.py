"""A project at a revision in Git, read from the repository alone: the work tree is neither looked at nor touched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from briefgen.build.files import DEPTH_LIMIT, SIZE_LIMIT, printable
from briefgen.build.project import Project

_LINK, _FILES = "120000", ("100644", "100755")
_SECONDS = 60
_ELSEWHERE = frozenset({"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"})
"""By which Git, when it runs a hook, tells of the repository that it is at work in: perhaps another one."""


class NoRevision(Exception):  # noqa: N818 - said of what somebody asked for
    """There is no such revision, or none can be read. Its text is a sentence for the user; `hint` says what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Commit:
    """A revision: its full name, and when it was recorded, in ISO 8601."""

    name: str
    recorded: str


def commit(project: Project, asked: str) -> Commit:
    """The commit that a name such as `HEAD~3` or a tag stands for. Raises `NoRevision`."""
    _git(project, "rev-parse", "--git-dir")
    try:
        wanted = ("--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}")
        name = _git(project, "rev-parse", *wanted).decode().strip()
    except (NoRevision, ValueError):
        raise NoRevision(f"Git knows no revision `{printable(asked)}` of this project") from None
    recorded = _git(project, "show", "--no-patch", "--no-show-signature", "--format=%cI", name).decode().strip()
    return Commit(name, recorded)


def follows(project: Project, later: Commit, earlier: Commit) -> bool:
    """Whether a commit comes after another one, in a line of them."""
    try:
        _git(project, "merge-base", "--is-ancestor", earlier.name, later.name)
    except NoRevision:
        return False
    return True


@contextmanager
def project_at(project: Project, revision: Commit) -> Iterator[Project]:
    """The project as it was, in a temporary folder, which is gone afterwards. Raises `NoRevision`.

    Files are written as they are recorded, without what filters and attributes make of them on the way out. A link
    becomes one that leads nowhere, so that a check says of it what it says of any.
    """
    prefix = _git(project, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip("\n")
    listed = _git(project, "ls-tree", "-r", "-z", "-l", "--full-tree", revision.name, "--", *_wanted(project, prefix))
    with TemporaryDirectory(prefix="briefgen-") as folder:
        root = Path(folder).resolve()
        found = [_entry(line) for line in listed.split(b"\0") if line]
        if not found:
            raise NoRevision(f"at {revision.name[:10]} there is no project in this folder", "name a later revision")
        _write(project, root, [(mode, name, size, path.removeprefix(prefix)) for mode, name, size, path in found])
        yield Project(root, project.single, root / "output", root / "templates")


def _wanted(project: Project, prefix: str) -> Sequence[str]:
    """Where in the tree the project lies. A single file may name others beside it."""
    if project.single is not None:
        return [prefix] if prefix else []
    return [f"{prefix}content", f"{prefix}templates"]


def _entry(line: bytes) -> tuple[str, str, int, str]:
    """The mode, the name, the size and the path of a file in a tree."""
    about, _, path = line.partition(b"\t")
    mode, _, name, size = about.decode().split()
    return mode, name, int(size) if size.isdecimal() else 0, path.decode("utf-8", "surrogateescape")


def _write(project: Project, root: Path, files: Sequence[tuple[str, str, int, str]]) -> None:
    small = [name for mode, name, size, _ in files if mode in _FILES and size <= SIZE_LIMIT]
    contents = dict(_contents(_git(project, "cat-file", "--batch", given="\n".join(dict.fromkeys(small)) + "\n")))
    for mode, name, size, path in files:
        parts = PurePosixPath(path).parts
        if ".." in parts or len(parts) > DEPTH_LIMIT or PurePosixPath(path).is_absolute():
            continue
        file = root.joinpath(*parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        if mode == _LINK:
            file.symlink_to("briefgen-follows-no-link")
        elif mode in _FILES:
            file.write_bytes(contents.get(name, b""))
            if name not in contents:  # so that reading it says that it is too large
                os.truncate(file, size)


def _contents(batch: bytes) -> Iterator[tuple[str, bytes]]:
    """The objects that `cat-file --batch` prints: a line of name, kind and size, the bytes, and a line feed."""
    at = 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        name, _, size = batch[at:end].decode().split()
        yield name, batch[end + 1 : end + 1 + int(size)]
        at = end + 2 + int(size)


def _git(project: Project, *arguments: str, given: str = "") -> bytes:
    """What Git prints. It writes nothing, asks nothing and fetches nothing. Raises `NoRevision`."""
    own = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    command = ["git", "--no-pager", "--no-replace-objects", *arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            cwd=project.root,
            input=given.encode(),
            capture_output=True,
            env={**own, **quiet},
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise NoRevision("Git is not installed, so that no revision can be read", "install `git`") from None
    except subprocess.TimeoutExpired:
        raise NoRevision(f"Git took longer than {_SECONDS} s") from None
    if done.returncode:
        said = printable(done.stderr.decode(errors="replace").strip().partition("\n")[0])
        if "not a git repository" in said:
            raise NoRevision("this project is not in a Git repository, so that it has no revisions")
        raise NoRevision(f"Git cannot read it: {said.removeprefix('fatal: ')}" if said else "Git cannot read it")
    return done.stdout
