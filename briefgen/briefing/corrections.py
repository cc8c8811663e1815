"""What earlier issues said otherwise: events revised or withdrawn, sources regraded."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen import chronology, ledger, model
from briefgen.briefing.contents import Change, Stamp
from briefgen.briefing.labels import Labels
from briefgen.briefing.viewpoint import Viewpoint, stamp
from briefgen.briefing.wording import amount, counted, humanised, listed
from briefgen.dates import in_words, may_overlap, window


def corrections(view: Viewpoint, labels: Labels) -> tuple[Change, ...]:
    """What earlier issues said otherwise, with what is different."""
    cutoff = view.previous_cutoff
    if view.before is None or cutoff is None:
        return ()
    found = []
    for event in chronology.of(view.dossier):
        old = view.before.events.get(event.id)
        since = ledger.known_since(view.dossier, event)
        if old is None or since is None or since <= cutoff or old.status == "retracted" or not _printed(view, old):
            continue
        differences = list(_differences(view, labels, old, event))
        if differences:
            kind = "retraction" if event.status == "retracted" else "revision"
            text = f"{listed(differences)}."
            found.append(Change(kind, labels.of(event.id), text, since=revised_since(view, event)))
    return (*found, *regraded(view, view.before, labels))


def revised_since(view: Viewpoint, record: model.Record) -> Stamp | None:
    """Since when this version of a record holds."""
    return stamp(view, record.as_of) if record.as_of else None


def regraded(view: Viewpoint, before: model.Dossier, labels: Labels) -> Iterator[Change]:
    """The sources cited in this issue that the previous one graded otherwise, or held confidential."""
    for id_ in labels.numbered:
        source, old = view.dossier.sources[id_], before.sources.get(id_)
        if old is None:
            continue
        moves = []
        if source.reliability != old.reliability:
            moves.append(f"regraded from {old.reliability} to {source.reliability}")
        if old.confidential and not source.confidential:
            moves.append("no longer confidential")
        if moves:
            text = f"Source {labels.of(id_).text} {listed(moves)}."
            yield Change("source", labels.of(id_), text, source.why, revised_since(view, source))


def _printed(view: Viewpoint, event: model.Event) -> bool:
    """Whether an earlier issue held an event: in its chronology, by name, or as a late report."""
    earlier = [brief for brief in view.dossier.briefs.current if brief is not view.brief]
    covered = window(event.date, event.time, view.dossier.zone)
    since = ledger.known_since(view.dossier, view.dossier.events.revisions(event.id)[0])
    first = min((view.dossier.cutoff(brief) for brief in earlier), default=0)
    for brief in earlier:
        in_time = may_overlap(covered, window(brief.period, None, view.dossier.zone))
        if brief.select.fits(event) and (in_time or (since is not None and since > first)):
            return True
        if event.id in model.references(brief):
            return True
    return False


def _differences(view: Viewpoint, labels: Labels, old: model.Event, new: model.Event) -> Iterator[str]:
    """What the later of two versions of an event takes back from the earlier; what it only adds corrects nothing."""
    if new.status != old.status:
        if new.status == "retracted":
            yield "Withdrawn"
            return
        yield f"status {humanised(old.status or 'not stated')}, now {humanised(new.status or 'not stated')}"
    if (new.date, new.time) != (old.date, old.time):
        words = [in_words(each.date, each.time, view.dossier.zone, view.language) for each in (old, new)]
        yield f"date {words[0]}, now {words[1]}"
    if new.title != old.title:
        yield f"was headed “{old.title}”"
    if new.place != old.place:
        yield f"place {_place(view, old)}, now {_place(view, new)}"
    if gone := [_actor(view, id_) for id_ in old.actors if id_ not in new.actors]:
        yield f"no longer names {listed(gone)}"
    yield from _figures(old, new)
    yield from _sources(labels, old, new)
    if new.text != old.text and old.text is not None:
        yield "text rewritten"
    if old.conflicts is not None and new.conflicts != old.conflicts:
        yield "conflict between sources " + ("settled" if new.conflicts is None else "described anew")


def _place(view: Viewpoint, event: model.Event) -> str:
    place = view.dossier.places.get(event.place)
    return place.name if place else "not stated"


def _actor(view: Viewpoint, id_: str) -> str:
    actor = view.dossier.actors.get(id_)
    return actor.name if actor else id_


def _figures(old: model.Event, new: model.Event) -> Iterator[str]:
    before = {figure.what: figure for figure in old.figures}
    for figure in new.figures:
        earlier = before.pop(figure.what, None)
        if earlier is None:
            continue
        if (amount(earlier), earlier.unit) != (amount(figure), figure.unit):
            yield f"{humanised(figure.what)} {_measured(earlier)}, now {_measured(figure)}"
        elif (earlier.counted, earlier.source) != (figure.counted, figure.source):
            yield f"{humanised(figure.what)} counted anew: {_measured(figure)}"
    for figure in before.values():
        yield f"{humanised(figure.what)} taken back: {_measured(figure)}"


def _measured(figure: model.Figure) -> str:
    return f"{amount(figure)} {figure.unit}" if figure.unit else amount(figure)


def _sources(labels: Labels, old: model.Event, new: model.Event) -> Iterator[str]:
    before, after = ({each.source: each.credibility for each in event.sources} for event in (old, new))
    if removed := before.keys() - after.keys():
        yield f"{counted(len(removed), 'source')} taken back"
    for id_, credibility in after.items():
        if before.get(id_, credibility) != credibility:
            yield f"credibility of source {labels.of(id_).text} regraded from {before[id_]} to {credibility}"
