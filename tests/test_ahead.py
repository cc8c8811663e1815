"""Briefs are made while the rules still run: the same files, and nothing where the rules refuse."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import GRID

from briefgen import beside
from briefgen.build import check, find, preparing
from briefgen.build.ahead import Ahead
from briefgen.build.making import build
from briefgen.outputs import OUTPUTS, printers

BRIEFS = """
briefs:
  - {id: one, title: Power fails, cutoff: 2024-03-02, period: 2024-03-01/2024-03-02}
  - {id: two, title: Power is back, cutoff: 2024-03-09, period: 2024-03-03/2024-03-09}
"""
AT_ONCE = pytest.mark.skipif(sys.platform != "linux", reason="briefs are made ahead on Linux")


@pytest.fixture(params=[True, False], ids=["two processors", "one"])
def room(request, monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: request.param)
    return request.param


@pytest.fixture
def grid(desk):
    desk.write("content/all.yaml", GRID + BRIEFS)
    return desk


def files(desk):
    return {path.name: path.read_bytes() for path in desk.root.rglob("output/**/*.*") if path.is_file()}


@AT_ONCE
def test_what_is_made_ahead_is_what_is_made_otherwise(grid, monkeypatch):
    made = []
    for room in (True, False):
        monkeypatch.setattr(beside, "has_room", lambda _=True, room=room: room)
        out = grid.root / f"output/{room}"
        assert grid.build("--brief", "one", "--to", "html", "--to", "json", "--out", str(out)).exit_code == 0
        made.append({path.name: path.read_bytes() for path in out.rglob("*.*")})
    assert set(made[0]) >= {"one-draft.html", "one-draft.json", "index.html"}
    assert made[0] == made[1]


@AT_ONCE
def test_a_pdf_that_is_made_ahead_is_what_it_is_otherwise(grid, monkeypatch):
    made = []
    for room in (True, False):
        monkeypatch.setattr(beside, "has_room", lambda _=True, room=room: room)
        assert grid.build("--brief", "one", "--to", "pdf", "--out", str(grid.root / f"output/{room}")).exit_code == 0
        made.append((grid.root / f"output/{room}/one/one-draft.pdf").read_bytes())
    assert made[0] == made[1]


@AT_ONCE
def test_what_is_made_ahead_tells_its_progress(grid, monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: True)
    project, told = find(grid.root), []
    with Ahead(project, ("two",), ("html", "json"), None, grid.root / "output") as ahead:
        check(project, meanwhile=ahead.start)
        assert set(ahead.result(lambda *step: told.append(step)).made.files) == {"two-draft.html", "two-draft.json"}
    assert told == [("two", "html", "next"), ("two", "json", "next")]


@AT_ONCE
def test_what_is_ready_is_not_made_again(grid, monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: True)
    parent = os.getpid()

    def html(briefing, theme):
        assert os.getpid() != parent
        return OUTPUTS["html"](briefing, theme)

    monkeypatch.setattr(preparing, "OUTPUTS", {**OUTPUTS, "html": html})
    assert grid.build("--brief", "one", "--to", "html").exit_code == 0


def test_what_fails_ahead_is_made_again_and_told_once(grid, room):
    grid.write("templates/default/page.html", "{{ briefing.nothing }}")
    for briefs in (["one"], ["one", "two"]):
        result = grid.build("--to", "html", *(word for id_ in briefs for word in ("--brief", id_)))
        assert result.exit_code == 1
        assert result.stderr.count("templates/default/page.html, line 1") == len(briefs)
    assert not files(grid)


def test_nothing_is_made_of_a_project_with_errors(grid, room):
    assert grid.build("--to", "html").exit_code == 0
    before = files(grid)
    grid.write("content/more.yaml", "events: [{id: flood, date: 2024-03-05, title: Flood, sources: [diary]}]")
    result = grid.build("--to", "html")
    assert result.exit_code == 1
    assert "unknown-source" in result.stderr
    assert files(grid) == before
    assert not multiprocessing.active_children()


@AT_ONCE
def test_where_no_process_can_be_had_the_briefs_are_made_all_the_same(grid, monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: True)

    def refused():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    for words in (["--brief", "one"], []):
        result = grid.build("--to", "html", *words)
        assert result.exit_code == 0, result.output
    assert {"one-draft.html", "two-draft.html"} <= set(files(grid))


@AT_ONCE
def test_a_process_that_dies_leaves_the_briefs_to_its_parent(grid, monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: True)
    parent = os.getpid()

    def html(briefing, theme):
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return OUTPUTS["html"](briefing, theme)

    monkeypatch.setattr(preparing, "OUTPUTS", {**OUTPUTS, "html": html})
    for words in (["--brief", "one"], []):
        assert grid.build("--to", "html", *words).exit_code == 0
    assert {"one-draft.html", "two-draft.html"} <= set(files(grid))


@AT_ONCE
@pytest.mark.skipif(sys.platform == "linux" and len(os.sched_getaffinity(0)) < 2, reason="one processor")
def test_a_build_that_is_killed_leaves_no_process(grid):
    loop = "".join(f"{{% for {name} in range(99999) %}}" for name in "abc") + 3 * "{% endfor %}"
    grid.write("templates/default/page.html", loop)
    build = subprocess.Popen(
        [sys.executable, "-m", "briefgen", "build", str(grid.root), "--brief", "one", "--to", "html"]
    )
    child = until(lambda: Path(f"/proc/{build.pid}/task/{build.pid}/children").read_text().split())[0]
    build.kill()
    build.wait()
    until(lambda: not Path(f"/proc/{child}").exists() or "\nState:\tZ" in Path(f"/proc/{child}/status").read_text())


@AT_ONCE
def test_a_printer_stays_from_one_edit_to_the_next_unless_a_page_fails(grid, monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: True)
    project, begun, script = find(grid.root), grid.root / "begun", grid.root / "printer.py"
    lines = f"with open({str(begun)!r}, 'a') as begun: begun.write('.')"
    script.write_text(f"{lines}\nfrom briefgen.outputs import printer\nprinter.main()\n")
    monkeypatch.setattr(printers, "PRINTER", script)

    def edited(page):
        grid.write("templates/default/page.html", page)
        with Ahead(project, ("one",), ("pdf",), None, grid.root / "output", again=True) as ahead:
            printer = printers.begin()
            check(project, meanwhile=ahead.start)
            found = ahead.result(lambda *_: None)
        return printer, found and found.made.files

    extended = "{% extends 'default/page.html' %}"
    first, made = edited(extended)
    again, other = edited(extended + " ")
    assert made
    assert other
    assert again is first
    assert begun.read_text() == "."
    _, failed = edited("{{ briefing.nothing }}")
    assert not failed
    anew, made = edited(extended)
    assert anew is not first
    assert made
    with Ahead(project, ("one",), ("pdf",), None, grid.root / "output", again=True) as ahead:
        check(project, meanwhile=ahead.start)  # and the rules refuse
    assert printers.begin() is not anew


@AT_ONCE
def test_a_brief_that_lay_there_and_is_gone_by_now_is_made(grid, monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: True)
    assert grid.build("--brief", "one", "--to", "html").exit_code == 0
    before, project, out = files(grid), find(grid.root), grid.root / "output"
    with Ahead(project, ("one",), ("html",), None, out) as ahead:
        checked = check(project, meanwhile=ahead.start)
        ready = ahead.result(lambda *_: None)
        assert not ready.made.files, "it lies there"
        shutil.rmtree(out / "one")
        built = build(project, checked.dossier, ("one",), ("html",), out, ready=lambda _progress: ready)
    assert [(each.brief, each.unchanged) for each in built.made] == [("one", False)]
    assert files(grid) == before


def until(look):
    """What a look gives once it gives anything; a test fails where it does not."""
    deadline = time.monotonic() + 60
    while not (found := look()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found
