"""The ledger answers questions in SQL: all that was written is in it, and no question changes anything."""

import csv
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import HEAD, ROOT, Desk

from briefgen import database
from briefgen.build import find
from briefgen.build.checking import load
from briefgen.build.questions import open_ledger
from briefgen.database.__main__ import PAGE, page
from briefgen.model import SECTIONS, leaves

EXAMPLES = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "query.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def sample():
    """The sample as a database."""
    _, connection = open_ledger(find(ROOT), None)
    return connection


@pytest.fixture
def grid(desk):
    """A ledger with a judgement that moved, two reports of one origin, and a record that only the desk may see."""
    desk.write("content/project.yaml", HEAD)
    desk.write(
        "content/ledger.yaml",
        """
        sources:
          - {id: log, title: Grid log, published: 2024-03-01, language: en, reliability: B}
          - {id: relay, title: Relay, published: 2024-03-02, language: en, origin: log}
          - {id: whisper, title: "=cmd|' /C calc'!A0", published: 2024-03-02, language: en, handling: TLP:RED}
        events:
          - id: outage
            date: 2024-03-01
            time: 03:20+01:00
            title: Power fails, "twice"
            handling: TLP:CLEAR
            downgrade: {by: Desk, because: It is old.}
            allow: [{rule: long-title, because: It is so.}]
            sources: [log, {source: relay, credibility: 3, quote: in the dark}]
            figures:
              - {what: homes, low: 900, high: 1200, source: [log, relay]}
        assessments:
          - {id: repair, text: Repairs will last., likelihood: likely, confidence: low, basis: [outage]}
          - {id: repair, as_of: 2024-03-02, text: Repairs will last., likelihood: [0.6, 0.7], confidence: low,
             basis: [outage, log], changed: More came in.}
        """,
    )
    return desk


def rows(desk: Desk, question: str) -> list[dict]:
    result = desk.run("query", question, str(desk.root), "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("question", EXAMPLES, ids=lambda text: text.split("FROM")[0][7:50].strip())
def test_each_example_of_the_manual_finds_something_in_the_sample(sample, question):
    assert database.ask(sample, question).rows


def example(sample, words: str) -> list[tuple]:
    """What the example of the manual finds whose SQL holds these words."""
    (question,) = (each for each in EXAMPLES if words in each)
    return database.ask(sample, question).rows


def test_what_moved_twice_is_counted_by_moves_and_not_by_versions(sample):
    """The use of chemical weapons has three versions and moved once; who holds power moved once and was closed."""
    assert [(id_, likelihood, moved) for id_, _, likelihood, moved in example(sample, "likelihood_moved")] == [
        ("islamic-state", 2, 2),
        ("russia-bases", 1, 2),
        ("southern-factions", 2, 2),
    ]


def test_what_was_made_later_was_not_open_before(sample):
    found = {id_: version for id_, *_, version in example(sample, "r.horizon")}
    assert found == dict.fromkeys(
        [
            *("transitional-government", "chemical-use", "isis-takes-town", "neighbours-drawn-in"),
            *("power-changes-hands", "russia-leaves-khmeimim", "us-hts-contact", "displacement-1-5-million"),
            *("western-intervention", "iran-reinforces"),
        ],
        1,
    ), "sdf-sna-truce was made on 15 December, and five on 22 December; two had come out"


def test_the_seals_say_which_issues_printed_an_event_and_in_which_version(sample):
    assert [(brief, version) for brief, _, version, *_ in example(sample, "issued_records")] == [
        ("syria-2024-12-01", 1),
        ("syria-2024-12-08", 2),
        ("syria-2024-12-15", 2),
        ("syria-2024-12-22", 2),
    ]
    ((pdf,),) = database.ask(sample, "SELECT pdf FROM issued WHERE brief = 'syria-2024-12-08'").rows
    assert f'pdf: "{pdf}"' in (ROOT / "content/issued/syria-2024-12-08.yaml").read_text("utf-8")


def test_no_reader_is_told_of_seals_which_name_all_that_was_printed(desk):
    desk.write("content/project.yaml", HEAD)
    desk.write(
        "content/issued/one.yaml",
        f"""
        issued:
          - {{brief: one, on: 2024-12-08T05:00:00Z, generator: briefgen 1, theme: default, theme_sha256: {"a" * 64},
             pdf: {"b" * 64}, records: [{{id: whisper, sha256: {"c" * 64}}}],
             files: [{{file: a.md, sha256: {"d" * 64}}}]}}
        """,
    )
    assert rows(desk, "SELECT record, revision, sha256 FROM issued_records") == [
        {"record": "whisper", "revision": 1, "sha256": "c" * 64}
    ]
    for table in ("issued", "issued_records", "issued_files"):
        question = f"SELECT * FROM {table}"
        assert rows(desk, question)
        shown = desk.run("query", question, str(desk.root), "--json", "--handling", "TLP:RED")
        assert json.loads(shown.stdout) == []


def test_what_the_manual_says_of_tables_is_so():
    """If not: ./dev docs."""
    text = PAGE.read_text("utf-8")
    assert page(text) == text


def test_every_text_that_was_written_is_in_a_table(sample):
    """A field that is added to a record later is there too."""
    dossier = load(find(ROOT)).dossier
    held = {
        value
        for table in database.TABLES
        for row in sample.execute(f"SELECT * FROM {table.name}")
        for value in row
        if isinstance(value, str)
    }
    for section in SECTIONS:
        for record in getattr(dossier, section):
            missing = [leaf.path for leaf in leaves(record) if leaf.text not in held]
            assert not missing, (record.id, missing)


def test_columns_need_no_quotes():
    connection = sqlite3.connect(":memory:")
    for table in database.TABLES:
        connection.execute(table.statement)
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        connection.execute(f"SELECT {', '.join(names)} FROM {table.name}")


def test_every_column_says_what_it_holds():
    untold = [(table.name, column.name) for table in database.TABLES for column in table.columns if not column.meaning]
    assert not untold
    assert all(table.meaning for table in database.TABLES)


def test_a_revision_stands_beside_what_it_replaced(grid):
    assert rows(grid, "SELECT id, likelihood, likelihood_low, likelihood_high FROM assessments") == [
        {"id": "repair", "likelihood": "0.6-0.7", "likelihood_low": 0.6, "likelihood_high": 0.7}
    ]
    found = rows(grid, "SELECT revision, likelihood, likelihood_low AS low, as_of_utc FROM assessment_revisions")
    assert found == [
        {"revision": 1, "likelihood": "likely", "low": 0.55, "as_of_utc": None},
        {"revision": 2, "likelihood": "0.6-0.7", "low": 0.6, "as_of_utc": "2024-03-01T21:00:00Z"},
    ]
    basis = "SELECT rests_on FROM assessment_revision_basis WHERE revision = "
    added = f"{basis} 2 EXCEPT {basis} 1"
    assert rows(grid, added) == [{"rests_on": "log"}]


def test_two_reports_of_one_origin_are_one(grid):
    assert rows(grid, "SELECT origins, begins_utc, date_earliest FROM events") == [
        {"origins": 1, "begins_utc": "2024-03-01T02:20:00Z", "date_earliest": "2024-03-01"}
    ]
    found = rows(
        grid,
        "SELECT f.low, s.m, s.source FROM event_figures AS f JOIN event_figures_source AS s USING (event_id, n)",
    )
    assert [(row["low"], row["m"], row["source"]) for row in found] == [(900, 1, "log"), (900, 2, "relay")]


def test_csv_and_json_hold_values_as_they_are(grid):
    question = "SELECT id, title, url FROM sources ORDER BY id DESC LIMIT 1"
    found = list(csv.reader(io.StringIO(grid.run("query", question, str(grid.root), "--csv").stdout)))
    assert found == [["id", "title", "url"], ["whisper", "=cmd|' /C calc'!A0", ""]]
    assert rows(grid, question) == [{"id": "whisper", "title": "=cmd|' /C calc'!A0", "url": None}]
    assert rows(grid, "SELECT e.id, s.id FROM events e, sources s WHERE s.id = 'log'") == [
        {"id": "outage", "id_2": "log"}
    ]


def test_a_question_at_a_marking_finds_nothing_above_it(grid):
    everything = grid.run("query", "SELECT id FROM records", str(grid.root), "--json").stdout
    released = grid.run("query", "SELECT id FROM records", str(grid.root), "--json", "--handling", "TLP:GREEN").stdout
    assert "whisper" in everything
    assert "log" in released
    assert "whisper" not in released
    file = grid.root / "for-partners.db"
    assert grid.run("export", str(file), str(grid.root), "--handling", "TLP:GREEN").exit_code == 0
    assert b"whisper" not in file.read_bytes()
    told = "SELECT file, downgrade_because, (SELECT count(*) FROM event_allow) AS allowed FROM events"
    assert rows(grid, told) == [{"file": "content/ledger.yaml", "downgrade_because": "It is old.", "allowed": 1}]
    bare = json.loads(grid.run("query", told, str(grid.root), "--json", "--handling", "TLP:GREEN").stdout)
    assert bare == [{"file": None, "downgrade_because": None, "allowed": 0}]
    assert b"It is old" not in file.read_bytes()
    assert "TLP:AMBER+STRICT" in grid.run("query", "SELECT 1", str(grid.root), "--handling", "GREEN").output


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("SELECT * FROM evens", "there is no table `evens`: did you mean `events`?"),
        ("SELECT titel FROM events", "there is no column `titel`: did you mean `title`?"),
        ("SELECT * FROM quux", "`briefgen query` without a question lists the tables"),
        ("SELECT e.xyzzy FROM events e", "lists the columns"),
        ("SELEKT", 'near "SELEKT": syntax error'),
        ("", "write a SELECT"),
        ("/* nothing */", "write a SELECT"),
        ("SELECT 1; SELECT 2", "ask one question at a time"),
        ("DELETE FROM events", "this statement does more"),
        ("DROP TABLE events", "this statement does more"),
        ("CREATE TABLE x (y)", "this statement does more"),
        ("ATTACH 'taken.db' AS taken", "this statement does more"),
        ("VACUUM INTO 'taken.db'", "this statement does more"),
        ("PRAGMA journal_mode = WAL", "this statement does more"),
        ("SELECT load_extension('taken')", "this statement does more"),
        ("SELECT '\0'", ""),
    ],
)
def test_what_is_no_question_is_refused_in_words(grid, question, says):
    result = grid.run("query", question, str(grid.root))
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert not list(grid.root.rglob("taken*"))


def test_a_ledger_that_cannot_be_read_says_why(desk):
    desk.write("content/project.yaml", "project: {series: Grid Watch}\nevents: [{id: outage, dat: 2024}]\n")
    result = desk.run("query", "SELECT 1", str(desk.root))
    assert result.exit_code == 1
    assert "unknown key `dat`" in result.stderr or "dat" in result.stderr
    assert result.stdout == ""


def test_a_ledger_that_breaks_rules_is_asked_all_the_same(broken):
    assert rows(broken, "SELECT count(*) AS n FROM event_revisions") == [{"n": 3}]


def test_an_export_replaces_its_like_and_nothing_else(grid):
    file, note = grid.root / "ledger.db", grid.root / "note.db"
    note.write_text("do not lose this")
    other = grid.root / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE precious (x)")
    for _ in range(2):
        assert grid.run("export", "--to", "sqlite", str(file), str(grid.root)).exit_code == 0
    first = file.read_bytes()
    grid.run("export", str(file), str(grid.root))
    assert file.read_bytes() == first
    assert sqlite3.connect(file).execute("SELECT count(*) FROM events").fetchone() == (1,)
    for path in (note, other):
        before = path.read_bytes()
        result = grid.run("export", str(path), str(grid.root))
        assert (result.exit_code, path.read_bytes()) == (1, before)
        assert "is no ledger that was exported" in result.stderr
    link = grid.root / "link.db"
    link.symlink_to(file)
    assert grid.run("export", str(link), str(grid.root)).exit_code == 1
    assert grid.run("export", str(grid.root / "missing" / "ledger.db"), str(grid.root)).exit_code == 1
    assert sorted(path.name for path in grid.root.glob("*.db")) == ["ledger.db", "link.db", "note.db", "other.db"]


def test_a_long_question_ends_with_ctrl_c():
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
    running = subprocess.Popen(
        [Path(sys.executable).parent / "briefgen", "query", endless, ROOT],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_COLOR": "1"},
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it
    )
    try:
        time.sleep(2)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
    finally:
        running.kill()
    assert running.returncode == 1
    assert "Aborted" in said
    assert "Traceback" not in said


def test_what_is_too_wide_for_a_table_is_told_row_by_row_and_nothing_is_left_out(grid, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = grid.run("query", "SELECT * FROM sources WHERE id = 'relay'", str(grid.root)).stdout
    assert max(map(len, shown.splitlines())) <= 80
    held = rows(grid, "SELECT * FROM sources WHERE id = 'relay'")[0]
    for name, value in held.items():
        if value is not None:
            assert [line.split() for line in shown.splitlines() if line.startswith(f"{name} ")] == [
                [name, *str(value).split()]
            ]


def test_answers_are_tables_for_people(grid):
    result = grid.run("query", "SELECT id, date, title FROM events", str(grid.root))
    assert [line.split() for line in result.stdout.splitlines() if "outage" in line] == [
        ["outage", "2024-03-01", "Power", "fails,", '"twice"']
    ]
    assert result.stdout.endswith("1 row\n")
    assert "[bold]" in grid.run("query", "SELECT '[bold]x'", str(grid.root)).stdout
    told = grid.run("query").stdout
    assert "events: an event as it stands" in told
    assert "event_sources" in told
