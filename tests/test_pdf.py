"""The PDF: sound, marked on every page, tagged, the same bytes everywhere, and its words can be found again."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from getpass import getuser
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from briefgen.briefing import briefing_of, length
from briefgen.build.checking import check
from briefgen.build.project import find
from briefgen.prose import plain
from briefgen.scales import Handling

ROOT = Path(__file__).parent.parent
BRIEF = "syria-2024-12-08"
BRIEFS = ["syria-2024-12-01", "syria-2024-12-08", "syria-2024-12-15", "syria-2024-12-22"]
HEADINGS = re.compile("/H([1-6])")
ARABIC = re.compile("[\u0600-\u06ff]+")


def printed(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@cache
def texts(pdf: Path) -> list[str]:
    """The text of each page in reading order."""
    return printed("pdftotext", pdf, "-").removesuffix("\f").split("\f")


def squeezed(text: str) -> str:
    """A text whatever its lines, spaces and hyphens at line ends."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


@pytest.fixture(scope="module")
def pdf(sample) -> Path:
    return sample / BRIEF / f"{BRIEF}.pdf"


@pytest.fixture(scope="module")
def data(sample) -> dict:
    return json.loads((sample / BRIEF / f"{BRIEF}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def opened(pdf) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(pdf) as document:
        yield document


@pytest.fixture(scope="module")
def valley(starter, built) -> Path:
    """The small project that `briefgen new` starts, printed."""
    return built("valley-paper", starter.root, "--to", "pdf") / "valley-1" / "valley-1-draft.pdf"


def tree(document: pikepdf.Pdf) -> list[tuple[pikepdf.Dictionary, pikepdf.Dictionary | None]]:
    """The elements of the tag tree in reading order, each with the one above it."""
    found: list[tuple[pikepdf.Dictionary, pikepdf.Dictionary | None]] = []

    def walk(node: pikepdf.Dictionary, above: pikepdf.Dictionary | None) -> None:
        found.append((node, above))
        for child in kids(node):
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                walk(child, node)

    for child in kids(document.Root.StructTreeRoot):
        walk(child, None)
    return found


def kids(node: pikepdf.Dictionary) -> list[pikepdf.Object]:
    below = node.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def outline(document: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """The bookmarks: how deep, the title, and the number of the page it leads to."""
    numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
    found = []

    def walk(items: list[pikepdf.OutlineItem], depth: int) -> None:
        for item in items:
            found.append((depth, item.title, numbers[item.destination[0].objgen]))
            walk(item.children, depth + 1)

    with document.open_outline() as opened_:
        walk(opened_.root, 1)
    return found


# Sound


def test_qpdf_finds_nothing_wrong(sample):
    for path in sorted(sample.rglob("*.pdf")):
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "No syntax or stream encoding errors found" in done.stdout


def test_every_font_is_embedded_and_can_be_read_back(opened):
    fonts = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each]
    top = [font for font in fonts if font.get("/Subtype") != "/CIDFontType2"]
    assert len(top) > 3
    for font in top:
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_nothing_of_the_builder_s_machine_is_in_it(pdf, tmp_path):
    flat = tmp_path / "flat.pdf"
    printed("qpdf", "--qdf", "--object-streams=disable", pdf, flat)
    content = flat.read_bytes()
    assert b"Syria Watch" in content, "it is decompressed"
    places = [
        Path.cwd(),
        Path.home(),
        pdf,
        Path(__file__).parent.parent,
        f"/{getuser()}",
        "file:/",
        socket.gethostname(),
    ]
    assert {str(place) for place in places if str(place).encode() in content} == set()


def test_the_head_of_a_page_says_which_judgement_goes_on_there(sample):
    folder = sample / "syria-2024-12-15"
    data = json.loads((folder / "syria-2024-12-15.json").read_text())
    says = {each["label"]: squeezed(plain(each["text"])) for each in data["judgements"] + data["forecasts"]}
    pages = texts(folder / "syria-2024-12-15.pdf")
    going_on = [(number, re.search(r"What we assess · (\w+) continued", page)) for number, page in enumerate(pages)]
    found = [(number, head[1]) for number, head in going_on if head]
    assert found
    for number, label in found:
        assert says[label] in squeezed(pages[number - 1])
        assert says[label] not in squeezed(pages[number])


# On every page


def lines(pdf: Path) -> Iterator[tuple[float, list[tuple[float, str, float, str]]]]:
    """Of each page its height and its spans: baseline from the top, text, size in points, colour."""
    for page in ET.fromstring(printed("mutool", "draw", "-q", "-F", "stext", pdf)).iter("page"):
        spans = []
        for font in page.iter("font"):
            chars = list(font.iter("char"))
            text = "".join(char.get("c", "") for char in chars)
            spans.append((float(chars[0].get("y")), text, float(font.get("size")), chars[0].get("color")))
        yield float(page.get("height")), spans


def test_the_handling_label_stands_in_header_and_footer_of_every_page_in_twelve_points(pdf, opened):
    seen = 0
    for height, spans in lines(pdf):
        labels = [(y, size, colour) for y, text, size, colour in spans if text.strip() == "TLP:CLEAR"]
        assert any(y < 72 for y, _, _ in labels)
        assert any(y > height - 72 for y, _, _ in labels)
        margins = [each for each in labels if not 72 < each[0] < height - 72]
        assert all(size >= 12 for _, size, _ in margins)
        assert all(colour.lower() == Handling.CLEAR.colour.lower() for _, _, colour in margins)
        seen += 1
    assert seen == len(opened.pages)


def test_every_page_says_which_it_is_of_how_many(pdf, opened):
    for number, text in enumerate(texts(pdf), 1):
        assert re.findall(r"Page (\d+) of (\d+)", text) == [(str(number), str(len(opened.pages)))]


PARTS = ("In brief", "Part one: facts", "Part two: assessments", "Annexes")


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_head_of_a_page_names_the_part_of_its_first_line_and_the_foot_that_of_its_last(sample, brief):
    pdf = sample / brief / f"{brief}.pdf"
    current = PARTS[0]
    for number, (height, spans) in enumerate(lines(pdf), 1):
        head, foot = ("".join(text for y, text, _, _ in spans if close(y)) for close in (above, below(height)))
        body = [
            (text.strip().casefold(), size > 8.5 or text.isupper()) for _, text, size, _ in spans_of_body(height, spans)
        ]
        begun = [part for part in PARTS[1:] if (part.casefold(), True) in body]
        first = begun[0] if begun and body[0][0] == begun[0].casefold() else current
        current = begun[-1] if begun else current
        assert "Syria Watch" in head
        assert first in head, f"page {number}"
        assert [part for part in PARTS if part in foot] == [current], f"page {number}"
    assert current == "Annexes"


def above(y: float) -> bool:
    return y < 56


def below(height: float) -> Callable[[float], bool]:
    return lambda y: y > height - 56


def spans_of_body(height: float, spans: list[tuple[float, str, float, str]]) -> list[tuple[float, str, float, str]]:
    """What stands between head and foot, from the top down; not the stamp of a draft."""
    body = [each for each in spans if not above(each[0]) and not below(height)(each[0]) and each[2] < 60]
    return sorted(body, key=lambda each: each[0])


@pytest.mark.parametrize("brief", BRIEFS)
def test_no_citation_is_parted_from_its_word_and_no_word_from_its_end_by_the_turn_of_a_page(sample, brief):
    found = 0
    pages = ET.fromstring(
        re.sub(" xmlns=[^>]*", "", printed("pdftotext", "-bbox-layout", sample / brief / f"{brief}.pdf", "-"))
    )
    for page in pages.iter("page"):
        texts_ = []
        words_ = []
        for line in page.iter("line"):
            dated = words_[:2] == ["As", "of"]  # what a key figure rests on may stand under its day
            words_ = [word.text or "" for word in line.iter("word")]
            found += sum(word.startswith("[") for word in words_[1:])
            assert dated or not re.match(r"\[[EJF]?\d+([;\]]|$)", words_[0]), words_
            assert not re.search(r"\[[EJF]\d+;$", words_[-1]), words_
            texts_.append((float(line.get("yMax")), words_[-1]))
        last = max(each for each in texts_ if each[0] < float(page.get("height")) - 56)
        assert not last[1].endswith(("-", "\N{HYPHEN}")), last
    assert found > 20


@pytest.mark.parametrize("brief", BRIEFS)
def test_a_judgement_stands_on_one_page_with_its_likelihood_and_what_its_confidence_is(sample, brief):
    """It may go on overleaf after that, and then not with its last line alone."""
    pdf = sample / brief / f"{brief}.pdf"
    with pikepdf.open(pdf) as document:
        starts = anchors(document)
    pages = [sorted(spans_of_body(height, spans)) for height, spans in lines(pdf)]
    checked = 0
    for name, (number, top) in starts.items():
        if name.startswith(("assessment-", "forecast-")):
            below_ = [text.strip() for y, text, *_ in pages[number - 1] if y > top - 4]
            assert "Confidence" in below_, name
            assert below_.index("Likelihood") < below_.index("Confidence"), name
            checked += 1
    assert checked >= 4
    for page in pages[1:]:
        rows = sorted({round(y) for y, *_ in page})
        texts_ = {text.strip() for y, text, *_ in page if y < rows[0] + 3}
        assert "Cited in" not in texts_, "the last item stands with the one before it"


def anchors(document: pikepdf.Pdf) -> dict[str, tuple[int, float]]:
    """Each place that links lead to: the number of its page, and how far down it."""
    numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
    found = {}
    for name, place in pikepdf.NameTree(document.Root.Names.Dests).items():
        page = place[0]
        found[str(name)] = (numbers[page.objgen], float(page.MediaBox[3]) - float(place[3]))
    return found


@pytest.mark.parametrize("brief", BRIEFS)
def test_no_page_is_much_under_half_full_but_the_last_of_a_part(sample, brief):
    pages = [(height, spans_of_body(height, spans)) for height, spans in lines(sample / brief / f"{brief}.pdf")]
    begins = [any(text.strip() in PARTS[1:] and size > 16 for _, text, size, _ in body) for _, body in pages]
    for (height, body), last in zip(pages, [*begins[1:], True], strict=True):
        filled = (max(y for y, *_ in body) - 56) / (height - 112)
        assert last or filled > 0.44, body[0]


@pytest.mark.parametrize("brief", BRIEFS)
def test_no_line_of_the_list_of_sources_is_longer_than_a_reader_can_follow(sample, brief):
    """At most 75 characters, and every line of a source begins where its title does, in either column."""
    data = json.loads((sample / brief / f"{brief}.json").read_text("utf-8"))
    pages = ET.fromstring(
        re.sub(" xmlns=[^>]*", "", printed("pdftotext", "-bbox-layout", sample / brief / f"{brief}.pdf", "-"))
    )
    starts, checked = Counter(), 0
    words_of_why = {source["why"].split("[@")[0][:24] for source in data["sources"] if source["why"]}
    for line in pages.iter("line"):
        text = " ".join(word.text or "" for word in line.iter("word"))
        address = text.startswith("https://")
        if address or any(why in text for why in words_of_why):
            assert len(text) <= 75, text
            starts[round(float(line.get("xMin")))] += address
            checked += 1
    assert checked > len(data["sources"])
    assert len([place for place, count in starts.items() if count > 2]) == 2, starts


def test_an_issue_has_contents_when_it_is_longer_than_about_six_pages(sample, valley):
    for brief in BRIEFS:
        assert "Contents" in "".join(texts(sample / brief / f"{brief}.pdf")[:2])
    assert "Contents" not in "".join(texts(valley)[:2])


def test_how_long_an_issue_is_taken_to_be_is_about_how_long_it_is(sample, starter, valley):
    for root, files in ((ROOT, sample), (starter.root, valley.parent.parent)):
        dossier = check(find(root)).dossier
        for brief in dossier.briefs.current:
            (made,) = (files / brief.id).glob("*.pdf")
            printed_ = len(texts(made))
            assert abs(length.pages(briefing_of(dossier, brief)) - printed_) < max(3, printed_ / 10), brief.id


def test_page_one_is_enough(pdf):
    front = texts(pdf)[0]
    assert "events new in the chronology" in front, "the last line of what changed"
    assert [
        each for each in ("Bottom line", "Key judgements", "What changed", "Key figures") if each not in front
    ] == []


def test_a_short_unit_stands_on_the_line_of_its_number_and_a_long_one_whole_on_the_next(desk):
    desk.write(
        "content/all.yaml",
        """
        project: {series: Test Watch, handling: TLP:CLEAR}
        sources: [{id: paper, title: Paper, published: 2024-12-02}]
        briefs:
          - id: one
            title: One
            cutoff: 2024-12-08
            period: 2024-12-01/2024-12-08
            key_figures:
              - {what: crossed, low: 1500, high: 2000, unit: soldiers, source: paper, counted: 2024-12-02}
              - {what: fled, low: 4000, unit: soldiers, source: paper, counted: 2024-12-02}
              - {what: returned, best: 10000, unit: people from Lebanon, source: paper, counted: 2024-12-02}
        """,
    )
    assert desk.build("--to", "pdf").exit_code == 0
    (_, spans), *_ = lines(desk.root / "output" / "one" / "one-draft.pdf")
    at = {text.strip(): round(y, 1) for y, text, _, _ in spans}
    assert at["1,500–2,000"] == at["at least"] == at["4,000"] == at["10,000"] == at["soldiers"]
    assert at["people from Lebanon"] == pytest.approx(at["10,000"] + 10.5, abs=2)


def test_a_marking_of_red_is_red_on_black(desk, built):
    desk.write(
        "content/all.yaml",
        """
        project: {series: Test Watch, handling: TLP:RED}
        sources: [{id: paper, title: Paper, published: 2024-12-02}]
        events: [{id: outage, date: 2024-12-02, title: Power fails, sources: [paper]}]
        briefs: [{id: one, title: One, cutoff: 2024-12-08, period: 2024-12-01/2024-12-08, state: draft}]
        """,
    )
    assert desk.build("--to", "pdf").exit_code == 0
    pdf = desk.root / "output" / "one" / "one-draft.pdf"
    assert len(texts(pdf)) <= 2, "a brief of one event is no skeleton"
    printed("pdftoppm", "-r", "144", "-f", "1", "-l", "1", "-png", "-singlefile", pdf, desk.root / "page")
    page = Image.open(desk.root / "page.png").convert("RGB")
    for y in (text for text in words(pdf) if text[0] == "TLP:RED" and (text[2] < 90 or text[2] > 750)):
        box = page.crop(tuple(int(2 * each) for each in y[1:]))
        colours = {colour: count for count, colour in box.getcolors(1 << 16)}
        assert max(colours, key=colours.get) == (0, 0, 0)
        assert (255, 43, 43) in colours
    assert sum(text[0] == "TLP:RED" for text in words(pdf)) >= 2


def words(pdf: Path) -> list[tuple[str, float, float, float, float]]:
    """The words of the first page, each with its box from the top left in points."""
    found = []
    page = printed("pdftotext", "-bbox", "-l", "1", pdf, "-")
    for box, word in re.findall(r'<word ((?:\w+="[\d.]+" ?)+)>([^<]*)</word>', page):
        found.append((word, *(float(number) for number in re.findall(r'"([\d.]+)"', box))))
    return found


# Finding the way


def test_bookmarks_lead_to_every_part_and_section(pdf, opened, data):
    marks = outline(opened)
    titles = [title for _, title, _ in marks]
    wanted = [data["brief"]["title"], "Chronology", "Judgements in full", "Forecasts", "Sources"]
    assert [title for title in wanted if title not in titles] == []
    assert [section["title"] for section in data["sections"] if section["title"] not in titles] == []
    parts = [title for title in titles if title.startswith(("Part one", "Part two", "Annexes"))]
    assert len(parts) == 3
    depths = {title: depth for depth, title, _ in marks}
    assert all(depths["Chronology"] == depths[part] + 1 for part in parts)
    for _, title, page in marks:
        assert [word for word in title.split() if word.casefold() not in texts(pdf)[page - 1].casefold()] == [], title


def test_the_contents_give_the_pages_on_which_things_stand(pdf, opened, data):
    pages = {title: page for _, title, page in outline(opened)}
    written = squeezed("".join(text for _, spans in list(lines(pdf))[:3] for _, text, _, _ in spans))
    written = written[written.index("Contents") :]
    wanted = [section["title"] for section in data["sections"]]
    wanted += ["Chronology", "Judgements in full", "Forecasts", "Annexes", "Sources", "Method"]
    listed = {title: re.search(rf"{re.escape(squeezed(title))}[.\s]*(\d+)", written) for title in wanted}
    assert {title: int(found[1]) if found else None for title, found in listed.items()} == {
        title: pages[title] for title in wanted
    }


def test_links_within_the_page_lead_to_places_in_it(opened):
    names = {str(name) for name, _ in pikepdf.NameTree(opened.Root.Names.Dests).items()}
    inside = outside = 0
    for page in opened.pages:
        for annotation in page.get("/Annots", []):
            if "/Dest" in annotation:
                assert str(annotation.Dest) in names
                inside += 1
            else:
                assert str(annotation.A.URI).startswith(("https://", "http://", "mailto:"))
                outside += 1
    assert inside > 100
    assert outside > 20


# Tagged


def test_it_is_tagged_and_says_its_language_and_title(opened, data):
    root = opened.Root
    assert root.MarkInfo.Marked
    assert root.Lang == "en"
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(opened.docinfo.Title).startswith(data["brief"]["title"])


def test_headings_begin_with_the_first_and_skip_no_level(opened):
    levels = [int(found[1]) for node, _ in tree(opened) if (found := HEADINGS.fullmatch(str(node.S)))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_items_of_lists_hold_labels_and_bodies_only(opened):
    items = 0
    for node, above in tree(opened):
        if node.S == "/LI":
            assert above is not None
            assert above.S == "/L"
            assert {str(child.S) for child in kids(node)} <= {"/Lbl", "/LBody"}
            items += 1
        if node.S == "/LBody":
            assert above is not None
            assert above.S == "/LI"
    assert items > 50


def test_every_cell_of_a_table_names_the_cells_that_head_it(opened):
    named, heads = set(), set()
    for node, above in tree(opened):
        if node.S in {"/TH", "/TD"}:
            assert above is not None
            assert above.S == "/TR"
        if node.S == "/TH":
            heads.add(str(node.ID))
        if node.S == "/TD":
            assert len(node.A.Headers) >= 2, "its row and its column"
            named |= {str(each) for each in node.A.Headers}
    assert len(named) > 20
    assert named <= heads


def test_every_link_is_in_the_tags_and_leads_to_its_annotation(opened):
    linked = {
        child.Obj.objgen
        for node, _ in tree(opened)
        if node.S == "/Link"
        for child in kids(node)
        if isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/OBJR"
    }
    annotations = {each.objgen for page in opened.pages for each in page.get("/Annots", []) if each.Subtype == "/Link"}
    assert annotations
    assert annotations <= linked
    assert all("/StructParent" in each for page in opened.pages for each in page.get("/Annots", []))


def test_every_picture_has_its_words(opened):
    figures = [node for node, _ in tree(opened) if node.S == "/Figure"]
    assert figures, "likelihood bars are drawn"
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


# Words can be found


@pytest.mark.parametrize("extractor", [("pdftotext",), ("mutool", "draw", "-q", "-F", "txt")])
def test_every_event_and_every_source_is_found_in_the_text(extractor, pdf, data):
    words_ = printed(*extractor, pdf, *(["-"] if extractor[0] == "pdftotext" else []))
    text = squeezed(words_)
    for record in (*data["chronology"], *data["background"], *data["sources"]):
        title = record["title"]
        if ARABIC.search(title):  # an extractor gives the words in the order they are read or that they are seen in
            found = all(word in text or word[::-1] in text for word in ARABIC.findall(title))
        else:
            found = squeezed(title) in text
        assert found, record["id"]
    assert squeezed("No such title is in this issue") not in text


# The same everywhere


def test_the_same_input_gives_the_same_bytes_on_every_machine(starter, valley, command, tmp_path):
    machines = [
        {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "2", "COLUMNS": "40"},
    ]
    for number, machine in enumerate(machines):
        out = tmp_path / str(number)
        done = command("build", starter.root, "--to", "pdf", "--out", out, **machine)
        assert done.returncode == 0, done.stderr
        assert (out / "valley-1" / "valley-1-draft.pdf").read_bytes() == valley.read_bytes()


def test_its_dates_are_the_cut_off_or_what_the_builder_says(starter, valley, command, tmp_path):
    with pikepdf.open(valley) as document:
        assert str(document.docinfo.CreationDate) == str(document.docinfo.ModDate) == "D:20240306070000Z"
    done = command("build", starter.root, "--to", "pdf", "--out", tmp_path, SOURCE_DATE_EPOCH="1700000000")
    assert done.returncode == 0, done.stderr
    for nonsense in ("yesterday", "9" * 30):
        done = command("build", starter.root, "--to", "pdf", "--out", tmp_path, SOURCE_DATE_EPOCH=nonsense)
        assert done.returncode == 1
        assert "SOURCE_DATE_EPOCH is not a moment" in done.stderr
    with pikepdf.open(tmp_path / "valley-1" / "valley-1-draft.pdf") as document:
        assert str(document.docinfo.CreationDate) == str(document.docinfo.ModDate) == "D:20231114221320Z"
        assert "2023-11-14T22:13:20Z" in document.Root.Metadata.read_bytes().decode()


# What WeasyPrint remarks


def test_what_the_printer_ignores_is_said_and_fails_the_build(starter, tmp_path):
    """The log of a sound build is empty (`built` asserts it); this proves that it would not be."""
    shutil.copytree(starter.root, tmp_path / "valley", ignore=shutil.ignore_patterns("output"))
    style = tmp_path / "valley" / "templates" / "default" / "print.css"
    style.parent.mkdir(parents=True)
    style.write_text('{% include "default/print.css" %}\np { colour: red }\n')
    result = starter.run("build", str(tmp_path / "valley"), "--to", "pdf")
    assert result.exit_code == 1
    assert "PDF of valley-1" in result.stderr
    assert "colour" in result.stderr


def test_a_draft_says_so_across_every_page_and_a_final_issue_does_not(valley, pdf):
    for file, says in ((valley, "DRAFT"), (pdf, "")):
        for _, spans in lines(file):
            assert "".join(text for _, text, size, _ in spans if size > 60).strip(" .") == says


def noted(desk, text):
    """A project with a brief of one event and a section with this text."""
    desk.write(
        "content/all.yaml",
        f"""
        project: {{series: Grid Watch, timezone: Europe/Berlin, handling: TLP:CLEAR}}
        sources: [{{id: log, title: Log, published: 2024-03-01, language: en}}]
        events: [{{id: outage, date: 2024-03-01, title: Power fails, sources: [log]}}]
        briefs:
          - id: one
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03-01/2024-03-02
            sections: [{{part: fact, title: Notes, text: {json.dumps(text)}}}]
        """,
    )


def test_a_footnote_has_the_sign_by_which_the_text_names_it(desk):
    noted(desk, "It is dark [@log].[^x] It is cold [@log].[^y]\n\n[^x]: Foot of dark.\n[^y]: Foot of cold.")
    assert desk.build("--to", "pdf").exit_code == 0
    (path,) = desk.root.glob("output/one/*.pdf")
    text = " ".join(printed("pdftotext", path, "-").split())
    assert "It is dark [1].a It is cold [1].b" in text
    assert "b Foot of cold." in text


def test_a_picture_is_a_figure_with_its_words_and_its_caption_follows_it(desk):
    noted(desk, "![A fallen mast](mast.png 'The mast. Credit: Desk') [@log]\n\n![A sign](sign.svg) [@log]")
    Image.new("RGB", (900, 400), "gray").save(desk.root / "content" / "mast.png")
    (desk.root / "content" / "sign.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><text y="30">Sign</text></svg>'
    )
    result = desk.build("--to", "pdf")
    assert result.exit_code == 0, result.output
    (path,) = desk.root.glob("output/one/*.pdf")
    printed("qpdf", "--check", path)
    with pikepdf.open(path) as document:
        elements = [(str(node.S), str(node.get("/Alt", ""))) for node, _ in tree(document)]
    shown = [each for each in elements if each[0] in {"/Figure", "/Caption"}]
    assert shown == [("/Figure", "A fallen mast"), ("/Caption", ""), ("/Figure", "A sign"), ("/Caption", "")]
    assert "The mast. [1] Credit: Desk" in " ".join(printed("pdftotext", path, "-").split())
