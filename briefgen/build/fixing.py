"""Fixes applied: what a project's files say once every slip found in them is mended, shown or written."""

from __future__ import annotations

import codecs
import difflib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from briefgen.build.checking import Checked
from briefgen.build.files import Unreadable, in_words, printable
from briefgen.build.project import Project, is_yaml
from briefgen.build.swap import replace
from briefgen.diagnostics import Fix

_ROUNDS = 50
"""Checks in a row, at most. Each mends what the one before it brought to light, such as a slip's second occurrence."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it was read and as its fixes leave it, in bytes, and how many there were."""

    before: bytes
    after: bytes
    fixes: int


@dataclass(slots=True)
class Fixed:
    """Files with fixes by name, and what a check says of the project with them in place."""

    checked: Checked
    files: dict[str, Mended] = field(default_factory=dict)
    troubles: list[tuple[str, str | None]] = field(default_factory=list)
    """What could not be written, each in a sentence, and what to do about it."""

    @property
    def diff(self) -> str:
        """All changes as one unified diff, for `git apply` or `patch -p1`."""
        return "".join(_diff(name, mended) for name, mended in sorted(self.files.items()))


@dataclass(frozen=True)
class Overlaid(Project):
    """A project some of whose files say something else than on the disk, or are not there yet."""

    overlay: Mapping[str, bytes]

    def documents(self) -> list[str]:
        """The names of all YAML files, sorted, those that are on no disk yet too."""
        return sorted({*super().documents(), *filter(is_yaml, self.overlay)})

    def read(self, name: str) -> bytes | Unreadable:
        """The bytes of any file inside the project."""
        return self.overlay[name] if name in self.overlay else super().read(name)


def overlaid(project: Project, overlay: Mapping[str, bytes]) -> Overlaid:
    """The project with these files, by name, in the place of its own."""
    return Overlaid(project.root, project.single, project.output, project.templates, overlay)


def plan(project: Project, check: Callable[[Project], Checked]) -> Fixed:
    """What all fixes of a project would do. Nothing is written."""
    fixed = Fixed(check(project))
    for _ in range(_ROUNDS):
        if not _mend(fixed, project):
            break
        overlay = {name: mended.after for name, mended in fixed.files.items()}
        fixed.checked = check(overlaid(project, overlay))
    return fixed


def fix(project: Project, check: Callable[[Project], Checked]) -> Fixed:
    """Mend a project's files: each whole or not at all, and none that has changed since it was read."""
    fixed = plan(project, check)
    for name, mended in list(fixed.files.items()):
        if trouble := write(project, name, mended):
            fixed.troubles.append(trouble)
            del fixed.files[name]
    if fixed.troubles:
        fixed.checked = check(project)
    return fixed


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """A text with fixes in it, and how many: all but those that overlap one before them."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    pieces: list[str] = []
    end = 0
    for replacement, span in sorted(set(fixes), key=lambda fix: fix.span):
        start = starts[span.line - 1] + span.column - 1
        if start >= end:
            pieces += [text[end:start], replacement]
            end = starts[span.end_line - 1] + span.end_column - 1
    return "".join([*pieces, text[end:]]), len(pieces) // 2


def _mend(fixed: Fixed, project: Project) -> bool:
    """Put the fixes of a check into the files; whether there were any."""
    fixes: dict[str, list[Fix]] = {}
    for finding in fixed.checked.findings:
        if finding.fix is not None:
            fixes.setdefault(finding.fix.span.file, []).append(finding.fix)
    changed = False
    for name, found in fixes.items():
        earlier = fixed.files.get(name)
        data = earlier.after if earlier else project.read(name)
        if isinstance(data, Unreadable) or text_of(data) != fixed.checked.texts[name]:
            changed = True  # since it was checked: the next check knows
            continue
        after, number = edited(data, found)
        if after == data:
            continue
        changed = True
        number += earlier.fixes if earlier else 0
        fixed.files[name] = Mended(earlier.before if earlier else data, after, number)
    return changed


def edited(data: bytes, fixes: Iterable[Fix]) -> tuple[bytes, int]:
    """The bytes of a file with fixes in it, and how many; all others stay as they are."""
    text, number = apply(text_of(data), fixes)
    return (codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b"") + text.encode(), number


def text_of(data: bytes) -> str:
    """What a file says, as it was read."""
    return data.decode("utf-8-sig", "replace")


class _Stale(Exception):  # noqa: N818 - it never leaves here
    """Why what a file holds now is not what was read."""


def write(project: Project, name: str, mended: Mended) -> tuple[str, str | None] | None:
    """Write a file in the place of what was read, in one step, or say why not."""

    def last_look() -> None:
        now = project.read(name)
        if isinstance(now, Unreadable):
            raise _Stale(now.reason, now.hint)
        if now != mended.before:
            raise _Stale("it has changed since it was read", "check again")

    said = f"`{printable(name)}` is left as it was: "
    try:
        last_look()
        if not os.access(project.root / name, os.W_OK):
            return said + "it is write-protected", "make it writable"
        replace(project.root / name, mended.after, last_look)
    except _Stale as stale:
        reason, hint = stale.args
        return said + reason, hint
    except OSError as error:
        return said + in_words(error)[0], None
    return None


def _diff(name: str, mended: Mended) -> str:
    lines = difflib.unified_diff(
        _lines(mended.before), _lines(mended.after), _header("a", name), _header("b", name), lineterm="\n"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(data: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode())


def _header(side: str, name: str) -> str:
    """A file's name as readers of diffs take it: in quotes, or with a tab behind it, where they would misread it."""
    if '"' in name or "\\" in name:
        return json.dumps(f"{side}/{name}", ensure_ascii=False)
    return f"{side}/{name}" + ("\t" if " " in name else "")
