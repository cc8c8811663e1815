"""PDFs that come back: read, and what they hold of their project put into a folder."""

from __future__ import annotations

from pathlib import Path

from briefgen.archive.opening import SIZE_LIMIT, Unreadable
from briefgen.archive.unpacking import Manifest, unpack
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
