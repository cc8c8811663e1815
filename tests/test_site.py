"""The archive of a series: what is in it and what is not, read from a disk, searched and filtered in a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

from briefgen.build import check, find
from briefgen.build.series import SITE
from briefgen.build.site import make
from tests.conftest import ROOT, Desk
from tests.test_browser import UNHEARD, VALIDATOR, browser, program  # noqa: F401 - a fixture

PROJECT = """
project: {series: Grid Watch, desk: Grid desk, timezone: Europe/Berlin, handling: TLP:CLEAR, language: en}
actors:
  - {id: grid, name: Grid company, kind: company, aliases: [The Grid]}
  - {id: merlin, name: Merlin group}
places:
  - {id: con, name: Valley station, native: {uk: Станція}}
sources:
  - id: nul
    title: Log of the grid
    publisher: Grid
    published: 2024-12-01
    language: en
    url: https://example.org/log
    reliability: B
    why: It runs the grid.
  - id: harrier
    title: Harrier of the night shift
    publisher: Harrier lines
    published: 2024-12-02
    confidential: true
    reliability: C
    why: An employee with direct access.
  - {id: later, title: Osprey report, publisher: Osprey, published: 2024-12-20, language: en, url: https://example.org/o}
events:
  - id: outage
    date: 2024-12-01
    title: Power fails in the valley
    text: The line to the café was cut [@nul].
    place: con
    actors: [grid]
    category: infrastructure
    status: reported
    sources: [{source: nul, credibility: 2}]
  - id: repair
    date: 2024-12-03
    title: Crews reach the line
    actors: [grid]
    category: repairs
    status: reported
    sources: [{source: harrier, credibility: 3}, {source: nul, credibility: 2}]
  - id: kept
    date: 2024-12-04
    title: Kestrel meets the operators
    handling: TLP:AMBER
    actors: [merlin]
    status: reported
    sources: [{source: nul, credibility: 2}]
  - id: new
    date: 2024-12-20
    title: Osprey circles the valley
    status: reported
    sources: [{source: later, credibility: 2}]
assessments:
  - id: holds
    text: The repair will {likely} hold.
    likelihood: likely
    confidence: moderate
    because: Two crews work on it.
    basis: [repair]
  - id: holds
    as_of: 2024-12-19
    text: The repair is {very unlikely} to hold, as Falcon shows.
    likelihood: very-unlikely
    confidence: low
    because: Falcon.
    changed: Falcon.
    basis: [repair]
briefs:
  - {id: one, title: The first, number: 1, cutoff: 2024-12-08, period: 2024-12-01/2024-12-08, bottom_line: It failed.}
  - {id: two, title: Buzzard, number: 2, cutoff: 2024-12-22, period: 2024-12-08/2024-12-22, bottom_line: Nothing more.}
"""
"""A project in which the names of birds are what nobody may read at TLP:CLEAR, or before the second issue."""


@pytest.fixture
def grid(desk: Desk) -> Desk:
    """The project, with its first issue built."""
    desk.write("content/all.yaml", PROJECT)
    assert desk.build("--brief", "one", "--to", "html", "--to", "json").exit_code == 0
    return desk


def archived(desk: Desk, *words: str) -> dict[str, str]:
    """The files of the archive as it is made, and its list of issues."""
    result = desk.run("site", str(desk.root), *words)
    assert result.exit_code == 0, result.output
    out = Path(words[words.index("--out") + 1]) if "--out" in words else desk.root / "output"
    return texts(out)


def texts(out: Path) -> dict[str, str]:
    found = [out / "index.html", *(path for path in (out / SITE).iterdir() if path.name[0] != ".")]
    return {path.name: re.sub("base64,[A-Za-z0-9+/=]*", "", path.read_text("utf-8")) for path in found}


def links(page: str) -> list[str]:
    return re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', page)


# What is in it


def test_every_record_has_a_page_with_all_that_touches_it(grid):
    files = archived(grid)
    for name in ("actor-grid", "place-con", "source-nul", "assessment-holds", "chronology-2024-12", "record"):
        assert f"{name}.html" in files
    for name in ("actor-grid", "source-nul"):
        assert "Power fails in the valley" in files[f"{name}.html"]
        assert "Crews reach the line" in files[f"{name}.html"]
        assert "The repair will likely hold" in files[f"{name}.html"]
        assert f'href="../one/one-draft.html#{name}"' in files[f"{name}.html"]
    assert "Crews reach the line" not in files["place-con.html"]
    assert "Two crews work on it" in files["assessment-holds.html"]


def test_every_link_leads_to_a_file_and_a_place_in_it(grid):
    files = archived(grid)
    for name, text in files.items():
        for link in re.findall(r'(?:href|src)="([^"]+)"', text) if name.endswith(".html") else ():
            path, _, anchor = unquote(link).partition("#")
            if path.startswith("https:") or (path == "chronology.html" and "=" in anchor):
                continue
            home = grid.root / "output" / ("" if name == "index.html" else SITE)
            found = (home / path if path else home / name).resolve()
            assert found.is_file(), f"{name} leads to {link}"
            assert not anchor or anchor == "top" or f'id="{anchor}"' in found.read_text("utf-8"), f"{name} to {link}"


def test_a_long_list_goes_on_on_pages_of_its_own(desk):
    events = "".join(
        f"  - {{id: e{number}, date: 2024-{1 + number // 28:02}-{1 + number % 28:02}, title: Event {number},"
        " actors: [grid], status: reported, sources: [{source: log, credibility: 2}]}\n"
        for number in range(250)
    )
    head = PROJECT[: PROJECT.index("sources:")].replace("  - {id: merlin, name: Merlin group}\n", "")
    source = "{id: log, title: Log, publisher: Grid, published: 2024-01-01, language: en, url: https://example.org/l}"
    brief = "briefs: [{id: one, title: One, cutoff: 2024-12-22, period: 2024-01-01/2024-12-22, bottom_line: So.}]\n"
    desk.write("content/all.yaml", f"{head}sources: [{source}]\nevents:\n{events}{brief}")
    desk.build("--to", "html")
    files = archived(desk)
    assert len(re.findall("Event \\d+<", files["actor-grid.1.html"])) == 200
    assert len(re.findall("Event \\d+<", files["actor-grid.html"])) == 50
    assert "actor-grid.1.html" in links(files["actor-grid.html"])


def test_few_sources_are_one_list_and_many_are_one_of_each_month(grid):
    assert re.findall("source-[a-z]+.html", archived(grid)["sources.html"]) == ["source-nul.html"]
    many = "".join(
        f"  - {{id: s{at}, title: Log {at}, publisher: Grid, published: 2024-{1 + at // 28:02}-{1 + at % 28:02}}}\n"
        for at in range(201)
    )
    cited = ", ".join(f"s{at}" for at in range(201))
    text = PROJECT.replace("events:\n", f"{many}events:\n", 1)
    grid.write("content/all.yaml", text.replace("{source: nul, credibility: 2}]", f"nul, {cited}]", 1))
    assert grid.build("--brief", "one", "--to", "html").exit_code == 0
    files = archived(grid)
    assert "sources-2024-01.html" in links(files["sources.html"])
    assert len(re.findall("source-s[0-9]+.html", files["sources-2024-01.html"])) == 28


def test_the_way_into_the_chronology_shows_the_latest_events(grid):
    page = archived(grid)["chronology.html"]
    assert page.index("Crews reach the line") < page.index("Power fails in the valley") < page.index("By month")


def test_the_feed_is_atom_with_links_that_work_from_a_disk(grid):
    root = ET.fromstring(archived(grid)["feed.xml"])
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    (entry,) = root.findall("a:entry", atom)
    for element in (root, entry):
        assert re.fullmatch("urn:uuid:[0-9a-f-]{36}", element.find("a:id", atom).text)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.find("a:updated", atom).text)
        assert element.find("a:title", atom).text
    assert root.find("a:author/a:name", atom).text == "Grid desk"
    address = entry.find("a:link[@rel='alternate']", atom).get("href")
    assert (grid.root / "output" / SITE / address).is_file()
    assert archived(grid)["feed.xml"] == archived(grid)["feed.xml"]


# What is not in it


def said(files: dict[str, str], word: str) -> list[str]:
    return [name for name, text in files.items() if word.casefold() in f"{name} {text}".casefold()]


def test_it_holds_nothing_above_its_marking_and_nothing_that_no_issue_knew(grid):
    files = archived(grid)
    for bird in ("Kestrel", "Merlin", "Harrier", "Osprey", "Falcon", "Buzzard"):
        assert said(files, bird) == [], bird
    assert said(files, "The repair will likely hold")


def test_what_it_may_not_hold_changes_no_byte_of_it(grid, tmp_path):
    whole = archived(grid)
    bare = Desk(tmp_path / "bare")
    text = re.sub(r"  - id: (?:kept|new)\n(?:    .*\n)+", "", PROJECT)
    text = re.sub(r"  - id: holds\n    as_of(?:.*\n)(?:    .*\n)+", "", text)
    text = re.sub(r"  - \{id: (?:merlin|later|two),.*\n", "", text)
    assert not re.search("Kestrel|Merlin|Osprey|Falcon|Buzzard", text)
    bare.write("content/all.yaml", text)
    assert bare.build("--brief", "one", "--to", "html", "--to", "json").exit_code == 0
    assert archived(bare) == whole


def test_what_an_issue_that_is_being_rewritten_will_know_stays_out(grid):
    grid.write("content/all.yaml", PROJECT.replace("cutoff: 2024-12-08,", "cutoff: 2024-12-21,", 1))
    files = archived(grid)
    for bird in ("Osprey", "Falcon"):
        assert said(files, bird) == []
    grid.build("--brief", "one", "--to", "html")
    assert said(archived(grid), "Osprey")
    grid.build("--brief", "one", "--to", "html", "--as-of", "2024-12-05", "--out", str(grid.root / "output"))
    assert said(archived(grid), "Osprey") == []


def test_a_confidential_source_is_cited_without_a_page_of_all_it_told(grid):
    files = archived(grid)
    assert "confidential source&#160;C3" in files["chronology-2024-12.html"].replace("\u00a0", "&#160;")
    assert not [name for name in files if name.startswith("source-confidential")]
    assert said(files, "An employee with direct access") == []


def test_at_a_higher_marking_it_holds_more_and_says_so(grid):
    files = archived(grid, "--handling", "TLP:AMBER")
    assert said(files, "Kestrel")
    assert said(files, "Osprey") == []
    for name, text in files.items():
        assert not name.endswith(".html") or "TLP:AMBER" in text


def test_what_is_raised_later_is_gone_from_the_next_archive(grid):
    assert "actor-merlin.html" in archived(grid, "--handling", "TLP:AMBER")
    assert "actor-merlin.html" not in archived(grid)


def test_in_another_folder_it_brings_the_issues_that_it_may_show(grid, tmp_path):
    grid.write("content/all.yaml", PROJECT.replace("id: two,", "id: two, handling: TLP:AMBER,"))
    grid.build("--to", "html")
    public = tmp_path / "public"
    files = archived(grid, "--handling", "TLP:CLEAR", "--out", str(public))
    assert sorted(path.name for path in public.iterdir() if path.name[0] != ".") == ["index.html", "one", SITE]
    assert "one/one-draft.html" in links(files["index.html"])
    for bird in ("Kestrel", "Osprey", "Falcon", "Buzzard"):
        assert said(files, bird) == []
    grid.write("content/all.yaml", PROJECT.replace("The first", "Another title"))
    grid.build("--brief", "one", "--to", "html")
    archived(grid, "--out", str(public))
    assert "Another title" in (public / "one" / "one-draft.html").read_text("utf-8")


def test_an_issue_in_its_folder_that_it_may_not_show_is_told(grid):
    grid.write("content/all.yaml", PROJECT.replace("id: two,", "id: two, handling: TLP:AMBER,"))
    grid.build("--to", "html")
    result = grid.run("site", str(grid.root))
    assert result.exit_code == 0
    assert "two` holds an issue that may not be shown at TLP:CLEAR" in result.stderr
    assert "Buzzard" not in (grid.root / "output" / "index.html").read_text("utf-8")


ATOM = "{http://www.w3.org/2005/Atom}"
FINAL = ("id: one,", "id: one, state: final, approved: {by: Desk, on: 2024-12-08},")


def test_readers_are_shown_final_issues_only_and_the_desk_how_many_were_left_out(grid, tmp_path):
    grid.write("content/all.yaml", PROJECT.replace(*FINAL))
    grid.build("--to", "html")
    result = grid.run("site", str(grid.root))
    assert "archive of 1 issue, 1 not final left out; files: " in result.stdout
    assert "two` holds an issue that is not final\n" in result.stderr
    public = tmp_path / "public"
    for files in (archived(grid), archived(grid, "--out", str(public))):
        for bird in ("Osprey", "Falcon", "Buzzard"):
            assert said(files, bird) == []
        assert "two-draft" not in files["index.html"]
        assert said(files, "draft") == []
        (entry,) = ET.fromstring(files["feed.xml"]).findall(ATOM + "entry")
        assert entry.findtext(ATOM + "title") == "The first"
    assert not (public / "two").exists()


def test_a_final_issue_that_may_not_be_shown_does_not_let_drafts_in(grid, tmp_path):
    kept = ("id: two,", "id: two, handling: TLP:RED, state: final, approved: {by: Desk, on: 2024-12-22},")
    grid.write("content/all.yaml", PROJECT.replace(*kept))
    grid.build("--to", "html")
    result = grid.run("site", str(grid.root), "--out", str(tmp_path / "public"))
    assert "no issue was built that may be shown, so the archive is empty" in result.stderr


def test_a_project_without_a_final_issue_shows_its_drafts_and_calls_them_so_everywhere(grid):
    files = archived(grid)
    assert "one/one-draft.html" in links(files["index.html"])
    assert "Issue 1 (draft)" in files["index.html"]
    assert "Issue 1 (draft)" in files["actor-grid.html"]
    (entry,) = ET.fromstring(files["feed.xml"]).findall(ATOM + "entry")
    assert entry.findtext(ATOM + "title") == "The first (draft)"


def test_a_sealed_issue_whose_pdf_is_gone_is_named(grid):
    grid.write("content/all.yaml", PROJECT.replace(*FINAL))
    result = grid.run("issue", "one", str(grid.root))
    assert result.exit_code == 0, result.output
    assert "is sealed" not in grid.run("site", str(grid.root)).stderr
    (grid.root / "output" / "one" / "one.pdf").unlink()
    words = "note: `one` is sealed, and its PDF is not there\n  `briefgen issue one` makes it again\n"
    assert words in grid.run("site", str(grid.root)).stderr
    shutil.rmtree(grid.root / "output" / "one")
    assert words in grid.run("site", str(grid.root)).stderr
    assert grid.run("issue", "one", str(grid.root)).exit_code == 0
    assert "is sealed" not in grid.run("site", str(grid.root)).stderr


def test_a_judgement_that_was_revised_and_not_printed_since_says_so(grid):
    words = "No issue has printed it as it stands here."
    grid.build("--to", "html")
    assert words not in archived(grid)["assessment-holds.html"]
    grid.write("content/all.yaml", PROJECT.replace("number: 2,", "number: 2, judgements: [],"))
    grid.build("--to", "html")
    page = archived(grid)["assessment-holds.html"]
    assert "as Falcon shows" in page
    assert words in page


# What is written


def stamps(out: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (out / SITE).iterdir()}


def test_only_what_changed_is_written(grid):
    archived(grid)
    before = stamps(grid.root / "output")
    archived(grid)
    assert stamps(grid.root / "output") == before
    grid.write("content/all.yaml", PROJECT.replace("Crews reach the line", "Crews reach the pylon"))
    archived(grid)
    after = stamps(grid.root / "output")
    changed = {name for name in after if after[name] != before.get(name)}
    assert {"chronology-2024-12.html", "actor-grid.html", "source-nul.html", "words-2024-70.js"} <= changed
    assert not {"place-con.html", "record.html", "sources.html", "words-2024-76.js", "site.css", "feed.xml"} & changed


def test_a_page_that_is_gone_or_cut_short_is_written_again(grid):
    whole = archived(grid)
    (grid.root / "output" / SITE / "actor-grid.html").unlink()
    (grid.root / "output" / SITE / "place-con.html").write_text("cut short")
    assert archived(grid) == whole


def test_files_of_others_stay_and_are_never_overwritten(grid):
    mine = grid.write(f"output/{SITE}/notes.txt", "mine\n")
    archived(grid)
    grid.write("content/all.yaml", PROJECT.replace("id: merlin", "id: grid-two"))
    taken = grid.write(f"output/{SITE}/actor-jay.html", "mine too\n")
    grid.write("content/all.yaml", PROJECT.replace("id: grid,", "id: jay,").replace("actors: [grid]", "actors: [jay]"))
    before = stamps(grid.root / "output")
    result = grid.run("site", str(grid.root))
    assert result.exit_code == 1
    assert "actor-jay.html` is in the way" in result.stderr
    assert stamps(grid.root / "output") == before
    assert (mine.read_text(), taken.read_text()) == ("mine\n", "mine too\n")


def test_a_template_that_fails_on_the_way_leaves_the_archive_as_it_was(grid):
    whole = archived(grid)
    grid.write("templates/default/site/tally.html", "{{ nothing.of.this }}")
    grid.write("content/all.yaml", PROJECT.replace("Crews reach the line", "Crews reach the pylon"))
    result = grid.run("site", str(grid.root))
    assert result.exit_code == 1
    assert "templates/default/site/tally.html" in result.stderr
    assert texts(grid.root / "output") == whole
    assert not [
        path for path in (grid.root / "output").iterdir() if ".briefgen-" in path.name and "manifest" not in path.name
    ]


def test_a_run_that_was_killed_between_two_pages_is_made_good(grid, monkeypatch):
    archived(grid)
    grid.write("content/all.yaml", PROJECT.replace("Crews reach the line", "Crews reach the pylon"))
    real = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if Path(target).name.startswith("source-"):
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    project = find(grid.root)
    dossier = check(project).dossier
    with pytest.raises(KeyboardInterrupt):
        make(project, dossier, project.output)
    monkeypatch.undo()
    files = archived(grid)
    assert said(files, "pylon")
    assert said(files, "Crews reach the line") == []


def test_a_build_of_all_briefs_makes_the_archive_and_one_of_some_leaves_it_as_it_was(desk):
    path = desk.write("content/all.yaml", PROJECT)
    for words in (("--brief", "one"), ("--to", "json"), ("--as-of", "2024-12-07", "--to", "html")):
        desk.build(*(words if "--to" in words else (*words, "--to", "html")))
        assert not (desk.root / "output" / SITE).exists()
    desk.run("build", str(path), "--to", "html", "--out", str(desk.root / "single"))
    assert not (desk.root / "single" / SITE).exists()
    result = desk.build("--to", "html")
    assert result.exit_code == 0
    assert "archive of 2 issues" in result.stdout
    assert f"{SITE}/chronology.html" in links((desk.root / "output" / "index.html").read_text("utf-8"))
    built = texts(desk.root / "output")
    assert archived(desk) == built
    assert "brings it up to date" not in desk.build("--to", "html").stderr


def test_a_build_whose_archive_fails_says_so_and_its_briefs_are_made(desk):
    desk.write("content/all.yaml", PROJECT)
    desk.write("templates/default/site/tally.html", "{{ nothing.of.this }}")
    result = desk.build("--to", "html")
    assert result.exit_code == 1
    assert "templates/default/site/tally.html" in result.stderr
    assert (desk.root / "output" / "two" / "two-draft.html").is_file()
    assert not (desk.root / "output" / SITE).exists()


def test_a_build_says_that_the_archive_is_older_and_leads_to_it(grid):
    archived(grid)
    said_of = "`briefgen site` brings it up to date"
    assert said_of not in grid.build("--brief", "one", "--to", "html").stderr, "nothing changed"
    for path in grid.root.rglob("content/*.yaml"):
        path.write_text(path.read_text("utf-8").replace("title: ", "title: Again, ", 1), "utf-8")
    assert said_of in grid.build("--brief", "one", "--to", "html").stderr
    assert f"{SITE}/chronology.html" in links((grid.root / "output" / "index.html").read_text("utf-8"))


def test_a_list_for_more_people_is_not_led_to_from_one_for_fewer(grid):
    archived(grid, "--handling", "TLP:AMBER")
    grid.build("--brief", "one", "--to", "html")
    assert SITE not in (grid.root / "output" / "index.html").read_text("utf-8")


# Bad input


def test_a_project_without_briefs_has_no_series_to_show(desk):
    desk.write("content/all.yaml", "project: {series: S, timezone: UTC, handling: TLP:CLEAR}\n")
    result = desk.run("site", str(desk.root))
    assert result.exit_code == 1
    assert "there is no brief" in result.stderr
    assert not (desk.root / "output").exists()


def test_before_anything_was_built_the_archive_is_empty_and_says_so(desk):
    desk.write("content/all.yaml", PROJECT)
    result = desk.run("site", str(desk.root))
    assert result.exit_code == 0
    assert "no issue was built that may be shown" in result.stderr
    assert list(texts(desk.root / "output")) == ["index.html"]


def test_an_issue_without_events_has_an_archive(desk):
    brief = "briefs: [{id: one, title: One, cutoff: 2024-12-08, period: 2024-12-01/2024-12-08, bottom_line: None.}]\n"
    desk.write("content/all.yaml", f"project: {{series: S, timezone: UTC, handling: TLP:CLEAR}}\n{brief}")
    assert desk.build("--to", "html").exit_code == 0
    files = archived(desk)
    assert "These issues hold no events." in files["chronology.html"]
    assert "There are none in these issues." in files["actors.html"]


def test_an_output_folder_that_cannot_be_written_is_said_in_words(grid):
    grid.write("taken", "a file\n")
    result = grid.run("site", str(grid.root), "--out", str(grid.root / "taken"))
    assert result.exit_code == 1
    assert "a file stands where a folder belongs" in result.stderr
    result = grid.run("site", str(grid.root), "--out", str(grid.root / "content"))
    assert result.exit_code == 2


def test_an_error_in_the_project_writes_nothing(grid):
    grid.write("content/all.yaml", PROJECT.replace("place: con", "place: nowhere"))
    assert grid.run("site", str(grid.root)).exit_code == 1
    assert not (grid.root / "output" / SITE).exists()


@pytest.fixture(scope="module")
def archive(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the sample."""
    out = tmp_path_factory.mktemp("archive") / "out"
    shutil.copytree(sample, out)
    assert Desk(ROOT).run("site", str(ROOT), "--out", str(out)).exit_code == 0
    return out / SITE


def test_what_a_judgement_rests_on_is_listed_in_the_order_of_the_chronology(archive):
    page = (archive / "assessment-russia-bases.html").read_text("utf-8").partition('id="events"')[2]
    days = re.findall(r'line-date">(?:\d+–)?(\d+)\sDecember', page.partition("</section>")[0])
    assert [int(day) for day in days] == sorted(map(int, days))
    assert len(days) > 3


# In a browser


@pytest.fixture
def shown(browser) -> Iterator[Callable[..., Page]]:  # noqa: F811
    """Open a page from its file. What is asked for beside files, or an error of a script, is a failure."""
    contexts, requests, errors = [], [], []

    def show(path: Path, width: int = 1280, scheme: str = "light", after: str = "", **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto(path.as_uri() + after)
        return page

    show.errors = errors
    yield show
    for context in contexts:
        context.close()
    assert [request for request in requests if not request.startswith(("data:", "file:"))] == []
    assert errors == []


browsing = pytest.mark.xdist_group("browser")


def found(page: Page) -> list[str]:
    """What a search or filter shows, once it has."""
    page.locator("form[aria-busy=false]").wait_for()
    assert page.locator(".found").get_attribute("hidden") is None
    return page.locator(".found li").all_inner_texts()


@browsing
@pytest.mark.parametrize("width", [360, 1280])
def test_a_search_shows_the_events_that_have_all_the_words_or_words_that_begin_so(archive, shown, width):
    page = shown(archive / "chronology.html", width)
    page.get_by_label("Text").fill("damascus airp")
    events = found(page)
    assert 0 < len(events) < 20
    assert page.locator(".filter-count").inner_text().startswith(f"{len(events)} of ")
    assert page.locator(".months").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator(".found a").first.click()
    page.wait_for_url("**/chronology-*")
    assert page.locator(":target").is_visible()


@browsing
@pytest.mark.parametrize("text", ["2 December 2024", "devdiscourse", "دمشق", "hama-falls", "ho"])
def test_a_search_finds_days_publishers_native_names_ids_and_beginnings(archive, shown, text):
    page = shown(archive / "chronology.html")
    page.get_by_label("Text").fill(text)
    assert 0 < len(found(page)) < 60


@browsing
def test_by_keyboard_alone_an_event_is_found_and_read(archive, shown):
    page = shown(archive / "chronology.html")
    while page.evaluate("document.activeElement.name") != "text":
        page.keyboard.press("Tab")
    page.keyboard.type("golan buffer")
    assert len(found(page)) > 0
    while not page.evaluate("document.activeElement.closest('.found')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chronology-*")
    assert page.locator(":target").is_visible()


@browsing
@pytest.mark.parametrize("name", ["../index", "chronology", "chronology-2024-12", "record", "actor-saa"])
def test_what_is_printed_is_marked_on_every_page_and_has_no_controls(archive, shown, tmp_path, name):
    page, file = shown(archive / f"{name}.html"), tmp_path / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    for each in text.removesuffix("\f").split("\f"):
        assert each.count("TLP:CLEAR") == 2
    for control in ("Skip to", "Show all", "Back to the top", "Judgements and forecasts  ", "HTML", "All months"):
        assert control not in text


@browsing
def test_a_search_goes_without_case_and_accents(archive, shown):
    page = shown(archive / "chronology.html")
    page.get_by_label("Text").fill("TÜRKİYE")
    with_accents = found(page)
    page.get_by_label("Text").fill("turkiye")
    assert found(page) == with_accents != []


@browsing
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["Actor", "Place", "Category", "Status"])
def test_each_choice_leaves_as_many_as_it_says(archive, shown, name, width):
    page = shown(archive / "chronology.html", width)
    options = page.get_by_label(name).locator("option").all_text_contents()[1:]
    assert len(options) > 1
    for option in options[:3]:
        page.get_by_label(name).select_option(label=option)
        assert len(found(page)) == int(re.search(r"\((\d+)\)$", option)[1])
    page.get_by_role("button", name="Show all").click()
    page.locator(".months").wait_for()


@browsing
def test_filters_hold_together_and_are_in_the_address(archive, shown):
    page = shown(archive / "chronology.html", after="#place=damascus&status=confirmed")
    both = found(page)
    assert len(both) > 0
    assert all("confirmed" in each and "Damascus" in each for each in both)
    page.get_by_label("Text").fill("assad")
    page.wait_for_url("**text=assad**")
    less = found(page)
    assert len(less) < len(both)
    page.get_by_text("Back to the top").click()
    assert found(page) == less


@browsing
@pytest.mark.parametrize("width", [360, 1280])
def test_a_day_in_the_record_stands_on_one_line(archive, shown, width):
    page = shown(archive / "record.html", width)
    lines = page.locator(".ledger td .unit").evaluate_all("""cells => cells.flatMap(cell => {
        const text = [...cell.childNodes].find(each => /[0-9]{4}/.test(each.data || ""))
        if (!text) return []
        const day = /[0-9]+\\s[A-Z][a-z]+\\s[0-9]{4}/.exec(text.data), range = document.createRange()
        range.setStart(text, day.index)
        range.setEnd(text, day.index + day[0].length)
        return [range.getClientRects().length]
    })""")
    assert len(lines) > 10
    assert set(lines) == {1}


@browsing
def test_from_an_actor_one_comes_to_the_chronology_of_it(archive, shown):
    page = shown(archive / "actor-saa.html")
    count = page.locator("[aria-labelledby=events] li").count()
    page.get_by_text("Filter the chronology by it").click()
    assert len(found(page)) == count > 10


@browsing
def test_a_search_for_markup_is_text(archive, shown):
    page = shown(archive / "chronology.html")
    scripts = page.locator("script").count()
    for text in ("<script>window.ran = 1</script>", "<script>", "<>", "%3Cscript%3E", "__proto__ constructor"):
        page.get_by_label("Text").fill(text)
        assert found(page) == []
        assert page.locator(".filter-count").inner_text().startswith("0 of ")
        assert page.get_by_label("Text").input_value() == text
    assert page.evaluate("window.ran") is None
    assert page.locator("script:not([src$='.js'])").count() == 0
    assert page.locator("script").count() >= scripts


@browsing
def test_markup_in_a_title_is_text_in_what_is_found(grid, shown):
    grid.write("content/all.yaml", PROJECT.replace("Crews reach the line", "Crews <b>reach</b> </script><i>the line"))
    grid.build("--brief", "one", "--to", "html")
    archived(grid)
    page = shown(grid.root / "output" / SITE / "chronology.html", after="#text=crews")
    assert any("Crews <b>reach</b> </script><i>the line" in each for each in found(page))
    page = shown(grid.root / "output" / SITE / "chronology-2024-12.html")
    assert page.get_by_text("Crews <b>reach</b> </script><i>the line").count() == 1


@browsing
def test_a_file_that_is_missing_is_said(archive, shown, tmp_path):
    shutil.copytree(archive, tmp_path / "part")
    (tmp_path / "part" / "events-2024.js").unlink()
    page = shown(tmp_path / "part" / "chronology.html", after="#text=damascus")
    page.get_by_text("A file of the archive is missing: events-2024.js").wait_for()
    shown.errors.clear()


@browsing
def test_without_scripts_the_chronology_is_read_by_month(archive, shown):
    page = shown(archive / "chronology.html", java_script_enabled=False)
    assert page.locator("form").is_hidden()
    page.get_by_role("link", name="December 2024").click()
    assert page.locator(".entry").count() > 40
    page.get_by_role("link", name="November 2024").first.click()
    assert page.locator("h1").inner_text() == "November\u00a02024"


@browsing
def test_a_judgement_shows_how_it_moved(archive, shown):
    moved = next(path for path in sorted(archive.glob("assessment-*")) if "laid-trend" in path.read_text("utf-8"))
    page = shown(moved, 360)
    assert page.locator("svg.trend").is_visible()
    assert page.locator(".history li").count() > 1


KINDS = ["actor-*", "place-*", "source-*", "assessment-*", "forecast-*", "chronology-*"]
PAGES = ["../index.html", "chronology.html", "actors.html", "judgements.html", "record.html", "sources.html"]


def by_size(path: Path) -> tuple[int, str]:
    return path.stat().st_size, path.name


def chosen(archive: Path) -> list[Path]:
    """One page of each kind, the largest."""
    return [*(archive / name for name in PAGES), *(max(archive.glob(f"{kind}.html"), key=by_size) for kind in KINDS)]


def smallest(archive: Path) -> list[Path]:
    """One page of each kind of record, the smallest."""
    return [min(archive.glob(f"{kind}.html"), key=by_size) for kind in KINDS]


@browsing
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_record_is_read_on_a_phone_without_columns_and_axe_finds_nothing(shown, tmp_path, scheme):
    """That of `briefgen score --to html`; the one of the archive is laid out by the same parts."""
    result = Desk(ROOT).run("score", str(ROOT), "--to", "html", "--by", "analyst")
    assert result.exit_code == 0, result.output
    file = tmp_path / "record.html"
    file.write_text(result.stdout, "utf-8")
    page = shown(file, 360, scheme, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    cells = page.locator(".ledger tbody tr:first-child > *")
    boxes = [cells.nth(at).bounding_box() for at in range(cells.count())]
    assert len({box["x"] for box in boxes}) == 1, "one below the other"
    assert min(box["width"] for box in boxes) > 300
    names = cells.evaluate_all("all => all.map(each => getComputedStyle(each, '::before').content)")
    assert names == ["none", '"Likelihood: "', '"Outcome: "', '"Score: "']
    page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
    problems = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in problems] == []


@browsing
# What is wide and what is dark are apart in the style sheets: small pages are enough where they meet the other way.
@pytest.mark.parametrize(
    ("those", "width", "scheme"),
    [(chosen, 360, "dark"), (chosen, 1280, "light"), (smallest, 360, "light"), (smallest, 1280, "dark")],
)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(archive, shown, those, width, scheme):
    for path in those(archive):
        page = shown(path, width, scheme, after="#text=damascus" if path.name == "chronology.html" else "")
        if path.name == "chronology.html":
            assert found(page)
        page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
        problems = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")["violations"]
        assert [(path.name, each["id"], each["nodes"][0]["html"][:200]) for each in problems] == []
        for narrow in (320, width):
            page.set_viewport_size({"width": narrow, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") == narrow, path.name
        page.close()


@browsing
def test_the_nu_checker_finds_no_error(archive):
    java = program("java", package="default-jre-headless")
    done = subprocess.run(
        [java, "-jar", VALIDATOR, "--format", "gnu", "--errors-only", *chosen(archive)], capture_output=True, text=True
    )
    problems = [line.rpartition("html:")[2] for line in done.stderr.splitlines()]
    assert [line for line in problems if not any(words in line for words in UNHEARD)] == []


@browsing
def test_an_arabic_series_has_an_archive_from_right_to_left(grid, shown):
    grid.write("content/all.yaml", PROJECT.replace("language: en}", "language: ar}", 1))
    assert grid.build("--brief", "one", "--to", "html").exit_code == 0
    archived(grid)
    for name in ("chronology.html", "actor-grid.html", "assessment-holds.html"):
        page = shown(grid.root / "output" / SITE / name, 360)
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    page = shown(grid.root / "output" / SITE / "chronology.html", after="#text=станція")
    assert len(found(page)) == 1
