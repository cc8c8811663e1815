"""Making a brief while the rules still run: the two halves of a build at once, where there is a processor for each."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Self

from briefgen.beside import Beside
from briefgen.build.project import Project
from briefgen.dates import Moment
from briefgen.model import Dossier

if TYPE_CHECKING:
    from briefgen.build.making import Ready
    from briefgen.build.preparing import Progress


class Ahead:
    """The brief that a build wants made, in a child process that writes no output; it ends with the block, in any case.

    Where the child comes to no end, the brief is made again, in words that fit. Several briefs are not made ahead: they
    are better made at once, by as many processes as there are processors.

    With `again`, more is made afterwards, and what prints is begun at once and stays.
    """

    def __init__(
        self,
        project: Project,
        briefs: Sequence[str],
        forms: Sequence[str],
        as_of: Moment | None,
        out: Path,
        again: bool = False,
    ) -> None:
        self._wanted = (project, briefs, forms, as_of, out)
        self._lends = again and "pdf" in forms
        self._lent = False
        """Whether the child may be printing with a printer that is this process's own."""
        self._beside: Beside[Ready] | None = None
        self._told: Connection | None = None
        """What the child tells of its progress."""

    def __enter__(self) -> Self:
        if self._lends:
            from briefgen.outputs import printers  # not where it is not needed: the check waits for it

            with suppress(OSError, printers.NoProcess):  # which the press meets again, and tells
                printers.begin()
        return self

    def __exit__(self, *exit_: object) -> None:
        if self._beside is not None:
            self._beside.__exit__(*exit_)
        self._take_back()
        if self._told is not None:
            self._told.close()

    def start(self, dossier: Dossier) -> None:
        """Begin, with a dossier that no rule has seen yet; where no process can be had, leave it."""
        _, briefs, *_ = self._wanted
        wanted = list(briefs or dossier.briefs.ids)
        if len(wanted) == 1:
            self._told, telling = Pipe(duplex=False)
            self._beside = Beside(lambda: [self._made(dossier, wanted[0], telling)])
            telling.close()
            self._lent = self._lends and self._beside.at_work

    def _made(self, dossier: Dossier, brief: str, telling: Connection) -> Ready:
        from briefgen.build.making import make_one  # here: as this takes its time, the rules run meanwhile
        from briefgen.outputs import printers

        project, _, forms, as_of, out = self._wanted
        if self._lends:
            printers.borrow()
        try:
            with telling:
                return make_one(project, dossier, brief, forms, as_of, lambda *step: telling.send(step), out)
        finally:
            printers.end()

    def result(self, progress: Progress) -> Ready | None:
        """The brief, once it is made; None where it is not made ahead, or nobody came to an end with it."""
        with suppress(EOFError, OSError):  # no more is made, or the child is gone
            while self._told:
                progress(*self._told.recv())
        found = self._beside.result() if self._beside else None
        if found is not None and not found.made.troubles:
            self._lent = False
        self._take_back()  # before the brief is made again
        return found

    def _take_back(self) -> None:
        """End the printer where the child that has it did not come to a good end: nobody knows what it is at."""
        if self._lent:
            from briefgen.outputs import printers

            printers.end()
            self._lent = False
