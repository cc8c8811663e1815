"""What was issued, and whether the ledger still says it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from briefgen.diagnostics import Finding, did_you_mean, error, warning
from briefgen.ledger import in_use, known_since, said, view
from briefgen.model import Brief, Dossier, Event, Issue, Judgement, PrintedRecord, Record, references

_REVISE = "write what is new as a revision with `as_of`; to stand by the change, `briefgen issue {brief} --again`"


@warning
def edited_in_place(dossier: Dossier) -> Iterator[Finding]:
    """A record that an issued brief printed was changed since, without a revision.

    The issue that went out can no longer be made from the ledger, and no later one says what changed. `briefgen issue`
    wrote down what each record said; a revision beside the old version keeps both.

    Outcomes of forecasts, what was seen of an indicator, sources that came later and translations into other languages
    may be added to a record: the issue did not know them, and is made as before. So may `allow`. A record or a revision
    that is written later must say by `as_of` that it was not known yet.

    Bad:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails in two towns}
        briefs:
          - {id: first, title: Outage, cutoff: 2024-03-02, period: 2024-03}
        issued:
          - brief: first
            on: 2024-03-02T09:00Z
            generator: briefgen 1.0
            theme: default
            theme_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
            pdf: "0000000000000000000000000000000000000000000000000000000000000000"
            records:
              - {id: outage, sha256: c5268a4220ab9f47a8e9a1dbc921cdd822ac3bcbbfeb5cc70d5f42078996b900}

    Good:

        events:
          - {id: outage, date: 2024-03-01, title: Power fails}
          - {id: outage, as_of: 2024-03-05, date: 2024-03-01, title: Power fails in two towns}
        briefs:
          - {id: first, title: Outage, cutoff: 2024-03-02, period: 2024-03}
        issued:
          - brief: first
            on: 2024-03-02T09:00Z
            generator: briefgen 1.0
            theme: default
            theme_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
            pdf: "0000000000000000000000000000000000000000000000000000000000000000"
            records:
              - {id: outage, sha256: c5268a4220ab9f47a8e9a1dbc921cdd822ac3bcbbfeb5cc70d5f42078996b900}
    """
    for issue in dossier.issues:
        if (brief := dossier.briefs.get(issue.brief)) is None:
            continue
        for index, printed in enumerate(issue.records):
            yield from _edited(dossier, brief, issue, index, printed)
        yield from _backdated(dossier, brief, issue)
        for index, file in enumerate(issue.files):
            text = dossier.texts.get(file.file)
            if text is None or hashlib.sha256(text.encode()).hexdigest() != file.sha256:
                what = "is gone" if text is None else "was changed"
                message = f"`{file.file}`, which `{brief.id}` printed, {what} since that was issued"
                yield Finding(issue.at("files", index, "file"), message, _REVISE.format(brief=brief.id))


def _edited(dossier: Dossier, brief: Brief, issue: Issue, index: int, printed: PrintedRecord) -> Iterator[Finding]:
    found = dossier.find(printed.id)
    revisions = getattr(dossier, found.section).revisions(printed.id) if found else ()
    if printed.revision > len(revisions):
        what = f"`{printed.id}`, which `{brief.id}` printed, is gone since that was issued"
        yield Finding(issue.at("records", index, "id"), what, "write it again as it was; to withdraw it, retract it")
    elif said(dossier, brief, record := revisions[printed.revision - 1]) != printed.sha256:
        what = f"`{printed.id}` says something else than when `{brief.id}` was issued, {issue.on}"
        yield Finding(record.at("id"), what, _REVISE.format(brief=brief.id))


def _backdated(dossier: Dossier, brief: Brief, issue: Issue) -> Iterator[Finding]:
    """What was written after the issue, and claims to have been known to it."""
    cutoff = dossier.cutoff(brief)
    held = {(printed.id, printed.revision) for printed in issue.records}
    candidates = [
        record
        for records in dossier.kinds
        for id_ in records.ids
        for number, record in enumerate(records.revisions(id_), 1)
        if (id_, number) not in held and not isinstance(record, Brief) and _known(dossier, record, cutoff)
        if isinstance(record, (Event, Judgement)) or _is_named(dossier, id_, cutoff)
    ]
    if not candidates:
        return
    seen = in_use(view(dossier, brief))
    known = {(record.id, record.as_of) for records in seen.kinds for record in records}
    for record in candidates:
        if (record.id, record.as_of) in known:
            what = f"`{record.id}` was written after `{brief.id}` was issued, and would have been known to it"
            hint = "say by `as_of` since when the desk knows it"
            yield Finding(record.at("as_of") if record.as_of else record.at("id"), what, hint)


def _known(dossier: Dossier, record: Record, moment: int) -> bool:
    since = known_since(dossier, record)
    return since is None or since <= moment


def _is_named(dossier: Dossier, id_: str, moment: int) -> bool:
    """Whether anything that was known at a moment names a record: an issue may use what its desk found later."""
    naming = dossier.derived("named by records", lambda: _naming(dossier))
    return any(_known(dossier, record, moment) for record in naming.get(id_, ()))


def _naming(dossier: Dossier) -> Mapping[str, Sequence[Record]]:
    found: dict[str, list[Record]] = {}
    for records in dossier.kinds:
        for record in records:
            for id_ in set(references(record)):
                found.setdefault(id_, []).append(record)
    return found


@error
def unknown_brief(dossier: Dossier) -> Iterator[Finding]:
    """A seal is that of a brief which nobody defined.

    Nobody can say any more what the issue was made of.

    Bad:

        briefs:
          - {id: first, title: Outage, cutoff: 2024-03-02, period: 2024-03}
        issued:
          - brief: frist
            on: 2024-03-02T09:00Z
            generator: briefgen 1.0
            theme: default
            theme_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
            pdf: "0000000000000000000000000000000000000000000000000000000000000000"

    Good:

        briefs:
          - {id: first, title: Outage, cutoff: 2024-03-02, period: 2024-03}
        issued:
          - brief: first
            on: 2024-03-02T09:00Z
            generator: briefgen 1.0
            theme: default
            theme_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
            pdf: "0000000000000000000000000000000000000000000000000000000000000000"
    """
    for issue in dossier.issues:
        if issue.brief not in dossier.briefs:
            hint = did_you_mean(issue.brief, dossier.briefs.ids)
            yield Finding(issue.at("brief"), f"no brief has the id `{issue.brief}`", hint)


@error
def issued_twice(dossier: Dossier) -> Iterator[Finding]:
    """A brief has two seals.

    One of them says something of the issue that is not so.

    Bad:

        briefs:
          - {id: first, title: Outage, cutoff: 2024-03-02, period: 2024-03}
        issued:
          - brief: first
            on: 2024-03-02T09:00Z
            generator: briefgen 1.0
            theme: default
            theme_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
            pdf: "0000000000000000000000000000000000000000000000000000000000000000"
          - brief: first
            on: 2024-03-02T11:00Z
            generator: briefgen 1.0
            theme: default
            theme_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
            pdf: "0000000000000000000000000000000000000000000000000000000000000000"

    Good:

        briefs:
          - {id: first, title: Outage, cutoff: 2024-03-02, period: 2024-03}
        issued:
          - brief: first
            on: 2024-03-02T09:00Z
            generator: briefgen 1.0
            theme: default
            theme_sha256: "0000000000000000000000000000000000000000000000000000000000000000"
            pdf: "0000000000000000000000000000000000000000000000000000000000000000"
    """
    met: set[str] = set()
    for issue in dossier.issues:
        if issue.brief in met:
            hint = "keep that of the issue which went out"
            yield Finding(issue.at("brief"), f"`{issue.brief}` has a seal already", hint)
        met.add(issue.brief)
