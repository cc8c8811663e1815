"""`briefgen build --watch`: after each edit what it changed is made anew, whatever the edit was."""

from __future__ import annotations

import queue
import re
import shutil
import signal
import subprocess
import sys
import threading

import pytest
from conftest import GRID

from briefgen.build import find
from briefgen.cli import building

BRIEF = """
briefs:
  - {id: one, title: Power fails, cutoff: 2024-03-09, period: 2024-03-01/2024-03-09}
"""
EVENTS = GRID + "  - {id: repair, date: 2024-03-01, title: Crews leave, sources: [log]}\n"
GONE = "has no folder `content/`"
LINE = r"^\d\d:\d\d:\d\d (.+) \(\d+\.\d s\)$"


class Session:
    """A build that watches a project, and the lines it says."""

    def __init__(self, desk, *words):
        command = [sys.executable, "-m", "briefgen", "build", str(desk.root), "--watch", *words]
        self.errors = desk.root.with_name(f"{desk.root.name}-errors")
        with self.errors.open("w") as errors:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        self.lines: queue.Queue[str] = queue.Queue()
        self.reading = threading.Thread(target=lambda: [*map(self.lines.put, self.process.stdout)])
        self.reading.start()
        assert self.lines.get(timeout=60).startswith("Watching ")

    def says(self, words):
        """Wait until a line says this: what a system tells of in several pieces has several."""
        said = [""]
        while words not in said[-1]:
            try:
                line = self.lines.get(timeout=60).rstrip("\n")
            except queue.Empty:
                pytest.fail(f"nothing said {words!r} after {said}")
            found = re.fullmatch(LINE, line)
            assert found, line
            said.append(found[1])

    def complains(self):
        """What it has had to say on standard error so far."""
        return self.errors.read_text()

    def end(self):
        """What it had to say on standard error, and its exit code."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        return self.complains(), self.process.returncode

    def close(self):
        self.process.kill()
        self.process.wait()
        self.reading.join()
        self.process.stdout.close()


@pytest.fixture
def watched(desk):
    desk.write("content/events.yaml", EVENTS)
    desk.write("content/brief.yaml", BRIEF)
    started = []

    def start(*words):
        started.append(Session(desk, *words))
        return started[-1]

    yield start
    for session in started:
        session.close()


def events(desk, old, new):
    """The events with one thing written in another's place, put there as editors do: aside, then renamed."""
    assert old in EVENTS
    aside = desk.write(".aside", EVENTS.replace(old, new))
    aside.replace(desk.root / "content/events.yaml")


def test_after_twenty_edits_the_pages_are_those_of_a_build_of_now(desk, watched):
    session = watched("--to", "pdf", "--to", "json")
    session.says("wrote one")
    refused = "1 finding, nothing was written"
    second = BRIEF.replace("one", "two")
    more = desk.root / "content/more.yaml"
    edits = [
        (lambda: events(desk, "Power fails, sources", "All power fails, sources"), "wrote one"),
        (lambda: events(desk, "Power fails, sources", "[Power fails, sources"), refused),
        (lambda: events(desk, "2024-03-01, title: Crews", "2024-02-30, title: Crews"), refused),
        (lambda: desk.write("content/events.yaml", EVENTS + "# Nothing more."), "wrote one"),
        (lambda: desk.write("content/events.yaml", EVENTS + "# Nothing at all."), "1 brief unchanged"),
        (lambda: desk.write("content/more.yaml", "actors: [{id: ngo, name: Relief}]"), "1 brief unchanged"),
        (lambda: more.write_bytes(b"\x00\xff"), refused),
        (lambda: more.write_bytes(b"[" * 30_000), refused),
        (more.unlink, "1 brief unchanged"),
        (lambda: desk.write("content/brief.yaml", ""), refused),
        (lambda: desk.write("content/brief.yaml", second), "wrote two"),
        (lambda: desk.write("content/brief.yaml", BRIEF + second.replace("briefs:", "")), "2 briefs unchanged"),
        (lambda: events(desk, "log]}\n", "log], text: Crews are on their way.}\n"), "wrote one, two"),
        (lambda: (desk.root / "content").rename(desk.root / "away"), GONE),
        (lambda: (desk.root / "away").rename(desk.root / "content"), "2 briefs unchanged"),
        (lambda: desk.write("templates/default/tokens.css", ":root { --accent: #123456 }"), "wrote one, two"),
        (lambda: desk.write("templates/default/page.html", "{% nothing %}"), refused),
        (lambda: (desk.root / "templates/default/page.html").unlink(), "2 briefs unchanged"),
        (lambda: events(desk, "Crews leave", "Crews come back"), "wrote one, two"),
        (lambda: events(desk, "Grid Watch", "Power Watch"), "wrote one, two"),
    ]
    assert len(edits) == 20
    for edit, expected in edits:
        edit()
        session.says(expected)
    errors, code = session.end()
    assert code == 0
    assert "Traceback" not in errors
    watched_to, anew = made(desk, "output"), desk.root / "anew"
    assert desk.build("--to", "pdf", "--to", "json", "--out", str(anew)).exit_code == 0
    assert len(watched_to) == 4
    assert watched_to == made(desk, "anew")


def made(desk, folder):
    return {path.name: path.read_bytes() for path in (desk.root / folder).glob("*/[!.]*.*") if path.suffix != ".html"}


def moved(desk):
    (desk.root / "content").rename(desk.root / "away")
    (desk.root / "aside").rename(desk.root / "content")


def written_anew(desk):
    shutil.rmtree(desk.root / "content")
    shutil.copytree(desk.root / "aside", desk.root / "content")


def with_all_around_it(desk):
    other = desk.root.with_name("other")
    shutil.copytree(desk.root, other)
    desk.root.rename(desk.root.with_name("before"))
    other.rename(desk.root)


@pytest.mark.parametrize("put", [moved, written_anew, with_all_around_it])
def test_a_folder_that_is_put_in_place_of_another_is_watched_from_then_on(desk, watched, put):
    shutil.copytree(desk.root / "content", desk.root / "aside")
    session = watched("--to", "json")
    session.says("wrote one")
    put(desk)
    session.says("content: 1 brief unchanged")
    for name in ("Power Watch", "Heat Watch"):
        events(desk, "Grid Watch", name)
        session.says("wrote one")
    assert session.end() == ("", 0)


def test_a_folder_that_is_gone_when_it_is_to_be_watched_is_waited_for(desk, monkeypatch):
    desk.write("content/events.yaml", EVENTS)
    places = building._places
    gone = [{desk.root / "gone": (0, 0)}]
    monkeypatch.setattr(building, "_places", lambda project: gone.pop() if gone else places(project))
    assert next(building._edits(find(desk.root))) == ["content", "gone"]


def test_that_nothing_is_remembered_is_said_when_it_is_met_and_once(desk, watched, memory):
    session = watched("--to", "json")
    session.says("wrote one")
    assert session.complains() == ""
    memory.rename(memory.with_name("away"))
    memory.write_text("a note")
    events(desk, "Grid Watch", "Power Watch")
    session.says("wrote one")
    complaint = session.complains()
    assert complaint.startswith("note: nothing is remembered for the next run: ")
    events(desk, "Grid Watch", "Heat Watch")
    session.says("wrote one")
    assert session.end() == (complaint, 0)


def test_one_file_is_watched_among_others(desk, watched):
    shutil.rmtree(desk.root / "content")
    desk.root /= "alone.yaml"
    desk.root.write_text(EVENTS + BRIEF, "utf-8")
    session = watched("--to", "json")
    session.says("wrote one")
    desk.root.with_name("notes.txt").write_text("Nothing to do with it.")
    desk.root.write_text(EVENTS.replace("Grid Watch", "Power Watch") + BRIEF, "utf-8")
    session.says("wrote one")
    assert session.end() == ("", 0)


def test_a_brief_that_is_not_there_is_told_and_waited_for(desk, watched):
    session = watched("--to", "json", "--brief", "two")
    session.says("there is no brief `two`")
    desk.write("content/brief.yaml", BRIEF.replace("one", "two"))
    session.says("wrote two")
