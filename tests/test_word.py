"""The Word document: the page, in constructs that a reviewer can work with, and a file that Word takes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from conftest import HEAD, ROOT
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

BRIEF = "syria-2024-12-08"
W = qn("w:x")[:-1]


# Reading a document


def words(element) -> str:
    """What an element says: tabs and line ends as such, fields by what they show, notes by the number that Word counts.

    Marks of direction are left out, and every space is one.
    """
    said = {
        f"{W}t": lambda each: each.text or "",
        f"{W}tab": lambda _: "\t",
        f"{W}br": lambda _: "\n",
        f"{W}footnoteReference": counted,
    }
    inside = (each for each in element.iter(*said) if each.getparent().tag == f"{W}r")
    return "".join(said[each.tag](each) for each in inside).translate({0x200E: None, 0x200F: None, 0xA0: " "})


def counted(reference) -> str:
    """The number of a note; nothing where the mark follows as text."""
    if reference.get(f"{W}customMarkFollows"):
        return ""
    return str(int(_BEFORE(reference)) + 1)


_BEFORE = etree.XPath(
    "count(preceding::w:footnoteReference[not(@w:customMarkFollows)])", namespaces={"w": W.strip("{}")}
)


class Opened:
    """A document, opened again by python-docx, and its parts as XML."""

    def __init__(self, path: Path) -> None:
        self.docx = docx.Document(str(path))
        with ZipFile(path) as packed:
            self.files = {name: packed.read(name) for name in packed.namelist()}
        self.body = self.docx.element.body
        self.notes = etree.fromstring(self.files["word/footnotes.xml"])

    def styled(self, style: str) -> list[str]:
        return [words(each._p) for each in self.docx.paragraphs if each.style.name == style]

    def style_of(self, text: str) -> str:
        """The style of the one paragraph that says this."""
        (found,) = [each for each in self.body.iter(f"{W}p") if words(each) == text]
        return self.docx.styles.element.find(f"{W}style[@{W}styleId='{found.style}']/{W}name").get(f"{W}val")

    def paragraph(self, begins: str):
        return next(each for each in self.body.iter(f"{W}p") if words(each).startswith(begins))

    def note(self, id_: str) -> str:
        return words(self.notes.find(f"{W}footnote[@{W}id='{id_}']")).strip()

    def comments(self) -> dict[str, str]:
        """What each comment says, and the words that it stands on."""
        found = {}
        for each in self.docx.comments:
            assert each.text not in found, "one comment for each record"
            inside, said = False, ""
            for element in self.body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t"):
                if element.get(f"{W}id") == str(each.comment_id):
                    inside = element.tag.endswith("Start")
                elif inside and element.tag.endswith("}t"):
                    said += element.text
            found[each.text] = said.translate({0x200E: None, 0xA0: " "})
        return found


@pytest.fixture(scope="session")
def files(built) -> Path:
    return built("sample-word", ROOT, "--to", "docx", "--to", "json", "--to", "html") / BRIEF / BRIEF


@pytest.fixture(scope="session")
def sample(files) -> Opened:
    return Opened(files.with_suffix(".docx"))


@pytest.fixture(scope="session")
def told(files) -> dict:
    return json.loads(files.with_suffix(".json").read_text("utf-8"))


@pytest.fixture
def written(desk):
    """Write a project with one brief around a section of facts, and open its document."""

    def write(text: str = "All is told [@log].", brief: str = "", title: str = "Brief", more: str = "") -> Opened:
        desk.write("content/head.yaml", HEAD)
        desk.write("content/story.md", text)
        desk.write(
            "content/all.yaml",
            f"""
            sources:
              - {{id: log, title: Grid log, publisher: Grid, published: 2024-12-02, reliability: B, why: Known.,
                 url: "https://grid.example/log?a=1&b=2", handling: TLP:CLEAR}}
              - {{id: wire, title: A wire, published: 2024-12-03, reliability: C, why: Known., handling: TLP:CLEAR}}
            briefs:
              - id: one
                title: {title}
                cutoff: 2024-12-08
                period: 2024-12-01/2024-12-08
                handling: TLP:CLEAR
                sections: [{{part: fact, title: Story, file: story.md}}]
                {brief}
            {more}
            """,
        )
        result = desk.build("--to", "docx")
        assert result.exit_code == 0, result.output
        return Opened(desk.root / "output/one/one-draft.docx")

    return write


# What it says


def test_the_text_of_8_december(sample, golden):
    lines = []
    for block in sample.body:
        rows = block.iter(f"{W}tr") if block.tag == f"{W}tbl" else [block]
        for row in rows:
            cells = row.findall(f"{W}tc") or [row]
            said = " | ".join(" / ".join(words(p) for p in cell.iter(f"{W}p")) for cell in cells)
            style = block.style if block.tag == f"{W}p" else "table"
            lines.append(f"{style}: {said}")
    lines += [f"note {each.get(f'{W}id')}: {words(each)}" for each in sample.notes]
    golden(f"{BRIEF}.docx.txt", "\n".join(line for line in lines if line != "AfterTable: ") + "\n")


def test_parts_stand_apart_and_their_headings_in_the_order_of_the_page(sample, files):
    assert sample.styled("Heading 1") == [
        "Part one: facts. What is known",
        "Part two: assessments. What we assess",
        "Annexes",
    ]
    page = files.with_suffix(".html").read_text("utf-8")
    heads = re.findall(r'<h([2-6])(?: class="([\w-]+)[^>]*)?[^>]*>(.*?)</h\1>', page, re.DOTALL)
    plain = [re.sub(r"\s+", " ", re.sub("<[^>]*>", "", text)).replace("&#39;", "'") for *_, text in heads]
    styled = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 5", "Front Heading")
    made = [words(each._p) for each in sample.docx.paragraphs if each.style.name in styled]
    wanted = [text for (_, kind, _), text in zip(heads, plain, strict=True) if kind != "part-title"]
    made = [text.rpartition("\n")[2] for text in made]
    assert [text for text in made if text not in sample.styled("Heading 1")] == [
        text for text in wanted if text != "Contents"
    ]


def test_it_begins_with_what_identifies_the_issue(sample, told):
    assert sample.styled("Title") == [told["brief"]["title"]]
    assert sample.styled("Subtitle") == ["Syria Watch Issue 2 Levant desk"]
    assert f"Information cut-off\t{told['brief']['cutoff_words']}" in sample.styled("Particulars")
    assert sample.styled("Front Heading")[:3] == ["Bottom line", "Key judgements", "Key figures"]


def test_every_event_and_every_source_is_there(sample, told):
    titles = sample.styled("Heading 4") + sample.styled("Heading 5")
    for event in told["chronology"] + told["background"]:
        told_as = next(each for each in titles if each.endswith(f"\n{event['title']}"))
        assert told_as.startswith("E"), "in one paragraph, which no page break divides"
    listed = "\n".join(sample.styled("Source"))
    for source in told["sources"]:
        assert source["title"] in listed


def test_likelihood_and_confidence_are_said_in_separate_sentences(sample, told):
    said = sample.styled("Reasoning")
    for judgement in told["judgements"]:
        assert any(each.startswith(f"Likelihood\t{judgement['likelihood']['words']}, ") for each in said)
        assert any(each.startswith(f"Confidence\t{judgement['confidence'].capitalize()}.") for each in said)


def test_each_record_is_named_in_one_comment_on_its_title(sample, told):
    comments = sample.comments()
    expected = {f"brief {BRIEF}": told["brief"]["title"]}
    expected |= {f"event {each['id']}": each["title"] for each in told["chronology"] + told["background"]}
    expected |= {f"source {each['id']}": each["title"] for each in told["sources"]}
    expected |= {f"actor {each['id']}": each["name"] for each in told["actors"]}
    expected |= {f"place {each['id']}": each["name"] for each in told["places"]}
    opinions = {f"assessment {each['id']}": "" for each in told["judgements"]}
    opinions |= {f"forecast {each['id']}": "" for each in told["forecasts"]}
    assert set(comments) == set(expected | opinions)
    for said, title in expected.items():
        assert title in comments[said]
    assert {(each.author, each.timestamp.isoformat()) for each in sample.docx.comments} == {
        ("briefgen", "2024-12-08T03:00:00+00:00")
    }


# Notes


def test_each_source_has_one_note_with_its_number_where_it_is_first_cited(sample, told):
    references = [each.get(f"{W}id") for each in sample.body.iter(f"{W}footnoteReference")]
    assert references == [str(number) for number in range(1, len(told["sources"]) + 1)]
    for source in told["sources"]:
        note = sample.note(str(source["number"]))
        assert source["title"] in note
        assert source["publisher"] is None or source["publisher"] in note
        assert (source["published_words"] or "") in note
        assert f" {source['reliability']}, " in note
    targets = re.findall(r'Target="([^"]*)"', sample.files["word/_rels/footnotes.xml.rels"].decode())
    assert {each["url"] for each in told["sources"]} <= {target.replace("&amp;", "&") for target in targets}


def test_a_source_cited_again_has_the_number_of_its_note(sample):
    inside = {}
    open_ = []
    for each in sample.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}footnoteReference"):
        if each.tag.endswith("Start"):
            open_.append(each.get(f"{W}name"))
        elif each.tag.endswith("End"):
            open_.pop()
        elif open_:
            inside[open_[-1]] = each.get(f"{W}id")
    fields = [each for each in sample.body.iter(f"{W}instrText") if "NOTEREF" in each.text]
    assert len(fields) > 100
    for each in fields:
        shown = each.getparent().getnext().getnext()
        assert words(shown) == inside[each.text.split()[1]]


def test_footnotes_of_an_author_have_letters_and_leave_the_numbers_to_sources(written):
    made = written(
        "One[^a] [@log]. Two[^b] [@wire; @log]. One again[^a].\n\n[^a]: First *words* [@wire].\n[^b]: Second.\n"
    )
    said = words(made.paragraph("One"))
    assert said == "Onea [1]. Twob [2; 1]. One againa."
    notes = [words(each).strip() for each in made.notes][2:]
    assert notes[0] == "a First words [2]."
    assert notes[2:] == ["b Second.", "A wire. 3 December 2024. C, fairly reliable."]
    assert notes[1].startswith("Grid, Grid log. 2 December 2024. B, usually reliable. https://grid.example/log?a=1&b=2")


# On every page


def test_the_handling_stands_in_head_and_foot_of_every_page(sample, told):
    sections = sample.docx.sections
    assert len(sections) == 4
    style = sample.docx.styles["Handling Label"]
    assert style.font.size.pt >= 12
    assert str(style.font.color.rgb) == "FFFFFF"
    assert style.element.find(f".//{W}shd").get(f"{W}fill") == "000000"
    for section in sections:
        assert not section.different_first_page_header_footer
        for edge in (section.header, section.footer):
            (line,) = edge.paragraphs
            assert line.runs[-1].text.strip("\u00a0") == told["brief"]["handling"]
            assert line.runs[-1].style.name == "Handling Label"
            assert line.text.endswith(f"\t\u00a0{told['brief']['handling']}\u00a0")


def test_heads_say_the_part_and_feet_the_page(sample):
    heads = [words(each.header.paragraphs[0]._p).partition("\t")[0] for each in sample.docx.sections]
    assert heads == [
        "Syria Watch issue 2 · In brief",
        "Syria Watch issue 2 · Part one: facts. What is known",
        "Syria Watch issue 2 · Part two: assessments. What we assess",
        "Syria Watch issue 2 · Annexes",
    ]
    for section in sample.docx.sections:
        foot = section.footer.paragraphs[0]._p
        assert words(foot).split("\n")[0].startswith("Cut-off "), "on a line of its own"
        assert [each.text.strip() for each in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
        assert "Page 1 of 1" in words(foot)


def test_facts_and_assessments_have_different_rails(sample):
    rails = [each._sectPr.find(f"{W}pgBorders/{W}left") for each in sample.docx.sections]
    assert [None if each is None else each.get(f"{W}val") for each in rails] == [None, "single", "double", None]


def test_a_draft_says_so_on_every_page(written):
    made = written(brief="state: draft")
    assert all("· Draft\t" in words(each.header.paragraphs[0]._p) for each in made.docx.sections)
    assert made.styled("State")[0].startswith("Draft: ")


# What an author writes


MARKDOWN = """
First *emphasis*, **strong**, ~~struck~~, `code` and a [link](https://example.org/a) [@log].

# Upper

## Lower

1. One
2. Two
   - Nested

     More of it.
3. Three

Between.

7. Seven

> Quoted [@log].

```
a  b
 c
```

| A | B |
|:--|--:|
| left | 1 |
"""


def test_markdown_becomes_what_word_has_for_it(written):
    made = written(MARKDOWN)
    runs = {words(run).strip(): run for run in made.paragraph("First").iter(f"{W}r") if words(run)}
    assert runs["emphasis"].find(f"{W}rPr/{W}i") is not None
    assert runs["strong"].find(f"{W}rPr/{W}b") is not None
    assert runs["struck"].find(f"{W}rPr/{W}strike") is not None
    assert runs["code"].find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "CodeText"
    assert made.docx.part.rels[runs["link"].getparent().get(qn("r:id"))].target_ref == "https://example.org/a"
    styles = {
        "Upper": "heading 3",
        "Lower": "heading 4",
        "Quoted [1].": "Quote",
        "a  b\n c": "Code",
        "One": "List Number",
        "Nested": "List Bullet",
        "More of it.": "List Continue",
        "Between.": "Normal",
    }
    assert {text: made.style_of(text) for text in styles} == styles


def test_lists_are_lists_that_count_and_nest_by_themselves(written):
    made = written(MARKDOWN)
    numbers = made.docx.part.numbering_part.element

    def listed(text: str) -> tuple[str, str, str]:
        found = made.paragraph(text).find(f"{W}pPr/{W}numPr")
        id_ = found.find(f"{W}numId").get(f"{W}val")
        number = numbers.find(f"{W}num[@{W}numId='{id_}']")
        start = number.find(f"{W}lvlOverride/{W}startOverride")
        return id_, found.find(f"{W}ilvl").get(f"{W}val"), "" if start is None else start.get(f"{W}val")

    assert listed("One")[1:] == ("0", "1")
    assert listed("Three") == listed("One"), "it counts on after what is nested"
    assert listed("Nested") == ("1", "1", "")
    assert listed("Seven")[1:] == ("0", "7")
    assert listed("Seven")[0] != listed("One")[0]


def test_tables_repeat_their_head_and_split_no_row(written, sample):
    made = written(MARKDOWN)
    (table,) = [each for each in made.docx.tables if each.style.name == "Data Table"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["A", "B"], ["left", "1"]]
    assert table.cell(1, 1).paragraphs[0].alignment == 2
    for each in sample.docx.tables:
        assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in each.rows)
        heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in each.rows]
        assert heads == [each.style.name == "Data Table", *[False] * (len(heads) - 1)]


def test_a_table_of_many_columns_lies_on_a_sheet_on_its_side(written):
    cells = [f"c{number}" for number in range(14)]
    row = f"| {' | '.join(cells)} |\n"
    made = written(f"Before [@log].\n\n{row}{'|--' * 14}|\n{row}\nBehind [@log].\n")
    wide = [each for each in made.docx.sections if each.orientation == WD_ORIENT.LANDSCAPE]
    assert len(wide) == 1
    assert wide[0].page_width > wide[0].page_height
    width = sum(int(each.get(f"{W}w")) for each in made.docx.tables[0]._tbl.iter(f"{W}gridCol"))
    measure = (wide[0].page_width - wide[0].left_margin - wide[0].right_margin) // 635
    assert measure - 14 <= width <= measure
    assert words(wide[0].header.paragraphs[0]._p).endswith("TLP:CLEAR ")


def test_the_words_of_a_drawing_stand_in_its_place_with_its_caption(written, desk):
    (desk.root / "content").mkdir(exist_ok=True)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    (desk.root / "content/map.svg").write_text(drawing)
    made = written('![The river from above](map.svg "The river. Credit: Desk") [@log]\n\nTold [@log].')
    said = [paragraph.text for paragraph in made.docx.paragraphs]
    assert "[The river from above]" in said
    assert any(each.startswith("The river.") and each.endswith("Credit: Desk") for each in said)


def test_a_picture_is_scaled_to_the_lines_and_keeps_its_words(written, desk):
    picture = BytesIO()
    Image.new("RGB", (6000, 1500), "navy").save(picture, "PNG")
    (desk.root / "content").mkdir(exist_ok=True)
    (desk.root / "content/wide.png").write_bytes(picture.getvalue())
    made = written("![The river from above](wide.png)\n\nTold [@log].")
    (shape,) = made.docx.inline_shapes
    section = made.docx.sections[0]
    measure = section.page_width - section.left_margin - section.right_margin
    assert measure - 1000 <= shape.width <= measure
    assert abs(shape.width / shape.height - 4) < 0.01
    assert shape._inline.docPr.get("descr") == "The river from above"


# Languages


def test_what_runs_from_right_to_left_says_so_by_run_and_by_paragraph(written):
    made = written("قالت الوزارة إن الجسر مفتوح [@log].\n\nThe ministry says: الجسر مفتوح, as told [@log].\n")
    arabic, mixed = made.paragraph("قالت"), made.paragraph("The ministry")
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert mixed.find(f"{W}pPr/{W}bidi") is None
    ways = {words(run).strip(): run.find(f"{W}rPr/{W}rtl") is not None for run in mixed.iter(f"{W}r")}
    assert ways["الجسر مفتوح"]
    assert not ways["The ministry says:"]


def test_an_issue_without_labels_in_its_language_says_it_of_its_own_words(written):
    made = written("قالت الوزارة إن الجسر مفتوح [@log].", brief="language: fa", title="الجسر مفتوح")
    run = next(each for each in made.paragraph("قالت").iter(f"{W}r") if words(each))
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "fa-IR"
    assert made.paragraph("قالت").find(f"{W}pPr/{W}bidi") is not None
    defaults = made.docx.styles.element.find(f"{W}docDefaults//{W}lang")
    assert defaults.get(f"{W}val") == "en-GB", "the words of the page are English"


def test_an_issue_in_arabic_is_arabic_on_every_sheet(written):
    made = written("قالت الوزارة إن الجسر مفتوح [@log].", brief="language: ar", title="الجسر مفتوح")
    assert made.docx.styles.element.find(f"{W}docDefaults//{W}lang").get(f"{W}bidi") == "ar-SA"
    (foot,) = {words(section.footer._element) for section in made.docx.sections}
    assert "الصفحة 1 من 1" in foot
    for section in made.docx.sections:
        assert section._sectPr.find(f"{W}bidi") is not None
        assert section.header.paragraphs[0].runs[0].style.name == "Handling Label", "on the right, where lines begin"
        for run in section.footer._element.iter(f"{W}r"):
            if re.search("[\u0600-\u06ff]", words(run)):
                assert run.find(f"{W}rPr/{W}rtl") is not None, words(run)


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_the_line_beside_what_is_known_stands_where_lines_begin(written, language, side):
    known = written(brief=f"language: {language}").docx.styles["Known"].element
    assert [each.tag for each in known.find(f"{W}pPr/{W}pBdr")] == [f"{W}{side}"]


def test_a_label_without_room_in_its_column_stands_on_a_line_of_its_own(sample):
    rows = sample.styled("Reasoning")
    assert any(each.startswith("Status of an event\nconfirmed ") for each in rows)
    assert any(each.startswith("Credibility\t") for each in rows)


def test_what_only_a_drawing_has_is_not_said_without_it(sample):
    said = "\n".join(words(each._p) for each in sample.docx.paragraphs)
    assert "Timeline of 1–8 December 2024: 48 events by theatre." in said
    for key in ("Width:", "Band:", "Dot:", "frame", "Land and water", "Likelihood over time"):
        assert key not in said


# Little, and much


def test_a_brief_without_anything_to_say_has_no_empty_headings(desk):
    desk.write(
        "content/a.yaml", HEAD + "briefs: [{id: one, title: Quiet, cutoff: 2024-12-08, period: 2024-12-01/2024-12-08}]"
    )
    assert desk.build("--to", "docx").exit_code == 0
    made = Opened(desk.root / "output/one/one-draft.docx")
    assert made.styled("Heading 1") == ["Annexes"]
    assert made.styled("Front Heading") == []
    assert made.styled("Heading 2") == ["Source summary", "How to read this brief", "Method"]
    sound(made)


def test_a_title_of_three_hundred_letters_is_there_whole_and_small(written):
    title = ("A bridge over the river " * 13)[:300].strip()
    made = written(title=title)
    assert made.styled("Title") == [title]
    (run,) = {each.find(f"{W}rPr/{W}rStyle").get(f"{W}val") for each in made.paragraph(title).findall(f"{W}r")[:1]}
    assert run == "LongTitle"
    assert made.docx.core_properties.title == title[:254] + "…"


# The file


ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind jc outlineLvl "
    "sectPr",
    "rPr": "rStyle rFonts b bCs i iCs strike noProof color sz szCs u shd vertAlign rtl lang",
    "sectPr": "headerReference footerReference type pgSz pgMar pgBorders bidi",
    "tblPr": "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW tcBorders vAlign",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tblStylePr",
}
"""In which order their children may stand, by ISO/IEC 29500-1: Word refuses a file in which they stand otherwise."""


def sound(made: Opened) -> None:
    """A file that Word takes: every part is XML, listed and linked, and what is named is there."""
    types = etree.fromstring(made.files["[Content_Types].xml"])
    listed = {each.get("PartName") for each in types if each.get("PartName")}
    endings = {each.get("Extension") for each in types if each.get("Extension")}
    assert {name[1:] for name in listed} <= set(made.files)
    names = Counter()
    for name, data in made.files.items():
        assert f"/{name}" in listed or name.rpartition(".")[2] in endings or name == "[Content_Types].xml"
        if not name.endswith((".xml", ".rels")):
            continue
        root = etree.fromstring(data)
        folder, _, file = name.rpartition("/")
        rels = made.files.get(f"{folder}/_rels/{file}.rels")
        relations = {each.get("Id"): each for each in etree.fromstring(rels)} if rels else {}
        used = {value for each in root.iter() for key, value in each.attrib.items() if key.startswith(qn("r:x")[:-1])}
        assert used <= set(relations)
        for each in relations.values():
            target = each.get("Target")
            assert (
                each.get("TargetMode") == "External" or f"{folder}/{target}" in made.files or target[1:] in made.files
            )
        for tag, order in ORDERS.items():
            for element in root.iter(f"{W}{tag}"):
                children = [each.tag.removeprefix(W) for each in element]
                assert children == sorted(children, key=order.split().index), (name, children)
        if name.startswith("word/"):
            names.update(("bookmark", each.get(f"{W}name")) for each in root.iter(f"{W}bookmarkStart"))
            names.update(("id", each.get(f"{W}id")) for each in root.iter(f"{W}bookmarkStart"))
    assert set(names.values()) <= {1}
    bookmarks = {name for kind, name in names if kind == "bookmark"}
    for part in (made.body, made.notes):
        assert {each.get(f"{W}anchor") for each in part.iter(f"{W}hyperlink")} - {None} <= bookmarks
    styles = {each.get(f"{W}styleId") for each in made.docx.styles.element.iter(f"{W}style")}
    for part in (made.body, made.notes):
        assert {each.get(f"{W}val") for each in part.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")} <= styles
    assert all(cell[-1].tag == f"{W}p" for cell in made.body.iter(f"{W}tc"))


def test_the_file_of_an_event_that_is_told_from_right_to_left_is_sound(written):
    more = "events: [{id: e, date: 2024-12-01, title: الجسر مفتوح, sources: [log], handling: TLP:CLEAR}]"
    made = written("- قالت [@log].\n\n| أ | ب |\n|---|--:|\n| ج [@log] | د |\n", brief="language: ar", more=more)
    assert made.paragraph("E1\nالجسر مفتوح").find(f"{W}pPr/{W}bidi") is not None
    assert made.docx.tables[0]._tbl.tblPr.find(f"{W}bidiVisual") is not None
    sound(made)


@pytest.mark.parametrize("text", [MARKDOWN, "Note[^a] [@log].\n\n[^a]: Words\n\n    - in a list\n", "قال [@log]."])
def test_the_file_is_sound(written, text):
    sound(written(text))


def test_the_file_of_8_december_is_sound(sample):
    sound(sample)


def test_what_a_reviewer_changes_is_tracked(sample):
    assert b"<w:trackRevisions/>" in sample.files["word/settings.xml"]


def test_the_properties_tell_the_issue_and_nothing_of_who_built_it(sample, told):
    core = sample.docx.core_properties
    assert (core.title, core.author, core.last_modified_by) == (told["brief"]["title"], "Levant desk", "Levant desk")
    assert core.created.isoformat() == core.modified.isoformat() == "2024-12-08T03:00:00+00:00"
    assert (core.subject, core.language, core.revision) == ("Syria Watch, issue 2", "en-GB", 1)
    assert b"python-docx" not in b"".join(sample.files.values())


def test_the_same_input_gives_the_same_bytes_in_any_zone_and_locale(starter, command, tmp_path):
    made = []
    for name, zone, locale, seed in (("a", "Asia/Tokyo", "C", "1"), ("b", "America/Lima", "C.UTF-8", "77")):
        words_ = ("build", starter.root, "--to", "docx", "--out", tmp_path / name)
        done = command(*words_, TZ=zone, LC_ALL=locale, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.docx")})
    assert made[0] == made[1] != {}


# Making it


def test_a_document_is_made_where_it_is_asked_for_and_listed_then(written, desk):
    written()
    assert 'href="one/one-draft.docx">DOCX</a>' in (desk.root / "output/index.html").read_text("utf-8")
    assert "one-draft.docx" in (desk.root / "output/one/.briefgen-manifest.json").read_text("utf-8")
    assert desk.build("--to", "html").exit_code == 0
    assert (desk.root / "output/one/one-draft.docx").exists(), "what is made from the same stays"
    assert desk.build("--to", "html", "--out", str(desk.root / "other")).exit_code == 0
    assert not list((desk.root / "other").rglob("*.docx"))


def test_the_theme_gives_colours_faces_and_paper(written, desk):
    tokens = ':root { --accent: #123456; --ink: rebeccapurple; --serif: "IBM Plex Sans Arabic", serif; }'
    tokens += " @page { size: Letter; }"
    desk.write("templates/default/tokens.css", tokens)
    made = written()
    styles = made.files["word/styles.xml"].decode()
    assert 'w:val="123456"' in styles
    assert 'w:color w:val="1C1A17"' in styles, "what Word cannot read is as in the shipped theme"
    assert 'w:ascii="IBM Plex Sans Arabic"' in styles
    assert 'w:ascii="Source Sans 3"' in styles
    assert (
        '<w:font w:name="IBM Plex Sans Arabic"><w:altName w:val="Georgia"/>'
        in made.files["word/fontTable.xml"].decode()
    )
    assert made.docx.sections[0].page_width.inches == 8.5


def test_a_template_of_the_project_with_characters_that_xml_lacks_is_no_trouble(written, desk):
    page = "<html><body><section class='part'><h2>Facts\x01</h2><p>Odd\x08 &amp; <b>loose <p>Next\x0b"
    desk.write("templates/default/page.html", page)
    made = written()
    assert made.style_of("Facts") == "heading 1"
    assert made.style_of("Odd & loose") == made.style_of("Next") == "Normal"


def test_a_drawing_of_a_template_is_told_by_its_name(written, desk):
    svg = "<svg xmlns='http://www.w3.org/2000/svg'><title>Five days, three events</title><rect width='9'/></svg>"
    desk.write(
        "templates/default/page.html",
        f"<html><body><figure>{svg}<figcaption>The week</figcaption></figure><p>Inside {svg} words</p></body></html>",
    )
    made = written()
    assert made.style_of("[Five days, three events]") == "Normal"
    assert made.style_of("The week") == "caption"
    assert made.style_of("Inside words") == "Normal"


def test_a_flash_update_stays_on_one_sheet_as_far_as_it_fits(files):
    made = Opened(files.parents[1] / "flash-2024-12-08/flash-2024-12-08.docx")
    assert len(made.docx.sections) == 1
    assert made.styled("Heading 1") == ["Facts. What is known", "Sources and method"]
    sound(made)


def test_an_assessment_has_its_judgements_first(files):
    made = Opened(files.parents[1] / "assessment-2024-12-08/assessment-2024-12-08.docx")
    assert [head.partition(":")[0] for head in made.styled("Heading 1")] == ["Part one", "Part two", "Annexes"]
    rails = [each._sectPr.find(f"{W}pgBorders/{W}left") for each in made.docx.sections]
    assert [None if each is None else each.get(f"{W}val") for each in rails] == [None, "double", "single", None]


def test_who_wants_no_document_does_not_wait_for_what_makes_one():
    said = "import sys, briefgen.build.making; print(sorted({'docx', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
