"""What falls when a source or an event is taken back, and how the ledger is told so."""

from __future__ import annotations

PROJECT = "project: {series: Valley Watch, timezone: Asia/Damascus, handling: TLP:CLEAR}\n"
LEDGER = (
    PROJECT
    + """\
sources:
  - id: paper
    title: The mill burns
    publisher: The valley paper
    published: 2024-12-02
    language: en
    reliability: B
    why: It had a reporter there.

  - {id: radio, title: Fire in the valley, published: 2024-12-02, language: en, reliability: B}
  - {id: copy, title: The mill burns again, published: 2024-12-02, language: en, reliability: C, origin: paper}
events:
  - id: fire
    date: 2024-12-02
    title: The mill burns
    text: "The mill burned, two newsrooms say [@paper; @radio]."
    status: confirmed
    sources: [{source: paper, credibility: 1}, {source: radio, credibility: 2}]

  # Only the paper has this.
  - id: dam
    date: 2024-12-02
    title: The dam leaks
    status: reported
    sources: [paper, copy]  # one origin

  - {id: thaw, date: 2024-12-03, title: Snow melts, status: reported, sources: [radio]}
assessments:
  - id: flood
    as_of: 2024-12-03
    text: The valley will {likely} be flooded by the end of December.
    likelihood: likely
    confidence: moderate
    because: Two newsrooms report what leads there.
    basis: [dam, thaw]
    would_change: [{indicator: second-leak}]
    alternatives: [{text: Frost sets in., why_less: None is forecast.}]
forecasts:
  - id: repair
    as_of: 2024-12-03
    text: The dam will {likely} be repaired by 20 December 2024.
    likelihood: likely
    confidence: low
    because: Nobody has seen it.
    basis: [dam]
    by: 2024-12-20
    judged_by: The operator says so.
    indicators: [{id: second-leak, text: A second leak, seen: [dam]}]
  - id: burns-down
    as_of: 2024-12-01
    text: A mill will {likely} burn in December 2024.
    likelihood: likely
    confidence: low
    because: They are old.
    basis: [thaw]
    by: 2024-12-31
    judged_by: A newsroom reports it.
    outcome: {result: occurred, on: 2024-12-04, because: [dam]}
"""
)
BRIEFS = """\
briefs:
  - {id: one, number: 1, title: One, cutoff: 2024-12-04, period: 2024-12-01/2024-12-04}
"""
NEXT = "  - {id: two, number: 2, title: Two, cutoff: 2024-12-11, period: 2024-12-05/2024-12-11}\n"
GONE = """\
  - {id: paper, as_of: 2024-12-06, title: The mill burns, publisher: The valley paper, published: 2024-12-02,
     language: en, reliability: B, withdrawn: true, why: The paper took it back.}
"""


def with_source(more: str, text: str = LEDGER) -> str:
    return text.replace("events:\n", more + "events:\n", 1)


# What the ledger makes of a source that was withdrawn


def test_from_the_withdrawal_on_an_event_is_what_its_other_sources_make_it(desk):
    desk.write("content/all.yaml", with_source(GONE) + BRIEFS + NEXT.replace("2024-12-05/", "2024-12-01/"))
    found = {}
    for brief in ("one", "two"):
        made = desk.briefing(brief)
        found[brief] = {each["id"]: each for each in made["chronology"]}
    assert found["one"]["fire"]["status"] == "confirmed"
    assert found["two"]["fire"]["status"] == "reported"
    grades = {brief: [each["grade"][1] for each in found[brief]["fire"]["sources"]] for brief in found}
    assert grades == {"one": ["1", "2"], "two": ["2", "2"]}


def test_the_next_issue_says_that_a_source_was_withdrawn_whether_it_cites_it_or_not(desk):
    desk.write("content/all.yaml", with_source(GONE) + BRIEFS + NEXT)
    two = desk.briefing("two")
    (change,) = [each for each in two["corrections"] if each["record"] == "paper"]
    assert (change["kind"], change["text"], change["issues"]) == ("retraction", "Withdrawn.", "issue 1")
    assert change["reason"] == "The paper took it back."
    assert change in two["changes"]
    assert desk.briefing("one")["corrections"] == []
    desk.build("--to", "html", "--brief", "two")
    (page,) = (desk.root / "output" / "two").glob("*.html")
    words = page.read_text("utf-8")
    assert "Withdrawn. The paper took it back." in words


def test_an_earlier_issue_keeps_saying_what_was_known_then(desk):
    desk.write("content/all.yaml", LEDGER + BRIEFS)
    before = desk.briefing("one")
    desk.write("content/all.yaml", with_source(GONE) + BRIEFS)
    assert desk.briefing("one") == before


def test_a_confidential_source_is_withdrawn_without_a_word_on_who_it_is(desk):
    secret = [("publisher: The valley paper", "publisher: The valley paper\n    confidential: true"),
              ("withdrawn: true", "withdrawn: true, confidential: true")]  # fmt: skip
    text = with_source(GONE) + BRIEFS + NEXT
    for old, new in secret:
        text = text.replace(old, new, 1)
    desk.write("content/all.yaml", text)
    made = str(desk.briefing("two"))
    assert "The paper took it back." in made
    assert "valley paper" not in made
    assert "'paper'" not in made
