"""Findings for programs: as a JSON list, and as the workflow commands of GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.report.terminal import order, visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list with an object for each finding; lines and columns count from 1, in characters, the end exclusive.

    The `fix` of a finding, or null, is the source text to put in the place of a span.
    """
    found = [
        {
            "rule": one.rule,
            "severity": one.severity,
            "message": one.message,
            "hint": one.hint,
            **one.span._asdict(),
            "fix": one.fix and {"replacement": one.fix.replacement, **one.fix.span._asdict()},
        }
        for one in sorted(diagnostics, key=order)
    ]
    return json.dumps(found, indent=2).replace("\x7f", "\\u007f") + "\n"


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands by which GitHub shows each finding at its line of a pull request."""
    return "".join(map(_command, sorted(diagnostics, key=order)))


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {
        "file": span.file,
        "line": span.line,
        "col": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "title": diagnostic.rule,
    }
    listed = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    message = "%0A".join(_escaped(words) for words in (diagnostic.message, diagnostic.hint) if words)
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{message}\n"


def _escaped(words: str, more: str = "") -> str:
    """Words as a workflow command carries them: `%` and what separates its parts as hexadecimal."""
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" + more else visible(char) for char in words)
