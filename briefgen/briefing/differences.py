"""What a later version of an event takes back from an earlier one, in sentences; what it adds corrects nothing."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen import model
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.briefing.wording import amount, humanised, listed
from briefgen.dates import in_words
from briefgen.diction import sentences
from briefgen.prose import plain

_LONGEST = 28
"""Words of an earlier account that are quoted."""


def differences(view: Viewpoint, labels: Labels, old: model.Event, new: model.Event) -> Iterator[str]:
    """What is different, each in a sentence: what it is now, and what it was before."""
    if new.title != old.title:
        yield f"It was headed “{old.title}”."
    if new.status != old.status:
        yield _moved("Status", *(humanised(each.status or "not stated") for each in (old, new)))
    if (new.date, new.time) != (old.date, old.time):
        yield _moved("Date", *(in_words(each.date, each.time, view.dossier.zone, view.language) for each in (old, new)))
    if new.place != old.place:
        yield _moved("Place", _place(view, old), _place(view, new))
    if gone := [_actor(view, id_) for id_ in old.actors if id_ not in new.actors]:
        yield f"It no longer names {listed(gone)}."
    yield from _figures(old, new)
    yield from _sources(view, labels, old, new)
    yield from _rewritten(old, new)


def _rewritten(old: model.Event, new: model.Event) -> Iterator[str]:
    """What the texts no longer say: of one of them in its words, for two would be long."""
    account, dispute = _no_longer_said(old.text, new.text), _no_longer_said(old.conflicts, new.conflicts)
    if account:
        yield f"The account was rewritten; it read: “{account}”"
    if old.conflicts is not None and new.conflicts is None:
        yield "The sources are no longer said to disagree."
    elif dispute:
        yield "Where sources disagree was rewritten" + (" too." if account else f"; it read: “{dispute}”")


def _moved(what: str, before: str, now: str) -> str:
    return f"{what}: {now}, before {before}."


def _no_longer_said(before: str | None, now: str | None) -> str:
    """The first words of those sentences of a text that a later one does not have."""
    text, later = plain(before or ""), plain(now or "")
    gone = " … ".join(text[start:end] for start, end in sentences(text) if text[start:end] not in later)
    words = gone.split()
    return " ".join(words[:_LONGEST]) + " …" if len(words) > _LONGEST else gone


def _place(view: Viewpoint, event: model.Event) -> str:
    place = view.dossier.places.get(event.place)
    return place.name if place else "not stated"


def _actor(view: Viewpoint, id_: str) -> str:
    actor = view.dossier.actors.get(id_)
    return actor.name if actor else id_


def _figures(old: model.Event, new: model.Event) -> Iterator[str]:
    now = {figure.what: figure for figure in new.figures}
    for before in old.figures:
        what, later = humanised(before.what).capitalize(), now.get(before.what)
        if later is None:
            yield f"{what}: {_measured(before)}, taken back."
        elif (amount(before), before.unit) != (amount(later), later.unit):
            yield _moved(what, _measured(before), _measured(later))
        elif (before.counted, before.sources) != (later.counted, later.sources):
            yield f"{what}: {_measured(later)}, counted anew."


def _measured(figure: model.Figure) -> str:
    return f"{amount(figure)} {figure.unit}" if figure.unit else amount(figure)


def _sources(view: Viewpoint, labels: Labels, old: model.Event, new: model.Event) -> Iterator[str]:
    before, after = ({each.source: each.credibility for each in event.sources} for event in (old, new))
    for id_ in (each for each in before if each not in after):
        source = view.dossier.sources.get(id_)
        yield f"It no longer cites “{source.title if source else id_}”."
    for id_, credibility in after.items():
        if before.get(id_, credibility) != credibility:
            yield _moved(f"Credibility of source {labels.of(id_).text}", str(before[id_]), str(credibility))
