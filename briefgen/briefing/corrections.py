"""What earlier issues said otherwise: events revised or withdrawn, sources regraded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen import chronology, ledger, model
from briefgen.briefing.back_issues import as_printed, issues_citing, issues_in_words, issues_with
from briefgen.briefing.comparing import compared
from briefgen.briefing.differences import taken_back
from briefgen.briefing.elements import Stamp, like
from briefgen.briefing.labels import Labels, worded
from briefgen.briefing.news import Change
from briefgen.briefing.viewpoint import Viewpoint, stamp
from briefgen.language import Locale


def corrections(view: Viewpoint, labels: Labels) -> tuple[Change, ...]:
    """What earlier issues said otherwise, with what is different."""
    if view.before is None:
        return ()
    found = []
    for event, old, issues in _taken_up_again(view):
        words = " ".join(taken_back(view, compared(view, labels, old, event)))
        if words and event.status != "retracted":
            found.append(Change("revision", labels.of(event.id), words, None, revised_since(view, event), issues))
    return (*withdrawn(view), *found, *regraded(view, view.before, labels))


def withdrawn(view: Viewpoint) -> Iterator[Change]:
    """What earlier issues printed and was withdrawn since the previous one, as it was printed: events, then sources."""
    for event, old, issues in _taken_up_again(view):
        if event.status == "retracted":
            yield _withdrawal(view, event, old, event.text if event.text != old.text else None, issues)
    for source, earlier in _sources_withdrawn(view):
        if printed := issues_citing(view, source.id):
            reason = source.why if source.why != earlier.why else None
            yield _withdrawal(view, source, earlier, reason, issues_in_words(view, printed))


def _withdrawal(view: Viewpoint, now: model.Record, old: model.Record, reason: str | None, issues: str) -> Change:
    label, words = worded(old, view.locale), view.locale.gettext("Withdrawn.")
    if isinstance(old, model.Source) and old.publisher:  # or its headline would be taken for what happened
        label = replace(label, title=like(f"{old.publisher}: {old.title}", old.title))
    return Change("retraction", label, words, reason, revised_since(view, now), issues or None)


def _sources_withdrawn(view: Viewpoint) -> Iterator[tuple[model.Source, model.Source]]:
    """The sources withdrawn since the previous issue: each as known now, and as that issue knew it."""
    for source in view.dossier.sources.current if view.before else ():
        old = view.before.sources.get(source.id) if view.before else None
        if source.withdrawn and old is not None and not old.withdrawn:
            yield source, old


def _taken_up_again(view: Viewpoint) -> Sequence[tuple[model.Event, model.Event, str]]:
    """The events that have another version since the previous issue: that, what was printed last, and where."""
    return view.dossier.derived(f"taken up again in {view.brief.id}", lambda: tuple(_revised(view)))


def _revised(view: Viewpoint) -> Iterator[tuple[model.Event, model.Event, str]]:
    cutoff = view.previous_cutoff
    if view.before is None or cutoff is None:
        return
    for event in chronology.of(view.dossier):
        old, since = view.before.events.get(event.id), ledger.known_since(view.dossier, event)
        if view.apart and old and "retracted" == event.status != old.status:
            yield event, old, ""
        if view.apart or old is None or since is None or since <= cutoff or old.status == "retracted":
            continue
        if issues := issues_with(view, event.id):
            yield event, as_printed(view, issues[0], event.id), issues_in_words(view, issues)


def revised_since(view: Viewpoint, record: model.Record) -> Stamp | None:
    """Since when this version of a record holds."""
    return stamp(view, record.as_of) if record.as_of else None


def regraded(view: Viewpoint, before: model.Dossier, labels: Labels) -> Iterator[Change]:
    """The sources cited in this issue that the previous one graded otherwise, or held confidential."""
    for id_ in view.dossier.sources.ids if view.apart else labels.numbered:
        source, old = view.dossier.sources[id_], before.sources.get(id_)
        if old is None or (source.withdrawn and not old.withdrawn):
            continue
        if text := _regraded(view.locale, labels.of(id_).text, old, source):
            found = compared(view, labels, old, source)
            yield Change("source", labels.of(id_), text, source.why, revised_since(view, source), differences=found)


def _regraded(locale: Locale, number: str, old: model.Source, source: model.Source) -> str | None:
    moved, opened = source.reliability != old.reliability, old.confidential and not source.confidential
    values = {"number": number, "before": old.reliability, "now": source.reliability}
    if moved and opened:
        return locale.gettext(
            "Source %(number)s regraded from %(before)s to %(now)s and no longer confidential.", **values
        )
    if moved:
        return locale.gettext("Source %(number)s regraded from %(before)s to %(now)s.", **values)
    return locale.gettext("Source %(number)s no longer confidential.", number=number) if opened else None
