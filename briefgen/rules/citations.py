"""What prose and briefs point to inside other records."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen import prose
from briefgen.diagnostics import Finding, did_you_mean, error
from briefgen.model import Dossier
from briefgen.rules import texts
from briefgen.rules.namings import guess, known, namings


@error
def unknown_citation(dossier: Dossier) -> Iterator[Finding]:
    """A text cites an id that no record has.

    A reader who follows the citation finds nothing. Any record can be cited, in every text; of an indicator, cite its
    forecast.

    Bad:

        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "Power failed [@logg].", sources: [log]}

    Good:

        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "Power failed [@log].", sources: [log]}
    """
    records = known(dossier, "record")
    for words in namings(dossier).lost_in:
        for id_, place in texts.citations(words):
            if id_ not in records:
                hint, slip = guess(dossier, id_, "record")
                slip = slip and texts.slip(words, place, f"@{slip.meant}", prose.cited_ids, id_)
                yield Finding(place, f"no record has the id `{id_}`, which is cited here", hint, slip)


@error
def broken_citation(dossier: Dossier) -> Iterator[Finding]:
    """A text begins a citation and does not write it as one.

    It would be printed as typed, with no link to follow. A citation holds ids, each with `@`, each with a locator
    behind a comma if need be: no brackets inside, and a semicolon only between ids.

    Bad:

        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "Power failed [@log, page [4]].", sources: [log]}

    Good:

        sources:
          - {id: log, title: Grid operator's log}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "Power failed [@log, page 4].", sources: [log]}
    """
    for words in texts.prose_with(dossier, "[@"):
        begun: dict[str, int] = {}  # once for each id in a text, as citations of unknown ids are
        for found in prose.broken_citations(words.text):
            begun.setdefault(found[0], found.start())
        for written, start in begun.items():
            earlier = words.text.count(written, 0, start)
            message = "a citation begins here and is not written as one; it would be printed as typed"
            yield Finding(words.place.finding(written, earlier), message, "write [@id], [@id, page 4] or [@one; @two]")


@error
def unknown_figure(dossier: Dossier) -> Iterator[Finding]:
    """A key figure of a brief is none of its event's figures, and states no number itself.

    There would be nothing to print.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, figures: [{what: households, best: 4000}]}
        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-02
            period: 2024-03
            key_figures: [{event: outage, what: houses}]

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails, figures: [{what: households, best: 4000}]}
        briefs:
          - id: issue-1
            title: Outage
            cutoff: 2024-03-02
            period: 2024-03
            key_figures: [{event: outage, what: households}]
    """
    for brief in dossier.briefs:
        for index, figure in enumerate(brief.key_figures):
            place = brief.at("key_figures", index, "what")
            if any(number is not None for number in (figure.low, figure.best, figure.high)):
                continue
            if figure.event is None:
                yield Finding(
                    place, f"`{figure.what}` states no number", "write `event:`, or `low:`, `best:` or `high:`"
                )
            elif figure.event in dossier.events:
                named = {each.what for event in dossier.events.revisions(figure.event) for each in event.figures}
                if figure.what not in named:
                    near = did_you_mean(figure.what, named) or (named and f"it has {', '.join(sorted(named))}") or None
                    yield Finding(place, f"`{figure.event}` has no figure `{figure.what}`", near)
