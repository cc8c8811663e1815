"""What briefgen reads of a project, and what it refuses to read."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Desk

from briefgen.build.files import DEPTH_LIMIT, SIZE_LIMIT
from briefgen.build.project import Project, Unreadable, WrongUse, find


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of two YAML files, a narrative and a picture, and a secret file outside of it."""
    root = tmp_path / "desk"
    (root / "content" / "syria").mkdir(parents=True)
    (root / "content" / "events.yaml").write_text("events: []\n")
    (root / "content" / "syria" / "brief.yml").write_text("briefs: []\n")
    (root / "content" / "syria" / "advance.md").write_text("Homs fell.\n")
    (root / "content" / "map.png").write_bytes(b"\x89PNG")
    (tmp_path / "secret.yaml").write_text("password: tulip\n")
    return root


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def as_ordinary_user(action: Callable[[], bool]) -> bool:
    """What the action returns when the user is not root."""
    if os.getuid() != 0:
        return action()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        held = False
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            held = action()
        finally:
            os._exit(0 if held else 1)
    return os.waitpid(child, 0)[1] == 0


def refused(project: Project, name: str) -> Unreadable:
    """The fault that reading a file gives."""
    fault = project.read(name)
    assert isinstance(fault, Unreadable), fault
    fault.name.encode()  # printable anywhere
    return fault


# Which project


def test_a_folder_with_content_is_a_project(root: Path) -> None:
    project = find(root)
    assert project == Project(root.resolve(), None, root.resolve() / "output", root.resolve() / "templates")


def test_the_folder_may_be_named_through_a_link_or_from_within(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root.parent / "link").symlink_to(root)
    assert find(root.parent / "link").root == root.resolve()
    monkeypatch.chdir(root)
    assert find(Path()).root == root.resolve()
    assert find(Path("content/..")).root == root.resolve()


def test_a_single_file_is_a_project_with_output_beside_it(root: Path) -> None:
    project = find(root / "content" / "events.yaml")
    assert project.single == "events.yaml"
    assert project.root == root.resolve() / "content"
    assert project.output == project.root / "output"
    assert project.documents() == ["events.yaml"]
    assert project.read("events.yaml") == b"events: []\n"
    assert project.read("syria/advance.md") == b"Homs fell.\n"


def test_what_is_no_project_is_said_in_a_sentence(root: Path) -> None:
    outside = root.parent
    os.mkfifo(outside / "pipe.yaml")
    (outside / "link.yaml").symlink_to(root / "content" / "events.yaml")
    (outside / "dangling.yaml").symlink_to(outside / "nothing")
    (outside / "loop.yaml").symlink_to(outside / "loop.yaml")
    (outside / "linked").mkdir()
    (outside / "linked" / "content").symlink_to(root / "content")
    (outside / "filed").mkdir()
    (outside / "filed" / "content").write_text("")
    (outside / "bell\a.yaml").write_text("")
    for name, says in {
        "nowhere": "does not exist",
        "desk/content/events.yaml/x": "not a directory",
        "desk/content": "Name the folder that holds it",
        "desk/content/syria": "has no folder `content/`",
        "desk/content/map.png": "neither a project folder nor a YAML file",
        "pipe.yaml": "not a regular file",
        "link.yaml": str(root.resolve() / "content" / "events.yaml"),
        "dangling.yaml": "leads nowhere",
        "loop.yaml": "leads nowhere",
        "linked": "`content` in",
        "filed": "is not a folder",
        "bell\a.yaml": "cannot be printed",
        "x" * 300: "too long",
        "nul\0": "is not a path",
        "lat\udce9": "lat\\xe9",
    }.items():
        with pytest.raises(WrongUse) as caught:
            find(outside / name)
        assert says in str(caught.value), name
        assert str(caught.value).isprintable(), name


# Which documents


def test_documents_are_all_yaml_files_in_order(root: Path) -> None:
    (root / "content" / "a").mkdir()
    (root / "content" / "a" / "Z.YAML").write_text("")
    (root / "content" / "Ärger.yaml").write_text("")
    (root / "content" / "notes.txt").write_text("")
    names = find(root).documents()
    assert names == [
        "content/a/Z.YAML",
        "content/events.yaml",
        "content/syria/brief.yml",
        "content/Ärger.yaml",
    ]


def test_hidden_files_and_folders_are_not_documents(root: Path) -> None:
    (root / "content" / ".git").mkdir()
    (root / "content" / ".git" / "x.yaml").write_text("")
    (root / "content" / ".x.yaml").write_text("")
    (root / "content" / ".#events.yaml").symlink_to("user@host.1:2")
    assert find(root).documents() == ["content/events.yaml", "content/syria/brief.yml"]


def test_nothing_is_passed_over_in_silence(root: Path) -> None:
    content = root / "content"
    (content / "broken.yaml").symlink_to("nowhere.yaml")
    (content / "out.yaml").symlink_to(root.parent / "secret.yaml")
    (content / "inside.yaml").symlink_to("events.yaml")
    (content / "more").symlink_to(root.parent)
    (content / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(content / "pipe.yaml")
    (content / os.fsdecode(b"caf\xe9.yaml")).write_text("")
    (content / "line\nbreak.yaml").write_text("")
    (content / "bidi\u202e.yaml").write_text("")
    (content / "folder.yaml").mkdir()
    project = find(root)
    found = {name: project.read(name) for name in project.documents()}
    faults = {fault.name: fault.reason for fault in found.values() if isinstance(fault, Unreadable)}
    link = "`content/{}` is a symbolic link, and briefgen follows none"
    assert faults == {
        "content/broken.yaml": link.format("broken.yaml"),
        "content/out.yaml": link.format("out.yaml"),
        "content/inside.yaml": link.format("inside.yaml"),
        "content/more": link.format("more"),
        "content/loop.yaml": link.format("loop.yaml"),
        "content/pipe.yaml": "it is not a regular file but a pipe, a socket or a device",
        "content/caf\\xe9.yaml": "its name is not UTF-8",
        "content/line\\x0abreak.yaml": "its name holds characters that cannot be printed",
        "content/bidi\\u202e.yaml": "its name holds characters that cannot be printed",
    }
    assert len(found) == len(faults) + 2


def test_folders_nested_too_deep_are_reported(root: Path) -> None:
    deep = root / "content"
    for _ in range(DEPTH_LIMIT + 3):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "x.yaml").write_text("")
    project = find(root)
    name = project.documents()[0]
    assert refused(project, name).reason == f"it lies more than {DEPTH_LIMIT} folders deep"


def test_a_folder_that_may_not_be_entered_is_reported_and_its_neighbours_read(open_folder: Path) -> None:
    content = open_folder / "content"
    (content / "m").mkdir(parents=True)
    for name in ("a.yaml", "m/x.yaml", "z.yaml"):
        (content / name).write_text("events: []")
    (content / "z.yaml").chmod(0)
    (content / "m").chmod(0)
    project = find(open_folder)

    def action() -> bool:
        assert project.documents() == ["content/a.yaml", "content/m", "content/z.yaml"]
        assert project.read("content/a.yaml") == b"events: []"
        for name in ("content/m", "content/m/x.yaml", "content/z.yaml"):
            assert refused(project, name).reason == "permission is denied"
        return True

    held = as_ordinary_user(action)
    (content / "m").chmod(0o700)
    assert held


# What is read


def test_names_that_may_lead_out_are_refused(root: Path) -> None:
    project = find(root)
    for name, says in {
        "../secret.yaml": "`..` may lead out",
        "content/../../secret.yaml": "`..` may lead out",
        str(root.parent / "secret.yaml"): "absolute",
        "/dev/zero": "absolute",
        "": "not the name of a file",
        "content//events.yaml": "not the name of a file",
        "./content/events.yaml": "not the name of a file",
        "content/events.yaml/": "not the name of a file",
        "content/events.yaml\0.md": "cannot be printed",
        "content/" + "x" * 300: "too long",
        "content": "a folder, not a file",
        "content/events.yaml/x": "`content/events.yaml` is not a folder",
    }.items():
        assert says in refused(project, name).reason, name


def test_a_link_on_the_way_is_refused(root: Path) -> None:
    (root / "content" / "up").symlink_to(root.parent)
    (root / "content" / "same").symlink_to("syria")
    project = find(root)
    assert "`content/up` is a symbolic link" in refused(project, "content/up/secret.yaml").reason
    assert "`content/same` is a symbolic link" in refused(project, "content/same/advance.md").reason


def test_a_link_put_in_place_while_reading_is_not_followed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / "content" / "events.yaml"
    real = os.stat

    def stat_then_swap(path: str, **options: object) -> os.stat_result:
        info = real(path, **options)  # type: ignore[arg-type]
        if path == "events.yaml":
            file.unlink()
            file.symlink_to(root.parent / "secret.yaml")
        return info

    project = find(root)
    monkeypatch.setattr(os, "stat", stat_then_swap)
    assert "symbolic link" in refused(project, "content/events.yaml").reason


def test_a_missing_file_suggests_the_one_that_is_meant(root: Path) -> None:
    project = find(root)
    assert refused(project, "content/syria/advence.md") == Unreadable(
        "content/syria/advence.md", "it does not exist", "did you mean `content/syria/advance.md`?", missing=True
    )
    assert refused(project, "content/syra/advance.md").hint == "did you mean `content/syria`?"
    assert refused(project, "content/xyzzy.md").hint is None


def test_pipes_sockets_and_devices_do_not_hang(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "content" / "pipe.md")
    monkeypatch.chdir(root / "content")  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        project = find(root)
        for name in ("content/pipe.md", "content/socket.md"):
            assert "a pipe, a socket or a device" in refused(project, name).reason


@pytest.mark.parametrize("name", ["big.yaml", "big.MD", "big.png"])
def test_files_are_read_up_to_a_limit(root: Path, name: str) -> None:
    file = root / "content" / name
    file.write_bytes(b"x" * SIZE_LIMIT)
    project = find(root)
    content = project.read(f"content/{name}")
    assert isinstance(content, bytes)
    assert len(content) == SIZE_LIMIT
    with file.open("ab") as stream:
        stream.write(b"x")
    assert refused(project, f"content/{name}").reason == "it is larger than 20 MB"


def test_a_file_that_grows_while_it_is_read_stays_within_the_limit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "content" / "big.yaml").write_bytes(b"x" * (SIZE_LIMIT + 9))
    real = os.fstat

    def small(file: int) -> os.stat_result:
        fields = list(real(file))
        fields[stat.ST_SIZE] = 0
        return os.stat_result(fields)

    project = find(root)
    monkeypatch.setattr(os, "fstat", small)
    assert refused(project, "content/big.yaml").reason == "it is larger than 20 MB"


def test_reading_leaves_no_file_open(root: Path) -> None:
    (root / "content" / "link.yaml").symlink_to("events.yaml")
    project = find(root)
    before = sorted(Path("/dev/fd").iterdir())
    for name in ("content/events.yaml", "content/link.yaml", "content/none.md", "content/syria", "../x"):
        project.read(name)
    project.documents()
    assert len(sorted(Path("/dev/fd").iterdir())) == len(before)


# Templates


def test_template_files_of_the_project_by_their_path_in_the_theme(root: Path) -> None:
    theme = root / "templates" / "desk"
    (theme / "parts").mkdir(parents=True)
    (theme / "page.html").write_text("<p>")
    (theme / "parts" / "rail.css").write_text("p {}")
    (theme / ".DS_Store").write_text("")
    (theme / "out.html").symlink_to(root.parent / "secret.yaml")
    files = find(root).template_files("desk")
    assert files == {
        "page.html": b"<p>",
        "parts/rail.css": b"p {}",
        "out.html": Unreadable(
            "templates/desk/out.html",
            "`templates/desk/out.html` is a symbolic link, and briefgen follows none",
            "put what it leads to in its place",
        ),
    }


def test_a_project_without_templates_has_no_template_files(root: Path) -> None:
    assert find(root).template_files("default") == {}
    (root / "templates").mkdir()
    assert find(root).template_files("default") == {}


def test_a_theme_that_is_no_folder_of_the_project_is_a_fault(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates" / "file").write_text("")
    (root / "templates" / "link").symlink_to(root.parent)
    project = find(root)
    for theme in ("file", "link", "..", ".", "", "a/b", "../../secret", "nul\0"):
        (fault,) = project.template_files(theme).values()
        assert isinstance(fault, Unreadable), theme


# Files that are passed over


STRAYS = {
    "events.yaml.txt": "call it `events.yaml`, or move it out of `content/`",
    "events.YML.txt": "call it `events.yaml`, or move it out of `content/`",
    "events.yaml (1)": "call it `events.yaml`, or move it out of `content/`",
    "events.ymal": "call it `events.yaml`, or move it out of `content/`",
    "events.json": "call it `events.yaml`, for JSON is YAML as well, or move it out of `content/`",
    "briefs/outlook.md": "name it in a section, `file: outlook.md`, or move it out of `content/`",
}
LEFT_ALONE = [
    "events.yml", "EVENTS.YAML", "events.yaml~", "events.yaml.bak", "events.yaml.orig", "events.yaml.swp",
    ".events.yaml.txt", "old.yaml.d/table.csv", "#events.yaml#", "events.yaml.1", "README.md", "map.png", "notes.txt",
    "table.csv", "named.md", "saved.json",
]  # fmt: skip


def test_a_file_that_looks_like_content_and_is_not_read_is_told(desk: Desk) -> None:
    content = """
        project: {series: S, handling: TLP:CLEAR}
        sources: [{id: log, title: Log, saved: {file: saved.json}}]
        events: [{id: outage, date: 2024-03-01, title: Power fails, sources: [log]}]
        briefs:
          - id: issue
            title: Power fails
            cutoff: 2024-03-08
            period: 2024-03
            sections: [{part: assessment, title: Outlook, file: named.md}]
        """
    desk.write("content/all.yaml", content)
    for name in (*STRAYS, *LEFT_ALONE):
        desk.write(f"content/{name}", "events: []\n" if name.lower().endswith((".yaml", ".yml")) else "Words.\n")
    told = [each for each in desk.findings() if each["rule"] == "unread-file"]
    assert {each["file"]: each["hint"] for each in told} == {f"content/{name}": hint for name, hint in STRAYS.items()}
    assert {(each["severity"], each["line"], each["column"]) for each in told} == {("advice", 1, 1)}
    assert desk.check("--strict", "--select", "unread-file").exit_code == 0
    desk.write("content/all.yaml", content.replace("TLP:CLEAR}", "TLP:CLEAR, rules: {unread-file: off}}"))
    assert [each for each in desk.findings() if each["rule"] == "unread-file"] == []


def test_where_all_content_is_passed_over_the_file_is_named(desk: Desk) -> None:
    desk.write("content/events.yaml.txt", "events: []\n")
    (found,) = desk.findings()
    assert found["rule"] == "unreadable-file"
    assert found["hint"] == "`content/events.yaml.txt` is none by its name: rename it"


def test_beside_a_single_file_nothing_is_passed_over(desk: Desk) -> None:
    desk.write("events.yaml.txt", "events: []\n")
    path = desk.write("brief.yaml", "project: {series: S, handling: TLP:CLEAR}\n")
    assert desk.run("check", str(path)).stdout == "No findings in 1 file.\n"


def test_a_folder_of_templates_that_leads_out_of_the_project_is_found_by_a_check(desk, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    desk.write("content/all.yaml", "project: {series: Grid Watch, handling: TLP:CLEAR}\n")
    (desk.root / "templates").symlink_to(tmp_path / "elsewhere")
    (found,) = desk.findings()
    assert (found["rule"], found["file"], found["line"]) == ("unreadable-file", "templates/default", 1)
