"""What is wrong with a project, as values that can be collected, sorted and shown."""

from __future__ import annotations

import difflib
import functools
import inspect
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, ParamSpec

from briefgen.spans import Place, Span


class Severity(StrEnum):
    """How much a finding weighs: an error stops a build, a warning does under `--strict`, advice never."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Slip(NamedTuple):
    """A slip of the pen: what was written, and what was meant beyond doubt."""

    written: str
    meant: str


class Fix(NamedTuple):
    """An edit that mends a finding and changes nothing else: source text to put in the place of a span."""

    replacement: str
    span: Span


class Finding(NamedTuple):
    """What a rule found: where, what in plain words, what to do where that can be guessed, and the slip it may be.

    `severity` is for a rule whose findings weigh differently from case to case; a project's own setting wins over it.
    """

    place: Place
    message: str
    hint: str | None = None
    slip: Slip | None = None
    severity: Severity | None = None


class Diagnostic(NamedTuple):
    """A finding with its rule and severity, placed in its file, and its fix if it has one: what a report shows."""

    rule: str
    severity: Severity
    message: str
    hint: str | None
    span: Span
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is checked: its name, its default severity, its page and the function behind it.

    The page is the function's docstring. A rule of *shape* is found while a file is read: its function words
    the finding. Any other rule is a function from a dossier to findings. A *fixed* one keeps a dossier sound: no page
    can be made of what it finds.
    """

    name: str
    severity: Severity
    function: Callable[..., Any]
    shape: bool = False
    fixed: bool = False

    @property
    def settable(self) -> bool:
        """Whether a project can set what it weighs, and a record can allow what it finds."""
        return not (self.shape or self.fixed)

    @property
    def page(self) -> str:
        """The rule's page: what is found, why it matters, `Bad:` and `Good:` examples."""
        return inspect.cleandoc(self.function.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0]

    def example(self, heading: str) -> str:
        """The YAML under `Bad:` or `Good:` of the page, dedented; empty when there is none."""
        lines = self.page.splitlines()
        if f"{heading}:" not in lines:
            return ""
        start = lines.index(f"{heading}:") + 1
        body: list[str] = []
        for line in lines[start:]:
            if line and not line.startswith(" "):
                break
            body.append(line)
        return textwrap.dedent("\n".join(body)).strip("\n") + "\n"


class Choice(NamedTuple):
    """Which rules of sense are to run, by their names: those selected, or all where none is, but the ignored."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    def weight(self, rule: Rule, set_by_project: str | None) -> str:
        """What a finding of a rule weighs, `off` where it is not to run. To select a rule turns it on."""
        if rule.name in self.ignore or (self.select and rule.name not in self.select):
            return "off"
        if set_by_project is None or not rule.settable or (set_by_project == "off" and self.select):
            return rule.severity
        return set_by_project


EVERY_RULE = Choice()


class Wording(NamedTuple):
    """How a rule of shape words one finding."""

    rule: str
    message: str
    hint: str | None = None


def rule_name(function: Callable[..., Any]) -> str:
    """The name of the rule that a function is: `unknown_source` is `unknown-source`."""
    return function.__name__.replace("_", "-")


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest of some known words, or None where none is near."""
    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f"did you mean `{near[0]}`?" if near else None


P = ParamSpec("P")
Check = Callable[[Any], Iterable[Finding]]


def error(function: Check) -> Rule:
    """Makes a rule, an error unless a project says otherwise, of a function from a dossier to findings."""
    return Rule(rule_name(function), Severity.ERROR, function)


def fixed_error(function: Check) -> Rule:
    """Makes a rule, an error whatever a project says, of a function from a dossier to findings."""
    return Rule(rule_name(function), Severity.ERROR, function, fixed=True)


def warning(function: Check) -> Rule:
    """Makes a rule, a warning unless a project says otherwise, of a function from a dossier to findings."""
    return Rule(rule_name(function), Severity.WARNING, function)


def advice(function: Check) -> Rule:
    """Makes a rule, advice unless a project says otherwise, of a function from a dossier to findings."""
    return Rule(rule_name(function), Severity.ADVICE, function)


def rule_of_shape(rules: list[Rule]) -> Callable[[Callable[P, tuple[str, str | None]]], Callable[P, Wording]]:
    """A decorator for the functions that word findings of shape: lists each one's rule in `rules`."""

    def listed(function: Callable[P, tuple[str, str | None]]) -> Callable[P, Wording]:
        name = rule_name(function)
        rules.append(Rule(name, Severity.ERROR, function, shape=True))

        @functools.wraps(function)
        def worded(*args: P.args, **kwargs: P.kwargs) -> Wording:
            return Wording(name, *function(*args, **kwargs))

        return worded

    return listed
