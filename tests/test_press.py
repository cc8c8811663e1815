"""Printing in a child process: the same bytes everywhere, nothing from outside, ends within its limits."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import pickle
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

import briefgen
from briefgen import fonts
from briefgen.fonts import coverage
from briefgen.outputs import printers, typeset
from briefgen.outputs.press import Attachment, Job, PressError, Printed, press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LATIN = "Bāniyās, Ḥamāt, Şırnak, Łódź – “north-western”"
GREEK = "Λευκωσία"
CYRILLIC = "Хмеймим, Київ, Жамбыл Қазақстан"
ARABIC = "قاعدة حميميم الجوية"

STYLE = """
@page { size: A4; margin: 2cm; @bottom-right { content: counter(page) " of " counter(pages) } }
body { font: 10pt/1.4 "Source Serif 4"; hyphens: auto; hyphenate-character: "-" }
h1 { font: 600 18pt "Source Sans 3" }
small { font-variant-caps: small-caps; font-variant-numeric: oldstyle-nums }
"""
BODY = f"""
<h1>Situation report {CYRILLIC}</h1>
<p><small>Homs 2024</small> <b>bold</b> <i>italic <b>both</b></i> {LATIN} {GREEK} <span lang="ar">{ARABIC}</span>
<a href="#end">inside</a> <a href="https://example.org/">outside</a> <a href="beside.html">beside</a></p>
<h2 id="end">End</h2>
"""
PIXEL = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ENDLESS = "<table>" + "<tr><td>a<td>b" * 30_000 + "</table>"


def job(body: str = BODY, style: str = STYLE, **fields: object) -> Job:
    html = (
        f'<!DOCTYPE html><html lang="en"><head><title>Report</title><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )
    values = {
        "assets": {},
        "created": datetime(2024, 12, 8, 6, tzinfo=timezone(timedelta(hours=3))),
        "identifier": bytes(range(16)),
    }
    return Job(html, **{**values, **fields})  # type: ignore[arg-type]


def failure(*arguments: str, assets: dict[str, bytes] | None = None, **limits: float) -> PressError:
    with pytest.raises(PressError) as caught:
        press(job(*arguments, assets=assets or {}), **limits)  # type: ignore[arg-type]
    return caught.value


@pytest.fixture(scope="module")
def printed() -> Printed:
    source = Attachment("events.yaml", b"events: []\n", "application/yaml", "What the report is made from")
    return press(job(attachments=(source,)))


def test_a_page_becomes_a_pdf_with_its_pages_counted_and_nothing_to_complain_of(printed: Printed) -> None:
    assert printed.pdf.startswith(b"%PDF-1.7")
    assert printed.pages == 1
    assert printed.log == ()
    assert press(job("<p>one<p style='break-before: page'>two")).pages == 2


@pytest.mark.parametrize(
    "machine",
    [
        {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Lima", "LC_ALL": "C", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1"},
        {"TZ": "UTC", "LANGUAGE": "ar", "FONTCONFIG_FILE": "/nowhere", "HOME": "/nowhere"},
    ],
)
def test_the_same_job_gives_the_same_bytes_on_every_machine(
    machine: dict[str, str], tmp_path: Path, printed: Printed
) -> None:
    program = (
        "import hashlib, pickle, sys; from briefgen.outputs.press import press;"
        "print(hashlib.sha256(press(pickle.load(sys.stdin.buffer)).pdf).hexdigest())"
    )
    source = Attachment("events.yaml", b"events: []\n", "application/yaml", "What the report is made from")
    answer = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps(job(attachments=(source,))),
        env=machine,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert answer.stdout.decode().strip() == hashlib.sha256(printed.pdf).hexdigest()


def test_dates_and_identifier_are_the_job_s_own(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20241208030000Z"
        assert bytes(pdf.trailer["/ID"][0]) == bytes(range(16)).hex().encode()
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "2024-12-08T03:00:00Z" in metadata
    assert re.search(r'pdfuaid:part="1"', metadata)


def test_the_sources_travel_inside_the_pdf(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert list(pdf.attachments) == ["events.yaml"]
        spec = pdf.attachments["events.yaml"]
        file = spec.get_file()
        assert file.read_bytes() == b"events: []\n"
        assert file.mime_type == "application/yaml"
        assert spec.description == "What the report is made from"
        assert file.creation_date == file.mod_date == datetime(2024, 12, 8, 3, tzinfo=UTC)


def test_nothing_of_the_builder_s_machine_is_in_the_pdf(printed: Printed) -> None:
    text = _uncompressed(printed.pdf)
    for place in (
        Path.cwd(),
        Path.home(),
        Path(briefgen.__file__).parent,
        Path(tempfile.gettempdir()),
        "file:",
        "briefgen-",
    ):
        assert str(place).encode() not in text
    assert b"beside.html" in text


def test_every_font_is_embedded_can_be_read_back_and_is_one_of_ours(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and _is_font(item)]
        names = set()
        for font in found:
            assert "/ToUnicode" in font
            descendant = font.DescendantFonts[0]
            assert "/FontFile2" in descendant.FontDescriptor
            names.add(str(font.BaseFont).partition("+")[2].replace("-", " "))
    assert len(names) >= 6
    assert all(name.startswith(fonts.CHAIN) for name in names)


@pytest.mark.parametrize("family", ["DejaVu Sans", "serif", "monospace", "emoji"])
def test_a_font_of_the_machine_is_never_taken(family: str) -> None:
    pdf = press(job(f'<p style="font-family: {family}">text')).pdf
    names = re.findall(rb"/FontName /[A-Z]{6}\+([\w-]+)", _uncompressed(pdf))
    assert names
    assert all(name.startswith((b"Source-Serif-4", b"Source-Sans-3")) for name in names)


@pytest.mark.parametrize("extractor", ["pdftotext", "mutool"])
def test_text_in_four_scripts_can_be_copied_and_searched(extractor: str, printed: Printed, tmp_path: Path) -> None:
    text = _text(extractor, printed.pdf, tmp_path)
    for words in (LATIN, GREEK, CYRILLIC, "Homs 2024", "bold", "both"):
        assert words in text
    # mutool gives right-to-left lines in the order they are seen in.
    assert all(word in text or word[::-1] in text for word in ARABIC.split())


def test_every_character_the_fonts_are_said_to_have_is_drawn_and_read_back(tmp_path: Path) -> None:
    codes = set().union(*(coverage._codes(family) for family in fonts.CHAIN))
    drawn = [chr(code) for code in sorted(codes) if unicodedata.category(chr(code))[0] not in "CZM"]
    page = press(job("".join(f"<p>{escape(character)}" for character in drawn)))
    assert page.log == ()
    assert len(drawn) > 2000
    if shutil.which("pdftotext"):
        # Characters that look alike share a glyph (µ and μ, ’ and ʼ): the first on the page wins.
        fold = {"ʼ": "’", "ʻ": "‘", "‐": "-", "‑": "-", "∕": "⁄", "ϕ": "φ", "⁼": "˭", "∆": "Δ"}
        back = {_folded(character, fold) for character in _text("pdftotext", page.pdf, tmp_path)}
        assert {_folded(character, fold) for character in drawn} - back == set()


def test_a_letter_that_the_serif_would_build_from_parts_is_set_in_the_sans() -> None:
    html = '<style>/* ḳ */</style><title>ḳ</title><p title="ḳ">Muḳṭar, Ḥimṣ</p>'
    set_whole = html.replace("Muḳṭ", "Mu<span style=\"font-family: 'Source Sans 3'\">ḳ</span>ṭ")
    assert typeset.whole(html) == set_whole
    assert typeset.whole("<p>Ḥimṣ, ’Ayn al-‘Arab</p>") == "<p>Ḥimṣ, ’Ayn al-‘Arab</p>"


def test_characters_that_need_no_glyph_draw_none() -> None:
    silent = [chr(code) for code in range(0xA0, 0x110000) if not 0xD800 <= code < 0xE000 and _is_silent(chr(code))]
    assert len(silent) > 400
    page = press(job("".join(f"<p>a&#{ord(character)};b" for character in silent)))
    assert page.log == ()


def test_a_character_without_a_glyph_is_in_the_log() -> None:
    assert any("霍" in line for line in press(job("<p>霍姆斯")).log)


@pytest.mark.parametrize(
    ("style", "complaint"),
    [("p { colour: red }", "colour"), ("p { background: url(briefgen:/broken.png) }", "briefgen:/broken.png")],
)
def test_what_the_renderer_ignores_is_in_the_log(style: str, complaint: str) -> None:
    log = press(job("<p>text", style, assets={"briefgen:/broken.png": b"no picture"})).log
    assert any(complaint in line for line in log)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16", "shift_jis", "nowhere-known"])
def test_a_page_is_read_as_what_it_is_whatever_encoding_it_claims_to_have(encoding: str, tmp_path: Path) -> None:
    page = (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>R</title></head><body>{LATIN}</body></html>'
    )
    made = press(replace(job(), html=f'<?xml version="1.0" encoding="{encoding}"?>{page}'))
    assert LATIN in _text("pdftotext", made.pdf, tmp_path)


def test_assets_are_found_by_their_address() -> None:
    square = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h9v9z" fill="#123456"/></svg>'
    )
    assets = {"briefgen:/images/karte ü.svg": square, "briefgen:/page.css": b"p { color: #654321 }"}
    head = '<link rel="stylesheet" href="briefgen:/page.css">'
    body = f'{head}<p>text<p><img alt="A" src="briefgen:/images/karte ü.svg"><img alt="B" src="{PIXEL}">'
    page = press(job(body, assets=assets))
    assert page.log == ()
    streams = _uncompressed(page.pdf)
    assert b"0.070588 0.203922 0.337255 rg" in streams  # #123456
    assert b"0.396078 0.262745 0.129412 rg" in streams  # #654321
    assert b"/Subtype /Image" in streams


@pytest.mark.parametrize(
    "template",
    [
        '<img alt="" src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<a rel="attachment" href="{}">file</a>',
        '<object data="{}"></object>',
        '<embed src="{}">',
        '<svg width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
        "<style>@import '{}';</style>",
        "<style>@font-face {{ font-family: a; src: url('{}') }}</style>",
        "<style>@color-profile device-cmyk {{ src: url('{}') }}</style>",
        "<style>p::before {{ content: url('{}') }}</style><p>",
        "<style>@page {{ background: url('{}') }}</style><p>",
    ],
)
def test_a_file_of_the_machine_is_refused_by_name(template: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("p { color: red }")
    error = failure(template.format(secret.as_uri()))
    assert error.kind == "refused-asset"
    assert f"`{secret.as_uri()}`" in error.message
    assert error.hint


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/a", "beside.png", "briefgen:/images/2.png", "data:text/css,p{}", "data:image/png;base64"],
)
def test_no_other_address_exists(address: str) -> None:
    error = failure(f"<link rel='stylesheet' href='{address}'>", assets={"briefgen:/images/1.png": b""})
    assert (error.kind, address in error.message) == ("refused-asset", True)


def test_a_data_image_is_for_ornaments_only() -> None:
    error = failure(f'<img alt="" src="{PIXEL}{"A" * 300_000}">')
    assert error.kind == "refused-asset"
    assert len(error.message) < 250


def test_a_picture_cannot_ask_for_what_the_page_may_not() -> None:
    inner = b'<image href="file:///etc/passwd" width="5" height="5"/>'
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">' + inner + b"</svg>"
    error = failure('<img alt="" src="briefgen:/a.svg">', assets={"briefgen:/a.svg": svg})
    assert error.kind == "refused-asset"
    assert "`file:///etc/passwd`" in error.message


def test_the_network_is_never_called() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.css"
        assert f"`{address}`" in failure(f'<link rel="stylesheet" href="{address}">').message
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_page_that_takes_for_ever_is_given_up() -> None:
    start = time.monotonic()
    error = failure(ENDLESS, seconds=2)
    assert error.kind == "time"
    assert "within 2 s" in error.message
    assert time.monotonic() - start < 10


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not hold processes to RLIMIT_AS")
@pytest.mark.parametrize("mebibytes", [50, 100, 300])
def test_a_page_that_takes_all_memory_is_given_up(mebibytes: int) -> None:
    error = failure(ENDLESS, memory=mebibytes << 20)
    assert error.kind == "memory"
    assert f"{mebibytes} MiB" in error.message


@pytest.mark.parametrize(("ending", "kind"), [(signal.SIGKILL, "memory"), (signal.SIGXCPU, "time")])
@pytest.mark.parametrize("doing", ["follow", "follow_drawing"], ids=["lays out", "draws"])
def test_a_process_that_is_ended_is_told_with_the_entry_that_it_was_at(
    ending: signal.Signals, kind: str, doing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "ended.py"
    script.write_text(
        "import os\n"
        "from briefgen.printing.place import Place\n"
        f"begin, at = Place.{doing}, Place.at\n"
        "def begun(place, *given):\n"
        "    Place.at = ended\n"
        "    begin(place, *given)\n"
        "def ended(place, element):\n"
        "    at(place, element)\n"
        "    if element is not None and element.get('id') == 'end':\n"
        f"        os.kill(os.getpid(), {int(ending)})\n"
        f"Place.{doing} = begun\n"
        "from briefgen.outputs import printer\n"
        "printer.main()\n",
        "utf-8",
    )
    monkeypatch.setattr(printers, "PRINTER", script)
    error = failure("<h1>Beginning</h1><h2 id='end' style='break-before: page'>The End</h2><p>of it")
    assert error.kind == kind
    assert error.message.endswith(", at “The End…”")


def test_nesting_that_the_renderer_cannot_follow_is_an_error_not_a_traceback() -> None:
    error = failure("<div>" * 3000 + "text")
    assert error.kind == "crash"
    assert "nested too deeply" in error.message


@pytest.mark.skipif(sys.platform != "linux", reason="the loader of other systems takes no hints of this kind")
def test_without_pango_the_line_that_installs_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"no library")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    error = failure()
    assert error.kind == "missing-pango"
    assert error.hint == "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def test_an_error_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(PressError("time", "too slow", "wait")))
    assert (str(error), error.kind, error.hint) == ("too slow", "time", "wait")


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[Callable[[], tuple[subprocess.Popen[bytes], int]]]:
    """Starts a process that prints an endless page; gives it and the id of its child."""
    program = (
        "import pickle, signal, sys; from briefgen.outputs.press import press;"
        # What runs in the background of a shell ignores Ctrl-C; a person's build does not.
        "signal.signal(signal.SIGINT, signal.default_int_handler); press(pickle.load(sys.stdin.buffer))"
    )
    started: list[subprocess.Popen[bytes]] = []

    def start() -> tuple[subprocess.Popen[bytes], int]:
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"TMPDIR": str(tmp_path)},
        )
        started.append(process)
        assert process.stdin
        process.stdin.write(pickle.dumps(job(ENDLESS)))
        process.stdin.close()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        _until(lambda: bool(children.read_text()))
        time.sleep(1)  # until it lays out the table
        return process, int(children.read_text())

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_neither_the_child_nor_its_files_outlive_the_parent(
    ending: signal.Signals, builder: Callable[[], tuple[subprocess.Popen[bytes], int]], tmp_path: Path
) -> None:
    parent, child = builder()
    assert _runs(child)
    assert list(tmp_path.iterdir())
    parent.send_signal(ending)
    parent.wait(timeout=10)
    _until(lambda: not _runs(child))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    press(job())
    failure(ENDLESS, seconds=1)
    assert list(tmp_path.iterdir()) == []


def test_weasyprint_is_imported_in_one_place_and_only_to_print() -> None:
    folder = Path(briefgen.__file__).parent
    importing = [
        path.name
        for path in folder.rglob("*.py")
        if re.search(r"^\s*(import|from) weasyprint", path.read_text(), re.MULTILINE)
    ]
    assert importing == ["engine.py"]
    program = "import sys, briefgen.outputs.press; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def _text(extractor: str, pdf: bytes, folder: Path) -> str:
    if not shutil.which(extractor):
        pytest.skip(f"{extractor} is not installed")
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    command = {"pdftotext": ["pdftotext", file, "-"], "mutool": ["mutool", "draw", "-q", "-F", "txt", file]}
    output = subprocess.run(command[extractor], capture_output=True, check=True).stdout.decode()
    return re.sub(r"\s+", " ", re.sub("[\u200e\u200f\u202a-\u202e]", "", output))


def _uncompressed(pdf: bytes) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(
            file,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return file.getvalue()


def _is_font(item: pikepdf.Dictionary) -> bool:
    return item.get("/Type") == "/Font" and item.get("/Subtype") == "/Type0"


def _folded(character: str, fold: dict[str, str]) -> str:
    return unicodedata.normalize("NFKC", fold.get(character, character))


def _is_silent(character: str) -> bool:
    known = any(ord(character) in coverage._codes(family) for family in fonts.CHAIN)
    return not known and not fonts.missing(character)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def _until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_one_printer_prints_one_page_after_another_each_in_a_process_of_its_own() -> None:
    printer = printers.begin()
    first, again = (press(job("<p>One page.")).pdf for _ in range(2))
    assert first == again
    assert printers.begin() is printer
    with pytest.raises(PressError, match="needs more than 100 MiB of memory"):
        press(job(f"<p>{'x ' * 200_000}"), memory=100 << 20)
    assert press(job("<p>One page.")).pdf == first, "what one page takes is not taken from the next"


def test_a_printer_that_somebody_ends_is_begun_anew() -> None:
    whole = press(job("<p>One page.")).pdf
    printer = printers.begin()
    os.killpg(printer.group, signal.SIGKILL)
    while printer.is_ready():
        time.sleep(0.01)
    assert press(job("<p>One page.")).pdf == whole
    assert printers.begin() is not printer


def test_a_process_that_has_printed_ends_when_its_printer_has() -> None:
    lines = [
        "import atexit, datetime, resource",
        "atexit.register(lambda: print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime > 0))",  # as the very last
        "from briefgen.outputs.press import Job, press",
        "print(press(Job('<p>One page.', {}, datetime.datetime.now(datetime.UTC), b'1' * 16)).pages)",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "True"]


def printer_that(does: str, folder: Path) -> Path:
    """A printer that runs some lines first, with its own module as `printer`."""
    script = folder / "printer.py"
    script.write_text(f"import os, signal\nfrom briefgen.outputs import printer\n{does}\nprinter.main()\n", "utf-8")
    return script


def test_what_a_page_leaves_unread_whose_process_is_ended_is_not_taken_for_the_next_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = press(job("<p>One page.")).pdf
    lines = """
answer = printer._Job.answer
def dying(job, stdin):
    if b"lethal" in stdin.peek():  # which takes the first 8 KiB out of the pipe
        os.kill(os.getpid(), signal.SIGSEGV)
    return answer(job, stdin)
printer._Job.answer = dying
"""
    monkeypatch.setattr(printers, "PRINTER", printer_that(lines, tmp_path))
    with pytest.raises(PressError, match="SIGSEGV"):
        press(job(f"<p>{'lethal ' * 4_000}"))
    assert press(job("<p>One page.")).pdf == whole


def test_that_the_system_allows_no_process_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    printers.end()
    with monkeypatch.context() as full:
        full.setattr(subprocess, "Popen", refused)
        assert failure("<p>One page.").message == NO_PROCESS
    lines = f"""
def refused():
    raise BlockingIOError({errno.EAGAIN}, os.strerror({errno.EAGAIN}))
os.fork = refused
"""
    monkeypatch.setattr(printers, "PRINTER", printer_that(lines, tmp_path))
    for body in ("<p>One page.", f"<p>{'x ' * 200_000}"):  # the second is more than a pipe holds
        assert failure(body).message == NO_PROCESS


NO_PROCESS = "the system allows no process that prints: resource temporarily unavailable"


def test_a_printer_that_cannot_begin_is_told_with_what_it_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "printer.py"
    script.write_text("raise ImportError('WeasyPrint is in pieces')", "utf-8")
    monkeypatch.setattr(printers, "PRINTER", script)
    with pytest.raises(PressError, match="WeasyPrint is in pieces"):
        press(job("<p>One page."))
