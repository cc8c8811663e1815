"""Making briefs while the rules still run: the two halves of a build at once, where there is a processor for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from briefgen.beside import Beside
from briefgen.build.making import prepare_all
from briefgen.build.preparing import Prepared
from briefgen.build.project import Project
from briefgen.build.theming import theme_of
from briefgen.dates import Moment
from briefgen.model import Dossier
from briefgen.outputs.page import compile_templates
from briefgen.themes import UnknownTheme


class Ahead:
    """What a build wants made, in a child process that writes no output; it ends with the block, come what may.

    Whatever goes wrong there is not told: what is not ready is made again, in words that fit. The PDF takes far longer
    than the rules and has processes of its own, so briefs are made ahead where none is wanted.
    """

    def __init__(
        self, project: Project, briefs: Sequence[str], forms: Sequence[str], as_of: Moment | None, out: Path
    ) -> None:
        self._wanted = (project, briefs, forms, as_of, out)
        self._beside: Beside[Mapping[str, Prepared]] | None = None
        self._found: Mapping[str, Prepared] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exit_: object) -> None:
        if self._beside is not None:
            self._beside.__exit__(*exit_)

    def start(self, dossier: Dossier) -> None:
        """Begin, with a dossier that no rule has seen yet; where no process can be had, leave it."""
        project, briefs, forms, as_of, out = self._wanted
        if "pdf" not in forms:
            self._beside = Beside(lambda: [prepare_all(project, dossier, briefs, forms, as_of, out)])
            if self._beside.at_work and "html" in forms:  # it needs them later, and what follows here ends earlier
                with suppress(UnknownTheme):  # which a rule tells
                    compile_templates(theme_of(project, dossier.project.theme), dossier.project.language)

    def results(self) -> Mapping[str, Prepared]:
        """The briefs as made, by their ids, once they are; none that failed."""
        if self._found is None:
            self._found = (self._beside.result() if self._beside else None) or {}
        return self._found
