"""What the rules found in much text is remembered: a check says the same, whatever was checked before."""

import json

import pytest
from conftest import HEAD

from briefgen import rules
from briefgen.build import checking

PADDING = "".join(f"# {'-' * 118}\n" for _ in range(1_200))
"""So much text that what is found in it is remembered, and that none of the rules reads."""


@pytest.fixture
def ledger(desk, memory, tmp_path):
    """A ledger with a source that nothing cites."""
    desk.root = tmp_path / "desk"
    desk.write("content/project.yaml", HEAD)
    desk.write("content/events.yaml", EVENTS + PADDING)
    assert found(desk) == ["unused-source"]
    return desk


EVENTS = """\
sources:
  - {id: log, title: Grid log, published: 2024-03-01, language: en}
  - {id: note, title: Grid note, published: 2024-03-01, language: en}
events:
  - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
"""


def found(desk, *words):
    return [each["rule"] for each in desk.findings(*words)]


def test_they_are_not_asked_again_where_nothing_changed(ledger, monkeypatch):
    monkeypatch.setattr(rules, "check", None)
    assert found(ledger) == ["unused-source"]


def test_findings_are_told_with_their_places_and_fixes(ledger, monkeypatch):
    ledger.write("content/events.yaml", EVENTS.replace("[log]", "[logg]") + PADDING)
    first = [ledger.check("--format", form).stdout for form in ("text", "json", "sarif")]
    (unknown,) = (each for each in json.loads(first[1]) if each["rule"] == "unknown-source")
    assert unknown["fix"]
    monkeypatch.setattr(rules, "check", None)
    assert [ledger.check("--format", form).stdout for form in ("text", "json", "sarif")] == first


@pytest.mark.parametrize(
    ("name", "text", "now"),
    [
        ("content/events.yaml", EVENTS.replace("[log]", "[log, note]") + PADDING, []),
        ("content/events.yaml", EVENTS.replace("note,", "memo,") + PADDING, ["unused-source"]),
        ("content/project.yaml", HEAD + "  rules: {unused-source: off}\n", []),
        ("content/more.json", "{}", ["unread-file", "unused-source"]),
    ],
    ids=["a citation more", "another id", "a rule less", "a file that looks like content"],
)
def test_what_was_edited_since_is_asked(ledger, name, text, now):
    before = ledger.findings()
    ledger.write(name, text)
    assert sorted(found(ledger)) == now
    assert ledger.findings() != before


def test_a_picture_that_is_another_is_asked_about(ledger):
    mapped = EVENTS.replace("sources: [log]", "sources: [log], text: '![A map](m.svg)'")
    ledger.write("content/events.yaml", mapped + PADDING)
    assert "broken-image" in found(ledger)
    ledger.write("content/m.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    assert "broken-image" not in found(ledger)


def test_those_of_some_rules_are_not_taken_for_those_of_all(ledger):
    assert found(ledger, "--ignore", "unused-source") == []
    assert found(ledger, "--select", "unsourced-event") == []
    assert found(ledger) == ["unused-source"]


def test_another_program_asks_anew(ledger, monkeypatch):
    monkeypatch.setattr(checking, "fingerprint", lambda printed: f"another {printed}")
    monkeypatch.setattr(rules, "check", lambda *_, **__: [])
    assert found(ledger) == []


def test_a_damaged_memory_is_none(ledger, memory):
    (entry,) = (memory / "findings").iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])
    assert json.loads(ledger.check("--format", "json").stdout)[0]["rule"] == "unused-source"


def test_little_text_is_asked_each_time(desk, monkeypatch):
    monkeypatch.setattr(checking, "recall", None)
    desk.write("content/project.yaml", HEAD)
    desk.write("content/events.yaml", EVENTS)
    assert found(desk) == ["unused-source"]
