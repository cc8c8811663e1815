"""Findings for people: the lines they are about, and what to do, on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.spans import Span

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.ADVICE: "bold cyan"}
_NAMES = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}
_MIN_WIDTH = 40
_MAX_LINES = 3
_BAR = " │ "
_TAB = "    "
# Format characters that a reader sees, or that join the letters of a script: all others are shown by their number.
_PLAIN_FORMATS = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")


def text(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], colour: bool, width: int) -> str:
    """Findings with the lines they are about, in the order of files and lines, and their count, for a terminal.

    `texts` are the texts of all files checked, by name; a finding without a line in one of them is shown without a
    frame. `width` is the terminal's, in cells. No control character gets through.
    """
    found = sorted(diagnostics, key=order)
    console = Console(
        file=StringIO(),
        width=max(width, _MIN_WIDTH),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
    )
    split: dict[str, list[str]] = {}
    with console.capture() as captured:
        for diagnostic in found:
            file = diagnostic.span.file
            if file not in split:
                split[file] = [line.removesuffix("\r") for line in texts.get(file, "").split("\n")]
            for row in _finding(diagnostic, split[file], console):
                console.print(row, soft_wrap=True, highlight=False)
            console.print()
        console.print(Text(_counts(found, len(texts)), style="bold"), soft_wrap=True, highlight=False)
    return captured.get()


def order(diagnostic: Diagnostic) -> tuple[Span, str, str]:
    """By which findings are sorted: by file and line."""
    return diagnostic.span, diagnostic.rule, diagnostic.message


def _counts(found: list[Diagnostic], files: int) -> str:
    def many(number: int, one: str, more: str) -> str:
        return f"{number:,} {one if number == 1 else more}"

    if not found:
        return f"No findings in {many(files, 'file', 'files')}."
    numbers = {severity: sum(one.severity is severity for one in found) for severity in Severity}
    parts = [many(number, *_NAMES[severity]) for severity, number in numbers.items() if number]
    fixable = sum(one.fix is not None for one in found)
    fix = f" ({fixable:,} fixable with check --fix)" if fixable else ""
    return f"{', '.join(parts)}, in {many(len({one.span.file for one in found}), 'file', 'files')}{fix}."


def visible(words: str) -> str:
    """Words with each control, direction or other hidden character shown instead of sent: ESC as ␛, tabs as spaces."""
    return words if words.isascii() and words.isprintable() else "".join(map(_shown, words))


def _shown(char: str) -> str:
    if char.isprintable() or char in _PLAIN_FORMATS:
        return char
    if char == "\t":
        return _TAB
    if char < " ":
        return chr(0x2400 + ord(char))
    return " " if unicodedata.category(char) == "Zs" else f"<U+{ord(char):04X}>"


def _finding(diagnostic: Diagnostic, lines: list[str], console: Console) -> Iterator[Text]:
    """The rows that show one finding: what and which rule, where, and the lines it is about with the hint."""
    style, span = _STYLES[diagnostic.severity], diagnostic.span
    head = f"{diagnostic.severity}: "
    room = console.width - len(head) - len(diagnostic.rule) - 2
    for index, words in enumerate(_wrapped(diagnostic.message, room, console)):
        row = Text.assemble((head if index == 0 else " " * len(head), style), (words, "bold"))
        if index == 0:
            row.append(" " * max(2, console.width - row.cell_len - len(diagnostic.rule)))
            row.append(diagnostic.rule, "dim")
        yield row
    yield Text(f"  {visible(span.file)}:{span.line}:{span.column}", "cyan")
    yield from _framed(span, visible(diagnostic.hint or ""), lines, style, console)


def _framed(span: Span, hint: str, lines: list[str], style: str, console: Console) -> Iterator[Text]:
    """The rows that show a stretch in its lines, and the hint behind its carets or, where that is too long, below."""
    number = max(5, len(str(span.end_line)) + 1)
    room = console.width - number - len(_BAR)
    rows = _frame(span, lines, room)
    margin = Text(" " * number + _BAR, "blue") if rows else Text("  ")
    for row in rows:
        line = Text.assemble((row.number.rjust(number) + _BAR, "blue"), row.code)
        line.rstrip()
        yield line
        if row.carets:
            marks = " " * row.indent + "^" * row.carets
            if row is rows[-1] and len(marks) + 1 + cell_len(hint) <= room:
                marks, hint = f"{marks} {hint}".rstrip(), ""
            yield margin + Text(marks, style)
    if hint:
        yield from (margin + Text(words, style) for words in _wrapped(hint, room, console))


def _wrapped(words: str, room: int, console: Console) -> list[str]:
    return [row.plain.rstrip() for row in Text(visible(words)).wrap(console, max(room, _MIN_WIDTH // 2))]


class _Row(NamedTuple):
    """A line of a frame: its number, what is shown of it, and the carets under it, in cells from its start."""

    number: str
    code: str
    indent: int = 0
    carets: int = 0


def _frame(span: Span, lines: list[str], room: int) -> list[_Row]:
    """The line before a stretch and the lines of the stretch, those in the middle of a long one left out.

    Empty where the whole file is meant, or the stretch is not in it.
    """
    first, last = span.line - 1, min(span.end_line, len(lines)) - 1
    if span == Span(span.file) or first > last or not any(lines[first : last + 1]):
        return []
    rows: list[_Row] = []
    for index in range(first, last + 1):
        if last - first > _MAX_LINES - 1 and first < index < last:
            if index == first + 1:
                rows.append(_Row("⋮", ""))
            continue
        line = lines[index]
        start = span.column - 1 if index == first else len(line) - len(line.lstrip())
        end = span.end_column - 1 if index == span.end_line - 1 else len(line)
        begin = _beginning(line, start, end, room)
        code, stop = _fitted(line, begin, room)
        if index == first and index > 0 and lines[index - 1][begin:].strip():
            rows.append(_Row(str(index), _fitted(lines[index - 1], begin, room)[0]))
        indent = cell_len(visible(line[begin:start])) + (begin > 0)
        carets = max(1 if start < stop or index == first else 0, cell_len(visible(line[start : min(end, stop)])))
        rows.append(_Row(str(index + 1), code, indent, carets))
    return rows


def _beginning(line: str, start: int, end: int, room: int) -> int:
    """The character from which a line is shown, so that as much as possible of a stretch comes into view."""
    if cell_len(visible(line)) <= room or cell_len(visible(line[:end])) < room:
        return 0
    before = max(room // 8, min(room // 2, room - 2 - cell_len(visible(line[start:end]))))
    begin = min(start, len(line))
    while begin > 0 and (before := before - cell_len(_shown(line[begin - 1]))) >= 0:
        begin -= 1
    while begin < start and unicodedata.combining(line[begin]):
        begin += 1
    return begin


def _fitted(line: str, begin: int, room: int) -> tuple[str, int]:
    """As much of a line from a character on as there is room for, ellipses for the rest, and where it ends."""
    if begin == 0 and cell_len(visible(line)) <= room:
        return visible(line), len(line)
    left, stop = room - 1 - (begin > 0), begin
    while stop < len(line) and (left := left - cell_len(_shown(line[stop]))) >= 0:
        stop += 1
    return "…" * (begin > 0) + visible(line[begin:stop]) + "…" * (stop < len(line)), stop
