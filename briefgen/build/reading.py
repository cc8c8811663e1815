"""The YAML files of a project as records, each remembered by what is in it, or read by two processes.

libyaml needs longer for the text of a large ledger than anything that follows but the rules, and to make records of its
values takes a third of that. What is remembered are the records of files without a fault; any other file is read again,
for what is wrong with it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Sequence
from functools import partial

from briefgen import loader
from briefgen.beside import shared
from briefgen.cache import keep, recall
from briefgen.diagnostics import Diagnostic
from briefgen.loader import Content
from briefgen.program import fingerprint
from briefgen.reader import Document, read, recalled

_LARGE = 1 << 15
"""Bytes of a file below which to read it is as quick as to look it up."""
_MANY = 1 << 20
"""Bytes of all files below which one process is done before two have begun."""


class Remembering:
    """One reading of a project: its documents one after another, and as each comes its records."""

    def __init__(self) -> None:
        self._known: dict[str, Content] = {}
        self._anew: dict[str, bytes] = {}
        """The bytes of files that were not known."""

    def documents(self, files: Sequence[tuple[str, bytes]]) -> Iterator[Document]:
        """The documents of some files, given by name and bytes, in their order."""
        held = {name: recall("records", _source(name, data)) for name, data in files if len(data) >= _LARGE}
        unknown = [(name, data) for name, data in files if held.get(name) is None]
        if len(unknown) > 1 and sum(len(data) for _, data in unknown) >= _MANY:
            found = shared([partial(_made, *file) for file in unknown])
            self._known = {name: made for (name, _), made in zip(unknown, found, strict=True) if made}
        for name, data in files:
            if (records := held.pop(name, None)) is not None:
                self._known[name] = pickle.loads(records)  # noqa: S301 - under a seal
            if name in self._known:
                yield recalled(name, data)
            else:
                self._anew[name] = data
                yield read(name, data)

    def content(self, document: Document) -> Content | list[Diagnostic]:
        """The records of a document that came, or the faults of their shape."""
        if (known := self._known.pop(document.file, None)) is not None:
            return known
        return _content(document, self._anew.pop(document.file))


def _made(name: str, data: bytes) -> Content | None:
    """The records of a file; None where it has faults."""
    document = read(name, data)
    made = None if document.faults or document.values is None else _content(document, data)
    return made if isinstance(made, Content) else None


def _content(document: Document, data: bytes) -> Content | list[Diagnostic]:
    """The records of a document, remembered if that is worth it, or the faults of their shape."""
    made = loader.content(document)
    if isinstance(made, Content) and not document.faults and len(data) >= _LARGE:
        keep("records", _source(document.file, data), pickle.dumps(made))
    return made


def _source(name: str, data: bytes) -> str:
    """What records depend on: the file, its name, which each knows, and this program."""
    return f"{hashlib.sha256(data).hexdigest()} {fingerprint(printed=False)} {name}"
