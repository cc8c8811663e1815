"""What is worked out once for each style, and columns that are laid out once, come out as WeasyPrint has them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from test_press import job

from briefgen.outputs import printers
from briefgen.outputs.press import Job, press
from briefgen.printing.measure import SINGLE

ROOT = Path(__file__).parent.parent
WORDS = "Some words of a text, of which there are more than a line of a column holds. "
ITEMS = [f"<p>{WORDS * (1 + number % 5)}</p>" for number in range(14)]
FORMATTED = (
    f"<p><u>{WORDS}</u> <b style='letter-spacing: 1pt'>spaced</b> <span lang='fr'>« bien »</span> a\tb <s>gone</s></p>"
    f"<p dir='rtl'>سقطت المدينة <em style='font-size: 20pt'>اليوم</em></p><p style='width: 40%; margin: 3%'>{WORDS}</p>"
    "<table style='border-collapse: collapse; width: 80%'><tr><td style='padding: 2%; border: 1px solid'>a</table>"
    f"<div style='display: flex'><p>{WORDS}</p><p style='flex: 1; min-width: 30%'>{WORDS}</p></div>"
    f"<div style='display: grid; grid-template-columns: 1fr 2fr'><p>{WORDS}</p><p>{WORDS}</p></div>"
    "<svg width='90' height='20'><text x='1' y='15' font-size='12'>drawn</text></svg>"
)


def columns(*inserted: str, style: str = "", items: list[str] = ITEMS) -> str:
    """Two columns, perhaps of more than a sheet, with something among their paragraphs."""
    body = "".join(f"{item}{inserted[number % len(inserted)] if inserted else ''}" for number, item in enumerate(items))
    return f"<section style='{style}'>{body}</section><p>After them.</p>"


COLUMNS = {
    "paragraphs that break": columns(),
    "paragraphs that are kept whole": columns(items=[f"<div class='whole'>{item}</div>" for item in ITEMS]),
    "taller than a page": columns(items=[*ITEMS[:9], f"<p class='whole'>{WORDS * 90}</p>", *ITEMS[:9]]),
    "floats": columns("<div style='float: left; width: 2cm; height: 3cm; border: 1px solid'></div>", "", ""),
    "placed": columns("<p style='position: relative'>x<b style='position: absolute'>y</b></p>", "", ""),
    "notes at the foot": columns("<p>x<span style='float: footnote'>A note.</span></p>", "", "", ""),
    "all across": columns(*[""] * 14, "<h2 style='column-span: all'>Across</h2>"),
    "not balanced": columns(style="column-fill: auto"),
    "with a height": columns(style="height: 9cm"),
    "columns in columns": columns(f"<div style='columns: 2'><p>{WORDS}</p><p>{WORDS}</p></div>", "", ""),
    "forced breaks": columns("", *[""] * 12, "<p style='break-before: column'>x</p>", "<p class='page'>x</p>"),
}
STYLE = "section { columns: 2 } .whole { break-inside: avoid } .page { break-before: page } @page { size: A5 }"
ODD = {
    "kinds of text and boxes": job(FORMATTED * 2, "@page { size: A5 } p::first-line { letter-spacing: 2pt }"),
    "columns": job("".join(COLUMNS.values()), STYLE),
    "columns from right to left": job(columns() + COLUMNS["floats"], f"{STYLE} body {{ direction: rtl }}"),
}


@pytest.fixture
def slowly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Job], bytes]:
    """Prints as WeasyPrint does."""
    script = tmp_path / "slow.py"
    script.write_text(
        "from briefgen.printing import quick\n"
        "quick.quicken = lambda: None\n"
        "from briefgen.printing import glyphs\n"
        "glyphs.hasten = lambda: None\n"
        "from briefgen.outputs import printer\n"
        "printer.main()\n",
        "utf-8",
    )

    def printed(asked: Job) -> bytes:
        with monkeypatch.context() as patched:
            patched.setattr(printers, "PRINTER", script)
            return press(asked, measure=SINGLE).pdf

    return printed


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_page(odd: str, slowly: Callable[[Job], bytes]) -> None:
    assert press(ODD[odd], measure=SINGLE).pdf == slowly(ODD[odd])


def test_an_issue_of_the_sample(asked: Callable[..., Job], slowly: Callable[[Job], bytes]) -> None:
    printed = asked(ROOT, "assessment-2024-12-08")
    assert press(printed, measure=SINGLE).pdf == slowly(printed)
