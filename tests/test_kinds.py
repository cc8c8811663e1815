"""Kinds of report: the same parts and rules, in another order and with other omissions."""

from __future__ import annotations

import pytest

LEDGER = """
project: {series: Grid Watch, timezone: Europe/Oslo, handling: TLP:CLEAR}
sources:
  - {id: log, title: The operator's log, publisher: Grid operator, published: 2024-03-01, reliability: B}
  - {id: paper, title: The paper, publisher: The Paper, published: 2024-03-02, reliability: C}
actors: [{id: grid, name: Grid operator}]
events:
  - {id: outage, date: 2024-03-01, title: Power fails, actors: [grid], sources: [log]}
  - {id: repair, date: 2024-03-02, title: Power is back, sources: [paper], order: {after: [storm]}}
  - {id: storm, date: 2024-02-20, title: A storm comes in, sources: [log]}
  - {id: aside, date: 2024-03-02, title: A fair opens, sources: [paper]}
assessments:
  - {id: lasting, text: "The repair will {likely} last.", likelihood: likely, confidence: low, because: One report.,
     basis: [repair]}
"""
BRIEF = "{{id: {id}, kind: {kind}, title: A report, cutoff: 2024-03-0{day}, period: 2024-03-01/2024-03-0{day}{more}}}"


@pytest.fixture
def report(desk):
    """The data of the last of the briefs, each given as its kind and what more it says."""

    def made(*briefs: tuple[str, str]) -> dict:
        lines = [
            "  - " + BRIEF.format(id=f"b{day}", kind=kind, day=day, more=more)
            for day, (kind, more) in enumerate(briefs, 2)
        ]
        desk.write("content/all.yaml", LEDGER + "briefs:\n" + "\n".join(lines) + "\n")
        return desk.briefing(f"b{len(briefs) + 1}")

    return made


def ids(records: list[dict]) -> list[str]:
    return [record["id"] for record in records]


def test_a_situation_report_holds_all_of_its_period_and_every_judgement(report):
    data = report(("sitrep", ""))
    assert data["brief"]["kind"] == "sitrep"
    assert (ids(data["chronology"]), ids(data["judgements"])) == (["outage", "aside", "repair"], ["lasting"])


def test_a_flash_update_holds_the_event_it_is_of_and_its_sources_and_no_annex(report):
    data = report(("flash", ", select: {events: [outage]}"))
    assert (ids(data["chronology"]), ids(data["judgements"])) == (["outage"], [])
    assert (ids(data["sources"]), data["actors"], data["source_summary"]) == (["log"], [], [])


def test_a_flash_update_of_two_pages_is_told_and_one_of_one_is_not(desk):
    for times, told in ((1, False), (150, True)):
        words = "The operator says that the line failed. " * times
        ledger = LEDGER.replace("title: Power fails", f"title: Power fails, text: '{words}'", 1)
        flash = BRIEF.format(id="now", kind="flash", day=5, more=", select: {events: [outage]}")
        desk.write("content/all.yaml", f"{ledger}briefs:\n  - {flash}\n")
        result = desk.build("--to", "pdf", "--brief", "now")
        assert result.exit_code == 0
        assert ("the flash update now has 2 pages" in result.stderr) == told


def test_a_flash_update_holds_a_judgement_that_it_names(report):
    data = report(("flash", ", select: {events: [repair]}, judgements: [lasting]"))
    assert ids(data["judgements"]) == ["lasting"]


def test_a_timeline_holds_no_judgement_unless_asked(report):
    data = report(("timeline", ""))
    assert (ids(data["chronology"]), data["judgements"]) == (["outage", "aside", "repair"], [])


def test_an_assessment_holds_the_events_that_its_judgements_rest_on_and_numbers_them(report):
    data = report(("assessment", ", highlights: [storm]"))
    assert [(each["id"], each["label"]) for each in data["chronology"]] == [("storm", "E1"), ("repair", "E2")]
    assert data["background"] == []


def test_what_an_event_follows_in_order_is_no_background_for_no_page_says_it(report):
    assert report(("sitrep", ""))["background"] == []


def test_an_issue_is_held_against_the_one_before_of_its_kind(report):
    sitrep = ("sitrep", ", number: 1")
    flash = ("flash", ", number: 1, select: {events: [outage]}")
    assert report(sitrep, flash, ("sitrep", ", number: 2"))["brief"]["previous"]["id"] == "b2"
    assert report(sitrep, flash, flash)["brief"]["previous"] is None
    assert report(sitrep, flash, ("assessment", ""))["brief"]["previous"] is None


def test_a_correction_names_every_issue_that_printed_it_of_whatever_kind(desk):
    revised = (
        "  - {id: outage, as_of: 2024-03-03, date: 2024-02-29, title: Power fails, actors: [grid], sources: [log]}\n"
    )
    ledger = LEDGER[: LEDGER.index("assessments:")] + revised
    briefs = [
        (
            "{id: a, number: 1, title: A, cutoff: 2024-03-01, period: 2024-03-01/2024-03-02, state: final,"
            " approved: {by: Desk, on: 2024-03-01T23:59Z}}"
        ),
        (
            "{id: b, kind: flash, number: 7, title: B, cutoff: 2024-03-02, period: 2024-03-01,"
            " select: {events: [outage]}, state: final, approved: {by: Desk, on: 2024-03-02T23:59Z}}"
        ),
        "{id: c, number: 2, title: C, cutoff: 2024-03-04, period: 2024-03-02/2024-03-04}",
    ]
    desk.write("content/all.yaml", ledger + "briefs:\n" + "".join(f"  - {each}\n" for each in briefs))
    (change,) = [each for each in desk.briefing("c")["corrections"] if each["record"] == "outage"]
    assert change["issues"] == "issue 1 and flash update 7"


def test_the_parts_of_an_assessment_stand_the_other_way_round_and_are_numbered_so(sample):
    page = (sample / "assessment-2024-12-08/assessment-2024-12-08.html").read_text("utf-8").partition("<body")[2]
    assert page.index("Part one: assessments") < page.index("Part two: facts")
    assert page.index('id="assessments"') < page.index('id="facts"')


def test_a_report_of_one_part_does_not_number_it(sample):
    page = (sample / "timeline-2024-12-15/timeline-2024-12-15.html").read_text("utf-8")
    assert "Part one" not in page
    assert 'data-running="Facts. What is known"' in page


def test_the_sample_flash_update_is_one_page(sample):
    import pikepdf

    with pikepdf.open(sample / "flash-2024-12-08/flash-2024-12-08.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_a_kind_that_nobody_knows_is_answered_with_those_known(desk):
    desk.write(
        "content/all.yaml", LEDGER + "briefs:\n  - " + BRIEF.format(id="b", kind="sitrap", day=2, more="") + "\n"
    )
    (found,) = desk.findings()
    text = f"{found['message']} {found['hint']}"
    assert all(kind in text for kind in ("sitrep", "flash", "timeline", "assessment"))


def test_a_timeline_shows_its_figure_once_on_its_first_page(sample):
    page = (sample / "timeline-2024-12-15/timeline-2024-12-15.html").read_text("utf-8")
    assert 'id="timeline"' not in page
    assert 'class="figure figure-screen"' in page
