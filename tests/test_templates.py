"""A project's own templates: each wins over the shipped file of its name; a fault in one is said with file and line."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from jinja2 import TemplateError

from briefgen.briefing import Briefing
from briefgen.briefing.elements import Use
from briefgen.themes import find
from briefgen.themes.fetching import fetched
from briefgen.themes.laying import environment

ROOT = Path(__file__).parent.parent
OLD = "As it was.\n"


@pytest.fixture
def desk(desk):
    """A project that was built before."""
    desk.write(
        "content/all.yaml",
        """
        project: {series: Test Watch, handling: TLP:CLEAR}
        sources: [{id: paper, title: Paper, published: 2024-12-05, language: en}]
        events: [{id: outage, date: 2024-12-02, title: Power fails, sources: [paper]}]
        briefs: [{id: one, title: One, cutoff: 2024-12-08, period: 2024-12-01/2024-12-08, state: draft}]
        """,
    )
    assert desk.build("--to", "html").exit_code == 0
    return desk


def page(desk) -> str:
    result = desk.build("--to", "html")
    assert (result.exit_code, result.stderr) == (0, "")
    return (desk.root / "output" / "one" / "one-draft.html").read_text("utf-8")


def test_a_part_of_the_project_wins_over_the_shipped_one(desk):
    desk.write("templates/default/parts/masthead.html", "<h1>{{ masthead.title }}, our way</h1>\n")
    text = page(desk)
    assert "<h1>One, our way</h1>" in text
    assert "Information cut-off" not in re.sub("<footer.*", "", text, flags=re.DOTALL)
    assert "Power fails" in text, "all other parts are the shipped ones"


def test_a_page_of_the_project_can_extend_the_shipped_one(desk):
    desk.write(
        "templates/default/page.html",
        """\
        {% extends "default/page.html" %}
        {% block facts %}<p>Before the facts.</p>{{ super() }}{% endblock %}
        """,
    )
    text = page(desk)
    assert text.index("Before the facts.") < text.index("Power fails")
    assert text.startswith("<!DOCTYPE html>")
    assert text.count("<html") == 1


def test_a_style_sheet_of_the_project_can_add_to_the_shipped_one(desk):
    before = page(desk)
    desk.write("templates/default/screen.css", '{% include "default/screen.css" %}\np { color: #123456 }\n')
    text = page(desk)
    assert "p { color: #123456 }" in text
    assert len(text) > len(before)


def test_a_theme_of_the_project_may_be_a_single_file(desk):
    before = page(desk)
    desk.write("templates/house/tokens.css", ":root { --ink: #102030; }\n")
    desk.write(
        "content/all.yaml", (desk.root / "content/all.yaml").read_text().replace("series:", "theme: house, series:")
    )
    text = page(desk)
    assert ":root { --ink: #102030; }" in text
    assert "Power fails" in text
    assert before != text
    index = (desk.root / "output" / "index.html").read_text("utf-8")
    assert "--ink: #102030" in index, "the list of issues wears the theme as well"


def test_a_brief_may_wear_a_theme_of_its_own(desk):
    desk.write("templates/house/tokens.css", ":root { --ink: #102030; }\n")
    desk.write(
        "content/all.yaml", (desk.root / "content/all.yaml").read_text().replace("state:", "theme: house, state:")
    )
    assert "--ink: #102030" in page(desk)
    assert "--ink: #102030" not in (desk.root / "output" / "index.html").read_text("utf-8")


def test_a_theme_that_is_nowhere_is_an_error_with_a_hint(desk):
    before = page(desk)
    desk.write(
        "content/all.yaml", (desk.root / "content/all.yaml").read_text().replace("series:", "theme: defualt, series:")
    )
    result = desk.build("--to", "html")
    assert result.exit_code == 1
    assert "there is no theme `defualt`" in result.stderr
    assert "did you mean `default`?" in result.stderr
    assert (desk.root / "output" / "one" / "one-draft.html").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("file", "template", "line", "says"),
    [
        ("parts/front.html", "<p>\n{% if %}\n", 2, "Expected an expression"),
        ("parts/front.html", "<p>\n\n{% endfor %}\n", 3, "unknown tag 'endfor'"),
        ("parts/front.html", "{% do briefing.labels.clear() %}\n", 1, "unknown tag 'do'"),
        ("parts/front.html", '<p>\n{% include "parts/mastheat.html" %}\n', 2, "did you mean `parts/masthead.html`?"),
        ("page.html", '{% extends "default/page.html" %}\n{% block fcts %}{% endblock %}', 2, "did you mean `facts`?"),
        (
            "page.html",
            '{% extends "default/page.html" %}\n{% block front %}{{ self.fcts() }}{% endblock %}',
            2,
            "`fcts`",
        ),
        ("tokens.css", ":root {\n--serif: Georgia, serif\n}", 2, "the font `Georgia` is not shipped"),
        ("print.css", "p {\nfont: 600 10pt/1.2 Garamond, serif\n}", 2, "the font `Garamond` is not shipped"),
        ("screen.css", "\n\n@import 'https://example.org/a.css';", 3, "it fetches `https://example.org/a.css`"),
        ("screen.css", "p { background: url(house.png) }", 1, "it fetches `house.png`"),
        ("print.css", "p { color: red }\n}\nh1 { color: blue }", 2, "this is no style sheet: unmatched }"),
        ("print.css", "p { color: red }\nh1 { color red }", 2, "this is no style sheet"),
        ("print.css", "p { color: {{\n'red'\n}} }\n@media print {\nh1 { color red }\n}", 5, "this is no style sheet"),
        ("print.css", "p { color: red }\nh1 { color: red", 2, "has no end"),
        ("print.css", 'p {\n content: "abc\n}', 2, "this is no style sheet"),
        ("tokens.css", "@page {\n  size: A5;\n}", 2, "`A5` is too narrow"),
        ("tokens.css", "@page {\n  size: 12cm 30cm;\n}", 2, "`12cm 30cm` is too narrow"),
        ("tokens.css", "@page {\n  size : 5IN 8in;\n}", 2, "`5IN 8in` is too narrow"),
        ("parts/front.html", "<p>\n<img src='//example.org/a.png'/></p>", 2, "it fetches `//example.org/a.png`"),
    ],
)
def test_a_fault_that_a_file_of_a_theme_shows_is_found_at_its_line_by_a_check(desk, file, template, line, says):
    desk.write(f"templates/default/{file}", template)
    (found,) = desk.findings()
    assert (found["rule"], found["severity"]) == ("broken-template", "error")
    assert (found["file"], found["line"]) == (f"templates/default/{file}", line)
    assert says in f"{found['message']} {found['hint']}"
    assert desk.build("--to", "html").exit_code == 1


@pytest.mark.parametrize(
    "style",
    [
        "/* url(https://example.org) */ p { font-family: 'Source Sans 3', sans-serif }",
        "p { background: url(data:image/png;base64,AAAA); font-family: var(--sans) }",
        ':root { --serif: "Source Serif 4", serif }',
        "h1 { font: inherit }",
        '{% if masthead %}h1 { color: {{ "red" }}; content: "}" }{% endif %} @media print { p { margin: 0 } }',
        'h1 { {{ "color:" ~ " red" }} }\n{{ "p {}" }}\n{{ "h2" }} { {{ "color" }}: red }\n{{ "" }}',
        '/* no longer: @import "https://example.org/a.css"; */ p { color: red }',
        "@page { size: Letter } @page part { size: A5 landscape }",
    ],
)
def test_a_style_sheet_that_is_whole_has_no_finding(desk, style):
    desk.write("templates/default/screen.css", style)
    assert desk.findings() == []


@pytest.mark.parametrize(
    ("template", "line", "says"),
    [
        ("{{ nosuch }}\n", 1, "'nosuch' is undefined"),
        ("\n{{ masthead.nosuch }}\n", 2, "`nosuch` is nothing that a masthead has"),
        ("\n{{ masthead.handlin }}\n", 2, "did you mean `handling`?"),
        (
            '\n<img src="{{ "https://example.org/" ~ "a.png" }}" alt=""/>\n',
            2,
            "fetch or follow `https://example.org/a.png`",
        ),
        ('\n<a href="{{ "javascript:" }}alert(1)">x</a>\n', 2, "fetch or follow `javascript:alert(1)`"),
        ('\n<p style="background: {{ "ur" ~ "l(//example.org/a.png)" }}">x</p>\n', 2, "`//example.org/a.png`"),
        ("\n{{ 1 | nosuch }}\n", 2, "No filter named 'nosuch'"),
        ('{{ "1" + 1 }}\n', 1, "TypeError: can only concatenate str"),
        ("\n{{ 1 / 0 }}\n", 2, "ZeroDivisionError: division by zero"),
        ('\n{{ "{}".format() }}\n', 2, "IndexError"),
        ("{{ ''.__class__ }}\n", 1, "access to attribute '__class__' of 'str' object is unsafe"),
        ("{{ ''['__class__'] }}\n", 1, "unsafe"),
        ("{{ '{0.__class__}'.format('') }}\n", 1, "unsafe"),
        ("{{ masthead.__init__.__globals__ }}\n", 1, "unsafe"),
        ("{{ briefing.labels.clear() }}\n", 1, "'clear' of 'dict' object is unsafe"),
        ("{% for a in range(10 ** 9) %}{% endfor %}\n", 1, "OverflowError: Range too big"),
        ('{% include "parts/masthead.html" %}\n', 1, "RecursionError"),
        ('\n{% import "parts/macros.html" as m %}{{ m.points(1, 2) }}\n', 2, "in the shipped parts/macros.html, line"),
    ],
)
def test_a_fault_in_a_template_is_said_with_file_and_line_and_nothing_is_replaced(desk, template, line, says):
    before = page(desk)
    desk.write("content/more.yaml", "events: [{id: second, date: 2024-12-03, title: Second, sources: [paper]}]\n")
    (desk.root / "templates/default/parts").mkdir(parents=True)
    (desk.root / "templates/default/parts/masthead.html").write_text(template)
    result = desk.build("--to", "html", "--to", "json")
    assert result.exit_code == 1
    assert f"error: templates/default/parts/masthead.html, line {line}" in result.stderr
    assert says in result.stderr
    assert "  mend the template" in result.stderr
    assert sorted(path.name for path in (desk.root / "output" / "one").glob("one-draft.*")) == ["one-draft.html"]
    assert (desk.root / "output" / "one" / "one-draft.html").read_text("utf-8") == before


HELD = """
<!-- was: <img src="https://example.org/a.png"/> -->
<meta name="description" content="url = a tale; 0; https://example.org"/>
<a href="https://example.org/b">b</a> <a href="mailto:desk@example.org">c</a>
<img src="data:image/png;base64,AA" alt=""/>
<style>/* @import "https://example.org"; */ p { background: url(data:image/png;base64,AA) }</style>
<svg><rect fill="url(#g)"/></svg>
<script>x = "<img src='https://example.org'>";</script >
"""
FETCHED = {
    "a set of pictures": '<img srcset="data:, 1x, https://example.org/a.png 2x" alt=""/>',
    "an apostrophe without quotes": '<img alt=it\'s src="https://example.org/a.png"/>',
    "a page that reloads": '<meta http-equiv="refresh" content="0; https://example.org/a.png"/>',
    "a style": '<style>@import "https://example.org/a.png";</style>',
    "a part of a style": '<p style="background: image-set(&quot;https://example.org/a.png&quot; 1x)">a</p>',
    "an attribute of a drawing": '<svg><rect fill="url(https://example.org/a.png)"/></svg>',
    "letters in their codes": '<img src="&#104;ttps://example.org/a.png" alt=""/>',
    "a style sheet": '<link rel="stylesheet" href="https://example.org/a.png"/>',
}


def test_what_a_page_holds_is_not_fetched():
    assert list(fetched(f"<html><body>{HELD}</body></html>")) == []


@pytest.mark.parametrize("page", FETCHED.values(), ids=FETCHED)
def test_whatever_way_a_page_fetches_something_it_is_seen(page):
    assert list(fetched(f"<html><body>{HELD}{page}</body></html>")) == ["https://example.org/a.png"]


def test_a_page_of_many_tags_that_do_not_end_is_looked_through_at_once():
    for piece in ("<a ", '<a "', "<style>", "<script>", "<a " + "w"):
        assert isinstance(list(fetched(piece * 50_000)), list)


def test_what_a_list_or_an_archive_fetches_is_seen_too_and_the_files_beside_it_may_be(desk):
    shipped = find("default", {}).files
    for name, address, refused in (
        ("series.html", "https://example.org/a.png", True),
        ("site/frame.html", "https://example.org/a.png", True),
        ("site/frame.html", "beside.png", False),
    ):
        picture = f'<img src="{{{{ "{address[0]}" }}}}{address[1:]}" alt=""/></body>'
        path = desk.write(f"templates/default/{name}", shipped[name].replace("</body>", picture))
        said = desk.build("--to", "html").stderr
        assert (f"it makes the page fetch or follow `{address}`" in said) == refused
        path.unlink()


def test_a_fault_in_the_template_of_the_list_is_said_too(desk):
    desk.write("templates/default/series.html", "<p>\n{{ nosuch }}\n")
    result = desk.build("--to", "json")
    assert result.exit_code == 1
    assert "templates/default/series.html, line 2: 'nosuch' is undefined" in result.stderr


def test_a_template_that_is_not_utf_8_is_named(desk):
    path = desk.write("templates/default/page.css", "")
    path.write_bytes(b"/* caf\xe9 */")
    (found,) = desk.findings()
    assert (found["rule"], found["file"]) == ("not-utf8", "templates/default/page.css")
    assert desk.build("--to", "html").exit_code == 1


def test_a_template_that_is_a_link_out_of_the_project_is_refused(desk, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret"
    outside.write_text("tulip")
    (desk.root / "templates/default").mkdir(parents=True)
    (desk.root / "templates/default/page.css").symlink_to(outside)
    result = desk.build("--to", "html")
    assert result.exit_code == 1
    assert "templates/default/page.css" in result.stderr
    assert "symbolic link" in result.stderr


def test_content_is_never_run_as_a_template(desk):
    desk.write(
        "content/more.yaml",
        "events: [{id: second, date: 2024-12-03, title: '{{ 777*777 }}{% if %}', sources: [paper]}]\n",
    )
    text = page(desk)
    assert "{{ 777*777 }}{% if %}" in text
    assert "603729" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


# Links within the page


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_template_without_what_the_page_links_to_is_named_with_the_place_and_nothing_is_published(desk, form):
    desk.write(
        "templates/default/page.html",
        """\
        {% extends "default/page.html" %}
        {% block facts %}<p>See the <a href="#event-outage">outage</a>.</p>{% endblock %}
        """,
    )
    old = (desk.root / "output" / "one" / "one-draft.html").read_bytes()
    result = desk.build("--to", form)
    assert result.exit_code == 1
    assert "`#event-outage`" in result.stderr
    assert "templates of the theme `default`" in result.stderr
    assert (desk.root / "output" / "one" / "one-draft.html").read_bytes() == old
    assert not (desk.root / "output" / "one" / "one-draft.pdf").exists()


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_dead_link_of_the_program_s_own_is_not_laid_to_a_theme_and_stops_the_brief(desk, form, monkeypatch):
    monkeypatch.setattr(Briefing, "has_facts", False)
    (desk.root / "output" / "one" / "one-draft.html").unlink()
    result = desk.build("--to", form)
    assert result.exit_code == 1
    assert f"{form.upper()} of one: the page links to `#event-outage`" in result.stderr
    assert "theme" not in result.stderr
    assert "report" in result.stderr
    assert not list((desk.root / "output" / "one").glob("one-draft.*"))


def test_a_theme_that_sets_one_token_anew_keeps_all_others(desk):
    desk.write("templates/house/tokens.css", ":root { --accent: #102030; }\n")
    desk.write(
        "content/all.yaml", (desk.root / "content/all.yaml").read_text().replace("series:", "theme: house, series:")
    )
    text = page(desk)
    assert text.index("--ink: #1c1a17") < text.index("--accent: #102030")


def test_a_shipped_theme_is_a_folder_and_makes_every_form_of_a_page_of_the_sample(built, tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    settings = tmp_path / "content/project.yaml"
    settings.write_text(settings.read_text("utf-8").replace("\nproject:", "\nproject:\n  theme: memo"), "utf-8")
    made = built("memo", tmp_path, "--brief", "syria-2024-12-01", "--to", "html", "--to", "pdf")
    page = (made / "syria-2024-12-01/syria-2024-12-01.html").read_text("utf-8")
    assert "--accent: #33312e" in page
    assert page.count("/* One column") == 2  # on a screen, and as a browser prints it


def test_a_template_compiled_for_the_program_is_not_run_for_a_project():
    """Where it would say nothing of what there is, and look at whatever it names."""
    briefing = Use("one", "top")
    for name, says in (("nothing", "nothing that a use has"), ("__class__", "unsafe")):
        files = {"page.html": f"{{{{ use.{name} }}}}"}
        with suppress(AttributeError):
            environment(files, own=False).get_template("page.html").render(use=briefing)
        with pytest.raises(TemplateError, match=says):
            environment(files, own=True).get_template("page.html").render(use=briefing)
