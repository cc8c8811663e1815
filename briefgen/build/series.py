"""The page that lists the issues of a series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen import fonts, ledger
from briefgen.dates import in_words, moment_in_words
from briefgen.model import Brief, Dossier
from briefgen.outputs import OUTPUTS
from briefgen.outputs.page import FONTS
from briefgen.scales import Handling
from briefgen.themes import Theme


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue in the list: its name in words, and the files it has by their form."""

    id: str
    number: int | None
    title: str
    cutoff: str
    period: str
    state: str
    handling: Handling
    files: tuple[tuple[str, str], ...]


def series_page(dossier: Dossier, out: Path, theme: Theme) -> bytes:
    """The list, the latest issue first: those that have output and may be released at the project's marking."""
    marking = dossier.project.handling or Handling.RED
    shown = ledger.releasable(dossier, marking)
    project = shown.project
    issues = [
        _issue(shown, brief, files)
        for brief in sorted(shown.briefs.current, key=lambda each: (shown.cutoff(each), each.id), reverse=True)
        if (files := tuple(_files(out, brief)))
    ]
    page = theme.render("series.html", {}, project=project, handling=marking, issues=issues, fonts=FONTS)
    return page.replace(FONTS, fonts.webfonts(page), 1).encode()


def _issue(dossier: Dossier, brief: Brief, files: tuple[tuple[str, str], ...]) -> Issue:
    language = brief.language or dossier.project.language
    return Issue(
        id=brief.id,
        number=brief.number,
        title=brief.title,
        cutoff=moment_in_words(brief.cutoff, dossier.zone, language),
        period=in_words(brief.period, language=language),
        state=brief.state,
        handling=brief.handling or dossier.project.handling or Handling.RED,
        files=files,
    )


def _files(out: Path, brief: Brief) -> Iterator[tuple[str, str]]:
    for form in OUTPUTS:
        name = f"{brief.id}/{brief.id}.{form}"
        if (out / name).is_file():
            yield form, name
