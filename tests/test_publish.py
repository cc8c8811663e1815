"""What stands in an output folder, whatever happens while it is written."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import resource
import shutil
import signal
import stat
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefgen.build import swap
from briefgen.build.manifest import MANIFEST
from briefgen.build.publish import LOCK, PublishError, locked, publish, publish_file

OLD = {"b.html": b"<p>old</p>" * 900, "b.json": b"{}", "b.pdf": b"%PDF old"}
NEW = {"b.html": b"<p>new</p>" * 1000, "b.json": b'{"n": 1}', "extra.csv": b""}
NOTES = {"notes.txt": b"the desk's own", "mine/deep/draft.md": b"# Draft"}
CALLS = ("open", "write", "fsync", "mkdir", "rename", "replace", "link", "unlink", "rmdir", "chmod", "utime")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty output folder."""
    folder = tmp_path / "output"
    folder.mkdir()
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def build(out: Path, files: Mapping[str, bytes]) -> None:
    with locked(out):
        publish(out / "b", files)


def content(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but the manifests, by its path."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def add_notes(folder: Path) -> None:
    for name, data in NOTES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def listing(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def in_child(action: Callable[[], object], *, user: int = 0) -> int:
    """How a child process that does this ends: 0, 1 where it raised, or the negative number of the signal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 1
        try:
            if user:
                os.setgroups([])
                os.setgid(user)
                os.setuid(user)
            action()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def refusal(out: Path, files: Mapping[str, bytes] = NEW) -> PublishError:
    with pytest.raises(PublishError) as caught:
        build(out, files)
    assert str(caught.value) == caught.value.message
    return caught.value


# What is put in place


def test_a_brief_is_published_as_ordinary_files_with_their_manifest(out: Path) -> None:
    umask = os.umask(0o027)
    try:
        build(out, OLD)
    finally:
        os.umask(umask)
    assert content(out) == {f"b/{name}": data for name, data in OLD.items()}
    assert listing(out) == ["b"]
    assert stat.S_IMODE((out / "b").stat().st_mode) == 0o750
    assert {stat.S_IMODE(path.stat().st_mode) for path in (out / "b").iterdir()} == {0o640}
    assert json.loads((out / "b" / MANIFEST).read_text()) == {
        "briefgen": 1,
        "files": {name: {"sha256": sha256(data).hexdigest(), "size": len(data)} for name, data in OLD.items()},
    }


def test_the_manifest_is_the_same_wherever_and_whenever_it_is_made(out: Path) -> None:
    build(out, OLD)
    build(out / "elsewhere", dict(reversed(OLD.items())))
    assert (out / "b" / MANIFEST).read_bytes() == (out / "elsewhere" / "b" / MANIFEST).read_bytes()


def test_a_new_build_replaces_what_is_ours_and_only_that(out: Path) -> None:
    build(out, OLD)
    add_notes(out / "b")
    (out / "b" / "link").symlink_to("nowhere")
    os.mkfifo(out / "b" / "pipe")
    (out / "b").chmod(0o2755)
    (out / "b" / "mine").chmod(0o700)
    os.utime(out / "b" / "mine" / "deep", (1, 1))
    inode = (out / "b" / "notes.txt").stat().st_ino
    build(out, NEW)
    assert content(out / "b") == NEW | NOTES
    assert (out / "b" / "link").readlink() == Path("nowhere")
    assert stat.S_ISFIFO((out / "b" / "pipe").stat().st_mode)
    assert (out / "b" / "notes.txt").stat().st_ino == inode
    assert (out / "b" / "notes.txt").stat().st_nlink == 1
    assert (out / "b" / "mine" / "deep").stat().st_mtime == 1
    assert stat.S_IMODE((out / "b" / "mine").stat().st_mode) == 0o700
    assert stat.S_IMODE((out / "b").stat().st_mode) == 0o2755
    assert listing(out) == ["b"]


def test_what_its_owner_adds_while_we_swap_stays(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, OLD)
    exchange = swap._exchange

    def late(one: Path, other: Path) -> bool:
        add_notes(other)
        return exchange(one, other)

    monkeypatch.setattr(swap, "_exchange", late)
    build(out, NEW)
    assert content(out / "b") == NEW | NOTES


def test_files_that_cannot_be_linked_are_copied(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no")

    build(out, OLD)
    add_notes(out / "b")
    (out / "b" / "link").symlink_to("nowhere")
    os.utime(out / "b" / "notes.txt", (1, 1))
    monkeypatch.setattr(os, "link", no_links)
    build(out, NEW)
    assert content(out / "b") == NEW | NOTES
    assert (out / "b" / "link").readlink() == Path("nowhere")
    assert (out / "b" / "notes.txt").stat().st_mtime == 1


def test_nothing_is_written_when_nothing_changed(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, OLD)
    with locked(out):
        publish_file(out / "index.html", b"index")
    before = {path: path.stat() for path in out.rglob("*")}

    def fail(*_: object) -> None:
        raise AssertionError("written")

    with locked(out):
        monkeypatch.setattr(os, "write", fail)
        monkeypatch.setattr(os, "fsync", fail)
        publish(out / "b", OLD)
        publish_file(out / "index.html", b"index")
    assert {path: (now := path.stat()) and (now.st_ino, now.st_mtime_ns) for path in before} == {
        path: (then.st_ino, then.st_mtime_ns) for path, then in before.items()
    }


@pytest.mark.parametrize("damage", ["changed", "removed", "same size"])
def test_output_that_was_tampered_with_is_written_anew(out: Path, damage: str) -> None:
    build(out, OLD)
    file = out / "b" / "b.pdf"
    if damage == "removed":
        file.unlink()
    else:
        file.write_bytes(b"%PDF odd" if damage == "same size" else b"?")
    build(out, OLD)
    assert content(out / "b") == OLD


def test_one_file_is_replaced_whole_and_listed(out: Path) -> None:
    with locked(out):
        publish_file(out / "index.html", b"one")
        publish_file(out / "feed.xml", b"feed")
        publish_file(out / "index.html", b"two")
    assert content(out) == {"index.html": b"two", "feed.xml": b"feed"}
    assert list(json.loads((out / MANIFEST).read_text())["files"]) == ["feed.xml", "index.html"]
    assert listing(out) == [MANIFEST, "feed.xml", "index.html"]


# What is not ours


@pytest.mark.parametrize("manifest", [None, b"", b"[]", b"\xff", b'{"files": {"b.html": 1}}', b"[" * 100_000])
def test_a_file_no_manifest_lists_is_not_overwritten(out: Path, manifest: bytes | None) -> None:
    (out / "b").mkdir()
    (out / "b" / "b.html").write_bytes(b"my own page")
    if manifest is not None:
        (out / "b" / MANIFEST).write_bytes(manifest)
    error = refusal(out)
    assert "`" + str(out / "b" / "b.html") + "` is in the way" in error.message
    assert content(out / "b") == {"b.html": b"my own page"}
    assert listing(out) == ["b"]


def test_a_users_index_is_not_overwritten(out: Path) -> None:
    (out / "index.html").write_bytes(b"my own page")
    with locked(out), pytest.raises(PublishError, match="is in the way"):
        publish_file(out / "index.html", b"index")
    assert content(out) == {"index.html": b"my own page"}
    assert listing(out) == ["index.html"]


def test_a_manifest_that_lists_files_elsewhere_removes_none(out: Path) -> None:
    (out / "precious").write_bytes(b"1")
    (out / "b" / "sub").mkdir(parents=True)
    (out / "b" / "sub" / "x").write_bytes(b"2")
    (out / "b" / "link").symlink_to("../precious")
    names = ["../precious", "/etc/passwd", "sub", "sub/x", "link", "..", "", "\ud800", "a\0b"]
    entry = {"sha256": "", "size": 0}
    (out / "b" / MANIFEST).write_text(json.dumps({"files": dict.fromkeys(names, entry)}))
    build(out, NEW)
    assert content(out) == {"precious": b"1", "b/sub/x": b"2", "b/link": b"1"} | {f"b/{n}": d for n, d in NEW.items()}
    assert (out / "b" / "link").is_symlink()


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/a", MANIFEST, ".hidden", "nul\0", "line\n"])
def test_a_name_that_is_no_plain_file_name_is_never_written(out: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        build(out, {name: b""})
    assert listing(out) == []


def test_what_stands_in_the_place_of_the_folder_is_left_alone(out: Path) -> None:
    (out / "b").write_bytes(b"mine")
    assert "a file stands where a folder belongs" in refusal(out).message
    (out / "b").unlink()
    (out / "real").mkdir()
    for target in ("real", "nowhere"):
        (out / "b").symlink_to(target)
        assert "is a symbolic link" in refusal(out).message
        (out / "b").unlink()
    assert listing(out) == ["real"]
    assert listing(out / "real") == []


def test_an_output_folder_that_is_a_file_or_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to("real")
    assert "a file stands where a folder belongs" in refusal(tmp_path / "file").message
    assert "a file stands where a folder belongs" in refusal(tmp_path / "file" / "inner").message
    assert "is a symbolic link" in refusal(tmp_path / "link").message
    (tmp_path / "real").mkdir()
    assert "is a symbolic link" in refusal(tmp_path / "link").message
    assert listing(tmp_path / "real") == []


@pytest.mark.parametrize("locked_folder", [".", "b", "b/mine"])
def test_a_folder_that_may_not_be_written_is_left_as_it_was(open_folder: Path, locked_folder: str) -> None:
    out, user = open_folder / "output", 65534 if os.getuid() == 0 else 0

    def first() -> None:
        build(out, OLD)
        add_notes(out / "b")
        (out / locked_folder).chmod(0o555)

    def second() -> None:
        error = refusal(out)
        assert "permission is denied" in error.message
        assert error.hint
        assert "writable" in error.hint

    assert in_child(first, user=user) == 0
    assert in_child(second, user=user) == 0
    assert content(out / "b") == OLD | NOTES
    assert listing(out) == ["b"]
    (out / locked_folder).chmod(0o755)


# A disk that is full


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of 256 KB on the folder, or False where this user may not mount one."""
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_previous_output(out: Path) -> None:
    big = {"b.html": b"x" * 300_000, "b.json": b"{}"}
    with small_disk(out) as mounted:
        build(out, OLD)
        add_notes(out / "b")

        def second() -> None:
            if not mounted:
                resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
            error = refusal(out, big)
            assert ("the disk is full" if mounted else "may not grow that large") in error.message
            assert error.hint
            with locked(out), pytest.raises(PublishError):
                publish_file(out / "index.html", b"x" * 300_000)

        assert in_child(second) == 0
        assert content(out / "b") == OLD | NOTES
        assert [name for name in listing(out) if name != MANIFEST] == ["b"]
        build(out, NEW)
        assert content(out / "b") == NEW | NOTES


def test_a_file_size_limit_leaves_the_previous_output(out: Path) -> None:
    build(out, OLD)

    def second() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
        assert "may not grow that large" in refusal(out).message

    assert in_child(second) == 0
    assert content(out / "b") == OLD
    assert listing(out) == ["b"]


# Every step, one after the other


class Steps:
    """Counts the calls that change the disk, and does something at the one of them whose number is `at`."""

    def __init__(self, at: int = -1, then: Callable[[Callable[[], Any], str, tuple[Any, ...]], Any] | None = None):
        self.at, self.then, self.names = at, then, list[str]()

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self.names.append(name)
            if self.then is not None and len(self.names) - 1 == self.at:
                return self.then(lambda: real(*args, **options), name, args)
            return real(*args, **options)

        return call

    @contextlib.contextmanager
    def watching(self) -> Iterator[Steps]:
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, self.wrap(name, getattr(os, name)))
            patch.setattr(swap, "_exchange", self.wrap("exchange", swap._exchange))
            yield self


Kill = Callable[[Callable[[], Any], str, tuple[Any, ...]], Any]
"""What happens in the place of a step."""


def kill_before(_: Callable[[], Any], __: str, ___: tuple[Any, ...]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_after(real: Callable[[], Any], _: str, __: tuple[Any, ...]) -> None:
    with contextlib.suppress(OSError):  # such as making a folder that is there
        real()
    os.kill(os.getpid(), signal.SIGKILL)


def kill_within(real: Callable[[], Any], name: str, args: tuple[Any, ...]) -> Any:
    if name != "write":
        return real()
    file, data = args
    os.pwrite(file, data[: len(data) // 2], 0)
    return os.kill(os.getpid(), signal.SIGKILL)


def fail_with(code: int) -> Kill:
    def fail(_: Callable[[], Any], __: str, ___: tuple[Any, ...]) -> Any:
        raise OSError(code, os.strerror(code))

    return fail


def no_exchange(_: Path, __: Path) -> bool:
    return False


def container(patch: pytest.MonkeyPatch) -> None:
    """As in a container whose image holds the folder: it can be neither exchanged nor renamed."""
    rename = os.rename

    def refuse(source: Any, target: Any) -> None:
        if Path(source).name == "b":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        rename(source, target)

    patch.setattr(swap, "_exchange", no_exchange)
    patch.setattr(os, "rename", refuse)


def systems(patch: pytest.MonkeyPatch, system: str) -> None:
    if system == "two renames":
        patch.setattr(swap, "_exchange", no_exchange)
    if system == "container":
        container(patch)


def prepared(out: Path, previous: str) -> dict[str, bytes]:
    """An output folder as a previous build left it, and what the desk put there."""
    out.mkdir(parents=True)
    if previous == "nothing":
        return {}
    build(out, OLD)
    add_notes(out / "b")
    if previous == "a killed build":
        shutil.copytree(out / "b", out / ".b.briefgen-0123abcd")
        (out / ".index.html.briefgen-0123abcd").write_bytes(b"torn")
    return OLD | NOTES


def after(out: Path, name: str = "b") -> dict[str, bytes]:
    return content(out / name) if (out / name).exists() else {}


def moments(names: list[str]) -> Iterator[tuple[int, Kill]]:
    """Every state that a kill can leave: each but the last comes before a step, so that none is tried twice."""
    for at, name in enumerate(names):
        yield at, kill_before
        if name == "write":
            yield at, kill_within
    yield len(names) - 1, kill_after


# What a killed build left is cleared first, and all that follows is what follows a build.
@pytest.mark.parametrize("previous", ["nothing", "a killed build"])
@pytest.mark.parametrize("system", ["one step", "two renames", "container"])
def test_a_build_killed_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, previous: str, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # a killed process loses nothing that it has written
    old = prepared(tmp_path / "dry", previous)
    new = {**NEW, **(NOTES if old else {})}
    with pytest.MonkeyPatch.context() as patch:
        systems(patch, system)
        with Steps().watching() as dry:
            build(tmp_path / "dry", NEW)
    assert after(tmp_path / "dry") == new
    expected = {"open", "write", "fsync", "mkdir", "unlink"} | ({"link", "rmdir", "utime", "chmod"} if old else set())
    assert expected <= set(dry.names)
    seen = set()
    for at, how in moments(dry.names):
        out = tmp_path / f"{at}-{how.__name__}"
        prepared(out, previous)
        with pytest.MonkeyPatch.context() as patch:
            systems(patch, system)
            with Steps(at, how).watching():
                assert in_child(partial(build, out, NEW)) == -signal.SIGKILL, (at, dry.names, how)
        if system == "one step":
            assert after(out) in (old, new), (at, dry.names[at], how)
        with locked(out):
            left = after(out)
        assert left in (old, new), (at, dry.names[at], how)
        assert listing(out) == (["b"] if left else [])
        build(out, NEW)
        assert after(out) == new
        assert listing(out) == ["b"]
        seen.add(left == new)
        shutil.rmtree(out)
    assert seen == {False, True}


def test_a_file_killed_at_any_step_is_the_old_or_the_new(tmp_path: Path) -> None:
    def rebuild(out: Path, data: bytes) -> None:
        with locked(out):
            publish_file(out / "index.html", data)

    rebuild(tmp_path / "dry", b"old")
    with Steps().watching() as dry:
        rebuild(tmp_path / "dry", b"new")
    assert {"open", "write", "fsync", "replace"} <= set(dry.names)
    for at, how in moments(dry.names):
        out = tmp_path / f"{at}-{how.__name__}"
        rebuild(out, b"old")
        with Steps(at, how).watching():
            assert in_child(partial(rebuild, out, b"new")) == -signal.SIGKILL
        assert (out / "index.html").read_bytes() in (b"old", b"new")
        rebuild(out, b"new")
        assert content(out) == {"index.html": b"new"}
        assert listing(out) == [MANIFEST, "index.html"]


@pytest.mark.parametrize("system", ["one step", "two renames", "container"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_fault_at_any_step_is_said_in_words_and_leaves_the_old_or_the_new(
    tmp_path: Path, system: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    old = prepared(tmp_path / "dry", "a build")
    new = NEW | NOTES
    systems(monkeypatch, system)
    with Steps().watching() as dry:
        build(tmp_path / "dry", NEW)
    refused = 0
    for at, name in enumerate(dry.names):
        out = tmp_path / str(at)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(swap, "_exchange", swap._exchange)
            prepared(out, "a build")
        with Steps(at, fail_with(code)).watching():
            try:
                build(out, NEW)
            except PublishError as error:
                refused += 1
                placed = "is in place" in error.message
                assert after(out) == (new if placed else old), (at, name)
                assert placed or listing(out) == ["b"], (at, name)
            else:  # a lock that could not be removed, a link that became a copy
                assert after(out) == new, (at, name)
        build(out, NEW)
        assert after(out) == new, (at, name)
        assert listing(out) == ["b"], (at, name)
    assert refused > len(dry.names) / 2


def test_everything_is_on_the_disk_before_it_takes_the_old_ones_place(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(out, OLD)
    add_notes(out / "b")
    flushed: list[tuple[int, int]] = []
    exchange = swap._exchange

    def fsync(file: int) -> None:
        info = os.fstat(file)
        flushed.append((info.st_dev, info.st_ino))

    def check(stage: Path, folder: Path) -> bool:
        new = [stage, *(stage / name for name in (*NEW, MANIFEST, "mine", "mine/deep"))]
        assert {(path.stat().st_dev, path.stat().st_ino) for path in new} <= set(flushed)
        assert flushed[-1][1] == stage.stat().st_ino
        flushed.clear()
        return exchange(stage, folder)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(swap, "_exchange", check)
    build(out, NEW)
    assert flushed[0][1] == out.stat().st_ino


@pytest.mark.skipif(os.uname().sysname not in {"Linux", "Darwin"}, reason="only Linux and macOS swap in one step")
def test_folders_are_swapped_in_one_step_here(out: Path) -> None:
    (out / "one").mkdir()
    (out / "other").mkdir()
    (out / "one" / "x").write_bytes(b"")
    assert swap._exchange(out / "one", out / "other")
    assert listing(out / "other") == ["x"]
    with pytest.raises(FileNotFoundError):
        swap._exchange(out / "one", out / "none")


# More than one builder


def test_a_second_builder_waits_and_then_says_who_is_in_the_way(out: Path) -> None:
    start = time.monotonic()
    with (
        locked(out),
        pytest.raises(PublishError, match="another build is writing into"),
        locked(out, wait=0.2),
    ):
        pytest.fail("two builders at once")
    assert 0.2 <= time.monotonic() - start < 5
    assert listing(out) == []
    with locked(out, wait=0):
        assert listing(out) == [LOCK]


def test_the_lock_of_a_killed_builder_is_free(out: Path) -> None:
    def die() -> None:
        with locked(out):
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_child(die) == -signal.SIGKILL
    assert listing(out) == [LOCK]
    with locked(out, wait=0):
        pass
    assert listing(out) == []


def test_builders_at_once_never_mix_their_files(out: Path) -> None:
    def builder(name: str) -> None:
        files = {"b.html": name.encode() * 5000, "b.json": name.encode(), f"{name}.csv": b""}
        for turn in range(15):
            with locked(out, wait=60):
                publish(out / "b", {**files, "b.json": b"%s %d" % (name.encode(), turn)})
                assert set(content(out / "b")) == set(files)
                assert content(out / "b")["b.html"] == files["b.html"]
                assert listing(out) == [LOCK, "b"]

    (out / "b").mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        children = []
        for name in ("x", "y", "z"):
            child = os.fork()
            if child == 0:
                code = 1
                try:
                    builder(name)
                    code = 0
                finally:
                    os._exit(code)
            children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    assert listing(out) == ["b"]


def test_who_waits_for_a_lock_that_is_taken_away_makes_another(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock = fcntl.flock

    def taken_away(file: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", flock)
        (out / LOCK).unlink()
        flock(file, how)

    monkeypatch.setattr(fcntl, "flock", taken_away)
    with locked(out), pytest.raises(PublishError, match="another build"), locked(out, wait=0):
        pytest.fail("two builders at once")


def test_a_folder_that_was_only_set_aside_is_put_back(out: Path) -> None:
    (out / ".b.briefgen-0123abcd.aside").mkdir()
    (out / ".b.briefgen-0123abcd.aside" / "b.html").write_bytes(b"old")
    with locked(out):
        assert content(out / "b") == {"b.html": b"old"}
    assert listing(out) == ["b"]


def test_only_leftovers_of_ours_are_cleared(out: Path) -> None:
    for name in (".b.briefgen-0123abcd", ".b.briefgen-0123abcd.copy", ".gone.briefgen-0123abcd"):
        (out / name).mkdir()
        (out / name / "x").write_bytes(b"")
    mine = [".b.backup", ".briefgen", ".gitignore", "b.briefgen-0123abcd", ".b.briefgen-xyz"]
    for name in mine:
        (out / name).mkdir()
    (out / "elsewhere").mkdir()
    (out / "elsewhere" / "x").write_bytes(b"")
    (out / ".link.briefgen-0123abcd").symlink_to("elsewhere")
    with locked(out):
        pass
    assert listing(out) == sorted([*mine, "elsewhere"])
    assert listing(out / "elsewhere") == ["x"]


def test_files_of_an_earlier_build_stay_only_while_they_are_made_from_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "brief"
    with locked(tmp_path):
        publish(folder, {"a.html": b"one"}, "same")
        publish(folder, {"a.pdf": b"two"}, "same")
        assert sorted(path.name for path in folder.glob("a.*")) == ["a.html", "a.pdf"]
        (folder / "a.html").write_bytes(b"touched")
        publish(folder, {"a.json": b"three"}, "same")
        assert sorted(path.name for path in folder.glob("a.*")) == ["a.json", "a.pdf"]
        publish(folder, {"a.json": b"four"}, "other")
        assert sorted(path.name for path in folder.glob("a.*")) == ["a.json"]
