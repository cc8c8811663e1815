"""What an issue holds: what was known at its cut-off, what changed since the one before, and in which order."""

from __future__ import annotations

import html
import re

import pytest

from briefgen.briefing import arrange, briefing_of, front
from briefgen.briefing.wording import humanised
from briefgen.dates import Date
from briefgen.loader import load
from briefgen.reader import read

BASE = """
project: {series: Test Watch, timezone: Asia/Damascus, handling: TLP:CLEAR}
sources:
  - {id: paper, title: The paper, published: 2024-12-02, reliability: B, language: en}
  - {id: wire, title: The wire, published: 2024-12-06, reliability: C, language: ar}
  - {id: radio, title: The radio, published: 2024-12-09, reliability: D}
briefs:
  - {id: one, number: 1, title: One, cutoff: 2024-12-04, period: 2024-12-01/2024-12-04}
  - {id: two, number: 2, title: Two, cutoff: 2024-12-08, period: 2024-12-05/2024-12-08}
  - {id: three, number: 3, title: Three, cutoff: 2024-12-12, period: 2024-12-09/2024-12-12}
"""
"""Three sources and three issues: each knows one source more than the one before."""


def issued(base: str = BASE) -> str:
    """The base with its first two issues final: drafts have printed nothing that could be corrected."""
    for id_, day in (("one", "04"), ("two", "08")):
        final = f"state: final, approved: {{by: Desk, on: 2024-12-{day}T20:00+03:00}}"
        base = base.replace(f"{{id: {id_},", f"{{id: {id_}, {final},")
    return base


@pytest.fixture
def issue(desk):
    """Writes a ledger over the base, and gives one of its issues as data."""

    def make(brief: str, ledger: str, base: str = BASE) -> dict:
        desk.write("content/base.yaml", base)
        desk.write("content/ledger.yaml", ledger)
        return desk.briefing(brief)

    return make


def ids(records: list[dict]) -> list[str]:
    return [record["id"] for record in records]


def said(data: dict, *kinds: str) -> list[tuple[str | None, str]]:
    """What became of judgements, forecasts and sources, in words, and counts; what is new of events has no words."""
    found = (each for each in data["changes"] if each["kind"] in kinds and each["of"] != "event")
    return [(each["record"], each["text"]) for each in found]


def shortly(changes: list[dict]) -> list[dict]:
    """Changes without what is data in them: fields, and whose they are."""
    data = ("differences", "of", "result")
    return [{key: value for key, value in each.items() if key not in data} for each in changes]


# What was known


LATE = """
events:
  - {id: seen, date: 2024-12-02, title: Seen at once, sources: [paper]}
  - {id: late, date: 2024-12-03, title: Heard of later, sources: [wire]}
  - {id: mended, date: 2024-12-02, title: Told wrong, sources: [paper]}
  - {id: mended, as_of: 2024-12-07, date: 2024-12-02, title: Told right, sources: [paper, wire]}
  - {id: fresh, date: 2024-12-06, title: Of this week, sources: [wire]}
  - {id: lasting, date: 2024-12-02/.., title: Still going on, sources: [paper]}
"""


def test_a_late_report_stands_in_the_next_issue_and_says_so(issue):
    one, two, three = (issue(brief, LATE) for brief in ("one", "two", "three"))
    assert {event["id"]: event["late"] for event in one["chronology"]} == {
        "seen": None,
        "mended": None,
        "lasting": None,
    }
    assert {event["id"]: event["late"] for event in two["chronology"]} == {
        "lasting": None,
        "late": "new",
        "mended": "revised",
        "fresh": None,
    }
    assert {event["id"]: event["late"] for event in three["chronology"]} == {"lasting": None}


def test_an_issue_tells_an_event_as_it_was_known_then(issue):
    titles = {brief: {e["id"]: e["title"] for e in issue(brief, LATE)["chronology"]} for brief in ("one", "two")}
    assert titles["one"]["mended"] == "Told wrong"
    assert titles["two"]["mended"] == "Told right"
    revised = {event["id"]: event["revised"] for event in issue("two", LATE)["chronology"]}
    assert revised["mended"] == "2024-12-07"
    assert revised["fresh"] is None


def test_a_citation_of_a_later_source_is_not_shown(issue):
    ledger = (
        "events:\n  - {id: a, date: 2024-12-02, title: A, text: 'Told [@paper] and [@wire].', sources: [paper, wire]}\n"
    )
    one, two = issue("one", ledger), issue("two", ledger.replace("2024-12-02", "2024-12-06"))
    assert ids(one["sources"]) == ["paper"]
    assert [cite["source"] for cite in one["chronology"][0]["sources"]] == ["paper"]
    assert "wire" not in one["chronology"][0]["text"]
    assert ids(two["sources"]) == ["paper", "wire"]


# What changed


MOVING = """
events:
  - {id: first, date: 2024-12-02, title: First, sources: [paper]}
  - {id: second, date: 2024-12-06, title: Second, sources: [wire]}
assessments:
  - {id: up, as_of: 2024-12-03, text: Up., likelihood: unlikely, confidence: low, because: A., basis: [first]}
  - {id: up, as_of: 2024-12-07, text: Up., likelihood: very-likely, confidence: low, because: B., basis: [second],
     changed: Homs fell.}
  - {id: down, as_of: 2024-12-03, text: Down., likelihood: 0.7, confidence: high, because: A., basis: [first]}
  - {id: down, as_of: 2024-12-07, text: Down., likelihood: 0.6, confidence: low, because: B., basis: [first],
     changed: Less is known.}
  - {id: words, as_of: 2024-12-03, text: By the 8th., likelihood: likely, confidence: low, because: A., basis: [first]}
  - {id: words, as_of: 2024-12-07, text: By the 15th., likelihood: likely, confidence: low, because: A., basis: [first]}
  - {id: range, as_of: 2024-12-03, text: R., likelihood: [0.6, 0.7], confidence: low, because: A., basis: [first]}
  - {id: range, as_of: 2024-12-07, text: R., likelihood: 0.65, confidence: low, because: A., basis: [first],
     changed: A count came in.}
  - {id: same, as_of: 2024-12-03, text: Same., likelihood: likely, confidence: low, because: A., basis: [first]}
  - {id: new, as_of: 2024-12-07, text: New., likelihood: likely, confidence: low, because: B., basis: [second]}
forecasts:
  - {id: wait, as_of: 2024-12-03, text: Wait., likelihood: likely, confidence: low, because: A., basis: [first],
     by: 2024-12-07, judged_by: It is said., outcome: {result: occurred, on: 2024-12-07, because: [second]}}
  - {id: open, as_of: 2024-12-03, text: Open., likelihood: likely, confidence: low, because: A., basis: [first],
     by: 2025-01-07, judged_by: It is said., outcome: {result: did-not-occur, on: 2024-12-10},
     indicators: [{id: sign, text: A sign., seen: [first, second]}]}
"""


def test_a_first_issue_has_nothing_that_changed(issue):
    one = issue("one", MOVING)
    assert one["changes"] == []
    assert {each["movement"] for each in one["judgements"] + one["forecasts"]} == {None}
    assert one["brief"]["previous"] is None


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        ("", "likelihood: likely", "Likelihood stated for the first time."),
        ("likelihood: 0.7", "", "Likelihood withdrawn; it was 70 %."),
        ("", "confidence: low", "Confidence stated for the first time."),
        ("confidence: high", "", "Confidence withdrawn; it was high."),
        (
            "likelihood: likely, confidence: low",
            "",
            "Likelihood withdrawn; it was likely. Confidence withdrawn; it was low.",
        ),
        ("confidence: low", "confidence: high, text: Other words.", "Confidence raised from low. Reworded."),
        (
            "likelihood: likely, text: 'It will {likely} hold.'",
            "likelihood: unlikely, text: 'It will {unlikely} hold.'",
            "Likelihood lowered from likely.",
        ),
        (
            "likelihood: likely, text: 'It will {likely} hold.'",
            "likelihood: unlikely, text: 'It will {unlikely} hold in May.'",
            "Likelihood lowered from likely. Reworded.",
        ),
        ("", "", "Unchanged."),
        ("by: 2024-12", "by: 2024-12-31", "Unchanged."),
        ("by: 2024-12-31", "by: 2025-01-31", "Horizon moved from 31 December 2024."),
        ("if: It rains", "if: It snows", "Reworded."),
    ],
)
def test_what_was_stated_or_withdrawn_since_the_last_issue_is_no_standstill(issue, before, now, moved):
    def version(day: int, fields: str) -> str:
        text = "" if "text:" in fields else ", text: As it was."
        return f"  - {{id: j, as_of: 2024-12-0{day}{text}, changed: C., basis: [paper]{fields and ', ' + fields}}}\n"

    section = "forecasts" if "by:" in now or "if:" in now else "assessments"
    rules = ", rules: {forecast-without-horizon: off, forecast-without-criterion: off}}"
    ledger = f"{section}:\n{version(3, before)}{version(7, now)}"
    (record,) = issue("two", ledger, BASE.replace("TLP:CLEAR}", f"TLP:CLEAR{rules}"))[
        section.replace("assess", "judge")
    ]
    assert record["movement"] == moved


def test_likelihood_and_confidence_are_said_to_have_moved_and_why(issue):
    two = issue("two", MOVING)
    assert two["brief"]["previous"] == {
        "id": "one",
        "number": 1,
        "cutoff": "2024-12-04",
        "cutoff_words": "4 December 2024",
        "words": "issue 1 of 4 December 2024",
    }
    assert said(two, "moved") == [
        ("down", "Likelihood lowered from 70 % to 60 %. Confidence lowered from high to low."),
        ("range", "Likelihood restated from 60–70 % to 65 %."),
        ("up", "Likelihood raised from unlikely to very likely."),
    ]
    reasons = [each["reason"] for each in two["changes"] if each["kind"] == "moved"]
    assert reasons == ["Less is known.", "A count came in.", "Homs fell."]
    assert said(two, "reworded") == [("words", None)]
    assert said(two, "new") == [("new", "New judgement.")]
    movements = {each["id"]: each["movement"] for each in two["judgements"]}
    assert movements["same"] == "Unchanged."
    assert movements["new"] == "New."
    assert {each["id"]: each["changed"] for each in two["judgements"]}["up"] == "Homs fell."


def test_a_forecast_is_resolved_in_the_first_issue_that_knows_how_it_came_out(issue):
    one, two, three = (issue(brief, MOVING) for brief in ("one", "two", "three"))
    assert [each["outcome"] for each in one["forecasts"]] == [None, None]
    assert said(two, "resolved") == [("wait", "It occurred.")]
    assert {each["id"]: each["outcome"] and each["outcome"]["result"] for each in two["forecasts"]} == {
        "wait": "occurred",
        "open": None,
    }
    outcome = next(each["outcome"] for each in two["forecasts"] if each["id"] == "wait")
    assert outcome["because"] == ["second"]
    assert said(three, "resolved") == [("open", "It did not occur.")]


def test_a_forecast_first_printed_with_its_outcome_came_out_and_is_not_new(issue):
    base = BASE.replace("title: One,", "title: One, forecasts: [],")
    two = issue("two", MOVING, base)
    assert said(two, "resolved") == [("wait", "It occurred (first printed here).")]
    assert ("wait", "New forecast.") not in said(two, "new")
    assert ("open", "New forecast.") in said(two, "new")


def test_an_indicator_is_seen_from_when_its_event_was_known(issue):
    seen = {brief: issue(brief, MOVING)["forecasts"][0]["indicators"][0]["seen"] for brief in ("one", "two")}
    assert seen == {"one": ["first"], "two": ["first", "second"]}


def test_a_judgement_that_is_not_carried_on_is_named(issue):
    base = BASE.replace("title: One,", "title: One, judgements: [up, same],").replace(
        "title: Two,", "title: Two, judgements: [up],"
    )
    two = issue("two", MOVING, base)
    assert ids(two["judgements"]) == ["up"]
    assert said(two, "dropped") == [("same", "Last held: likely.")]
    unnamed = base.replace("judgements: [up, same],", "").replace(
        "judgements: [up],", "judgements: [up, words, same, range],"
    )
    assert said(issue("two", MOVING, unnamed), "dropped") == [("down", "Last held: 60 %, before 70 %.")], (
        "the first issue held all that were current"
    )


ENDED = """
events: [{id: first, date: 2024-12-02, title: First, sources: [paper]}]
assessments:
  - {id: ended, as_of: 2024-12-03, text: It will hold., likelihood: likely, confidence: low,
     because: A., basis: [first]}
  - {id: ended, as_of: 2024-12-07, text: "Closed, for it held.", basis: [first], changed: It held.}
"""


def test_of_a_judgement_that_ended_without_a_likelihood_the_last_one_is_told(issue):
    two = issue("two", ENDED, BASE.replace("title: Two,", "title: Two, judgements: [],"))
    assert said(two, "dropped") == [("ended", "Closed; it was held likely.")]
    assert two["changes"][0]["reason"] == "It held."


RENAMED = """
events: [{id: first, date: 2024-12-02, title: First, sources: [paper]}]
assessments:
  - {id: held, as_of: 2024-12-03, text: The line will hold by May., likelihood: unlikely, confidence: low, because: A.,
     basis: [first]}
  - {id: held, as_of: 2024-12-07, text: "Closed, since it did not hold.", likelihood: almost-no-chance,
     confidence: high, because: B., basis: [first], changed: The line broke.}
forecasts:
  - {id: seen, as_of: 2024-12-03, text: Rain will come., likelihood: likely, confidence: low, because: A.,
     basis: [first], by: 2024-12-20, judged_by: J.}
  - {id: seen, as_of: 2024-12-07, text: Rain came., likelihood: likely, confidence: low, because: A.,
     basis: [first], by: 2024-12-20, judged_by: J., outcome: {result: occurred, on: 2024-12-07}}
  - {id: over, as_of: 2024-12-03, text: Snow will come., likelihood: likely, confidence: low, because: A.,
     basis: [first], by: 2024-12-06, judged_by: J.}
"""


def test_what_is_not_carried_on_is_told_in_the_words_that_were_printed_and_with_what_became_of_it(issue, desk):
    base = BASE.replace("title: Two,", "title: Two, judgements: [], forecasts: [],")
    two = issue("two", RENAMED, base)
    assert said(two, "dropped") == [
        ("held", "Last held: almost no chance, before unlikely."),
        ("over", "Last held: likely. Its horizon, 6 December 2024, has passed without an outcome."),
    ]
    assert [each["reason"] for each in two["changes"] if each["kind"] == "dropped"] == ["The line broke.", None]
    words = page_of(desk, "two")
    assert "“The line will hold by May.” Last held: almost no chance, before unlikely. The line broke." in words
    assert "“Rain will come.” It occurred." in words
    assert "since it did not hold" not in words
    assert "Rain came" not in words


def page_of(desk, brief: str) -> str:
    """The words of a brief's page, each tag a space, whether or not a line may end in it."""
    assert desk.build("--to", "html", "--brief", brief).exit_code == 0
    (file,) = (desk.root / "output" / brief).glob("*.html")
    page = file.read_text("utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.partition("<body")[2])).split())


LOGGED = """
events: [{id: first, date: 2024-12-02, title: First, sources: [paper]}]
forecasts:
  - {id: f, as_of: 2024-12-03, text: F., likelihood: unlikely, confidence: low, because: A., basis: [first],
     by: 2025-01-07,
     judged_by: J., indicators: [{id: sign, text: A sign.}]}
  - {id: f, as_of: 2024-12-07, text: F., likelihood: likely, confidence: low, because: A., basis: [first],
     changed: It rained., by: 2025-01-07,
     judged_by: J., indicators: [{id: sign, text: A sign.}]}
  - {id: f, as_of: 2024-12-10, text: F., likelihood: very-likely, confidence: low, because: A., basis: [first],
     changed: It poured., by: 2025-01-07,
     judged_by: J., indicators: [{id: sign, text: A sign.}]}
assessments:
  - {id: j, text: J., likelihood: likely, confidence: low, because: A., basis: [first],
     would_change: [{indicator: sign}]}
"""


@pytest.mark.parametrize(
    ("holders", "moved", "changed", "history"),
    [
        ("three", "New.", None, [None, None, 3]),
        ("two three", "Likelihood raised from likely.", "It poured.", [None, 2, 3]),
        ("one three", "Likelihood raised from unlikely.", "It poured.", [1, None, 3]),
        ("one two three", "Likelihood raised from likely.", "It poured.", [1, 2, 3]),
    ],
)
def test_a_forecast_is_held_against_what_an_issue_printed_not_what_was_only_logged(
    issue, holders, moved, changed, history
):
    base = BASE
    for brief in ("one", "two", "three"):
        named = "[f]" if brief in holders.split() else "[]"
        base = base.replace(f"title: {brief.title()},", f"title: {brief.title()}, forecasts: {named},")
    (made,) = issue("three", LOGGED, base)["forecasts"]
    assert (made["movement"], made["changed"]) == (moved, changed)
    assert [step["issue"] for step in made["history"]] == history


def test_a_forecast_that_an_issue_does_not_hold_is_not_told_by_its_indicators(issue):
    def named(base: str) -> str | None:
        return issue("one", LOGGED, base)["judgements"][0]["would_change"][0]["forecast"]

    assert named(BASE) == "f"
    assert named(BASE.replace("title: One,", "title: One, forecasts: [],")) is None


def test_a_key_figure_moves_against_the_one_of_the_previous_issue_that_counts_the_same(issue):
    ledger = """
events:
  - {id: a, date: 2024-12-02, title: A, sources: [paper], figures: [{what: killed, best: 300}, {what: homes, best: 9}]}
  - {id: b, date: 2024-12-06, title: B, sources: [wire], figures: [{what: killed, low: 720, best: 727}]}
  - {id: c, date: 2024-12-06, title: C, sources: [wire], figures: [{what: homes, best: 4}]}
"""
    base = BASE.replace("title: One,", "title: One, key_figures: [{event: a, what: killed}],").replace(
        "title: Two,", "title: Two, key_figures: [{event: b, what: killed}, {event: c, what: homes}],"
    )
    killed, homes = issue("two", ledger, base)["key_figures"]
    assert killed["change"] == "up from 300"
    assert homes["change"] is None, "the previous issue had no key figure of homes, and no count with a date"
    dated = ledger.replace("{what: homes, best: 9}", "{what: homes, best: 9, counted: 2024-12-02}")
    assert issue("two", dated, base)["key_figures"][1]["change"] == "down from 9"
    twice = base.replace("{event: a, what: killed}", "{event: a, what: killed}, {what: killed, best: 5}")
    assert issue("two", ledger, twice)["key_figures"][0]["change"] is None, "nobody can say which of the two moved"


def test_a_forecast_that_is_not_carried_on_is_resolved_or_named(issue, desk):
    base = BASE.replace("title: Two,", "title: Two, forecasts: [],")
    two = issue("two", MOVING, base)
    assert two["forecasts"] == []
    (resolved,) = (each for each in two["changes"] if each["kind"] == "resolved")
    assert (resolved["record"], resolved["text"], resolved["since"]) == ("wait", "It occurred.", "2024-12-07")
    assert said(two, "dropped") == [("open", "Last held: likely. Open until 7 January 2025.")]
    assert "Came out: “Wait.” It occurred." in page_of(desk, "two")
    three = issue("three", MOVING, base.replace("title: Three,", "title: Three, forecasts: [],"))
    assert said(three, "resolved", "dropped") == [], "the previous issue held neither"
    carried = issue("three", MOVING, BASE.replace("title: Three,", "title: Three, forecasts: [open],"))
    assert said(carried, "resolved") == [("open", "It did not occur.")]
    assert said(carried, "dropped") == [], "`wait` had come out before"


def test_a_source_graded_otherwise_than_in_the_previous_issue_is_named_with_the_reason(issue, desk):
    ledger = """
sources:
  - {id: blog, title: The blog, published: 2024-12-02, reliability: B}
  - {id: blog, as_of: 2024-12-07, title: The blog, published: 2024-12-02, reliability: E,
     why: "It made up a strike, as [@paper] shows."}
  - {id: unread, title: Cited by nothing, published: 2024-12-02, reliability: B}
  - {id: unread, as_of: 2024-12-07, title: Cited by nothing, published: 2024-12-02, reliability: E}
events:
  - {id: a, date: 2024-12-02/.., title: Goes on, sources: [paper, blog]}
"""
    two = issue("two", ledger)
    change = {
        "kind": "source",
        "record": "blog",
        "text": "Source 1 regraded from B to E.",
        "reason": "It made up a strike, as [@paper] shows.",
        "issues": None,
        "since": "2024-12-07",
        "since_words": "7 December 2024",
    }
    assert shortly(two["changes"]) == [change]
    assert shortly(two["corrections"]) == [change]
    assert two["changes"][0]["differences"][0] == {
        "key": "reliability", "which": None, "before": "B", "now": "E", "added": [], "gone": [], "bands": None,
    }  # fmt: skip
    assert two["sources"][0]["cited_by"] == ["What changed", "E1", "Changes", "Corrections"]
    words = page_of(desk, "two")
    assert "Source 1 regraded from B to E. [ 1 ]" in words
    assert "Source 1 regraded from B to E. [ 1 ] 7 December 2024" in words
    for brief in ("one", "three"):
        data = issue(brief, ledger)
        assert (data["changes"], data["corrections"]) == ([], [])


def test_a_source_that_is_confidential_no_more_is_named():
    ledger = """
events: [{id: a, date: 2024-12-06, title: A, sources: [man]}]
"""
    man = """sources:
  - {id: man, title: Our man, confidential: true}
  - {id: man, as_of: 2024-12-07, title: A clerk}
"""
    text = BASE.replace("sources:\n", man) + ledger
    dossier = load([read("a.yaml", text.encode())]).dossier
    made = arrange(dossier, dossier.briefs["two"])
    assert [each.text for each in made.changes if each.kind == "source"] == ["Source 1 no longer confidential."]


def test_new_and_revised_events_are_counted(issue):
    assert said(issue("two", LATE), "events") == [
        (None, "2 events new in the chronology."),
        (None, "1 event of earlier issues revised."),
    ]
    assert said(issue("three", LATE), "events") == []


def test_the_history_of_a_judgement_names_the_issue_of_each_version(issue):
    history = {each["id"]: each["history"] for each in issue("two", MOVING)["judgements"]}
    assert [(step["issue"], step["likelihood"]["term"], step["confidence"]) for step in history["up"]] == [
        (1, "unlikely", "low"),
        (2, "very-likely", "low"),
    ]
    assert history["up"][1]["changed"] == "Homs fell."
    assert history["same"] == history["new"] == []
    assert {tuple(each["history"]) for each in issue("one", MOVING)["judgements"]} == {()}


RESTING = """
events:
  - {id: first, date: 2024-12-02, title: First, sources: [paper]}
  - {id: first, as_of: 2024-12-07, date: 2024-12-02, title: First of all, status: retracted, sources: [paper]}
  - {id: second, date: 2024-12-06, title: Second, sources: [wire]}
assessments:
  - {id: j, as_of: 2024-12-03, text: J., likelihood: likely, confidence: low, because: A., basis: [first]}
  - {id: j, as_of: 2024-12-07, text: J., likelihood: likely, confidence: low, because: A., basis: [second]}
  - {id: j, as_of: 2024-12-10, text: J., likelihood: likely, confidence: high, because: A., basis: [second],
     changed: It was seen.}
"""


def test_a_judgement_that_rests_on_something_else_is_not_unchanged(issue):
    two, three = issue("two", RESTING), issue("three", RESTING)
    assert two["judgements"][0]["movement"] == "Basis changed: E1 added, “First” gone."
    (revised,) = (each for each in two["changes"] if each["kind"] == "revised")
    (basis,) = revised["differences"]
    assert (revised["record"], basis["key"], basis["added"], basis["gone"]) == ("j", "basis", ["second"], ["first"])
    assert three["judgements"][0]["movement"] == "Confidence raised from low."


def test_of_a_basis_that_is_mostly_another_it_is_said_how_much_of_it_is(issue):
    base = BASE.replace("sources:\n", "sources:\n" + "".join(f"  - {{id: s{n}, title: S{n}}}\n" for n in range(4)))
    ledger = RESTING.replace("basis: [second]", "basis: [second, s0, s1, s2, s3]")
    assert issue("two", ledger, base)["judgements"][0]["movement"] == "Basis changed: 5 added, 1 gone."


def test_a_version_in_which_neither_likelihood_nor_confidence_moved_is_no_step_of_a_history(issue):
    assert issue("two", RESTING)["judgements"][0]["history"] == []
    history = issue("three", RESTING)["judgements"][0]["history"]
    assert [(step["since"], step["issue"], step["confidence"]) for step in history] == [
        ("2024-12-03", 1, "low"),
        ("2024-12-10", 3, "high"),
    ]


def test_judgements_stand_in_the_order_the_brief_names_them(issue):
    base = BASE.replace("title: Two,", "title: Two, judgements: [new, up, down], forecasts: [open],")
    two = issue("two", MOVING, base)
    assert [(each["label"], each["id"]) for each in two["judgements"]] == [("J1", "new"), ("J2", "up"), ("J3", "down")]
    assert [(each["label"], each["id"]) for each in two["forecasts"]] == [("F1", "open")]


def test_where_theatres_are_heading_is_against_the_previous_issue_only_where_there_is_one(issue, desk):
    trends = "trends: [{theatre: North, trend: improved}]"
    base = BASE.replace("title: One,", f"title: One, {trends},").replace("title: Two,", f"title: Two, {trends},")
    ledger = "events:\n  - {id: a, date: 2024-12-02, title: A, sources: [paper], theatre: North}\n"
    assert issue("one", ledger, base)["trends"][0]["theatre"] == "North"
    assert "Where each theatre is heading Theatre" in page_of(desk, "one")
    assert "Where each theatre is heading, against the previous issue Theatre" in page_of(desk, "two")


# Corrections


def test_corrections_say_what_is_different_in_an_event_of_an_earlier_issue(issue):
    ledger = """
events:
  - id: outage
    date: 2024-12-02
    title: Power fails in the town
    status: claimed
    sources: [paper]
    conflicts: The paper gives two numbers.
    figures: [{what: homes, best: 300, source: paper}]
  - id: outage
    as_of: 2024-12-07
    date: 2024-12-03
    title: Power fails
    status: confirmed
    sources: [paper, wire]
    figures: [{what: homes, best: 900, source: wire}, {what: mills, low: 2, source: wire}]
  - {id: hoax, date: 2024-12-03, title: A bridge falls, status: reported, sources: [paper]}
  - {id: hoax, as_of: 2024-12-07, date: 2024-12-03, title: A bridge falls, status: retracted, sources: [paper]}
  - {id: touched, date: 2024-12-03, title: The same again, sources: [paper]}
  - {id: touched, as_of: 2024-12-07, date: 2024-12-03, title: The same again, sources: [paper, wire], category: roads,
     text: More of it., figures: [{what: mills, low: 2, source: wire}]}
  - {id: newer, date: 2024-12-06, title: Not in an earlier issue, sources: [wire]}
"""
    two = issue("two", ledger, issued())
    found = {each["record"]: each for each in two["corrections"]}
    assert set(found) == {"outage", "hoax"}
    assert found["outage"]["kind"] == "revision"
    assert (found["outage"]["since"], found["outage"]["since_words"]) == ("2024-12-07", "7 December 2024")
    assert found["outage"]["reason"] is None
    assert found["outage"]["issues"] == "issue 1"
    assert found["outage"]["text"] == (
        "It was headed “Power fails in the town”. Status: confirmed, before claimed."
        " Date: 3 December 2024, before 2 December 2024. Homes: 900, before 300."
        " The sources are no longer said to disagree."
    ), "what is added corrects nothing: the mills"
    assert (found["hoax"]["kind"], found["hoax"]["text"]) == ("retraction", "Withdrawn.")
    assert "hoax" not in ids(two["chronology"])
    assert issue("one", ledger)["corrections"] == []
    assert issue("three", ledger)["corrections"] == []


# What is cited


def test_events_outside_the_period_that_something_cites_are_background(issue):
    ledger = """
events:
  - {id: old, date: 2023-05-01, title: Long ago, text: "As [@older] shows.", sources: []}
  - {id: older, date: 2020, title: Longer ago, sources: []}
  - {id: never, date: 2019, title: Cited by nothing, sources: []}
  - {id: now, date: 2024-12-02, title: Now, text: "As once [@old].", sources: [paper]}
"""
    one = issue("one", ledger)
    assert ids(one["chronology"]) == ["now"]
    assert [(event["label"], event["id"]) for event in one["background"]] == [("E2", "older"), ("E3", "old")]


def test_sources_are_numbered_by_first_citation_in_reading_order(issue):
    base = BASE.replace(
        "title: Two,",
        """title: Two, bottom_line: {fact: "Known [@e]."}, key_figures: [{what: homes, best: 3, source: d}],
     sections: [{part: assessment, title: Outlook, text: "So [@h]."},
       {part: fact, title: Facts, text: "Thus [@c; @f]."}],
     gaps: ["Whether [@g]."],""",
    ).replace("sources:\n", "sources:\n" + "".join(f"  - {{id: {letter}, title: {letter}}}\n" for letter in "abcdefgh"))
    ledger = """
events:
  - {id: second, date: 2024-12-07, title: Second, sources: [b]}
  - {id: first, date: 2024-12-06, title: First, text: "Told [@c].", sources: [a]}
"""
    two = issue("two", ledger, base)
    assert ids(two["sources"]) == ["e", "d", "c", "a", "b", "f", "g", "h"]
    assert [source["number"] for source in two["sources"]] == [1, 2, 3, 4, 5, 6, 7, 8]
    by_id = {source["id"]: source["cited_by"] for source in two["sources"]}
    assert by_id["c"] == ["E1", "Facts"]
    assert by_id["e"] == ["Bottom line"]
    assert by_id["h"] == ["Outlook"]


def test_a_confidential_source_shows_its_grade_and_why_and_nothing_that_tells_who(issue, desk):
    base = BASE.replace(
        "{id: paper, title: The paper, published: 2024-12-02, reliability: B, language: en}",
        "{id: paper, title: Our man in Homs, publisher: Abu Nobody, url: 'https://example.org/nobody',"
        " origin: nobody-wire, published: 2024-12-02, reliability: B, why: Long in place., confidential: true,"
        " language: ku}",
    )
    ledger = """
events:
  - id: a
    date: 2024-12-02
    title: A
    text: Told [@paper, at his home].
    sources: [{source: paper, credibility: 2, at: his letter, quote: in his own hand}]
"""
    one = issue("one", ledger, base)
    (source,) = one["sources"]
    assert source["confidential"] is True
    assert (source["reliability"], source["why"]) == ("B", "Long in place.")
    assert (source["publisher"], source["url"], source["language"], source["origin"]) == (None, None, None, None)
    (cite,) = one["chronology"][0]["sources"]
    assert (cite["grade"], cite["at"], cite["quote"]) == ("B2", None, None)
    assert "1 source is confidential." in one["source_summary"]
    assert desk.build("--to", "html", "--to", "json", "--brief", "one").exit_code == 0
    for form in ("html", "json"):
        text = (desk.root / f"output/one/one-draft.{form}").read_text("utf-8")
        for told in ("nobody", "Nobody", "Our man", "his letter", "own hand", "his home", "source-paper", '"paper"'):
            assert told not in text, (form, told)


def test_the_source_summary_counts_origins_grades_languages_and_weaknesses(issue):
    base = BASE.replace("reliability: C,", "reliability: C, origin: paper,")
    ledger = """
events:
  - {id: a, date: 2024-12-06, title: A, sources: [paper, wire]}
  - {id: b, date: 2024-12-06, title: B, sources: [paper]}
  - {id: c, date: 2024-12-06, title: C}
"""
    two = issue("two", ledger, base)
    assert two["source_summary"] == [
        "This issue rests on 2 sources of 1 independent origin.",
        "By reliability: 1 usually reliable (B) and 1 fairly reliable (C).",
        "Most used: The paper (2 times).",
        "Weaknesses: 2 of 3 events rest on one origin and 1 event names no source.",
        "Languages: Arabic (1) and English (1).",
    ]
    assert issue("two", "events: [{id: c, date: 2024-12-06, title: C}]")["source_summary"] == [
        "This issue cites no source."
    ]


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ({"a": "[paper]"}, "1 of 1 event rests on one origin"),
        ({"a": "[paper]", "b": "[paper, wire]"}, "1 of 2 events rests on one origin"),
        ({"a": "[paper]", "b": "[wire]"}, "2 of 2 events rest on one origin"),
        ({"a": "[paper, wire]", "b": "[]"}, "1 event names no source"),
    ],
)
def test_weaknesses_agree_with_their_numbers(issue, events, words):
    ledger = "events:\n" + "".join(
        f"  - {{id: {id_}, date: 2024-12-06, title: T, sources: {sources}}}\n" for id_, sources in events.items()
    )
    assert f"Weaknesses: {words}." in issue("two", ledger)["source_summary"]


# Which events, under which headings


@pytest.mark.parametrize(
    ("select", "chosen"),
    [
        ("", ["a", "b", "c"]),
        ("select: {categories: [roads]}", ["a", "b"]),
        ("select: {actors: [army, police]}", ["b", "c"]),
        ("select: {places: [homs]}", ["a", "c"]),
        ("select: {categories: [roads], places: [homs]}", ["a"]),
        ("select: {categories: [roads, power], places: [homs]}", ["a", "c"]),
    ],
)
def test_a_brief_may_select_by_category_place_and_actor(issue, select, chosen):
    ledger = """
actors: [{id: army, name: Army}, {id: police, name: Police}]
places: [{id: homs, name: Homs}, {id: hama, name: Hama}]
events:
  - {id: a, date: 2024-12-01, title: A, category: roads, place: homs, sources: [paper]}
  - {id: b, date: 2024-12-02, title: B, category: roads, place: hama, actors: [army], sources: [paper]}
  - {id: c, date: 2024-12-03, title: C, category: power, place: homs, actors: [army, police], sources: [paper]}
"""
    base = BASE.replace("title: One,", f"title: One, {select}," if select else "title: One,")
    assert ids(issue("one", ledger, base)["chronology"]) == chosen


def test_phases_are_headings_of_the_chronology(issue, desk):
    base = BASE.replace(
        "title: Two,",
        "title: Two, phases: [{title: Waiting, from: 2024-12-05, to: 2024-12-06},"
        " {title: Moving, from: 2024-12-07, to: 2024-12-08}],",
    )
    issue(
        "two",
        """
events:
  - {id: a, date: 2024-12-05, title: A, sources: [wire]}
  - {id: b, date: 2024-12-06, title: B, sources: [wire]}
  - {id: c, date: 2024-12-07, title: C, sources: [wire]}
  - {id: before, date: 2024-12-03, title: Before all phases, sources: [wire]}
""",
        base,
    )
    assert desk.build("--to", "html", "--brief", "two").exit_code == 0
    page = (desk.root / "output/two/two-draft.html").read_text("utf-8").replace("\xa0", " ")
    found = re.findall(r'<h4 class="phase"[^>]*>(\w+)|id="event-(\w+)"', page)
    assert [phase or event for phase, event in found] == ["before", "Waiting", "a", "b", "Moving", "c"]
    assert "5–6 December 2024" in page


def test_a_phase_that_runs_backwards_is_printed_as_written_where_its_rule_is_off(issue, desk):
    base = BASE.replace("title: Two,", 'title: Two, phases: [{title: Back, from: 2024-12-05, to: "1950S2"}],')
    base = base.replace("project: {", "project: {rules: {phase-reversed: off}, ")
    issue("two", "events: [{id: a, date: 2024-12-05, title: A, sources: [wire]}]", base)
    assert desk.build("--to", "html", "--brief", "two").exit_code == 0
    page = (desk.root / "output/two/two-draft.html").read_text("utf-8").replace("\xa0", " ")
    assert re.search(r'<h4 class="phase">Back <span class="dates">5 December 2024 – .*1950', page)


def test_where_the_sequence_of_a_day_is_not_known_its_entries_say_so(issue):
    ledger = """
events:
  - {id: day-a, date: 2024-12-02, title: A, sources: [paper]}
  - {id: day-b, date: 2024-12-02, title: B, sources: [paper]}
  - {id: clock-a, date: 2024-12-03, time: "05:00", title: C, sources: [paper]}
  - {id: clock-b, date: 2024-12-03, time: "06:00", title: D, sources: [paper]}
  - {id: told-b, date: 2024-12-04, title: F, sources: [paper], order: {after: [told-a]}}
  - {id: told-a, date: 2024-12-04, title: E, sources: [paper]}
"""
    one = issue("one", ledger, BASE.replace("published: 2024-12-02", "published: 2024-12-04"))
    assert [(event["id"], event["sequence_unknown"]) for event in one["chronology"]] == [
        ("day-a", True),
        ("day-b", True),
        ("clock-a", False),
        ("clock-b", False),
        ("told-a", False),
        ("told-b", False),
    ]


def headings(desk) -> list[tuple[str, str]]:
    """What the chronology of the first issue prints, as pairs of what it is and its words."""
    assert desk.build("--to", "html", "--brief", "one").exit_code == 0
    page = (desk.root / "output" / "one" / "one-draft.html").read_text("utf-8").replace("\xa0", " ")
    return re.findall(r'<(?:h\d|p) class="(day|order|entry-title)"[^>]*>([^<]*)', page)


def test_an_approximate_day_stands_under_the_heading_of_its_day(issue, desk):
    ledger = """
events:
  - {id: a, date: 2024-12-02, title: A, sources: [paper]}
  - {id: b, date: 2024-12-02~, title: B, sources: [paper]}
  - {id: c, date: 2024-12-02, title: C, sources: [paper]}
"""
    issue("one", ledger)
    assert headings(desk) == [
        ("day", "Monday 2 December 2024"),
        ("order", "Sequence not established."),
        ("entry-title", "A"),
        ("entry-title", "B"),
        ("entry-title", "C"),
    ]
    assert "B About 2 December 2024" in page_of(desk, "one")


def test_that_the_sequence_is_not_known_is_said_once_of_a_day_and_of_a_single_entry_too(issue, desk):
    ledger = """
events:
  - {id: a, date: 2024-12-01, title: A, sources: [paper]}
  - {id: b, date: 2024-12-01, title: B, sources: [paper]}
  - {id: month, date: 2024-12, title: Some time, sources: [paper]}
  - {id: c, date: 2024-12-01, time: "10:00", title: C, sources: [paper]}
  - {id: d, date: 2024-12-01, time: "10:00", title: D, sources: [paper]}
"""
    issue("one", ledger)
    assert headings(desk) == [
        ("day", "Sunday 1 December 2024"),
        ("order", "Sequence not established: E1, E2, E4, E5."),
        ("entry-title", "A"),
        ("entry-title", "B"),
        ("day", "December 2024"),
        ("order", "E3 may belong before or after events under other dates."),
        ("entry-title", "Some time"),
        ("day", "Sunday 1 December 2024 (continued)"),
        ("entry-title", "C"),
        ("entry-title", "D"),
    ]


def test_events_that_overlap_under_headings_of_their_own_are_said_to_be_in_no_known_order(issue, desk):
    ledger = """
events:
  - {id: month, date: 2024-12, title: Some time, sources: [paper]}
  - {id: day, date: 2024-12-03, title: On the third, sources: [paper]}
  - {id: stretch, date: 2024-12-02/2024-12-04, title: From the second on, sources: [paper]}
"""
    page = issue("one", ledger)
    unknown = {event["id"] for event in page["chronology"] if event["sequence_unknown"]}
    assert unknown == {"month", "stretch"}
    said = [kind for kind, _ in headings(desk)]
    assert said == ["day", "order", "entry-title", "day", "order", "entry-title", "day", "entry-title"]


def test_the_order_is_the_same_however_the_files_are_cut_and_shuffled(issue, desk):
    events = [f"  - {{id: e{n}, date: 2024-12-0{n % 4 + 1}, title: T, sources: [paper]}}\n" for n in range(1, 9)]
    first = issue("one", "events:\n" + "".join(events))
    desk.write("content/a.yaml", "events:\n" + "".join(reversed(events[::2])))
    assert issue("one", "events:\n" + "".join(events[1::2])) == first


def test_what_came_after_what_holds_by_way_of_an_event_that_the_page_does_not_show(issue):
    ledger = """
events:
  - {id: a1, date: 2024-03, title: A, category: c, sources: [old], order: {after: [w]}}
  - {id: w, date: 2024-03-20/2024-04-20, title: W, category: other, sources: [old], order: {after: [z1]}}
  - {id: z1, date: 2024-03, title: Z, category: c, sources: [old]}
sources: [{id: old, title: Old, published: 2024-03-01}]
"""
    base = BASE.replace("2024-12-01/2024-12-04}", "2024-03-01/2024-03-31%s}")
    whole = issue("one", ledger, base % "")
    without = issue("one", ledger, base % ", select: {categories: [c]}")
    early = issue("one", ledger, base.replace("03-31%s", "03-19"))
    assert [ids(page["chronology"]) for page in (whole, without, early)] == [
        ["z1", "w", "a1"],
        ["z1", "a1"],
        ["z1", "a1"],
    ]
    assert not any(event["sequence_unknown"] for page in (whole, without) for event in page["chronology"])
    retracted = ledger.replace("category: other", "category: other, status: retracted")
    assert ids(issue("one", retracted, base % "")["chronology"]) == ["a1", "z1"]


# Figures


def test_as_data_a_date_and_its_time_are_as_written_and_the_zone_is_named(issue):
    ledger = """
events:
  - {id: clock, date: 2024-12-02, time: "19:00", title: A, sources: [paper]}
  - {id: offset, date: 2024-12-02, time: "20:00Z", title: B, sources: [paper]}
  - {id: within, date: 2024-12-03T05:00+03:00, title: C, sources: [paper]}
  - {id: month, date: 2024-12~, title: D, sources: [paper]}
"""
    page = issue("one", ledger)
    assert page["brief"]["timezone"] == "Asia/Damascus"
    found = {each["id"]: (each["date"], each["time"]) for each in page["chronology"]}
    assert found == {
        "clock": ("2024-12-02", "19:00"),
        "offset": ("2024-12-02", "20:00Z"),
        "within": ("2024-12-03T05:00+03:00", None),
        "month": ("2024-12~", None),
    }
    for date, _ in found.values():
        assert Date.parse(date).text == date
    assert "19:00" in next(each["words"] for each in page["chronology"] if each["id"] == "clock")


def test_a_key_figure_written_out_beside_an_event_is_printed_with_it(issue):
    ledger = """
events: [{id: a, date: 2024-12-02, title: A, sources: [paper], figures: [{what: dead, best: 3}]}]
"""
    keys = "2024-12-01/2024-12-04, key_figures: [{event: a, what: hurt, best: 7}, {event: a, what: dead}]}"
    page = issue("one", ledger, BASE.replace("2024-12-01/2024-12-04}", keys))
    assert [(each["event"], each["what"], each["best"]) for each in page["key_figures"]] == [
        ("a", "hurt", 7),
        ("a", "dead", 3),
    ]


RANGE = """
events:
  - id: strike
    date: 2024-12-02
    title: Strike
    sources: [paper]
    figures:
      - {what: killed, low: 10, high: 20, source: [paper, wire]}
      - {what: hurt, best: 5, source: [paper]}
      - {what: fled, best: 100, source: paper}
"""


def test_a_range_names_every_source_that_it_takes_and_a_figure_of_one_source_names_it_as_before(issue):
    found = {
        each["what"]: each for each in issue("two", RANGE.replace("date: 2024-12-02", "date: 2024-12-06"))["figures"]
    }
    assert {what: (each["source"], each["sources"]) for what, each in found.items()} == {
        "killed": (None, ["paper", "wire"]),
        "hurt": ("paper", ["paper"]),
        "fled": ("paper", ["paper"]),
    }


def test_a_range_is_not_known_before_all_of_its_sources_are(issue):
    first = issue("one", RANGE)["chronology"][0]
    assert [each["what"] for each in first["figures"]] == ["hurt", "fled"]


COUNTED = """
events:
  - id: strike
    date: 2024-12-02
    title: Strike
    sources: [paper]
    figures:
      - {what: killed, low: 10, high: 20, unit: people, source: paper, counted: 2024-12-02}
      - {what: held, best: 5, source: paper}
      - {what: fled, best: 100, source: paper}
  - id: strike
    as_of: 2024-12-07
    date: 2024-12-02
    title: Strike
    sources: [paper, wire]
    figures:
      - {what: killed, low: 1000, best: 1500, high: 3500, unit: people, source: wire, counted: 2024-12-07}
      - {what: held, best: 4, source: wire}
      - {what: fled, best: 100, source: paper}
      - {what: missing-persons, high: 7, source: wire}
"""


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("best: 2000", "2,000"),
        ("low: 800", "at least 800"),
        ("low: 800, best: 800", "at least 800"),
        ("low: 720, best: 727", "at least 720, best estimate 727"),
        ("high: 40", "at most 40"),
        ("best: 40, high: 40", "at most 40"),
        ("best: 30, high: 40", "at most 40, best estimate 30"),
        ("low: 5, high: 5", "5"),
        ("low: 5, best: 5, high: 5", "5"),
        ("low: 5, high: 9", "5–9"),
        ("low: 5, best: 5, high: 9", "5–9, best estimate 5"),
    ],
)
def test_a_bound_of_a_figure_is_never_lost(issue, figure, words):
    ledger = f"""
events: [{{id: a, date: 2024-12-02, title: A, sources: [paper], figures: [{{what: killed, {figure}}}]}}]
"""
    assert issue("one", ledger)["chronology"][0]["figures"][0]["words"] == words


def test_key_figures_say_how_they_moved_since_the_previous_issue(issue):
    figures = ", ".join(f"{{event: strike, what: {what}}}" for what in ("killed", "held", "fled", "missing-persons"))
    written = ", {what: shelters, best: 12, source: wire}"
    base = BASE.replace("title: One,", "title: One, key_figures: [{event: strike, what: killed}],").replace(
        "title: Two,", f"title: Two, key_figures: [{figures}{written}],"
    )
    (first,) = issue("one", COUNTED, base)["key_figures"]
    assert (first["words"], first["change"], first["counted"]["words"]) == ("10–20", None, "2 December 2024")
    two = issue("two", COUNTED, base)["key_figures"]
    assert [(each["what"], each["words"], each["change"]) for each in two] == [
        ("killed", "1,000–3,500, best estimate 1,500", "up from 10–20"),
        ("held", "4", "down from 5"),
        ("fled", "100", "unchanged"),
        ("missing-persons", "at most 7", "new"),
        ("shelters", "12", "new"),
    ]
    assert (two[0]["low"], two[0]["best"], two[0]["high"], two[0]["unit"]) == (1000, 1500, 3500, "people")
    assert [each["event"] for each in two] == ["strike"] * 4 + [None]


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("low: 200, high: 300", "best: 240", "was 200–300"),
        ("low: 500", "low: 450, high: 540", "was at least 500"),
        ("low: 200, high: 300", "low: 301", "up from 200–300"),
        ("best: 9, high: 12", "best: 8", "was at most 12, best estimate 9"),
        ("low: 200, high: 300", "high: 199", "down from 200–300"),
    ],
)
def test_a_figure_went_up_or_down_only_where_the_ranges_say_so(issue, before, now, words):
    ledger = f"""
events:
  - {{id: a, date: 2024-12-02, title: A, sources: [paper], figures: [{{what: killed, {before}}}]}}
  - {{id: b, date: 2024-12-06, title: B, sources: [wire], figures: [{{what: killed, {now}}}]}}
"""
    base = BASE.replace("title: One,", "title: One, key_figures: [{event: a, what: killed}],").replace(
        "title: Two,", "title: Two, key_figures: [{event: b, what: killed}],"
    )
    (killed,) = issue("two", ledger, base)["key_figures"]
    assert killed["change"] == words


def test_highlights_name_events_that_the_issue_knows(issue):
    base = BASE.replace("title: Two,", "title: Two, highlights: [b, a],")
    ledger = """
events:
  - {id: a, date: 2024-12-06, title: A, sources: [wire]}
  - {id: b, date: 2024-12-07, title: B, sources: [wire]}
"""
    assert issue("two", ledger, base)["highlights"] == ["b", "a"]


# What may be shown


def test_what_is_marked_above_the_brief_is_not_there_and_leaves_no_gap_in_the_numbers(issue):
    secret = "handling: TLP:AMBER"
    base = BASE.replace(
        "sources:\n", f"sources:\n  - {{id: leak, title: Leak, {secret}}}\n  - {{id: open-page, title: Page}}\n"
    )
    ledger = f"""
actors: [{{id: spy, name: Spy, {secret}}}]
events:
  - {{id: a, date: 2024-12-01, title: A, sources: [leak]}}
  - {{id: b, date: 2024-12-02, title: B, actors: [spy], sources: [leak, open-page], handling: TLP:CLEAR,
     downgrade: {{by: The desk, because: The page tells it as well.}}}}
  - {{id: c, date: 2024-12-03, title: C, {secret}, sources: [open-page]}}
  - {{id: d, date: 2024-12-04, title: D, sources: [open-page]}}
"""
    one = issue("one", ledger, base)
    assert [(event["label"], event["id"]) for event in one["chronology"]] == [("E1", "b"), ("E2", "d")]
    assert [(source["number"], source["id"]) for source in one["sources"]] == [(1, "open-page")]
    assert one["chronology"][0]["actors"] == []
    assert one["actors"] == []
    amber = issue("one", ledger, base.replace("title: One,", "title: One, handling: TLP:AMBER,"))
    assert ids(amber["chronology"]) == ["a", "b", "c", "d"]
    assert [event["handling"] for event in amber["chronology"]] == ["TLP:AMBER", "TLP:CLEAR", "TLP:AMBER", "TLP:CLEAR"]


def test_all_current_judgements_stand_the_oldest_first_when_a_brief_names_none(issue):
    assert ids(issue("two", MOVING)["judgements"]) == ["down", "range", "same", "up", "words", "new"]


# What is said of time, and in words of a list, as data


def test_moments_are_iso_and_dates_as_written_with_their_words_beside(issue):
    base = BASE.replace(
        "cutoff: 2024-12-04,",
        "cutoff: 2024-12-04T18:00, next: 2024-12-08~, state: final,"
        " approved: {by: The editor, on: 2024-12-04T19:30}, trends: [{theatre: North, trend: improved,"
        " alerts: [conflict-risk]}],",
    ).replace(
        "published: 2024-12-02, reliability: B,",
        "published: 2024-12, accessed: 2024-12-03T06:00Z, kind: news-agency, reliability: B,",
    )
    ledger = """
events:
  - {id: a, date: 2024-12-01, title: A, category: territorial-control, sources: [paper]}
  - id: a
    as_of: 2024-12-03T05:00Z
    date: 2024-12-01
    title: A
    category: territorial-control
    sources: [paper]
    figures: [{what: displaced-persons, best: 3, counted: 2024-12-02?, source: paper}]
forecasts:
  - {id: f, as_of: 2024-12-02, text: F., likelihood: likely, confidence: low, because: A., basis: [a],
     category: use-of-force, by: 2024-12, judged_by: J., outcome: {result: occurred, on: 2024-12-03T01:00Z,
     because: [a]}}
"""
    one = issue("one", ledger, base)
    brief, (event,), (forecast,), (source,) = one["brief"], one["chronology"], one["forecasts"], one["sources"]
    assert (brief["cutoff"], brief["cutoff_words"]) == (
        "2024-12-04T18:00:00+03:00",
        "4 December 2024, 18:00 (Damascus, UTC+3)",
    )
    assert brief["next"] == {
        "date": "2024-12-08~",
        "words": "about 8 December 2024",
        "earliest": "2024-12-08",
        "latest": "2024-12-08",
    }
    assert brief["approved"] == {
        "by": "The editor",
        "on": "2024-12-04T19:30:00+03:00",
        "on_words": "4 December 2024, 19:30 (Damascus, UTC+3)",
    }
    assert (source["published"], source["published_words"]) == ("2024-12", "December 2024")
    assert (source["accessed"], source["accessed_words"]) == (
        "2024-12-03T09:00:00+03:00",
        "3 December 2024, 09:00 (Damascus, UTC+3)",
    )
    assert event["revised"] == "2024-12-03T08:00:00+03:00"
    assert (forecast["since"], forecast["since_words"]) == ("2024-12-02", "2 December 2024")
    assert forecast["outcome"]["on"] == "2024-12-03T04:00:00+03:00"
    (figure,) = one["figures"]
    assert (figure["counted"]["date"], figure["counted"]["earliest"]) == ("2024-12-02?", "2024-12-02")
    assert (event["category"], forecast["category"], source["kind"], figure["what"], one["trends"][0]["alerts"]) == (
        "territorial-control",
        "use-of-force",
        "news-agency",
        "displaced-persons",
        ["conflict-risk"],
    )


def test_the_page_prints_them_in_words(issue, desk):
    base = BASE.replace("title: One,", "title: One, next: 2024-12-08, key_figures: [{event: a, what: held-persons}],")
    ledger = """
events:
  - id: a
    date: 2024-12-01
    title: A
    sources: [paper]
    figures: [{what: held-persons, best: 3, counted: 2024-12-02, source: paper}]
"""
    issue("one", ledger, base)
    words = page_of(desk, "one")
    assert "Next issue 8 December 2024" in words
    assert "Held persons: 3 , as of 2 December 2024 [ 1 ] ." in words
    assert "The paper . 2 December 2024." in words


MENDED = """
places:
  - {id: kyiv, name: Kyiv}
  - {id: lviv, name: Lviv}
events:
  - id: counted
    date: 2024-12-02
    title: Counted
    place: kyiv
    sources: [{source: paper, credibility: 2}]
    figures: [{what: killed, best: 5, unit: people}, {what: hurt, best: 9, unit: people}]
  - id: counted
    as_of: 2024-12-07
    date: 2024-12-02
    title: Counted
    place: lviv
    sources: [{source: paper, credibility: 4}]
    figures: [{what: killed, best: 5, unit: cattle}]
  - {id: long-ago, date: 2020-01-01, title: Long ago, sources: [paper], as_of: 2024-12-01}
  - {id: long-ago, date: 2020-01-01, title: Longer ago, sources: [paper], as_of: 2024-12-07}
  - {id: withdrawn, date: 2024-12-02, title: Withdrawn later, sources: [paper]}
  - {id: withdrawn, as_of: 2024-12-07, date: 2024-12-02, title: Withdrawn later, status: retracted, sources: [paper],
     text: The paper took it back.}
assessments:
  - {id: view, as_of: 2024-12-03, text: View., likelihood: likely, confidence: low, because: B., basis: [withdrawn]}
"""


def test_a_correction_says_all_that_is_different_and_only_of_what_an_issue_printed(issue):
    corrections = {each["record"]: each for each in issue("two", MENDED, issued())["corrections"]}
    assert set(corrections) == {"counted", "withdrawn"}
    assert corrections["counted"]["text"] == (
        "Place: Lviv, before Kyiv. Killed: 5 cattle, before 5 people. Hurt: 9 people, taken back."
        " Credibility of source 1: 4, before 2."
    )
    assert corrections["withdrawn"]["kind"] == "retraction"


def test_a_retracted_event_stands_among_the_corrections_only(issue):
    two = issue("two", MENDED, issued())
    shown = {
        event["id"] for event in two["chronology"] + two["background"] + two["highlights"] if isinstance(event, dict)
    }
    assert "withdrawn" not in shown
    assert "withdrawn" in ids(issue("one", MENDED)["chronology"])


def test_a_retraction_is_told_once(issue):
    assert "withdrawn" not in {each["record"] for each in issue("three", MENDED)["corrections"]}


WITHDRAWN = """
events:
  - {id: bridge, date: 2024-12-02, title: A bridge falls, status: reported, sources: [paper]}
  - {id: bridge, as_of: 2024-12-07, date: 2024-12-02, title: No bridge fell, status: retracted, sources: [paper],
     text: "The wire shows it standing [@wire]."}
  - {id: dam, date: 2020-01-01, as_of: 2024-12-03, title: A dam breaks, sources: [paper]}
  - {id: dam, date: 2020-01-01, as_of: 2024-12-07, title: A dam breaks, sources: [paper], status: retracted}
"""


def test_what_earlier_issues_printed_and_the_desk_withdrew_comes_first_of_all_that_changed(issue, desk):
    two = issue("two", WITHDRAWN, issued())
    assert shortly(two["changes"])[0] == {
        "kind": "retraction",
        "record": "bridge",
        "text": "Withdrawn.",
        "reason": "The wire shows it standing [@wire].",
        "issues": "issue 1",
        "since": "2024-12-07",
        "since_words": "7 December 2024",
    }
    assert two["corrections"] == two["changes"][:1], "no issue had printed the dam"
    words = page_of(desk, "two")
    assert "Withdrawn: “A bridge falls” (issue 1). The wire shows it standing [ 1 ] ." in words
    assert "“A bridge falls” (issue 1). Withdrawn. The wire shows it standing [ 1 ] . 7 December 2024" in words
    assert "No bridge fell" not in words


def test_what_is_withdrawn_names_every_issue_that_printed_it(issue):
    ledger = WITHDRAWN.replace("2024-12-07", "2024-12-10").replace("date: 2024-12-02,", "date: 2024-12-02/2024-12-06,")
    (change,) = (each for each in issue("three", ledger, issued())["changes"] if each["kind"] == "retraction")
    assert change["issues"] == "issues 1 and 2"
    unnumbered = issue("three", ledger, issued(BASE.replace("number: 2, ", "")))["changes"][0]
    assert unnumbered["issues"] == "the issues of 4 December 2024 and 8 December 2024"


@pytest.mark.parametrize(
    "named",
    [
        "highlights: [dam]",
        "sections: [{part: fact, title: S, text: 'It broke [@dam].'}]",
        "judgements: [resting]",
    ],
)
def test_an_issue_has_printed_what_it_named(issue, named):
    ledger = (
        WITHDRAWN
        + "assessments: [{id: resting, text: R., likelihood: likely, confidence: low, because: B., basis: [dam]}]"
    )
    base = BASE.replace("title: One,", f"title: One, {named},").replace("title: Two,", "title: Two, judgements: [],")
    if "judgements" not in named:
        base = base.replace("title: One,", "title: One, judgements: [],")
    assert [each["record"] for each in issue("two", ledger, issued(base))["corrections"]] == ["dam", "bridge"]


def test_a_correction_quotes_those_sentences_that_no_longer_stand(issue):
    long = " ".join(f"word{n}" for n in range(60))
    ledger = f"""
events:
  - {{id: a, date: 2024-12-02, title: A, sources: [paper], text: "One bridge fell [@paper]. The mayor was there."}}
  - {{id: a, as_of: 2024-12-07, date: 2024-12-02, title: A, sources: [paper], text: "Two fell. The mayor was there."}}
  - {{id: b, date: 2024-12-02, title: B, sources: [paper], text: "It rained."}}
  - {{id: b, as_of: 2024-12-07, date: 2024-12-02, title: B, sources: [paper], text: "It rained. It snowed."}}
  - {{id: d, date: 2024-12-02, title: D, sources: [paper], conflicts: "Some say 3, some 4. Some say 5."}}
  - {{id: d, as_of: 2024-12-07, date: 2024-12-02, title: D, sources: [paper], conflicts: "Some say 5."}}
  - {{id: e, date: 2024-12-02, title: E, sources: [paper], text: Told., conflicts: Doubted.}}
  - {{id: e, as_of: 2024-12-07, date: 2024-12-02, title: E, sources: [paper], text: Told so., conflicts: Denied.}}
  - {{id: c, date: 2024-12-02, title: C, sources: [paper, gone], text: "Said {long}."}}
  - {{id: c, as_of: 2024-12-07, date: 2024-12-02, title: C, sources: [paper]}}
"""
    base = BASE.replace("sources:\n", "sources:\n  - {id: gone, title: The leaflet, published: 2024-12-02}\n")
    found = {each["record"]: each["text"] for each in issue("two", ledger, issued(base))["corrections"]}
    assert found["a"] == "The account was rewritten; it read: “One bridge fell.”"
    assert "b" not in found, "what is only added corrects nothing"
    assert found["d"] == "Where sources disagree was rewritten; it read: “Some say 3, some 4.”"
    assert found["e"] == "The account was rewritten; it read: “Told.” Where sources disagree was rewritten too."
    assert found["c"].startswith("It no longer cites “The leaflet”. The account was rewritten; it read: “Said word0")
    assert found["c"].endswith("word26 …”")
    assert len(found["c"].split(". ", 1)[1].split()) <= 40


def test_what_is_new_is_named_in_words_that_have_room_on_page_one():
    said = "The bridge will {likely} be passable again for lorries and for buses of the valley by the end of March."

    def names(lines: int, topic: str = "the-bridge") -> tuple[list[str], list[str]]:
        """By what two new records are named on a screen and on paper, where a judgement takes so many lines."""
        judgements = "".join(
            f"  - {{id: {id_}, as_of: 2024-12-07, text: '{text}', likelihood: likely, confidence: low, because: B.,"
            f" basis: [bridge]{about}}}\n"
            for id_, text, about in (("long", "word " * 14 * lines, ", category: heavy-rain"), ("plain", said, ""))
        )
        forecast = (
            f"forecasts: [{{id: lorries, as_of: 2024-12-07, text: '{said}', likelihood: likely, confidence: low,"
            f" because: B., basis: [bridge], by: 2025-03-31, judged_by: J., category: {topic}}}]"
        )
        dossier = load([read("a.yaml", f"{issued()}{WITHDRAWN}assessments:\n{judgements}{forecast}".encode())]).dossier
        made = briefing_of(dossier, dossier.briefs["two"])
        found = (front.on_screen(made).names, front.on_paper(made).names)
        return tuple([each.get(id_, "") for id_ in ("long", "plain", "lorries")] for each in found)

    named = ["heavy rain", "", "the bridge"]
    assert names(1) == (named, named), "what has no topic has its label only"
    assert names(43) == (named, named)
    assert names(46, "the-road-over-the-bridge-and-all-that-goes-over-it-from-spring-on")[1] == ["", "", ""]
    assert names(60) == (named, ["", "", ""]), "what is too long already is made no longer"


def test_on_paper_words_give_way_to_topics_then_reasons_and_never_why_something_was_withdrawn():
    def paper(lines: int, dropped: int = 1) -> front.Front:
        """Page one where a key judgement takes so many lines, and so many are not carried on."""
        held = "".join(
            f"  - {{id: {id_}, as_of: {day}, text: '{text}', likelihood: {likelihood}, confidence: low, because: B.,"
            f" basis: [bridge], category: roads, changed: '{'It rained. ' * 12}'}}\n"
            for id_, text in (("moved", "word " * 14 * lines), *((f"j{n}", "T. " * 60) for n in range(dropped)))
            for day, likelihood in (("2024-12-03", "likely"), ("2024-12-07", "unlikely"))
        )
        base = BASE.replace("title: Two,", "title: Two, judgements: [moved],")
        dossier = load([read("a.yaml", f"{issued(base)}{WITHDRAWN}assessments:\n{held}".encode())]).dossier
        made = briefing_of(dossier, dossier.briefs["two"])
        assert {"retraction", "moved", "dropped"} <= {each.kind for each in made.changes}
        return front.on_paper(made)

    assert paper(1).quoting
    assert paper(1).reasoned == {"bridge", "moved"}
    assert not paper(1, dropped=30).quoting
    assert paper(1, dropped=30).reasoned == {"bridge", "moved"}
    assert not paper(44).quoting
    assert paper(60).reasoned == {"bridge"}
    assert paper(60).rest == 0, "the judgement that moved is told all the same"


def test_as_data_an_indicator_has_its_id_a_copy_its_hash_and_a_stated_number_says_so(desk):
    digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    desk.write("content/log.txt", "test")
    desk.write(
        "content/all.yaml",
        f"""
        project: {{series: Grid Watch, timezone: UTC, handling: TLP:CLEAR}}
        sources:
          - id: log
            title: Log
            published: 2024-03-01
            saved: {{file: log.txt, sha256: {digest}, captured: 2024-03-02, by: desk}}
        events: [{{id: outage, date: 2024-03-01, title: Power fails, sources: [log]}}]
        assessments:
          - {{id: long, text: It lasts, likelihood: 0.85}}
          - {{id: short, text: It ends, likelihood: likely, would_change: [{{indicator: rain}}, {{text: Frost}}]}}
        forecasts:
          - {{id: storm, text: It storms, by: Y170000002, judged_by: Wind, indicators: [{{id: rain, text: Rain}}]}}
        briefs: [{{id: one, title: One, cutoff: 2024-03-12, period: 2024-03-01/2024-03-12}}]
        """,
    )
    data = desk.briefing("one")
    assert [each["likelihood"]["stated"] for each in data["judgements"]] == [True, False]
    assert [sign["id"] for sign in data["forecasts"][0]["indicators"]] == ["rain"]
    assert [sign["id"] for sign in data["judgements"][1]["would_change"]] == ["rain", None]
    copy = data["sources"][0]["saved"]
    assert (copy["sha256"], copy["captured"], copy["by"]) == (digest, "2024-03-02", "desk")
    assert data["forecasts"][0]["by"]["earliest"] == "Y170000002-01-01"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("un-agency", "UN agency"),
        ("local-ngo", "local NGO"),
        ("armed-clash", "armed clash"),
        ("us-troops", "us troops"),
    ],
)
def test_what_groups_records_is_read_as_words_with_abbreviations_in_capitals(written, read):
    assert humanised(written) == read
