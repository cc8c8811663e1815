"""Figures as they are recorded: of which day, and in words."""

from __future__ import annotations

import math
from collections.abc import Iterator

from briefgen.diagnostics import Finding, advice
from briefgen.model import Dossier, Figure
from briefgen.spans import Place


@advice
def figure_without_as_of(dossier: Dossier) -> Iterator[Finding]:
    """A figure does not say as of which day it was counted.

    Counts grow. A reader who meets two of them cannot tell whether they differ or the later one is of a later day.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, figures: [{what: households, best: 4000}]}

    Good:

        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            figures: [{what: households, best: 4000, counted: 2024-03-01}]
    """
    for figure, place in _recorded(dossier):
        if figure.counted is None:
            yield Finding(
                place.at("what"),
                f"`{figure.what}` does not say as of which day it was counted",
                "write `counted:`, the day that the count is of",
            )


def in_words(figure: Figure) -> str:
    """The range of a figure."""
    least, most = (f"{number:,.12g}" for number in (figure.least, figure.most))
    if figure.most == math.inf:
        return f"at least {least}"
    return f"at most {most}" if figure.least == 0 else least if least == most else f"{least} to {most}"


def _recorded(dossier: Dossier) -> Iterator[tuple[Figure, Place]]:
    """Every figure that is written out, and where."""
    for event in dossier.events:
        for index, figure in enumerate(event.figures):
            yield figure, event.at("figures", index)
    for brief in dossier.briefs:
        for index, written in enumerate(brief.key_figures):
            if written.event is None:
                yield written, brief.at("key_figures", index)
