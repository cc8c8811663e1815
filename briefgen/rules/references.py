"""Ids that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Finding, did_you_mean, error
from briefgen.model import Dossier


@error
def unknown_source(dossier: Dossier) -> Iterator[Finding]:
    """An event cites a source that nobody defined.

    A reader who follows the citation finds nothing.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [logg]}

    Good:

        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, sources: [log]}
    """
    for event in dossier.events:
        for index, citation in enumerate(event.sources):
            if citation.source not in dossier.sources:
                yield Finding(
                    event.at("sources", index, "source"),
                    f"no source has the id `{citation.source}`",
                    did_you_mean(citation.source, dossier.sources.ids),
                )
