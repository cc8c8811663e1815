"""The way to two states of a project, and what is different between them."""

from __future__ import annotations

from pathlib import Path

from briefgen import ledger
from briefgen.briefing.comparison import Comparison, State, comparison
from briefgen.build import revisions
from briefgen.build.checking import Checked, check, ids, uncollected
from briefgen.build.files import in_words, printable
from briefgen.build.project import Project
from briefgen.build.swap import replace
from briefgen.build.theming import theme_of
from briefgen.dates import DateError, Moment
from briefgen.diagnostics import did_you_mean
from briefgen.model import Dossier
from briefgen.themes import Theme


class Incomparable(Exception):  # noqa: N818 - said of what somebody asked for
    """Two states cannot be compared: why, what to do about it, and the findings that stand in the way."""

    def __init__(self, message: str, hint: str | None = None, checked: Checked | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.checked = checked


def compare(project: Project, old: str, new: str, labels: str | None = None) -> tuple[Comparison, Theme]:
    """What is different between two states of a project, each a brief's id, a moment or a revision in Git.

    What is a brief's id is taken for that, and what is a moment for that, before Git is asked. `labels` is the language
    of the labels, where that is not the reader's. Raises `Incomparable`.
    """
    read = _Ledger(project)
    states = read.state(old), read.state(new)
    _in_order(project, *states)
    with uncollected():
        return comparison(*states, labels), theme_of(project, states[1].dossier.project.theme)


class _Ledger:
    """The project as it lies in its folder, read when it is first needed."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._dossier: Dossier | None = None
        self._briefs = ids(project, "briefs")

    @property
    def dossier(self) -> Dossier:
        if self._dossier is None:
            self._dossier = _sound(self.project, "the project")
        return self._dossier

    def state(self, asked: str) -> State:
        if asked in self._briefs:
            return State(asked, self.dossier, brief=self.dossier.briefs[asked])
        try:
            moment = Moment.parse(asked)
        except DateError:
            return self._revision(asked)
        if moment.naive and self.dossier.zone is None:
            raise Incomparable(f"`{asked}` needs an offset, for the project names no time zone")
        return State(asked, self.dossier, moment=moment)

    def _revision(self, asked: str) -> State:
        try:
            commit = revisions.commit(self.project, asked)
            with revisions.project_at(self.project, commit) as then:
                dossier = _sound(then, f"the project at `{printable(asked)}` ({commit.name[:10]})")
        except revisions.NoRevision as error:
            known = did_you_mean(asked, self._briefs) or error.hint
            hint = known or "name a brief, a moment such as 2024-12-08, or a revision such as HEAD~3"
            raise Incomparable(
                f"`{printable(asked)}` is no brief of this project and no moment, and {error}", hint
            ) from None
        return State(asked, dossier, commit=commit.name, committed=Moment.parse(commit.recorded[:10]))


def _sound(project: Project, what: str) -> Dossier:
    checked = check(project)
    if checked.dossier is None or checked.fails(strict=False):
        raise Incomparable(f"{what} has errors, so what it says cannot be compared", "they are listed above", checked)
    return checked.dossier


def _in_order(project: Project, old: State, new: State) -> None:
    """Refuse two that are one, two editions of one issue, and a later one that is named first."""
    swapped = f"name the earlier one first: briefgen diff {new.asked} {old.asked}"
    if old.commit and new.commit:
        commits = [revisions.Commit(each.commit or "", "") for each in (old, new)]
        if old.commit == new.commit:
            raise Incomparable(f"`{old.asked}` and `{new.asked}` are the same revision, {old.commit[:10]}")
        if revisions.follows(project, *commits):
            raise Incomparable(f"`{old.asked}` is later than `{new.asked}`", swapped)
    if old.closed is None or new.closed is None:
        return
    zone = new.dossier.zone
    moments = old.closed.last(zone), new.closed.last(zone)
    if old.brief is new.brief and moments[0] == moments[1]:
        raise Incomparable(f"`{old.asked}` and `{new.asked}` are the same: there is nothing to compare")
    if old.brief and new.brief and ledger.are_editions(new.dossier, old.brief, new.brief):
        raise Incomparable(
            f"`{old.asked}` and `{new.asked}` are one issue in two languages: neither came after the other",
            "compare one of them with an issue before or after it",
        )
    if moments[0] > moments[1]:
        raise Incomparable(f"`{old.asked}` closed later than `{new.asked}`", swapped)


def write(project: Project, file: Path, data: bytes) -> None:
    """Put a redline into a file, in one step. Raises `Incomparable` where it cannot be, or lies among the sources."""
    if project.is_source(file.parent):
        raise Incomparable(f"`{file}` is where the project's own files lie", "name a file elsewhere with `--out`")
    try:
        replace(file, data)
    except OSError as error:
        raise Incomparable(f"`{file}` cannot be written: {in_words(error)[0]}", "name another with `--out`") from None
