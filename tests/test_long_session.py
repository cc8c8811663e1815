"""A long brief that is edited while `briefgen build --watch` runs: its sheets are remembered from edit to edit."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from test_parted import drawn, told
from test_watching import Session

from bench import ledger
from briefgen import build, cache
from briefgen.briefing import briefing_of
from briefgen.build.theming import theme_of
from briefgen.outputs import pdf as printed_page
from briefgen.outputs.press import Job, Printed, press
from briefgen.printing.measure import PARTED, SINGLE

EVENTS = 45
"""Enough for a brief that is printed in parts, and that still is when one is taken out: some twenty sheets."""
WROTE, SAME, REFUSED = "wrote whole", "1 brief unchanged", "nothing was written"
LONG = "Engineers looked at the dam, the canal and the road for the whole of the day. " * 90
"""Taller than a sheet."""
RECORD = r"^  - (?:\{{)?id: {}\b.*\n(?:    .*\n|\n)*"
"""A record, by its id."""


class Ledger:
    """A ledger that is edited, record by record, as an editor writes files: aside, then in place of the old one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        ledger.write(root, EVENTS)
        dossier = build.check(build.find(root)).dossier
        assert dossier
        said = "".join(path.read_text("utf-8") for path in self.files())
        self.events = list(dossier.events.ids)
        self.alone = [id_ for id_ in self.events if said.count(id_) == 1]
        """Events that nothing else names."""
        self.cited = [id_ for id_ in self.events if id_ not in self.alone]
        kinds = (dossier.sources, dossier.actors, dossier.assessments, dossier.forecasts)
        self.source, self.actor, self.judgement, self.forecast = (next(iter(records.ids)) for records in kinds)

    def files(self) -> list[Path]:
        return sorted(self.root.glob("content/*.yaml"))

    def put(self, pattern: str, words: str | Callable[[re.Match[str]], str]) -> None:
        """Write other words for the first that are such, in the first file that has any."""
        for path in self.files():
            text, times = re.subn(pattern, words, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
            if times:
                (self.root / ".aside").write_text(text, "utf-8")
                (self.root / ".aside").replace(path)
                return
        pytest.fail(f"nothing is like {pattern}")

    def change(self, id_: str, pattern: str, words: str, times: int = 1) -> None:
        """The same in a record, in its first version."""

        def changed(found: re.Match[str]) -> str:
            text, number = re.subn(pattern, words, found[0], count=times)
            assert number, f"{id_} has nothing like {pattern}"
            return text

        self.put(RECORD.format(id_), changed)

    def take_out(self, id_: str) -> None:
        self.put(RECORD.format(id_), "")

    def rename(self, old: str, new: str) -> None:
        (self.root / "content" / old).rename(self.root / "content" / new)


def edits(desk: Any, of: Ledger) -> Iterator[tuple[str, Callable[[], object]]]:
    """Edits of every kind that a desk makes. Each comes with what is said then; without, the next is made at once."""
    early, middle, late = of.cited[2], of.cited[len(of.cited) // 2], of.cited[-3]
    new = f"events:\n  - {{id: late, date: 2024-12-11, title: News come in late, sources: [{of.source}]}}"
    outlook = "sections: [{part: assessment, title: Outlook, file: outlook.md}]"
    page = desk.root / "templates/default/page.html"
    yield WROTE, lambda: desk.write("templates/default/tokens.css", ":root { --accent: #123456 }")
    yield REFUSED, lambda: desk.write("templates/default/page.html", "{% nothing %}")
    yield SAME, page.unlink
    yield "", lambda: of.change(of.alone[0], r"date: \S+", "date: 2024-12-03")
    yield "", lambda: desk.write("content/news.yaml", new)
    yield WROTE, lambda: of.take_out(of.alone[1])
    yield "", lambda: of.change(of.source, "publisher: .*", "publisher: The other agency")
    yield WROTE, lambda: of.change(of.actor, "name: [^,\n}]*", "name: The river guards")
    yield "", lambda: of.rename("2024-11.yaml", "z.yaml")
    yield "", lambda: of.put("cutoff: 2025-01-..", "cutoff: 2025-01-05")
    yield WROTE, (desk.root / "content/news.yaml").unlink
    yield "", lambda: of.change(of.judgement, r"\blikely\b", "unlikely", times=0)
    yield WROTE, lambda: of.change(of.forecast, "result: occurred", "result: did-not-occur")
    yield "", lambda: desk.write("content/outlook.md", "Repairs will be slow.")
    yield WROTE, lambda: of.put(r"sections: \[\]", outlook)
    yield WROTE, lambda: of.change(middle, "title: .*", "title: Water comes back to the town")
    yield WROTE, lambda: of.change(late, "text: >\n", f"text: >\n      {LONG}\n")
    yield REFUSED, lambda: of.change(middle, "title: Water", "title: [Water")
    yield WROTE, lambda: of.change(middle, r"title: \[Water", "title: No water")
    yield WROTE, lambda: of.change(late, LONG, "Nothing.")
    yield WROTE, lambda: of.change(early, "text: >\n", "text: >\n      So it was said.\n")
    yield "content/outlook.md: wrote whole", lambda: desk.write("content/outlook.md", "*Nobody* knows how slow.")


def test_after_twenty_edits_of_every_kind_a_long_brief_is_what_a_single_pass_prints_afresh(
    desk: Any, memory: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    of = Ledger(desk.root)
    session = Session(desk, "--brief", "whole", "--to", "pdf")
    try:
        session.says(WROTE)
        for said, edit in edits(desk, of):
            edit()
            if said:
                session.says(said)
        errors, code = session.end()
    finally:
        session.close()
    assert code == 0
    assert "Traceback" not in errors
    pages, whole = desk.root / "output/whole/whole-draft.pdf", tmp_path / "single.pdf"
    whole.write_bytes(afresh(desk.root, monkeypatch, tmp_path))
    assert words(pages) == words(whole)
    assert told(pages.read_bytes()) == told(whole.read_bytes())
    (remembered,) = (memory / "pages").iterdir()
    sheets = len(told(whole.read_bytes())["boxes"])
    assert sheets > 15
    assert remembered.stat().st_size > 10_000 * sheets, "it was printed in parts, and these were remembered"


def afresh(root: Path, monkeypatch: pytest.MonkeyPatch, folder: Path) -> bytes:
    """The brief as it is now, in one pass, by a process that remembers nothing."""

    def single(job: Job, **_: Any) -> Printed:
        assert job.known == b""
        assert job.html.count("<") / 2 > PARTED.worth
        return press(job, measure=SINGLE)

    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "nothing"))
    cache._folder.cache_clear()
    monkeypatch.setattr(printed_page, "press", single)
    project = build.find(root)
    dossier = build.check(project).dossier
    assert dossier
    return printed_page.render(
        briefing_of(dossier, dossier.briefs["whole"]), theme_of(project, dossier.project.theme)
    ).data


def words(file: Path) -> list[str]:
    """The words of each page, and where they stand if there is a tool of others that says so."""
    if shutil.which("pdftotext"):
        return drawn(["pdftotext", "-bbox"], file)
    return [page.extract_text() for page in PdfReader(file).pages]
