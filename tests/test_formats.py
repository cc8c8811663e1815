"""Findings as SARIF and as JUnit reports: valid by the published schemas, whatever a project holds."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from briefgen import report, rules
from briefgen.diagnostics import Diagnostic, Fix, Severity
from briefgen.spans import Span

SCHEMAS = Path(__file__).parent / "schemas"
SARIF = jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))

SPAN = Span("content/events.yaml", 7, 9, 7, 19)
ODD = st.characters(categories=["Cc", "Cf", "Cs", "Co", "Zl", "Cn"])
ANYTHING = st.text(st.characters(), max_size=40) | st.text(ODD)
NAMES = st.text(st.sampled_from("ab:/?#%&<>\"'\\ é霍[]{}@.-"), min_size=1, max_size=20).filter(
    lambda name: name[0] != "/" and not {"", ".", ".."} & set(name.split("/"))
)


def finding(span: Span = SPAN, message: str = "it is wrong", hint: str | None = None, **more) -> Diagnostic:
    return Diagnostic("unknown-source", more.pop("severity", Severity.ERROR), message, hint, span, **more)


def sarif(found: list[Diagnostic]) -> dict:
    """The one run of a log that is valid."""
    log = json.loads(report.as_sarif(found))
    SARIF.validate(log)
    (run,) = log["runs"]
    return run


def junit(found: list[Diagnostic], files: list[str], strict: bool = False) -> etree._Element:
    """The root of a report that is valid."""
    root = etree.fromstring(report.as_junit(found, files, strict).encode())
    JUNIT.assertValid(root)
    return root


def cases(root: etree._Element) -> list[tuple[str, str, str | None]]:
    """Every case of a report: its suite, its name and what became of it."""
    return [
        (suite.get("name"), case.get("name"), case[0].tag if len(case) else None) for suite in root for case in suite
    ]


# SARIF


def test_a_log_of_the_broken_project_says_what_the_json_says(broken):
    result = broken.check("--format", "sarif")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    SARIF.validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    found = broken.findings()
    assert len(found) == len(run["results"]) > 10
    described = run["tool"]["driver"]["rules"]
    for one, result in zip(found, run["results"], strict=True):
        assert result["ruleId"] == described[result["ruleIndex"]]["id"] == one["rule"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == one["file"]
        region = {"startLine": "line", "startColumn": "column", "endLine": "end_line", "endColumn": "end_column"}
        assert place["region"] == {name: one[key] for name, key in region.items()}
        assert ("fixes" in result) == (one["fix"] is not None)


def test_a_log_explains_the_rules_that_found_something_and_no_other(broken):
    (run,) = json.loads(broken.check("--format", "sarif").stdout)["runs"]
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == sorted({one["rule"] for one in broken.findings()})
    pages = {rule.name: rule for rule in rules.ALL}
    for rule in described:
        assert pages[rule["id"]].page in rule["help"]["text"]
        assert "```yaml\n" in rule["help"]["markdown"]
        assert rule["shortDescription"]["text"] == pages[rule["id"]].summary


def test_a_log_of_sound_content_has_no_result(starter):
    result = starter.run("check", str(starter.root), "--format", "sarif")
    assert result.exit_code == 0
    SARIF.validate(json.loads(result.stdout))
    assert json.loads(result.stdout)["runs"][0]["results"] == []


def test_severities_are_levels():
    run = sarif([finding(severity=severity) for severity in Severity])
    assert sorted(result["level"] for result in run["results"]) == ["error", "note", "warning"]


def test_a_fix_is_an_edit_of_the_file():
    (result,) = sarif([finding(fix=Fix('"paper"', SPAN))])["results"]
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    assert change["artifactLocation"]["uri"] == SPAN.file
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 7, "startColumn": 9, "endLine": 7, "endColumn": 19},
            "insertedContent": {"text": '"paper"'},
        }
    ]


def test_nothing_is_filled_into_a_message_and_nothing_in_it_is_a_link():
    (result,) = sarif([finding(message="{0} and [a](javascript:b) and [@c]", hint="write `\\{`")])["results"]
    assert result["message"]["text"] == r"{{0}} and \[a](javascript:b) and [@c] (write `\{{`)"


@given(file=NAMES)
@example(file="content/a:b.yaml")
@example(file="javascript:alert(1).yaml")
@example(file='content/%2e%2e/"x y"?#.yaml')
def test_the_address_of_a_file_leads_to_it_and_to_nothing_else(file):
    (result,) = sarif([finding(Span(file))])["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uriBaseId"] == "%SRCROOT%"
    parts = urlsplit(place["uri"])
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(urljoin("file:///project/", place["uri"])) == f"file:///project/{file}"


@given(message=ANYTHING, hint=ANYTHING, file=ANYTHING)
def test_every_finding_makes_a_valid_log(message, hint, file):
    sarif([finding(Span(file), message, hint, fix=Fix(hint, SPAN))])


# JUnit


def test_a_report_has_a_suite_for_each_file_and_a_case_for_each_finding(broken):
    result = broken.check("--format", "junit")
    assert result.exit_code == 1
    root = etree.fromstring(result.stdout.encode())
    JUNIT.assertValid(root)
    assert [suite.get("name") for suite in root] == [
        "content/brief.yaml",
        "content/events.yaml",
        "content/project.yaml",
    ]
    assert cases(root)[-1] == ("content/project.yaml", "no findings", None)
    found = broken.findings()
    assert int(root.get("tests")) == len(found) + 1
    assert int(root.get("failures")) == sum(one["severity"] == "error" for one in found)
    for suite in root:
        assert int(suite.get("tests")) == len(suite)
        for outcome, count in (("failure", "failures"), ("skipped", "skipped")):
            assert int(suite.get(count)) == len(suite.findall(f"testcase/{outcome}"))


@pytest.mark.parametrize(
    ("strict", "outcomes"),
    [
        (False, {"error": "failure", "warning": "skipped", "advice": "skipped"}),
        (True, {"error": "failure", "warning": "failure", "advice": "skipped"}),
    ],
)
def test_what_fails_the_run_is_a_failure_and_the_rest_is_skipped(strict, outcomes):
    for severity, outcome in outcomes.items():
        root = junit([finding(severity=Severity(severity), hint="do so")], [], strict)
        assert [became for _, _, became in cases(root)] == [outcome]
        said = root[0][0][0]
        assert said.get("type") == "unknown-source"
        assert said.get("message") == f"{severity}: it is wrong"
        assert said.text == "content/events.yaml:7:9\nit is wrong\ndo so"


def test_a_project_without_findings_passes_every_file():
    root = junit([], ["b.yaml", "a.yaml"])
    assert cases(root) == [("a.yaml", "no findings", None), ("b.yaml", "no findings", None)]
    assert (root.get("tests"), root.get("failures")) == ("2", "0")


@given(message=ANYTHING, hint=ANYTHING, file=ANYTHING)
@example(message="\x00\x1b]]>", hint="</failure><!--", file="&\"'<\ufffe\ud800.yaml")
def test_every_finding_makes_a_valid_report(message, hint, file):
    root = junit([finding(Span(file), message, hint)], [file])
    assert len(cases(root)) == 1


def test_a_report_names_what_it_is_about_as_it_is():
    root = junit([finding(Span("a & <b> \"c\" '霍'.yaml"), "`<a>` & `b`")], [])
    assert cases(root)[0][:2] == ("a & <b> \"c\" '霍'.yaml", "1:1 unknown-source: `<a>` & `b`")


def test_a_report_is_utf8_whatever_the_terminal_is(broken, command):
    broken.write("content/events.yaml", "events: [{id: a, date: 2024, title: 霍, status: 霍}]\n")
    done = command("check", broken.root, "--format", "junit", PYTHONIOENCODING="latin-1")
    assert "`霍` is not one of the words" in done.stdout
