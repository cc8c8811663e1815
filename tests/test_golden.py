"""What people see, kept in files: a change of it is looked at before it is accepted (--update-golden)."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

import briefgen

BRIEF = "syria-2024-12-08"
# Each begins a line; those that hold others end one as well.
BLOCKS = "article|aside|caption|colgroup|dd|div|dl|dt|figure|figcaption|footer|h[1-6]|header|li|main|nav|ol|p|section"
BLOCKS += "|svg|table|tbody|thead|tr|ul|head|body|meta|title|style|script"
HOLDERS = "article|aside|div|dl|figure|footer|header|main|nav|ol|section|table|tbody|thead|ul|head|body"


@pytest.fixture
def files(sample) -> Path:
    return sample / BRIEF / BRIEF


def in_lines(page: str) -> str:
    """A page without its style sheet, pictures by their hash, a block on each line."""
    page = re.sub(r"<(style|script)([^>]*)>.*?</\1>", r"<\1\2></\1>", page, flags=re.DOTALL)
    page = re.sub(r"'sha256-[^']*'", "'sha256-…'", page)
    page = re.sub(r"data:([\w/+.-]+);base64,([\w/+=]+)", _hashed, page)
    page = re.sub(r"\s*\n\s*", " ", page)
    page = re.sub(rf" ?(<(?:{BLOCKS})[ />])", r"\n\1", page)
    page = re.sub(rf" ?(</(?:{HOLDERS})>) ?", r"\n\1\n", page)
    return "\n".join(line.strip() for line in page.split("\n") if line.strip()) + "\n"


def _hashed(found: re.Match[str]) -> str:
    return f"data:{found[1]};sha256,{hashlib.sha256(found[2].encode()).hexdigest()[:16]}"


def in_pages(pdf: Path) -> str:
    """The text of a PDF as it lies on the pages, their number first. Gaps of any width are two spaces."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.removesuffix("\f").split("\f")
    made = [f"{len(pages)} pages"]
    for number, page in enumerate(pages, 1):
        lines = [re.sub(r" {2,}", "  ", line.strip()) for line in page.split("\n")]
        made += ["", f"=== {number} ===", *(line for line in lines if line)]
    return "\n".join(made) + "\n"


def test_the_page_of_8_december(files, golden):
    golden(f"{BRIEF}.html", in_lines(files.with_suffix(".html").read_text("utf-8")))


def test_the_pdf_of_8_december(files, golden):
    golden(f"{BRIEF}.pdf.txt", in_pages(files.with_suffix(".pdf")))


def test_the_data_of_8_december(files, golden):
    text = files.with_suffix(".json").read_text("utf-8")
    golden(f"{BRIEF}.json", text.replace(f'"briefgen {briefgen.__version__}"', '"briefgen VERSION"'))


def test_a_line_for_each_block_makes_differences_readable():
    picture = '<img src="data:a/b;base64,QQ=="/>'
    page = f"<body><style>p {{}}</style><section><p>One <b>two</b>\n three.</p><p>{picture}</p></section></body>"
    assert in_lines(page).splitlines() == [
        "<body>",
        "<style></style>",
        "<section>",
        "<p>One <b>two</b> three.</p>",
        f'<p><img src="data:a/b;sha256,{hashlib.sha256(b"QQ==").hexdigest()[:16]}"/></p>',
        "</section>",
        "</body>",
    ]


def test_the_findings_of_a_broken_project(broken, golden, monkeypatch):
    desk = broken
    monkeypatch.setenv("COLUMNS", "100")
    first = desk.check()
    assert first.exit_code == 1
    golden("broken.txt", first.output)

    desk.write("content/brief.yaml", "breifs: [{id: one}]\n")
    desk.write("content/more.yaml", "events:\n  - {id: Up Case, date: 2024-02-30, titel: Typed by hand}\n")
    shape = desk.check()
    assert shape.exit_code == 1
    golden("broken-shape.txt", shape.output)


def test_a_broken_project_for_code_hosts(broken, golden):
    log = json.loads(broken.check("--format", "sarif").stdout)
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        assert rule.pop("help")["text"].startswith(rule["id"]), "its page, which is shown elsewhere"
    text = json.dumps(log, indent=1, ensure_ascii=False) + "\n"
    golden("broken.sarif.json", text.replace(f'"{briefgen.__version__}"', '"VERSION"'))


def test_a_broken_project_for_build_servers(broken, golden):
    golden("broken.junit.xml", broken.check("--format", "junit").stdout)


def test_what_would_be_fixed_in_a_broken_project(broken, golden):
    broken.write(
        "content/more.yaml",
        """
        events:
          - {id: again, date: 2024-12-7, title: Power fails again, status: Confirmed, sources: ["papper"]}
        """,
    )
    golden("broken.diff", broken.check("--diff").stdout)
