"""The wheel, installed alone in a clean environment with no checkout near, does the main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pikepdf
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"),
        *("--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT),
        cwd=folder,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def briefgen(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, in an environment that holds the wheel and what the wheel says it depends on, and nothing else."""
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python, "install", "--quiet"),
        *("--no-index", "--no-deps", wheel),
        cwd=home,
    )
    site = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(home), "platbase": str(home)}))
    (installed,) = site.glob("briefgen-*.dist-info")
    for needed in dependencies(Distribution.at(installed), set()):
        for name in {Path(file).parts[0] for file in needed.files or ()} - {"..", "__pycache__"}:
            if not (site / name).exists():
                (site / name).symlink_to(str(needed.locate_file(name)))
    return home / "bin" / "briefgen"


@pytest.fixture(scope="module")
def project(briefgen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk") / "new"
    run(briefgen, "new", folder, cwd=folder.parent)
    return folder


def dependencies(of: Distribution, seen: set[tuple[str, str]], extra: str = "") -> Iterator[Distribution]:
    """What is installed here of the dependencies that a distribution declares, and of theirs."""
    for requirement in map(Requirement, of.requires or ()):
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        found = distribution(requirement.name)
        yield found
        for wanted in {"", *requirement.extras}:
            if (found.name, wanted) not in seen:
                seen.add((found.name, wanted))
                yield from dependencies(found, seen, wanted)


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; it must succeed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BRIEFGEN"))}
    done = subprocess.run(
        command, cwd=cwd, env=kept, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def test_the_command_runs_the_code_of_the_wheel(briefgen: Path, tmp_path: Path) -> None:
    place = run(briefgen.parent / "python", "-c", "import briefgen; print(briefgen.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(briefgen.parent.parent)
    assert run(briefgen, "--version", cwd=tmp_path).split()[0] == "briefgen"


def test_a_package_that_only_the_tests_use_is_not_there(briefgen: Path, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="No module named 'hypothesis'"):
        run(briefgen.parent / "python", "-c", "import hypothesis", cwd=tmp_path)


def test_a_new_project_checks_clean(briefgen: Path, project: Path) -> None:
    run(briefgen, "check", "--strict", project, cwd=project.parent)
    assert json.loads(run(briefgen, "check", "--format", "json", cwd=project)) == []


def test_a_new_project_builds_in_all_forms(briefgen: Path, project: Path) -> None:
    run(briefgen, "build", cwd=project)
    output = project / "output"
    (briefs := {each for each in output.iterdir() if each.is_dir()}).remove(output / "site_pages")
    assert briefs
    assert (output / "site_pages" / "feed.xml").is_file()
    for folder in briefs:
        page = (folder / f"{folder.name}-draft.html").read_text("utf-8")
        data = json.loads((folder / f"{folder.name}-draft.json").read_text("utf-8"))
        assert data["chronology"]
        for event in data["chronology"]:
            assert f'id="event-{event["id"]}"' in page
        with pikepdf.open(folder / f"{folder.name}-draft.pdf") as pdf:
            assert len(pdf.pages) > 0
        assert f"{folder.name}/{folder.name}-draft.html" in (output / "index.html").read_text("utf-8")


def test_every_rule_can_be_read(briefgen: Path, tmp_path: Path) -> None:
    assert "Bad:" in run(briefgen, "rules", "unsourced-event", cwd=tmp_path)


def test_the_wheel_holds_all_that_is_not_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"briefgen/{path.relative_to(ROOT)}" for path in (ROOT / "templates").rglob("*") if path.is_file()}
    in_package = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "briefgen").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "briefgen/templates/default/page.html" in shipped
    assert any(name.startswith("briefgen/starter/content/") for name in names)
    assert "briefgen/py.typed" in names
    assert shipped | in_package <= names


def test_the_wheel_holds_no_more_than_the_program(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"briefgen"}


def test_each_font_comes_with_its_licence(wheel: Path) -> None:
    files = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("briefgen/fonts/files/")}
    families = {name.split("-")[0] for name in files if name.endswith((".ttf", ".otf"))}
    assert families
    assert {f"{family}-OFL.txt" for family in families} <= files


def test_the_wheel_carries_its_own_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
