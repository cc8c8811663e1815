"""The YAML files of a project as documents, each remembered by what is in it, or read by two processes.

libyaml needs longer for the text of a large ledger than anything that follows but the rules. What is remembered are
plain values, of files without a fault; any other file is read again, for what is wrong with it.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import yaml

from briefgen import reader
from briefgen.beside import shared
from briefgen.cache import keep, recall
from briefgen.reader import Document, read, recalled

_LARGE = 1 << 15
"""Bytes of a file below which to read it is as quick as to look it up."""
_MANY = 1 << 20
"""Bytes of all files below which one process is done before two have begun."""
_Written = bytes | None


def documents(files: Sequence[tuple[str, bytes]]) -> Iterator[Document]:
    """The documents of some files, given by name and bytes, in their order."""
    known = {name: _recall(data) for name, data in files if len(data) >= _LARGE}
    unknown = [(name, data) for name, data in files if known.get(name) is None]
    if sum(len(data) for _, data in unknown) >= _MANY:
        found = shared([partial(_values, *file) for file in unknown])
        known |= {name: values for (name, _), values in zip(unknown, found, strict=True)}
    for name, data in files:
        values = known.pop(name, None)
        if values is not None:
            yield recalled(name, data, marshal.loads(values))  # noqa: S302 - under a seal, or from our own process
        else:
            document = read(name, data)
            _keep(data, document)
            yield document


def _values(name: str, data: bytes) -> _Written:
    return _keep(data, read(name, data))


def _keep(data: bytes, document: Document) -> _Written:
    """The values of a document as bytes, remembered if that is worth it; None where it has faults."""
    if document.faults or document.values is None:
        return None
    values = marshal.dumps(document.values)
    if len(data) >= _LARGE:
        keep("values", _source(data), values)
    return values


def _recall(data: bytes) -> _Written:
    return recall("values", _source(data))


def _source(data: bytes) -> str:
    """What values depend on: the file, and how it is read and kept."""
    return f"{hashlib.sha256(data).hexdigest()} {_way()}"


@cache
def _way() -> str:
    """How files are read and kept here: by this reader, this parser, this Python."""
    code = hashlib.sha256()
    for path in sorted(Path(reader.__file__).parent.glob("*.py")):
        code.update(path.read_bytes())
    return f"{code.hexdigest()} {yaml.__version__} {sys.implementation.cache_tag}"
