"""The next issue of a series, begun: a file beside that of the issue before, with what follows from it written."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen import reader
from briefgen.briefing.unwritten import unwritten
from briefgen.build.checking import Checked, check
from briefgen.build.files import in_words
from briefgen.build.fixing import overlaid
from briefgen.build.project import Project
from briefgen.build.retracting import Refused, new_findings
from briefgen.build.swap import make
from briefgen.dates import DateError
from briefgen.diagnostics import Diagnostic
from briefgen.ledger import Following, following
from briefgen.model import Brief
from briefgen.spans import SpanTree

_MODELINE = "# yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Begun:
    """The next issue: its file's name and bytes, what follows from the issue before, what a check finds anew."""

    name: str
    data: bytes
    issue: Following
    rhythm: bool
    """Whether its dates go by a rhythm that the project states."""
    found: list[Diagnostic]


def plan(project: Project, checked: Checked, brief: Brief) -> Begun:
    """The issue after a brief of a project that was checked. Nothing is written; raises `Refused`."""
    dossier = checked.dossier
    if dossier is None:
        raise Refused("the project has errors", "mend them first; `briefgen check` shows them")
    if project.single:
        raise Refused(
            f"`{project.single}` is a project of one file, and the next issue gets a file of its own",
            "put it into a folder `content/` first",
        )
    if brief.form == "flash":
        raise Refused(f"`{brief.id}` is a flash update, which stands alone", "name an issue of the series")
    try:
        issue = following(dossier, brief)
    except DateError as error:
        raise Refused(str(error)) from None
    if dossier.find(issue.id) is not None:
        last = max((each for each in dossier.briefs.current if each.form == brief.form), key=dossier.cutoff)
        raise Refused(f"there is a record `{issue.id}` already", f"the last issue is `{last.id}`: begin from that")
    old = PurePosixPath(brief.at().file)
    name = str(old.with_name((old.stem.replace(brief.id, issue.id) if brief.id in old.stem else issue.id) + old.suffix))
    if (project.root / name).exists():
        raise Refused(f"`{name}` exists already", "write the issue there, or move it away")
    title = unwritten(brief.model_copy(update={"period": issue.period}), dossier.project.language).title
    data = _Page(reader.places(str(old), checked.texts[str(old)]), brief, issue).written(title)
    after = check(overlaid(project, {name: data}))
    found = new_findings(checked, after)
    if after.dossier is None or issue.id not in after.dossier.briefs:
        why = after.findings[0]
        raise Refused(f"the issue would not stand: {why.message} ({why.rule})", why.hint)
    return Begun(name, data, issue, dossier.project.rhythm is not None, found)


def carry_out(project: Project, begun: Begun) -> Path:
    """Write the file, whole or not at all, and over no other. Raises `Refused`."""
    path = project.root / begun.name
    try:
        make(path, begun.data)
    except FileExistsError:
        raise Refused(f"`{begun.name}` exists already", "write the issue there, or move it away") from None
    except OSError as error:
        raise Refused(f"`{begun.name}` cannot be written: {in_words(error)[0]}") from None
    return path


class _Page:
    """The text of an issue that is begun, in the indentation of the issue before."""

    def __init__(self, tree: SpanTree, brief: Brief, issue: Following) -> None:
        self.tree, self.text, self.brief, self.issue = tree, tree.text, brief, issue
        self.path = brief.at().path

    def written(self, title: str) -> bytes:
        """The file, in bytes."""
        dash, column = self._columns()
        first = self.text.partition("\n")[0].rstrip("\r")
        lines = [first] if first.startswith(_MODELINE) else []
        named = f"Issue {self.issue.number}" if self.issue.number else "The issue"
        lines += [f"# {named} after `{self.brief.id}`: begun, and still to be written.", "briefs:"]
        body = list(self._record(title))
        lines.append(" " * dash + "-" + " " * (column - dash - 1) + body[0])
        lines += [f"{' ' * column}{line}".rstrip() for line in body[1:]]
        newline = "\r\n" if "\r\n" in self.text else "\n"
        return (newline.join(lines) + newline).encode()

    def _columns(self) -> tuple[int, int]:
        """Those of the dash and of the keys, where the issue before is a block; else as in most files."""
        start = self.tree.values[self.path].start
        line = self.text.rfind("\n", 0, start) + 1
        before = self.text[line:start]
        if before.strip() == "-" and self.text[start] != "{":
            return before.index("-"), len(before)
        return 2, 4

    def _record(self, title: str) -> Iterator[str]:
        brief, issue = self.brief, self.issue
        yield f"id: {issue.id}"
        if brief.form != "sitrep":
            yield f"kind: {brief.form}"
        if issue.number:
            yield f"number: {issue.number}"
        yield f"title: {_quoted(title)}  # what happened, in a line"
        yield f"cutoff: {issue.cutoff}"
        yield f"period: {issue.period}"
        if issue.next:
            yield f"next: {issue.next}"
        for key in ("language", "theme", "handling", "select", "timeline"):
            yield from self._same(key)
        yield "state: draft"
        yield from self._prompts()

    def _same(self, key: str) -> Iterator[str]:
        """A key as it stands in the issue before."""
        address = (*self.path, key)
        if address not in self.tree.keys:
            return
        held = {path: mark for path, mark in self.tree.values.items() if path[: len(address)] == address}
        blocks = {path[:-1] for path in held}  # which end where the next key begins, behind comments
        end = max(mark.end for path, mark in held.items() if path not in blocks or self.text[mark.start] in "{[")
        column = self._columns()[1]
        lines = self.text[self.tree.keys[address].start : end].rstrip().splitlines()
        yield from (lines[0], *(line.strip() if line[:column].strip() else line[column:] for line in lines[1:]))

    def _prompts(self) -> Iterator[str]:
        brief = self.brief
        yield ""
        yield "# In sixty words at most: what happened, with its citations, and what the desk makes of it."
        yield "# bottom_line:"
        yield "#   fact:"
        yield from ["#   assessment:"] if brief.form != "timeline" else []
        if brief.form != "assessment":
            yield from ("", "# Five or six events, by their ids.", "# highlights:")
        if brief.key_figures:
            yield from (
                "",
                f"# What `{brief.id}` counted, each by the event that has the figure now.",
                "# key_figures:",
            )
            yield from (f"#   - {{event: , what: {each.what}}}" for each in brief.key_figures)
        if brief.sections:
            yield from (
                "",
                f"# The sections of `{brief.id}`; the text under `text:`, or in a Markdown file under `file:`.",
            )
            yield "# sections:"
            yield from (f"#   - {{part: {each.part}, title: {_quoted(each.title)}}}" for each in brief.sections)
        yield from self._carried("judgements", self.issue.judgements)
        yield from self._carried("forecasts", self.issue.forecasts)
        if brief.trends:
            yield from ("", "# deteriorated, improved or unchanged, and why.", "# trends:")
            yield from (f"#   - {{theatre: {_quoted(each.theatre)}, trend: , why: }}" for each in brief.trends)
        yield from ("", "# What is not known, and would matter." + (" Still open?" if brief.gaps else ""), "# gaps:")
        for each in brief.gaps:  # which stay YAML where a line ends
            yield from _wrapped(_quoted(" ".join(each.split())), "#   - ", "#     ")

    def _carried(self, key: str, ids: tuple[str, ...] | None) -> Iterator[str]:
        """The judgements or the forecasts, as a list of the form that the issue before has, and what else there is."""
        before = self.brief.judgements if key == "judgements" else self.brief.forecasts
        if ids is None or before is None or (*self.path, key) not in self.tree.keys:
            return
        yield ""
        ended = [id_ for id_ in before if id_ in self.issue.ended]
        if ended:
            yield from _comment(f"Ended since `{self.brief.id}`:", ended)
        if new := self.issue.new_judgements if key == "judgements" else self.issue.new_forecasts:
            yield from _comment("New since then, to be added where they belong here:", new)
        flow = self.text[self.tree.values[(*self.path, key)].start] == "["
        if flow or not ids:
            yield f"{key}: [{', '.join(ids)}]"
        else:
            yield f"{key}:"
            yield from (f"  - {id_}" for id_ in ids)


def _comment(words: str, ids: Iterable[str]) -> Iterator[str]:
    yield from _wrapped(f"{words} {', '.join(ids)}", "# ", "#   ")


def _wrapped(text: str, first: str, then: str) -> list[str]:
    return textwrap.wrap(
        text, 110, initial_indent=first, subsequent_indent=then, break_on_hyphens=False, break_long_words=False
    )


def _quoted(text: str) -> str:
    return text if reader.is_plain(text) else json.dumps(text, ensure_ascii=False)
