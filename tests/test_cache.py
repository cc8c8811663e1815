"""What is remembered between runs may be lost, damaged or forbidden: a page is the same."""

import os
import shutil
import subprocess
import sys

import pytest

from briefgen import cache, fonts


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A cache folder that nothing is in, and that this process does not know yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache._folder.cache_clear()
    yield tmp_path / "briefgen"
    cache._folder.cache_clear()


def page(desk, command, folder):
    """The page of the starter's brief, made by a new process, and what that had to say."""
    out = folder.parent / "out"
    shutil.rmtree(out, ignore_errors=True)
    result = command("build", desk.root, "--to", "html", "--out", out, XDG_CACHE_HOME=str(folder.parent))
    assert result.returncode == 0, result.stderr
    (made,) = out.glob("valley-1/*.html")
    return made.read_bytes(), result.stderr


def entries(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_page_is_the_same_with_and_without_memory_of_an_earlier_one(starter, command, folder):
    first = page(starter, command, folder)
    held = entries(folder)
    assert {path.parent.name for path in held} == {"briefs", "templates", "webfonts"}
    assert page(starter, command, folder) == first
    assert entries(folder) == held, "what is known is not made again"


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "another's", "longer"])
def test_a_damaged_entry_is_made_again(starter, command, folder, damage):
    first = page(starter, command, folder)
    held = {path: path.read_bytes() for path in entries(folder)}
    for path, data in held.items():
        other = next(each for name, each in held.items() if name != path)
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        path.write_bytes(
            {"flipped": flipped, "cut": data[:-1], "empty": b"", "another's": other, "longer": data + b"0"}[damage]
        )
    assert page(starter, command, folder) == first
    assert {path: path.read_bytes() for path in entries(folder)} == held


@pytest.mark.parametrize("at", range(40))
def test_no_byte_of_an_entry_may_differ(folder, at):
    cache.keep("words", "source", b"eight by")
    (path,) = entries(folder)
    data = bytearray(path.read_bytes())
    assert len(data) == 40
    data[at] ^= 0x20
    path.write_bytes(data)
    assert cache.recall("words", "source") is None


def test_what_depends_on_something_else_is_not_found(folder):
    cache.keep("words", "one", b"data")
    assert cache.recall("words", "one") == b"data"
    assert cache.recall("words", "two") is None
    assert cache.recall("fonts", "one") is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_done_without(starter, command, folder):
    folder.mkdir(mode=0o500)
    first = page(starter, command, folder)
    folder.chmod(0o700)
    assert page(starter, command, folder) == first


def test_a_file_where_the_folder_would_be_is_done_without(starter, command, folder):
    folder.write_text("a note")
    first = page(starter, command, folder)
    folder.unlink()
    assert page(starter, command, folder) == first


def test_a_folder_that_others_may_write_into_is_not_trusted(folder):
    cache.keep("words", "source", b"data")
    for each in (folder, folder / "words"):
        each.chmod(0o777)
        cache._folder.cache_clear()
        assert cache.recall("words", "source") is None
        each.chmod(0o700)
    cache._folder.cache_clear()
    assert cache.recall("words", "source") == b"data"


def test_the_entries_used_last_are_kept(folder, monkeypatch):
    monkeypatch.setattr(cache, "_MOST", 3)
    for number in range(3):
        cache.keep("words", str(number), b"data")
        os.utime(max(entries(folder), key=lambda path: path.stat().st_ctime_ns), (number, number))
    assert cache.recall("words", "0") == b"data"
    cache.keep("words", "3", b"data")
    assert [number for number in range(4) if cache.recall("words", str(number))] == [0, 2, 3]


def test_a_font_that_is_remembered_is_not_cut_again(folder):
    fonts.webfonts("Homs")
    program = "import sys, briefgen.fonts as f; f.webfonts('Homs'); print('uharfbuzz' in sys.modules)"
    for known, loaded in ((True, "False"), (False, "True")):
        if not known:
            for path in entries(folder):
                path.unlink()
        run = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True, check=True)
        assert run.stdout.strip() == loaded
