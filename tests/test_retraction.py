"""What falls when a source or an event is taken back, and how the ledger is told so."""

from __future__ import annotations

import codecs
import contextlib
import html
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen import reader
from briefgen.build import checking, fixing, retracting, swap
from briefgen.build.project import find
from briefgen.dates import Moment
from briefgen.retraction import is_back
from briefgen.spans import Place

ROOT = Path(__file__).parent.parent

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
  - {id: one, number: 1, title: One, cutoff: 2024-12-04, period: 2024-12-01/2024-12-04,
     state: final, approved: {by: Desk, on: 2024-12-05}}
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


# What the command says


def retract(desk, *words: str):
    with contextlib.chdir(desk.root):
        return desk.run("retract", *words, COLUMNS="100")


AT = ("--as-of", "2024-12-06", "--because", "The paper took it back.")


def test_it_says_which_events_judgements_forecasts_and_issues_fall_with_a_source(desk):
    desk.write("content/all.yaml", LEDGER + BRIEFS)
    result = retract(desk, "paper", *AT)
    assert result.exit_code == 0, result.output
    for line in (
        "  ! dam: reported; loses all of its 2 sources",
        "  ! fire: confirmed; 1 of 2 sources left, of one origin: briefs print it as reported from then on",
        "  ! flood: moderate confidence, and all it rests on comes from one origin",
        "  ! repair: rests on `dam` alone; its indicator `second-leak` was seen in `dam` alone",
        "  ! burns-down: came out as occurred by `dam` alone",
        "Issues that printed it: one (number 1)",
        "  “The valley paper: The mill burns” (issue 1). Withdrawn. The paper took it back.",
        "What briefgen check will find that it does not find now: source-withdrawn (2),",
        "wrote content/all.yaml",
    ):
        assert line in result.stdout.splitlines(), line
    found = {one["rule"] for one in desk.findings()} - {one["rule"] for one in before(desk)}
    assert found == {"source-withdrawn", "confidence-above-basis"}


def before(desk) -> list[dict]:
    path = desk.root / "content" / "all.yaml"
    now = path.read_text()
    path.write_text(LEDGER + BRIEFS)
    found = desk.findings()
    path.write_text(now)
    return found


def test_it_says_what_falls_with_an_event(desk):
    desk.write("content/all.yaml", LEDGER + BRIEFS)
    result = retract(desk, "dam", *AT)
    for line in (
        "Events that lose support: none",
        "  ! flood: moderate confidence, and the basis is one event, `thaw`",
        "  ! repair: rests on `dam` alone; its indicator `second-leak` was seen in `dam` alone",
        "  “The dam leaks” (issue 1). Withdrawn. The paper took it back.",
    ):
        assert line in result.stdout.splitlines(), line
    assert "    status: retracted\n" in (desk.root / "content" / "all.yaml").read_text()


def test_it_names_every_edition_that_readers_have_and_apart_the_drafts(desk):
    arabic = BRIEFS.removeprefix("briefs:\n").replace("id: one", "id: one-ar, language: ar")
    desk.write("content/all.yaml", LEDGER + BRIEFS + arabic + NEXT.replace("2024-12-11", "2024-12-05"))
    for id_ in ("paper", "dam"):
        said = retract(desk, id_, "--dry-run", *AT).stdout.splitlines()
        assert "Issues that printed it: one (number 1), one-ar (number 1)" in said
        assert "Not final yet, and hold it: two (number 2)" in said


def test_a_draft_has_printed_nothing_that_the_next_issue_would_correct(desk):
    draft = BRIEFS.replace("state: final, approved: {by: Desk, on: 2024-12-05}", "state: draft")
    desk.write("content/all.yaml", LEDGER + draft + NEXT)
    for id_ in ("paper", "dam"):
        said = retract(desk, id_, *AT).stdout
        assert "will print" not in said
        assert "Not final yet, and hold it: one (number 1)" in said.splitlines()
    assert desk.briefing("two")["corrections"] == []


def test_what_it_says_the_next_issue_will_print_the_next_issue_prints(desk):
    desk.write("content/all.yaml", LEDGER + BRIEFS + NEXT)
    for id_ in ("paper", "dam"):
        assert "`two` will print" in retract(desk, id_, *AT).stdout
    desk.build("--to", "html", "--brief", "two")
    (page,) = (desk.root / "output" / "two").glob("*.html")
    words = " ".join(re.sub(r"<[^>]+>", "", html.unescape(page.read_text("utf-8"))).split())
    for title in ("The valley paper: The mill burns", "The dam leaks"):
        assert f"“{title}” (issue 1). Withdrawn. The paper took it back." in words


def test_what_rests_on_a_page_that_relays_the_source_falls_too(desk):
    more = (
        'assessments:\n  - {id: other, as_of: 2024-12-03, text: "It is {likely} so.", likelihood: likely, '
        "confidence: high, because: B., basis: [copy, radio], would_change: [X.], "
        "alternatives: [{text: T., why_less: W.}]}\n"
    )
    desk.write("content/all.yaml", LEDGER + BRIEFS)
    desk.write("content/a-second.yaml", more)
    result = retract(desk, "paper", *AT, "--dry-run")
    assert "  ! other: high confidence, and all it rests on comes from one origin\n" in result.stdout
    assert "  ! flood: moderate confidence, and all it rests on comes from one origin\n" in result.stdout


def test_an_issue_that_cannot_be_built_until_it_is_rewritten_is_named(desk):
    named = NEXT.replace("title: Two", "title: Two, highlights: [dam]")
    path = desk.write("content/all.yaml", LEDGER + BRIEFS + named)
    said = retract(desk, "dam", *AT).stdout
    (line,) = [n for n, text in enumerate(path.read_text().splitlines(), 1) if "highlights" in text]
    assert f", at content/all.yaml:{line}\n" in said
    assert "retracted-event-named (1)" in said


def test_without_a_reason_it_says_where_to_write_one(desk):
    desk.write("content/all.yaml", LEDGER + BRIEFS)
    assert "under `why:` of the revision" in retract(desk, "paper", "--as-of", "2024-12-06").stdout
    assert "under `text:` of the revision" in retract(desk, "dam", "--as-of", "2024-12-06").stdout


def test_a_final_issue_that_would_come_to_know_of_it_is_named(desk):
    final = NEXT.replace("title: Two", "title: Two, state: final, approved: {by: Desk, on: 2024-12-12}")
    desk.write("content/all.yaml", LEDGER + BRIEFS + final)
    assert "`two` is final, and closes after this moment" in retract(desk, "paper", *AT).stdout


def test_the_moment_is_now_on_the_clocks_of_the_project_unless_one_is_given(desk):
    path = desk.write("content/all.yaml", LEDGER + BRIEFS)
    earliest = datetime.now(UTC)
    assert retract(desk, "paper").exit_code == 0
    (written,) = re.findall(r"id: paper\n    as_of: (\S+)\n", path.read_text())
    assert written.endswith("+03:00")
    assert abs(datetime.fromisoformat(written) - earliest) < timedelta(minutes=2)


SEALS = """\
issued:
  - {brief: one, on: 2024-12-04T21:00Z, generator: briefgen 1.0, theme: default, theme_sha256: "HASH", pdf: "HASH",
     records: [{id: paper, sha256: "HASH"}, {id: dam, sha256: "HASH"}, {id: thaw, sha256: "HASH"}]}
""".replace("HASH", "0" * 64)


@pytest.mark.parametrize("id_", ["paper", "dam"])
@pytest.mark.parametrize("moment", ["2024-12-04", "2024-12-04T21:00+03:00"])
def test_nothing_is_taken_back_at_a_moment_that_a_sealed_issue_knew(desk, id_, moment):
    path = desk.write("content/all.yaml", LEDGER + BRIEFS + SEALS)
    old = path.read_bytes()
    result = retract(desk, id_, "--as-of", moment)
    assert result.exit_code == 1
    assert "`one` is sealed and knows what was known up to its cut-off, 2024-12-04" in result.stderr
    assert "give a moment after 2024-12-04 with --as-of" in result.stderr
    assert path.read_bytes() == old
    assert "Issues that printed it: one (number 1)" in retract(desk, id_, "--as-of", "2024-12-05").stdout


def test_an_issue_that_carries_it_by_its_seal_alone_is_named(desk):
    old = "  - {id: thaw-of-2023, date: 2023-03-03, title: Snow melted, status: reported, sources: [radio]}\n"
    sealed = SEALS.replace("{id: thaw,", "{id: thaw-of-2023,")
    desk.write("content/all.yaml", LEDGER.replace("assessments:\n", f"{old}assessments:\n", 1) + BRIEFS + sealed)
    said = retract(desk, "thaw-of-2023", *AT).stdout.splitlines()
    assert "Issues that printed it: none" in said
    assert "Carry it in their data, as their seals say: one (number 1)" in said


# What it writes


def test_a_dry_run_writes_nothing_and_shows_the_diff_that_a_run_makes(desk):
    path = desk.write("content/all.yaml", LEDGER + BRIEFS)
    old = path.read_bytes()
    said = retract(desk, "paper", *AT, "--dry-run").stdout
    assert path.read_bytes() == old
    report, diff = said.split("--- a/content/all.yaml", 1)
    ran = retract(desk, "paper", *AT).stdout
    assert ran == report + "wrote content/all.yaml\n"
    new = path.read_bytes()
    path.write_bytes(old)
    subprocess.run(["git", "apply"], cwd=desk.root, input=("--- a/content/all.yaml" + diff).encode(), check=True)
    assert path.read_bytes() == new


STYLES = {
    "blocks": LEDGER,
    "one record to a line": f"""{PROJECT}\
sources:
- {{id: paper, title: P, language: en}}
- {{id: radio, title: R}}  # two
events:
- {{id: dam, date: 2024-12-02, title: D, sources: [paper]}} # why

- {{id: b, date: 2024-12-03, title: B}}
""",
    "lists in brackets": f"""{PROJECT}\
sources: [{{id: paper, title: P, language: en,}}, {{id: radio, title: R}}]
events: [
  {{id: dam, date: 2024-12-02, title: D, sources: [paper]}},  # one
  {{id: b, date: 2024, title: B}} ]
""",
    "dashes on their own lines": f"""{PROJECT}\
sources:
  -
     title: P   # a title
     id: paper
  - id: radio
    title: R
events:
  -   id: dam
      date: 2024-12-02
      title: D
      text:
      sources:
      - paper
      status: reported # by one
""",
    "comments all over": f"""{PROJECT}\
# all
sources: # here
  # first
  - id: paper
    # its title
    title: P

  # next
  - {{id: radio, title: R}}
events:
  - id: dam
    date: 2024-12-02
    title: 'D # no comment'
    text: |
      Told - [@paper].
      # no comment either

  # the end
""",
    "braces over lines": f"""{PROJECT}\
sources:
  - {{id: paper, title: P,  # the paper
     language: en}}
events:
  - {{date: 2024-12-02, title: D,
     sources: [paper], id: dam}}
""",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("id_", ["paper", "dam"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("ending", [True, False])
def test_all_but_the_new_record_stays_byte_for_byte(desk, style, id_, newline, mark, ending):
    text = STYLES[style] if ending else STYLES[style].rstrip("\n")
    path = desk.write("content/all.yaml", "")
    path.write_bytes(mark + text.replace("\n", newline).encode())
    old = path.read_bytes()
    result = retract(desk, id_, *AT)
    assert result.exit_code == 0, result.output
    new = path.read_bytes()
    start = next((n for n, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), len(old))
    rest = len(old) - start
    assert new[len(new) - rest :] == old[start:], "only something was put in"
    put_in = new[start : len(new) - rest].decode()
    assert put_in.count("\n") == put_in.count(newline)
    assert put_in.count("as_of: 2024-12-06") == 1
    assert "#" not in put_in.replace("# no comment", "")
    assert new.endswith(b"\n") == old.endswith(b"\n")
    dossier = checking.check(find(desk.root)).dossier
    first, last = (dossier.find(id_), getattr(dossier, dossier.find(id_).section).revisions(id_)[0])
    assert is_back(first)
    assert not is_back(last)
    kept = {"as_of", "status", "text", "why", "withdrawn"}
    assert {k: v for k, v in vars(first).items() if k not in kept} == {
        k: v for k, v in vars(last).items() if k not in kept
    }


@pytest.mark.parametrize("because", [
    "It was: wrong, # and so on.", "“It” 'was' \"wrong\"", "- no", "حمص", "[@radio] says otherwise.", "null",
    "One paragraph " * 20 + "\n\nAnd a second.", "{likely} is said", "a\tb", "C:\\temp",
])  # fmt: skip
@pytest.mark.parametrize("id_", ["paper", "radio", "dam", "fire"])
def test_a_reason_is_read_as_it_was_given(desk, because, id_):
    desk.write("content/all.yaml", LEDGER)
    result = retract(desk, id_, "--as-of", "2024-12-06", "--because", because)
    assert result.exit_code == 0, result.output
    now = checking.check(find(desk.root)).dossier.find(id_)
    said = now.text if now.kind == "event" else now.why
    assert [each.split() for each in said.split("\n\n")] == [each.split() for each in because.split("\n\n")]


def test_a_record_revised_before_is_repeated_as_it_stands_now_behind_its_last_version(desk):
    more = "  - {id: dam, as_of: 2024-12-05, date: 2024-12-01, title: The dam broke, sources: [radio]}\n"
    desk.write("content/all.yaml", LEDGER)
    path = desk.write("content/later.yaml", f"events:\n{more}")
    assert "wrote content/later.yaml" in retract(desk, "dam", "--as-of", "2024-12-06").stdout
    retracted = more.replace("2024-12-05", "2024-12-06").replace("}", ", status: retracted}")
    assert path.read_text() == f"events:\n{more}{retracted}"
    assert (desk.root / "content" / "all.yaml").read_text() == LEDGER


def test_translations_of_the_reason_that_was_replaced_are_not_repeated(desk):
    told = "translations:\n      ar:\n        why: قديم\n        title: عنوان\n      fr: {why: ancien}\n"
    path = desk.write("content/all.yaml", LEDGER.replace("why: It had a reporter there.\n",
                                                         f"why: It had a reporter there.\n    {told}"))  # fmt: skip
    assert retract(desk, "paper", *AT).exit_code == 0
    _, new = path.read_text().split("as_of: 2024-12-06")
    assert "    translations:\n      ar:\n        title: عنوان\n    withdrawn: true\n" in new


# What is refused


def test_a_project_with_errors_is_left_alone_and_they_are_shown(desk):
    path = desk.write("content/all.yaml", LEDGER.replace("sources: [radio]", "sources: [raddio]"))
    old = path.read_bytes()
    result = retract(desk, "paper", *AT)
    assert result.exit_code == 1
    assert "no source has the id `raddio`" in result.stderr
    assert result.stderr.endswith("Nothing was written.\n")
    assert path.read_bytes() == old


@pytest.mark.parametrize(
    ("id_", "says"),
    [
        ("papper", "there is no source or event `papper`; did you mean `paper`?"),
        ("zzz", "there is no source or event `zzz`"),
        ("flood", "`flood` is no source and no event but an assessment: revise it in its file."),
        ("one", "`one` is no source and no event but a brief"),
    ],
)
def test_what_is_no_source_and_no_event_is_wrong_use(desk, id_, says):
    desk.write("content/all.yaml", LEDGER + BRIEFS)
    result = retract(desk, id_)
    assert (result.exit_code, says in result.stderr) == (2, True), result.output


def test_an_id_that_is_both_a_source_and_an_event_is_an_error_of_the_project(desk):
    desk.write("content/all.yaml", LEDGER.replace("id: thaw", "id: radio"))
    result = retract(desk, "radio", *AT)
    assert result.exit_code == 1
    assert "duplicate-id" in result.stderr
    assert "Nothing was written." in result.stderr


@pytest.mark.parametrize("id_", ["paper", "dam"])
def test_what_is_taken_back_already_stays_as_it_is(desk, id_):
    path = desk.write("content/all.yaml", LEDGER)
    retract(desk, id_, *AT)
    old = path.read_bytes()
    result = retract(desk, id_, *AT)
    assert result.exit_code == 0
    assert f"`{id_}` is taken back already since 2024-12-06; nothing was written." in result.stdout
    assert path.read_bytes() == old


@pytest.mark.parametrize("moment", ["2024-12-01", "2024-12-02"])
def test_nothing_is_taken_back_before_it_was_known(desk, moment):
    path = desk.write("content/all.yaml", LEDGER)
    result = retract(desk, "paper", "--as-of", moment)
    assert result.exit_code == 1
    assert "was not known before then" in result.stderr
    assert path.read_text() == LEDGER


@pytest.mark.parametrize("because", ["As [@nobody] says.", "[evil](javascript:x)", "a\u202eb", "", " "])
def test_a_reason_that_would_be_an_error_is_not_written(desk, because):
    path = desk.write("content/all.yaml", LEDGER)
    result = retract(desk, "dam", "--as-of", "2024-12-06", "--because", because)
    assert result.exit_code != 0
    assert path.read_text() == LEDGER


def test_a_moment_without_an_offset_is_wrong_use_where_the_project_names_no_zone(desk):
    desk.write("content/all.yaml", LEDGER.replace("timezone: Asia/Damascus, ", ""))
    assert "offset" in retract(desk, "paper", "--as-of", "2024-12-06T10:00").stderr


def test_a_file_that_changed_under_us_is_left_as_it_is(desk, monkeypatch):
    path = desk.write("content/all.yaml", LEDGER)
    look = swap.write

    def meanwhile(aside: Path, data: bytes) -> None:
        look(aside, data)
        path.write_text("# mine\n" + LEDGER)

    monkeypatch.setattr(swap, "write", meanwhile)
    result = retract(desk, "paper", *AT)
    assert result.exit_code == 1
    assert "it has changed since it was read" in result.stderr
    assert path.read_text() == "# mine\n" + LEDGER
    assert [each.name for each in path.parent.iterdir()] == ["all.yaml"]


def test_a_full_disk_leaves_the_file_whole(desk, monkeypatch):
    path = desk.write("content/all.yaml", LEDGER)

    def full(file: int, data: memoryview) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(swap.os, "write", full)
    result = retract(desk, "paper", *AT)
    monkeypatch.undo()
    assert result.exit_code == 1
    assert "no space left on device" in result.stderr
    assert path.read_text() == LEDGER


def test_a_read_only_file_is_left_as_it_is(desk, monkeypatch):
    path = desk.write("content/all.yaml", LEDGER)
    real = os.access
    monkeypatch.setattr(fixing.os, "access", lambda *asked: asked[1] != os.W_OK and real(*asked))  # root may write all
    result = retract(desk, "paper", *AT)
    assert result.exit_code == 1
    assert "it is write-protected\n  make it writable" in result.stderr
    assert path.read_text() == LEDGER


# The sample


def test_every_source_and_event_of_the_sample_can_be_taken_back(desk):
    shutil.copytree(ROOT / "content", desk.root / "content")
    project = find(desk.root)
    checked = checking.check(project)
    moment = Moment.parse("2025-01-31")
    records = [*checked.dossier.sources.current, *checked.dossier.events.current][::40]
    for record in records:
        made = retracting.plan(project, checked, record, moment, "It was not so.")
        (mended,) = made.edit.files.values()
        assert mended.before != mended.after
        assert all(each.severity != "error" for each in made.found)


WORDS = st.text(st.sampled_from("ab é:#-'\"{}[],\n.!|>&*%@0"), min_size=1, max_size=30).filter(
    lambda text: text == text.strip() and "\n " not in text and " \n" not in text
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("pqrs"), inner, max_size=3),
    max_leaves=6,
)
RECORD = st.fixed_dictionaries(
    {"id": st.sampled_from(["one", "two"])}, optional=dict.fromkeys(("a", "text", "b", "as_of"), VALUES)
)


@given(
    st.lists(RECORD, min_size=1, max_size=3),
    st.data(),
    st.sampled_from([None, False, True]),
    st.integers(2, 6),
    st.sampled_from([20, 1000]),
    st.sampled_from([None, "|", ">", "'", '"']),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_yaml_a_record_is_written_in_it_is_repeated_behind_itself(
    records, data, flow, indent, width, quotes, newline
):
    text = yaml.dump({"first": "x", "events": records, "last": ["y"]}, default_flow_style=flow, indent=indent,
                     width=width, default_style=quotes, allow_unicode=True, sort_keys=False)  # fmt: skip
    text = text.replace("\n", newline)
    before = reader.read("f", text.encode())
    assume(not before.faults)
    written = before.values["events"]
    index = data.draw(st.integers(0, len(written) - 1))
    changes = {"as_of": "2024-12-06", "text": data.draw(WORDS), "status": "retracted"}
    changes["text"] = " ".join(changes["text"].split())
    fix = reader.revision(reader.places("f", text), Place("f", ("events", index)), changes)
    after, _ = fixing.apply(text, [fix])
    now = reader.read("f", after.encode())
    assert not now.faults
    expected = {
        **before.values,
        "events": [*written[: index + 1], {**written[index], **changes}, *written[index + 1 :]],
    }
    assert stripped(now.values) == stripped(expected)
    assert len(after) == len(text) + len(fix.replacement)


def stripped(value):
    """Values without the line ends that blocks keep, which no record keeps."""
    if isinstance(value, dict):
        return {key: stripped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [stripped(each) for each in value]
    return value.strip() if isinstance(value, str) else value
