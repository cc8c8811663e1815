"""The page that is printed once more as a document of Typst: the same words, headings, tables and links.

Its look is Typst's own; drawings are left out, which favours it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import tinyhtml5

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
RECOMPILE = """
import pathlib, sys, typst
page = pathlib.Path(sys.argv[1])
compiler = typst.Compiler(str(page))
compiler.compile(output=sys.argv[2])
for _ in range(int(sys.argv[3])):
    text = page.read_text('utf-8')
    middle = text.index('#"', len(text) // 2) + 2
    page.write_text(f'{text[:middle]}x{text[middle:]}', 'utf-8')
    compiler.compile(output=sys.argv[2])
"""
"""Compiles a document, and again after each of some edits of a word in its middle, by one process that stays."""
_SETTINGS = """
#set page(paper: "a4", margin: 20mm, numbering: "1 of 1")
#set text(size: 9.5pt)
#set par(justify: true, spacing: 0.65em)
"""
_SILENT = {"head", "svg", "style", "script"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "code",
    "em",
    "i",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
}


def write(page: Path, document: Path) -> None:
    """Write the document of an HTML page."""
    root = tinyhtml5.parse(page.read_text("utf-8"), namespace_html_elements=False)
    ids = {id_ for each in root.iter() if (id_ := each.get("id"))}
    made = (_SETTINGS, *_set(root, ids))
    document.write_text("".join(made), "utf-8")


def _set(element: Element, ids: set[str]) -> Iterator[str]:
    """An element, and what stands in it."""
    tag = str(element.tag)
    if tag in _SILENT or not isinstance(element.tag, str):
        return
    begin, end = _around(element, tag)
    yield begin
    if (id_ := element.get("id")) in ids:
        ids.discard(str(id_))
        yield f"#metadata(none)<{_label(str(id_))}>"
    if tag == "table":
        for each in (cell for row in element.iter("tr") for cell in row):
            yield f"[{''.join(_inside(each, ids))}],"
    else:
        yield from _inside(element, ids)
    yield end


def _inside(element: Element, ids: set[str]) -> Iterator[str]:
    yield _text(element.text)
    for each in element:
        yield from _set(each, ids)
        yield _text(each.tail)


def _around(element: Element, tag: str) -> tuple[str, str]:
    href = element.get("href", "")
    if re.fullmatch("h[1-6]", tag):
        return f"\n\n#heading(level: {tag[1]})[", "]\n\n"
    if tag == "table":
        columns = max((len(row) for row in element.iter("tr")), default=1)
        return f"\n\n#grid(columns: {columns}, gutter: 4pt,", ")\n\n"
    if tag == "a" and href[:1] == "#" and len(href) > 1:
        return f'#link(label("{_label(href[1:])}"))[', "]"
    if tag == "a" and href:
        return f"#link({json.dumps(href)})[", "]"
    return ("", "") if tag in _INLINE else ("\n\n", "\n\n")


def _text(words: str | None) -> str:
    """Words as Typst takes them, whatever they are made of."""
    if not words or not words.strip():
        return " " if words else ""
    said = json.dumps(re.sub(r"\s+", " ", words), ensure_ascii=False)
    return f"#{said};"


def _label(id_: str) -> str:
    return re.sub("[^A-Za-z0-9_-]", "_", id_)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
