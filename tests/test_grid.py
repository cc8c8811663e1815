"""The grid of paper: on every page the lines of the text stand on the same lines, whatever stands between them."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from test_author_markdown import EACH_KIND, printed

from briefgen.themes import find, lines_of

ROOT = Path(__file__).parent.parent
LINE, TEXT = 13.5, 10.0
"""A line of text and the size of its letters in the default theme, in points."""
TOP = 21 * 72 / 25.4
"""Where text begins on a page."""
NEAR = 0.1
FULLEST = "syria-2024-12-15"
GROUND = 240
"""The grey of what lies behind assessments in the memo is lighter."""


class Span(NamedTuple):
    """Letters of one font, and where their baseline is on the page, in points from the top left."""

    x: float
    y: float
    size: float
    font: str
    text: str


def letters(chars: list[ET.Element]) -> list[ET.Element]:
    """Without the marks above and below them, if there are any."""
    return [each for each in chars if not unicodedata.combining(each.get("c", " "))] or chars


def pages(pdf: Path) -> Iterator[list[Span]]:
    done = subprocess.run(["mutool", "draw", "-q", "-F", "stext", pdf], capture_output=True, text=True, check=True)
    for page in ET.fromstring(done.stdout).iter("page"):
        fonts = ((font, list(font.iter("char"))) for font in page.iter("font"))
        yield [
            Span(
                float(chars[0].get("x")),
                Counter(float(char.get("y")) for char in letters(chars)).most_common(1)[0][0],
                float(font.get("size")),
                font.get("name"),
                "".join(char.get("c", "") for char in chars),
            )
            for font, chars in fonts
        ]


def off_the_grid(pdf: Path, line: float = LINE, size: float = TEXT) -> tuple[list[tuple[int, float, str]], int]:
    """The lines of text that do not stand where one would that began a page, and how many do.

    Text is in the serif, or in the face of its script; headings are in the sans, or bold.
    """
    off, on = [], 0
    for number, spans in enumerate(pages(pdf), 1):
        for span in spans:
            if not any(map(str.isalnum, span.text)):
                continue  # a vowel sign has a place of its own
            if abs(span.size - size) > 0.05 or not re.search("Serif|Arabic$|Arabic-Regular", span.font):
                continue
            over = (span.y - TOP - line / 2 - 0.3505 * size) % line
            if min(over, line - over) < NEAR:
                on += 1
            elif number > 1 or span.y > TOP + 4 * line:  # which is below the masthead
                off.append((number, round(over, 2), span.text))
    return off, on


@pytest.mark.parametrize("brief", [path.stem for path in sorted((ROOT / "content/briefs").glob("*.yaml"))])
def test_text_stands_on_the_same_lines_of_every_page(sample, brief):
    off, on = off_the_grid(sample / brief / f"{brief}.pdf")
    assert off == []
    assert on >= 5


@pytest.mark.parametrize("kind", EACH_KIND)
def test_text_is_on_the_grid_again_after_whatever_an_author_puts_between(
    built: Callable[..., Path], tmp_path: Path, kind: str
) -> None:
    pdf = printed(kind, built, tmp_path)
    off, on = off_the_grid(pdf)
    assert [each for each in off if re.match("Be(fore|tween)|After", each[2])] == []
    assert on > 12


def test_letters_of_two_scripts_in_a_line_leave_it_where_it_is(desk):
    """The faces differ in height, and a line of both is as high as one of one."""
    mixed = "The paper دمشق is read in دمشق and elsewhere, which its readers know well. " * 12
    desk.write(
        "content/all.yaml",
        f"""
        project: {{series: Test Watch, handling: TLP:CLEAR}}
        sources: [{{id: paper, title: Paper, published: 2024-12-02, language: en}}]
        briefs:
          - id: one
            title: One
            cutoff: 2024-12-08
            period: 2024-12-01/2024-12-08
            sections: [{{part: fact, title: Readers, text: "{mixed}[@paper]"}}]
        """,
    )
    assert desk.build("--to", "pdf").exit_code == 0
    off, on = off_the_grid(desk.root / "output/one/one-draft.pdf")
    assert off == []
    assert on > 20


@pytest.mark.parametrize(("paper", "line", "size"), [("Letter", 13.5, 10), ("A4", 15, 11)])
def test_another_paper_and_another_line_have_a_grid_of_their_own(starter, tmp_path, paper, line, size):
    desk = type(starter)(tmp_path / "valley")
    assert desk.run("new", str(desk.root)).exit_code == 0
    desk.write(
        "templates/default/tokens.css",
        f":root {{ --line: {line}pt; --size-text: {size}pt; }} @page {{ size: {paper}; }}",
    )
    assert desk.build("--to", "pdf").exit_code == 0
    (pdf,) = desk.root.glob("output/*/*.pdf")
    off, on = off_the_grid(pdf, line, size)
    assert off == []
    assert on > 20


@pytest.fixture
def memo(built: Callable[..., Path], tmp_path: Path) -> Path:
    """The issue of the sample whose page one is the fullest, in the memo."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    settings = tmp_path / "content" / "project.yaml"
    settings.write_text(settings.read_text("utf-8").replace("project:\n", "project:\n  theme: memo\n", 1), "utf-8")
    out = built("memo in full", tmp_path, "--brief", FULLEST, "--to", "pdf")
    return out / FULLEST / f"{FULLEST}.pdf"


@pytest.mark.xdist_group("memo")
def test_the_memo_has_a_grid_too(memo: Path) -> None:
    off, on = off_the_grid(memo, 15, 10.5)
    assert off == []
    assert on > 50


ON_LETTER = {
    "tokens.css": "@page { size: Letter; }",
    "print.css": '{% include "default/print.css" %}\n@page { size: Letter; }',
}


def begins(page: list[Span]) -> str:
    """The first line of a page below its head."""
    return next(span.text for span in page if TOP < span.y < TOP + 2 * LINE)


@pytest.mark.parametrize("sheet", ON_LETTER)
def test_either_style_sheet_may_say_that_page_one_has_the_room_of_letter(sheet: str) -> None:
    assert lines_of(find("default", {sheet: ON_LETTER[sheet]})) == 50
    assert lines_of(find("default", {})) == 53


def test_page_one_holds_on_letter_what_letter_has_room_for(tmp_path: Path, built: Callable[..., Path]) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "templates" / "default").mkdir(parents=True)
    (tmp_path / "templates" / "default" / "tokens.css").write_text(ON_LETTER["tokens.css"])
    out = built("letter", tmp_path, "--brief", FULLEST, "--to", "pdf")
    first, second, *_ = pages(out / FULLEST / f"{FULLEST}.pdf")
    assert "events new in the chronology" in "".join(span.text for span in first)
    assert begins(second).startswith("Contents")


@pytest.mark.xdist_group("memo")
def test_page_one_of_the_memo_is_a_page_and_nothing_leaves_its_column(tmp_path: Path, memo: Path) -> None:
    first, second, *_ = pages(memo)
    assert "events new in the chronology" in "".join(span.text for span in first)
    assert begins(second).startswith("Contents")
    drawn = [span.size for page in pages(memo) for span in page if span.text.strip() == "Diplomacy" and span.size < 7.8]
    assert drawn
    assert min(drawn) > 6.5
    subprocess.run(["pdftoppm", "-r", "72", "-gray", memo, tmp_path / "page"], check=True)
    right = round((210 - 34) * 72 / 25.4) + 2
    for page in sorted(tmp_path.glob("page-*")):
        with Image.open(page) as image:
            darkest, _ = image.crop((right, 0, *image.size)).getextrema()
        assert darkest > GROUND, f"{page.name} has ink to the right of its column"


def test_lines_of_both_columns_of_sources_meet(sample):
    """Between two sources is half a line, so that lines stand on those of the other column, or half between."""
    found = 0
    for spans in pages(sample / "syria-2024-12-15" / "syria-2024-12-15.pdf"):
        rows = [each for each in spans if each.text.startswith("https://") and abs(each.size - 8.2) < 0.05]
        columns = Counter(round(each.x) for each in rows)
        if len(columns) == 2:
            first = rows[0].y
            apart = {round((each.y - first) / 5.25 % 1, 1) % 1 for each in rows}
            assert apart == {0}, [(each.y, each.text) for each in rows]
            found += 1
    assert found >= 3
