"""The forms of a briefing: a line in `FORMS` and one in `OUTPUTS`, and a new one is offered, made and linked."""

from __future__ import annotations

import subprocess
import sys

from conftest import GRID, Desk

from briefgen.forms import FORMS
from briefgen.outputs import OUTPUTS

BRIEF = """
briefs:
  - id: one
    title: Power fails
    cutoff: 2024-03-09
    period: 2024-03-01/2024-03-09
    state: final
    approved: {by: Grid desk, on: 2024-03-10}
"""
WITH_ONE_MORE = """
import sys
from briefgen import forms, outputs
forms.FORMS = {**forms.FORMS, "txt": forms.Form("text/plain", usual=False)}
outputs.OUTPUTS = {**outputs.OUTPUTS, "txt": lambda briefing, theme: outputs.Output(b"In plain words.")}
from briefgen.cli import main
main(sys.argv[1:])
"""


def run(program: str, *words: str) -> str:
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.root / "output/one").glob("[!.]*"))


def test_each_form_that_is_offered_can_be_made() -> None:
    assert [*FORMS] == [*OUTPUTS]


def test_a_form_more_is_offered_made_and_linked_with_its_type(desk: Desk) -> None:
    desk.write("content/grid.yaml", GRID)
    desk.write("content/brief.yaml", BRIEF)
    assert "html|pdf|json|docx|txt]" in run(WITH_ONE_MORE, "build", "--help")
    run(WITH_ONE_MORE, "build", str(desk.root), "--to", "txt")
    assert files(desk) == ["one.txt"]
    run(WITH_ONE_MORE, "site", str(desk.root))
    feed = (desk.root / "output/site_pages/feed.xml").read_text("utf-8")
    assert 'href="../one/one.txt"' in feed
    assert 'type="text/plain"' in feed


def test_who_only_asks_for_help_does_not_wait_for_what_makes_a_form() -> None:
    program = "import sys, briefgen.cli; print({'briefgen.outputs', 'jinja2', 'weasyprint'} & set(sys.modules))"
    assert run(program) == "set()\n"


def test_the_help_names_the_forms_that_are_made_by_default_and_the_files_of_a_draft() -> None:
    said = " ".join(run("from briefgen.cli import main; main()", "build", "--help").split())
    assert "By default html, pdf and json." in said
    assert "<brief>-draft.html" in said
