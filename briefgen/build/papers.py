"""PDFs that come back: read, and what they hold of their project put into a folder."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace as replace_fields
from pathlib import Path

from briefgen.archive import verifying as paper
from briefgen.archive.faults import Fault
from briefgen.archive.opening import SIZE_LIMIT, Unreadable
from briefgen.archive.unpacking import Manifest, unpack
from briefgen.archive.verifying import Check, Verified
from briefgen.build.files import in_words
from briefgen.build.publish import PublishError
from briefgen.build.starter import write_project
from briefgen.build.swap import replace


def extract(pdf: Path, folder: Path | None, over: bool) -> tuple[Manifest, Path, list[Path]]:
    """Put the project inside a PDF into a folder, by default one called as the brief, and list its files.

    A folder that holds anything is refused, unless it may be written `over`: then files of the same name are replaced,
    and the others stay. Raises `Unreadable` and `PublishError`.
    """
    unpacked = unpack(read(pdf))
    folder = folder or Path(unpacked.manifest.brief)
    if not (over and folder.is_dir()):
        return unpacked.manifest, folder, write_project(folder, unpacked.files)
    written = []
    for name, data in sorted(unpacked.files.items()):
        path = folder / name
        try:
            _make_folder(path.parent, folder)
            replace(path, data)
        except OSError as error:
            raise PublishError(f"`{path}` cannot be written: {in_words(error)[0]}", "name another folder") from error
        written.append(path)
    return unpacked.manifest, folder, written


def verify(pdf: Path) -> Verified:
    """Look through a PDF, with veraPDF too where it is installed. Raises `Unreadable`."""
    found = paper.verify(read(pdf))
    program = shutil.which("verapdf")
    more = [_by_verapdf(program, flavour, name, pdf) for flavour, name in _PROFILES.items()] if program else []
    return replace_fields(found, checks=(*found.checks, *more))


_PROFILES = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}
"""What veraPDF calls the standards (its option `--flavour`)."""
_SECONDS = 600
_SHOWN = 20


def _by_verapdf(program: str, flavour: str, name: str, pdf: Path) -> Check:
    """What veraPDF says: `PASS` or `FAIL` and the file, and behind a `FAIL` the clauses that are broken."""
    command = [program, "--flavour", flavour, "--format", "text", "--verbose", str(pdf.absolute())]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False)  # noqa: S603
        said = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    except (OSError, subprocess.TimeoutExpired) as error:
        said = [str(error)]
    passed = any(line.startswith("PASS") for line in said) and not any(line.startswith("FAIL") for line in said)
    lines = [line for line in said if not line.startswith(("PASS", "FAIL"))][:_SHOWN] or ["it did not pass"]
    return Check(f"veraPDF {flavour}", name, () if passed else tuple(map(Fault, lines)))


def read(pdf: Path) -> bytes:
    """The bytes of a PDF. Raises `Unreadable`."""
    try:
        if pdf.stat().st_size > SIZE_LIMIT:
            raise Unreadable(f"it is larger than {SIZE_LIMIT // 1_000_000} MB", "no issue is that large")
        return pdf.read_bytes()
    except OSError as error:
        raise Unreadable(f"it cannot be read: {in_words(error)[0]}", "name a PDF") from None


def _make_folder(path: Path, above: Path) -> None:
    """The folder of a file, made where it is missing; a link on the way to it would lead elsewhere."""
    for step in reversed([path, *path.parents]):
        if step.is_relative_to(above) and step != above:
            if step.is_symlink():
                raise NotADirectoryError(20, "it is a symbolic link, and briefgen follows none")
            step.mkdir(exist_ok=True)
