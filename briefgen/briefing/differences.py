"""What a later version of an event takes back from an earlier one, in sentences; what it adds corrects nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.briefing.news import Difference
from briefgen.briefing.viewpoint import Viewpoint
from briefgen.diction import sentences

_LONGEST = 28
"""Words of an earlier account that are quoted."""


def taken_back(view: Viewpoint, differences: Iterable[Difference]) -> Iterator[str]:
    """What is different and was printed otherwise, each in a sentence: what it is now, and what it was before."""
    locale = view.locale
    found = list(differences)
    for each in found:
        before, now = ((end.words if end else locale.gettext("not stated")) for end in (each.before, each.now))
        if each.key == "title":
            yield locale.gettext("It was headed %(title)s.", title=before)
        elif each.key == "status":
            yield locale.gettext("Status: %(now)s, before %(before)s.", now=now, before=before)
        elif each.key == "date":
            yield locale.gettext("Date: %(now)s, before %(before)s.", now=now, before=before)
        elif each.key == "place":
            yield locale.gettext("Place: %(now)s, before %(before)s.", now=now, before=before)
        elif each.key == "actors" and each.gone:
            names = locale.listed([label.title for label in each.gone])
            yield locale.gettext("It no longer names %(actors)s.", actors=names)
        elif each.key == "figures" and each.before:
            yield from _figure(view, each)
        elif each.key == "sources":
            for label in each.gone:
                yield locale.gettext("It no longer cites %(title)s.", title=locale.quoted(label.title))
        elif each.key == "credibility":
            yield locale.gettext("%(what)s: %(now)s, before %(before)s.", what=_begun(each), now=now, before=before)
    yield from _rewritten(view, {each.key: each for each in found if each.prose})


def _rewritten(view: Viewpoint, texts: Mapping[str, Difference]) -> Iterator[str]:
    """What the texts no longer say: of one of them in its words, for two would be long."""
    account, dispute = (_no_longer_said(texts.get(key)) for key in ("text", "conflicts"))
    disputed, locale = texts.get("conflicts"), view.locale
    if account:
        yield locale.gettext("The account was rewritten; it read: %(words)s", words=locale.quoted(account))
    if disputed and disputed.before and disputed.now is None:
        yield locale.gettext("The sources are no longer said to disagree.")
    elif dispute and account:
        yield locale.gettext("Where sources disagree was rewritten too.")
    elif dispute:
        yield locale.gettext("Where sources disagree was rewritten; it read: %(words)s", words=locale.quoted(dispute))


def _no_longer_said(text: Difference | None) -> str:
    """The first words of those sentences of a text that a later one does not have."""
    before, now = (text.before, text.now) if text else (None, None)
    said, later = (each.words if each else "" for each in (before, now))
    gone = " … ".join(said[start:end] for start, end in sentences(said) if said[start:end] not in later)
    words = gone.split()
    return " ".join(words[:_LONGEST]) + " …" if len(words) > _LONGEST else gone


def _figure(view: Viewpoint, moved: Difference) -> Iterator[str]:
    locale, before, now = view.locale, moved.before, moved.now
    if before and now is None:
        yield locale.gettext("%(what)s: %(before)s, taken back.", what=_begun(moved), before=before.words)
    elif before and now and before.words != now.words:
        ends = {"now": now.words, "before": before.words}
        yield locale.gettext("%(what)s: %(now)s, before %(before)s.", what=_begun(moved), **ends)
    elif now:
        yield locale.gettext("%(what)s: %(now)s, counted anew.", what=_begun(moved), now=now.words)


def _begun(moved: Difference) -> str:
    """What is different, as it begins a line."""
    return moved.name[:1].upper() + moved.name[1:]
