"""Records in the language of a brief, and editions of one issue."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from briefgen import themes
from briefgen.briefing import briefing_of
from briefgen.build.checking import check
from briefgen.build.project import find
from briefgen.outputs import html, pdf
from briefgen.outputs.data import document

ROOT = Path(__file__).parent.parent

PROJECT = """
project:
  series: Grid Watch
  desk: Night desk
  timezone: Asia/Damascus
  handling: TLP:CLEAR
  language: en
  translations:
    fr:
      series: Veille du réseau
      words: {homes-without-power: foyers sans électricité, homes: foyers, supply: approvisionnement}
sources: [{id: log, title: Operator's log, published: 2024-03-01, language: en, reliability: B}]
places: [{id: homs, name: Homs, native: {ar: حمص}, translations: {fr: {name: Homs-ville}}}]
actors: [{id: operator, name: Grid operator, native: {ar: مشغل الشبكة}}]
events:
  - id: outage
    date: 2024-03-01
    title: Power fails
    text: The log says so [@log].
    place: homs
    actors: [operator]
    category: supply
    sources: [log]
    figures: [{what: homes-without-power, best: 12500, unit: homes, source: log, counted: 2024-03-01}]
    translations: {fr: {title: Panne de courant, category: énergie}}
"""


def brief(id_: str, cutoff: str, more: str = "") -> str:
    return f"""  - id: {id_}
    title: "{id_}"
    cutoff: {cutoff}
    period: 2024-03-01/2024-03-02
    handling: TLP:CLEAR
{more}"""


@pytest.fixture
def told(desk):
    def told(id_: str, *briefs: str) -> tuple[dict, str]:
        desk.write("content/a.yaml", PROJECT + "briefs:\n" + "".join(briefs))
        checked = check(find(desk.root))
        assert checked.dossier is not None, checked.diagnostics
        briefing = briefing_of(checked.dossier, checked.dossier.briefs[id_])
        return document(briefing), html.render(briefing, themes.find("default", {})).data.decode()

    return told


def test_a_brief_in_another_language_prints_the_translations_and_marks_what_has_none(told) -> None:
    data, page = told("un", brief("un", "2024-03-02", "    language: fr\n    select: {categories: [supply]}\n"))
    assert [each["title"] for each in data["chronology"]] == ["Panne de courant"], "what is selected is as written"
    assert data["brief"]["series"] == "Veille du réseau"
    assert "Panne de courant</h5>" in page or "Panne de courant</h4>" in page
    assert '<p lang="en" dir="ltr">The log says so' in page
    assert '<bdi lang="en" dir="ltr">Night desk</bdi>' in page
    assert "Les textes sans traduction figurent dans la langue d’origine (anglais)." in page
    assert "Foyers sans électricité: " in page
    assert "12\u202f500" in page


def test_a_place_has_its_translated_name_and_then_its_native_one_and_keeps_the_others_beside(told) -> None:
    data, _ = told("un", brief("un", "2024-03-02", "    language: fr\n"))
    assert data["places"][0]["name"] == "Homs-ville"
    assert data["places"][0]["native"] == {"en": "Homs", "ar": "حمص"}
    data, page = told("wahid", brief("wahid", "2024-03-02", "    language: ar-SY\n"))
    assert data["places"][0]["name"] == "حمص"
    assert data["actors"][0]["name"] == "مشغل الشبكة"
    assert 'lang="ar-SY" dir="rtl"' in page[:200]
    assert "آذار" in page


def test_a_brief_in_the_language_of_its_project_says_nothing_of_translations(told) -> None:
    data, page = told("one", brief("one", "2024-03-02"))
    assert data["chronology"][0]["title"] == "Power fails"
    assert "originals" not in page.partition("<body>")[2]
    assert data["brief"]["original"] is None


def test_an_edition_in_another_language_is_no_issue_before_another(told) -> None:
    """Of the editions of the previous issue the one in the same language counts, else that in the project's."""
    first = "    number: 1\n"
    issues = [
        brief("one", "2024-03-02T06:00+03:00", first),
        brief("un", "2024-03-02T06:00+03:00", f"{first}    language: fr\n"),
        brief("wahid", "2024-03-02T06:00+03:00", f"{first}    language: ar\n"),
    ]
    for id_ in ("one", "un", "wahid"):
        data, _ = told(id_, *issues)
        assert data["brief"]["previous"] is None
        assert data["changes"] == []
    second = "2024-03-09T06:00+03:00"
    later = {"two": "", "deux": "    language: fr\n", "dos": "    language: es\n"}
    previous = {}
    for id_ in later:
        data, _ = told(id_, *issues, *(brief(each, second, f"    number: 2\n{more}") for each, more in later.items()))
        previous[id_] = data["brief"]["previous"]["id"]
    assert previous == {"two": "one", "deux": "un", "dos": "one"}


# The Arabic edition


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    dossier = check(find(ROOT)).dossier
    briefing = briefing_of(dossier, dossier.briefs["syria-2024-12-08-ar"])
    file = tmp_path_factory.mktemp("ar") / "brief.pdf"
    printed = pdf.render(briefing, themes.find("default", {}))
    assert printed.remarks == ()
    file.write_bytes(printed.data)
    return document(briefing), html.render(briefing, themes.find("default", {})).data.decode(), file


def in_letters(text: str) -> list[str]:
    """The Arabic words of a text in order, each by its letters alone: Poppler sets marks beside the word."""
    bare = "".join(
        each for each in unicodedata.normalize("NFD", text) if unicodedata.category(each) not in {"Mn", "Cf"}
    )
    return re.findall("[\u0621-\u064a]+", bare)


def test_the_arabic_edition_is_arabic_but_for_what_its_page_says_stands_in_english(edition) -> None:
    data, page, _ = edition
    assert 'lang="ar" dir="rtl"' in page[:200]
    assert data["brief"]["original"] == "en"
    texts = [data["brief"]["title"], *data["brief"]["bottom_line"].values()]
    texts += [each[key] for each in data["chronology"] for key in ("title", "text")]
    texts += [each["text"] for each in data["judgements"]] + [each["name"] for each in data["actors"]]
    texts += [each["name"] for each in data["places"]]
    assert len(data["chronology"]) > 40
    assert [text for text in texts if not re.search("[\u0600-\u06ff]", text)] == []


def test_the_arabic_edition_is_the_same_issue_as_the_english_one(edition) -> None:
    data, _, _ = edition
    dossier = check(find(ROOT)).dossier
    english = document(briefing_of(dossier, dossier.briefs["syria-2024-12-08"]))
    assert [each["id"] for each in data["chronology"]] == [each["id"] for each in english["chronology"]]
    assert data["key_figures"] != english["key_figures"]
    for ours, theirs in zip(data["chronology"], english["chronology"], strict=True):
        cited = [sorted(set(re.findall(r"@([\w-]+)", each["text"]))) for each in (ours, theirs)]
        assert cited[0] == cited[1], ours["id"]
        numbers = [sorted(set(re.findall(r"\d[\d,.]*\d{2}", each["text"]))) for each in (ours, theirs)]
        assert set(numbers[0]) <= set(numbers[1]) | {"124"}, ours["id"]
    later = document(briefing_of(dossier, dossier.briefs["syria-2024-12-15"]))
    assert later["brief"]["previous"]["id"] == "syria-2024-12-08"
    assert json.dumps(data["brief"]["previous"], ensure_ascii=False).count("العدد 1")


def test_terms_that_stay_english_say_so_and_days_stay_with_their_months(edition) -> None:
    _, page, _ = edition
    body = page[page.index("<body") : page.index("<script")]
    texts = re.sub(r'<(bdi|span|p)(?: [^>]*)? lang="(?!ar)[^>]*>.*?</\1>|<svg.*?</svg>', " ", body, flags=re.DOTALL)
    front = re.sub("<[^>]*>", " ", texts[: texts.index('<section class="part')])
    assert set(re.findall("[A-Za-z]{3,}", front)) == {"TLP", "CLEAR", "UTC"}
    for source in re.findall(r'<p class="source"[^>]*>.*?</p>', body[body.index("source-list") :]):
        outside = re.sub("<[^>]*>", "", re.sub("<bdi[ >].*?</bdi>", "", source))
        assert not re.search("[A-Za-z]", outside.replace("UTC", "")), f"draws the day to itself: {source}"


EXTRACTORS = (("pdftotext", "{}", "-"), ("mutool", "draw", "-q", "-F", "txt", "{}"))


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda extractor: extractor[0])
def test_the_words_of_the_arabic_pdf_are_extracted_in_the_order_they_are_read_in(edition, extractor) -> None:
    if not shutil.which(extractor[0]):
        pytest.skip(f"{extractor[0]} is not installed")
    data, _, file = edition
    command = [each.format(file) for each in extractor]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if extractor[0] == "mutool":  # which gives each line in the order it is seen in, from left to right
        text = "\n".join(line[::-1] for line in text.splitlines())
    words = in_letters(text)
    line, letters = f" {' '.join(words)} ", "".join(words)  # Poppler may part a word where it has a mark
    for each in data["chronology"]:
        assert f" {' '.join(in_letters(each['title']))} " in line, each["title"]
        said = re.sub(r"\[@[^\]]*\]", "", each["text"])
        assert [word for word in in_letters(said) if word not in letters] == []


LISTS = """
project: {series: S, timezone: UTC, handling: TLP:CLEAR, language: en}
sources: [{id: paper, title: P, published: 2024-12-02}]
events: [{id: a, date: 2024-12-02, title: A, sources: [paper]}]
forecasts:
  - id: f
    as_of: 2024-12-02
    text: F.
    by: 2024-12-31
    judged_by: J.
    indicators: [{id: sign, text: A sign}, {id: other, text: Another}]
    translations: {fr: {indicators: [Un signe, Un autre]}}
assessments:
  - id: j
    as_of: 2024-12-02
    text: J.
    assumptions: [One., {text: Two., grade: caveated}]
    alternatives: [{text: Three., why_less: Four.}, {text: Five., why_less: Six.}]
    would_change: [{indicator: sign}, Seven.]
    translations: {fr: {text: Le., assumptions: [Un., Deux.], alternatives: [{text: Trois., why_less: Quatre.}, Cinq.],
      would_change: [Sept.]}}
briefs:
  - {id: b, language: fr, title: T, cutoff: 2024-12-03, period: 2024-12-01/2024-12-03, judgements: [j], forecasts: [f]}
"""


def test_the_lists_of_a_judgement_are_translated_entry_by_entry(desk):
    desk.write("content/a.yaml", LISTS)
    made = desk.briefing("b")
    (judgement,), (forecast,) = made["judgements"], made["forecasts"]
    assert [each["text"] for each in judgement["assumptions"]] == ["Un.", "Deux."]
    assert judgement["assumptions"][1]["grade"] == "caveated"
    assert [list(each.values()) for each in judgement["alternatives"]] == [["Trois.", "Quatre."], ["Cinq.", "Six."]]
    assert [each["text"] for each in judgement["would_change"]] == ["Un signe", "Sept."]
    assert [each["text"] for each in forecast["indicators"]] == ["Un signe", "Un autre"]


def test_a_list_that_is_not_translated_whole_is_refused(desk):
    desk.write("content/a.yaml", LISTS.replace("assumptions: [Un., Deux.]", "assumptions: [Un.]"))
    said = " ".join(desk.check().output.split())
    assert "`assumptions:` has 2 of its own, and its translation into" in said
    assert "`fr` 1: write as many, in the same order" in said
    assert "content/a.yaml:1" in said
