"""What is checked in a whole dossier: one function per rule, its docstring its page, listed in `RULES`."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen import loader, reader
from briefgen.diagnostics import Diagnostic, Rule, Severity
from briefgen.model import Dossier
from briefgen.rules import references
from briefgen.spans import Mark, SpanTree

RULES: tuple[Rule, ...] = (references.unknown_source,)
"""The rules about what records say, in the order they are explained."""

ALL: tuple[Rule, ...] = (*reader.RULES, *loader.RULES, *RULES)
"""Every rule, those of a file's shape first."""


def check(dossier: Dossier, texts: Mapping[str, str]) -> list[Diagnostic]:
    """All findings in a dossier, placed in the files whose text is given by name, in the order of the files."""
    trees: dict[str, SpanTree] = {}
    found: list[Diagnostic] = []
    for rule in RULES:
        severity = dossier.project.rules.get(rule.name, rule.severity)
        if severity == "off":
            continue
        for place, message, hint in rule.function(dossier):
            if place.file not in trees:
                trees[place.file] = _tree(place.file, texts.get(place.file, ""))
            span = trees[place.file].span(place)
            found.append(Diagnostic(rule.name, Severity(severity), message, hint, span))
    return sorted(found, key=lambda diagnostic: diagnostic.span)


def _tree(file: str, text: str) -> SpanTree:
    if file.endswith((".yaml", ".yml")):
        return reader.places(file, text)
    return SpanTree(file, text, {(): Mark(0, len(text))})
