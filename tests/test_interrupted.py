"""What meets a build on its way: another build, Ctrl-C, a printer without time or memory, a clock that is set."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import GRID, Desk

from briefgen.outputs import pdf
from briefgen.outputs.press import Job, Printed, press

LARGE = "large"
APRIL = "  - {id: april, title: Log of April, published: 2024-04-30, language: en}\n"
EVENTS = "".join(
    f'  - {{id: e{n}, date: 2024-04-{n % 30 + 1:02}, title: Line {n} fails, text: "It fails.", sources: [april]}}\n'
    for n in range(400)
)
"""So many that their pages are laid out by several processes."""
BRIEFS = f"""briefs:
  - {{id: one, title: Power fails, cutoff: 2024-03-02, period: 2024-03-01/2024-03-02}}
  - {{id: two, title: Power fails again, cutoff: 2024-03-03, period: 2024-03-01/2024-03-03}}
  - {{id: {LARGE}, title: Lines fail, cutoff: 2024-05-01, period: 2024-04-01/2024-04-30}}
"""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def grid(desk: Desk) -> Desk:
    desk.write("content/all.yaml", GRID.replace("events:", f"{APRIL}events:") + EVENTS + BRIEFS)
    return desk


def edit(desk: Desk, old: str, new: str) -> Path:
    path = desk.root / "content" / "all.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    """What lies in an output folder, but for the lock of who writes there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("[!.]*") if path.is_file()}


def started(*words: str | Path, **variables: str) -> subprocess.Popen[str]:
    """`briefgen` as a process of its own, which Ctrl-C ends as it does in a shell."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefgen", *map(str, words)],
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def test_two_builds_at_the_same_time_leave_what_one_leaves(grid: Desk, tmp_path: Path) -> None:
    forms = ("--to", "html", "--to", "json", "--to", "pdf")
    build = ("build", grid.root, "--brief", "one", "--brief", "two", *forms, "--out")
    both = [started(*build, grid.root / "both", XDG_CACHE_HOME=str(tmp_path / "cache")) for _ in range(2)]
    for each in both:
        _, said = each.communicate()
        assert (each.returncode, "error" in said, "nothing is remembered" in said) == (0, False, False), said
    alone = started(*build, grid.root / "alone", XDG_CACHE_HOME=str(tmp_path / "another"))
    alone.communicate()
    assert alone.returncode == 0
    assert files(grid.root / "both") == files(grid.root / "alone")


@pytest.mark.parametrize("when", [0, 2_000_000_000, 4_000_000_000])
def test_an_edit_is_seen_whatever_date_the_file_has(grid: Desk, when: int) -> None:
    build = ("--brief", "one", "--to", "json")
    assert grid.build(*build).exit_code == 0
    os.utime(edit(grid, "title: Power fails,", "title: Power falls,"), (when, when))
    assert "wrote" in grid.build(*build).stdout
    assert any(b"Power falls" in data for data in files(grid.root / "output").values())
    assert "unchanged" in grid.build(*build).stdout


def test_a_clock_that_goes_back_changes_nothing(grid: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    build = ("--brief", "one", "--to", "html", "--to", "json", "--to", "pdf", "--out")
    usual = grid.build(*build, str(grid.root / "usual"))
    now = iter(range(int(time.time()), 0, -3600))
    monkeypatch.setattr(time, "time", lambda: float(next(now)))
    result = grid.build(*build, str(grid.root / "back"))
    assert (result.exit_code, result.stderr) == (0, usual.stderr)
    assert files(grid.root / "usual") == files(grid.root / "back")


def is_there(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def below(pid: int) -> list[int]:
    """The processes that one has begun, and those that these have."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):  # it is gone
            for child in map(int, task.read_text().split()):
                found += [child, *below(child)]
    return found


def printers(pid: int) -> int:
    """How many processes print: one that waits for jobs, one for each job, and those that lay out parts of it."""
    found = 0
    for each in below(pid):
        with contextlib.suppress(OSError):  # it is gone
            found += b"printer.py" in Path(f"/proc/{each}/cmdline").read_bytes()
    return found


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def built(grid: Desk, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Begins to print what was edited since an earlier build."""
    assert grid.build("--brief", LARGE, "--to", "html").exit_code == 0
    edit(grid, "Line 7 fails", "Line 7 is down")
    (tmp_path / "tmp").mkdir()
    begun: list[subprocess.Popen[str]] = []

    def begin() -> subprocess.Popen[str]:
        words = ("build", grid.root, "--brief", LARGE, "--to", "html", "--to", "pdf")
        begun.append(started(*words, TMPDIR=str(tmp_path / "tmp")))
        return begun[-1]

    yield begin
    for each in begun:
        each.kill()
        each.communicate()


MOMENTS: dict[str, Callable[[int], bool]] = {
    "while it reads": lambda _: True,  # or before that, where Python itself still starts
    "as soon as it prints": lambda pid: printers(pid) > 0,
    "as soon as several processes lay out": lambda pid: printers(pid) > 2,
}


@LINUX
@pytest.mark.parametrize("later", [0.0, 0.7])
@pytest.mark.parametrize("moment", MOMENTS)
def test_who_ends_a_build_keeps_what_was_there_and_leaves_no_process(
    grid: Desk, tmp_path: Path, built: Callable[[], subprocess.Popen[str]], moment: str, later: float
) -> None:
    before = files(grid.root / "output")
    child = built()
    time.sleep(0.3)
    until(lambda: MOMENTS[moment](child.pid))
    time.sleep(later)
    begun = below(child.pid)
    child.send_signal(signal.SIGINT)
    begun += below(child.pid)
    _, said = child.communicate(timeout=60)
    assert child.returncode != 0
    if moment != "while it reads":  # before that Python itself may still start, and says more
        assert said.strip().endswith("Aborted!")
    until(lambda: not any(map(is_there, begun)), 20)
    assert files(grid.root / "output") == before
    assert not list((tmp_path / "tmp").iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not hold processes to RLIMIT_AS")
@pytest.mark.parametrize(
    ("brief", "title", "event", "entry"),
    [(LARGE, "Lines fail", "e200", "E"), ("two", "Power fails again", "outage", "Power fails And")],
    ids=["in parts", "in one pass"],
)
@pytest.mark.parametrize(
    ("limits", "endless", "said"),
    [
        ({"seconds": 8}, "And again. " * 300_000, "the PDF was not finished within 8 s, at “"),
        # One word, for which Pango must have all its glyphs at once.
        ({"memory": 200 << 20}, "Andagain" * 400_000, "the PDF needs more than 200 MiB of memory, at “"),
    ],
    ids=["time", "memory"],
)
@pytest.mark.usefixtures("memory")  # a printer that knows the pages needs neither
def test_a_brief_whose_printer_lacks_time_or_memory_is_named_with_its_entry_and_the_others_are_printed(
    grid: Desk,
    monkeypatch: pytest.MonkeyPatch,
    limits: dict[str, int],
    endless: str,
    said: str,
    brief: str,
    title: str,
    event: str,
    entry: str,
) -> None:

    def limited(job: Job, **how: object) -> Printed:
        if title not in job.html:
            return press(job, **how)  # type: ignore[arg-type]
        before, id_, after = job.html.partition(f'id="event-{event}"')
        longer = after.replace(" fails", f" fails {endless}", 1)
        return press(replace(job, html=before + id_ + longer), **how, **limits)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf, "press", limited)
    result = grid.build("--to", "pdf", *(f"--brief={each}" for each in {"one", brief}))
    assert result.exit_code == 1
    assert f"PDF of {brief}: {said}{entry}" in result.stderr
    assert [path.name for path in (grid.root / "output").glob("*/*.pdf")] == ["one-draft.pdf"]
