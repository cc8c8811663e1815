"""An issue that went out can be made again as it was, and the ledger is held against what it printed."""

import hashlib
import shutil
from pathlib import Path

import pytest
from conftest import HEAD, Desk

LEDGER = """
sources:
  - {id: log, title: Grid operator's log, published: 2024-03-01, language: en, reliability: B, why: It keeps it.}
  - {id: paper, title: Valley paper, published: 2024-03-05, language: en, reliability: C, why: Local.}
places:
  - {id: valley, name: Valley}
events:
  - {id: outage, date: 2024-03-01, title: Power fails in two towns, text: It says so., sources: [log], place: valley}
  - {id: unread, date: 2023-01-01, title: Long before, sources: [log]}
forecasts:
  - id: back
    text: Power will be back by Friday.
    likelihood: likely
    confidence: low
    because: One log.
    basis: [outage]
    by: 2024-03-08
    judged_by: The log.
    indicators: [{id: crews, text: Crews at work}, {id: parts, text: Parts come in}]
briefs:
  - id: first
    title: Outage
    cutoff: 2024-03-02
    period: 2024-03-01/2024-03-02
    state: final
    approved: {by: Head of desk, on: 2024-03-02}
    forecasts: [back]
    sections: [{part: fact, title: The valley, file: valley.md}]
"""

REVISION = "  - {id: outage, as_of: 2024-03-04, date: 2024-03-01, title: In three, sources: [log], place: valley}\n"


@pytest.fixture
def grid(desk):
    """A project with a brief that is ready to go out, and rules of practice off."""
    desk.write("content/project.yaml", HEAD)
    desk.write("content/ledger.yaml", LEDGER)
    desk.write("content/valley.md", "Two towns are dark [@outage].\n")
    return desk


@pytest.fixture
def issued(grid):
    result = issue(grid)
    assert result.exit_code == 0, result.output
    return grid


def issue(desk: Desk, *words: str, brief: str = "first"):
    return desk.run("issue", brief, str(desk.root), *words)


def changed(desk: Desk, old: str, new: str, file: str = "content/ledger.yaml") -> None:
    path = desk.root / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def edited(desk: Desk) -> list[tuple[str, int, str]]:
    """What is found to have been edited in place: the file, the line and the message."""
    return [
        (each["file"], each["line"], each["message"]) for each in desk.findings() if each["rule"] == "edited-in-place"
    ]


def seal(desk: Desk) -> Path:
    return desk.root / "content" / "issued" / "first.yaml"


def test_a_seal_says_what_was_printed_and_what_went_out(issued):
    text = seal(issued).read_text("utf-8")
    pdf = (issued.root / "output" / "first" / "first.pdf").read_bytes()
    assert f'pdf: "{hashlib.sha256(pdf).hexdigest()}"' in text
    for id_ in ("first", "outage", "unread", "log", "valley", "back"):
        assert f"{{id: {id_}, revision: 1, sha256: " in text
    assert "paper" not in text
    assert "content/valley.md" in text
    assert edited(issued) == []
    assert "is the same, byte for byte" in issue(issued).stdout


def test_an_issue_that_goes_out_is_in_the_archive(issued):
    out = issued.root / "output"
    assert "first/first.html" in (out / "site_pages" / "feed.xml").read_text("utf-8")
    assert "site_pages/chronology.html" in (out / "index.html").read_text("utf-8")


def test_an_edit_in_place_is_found_where_it_was_made(issued):
    changed(issued, "in two towns", "in three towns")
    ((file, line, message),) = edited(issued)
    assert (file, line) == ("content/ledger.yaml", 8)
    assert "`outage` says something else than when `first` was issued" in message
    result = issue(issued)
    assert result.exit_code == 1
    assert "its PDF is another" in result.stderr
    assert "`outage` (1) says something else" in result.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Grid operator's log", "The grid operator's log"),
        ("name: Valley}", "name: The Valley}"),
        ("likelihood: likely", "likelihood: very-likely"),
        ("title: Outage", "title: Blackout"),
        ("text: Crews at work", "text: Crews are seen"),
    ],
)
def test_every_kind_of_record_that_was_printed_is_watched(issued, old, new):
    changed(issued, old, new)
    assert len(edited(issued)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    indicators:", "    outcome: {result: occurred, on: 2024-03-07, because: [outage]}\n    indicators:"),
        ("title: Power fails in two towns, text: It says so., sources: [log]",
         "title: Power fails in two towns, text: It says so., sources: [log, paper]"),
        ("title: Power fails in two towns,", "title: Power fails in two towns, translations: {fr: {title: Panne}},"),
        ("title: Power fails in two towns,", "title:   Power fails\n      in two towns,"),
        ("  - {id: unread", "  # a note\n  - {id: unread"),
        ("reliability: B, why: It keeps it.}", "why: It keeps it., reliability: B}"),
        ("  - {id: unread", f"{REVISION}  - {{id: unread"),
    ],
    ids=["outcome", "later source", "other language", "layout", "comment", "order of keys", "revision"],
)  # fmt: skip
def test_what_the_issue_did_not_know_may_be_added_and_it_is_made_as_before(issued, old, new):
    changed(issued, old, new)
    assert edited(issued) == []
    result = issue(issued)
    assert "is the same, byte for byte" in result.stdout, result.output


def test_a_record_that_is_gone_is_named_in_the_seal(issued):
    changed(issued, "  - {id: valley, name: Valley}", "  - {id: vale, name: Vale}")
    changed(issued, "place: valley", "place: vale")
    messages = [message for file, _, message in edited(issued) if file == "content/issued/first.yaml"]
    assert messages == ["`valley`, which `first` printed, is gone since that was issued"]


@pytest.mark.parametrize("what", ["outage, as_of: 2024-03-02", "towns"])
def test_what_is_written_later_cannot_have_been_known(issued, what):
    later = f"  - {{id: {what}, date: 2024-03-01, title: In three, sources: [log], place: valley}}\n"
    changed(issued, "  - {id: unread", f"{later}  - {{id: unread")
    ((_, line, message),) = edited(issued)
    assert line == 9
    assert "was written after `first` was issued, and would have been known to it" in message
    assert f"`{what.partition(',')[0]}` (" in issue(issued).stderr


def test_a_source_that_is_graded_anew_as_if_it_had_been_then_is_found(issued):
    regraded = "  - {id: log, as_of: 2024-03-02, title: Grid operator's log, published: 2024-03-01, language: en}\n"
    changed(issued, "  - {id: paper", f"{regraded}  - {{id: paper")
    ((_, line, message),) = edited(issued)
    assert (line, "`log` was written after `first` was issued" in message) == (4, True)


def test_a_source_of_an_earlier_day_that_was_found_later_is_no_edit(issued):
    found = "  - {id: radio, title: Radio, published: 2024-03-01, language: en}\n"
    changed(issued, "  - {id: paper", f"{found}  - {{id: paper")
    assert edited(issued) == []


def test_a_page_that_would_be_another_does_not_take_the_place_of_the_one_that_went_out(issued):
    pdf = issued.root / "output" / "first" / "first.pdf"
    before = pdf.read_bytes()
    changed(issued, "series: Test Watch", "series: Watch of tests", "content/project.yaml")
    result = issue(issued)
    assert result.exit_code == 1
    assert "the project's settings were changed since" in result.stderr
    assert pdf.read_bytes() == before
    assert issue(issued, "--again").exit_code == 0
    assert pdf.read_bytes() != before


def test_of_a_confidential_source_that_is_watched_which_readers_are_told(grid):
    changed(grid, "reliability: B, why: It keeps it.}", "reliability: B, why: It keeps it., confidential: true}")
    assert issue(grid).exit_code == 0
    changed(grid, "title: Grid operator's log", "title: The log of the grid's operator")
    assert edited(grid) == []
    assert "is the same, byte for byte" in issue(grid).stdout
    changed(grid, "why: It keeps it.", "why: It kept it.")
    assert [line for _, line, _ in edited(grid)] == [3]


def test_the_text_of_a_section_is_watched_too(issued):
    changed(issued, "Two towns", "Three towns", "content/valley.md")
    ((file, _, message),) = edited(issued)
    assert file == "content/issued/first.yaml"
    assert message == "`content/valley.md`, which `first` printed, was changed since that was issued"


def test_a_change_that_is_meant_is_sealed_again(issued):
    changed(issued, "in two towns", "in three towns")
    assert issue(issued, "--again").exit_code == 0
    assert edited(issued) == []
    assert "is the same, byte for byte" in issue(issued).stdout


@pytest.mark.parametrize("state", ["draft", "review"])
def test_only_what_is_final_goes_out(grid, state):
    changed(grid, "state: final", f"state: {state}")
    result = issue(grid)
    assert result.exit_code == 1
    assert f"`first` is not final: its state is {state}" in result.stderr
    assert not (grid.root / "output").exists()


def test_nothing_goes_out_with_errors(grid):
    changed(grid, "basis: [outage]", "basis: [outrage]")
    result = issue(grid)
    assert result.exit_code == 1
    assert result.stderr.endswith("Nothing was issued.\n")
    assert not seal(grid).parent.exists()


def test_a_name_that_no_brief_has_is_wrong_use(grid):
    result = issue(grid, brief="frist")
    assert (result.exit_code, "did you mean `first`?" in result.stderr) == (2, True)
    assert "known here: first" in issue(grid, brief="quite-another").stderr


def test_a_seal_that_cannot_be_written_says_so(grid):
    (grid.root / "content" / "issued").write_text("a file in the way")
    result = issue(grid)
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_pdf_that_is_gone_is_made_again(issued):
    shutil.rmtree(issued.root / "output")
    assert "is the same, byte for byte" in issue(issued).stdout
    assert (issued.root / "output" / "first" / "first.pdf").is_file()


def test_a_pdf_that_is_gone_and_would_be_another_is_not_made_again(issued):
    shutil.rmtree(issued.root / "output")
    issued.write("templates/default/tokens.css", ":root { --ink: #102030; }\n")
    result = issue(issued)
    assert result.exit_code == 1
    assert "the theme `default` was changed since" in result.stderr
    assert "first is not there, and nothing was written" in result.stderr
    assert not (issued.root / "output").exists()


def test_a_single_file_has_no_place_for_a_seal(grid):
    result = grid.run("issue", "first", str(grid.root / "content" / "ledger.yaml"))
    assert result.exit_code == 2
    assert "start a project" in result.stderr
