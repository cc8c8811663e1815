"""What a later version of an event takes back from an earlier one, in sentences; what it adds corrects nothing."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen import model
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, keyword
from briefgen.briefing.wording import STATUSES, amount, measured
from briefgen.dates import in_words
from briefgen.diction import sentences
from briefgen.language import Locale
from briefgen.prose import plain

_LONGEST = 28
"""Words of an earlier account that are quoted."""


def differences(view: Viewpoint, labels: Labels, old: model.Event, new: model.Event) -> Iterator[str]:
    """What is different, each in a sentence: what it is now, and what it was before."""
    locale = view.locale
    if new.title != old.title:
        yield locale.gettext("It was headed %(title)s.", title=locale.quoted(old.title))
    if new.status != old.status:
        before, now = (_status(locale, each) for each in (old, new))
        yield locale.gettext("Status: %(now)s, before %(before)s.", now=now, before=before)
    if (new.date, new.time) != (old.date, old.time):
        before, now = (in_words(each.date, each.time, view.dossier.zone, view.language) for each in (old, new))
        yield locale.gettext("Date: %(now)s, before %(before)s.", now=now, before=before)
    if new.place != old.place:
        yield locale.gettext("Place: %(now)s, before %(before)s.", now=_place(view, new), before=_place(view, old))
    if gone := [_actor(view, id_) for id_ in old.actors if id_ not in new.actors]:
        yield locale.gettext("It no longer names %(actors)s.", actors=locale.listed(gone))
    yield from _figures(view, old, new)
    yield from _sources(view, labels, old, new)
    yield from _rewritten(locale, old, new)


def _status(locale: Locale, event: model.Event) -> str:
    return locale.pgettext("status", STATUSES[event.status]) if event.status else locale.gettext("not stated")


def _rewritten(locale: Locale, old: model.Event, new: model.Event) -> Iterator[str]:
    """What the texts no longer say: of one of them in its words, for two would be long."""
    account, dispute = _no_longer_said(old.text, new.text), _no_longer_said(old.conflicts, new.conflicts)
    if account:
        yield locale.gettext("The account was rewritten; it read: %(words)s", words=locale.quoted(account))
    if old.conflicts is not None and new.conflicts is None:
        yield locale.gettext("The sources are no longer said to disagree.")
    elif dispute and account:
        yield locale.gettext("Where sources disagree was rewritten too.")
    elif dispute:
        yield locale.gettext("Where sources disagree was rewritten; it read: %(words)s", words=locale.quoted(dispute))


def _no_longer_said(before: str | None, now: str | None) -> str:
    """The first words of those sentences of a text that a later one does not have."""
    text, later = plain(before or ""), plain(now or "")
    gone = " … ".join(text[start:end] for start, end in sentences(text) if text[start:end] not in later)
    words = gone.split()
    return " ".join(words[:_LONGEST]) + " …" if len(words) > _LONGEST else gone


def _place(view: Viewpoint, event: model.Event) -> str:
    place = view.dossier.places.get(event.place)
    return place.name if place else view.locale.gettext("not stated")


def _actor(view: Viewpoint, id_: str) -> str:
    actor = view.dossier.actors.get(id_)
    return actor.name if actor else id_


def _figures(view: Viewpoint, old: model.Event, new: model.Event) -> Iterator[str]:
    now, locale = {figure.what: figure for figure in new.figures}, view.locale
    for before in old.figures:
        words, later = str(keyword(view, before.what)), now.get(before.what)
        what, was = words[:1].upper() + words[1:], measured(before, locale)
        if later is None:
            yield locale.gettext("%(what)s: %(before)s, taken back.", what=what, before=was)
        elif (amount(before, locale), before.unit) != (amount(later, locale), later.unit):
            is_now = measured(later, locale)
            yield locale.gettext("%(what)s: %(now)s, before %(before)s.", what=what, now=is_now, before=was)
        elif (before.counted, before.sources) != (later.counted, later.sources):
            yield locale.gettext("%(what)s: %(now)s, counted anew.", what=what, now=measured(later, locale))


def _sources(view: Viewpoint, labels: Labels, old: model.Event, new: model.Event) -> Iterator[str]:
    before, after = ({each.source: each.credibility for each in event.sources} for event in (old, new))
    for id_ in (each for each in before if each not in after):
        source = view.dossier.sources.get(id_)
        title = view.locale.quoted(source.title if source else id_)
        yield view.locale.gettext("It no longer cites %(title)s.", title=title)
    for id_, credibility in after.items():
        if before.get(id_, credibility) != credibility:
            yield view.locale.gettext(
                "Credibility of source %(number)s: %(now)s, before %(before)s.",
                number=labels.of(id_).text,
                now=credibility,
                before=before[id_],
            )
