"""A project while it is written: what its files hold in the editor, and what is wrong with that."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import NamedTuple

from briefgen import rules
from briefgen.build import Checked, Project
from briefgen.build.checking import load
from briefgen.build.project import Unreadable, is_yaml
from briefgen.diagnostics import Diagnostic, Rule
from briefgen.model import Dossier
from briefgen.model import Project as Settings
from briefgen.server.memory import Known, Memory
from briefgen.server.shifts import Shift

AT_ONCE = 0.02
"""Seconds that rules may take before a first answer is given; what the others find follows at growing intervals."""


class Buffer(NamedTuple):
    """A file as it is in the editor, saved or not."""

    text: str
    version: int | None = None


@dataclass(frozen=True)
class Edited(Project):
    """A project whose files are those on disk, but for what is open in the editor."""

    buffers: Mapping[str, Buffer] = field(default_factory=dict)

    def documents(self) -> list[str]:
        """The names of all YAML files, those included that are not saved yet."""
        if self.single is not None:
            return [self.single]
        opened = {name for name in self.buffers if is_yaml(name) and name.startswith("content/")}
        return sorted({*super().documents(), *opened})

    def read(self, name: str) -> bytes | Unreadable:
        """The bytes of any file inside the project."""
        buffer = self.buffers.get(name)
        return super().read(name) if buffer is None else buffer.text.encode("utf-8", "surrogatepass")


class Answer(NamedTuple):
    """What is wrong with some texts, as far as it is known, and the buffers they were."""

    checked: Checked
    findings: list[Diagnostic]
    buffers: Mapping[str, Buffer]


class Desk:
    """One project: its buffers, and what the last reading and the last check gave.

    The editor changes buffers at any time; everything else is worked out by one thread, one change after the other.
    """

    def __init__(self, project: Project, folder: Path | None = None) -> None:
        self.project = project
        self.folder = folder or project.root
        """Its folder as the editor calls it, which may be through a link."""
        self.buffers: dict[str, Buffer] = {}
        self.turn = 0
        """Counts the changes: what is worked out for an earlier one is given up."""
        self.memory = Memory()
        self.last: Answer | None = None
        self.known: Known | None = None
        """What could be read last, for what is asked while something is half written."""
        self._costs: dict[str, float] = {}
        self._tidied = False

    @property
    def dossier(self) -> Dossier:
        """The last dossier, or an empty one."""
        return self.known.dossier if self.known else Dossier(Settings.model_construct(series=""))

    def name(self, path: Path) -> str | None:
        """The name in the project of a file; None where it lies elsewhere."""
        if path.is_relative_to(self.folder):
            return path.relative_to(self.folder).as_posix()
        return self.project.name(path)

    def text(self, name: str) -> str:
        """What a file holds, in the editor or else when it was read last."""
        if (buffer := self.buffers.get(name)) is not None:
            return buffer.text
        data = self.project.read(name)
        return "" if isinstance(data, Unreadable) else data.decode("utf-8-sig", "replace")

    def load(self, buffers: Mapping[str, Buffer]) -> Checked:
        """Read what has changed."""
        checked = load(self._edited(buffers), self.memory.reading)
        if checked.dossier is not None:
            self.known = Known(checked.dossier, checked.texts, self.memory.places)
        return checked

    def _edited(self, buffers: Mapping[str, Buffer]) -> Edited:
        given = {each.name: getattr(self.project, each.name) for each in fields(Project)}
        return Edited(**given, buffers=buffers)

    def answers(self, turn: int) -> Iterator[Answer]:
        """What is wrong: first what is found quickly, then all. Ends early when the turn has passed."""
        buffers = dict(self.buffers)
        checked = self.load(buffers)
        found = checked.findings
        known = self.known
        if checked.dossier is None or known is None:
            # Nobody waits for what can be read, unless nothing is known at all.
            self.known = known or self.memory.readable(self._edited(buffers))
            yield self._answer(checked, found, buffers)
            if self.known is known:
                self.known = self.memory.readable(self._edited(buffers))
            return
        asked = self._planned()
        before = self._still_there(checked)
        patience, begun = AT_ONCE, time.perf_counter()
        for number, rule in enumerate(asked, 1):
            if turn != self.turn:
                return
            found = found + self._findings(known, rule)
            if number < len(asked) and time.perf_counter() - begun > patience:
                waiting = {each.name for each in asked[number:]}
                yield self._answer(checked, found + [each for each in before if each.rule in waiting], buffers)
                patience, begun = patience * 4, time.perf_counter()
        yield self._answer(checked, found, buffers)
        self._tidy()

    def _tidy(self) -> None:
        """Collect garbage now that nobody waits: amid a check, it would go through the whole ledger."""
        gc.collect()
        if not self._tidied:
            gc.freeze()  # the ledger stays, and needs no looking through again
            self._tidied = True

    def _answer(self, checked: Checked, found: list[Diagnostic], buffers: Mapping[str, Buffer]) -> Answer:
        self.last = Answer(checked, found, buffers)
        return self.last

    def _planned(self) -> list[Rule]:
        """The rules, those that were quick before first; the last of all asks what the others found."""
        *listed, last = rules.RULES
        return [*sorted(listed, key=lambda rule: self._costs.get(rule.name, AT_ONCE)), last]

    def _findings(self, known: Known, rule: Rule) -> list[Diagnostic]:
        begun = time.perf_counter()
        found = rules.check(known.dossier, known.texts, rules=(rule,), places=known.places)
        spent = time.perf_counter() - begun
        # Down at once and up by halves: the first rule asked works out what the others then share.
        self._costs[rule.name] = min(spent, (spent + self._costs.get(rule.name, spent)) / 2)
        return found

    def _still_there(self, checked: Checked) -> list[Diagnostic]:
        """What was found before, where the text has not changed."""
        if self.last is None:
            return []
        shift = Shift(self.last.checked.texts, checked.texts)
        moved = ((each, shift.span(each.span)) for each in self.last.findings)
        return [each._replace(span=span) for each, span in moved if span is not None]
