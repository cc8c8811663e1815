"""Pictures in prose: shown wherever the text stands, from the folder it stands in, and never a hole in the page."""

import base64
import json
import re
import subprocess
from pathlib import Path

import html5lib
import pytest
from PIL import Image as Pixels

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
        source = re.search(r'src="data:image/png;base64,([^"]+)" alt="The line" width="\d+" height="\d+"', image)
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


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">
<linearGradient id="g"><stop stop-color="#fff"/><stop offset="1" stop-color="#080"/></linearGradient>
<rect width="300" height="100" fill="url(#g)"/><text x="9" y="60" font-size="30">Lines down</text></svg>"""


def photograph(path, size=(6000, 1500)):
    noise = [Pixels.effect_noise((size[0] // 20, size[1] // 20), deviation).resize(size) for deviation in (20, 40, 60)]
    Pixels.merge("RGB", noise).save(path, "JPEG", quality=90)


def test_caption_citations_and_credit_stand_under_a_picture_and_the_json_says_what_was_written(desk):
    said = '![The line](p.png "The line <north> of the depot. Credit: Grid & Co") [@log]'
    written(desk, markdown=f"Before [@log].\n\n{said}\n\nBehind [@log].")
    made = page(desk)
    found = re.search(r"<figure class=\"picture\"><img [^>]*>\s*<figcaption>(.*?)</figcaption>\s*</figure>", made)
    words = re.sub(r"<[^>]*>", "", found[1]).replace("\u00a0", " ")
    assert words == "The line &lt;north&gt; of the depot. [1] Credit: Grid &amp; Co"
    html5lib.HTMLParser(strict=True).parse(made)
    desk.build("--to", "json")
    document = json.loads((desk.root / "output" / "one" / "one-draft.json").read_text("utf-8"))
    assert said in json.dumps(document, ensure_ascii=False).replace('\\"', '"')


def test_a_caption_is_marked_as_being_in_the_language_of_its_author(desk):
    written(desk, markdown='![Eine Linie](p.png "Eine Linie. Credit: A")')
    desk.write("content/sub/all.yaml", (desk.root / "content/sub/all.yaml").read_text().replace(
        "project: {", "project: {language: de, "))  # fmt: skip
    assert re.search(r'<figure lang="de" dir="ltr" class="picture"><img ', page(desk))


def test_a_caption_concludes_nothing_among_facts(desk):
    words = "We assess that the line will almost certainly fall. Credit: Desk"
    written(desk, section=f"![The line](p.png '{words}')")
    (found,) = (each for each in desk.findings() if each["rule"] == "judgement-in-fact")
    assert "almost certainly" in found["message"]


def test_a_photograph_of_6000_pixels_is_as_fine_as_its_medium_and_no_finer(desk):
    """By every shipped theme: a screen gets twice the pixels of the column, paper 300 to the inch or a little more."""
    folder = desk.root / "content/sub/deep"
    written(desk, markdown='The line fell [@log].\n\n![The line](line.jpg "The line. Credit: Desk")')
    photograph(folder / "line.jpg")
    for theme in (Path(__file__).parent.parent / "templates").iterdir():
        result = desk.build("--to", "html", "--to", "pdf")
        assert result.exit_code == 0, result.output
        made = desk.root / "output" / "one"
        (source,) = re.findall(
            r'<img src="data:image/jpeg;base64,([^"]+)"', (made / "one-draft.html").read_text("utf-8")
        )
        (made / "line.jpg").write_bytes(base64.b64decode(source))
        with Pixels.open(made / "line.jpg") as picture:
            assert picture.size == (1360, 340)
        listed = subprocess.run(
            ["pdfimages", "-list", made / "one-draft.pdf"], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        (row,) = (line.split() for line in listed if " jpeg " in line)
        assert 299 <= int(row[12]) <= 340, f"pixels to the inch with {theme.name}"


def test_a_drawing_is_a_picture_in_html_and_lines_in_a_pdf(desk):
    folder = desk.root / "content/sub/deep"
    written(desk, markdown="The line fell [@log].\n\n![Lines that are down](line.svg '© Desk') [@log]")
    (folder / "line.svg").write_text(DRAWING)
    result = desk.build("--to", "html", "--to", "pdf")
    assert result.exit_code == 0, result.output
    made = desk.root / "output" / "one"
    assert re.search(r'<img src="data:image/svg\+xml;base64,[^"]+" alt="Lines that are down" width="300"', page(desk))
    text = subprocess.run(["pdftotext", made / "one-draft.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "Lines down" in text
    images = subprocess.run(["pdfimages", "-list", made / "one-draft.pdf"], capture_output=True, text=True, check=True)
    assert len(images.stdout.splitlines()) == 2, "a head of two lines, and no picture made of pixels"
    for resolution in ("60", "80", "150"):  # at some of them Poppler draws even what it leaves empty at others
        subprocess.run(["pdftoppm", "-r", resolution, "-png", made / "one-draft.pdf", made / resolution], check=True)
        green = 0
        for seen in made.glob(f"{resolution}*.png"):
            with Pixels.open(seen) as picture:
                colors = picture.convert("RGB").getcolors(1 << 24)
            green += sum(count for count, (red, shade, _) in colors if shade > red + 60)
        assert green > 2000, "Poppler draws its gradient"
