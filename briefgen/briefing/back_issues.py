"""What earlier issues printed of an event or a source: which of them did, and as which version."""

from __future__ import annotations

from collections.abc import Iterator, Set

from briefgen import ledger, model
from briefgen.briefing.viewpoint import Viewpoint, day_of
from briefgen.briefing.wording import issues_named, issues_of
from briefgen.prose import cited_ids


def issues_with(view: Viewpoint, id_: str, editions: bool = False) -> list[model.Brief]:
    """The earlier issues, of any kind, that printed an event, the latest first; of each one edition, or all.

    A draft has printed nothing yet. Where all editions are asked for, drafts that hold it are among them.
    """
    found = []
    for issue, known in _issues(view, editions):
        event = ledger.standing(view.dossier, id_, view.dossier.cutoff(issue))
        if not isinstance(event, model.Event) or event.status == "retracted":
            continue
        if ledger.in_chronology(view.dossier, issue, event, known) or id_ in _named(view, issue):
            found.append(issue)
    return found


def issues_citing(view: Viewpoint, id_: str, editions: bool = False) -> list[model.Brief]:
    """The earlier issues, of any kind, that cited a source, themselves or for an event in them, like `issues_with`."""
    found = []
    for issue, known in _issues(view, editions):
        then = known_to(view, issue)
        named = _named(view, issue)
        if id_ in then.sources and (
            id_ in named
            or any(
                id_ in {citation.source for citation in event.sources}
                and (event.id in named or ledger.in_chronology(then, issue, event, known))
                for event in then.events.current
            )
        ):
            found.append(issue)
    return found


def _issues(view: Viewpoint, editions: bool) -> list[tuple[model.Brief, int | None]]:
    """Every issue before this one, the latest first, each with what the issue before it knew up to."""
    return view.dossier.derived(
        f"{'editions' if editions else 'issues'} before {view.brief.id}",
        lambda: list(_before(view.dossier, view.brief, editions)),
    )


def _before(dossier: model.Dossier, brief: model.Brief, editions: bool) -> Iterator[tuple[model.Brief, int | None]]:
    end = dossier.cutoff(brief)
    issues = [each for each in dossier.briefs.current if dossier.cutoff(each) < end]
    if editions:
        issues.sort(key=lambda each: (dossier.cutoff(each), each.number or 0, each.id), reverse=True)
    else:
        printed = [each for each in issues if each.state == "final"]
        issues = ledger.one_edition_each(dossier, printed, brief.language or dossier.project.language)
    for issue in issues:
        before = ledger.issues_before(dossier, issue)
        yield issue, dossier.cutoff(before[0]) if before else None


def as_printed(view: Viewpoint, issue: model.Brief, id_: str) -> model.Event:
    """An event as an earlier issue printed it."""
    return known_to(view, issue).events[id_]


def known_to(view: Viewpoint, issue: model.Brief) -> model.Dossier:
    """The dossier as an earlier issue knew it."""
    if issue is view.previous and view.before is not None:
        return view.before
    return view.dossier.derived(
        f"as known to {issue.id}", lambda: ledger.as_known(view.dossier, view.dossier.cutoff(issue))
    )


def issues_in_words(view: Viewpoint, issues: list[model.Brief]) -> str:
    """`issue 1`, `issues 1 and 2`, `the issue of 3 March 2024`; of several kinds `issue 1 and flash update 1`."""
    kinds = dict.fromkeys(each.form for each in reversed(issues))
    named = (_of_kind(view, kind, [each for each in reversed(issues) if each.form == kind]) for kind in kinds)
    return view.locale.listed(list(named))


def _of_kind(view: Viewpoint, kind: str, issues: list[model.Brief]) -> str:
    numbers = [str(each.number) for each in issues if each.number]
    if len(numbers) == len(issues):
        return issues_named(view.locale, kind, numbers)
    return issues_of(view.locale, kind, [day_of(view, each.cutoff) for each in issues])


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
