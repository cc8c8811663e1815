"""The language server: what someone sees who writes in an editor, over the protocol, from a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.client import PATIENCE, Client, Refusal
from briefgen.build import find
from briefgen.server.desk import Desk

ROOT = Path(__file__).parent.parent
BRIEFGEN = Path(sys.executable).parent / "briefgen"

HEAD = "project: {series: Test Watch, timezone: Asia/Damascus, handling: TLP:CLEAR}\n"
SOURCES = """\
sources:
  - {id: log, title: Grid log, published: 2024-12-02, reliability: B, why: The operator keeps it by law., language: en}
  - {id: paper, title: Valley Paper on the *outage*, published: 2024-12-02, origin: log, language: en}
"""
EVENTS = """\
events:
  - id: outage
    date: 2024-12-02
    title: Power fails
    text: The operator gave no reason [@log].
    sources: [{source: log, credibility: 2}, paper]
"""
LEDGER = "content/events.yaml"


@pytest.fixture
def project(tmp_path) -> Path:
    """A small project without findings."""
    for name, text in {"project.yaml": HEAD, "sources.yaml": SOURCES, "events.yaml": EVENTS}.items():
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def sample(tmp_path) -> Path:
    """A copy of the sample project, to write in."""
    unsealed = shutil.ignore_patterns("issued")  # what went out under an id is not renamed with it
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=unsealed)
    return tmp_path


@pytest.fixture
def editor() -> Iterator[Callable[..., Client]]:
    """Start an editor in a folder. Each session must end well."""
    started: list[Client] = []

    def start(root: Path, **capabilities: Any) -> Client:
        started.append(Client([str(BRIEFGEN), "lsp"], root, capabilities))
        return started[-1]

    yield start
    for client in started:
        if client.process.poll() is None:
            assert client.end() == 0
        assert "Traceback" not in client.errors


def checked(root: Path) -> list[dict[str, Any]]:
    """What `briefgen check` finds on disk."""
    command = [BRIEFGEN, "check", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    return json.loads(done.stdout)


def labels(answer: Any) -> list[str]:
    """What a completion offers, in the editor's order."""
    return [item["label"] for item in sorted(answer["items"], key=lambda item: item["sortText"])]


def offered(client: Client, name: str, words: str, into: int | None = None) -> list[str]:
    return labels(client.request("textDocument/completion", client.at(name, words, into)))


def wait_for(holds: Callable[[], bool]) -> None:
    """Ask again until something holds that the server does not tell by itself."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def shown(client: Client, name: str, words: str, into: int = 1) -> str:
    """What a hover shows."""
    found = client.request("textDocument/hover", client.at(name, words, into))
    return found["contents"]["value"] if found else ""


def apply(client: Client, edit: dict[str, Any]) -> list[str]:
    """Carry out an edit, on disk and in what is open; gives what was replaced."""
    replaced = []
    for uri, edits in edit["changes"].items():
        name = uri.removeprefix(client.uri("") + "/").removeprefix(client.uri(""))
        text = client.texts.get(name) or (client.root / name).read_text("utf-8")
        lines = text.split("\n")
        replaced += [client.words(name, each["range"]) for each in edits]
        for each in sorted(edits, key=lambda each: tuple(each["range"]["start"].values()), reverse=True):
            start, end = each["range"]["start"], each["range"]["end"]
            assert start["line"] == end["line"]
            line = lines[start["line"]].encode("utf-16-le")
            new = line[: start["character"] * 2] + each["newText"].encode("utf-16-le") + line[end["character"] * 2 :]
            lines[start["line"]] = new.decode("utf-16-le")
        (client.root / name).write_text("\n".join(lines), "utf-8")
        if name in client.texts:
            client.write(name, "\n".join(lines))
    return replaced


# A session in the sample


def test_a_mistake_is_shown_where_it_is_completed_and_gone_when_mended(editor, sample):
    client, name = editor(sample), "content/events/2024-12-08.yaml"
    client.open(name)
    assert client.checked(name) == []
    client.replace(name, "{source: reuters-qusayr-1208,", "{source: reuters-qusayr-128,")
    (finding,) = client.until(lambda: client.findings(name))
    assert client.words(name, finding["range"]) == "reuters-qusayr-128"
    assert finding["message"] == "no source has the id `reuters-qusayr-128`\ndid you mean `reuters-qusayr-1208`?"
    assert (finding["code"], finding["severity"], finding["source"]) == ("unknown-source", 1, "briefgen")
    assert "codeDescription" not in finding
    assert offered(client, name, "{source: reuters-qusayr-12") == ["reuters-qusayr-1208"]
    assert "reuters-qusayr-1208" in offered(client, name, "{source: reuters-qusayr-128"), "what is nearest is offered"
    request = {"textDocument": {"uri": client.uri(name)}, "range": finding["range"], "context": {"diagnostics": []}}
    (action,) = client.request("textDocument/codeAction", request)
    assert (action["title"], action["kind"]) == ("Write `reuters-qusayr-1208`", "quickfix")
    assert action["diagnostics"] == [finding]
    assert apply(client, action["edit"]) == ["reuters-qusayr-128"]
    client.until(lambda: not client.findings(name))
    assert checked(sample) == []


def test_a_renamed_record_is_renamed_wherever_it_stands(editor, sample):
    """An event with revisions that fields name, and that YAML and Markdown cite."""
    client, name = editor(sample), "content/assessments.yaml"
    client.open(name)
    assert client.checked(name) == []
    at = client.at(name, "basis: [homs-falls", into=10)
    named = client.request("textDocument/references", at | {"context": {"includeDeclaration": False}})
    declared = client.request("textDocument/definition", at)
    files = {Path(each["uri"]).suffix for each in named}
    assert files == {".yaml", ".md"}
    assert [Path(each["uri"]).name for each in declared] == ["2024-12-01-to-07.yaml"] * len(declared)
    assert client.request("textDocument/prepareRename", at)["placeholder"] == "homs-falls"
    edit = client.request("textDocument/rename", at | {"newName": "homs-taken-by-night"})
    replaced = apply(client, edit)
    assert set(replaced) == {"homs-falls"}
    assert len(replaced) == len(named) + len(declared)
    assert checked(sample) == []
    left = [path.name for path in sample.rglob("*.*") if "homs-falls" in path.read_text("utf-8")]
    assert left == [], "no comment of the sample names it"


def test_an_indicator_is_renamed_with_all_that_watch_it(editor, starter, tmp_path):
    root = shutil.copytree(starter.root, tmp_path / "valley")
    client, name = editor(root), "content/analysis.yaml"
    client.open(name)
    client.checked(name)
    edit = client.request("textDocument/rename", client.at(name, "{id: warm-spell", 6) | {"newName": "warm-week"})
    assert apply(client, edit) == ["warm-spell", "warm-spell"]
    assert checked(root) == []


def test_an_unsaved_text_is_checked_as_it_is_in_the_editor(editor, sample):
    client, name = editor(sample), "content/briefs/syria-2024-12-08/advance.md"
    client.open(name)
    assert client.checked(name) == []
    client.write(name, client.texts[name] + "\nحمص 🚀 fell that night [@homs-fals].\n")
    is_lost = "unknown-citation"
    (finding,) = client.until(lambda: [each for each in client.findings(name) if each["code"] == is_lost])
    assert client.words(name, finding["range"]) == "@homs-fals"
    assert finding["range"]["start"]["character"] == len("حمص 🚀 fell that night [") + 1, "a rocket is two units"
    assert offered(client, name, "that night [@homs-fal")[:1] == ["homs-falls"]
    assert checked(sample) == [], "nothing was saved"
    client.close(name)
    client.until(lambda: not client.findings(name))


def test_what_is_known_still_completes_while_the_file_is_not_yaml(editor, sample):
    client, name = editor(sample), "content/events/2024-12-08.yaml"
    client.open(name)
    assert client.checked(name) == []
    sound = client.texts[name]
    client.write(name, sound + '  - id: "half\n    place: damas\n    sources: [sana-12, {source: reu\n')
    (finding,) = client.until(lambda: client.findings(name))
    assert finding["code"] == "yaml-syntax"
    assert "damascus" in offered(client, name, "place: damas\n", 12)
    assert any(id_.startswith("reuters") for id_ in offered(client, name, "{source: reu\n", 12))
    assert "assad" not in offered(client, name, "{source: reu\n", 12), "an actor is no source"
    assert shown(client, name, "place: qusayr", 8).startswith("**place** `qusayr`")
    client.write(name, sound)
    client.until(lambda: not client.findings(name))


HALF_WRITTEN = {
    "a date": "  - {id: strike, date: 2024-12-0, title: Strike}\n  - {id: thaw, date: 2024, title: Thaw}\n",
    "a key": "  - {id: thaw, date: 2024, title: Thaw, place: Up North}\n",
    "a text": '  - {id: thaw, date: 2024, title: Thaw}\n  - {id: strike, title: "Str\n',
    "a section": "  - {id: thaw, date: 2024, title: Thaw}\nplaces:\n  hill\n",
}
"""What somebody saved half written, below a record in a file of its own; in each, `thaw` can be read."""


@pytest.mark.parametrize("half", HALF_WRITTEN.values(), ids=HALF_WRITTEN)
def test_ids_are_known_in_a_project_that_was_never_read_whole(editor, project, half):
    faulty = "events:\n  - {id: flicker, date: 2024, title: Lights flicker, sources: [log]}\n" + half
    (project / "content" / "more.yaml").write_text(faulty, "utf-8")
    client = editor(project)
    client.open(LEDGER, EVENTS.replace("date: 2024-12-02", "order: {after: []}\n    date: 2024-12-02"))
    client.until(lambda: client.findings("content/more.yaml"))
    assert offered(client, LEDGER, "[@lo") == ["log"]
    assert offered(client, LEDGER, "after: [") == ["flicker", "thaw"]
    assert shown(client, LEDGER, "source: log", 9).startswith("**source** `log`")
    at = client.at(LEDGER, "source: log", 9)
    (found,) = client.request("textDocument/definition", at)
    assert client.words("content/sources.yaml", found["range"]) == "log"
    found = client.request("textDocument/references", at | {"context": {"includeDeclaration": False}})
    names = [f"content/{Path(each['uri']).name}" for each in found]
    assert {*names} == {"content/sources.yaml", "content/more.yaml", LEDGER}
    assert {client.words(name, each["range"]) for name, each in zip(names, found, strict=True)} == {"log"}


def test_what_can_be_read_is_where_it_stands(editor, project):
    """Below a record that is left out."""
    client, name = editor(project), "content/more.yaml"
    client.open(name, "events:\n  - {id: strike, title: Strike}\n  - {id: thaw, date: 2024, title: Thaw}\n")
    client.open(LEDGER, EVENTS + "    distinct_from: [thaw]\n")
    client.until(lambda: client.findings(name))
    (found,) = client.request("textDocument/definition", client.at(LEDGER, "[thaw", 2))
    assert client.words(name, found["range"]) == "thaw"
    assert found["range"]["start"]["line"] == 2


def test_ids_are_offered_in_a_file_that_was_opened_empty(editor, project):
    client, name = editor(project), "content/more.yaml"
    client.open(name, "")
    client.until(lambda: client.findings(name))
    client.write(name, "events:\n  - id: thaw\n    sources: [lo")
    client.until(lambda: client.findings(name)[0]["code"] != "empty-file")
    assert offered(client, name, "sources: [lo") == ["log"]


def test_what_is_written_soundly_is_known_though_more_is_half_written(editor, project):
    """What stands in a file that has a fault counts, and nothing is forgotten that is half written only now."""
    client = editor(project)
    client.open(LEDGER)
    client.checked(LEDGER)
    more = (
        "  - {id: thaw, date: 2024-12-03, title: Thaw}\n  - {id: ice, date: 2024-12-0, title: I, distinct_from: []}\n"
    )
    client.write(LEDGER, EVENTS + more)
    client.until(lambda: client.findings(LEDGER))
    wait_for(lambda: offered(client, LEDGER, "distinct_from: [") == ["outage", "thaw"])
    client.write(LEDGER, (EVENTS + more).replace("date: 2024-12-02", "date: 2024-12-0"))
    client.until(lambda: len(client.findings(LEDGER)) == 2)
    assert shown(client, LEDGER, "id: outage", 6).startswith("**event** `outage`")
    assert offered(client, LEDGER, "distinct_from: [") == ["outage", "thaw"]


def test_a_project_half_described_keeps_its_scale(editor, project):
    (project / "content" / "project.yaml").write_text(
        HEAD.replace("Damascus", "Damasc").replace("series", "likelihood: phia, series"), "utf-8"
    )
    client = editor(project)
    client.open("content/more.yaml", "assessments:\n  - {id: b, text: It is so, likelihood: }\n")
    client.until(lambda: client.findings("content/project.yaml"))
    assert offered(client, "content/more.yaml", "likelihood: ")[:2] == ["remote-chance", "highly-unlikely"]


# The same as check


FAULTY = {
    "project.yaml": HEAD,
    "sources.yaml": "sources:\n  - {id: log, title: 🚀 Grid log}\n",
    "events.yaml": """\
events:
  - {id: outage, date: 2024-12-02, title: "🚀🚀 The power will probably stay off", sources: [logg]}
  - id: strike
    date: 2024-12-03
    title: إضراب
    actors: [nobody]
    text: >
      The 🚀 said so
      [@lgo].
""",
}


def test_an_editor_is_told_what_check_tells(editor, tmp_path):
    """Each file, each finding, each place, each severity, in all files, of which one is open."""
    (tmp_path / "content").mkdir()
    for name, text in FAULTY.items():
        (tmp_path / "content" / name).write_text(text, "utf-8")
    client = editor(tmp_path)
    client.open(LEDGER)
    found = checked(tmp_path)
    severities = {"error": 1, "warning": 2, "advice": 3}
    expected = sorted((each["file"], each["rule"], severities[each["severity"]], words_of(each)) for each in found)
    assert len({each["file"] for each in found}) > 1
    client.until(lambda: sum(len(client.findings(name)) for name in client.published) == len(found))
    told = [
        (name, each["code"], each["severity"], client.words(name, each["range"]))
        for name in client.published
        for each in client.findings(name)
    ]
    assert sorted(told) == expected


def words_of(finding: dict[str, Any]) -> str:
    """The words that a finding of `check` is about."""
    lines = FAULTY[Path(finding["file"]).name].split("\n")[finding["line"] - 1 : finding["end_line"]]
    lines[-1] = lines[-1][: finding["end_column"] - 1]
    lines[0] = lines[0][finding["column"] - 1 :]
    return "\n".join(lines)


def test_a_mistake_shows_in_files_that_are_not_open_and_goes_again(editor, project):
    client, name = editor(project), "content/sources.yaml"
    client.open(name)
    assert client.checked(name) == []
    client.replace(name, "id: log,", "id: logg,")
    client.until(lambda: {each["code"] for each in client.findings(LEDGER)} == {"unknown-source", "unknown-citation"})
    client.replace(name, "id: logg,", "id: log,")
    client.until(lambda: LEDGER in client.published and not client.findings(LEDGER))


def test_a_file_closed_without_saving_is_the_one_on_disk_again(editor, project):
    client = editor(project)
    client.open(LEDGER, EVENTS.replace("source: log,", "source: logg,"))
    client.until(lambda: client.findings(LEDGER))
    client.close(LEDGER)
    client.until(lambda: not client.findings(LEDGER))


def test_a_new_file_counts_before_it_is_saved(editor, project):
    client, name = editor(project), "content/more.yaml"
    client.open(name, "events:\n  - {id: strike, date: 2024-12-02, title: Strike, sources: [logg]}\n")
    (finding,) = client.until(lambda: client.findings(name))
    assert finding["code"] == "unknown-source"
    client.write(name, client.texts[name].replace("logg", "log"))
    client.until(lambda: not client.findings(name))
    client.replace(name, "[log]", "[logg]")
    client.until(lambda: client.findings(name))
    client.close(name)
    client.until(lambda: not client.findings(name))


def test_a_brief_in_a_single_file_is_the_one_on_disk_again_when_closed(editor, tmp_path):
    (tmp_path / "brief.yaml").write_text(HEAD + SOURCES + EVENTS, "utf-8")
    client = editor(tmp_path)
    client.open("brief.yaml", HEAD + SOURCES + EVENTS.replace("source: log,", "source: logg,"))
    client.until(lambda: client.findings("brief.yaml"))
    client.close("brief.yaml")
    client.until(lambda: not client.findings("brief.yaml"))


def test_what_somebody_else_changes_on_disk_is_seen(editor, project):
    client = editor(project, workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}})
    client.open(LEDGER)
    assert client.checked(LEDGER) == []
    (asked,) = [each for each in client.asked if each["method"] == "client/registerCapability"]
    (registration,) = asked["params"]["registrations"]
    assert registration["method"] == "workspace/didChangeWatchedFiles"
    path = project / "content" / "sources.yaml"
    path.write_text(SOURCES.replace("id: paper", "id: papper"), "utf-8")
    client.notify(registration["method"], {"changes": [{"uri": path.as_uri(), "type": 2}]})
    client.until(lambda: client.findings(LEDGER))


def test_what_files_held_that_are_gone_is_not_kept(project):
    desk = Desk(find(project))
    names = ["content/project.yaml", "content/sources.yaml"]
    for number in range(3):  # a branch after another, say
        event = EVENTS.replace("id: outage", f"id: outage-{number}").replace("@log", "@logg")
        (project / LEDGER).write_text(event, "utf-8")
        assert [*desk.answers(desk.turn)][-1].findings
        (project / LEDGER).rename(project / f"content/at-{number}.yaml")
        assert [*desk.answers(desk.turn)][-1].findings
        (project / f"content/at-{number}.yaml").unlink()
    assert [*desk.answers(desk.turn)]
    held = [each for each in vars(desk.memory).values() if isinstance(each, dict)]
    assert sorted({name for each in held for name in each}) == names


def test_yaml_that_is_not_ours_is_left_alone(editor, tmp_path):
    (tmp_path / "compose.yaml").write_text("services:\n  web: {image: nginx}\n", "utf-8")
    brief = HEAD + SOURCES + EVENTS.replace("source: log,", "source: logg,")
    (tmp_path / "brief.yaml").write_text(brief, "utf-8")
    client = editor(tmp_path)
    client.open("compose.yaml")
    assert client.request("textDocument/documentSymbol", {"textDocument": {"uri": client.uri("compose.yaml")}}) is None
    client.open("brief.yaml")
    client.until(lambda: client.findings("brief.yaml"))
    assert "compose.yaml" not in client.published


# What is offered


def test_ids_are_offered_with_what_they_name(editor, project):
    client = editor(project)
    client.open(LEDGER)
    client.checked(LEDGER)
    answer = client.request("textDocument/completion", client.at(LEDGER, "[@lo"))
    assert [(item["label"], item["detail"]) for item in answer["items"]] == [("log", "source: Grid log")]
    (item,) = answer["items"]
    assert client.words(LEDGER, item["textEdit"]["range"]) == "log"
    assert offered(client, LEDGER, "[@") == ["log", "paper", "outage"], "what is cited most comes first"
    client.replace(LEDGER, "[@log]", "[@log, page 4; @pa")
    assert offered(client, LEDGER, "page 4; @pa") == ["paper"]


def test_a_record_is_found_by_its_title(editor, project):
    client = editor(project)
    client.open(LEDGER, EVENTS.replace("paper]", "valley]"))
    client.until(lambda: client.findings(LEDGER))
    assert offered(client, LEDGER, "credibility: 2}, valley") == ["paper"]


def test_keys_that_are_not_there_yet_come_first_with_what_they_mean(editor, project):
    client = editor(project)
    client.open(LEDGER, EVENTS + "    pl\n")
    client.until(lambda: client.findings(LEDGER))
    answer = client.request("textDocument/completion", client.at(LEDGER, "\n    pl"))
    keys = labels(answer)
    there = ["id", "date", "title", "text", "sources"]
    assert keys[-len(there) :] == there
    (place,) = [item for item in answer["items"] if item["label"] == "place"]
    assert place["detail"] == "the id of the place it happened at"
    assert place["textEdit"]["newText"] == "place: "
    assert client.words(LEDGER, place["textEdit"]["range"]) == "pl"
    assert {"credibility", "at", "quote"} <= set(offered(client, LEDGER, "{source: log, "))


def completed(client: Client, name: str, text: str, label: str) -> str:
    """What a text becomes by what is offered under a label at the `|` in it."""
    before, _, behind = text.partition("|")
    client.open(LEDGER)
    client.checked(LEDGER)
    client.open(name, before + behind)
    answer = client.request("textDocument/completion", client.at(name, before[-25:]))
    (item,) = [item for item in answer["items"] if item["label"] == label]
    span = item["textEdit"]["range"]
    lines = (before + behind).split("\n")
    assert span["start"]["line"] == span["end"]["line"]
    line = lines[span["start"]["line"]]
    new = line[: span["start"]["character"]] + item["textEdit"]["newText"] + line[span["end"]["character"] :]
    lines[span["start"]["line"]] = new
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "label", "becomes"),
    [
        ("project: {series: T, handling: TLP:|}\n", "TLP:CLEAR", "project: {series: T, handling: TLP:CLEAR}\n"),
        ("project: {handling: TLP:|, series: T}\n", "TLP:RED", "project: {handling: TLP:RED, series: T}\n"),
        ("project: {series: T, handling:|}\n", "TLP:RED", "project: {series: T, handling: TLP:RED}\n"),
        ("events:\n  - {id: a, title: T, | distinct_from: []}\n", "place",
         "events:\n  - {id: a, title: T, place:  distinct_from: []}\n"),
        ("events:\n  - {id: a, actors: [], sources: [| paper]}\n", "log",
         "events:\n  - {id: a, actors: [], sources: [log paper]}\n"),
    ],
)  # fmt: skip
def test_what_is_offered_in_brackets_replaces_the_word_one_is_in(editor, project, text, label, becomes):
    assert completed(editor(project), "content/more.yaml", text, label) == becomes


def test_a_mapping_that_is_begun_is_offered_keys_alone(editor, project):
    client = editor(project)
    client.open(LEDGER)
    client.checked(LEDGER)
    client.open(LEDGER, EVENTS.replace("[{source: log, credibility: 2}, paper]", "\n      - source: log\n        "))
    assert set(offered(client, LEDGER, "- source: log\n        ")) == {"source", "credibility", "at", "quote"}
    client.open(LEDGER, EVENTS.replace("[{source: log, credibility: 2}, paper]", "\n      - "))
    assert {"log", "paper", "source"} <= set(offered(client, LEDGER, "sources: \n      - "))


OWN = """\
events:
  - {id: one, date: 2024, title: T, distinct_from: []}
  - id: two
    date: 2024
    title: T
    order: {after: []}
    distinct_from: []
assessments:
  - id: judged
    text: T
    basis: []
forecasts:
  - id: foreseen
    text: T
    indicators: [{id: sign, text: T}]
    basis: []
"""


def test_a_record_is_not_offered_to_itself(editor, project):
    client, name = editor(project), "content/more.yaml"
    client.open(name, OWN)
    client.checked(name)
    assert {*offered(client, name, "title: T, distinct_from: [")} == {"outage", "two"}
    assert {*offered(client, name, "after: [")} == {"outage", "one"}
    assert {*offered(client, name, "order: {after: []}\n    distinct_from: [")} == {"outage", "one"}
    every = {"log", "paper", "outage", "one", "two", "judged", "foreseen"}
    assert {*offered(client, name, "    text: T\n    basis: [")} == every - {"judged"}
    assert {*offered(client, name, "indicators: [{id: sign, text: T}]\n    basis: [")} == every - {"foreseen"}


def test_words_that_a_key_allows_are_offered(editor, project):
    client, name = editor(project), "content/more.yaml"
    client.open(
        name,
        "events:\n  - id: a\n    status: \n    handling: TLP:\n    allow: [{rule: unsou, because: Why}]\n"
        "assessments:\n  - id: b\n    likelihood: very\n    confidence:\n    text: It is {ver}\n",
    )
    client.until(lambda: client.findings(name))
    assert offered(client, name, "status: ")[:2] == ["confirmed", "reported"]
    assert offered(client, name, "handling: TLP:")[-1] == "TLP:RED"
    assert "unsourced-event" in offered(client, name, "rule: unsou")
    assert offered(client, name, "likelihood: very")[5] == "very-likely"
    answer = client.request("textDocument/completion", client.at(name, "confidence:"))
    assert [item["textEdit"]["newText"] for item in answer["items"]] == [" low", " moderate", " high"]
    answer = client.request("textDocument/completion", client.at(name, "It is {ver"))
    (term,) = [item for item in answer["items"] if item["label"] == "very likely"]
    assert (term["textEdit"]["newText"], term["detail"]) == ("very likely}", "80 to 95 %")
    assert client.words(name, term["textEdit"]["range"]) == "ver}"
    assert offered(client, name, "id: a", 0)[:1] == ["id"]


def test_the_scale_offered_is_the_projects(editor, project):
    client, name = editor(project), "content/project.yaml"
    client.open(name, HEAD.replace("TLP:CLEAR}", "TLP:CLEAR, likelihood: phia, rules: {unused-so: off}}"))
    client.until(lambda: client.findings(name))
    assert "unused-source" in offered(client, name, "{unused-so")
    client.open("content/more.yaml", "assessments:\n  - {id: b, text: It is {, likelihood: }\n")
    client.until(lambda: client.findings("content/more.yaml"))
    assert offered(client, "content/more.yaml", "likelihood: ")[:2] == ["remote-chance", "highly-unlikely"]


def test_nothing_is_offered_in_a_comment_or_in_plain_words(editor, project):
    client = editor(project)
    client.open(LEDGER, "# as [@lo\n" + EVENTS)
    client.checked(LEDGER)
    assert offered(client, LEDGER, "# as [@lo") == []
    assert offered(client, LEDGER, "The operator ga") == []


# What is shown


def test_hovering_shows_what_an_id_names(editor, project):
    client = editor(project)
    client.open(LEDGER)
    client.checked(LEDGER)
    log = "**source** `log`\n\nGrid log\n\npublished 2024-12-02\n\n"
    log += "grade **B**, usually reliable: The operator keeps it by law.\n\nTLP:CLEAR"
    assert shown(client, LEDGER, "source: log", 9) == log
    assert shown(client, LEDGER, "[@log]", 3) == log
    assert r"Valley Paper on the \*outage\*" in shown(client, LEDGER, "paper]"), "words are no markup"
    assert "2024-12-02" in shown(client, LEDGER, "id: outage", 5)
    assert shown(client, LEDGER, "credibility: 2").startswith("`credibility`: the Admiralty digit")
    assert shown(client, LEDGER, "credibility: 2", 13) == "`2`: probably true"
    assert shown(client, LEDGER, "Power fails") == ""


def test_hovering_on_a_judgement_shows_likelihood_and_confidence(editor, sample):
    client, name = editor(sample), "content/briefs/syria-2024-12-15.yaml"
    client.open(name)
    client.checked(name)
    words = shown(client, name, "- russia-bases", 3)
    assert "likelihood: **" in words
    assert "confidence: **" in words
    assert "revisions, the last as of" in words
    assert "TLP:CLEAR" in words


def test_an_editor_without_markdown_gets_plain_words(editor, project):
    client = editor(project, textDocument={"hover": {"contentFormat": ["plaintext"]}})
    client.open(LEDGER)
    client.checked(LEDGER)
    found = client.request("textDocument/hover", client.at(LEDGER, "paper]", 1))["contents"]
    assert found["kind"] == "plaintext"
    assert found["value"].startswith("source paper\nValley Paper on the *outage*\n")


def test_the_outline_lists_records_by_section(editor, project):
    client = editor(project)
    client.open(LEDGER, EVENTS + "  - {date: 2024, title: 🚀 Nameless}\n")
    client.until(lambda: client.findings(LEDGER))
    (events,) = client.request("textDocument/documentSymbol", {"textDocument": {"uri": client.uri(LEDGER)}})
    assert events["name"] == "events"
    assert [(each["name"], each["detail"]) for each in events["children"]] == [
        ("outage", "Power fails"),
        ("(no id)", "🚀 Nameless"),
    ]
    assert client.words(LEDGER, events["children"][0]["selectionRange"]) == "outage"
    assert client.words(LEDGER, events["children"][1]["range"]) == "{date: 2024, title: 🚀 Nameless}"


def test_a_definition_is_found_where_it_has_moved_to(editor, project):
    client = editor(project)
    client.open(LEDGER)
    client.open("content/sources.yaml")
    client.checked("content/sources.yaml")
    client.write("content/sources.yaml", "# one\n# two\n" + SOURCES + 'actors: "\n')
    client.until(lambda: client.findings("content/sources.yaml"))
    (found,) = client.request("textDocument/definition", client.at(LEDGER, "[@log]", 3))
    assert found["uri"] == client.uri("content/sources.yaml")
    assert client.words("content/sources.yaml", found["range"]) == "log"
    assert found["range"]["start"]["line"] == 3


# Renaming


def test_a_rename_touches_nothing_but_ids(editor, project):
    """Not a comment, a title, code or a word that only looks like it; but the origin that means the source."""
    sources = SOURCES + "# the log is kept\n"
    events = EVENTS.replace("Power fails", "The log says log [@log]").replace("no reason", "no `log` but @log, [@log]")
    (project / "content" / "sources.yaml").write_text(sources, "utf-8")
    client = editor(project)
    client.open(LEDGER, events)
    client.checked(LEDGER)
    at = client.at(LEDGER, "source: log", 9)
    apply(client, client.request("textDocument/rename", at | {"newName": "grid-log"}))
    renamed = events.replace("no `log` but @log, [@log] [@log].", "no `log` but @log, [@grid-log] [@grid-log].")
    assert client.texts[LEDGER] == renamed.replace("source: log", "source: grid-log")
    changed = sources.replace("id: log", "id: grid-log").replace("origin: log", "origin: grid-log")
    assert (project / "content" / "sources.yaml").read_text("utf-8") == changed


def test_code_names_nothing(editor, project):
    brief = """\
briefs:
  - id: b
    title: T
    cutoff: 2024-12-08
    period: 2024-12
    sections: [{part: fact, title: F, file: f.md}, {part: fact, title: G, text: "As `[@log]` [@log] ``a ` [@log]``."}]
"""
    prose = "A `` tick [@log], `code [@log]` and [@log].\n\n```\n[@log]\n```\n\nAgain [@log].\n"
    for name, text in {"brief.yaml": brief, "f.md": prose}.items():
        (project / "content" / name).write_text(text, "utf-8")
    client = editor(project)
    client.open("content/f.md")
    client.open("content/brief.yaml")
    client.open(LEDGER)
    client.checked(LEDGER)
    for name, words in (("content/f.md", "`code [@lo"), ("content/f.md", "```\n[@lo"), ("content/brief.yaml", "`[@lo")):
        assert client.request("textDocument/prepareRename", client.at(name, words)) is None
    at = client.at("content/f.md", "Again [@lo")
    apply(client, client.request("textDocument/rename", at | {"newName": "grid-log"}))
    assert client.texts["content/f.md"] == (
        "A `` tick [@grid-log], `code [@log]` and [@grid-log].\n\n```\n[@log]\n```\n\nAgain [@grid-log].\n"
    )
    assert 'text: "As `[@log]` [@grid-log] ``a ` [@log]``."' in client.texts["content/brief.yaml"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("outage", "`outage` is the id of an event already"),
        ("Grid Log", "an id is lower-case words and digits joined by hyphens"),
        ("reuters", "`reuters` is what a source names as its origin"),
    ],
)
def test_an_id_that_is_taken_or_malformed_is_refused(editor, project, name, reason):
    client = editor(project)
    client.open("content/sources.yaml", SOURCES + "  - {id: third, title: T, origin: reuters}\n")
    client.checked("content/sources.yaml")
    with pytest.raises(Refusal, match=reason):
        client.request("textDocument/rename", client.at("content/sources.yaml", "id: log", 5) | {"newName": name})


def test_nothing_is_renamed_while_a_file_cannot_be_read(editor, project):
    client = editor(project)
    client.open(LEDGER)
    client.checked(LEDGER)
    client.write(LEDGER, EVENTS + '    place: "\n')
    client.until(lambda: client.findings(LEDGER))
    with pytest.raises(Refusal, match=r"first mend content/events\.yaml, line 7"):
        client.request("textDocument/rename", client.at(LEDGER, "source: log", 9) | {"newName": "grid-log"})


def test_edits_are_for_the_version_they_were_made_from(editor, project):
    client = editor(project, workspace={"workspaceEdit": {"documentChanges": True}})
    client.open(LEDGER)
    client.checked(LEDGER)
    at = client.at(LEDGER, "source: log", 9)
    edit = client.request("textDocument/rename", at | {"newName": "grid-log"})
    versions = {
        Path(each["textDocument"]["uri"]).name: each["textDocument"]["version"] for each in edit["documentChanges"]
    }
    assert versions == {"events.yaml": 1, "sources.yaml": None}


# How it ends


def test_an_editor_that_leaves_without_asking_is_a_fault(editor, project):
    client = editor(project)
    client.open(LEDGER)
    client.checked(LEDGER)
    assert client.leave() == 1


def test_the_end_of_the_input_ends_the_server(editor, project):
    client = editor(project)
    assert client.process.stdin is not None
    client.process.stdin.close()
    assert client.wait() == 1


def test_a_request_that_nobody_knows_is_refused_and_the_server_goes_on(editor, project):
    client = editor(project)
    with pytest.raises(Refusal):
        client.request("textDocument/flyToTheMoon", {})
    client.open(LEDGER)
    assert client.checked(LEDGER) == []


def test_other_commands_do_not_wait_for_the_protocol():
    program = "import sys; from briefgen.cli import main; main(sys.argv[1:], standalone_mode=False)"
    program = f"try:\n  {program}\nexcept SystemExit: pass\nassert not {{'pygls', 'lsprotocol'}} & set(sys.modules)"
    for words in (["--help"], ["check", str(ROOT)]):
        subprocess.run([sys.executable, "-c", "import sys\n" + program, *words], check=True, capture_output=True)
