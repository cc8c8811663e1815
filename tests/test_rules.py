"""The rules: each explains itself with examples that hold, and finds what its case file marks, and nothing else.

A case file in `tests/rules/` is a content file named for its rule. A comment `# error: unknown-source` marks a line
with a finding; several are separated by commas. `<!-- error: missing-glyph -->` marks a line of a Markdown file that
lies beside it. Every other line must be free of findings of any rule, but of those that a line `# aside: rule, rule`
names, which the case is not about.
"""

from __future__ import annotations

import re
import typing
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import Desk

from briefgen import rules
from briefgen.build import checking
from briefgen.build.project import find
from briefgen.dates import Moment
from briefgen.diagnostics import Diagnostic, Rule
from briefgen.ledger import as_known, first_known
from briefgen.model import SECTIONS, Dossier, Part, Project, Role, leaves
from briefgen.rules import namings, pages, parts

Check = Callable[[Mapping[str, bytes]], list[Diagnostic]]

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs" / "rules.md"
CASES = Path(__file__).parent / "rules"
MARKED = re.compile(
    r"(?:#|<!--) *((?:error|warning|advice): [a-z0-9-]+(?:, *(?:(?:error|warning|advice): )?[a-z0-9-]+)*)"
)
ASIDE = re.compile(r"^# aside: (.+)$", re.MULTILINE)
MARKDOWN_MARK = re.compile(r" *<!-- *(?:error|warning|advice): .*?-->")

NO_EXAMPLE = {
    "file-too-large", "not-utf8", "control-character", "hidden-character", "odd-space", "empty-file", "nested-too-deep",
    "too-many-values", "too-heavy-prose", "unreadable-file", "second-project", "quote-not-in-copy", "unread-file",
    "unchecked-quote", "broken-template",
}  # fmt: skip
"""Rules whose fault cannot be printed on a page, or takes more than one file."""
NO_CASE = {"unread-file"}
"""Rules about the files of a project rather than about one: their cases are in test_project.py."""
NO_GOOD = {"several-documents", "yaml-directive", "key-not-a-word"}
"""Rules where the right thing is to leave something out."""


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Checks files given by name as the program does where the first one, a YAML file, is named on the command line."""

    def checked(files: Mapping[str, bytes]) -> list[Diagnostic]:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        return checking.check(find(tmp_path / next(iter(files)))).findings

    return checked


def marks(text: str) -> Counter[tuple[int, str, str]]:
    """The findings that a case marks: line, severity and rule."""
    found: Counter[tuple[int, str, str]] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if marked := MARKED.search(line):
            severity = ""
            for part in marked[1].split(","):
                before, _, rule = part.strip().rpartition(": ")
                severity = before or severity
                found[number, severity, rule] += 1
    return found


def case_files(case: Path) -> dict[str, bytes]:
    """A case file and what lies beside it, the Markdown files without their marks."""
    files = {case.name: case.read_bytes()}
    for other in sorted(CASES.iterdir()):
        if other.suffix == ".md":
            files[other.name] = MARKDOWN_MARK.sub("", other.read_text("utf-8")).encode()
        elif other.suffix not in {".yaml", ".yml"}:
            files[other.name] = other.read_bytes()
    return files


def shown(found: Iterable[Diagnostic]) -> Counter[tuple[str, int, str, str]]:
    return Counter((each.span.file, each.span.line, str(each.severity), each.rule) for each in found)


cases = sorted(CASES.glob("*.yaml"))
all_rules = pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.name)


@pytest.mark.parametrize("case", cases, ids=lambda case: case.stem)
def test_a_case_file_gets_the_findings_it_marks_and_no_other(case: Path, check: Check) -> None:
    files = case_files(case)
    aside = {rule.strip() for line in ASIDE.findall(case.read_text("utf-8")) for rule in line.split(",")}
    assert aside <= {rule.name for rule in rules.ALL} - {case.stem}
    found = [each for each in check(files) if each.rule not in aside]
    named = {case.name} | {each.span.file for each in found}
    named |= {name for name in files if name.endswith(".md") and f"file: {name}" in case.read_text("utf-8")}
    expected = Counter(
        {(name, *mark): n for name in named for mark, n in marks((CASES / name).read_text("utf-8")).items()}
    )
    messages = "\n".join(f"{each.span.line}: {each.rule}: {each.message} [{each.hint}]" for each in found)
    assert shown(found) == expected, messages


@pytest.mark.parametrize("name", ["undefined-abbreviation", "inconsistent-name"])
def test_texts_searched_one_by_one_have_the_findings_of_all_at_once(
    name: str, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = case_files(CASES / f"{name}.yaml")
    found = check(files)
    assert name in {each.rule for each in found}
    monkeypatch.setattr(parts, "_AT_ONCE", 1)
    assert check(files) == found


@pytest.mark.parametrize("rule", [rule for rule in rules.RULES if rule.name not in NO_CASE], ids=lambda rule: rule.name)
def test_every_rule_has_a_case_that_makes_it_fire(rule: Rule, check: Check) -> None:
    case = CASES / f"{rule.name}.yaml"
    assert case.is_file(), "write a case file"
    files = case_files(case)
    fired = [each for each in check(files) if each.rule == rule.name]
    assert fired
    assert any(each.severity == rule.severity for each in fired) or "rules:" in case.read_text("utf-8")


@pytest.mark.parametrize("case", cases, ids=lambda case: case.stem)
def test_a_case_file_says_its_case_and_belongs_to_a_rule(case: Path) -> None:
    assert case.stem in {rule.name for rule in rules.ALL}
    first = case.read_text("utf-8").splitlines()[0]
    assert re.match(r"# \w", first), "the first line says the case, in a comment"


@all_rules
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z1-9`].{10,110}\.", rule.summary), "the first line of the page is a sentence"
    if rule.name not in NO_EXAMPLE:
        assert rule.example("Bad"), "the page shows what is wrong"
        assert rule.example("Good") or rule.name in NO_GOOD, "the page shows what is right"


@all_rules
def test_the_examples_of_a_page_hold(rule: Rule, check: Check) -> None:
    bad, good = rule.example("Bad"), rule.example("Good")
    if bad:
        found = {each.rule for each in check({"bad.yaml": bad.encode()})}
        assert rule.name in found
        assert rule.shape or found <= {each.name for each in rules.RULES}, "the file itself must be of the right shape"
    if good:
        found = {each.rule for each in check({"good.yaml": good.encode()})}
        assert rule.name not in found
        assert found <= {each.name for each in rules.RULES}, "the file itself must be of the right shape"


def test_the_names_of_rules_are_unique_and_plain() -> None:
    names = [rule.name for rule in rules.ALL]
    assert sorted(set(names)) == sorted(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_messages_are_one_line_for_people(check: Check) -> None:
    for case in cases:
        for found in check(case_files(case)):
            for words in filter(None, (found.message, found.hint)):
                assert "\n" not in words, (case.name, words)
                assert len(words) < 250, (case.name, words)
                assert not words.endswith("."), (case.name, words)
                assert "None" not in words, (case.name, words)


def test_a_source_one_second_too_late_is_said_to_be_known_from_that_second_on(check: Check) -> None:
    text = """
project: {series: S, timezone: UTC, handling: TLP:CLEAR}
sources: [{id: log, title: Log, published: "2024-03-02T06:00:01"}]
briefs: [{id: b, title: B, cutoff: 2024-03-02T06:00, period: 2024-03, gaps: ["So [@log]."]}]
"""
    (found,) = [each for each in check({"a.yaml": text.encode()}) if each.rule == "event-after-cutoff"]
    assert "it is known from 2024-03-02 06:00:01 on (UTC)" in (found.hint or "")


def test_an_empty_dossier_has_no_findings() -> None:
    assert rules.check(Dossier(Project(series="Grid Watch")), {}) == []


def test_a_project_sets_how_much_a_rule_weighs(check: Check) -> None:
    content = "project: {{series: S, rules: {{unsourced-event: {}}}}}\nevents: [{{id: a, date: 2024, title: T}}]\n"
    for severity in ("error", "warning", "advice"):
        (found,) = check({"a.yaml": content.format(severity).encode()})
        assert (found.rule, found.severity) == ("unsourced-event", severity)
    assert check({"a.yaml": content.format("off").encode()}) == []


TWICE = """
project: {series: Grid Watch, rules: {duplicate-id: off, unknown-rule: off, too-heavy-prose: warning}}
sources: [{id: outage, title: Log}]
events:
  - id: outage
    date: 2024-03-01
    title: Power fails
    text: "It failed [@outage].%s"
    sources: [outage]
    allow: [{rule: duplicate-id, because: Both are meant.}]
briefs: [{id: one, title: One, cutoff: 2024-03-02, period: 2024-03}]
"""


@pytest.mark.parametrize("more", ["", " [" * 6_000])
def test_an_id_of_two_records_stops_a_build_whatever_a_project_or_a_record_says(desk: Desk, more: str) -> None:
    desk.write("content/all.yaml", TWICE % more)
    assert "duplicate-id" in {each["rule"] for each in desk.findings() if each["severity"] == "error"}
    result = desk.build("--to", "html")
    assert result.exit_code == 1
    assert "is already the id of" in result.stderr
    assert "fault of briefgen" not in result.stderr


@pytest.mark.parametrize(
    ("mark", "severity"),
    [("CLEAR", "error"), ("GREEN", "error"), ("AMBER", "warning"), ("AMBER+STRICT", "advice"), ("RED", None)],
)
def test_what_may_do_harm_weighs_by_who_can_read_it_unless_the_project_says_otherwise(
    mark: str, severity: str | None, check: Check
) -> None:
    content = "project: {{series: S{}}}\nsources: [{{id: s, title: Write to l@example.org, handling: TLP:{}}}]\n"
    harm = [each for each in check({"a.yaml": content.format("", mark).encode()}) if each.rule == "e-mail-address"]
    assert [each.severity for each in harm] == ([severity] if severity else [])
    chosen = content.format(", rules: {e-mail-address: advice}", mark)
    harm = [each for each in check({"a.yaml": chosen.encode()}) if each.rule == "e-mail-address"]
    assert [each.severity for each in harm] == (["advice"] if severity else [])


@pytest.fixture(scope="module")
def sample() -> Dossier:
    """The sample project."""
    dossier = checking.check(find(ROOT)).dossier
    assert dossier is not None
    return dossier


def test_every_field_that_names_a_record_is_held_against_the_records(sample: Dossier) -> None:
    def keys(path: Iterable[str | int]) -> tuple[str, ...]:
        return tuple(step for step in path if isinstance(step, str))

    written = [(record, leaf.path, leaf.text) for kind in sample.kinds for record in kind for leaf in leaves(record)
               if leaf.role is Role.REFERENCE]  # fmt: skip
    checked = {(id(each.owner), each.path, each.id) for each in namings.references(sample)}
    assert len(written) > 500
    assert {(id(record), path, text) for record, path, text in written} <= checked

    covered = {(record.kind, keys(path)) for record, path, _ in written}
    covered |= {("brief", ("key_figures", "source")), ("event", ("order", "after")), ("event", ("distinct_from",))}
    assert {(kind.kind, path) for kind in SECTIONS.values() for path in _references_of(kind)} == covered


def _references_of(model: type[Part]) -> Iterable[tuple[str, ...]]:
    """The fields of a model that name records, by the keys that lead to them."""
    for name, annotation in typing.get_type_hints(model, include_extras=True).items():
        if name not in model.model_fields:
            continue
        key = model.model_fields[name].alias or name
        for mark in _marks_of(annotation):
            if mark is Role.REFERENCE:
                yield (key,)
            elif isinstance(mark, type) and issubclass(mark, Part):
                yield from ((key, *path) for path in _references_of(mark))


def _marks_of(annotation: Any) -> Iterable[Any]:
    yield annotation
    for inner in (*getattr(annotation, "__metadata__", ()), *typing.get_args(annotation)):
        yield from _marks_of(inner)


def test_a_brief_may_name_just_what_the_ledger_knows_at_its_cutoff(sample: Dossier) -> None:
    for day in ("2024-11-29", "2024-12-02", "2024-12-08T06:00+03:00", "2024-12-08T12:00+03:00", "2024-12-12", "2025"):
        moment = Moment.parse(day).last(sample.zone)
        then = as_known(sample, moment)
        for records in (sample.sources, sample.events, sample.assessments, sample.forecasts):
            for id_ in records.ids:
                since = first_known(sample, id_)
                assert since is not None
                assert (since <= moment) == (then.find(id_) is not None), (id_, day)


ODD = """\
project: {series: S, handling: TLP:CLEAR}
sources:
  - {id: s, title: S, published: 9998, accessed: 0002}
events:
  - {id: far, date: Y170000002, time: "04:30", title: T, sources: [s, s, nothing], order: {after: [far, long-ago]}}
  - {id: long-ago, date: -0043, title: T, sources: [s], text: "[@long-ago]", figures: [{what: w, source: long-ago}]}
  - {id: far, date: Y-17E7, title: T}
  - {id: open, date: /2024, title: T, order: {after: [far, open, far]}}
  - {id: first, date: Y-17E8, title: T, order: {after: [long-ago]}}
forecasts:
  - id: f
    text: T
    basis: [f, far]
    by: Y17E7
    indicators: [{id: f, text: T, seen: [f]}]
    outcome: {result: void, on: 0002}
briefs:
  - {id: b, title: T, cutoff: 0002, period: ../2024, highlights: [b, long-ago], sections: [{part: fact, title: T}]}
  - {id: c, title: T, cutoff: 9998, period: 2024/.., highlights: [far], select: {actors: [c]}, judgements: [f]}
"""


def test_odd_records_get_findings_and_never_a_traceback(check: Check) -> None:
    found = {each.rule for each in check({"odd.yaml": ODD.encode()})}
    expected = {"duplicate-id", "unknown-source", "unknown-event", "naive-time", "order-cycle", "order-against-dates"}
    assert expected | {"event-after-cutoff", "unknown-assessment"} <= found


def test_the_documentation_holds_the_page_of_every_rule() -> None:
    assert DOCS.read_text("utf-8") == pages.as_markdown(rules.ALL), "write the documentation anew: `./dev docs`"


@pytest.mark.parametrize("written", ["quite likely", "nlikely", "impossible", "uncertain", "not probable"])
@pytest.mark.parametrize("scale", ["icd203", "phia"])
def test_what_means_the_opposite_is_never_offered_for_a_likelihood(check: Check, written: str, scale: str) -> None:
    text = f"""
project: {{series: Grid Watch, likelihood: {scale}}}
assessments: [{{id: cause, text: "It was {{{written}}} ice.", likelihood: {written.replace(" ", "-")}}}]
"""
    hints = [each.hint or "" for each in check({"a.yaml": text.encode()}) if "not a term" in each.message]
    assert len(hints) == 2
    positive = written in {"quite likely", "nlikely"}
    for hint in hints:
        assert "the terms are" in hint or ("unlikely" in hint) is not positive, hint
