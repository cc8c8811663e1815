"""Pages in the language of their reader: what the catalogues hold, and what a page says in each."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from briefgen import figures, themes
from briefgen.briefing import Briefing, briefing_of
from briefgen.briefing.elements import Authored, Chance
from briefgen.briefing.judged import Step
from briefgen.briefing.wording import ALERTS, RESULTS, RESULTS_AT_ONCE, STATUSES
from briefgen.build.checking import check
from briefgen.build.project import find
from briefgen.foresight import Bin
from briefgen.language import KNOWN, exists, has_labels, locale_of, right_to_left
from briefgen.language.__main__ import CATALOGUES, messages
from briefgen.model import Dossier, Event, Records, reword
from briefgen.model.brief import Trend
from briefgen.outputs.page import compose
from briefgen.scales import CONFIDENCE, SCALES

ROOT = Path(__file__).parent.parent
TRANSLATED = [language for language in KNOWN if language != "en"]
PLACE = re.compile(r"%\((\w+)\)s")


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def found() -> Catalog:
    return messages(ROOT)


# What the catalogues hold


def test_there_are_labels_in_six_languages() -> None:
    assert set(KNOWN) == {"ar", "en", "es", "fr", "ru", "uk"}
    assert {path.stem for path in CATALOGUES.glob("*.po")} == set(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_every_message_and_no_other(language: str, found: Catalog) -> None:
    """Where this fails: `./dev labels`, then translate what is empty."""
    wanted = {(each.context, each.id) for each in found if each.id}
    held = {(each.context, each.id) for each in catalogue(language) if each.id}
    assert held == wanted
    for each in catalogue(language):
        if each.id:
            forms = each.string if each.pluralizable else (each.string,)
            assert all(form.strip() for form in forms), each.id
            assert not each.fuzzy, each.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_plural_form_is_there_and_every_placeholder_is_kept(language: str) -> None:
    held = catalogue(language)
    assert held.num_plurals == {"ar": 6, "es": 3, "fr": 3, "ru": 3, "uk": 3}[language]
    for each in held:
        if not each.id:
            continue
        if not each.pluralizable:
            assert sorted(PLACE.findall(each.string)) == sorted(PLACE.findall(each.id)), each.id
            continue
        assert len(each.string) == held.num_plurals, each.id
        for form in each.string:
            # One and two can be said in the word itself, and none is none of them.
            spared = {"count"} if language == "ar" else set()
            names = set(PLACE.findall(each.id[1]))
            assert names - spared <= set(PLACE.findall(form)) <= names, each.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_ends_as_its_message_does(language: str) -> None:
    for each in catalogue(language):
        if not each.id:
            continue
        for form in each.string if each.pluralizable else (each.string,):
            mark = (each.id[0] if each.pluralizable else each.id)[-1:]
            if mark in ".:":
                assert form.rstrip("\u00a0 ")[-1:] == mark, each.id
            assert "..." not in form


def test_the_words_of_fixed_lists_are_all_messages(found: Catalog) -> None:
    def among(context: str | None, words: object) -> bool:
        return all(found.get(word, context) is not None for word in words)

    assert set(STATUSES) == {*get_args(get_args(Event.model_fields["status"].annotation)[0])}
    assert set(ALERTS) == {*get_args(get_args(Trend.model_fields["alerts"].annotation)[0])}
    assert among("status", STATUSES.values())
    assert among("alert", ALERTS.values())
    assert among(None, (*RESULTS.values(), *RESULTS_AT_ONCE.values()))
    assert among("confidence", (*CONFIDENCE, *CONFIDENCE.values()))
    assert among("likelihood", (term.words[0] for scale in SCALES.values() for term in scale.terms))
    assert among("trend", get_args(Trend.model_fields["trend"].annotation))


# Templates


def unspoken(template: str) -> str:
    """What stands in a template outside of tags, expressions and comments, and in the attributes that are read."""
    bare = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style>.*?</style>|<meta http-equiv[^>]*>", " ", template, flags=re.DOTALL
    )
    read = "title|alt|aria-label|content|placeholder|data-running|data-words|data-done|data-failed"
    said = re.findall(rf'(?:{read})="([^"]*)"', bare)
    return unescape(re.sub(r"<[^>]*>", " ", bare)) + " ".join(said)


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_no_template_says_a_word_that_is_not_in_the_catalogues(path: Path) -> None:
    text = path.read_text("utf-8")
    technical = {"width=device-width,", "initial-scale=1", "light", "dark"}
    assert set(re.findall(r"\S*[^\W\d_]{2,}\S*", unspoken(text))) <= technical
    # In expressions: words with a space or a capital are said; keys and addresses have neither.
    inside = " ".join(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL))
    inside = re.sub(r'ngettext\("[^"]*", "[^"]*"', "", inside)
    literals = re.findall(r'((?:gettext|_)\()?(?:"\w+", )?"([^"]*)"', inside)
    loose = [words for call, words in literals if not call and re.search(r"[A-Z]\w|\w{3} \w", words)]
    assert not loose


def test_no_style_sheet_says_a_word_that_is_not_in_the_catalogues() -> None:
    for path in (ROOT / "templates").rglob("*.css"):
        for said in re.findall(r"content:[^;]*", path.read_text("utf-8")):
            texts = re.findall(r'"(.*?)"', re.sub(r"\{\{.*?\}\}|\\A", "", said))
            assert not [text for text in texts if re.search(r"[^\W\d_]{2}", text)], said


# Pages


class Reader(HTMLParser):
    """Reads the words of a page that are in its own language."""

    EMPTY = frozenset({"meta", "link", "br", "img", "hr", "rect", "path", "col", "circle", "line"})

    def __init__(self, language: str) -> None:
        super().__init__()
        self.own = language
        self.languages = [language]
        self.quiet = [False]
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag not in self.EMPTY:
            self.languages.append(held.get("lang") or self.languages[-1])
            names = {"contact", "address", "cites", "tlp", "corrections"}  # the last quote earlier accounts
            self.quiet.append(
                self.quiet[-1]
                or tag in {"style", "script", "title"}
                or bool(names & set((held.get("class") or "").split()))
            )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """It holds no words."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            self.languages.pop()
            self.quiet.pop()

    def handle_data(self, data: str) -> None:
        if self.languages[-1] == self.own and not self.quiet[-1]:
            self.said.append(data)


@pytest.fixture(scope="module")
def samples() -> Dossier:
    return check(find(ROOT)).dossier


def told_in(samples: Dossier, language: str, brief: str) -> Briefing:
    """A sample brief as its readers would have it whose language nothing was translated into, its own texts neither.

    Its sections are left out, for they are taken to be in its language.
    """

    def foreign(text: str) -> str:
        return Authored(text, language="en")

    told = [
        reword(each, foreign).model_copy(update={"language": language, "sections": ()}) if each.id == brief else each
        for each in samples.briefs
    ]
    dossier = samples.having(briefs=Records(told, samples.zone))
    return briefing_of(dossier, dossier.briefs[brief])


def page_of(briefing: Briefing) -> str:
    return compose(briefing, themes.find("default", {}), "screen", lambda _: "", lambda name: name)


@pytest.mark.parametrize("brief", ["syria-2024-12-08", "syria-2024-12-15"])
@pytest.mark.parametrize("language", ["ar", "ru", "uk"])
def test_what_a_page_says_of_itself_is_all_in_its_language(samples: Dossier, language: str, brief: str) -> None:
    """Told by its letters: no Latin word is left but labels, grades, zones and the names of publishers."""
    briefing = told_in(samples, language, brief)
    reader = Reader(language)
    reader.feed(page_of(briefing))
    names = [f"{each.publisher} {each.title} {each.relays}" for each in briefing.sources]
    terms = [" ".join(term.words) for term in samples.project.scale.terms]
    quotes = [str(cite.quote) for entry in (*briefing.entries, *briefing.background) for cite in entry.cites]
    known = {"TLP", "CLEAR", "UTC", "ICD", "Natural", "Earth"}
    known |= set(re.findall(r"\w+", " ".join((*names, *terms, *CONFIDENCE, *quotes))))
    left = {
        word
        for said in reader.said
        for word in re.findall(r"[A-Za-z]\w*", said)
        if word not in known and not re.fullmatch(r"[A-F]|[A-FJ]\d+", word)
    }
    assert not left
    assert any(re.search("[\u0400-\u06ff]", said) for said in reader.said)
    assert not re.search(r"\b[гр]\.\.", re.sub("<[^>]*>", "", page_of(briefing))), "a sentence has one full stop"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_page_says_its_language_and_direction_and_that_of_what_is_not_translated(samples, language) -> None:
    page = page_of(told_in(samples, language, "syria-2024-12-08"))
    direction = "rtl" if language == "ar" else "ltr"
    assert f'lang="{language}" dir="{direction}"' in page[:200]
    original = locale_of(language).name("en")
    assert f"({original})" in page.partition("</header>")[0], "the page says that some texts stand in the original"
    assert '<bdi lang="en" dir="ltr">Syrian opposition forces enter Damascus</bdi>' in page
    assert locale_of(language).gettext("Bottom line") in page


def test_terms_of_the_scale_keep_their_english_words_and_have_a_gloss(samples: Dossier) -> None:
    briefing = told_in(samples, "fr", "syria-2024-12-08")
    assert briefing.judgements[0].likelihood.words == "very likely"
    page = page_of(briefing)
    assert '<bdi lang="en" dir="ltr">very likely</bdi> (très probable)' in page
    assert '<bdi lang="en" dir="ltr">moderate</bdi></b> (moyen)' in page


@pytest.mark.parametrize("language", TRANSLATED)
def test_tlp_labels_are_never_translated(samples: Dossier, language: str) -> None:
    page = page_of(told_in(samples, language, "syria-2024-12-08"))
    assert page.count("TLP:CLEAR") >= 3


def test_numbers_are_grouped_as_in_the_language_and_lists_joined() -> None:
    assert locale_of("en").number(12500) == "12,500"
    assert locale_of("en").number(0.00001) == "0.00001"
    assert locale_of("fr").number(12500) == "12\u202f500"
    assert locale_of("es").number(12500.5) == "12.500,5"
    assert locale_of("ru").number(12500) == "12\xa0500"
    assert locale_of("ar").number(12500) == locale_of("ar-SY").number(12500) == "12,500"
    assert locale_of("en").listed(["A", "B", "C"]) == "A, B and C"
    assert locale_of("ar").listed(["A", "B", "C"]) == "A وB وC"
    assert locale_of("fr").listed(["A", "B", "C"]) == "A, B et C"


def test_quotation_marks_are_those_of_the_language() -> None:
    marks = {language: locale_of(language).quoted("…") for language in KNOWN}
    assert marks == {"ar": "”…“", "en": "“…”", "es": "«…»", "fr": "«\xa0…\xa0»", "ru": "«…»", "uk": "«…»"}


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 новое событие в хронологии."),
        (2, "2 новых события в хронологии."),
        (5, "5 новых событий в хронологии."),
        (21, "21 новое событие в хронологии."),
    ],
)
def test_what_is_counted_agrees_with_its_number(count: int, said: str) -> None:
    one, many = "%(count)s event new in the chronology.", "%(count)s events new in the chronology."
    assert locale_of("ru").ngettext(one, many, count) == said


# Drawings


@pytest.mark.parametrize("language", ["ar", "ru", "uk"])
def test_what_a_drawing_says_of_itself_is_in_the_language_of_the_page(language: str) -> None:
    locale = locale_of(language)
    likely, number = Chance("likely", "likely", 55, 80, "55–80 %"), Chance("52 %", None, 52, 52, "52 %", "52 %")
    steps = [Step(None, 1, likely, "low", None), Step(None, None, number, None, None)]
    drawings = [
        figures.likelihood(likely, SCALES["icd203"], number, locale=locale),
        figures.confidence("low", locale=locale),
        figures.trend(steps, locale=locale),
        figures.calibration([Bin("likely", 0.6, 0.5, 1, 1, 0.1), Bin("52 %", 0.52, 0.5, 24, 24, 0.1)], locale=locale),
    ]
    for drawing in drawings:
        assert drawing is not None
        said = " ".join((drawing.alt, *(each.text for each in drawing.letters)))
        assert set(re.findall("[A-Za-z]+", said)) <= {"likely", "low", "ICD"}, said


def test_the_drawings_of_the_arabic_sample_are_told_in_arabic(samples: Dossier) -> None:
    briefing = briefing_of(samples, samples.briefs["syria-2024-12-08-ar"])
    told = re.findall(r"<svg[^>]*><title>(.*?)</title>", page_of(briefing))
    assert any("الخط الزمني" in each for each in told)
    assert any("خريطة" in each for each in told)
    terms = {word for term in samples.project.scale.terms for word in " ".join(term.words).split()}
    for each in told:
        assert set(re.findall(r"[A-Za-z]{2,}", each)) <= terms | {*CONFIDENCE, "ICD"}, each


def test_a_number_in_a_gap_of_the_scale_has_no_gloss(desk) -> None:
    desk.write(
        "content/a.yaml",
        """
        project:
          {series: S, timezone: UTC, handling: TLP:CLEAR, language: fr, likelihood: phia,
           rules: {likelihood-in-gap: warning}}
        assessments: [{id: j, text: Il pleut., likelihood: 0.52, confidence: low, because: Oui.}]
        briefs: [{id: one, number: 1, title: Un, cutoff: 2024-12-06, period: 2024-12-01/2024-12-06}]
        """,
    )
    assert desk.build("--to", "html").exit_code == 0
    (page,) = desk.root.glob("output/one/*.html")
    assert '<strong class="term">52\u00a0%</strong>' in page.read_text("utf-8")


# Which languages there are


def test_a_language_is_one_that_exists() -> None:
    assert all(map(exists, ("ar", "ar-SY", "de", "ckb", "zh-Hant", "apc", "qab")))
    assert not any(map(exists, ("xx", "eng", "ara-SY")))
    assert has_labels("ar-SY")
    assert not has_labels("de")
    assert right_to_left("fa")
    assert not right_to_left("az-Latn")
    assert right_to_left("az-Arab")


@pytest.mark.parametrize("tag", ["xx", "english", "arabic", "EN"])
@pytest.mark.parametrize(
    "written",
    [
        "project: {{series: S, timezone: Asia/Damascus, handling: TLP:CLEAR, language: {}}}",
        "actors: [{{id: a, name: A, translations: {{{}: {{name: B}}}}}}]",
    ],
)
def test_an_unknown_language_lists_those_that_pages_can_be_in(desk, written: str, tag: str) -> None:
    desk.write("content/a.yaml", written.format(tag))
    told = next(each for each in desk.findings() if each["rule"] == "wrong-value")
    assert all(f"`{language}`" in json.dumps(told, ensure_ascii=False) for language in KNOWN)


def test_a_check_does_not_wait_for_the_data_of_other_languages() -> None:
    code = (
        "import sys; from briefgen.build.checking import check; from briefgen.build.project import find;"
        f" from pathlib import Path; check(find(Path({str(ROOT)!r}))); assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
