"""Findings as a JUnit report, by which build servers show them among the results of tests."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.report.terminal import order, visible


def as_junit(diagnostics: Iterable[Diagnostic], files: Iterable[str], strict: bool) -> str:
    """A suite for each file, in it a case for each finding, or one that passes where there is none.

    What fails the run is a failure: errors, and warnings where they count. JUnit has no word for the rest: it is
    skipped, so that it is shown and fails nothing.
    """
    by_file: dict[str, list[Diagnostic]] = {file: [] for file in files}
    for one in sorted(diagnostics, key=order):
        by_file.setdefault(one.span.file, []).append(one)
    root = Element("testsuites", name="briefgen check")
    for file, found in sorted(by_file.items()):
        root.append(_suite(visible(file), found, strict))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(file: str, found: list[Diagnostic], strict: bool) -> Element:
    failures = sum(_fails(one, strict) for one in found)
    suite = Element("testsuite", name=file, tests=str(max(1, len(found))), failures=str(failures), errors="0")
    suite.set("skipped", str(len(found) - failures))
    if not found:
        SubElement(suite, "testcase", classname=file, name="no findings")
    for one in found:
        line, column = one.span.line, one.span.column
        name = f"{line}:{column} {one.rule}: {visible(one.message)}"
        case = SubElement(suite, "testcase", classname=file, name=name)
        said = SubElement(case, "failure" if _fails(one, strict) else "skipped")
        said.set("type", one.rule)
        said.set("message", f"{one.severity}: {visible(one.message)}")
        lines = (f"{file}:{line}:{column}", visible(one.message), visible(one.hint or ""))
        said.text = "\n".join(filter(None, lines))
    return suite


def _fails(one: Diagnostic, strict: bool) -> bool:
    return one.severity is Severity.ERROR or (strict and one.severity is Severity.WARNING)
