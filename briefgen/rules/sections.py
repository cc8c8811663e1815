"""The prose of a brief, section by section, and the brief's state."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from briefgen import prose
from briefgen.diagnostics import Finding, error, warning
from briefgen.model import Dossier
from briefgen.spans import Place


@warning
def uncited_paragraph(dossier: Dossier) -> Iterator[Finding]:
    """A paragraph, list item or table of a fact section cites nothing.

    A reader cannot tell what it rests on, nor whether it is a fact at all. The bottom line and gaps need no citation,
    and neither do headings and lines that only lead in a list, a table or a quotation, ending with a colon right before
    it. A table is cited in one of its cells, or in the paragraph before or behind it. A citation in a footnote counts.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - id: issue-1
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            sections:
              - {part: fact, title: The outage, text: "Power failed in the north."}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        sources:
          - {id: log, title: Grid operator's log}
        briefs:
          - id: issue-1
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            sections:
              - {part: fact, title: The outage, text: "Power failed in the north [@log]."}
    """
    for section in _sections(dossier):
        if section.fact and section.text:
            for block in _uncited(section.text):
                what = "table" if _in_table(block) else "paragraph"
                yield Finding(
                    section.place.within(section.text, *block.stretch),
                    f"this {what} of a fact section cites nothing",
                    "cite what it rests on, as in `[@some-event]`, or move it to a section of assessment",
                )


@error
def empty_section(dossier: Dossier) -> Iterator[Finding]:
    """A section has no text: none is written, its file is blank, or it holds only headings.

    A reader would meet a heading with nothing under it and think that something was lost.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - id: issue-1
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            sections:
              - {part: assessment, title: Outlook}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - id: issue-1
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            sections:
              - {part: assessment, title: Outlook, text: Repairs will be slow.}
    """
    for section in _sections(dossier):
        if section.text is None:
            yield Finding(
                section.place, "this section has no text", "write `text:`, or name a Markdown file in `file:`"
            )
        elif prose.plainly_begins(section.text):
            continue
        elif (forms := {block.form for block in prose.placed(section.text).blocks}) <= {"heading"}:
            what = "holds only headings" if forms else "prints as nothing"
            yield Finding(section.place, f"the text of the section {what}", "write it, or take the section out")


@error
def missing_file(dossier: Dossier) -> Iterator[Finding]:
    """A section names a Markdown file that is not there.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - id: issue-1
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            sections:
              - {part: assessment, title: Outlook, file: issue-1/outlook.md}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - id: issue-1
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            sections:
              - {part: assessment, title: Outlook, text: Repairs will be slow.}
    """
    for brief in dossier.briefs:
        for index, section in enumerate(brief.sections):
            file = dossier.text_file(brief, section)
            if file is not None and file not in dossier.texts:
                yield Finding(
                    brief.at("sections", index, "file"),
                    f"there is no file `{file}`",
                    "the name of a Markdown file is relative to the file that names it",
                )


@error
def final_without_approval(dossier: Dossier) -> Iterator[Finding]:
    """A final brief does not say who approved it.

    *Final* tells readers that someone answers for the whole of it.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - {id: issue-1, title: Power fails, cutoff: 2024-03-02, period: 2024-03, state: final}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - id: issue-1
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            state: final
            approved: {by: Grid desk, on: 2024-03-03}
    """
    for brief in dossier.briefs:
        if brief.state == "final" and brief.approved is None:
            yield Finding(
                brief.at("state"),
                "this brief is final, and nobody has approved it",
                "write `approved: {by: ..., on: ...}`, or `state: review`",
            )


@warning
def approved_before_cutoff(dossier: Dossier) -> Iterator[Finding]:
    """A brief was approved before its cut-off.

    Nobody can answer for what was yet to come in.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - id: issue-1
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            state: final
            approved: {by: Grid desk, on: 2024-03-01}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        briefs:
          - id: issue-1
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            state: final
            approved: {by: Grid desk, on: 2024-03-03}
    """
    for brief in dossier.briefs:
        if brief.approved and brief.approved.on.last(dossier.zone) < dossier.cutoff(brief):
            yield Finding(
                brief.at("approved", "on"),
                f"the brief was approved before its cut-off, {brief.cutoff}",
                "approve what is known at the cut-off, or set the cut-off to the moment of approval",
            )


class _Section(NamedTuple):
    """A section's text, None where it has none, and where that stands."""

    fact: bool
    place: Place
    text: str | None


def _sections(dossier: Dossier) -> Iterator[_Section]:
    """Every section whose file is there; a file that several sections share comes once for each part."""
    shared = set()
    for brief in dossier.briefs:
        for index, section in enumerate(brief.sections):
            fact, file = section.part == "fact", dossier.text_file(brief, section)
            if file is None:
                place = brief.at("sections", index, "title" if section.text is None else "text")
                yield _Section(fact, place, section.text)
            elif file in dossier.texts and (fact, file) not in shared:
                shared.add((fact, file))
                yield _Section(fact, Place(file), dossier.texts[file])


def _uncited(text: str) -> Iterator[prose.Block]:
    """The paragraphs and list items that cite nothing, themselves or in a footnote, and lead in nothing.

    Of a table, of which nothing cites, nor what stands next to it, the first cell.
    """
    if prose.plainly_cited(text):
        return
    runs = [(is_table, list(run)) for is_table, run in groupby(prose.placed(text).blocks, _in_table)]
    for index, (is_table, blocks) in enumerate(runs):
        if is_table:
            beside = [*(runs[index - 1][1][-1:] if index else ()), *(run[0] for _, run in runs[index + 1 : index + 2])]
            yield from [] if any(block.cites for block in (*blocks, *beside)) else blocks[:1]
            continue
        for block in blocks:
            if block.form == "paragraph" and not block.cites and not _leads_in(block):
                yield block


def _leads_in(block: prose.Block) -> bool:
    return block.leads and block.text.rstrip().endswith(":")


def _in_table(block: prose.Block) -> bool:
    return block.form in {"th", "td"}
