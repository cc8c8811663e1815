"""Pictures in prose: shown wherever the text stands, from the folder it stands in, and never a hole in the page."""

import base64
import json
import re
from pathlib import Path

import pytest

PNG = (Path(__file__).parent / "rules" / "line.png").read_bytes()
PICTURE = "![The line](p.png)"

DESK = """
project: {{series: Grid Watch, handling: TLP:CLEAR, timezone: UTC, exclusions: "E {exclusions}", rules: {rules}}}
sources: [{{id: log, title: Log, published: 2024-03-01, why: "W {why}", reliability: B}}]
events:
  - {{id: outage, date: 2024-03-01, title: T, sources: [log], text: "T {event}", conflicts: "C {conflicts}"}}
assessments:
  - id: cause
    text: "J {judgement}"
    likelihood: likely
    confidence: low
    because: "B {because}"
    basis: [outage]
    dissent: "D {dissent}"
    assumptions: [{{text: "A {assumption}", grade: supported}}]
    alternatives: [{{text: "A {alternative}", why_less: "L {why_less}"}}]
    would_change: ["S {signpost}"]
forecasts:
  - id: repair
    if: "I {if_}"
    text: "F {forecast}"
    judged_by: "Y {judged_by}"
    likelihood: likely
    confidence: low
    because: B
    by: 2024-04
    indicators: [{{id: crews, text: "N {indicator}"}}]
briefs:
  - id: one
    title: T
    cutoff: 2024-03-08
    period: 2024-03
    bottom_line: {{fact: "F {fact}", assessment: "A {assessment}"}}
    gaps: ["G {gap}"]
    trends: [{{theatre: North, trend: improved, why: "W {trend}"}}]
    sections: [{{part: fact, title: S, text: "S {section} [@log]"}}, {{part: assessment, title: S, file: deep/a.md}}]
"""
FIELDS = re.findall(r"(?<!\{)\{(\w+)\}(?!\})", DESK.replace("{rules}", ""))


def written(desk, rules="{}", **fields):
    """A desk in `content/sub` with words in some of its fields."""
    text = fields.pop("markdown", "Prose.")
    desk.write("content/sub/all.yaml", DESK.format(rules=rules, **{**dict.fromkeys(FIELDS, ""), **fields}))
    desk.write("content/sub/deep/a.md", f"{text}\n")
    for folder in ("content/sub", "content/sub/deep"):
        (desk.root / folder / "p.png").write_bytes(PNG)


def page(desk):
    result = desk.build("--to", "html")
    assert result.exit_code == 0, result.output
    return (desk.root / "output" / "one" / "one-draft.html").read_text("utf-8")


@pytest.mark.parametrize("field", [*FIELDS, "markdown"])
def test_a_picture_is_shown_wherever_its_text_stands(desk, field):
    written(desk, **{field: PICTURE})
    images = re.findall(r"<img [^>]*>", page(desk))
    assert images
    for image in images:
        source = re.search(r'src="data:image/png;base64,([^"]+)" alt="The line"', image)
        assert source, image
        assert base64.b64decode(source[1]).startswith(b"\x89PNG")


def test_a_picture_in_an_event_prints_too(desk):
    written(desk, event=PICTURE)
    result = desk.build("--to", "pdf")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("address", "rule"),
    [("none.png", "broken-image"), ("text.png", "broken-image"), ("../../b.png", "unsafe-link"),
     ("https://x.org/b.png", "unsafe-link")],
)  # fmt: skip
@pytest.mark.parametrize("weight", ["warning", "advice", "off"])
@pytest.mark.parametrize("field", ["section", "event"])
def test_a_picture_that_cannot_be_shown_says_so_in_its_words(desk, address, rule, weight, field):
    """Where a desk turns the rule about it down, nothing breaks and nothing is lost in silence."""
    written(desk, rules=f"{{{rule}: {weight}}}", **{field: f"![The <b>line</b>]({address})"})
    desk.write("content/sub/text.png", "words")
    made = page(desk)
    assert "<img" not in made
    assert "[Picture not shown: The &lt;b&gt;line&lt;/b&gt;]" in made


def test_a_picture_without_words_that_cannot_be_shown_leaves_its_trace(desk):
    written(desk, rules="{broken-image: off, image-without-alt-text: off}", event="![](none.png)")
    assert "[Picture not shown]" in page(desk)


def test_a_brief_holds_only_the_pictures_it_shows(desk):
    written(desk, event=PICTURE)
    desk.write(
        "content/other.yaml",
        """
        events: [{id: other, date: 2023-03-01, title: T, sources: [log], text: "![The other](q.png)"}]
        """,
    )
    (desk.root / "content" / "q.png").write_bytes(PNG)
    findings = json.loads(desk.check("--format", "json").stdout)
    assert not [each for each in findings if each["rule"] == "broken-image"]
    assert "The other" not in page(desk)
