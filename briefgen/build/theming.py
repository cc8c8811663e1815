"""A project's themes: the files of its own, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace

from briefgen import themes
from briefgen.build.files import Unreadable
from briefgen.build.project import Project
from briefgen.diagnostics import Diagnostic
from briefgen.model import Dossier
from briefgen.reader import faults, placed
from briefgen.spans import Span

_TEMPLATES = (".html", ".css", ".svg", ".js")


def theme_of(project: Project, name: str) -> themes.Theme:
    """A theme with the project's own files over it, as far as these can be read. Raises `UnknownTheme`."""
    return replace(themes.find(name, _own(project, name)[0]), home=project.hashed)


def check(project: Project, dossier: Dossier) -> tuple[list[Diagnostic], dict[str, str]]:
    """What is wrong with the project's own files of the themes that it uses, and the texts of those files.

    An unknown theme is a rule's.
    """
    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    for name in sorted({each.theme for each in (dossier.project, *dossier.briefs) if each.theme is not None}):
        own, faulty = _own(project, name)
        found += faulty
        try:
            flaws = list(themes.flaws(themes.find(name, own))) if own else []
        except themes.UnknownTheme:
            continue
        for flaw in flaws:
            file = f"templates/{name}/{flaw.file}"
            texts[file] = own[flaw.file]
            found.append(placed(faults.broken_template(flaw.message, flaw.hint), _line(file, texts[file], flaw.line)))
    return found, texts


def _line(file: str, text: str, number: int) -> Span:
    """What is written on a line."""
    line = [*text.split("\n"), ""][number - 1]
    start = len(line) - len(line.lstrip())
    return Span(file, number, start + 1, number, max(start + 1, len(line.rstrip())) + 1)


def _own(project: Project, name: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """The project's own files of a theme, by their path in it, and what is wrong with those that are none."""
    own: dict[str, str] = {}
    faulty = []
    for file, data in project.template_files(name).items():
        if isinstance(data, Unreadable):
            faulty.append(placed(faults.unreadable_file(data.reason, data.hint), Span(data.name)))
        elif file.endswith(_TEMPLATES):  # a picture or a note that lies there is nothing a page is made of
            try:
                own[file] = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                span = Span(f"templates/{name}/{file}")
                faulty.append(placed(faults.not_utf8("this template is not UTF-8"), span))
    return own, faulty
