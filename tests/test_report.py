"""Findings as people, editors and continuous integration see them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefgen import report
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.spans import Span

EVENTS = (
    """\
events:
  - id: homs-taken
    date: 2024-12-07
    title: الاستيلاء على مدينة حمص و北京 in one [@nobody]
    sources:
      - sana-1207
      - sanna-1208
    text: >
      The army left Hama on 5 December.
      It said that its units had redeployed.
      Nobody confirmed it.
      Nobody denied it.
    category:\tterritorial-contrl
    conflicts: """
    + "The sources disagree about the hour. " * 6
    + "One says [@nowhere]. "
    + "Another says nothing. " * 6
    + "\n"
)
TEXTS = {"content/events.yaml": EVENTS, "content/empty.yaml": "", "content/project.yaml": "project: {series: S}\n"}


def at(line: int, words: str, file: str = "content/events.yaml") -> Span:
    """Where some words stand in a line of a file."""
    column = TEXTS[file].split("\n")[line - 1].index(words) + 1
    return Span(file, line, column, line, column + len(words))


def finding(
    span: Span, message: str = "it is wrong", hint: str | None = None, severity: Severity = Severity.ERROR
) -> Diagnostic:
    return Diagnostic("some-rule", severity, message, hint, span)


FINDINGS = [
    finding(at(13, "territorial-contrl"), "this category is used once", severity=Severity.ADVICE),
    finding(
        at(7, "sanna-1208"), "no source has the id `sanna-1208`", "did you mean `sana-1208`?", severity=Severity.WARNING
    ),
    finding(at(4, "@nobody"), "no record has the id `nobody`", "the nearest in look is `noboru`"),
    finding(
        at(14, "@nowhere"),
        "no record has the id `nowhere`, although the text cites it in a place where readers would want to look it up",
        "cite the source that says so, or an event that cites it, or leave the sentence out of the account altogether",
    ),
    finding(Span("content/events.yaml", 8, 11, 12, 24), "this text cites nothing", "cite what it rests on"),
    finding(Span("content/events.yaml", 6, 9, 7, 19), "these are one witness"),
    finding(Span("content/empty.yaml"), "the file is empty", "write a section such as `events:`, or delete the file"),
    finding(Span("output/gone.md", 3, 1, 3, 5), "a place in a file that nobody can show", "look there"),
]


def test_a_reader_sees_the_lines_the_carets_and_the_hints(golden: Callable[[str, str], None]) -> None:
    golden("report.txt", report.text(FINDINGS, TEXTS, colour=False, width=88))


def test_a_narrow_terminal_shows_the_same_in_less_room(golden: Callable[[str, str], None]) -> None:
    golden("report-narrow.txt", report.text(FINDINGS, TEXTS, colour=False, width=50))


def test_colour_changes_nothing_but_the_colour() -> None:
    plain, coloured = (report.text(FINDINGS, TEXTS, colour, 88) for colour in (False, True))
    assert coloured != plain
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_findings_stand_in_the_order_of_files_and_lines() -> None:
    shown = report.text(reversed(FINDINGS), TEXTS, colour=False, width=88)
    places = re.findall(r"^  (\S+):(\d+):(\d+)$", shown, re.MULTILINE)
    in_order = [(file, int(line), int(column)) for file, line, column in places]
    assert len(in_order) == len(FINDINGS)
    assert in_order == sorted(in_order)
    assert shown == report.text(FINDINGS, TEXTS, colour=False, width=88)


@pytest.mark.parametrize(
    ("severities", "files", "said"),
    [
        ([], 12, "No findings in 12 files."),
        ([], 1, "No findings in 1 file."),
        (["error"], 1, "1 error, in 1 file."),
        (["error", "warning", "error"], 2, "2 errors, 1 warning, in 2 files."),
        (["advice"], 1, "1 piece of advice, in 1 file."),
        (["warning", "warning", "advice", "advice"], 2, "2 warnings, 2 pieces of advice, in 2 files."),
        (["error"] * 1200, 3, "1,200 errors, in 3 files."),
    ],
)
def test_the_last_line_counts(severities: list[str], files: int, said: str) -> None:
    names = [f"{number}.yaml" for number in range(files)]
    found = [
        finding(Span(names[number % files]), severity=Severity(severity)) for number, severity in enumerate(severities)
    ]
    shown = report.text(found, dict.fromkeys(names, ""), colour=False, width=80)
    assert shown.splitlines()[-1] == said


STRETCH = "STRETCH"
AROUND = st.text(
    st.sampled_from(" ab:-[]'\t\x1b\x00\x85\u200d\u200f\u202e\u0301éßżЖحمصگ北京정😀👩🇸🇾\U000e0001\u2028")
    | st.characters(),
    max_size=120,
).map(lambda text: text.replace("\n", " ").replace(STRETCH, ""))


@given(before=AROUND, after=AROUND, width=st.integers(40, 120))
@example(before="\t- 北京 حمص ", after="", width=80)
@example(before="北" * 100, after="京" * 100, width=41)
@example(before="👨\u200d👩\u200d👧 ", after="", width=80)
def test_carets_stand_under_the_words_they_mean(before: str, after: str, width: int) -> None:
    span = Span("a.yaml", 1, len(before) + 1, 1, len(before) + 1 + len(STRETCH))
    rows = report.text([finding(span)], {"a.yaml": before + STRETCH + after}, colour=False, width=width).split("\n")
    code, carets = rows[2], rows[3]
    assert cell_len(carets[: carets.index("^")]) == cell_len(code[: code.index(STRETCH)])
    assert carets.count("^") == len(STRETCH)
    assert cell_len(code) <= width


@given(line=AROUND, start=st.integers(1, 200), length=st.integers(0, 200), lines=st.integers(0, 6))
def test_every_place_can_be_shown(line: str, start: int, length: int, lines: int) -> None:
    span = Span("a.yaml", 2, start, 2 + lines, start + length)
    shown = report.text([finding(span, hint="do so")], {"a.yaml": f"\n{line}\n" * 3}, colour=False, width=60)
    assert "do so" in shown


ANYTHING = st.text(st.characters(), max_size=60) | st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Co"]))


def hidden(text: str) -> set[str]:
    """The characters of a text that a terminal would act upon rather than show."""
    joiners = {"\u200c", "\u200d"}
    return {char for char in text if unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} and char != "\n"} | {
        char for char in text if unicodedata.bidirectional(char) in {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI"}
    } - joiners


@given(message=ANYTHING, hint=ANYTHING, file=ANYTHING, line=ANYTHING)
@example(message="\x1b[31mred\x07", hint="\x9b31m", file="\u202ecod.yaml", line="\x1b]0;title\x07 \r\b")
def test_nothing_in_a_text_steers_the_terminal(message: str, hint: str, file: str, line: str) -> None:
    found = [finding(Span(file, 1, 1, 1, 2), message, hint)]
    assert not hidden(report.text(found, {file: line}, colour=False, width=80))
    coloured = report.text(found, {file: line}, colour=True, width=80)
    assert not hidden(re.sub(r"\x1b\[[0-9;]*m", "", coloured))
    assert not hidden(report.as_json(found))
    assert not hidden(report.as_github(found))


def test_a_very_long_line_is_shown_where_it_matters() -> None:
    line = "x" * 40_000 + " WRONG " + "y" * 40_000
    span = Span("a.yaml", 1, 40_002, 1, 40_007)
    shown = report.text([finding(span)], {"a.yaml": line}, colour=False, width=80)
    assert "… " not in shown
    assert "x WRONG y" in shown
    assert len(shown) < 400


def test_lines_that_end_as_on_windows_are_shown_without_their_end() -> None:
    span = Span("a.yaml", 2, 6, 2, 10)
    shown = report.text([finding(span, hint="do so")], {"a.yaml": "one: 1\r\ntwo: 3333\r\n"}, colour=False, width=80)
    assert "    1 │ one: 1\n    2 │ two: 3333\n      │      ^^^^ do so\n" in shown


def test_editors_get_a_list_of_objects() -> None:
    (first, *_) = json.loads(report.as_json([FINDINGS[2]]))
    assert first == {
        "rule": "some-rule",
        "severity": "error",
        "message": "no record has the id `nobody`",
        "hint": "the nearest in look is `noboru`",
        "file": "content/events.yaml",
        "line": 4,
        "column": 48,
        "end_line": 4,
        "end_column": 55,
        "fix": None,
    }
    assert json.loads(report.as_json([])) == []
    assert json.loads(report.as_json([FINDINGS[0]]))[0]["hint"] is None


def test_editors_get_every_character_back() -> None:
    message = 'a "quoted" \\ \x1b\x7f\x85 \u202e حمص 😀'
    assert json.loads(report.as_json([finding(Span("a.yaml"), message)]))[0]["message"] == message


def test_a_pull_request_shows_findings_at_their_lines() -> None:
    assert report.as_github(FINDINGS[:3]) == (
        "::error file=content/events.yaml,line=4,col=48,endLine=4,endColumn=55,title=some-rule::"
        "no record has the id `nobody`%0Athe nearest in look is `noboru`\n"
        "::warning file=content/events.yaml,line=7,col=9,endLine=7,endColumn=19,title=some-rule::"
        "no source has the id `sanna-1208`%0Adid you mean `sana-1208`?\n"
        "::notice file=content/events.yaml,line=13,col=15,endLine=13,endColumn=33,title=some-rule::"
        "this category is used once\n"
    )
    assert report.as_github([]) == ""


@given(
    message=st.text(st.sampled_from("%:,\r\n a0AD"), min_size=1), file=st.text(st.sampled_from("%:,=. a2C"), min_size=1)
)
def test_no_message_breaks_out_of_its_workflow_command(message: str, file: str) -> None:
    (command,) = report.as_github([finding(Span(file), message)]).splitlines()
    properties, _, said = command.removeprefix("::error ").partition("::")
    assert unquote(said) == message
    assert unquote(properties.partition(",")[0]) == f"file={file}"
    assert len(properties.split(",")) == 6
