"""Many briefs are made at once, by processes here or by the workers of a cluster: the same bytes, each once."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import GRID
from test_cli import on_a_terminal

from briefgen import beside
from briefgen.build import making, preparing
from briefgen.outputs import OUTPUTS, pdf

NAMES = [f"day-{number}" for number in range(1, 7)]
BRIEF = "  - {{id: day-{0}, number: {0}, title: Power fails, cutoff: 2024-03-0{1}, period: 2024-03-01/2024-03-0{1}}}\n"
DAYS = "briefs:\n" + "".join(BRIEF.format(number, number + 1) for number in range(1, 7))
AT_ONCE = pytest.mark.skipif(sys.platform != "linux", reason="briefs are made at once on Linux")


@pytest.fixture
def grid(desk):
    desk.write("content/all.yaml", GRID + DAYS)
    return desk


def made(desk, out="output"):
    found = {path.name: path.read_bytes() for path in (desk.root / out).glob("day-*/[!.]*.*")}
    assert len({name.partition("-draft")[0] for name in found}) == len(NAMES)
    return found


def build(desk, out, *words):
    result = desk.build("--out", str(desk.root / out), *words)
    assert result.exit_code == 0, result.output
    return result


@AT_ONCE
def test_what_several_processes_make_is_what_one_makes(grid, monkeypatch):
    for processors in (1, 3):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, held=processors: set(range(held)))
        build(grid, f"by-{processors}")
    assert made(grid, "by-1") == made(grid, "by-3")


@AT_ONCE
@pytest.mark.parametrize("form", ["html", "pdf"])
def test_each_brief_is_made_by_one_of_as_many_processes_as_there_are_processors(grid, monkeypatch, form):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    seen = grid.root / "seen"

    def written(briefing, theme):
        with seen.open("a") as file:
            file.write(f"{os.getpid()} {briefing.masthead.id}\n")
        time.sleep(0.3)
        return OUTPUTS["json"](briefing, theme)

    monkeypatch.setattr(preparing, "OUTPUTS", {**OUTPUTS, form: written})
    build(grid, "output", "--to", form)
    pids, briefs = zip(*(line.split() for line in seen.read_text().splitlines()), strict=True)
    assert sorted(briefs) == NAMES
    assert len(set(pids) - {str(os.getpid())}) == 3


def test_a_line_counts_what_is_made_up_to_all_of_it_and_names_none_that_is_done(grid):
    shown = on_a_terminal("build", grid.root, "--to", "json", "--to", "html")
    assert [int(count) for count in re.findall(r"(\d+)/12\b", shown)][-1] == 12
    assert not re.search("day-. (json|html)", shown)


@AT_ONCE
def test_the_largest_brief_is_begun_first(grid, monkeypatch):
    begun = []
    monkeypatch.setattr(preparing, "spread", lambda tasks: begun.extend(task.args[1] for task in tasks) or ())
    orders = [preparing.Order(name, (), None, None, size) for name, size in (("a", 3), ("b", 9), ("c", 5))]
    list(preparing.prepare_several(None, orders, None))
    assert [order.brief for order in begun] == ["b", "c", "a"]


@AT_ONCE
def test_a_process_that_is_killed_leaves_its_brief_to_another(grid, monkeypatch):
    monkeypatch.setattr(beside, "has_room", beside.has_room)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    parent = os.getpid()

    def pdf(briefing, theme):
        if briefing.masthead.id == "day-3" and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return OUTPUTS["json"](briefing, theme)

    monkeypatch.setattr(preparing, "OUTPUTS", {**OUTPUTS, "pdf": pdf})
    build(grid, "output", "--to", "pdf")
    made(grid)


@AT_ONCE
def test_a_brief_that_cannot_be_made_is_told_and_the_others_are_made(grid, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})

    def pdf(briefing, theme):
        if briefing.masthead.id == "day-3":
            raise preparing.PressError("memory", "the PDF needs more than 9 MiB of memory", "look for a huge table")
        return OUTPUTS["json"](briefing, theme)

    monkeypatch.setattr(preparing, "OUTPUTS", {**OUTPUTS, "pdf": pdf})
    result = grid.build("--to", "pdf")
    assert result.exit_code == 1
    assert "PDF of day-3: the PDF needs more than 9 MiB of memory" in result.stderr
    assert sorted(path.name for path in (grid.root / "output").glob("day-*")) == [*NAMES[:2], *NAMES[3:]]


@AT_ONCE
def test_what_is_finished_stays_when_the_user_ends_a_build(grid):
    command = [sys.executable, "-m", "briefgen", "build", str(grid.root), "--to", "pdf"]
    child = subprocess.Popen(command, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    deadline = time.monotonic() + 120
    while not (finished := list((grid.root / "output").glob("day-*/*.pdf"))):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    below = descendants(child.pid)
    child.send_signal(signal.SIGINT)
    assert child.wait(60) == 1
    assert finished[0].exists()
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in (grid.root / "output").glob("day-*/*.pdf"))
    while any(
        Path(f"/proc/{pid}/stat").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text() for pid in below
    ):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def descendants(pid):
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += [child, *descendants(child)]
    return found


@pytest.fixture
def cluster():
    """A scheduler and two workers on this machine, each a process of its own."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


def test_a_cluster_makes_the_same_bytes_though_one_of_its_workers_is_killed(grid, cluster, monkeypatch):
    build(grid, "here")
    address = cluster.scheduler_address.replace("tcp://", "dask://")
    put = making._put
    killed = []

    def kill(folder, prepared, source):
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)
        assert folder.name not in killed, "each arrives once"
        killed.append(folder.name)
        return put(folder, prepared, source)

    monkeypatch.setattr(making, "_put", kill)
    build(grid, "there", "--executor", address)
    assert sorted(killed[1:]) == NAMES
    assert made(grid, "here") == made(grid, "there")


def test_what_the_only_worker_of_a_cluster_held_is_sent_again_when_it_is_replaced(grid, cluster, monkeypatch):
    cluster.scale(1)
    wait_for(lambda: len(cluster.scheduler.workers) == 1)
    put, killed = making._put, []

    def kill(folder, prepared, source):
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)
        return put(folder, prepared, source)

    monkeypatch.setattr(making, "_put", kill)
    build(grid, "output", "--executor", cluster.scheduler_address.replace("tcp://", "dask://"))
    made(grid)


def test_a_cluster_that_goes_away_is_told_with_what_is_still_to_be_made(grid, cluster, monkeypatch):
    put = making._put

    def close(folder, prepared, source):
        cluster.close()
        return put(folder, prepared, source)

    monkeypatch.setattr(making, "_put", close)
    address = cluster.scheduler_address.replace("tcp://", "dask://")
    result = grid.build("--executor", address)
    there = [path.name for path in (grid.root / "output").glob("day-*")]
    assert result.exit_code == 1
    assert 0 < len(there) < len(NAMES)
    lost = next(line for line in result.stderr.splitlines() if line.startswith("error: the cluster"))
    before, _, left = lost.partition("; not made: ")
    assert before == f"error: the cluster at `{address}` went away"
    assert sorted(left.split(", ") + there) == NAMES
    assert all(name in (grid.root / "output/index.html").read_text("utf-8") for name in there)


def test_nothing_that_prints_for_a_cluster_is_left_and_a_brief_takes_one_process(grid, monkeypatch):
    distributed = pytest.importorskip("distributed")
    before, pressed = printing(), []
    press = pdf.press

    def noting(job, *, measure):
        pressed.append(measure.most)
        return press(job, measure=measure)

    monkeypatch.setattr(pdf, "press", noting)
    with distributed.LocalCluster(  # as with `--no-nanny`, workers are no one's children
        n_workers=1, threads_per_worker=2, processes=False, protocol="tcp://", dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        build(grid, "output", "--to", "pdf", "--executor", address)
        assert pressed == [1] * len(NAMES)
        assert printing() == before
    assert beside.has_all()


def printing():
    """The processes that print for this one."""
    command = ["pgrep", "-P", str(os.getpid()), "-f", "outputs/printer.py"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_cluster_that_does_not_answer_is_told(grid, monkeypatch):
    result = grid.build("--to", "json", "--executor", "dask://127.0.0.1:9")
    assert result.exit_code == 1
    assert "no scheduler answers at `dask://127.0.0.1:9`" in result.stderr
    assert not list((grid.root / "output").glob("day-*"))


@pytest.mark.parametrize("address", ["", "127.0.0.1:8786", "tcp://127.0.0.1:8786", "dask://host", "dask://a:b"])
def test_an_address_of_another_form_is_refused(grid, address):
    result = grid.build("--executor", address)
    assert result.exit_code == 2
    assert "`dask://HOST:PORT`" in result.stderr
