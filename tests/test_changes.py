"""What changed since the issue before, and what `briefgen diff` says of two briefs, moments or revisions."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.prose import revised

ROOT = Path(__file__).parent.parent

PROJECT = "project: {series: River Watch, desk: River desk, timezone: UTC, handling: 'TLP:CLEAR'}\n"
CONTENT = """
sources:
  - {id: paper, title: Paper, published: 2024-12-02, language: en, reliability: B, why: A daily of the valley.}
  - {id: wire, title: Wire, published: 2024-12-06, language: en, reliability: B, why: A news agency.}
events:
  - id: flood
    date: 2024-12-02
    title: The river rises over its banks
    status: reported
    text: Two bridges are closed, and one of them is damaged.
    sources: [{source: paper, credibility: 2}]
    figures: [{what: homes-flooded, best: 300, unit: homes, source: paper}]
  - id: flood
    as_of: 2024-12-07
    date: 2024-12-02
    title: The river rises over its banks
    status: confirmed
    text: Three bridges are closed, and one of them is damaged.
    sources: [{source: paper, credibility: 1}, {source: wire, credibility: 1}]
    figures: [{what: homes-flooded, best: 900, unit: homes, source: wire}]
  - {id: hoax, date: 2024-12-03, title: A dam breaks, status: reported, sources: [paper]}
  - {id: hoax, as_of: 2024-12-07, date: 2024-12-03, title: A dam breaks, status: retracted, sources: [paper],
     text: The paper took it back.}
  - {id: rain, date: 2024-12-06, title: It rains for a day, status: reported, sources: [wire]}
assessments:
  - {id: falling, as_of: 2024-12-03, text: "The river will {likely} fall by 20 December 2024.", likelihood: likely,
     confidence: low, because: One gauge., basis: [flood], category: river, alternatives: [It rises.],
     would_change: [More rain.], assumptions: [{text: No more rain., grade: caveated}]}
  - {id: falling, as_of: 2024-12-07, text: "The river is {very unlikely} to fall by 20 December 2024.",
     likelihood: very-unlikely, confidence: moderate, because: Two gauges., basis: [flood, rain], category: river,
     alternatives: [It falls.], would_change: [A dry week.], assumptions: [{text: No dry week., grade: caveated}],
     changed: It rained for a day.}
briefs:
  - {id: one, number: 1, title: The river rises, cutoff: 2024-12-04, period: 2024-12-01/2024-12-04,
     state: final, approved: {by: Desk, on: 2024-12-05},
     key_figures: [{event: flood, what: homes-flooded}]}
  - {id: two, number: 2, title: More rain, cutoff: 2024-12-08, period: 2024-12-05/2024-12-08,
     key_figures: [{event: flood, what: homes-flooded}]}
"""


@pytest.fixture
def river(desk):
    """A project with two issues, in which a judgement moved, an event was revised and another one withdrawn."""
    desk.write("content/all.yaml", PROJECT + CONTENT)
    return desk


def git(folder: Path, *words: str) -> str:
    name = {"GIT_AUTHOR_NAME": "Desk", "GIT_AUTHOR_EMAIL": "desk@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    env = {**os.environ, **name, "GIT_COMMITTER_NAME": "Desk", "GIT_COMMITTER_EMAIL": "desk@example.org"}
    return subprocess.run(["git", *words], cwd=folder, env=env, check=True, capture_output=True, text=True).stdout


def record(folder: Path) -> None:
    """Record all there is as a revision."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A revision")


def diff(desk, *words: str):
    with contextlib.chdir(desk.root):
        return desk.run("diff", *words)


def told(desk, *words: str) -> dict:
    result = diff(desk, *words, "--to", "json")
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout)


def changed(data: dict, kind: str, record: str) -> dict:
    (found,) = (each for each in data["changes"] if (each["kind"], each["record"]) == (kind, record))
    return found


def fields(change: dict) -> dict[str, dict]:
    return {each["key"]: each for each in change["differences"]}


# As data


def test_an_issue_holds_what_changed_record_by_record(river):
    two = river.briefing("two")
    moved = changed(two, "moved", "falling")
    assert moved["reason"] == "It rained for a day."
    assert moved["text"] == ("Likelihood lowered from likely to very unlikely. Confidence raised from low to moderate.")
    found = fields(moved)
    likelihood = found["likelihood"]
    assert (likelihood["before"]["term"], likelihood["now"]["term"]) == ("likely", "very-unlikely")
    assert likelihood["bands"] == -3, "from likely over a roughly even chance and unlikely"
    assert (found["confidence"]["before"], found["confidence"]["now"]) == ("low", "moderate")
    assert (found["basis"]["added"], found["basis"]["gone"]) == (["rain"], [])
    assert found["because"]["now"] == "Two gauges."
    found = fields(changed(two, "revised", "flood"))
    assert (found["status"]["before"], found["status"]["now"]) == ("reported", "confirmed")
    assert (found["figures"]["which"], found["figures"]["before"]["best"], found["figures"]["now"]["best"]) == (
        "homes-flooded",
        300,
        900,
    )
    assert found["sources"]["added"] == ["wire"]
    assert (found["credibility"]["which"], found["credibility"]["before"], found["credibility"]["now"]) == (
        "paper",
        2,
        1,
    )
    assert changed(two, "retraction", "hoax")["reason"] == "The paper took it back."
    assert changed(two, "new", "rain")["of"] == "event"
    assert changed(two, "figure", "flood")["differences"][0]["now"]["best"] == 900


def test_a_judgement_that_only_reads_otherwise_is_reworded(river):
    words = "The river will {likely} be lower by 20 December 2024."
    river.write(
        "content/all.yaml",
        PROJECT
        + CONTENT.replace("The river is {very unlikely} to fall by 20 December 2024.", words)
        .replace("likelihood: very-unlikely, confidence: moderate", "likelihood: likely, confidence: low")
        .replace("basis: [flood, rain]", "basis: [flood]"),
    )
    assert set(fields(changed(river.briefing("two"), "reworded", "falling"))) >= {"text", "because"}


def test_an_indicator_seen_since_is_told_though_nobody_rewrote_its_forecast(river):
    forecast = """
forecasts:
  - {id: bridges, as_of: 2024-12-03, text: "All bridges are {likely} to open by 20 December 2024.", likelihood: likely,
     confidence: low, because: A guess., basis: [flood], by: 2024-12-20, judged_by: The council says so.,
     indicators: [{id: wet-days, text: Days with rain, seen: [rain]}]}
"""
    river.write("content/all.yaml", PROJECT + CONTENT.replace("assessments:", f"{forecast}assessments:"))
    seen = fields(changed(river.briefing("two"), "revised", "bridges"))["indicators"]
    assert (seen["which"], seen["added"]) == ("wet-days", ["rain"])


def test_the_annex_tells_all_that_changed_and_is_not_there_where_nothing_did(river):
    assert river.build("--to", "html").exit_code == 0
    files = ("one/one.html", "two/two-draft.html")
    one, two = ((river.root / "output" / each).read_text("utf-8") for each in files)
    assert 'id="changes-in-full"' not in one
    annex = two.partition('id="changes-in-full"')[2].partition("</section>")[0]
    assert "Likelihood: very unlikely (down by 3 bands), before likely." in annex
    assert "It rained for a day." in annex
    assert "Status: confirmed, before reported." in annex
    assert "Rewritten: account." in annex


@pytest.mark.parametrize("brief", ["syria-2024-12-01", "syria-2024-12-08", "syria-2024-12-08-ar", "syria-2024-12-15"])
def test_page_one_of_the_samples_is_one_page(sample, brief):
    reader = pypdf.PdfReader(sample / brief / f"{brief}.pdf")
    places = {name: reader.get_destination_page_number(each) for name, each in reader.named_destinations.items()}
    assert places["changes" if "changes" in places else "timeline"] == 0
    first = reader.pages[0].extract_text()
    if "changes" in places:
        assert places["changes-in-full"] > 0
        assert any(each in " ".join(first.split()) for each in ("see What changed, in full", "بالتفصيل"))


# Two briefs


def test_what_changed_between_two_sample_briefs(desk, golden):
    with contextlib.chdir(ROOT):
        result = desk.run("diff", "syria-2024-12-08", "syria-2024-12-15")
    assert result.exit_code == 1
    golden("syria-2024-12-08.diff.txt", result.stdout)


def test_a_diff_of_an_issue_and_the_one_before_says_what_the_issue_says(river):
    issue, compared = river.briefing("two"), told(river, "one", "two")
    assert (compared["old"]["kind"], compared["new"]["words"]) == ("brief", "issue 2 of 8 December 2024")

    def each(data: dict) -> list:
        found = ((one["kind"], one["of"], one["record"], one["reason"]) for one in data["changes"] if one["record"])
        return sorted(found, key=str)

    assert each(compared) == each(issue)
    assert fields(changed(compared, "moved", "falling"))["likelihood"]["bands"] == -3


def test_words_that_came_and_went_are_marked_in_text_without_colour(river):
    result = diff(river, "one", "two")
    assert result.exit_code == 1
    said = " ".join(result.stdout.split())
    assert "Account: [-Two-]{+Three+} bridges are closed, and one of them is damaged." in said
    assert "Likelihood: [-likely-] {+very unlikely+} (down by 3 bands)" in said
    assert "\x1b" not in result.stdout


def test_a_redline_marks_them_by_elements_and_is_whole_in_itself(river, tmp_path):
    file = tmp_path / "redline.html"
    result = diff(river, "one", "two", "--to", "html", "--out", str(file))
    assert (result.exit_code, result.stdout) == (1, f"wrote {file}\n")
    page = file.read_text("utf-8")
    assert "<del>Two</del> <ins>Three</ins> bridges are closed" in page
    assert "TLP:CLEAR" in page
    assert "http:" not in page.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", "")
    assert "src=" not in page


def test_a_redline_on_paper_has_its_marking_on_every_page(river, tmp_path):
    file = tmp_path / "redline.pdf"
    assert diff(river, "one", "two", "--to", "pdf", "--out", str(file)).exit_code == 1
    first = file.read_bytes()
    assert diff(river, "one", "two", "--to", "pdf", "--out", str(file)).exit_code == 1
    assert file.read_bytes() == first, "the same two give the same bytes"
    for page in pypdf.PdfReader(file).pages:
        assert page.extract_text().count("TLP:CLEAR") >= 2


def test_the_pages_of_a_redline_are_filled_and_no_record_begins_with_a_line_of_its_own(desk, tmp_path):
    """A run of records that are a line each breaks between any two."""
    file = tmp_path / "redline.pdf"
    with contextlib.chdir(ROOT):
        desk.run("diff", "syria-2024-12-15", "syria-2024-12-22", "--to", "pdf", "--out", str(file))
    for page in list(pypdf.PdfReader(file).pages)[:-1]:
        body = page.extract_text().partition("\nSyria Watch · What changed")[0].splitlines()
        assert len(body) > 30
        assert not body[-1].startswith(("Likelihood", "Headline", "Status", "Sources"))


SECRET = "canary"


def test_nothing_above_the_lower_marking_of_two_briefs_is_in_a_diff(river, tmp_path):
    """The higher brief is of TLP:RED, with records, revisions and words of its own that are."""
    secrets = f"""
  - {{id: {SECRET}-event, date: 2024-12-06, title: A {SECRET} sings, handling: 'TLP:RED', sources: [wire]}}
  - {{id: hail, date: 2024-12-06, title: It hails, sources: [wire]}}
  - {{id: hail, as_of: 2024-12-07, date: 2024-12-06, title: A {SECRET} hail, handling: 'TLP:RED', sources: [wire]}}
assessments:
  - {{id: {SECRET}-view, as_of: 2024-12-07, text: "The {SECRET} will {{likely}} sing by May 2025.", likelihood: likely,
     confidence: low, because: A., basis: [flood], handling: 'TLP:RED', assumptions: [A.], alternatives: [B.],
     would_change: [C.]}}
"""
    red = CONTENT.replace("assessments:\n", secrets.lstrip("\n"))
    before, brief = red.split("title: More rain,")
    brief = brief.replace("homes-flooded}]", f"homes-flooded}}, {{what: flocks, best: 7, unit: {SECRET}}}]")
    before = before.replace("homes-flooded}]", "homes-flooded}, {what: flocks, best: 5, unit: birds}]")
    held = f"title: More {SECRET} rain, handling: 'TLP:RED', judgements: [{SECRET}-view],"
    red = f"{before}{held}{brief}"
    river.write("content/all.yaml", PROJECT + red)
    for pair in (("one", "two"), ("2024-12-04", "two"), ("2024-12-04", "2024-12-08")):
        texts = [diff(river, *pair).output, diff(river, *pair, "--to", "json").output]
        file = tmp_path / "r.html"
        diff(river, *pair, "--to", "html", "--out", str(file))
        for text in (*texts, file.read_text("utf-8")):
            assert SECRET not in text.lower()
            assert "TLP:CLEAR" in text
            assert "TLP:RED" not in text
        assert "moved  falling" in texts[0], "what the higher brief holds, and leaves out, decides nothing"
        river.write("content/all.yaml", PROJECT + red.replace(SECRET, "other").replace("best: 7", "best: 8"))
        again = [diff(river, *pair).output, diff(river, *pair, "--to", "json").output]
        assert again == texts, "other secrets, the same diff"
        river.write("content/all.yaml", PROJECT + red)
    both = CONTENT.replace("assessments:\n", secrets.lstrip("\n")).replace(
        "briefs:\n  - {", "briefs:\n  - {handling: 'TLP:RED', "
    )
    both = both.replace("title: More rain,", "title: More rain, handling: 'TLP:RED',")
    river.write("content/all.yaml", PROJECT + both)
    assert SECRET in diff(river, "one", "two").output, "who may read both reads all"


HELD_BACK = f"""
sources:
  - {{id: {SECRET}-man, title: {SECRET} the mayor, publisher: The {SECRET}, published: 2024-12-02, reliability: B,
     url: "https://{SECRET}.example/", origin: {SECRET}-wire, confidential: true, why: An official.}}
  - {{id: {SECRET}-woman, title: {SECRET} the clerk, published: 2024-12-02, reliability: B, confidential: true,
     why: Another official.}}
  - {{id: {SECRET}-man, as_of: 2024-12-07, title: {SECRET} the mayor, publisher: The {SECRET}, published: 2024-12-02,
     reliability: D, confidential: true, why: A doubtful official.}}
events:
  - {{id: leak, date: 2024-12-02, title: The dam leaks, text: "A leak [@{SECRET}-man].", status: reported,
     sources: [{{source: {SECRET}-man, credibility: 2, quote: A {SECRET} said so., at: p. {SECRET}}}]}}
  - {{id: leak, as_of: 2024-12-06, date: 2024-12-02, title: The dam leaks, text: "A leak [@{SECRET}-man].",
     status: claimed, sources: [{{source: {SECRET}-man, credibility: 3}}, {{source: {SECRET}-woman, credibility: 2}}]}}
"""


def everywhere(desk, *words: str) -> str:
    """All that a diff says of two states, in every form."""
    file = desk.root.parent / "redline.html"
    diff(desk, *words, "--to", "html", "--out", str(file))
    return diff(desk, *words).output + diff(desk, *words, "--to", "json").output + file.read_text("utf-8")


def test_a_confidential_source_is_the_same_one_in_two_briefs(river):
    river.write("content/held-back.yaml", HELD_BACK)
    data = told(river, "one", "two")
    assert {key: (each["before"], each["now"]) for key, each in fields(changed(data, "revised", "leak")).items()} == {
        "status": ("reported", "claimed"),
        "sources": (None, None),
        "credibility": (2, 3),
    }
    assert not fields(changed(data, "revised", "leak"))["sources"]["gone"]
    (graded,) = (each for each in data["changes"] if each["kind"] == "source")
    assert fields(graded)["reliability"]["now"] == "D"
    assert SECRET not in everywhere(river, "one", "two").lower()


@pytest.mark.parametrize("opened", [(), (0,), (1,)], ids=["in-both", "not-in-the-earlier", "not-in-the-later"])
def test_a_source_that_is_confidential_in_one_of_two_revisions_is_named_in_neither(river, opened):
    """And it is the same one in both, though what is shown of it is not."""

    def recorded(word: str) -> None:
        for number in (0, 1):
            text = HELD_BACK.replace("An official", f"Official number {number}").replace(SECRET, word)
            if number in opened:
                text = text.replace("confidential: true, ", "").replace("confidential: true,", "")
            river.write("content/held-back.yaml", text.replace("A leak", "A wide leak") if number else text)
            record(river.root)

    recorded(SECRET)
    said = everywhere(river, "HEAD~1", "HEAD")
    assert SECRET not in said.lower()
    data = told(river, "HEAD~1", "HEAD")
    assert list(fields(changed(data, "revised", "leak"))) == ["text"]
    recorded("other")
    assert told(river, "HEAD~1", "HEAD")["changes"] == data["changes"], "other names, the same diff"


def test_a_confidential_source_is_not_taken_for_another_of_the_same_words(river):
    """One went and one came, of which no more is shown than of the other."""
    text = HELD_BACK.replace(", {source: " + SECRET + "-woman, credibility: 2}", "")
    river.write("content/held-back.yaml", text)
    record(river.root)
    river.write("content/held-back.yaml", text.replace(f"{SECRET}-man", f"{SECRET}-boy"))
    record(river.root)
    sources = fields(changed(told(river, "HEAD~1", "HEAD"), "revised", "leak"))["sources"]
    assert (len(sources["added"]), len(sources["gone"])) == (1, 1)
    assert SECRET not in everywhere(river, "HEAD~1", "HEAD").lower()


# Moments and revisions


def test_two_moments_are_the_ledger_as_known_then(river):
    data = told(river, "2024-12-04", "2024-12-08T00:00+00:00")
    assert (data["old"]["kind"], data["old"]["words"]) == ("moment", "the ledger as known on 4 December 2024")
    assert changed(data, "moved", "falling")
    assert changed(data, "new", "rain")


def test_a_judgement_that_was_closed_is_not_new_to_a_ledger_that_holds_it_beside_those_of_an_issue(river):
    closed = """  - {id: gone, as_of: 2024-12-02, text: "The bridge will {likely} hold.", likelihood: likely,
     confidence: low, because: One look., basis: [flood]}
  - {id: gone, as_of: 2024-12-07, text: It held., changed: It came out.}
"""
    open_ = closed.replace("gone", "held").partition("  - {id: held, as_of: 2024-12-07")[0]
    named = CONTENT.replace("assessments:\n", "assessments:\n" + closed + open_)
    river.write("content/all.yaml", PROJECT + named.replace("{id: one,", "{id: one, judgements: [falling],"))
    data = told(river, "one", "2024-12-08")
    assert [each["record"] for each in data["changes"] if each["kind"] == "new" and each["of"] == "assessment"] == [
        "held"
    ]


def test_a_forecast_that_came_out_between_two_moments_is_not_said_to_be_printed(river):
    forecast = """
forecasts:
  - {id: bridges, as_of: 2024-12-05, text: "All bridges are {likely} to open by 7 December 2024.", likelihood: likely,
     confidence: low, because: A guess., basis: [flood], by: 2024-12-07, judged_by: The council says so.,
     outcome: {result: occurred, on: 2024-12-07, because: [rain]}}
"""
    river.write("content/all.yaml", PROJECT + CONTENT.replace("assessments:", f"{forecast}assessments:"))
    assert changed(river.briefing("two"), "resolved", "bridges")["text"] == "It occurred (first printed here)."
    assert changed(told(river, "2024-12-04", "2024-12-08"), "resolved", "bridges")["text"] == "It occurred."
    record(river.root)
    river.write("content/all.yaml", (river.root / "content/all.yaml").read_text("utf-8").replace("bridges", "ferries"))
    record(river.root)
    assert changed(told(river, "HEAD~1", "HEAD"), "resolved", "ferries")["text"] == "It occurred."


def test_two_revisions_are_the_ledger_as_recorded_and_the_work_tree_counts_for_nothing(river):
    record(river.root)
    text = (PROJECT + CONTENT).replace("It rains for a day", "It rains for two days")
    river.write(
        "content/all.yaml",
        text.replace(
            "  - {id: hoax, date",
            "  - {id: storm, date: 2024-12-06, title: A storm, sources: [wire]}\n  - {id: hoax, date",
        ),
    )
    record(river.root)
    git(river.root, "tag", "second")
    broken = river.write("content/all.yaml", "events: [")
    before = {path: path.read_bytes() for path in river.root.rglob("*") if path.is_file()}
    data = told(river, "HEAD~1", "second")
    assert [(each["kind"], each["record"]) for each in data["changes"]] == [("new", "storm"), ("revised", "rain")]
    assert fields(changed(data, "revised", "rain"))["title"]["now"] == "It rains for two days"
    assert data["new"]["commit"] == git(river.root, "rev-parse", "HEAD").strip()
    assert broken.read_text("utf-8") == "events: ["
    assert {path: path.read_bytes() for path in river.root.rglob("*") if path.is_file()} == before
    river.write("content/all.yaml", PROJECT + CONTENT)
    assert changed(told(river, "HEAD", "2024-12-08"), "gone", "storm")


LEDGER = (
    CONTENT.replace(
        "figures: [{what: homes-flooded, best: 900",
        "actors: [mayor]\n    place: bridge\n    figures: [{what: homes-flooded, best: 900",
    )
    + """
  - id: three
    title: Dry days
    cutoff: 2024-12-15
    period: 2024-12-09/2024-12-15
    bottom_line: The river falls slowly.
    sections:
      - {part: fact, title: Gauges, text: Three gauges stand.}
      - {part: fact, title: Roads, file: roads.md}
    trends: [{theatre: valley, trend: unchanged}]
actors:
  - {id: mayor, name: Mayor of the valley, native: {fr: Maire}}
places:
  - {id: bridge, name: Old bridge, at: [45.5, 7.25], theatre: valley}
"""
)
"""The same with an actor, a place, and a brief that has texts of its own."""


@pytest.fixture
def recorded(river):
    """A project whose ledger was recorded once; what is edited now is another revision of it."""
    river.write("content/all.yaml", PROJECT + LEDGER)
    river.write("content/roads.md", "Both roads are open.\n")
    record(river.root)
    return river


def edited(desk, old: str, new: str) -> dict:
    """What is different once a text of the ledger is another."""
    for path in (desk.root / "content").iterdir():
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    record(desk.root)
    return told(desk, "HEAD~1", "HEAD")


@pytest.mark.parametrize(
    ("old", "new", "kind", "of", "key", "now"),
    [
        ("{id: wire, title: Wire,", "{id: wire, title: Wire, origin: Valley radio,", "revised", "source", "origin",
         "Valley radio"),
        ("title: Paper, published", "title: Paper, kind: daily, published", "revised", "source", "kind", "daily"),
        ("title: Paper,", "title: The Paper,", "revised", "source", "title", "The Paper"),
        ("2024-12-02, language: en", "2024-12-02, language: fr", "revised", "source", "language", "fr"),
        ("{source: wire, credibility: 1}", "{source: wire, credibility: 1, quote: Wet.}", "revised", "event",
         "sources", {"source": "wire", "credibility": 1, "quote": "Wet."}),
        ("name: Mayor of the valley", "name: Mayor", "revised", "actor", "name", "Mayor"),
        ("fr: Maire", "fr: Le maire", "revised", "actor", "native", "Le maire"),
        ("[45.5, 7.25]", "[45.5, 7.5]", "revised", "place", "at", [45.5, 7.5]),
        ("title: Dry days", "title: Drier days", "reworded", "brief", "title", "Drier days"),
        ("falls slowly", "falls fast", "reworded", "brief", "bottom_line", "The river falls fast."),
        ("Three gauges", "Four gauges", "reworded", "brief", "sections",
         {"title": "Gauges", "part": "fact", "text": "Four gauges stand."}),
        ("Both roads", "All roads", "reworded", "brief", "sections",
         {"title": "Roads", "part": "fact", "text": "All roads are open.\n"}),
        ("trend: unchanged", "trend: improved", "revised", "brief", "trends",
         {"theatre": "valley", "trend": "improved"}),
        ("id: rain, date", "id: rain, handling: TLP:CLEAR, date", None, None, None, None),
        ("It rains for a day, status", "It rains for a day, translations: {fr: {title: Il pleut}}, status", "revised",
         "event", "translations", {"title": "Il pleut"}),
    ],
)  # fmt: skip
def test_no_field_that_a_page_prints_is_passed_over(recorded, old, new, kind, of, key, now):
    found = [
        (change["kind"], change["of"], each["key"], each["now"])
        for change in edited(recorded, old, new)["changes"]
        for each in change["differences"]
    ]
    said = diff(recorded, "HEAD~1", "HEAD")
    if key is None:
        assert (found, said.exit_code) == ([], 0), "it says what was so"
        return
    assert (found, said.exit_code) == ([(kind, of, key, now)], 1)
    assert "Nothing is different" not in said.stdout


def test_what_is_named_as_its_author_writes_it_is_in_the_redline_too(recorded, tmp_path):
    edited(recorded, "[45.5, 7.25]", "[45.5, 7.5]")
    edited(recorded, "Both roads", "All roads")
    text = " ".join(diff(recorded, "HEAD~2", "HEAD").stdout.split())
    assert "Places revised bridge Old bridge Coordinates: [-45.5, 7.25-] {+45.5, 7.5+}" in text
    assert "Issues reworded three Dry days Section, Roads:" in text
    file = tmp_path / "redline.html"
    assert diff(recorded, "HEAD~2", "HEAD", "--to", "html", "--out", str(file)).exit_code == 1
    page = file.read_text("utf-8")
    assert "<b>Coordinates</b>" in page
    assert "<del>Both</del> <ins>All</ins> roads are open." in page


def test_a_brief_that_was_written_since_is_new(recorded):
    recorded.write(
        "content/more.yaml", "briefs: [{id: four, title: Fog, cutoff: 2024-12-22, period: 2024-12-16/2024-12-22}]"
    )
    record(recorded.root)
    data = told(recorded, "HEAD~1", "HEAD")
    assert [(each["kind"], each["of"], each["record"]) for each in data["changes"]] == [("new", "brief", "four")]


def test_nothing_is_told_of_a_confidential_source_but_what_its_readers_are(recorded):
    edited(recorded, "{id: wire,", "{id: wire, confidential: true,")
    data = edited(
        recorded, "title: Wire,", "title: Agency, origin: Valley radio, publisher: Agence, url: 'https://a.example',"
    )
    assert data["changes"] == []


def test_a_revision_of_a_project_in_a_folder_of_a_repository(desk, tmp_path):
    inner = desk.root / "desks" / "river"
    (inner / "content").mkdir(parents=True)
    (inner / "content" / "all.yaml").write_text(PROJECT + CONTENT, "utf-8")
    record(desk.root)
    (inner / "content" / "all.yaml").write_text((PROJECT + CONTENT).replace("A dam breaks", "A dam bursts"), "utf-8")
    record(desk.root)
    data = json.loads(desk.run("diff", "HEAD~1", "HEAD", str(inner), "--to", "json").stdout)
    assert [(each["kind"], each["record"]) for each in data["changes"]] == []
    assert desk.run("diff", "HEAD~1", "HEAD", str(inner)).exit_code == 0, "a withdrawn event is not in either"


def test_what_has_another_scale_is_compared_without_counting_bands(river):
    """Both terms are on both scales, as others in number: no count of bands would be true on both."""

    def said(term: str) -> str:
        return CONTENT.replace("very unlikely", term).replace("very-unlikely", term.replace(" ", "-"))

    river.write("content/all.yaml", PROJECT + said("almost certain"))
    record(river.root)
    phia = PROJECT.replace("timezone: UTC", "timezone: UTC, likelihood: phia")
    river.write("content/all.yaml", phia + said("unlikely"))
    record(river.root)
    data = told(river, "HEAD~1", "HEAD")
    assert data["scales"] == ["ICD 203", "PHIA probability yardstick"]
    likelihood = fields(changed(data, "moved", "falling"))["likelihood"]
    assert (likelihood["before"]["low"], likelihood["now"]["high"], likelihood["bands"]) == (0.95, 0.35, None)
    text = diff(river, "HEAD~1", "HEAD").output
    assert "no bands are counted" in text
    assert "Likelihood: [-almost certain, 95–99 %-] {+unlikely, 25–35 %+}" in text


def test_the_same_term_on_another_scale_is_no_move(river):
    """Its author claims what was claimed before; what the word stands for is printed with it."""
    likely = CONTENT.replace("is {very unlikely} to", "will {likely}").replace("very-unlikely", "likely")
    river.write("content/all.yaml", PROJECT + likely)
    record(river.root)
    river.write("content/all.yaml", PROJECT.replace("timezone: UTC", "timezone: UTC, likelihood: phia") + likely)
    record(river.root)
    restated = changed(told(river, "HEAD~1", "HEAD"), "revised", "falling")
    assert restated["text"] == "Likelihood restated from likely, 55–80 % to likely, 55–75 %."
    assert restated["reason"] is None
    text = diff(river, "HEAD~1", "HEAD").output
    assert "Likelihood: [-likely, 55–80 %-] {+likely, 55–75 %+}" in text
    assert "moved" not in text


def test_settings_that_change_the_reading_come_first_and_those_of_checks_are_passed_over(river, tmp_path):
    river.write("content/all.yaml", PROJECT + CONTENT)
    record(river.root)
    other = PROJECT.replace("timezone: UTC", "timezone: Asia/Tokyo, likelihood: phia, exclusions: The coast")
    other = other.replace("very unlikely", "unlikely")
    river.write("content/all.yaml", other + CONTENT.replace("very unlikely", "unlikely").replace("very-", ""))
    record(river.root)
    data = told(river, "HEAD~1", "HEAD")
    first = data["changes"][0]
    assert (first["kind"], first["of"]) == ("revised", "project")
    assert {key: (each["before"], each["now"]) for key, each in fields(first).items()} == {
        "likelihood": ("icd203", "phia"),
        "timezone": ("UTC", "Asia/Tokyo"),
        "exclusions": (None, "The coast"),
    }
    text = diff(river, "HEAD~1", "HEAD").output
    assert "Scale of likelihood: [-ICD 203-] {+PHIA probability yardstick+}" in text
    assert "Time zone: [-UTC-] {+Asia/Tokyo+}" in text
    diff(river, "HEAD~1", "HEAD", "--to", "html", "--out", str(tmp_path / "red.html"))
    assert "<del>UTC</del> <ins>Asia/Tokyo</ins>" in (tmp_path / "red.html").read_text("utf-8")
    checked = other.replace("exclusions:", "stale_after: 3, rhythm: daily, exclusions:")
    river.write("content/all.yaml", checked + CONTENT.replace("very unlikely", "unlikely").replace("very-", ""))
    record(river.root)
    assert diff(river, "HEAD~1", "HEAD").exit_code == 0, "a rhythm, and what holds unless stated"


def test_a_marking_that_was_raised_is_said_for_what_it_hides_reads_as_gone(river, tmp_path):
    river.write("content/all.yaml", PROJECT + CONTENT)
    record(river.root)
    river.write("content/all.yaml", PROJECT.replace("TLP:CLEAR", "TLP:GREEN") + CONTENT)
    record(river.root)
    data = told(river, "HEAD~1", "HEAD")
    assert (data["handling"], data["markings"]) == ("TLP:CLEAR", ["TLP:CLEAR", "TLP:GREEN"])
    assert fields(data["changes"][0])["handling"]["now"] == "TLP:GREEN"
    said = " ".join(diff(river, "HEAD~1", "HEAD").output.split())
    assert "what one of them marks higher than the other reads as new or gone" in said
    assert "Marking: [-TLP:CLEAR-] {+TLP:GREEN+}" in said
    assert told(river, "one", "two")["markings"] is None


# What cannot be compared


def refused(desk, *words: str) -> str:
    result = diff(desk, *words)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return result.stderr


def test_what_is_no_brief_no_moment_and_no_revision_is_said_to_be_none(river):
    assert "`three` is no brief of this project and no moment" in refused(river, "one", "three")
    assert "this project is not in a Git repository" in refused(river, "one", "three")
    record(river.root)
    said = refused(river, "one", "twoo")
    assert "Git knows no revision `twoo` of this project" in said
    assert "did you mean `two`?" in said
    assert "Git knows no revision `HEAD~7`" in refused(river, "HEAD~7", "HEAD")


def test_without_git_a_revision_is_said_to_be_unreadable(river, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert "Git is not installed" in refused(river, "HEAD~1", "HEAD")
    assert diff(river, "one", "two").exit_code == 1, "briefs need no Git"


def test_one_thing_twice_and_a_later_one_first_are_wrong_use(river):
    assert "`two` and `two` are the same" in refused(river, "two", "two")
    assert "`2024-12-08` and `2024-12-08` are the same" in refused(river, "2024-12-08", "2024-12-08")
    assert "name the earlier one first: briefgen diff one two" in refused(river, "two", "one")
    record(river.root)
    assert "are the same revision" in refused(river, "HEAD", "HEAD")
    (river.root / "content/more.yaml").write_text("actors: [{id: mayor, name: Mayor}]\n", "utf-8")
    record(river.root)
    assert "name the earlier one first: briefgen diff HEAD~1 HEAD" in refused(river, "HEAD", "HEAD~1")


def test_a_terminal_is_told_in_english_and_what_records_say_as_it_was_written(river):
    with contextlib.chdir(ROOT):
        told = river.run("diff", "syria-2024-12-01", "syria-2024-12-08-ar").stdout
        page = json.loads(river.run("diff", "syria-2024-12-01", "syria-2024-12-08-ar", "--to", "json").stdout)
    assert not re.search("[\u0600-\u06ff]", told)
    assert "Likelihood: [-unlikely-] {+very likely+} (up by 3 bands)" in told
    assert "العدد" in page["new"]["words"]
    river.write("content/all.yaml", PROJECT.replace("timezone", "language: fr, timezone") + CONTENT)
    told = diff(river, "one", "two").stdout
    assert "to   issue 2 of 8 December 2024 (two)" in told
    assert "Confidence: [-low-] {+moderate+}" in told


def test_one_issue_in_two_languages_is_not_compared_with_itself(desk, river):
    with contextlib.chdir(ROOT):
        for pair in (("syria-2024-12-08", "syria-2024-12-08-ar"), ("syria-2024-12-08-ar", "syria-2024-12-08")):
            result = desk.run("diff", *pair)
            assert (result.exit_code, result.stdout) == (2, "")
            assert f"`{pair[0]}` and `{pair[1]}` are one issue in two languages" in result.stderr
        assert desk.run("diff", "syria-2024-12-01", "syria-2024-12-08-ar").exit_code == 1
    held = "  - {id: held, number: 2, title: Less, cutoff: 2024-12-08, period: 2024-12-05/2024-12-08}\n"
    river.write("content/all.yaml", PROJECT + CONTENT + held)
    assert diff(river, "held", "two").exit_code in (0, 1), "another choice in one language is no other edition"


def test_a_revision_with_errors_is_refused_with_the_errors(river):
    river.write("content/all.yaml", PROJECT + CONTENT.replace("basis: [flood]", "basis: [nothing]"))
    record(river.root)
    river.write("content/all.yaml", PROJECT + CONTENT)
    record(river.root)
    said = refused(river, "HEAD~1", "HEAD")
    assert "unknown-reference" in said or "`nothing`" in said
    assert "the project at `HEAD~1`" in said
    river.write("content/all.yaml", "events: [")
    said = refused(river, "2024-12-01", "2024-12-02")
    assert "the project has errors, so what it says cannot be compared" in said
    assert "page" not in said, "nobody asked for one"


def test_a_revision_without_the_project_is_refused(river):
    (river.root / "notes.txt").write_text("Nothing yet.", "utf-8")
    content = (river.root / "content/all.yaml").read_text("utf-8")
    (river.root / "content/all.yaml").unlink()
    record(river.root)
    river.write("content/all.yaml", content)
    record(river.root)
    assert "there is no project in this folder" in refused(river, "HEAD~1", "HEAD")


def test_a_link_in_a_revision_leads_nowhere(river):
    (river.root / "content/more.yaml").symlink_to("/etc/passwd")
    record(river.root)
    git(river.root, "rm", "--quiet", "content/more.yaml")
    record(river.root)
    said = refused(river, "HEAD~1", "HEAD")
    assert "`content/more.yaml` is a symbolic link" in said
    assert "root:" not in said


def test_a_redline_needs_a_file_and_none_among_the_sources(river):
    assert "--out FILE" in refused(river, "one", "two", "--to", "pdf")
    said = refused(river, "one", "two", "--to", "html", "--out", "content/redline.html")
    assert "the project's own files lie" in said
    assert not (river.root / "content/redline.html").exists()
    assert "cannot be written" in refused(river, "one", "two", "--to", "html", "--out", "none/redline.html")


def test_two_that_say_the_same_end_with_0(river):
    result = diff(river, "2024-12-09", "2024-12-10")
    assert result.exit_code == 0
    assert "Nothing is different." in result.stdout


# Words


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_redline_holds_both_texts(before, now):
    pieces = revised(before, now)
    assert "".join(each.text for each in pieces if each.kind != "added") == before
    assert "".join(each.text for each in pieces if each.kind != "gone") == now


def test_a_text_of_which_little_is_left_is_told_as_replaced():
    pieces = revised("The old bridge was never closed to lorries.", "Nobody knows how many people crossed the river.")
    assert [each.kind for each in pieces] == ["gone", "added"]
