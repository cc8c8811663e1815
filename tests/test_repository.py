"""The repository checks itself: what a newcomer is told is so, and what developers agreed on holds."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import briefgen
from briefgen.printing.engine import BESIDE

ROOT = Path(__file__).parent.parent
SCRIPTS = ["dev", ".ci/run"]
THIS = Path(__file__).relative_to(ROOT).as_posix()
MADE_UP = {"/opt/homebrew/lib", "/home/desk/log.txt"}
"""Paths in the repository that are no one's: where Homebrew always is, and a link that a rule refuses."""


def run(*command: str | Path) -> str:
    """What a command prints in the root of the repository; it must succeed."""
    done = subprocess.run(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def tool(name: str) -> Path:
    """A program of the environment that runs the tests."""
    return Path(sys.executable).parent / name


def repository_files() -> list[Path]:
    """All files of the repository, those not added yet included; what `.gitignore` names is not."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = run("git", "-c", f"safe.directory={ROOT}", "ls-files", "-co", "--exclude-standard", "-z")
        paths = [ROOT / name for name in listed.split("\0") if name]
    else:
        ignored = {".git", ".venv", "__pycache__", "dist", "build", "output", ".hypothesis"}
        paths = [p for p in ROOT.rglob("*") if not ignored & set(p.parts) and not any("_cache" in n for n in p.parts)]
    return [path for path in paths if path.is_file()]


def texts() -> dict[str, str]:
    """The text files of the repository by name, with their line ends as they are."""
    found = {}
    for path in repository_files():
        data = path.read_bytes()
        if b"\0" not in data:
            found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8")
    return found


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def commands_in(name: str) -> list[str]:
    """What a reader is told to type, in the shell blocks of a Markdown file."""
    blocks = re.findall(r"^```(?:sh|shell|console)\n(.*?)^```", text(name), re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("$ ", "").splitlines()
    return [line.split("  #")[0].strip() for line in lines if line.strip()]


def test_lint() -> None:
    run(tool("ruff"), "check", "--no-cache", ".")


def test_formatting() -> None:
    run(tool("ruff"), "format", "--no-cache", "--check", ".")


def test_types() -> None:
    run(tool("mypy"))


def test_each_floor_knows_only_the_floors_below() -> None:
    assert "1 kept, 0 broken" in run(tool("lint-imports"), "--no-cache")


def test_a_new_module_is_refused_until_it_has_a_floor() -> None:
    (contract,) = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    assert contract["type"] == "layers"
    assert contract["containers"] == ["briefgen"]
    assert contract["exhaustive"] is True
    assert not any("(" in layer or ":" in layer for layer in contract["layers"])


def test_no_module_imports_from_the_package_that_collects_it() -> None:
    graph = grimp.build_graph("briefgen", cache_dir=None)
    knots = [
        (module, imported)
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if imported != "briefgen" and module.startswith(f"{imported}.")
    ]
    assert knots == []


def test_the_page_to_read_first_names_every_module() -> None:
    page = text("docs/architecture.md")
    rooms = Counter(file.stem for file in (ROOT / "briefgen").rglob("*.py") if not file.stem.startswith("__"))
    assert [name for name, times in rooms.items() if page.count(f"`{name}`") < times] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_shell_scripts_are_posix(script: str) -> None:
    assert text(script).startswith("#!/bin/sh\n")
    assert (ROOT / script).stat().st_mode & 0o111
    for shell in filter(shutil.which, ["sh", "dash", "busybox"]):
        run(*([shell, "sh"] if shell == "busybox" else [shell]), "-n", script)
    if shutil.which("shellcheck"):
        run("shellcheck", "--shell=sh", script)


def test_the_readme_names_two_commands_and_dev_has_them() -> None:
    named = [command.split()[1] for command in commands_in("README.md") if command.startswith("./dev ")]
    assert named == ["brief", "test"]
    offered = run("./dev", "help")
    for command in named:
        assert re.search(rf"^  {command}\b", offered, re.MULTILINE)


def test_dev_says_so_when_it_has_no_such_command() -> None:
    done = subprocess.run(["./dev", "breif"], cwd=ROOT, text=True, capture_output=True)
    assert done.returncode == 1
    assert "there is no command `breif`" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_dev_says_is_missing_on_macos_stands_in_the_readme() -> None:
    (line,) = re.findall(r"brew install [a-z ]+", text("dev"))
    assert line in text("README.md")


def test_continuous_integration_runs_the_tests_as_the_readme_does() -> None:
    last = text(".ci/run").splitlines()[-1]
    assert last.endswith("exec ./dev test")
    assert "./dev test" in commands_in("README.md")


def test_every_command_that_documents_name_exists() -> None:
    """`briefgen SUBCOMMAND --option` in a shell block of the README or of docs/ is one the program has."""
    documents = [name for name in texts() if name == "README.md" or (name.startswith("docs/") and name.endswith(".md"))]
    for command in [command for name in documents for command in commands_in(name)]:
        if found := re.match(r"(?:\.venv/bin/)?briefgen ([a-z]+)", command):
            usage = run(tool("briefgen"), found[1], "--help")
            assert {option for option in re.findall(r"(?<= )--[a-z-]+", command) if option not in usage} == set()


def test_every_link_between_documents_leads_somewhere() -> None:
    for name in [name for name in texts() if name.endswith(".md") and "/" not in name.removeprefix("docs/")]:
        prose = re.sub(r"(?ms)^```.*?^```", "", text(name))
        for target in re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", prose):
            assert ((ROOT / name).parent / target).exists(), f"{name} links to {target}"


def test_the_requirements_that_dev_installs_are_exact_and_hashed() -> None:
    """Each is a name, a version, perhaps a marker, and hashes: no address, no option of pip."""
    body = "\n".join(line for line in text("constraints.txt").splitlines() if not line.startswith("#"))
    for requirement in body.replace("\\\n", "").splitlines():
        assert re.fullmatch(
            r"[a-z0-9-]+==[0-9a-z.]+( ; [a-z_]+ (?:[!=]=|<) '[\w.]+')?(\s+--hash=sha256:[0-9a-f]{64})+\s*", requirement
        ), requirement


def test_each_declared_dependency_is_pinned() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    run_part, test_part = text("constraints.txt").split("# For the tests:")
    declared = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for part, requirements in [
        (run_part, declared),
        (run_part + test_part, project["project"]["optional-dependencies"]["test"]),
    ]:
        for requirement in requirements:
            name = re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")
            assert re.search(rf"^{re.escape(name)}==", part, re.MULTILINE), f"{name} is not pinned: run ./dev pin"


def test_each_package_that_the_program_imports_is_declared() -> None:
    """What comes along with another package today may be gone with its next version."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    declared = _names(project["dependencies"])
    of_extras = {"distributed": _names(project["optional-dependencies"]["dask"])}
    imported = {*BESIDE, *(name for path in (ROOT / "briefgen").rglob("*.py") for name in _imported(path))}
    others = sorted(imported - sys.stdlib_module_names - {"briefgen"})
    assert {"lxml", "distributed", "yaml"} <= set(others)
    packages = packages_distributions()
    assert [
        name
        for name in others
        if not {canonicalize_name(package) for package in packages.get(name, ())} & of_extras.get(name, declared)
    ] == []


def _names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}


def _imported(path: Path) -> Iterator[str]:
    """The packages that a module names where it imports, at its head or later."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_no_file_names_the_machine_it_was_written_on() -> None:
    homes = ("home", "Users", "root", "work", "tmp", "opt", "mnt")
    paths = re.compile(rf"(?<![\w./~-])/(?:{'|'.join(homes)})/\w[\w./-]*")
    found = {name: set(paths.findall(content)) - MADE_UP for name, content in texts().items() if name != THIS}
    assert {name: paths for name, paths in found.items() if paths} == {}


def test_nothing_large_is_kept_that_is_no_outline_of_land() -> None:
    large = [path.name for path in repository_files() if path.stat().st_size > 500_000]
    assert large == ["land-10m.bin"]


def test_lines_end_as_on_unix() -> None:
    others = "-OFL.txt"  # licences are kept as their owners wrote them
    assert [name for name, content in texts().items() if "\r" in content and not name.endswith(others)] == []


def test_every_text_ends_with_a_line_end() -> None:
    assert [name for name, content in texts().items() if content and not content.endswith("\n")] == []


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    assert "version" not in project["project"]
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "briefgen/__init__.py"
    assert run(tool("briefgen"), "--version").split()[-1] == briefgen.__version__
    others = [name for name, content in texts().items() if re.search(r"^__version__\b", content, re.MULTILINE)]
    assert others == ["briefgen/__init__.py"]


def test_the_changelog_begins_with_what_is_next_or_this_version() -> None:
    first = re.search(r"^## \[([^\]]+)\]", text("CHANGELOG.md"), re.MULTILINE)
    assert first
    assert first[1] in {"Unreleased", briefgen.__version__}


@pytest.mark.xdist_group("together")
def test_tests_that_belong_together_run_in_one_process(request: pytest.FixtureRequest) -> None:
    """pytest 9.2 hides from pytest-xdist 3.8 which do: each process then made for itself what they share."""
    assert not request.config.getoption("loadgroup", False) or request.node.nodeid.endswith("@together")
