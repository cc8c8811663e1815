"""What lies in the output folder as a build would make it is not made again, and is told to be unchanged."""

from __future__ import annotations

import re

import pytest
from conftest import GRID

from briefgen.build import preparing, unchanged
from briefgen.outputs import OUTPUTS, pdf

MORE = """  - {id: repair, date: 2024-03-08, title: Power is back, sources: [log]}
briefs:
  - {id: one, title: Power fails, cutoff: 2024-03-02, period: 2024-03-01/2024-03-02}
  - {id: two, title: Power is back, cutoff: 2024-03-09, period: 2024-03-03/2024-03-09}
"""


@pytest.fixture
def grid(desk):
    desk.write("content/all.yaml", GRID + MORE)
    desk.to = ("--to", "html", "--to", "json")
    assert desk.build(*desk.to).exit_code == 0
    return desk


def files(desk):
    return {path.name: path.read_bytes() for path in desk.root.rglob("output/**/*.*") if path.is_file()}


def told(desk, *more, **variables):
    """What a build says of each brief: whether it was written, or is unchanged."""
    result = desk.run("build", str(desk.root), *(more or desk.to), **variables)
    assert result.exit_code == 0, result.output
    found = re.findall(r"^(\w+) .*/(one|two)/", result.stdout, re.MULTILINE)
    assert len(set(found)) == len({brief for _, brief in found}), "of a brief all or nothing"
    return {brief: word for word, brief in found}


def edit(desk, old, new):
    path = desk.root / "content/all.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_nothing_is_made_where_nothing_changed(grid, monkeypatch):
    before = files(grid)
    monkeypatch.setattr(preparing, "OUTPUTS", {})
    assert told(grid) == {"one": "unchanged", "two": "unchanged"}
    assert files(grid) == before


def test_a_brief_is_made_again_that_shows_what_was_edited(grid):
    edit(grid, "title: Power is back, cutoff", "title: All power is back, cutoff")
    assert told(grid) == {"one": "unchanged", "two": "wrote"}
    assert b"All power is back" in files(grid)["two-draft.html"]
    assert told(grid) == {"one": "unchanged", "two": "unchanged"}


def test_an_edit_that_no_brief_shows_makes_none(grid):
    edit(grid, "events:", "events:  # of this spring")
    assert told(grid) == {"one": "unchanged", "two": "unchanged"}


@pytest.mark.parametrize("what", ["cut", "gone", "manifest"])
def test_what_does_not_lie_there_as_it_was_made_is_made_again(grid, what):
    before = files(grid)
    path = grid.root / "output/one/one-draft.html"
    if what == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    elif what == "gone":
        path.unlink()
    else:
        path.with_name(".briefgen-manifest.json").write_text("{}")
        path.unlink()
        path.with_name("one-draft.json").unlink()
    assert told(grid) == {"one": "wrote", "two": "unchanged"}
    assert files(grid) == before


def test_another_form_is_made(grid):
    assert told(grid, "--to", "json") == {"one": "unchanged", "two": "unchanged"}
    assert told(grid, "--to", "docx") == {"one": "wrote", "two": "wrote"}
    assert told(grid, "--to", "docx") == told(grid) == {"one": "unchanged", "two": "unchanged"}


def test_another_look_is_made(grid):
    grid.write("templates/default/tokens.css", ":root { --accent: #123456 }")
    assert told(grid) == {"one": "wrote", "two": "wrote"}


def test_another_date_of_the_file_is_made(grid):
    assert told(grid, SOURCE_DATE_EPOCH="1700000000") == {"one": "wrote", "two": "wrote"}


def test_another_program_makes_it_again(grid, monkeypatch):
    monkeypatch.setattr(unchanged, "fingerprint", lambda printed: "another")
    assert told(grid) == {"one": "wrote", "two": "wrote"}


def test_a_page_that_may_lack_something_is_told_each_time(grid, monkeypatch):
    def html(briefing, theme):
        return OUTPUTS["html"](briefing, theme)._replace(remarks=("a rule was ignored",))

    monkeypatch.setattr(preparing, "OUTPUTS", {**OUTPUTS, "html": html})
    edit(grid, "Grid Watch", "Power Watch")
    for _ in range(2):
        result = grid.build(*grid.to)
        assert result.stderr.count("a rule was ignored") == 2


def test_no_pdf_is_laid_out_where_nothing_changed(grid, monkeypatch):
    assert told(grid, "--to", "pdf") == {"one": "wrote", "two": "wrote"}
    before = files(grid)
    monkeypatch.setattr(pdf, "press", None)
    assert told(grid, "--to", "pdf") == {"one": "unchanged", "two": "unchanged"}
    assert files(grid) == before
