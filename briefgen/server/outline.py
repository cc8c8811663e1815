"""The records of a file, by section, for an editor's outline."""

from __future__ import annotations

from lsprotocol.types import DocumentSymbol, SymbolKind

from briefgen.model import SECTIONS
from briefgen.server.positions import Lines
from briefgen.spans import Mark, Path, SpanTree

_KINDS = {
    "sources": SymbolKind.File,
    "actors": SymbolKind.Class,
    "places": SymbolKind.Constant,
    "events": SymbolKind.Event,
    "assessments": SymbolKind.Interface,
    "forecasts": SymbolKind.Function,
    "briefs": SymbolKind.Package,
}


def outline(tree: SpanTree, lines: Lines) -> list[DocumentSymbol]:
    """The sections of a YAML file, each with its records, as far as the file can be read."""
    sections = [path for path in tree.keys if len(path) == 1 and path in tree.values]
    return [_section(tree, lines, path) for path in sections]


def _section(tree: SpanTree, lines: Lines, path: Path) -> DocumentSymbol:
    name, records = str(path[0]), []
    if name in SECTIONS:
        index = 0
        while (*path, index) in tree.values:
            records.append(_record(tree, lines, (*path, index)))
            index += 1
    key, value = tree.keys[path], tree.values[path]
    whole = lines.range(key.start, _end(tree, value))
    return DocumentSymbol(name, SymbolKind.Namespace, whole, lines.range(key.start, key.end), children=records)


def _record(tree: SpanTree, lines: Lines, path: Path) -> DocumentSymbol:
    whole = tree.values[path]
    id_ = tree.values.get((*path, "id"), Mark(whole.start, whole.start))
    named = [words for key in ("title", "name", "text") if (words := _words(tree, (*path, key)))]
    return DocumentSymbol(
        _words(tree, (*path, "id")) or "(no id)",
        _KINDS[str(path[0])],
        lines.range(whole.start, max(_end(tree, whole), id_.end)),
        lines.range(id_.start, id_.end),
        detail=named[0] if named else None,
    )


def _words(tree: SpanTree, path: Path) -> str:
    mark = tree.values.get(path, Mark(0, 0))
    words = " ".join(tree.text[mark.start : mark.end].lstrip("|>+-").split()).strip("\"'")
    return words if len(words) <= 100 else words[:100] + "…"


def _end(tree: SpanTree, mark: Mark) -> int:
    """Where a value ends, without the white space that block scalars and containers end with."""
    return mark.start + len(tree.text[mark.start : mark.end].rstrip())
