"""The HTML page: sound, needs nothing but itself, leads from every claim to its source and back."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from conftest import GRID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen import themes
from briefgen.briefing import briefing_of
from briefgen.briefing.wording import humanised
from briefgen.build.checking import check
from briefgen.build.project import find
from briefgen.build.series import SITE
from briefgen.language import locale_of
from briefgen.outputs import typeset
from briefgen.outputs.page import compose
from briefgen.prose import plain

ROOT = Path(__file__).parent.parent
BRIEFS = ["syria-2024-12-01", "syria-2024-12-08", "syria-2024-12-15", "syria-2024-12-22"]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FETCHED = ("src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "longdesc", "manifest")
"""Attributes whose address a browser fetches or sends to without being asked by the reader."""

KEPT = "\N{NO-BREAK SPACE}"
"""A space that no line ends in: for a reader, a space."""


@dataclass
class Page:
    """A page as a reader's browser sees it, without its scripts."""

    text: str
    data: dict = field(repr=False)

    @cached_property
    def root(self) -> ET.Element:
        """The elements by their plain names; that this succeeds proves the page well-formed XML."""
        root = ET.fromstring(self.text)
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        return root

    @cached_property
    def parents(self) -> dict[ET.Element, ET.Element]:
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def by_id(self) -> dict[str, ET.Element]:
        return {element.get("id"): element for element in self.root.iter() if element.get("id")}

    def above(self, element: ET.Element) -> Iterator[ET.Element]:
        """The element and all that hold it, from the inside out."""
        while element is not None:
            yield element
            element = self.parents.get(element)

    def holder(self, element: ET.Element, *tags: str) -> ET.Element:
        return next(each for each in self.above(element) if each.tag in tags)

    def part(self, name: str) -> ET.Element | None:
        """One of the parts: `fact`, `assessment`, `annex`."""
        found = [each for each in self.root.iter("section") if f"part-{name}" in each.get("class", "").split()]
        assert len(found) <= 1
        return found[0] if found else None

    def links(self, within: ET.Element, to: str) -> list[ET.Element]:
        return [link for link in within.iter("a") if link.get("href", "").startswith(f"#{to}")]


def words(element: ET.Element | None, skip: tuple[str, ...] = ("style", "script", "template", "noscript")) -> str:
    """What a reader reads in an element, citations left out."""

    def pieces(each: ET.Element) -> Iterator[str]:
        if each.tag in skip or each.get("hidden") is not None or "cites" in each.get("class", "").split():
            return
        yield each.text or ""
        for child in each:
            yield from pieces(child)
            yield child.tail or ""

    return squeezed("".join(pieces(element))) if element is not None else ""


def squeezed(text: str) -> str:
    """A text by which two places are compared, whatever its white space and the gaps that citations leave."""
    return re.sub(r"\s+", "", text)


def read(out: Path, brief: str) -> Page:
    stem = next((out / brief).glob(f"{brief}*.json")).with_suffix("")
    data = json.loads(stem.with_suffix(".json").read_text("utf-8"))
    return Page(stem.with_suffix(".html").read_text("utf-8").replace(KEPT, " "), data)


@pytest.fixture(scope="module", params=BRIEFS)
def page(request, sample) -> Page:
    return read(sample, request.param)


@pytest.fixture(scope="module")
def pages(sample, starter, built) -> list[str]:
    """Every page that ships, the list of issues included; those of the archive have tests of their own."""
    valley = built("valley-screen", starter.root, "--to", "html", "--to", "json")
    found = (path for out in (sample, valley) for path in sorted(out.rglob("*.html")))
    return [path.read_text("utf-8") for path in found if path.parent.name != SITE]


@pytest.fixture
def made(desk):
    """Writes a project of one file, builds it, and gives the page of its brief `one`."""

    def make(content: str, *words: str) -> Page:
        desk.write("content/all.yaml", content)
        result = desk.build("--to", "html", "--to", "json", *words)
        assert result.exit_code == 0, result.output
        return read(desk.root / "output", "one")

    return make


def project(brief: str = "", events: str = "", more: str = "", sources: str = "", settings: str = "") -> str:
    """A project in which something was reported on 2 December and a brief of the 8th says so."""
    return f"""
project: {{series: Test Watch, timezone: Asia/Damascus, handling: TLP:CLEAR{settings}}}
sources:
  - {{id: paper, title: The paper's report, published: 2024-12-02, reliability: B}}
{sources}
events:
  - {{id: outage, date: 2024-12-02, title: Power fails, sources: [paper]}}
{events}
briefs:
  - id: one
    title: The lights go out
    cutoff: 2024-12-08
    period: 2024-12-01/2024-12-08
{brief}
{more}
"""


# Sound


def test_an_html_parser_finds_no_error(pages):
    for text in pages:
        html5lib.HTMLParser(strict=True).parse(text)


def test_an_xml_parser_reads_it_too(pages):
    for text in pages:
        assert ET.fromstring(text).tag == "{http://www.w3.org/1999/xhtml}html"


def test_ids_are_unique_and_every_link_inside_the_page_leads_somewhere(pages):
    for text in pages:
        ids = re.findall(r'<[^>]*?\sid="([^"]*)"', text)
        assert len(ids) == len(set(ids))
        targets = re.findall(r'href="#([^"]*)"', text)
        assert set(targets) - set(ids) == set()
        named = re.findall(r'aria-(?:labelledby|describedby|controls|owns)="([^"]*)"', text)
        assert {id_ for each in named for id_ in each.split()} - set(ids) == set()


def links_and_places(page: Page) -> tuple[set[str], Counter[str]]:
    """The places on a page that its links lead to, and how often each id is given."""
    links = {link.get("href")[1:] for link in page.links(page.root, "")}
    return links, Counter(element.get("id") for element in page.root.iter() if element.get("id"))


def test_an_issue_about_an_event_before_its_period_prints_it(made):
    page = made(
        """
project: {series: Grid Watch, handling: TLP:CLEAR, timezone: UTC}
sources: [{id: log, title: Open log, published: 2024-03-01, language: en, reliability: B, why: Kept by hand.}]
events: [{id: outage, date: 2024-03-01, title: Power fails, sources: [log], status: reported}]
assessments:
  - {id: again, as_of: 2024-03-09, text: "It will {likely} fail again.", likelihood: likely, basis: [outage]}
briefs:
  - id: one
    title: Two
    cutoff: 2024-03-12
    period: 2024-03-08/2024-03-12
    judgements: [again]
    highlights: [outage]
    bottom_line: "The power failed [@outage]."
"""
    )
    part = page.part("fact")
    assert "Powerfails" in words(page.holder(page.by_id["highlights"], "section"))
    assert "Powerfails" in words(page.holder(page.by_id["background"], "section"))
    assert page.by_id["event-outage"] in list(part.iter())


@pytest.mark.parametrize("moment", ["2024-12-01T06:00", "2024-12-05"])
def test_an_issue_rebuilt_as_known_earlier_links_to_what_it_holds(desk, moment):
    result = desk.run("build", str(ROOT), "--to", "html", "--to", "json", "--out", str(desk.root), "--as-of", moment)
    assert (result.exit_code, [line for line in result.stderr.splitlines() if "error" in line]) == (0, [])
    for path in desk.root.rglob("syria-*.html"):
        links, places = links_and_places(read(path.parent.parent, path.parent.name))
        assert {place for place in links if places[place] != 1} == set()


_OPTIONAL = {
    "highlights": "highlights: [early]",
    "bottom line": 'bottom_line: {fact: "It began [@early].", assessment: "It goes on [@lasting; @storm]."}',
    "key figure": "key_figures: [{event: early, what: homes-dark}]",
    "sections": """sections:
      - {part: fact, title: Facts, text: "Told [@early; @radio]."}
      - {part: assessment, title: Outlook, text: "Concluded [@lasting] of [@storm]."}""",
    "gap": 'gaps: ["Unknown [@early]."]',
    "trend": 'trends: [{theatre: East, trend: improved, why: "Better [@early]."}]',
    "judgements": "judgements: [lasting]",
    "no judgements": "judgements: []",
    "forecasts": "forecasts: [storm]",
    "no forecasts": "forecasts: []",
    "period": "period: 2024-12-01/2024-12-08",
    "narrow": "select: {places: [hill]}",
}
_ONE_OF = ({"judgements", "no judgements"}, {"forecasts", "no forecasts"})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.sets(st.sampled_from(sorted(_OPTIONAL))).filter(lambda each: not any(two <= each for two in _ONE_OF)),
    day=st.sampled_from(["2024-11-29", "2024-12-02", "2024-12-04"]),
    revised=st.booleans(),
)
def test_every_link_on_any_page_leads_to_the_one_place_of_that_name(desk, chosen, day, revised):
    """Whatever a brief holds and leaves out, and whether or not its events fall into its period."""
    parts = {"period: 2024-12-03/2024-12-08"} | {_OPTIONAL[each] for each in chosen}
    if "period" in chosen:
        parts.remove("period: 2024-12-03/2024-12-08")
    brief = "\n".join(f"    {part}" for part in sorted(parts))
    content = _EVERYTHING.replace("DAY", day).replace("BRIEF", brief)
    if not revised:
        content = content.replace(_REVISION, "")
    desk.write("content/all.yaml", content)
    dossier = check(find(desk.root)).dossier
    assert dossier is not None
    text = compose(briefing_of(dossier, dossier.briefs["one"]), themes.find("default", {}), "screen", lambda _: "", str)
    links, places = links_and_places(Page(text, {}))
    assert {place: places[place] for place in links if places[place] != 1} == {}
    assert one_way(Page(text, {})) == set()


def test_what_a_link_tells_who_points_at_it_is_on_the_screen_alone(desk):
    """On paper nobody does, and an edited title would have every sheet be laid out again that cites its record."""
    brief = "briefs: [{id: one, title: Power fails, cutoff: 2024-03-09, period: 2024-03-01/2024-03-09}]\n"
    desk.write("content/all.yaml", GRID + brief)
    dossier = check(find(desk.root)).dossier
    briefing, theme = briefing_of(dossier, dossier.briefs["one"]), themes.find("default", {})
    made = {medium: compose(briefing, theme, medium, lambda _: "", str) for medium in ("screen", "print")}
    told = {medium: re.findall('<a [^>]* title="[^"]*"', page) for medium, page in made.items()}
    assert told["screen"]
    assert told["print"] == []


_REVISION = """
  - id: early
    as_of: 2024-12-06
    date: DAY
    title: Power fails in two towns
    place: hill
    actors: [grid]
    sources: [paper]
    figures: [{what: homes-dark, best: 40, unit: homes, source: radio}]
"""
_EVERYTHING = f"""
project: {{series: Test Watch, timezone: Asia/Damascus, handling: TLP:CLEAR}}
sources:
  - {{id: paper, title: The paper's report, published: 2024-11-30, reliability: B}}
  - {{id: radio, title: Radio, published: 2024-12-01, why: "As [@paper] says."}}
actors: [{{id: grid, name: Grid operator}}]
places: [{{id: hill, name: Hill, theatre: East}}, {{id: dale, name: Dale, theatre: West}}]
events:
  - id: early
    date: DAY
    title: Power fails
    sources: [paper]
    actors: [grid]
    figures: [{{what: homes-dark, best: 30, unit: homes, source: radio}}]
    conflicts: "Radio says more [@radio]."
{_REVISION}
  - {{id: second, date: 2024-12-03, title: Power is back, text: "After [@early].", sources: [radio], place: dale}}
assessments:
  - {{id: lasting, text: "It will last.", likelihood: likely, basis: [early], would_change: [{{indicator: rain}}]}}
  - {{id: lasting, as_of: 2024-12-05, text: "It will not last.", likelihood: unlikely, changed: "As [@second]."}}
forecasts:
  - id: storm
    text: It storms
    by: 2024-12-31
    judged_by: Wind
    indicators: [{{id: rain, text: Rain, seen: [second]}}]
briefs:
  - {{id: before, title: Before, cutoff: 2024-12-02, period: 2024-11-25/2024-12-02}}
  - id: one
    title: The lights go out
    cutoff: 2024-12-08
BRIEF
"""


def test_there_is_one_first_heading_and_no_level_is_skipped(pages):
    for text in pages:
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", text)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_language_and_direction_are_said(page):
    assert (page.root.get("lang"), page.root.get("dir")) == ("en", "ltr")
    written = {(element.get("lang"), element.text) for element in page.root.iter("bdi")}
    natives = {pair for each in page.data["actors"] + page.data["places"] for pair in each["native"].items()}
    assert natives
    assert natives <= written, "a name in its own script says which language that is"


def test_a_page_without_labels_in_the_language_of_its_brief_says_so_of_its_author_s_words_and_of_no_others(made):
    page = made(
        project(
            settings=", language: fa",
            events="  - {id: back, date: 2024-12-03, title: عادت الكهرباء, text: عادت أمس., sources: [paper]}",
            brief="""
    language: fa
    bottom_line: {fact: "انقطعت [@outage].", assessment: "ستعود."}
    sections: [{part: fact, title: الشبكة, text: "فقرة [@paper].\\n\\n- بند أول\\n- بند ثان"}]
""",
        )
    )
    assert (page.root.get("lang"), page.root.get("dir")) == ("en", "ltr")
    seen = set()
    for element in page.root.iter():
        marked = [each for each in page.above(element) if each.get("lang")]
        if element.tag not in {"title", "meta", "style", "a"} and re.search("[\u0600-\u06ff]", element.text or ""):
            assert (marked[0].get("lang"), marked[0].get("dir")) == ("fa", "rtl"), element.text
            seen.add(element.text.strip())
        elif re.match("Sources|Chronology|What is known|Information cut-off", (element.text or "").strip()):
            assert marked[0].tag == "html", element.text
    assert {"عادت الكهرباء", "عادت أمس.", "ستعود.", "الشبكة", "بند أول"} <= seen


def test_the_list_of_issues_says_which_language_its_words_are_in(made, desk):
    made(project(settings=", language: fa"))
    root = Page((desk.root / "output" / "index.html").read_text("utf-8"), {}).root
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
    assert [(each.get("lang"), each.get("dir")) for each in root.iter("bdi")] == [("fa", "rtl")] * 2


def test_a_title_in_another_language_says_which_and_a_description_in_brackets_does_not(page):
    checked = Counter()
    for source in page.data["sources"]:
        bdi = next(page.by_id[f"source-{source['id']}"].iter("bdi"), None)
        if bdi is None:
            continue
        letters = any(each.isalpha() and ord(each) > 0x2FF for each in source["title"])
        if source["title"].startswith("["):
            assert bdi.get("lang") is None
        elif letters or source["language"] in {"en", "pt", "pl"}:
            assert bdi.get("lang") == source["language"]
        checked[bdi.get("lang")] += 1
    assert checked


# Needs nothing else


def test_nothing_is_fetched(pages):
    for text in pages:
        root = Page(text, {}).root
        elements = [each for each in root.iter() if each.get("rel") != "alternate"]
        assert not {"link", "iframe", "object", "embed", "base", "frame", "audio", "video"} & {e.tag for e in elements}
        for element in elements:
            for name, value in element.attrib.items():
                plain_name = name.rpartition("}")[2].lower()
                if plain_name in FETCHED or (plain_name == "href" and element.tag != "a"):
                    assert value.startswith(("data:", "#")), (element.tag, name, value)
                if plain_name == "http-equiv":
                    assert value.lower() != "refresh"
        styles = [style.text or "" for style in root.iter("style")] + [e.get("style") or "" for e in root.iter()]
        assert all("@import" not in style for style in styles)
        addresses = [a for style in styles for a in re.findall(r"url\(\s*[\"']?([^\"')]{0,40})", style)]
        assert addresses, "the fonts are inside"
        assert all(address.startswith(("data:", "#")) for address in addresses)


def test_links_out_of_the_page_are_the_addresses_of_sources_and_of_the_desk(page):
    known = {source["url"] for source in page.data["sources"]}
    outside = {link.get("href") for link in page.root.iter("a")} - {None}
    outside = {address for address in outside if not address.startswith("#")}
    assert outside
    assert {address for address in outside if not address.startswith("mailto:")} <= known


def test_all_of_it_reads_without_scripts(page):
    read_ = words(page.root)
    for event in page.data["chronology"]:
        assert squeezed(event["title"]) in read_
    for source in page.data["sources"]:
        assert squeezed(source["title"]) in read_
    for each in page.data["judgements"] + page.data["forecasts"]:
        assert squeezed(plain(each["text"])) in read_
    assert not [name for element in page.root.iter() for name in element.attrib if name.startswith("on")]


# From claim to source and back


def test_every_back_link_of_a_source_leads_to_a_place_that_cites_it(page):
    checked = 0
    for source in page.data["sources"]:
        id_ = f"source-{source['id']}"
        item = page.holder(page.by_id[id_], "li")
        backs = page.links(item, "")
        assert backs, f"{id_} is in the list, so something cites it"
        for back in backs:
            place = page.holder(page.by_id[back.get("href")[1:]], "article", "li", "section")
            assert page.links(place, id_), (id_, back.get("href"))
            checked += 1
    assert checked >= len(page.data["sources"])


def test_every_link_to_a_source_is_led_back_to(page):
    annex = page.by_id["sources"]
    listed = page.holder(annex, "section")
    checked = 0
    for source in page.data["sources"]:
        id_ = f"source-{source['id']}"
        item = page.holder(page.by_id[id_], "li")
        backs = {back.get("href")[1:] for back in page.links(item, "")}
        for link in page.links(page.root, id_):
            if listed in page.above(link):
                continue
            # What is said twice, such as a key judgement, is led back to where it stands in full.
            near = [page.holder(link, "article", "section"), *(e for e in page.above(link) if e.tag in {"li", "tr"})]
            anchors = {e.get("id") for place in near for e in place.iter() if e.get("id")}
            anchors |= {a.get("href")[1:] for place in near[1:] for a in page.links(place, "")}
            assert backs & anchors, (id_, link.attrib)
            checked += 1
    assert checked >= len(page.data["sources"])


RECORDS = ("event-", "assessment-", "forecast-", "source-", "actor-", "place-")


def surroundings(page: Page, link: ET.Element) -> set[str]:
    """The places that a link stands at: the record around it, or else the section."""
    for each in page.above(link):
        anchors = {found.get("id") for found in each.iter() if found.get("id")}
        if each.tag == "article" or (each.tag == "li" and anchors):
            return anchors
        if each.tag == "section" and each.get("aria-labelledby"):
            return {each.get("aria-labelledby")}
    return set()


def one_way(page: Page) -> set[tuple[str, str]]:
    """The links to records that these do not answer: the record, and the place of the link."""
    back = {
        id_: {link.get("href")[1:] for link in page.links(page.holder(place, "article", "li"), "")}
        for id_, place in page.by_id.items()
        if id_.startswith(RECORDS)
    }
    found = set()
    drawn = {link for figure in page.root.iter("figure") for link in figure.iter("a")}
    for link in page.links(page.root, ""):
        if link in drawn:
            continue  # a drawing shows every event, and cites none
        to, here = link.get("href")[1:], surroundings(page, link)
        if to in back and to not in here and not back[to] & here:
            found.add((to, min(here, default="nowhere")))
    return found


def test_every_record_leads_back_to_every_place_that_leads_to_it(page):
    """As "How to read this brief" says: judgements, key figures, tables, highlights and names included."""
    kinds = {link.get("href")[1:].partition("-")[0] for link in page.links(page.root, "")}
    assert kinds >= {prefix.rstrip("-") for prefix in RECORDS}
    assert one_way(page) == set()


def test_an_entry_names_its_actors_and_each_leads_to_the_annex(page):
    checked = 0
    names = {actor["id"]: actor["name"] for actor in page.data["actors"]}
    for event in page.data["chronology"] + page.data["background"]:
        article = page.holder(page.by_id[f"event-{event['id']}"], "article")
        linked = {link.get("href"): link.text for link in page.links(article, "actor-")}
        assert {f"#actor-{id_}": names[id_] for id_ in event["actors"]}.items() <= linked.items()
        checked += len(event["actors"])
    assert checked > 10


def test_sources_are_numbered_in_the_order_in_which_a_reader_meets_them(page):
    met = [link.get("href")[1:] for link in page.links(page.root, "source-")]
    assert list(dict.fromkeys(met)) == [f"source-{source['id']}" for source in page.data["sources"]]


def test_every_citation_of_an_event_has_its_number_and_grade(page):
    for event in page.data["chronology"]:
        article = page.holder(page.by_id[f"event-{event['id']}"], "article")
        text = words(article)
        for cite in event["sources"]:
            assert re.search(rf"{cite['number']}\W*{cite['grade']}", text), (event["id"], cite)
            assert page.links(article, f"source-{cite['source']}")


def test_sources_are_numbered_from_one_in_the_order_of_the_list(page):
    assert [source["number"] for source in page.data["sources"]] == list(range(1, len(page.data["sources"]) + 1))
    items = [page.holder(page.by_id[f"source-{source['id']}"], "li") for source in page.data["sources"]]
    assert items == list(page.holder(items[0], "ol"))


def test_a_citation_becomes_a_link_in_every_text_an_author_writes(made):
    page = made(
        project(
            settings=', exclusions: "Not covered [@paper]."',
            sources="  - {id: radio, title: Radio, reliability: C, why: 'As [@paper] says. It rests on [@wire].'}\n"
            "  - {id: wire, title: Wire}",
            events="""
  - id: second
    date: 2024-12-03
    title: Second
    text: In the text [@paper].
    conflicts: In the conflict [@paper].
    sources: [paper, radio]
""",
            brief="""
    bottom_line: {fact: "Known [@paper].", assessment: "Assessed [@outage]."}
    sections:
      - {part: fact, title: Facts, text: "Told [@paper, page 4; @outage]."}
      - {part: assessment, title: Outlook, text: "Concluded [@lasting]."}
    trends: [{theatre: Homs, trend: improved, why: "Better [@paper]."}]
    gaps: ["Unknown [@paper]."]
""",
            more="""
assessments:
  - id: lasting
    text: The repair will {likely} hold [@paper].
    likelihood: likely
    confidence: low
    because: Little is known [@paper].
    basis: [outage]
    assumptions: [{text: "Assumed [@paper].", grade: caveated}]
    alternatives: [{text: "Otherwise [@paper].", why_less: "Less so [@paper]."}]
    would_change: ["A sign [@paper]."]
    dissent: Some doubt it [@paper].
    so_what: It matters [@paper].
forecasts:
  - id: back
    if: The wire holds [@paper]
    text: the light {likely} returns [@paper]
    likelihood: likely
    confidence: low
    because: Guesswork [@paper].
    basis: [outage]
    by: 2024-12-31
    judged_by: The lamp burns [@paper].
    indicators: [{id: humming, text: "It hums [@paper].", seen: [outage]}]
""",
        )
    )
    assert "[@" not in re.sub(r"<style>.*?</style>", "", page.text, flags=re.DOTALL)
    assert [source["id"] for source in page.data["sources"]] == ["paper", "radio", "wire"]
    test_every_back_link_of_a_source_leads_to_a_place_that_cites_it(page)
    assert page.links(page.holder(page.by_id["source-wire"], "li"), "source-radio"), (
        "wire is cited by the radio's grade"
    )
    assert ", page 4" in "".join(page.holder(page.by_id["section-1"], "section").itertext())


# What typesetting does to words


FORECAST = """
    likelihood: likely
    confidence: low
    because: Guesswork.
    basis: [outage, paper]
    by: 2024-12-31
    judged_by: The lamp burns.
    indicators: [{id: humming, text: It hums, seen: [outage]}, {id: glowing, text: It glows}]
"""


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "8 December 2024"),
        ("fr", "1er décembre 2024"),
        ("fr", "8 déc."),
        ("ru", "8 дек."),
        ("uk", "8 груд."),
        ("ar", "8 ديسمبر 2024"),
    ],
)
def test_no_line_ends_within_a_date(language, date):
    assert " " not in typeset.together(date, locale_of(language))


def test_a_date_in_spanish_may_break_before_its_year_alone():
    assert typeset.together("8 de diciembre de 2024", locale_of("es")).split(" ") == [
        "8\xa0de\xa0diciembre",
        "de\xa02024",
    ]


def test_a_condition_ends_with_a_comma_and_a_forecast_with_a_full_stop(made):
    written = "forecasts:\n  - id: back\n    if: The wire holds\n    text: the light {likely} returns" + FORECAST
    for content in (written, written.replace("holds", "holds,").replace("returns", "returns.")):
        page = made(project(more=content))
        (statement,) = (e for e in page.root.iter("div") if e.get("class") == "statement conditional")
        assert words(statement) == squeezed("If The wire holds, then the light likely returns.")


def test_an_indicator_says_first_whether_it_was_seen_and_a_basis_which_number_is_a_source(made):
    page = made(project(more="forecasts:\n  - id: back\n    text: The light {likely} returns." + FORECAST))
    rows = {words(dt): dd for dl in page.root.iter("dl") for dt, dd in zip(dl.iter("dt"), dl.iter("dd"), strict=True)}
    assert ["".join(li.itertext()).strip() for li in rows["Indicators"].iter("li")] == [
        "Seen: It hums [E1]",
        "Not seen: It glows",
    ]
    assert "".join(rows["Restson"].itertext()).strip() == "E1, source 1"


def test_confidence_moves_beside_the_confidence_likelihood_beside_the_likelihood_and_the_rest_apart(page):
    for judgement in page.data["judgements"]:
        article = page.holder(page.by_id[f"assessment-{judgement['id']}"], "article")
        rows = {words(dt): words(dd) for dt, dd in zip(article.iter("dt"), article.iter("dd"), strict=True)}
        assert "Confidenceraised" not in rows["Likelihood"]
        assert "Likelihoodraised" not in rows["Confidence"]
        assert not any(word in rows["Likelihood"] + rows["Confidence"] for word in ("Reworded.", "Basischanged"))
        told = rows["Likelihood"] + rows["Confidence"].partition(".")[2] + rows.get("Whatchanged", "")
        at = -1
        for sentence in re.findall(r"[^.]+\.", judgement["movement"] or ""):
            at = told.find(squeezed(sentence), at + 1)
            assert at >= 0, sentence


def test_a_citation_and_a_date_stay_on_one_line(made, desk):
    events = "\n".join(f"  - {{id: e{n}, date: 2024-12-0{n}, title: T, sources: [paper]}}" for n in range(3, 6))
    cited = "Known on 2 December [@paper; @e3; @e4]. And more [@paper; @e3; @e4; @e5]."
    made(project(events=events, brief=f"    bottom_line: {{fact: '{cited}'}}"))
    raw = (desk.root / "output" / "one" / "one-draft.html").read_text("utf-8")
    claim = re.search(r'<div class="claim claim-fact">(.*?)</div>', raw, re.DOTALL)[1]
    text = re.sub(r"<[^>]*>", "", claim)
    assert f"on 2{KEPT}December{KEPT}[1;{KEPT}E2;{KEPT}E3]." in text
    assert f"more{KEPT}[1; E2; E3; E4]." in text, "a long bracket may break"
    assert " December" not in re.sub(r"<[^>]*>", "", raw.partition("<body")[2]), "no line ends between day and month"


def test_an_address_shows_the_letters_that_it_spells(made):
    word = "%D8%AF%D9%85%D8%B4%D9%82"
    spelt = f"https://example.org/{word}%20and-%E2%80%8E%FF/caf%C3%A9"
    page = made(project(sources=f"  - {{id: wire, title: Wire, url: '{spelt}'}}", brief="    gaps: ['None [@wire].']"))
    (link,) = (each for each in page.root.iter("a") if each.get("class") == "address")
    assert link.get("href") == spelt, "where it leads is as written"
    assert link.text == "https://example.org/\u062f\u0645\u0634\u0642%20and-%E2%80%8E%FF/caf\u00e9"


def test_a_figure_says_of_what_and_as_of_when_and_in_a_line_not_twice_what_it_counts(made):
    page = made(
        project(
            brief="    key_figures: [{event: raid, what: air-strikes}, {event: raid, what: killed}]",
            events="""
  - id: raid
    date: 2024-12-03
    title: Raid
    sources: [paper]
    figures:
      - {what: air-strikes, low: 3, best: 4, high: 5, unit: strikes, counted: 2024-12-03}
      - {what: killed, low: 20, unit: people, counted: 2024-12-03}
""",
        )
    )
    strip = page.holder(page.by_id["key-figures"], "section")
    cells = [["".join(p.itertext()).strip() for p in li.iter("p")] for li in strip.iter("li")]
    assert cells == [
        ["3–5 strikes", "Air strikes", "Best estimate 4. As of 3 December 2024 [E2]"],
        ["at least 20 people", "Killed", "As of 3 December 2024 [E2]"],
    ]
    text = " ".join("".join(page.part("fact").itertext()).split())
    assert "Air strikes: 3–5, best estimate 4, as of" in text
    assert "Killed: at least 20 people, as of" in text


def test_a_range_leads_to_each_of_its_sources_wherever_it_stands(made):
    page = made(
        project(
            brief="    key_figures: [{event: crash, what: injured}]",
            sources="  - {id: police, title: The police report, published: 2024-12-03}",
            events="""
  - id: crash
    date: 2024-12-03
    title: A crash
    sources: [paper, police]
    figures: [{what: injured, low: 3, high: 5, source: [police, paper], counted: 2024-12-03}]
""",
        )
    )
    strip = page.holder(page.by_id["key-figures"], "section")
    assert "As of 3 December 2024 [E2; 1; 2]" in " ".join("".join(strip.itertext()).split())
    row = page.holder(page.by_id["figures"], "section").find(".//{*}tbody/{*}tr")
    assert ["".join(cell.itertext()) for cell in row][-2:] == ["E2", "1, 2"]
    entry = " ".join("".join(page.holder(page.by_id["event-crash"], "article").itertext()).split())
    assert "Injured: 3–5, as of 3 December 2024 [1; 2]." in entry


def test_the_legend_names_the_kinds_of_record_that_an_issue_has(made):
    page = made(project(brief="    judgements: []\n    forecasts: []"))
    legend = words(page.holder(page.by_id["scales"], "section"))
    assert "E1,E2,…areevents;plainnumbersaresources." in legend
    assert "J1" not in legend
    assert "F1" not in legend


def test_an_entry_says_its_theatre_where_an_issue_has_several(made):
    events = """
  - {id: one-side, date: 2024-12-03, title: East, theatre: Eastern front, sources: [paper]}
  - {id: other, date: 2024-12-04, title: Other, theatre: %s, sources: [paper]}
"""
    for other, said in (("Coast", True), ("Eastern front", False)):
        page = made(project(events=events % other))
        entry = words(page.holder(page.by_id["event-one-side"], "article"))
        assert ("Easternfront" in entry) == said


def test_an_actor_and_its_names_are_told_apart(page):
    for actor in page.data["actors"]:
        pieces = [actor["name"], *actor["native"].values()]
        pieces += [humanised(actor["kind"] or "")] * bool(actor["kind"])
        pieces += [f"also {', '.join(actor['aliases'])}"] * bool(actor["aliases"])
        text = " ".join("".join(page.by_id[f"actor-{actor['id']}"].itertext()).split())
        assert text.startswith(" · ".join(pieces) + " · E"), text


def test_the_origin_of_a_report_is_told_in_words_and_by_its_number_where_it_is_listed(made):
    page = made(
        project(
            sources="""
  - {id: wire-1202, title: Wire report, publisher: The Wire, origin: "Agency, 2 December"}
  - {id: relay, title: Relay, origin: paper}
  - {id: third, title: Third, origin: unnamed-agencies}
  - {id: fourth, title: Fourth, origin: gow}
  - {id: fifth, title: Fifth, origin: A cable to the ministry}
  - {id: sixth, title: Sixth, origin: dated}
  - {id: dated, title: First report, publisher: Daily, published: 2024-12-02T08:00Z}
""",
            events="  - {id: more, date: 2024-12-03, title: More, actors: [gow],"
            " sources: [paper, wire-1202, relay, third, fourth, fifth, sixth]}",
            more="actors: [{id: gow, name: Grid operator}]",
        )
    )
    told = {
        id_: "".join(page.holder(page.by_id[f"source-{id_}"], "li").itertext())
        for id_ in ("wire-1202", "relay", "third", "fourth", "fifth", "sixth")
    }
    told = {id_: re.search(r"Origin: (.*?)\.", " ".join(text.split()))[1] for id_, text in told.items()}
    assert told == {
        "wire-1202": "Agency, 2 December",
        "relay": "The paper's report, 2 December 2024 [1]",
        "third": "unnamed agencies",
        "fourth": "Grid operator",
        "fifth": "A cable to the ministry",
        "sixth": "Daily, 2 December 2024",
    }


def test_the_history_of_a_judgement_says_why_each_version_differs(sample):
    page = read(sample, "syria-2024-12-15")
    checked = 0
    for each in page.data["judgements"] + page.data["forecasts"]:
        kind = "assessment" if each in page.data["judgements"] else "forecast"
        text = words(page.holder(page.by_id[f"{kind}-{each['id']}"], "article"))
        for step in each["history"]:
            if step["changed"]:
                assert text.count(squeezed(plain(step["changed"]))) == 1
                checked += 1
    assert checked > 2


def test_what_is_new_is_named_by_its_topic(sample):
    page = read(sample, "syria-2024-12-15")
    said = words(page.holder(page.by_id["changes"], "section"))
    new = [change["record"] for change in page.data["changes"] if change["kind"] == "new"]
    held = [each for each in (*page.data["judgements"], *page.data["forecasts"]) if each["id"] in new]
    assert {each["label"][0] for each in held} == {"J", "F"}
    for each in held:
        assert squeezed(f"{each['label']} {each['category'].replace('-', ' ')}") in said


def test_what_sources_disagree_about_is_said_where_it_is_listed(page):
    if any(event["conflicts"] for event in page.data["chronology"]):
        listed = words(page.holder(page.by_id["conflicts"], "section"))
        for event in page.data["chronology"]:
            if event["conflicts"]:
                assert squeezed(event["title"]) in listed
                assert squeezed(plain(event["conflicts"])) in listed


def test_a_run_of_entries_without_a_sequence_is_written_by_its_ends_and_a_single_one_in_words(made):
    events = """
  - {id: c, date: 2024-12-04, time: "05:00", title: At five, sources: [paper]}
  - {id: d, date: 2024-12-04, title: That day, sources: [paper]}
"""
    events += "".join(f"  - {{id: a{n}, date: 2024-12-03, title: That day, sources: [paper]}}\n" for n in range(4))
    events += "  - {id: b, date: 2024-12-03, time: '05:00', title: At five, sources: [paper]}\n"
    page = made(project(events=events))
    assert [element.text for element in page.root.iter("p") if element.get("class") == "order"] == [
        "Sequence not established: E2–E5.",
        "E7 may belong before or after the other events of this day.",
    ]


def test_what_is_in_brief_comes_before_the_contents(page):
    order = [element.get("id") for element in page.root.iter() if element.get("id")]
    assert order.index("bottom-line") < order.index("key-judgements") < order.index("contents") < order.index("facts")


def test_a_key_judgement_is_a_line_of_page_one_and_stands_in_full_in_its_part(made):
    judged = """
assessments:
  - id: lasting
    HEADLINE
    text: Crews were at work by noon [@paper]. The repair will {likely} hold until March.
    likelihood: likely
    confidence: low
    because: Little is known.
    basis: [outage]
"""
    for headline, line in (
        ('headline: "The repair will {likely} hold."', "The repair will likely hold."),
        ("headline: The repair holds.", "Likely: The repair holds."),  # the term is said, by whomever
        ("", "Crews were at work by noon. The repair will likely hold until March."),
    ):
        page = made(project(more=judged.replace("HEADLINE", headline)))
        (item,) = (li for ol in page.root.iter("ol") if ol.get("class") == "marked" for li in ol.iter("li"))
        assert words(item).startswith(squeezed("J1 " + line)), headline
        assert words(item).endswith(squeezed("55–80 %. Confidence low."))
        assert squeezed("Crews were at work by noon") in words(page.part("assessment"))


# Facts and assessments apart


def test_what_the_desk_concludes_never_stands_among_the_facts(page):
    facts, assessments = words(page.part("fact")), words(page.part("assessment"))
    concluded = [each["text"] for each in page.data["judgements"] + page.data["forecasts"]]
    concluded += [each["because"] for each in page.data["judgements"] + page.data["forecasts"]]
    sections = [each["text"] for each in page.data["sections"] if each["part"] == "assessment"]
    concluded += [paragraph for text in sections for paragraph in text.split("\n\n")]
    assert len(concluded) > 3
    for text in concluded:
        start = squeezed(plain(text))[:60]
        assert start in assessments
        assert start not in facts


def test_what_sources_report_never_stands_among_the_assessments(page):
    facts, assessments = words(page.part("fact")), words(page.part("assessment"))
    reported = [event["text"] for event in page.data["chronology"] if event["text"]]
    sections = [each["text"] for each in page.data["sections"] if each["part"] == "fact"]
    reported += [paragraph for text in sections for paragraph in text.split("\n\n")]
    assert len(reported) >= 10
    for text in reported:
        start = squeezed(plain(text))[:60]
        assert start in facts
        assert start not in assessments


def test_each_part_says_in_words_which_it_is(page):
    for name, word in (("fact", "facts"), ("assessment", "assessments"), ("annex", "annexes")):
        part = page.part(name)
        heading = next(element for element in part.iter() if element.tag in HEADINGS)
        assert part.get("aria-labelledby") == heading.get("id")
        assert word in words(heading).casefold()


def test_the_bottom_line_says_which_half_is_which(page):
    section = page.holder(page.by_id["bottom-line"], "section")
    fact, assessment = (squeezed(plain(page.data["brief"]["bottom_line"][half])) for half in ("fact", "assessment"))
    text = words(section)
    assert re.search(rf"known\W*{re.escape(fact)}.*assess\W*{re.escape(assessment)}", text)


# What it prints


def test_the_handling_label_stands_at_the_top_and_at_the_end(page):
    text = words(page.root.find("body"))
    first, last = text.find("TLP:CLEAR"), text.rfind("TLP:CLEAR")
    assert 0 <= first < 200
    assert last > len(text) - 400


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "{% raw %}",
        "{# gone #}",
        "NO",
        "12:30",
        "1e3",
        "null is a word",
        "&amp; &lt;",
        "\"quoted\" 'twice'",
        "<fonts/>",
        "]]> <!-- --> </style>",
        "**not bold** [a](b) {likely} `code`",
        "2024-12-08",
    ],
)
def test_a_title_is_printed_as_typed(made, title):
    typed = "'" + title.replace("'", "''") + "'" if title not in {"NO", "12:30", "1e3", "2024-12-08"} else title
    content = project().replace("Power fails", typed).replace("The lights go out", typed)
    page = made(content.replace("The paper's report", typed).replace("series: Test Watch", f"series: {typed}"))
    assert "".join(page.root.find("head/title").itertext()).startswith(f"{title} – {title}")
    assert "".join(next(page.root.iter("h1")).itertext()) == title
    assert "".join(page.by_id["event-outage"].itertext()) == title
    assert title in "".join(page.holder(page.by_id["source-paper"], "li").itertext())
    assert page.data["chronology"][0]["title"] == page.data["sources"][0]["title"] == title
    assert not list(page.root.iter("script")) or "alert(1)" not in "".join(
        e.text or "" for e in page.root.iter("script")
    )
    html5lib.HTMLParser(strict=True).parse(page.text)


def test_what_there_is_nothing_to_say_about_vanishes(made):
    page = made(project())
    assert page.part("assessment") is None
    absent = ("judgements", "forecasts", "trends", "gaps", "conflicts", "figures", "background", "actors", "places")
    absent += ("corrections", "highlights", "key-figures", "key-judgements", "changes", "bottom-line")
    assert not set(absent) & set(page.by_id)
    targets = {link.get("href") for link in page.root.iter("a")}
    assert not {f"#{name}" for name in absent} & targets
    for section in page.root.iter("section"):
        said = [child for child in section if child.tag not in HEADINGS]
        assert said
        assert words(section) != words(next(e for e in section.iter() if e.tag in HEADINGS))


def test_a_brief_without_any_event_says_so_without_a_skeleton_of_headings(made):
    content = project(brief="    gaps: [Whether anything happened at all.]").replace(
        "date: 2024-12-02", "date: 2023-05-02"
    )
    page = made(content.replace("sources: [paper]", "sources: []"))
    assert page.data["chronology"] == []
    assert "chronology" not in page.by_id
    assert "gaps" in page.by_id


@pytest.mark.parametrize(("state", "said"), [("draft", "Draft"), ("review", "review")])
def test_what_is_not_final_says_so_in_words(made, state, said):
    page = made(project(brief=f"    state: {state}"))
    (banner,) = [element for element in page.root.iter() if "state" in element.get("class", "").split()]
    assert said in "".join(banner.itertext())
    assert "not approved" in "".join(banner.itertext()).casefold()


def test_what_is_final_says_who_approved_it(made):
    page = made(project(brief="    state: final\n    approved: {by: The editor, on: 2024-12-08T09:00+03:00}"))
    assert not [element for element in page.root.iter() if "state" in element.get("class", "").split()]
    assert "Approved: The editor, 8 December 2024" in "".join(page.holder(page.by_id["method"], "section").itertext())


def test_a_picture_is_inside_and_has_its_words(made, desk):
    png = (Path(__file__).parent / "rules" / "line.png").read_bytes()
    (desk.root / "content").mkdir()
    (desk.root / "content" / "line.png").write_bytes(png)
    page = made(project(brief='    sections: [{part: fact, title: Line, text: "![The line](line.png) [@paper]"}]'))
    (image,) = page.root.iter("img")
    assert image.get("alt") == "The line"
    assert image.get("src").startswith("data:image/png;base64,")


def test_nothing_of_the_builder_s_machine_is_in_the_page(sample):
    for path in sample.rglob("*"):
        if path.suffix in {".html", ".json"}:
            text = path.read_text("utf-8")
            for place in (Path.cwd(), Path.home(), sample, Path(__file__).parent.parent):
                assert str(place) not in text


# The day at the place


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
def test_an_event_prints_as_the_day_it_was_at_the_place_wherever_it_is_built(desk, command, zone):
    desk.write(
        "content/all.yaml",
        project(
            events="""
  - {id: early, date: 2024-12-08, time: "00:30", title: Half past midnight in Damascus, sources: [paper]}
  - {id: late, date: 2024-12-07T23:45+03:00, title: A quarter to, sources: [paper]}
"""
        ),
    )
    outputs = {}
    for name in ("UTC", zone):
        out = desk.root / name.replace("/", "-")
        done = command("build", desk.root, "--to", "html", "--to", "json", "--out", out, TZ=name)
        assert done.returncode == 0, done.stderr
        outputs[name] = {path.name: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    assert outputs[zone] == outputs["UTC"]
    page = Page(
        outputs[zone]["one-draft.html"].decode().replace(KEPT, " "), json.loads(outputs[zone]["one-draft.json"])
    )
    late, early = page.data["chronology"][1:]
    assert (late["id"], late["earliest"], late["latest"]) == ("late", "2024-12-07", "2024-12-07")
    assert (early["id"], early["earliest"], early["latest"]) == ("early", "2024-12-08", "2024-12-08")
    days = ["".join(e.itertext()) for e in page.part("fact").iter() if "day" in e.get("class", "").split()]
    assert days[-2:] == ["Saturday 7 December 2024", "Sunday 8 December 2024"]


def test_an_event_in_another_zone_stands_under_its_own_day_and_says_the_projects_time_beside_it(made):
    page = made(
        project(
            events="""
  - {id: speech, date: 2024-12-06, time: "20:00-05", title: A speech, sources: [paper]}
  - {id: strike, date: 2024-12-07, time: "01:00Z", title: A strike, sources: [paper]}
"""
        )
    )
    entries = [words(page.holder(page.by_id[f"event-{id_}"], "article")) for id_ in ("speech", "strike")]
    assert entries[0].startswith(squeezed("E2 20:00 UTC−5 A speech Damascus time: 7 December 2024, 04:00"))
    assert "Damascustime" not in entries[1]
    assert entries[1].startswith(squeezed("E3 04:00 A strike"))
    days = ["".join(e.itertext()) for e in page.part("fact").iter() if "day" in e.get("class", "").split()]
    assert days[-2:] == ["Friday 6 December 2024", "Saturday 7 December 2024"]
    data = {each["id"]: each for each in page.data["chronology"]}
    assert (data["speech"]["earliest"], data["speech"]["latest"]) == ("2024-12-06", "2024-12-06")
    assert data["speech"]["words"] == "6 December 2024, 20:00 UTC−5"
    assert data["speech"]["time"] == "20:00-05"
    assert data["speech"]["project_time"] == "Damascus time: 7 December 2024, 04:00"
    assert data["strike"]["project_time"] is None


def test_an_event_is_of_the_period_and_the_phase_of_the_day_it_was_there(made):
    page = made(
        project(
            brief="""    phases:
      - {title: The first week, from: 2024-12-01, to: 2024-12-06}
      - {title: The second, from: 2024-12-07, to: 2024-12-08}""",
            events="""
  - {id: before, date: 2024-11-30, time: "20:00-05", title: A speech of November, sources: [paper]}
  - {id: speech, date: 2024-12-06, time: "20:00-05", title: A speech, sources: [paper]}
""",
        )
    )
    assert "before" not in {each["id"] for each in page.data["chronology"]}
    heads = [words(each) for each in page.part("fact").iter() if {"phase", "day"} & set(each.get("class", "").split())]
    assert heads[-1] == squeezed("Friday 6 December 2024")
    assert not any("second" in each for each in heads)


def test_the_sample_is_the_same_bytes_in_another_zone_and_locale(sample, command, tmp_path):
    brief = BRIEFS[0]
    root = Path(__file__).parent.parent
    words_ = ("build", root, "--brief", brief, "--to", "html", "--to", "json", "--out", tmp_path)
    done = command(*words_, TZ="Asia/Tokyo", LC_ALL="tr_TR.UTF-8", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    for form in ("html", "json"):
        name = f"{brief}/{brief}.{form}"
        assert (tmp_path / name).read_bytes() == (sample / name).read_bytes()
