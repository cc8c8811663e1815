"""The archive of a series in its output folder: the list of its issues, and the pages of all that they told."""

from __future__ import annotations

import gc
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen import ledger, site
from briefgen.build import manifest
from briefgen.build.files import printable
from briefgen.build.project import Project
from briefgen.build.publish import locked, publish, publish_file
from briefgen.build.refresh import Refreshed, refresh
from briefgen.build.series import SITE, Issue, issues_in, listed, series_page
from briefgen.build.theming import theme_of
from briefgen.forms import FORMS
from briefgen.language import ENGLISH
from briefgen.model import Dossier
from briefgen.scales import Handling
from briefgen.site.feed import News, feed
from briefgen.themes import Theme

_ANCHOR = re.compile(rb'\sid="((?:event|source|actor|place|assessment|forecast)-[a-z0-9-]+)"')
_NAMED = 5
"""So many issues are named in a note; of more, how many they are."""
_COPY = "copy of "
"""What the manifest of a copied issue says before what that was made from."""


@dataclass(slots=True)
class Site:
    """What was made: the list of the issues, what became of the pages, and what else is to be said."""

    index: Path
    issues: int
    left_out: int
    """How many issues lie there that are not final, and are not shown."""
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
            built = issues_in(ledger.releasable(dossier, marking), project.output, marking)
            _copied(project.output, out, listed(dossier, built))
        return renew(project, dossier, out, marking)


def renew(project: Project, dossier: Dossier, out: Path, marking: Handling) -> Site:
    """Make the archive of the issues that lie in `out`, which is `locked`; raises as `make` does."""
    gc.enable()  # what laying out leaves behind goes in circles: of thousands of pages, a fifth of the memory
    theme = theme_of(project, dossier.project.theme)
    released = ledger.releasable(dossier, marking)
    built = issues_in(released, out, marking)
    shown = listed(dossier, built)
    pages = refresh(out / SITE, _files(dossier, out, shown, marking, theme), {"handling": str(marking)})
    publish_file(out / "index.html", series_page(dossier, out, theme, marking))
    drafts = dict(built).keys() - dict(shown)
    notes = [*_without_pdf(released, dict(shown)), *_others(out, dict(shown), drafts, marking)]
    return Site(out / "index.html", len(shown), len(drafts), pages, notes)


def _copied(source: Path, out: Path, issues: Iterable[tuple[str, Issue]]) -> None:
    for id_, _ in issues:
        said, there = manifest.read(source / id_), manifest.read(out / id_)
        if not there or str(there.get("made_from")).startswith(_COPY):
            about: Any = said.get("about")
            publish(out / id_, manifest.kept(source / id_), f"{_COPY}{said.get('made_from')}", about)


def _files(
    dossier: Dossier, out: Path, shown: list[tuple[str, Issue]], marking: Handling, theme: Theme
) -> Iterator[tuple[str, bytes]]:
    shown = [(id_, issue) for id_, issue in shown if issue.as_of is None]  # others know less than their cut-off
    if not shown:
        return
    library = site.library(dossier, [_issued(dossier, out, id_, issue) for id_, issue in shown], marking, theme)
    yield from site.pages(library, theme)
    project = library.dossier.project
    news = [
        News(id_, issue.headed, issue.language, issue.closed, issue.dated, f"../{name}", FORMS[form].media_type)
        for id_, issue in shown
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


def _without_pdf(released: Dossier, shown: dict[str, Issue]) -> Iterator[tuple[str, str | None]]:
    """Issues that went out, and of which the archive has no PDF to lead to."""
    sealed = [seal.brief for seal in released.issues if seal.brief in released.briefs]
    gone = sorted(id_ for id_ in sealed if id_ not in shown or "pdf" not in dict(shown[id_].files))
    named = [f"`{id_}`" for id_ in gone[:_NAMED]] + ([f"{len(gone) - _NAMED} more"] if len(gone) > _NAMED else [])
    if gone:
        said = "is sealed, and its PDF is not there" if len(gone) == 1 else "are sealed, and their PDFs are not there"
        yield f"{ENGLISH.listed(named)} {said}", f"`briefgen issue {gone[0]}` makes it again"


def _others(out: Path, shown: Container[str], drafts: Container[str], marking: Handling) -> Iterator[tuple[str, str]]:
    """Issues of ours in the folder that the archive does not list."""
    for folder in sorted(path for path in out.iterdir() if path.is_dir() and path.name != SITE):
        if folder.name in shown or not isinstance(about := manifest.read(folder).get("about"), dict):
            continue
        if "state" in about:
            why = (
                "that is not final" if folder.name in drafts else f"that may not be shown at {marking}, or is no brief"
            )
            message = f"`{printable(str(folder))}` holds an issue {why}"
            yield message, "take the folder away before you pass the archive on"
