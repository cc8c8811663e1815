"""Parts of a page made by themselves in one process: `python -m bench.figures PROJECT drawings|templates COUNT`."""

from __future__ import annotations

import sys
from pathlib import Path

from briefgen import build, figures, themes
from briefgen.briefing import Briefing, briefing_of
from briefgen.outputs.page import compose

TIMES = {"drawings": 50, "templates": 5}


def draw(briefing: Briefing) -> None:
    """Draw the two timelines and the map of a brief."""
    for form in ("brief", "paper"):
        assert figures.timeline(briefing, form) is not None
    assert figures.locator(briefing, "paper") is not None


def lay_out(briefing: Briefing) -> None:
    """Have templates lay out the page of a brief for a screen."""
    compose(briefing, themes.find("default", {}), "screen", lambda _: "", lambda name: name)


def make(project: Path, what: str, times: int) -> None:
    """Read the brief `whole` of a project, and make a part of its page so often."""
    dossier = build.check(build.find(project)).dossier
    assert dossier is not None
    briefing = briefing_of(dossier, dossier.briefs["whole"])
    for _ in range(times):
        {"drawings": draw, "templates": lay_out}[what](briefing)


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
