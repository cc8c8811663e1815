"""Files by the path they have from where the reader stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from briefgen.diagnostics import Diagnostic
from briefgen.spans import Span


def seen_from(folder: PurePath, name: str) -> str:
    """A file of a project by its path through the project's folder, with forward slashes."""
    return (folder / name).as_posix()


def located(diagnostics: Iterable[Diagnostic], folder: PurePath) -> list[Diagnostic]:
    """Diagnostics whose files are named through the project's folder."""
    return [
        one._replace(span=_moved(one.span, folder), fix=one.fix and one.fix._replace(span=_moved(one.fix.span, folder)))
        for one in diagnostics
    ]


def _moved(span: Span, folder: PurePath) -> Span:
    return span._replace(file=seen_from(folder, span.file))
