"""The next issue of a series, begun by `briefgen new brief`."""

from __future__ import annotations

import contextlib
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.build import checking, swap
from briefgen.build.project import find
from briefgen.dates import DateError, Day, Rhythm

ROOT = Path(__file__).parent.parent
PROJECT = "project: {series: Valley Watch, timezone: Europe/Vienna, handling: TLP:CLEAR}\n"
LEDGER = (
    PROJECT
    + """\
sources:
  - {id: paper, title: Paper, published: 2024-03-02, language: en, reliability: B}
events:
  - {id: dam, date: 2024-03-02, title: The dam leaks, status: reported, sources: [paper]}
assessments:
  - {id: flood, as_of: 2024-03-03, text: "It will {likely} flood by May.", likelihood: likely, confidence: low,
     because: One paper., basis: [dam], alternatives: [{text: No., why_less: No.}], would_change: [Frost.]}
  - {id: closed, as_of: 2024-03-03, text: "It will {likely} hold.", likelihood: likely, confidence: low,
     because: One paper., basis: [dam], alternatives: [{text: No., why_less: No.}], would_change: [Frost.]}
  - {id: closed, as_of: 2024-03-20, text: It held., because: One paper., basis: [dam], changed: It held.}
  - {id: later, as_of: 2024-03-27, text: "It will {likely} break.", likelihood: likely, confidence: low,
     because: One paper., basis: [dam], alternatives: [{text: No., why_less: No.}], would_change: [Frost.]}
forecasts:
  - {id: open, as_of: 2024-03-03, text: "It will {likely} be mended.", likelihood: likely, confidence: low,
     because: One paper., basis: [dam], by: 2024-05-01, judged_by: The paper says so.}
  - {id: came-out, as_of: 2024-03-03, text: "It will {likely} be seen.", likelihood: likely, confidence: low,
     because: One paper., basis: [dam], by: 2024-03-26, judged_by: The paper says so.,
     outcome: {result: occurred, on: 2024-03-26, because: [dam]}}
"""
)
ISSUE = """\
# yaml-language-server: $schema=../../briefgen.schema.json
# The first issue.
briefs:
  - id: valley-2024-03-25
    number: 12
    title: The dam leaks
    cutoff: 2024-03-25T08:00+01:00
    period: 2024-03-18/2024-03-25
    next: 2024-04-01
    handling: TLP:CLEAR
    select:
      categories: [dams]
      events:
        - dam

    # how it is drawn
    timeline: {lanes: category}
    state: final
    approved: {by: Desk, on: 2024-03-25T09:00+01:00}
    bottom_line: The dam leaks [@dam].
    highlights: [dam]
    sections:
      - {part: fact, title: "The dam, and more", text: "It leaks [@dam]."}
    judgements:
      - flood
      - closed
    forecasts: [open, came-out]
    trends: [{theatre: Valley, trend: unchanged, why: "It leaks [@dam]."}]
    gaps:
      - Who mends it.
"""


@pytest.fixture
def series(desk):
    desk.write("content/ledger.yaml", LEDGER.replace("status: reported", "status: reported, category: dams"))
    desk.write("content/briefs/valley-2024-03-25.yaml", ISSUE)
    return desk


def begin(desk, *words: str, width: int = 100):
    with contextlib.chdir(desk.root):
        return desk.run("new", "brief", "--from", *(words or ("valley-2024-03-25",)), COLUMNS=str(width))


def begun(desk, name: str = "valley-2024-04-01") -> dict:
    return yaml.load((desk.root / f"content/briefs/{name}.yaml").read_text("utf-8"), yaml.BaseLoader)["briefs"][0]


# What follows from the issue before


def test_id_number_period_cutoff_and_due_date_are_rolled_forward_and_nothing_is_found_wrong(series):
    found = {one["message"] for one in series.findings()}
    result = begin(series)
    assert result.exit_code == 0, result.output
    made = begun(series)
    assert made["id"] == "valley-2024-04-01"
    assert made["number"] == "13"
    assert made["cutoff"] == "2024-04-01T08:00+02:00", "eight o'clock, though summer time began on 31 March"
    assert made["period"] == "2024-03-25/2024-04-01"
    assert made["next"] == "2024-04-08"
    assert made["state"] == "draft"
    assert made["select"] == {"categories": ["dams"], "events": ["dam"]}
    assert made["timeline"] == {"lanes": "category"}
    assert not {"approved", "bottom_line", "highlights", "sections", "trends", "gaps"} & made.keys()
    assert {one["message"] for one in series.findings()} == found
    assert series.build("--to", "json", "--brief", "valley-2024-04-01").exit_code == 0


def test_what_is_still_open_is_carried_on_and_what_ended_or_is_new_is_named(series):
    result = begin(series)
    made = begun(series)
    assert made["judgements"] == ["flood"]
    assert made["forecasts"] == ["open"]
    text = (series.root / "content/briefs/valley-2024-04-01.yaml").read_text()
    assert "    # Ended since `valley-2024-03-25`: closed\n" in text
    assert "    # New since then, to be added where they belong here: later\n" in text
    assert "    forecasts: [open]\n" in text
    assert "    judgements:\n      - flood\n" in text
    assert "  ended since valley-2024-03-25: closed, came-out\n" in result.stdout


def test_the_texts_are_left_to_be_written_with_prompts(series):
    begin(series)
    text = (series.root / "content/briefs/valley-2024-04-01.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=../../briefgen.schema.json\n# Issue 13 after")
    for line in ("# bottom_line:", '#   - {part: fact, title: "The dam, and more"}', "#   - Who mends it.",
                 "#   - {theatre: Valley, trend: , why: }", "# highlights:"):  # fmt: skip
        assert f"    {line}\n" in text
    assert "It leaks" not in text
    assert "how it is drawn" not in text


def test_what_is_not_known_is_wrapped_and_stays_yaml(series):
    path = series.root / "content/briefs/valley-2024-03-25.yaml"
    gaps = ["Who mends it - and how: the \\ and the # both. " * 4, "Whether those who live below it were told. " * 5]
    path.write_text(ISSUE.replace("- Who mends it.", "- " + "\n      - ".join(json.dumps(each) for each in gaps)))
    assert begin(series).exit_code == 0
    lines = (series.root / "content/briefs/valley-2024-04-01.yaml").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= 120
    listed = [line.replace("# ", "", 1) for line in lines[lines.index("    # gaps:") :]]
    assert yaml.safe_load("\n".join(listed)) == {"gaps": [each.strip() for each in gaps]}


@pytest.mark.parametrize(("terminal", "width"), [(80, 80), (60, 60), (200, 100)])
def test_what_it_says_is_as_wide_as_the_terminal_and_a_hundred_at_most(series, terminal, width):
    said = begin(series, width=terminal).stdout.splitlines()
    assert width - 20 < max(map(len, said)) <= width


def test_it_has_the_indentation_and_the_line_ends_of_the_issue_before(series):
    path = series.root / "content/briefs/valley-2024-03-25.yaml"
    text = ISSUE.replace("\n    ", "\n").replace("  - id", "- id", 1)
    text = "\n".join(f"   {line}" if index > 3 and line else line for index, line in enumerate(text.split("\n")))
    text = text.replace("- id: valley", "-  id: valley")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert begin(series).exit_code == 0
    made = (series.root / "content/briefs/valley-2024-04-01.yaml").read_bytes()
    assert made.count(b"\n") == made.count(b"\r\n")
    assert b"\r\n-  id: valley-2024-04-01\r\n   number: 13\r\n" in made
    assert begun(series)["select"] == {"categories": ["dams"], "events": ["dam"]}


def test_an_id_that_ends_in_a_number_gets_the_next(series):
    path = series.write("content/briefs/weekly.yaml", ISSUE.replace("valley-2024-03-25", "weekly-009"))
    (path.parent / "valley-2024-03-25.yaml").unlink()
    assert begin(series, "weekly-009").exit_code == 0
    assert begun(series, "weekly-010")["id"] == "weekly-010"


def test_lists_that_name_nothing_stay_away(series):
    text = ISSUE.partition("    judgements:")[0]
    series.write("content/briefs/valley-2024-03-25.yaml", text)
    begin(series)
    assert not {"judgements", "forecasts"} & begun(series).keys()


# The rhythm


@pytest.mark.parametrize(
    ("rhythm", "cutoff", "period", "due"),
    [
        ("daily", "2024-03-26T08:00+01:00", "2024-03-25/2024-03-26", "2024-03-27"),
        ("weekly", "2024-04-01T08:00+02:00", "2024-03-25/2024-04-01", "2024-04-08"),
        ("every second Monday", "2024-04-08T08:00+02:00", "2024-03-25/2024-04-08", "2024-04-22"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2024-04-08T08:00+02:00", "2024-03-25/2024-04-08", "2024-04-22"),
        ("every Monday and Thursday", "2024-03-28T08:00+01:00", "2024-03-25/2024-03-28", "2024-04-01"),
        ("monthly", "2024-04-25T08:00+02:00", "2024-03-25/2024-04-25", "2024-05-25"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2024-03-29T08:00+01:00", "2024-03-25/2024-03-29", "2024-04-26"),
    ],
)
def test_a_project_says_its_rhythm(series, rhythm, cutoff, period, due):
    series.write("content/ledger.yaml", LEDGER.replace("TLP:CLEAR}", f"TLP:CLEAR, rhythm: {rhythm}}}", 1)
                 .replace("status: reported", "status: reported, category: dams"))  # fmt: skip
    result = begin(series)
    assert f"  dates by the rhythm of the project, {rhythm}\n" in result.stdout
    made = begun(series, f"valley-{cutoff[:10]}")
    assert (made["cutoff"], made["period"], made["next"]) == (cutoff, period, due)


def test_without_a_rhythm_it_says_what_was_assumed(series):
    path = series.root / "content/briefs/valley-2024-03-25.yaml"
    assert "7 days on, for `valley-2024-03-25` announces the next issue so (`rhythm:`" in begin(series).stdout
    (path.parent / "valley-2024-04-01.yaml").unlink()
    path.write_text(ISSUE.replace("    next: 2024-04-01\n", ""))
    assert "7 days on, the length of the period of `valley-2024-03-25`" in begin(series).stdout
    (path.parent / "valley-2024-04-01.yaml").unlink()
    series.write("content/briefs/before.yaml", "briefs: [{id: before, title: B, cutoff: 2024-03-15T08:00+01:00, "
                                               "period: 2024-03-07/2024-03-15}]\n")  # fmt: skip
    assert "10 days on, as `valley-2024-03-25` came after `before`" in begin(series).stdout
    assert begun(series, "valley-2024-04-04")["period"] == "2024-03-25/2024-04-04"
    assert "next" not in begun(series, "valley-2024-04-04")


@pytest.mark.parametrize(
    ("cutoff", "period", "rolled"),
    [
        ("2024-03-25", "2024-03-19/2024-03-25", "2024-03-26/2024-04-01"),
        ("2024-03-25T06:00+01:00", "2024-03-18/2024-03-24", "2024-03-25/2024-03-31"),
        ("2024-03-25T08:00Z", "2024-03-25", "2024-04-01"),
    ],
)
def test_periods_follow_one_another_without_a_gap(series, cutoff, period, rolled):
    text = ISSUE.replace("2024-03-25T08:00+01:00", cutoff, 1).replace("2024-03-18/2024-03-25", period)
    text = text.replace("on: 2024-03-25T09:00+01:00", "on: 2024-03-26")
    series.write("content/briefs/valley-2024-03-25.yaml", text)
    assert begin(series).exit_code == 0
    assert begun(series)["period"] == rolled


def test_a_period_that_always_starts_on_the_same_day_goes_on_to(series):
    series.write("content/briefs/before.yaml", "briefs: [{id: before, title: B, cutoff: 2024-03-18T08:00+01:00, "
                                               "period: 2024-03-01/2024-03-18}]\n")  # fmt: skip
    text = ISSUE.replace("2024-03-18/2024-03-25", "2024-03-01/2024-03-25")
    series.write("content/briefs/valley-2024-03-25.yaml", text)
    begin(series)
    assert begun(series)["period"] == "2024-03-01/2024-04-01"


@pytest.mark.parametrize("text", ["sometimes", "FREQ=SECONDLY", "FREQ=WEEKLY;COUNT=3", "every 0 days", "weekly;",
                                  "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=DAILY;FREQ=DAILY",
                                  "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "INTERVAL=2", "every",
                                  "FREQ=YEARLY;BYSETPOS=9"])  # fmt: skip
def test_what_is_no_rhythm_is_told_with_an_example(series, text):
    with pytest.raises(DateError, match="write `daily`"):
        Rhythm.parse(text)
    path = series.root / "content/ledger.yaml"
    path.write_text(path.read_text().replace("TLP:CLEAR}", f'TLP:CLEAR, rhythm: "{text}"}}', 1))
    assert [one["rule"] for one in series.findings()] == ["wrong-value"]


@given(
    st.sampled_from(["daily", "weekly", "fortnightly", "monthly", "quarterly", "every weekday", "every 3 weeks",
                     "every Monday and Thursday", "FREQ=MONTHLY;BYDAY=2TU"]),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)  # fmt: skip
def test_the_next_issue_comes_later_and_soon(rhythm, day):
    after = Rhythm.parse(rhythm).after(Day(day.year, day.month, day.day))
    assert timedelta(0) < date(*after) - day < timedelta(100)


def test_a_month_that_is_too_short_is_not_passed_over():
    assert Rhythm.parse("monthly").after(Day(2024, 1, 31)) == Day(2024, 2, 29)


# What is refused


def test_no_file_and_no_record_is_overwritten(series):
    assert begin(series).exit_code == 0
    path = series.root / "content/briefs/valley-2024-04-01.yaml"
    old = path.read_bytes()
    result = begin(series)
    assert result.exit_code == 1
    assert "there is a record `valley-2024-04-01` already" in result.stderr
    assert "the last issue is `valley-2024-04-01`: begin from that" in result.stderr
    path.write_text("# mine\nactors: []\n")
    assert "`content/briefs/valley-2024-04-01.yaml` exists already" in begin(series).stderr
    assert path.read_text() == "# mine\nactors: []\n"
    path.write_bytes(old)


def test_a_file_that_appears_meanwhile_is_not_overwritten(series, monkeypatch):
    write, path = swap.write, series.root / "content/briefs/valley-2024-04-01.yaml"

    def meanwhile(aside: Path, data: bytes) -> None:
        write(aside, data)
        path.write_text("# mine\n")

    monkeypatch.setattr(swap, "write", meanwhile)
    assert "exists already" in begin(series).stderr
    assert path.read_text() == "# mine\n"
    assert len(list(path.parent.iterdir())) == 2


def test_a_flash_update_and_a_project_of_one_file_have_no_next_issue(desk):
    desk.write("content/all.yaml", LEDGER + "briefs: [{id: flash-1, kind: flash, title: F, cutoff: 2024-03-04, "
                                            "period: 2024-03-03, select: {events: [dam]}}]\n")  # fmt: skip
    assert "stands alone" in begin(desk, "flash-1").stderr
    desk.write("all.yaml", LEDGER + "briefs: [{id: one-1, title: F, cutoff: 2024-03-04, period: 2024-03-03}]\n")
    assert "put it into a folder `content/` first" in begin(desk, "one-1", "all.yaml").stderr


def test_an_unknown_issue_and_a_project_with_errors(series):
    assert (
        "there is no brief `valley-2024-03-26`; did you mean `valley-2024-03-25`?"
        in begin(series, "valley-2024-03-26").stderr
    )
    series.write("content/more.yaml", "events: [{id: x, date: 2024, title: T, sources: [nobody]}]\n")
    result = begin(series)
    assert result.exit_code == 1
    assert "no source has the id `nobody`" in result.stderr
    assert "Nothing was written." in result.stderr
    assert len(list((series.root / "content/briefs").iterdir())) == 1


# `new` still starts projects


def test_a_project_can_be_called_brief(desk, monkeypatch):
    monkeypatch.chdir(desk.root)
    assert desk.run("new", "./brief").exit_code == 0
    assert (desk.root / "brief/content/project.yaml").exists()
    assert "Missing option '--from'" in desk.run("new", "brief").stderr
    assert desk.run("new", "briefs").exit_code == 0
    assert desk.run("new", "project").exit_code == 0


# Real series


def test_the_next_issue_of_the_sample_and_of_a_new_project(desk, starter):
    shutil.copytree(ROOT / "content", desk.root / "content")
    before = checking.check(find(desk.root))
    assert begin(desk, "syria-2024-12-22").exit_code == 0
    after = checking.check(find(desk.root))
    assert len(after.findings) == len(before.findings)
    made = after.dossier.briefs["syria-2024-12-29"]
    assert (made.number, made.next.text) == (5, "2025-01-05")
    shutil.copytree(starter.root, desk.root / "valley")
    assert begin(desk, "valley-1", "valley").exit_code == 0
    found = checking.check(find(desk.root / "valley"))
    assert "valley-2" in found.dossier.briefs
    assert found.count("error") == 0
