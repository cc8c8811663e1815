"""Timelines and maps drawn in one process: `python -m bench.figures PROJECT COUNT`."""

from __future__ import annotations

import sys
from pathlib import Path

from briefgen import build, figures
from briefgen.briefing import briefing_of

TIMES = 50


def draw(project: Path, times: int) -> None:
    """Read the brief `whole` of a project, and draw its two timelines and its map so often."""
    dossier = build.check(build.find(project)).dossier
    assert dossier is not None
    briefing = briefing_of(dossier, dossier.briefs["whole"])
    for _ in range(times):
        for form in ("brief", "paper"):
            assert figures.timeline(briefing, form) is not None
        assert figures.locator(briefing, "paper") is not None


if __name__ == "__main__":
    draw(Path(sys.argv[1]), int(sys.argv[2]))
