"""What is remembered between runs may be lost, damaged or forbidden: a page is the same."""

import errno
import os
import shutil
import subprocess
import sys
import time

import pytest

from briefgen import cache, fonts
from briefgen.beside import Beside
from briefgen.language import locale_of
from briefgen.themes import Theme, laying


@pytest.fixture
def folder(memory):
    return memory


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


def test_no_byte_of_a_compiled_template_may_differ_or_lack(folder):
    """It is run as it is read: one that is not whole must not be."""
    tiny = Theme("tiny", {"tokens.css": "", "default/tokens.css": "", "page.html": "{{ said|upper }}!"})

    def render():
        laying._COMPILED._codes.clear()
        return tiny.render("page.html", locale_of("en"), {}, said="<b>")

    first = render()
    (path,) = entries(folder)
    whole = path.read_bytes()
    for at in range(len(whole)):
        for damaged in (whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :], whole[:at]):
            path.write_bytes(damaged)
            assert render() == first == "&lt;B&gt;!"
            assert path.read_bytes() == whole, "made again"


def test_what_depends_on_something_else_is_not_found(folder):
    cache.keep("words", "one", b"data")
    assert cache.recall("words", "one") == b"data"
    assert cache.recall("words", "two") is None
    assert cache.recall("fonts", "one") is None


def forgotten(folder, why):
    """What a command says once where nothing can be remembered."""
    return (
        f"note: nothing is remembered for the next run: `{folder}` cannot be written: {why}\n"
        "  the output is the same; the next run takes as long as this one\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_done_without(starter, command, folder):
    folder.mkdir(mode=0o500)
    made, said = page(starter, command, folder)
    assert said.count("note: nothing is remembered") == 1
    assert "permission denied" in said
    folder.chmod(0o700)
    assert page(starter, command, folder) == (made, said.partition("note: nothing is remembered")[0])


def test_a_file_where_the_folder_would_be_is_done_without(starter, command, folder):
    folder.write_text("a note")
    made, said = page(starter, command, folder)
    kind = next(kind for kind in ("templates", "briefs", "records", "webfonts") if str(folder / kind) in said)
    told = forgotten(folder / kind, "not a directory")
    assert said.count(told) == said.count("nothing is remembered") == 1
    folder.unlink()
    assert page(starter, command, folder) == (made, said.replace(told, ""))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES])
def test_a_disk_without_room_or_rights_is_said_once_by_whichever_processes_meet_it(
    starter, folder, monkeypatch, number
):
    def full(**_):
        raise OSError(number, os.strerror(number))

    html = ("build", str(starter.root), "--to", "html", "--out")
    usual = starter.run(*html, str(folder.parent / "usual"))
    shutil.rmtree(folder)
    cache._folder.cache_clear()
    laying._COMPILED._codes.clear()
    monkeypatch.setattr(cache, "NamedTemporaryFile", full)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    result = starter.run(*html, str(folder.parent / "out"))
    assert (usual.exit_code, result.exit_code) == (0, 0)
    assert "nothing is remembered" not in usual.stderr
    assert result.stderr.count("nothing is remembered") == 1
    assert os.strerror(number).lower() in result.stderr
    (one,), (other,) = ((folder.parent / out).glob("valley-1/*.html") for out in ("usual", "out"))
    assert one.read_bytes() == other.read_bytes()
    assert not entries(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="work is done beside on Linux")
def test_what_a_process_beside_cannot_remember_is_told_here(folder, monkeypatch):
    def full(**_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(cache, "NamedTemporaryFile", full)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    with Beside(lambda: [cache.keep("words", "source", b"data")], waiting=True) as beside:
        beside.result()
    assert cache.trouble() == f"`{folder / 'words'}` cannot be written: no space left on device"
    assert cache.trouble() == "", "once"


def test_a_folder_that_is_deleted_meanwhile_is_nothing_to_tell(folder):
    cache.keep("words", "one", b"data")
    shutil.rmtree(folder)
    cache.keep("words", "two", b"data")
    assert cache.recall("words", "one") is None
    assert cache.trouble() == ""


def test_what_may_only_be_read_is_recalled(folder, monkeypatch):
    cache.keep("words", "source", b"data")

    def refuse(*_):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "utime", refuse)
    assert cache.recall("words", "source") == b"data"


def test_a_folder_that_others_may_write_into_is_not_trusted(folder):
    cache.keep("words", "source", b"data")
    for each in (folder, folder / "words"):
        each.chmod(0o777)
        cache._folder.cache_clear()
        assert cache.recall("words", "source") is None
        assert cache.trouble() == f"others may write into `{each}`"
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


def sized(monkeypatch, *sizes, room):
    """Keep entries of so many bytes, one after another, where there is room for so many; which of them are there."""
    monkeypatch.setattr(cache, "_LARGEST", room)
    for number, size in enumerate(sizes):
        cache.keep("words", str(number), bytes(size - cache._DIGEST))
        for path in cache._folder("words").iterdir():
            os.utime(path, (path.stat().st_mtime - 10, path.stat().st_mtime - 10))
    return [number for number in range(len(sizes)) if cache.recall("words", str(number))]


def test_of_entries_that_are_too_large_together_those_used_last_are_kept(folder, monkeypatch):
    assert sized(monkeypatch, 100, 100, 100, room=250) == [1, 2]


def test_an_entry_that_is_too_large_by_itself_drives_out_no_other(folder, monkeypatch):
    assert sized(monkeypatch, 100, 100, 251, room=250) == [0, 1]
    assert len(entries(folder)) == 2


def test_an_entry_from_when_there_was_more_room_drives_out_no_other(folder, monkeypatch):
    sized(monkeypatch, 100, 251, room=400)
    monkeypatch.setattr(cache, "_LARGEST", 250)
    cache.keep("words", "2", bytes(100))
    assert [number for number in range(3) if cache.recall("words", str(number))] == [0, 2]


def test_what_is_kept_after_the_clock_was_set_back_stays(folder, monkeypatch):
    monkeypatch.setattr(cache, "_MOST", 3)
    for number in range(3):
        cache.keep("words", str(number), b"data")
    later = time.time() + 1_000_000
    for path in entries(folder):
        os.utime(path, (later, later))
    for number in range(3, 6):
        cache.keep("words", str(number), b"data")
    assert [number for number in range(6) if cache.recall("words", str(number))] == [3, 4, 5]


def test_a_font_that_is_remembered_is_not_cut_again(folder):
    fonts.webfonts("Homs")
    program = "import sys, briefgen.fonts as f; f.webfonts('Homs'); print('uharfbuzz' in sys.modules)"
    for known, loaded in ((True, "False"), (False, "True")):
        if not known:
            for path in entries(folder):
                path.unlink()
        run = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True, check=True)
        assert run.stdout.strip() == loaded
