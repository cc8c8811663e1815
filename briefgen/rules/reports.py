"""What kind of report a brief is, and what it then holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.diagnostics import Finding, error, warning
from briefgen.ledger import standing
from briefgen.model import OF_FACTS_ALONE, Brief, Dossier
from briefgen.rules.views import open_to, printed
from briefgen.spans import Path


@error
def assessment_in_timeline(dossier: Dossier) -> Iterator[Finding]:
    """A timeline holds a judgement, a forecast, a trend or another text of assessment.

    A timeline is what happened and who says so: a reader takes all of it for fact, and it has no part for more.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        assessments:
          - id: repairs
            text: The repair will {likely} hold.
            likelihood: likely
            confidence: low
            because: One report.
            basis: [outage]
        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - id: march
            kind: timeline
            title: Power cuts of March
            cutoff: 2024-04-02
            period: 2024-03
            judgements: [repairs]

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - {id: march, kind: timeline, title: Power cuts of March, cutoff: 2024-04-02, period: 2024-03}
    """
    for brief in dossier.briefs:
        for path in _assessed(brief) if brief.form in OF_FACTS_ALONE else ():
            yield Finding(
                replace(brief.at(*path), key=path[-1] != "part"),
                f"a {brief.form} has no part for assessments",
                "take it out, or make the brief a `sitrep` or an `assessment`",
            )


def _assessed(brief: Brief) -> Iterator[Path]:
    """Where a brief says what the desk concludes."""
    for key in ("judgements", "forecasts", "trends"):
        if getattr(brief, key):
            yield (key,)
    if brief.bottom_line and brief.bottom_line.assessment:
        yield ("bottom_line", "assessment")
    for index, section in enumerate(brief.sections):
        if section.part == "assessment":
            yield ("sections", index, "part")


@warning
def flash_without_event(dossier: Dossier) -> Iterator[Finding]:
    """A flash update does not say which event it is of.

    It prints in full every event that it selects: one page is enough for one of them, and a reader of a flash update
    reads no second.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - {id: flash-1, kind: flash, title: Power fails, cutoff: 2024-03-02, period: 2024-03}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - id: flash-1
            kind: flash
            title: Power fails
            cutoff: 2024-03-02
            period: 2024-03
            select: {events: [outage]}
    """
    for brief in dossier.briefs:
        if brief.form == "flash" and not brief.select.events:
            yield Finding(
                brief.at("kind"),
                "this flash update does not say which event it is of",
                "write `select: {events: [...]}` with the id of the event, or of the few that are one piece of news",
            )


@warning
def assessment_without_judgement(dossier: Dossier) -> Iterator[Finding]:
    """A report of kind `assessment` has no judgement and no forecast.

    It leads with what the desk concludes. Without that it begins with facts, under a head that promises more.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - {id: march, kind: assessment, title: What the cuts mean, cutoff: 2024-04-02, period: 2024-03}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        assessments:
          - id: repairs
            text: The repair will {likely} hold.
            likelihood: likely
            confidence: low
            because: One report.
            basis: [outage]
        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
        briefs:
          - id: march
            kind: assessment
            title: What the cuts mean
            cutoff: 2024-04-02
            period: 2024-03
            judgements: [repairs]
    """
    for brief in dossier.briefs:
        if brief.form == "assessment" and not _concluded(dossier, brief):
            yield Finding(
                brief.at("kind"),
                "this assessment has no judgement and no forecast",
                "name them under `judgements` or `forecasts`, or make the brief a `sitrep` or a `timeline`",
            )


def _concluded(dossier: Dossier, brief: Brief) -> bool:
    """Whether a brief prints a judgement or a forecast that its cut-off can know and its marking lets out."""
    ids = [id_ for id_, _ in printed(dossier, brief)]
    seen, cutoff = open_to(dossier, brief, ids), dossier.cutoff(brief)
    return any(standing(seen, id_, cutoff) is not None for id_ in ids)
