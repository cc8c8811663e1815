"""Whatever Markdown an author writes, in whatever text of a record, the PDF stays one that can be read aloud."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_archive import picture
from test_withholding import project_of

from briefgen import prose
from briefgen.archive import verifying
from briefgen.rules import RULES

CONSTRUCTS = {
    "lists": (
        "Lead [@e]:\n\n- one\n\n- two\n\n  more of two\n\n- three",
        "* one\n  * inner\n    1. deep\n    2. deeper\n  * other\n* two\n\n  para\n\n  * loose inner\n\n  * x",
        "3. three\n4. four\n\n   with code:\n\n       code\n\n5. five\n   > a quotation",
        "+ \n+ a\n+",
        "- a\n\n  ---\n\n  b\n- [a](https://example.org)\n\n- [@e]\n- [ ] open",
        "- ```\n  code\n  ```\n- text\n\n      indented",
    ),
    "tables": (
        "| a | b |\n|---|--:|\n| 1 | 2 [@e] |\n| **3** | `4` |",
        "- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |",
        "| | b |\n|---|---|\n| 1 | |",
        "| a |\n|---|\n| 1 |",
        "| a | b |\n|---|---|",
    ),
    "pictures": (
        "![A map](map.png)\n\nText ![inline](map.png) after.",
        "- ![A map](map.png)\n- text ![B](map.png)",
        "| a |\n|---|\n| ![A map](map.png) |",
        "[![A map](map.png)](https://example.org) and [with ![A map](map.png) words](https://example.org/a)",
        "> ![A map](map.png)",
        "![](map.png) and ![ ](map.png)",
    ),
    "headings": (
        "# One\n\ntext\n\n### Three\n\ntext\n\n###### Six\n\ntext\n\n## Two\n\nmore",
        "##### Deep\n\ntext\n\n# Up",
        "## See [this](https://example.org) [@e]\n\n- # In a list\n\n  text",
        "Underlined\n===\n\ntext\n\nless\n---\n\ntext",
    ),
    "the rest": (
        "Text[^1] and[^n].\n\n[^1]: Foot.\n[^n]: Two\n\n    paragraphs\n\n    - and a list",
        "> Quoted\n>\n> > twice\n>\n> - list\n> - two\n\nAfter.",
        "Text `code` and\n\n    block\n\n```yaml\na: 1\n```\n\n```\n```",
        "**bold *both* ~~gone~~** and {likely} [x](https://example.org/a) <https://example.org> <mailto:a@example.org>",
        "above\n\n---\n\nline  \nbreak\\\nagain",
        "\u062f\u0645\u0634\u0642 and [@e]\n\n- \u062f\u0645\u0634\u0642\n\n- b",
    ),
}


def project(text: str) -> dict[str, Any]:
    """A project in which every prose text there is says the same, that of a version before and of a withdrawal too."""
    opinion = {"text": text, "because": text, "dissent": text, "so_what": text, "confidence": "low", "basis": ["e"]}
    opinion |= {
        "assumptions": [{"text": text, "grade": "supported"}],
        "alternatives": [{"text": text, "why_less": text}],
    }
    withdrawn = {"id": "r", "date": "2024-03-02", "title": "R", "sources": ["s"]}
    later = {"as_of": "2024-03-08", "changed": text}
    return {
        "project": {
            "series": "S",
            "handling": "TLP:CLEAR",
            "timezone": "UTC",
            "exclusions": text,
            "rules": {rule.name: "off" for rule in RULES if rule.settable},
        },
        "sources": [{"id": "s", "title": "S", "published": "2024-03-01", "why": text, "language": "en"}],
        "events": [
            {"id": "e", "date": "2024-03-01", "title": "E", "text": text, "conflicts": text, "sources": ["s"]},
            {**withdrawn, "text": text},
            {**withdrawn, "text": f"Not so.\n\n{text}", "status": "retracted", "as_of": "2024-03-08"},
        ],
        "assessments": [
            {"id": "a", **opinion, "likelihood": "likely", "would_change": [{"text": text}]},
            {"id": "a", **opinion, "likelihood": "unlikely", **later, "would_change": [{"text": text}]},
        ],
        "forecasts": [
            {
                "id": "f",
                **opinion,
                "likelihood": "likely",
                "if": text,
                "judged_by": text,
                "by": "2024-05",
                "indicators": [{"id": "i", "text": text, "seen": ["e"]}],
            }
        ],
        "briefs": [
            {"id": "one", "title": "One", "number": "1", "cutoff": "2024-03-05", "period": "2024-03-01/2024-03-05"},
            {
                "id": "two",
                "title": "Two",
                "number": "2",
                "cutoff": "2024-03-09",
                "period": "2024-03-01/2024-03-09",
                "bottom_line": {"fact": text, "assessment": text},
                "gaps": [text],
                "sections": [
                    {"part": "fact", "title": "F", "text": f"Before.\n\n{text}\n\nAfter."},
                    {"part": "assessment", "title": "A", "text": text},
                ],
                "trends": [{"theatre": "N", "trend": "improved", "why": text}],
                "highlights": ["e"],
            },
        ],
    }


def printed(kind: str, built: Callable[..., Path], folder: Path) -> Path:
    """The PDF of the project with all constructs of a kind, made once: the printer has nothing to remark on it."""
    text = "\n\nBetween.\n\n".join(CONSTRUCTS[kind])
    files = {"content/a.yaml": json.dumps(project(text)).encode(), "content/map.png": picture("RGB", "PNG")}
    out = built(f"author-{kind}", project_of(folder, files).root, "--to", "pdf", "--brief", "two")
    (pdf,) = out.glob("two/*.pdf")
    return pdf


EACH_KIND = [pytest.param(kind, marks=pytest.mark.xdist_group(f"author-{kind}")) for kind in CONSTRUCTS]
"""What tests of the same PDF are given: they run one after the other, so that neither waits for it to be printed."""


@pytest.mark.parametrize("kind", EACH_KIND)
def test_no_markdown_of_an_author_spoils_the_tags(built: Callable[..., Path], tmp_path: Path, kind: str) -> None:
    found = verifying.verify(printed(kind, built, tmp_path).read_bytes())
    assert {check.name: check.faults for check in found.checks if check.faults} == {}


def test_a_link_of_an_author_shows_its_address_on_paper_once(built: Callable[..., Path], tmp_path: Path) -> None:
    command = ["pdftotext", printed("the rest", built, tmp_path), "-"]
    text = "".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert "x(https://example.org/a)https://example.org" in text
    assert "(https://example.org)" not in text
    assert "(mailto:a@example.org)" not in text


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[the report](https://example.org/report)", True),
        ("[report](https://example.org/report)", True),
        ("<https://example.org/report>", False),
        ("[example.org/report](https://example.org/report)", False),
        ("[the desk](mailto:desk@example.org)", True),
        ("<desk@example.org>", False),
    ],
)
def test_only_words_that_do_not_say_an_address_have_it_behind_them_on_paper(written: str, told: bool) -> None:
    made = prose.render(written, lambda _: "", lambda _: None)
    address = re.search('href="([^"]*)"', made)[1]
    assert (f'</a><span class="web"> (<bdi dir="ltr">{address}</bdi>)</span>' in made) == told


@pytest.mark.parametrize(("columns", "wide"), [(8, False), (9, True)])
def test_a_table_of_many_columns_can_be_moved_by_who_has_only_keys(columns: int, wide: bool) -> None:
    row = "|" + "a|" * columns
    made = prose.render(f"{row}\n|{'---|' * columns}\n{row}", lambda _: "", lambda _: None)
    assert ('<div class="wide-table" role="region" tabindex="0" aria-label="Wide table">' in made) == wide
    assert made.count("<div") == made.count("</div>") == wide
