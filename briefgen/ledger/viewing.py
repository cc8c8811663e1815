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
    it.
    """
    cutoff = dossier.cutoff(brief)
    moment = cutoff if moment is None else min(moment, cutoff)
    others = (other for other in dossier.briefs if other is brief or dossier.cutoff(other) < cutoff)
    seen = dossier.having(briefs=Records(others, dossier.zone))
    return as_known(open_to(seen, brief, moment), moment, seen)


def open_to(dossier: Dossier, brief: Brief, moment: int) -> Dossier:
    """The dossier as releasable at a brief's marking at a moment, with all that was written by then.

    Markings are computed while all is there. What is withheld goes before anything is asked about what was known when:
    so it decides nothing of what an open brief knows.
    """
    return releasable(as_written(marked(dossier, moment), moment), marking(dossier, brief))


def in_chronology(dossier: Dossier, brief: Brief, event: Event, previous: int | None) -> bool:
    """Whether a brief's chronology holds an event in this version: it is selected, and of the period or reported late.

    Late is what the issue before, which knew all up to the instant `previous`, did not know so.
    """
    if event.status == "retracted" or not brief.select.fits(event):
        return False
    zone = dossier.zone
    if may_overlap(window(event.date, event.time, zone), window(brief.period, None, zone)):
        return True
    since = known_since(dossier, event)
    return previous is not None and since is not None and since > previous
