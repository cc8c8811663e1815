"""The archive of a series in its output folder: the list of its issues, and the pages of all that they told."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen import ledger, site
from briefgen.build import manifest
from briefgen.build.files import printable
from briefgen.build.project import Project
from briefgen.build.publish import locked, publish, publish_file
from briefgen.build.refresh import Refreshed, refresh
from briefgen.build.series import SITE, Issue, issues_in, series_page
from briefgen.build.theming import theme_of
from briefgen.model import Dossier
from briefgen.scales import Handling
from briefgen.site.feed import News, feed
from briefgen.themes import Theme

_ANCHOR = re.compile(rb'\sid="((?:event|source|actor|place|assessment|forecast)-[a-z0-9-]+)"')
_MIMES = {"html": "text/html", "pdf": "application/pdf", "json": "application/json"}
_COPY = "copy of "
"""What the manifest of a copied issue says before what that was made from."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(slots=True)
class Site:
    """What was made: the list of the issues, what became of the pages, and what else is to be said."""

    index: Path
    issues: int
    pages: Refreshed
    notes: list[tuple[str, str | None]] = field(default_factory=list)


def make(project: Project, dossier: Dossier, out: Path, handling: Handling | None = None) -> Site:
    """Make the archive of the issues that were built, at a marking, into `out`.

    Issues that were built into the project's own output folder are copied into another one, but for those that were
    built there too. Raises `PublishError`,
    `UnknownTheme` and `TemplateFault`; then the pages are as they were.
    """
    marking = handling or dossier.project.handling or Handling.RED
    with locked(out, within=project.output):
        if out.resolve() != project.output.resolve():
            _copied(project.output, out, issues_in(ledger.releasable(dossier, marking), project.output, marking))
        return renew(project, dossier, out, marking)


def renew(project: Project, dossier: Dossier, out: Path, marking: Handling) -> Site:
    """Make the archive of the issues that lie in `out`, which is `locked`; raises as `make` does."""
    gc.enable()  # what laying out leaves behind goes in circles: of thousands of pages, a fifth of the memory
    theme = theme_of(project, dossier.project.theme)
    listed = issues_in(ledger.releasable(dossier, marking), out, marking)
    pages = refresh(out / SITE, _files(dossier, out, listed, marking, theme), {"handling": str(marking)})
    publish_file(out / "index.html", series_page(dossier, out, theme, marking))
    return Site(out / "index.html", len(listed), pages, list(_others(out, dict(listed), marking)))


def _copied(source: Path, out: Path, issues: Iterable[tuple[str, Issue]]) -> None:
    for id_, _ in issues:
        said, there = manifest.read(source / id_), manifest.read(out / id_)
        if not there or str(there.get("made_from")).startswith(_COPY):
            about: Any = said.get("about")
            publish(out / id_, manifest.kept(source / id_), f"{_COPY}{said.get('made_from')}", about)


def _files(
    dossier: Dossier, out: Path, listed: list[tuple[str, Issue]], marking: Handling, theme: Theme
) -> Iterator[tuple[str, bytes]]:
    listed = [(id_, issue) for id_, issue in listed if issue.as_of is None]  # others know less than their cut-off
    if not listed:
        return
    library = site.library(dossier, [_issued(dossier, out, id_, issue) for id_, issue in listed], marking, theme)
    yield from site.pages(library, theme)
    project = library.dossier.project
    news = [
        News(id_, issue.title, issue.language, issue.closed, issue.dated, f"../{name}", _MIMES.get(form, _WORD))
        for id_, issue in listed
        for form, name in issue.files[:1]
    ]
    author = project.desk or project.series
    yield "feed.xml", feed(project.series, author, project.language, marking, news)


def _issued(dossier: Dossier, out: Path, id_: str, issue: Issue) -> site.Issued:
    """An issue as it was built: its cut-off may have been moved since, and its manifest have been written into."""
    page = dict(issue.files).get("html")
    holds = _ANCHOR.findall((out / page).read_bytes()) if page else ()
    address = f"../{page}" if page else None
    known = min(issue.closed, dossier.cutoff(dossier.briefs[id_]))
    anchors = frozenset(each.decode() for each in holds)
    return site.Issued(id_, issue.numbered, issue.title, issue.language, address, anchors, known)


def _others(out: Path, listed: dict[str, Issue], marking: Handling) -> Iterator[tuple[str, str | None]]:
    """Issues of ours in the folder that the archive does not list."""
    for folder in sorted(path for path in out.iterdir() if path.is_dir() and path.name not in {SITE, *listed}):
        if isinstance(about := manifest.read(folder).get("about"), dict) and "state" in about:
            message = f"`{printable(str(folder))}` holds an issue that may not be shown at {marking}, or is no brief"
            yield message, "take the folder away before you pass the archive on"
