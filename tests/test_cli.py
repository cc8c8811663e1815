"""The command: what it says, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

import briefgen
from briefgen.build import checking
from briefgen.build.project import find
from briefgen.build.series import SITE
from briefgen.cli import main, printing

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent
COMMANDS = sorted(main.commands)

SOUND = """
project: {series: Test Watch, timezone: Asia/Damascus, handling: TLP:CLEAR}
sources: [{id: paper, title: Paper, published: 2024-12-02T18:00+03:00, language: en}]
events: [{id: outage, date: 2024-12-02, title: Power fails, sources: [paper]}]
briefs:
  - {id: one, title: The first, number: 1, cutoff: 2024-12-04, period: 2024-12-01/2024-12-04}
  - {id: two, title: The second, number: 2, cutoff: 2024-12-08, period: 2024-12-05/2024-12-08}
"""
WARNED = SOUND + "actors: [{id: nobody, name: Nobody}]\n"
BROKEN = SOUND.replace("sources: [paper]", "sources: [papper]")


@pytest.fixture
def desk(desk):
    desk.write("content/all.yaml", SOUND)
    return desk


def made(out: Path) -> list[str]:
    """What a build left for people, by path, but for the pages of the archive."""
    found = (path.relative_to(out) for path in out.rglob("*") if path.is_file() and path.parent != out / SITE)
    return sorted(name.as_posix() for name in found if not name.name.startswith("."))


# How it ends


@pytest.mark.parametrize(
    ("content", "words", "code"),
    [
        (SOUND, [], 0),
        (SOUND, ["--strict"], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (WARNED.replace("TLP:CLEAR}", "TLP:CLEAR, rules: {unused-actor: advice}}"), ["--strict"], 0),
        (WARNED.replace("TLP:CLEAR}", "TLP:CLEAR, rules: {unused-actor: error}}"), [], 1),
        (BROKEN, [], 1),
        ("events: [", [], 1),
        ("", [], 1),
    ],
)
def test_check_and_build_end_alike(desk, content, words, code):
    desk.write("content/all.yaml", content)
    assert desk.check(*words).exit_code == code
    built = desk.build("--to", "json", *words)
    assert built.exit_code == code
    assert (desk.root / "output").exists() == (code == 0)
    assert ("Nothing was written." in built.stderr) == (code == 1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "nowhere"], "`nowhere` cannot be used: it does not exist"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["check", ".", "elsewhere"], "unexpected extra argument"),
        (["chekc"], "No such command 'chekc'"),
        (["build", "--to", "odt"], "'odt' is not one of"),
        (["build", "--brief", "twoo"], "there is no brief `twoo`; did you mean `two`?\n"),
        (["build", "--brief", "zzz"], "there is no brief `zzz`; known here: one, two.\n"),
        (["build", "--as-of", "yesterday"], "--as-of"),
        (["build", "--as-of", "2024-02-30"], "February 2024 has 29 days"),
        (
            ["check", "--select", "unsourced-evnt"],
            "there is no rule `unsourced-evnt`; did you mean `unsourced-event`?\n",
        ),
        (["check", "--ignore", "unsourced-event,zzz"], "there is no rule `zzz`; `briefgen rules` lists them.\n"),
        (
            ["check", "--ignore", "unknown-key"],
            "`unknown-key` cannot be ignored: a file of the wrong shape is not under",
        ),
        (["check", "--ignore", "duplicate-id"], "`duplicate-id` cannot be ignored: no page can be made then."),
        (["check", "--select", ""], "a rule is missing: write names with commas between them"),
        (["check", "--diff", "--format", "json"], "`--diff` shows a diff, which has no other format."),
        (["rules", "unsourced-evnt"], "there is no rule `unsourced-evnt`; did you mean `unsourced-event`?\n"),
        (["rules", "zzz"], "there is no rule `zzz`; `briefgen rules` lists them.\n"),
        (["new"], "Missing argument"),
        (["new", ""], "a path is missing"),
        (["check", ""], "a path is missing"),
        (["build", ""], "a path is missing"),
        (["build", "--to", "json", "--out", ""], "a path is missing"),
        (["completion", "csh"], "'csh' is not one of"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_right(desk, monkeypatch, words, says):
    monkeypatch.chdir(desk.root)
    result = desk.run(*words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
    assert not (desk.root / "output").exists()


def test_a_moment_without_a_zone_is_wrong_use_where_the_project_names_none(desk):
    desk.write("content/all.yaml", SOUND.replace("timezone: Asia/Damascus, ", ""))
    result = desk.build("--to", "json", "--as-of", "2024-12-03T06:00")
    assert result.exit_code == 2
    assert "offset" in result.stderr


def test_a_project_without_a_brief_has_nothing_to_build(desk):
    desk.write("content/all.yaml", SOUND.partition("briefs:")[0])
    assert desk.check().exit_code == 0
    result = desk.build()
    assert result.exit_code == 1
    assert "There is no brief to make" in result.stderr


# What check prints


def test_findings_as_json_are_a_list_of_objects_with_places_from_1(desk):
    assert json.loads(desk.check("--format", "json").stdout) == []
    desk.write("content/all.yaml", BROKEN)
    result = desk.check("--format", "json")
    assert result.stderr == ""
    (found,) = [each for each in json.loads(result.stdout) if each["rule"] == "unknown-source"]
    line = BROKEN.split("\n").index(next(each for each in BROKEN.split("\n") if "papper" in each)) + 1
    column = BROKEN.split("\n")[line - 1].index("papper") + 1
    assert found == {
        "rule": "unknown-source",
        "severity": "error",
        "message": "no source has the id `papper`",
        "hint": "did you mean `paper`?",
        "file": "content/all.yaml",
        "line": line,
        "column": column,
        "end_line": line,
        "end_column": column + len("papper"),
        "fix": {
            "replacement": "paper",
            "file": "content/all.yaml",
            "line": line,
            "column": column,
            "end_line": line,
            "end_column": column + len("papper"),
        },
    }


def test_findings_of_a_file_of_faulty_shape_are_json_as_well(desk):
    desk.write("content/all.yaml", "- a list\n")
    (found,) = json.loads(desk.check("--format", "json").stdout)
    assert set(found) == {
        "rule", "severity", "message", "hint", "file", "line", "column", "end_line", "end_column", "fix",
    }  # fmt: skip
    assert min(found["line"], found["column"], found["end_line"], found["end_column"]) >= 1


def test_findings_for_github_are_workflow_commands(desk):
    assert desk.check("--format", "github").stdout == ""
    desk.write("content/all.yaml", BROKEN)
    (line,) = [each for each in desk.check("--format", "github").stdout.splitlines() if "unknown-source" in each]
    command, _, message = line.removeprefix("::").partition("::")
    assert command.startswith("error file=content/all.yaml,line=4,col=")
    assert message == "no source has the id `papper`%0Adid you mean `paper`?"


def test_findings_for_people_show_the_line_and_their_count(desk):
    desk.write("content/all.yaml", BROKEN)
    text = desk.check().stdout
    assert "error: no source has the id `papper`" in text
    assert "^^^^^^ did you mean `paper`?" in text
    assert re.search(r"\d error", text.splitlines()[-1])
    desk.write("content/all.yaml", SOUND)
    assert desk.check().stdout == "No findings in 1 file.\n"


# Some rules only


ALLOWED = """
project: {series: S, handling: TLP:CLEAR, rules: {unused-actor: off}}
actors: [{id: nobody, name: Nobody}]
events:
  - id: outage
    date: 2024-12-02
    title: Power fails
    allow:
      - {rule: unsourced-event, because: The operator asked us not to name its log.}
      - {rule: unknown-actor, because: Mended since.}
      - {rule: unsourced-evnt, because: Misspelt.}
      - {rule: zzz, because: Made up.}
"""


def rules_found(desk, *words: str) -> list[str]:
    return sorted(each["rule"] for each in desk.findings(*words))


def test_selected_rules_run_alone_and_ignored_ones_do_not(desk):
    desk.write("content/all.yaml", BROKEN + "actors: [{id: nobody, name: Nobody}]\nplaces: [{id: nowhere, name: N}]\n")
    assert rules_found(desk) == ["unknown-source", "unused-actor", "unused-place", "unused-source"]
    assert rules_found(desk, "--select", "unused-actor") == ["unused-actor"]
    assert rules_found(desk, "--select", "unused-actor, unused-place") == ["unused-actor", "unused-place"]
    assert rules_found(desk, "--select", "unused-actor", "--select", "unused-place") == ["unused-actor", "unused-place"]
    assert rules_found(desk, "--ignore", "unused-actor,unknown-source") == ["unused-place", "unused-source"]
    assert rules_found(desk, "--select", "unused-actor,unused-place", "--ignore", "unused-actor") == ["unused-place"]
    assert desk.check("--ignore", "unknown-source").exit_code == 0


def test_a_selected_rule_runs_though_the_project_turns_it_off_or_weighs_it_otherwise(desk):
    desk.write("content/all.yaml", ALLOWED)
    assert "unused-actor" not in rules_found(desk)
    (found,) = desk.findings("--select", "unused-actor")
    assert (found["rule"], found["severity"]) == ("unused-actor", "warning")
    desk.write("content/all.yaml", ALLOWED.replace("unused-actor: off", "unused-actor: error"))
    (found,) = desk.findings("--select", "unused-actor")
    assert found["severity"] == "error"


def test_faults_of_shape_are_reported_whichever_rules_are_chosen(desk):
    desk.write("content/all.yaml", SOUND.replace("title: Power fails", "titel: Power fails"))
    found = rules_found(desk)
    assert found == ["unknown-key"]
    assert rules_found(desk, "--select", "unused-actor") == rules_found(desk, "--ignore", "unused-actor") == found


SHARED = """
project: {series: S, handling: TLP:CLEAR, language: en}
sources: [{id: log, title: Log, language: en}]
events: [{id: outage, date: 2024-03-01, title: Power fails, sources: [log]}]
briefs:
  - {id: b, title: B, cutoff: 2024-03-09, period: 2024-03, sections: [{part: fact, title: F, file: f.md}], ONE}
  - {id: c, title: C, cutoff: 2024-03-10, period: 2024-03, sections: [{part: fact, title: F, file: f.md}], TWO}
"""
ALLOW, NOTHING = "allow: [{rule: judgement-in-fact, because: Agreed.}]", "number: 1"


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        (NOTHING, NOTHING, ["judgement-in-fact"]),
        (ALLOW, NOTHING, ["judgement-in-fact"]),
        (NOTHING, ALLOW, ["judgement-in-fact"]),
        (ALLOW, ALLOW, []),
    ],
)
def test_what_one_brief_allows_in_a_file_another_brief_has_to_allow_as_well(desk, one, two, found):
    desk.write("content/all.yaml", SHARED.replace("ONE", one).replace("TWO", two))
    desk.write("content/f.md", "It will probably fail [@outage].\n")
    assert sorted(set(rules_found(desk, "--select", "judgement-in-fact,unused-allow"))) == found


def test_revisions_of_a_brief_share_what_they_allow_in_its_file(desk):
    revised = SHARED.replace("ONE", ALLOW).replace("TWO", NOTHING).replace("id: c", "id: b, as_of: 2024-03-11")
    desk.write("content/all.yaml", revised)
    desk.write("content/f.md", "It will probably fail [@outage].\n")
    assert rules_found(desk, "--select", "judgement-in-fact,unused-allow") == []


def test_nothing_is_said_of_an_allowance_whose_rule_did_not_run(desk):
    desk.write("content/all.yaml", ALLOWED)

    def said(*words: str) -> list[str]:
        return [each["message"] for each in desk.findings(*words)]

    never = ["there is no rule `unsourced-evnt` to allow", "there is no rule `zzz` to allow"]
    assert said() == ["`unknown-actor` finds nothing in this event", *never]
    assert said("--ignore", "unknown-actor") == never
    assert said("--ignore", "unsourced-event") == ["`unknown-actor` finds nothing in this event", *never]
    assert said("--select", "unused-allow") == never
    assert said("--select", "unsourced-event") == []


def test_completion_offers_rules_behind_each_comma():
    assert completed("briefgen check --select unsourced-") == ["unsourced-event"]
    assert completed("briefgen check --ignore unused-source,unsourced-") == ["unused-source,unsourced-event"]


# On a terminal, and off it


def on_a_terminal(*words: str | Path, **variables: str) -> str:
    """What a command shows on a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLUMNS": "100", **variables}
    process = subprocess.Popen([TOOLS / "briefgen", *words], stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so at the end
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    process.wait()
    return shown.decode()


def test_findings_have_colour_on_a_terminal_unless_the_reader_wants_none(desk):
    desk.write("content/all.yaml", BROKEN)
    assert "\x1b[1;31merror" in on_a_terminal("check", desk.root)
    assert "\x1b[" not in on_a_terminal("check", desk.root, NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal("check", desk.root, "--format", "json")


def test_progress_shows_on_a_terminal_only(desk, command):
    shown = on_a_terminal("build", desk.root, "--to", "json", "--brief", "one")
    assert "one json" in shown
    assert "wrote" in shown
    done = command("build", desk.root, "--to", "json")
    assert done.returncode == 0
    assert done.stderr == ""
    assert all(line.startswith(("wrote ", "unchanged ")) for line in done.stdout.splitlines())


@pytest.mark.skipif(os.name != "posix", reason="no shell that closes a stream")
def test_briefs_are_made_where_nobody_can_be_told_anything(desk):
    command = ["sh", "-c", 'exec "$@" >&- 2>&-', "sh", TOOLS / "briefgen", "build", desk.root, "--to", "json"]
    assert subprocess.run(command, check=False).returncode == 0
    assert list((desk.root / "output").glob("*/*.json"))


@pytest.fixture
def line(monkeypatch, capsys):
    """What a line of twelve steps shows after some of them, each with how many seconds it is told later."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    now = [0.0]
    monkeypatch.setattr(printing, "time", SimpleNamespace(monotonic=lambda: now[0]))

    def shows(*told):
        now[0] = 0.0
        with printing.progress(12) as advance:
            for later, *step in told:
                now[0] += later
                advance(*step)
            return re.sub(r"\x1b\[[?;\d]*[A-Za-z]|[━╸╺]", "", capsys.readouterr().err).splitlines()[-1].split()

    return shows


def test_what_is_made_counts_when_it_is_made_and_the_rest_takes_as_long_for_each(line):
    assert line((5, "one", "html", "next")) == ["one", "html", "0/12"]
    assert line((0, "one", "html", "next"), (5, "one", "pdf", "next")) == ["one", "pdf", "1/12", "0:00:55"]
    forms = [(0, "one", form, "next") for form in ("html", "pdf")] + [
        (0, "one", form, "made") for form in ("html", "pdf")
    ]
    assert line(*forms) == ["2/12", "0:00:00"], "told twice, counted once"
    at_once = [(20, "one", "pdf", "made"), (0, "two", "pdf", "made"), (20, "six", "pdf", "made")]
    assert line(*at_once[:2]) == ["2/12", "0:01:40"]
    assert line(*at_once) == ["3/12", "0:02:00"]
    assert line(*((1, "one", str(number), "made") for number in range(12))) == ["12/12"]


def test_what_lies_there_already_counts_and_says_nothing_of_how_long_the_rest_takes(line):
    there = [(0.1, "one", str(number), "there") for number in range(10)]
    assert line(*there) == ["10/12"]
    assert line(*there, (30, "two", "html", "made")) == ["11/12", "0:00:30"]


PRINTING = [["check"], ["check", "--format", "json"], ["schema"], ["rules"], ["rules", "naive-time"], ["--help"],
            ["check", "--help"], ["completion", "bash"], ["build", "--to", "json"]]  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
def test_output_that_cannot_be_written_is_said_in_one_line(desk, words):
    desk.write("content/all.yaml", SOUND)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [TOOLS / "briefgen", *words], stdout=full, stderr=subprocess.PIPE, text=True, cwd=desk.root, check=False
        )
        assert (done.returncode, done.stderr) == (1, "error: the output cannot be written: no space left on device\n")
        both = subprocess.run([TOOLS / "briefgen", *words], stdout=full, stderr=full, cwd=desk.root, check=False)
        assert both.returncode == 1


def test_a_reader_that_goes_away_is_no_fault(desk):
    desk.write("content/all.yaml", BROKEN)
    for words in (["check"], ["rules", "--markdown"], ["schema"]):
        ours, theirs = os.pipe()
        os.close(ours)
        done = subprocess.run(
            [TOOLS / "briefgen", *words], stdout=theirs, stderr=subprocess.PIPE, text=True, cwd=desk.root, check=False
        )
        os.close(theirs)
        assert done.stderr == ""


# Where a file is, as seen by who asked


@pytest.fixture
def nested(desk):
    """A project with a finding, in a folder of a repository that has another folder."""
    desk.write("some/project/content/all.yaml", BROKEN)
    desk.write("elsewhere/notes.txt", "")
    return desk.root


@pytest.mark.parametrize(
    ("here", "path"),
    [
        (".", "some/project"),
        ("some", "./project/"),
        ("some/project", "."),
        ("some/project/content", ".."),
        ("elsewhere", "../some/project"),
        (".", "some/project/content/all.yaml"),
        ("some/project/content", "all.yaml"),
    ],
)
def test_every_report_names_files_by_a_path_that_can_be_opened_from_here(desk, nested, monkeypatch, here, path):
    monkeypatch.chdir(nested / here)
    (file,) = {each["file"] for each in json.loads(desk.run("check", path, "--format", "json").stdout)}
    assert not file.startswith(("/", "./"))
    assert Path(file).read_text() == (nested / "some/project/content/all.yaml").read_text()
    text = desk.run("check", path).stdout
    assert f"\n  {file}:4:" in text
    assert " │ " in text, "the lines are shown"
    assert f"file={file}," in desk.run("check", path, "--format", "github").stdout
    assert f'testsuite name="{file}"' in desk.run("check", path, "--format", "junit").stdout
    assert f"\n  {file}:4:" in desk.run("build", path).stderr


def test_a_file_is_named_in_full_where_the_project_was_and_it_lies_elsewhere(desk, nested, monkeypatch):
    monkeypatch.chdir(nested / "elsewhere")
    found = json.loads(desk.run("check", str(nested / "some/project"), "--format", "json").stdout)
    assert {each["file"] for each in found} == {str(nested / "some/project/content/all.yaml")}
    monkeypatch.chdir(nested)
    found = json.loads(desk.run("check", str(nested / "some/project"), "--format", "json").stdout)
    assert {each["file"] for each in found} == {"some/project/content/all.yaml"}


@pytest.mark.parametrize(
    ("here", "path", "uri"),
    [
        (".", "some/project", "some/project/content/all.yaml"),
        ("some/project", ".", "content/all.yaml"),
        ("elsewhere", "../some/project", "content/all.yaml"),
    ],
)
def test_a_log_names_files_below_the_root_of_the_sources(desk, nested, monkeypatch, here, path, uri):
    monkeypatch.chdir(nested / here)
    (run,) = json.loads(desk.run("check", path, "--format", "sarif").stdout)["runs"]
    places = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in run["results"]]
    assert places
    assert all(place == {"uri": uri, "uriBaseId": "%SRCROOT%"} for place in places)


def test_a_fix_is_told_by_the_same_path(desk, nested, monkeypatch):
    monkeypatch.chdir(nested)
    assert "fixed 1 in some/project/content/all.yaml\n" in desk.run("check", "some/project", "--fix").stderr


def test_characters_that_the_terminal_lacks_are_shown_by_number(desk, command):
    desk.write("content/all.yaml", BROKEN.replace("Power fails", "Power fails in 霍"))
    done = command("check", desk.root, PYTHONIOENCODING="latin-1")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\\u970d" in done.stdout


def test_no_colour_off_a_terminal(desk, command):
    desk.write("content/all.yaml", BROKEN)
    for words in (["check", desk.root], ["build", desk.root]):
        done = command(*words)
        assert done.returncode == 1
        assert "\x1b" not in done.stdout + done.stderr


# What build writes


def test_every_brief_is_made_with_a_list_of_the_series(desk):
    result = desk.build("--to", "html", "--to", "json")
    assert made(desk.root / "output") == [
        "index.html",
        "one/one-draft.html",
        "one/one-draft.json",
        "two/two-draft.html",
        "two/two-draft.json",
    ]
    wrote = [line.removeprefix("wrote ") for line in result.stdout.splitlines() if line.startswith("wrote ")]
    assert sorted(wrote) == [str(desk.root / "output" / name) for name in made(desk.root / "output")]


def test_only_what_is_asked_for_is_made(desk):
    desk.build("--brief", "two", "--to", "json")
    assert made(desk.root / "output") == ["index.html", "two/two-draft.json"]
    desk.build("--brief", "two", "--brief", "one", "--to", "html", "--out", str(desk.root / "elsewhere"))
    assert made(desk.root / "elsewhere") == ["index.html", "one/one-draft.html", "two/two-draft.html"]
    assert made(desk.root / "output") == ["index.html", "two/two-draft.json"]


def test_a_folder_holds_forms_made_from_the_same_and_what_the_desk_put_there(desk):
    desk.build("--to", "html")
    desk.write("output/one/notes.txt", "mine\n")
    desk.build("--to", "json")
    both = [
        "index.html",
        "one/notes.txt",
        "one/one-draft.html",
        "one/one-draft.json",
        "two/two-draft.html",
        "two/two-draft.json",
    ]
    assert made(desk.root / "output") == both
    desk.write("content/all.yaml", SOUND.replace("The second", "The second mended"))
    desk.build("--to", "json")
    assert made(desk.root / "output") == [each for each in both if each != "two/two-draft.html"]


def test_a_second_build_of_the_same_changes_nothing(desk):
    desk.build("--to", "html", "--to", "json")
    before = {name: (desk.root / "output" / name).stat() for name in made(desk.root / "output")}
    desk.build("--to", "html", "--to", "json")
    after = {name: (desk.root / "output" / name).stat() for name in made(desk.root / "output")}
    assert {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in before.items() if name != "index.html"} == {
        name: (stat.st_ino, stat.st_mtime_ns) for name, stat in after.items() if name != "index.html"
    }


def test_a_build_with_errors_leaves_the_previous_output(desk):
    desk.build("--to", "html")
    before = {name: (desk.root / "output" / name).read_bytes() for name in made(desk.root / "output")}
    desk.write("content/all.yaml", BROKEN)
    assert desk.build("--to", "html").exit_code == 1
    assert {name: (desk.root / "output" / name).read_bytes() for name in made(desk.root / "output")} == before


def test_a_single_file_is_built_beside_it(desk):
    path = desk.write("desk/brief.yaml", SOUND)
    assert desk.run("check", str(path)).exit_code == 0
    assert desk.run("build", str(path), "--to", "html").exit_code == 0
    assert made(path.parent / "output") == ["index.html", "one/one-draft.html", "two/two-draft.html"]


def test_the_project_here_is_meant_where_none_is_named(desk, monkeypatch):
    monkeypatch.chdir(desk.root)
    assert desk.run("check").exit_code == 0
    assert desk.run("build", "--to", "json").exit_code == 0
    assert "one/one-draft.json" in made(desk.root / "output")


def test_an_output_folder_that_cannot_be_one_is_said_in_words(desk):
    desk.write("taken", "a file\n")
    result = desk.build("--to", "json", "--out", str(desk.root / "taken"))
    assert result.exit_code == 1
    assert "a file stands where a folder belongs" in result.stderr
    assert (desk.root / "taken").read_text() == "a file\n"


def test_as_of_an_earlier_moment_a_brief_holds_what_was_known_then(desk):
    def known(*words: str) -> dict:
        out = desk.root / "known"
        assert desk.build("--brief", "one", "--to", "json", "--out", str(out), *words).exit_code == 0
        return json.loads((out / "one" / "one-draft.json").read_text())

    assert [event["id"] for event in known()["chronology"]] == ["outage"]
    assert known()["brief"]["as_of"] is None
    assert [event["id"] for event in known("--as-of", "2024-12-02T18:00+03:00")["chronology"]] == ["outage"]
    then = known("--as-of", "2024-12-02T17:59+03:00")
    assert then["chronology"] == []
    assert then["brief"]["as_of_words"].startswith("2 December 2024, 17:59")
    assert [event["id"] for event in known("--as-of", "2024-12-02")["chronology"]] == ["outage"], "a day, to its end"


# The list of the series


def test_the_list_names_the_issues_with_the_latest_first_and_leads_to_their_files(desk):
    desk.build("--to", "html", "--to", "json")
    text = (desk.root / "output" / "index.html").read_text("utf-8")
    assert text.index("The second") < text.index("The first")
    links = [link for link in re.findall(r'href="([^#"]+)"', text) if not link.startswith(SITE)]
    assert sorted(links) == [name for name in made(desk.root / "output") if name != "index.html"]


def index(desk) -> str:
    return re.sub("base64,[A-Za-z0-9+/=]*", "", (desk.root / "output" / "index.html").read_text("utf-8"))


def test_the_list_stays_as_it_was_where_nothing_was_made(desk):
    desk.build("--to", "json")
    before = index(desk)
    (desk.root / "output/one/one-draft.html").write_text("not ours")
    desk.write("content/all.yaml", SOUND.replace("The first", "Another title"))
    result = desk.build("--brief", "one", "--to", "html")
    assert result.exit_code == 1
    assert "wrote" not in result.stdout
    assert index(desk) == before


def test_the_list_says_what_the_files_say_where_one_issue_could_not_be_made(desk):
    desk.build("--to", "json")
    (desk.root / "output/one/one-draft.html").write_text("not ours")
    renamed = SOUND.replace("The first", "Another title").replace("The second", "The newest")
    desk.write("content/all.yaml", renamed)
    result = desk.build("--to", "html", "--to", "json")
    assert result.exit_code == 1
    assert "The first" in (desk.root / "output/one/one-draft.json").read_text()
    assert "The first" in index(desk)
    assert "The newest" in index(desk)
    assert "Another title" not in index(desk)


def test_the_list_leaves_out_an_issue_that_was_made_for_fewer_people_or_is_now(desk):
    closed = SOUND.replace("id: two,", "id: two, handling: TLP:AMBER,")
    for before, now in ((closed, SOUND), (SOUND, closed)):
        desk.write("content/all.yaml", before)
        desk.build("--to", "json")
        desk.write("content/all.yaml", now)
        desk.build("--to", "json", "--brief", "one")
        assert "The first" in index(desk)
        assert "The second" not in index(desk)


def test_the_list_leaves_out_a_folder_whose_manifest_was_tampered_with(desk):
    desk.build("--to", "json")
    path = desk.root / "output/two/.briefgen-manifest.json"
    said = json.loads(path.read_text())
    for about in ({}, [], {**said["about"], "handling": "TLP:PINK"}, {"title": "T"}, {**said["about"], "more": 1}):
        path.write_text(json.dumps({**said, "about": about}))
        assert desk.build("--to", "json", "--brief", "one").exit_code == 0
        assert "The first" in index(desk)
        assert "The second" not in index(desk)


def test_the_list_holds_only_what_may_be_released_at_the_project_s_marking(desk):
    desk.write("content/all.yaml", SOUND.replace("id: two,", "id: two, handling: TLP:AMBER,"))
    desk.build("--to", "html")
    assert "two/two-draft.html" in made(desk.root / "output")
    text = (desk.root / "output" / "index.html").read_text("utf-8")
    assert "The first" in text
    assert "The second" not in text
    assert "two" not in re.findall(r'href="([^"/]+)', text)
    assert "AMBER" not in text

    desk.write(
        "content/all.yaml", SOUND.replace("TLP:CLEAR", "TLP:AMBER").replace("id: two,", "id: two, handling: TLP:AMBER,")
    )
    desk.build("--to", "html")
    text = (desk.root / "output" / "index.html").read_text("utf-8")
    assert "The second" in text
    assert "TLP:AMBER" in text


def test_the_list_keeps_issues_of_earlier_builds(desk):
    desk.build("--brief", "one", "--to", "html")
    desk.build("--brief", "two", "--to", "json")
    text = (desk.root / "output" / "index.html").read_text("utf-8")
    assert re.findall(r'href="([^#"]+)"', text) == ["two/two-draft.json", "one/one-draft.html"]


# Help


def test_the_version(desk):
    result = desk.run("--version")
    assert (result.exit_code, result.stdout) == (0, f"briefgen {briefgen.__version__}\n")


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)])
def test_help_says_what_a_command_is_for_and_shows_it_used(desk, words):
    result = desk.run(*words, "--help")
    assert result.exit_code == 0
    assert desk.run(*words, "-h").stdout == result.stdout
    if words != ["schema"]:  # it takes no argument
        examples = re.findall(r"^ +(briefgen [^\n]*)$", result.stdout.partition("Example")[2], re.MULTILINE)
        assert examples
        for example in examples:
            name, *rest = re.split(r"  |&&|>", example)[0].split()[1:]
            command = main.commands[name]
            command = command.commands.get(rest[0], command) if isinstance(command, click.Group) else command
            options = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in rest if word.startswith("--")} <= options


def test_every_command_and_every_option_of_daily_use_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in COMMANDS:
        (line,) = re.findall(rf"^\| `briefgen {name}\b.*$", readme, re.MULTILINE)
        if name in {"check", "build"}:
            options = {o.opts[0] for o in main.commands[name].params if isinstance(o, click.Option)}
            assert {option for option in options if option not in line} == set()


def test_the_mistake_that_the_readme_shows_is_shown_so(desk):
    readme = (ROOT / "README.md").read_text("utf-8")
    (events,) = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    desk.write("content/more.yaml", events.replace("source: valley-paper", "source: valley-papr"))
    sources = "sources: [{id: valley-paper, title: T, language: en}, {id: gauge-service, title: T, language: en}]\n"
    desk.write(
        "content/sources.yaml", sources + "events: [{id: e, date: 2024-03-04, title: T, sources: [valley-paper]}]"
    )
    assert f"```\n{desk.check().stdout}```" in readme


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_completion_script(desk, shell):
    result = desk.run("completion", shell)
    assert result.exit_code == 0
    assert f"_BRIEFGEN_COMPLETE={shell}_complete" in result.stdout
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=result.stdout, text=True, check=True)


@pytest.mark.parametrize(
    ("line", "offers"),
    [("briefgen ch", "check"), ("briefgen build --br", "--brief"), ("briefgen build --to p", "pdf")],
)
def test_completion_offers_commands_options_and_choices(line, offers):
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    result = CliRunner().invoke(main, prog_name="briefgen", env={"_BRIEFGEN_COMPLETE": "bash_complete", **words})
    assert f"plain,{offers}" in result.stdout.splitlines()


def completed(line: str) -> list[str]:
    """What a shell is offered behind a line."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    result = CliRunner().invoke(main, prog_name="briefgen", env={"_BRIEFGEN_COMPLETE": "bash_complete", **words})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.stderr == ""
    return [offer.removeprefix("plain,") for offer in result.stdout.splitlines() if offer]


def test_completion_offers_the_names_of_rules():
    assert completed("briefgen rules unsourced-") == ["unsourced-event"]
    assert len(completed("briefgen rules ")) > 50


def test_completion_offers_the_briefs_of_the_project_here_or_of_the_one_named(desk, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(desk.root)
    assert completed("briefgen build --brief ") == ["one", "two"]
    assert completed("briefgen build --brief t") == ["two"]
    assert completed("briefgen build --brief one --brief t") == ["two"]
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert completed("briefgen build --brief ") == []
    assert completed(f"briefgen build {desk.root} --brief ") == ["one", "two"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "briefs: [",
        "- briefs",
        "briefs: {id: a}",
        "briefs: [a, {id: [b]}, {title: T}, ]",
        "briefs: \0",
        "briefs: &a [*a]",
    ],
)
def test_completion_is_silent_about_faults(desk, monkeypatch, content):
    desk.write("content/all.yaml", content)
    (desk.root / "content" / "link.yaml").symlink_to("nowhere.yaml")
    monkeypatch.chdir(desk.root)
    assert completed("briefgen build --brief ") == []


def test_the_command_is_a_module_too(desk):
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "check", desk.root], text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No findings in ")


# A new project


def test_a_new_project_has_no_finding_and_builds_at_once(starter, built):
    assert starter.run("check", "--strict", str(starter.root)).stdout.startswith("No findings in ")
    out = built("valley-screen", starter.root, "--to", "html", "--to", "json")
    data = json.loads((out / "valley-1" / "valley-1-draft.json").read_text("utf-8"))
    assert len(data["chronology"]) >= 8
    assert data["judgements"]
    assert data["forecasts"]


KINDS_OF_DATE = {
    "a year": r"\d{4}",
    "a season": r"\d{4}-2[1-4]",
    "a month": r"\d{4}-(0[1-9]|1[0-2])",
    "about a month": r"\d{4}-\d\d~",
    "a day": r"\d{4}-\d\d-\d\d",
    "a day that is not confirmed": r"\d{4}-\d\d-\d\d\?",
    "some day of a month": r"\d{4}-\d\d-XX",
    "from a day to another": r"[\d-]{10}/[\d-]{10}",
    "from a day on, the end unknown": r"[\d-]{10}/",
    "from a day on, still going on": r"[\d-]{10}/\.\.",
    "one day of several": r"\[[\d-]{10},[\d-]{10}\]",
    "several days, all of them": r"\{[\d-]{10},[\d-]{10}\}",
    "a day and a time": r"[\d-]{10} \d\d:\d\d",
    "a day and a range of times": r"[\d-]{10} \d\d:\d\d/\d\d:\d\d",
    "a moment with its offset": r"[\d-]{10}T\d\d:\d\d[+-]\d\d:\d\d",
}


def test_a_new_project_has_an_event_for_each_kind_of_date(starter):
    events = checking.load(find(starter.root)).dossier.events.current
    written = [f"{event.date} {event.time or ''}".strip() for event in events]
    for kind, pattern in KINDS_OF_DATE.items():
        assert any(re.fullmatch(pattern, each) for each in written), kind


def test_a_new_project_never_overwrites(desk):
    before = (desk.root / "content" / "all.yaml").read_text()
    result = desk.run("new", str(desk.root))
    assert result.exit_code == 1
    assert "exists and is not empty" in result.stderr
    assert (desk.root / "content" / "all.yaml").read_text() == before
    assert sorted(path.name for path in desk.root.iterdir()) == ["content"]
    path = desk.write("file", "")
    result = desk.run("new", str(path))
    assert result.exit_code == 1
    assert f"`{path}` is a file" in result.stderr


def test_a_new_project_may_go_into_an_empty_folder(tmp_path, desk):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "none" / "yet"):
        assert desk.run("new", str(folder)).exit_code == 0
        assert (folder / "content" / "events.yaml").exists()


def test_the_first_line_of_each_new_file_leads_an_editor_to_the_schema(starter, desk):
    schema = starter.root / "briefgen.schema.json"
    assert schema.read_text("utf-8") == desk.run("schema").stdout
    files = sorted((starter.root / "content").rglob("*.yaml"))
    assert len(files) > 4
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, file
        assert (file.parent / found[1]).resolve() == schema.resolve()


# The schema


def validated(schema: Path, *files: Path) -> list[str]:
    """The files that check-jsonschema refuses."""
    words = ["--schemafile", schema, "--output-format", "json", *files]
    done = subprocess.run([TOOLS / "check-jsonschema", *words], capture_output=True, text=True, check=False)
    result = json.loads(done.stdout)
    assert not result.get("parse_errors"), result
    return sorted({Path(each["filename"]).name for each in result["errors"]})


def test_the_schema_accepts_every_file_that_ships(starter):
    files = [*sorted((ROOT / "content").rglob("*.yaml")), *sorted((starter.root / "content").rglob("*.yaml"))]
    assert len(files) > 10
    assert validated(starter.root / "briefgen.schema.json", *files) == []


def test_the_schema_refuses_what_check_refuses(starter, desk):
    broken = {
        "section": "evnts: []",
        "key": "events: [{id: a, date: 2024-12-01, title: T, titel: T}]",
        "translation": "events: [{id: a, date: 2024-12-01, title: T, translations: {ar: {titel: T}}}]",
        "missing": "events: [{id: a, date: 2024-12-01}]",
        "type": "events: {id: a}",
        "status": "events: [{id: a, date: 2024-12-01, title: T, status: certain}]",
        "id": "sources: [{id: Not An Id, title: T}]",
        "credibility": "events: [{id: a, date: 2024-12-01, title: T, sources: [{source: b, credibility: 7}]}]",
        "handling": "sources: [{id: a, title: T, handling: TLP:PURPLE}]",
        "confidence": "assessments: [{id: a, text: T, confidence: certain}]",
        "number": "briefs: [{id: a, title: T, cutoff: 2024-12-08, period: 2024-12, number: -1}]",
    }
    files = [desk.write(f"broken/{name}.yaml", text + "\n") for name, text in broken.items()]
    for file in files:
        assert desk.run("check", str(file)).exit_code == 1, file.name
    schema = starter.root / "briefgen.schema.json"
    assert validated(schema, *files) == sorted(file.name for file in files)


def test_the_schema_accepts_words_that_look_like_numbers(starter, desk):
    text = "events: [{id: a, date: 2024, title: 12:30, text: 5, sources: [2]}]\nsources: [{id: 2, title: NO}]\n"
    file = desk.write("fine/words.yaml", text)
    assert desk.run("check", str(file)).exit_code == 0
    assert validated(starter.root / "briefgen.schema.json", file) == []


# The documents


def test_every_key_of_the_json_is_documented(sample):
    documented = set(re.findall(r"`([a-z_]+)`", (ROOT / "docs" / "json.md").read_text("utf-8")))
    keys: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                keys.add(key)
                if key != "native":  # by language
                    walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    for path in sorted(sample.rglob("*.json")):
        if not path.name.startswith("."):
            walk(json.loads(path.read_text("utf-8")))
    assert len(keys) > 60
    assert keys - documented == set()


def test_every_moment_of_the_json_is_iso_and_has_its_words_beside(sample):
    iso = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?)?)?")
    found: dict[str, int] = {}

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key in (key for key in value if f"{key}_words" in value):
                assert (value[key] is None) == (value[f"{key}_words"] is None), (key, value)
                assert value[key] is None or iso.fullmatch(value[key]), (key, value[key])
                found[key] = found.get(key, 0) + (value[key] is not None)
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    for path in sorted(sample.rglob("syria-*.json")):
        walk(json.loads(path.read_text("utf-8")))
    assert set(found) == {"cutoff", "as_of", "on", "since", "published", "accessed", "revised"}
    assert {key for key, count in found.items() if not count} <= {"as_of", "accessed"}, "the sample has all others"


def test_a_file_of_a_project_checked_alone_says_whose_it_is(desk, monkeypatch):
    sources = "sources: [{id: log, title: Log, language: en}]\n"
    desk.write("content/a.yaml", "project: {series: S, handling: TLP:CLEAR}\n" + sources)
    desk.write(
        "content/events/b.yaml", "events: [{id: outage, date: 2024-03-01, title: Power fails, sources: [log]}]\n"
    )
    monkeypatch.chdir(desk.root)
    alone = desk.run("check", "content/events/b.yaml")
    assert "note: content/events/b.yaml belongs to a project, and was checked without its other files" in alone.stderr
    assert f"briefgen check {desk.root.resolve()}" in alone.stderr
    assert "note:" not in desk.run("check").stderr
    desk.write("lone.yaml", "events: [{id: outage, date: 2024-03-01, title: Power fails}]\n")
    assert "note:" not in desk.run("check", "lone.yaml").stderr


@pytest.mark.parametrize("folder", ["content", "content/out", "templates", "templates/default/out"])
def test_output_is_not_written_among_the_sources(desk, folder, monkeypatch):
    before = sorted(desk.root.rglob("*"))
    monkeypatch.chdir(desk.root)
    result = desk.run("build", "--to", "json", "--out", folder)
    assert result.exit_code == 2, result.output
    assert "this is where the project's own files lie: name another folder" in result.stderr
    assert sorted(desk.root.rglob("*")) == before
