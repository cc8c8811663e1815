"""Forecasts scored over time, and indicators watched from issue to issue."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.foresight import TrackRecord, decomposition, record
from briefgen.foresight.scoring import Fared, Stretch
from briefgen.model import Dossier, Forecast, Project, Records
from briefgen.scales import ICD203, Handling

HEAD = """
project: {series: Test Watch, timezone: Asia/Damascus, handling: TLP:CLEAR, desk: Test desk}
sources:
  - {id: log, title: Log, language: en, published: 2024-12-01}
  - {id: paper, title: Paper, language: en, published: 2024-12-09}
events:
  - {id: outage, date: 2024-12-01, title: Power fails, sources: [log], theatre: North}
  - {id: repair, date: 2024-12-08, title: Power is back, sources: [paper], theatre: North}
"""


def forecast(id_: str, likelihood: str, **more: str) -> str:
    """A forecast in a line; `more` are further keys."""
    given_ = {"as_of": "2024-12-01", "by": "2024-12-20", "judged_by": "We see it", "likelihood": likelihood, **more}
    keys = ", ".join(f"{key.rstrip('_')}: {value}" for key, value in given_.items())
    return f"  - {{id: {id_}, text: Power lasts, {keys}}}\n"


def outcome(result: str, on: str = "2024-12-09") -> str:
    return f"{{result: {result}, on: {on}, because: [repair]}}"


def brief(number: int, day: str, more: str = "") -> str:
    return f"  - {{id: issue-{number}, number: {number}, title: Power, cutoff: {day}, period: 2024-12{more}}}\n"


@pytest.fixture
def score(desk):
    """What `briefgen score --to json` tells of some forecasts, and perhaps briefs."""

    def scored(*forecasts: str, briefs: str = "", words: tuple[str, ...] = ()) -> dict:
        desk.write("content/all.yaml", HEAD + "forecasts:\n" + "".join(forecasts))
        if briefs:
            desk.write("content/briefs.yaml", "briefs:\n" + briefs)
        result = desk.run("score", str(desk.root), "--to", "json", *words)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return scored


GOLDEN = [
    forecast("a", "0.9", outcome=outcome("occurred")),
    forecast("b", "0.9", outcome=outcome("occurred")),
    forecast("c", "0.1", outcome=outcome("did-not-occur")),
    forecast("d", "0.5", outcome=outcome("occurred")),
]
"""f = .9 .9 .1 .5 and o = 1 1 0 1: a Brier score of 0.07."""


# Scores


def test_the_score_is_the_mean_squared_distance_of_what_was_forecast_from_what_happened(score):
    told = score(*GOLDEN)
    assert told["score"] == pytest.approx(0.07)
    assert told["even_score"] == 0.25
    assert (told["base_rate"], told["base_rate_score"]) == (0.75, 0.1875)


def test_a_term_is_scored_at_the_middle_of_its_band_and_a_range_at_its_own(score):
    told = score(
        forecast("term", "likely", outcome=outcome("occurred")),
        forecast("range", "[0.8, 0.9]", outcome=outcome("did-not-occur")),
    )
    scores = {each["id"]: each["score"] for each in told["forecasts"]}
    assert scores == {"term": pytest.approx((1 - 0.675) ** 2), "range": pytest.approx(0.85**2)}


def test_what_is_void_or_cannot_be_resolved_is_counted_and_not_scored(score):
    told = score(
        forecast("kept", "likely", if_="it snows", outcome=outcome("occurred")),
        forecast("void", "likely", if_="it snows", outcome=outcome("void")),
        forecast("plain", "likely", outcome=outcome("did-not-occur")),
        forecast("moot", "likely", outcome="{result: unresolvable, on: 2024-12-09}"),
        forecast("waiting", "likely", by="2025-01-20"),
    )
    counts = ("occurred", "did_not_occur", "void", "conditional", "unresolvable", "open", "scored")
    assert [told[name] for name in counts] == [1, 1, 1, 2, 1, 1, 2]
    assert told["void_share"] == 0.5
    assert {each["id"] for each in told["forecasts"] if each["score"] is not None} == {"kept", "plain"}


def test_a_forecast_that_was_revised_counts_with_each_probability_for_the_time_it_stood(score):
    told = score(
        forecast("power", "0.4", as_of="2024-12-01"),
        forecast("power", "0.9", as_of="2024-12-03", changed="New masts", outcome=outcome("occurred")),
        briefs=brief(1, "2024-12-02T06:00+03:00") + brief(2, "2024-12-08T06:00+03:00"),
    )
    (power,) = told["forecasts"]
    assert power["days"] == 8  # from 1 to 9 December: two days at 0.4, six at 0.9
    assert [(each["probability"], each["share"]) for each in power["held"]] == [(0.4, 0.25), (0.9, 0.75)]
    assert power["score"] == told["score"] == pytest.approx(0.25 * 0.36 + 0.75 * 0.01)
    at_issues = [(each["brief"], each["probability"], each["score"]) for each in power["issues"]]
    assert at_issues == [("issue-1", 0.4, pytest.approx(0.36)), ("issue-2", 0.9, pytest.approx(0.01))]
    assert [(each["name"], each["count"], each["weight"]) for each in told["bins"]] == [
        ("unlikely", 1, 0.25),
        ("very likely", 1, 0.75),
    ]


def test_what_was_written_after_the_outcome_or_the_horizon_is_not_scored(score):
    told = score(
        forecast("power", "0.4", by="2024-12-05"),
        forecast("power", "0.4", as_of="2024-12-10", by="2024-12-05", outcome=outcome("occurred")),
    )
    (power,) = told["forecasts"]
    assert [(each["probability"], each["days"]) for each in power["held"]] == [(0.4, 5)]  # all of the 5th


def test_without_as_of_a_forecast_is_held_from_the_first_issue_that_prints_it(score):
    line = "  - {id: power, text: Power lasts, likelihood: 0.4, by: 2024-12-20, judged_by: We see it, outcome: %s}\n"
    told = score(line % outcome("occurred", "2024-12-09T06:00+03:00"), briefs=brief(1, "2024-12-07T06:00+03:00"))
    assert told["forecasts"][0]["days"] == 2


def test_a_closing_day_is_over_with_its_last_second(score):
    line = "  - {id: power, text: Power lasts, likelihood: 0.4, by: 2024-12-20, judged_by: We see it%s}\n"
    closed = brief(1, "2024-12-06")
    assert score(line % f", outcome: {outcome('occurred')}", briefs=closed)["forecasts"][0]["days"] == 2
    told = score(line % ", as_of: 2024-12-01", briefs=closed, words=("--as-of", "2024-12-10"))
    assert told["forecasts"][0]["days"] == 10


def test_no_issue_printed_a_forecast_that_is_marked_above_it(score):
    line = (
        "  - {id: power, text: Power lasts, likelihood: 0.4, by: 2024-12-20, judged_by: We see it, handling: TLP:RED, "
        f"outcome: {outcome('occurred')}}}\n"
    )
    briefs = brief(1, "2024-12-05T00:00+03:00") + brief(2, "2024-12-07T00:00+03:00", ", handling: TLP:RED")
    (power,) = score(line, briefs=briefs)["forecasts"]
    assert [each["brief"] for each in power["issues"]] == ["issue-2"]
    assert power["days"] == 2  # from the 7th, when the first issue that may hold it closed


def test_of_equals_the_second_comes_before_the_tenth(score):
    told = score(*(forecast(f"f-{number}", "0.4") for number in (10, 2, 1)))
    assert [each["id"] for each in told["forecasts"]] == ["f-1", "f-2", "f-10"]


def test_made_and_resolved_on_one_day_a_forecast_counts_once(score):
    told = score(forecast("power", "0.4", as_of="2024-12-09T08:00", outcome=outcome("occurred")))
    assert told["score"] == pytest.approx(0.36)


def test_a_score_as_of_a_moment_knows_what_was_known_then(score):
    forecasts = (
        forecast("power", "0.4", outcome=outcome("occurred", "2024-12-09")),
        forecast("water", "0.1", outcome=outcome("did-not-occur", "2024-12-21")),
    )
    assert score(*forecasts)["score"] == pytest.approx((0.36 + 0.01) / 2)
    then = score(*forecasts, words=("--as-of", "2024-12-10"))
    assert (then["score"], then["open"], then["overdue"]) == (pytest.approx(0.36), 1, [])
    assert score(*forecasts, words=("--as-of", "2024-12-20"))["overdue"] == []  # its last second is not over yet
    assert score(*forecasts, words=("--as-of", "2024-12-21T00:00"))["open"] == 0


def test_overdue_is_judged_at_the_last_moment_that_the_ledger_tells_of(score):
    waiting = forecast("water", "0.1", by="2024-12-10")
    assert score(waiting)["overdue"] == []
    assert score(waiting, briefs=brief(1, "2024-12-11"))["overdue"] == ["water"]


# What a score is made of


def fared(probabilities: list[tuple[float, bool]]) -> TrackRecord:
    """A record of forecasts that were never revised."""
    made = []
    for number, (probability, happened) in enumerate(probabilities):
        values = {"id": f"f{number}", "text": "It rains", "outcome": {
            "result": "occurred" if happened else "did-not-occur", "on": "2024-12-09"}}  # fmt: skip
        stretch = Stretch(probability, ICD203.at(probability), 1.0, None)
        made.append(Fared(Forecast(**values), (stretch,), (), overdue=False, handling=Handling.CLEAR))
    return TrackRecord(tuple(made))


MIDDLES = [term.middle for term in ICD203.terms]
CHANCES = st.floats(0, 1, allow_nan=False)


@given(st.lists(st.tuples(st.sampled_from(MIDDLES), st.booleans()), min_size=1, max_size=60))
def test_calibration_less_resolution_and_uncertainty_make_the_score(forecasts):
    made = fared(forecasts)
    reliability, resolution, uncertainty = decomposition(made.bins)
    assert made.score == pytest.approx(reliability - resolution + uncertainty)
    assert uncertainty == pytest.approx(made.base_rate_score)


@given(st.lists(st.tuples(CHANCES, st.booleans()), min_size=1, max_size=60))
def test_a_score_is_between_perfect_and_always_wrong(forecasts):
    assert 0 <= fared(forecasts).score <= 1


@given(st.lists(st.tuples(CHANCES, st.booleans()), min_size=1, max_size=4))
def test_the_order_of_forecasts_does_not_matter(forecasts):
    score = fared(forecasts).score
    for other in permutations(forecasts):
        assert fared(list(other)).score == pytest.approx(score)


@pytest.mark.parametrize(("count", "told"), [(19, False), (20, True)])
def test_of_fewer_than_twenty_only_the_count_is_told(count, told):
    made = fared([(0.7, True)] * count)
    assert len(made.scored) == count
    assert (made.decomposition is not None) == told


def test_the_record_in_a_brief_is_the_one_that_score_tells(desk):
    desk.write("content/all.yaml", HEAD + "forecasts:\n" + "".join(GOLDEN) + "briefs:\n" + brief(1, "2024-12-10"))
    told = json.loads(desk.run("score", str(desk.root), "--to", "json", "--as-of", "2024-12-10").stdout)
    in_brief = desk.briefing("issue-1")["record"]
    assert in_brief == {key: told[key] for key in in_brief}
    assert in_brief["score"] == pytest.approx(0.07)


# The command


MANY = [
    forecast(f"f{n}", likelihood, outcome=outcome(result), analyst="Ann" if n % 2 else "Ben")
    for n, (likelihood, result) in enumerate(
        [("likely", "occurred")] * 9 + [("likely", "did-not-occur")] * 3 + [("unlikely", "did-not-occur")] * 8
    )
]


def told(desk, *words: str, forecasts: list[str] = MANY) -> str:
    desk.write("content/all.yaml", HEAD + "forecasts:\n" + "".join(forecasts))
    result = desk.run("score", str(desk.root), *words)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def test_people_are_told_the_score_what_it_is_made_of_and_how_terms_fared(desk):
    text = told(desk)
    assert "9 occurred, 11 did not." in text
    assert "Brier score       0.158   of 20 scored" in text
    assert "always 0.5        0.250" in text
    assert "base rate         0.248   always saying 45 %" in text
    assert "= calibration     0.046" in text
    assert "- resolution      0.135" in text
    assert "+ uncertainty     0.248" in text
    assert "likely       12    12.0    68 %      75 %  ·············|·●·····" in text


def test_of_few_forecasts_people_are_told_what_the_score_is_held_against_and_not_what_it_is_made_of(desk):
    text = told(desk, forecasts=GOLDEN)
    assert "Calibration and resolution are told from 20 scored forecasts on" in text
    assert "= calibration" not in text
    assert "always 0.5        0.250" in text
    assert "base rate         0.188   always saying 75 %, which is known only afterwards" in text
    assert "stated" not in text


def test_a_forecast_that_moved_has_a_weight_beside_its_count(desk):
    text = told(desk, forecasts=[
        forecast("power", "0.4", as_of="2024-12-01"),
        forecast("power", "0.9", as_of="2024-12-07", changed="New masts", outcome=outcome("occurred")),
    ])  # fmt: skip
    assert "unlikely         1     0.8" in text
    assert "very likely      1     0.2" in text
    assert "its weight is the share of its time there" in " ".join(text.split())


def test_groups_have_scores_of_their_own(desk):
    told(desk)
    groups = json.loads(told(desk, "--by", "analyst", "--to", "json"))["groups"]
    assert [(each["name"], each["count"]) for each in groups] == [("Ann", 10), ("Ben", 10)]
    lines = list(csv.DictReader(io.StringIO(told(desk, "--by", "term", "--to", "csv"))))
    assert [(each["name"], each["count"], float(each["score"])) for each in lines] == [
        ("unlikely", "8", pytest.approx(0.325**2)),
        ("likely", "12", pytest.approx((9 * 0.325**2 + 3 * 0.675**2) / 12)),
    ]
    assert "not stated" in told(desk, "--by", "category")


def test_a_line_of_csv_holds_a_forecast_unrounded(desk):
    first, *_ = csv.DictReader(io.StringIO(told(desk, "--to", "csv", forecasts=[forecast(
        "power", "likely", outcome=outcome("occurred"), analyst="Ann", category="supply")])))  # fmt: skip
    assert first == {
        "id": "power", "handling": "TLP:CLEAR", "analyst": "Ann", "category": "supply", "conditional": "false",
        "by": "2024-12-20", "result": "occurred", "on": "2024-12-09", "overdue": "false",
        "score": str((1 - 0.675) ** 2), "days": "8.0", "probability": "0.675", "term": "likely",
    }  # fmt: skip


def test_the_page_needs_nothing_else_and_draws_calibration(desk):
    page = told(desk, "--to", "html")
    assert page.startswith("<!DOCTYPE html>")
    assert "TLP:CLEAR" in page
    assert "drawing calibration" in page
    assert "src=" not in page
    assert "http://www.w3.org" in page
    assert page.count("http") == page.count("http://www.w3.org") + page.count("http-equiv")
    few = told(desk, "--to", "html", forecasts=GOLDEN).replace("\N{NO-BREAK SPACE}", " ")
    assert "drawing calibration" not in few
    assert "Always saying 50 % would have scored 0.25." in few
    assert "which is known only afterwards, would have scored 0.19." in few
    assert "Scored forecasts by who made them" in told(desk, "--to", "html", "--by", "analyst")


def test_a_page_of_few_counts_them_by_term_and_lists_what_is_overdue(desk):
    later = forecast("next", "0.5", outcome=outcome("occurred", "2024-12-20"))
    late = [forecast("late", "likely", by="2024-12-10"), later]
    page = told(desk, "--to", "html", forecasts=late)
    assert "Scored forecasts by their likelihood" in page
    (overdue,) = re.findall(r'<section class="overdue".*?</section>', page, re.DOTALL)
    assert overdue.count("<li>") == 1
    assert 'href="#forecast-late"' in overdue
    assert "by 10\N{NO-BREAK SPACE}December\N{NO-BREAK SPACE}2024" in overdue
    many = told(desk, "--to", "html")
    assert "Scored forecasts by their likelihood" not in many
    assert '<section class="overdue"' not in many


@pytest.mark.parametrize("forecasts", [MANY, [*GOLDEN, forecast("late", "likely", by="2024-12-05")]])
def test_the_archive_has_the_record_that_score_prints(desk, forecasts):
    """The same prose, drawing, counts, overdue ones and lines; there each forecast leads to its page."""
    desk.write("content/briefs.yaml", "briefs:\n" + brief(1, "2024-12-22", "-01/2024-12-22"))
    page = told(desk, "--to", "html", "--as-of", "2024-12-22", forecasts=forecasts)
    assert desk.build("--to", "html").exit_code == 0
    archive = (desk.root / "output" / "site_pages" / "record.html").read_text("utf-8")
    assert desk.run("site", str(desk.root)).exit_code == 0

    def record_of(text: str) -> dict[str, list[str]]:
        main = text[text.index("</header>") : text.index("</main>")]
        main = re.sub(r' id="forecast-[^"]*"|</?a(?: [^>]*)?>', "", main)
        counts, overdue = r'<table class="data counts">.*?</table>', r'<section class="overdue".*?</section>'
        parts = {"prose": "<p>.*?</p>", "drawing": "<svg.*?</svg>", "counts": counts, "overdue": overdue,
                 "lines": "<tr>.*?</tr>"}  # fmt: skip
        return {name: sorted(set(re.findall(pattern, main, re.DOTALL))) for name, pattern in parts.items()}

    assert record_of(archive) == record_of(page)
    assert 'href="forecast-' in archive


def test_a_page_says_its_forecasts_highest_marking(desk):
    page = told(desk, "--to", "html", forecasts=[*GOLDEN, forecast("e", "0.5", handling="TLP:AMBER")])
    assert "TLP:AMBER" in page
    assert "TLP:CLEAR" not in page


CANARY = forecast(
    "secret-power", "0.5", by="2025-01-30", handling="TLP:RED", analyst="Canary", category="canary",
    outcome=outcome("occurred", "2025-01-20")).replace("Power lasts", "The canary sings")  # fmt: skip


@pytest.mark.parametrize("form", ["text", "html", "json", "csv"])
@pytest.mark.parametrize("more", [(), ("--by", "analyst"), ("--as-of", "2024-12-31")])
def test_nothing_above_a_marking_is_in_what_is_limited_to_it(desk, form, more):
    form_words = () if form == "text" else ("--to", form)
    scored = (*form_words, *more, "--handling", "TLP:GREEN")
    limited = told(desk, *scored, forecasts=[*GOLDEN, CANARY])
    assert limited == told(desk, *scored, forecasts=GOLDEN)
    assert "canary" not in limited.casefold()
    assert "2025" not in limited


def test_without_a_limit_all_is_told_each_with_its_marking(desk):
    lines = csv.DictReader(io.StringIO(told(desk, "--to", "csv", forecasts=[*GOLDEN, CANARY])))
    assert {each["id"]: each["handling"] for each in lines}["secret-power"] == "TLP:RED"


def test_a_marking_at_which_no_forecast_may_be_released_is_said(desk):
    desk.write("content/all.yaml", HEAD + "forecasts:\n" + CANARY)
    result = desk.run("score", str(desk.root), "--handling", "TLP:GREEN")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no forecast to score that may be released at TLP:GREEN" in result.stderr
    assert desk.run("score", str(desk.root), "--handling", "GREEN").exit_code == 2


def test_a_template_of_the_project_at_fault_is_named(desk):
    desk.write("templates/default/score.html", "<p>\n{{ nosuch }}\n")
    desk.write("content/all.yaml", HEAD + "forecasts:\n" + GOLDEN[0])
    result = desk.run("score", str(desk.root), "--to", "html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "templates/default/score.html, line 2: 'nosuch' is undefined" in result.stderr


def test_a_moment_that_is_none_is_wrong_use(desk):
    desk.write("content/all.yaml", HEAD + "forecasts:\n" + GOLDEN[0])
    result = desk.run("score", str(desk.root), "--as-of", "yesterday")
    assert result.exit_code == 2
    early = desk.run("score", str(desk.root), "--as-of", "2024-11-01")
    assert early.exit_code == 1
    assert "there is no forecast to score as of 2024-11-01" in early.stderr


def test_a_project_without_forecasts_is_told_so(desk):
    desk.write("content/all.yaml", HEAD)
    result = desk.run("score", str(desk.root))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no forecast to score" in result.stderr
    assert "write one under `forecasts:`" in result.stderr


def test_what_is_not_grouped_by_is_wrong_use(desk):
    desk.write("content/all.yaml", HEAD + "forecasts:\n" + GOLDEN[0])
    result = desk.run("score", str(desk.root), "--by", "mood")
    assert result.exit_code == 2
    assert "'mood' is not one of 'analyst', 'category', 'term'" in result.stderr


def test_nothing_is_scored_while_there_are_errors(desk):
    late = forecast("late", "0.9", as_of="2024-12-10", outcome=outcome("occurred"))
    desk.write("content/all.yaml", HEAD + "forecasts:\n" + late)
    result = desk.run("score", str(desk.root))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "outcome-before-forecast" in result.stderr
    assert "Nothing was scored." in result.stderr


def test_no_forecast_has_come_out_yet(desk):
    assert "No forecast has come out yet." in told(desk, forecasts=[forecast("a", "0.9", by="2025-01-01")])
    assert "No forecast has come out yet." in told(
        desk, "--to", "html", forecasts=[forecast("a", "0.9", by="2025-01-01")]
    )


# Indicators


BOARD = """
assessments:
  - id: winter
    text: The winter is {likely} to be hard.
    likelihood: likely
    would_change:
      - {text: The river is open, seen: [repair], trend: improved}
      - {text: Nobody buys coal}
      - {indicator: outages}
forecasts:
  - id: grid
    as_of: 2024-12-01
    text: The grid {likely} fails.
    likelihood: likely
    by: 2024-12-31
    judged_by: The operator says so.
    indicators:
      - {id: outages, text: Outages at night, seen: [outage], trend: deteriorated}
      - {id: crews, text: Crews at work, seen: [repair], trend: improved}
      - {id: talk, text: The operator speaks}
briefs:
"""
ISSUES = "".join(brief(n, day) for n, day in enumerate(("2024-12-02", "2024-12-10", "2024-12-12", "2024-12-14"), 1))


@pytest.fixture
def board(desk):
    def made(number: int, more: str = "", issues: str = ISSUES, project: str = "") -> dict:
        desk.write("content/all.yaml", HEAD.replace("desk: Test desk", f"desk: Test desk{project}") + BOARD + issues)
        if more:
            desk.write("content/more.yaml", more)
        return desk.briefing(f"issue-{number}")

    return made


def test_the_board_says_of_each_indicator_for_what_by_which_event_and_since_when(board):
    first = {each["id"] or each["text"]: each for each in board(1)["indicators"]}
    assert first["outages"]["for"] == ["winter", "grid"]
    assert first["outages"]["seen"] == [{"event": "outage", "since": "2024-12-01", "since_words": "1 December 2024"}]
    assert first["crews"]["seen"] == first["The river is open"]["seen"] == []  # the event is known from the 9th on
    second = {each["id"] or each["text"]: each for each in board(2)["indicators"]}
    assert [each["since"] for each in second["crews"]["seen"]] == ["2024-12-09"]
    assert [each["since"] for each in second["The river is open"]["seen"]] == ["2024-12-09"]
    assert list(second) == ["crews", "The river is open", "outages", "talk", "Nobody buys coal"]


def test_a_sighting_that_a_revision_adds_is_known_since_then(board):
    later = """
        forecasts:
          - id: grid
            as_of: 2024-12-13
            text: The grid {likely} fails.
            likelihood: likely
            by: 2024-12-31
            judged_by: The operator says so.
            indicators:
              - {id: outages, text: Outages at night, seen: [outage], trend: deteriorated}
              - {id: talk, text: The operator speaks, seen: [outage]}
    """
    seen = {each["id"]: [one["since"] for one in each["seen"]] for each in board(4, later)["indicators"] if each["id"]}
    assert seen == {"talk": ["2024-12-13"], "outages": ["2024-12-01"]}


def test_an_indicator_that_no_issue_changes_goes_stale(board):
    def unchanged(number: int, **more: str) -> list[tuple[str, int, bool]]:
        return [
            (each["id"], each["unchanged"], each["stale"]) for each in board(number, **more)["indicators"] if each["id"]
        ]

    assert unchanged(1) == [("outages", 0, False), ("crews", 0, False), ("talk", 0, False)]
    assert unchanged(4) == [("crews", 2, False), ("outages", 3, True), ("talk", 3, True)]
    assert unchanged(3, project=", stale_after: 2") == [("crews", 1, False), ("outages", 2, True), ("talk", 2, True)]


def test_an_indicator_is_not_seen_in_an_event_that_was_retracted(board):
    gone = """
        events:
          - {id: repair, as_of: 2024-12-11, date: 2024-12-08, title: Power is back, sources: [paper], status: retracted}
    """
    assert {each["id"]: bool(each["seen"]) for each in board(2, gone)["indicators"]}["crews"]
    then = board(3, gone)
    assert not {each["id"]: bool(each["seen"]) for each in then["indicators"]}["crews"]
    assert [each["seen"] for each in then["forecasts"][0]["indicators"]] == [["outage"], [], []]


def test_what_has_come_out_is_watched_no_longer(board):
    out = """
        forecasts:
          - id: grid
            as_of: 2024-12-11
            text: The grid {likely} fails.
            likelihood: likely
            by: 2024-12-31
            judged_by: The operator says so.
            indicators: [{id: outages, text: Outages at night}, {id: talk, text: The operator speaks}]
            outcome: {result: did-not-occur, on: 2024-12-11, because: [repair]}
    """
    assert [each["id"] for each in board(3, out)["indicators"]] == [None, "outages", None]  # for the judgement


def test_newly_seen_indicators_propose_a_trend_and_force_none(board):
    stated = ", trends: [{theatre: North, trend: deteriorated}]"
    issues = brief(1, "2024-12-02") + brief(2, "2024-12-10", stated) + brief(3, "2024-12-12")
    (first,) = board(1, issues=issues)["proposed_trends"]
    assert (first["theatre"], first["trend"], first["stated"]) == ("North", "deteriorated", None)
    assert [(each["id"], each["events"]) for each in first["because"]] == [("outages", ["outage"])]
    second = board(2, issues=issues)
    (proposed,) = second["proposed_trends"]
    assert (proposed["trend"], proposed["stated"]) == ("improved", "deteriorated")
    assert [each["trend"] for each in second["trends"]] == ["deteriorated"], "what the desk says stands"
    assert board(3, issues=issues)["proposed_trends"] == []


def test_the_page_prints_the_board_and_a_trend_that_the_desk_sees_otherwise(desk, board):
    stated = ", trends: [{theatre: North, trend: deteriorated}], state: draft"
    board(2, issues=brief(1, "2024-12-02") + brief(2, "2024-12-10", stated))
    assert desk.build("--brief", "issue-2", "--to", "html").exit_code == 0
    page = (desk.root / "output/issue-2/issue-2-draft.html").read_text("utf-8")
    assert 'id="indicators"' in page
    assert "Seen: where, and since when that is known" in page
    assert "the desk: ↘" in page
    assert 'href="#indicators"' in page


@pytest.mark.parametrize("kind", ["flash", "timeline"])
def test_a_report_about_one_event_or_no_judgement_has_no_board(desk, kind):
    select = ", select: {events: [outage]}" if kind == "flash" else ""
    desk.write("content/all.yaml", HEAD + BOARD + brief(1, "2024-12-02", f", kind: {kind}{select}"))
    made = desk.briefing("issue-1")
    assert (made["indicators"], made["proposed_trends"]) == ([], [])


def test_a_brief_without_indicators_has_no_board(desk):
    desk.write("content/all.yaml", HEAD + "forecasts:\n" + GOLDEN[0] + "briefs:\n" + brief(1, "2024-12-02"))
    assert desk.build("--to", "html").exit_code == 0
    (page,) = (desk.root / "output/issue-1").glob("*.html")
    assert 'id="indicators"' not in page.read_text("utf-8")


def test_what_an_indicator_says_stands_in_its_forecast(desk):
    wrong = BOARD.replace("{indicator: outages}", "{indicator: outages, seen: [outage]}")
    desk.write("content/all.yaml", HEAD + wrong + brief(1, "2024-12-02"))
    (found,) = [each for each in desk.findings() if each["severity"] == "error"]
    assert "write `seen:` and `trend:` at the indicator itself" in found["message"] + (found["hint"] or "")


def test_an_empty_dossier_has_an_empty_record():
    assert record(Dossier(Project(series="Test Watch"), forecasts=Records()), 0) == TrackRecord(())
