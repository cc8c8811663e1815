"""What one brief may see."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import partial
from itertools import groupby

from briefgen.dates import may_overlap, window
from briefgen.language import primary
from briefgen.ledger.knowing import as_known, as_written, known_since
from briefgen.ledger.marking import marked, marking
from briefgen.ledger.releasing import releasable
from briefgen.model import Brief, Dossier, Event, Records
from briefgen.scales import Handling


def view(dossier: Dossier, brief: Brief, moment: int | None = None, masks: dict[str, str] | None = None) -> Dossier:
    """The dossier that a brief may see: as releasable at its marking, and as known at its cut-off or an earlier moment.

    A later moment adds nothing: whoever asks, no brief sees past its cut-off. Of the other briefs it holds those before
    it that had closed by then. `masks` as `releasable` has them.
    """
    cutoff = dossier.cutoff(brief)
    moment = cutoff if moment is None else min(moment, cutoff)
    closed = {other: dossier.cutoff(other) for other in dossier.briefs}
    others = (other for other, last in closed.items() if other is brief or (last < cutoff and last <= moment))
    seen = dossier.having(briefs=Records(others, dossier.zone))
    return as_known(open_to(seen, brief, moment, masks), moment, seen)


def archived(dossier: Dossier, briefs: Iterable[str], limit: Handling, moment: int) -> Dossier:
    """The dossier that the readers of some issues may see together: at a marking, as known at a moment.

    Of the briefs it holds these, without the Markdown files that they are written in.
    """
    listed = [brief for id_ in briefs for brief in dossier.briefs.revisions(id_)]
    seen = dossier.having(briefs=Records(listed, dossier.zone), texts={})
    return as_known(releasable(as_written(marked(seen, moment), moment), limit), moment, seen)


def open_to(dossier: Dossier, brief: Brief, moment: int, masks: dict[str, str] | None = None) -> Dossier:
    """The dossier as releasable at a brief's marking at a moment, with all that was written by then.

    Markings are computed while all is there. What is withheld goes before anything is asked about what was known when:
    so it decides nothing of what an open brief knows. `masks` as `releasable` has them.
    """
    return releasable(as_written(marked(dossier, moment), moment), marking(dossier, brief), masks)


def issues_before(dossier: Dossier, brief: Brief) -> list[Brief]:
    """The issues of a brief's kind that closed before it, the latest first: what it is read against.

    A flash update stands alone.
    """
    if brief.form == "flash":
        return []
    series = dossier.derived("series", dict[tuple[str, str], list[Brief]])
    key = (brief.form, brief.language or dossier.project.language)
    if key not in series:
        same = (other for other in dossier.briefs.current if other.form == brief.form)
        series[key] = one_edition_each(dossier, same, key[1])
    issues, cutoff = series[key], dossier.cutoff(brief)
    return issues[bisect_right(issues, -cutoff, key=lambda other: -dossier.cutoff(other)) :]


def one_edition_each(dossier: Dossier, issues: Iterable[Brief], language: str) -> list[Brief]:
    """Issues, the latest first. Of those in several languages one edition: in `language`, the project's, or any.

    Editions are of one kind, and have one cut-off and one number.
    """
    issue, own = partial(_issue, dossier), partial(_tongue, dossier)
    kept: list[Brief] = []
    ordered = sorted(issues, key=lambda each: (*issue(each), each.id), reverse=True)
    for _, editions in groupby(ordered, key=issue):
        found = list(editions)
        wanted = (primary(language), primary(dossier.project.language), own(found[0]))
        tongue = next(each for each in wanted if each in map(own, found))
        kept += [each for each in found if own(each) == tongue]
    return kept


def are_editions(dossier: Dossier, one: Brief, other: Brief) -> bool:
    """Whether two briefs are one issue in two languages."""
    return _issue(dossier, one) == _issue(dossier, other) and _tongue(dossier, one) != _tongue(dossier, other)


def _issue(dossier: Dossier, brief: Brief) -> tuple[int, int, str]:
    return dossier.cutoff(brief), brief.number or 0, brief.form


def _tongue(dossier: Dossier, brief: Brief) -> str:
    return primary(brief.language or dossier.project.language)


def in_period(dossier: Dossier, brief: Brief, event: Event) -> bool:
    """Whether an event may be of the days of a brief's period, by the clocks of its place."""
    happened = window(event.date, event.time, dossier.zone, by_the_clock=True)
    return may_overlap(happened, window(brief.period, None, dossier.zone, by_the_clock=True))


def in_chronology(dossier: Dossier, brief: Brief, event: Event, previous: int | None) -> bool:
    """Whether a brief's chronology holds an event in this version: it is selected, and of the period or reported late.

    Late is what the issue before, which knew all up to the instant `previous`, did not know so. An assessment has no
    chronology: it holds the events that it names.
    """
    if brief.form == "assessment":
        return False
    if event.status == "retracted" or not brief.select.fits(event):
        return False
    if in_period(dossier, brief, event):
        return True
    since = known_since(dossier, event)
    return previous is not None and since is not None and since > previous
