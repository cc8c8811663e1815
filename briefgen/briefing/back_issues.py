"""What earlier issues printed of an event: which of them did, and as which version."""

from __future__ import annotations

from collections.abc import Iterator, Set

from briefgen import ledger, model
from briefgen.briefing.viewpoint import Viewpoint, stamp
from briefgen.briefing.wording import listed
from briefgen.prose import cited_ids


def issues_with(view: Viewpoint, id_: str) -> list[model.Brief]:
    """The earlier issues that printed an event, the latest first."""
    found = []
    for issue, previous in zip(view.earlier, (*view.earlier[1:], None), strict=True):
        event = ledger.standing(view.dossier, id_, view.dossier.cutoff(issue))
        if not isinstance(event, model.Event) or event.status == "retracted":
            continue
        known = view.dossier.cutoff(previous) if previous else None
        if ledger.in_chronology(view.dossier, issue, event, known) or id_ in _named(view, issue):
            found.append(issue)
    return found


def as_printed(view: Viewpoint, issue: model.Brief, id_: str) -> model.Event:
    """An event as an earlier issue printed it."""
    return _then(view, issue).events[id_]


def _then(view: Viewpoint, issue: model.Brief) -> model.Dossier:
    if issue is view.previous and view.before is not None:
        return view.before
    return view.dossier.derived(
        f"as known to {issue.id}", lambda: ledger.as_known(view.dossier, view.dossier.cutoff(issue))
    )


def issues_in_words(view: Viewpoint, issues: list[model.Brief]) -> str:
    """`issue 1`, `issues 1 and 2`, `the issue of 3 March 2024`."""
    numbers = [str(each.number) for each in reversed(issues) if each.number]
    if len(numbers) == len(issues):
        return f"issue{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
    days = [stamp(view, each.cutoff).words.partition(",")[0] for each in reversed(issues)]
    return f"the issue{'s' if len(days) > 1 else ''} of {listed(days)}"


def _named(view: Viewpoint, issue: model.Brief) -> Set[str]:
    """What an issue named: itself, in its texts, or in a judgement that it printed."""
    return view.dossier.derived(f"named in {issue.id}", lambda: frozenset(_names(view.dossier, issue)))


def _names(dossier: model.Dossier, issue: model.Brief) -> Iterator[str]:
    yield from model.references(issue)
    for section in issue.sections:
        yield from cited_ids(dossier.prose(issue, section) or "")
    for named, ids in ((issue.judgements, dossier.assessments.ids), (issue.forecasts, dossier.forecasts.ids)):
        for id_ in ids if named is None else named:
            version = ledger.standing(dossier, id_, dossier.cutoff(issue))
            yield from model.references(version) if version else ()
