"""The parted press prints what the single pass prints, whatever the page, and however many processes are at it."""

from __future__ import annotations

import io
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_hard_pages import days, events, hard_issue, issue
from test_press import job, printer_that
from test_withholding import project_of

from bench import ledger
from briefgen.archive.verifying import verify
from briefgen.outputs import printers
from briefgen.outputs.press import Job, PressError, press
from briefgen.printing.answers import Laid
from briefgen.printing.chains import _Chain
from briefgen.printing.finishing import AT_ONCE, DRAWN, _shares
from briefgen.printing.leaf import Leaf
from briefgen.printing.measure import PARTED, SINGLE, Measure
from briefgen.printing.sheets import Start
from briefgen.printing.workers import Workers

ROOT = Path(__file__).parent.parent
MANY = Measure(worth=0, span=50)
"""Parts so small that a few pages have some."""
SOME = Measure(worth=0, span=300)
"""The same for an issue, which has more elements on a page."""
BRIEFS = tuple(sorted(path.stem for path in (ROOT / "content/briefs").glob("*.yaml")))
ODD = (
    "one event",
    "an event with 40 sources",
    "a word of 120 letters",
    "a table of 14 columns",
    "a picture of 6,000 pixels",
    "all in Cyrillic",
    "Arabic and Latin in a line",
    "a judgement with ten revisions",
    "60 events of a title",
    "40 judgements of a sentence",
)
"""The hard issues that differ in what parts might show otherwise."""
LONG = "".join(
    f'<h2 id="h{n}">Part {n}</h2>'
    + "".join(f"<p>{'Words of a text. ' * (4 + (7 * k + n) % 17)}</p>" for k in range(12))
    for n in range(10)
)
"""Some eight pages, as an author's template may have them."""
ARABIC = "".join(
    f'<div style="width: {width}%" dir="{way}" lang="ar"><p>قاعدة <i>Homs 2024</i> حميميم الجوية</p>'
    f"<table {collapsed}><tr><td>قاعدة</td><td>Homs</td></tr></table><p></p></div>"
    for width in (90, 40)
    for way in ("rtl", "ltr")
    for collapsed in ("", 'style="border-collapse: collapse"')
)
"""Lines in both directions, and shares of what is of several widths."""


@pytest.mark.parametrize("brief", BRIEFS)
def test_an_issue_of_the_sample_is_the_same_in_parts(brief: str, asked: Callable[..., Job], tmp_path: Path) -> None:
    assert_equal(asked(ROOT, brief), tmp_path, Measure(worth=0, span=700))


@pytest.mark.parametrize("name", ODD)
def test_an_odd_issue_is_the_same_in_parts(name: str, asked: Callable[..., Job], tmp_path: Path) -> None:
    desk = project_of(tmp_path / "project", hard_issue(name))
    assert verify(assert_equal(asked(desk.root, "one"), tmp_path, SOME)).sound


def test_a_timeline_is_the_same_in_parts(asked: Callable[..., Job], tmp_path: Path) -> None:
    made = issue(events=events(days(50), theatre="North"), brief={"kind": "timeline"})
    desk = project_of(tmp_path / "project", {"content/a.yaml": json.dumps(made).encode()})
    assert verify(assert_equal(asked(desk.root, "one"), tmp_path, SOME)).sound


def test_a_ledger_is_the_same_in_parts_whoever_of_the_processes_is_first(
    asked: Callable[..., Job], tmp_path: Path
) -> None:
    ledger.write(tmp_path / "ledger", 12)
    printed = asked(tmp_path / "ledger", "whole")
    parted = assert_equal(printed, tmp_path, Measure(worth=0, span=700))
    for measure in (Measure(0, 900, 1), Measure(0, 500, 5)):
        assert press(printed, measure=measure).pdf == parted
    assert verify(parted).sound


@pytest.fixture
def spare() -> Iterator[tuple[int, int]]:
    """A pipe with a byte for a processor that nobody needs."""
    taken, given = os.pipe()
    os.set_blocking(taken, False)
    os.write(given, b"\0")
    yield taken, given
    os.close(taken)
    os.close(given)


def test_one_process_more_is_begun_on_a_spare_processor_which_is_left_when_it_has_ended(spare: tuple[int, int]) -> None:
    def at_work(_work: object) -> Iterator[object]:
        time.sleep(60)
        yield None

    workers, work = Workers(1, lambda: None, time.monotonic() + 60, spare), [object(), object()]
    try:
        for number, each in enumerate(work):
            assert workers.has_room(), number
            assert workers.start(each, at_work)
        assert not workers.has_room()
        workers.give_back()
        assert not select.select(spare[:1], [], [], 0)[0], "it is needed"
        workers.stop(work[0])
        workers.give_back()
        assert os.read(spare[0], 2) == b"\0"
        assert not workers.has_room()
    finally:
        workers.close()


def test_a_page_takes_a_processor_that_others_have_done_with_and_gives_it_back(
    spare: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "SPARE", [*spare])
    printers.end()
    there, done = set(), threading.Event()

    def look() -> None:
        while not done.wait(0.005):
            there.add(bool(select.select(spare[:1], [], [], 0)[0]))

    watching = threading.Thread(target=look)
    watching.start()
    try:
        made = press(job(LONG), measure=replace(MANY, processes=1))
    finally:
        done.set()
        watching.join()
        printers.end()
        monkeypatch.undo()
    assert there == {True, False}
    assert os.read(spare[0], 2) == b"\0", "given back"
    assert made.pdf == press(job(LONG), measure=MANY).pdf


def test_a_ledger_of_two_hundred_events_is_the_same_as_it_is_printed_for_anyone(
    asked: Callable[..., Job], tmp_path: Path
) -> None:
    """A volume, whose parts begin pages of their own, in several stretches; most of the time goes by in reading it."""
    ledger.write(tmp_path / "ledger", 200)
    printed = asked(tmp_path / "ledger", "whole")
    assert printed.html.count("</") > 3 * PARTED.span
    assert re.search(r'<body class="[^"]* volume"', printed.html)
    assert verify(assert_equal(printed, tmp_path, PARTED)).sound


def test_a_profile_of_printing_shows_the_printer_and_who_lays_out_parts(tmp_path: Path) -> None:
    ledger.write(tmp_path / "ledger", 45)
    command = [sys.executable, "-m", "bench.printed", str(tmp_path / "ledger"), "whole"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    size = re.search(r"^whole: ([\d,]+) bytes $", done.stdout, re.MULTILINE)  # without a note, so in parts
    assert size, done.stdout[:500]
    assert int(size[1].replace(",", "")) > 100_000
    assert "parted.py" in done.stdout
    assert "chains.py" in done.stdout
    assert "block_container_layout" in done.stdout, "what the processes do that lay out parts"


def test_parts_that_meet_are_the_same_whoever_of_the_processes_is_first(tmp_path: Path) -> None:
    printed = xhtml(LONG, "h2 { break-before: page }")
    parted = assert_equal(printed, tmp_path)
    for measure in (Measure(0, 80, 1), Measure(0, 30, 5), Measure(0, 60, 3)):
        assert press(printed, measure=measure).pdf == parted


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        ("p { counter-increment: p }", "counter-increment"),
        ("@page :left { margin-left: 4cm }", "rules for some of its pages"),
        ("h2 { page: part }", "kinds of pages"),
        ("h2 { position: fixed; top: 0 }", "on every page"),
        ("h2 { float: footnote }", "foot of the page"),
        ("h2::after { content: counter(page) }", "its own number"),
        ("h2 { break-before: right }", "one side"),
        ("h2 { string-set: part counter(page) } @page { @top-left { content: string(part) } }", "by a number"),
        ("h2::after { content: open-quote }", "quote"),
        ("h2 { display: list-item; list-style: lower-alpha }", "items of lists"),
    ],
)
def test_what_parts_would_not_show_alike_is_printed_in_one_pass_and_said(style: str, reason: str) -> None:
    printed = press(xhtml(LONG, style), measure=MANY)
    assert reason in printed.note
    assert printed.log == ()
    assert printed.pdf == press(xhtml(LONG, style), measure=SINGLE).pdf


@pytest.mark.parametrize(
    "style",
    [
        "h2 { break-before: page; string-set: part content() } @page { @top-left { content: string(part, start) } }",
        "@page :first { margin: 5cm } @page { @top-left { content: string(p, last) } } h2 { string-set: p content() }",
        "p { margin-bottom: 1cm; orphans: 4; widows: 4 } h2 { break-after: avoid }",
        "body { columns: 2; column-gap: 1cm }",
        "h2 { --own-page: 0.25 }",
        "h2 + p { text-indent: 1cm } p:nth-of-type(3n) { font-style: italic } p:last-of-type { color: red }",
        "@page { @left-middle { content: 'DRAFT'; color: rgba(0, 0, 0, 0.1); transform: rotate(-60deg) } }",
    ],
)
def test_style_sheets_of_an_author_are_the_same_in_parts(style: str, tmp_path: Path) -> None:
    assert_equal(xhtml(LONG, style), tmp_path)


MARGINS = """
@page {
  @top-left { content: string(p) ", " counter(page); background: linear-gradient(red, blue); opacity: 0.5 }
  @top-right { content: "Series"; text-align: right; color: rgba(255, 0, 0, 0.5); border: 1px solid }
  @left-top { content: element(mark) }
  @bottom-left { content: "لا " string(p, last); text-decoration: underline }
  @bottom-right { content: "Series" }
}
h2 { string-set: p content() }
.mark { position: running(mark); background: black; color: white }
.mark::after { content: " " counter(page) }
"""


def test_what_margins_repeat_looks_as_in_one_pass_whoever_of_the_processes_draws_it(tmp_path: Path) -> None:
    printed = xhtml('<div class="mark">Marked</div>' + LONG, MARGINS)
    parted = assert_equal(printed, tmp_path)
    assert pixels(tmp_path / "single.pdf") == pixels(tmp_path / "parted.pdf")
    for measure in (Measure(0, 80, 1), Measure(0, 30, 5), Measure(0, 60, 3)):
        assert press(printed, measure=measure).pdf == parted


def pixels(file: Path) -> bytes:
    """All pages of a PDF as they are seen."""
    return subprocess.run(["pdftoppm", "-r", "50", str(file)], capture_output=True, check=True).stdout


def test_a_chain_that_goes_back_leads_to_none_of_the_sheets_that_are_gone() -> None:
    starts = [Start(number) for number in range(0, 40, 10)]
    chain = _Chain(starts[0])
    for here, then in pairwise([*starts, None]):
        chain.add(Laid(here, then, then is None, Leaf(), [], [], [], numbered=False, running=False))
    assert (chain.done, len(chain.begins), len(chain.leads)) == (True, 4, 3)
    chain.cut(2)
    assert (chain.done, chain.begins, chain.leads) == (
        False,
        {starts[0]: 0, starts[1]: 1},
        {starts[1]: 0, starts[2]: 1},
    )
    assert chain.then == starts[2]


@pytest.mark.parametrize(("elements", "stretches"), [(2_500, 1), (80_000, 20), (400_000, 100), (4_000_000, 100)])
def test_a_very_large_page_is_cut_into_no_more_than_a_hundred_stretches(elements: int, stretches: int) -> None:
    assert -(-elements // PARTED.stretch(elements)) == stretches


@given(margins=st.integers(0, 3000), again=st.integers(0, 9), behind=st.integers(0, 9), most=st.integers(1, 16))
def test_each_margin_is_drawn_by_one_process_and_none_takes_much_longer(
    margins: int, again: int, behind: int, most: int
) -> None:
    left, sheets = range(margins), range(3, 3 + again)
    shares = _shares(left, sheets, behind, most)
    assert [index for share in shares for index in share.margins] == [*left]
    assert [share.again for share in shares if share.again] == ([sheets] if again else [])
    longest = max((len(share.margins) for share in shares), default=0)
    first = max(1, behind) * DRAWN
    assert longest <= max(first, AT_ONCE), "others are told of it soon"
    assert longest <= max(first, -(-margins // most)), "none draws while others have nothing to do"
    drawing = sum(1 for share in shares if share.margins)
    assert drawing * first <= margins + first, "what is laid out first takes no longer than what is drawn"


def test_numbered_lists_go_on_where_they_are_cut(tmp_path: Path) -> None:
    items = "".join(f"<li>Item {n}. {'More of it. ' * (5 + n % 7)}</li>" for n in range(120))
    assert_equal(xhtml(f"<ol>{items}</ol>", ""), tmp_path)


def test_contents_that_end_where_headings_wait_for_what_is_taller_than_a_page_tell_its_numbers(tmp_path: Path) -> None:
    contents = "".join(f'<p><a href="#h{n}">Part {n}</a></p>' for n in range(10))
    tall = "".join(f"<p>Line {n}</p>" for n in range(120))
    body = f"{contents}<section><h2>One</h2><section><h3>Two</h3><div>{tall}</div></section></section>{LONG}"
    style = "a::after { content: target-counter(attr(href), page) } h2, h3 { break-after: avoid }"
    assert_equal(xhtml(body, f"{style} div {{ break-inside: avoid }}"), tmp_path, Measure(worth=0, span=250))


@pytest.mark.parametrize("after", [2, 5, 9])
def test_contents_far_from_the_beginning_tell_the_numbers_of_pages(after: int, tmp_path: Path) -> None:
    contents = "".join(f'<p><a href="#h{n}">Part {n}</a></p>' for n in range(10))
    parts = LONG.split("<h2")
    body = f"<header>Runs</header>{'<h2'.join(parts[:after])}{contents}<h2{'<h2'.join(parts[after:])}"
    style = """a::after { content: target-counter(attr(href), page) } header { position: running(head) }
               @page { @top-left { content: element(head) counter(page) } }"""
    assert_equal(xhtml(body, style), tmp_path, MANY)


def test_rows_of_a_table_keep_their_widths_and_their_head_where_it_is_cut(tmp_path: Path) -> None:
    rows = "".join(f'<tr><th scope="row">Row {n}</th><td>{"cell " * (n % 30)}</td></tr>' for n in range(120))
    head = '<thead><tr><th scope="col">What</th><th scope="col">Words</th></tr></thead>'
    table = f"<table><caption>Table</caption>{head}<tbody>{rows}</tbody></table>"
    style = "table { table-layout: fixed; width: 100%; border-collapse: collapse } tr { border-bottom: 1pt solid }"
    assert_equal(xhtml(table, style), tmp_path)
    assert_equal(xhtml(table, "table { width: 100% }"), tmp_path)


@pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc")
@pytest.mark.parametrize(("allowed", "note"), [(0, "no process can be had for its parts"), (1, "")])
def test_where_no_process_more_can_be_had_those_that_are_there_print_all(
    allowed: int, note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = press(xhtml(LONG, ""), measure=SINGLE)
    lines = f"""
answer, fork, forked = printer._Job.answer, os.fork, []
def few():
    forked[:] = [child for child in forked if os.path.exists("/proc/%d" % child)]
    if len(forked) == {allowed}:
        raise BlockingIOError(11, "Resource temporarily unavailable")
    forked.append(fork())
    return forked[-1]
def answered(*job):
    os.fork = few
    return answer(*job)
printer._Job.answer = answered
"""
    monkeypatch.setattr(printers, "PRINTER", printer_that(lines, tmp_path))
    parted = press(xhtml(LONG, ""), measure=Measure(worth=0, span=50, processes=2))
    assert told(parted.pdf) == told(single.pdf)
    assert note in parted.note
    assert bool(note) == bool(parted.note)


@pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc")
@pytest.mark.parametrize(("ending", "kind"), [(signal.SIGKILL, "memory"), (signal.SIGXCPU, "time")])
def test_a_process_that_is_lost_is_named_with_where_it_was_and_leaves_no_other(
    ending: signal.Signals, kind: str
) -> None:
    with pytest.raises(PressError) as caught, Killed(ending):
        press(xhtml(LONG * 8, ""), measure=Measure(worth=0, span=800, processes=2))
    assert caught.value.kind == kind
    assert re.search("at (“Part|“Words|its beginning)", caught.value.message)
    assert not jobs()


def test_a_page_that_takes_too_long_is_named_with_where_it_was() -> None:
    # Few elements, that it is soon at its sheets; and little memory, that those who lay them out are soon ended.
    body = f"{LONG}<p>{'Words of a text. ' * 100_000}</p>"
    with pytest.raises(PressError, match=r"not finished within 8 s, at (“Part|“Words|its beginning)") as caught:
        press(xhtml(body, ""), seconds=8, measure=Measure(worth=0))
    assert caught.value.kind == "time"


def xhtml(body: str, style: str) -> Job:
    whole = job(body, style)
    page = whole.html.replace("<!DOCTYPE html><html", '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"')
    return Job(f"{page}</html>", {}, whole.created, whole.identifier)


class Killed:
    """While it lasts, the last process that the printer has forked is ended by a signal."""

    def __init__(self, ending: signal.Signals) -> None:
        self.ending = ending

    def __enter__(self) -> None:
        threading.Thread(target=self.wait, daemon=True).start()

    def wait(self) -> None:
        until(lambda: bool(forked()))
        time.sleep(0.3)
        until(self.kill)

    def kill(self) -> bool:
        """End the last of them, unless it has just ended by itself."""
        try:
            os.kill(forked()[-1], self.ending)
        except (IndexError, ProcessLookupError):
            return False
        return True

    def __exit__(self, *_: object) -> None: ...


def jobs() -> list[int]:
    """The processes that have been forked to print a page."""
    return [job for printer in children(os.getpid()) for job in children(printer)]


def forked() -> list[int]:
    """Those that have been forked for parts of it."""
    return [worker for job in jobs() for worker in children(job)]


def children(of: int) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(of), "-f", "outputs/printer.py"], capture_output=True, text=True, check=False
    )
    return list(map(int, found.stdout.split()))


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def assert_equal(printed: Job, folder: Path, measure: Measure = MANY) -> bytes:
    """Print a page both ways; the parts are given."""
    single, parted = press(printed, measure=SINGLE), press(printed, measure=measure)
    assert (parted.log, parted.note) == (single.log, "")
    assert parted.pages == single.pages
    files = (folder / "single.pdf", folder / "parted.pdf")
    for file, made in zip(files, (single, parted), strict=True):
        file.write_bytes(made.pdf)
    assert told(single.pdf) == told(parted.pdf)
    for command in (["pdftotext", "-bbox"], ["mutool", "draw", "-q", "-F", "stext", "-o", "-"]):
        if shutil.which(command[0]):
            one, other = (drawn(command, file) for file in files)
            assert one == other
    assert len(parted.pdf) < 1.12 * len(single.pdf) + 20_000
    return parted.pdf


def drawn(command: list[str], file: Path) -> list[str]:
    """The words of all pages and where they stand, as a tool of others finds them."""
    arguments = [*command, str(file), "-"] if command[0] == "pdftotext" else [*command, str(file)]
    text = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout
    return text.replace(str(file), "").splitlines()


def told(pdf: bytes) -> dict[str, Any]:
    """What a PDF says other than by its words: links, anchors, bookmarks, tags, sizes, fonts, and of itself."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        sheets = {page.objgen: number for number, page in enumerate(file.pages)}
        links = [link for page in file.pages for link in page.get("/Annots", [])]
        fonts = file.pages[0].obj.Resources.Font
        names = file.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
        return {
            "links": [link_of(link) for link in links],
            "anchors": {str(names[n]): place(names[n + 1], sheets) for n in range(0, len(names), 2)},
            "bookmarks": list(bookmarks(file.Root.get("/Outlines", {}).get("/First"), sheets)),
            "tags": tags_of(file, links, sheets),
            "boxes": [[str(page.obj[box]) for box in ("/MediaBox", "/TrimBox", "/BleedBox")] for page in file.pages],
            "said": ({key: str(value) for key, value in file.docinfo.items()}, file.Root.Metadata.read_bytes()),
            "fonts": {name: font_of(font) for name, font in fonts.items()},
            "attached": {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()},
            "keys": sorted(file.Root.keys()),
        }


def link_of(link: Any) -> tuple[str, ...]:
    leads = str(link.Dest) if "/Dest" in link else str(link.A.URI)
    return leads, str(link.Contents), *map(str, link.Rect), str(link.F)


def place(destination: Any, sheets: dict[Any, int]) -> tuple[Any, ...]:
    return sheets[destination[0].objgen], *map(str, destination[1:])  # type: ignore[arg-type]


def bookmarks(item: Any, sheets: dict[Any, int]) -> Iterator[tuple[Any, ...]]:
    while item is not None:
        yield str(item.Title), place(item.Dest, sheets), str(item.get("/Count")), *bookmarks(item.get("/First"), sheets)
        item = item.get("/Next")


def font_of(font: Any) -> tuple[Any, ...]:
    inner = font.DescendantFonts[0]
    letters = sorted(re.findall(r"<(\w+)> <(\w*)>", font.ToUnicode.read_bytes().decode()))
    sizes = {key: str(value) for key, value in inner.FontDescriptor.items() if not key.startswith("/FontFile")}
    return str(font.BaseFont), letters, str(inner.W), sizes


def tags_of(file: pikepdf.Pdf, links: list[Any], sheets: dict[Any, int]) -> list[Any]:
    """The tags in their order, each by what it is in, and what leads back to them."""
    known: dict[Any, int] = {}
    heads: dict[str, int] = {}
    numbers = {link.objgen: number for number, link in enumerate(links)}
    found: list[Any] = []
    waiting = [(file.Root.StructTreeRoot.K[0], 0)]
    while waiting:
        tag, depth = waiting.pop()
        if isinstance(tag, int):
            found.append((depth, tag))
        elif tag.get("/Type") == "/OBJR":
            found.append((depth, numbers[tag.Obj.objgen], sheets[tag.Pg.objgen]))
        else:
            known[tag.objgen] = len(found)
            own = {key: str(tag[key]) for key in ("/S", "/Alt") if key in tag}
            id_ = heads.setdefault(str(tag.ID), len(heads)) if "/ID" in tag else None
            more = {
                key: [heads.setdefault(str(head), len(heads)) for head in value] if key == "/Headers" else str(value)
                for key, value in tag.get("/A", {}).items()
            }
            on = sheets[tag.Pg.objgen] if "/Pg" in tag else None
            found.append((depth, own, id_, more, on, known.get(tag.P.objgen)))
            waiting += [(kid, depth + 1) for kid in reversed(list(tag.get("/K", [])))]
    tree = file.Root.StructTreeRoot.ParentTree.Nums
    back = {
        int(tree[n]): [known[tag.objgen] for tag in leads] if isinstance(leads, pikepdf.Array) else known[leads.objgen]
        for n in range(0, len(tree), 2)
        for leads in [tree[n + 1]]
    }
    keys = [int(page.obj.StructParents) for page in file.pages] + [int(link.StructParent) for link in links]
    return [*found, json.dumps([back[key] for key in keys])]
