"""A brief printed by the single pass, which the parted press must equal: its time, and the size of its file."""

from __future__ import annotations

import sys
from pathlib import Path

from briefgen import build, themes
from briefgen.briefing import briefing_of
from briefgen.outputs import pdf
from briefgen.outputs.press import press
from briefgen.printing.measure import SINGLE


def write(project: Path, brief: str, file: Path) -> None:
    """Print a brief of a project into a file."""
    dossier = build.check(build.find(project)).dossier
    assert dossier is not None
    pdf.press = lambda job, **_: press(job, measure=SINGLE)  # type: ignore[attr-defined]
    made = pdf.render(briefing_of(dossier, dossier.briefs[brief]), themes.find(dossier.project.theme, {}))
    file.write_bytes(made.data)


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
