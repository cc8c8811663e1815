"""What one brief may see."""

from __future__ import annotations

from briefgen.dates import may_overlap, window
from briefgen.ledger.knowing import as_known, as_written, known_since
from briefgen.ledger.marking import marked, marking
from briefgen.ledger.releasing import releasable
from briefgen.model import Brief, Dossier, Event, Records


def view(dossier: Dossier, brief: Brief, moment: int | None = None) -> Dossier:
    """The dossier that a brief may see: as releasable at its marking, and as known at its cut-off or an earlier moment.

    A later moment adds nothing: whoever asks, no brief sees past its cut-off. Of the other briefs it holds those before
    it that had closed by then.
    """
    cutoff = dossier.cutoff(brief)
    moment = cutoff if moment is None else min(moment, cutoff)
    closed = {other: dossier.cutoff(other) for other in dossier.briefs}
    others = (other for other, last in closed.items() if other is brief or (last < cutoff and last <= moment))
    seen = dossier.having(briefs=Records(others, dossier.zone))
    return as_known(open_to(seen, brief, moment), moment, seen)


def open_to(dossier: Dossier, brief: Brief, moment: int) -> Dossier:
    """The dossier as releasable at a brief's marking at a moment, with all that was written by then.

    Markings are computed while all is there. What is withheld goes before anything is asked about what was known when:
    so it decides nothing of what an open brief knows.
    """
    return releasable(as_written(marked(dossier, moment), moment), marking(dossier, brief))


def issues_before(dossier: Dossier, brief: Brief) -> list[Brief]:
    """The issues of a brief's kind that closed before it, the latest first: what it is read against.

    A flash update stands alone.
    """
    if brief.form == "flash":
        return []
    cutoff = dossier.cutoff(brief)
    ends = [(dossier.cutoff(other), other) for other in dossier.briefs.current if other.form == brief.form]
    ends = sorted((each for each in ends if each[0] < cutoff), key=lambda each: (each[0], each[1].id), reverse=True)
    return [other for _, other in ends]


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
