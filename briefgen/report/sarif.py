"""Findings as SARIF 2.1.0 (OASIS, 2020), by which code hosts and editors show them at their lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from briefgen import __version__, rules
from briefgen.diagnostics import Diagnostic, Rule, Severity
from briefgen.report.terminal import order
from briefgen.rules import pages
from briefgen.spans import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")


def as_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """A SARIF log with one run: the rules that found something, each with its page as help, and what they found.

    Lines and columns count from 1, in code points, the end exclusive. Files are relative to the root of the sources.
    """
    found = sorted(diagnostics, key=order)
    names = sorted({one.rule for one in found})
    by_name = {rule.name: rule for rule in rules.ALL}
    known = [_rule(by_name[name]) if name in by_name else {"id": name} for name in names]
    run = {
        "tool": {"driver": {"name": "briefgen", "semanticVersion": __version__, "rules": known}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, names.index(one.rule)) for one in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        # Braces stand as they are here: nothing is ever filled into a page, and its examples are there to be copied.
        "help": {"text": pages.as_text(rule), "markdown": pages.as_section(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(one: Diagnostic, index: int) -> dict[str, Any]:
    said = f"{one.message} ({one.hint})" if one.hint else one.message
    location = {"artifactLocation": _file(one.span.file), "region": _region(one.span)}
    result = {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": _message(said)},
        "locations": [{"physicalLocation": location}],
    }
    if one.fix is None:
        return result
    replacement = {"deletedRegion": _region(one.fix.span), "insertedContent": {"text": one.fix.replacement}}
    change = {"artifactLocation": _file(one.fix.span.file), "replacements": [replacement]}
    description = {"text": _message(f"write {one.fix.replacement}")}
    return result | {"fixes": [{"description": description, "artifactChanges": [change]}]}


def _message(words: str) -> str:
    """Words as a message carries them: braces would be filled in, and what looks like a link would be one."""
    return _LINK.sub(r"\\[", words).replace("{", "{{").replace("}", "}}")


def _file(name: str) -> dict[str, str]:
    uri = quote(name, errors="replace")
    return {"uri": f"file://{uri}"} if name.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
