"""What the tests share: a desk that writes files and runs commands, the sample project, golden files."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from briefgen import build, cache, themes
from briefgen.briefing import briefing_of
from briefgen.cli import main
from briefgen.outputs import pdf as printed_page
from briefgen.outputs.press import Job, Printed

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

# Without a deadline: how long an example takes says how busy the machine is. The same examples each time, so that a
# change answers for what it breaks and no other; `--hypothesis-profile explore` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("same")

HEAD = """
project:
  series: Test Watch
  timezone: Asia/Damascus
  handling: TLP:CLEAR
"""
"""A project section, for tests about something else."""

GRID = """
project: {series: Grid Watch, timezone: Europe/Berlin, handling: TLP:CLEAR}
sources:
  - {id: log, title: Grid operator's log, published: 2024-03-01, language: en}
events:
  - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
"""
"""A project with an event, to which more events and briefs can be added."""


def pytest_configure(config):
    """What a run of the tests remembers is its own, and gone with it: nothing is found that an earlier tree made."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="briefgen-tests-")
        config.add_cleanup(folder.cleanup)
        os.environ["XDG_CACHE_HOME"] = folder.name


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@dataclass
class Desk:
    """A project folder, and the commands run on it."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
        return path

    def run(self, *words: str, **variables: str) -> Result:
        """Run a command, perhaps with variables of the environment; a traceback fails the test."""
        result = CliRunner().invoke(main, list(words), env=variables, catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    def check(self, *words: str) -> Result:
        """Check the project from its own folder, by which findings name its files."""
        with contextlib.chdir(self.root):
            return self.run("check", str(self.root), *words)

    def findings(self, *words: str) -> list[dict]:
        return json.loads(self.check("--format", "json", *words).stdout)

    def build(self, *words: str) -> Result:
        with contextlib.chdir(self.root):
            return self.run("build", str(self.root), *words)

    def briefing(self, brief: str) -> dict:
        """The JSON of a brief, built."""
        result = self.build("--to", "json", "--brief", brief)
        assert result.exit_code == 0, result.output
        (made,) = (self.root / "output" / brief).glob(f"{brief}*.json")
        return json.loads(made.read_text("utf-8"))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def memory(tmp_path, monkeypatch):
    """A cache folder that nothing is in, and that this process does not know yet."""
    (tmp_path / "cache").mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    cache._folder.cache_clear()
    cache.trouble()
    yield tmp_path / "cache" / "briefgen"
    cache._folder.cache_clear()


@pytest.fixture
def broken(desk):
    """A project with findings of many rules."""
    desk.write(
        "content/project.yaml",
        """
        project:
          series: Broken Watch
          timezone: Asia/Damascus
          handling: TLP:CLEAR
        """,
    )
    desk.write(
        "content/events.yaml",
        """
        sources:
          - {id: paper, title: Paper, published: 2024-12-02, language: en}
        events:
          - id: outage
            date: 2024-12-01
            title: Power fails
            sources: [papper]
          - id: outage
            date: 2024-12-03
            title: Power is back
            sources: [paper]
            figures:
              - {what: homes, low: 900, high: 300, source: paper}
          - id: later
            date: 2024-12-05
            title: A third day
            text: Residents [spoke](javascript:alert) of 霍 [@nobody].
        """,
    )
    desk.write(
        "content/brief.yaml",
        """
        assessments:
          - id: lasting
            text: The repair will {perhaps} hold.
            likelihood: quite-likely
        briefs:
          - id: one
            title: One
            cutoff: 2024-12-08
            period: 2024-12-01/2024-12-08
            highlights: [outage, unknown]
            sections:
              - {part: fact, title: Repairs, file: repairs.md}
        """,
    )
    return desk


@pytest.fixture
def golden(request):
    """Compare a text with a golden file, or write it with --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.exists(), f"no golden file {name}: run with --update-golden and look at it"
        assert text == path.read_text("utf-8"), f"{name} differs; if that is meant, run with --update-golden"

    return compare


# Built once, for all tests and all workers


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Callable[..., Path]:
    """Build a project into a folder of this name, once in a run of the tests, and give that folder."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def build(name: str, project: Path, *words: str) -> Path:
        out = common / name
        with (common / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not out.exists():
                result = Desk(project).run("build", str(project), "--out", str(out), *words)
                assert result.exit_code == 0, result.output
                assert result.stderr == "", "a build of sound content has nothing to remark"
        return out

    return build


@pytest.fixture(scope="session")
def sample(built) -> Path:
    """The output of the sample project, in all forms."""
    return built("sample", ROOT)


@pytest.fixture(scope="session")
def starter(tmp_path_factory) -> Desk:
    """What `briefgen new` writes, one copy for each worker: not to be changed."""
    desk = Desk(tmp_path_factory.mktemp("starter") / "valley")
    assert desk.run("new", str(desk.root)).exit_code == 0
    return desk


@pytest.fixture(scope="session")
def command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `briefgen` as a process of its own, as a shell would, with these variables in its environment."""

    def run(*words: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in {"PATH", "HOME", "LD_LIBRARY_PATH", "XDG_CACHE_HOME"}
        }
        return subprocess.run(
            [Path(sys.executable).parent / "briefgen", *words],
            env=kept | variables,
            text=True,
            capture_output=True,
            check=False,
        )

    return run


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str], Job]:
    """Gives the job that a brief of a project is printed by."""

    def of(project: Path, brief: str) -> Job:
        found: list[Job] = []

        def caught(job: Job, **_: object) -> Printed:
            found.append(job)
            return Printed(b"", 0, ())

        monkeypatch.setattr(printed_page, "press", caught)
        dossier = build.check(build.find(project)).dossier
        assert dossier
        printed_page.render(briefing_of(dossier, dossier.briefs[brief]), themes.find(dossier.project.theme, {}))
        return found[0]

    return of
