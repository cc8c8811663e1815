"""The page that is printed, as plain WeasyPrint is given it, and the fonts it is printed with."""

from __future__ import annotations

import sys
from pathlib import Path

from briefgen import build, fonts, themes
from briefgen.briefing import briefing_of
from briefgen.outputs.page import compose


def write(project: Path, brief: str, folder: Path) -> None:
    """Write `<brief>.html` and `fonts.conf` for a brief of a project."""
    dossier = build.check(build.find(project)).dossier
    assert dossier is not None
    briefing = briefing_of(dossier, dossier.briefs[brief])
    page = compose(briefing, themes.find(dossier.project.theme, {}), "print", lambda _: "", lambda name: name)
    (folder / f"{brief}.html").write_text(page, "utf-8")
    (folder / "fonts.conf").write_text(fonts.fontconfig(folder), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
