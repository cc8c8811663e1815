"""The page memory: what is printed again after an edit is what would be printed of it for the first time."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import GRID, Desk
from test_parted import ROOT, told
from test_parted import xhtml as page_of

from bench import ledger
from briefgen import beside
from briefgen.outputs import pdf as printed_page
from briefgen.outputs.press import Job, Printed, press
from briefgen.printing.answers import Laid
from briefgen.printing.measure import PARTED, Measure

MANY = Measure(worth=0, span=700)
"""What has few elements is in parts too."""
TEXT = "".join(f'<h2 id="h{n}">Part {n}</h2>' + f"<p>{'Words of a text. ' * 8}</p>" * 10 for n in range(10))
"""Some twenty small pages."""
ROWS = "".join(f'<tr><th scope="row">Row {n}</th><td>{"cell " * (n % 30)}</td></tr>' for n in range(120))
TABLE = f"""<table><caption>Table</caption><thead><tr><th scope="col">What</th><th scope="col">Words</th></tr></thead>
<tbody>{ROWS}</tbody></table>"""
FIXED = """table { table-layout: fixed; width: 100%; border-collapse: collapse }
tr { border-bottom: 1pt solid; break-inside: avoid }"""


def xhtml(body: str, style: str) -> Job:
    return page_of(body, f"@page {{ size: 12cm 10cm; margin: 1cm }} {style}")


@cache
def known_of(html: str, measure: Measure = MANY) -> bytes:
    """What is remembered of a page that is printed."""
    return press(replace(xhtml("", ""), html=html), measure=measure).known


def again(first: Job, edit: Callable[[str], str], measure: Measure = MANY) -> tuple[Printed, Printed, int]:
    """A page printed again when it is edited, and as if it were the first time; and how many sheets were laid out."""
    known = known_of(first.html, measure)
    html = edit(first.html)
    assert html != first.html
    second = replace(first, html=html)
    remembered = press(replace(second, known=known), measure=measure)
    afresh = press(second, measure=measure)
    assert remembered.note == afresh.note == ""
    assert remembered.pdf == afresh.pdf
    assert (remembered.pages, remembered.log) == (afresh.pages, afresh.log)
    return remembered, afresh, len(sheets(remembered.known).keys() - sheets(known).keys())


def sheets(known: bytes) -> dict[bytes, Laid]:
    """The sheets in a memory."""
    held: dict[bytes, Any] = pickle.loads(known) if known else {}
    return {key: each for key, each in held.items() if isinstance(each, Laid)}


def swap(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    return lambda html: html.replace(old, new, count)


EDITS = {
    "a word": swap(">Part 5<", ">Part Five<"),
    "the first word": swap(">Part 0<", ">Part Nought<"),
    "the last word": lambda html: "Text. ".join(html.rpartition("text. ")[::2]),
    "a paragraph taken out": swap(f"<p>{'Words of a text. ' * 8}</p>", ""),
    "a part more in the middle": swap('<h2 id="h5">', f'<h2 id="more">More</h2><p>{"More. " * 200}</p><h2 id="h5">'),
    "a part less": lambda html: re.sub(r'<h2 id="h3">.*?(?=<h2 id="h4">)', "", html, flags=re.DOTALL),
    "a paragraph taller than a page": swap('<h2 id="h6">', f'<p>{"Long. " * 800}</p><h2 id="h6">'),
    "a name used twice": swap('<h2 id="h7">Part 7', '<h2 id="h7">Part 8'),
    "two places": lambda html: html.replace(">Part 1<", ">Part One<").replace(">Part 7<", ">Part Seven<"),
    "a link": swap(">Part 3<", '><a href="#h8">Part 3</a><'),
    "all of it": lambda html: html.replace("Words", "Words again and again and again"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_page_is_printed_as_for_the_first_time(name: str) -> None:
    _, whole, laid = again(xhtml(TEXT, "p { orphans: 3; widows: 3 } h2 { break-after: avoid }"), EDITS[name])
    few = {"a word": 3, "the last word": 3, "a link": 3, "two places": 5}
    assert 0 < laid <= few.get(name, whole.pages)


@pytest.mark.parametrize(
    "style",
    [
        "h2 { break-before: page; string-set: part content() } @page { @top-left { content: string(part, start) } }",
        "@page { @top-right { content: counter(page) ' of ' counter(pages) } }",
        "body { columns: 2; column-gap: 1cm }",
        "h2 { --own-page: 0.5 }",
        "h2 + p { text-indent: 1cm } p:nth-of-type(3n) { font-style: italic } p:last-of-type { color: red }",
        "p:nth-last-child(-n+40) { letter-spacing: 1pt }",
        "body:has(#more) p { font-size: 15pt }",
        "h2:has(+ h2) { color: red }",
        "#h3 ~ p { font-size: 8pt }",
        "#h3 + p + p + p { font-size: 30pt } p:not(h2 + p) { margin: 1em }",
    ],
)
@pytest.mark.parametrize("where", ["h1", "h8"])
def test_what_selectors_see_elsewhere_is_not_forgotten(style: str, where: str) -> None:
    again(xhtml(TEXT, style), swap(f'<h2 id="{where}">', f'<p id="more"></p><h2 id="{where}">'))


@pytest.mark.parametrize(
    "edit",
    [
        swap("Row 60<", "Row LX<"),
        swap("<tr><th", '<tr><th scope="row">New</th></tr><tr><th'),
        swap(">What<", ">Which<"),
    ],
)
def test_a_table_keeps_its_head_and_its_stripes(edit: Callable[[str], str]) -> None:
    again(xhtml(TABLE, FIXED + "tr:nth-child(2n) { background: silver } tr:nth-last-child(2) { color: red }"), edit)


def test_a_table_whose_cells_make_its_columns_is_measured_whole() -> None:
    again(xhtml(TABLE, ""), swap("Row 119<", "Row_with_a_very_long_word_that_makes_all_of_its_column_wide<"))


def test_a_numbered_list_counts_on() -> None:
    items = "".join(f"<li>Item {n}.<br/>More.<br/>And more.</li>" for n in range(200))
    again(xhtml(f"<ol>{items}</ol>", "li { break-inside: avoid }"), swap("Item 60.<br/>", "Item 60.</li><li>"))


def test_the_numbers_of_pages_that_are_told_are_those_of_now() -> None:
    contents = "".join(f'<p><a href="#h{n}">Part {n}</a></p>' for n in range(0, 10, 2))
    page = xhtml(
        contents + TEXT, "a::after { content: ' ' target-counter(attr(href), page) } h2 { break-before: page }"
    )
    remembered, *_ = again(page, EDITS["a paragraph taller than a page"])
    assert told(remembered.pdf) == told(
        press(replace(page, html=EDITS["a paragraph taller than a page"](page.html))).pdf
    )


def test_another_style_or_picture_is_seen() -> None:
    page = xhtml(TEXT, "p { color: black }")
    remembered, _, laid = again(page, swap("p { color: black }", "p { color: navy }"))
    assert laid == len(sheets(remembered.known))


def test_a_page_that_is_the_same_is_not_laid_out_again() -> None:
    page = xhtml(TEXT, "")
    first = press(page, measure=MANY)
    held = pickle.loads(first.known)
    for each in held.values():
        if isinstance(each, Laid):
            each.bookmarks[:] = [(level, f"{words}, remembered", *rest) for level, words, *rest in each.bookmarks]
    second = press(replace(page, known=pickle.dumps(held)), measure=MANY)
    marks = told(second.pdf)["bookmarks"]
    assert len(marks) == 10
    assert all("remembered" in title for title, *_ in marks)
    assert press(replace(page, known=first.known), measure=MANY).known == b"", "there is nothing new to be remembered"


def test_an_issue_that_is_edited_is_printed_as_for_the_first_time(asked: Callable[..., Job]) -> None:
    page = asked(ROOT, "assessment-2024-12-08")
    words = re.findall(r"<p[^>]*>([A-Z][^<]{60,})", page.html)
    word = words[len(words) // 3]
    _, whole, laid = again(page, swap(word, f"{word} And a sentence more."), replace(PARTED, worth=0))
    assert laid < whole.pages // 2


def test_whichever_paragraph_is_cut_short() -> None:
    text = "".join(f"<h2>Part {n}</h2><p>{'Words of a text. ' * (7 + n % 4)}</p>" for n in range(60))
    page = xhtml(text, "h2 { font-size: 24pt; break-after: avoid }")
    known = known_of(page.html)
    pieces = page.html.split("<p>Words")
    for number in range(20, 24):
        shorter = pieces[number].replace("of a text. Words ", "", 6)
        edited = replace(page, html="<p>Words".join([*pieces[:number], shorter, *pieces[number + 1 :]]))
        assert press(replace(edited, known=known), measure=MANY).pdf == press(edited, measure=MANY).pdf


def test_what_stands_before_the_first_of_a_page_is_seen() -> None:
    page = xhtml(TEXT, ".before + p { font-style: italic }")
    known = known_of(page.html)
    pieces = page.html.split("<p>Words")
    for number in range(40, 46):
        marked = '<p class="before">Words'.join(("<p>Words".join(pieces[:number]), "<p>Words".join(pieces[number:])))
        edited = replace(page, html=marked)
        assert press(replace(edited, known=known), measure=MANY).pdf == press(edited, measure=MANY).pdf


def test_each_project_and_each_moment_has_a_memory_of_its_own(
    tmp_path: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of a project, or what was known earlier, is no page like it: each would make the other forget."""
    given: list[bytes] = []

    def noted(job: Job, **_: Any) -> Printed:
        given.append(job.known)
        return Printed(b"%PDF-1.7\n", 1, (), known=b"printing %d" % len(given))

    monkeypatch.setattr(beside, "has_room", lambda _=True: False)  # so that it is printed by this process
    monkeypatch.setattr(printed_page, "press", noted)
    brief = "briefs: [{id: one, title: Power fails, cutoff: 2024-03-09, period: 2024-03-01/2024-03-09}]\n"
    copies, moments = [Desk(tmp_path / "one"), Desk(tmp_path / "two")], ["2024-03-02", "2024-03-03T12:00+01:00"]
    wanted = [(desk, words) for desk in copies for words in ((), *(("--as-of", each) for each in moments))]
    for title in ("Power fails", "All power fails"):
        for desk in copies:
            desk.write("content/grid.yaml", GRID.replace("Power fails", title) + brief)
        for desk, words in wanted:
            assert desk.build("--to", "pdf", *words).exit_code == 0
    assert given == [b""] * len(wanted) + [b"printing %d" % number for number in range(1, len(wanted) + 1)]
    kept = b"".join(path.read_bytes() for path in memory.rglob("*") if path.is_file())
    assert str(tmp_path).encode() not in kept


def test_a_build_remembers_the_pages_of_a_brief(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.write(desk.root, 20)
    monkeypatch.setattr(beside, "has_room", lambda _=True: False)  # so that it is printed by this process
    monkeypatch.setattr(printed_page, "PARTED", replace(PARTED, worth=0))
    jobs: list[Job] = []

    def noted(job: Job, **more: Any) -> Printed:
        jobs.append(job)
        return press(job, **more)

    monkeypatch.setattr(printed_page, "press", noted)
    assert desk.build("--brief", "whole", "--to", "pdf").exit_code == 0
    written = sorted(desk.root.glob("content/*.yaml"))
    events = next(path for path in written if "\nevents:" in path.read_text("utf-8"))
    text = events.read_text("utf-8")
    events.write_text(text.replace("title: ", "title: Again ", 1), "utf-8")
    assert desk.build("--brief", "whole", "--to", "pdf").exit_code == 0
    assert [len(sheets(job.known)) > 9 for job in jobs] == [False, True]
    afresh = press(replace(jobs[-1], known=b""), measure=replace(PARTED, worth=0))
    assert (desk.root / "output/whole/whole-draft.pdf").read_bytes() == afresh.pdf
    events.write_text(text.replace("title: ", "title: Once more ", 1), "utf-8")
    monkeypatch.setattr(printed_page, "fingerprint", lambda **_: "that of another WeasyPrint")
    assert desk.build("--brief", "whole", "--to", "pdf").exit_code == 0
    assert jobs[-1].known == b"", "what another WeasyPrint laid out is not taken for what this one would"
