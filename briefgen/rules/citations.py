"""What prose and briefs point to inside other records."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen import prose
from briefgen.diagnostics import Finding, did_you_mean, error
from briefgen.ledger import standing
from briefgen.model import Brief, Dossier, Event, Role
from briefgen.prose import Stretch
from briefgen.rules import texts, views
from briefgen.rules.namings import guess, known, namings
from briefgen.rules.texts import Words
from briefgen.spans import Place


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
        for cited in texts.citations(words):
            if cited.id not in records:
                hint, slip = guess(dossier, cited.id, "record")
                slip = slip and texts.slip(cited.place, f"@{slip.meant}", prose.cited_ids, cited.id)
                yield Finding(cited.place, f"no record has the id `{cited.id}`, which is cited here", hint, slip)


@error
def broken_citation(dossier: Dossier) -> Iterator[Finding]:
    """A text begins a citation and does not write it as one.

    It would be printed as typed, with no link to follow. A citation holds ids, each with `@`, each with a locator
    behind a comma if need be: no brackets inside, and a semicolon only between ids. Titles, quotes and other texts of
    one line take no citations at all, nor do the words and the caption of a picture: they stand behind it. A bracket
    that is none has a backslash before it, or stands in code.

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
    for words in texts.seen(dossier):
        for start, end in _begun(words):
            if words.role is Role.PROSE:
                message = "a citation begins here and is not written as one; it would be printed as typed"
                yield Finding(words.part(start, end), message, "write [@id], [@id, page 4] or [@one; @two]")
            else:
                message = "nothing can be cited in a text of one line; it would be printed as typed"
                yield Finding(words.part(start, end), message, "cite it in a longer text, such as `text:`")
        for start, end in _in_pictures(words):
            message = "nothing can be cited inside a picture; it would be printed as typed"
            yield Finding(words.part(start, end), message, 'cite it behind the picture: `![...](line.png "...") [@id]`')


@error
def unknown_figure(dossier: Dossier) -> Iterator[Finding]:
    """A key figure of a brief is none of its event's figures at its cut-off, and states no number itself.

    There would be nothing to print. A figure that only a later revision of the event states, or a source published
    later, is not known yet.

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
            if figure.stated:
                continue
            if figure.event is None:
                hint = "write `event:`, or `low:`, `best:` or `high:`"
                yield Finding(place, f"`{figure.what}` states no number", hint)
            elif figure.event in dossier.events:
                yield from _missing(dossier, brief, figure.event, figure.what, place)


def _begun(words: Words) -> Iterator[Stretch]:
    """Where a text begins citations that will be none, once for each id, as citations of unknown ids are found."""
    if "[@" not in words.text:
        return
    takes_any = words.role is Role.PROSE
    found = list(prose.broken_citations(words.text) if takes_any else prose.begun_citations(words.text))
    code = prose.placed(words.text).code if found and takes_any else ()  # which is meant to be printed as typed
    coded = {at for stretch in code for at in range(*stretch)}
    begun = {each[0]: Stretch(*each.span()) for each in reversed(found) if each.start() not in coded}
    yield from begun.values()


def _in_pictures(words: Words) -> Iterator[Stretch]:
    """Where the words or the caption of a picture hold what would be a citation elsewhere."""
    if words.role is not Role.PROSE or "[@" not in words.text or "![" not in words.text:
        return
    for link, (start, end) in prose.placed(words.text).links:
        for found in prose.written_citations(words.text[start:end]) if link.image else ():
            yield Stretch(start + found.start(), start + found.end())


def _missing(dossier: Dossier, brief: Brief, id_: str, what: str, place: Place) -> Iterator[Finding]:
    """That an event has no figure of this name, or none that the brief may know of."""
    ever = [each for event in dossier.events.revisions(id_) for each in event.figures]
    named = {each.what for each in ever}
    if what not in named:
        near = did_you_mean(what, named) or (named and f"it has {', '.join(sorted(named))}") or None
        yield Finding(place, f"`{id_}` has no figure `{what}`", near)
        return
    cutoff = dossier.cutoff(brief)
    seen = views.open_to(dossier, brief, [id_, *(source for each in ever for source in each.sources)])
    event = standing(seen, id_, cutoff)
    if not isinstance(event, Event):
        return  # the event itself is not known yet, or withheld: another finding
    known = (each for each in event.figures if all(standing(seen, source, cutoff) for source in each.sources))
    if what not in {each.what for each in known}:
        message = f"`{id_}` has no figure `{what}` that `{brief.id}` may know of at its cut-off"
        hint = "a later revision states it, or a source that is later or withheld: write what was known by then"
        yield Finding(place, message, hint)
