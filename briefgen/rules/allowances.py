"""Findings that an author means to stand: `allow:` on the record they are in, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.diagnostics import Finding, did_you_mean, warning
from briefgen.model import Dossier, Record
from briefgen.spans import Place

_OWN = "unused-allow"
Owner = tuple[str, str | int, str | int]
"""A record by its file, its section and its index there."""


@dataclass(slots=True)
class Allowances:
    """What the records of a dossier allow, and what of that has silenced a finding so far."""

    records: dict[Owner, Record]
    files: dict[str, dict[str, list[Record]]]
    """The briefs that name a Markdown file, by id, in all revisions: what every one of them allows holds there too."""
    known: set[str] = field(default_factory=set)
    fixed: set[str] = field(default_factory=set)
    """The rules whose findings cannot be allowed."""
    ran: set[str] = field(default_factory=set)
    used: set[Place] = field(default_factory=set)

    def silences(self, rule: str, place: Place) -> bool:
        """Whether a finding of a rule at a place is allowed there. Takes note that it was."""
        if len(place.path) > 1:
            record = self.records.get((place.file, place.path[0], place.path[1]))
            if record is None or (rule == _OWN and _is_own(record, place)):
                return False
            return self._allows(record, rule)
        briefs = self.files.get(place.file, {})
        allowing = [[self._allows(brief, rule) for brief in revisions] for revisions in briefs.values()]
        return bool(allowing) and all(map(any, allowing))

    def _allows(self, record: Record, rule: str) -> bool:
        """Whether a record allows a rule. Takes note of the first line that does: another one adds nothing."""
        for index, each in enumerate(record.allow):
            if each.rule == rule:
                self.used.add(record.at("allow", index))
                return True
        return False


def _is_own(record: Record, place: Place) -> bool:
    """Whether a place is in a line that allows `unused-allow`: it does not speak for itself."""
    return place.path[2:3] == ("allow",) and record.allow[int(place.path[3])].rule == _OWN


def allowances(dossier: Dossier) -> Allowances:
    """What a dossier allows."""
    return dossier.derived("allowances", lambda: _allowances(dossier))


def _allowances(dossier: Dossier) -> Allowances:
    found = Allowances({}, {})
    for record in (record for records in dossier.kinds for record in records if record.allow):
        place = record.at()
        found.records[place.file, place.path[0], place.path[1]] = record
    for brief in dossier.briefs:
        for name in (dossier.text_file(brief, section) for section in brief.sections):
            if name is not None:
                found.files.setdefault(name, {}).setdefault(brief.id, []).append(brief)
    return found


@warning
def unused_allow(dossier: Dossier) -> Iterator[Finding]:
    """A record allows what no rule found in it.

    What was allowed has been mended since, the rule's name is misspelt, the record allows it twice, or it is one that
    is always an error. Left where it is, the line would silence the next finding that nobody meant. A line that is kept
    on purpose is allowed by another one (`rule: unused-allow`), which does not silence what is found of itself.

    Bad:

        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            sources: [log]
            allow: [{rule: unsourced-event, because: The operator asked us not to name the log.}]
        sources:
          - {id: log, title: Grid operator's log}

    Good:

        events:
          - id: outage
            date: 2024-03-01
            title: Power fails
            allow: [{rule: unsourced-event, because: The operator asked us not to name the log.}]
    """
    found = allowances(dossier)
    for record in found.records.values():
        idle = {index: why for index in range(len(record.allow)) if (why := _idle(dossier, found, record, index))}
        own = [index for index, each in enumerate(record.allow) if each.rule == _OWN]
        if own and any(index not in own for index in idle):
            del idle[own[0]]  # there is something that it silences
        for index, (message, hint) in idle.items():
            yield Finding(record.at("allow", index, "rule"), message, hint)


def _idle(dossier: Dossier, found: Allowances, record: Record, index: int) -> tuple[str, str] | None:
    """Why a line of `allow:` silences nothing, and what to do; None where it does, or where nobody asked its rule."""
    rule = record.allow[index].rule
    if record.at("allow", index) in found.used:
        return None
    if rule in found.fixed:
        return f"`{rule}` is always an error: it cannot be allowed", "delete the line"
    if any(rule == earlier.rule for earlier in record.allow[:index]):
        return f"`{rule}` is allowed in this {record.kind} already", "keep one reason for both"
    if rule in found.ran:
        return f"`{rule}` finds nothing in this {record.kind}", "delete the line"
    if dossier.project.rules.get(rule) == "off":
        return f"`{rule}` is off in this project", "delete the line"
    if rule in found.known:
        return None
    near = did_you_mean(rule, found.known)
    return f"there is no rule `{rule}` to allow", near or "`briefgen rules` lists them"
