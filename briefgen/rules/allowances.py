"""Findings that an author means to stand: `allow:` on the record they are in, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.diagnostics import Finding, did_you_mean, warning
from briefgen.model import Dossier, Record
from briefgen.spans import Place

Owner = tuple[str, str | int, str | int]
"""A record by its file, its section and its index there."""


@dataclass(slots=True)
class Allowances:
    """What the records of a dossier allow, and what of that has silenced a finding so far."""

    records: dict[Owner, Record]
    files: dict[str, list[Record]]
    """The briefs that name a Markdown file: what they allow holds there too."""
    known: set[str] = field(default_factory=set)
    ran: set[str] = field(default_factory=set)
    used: set[Place] = field(default_factory=set)

    def silences(self, rule: str, place: Place) -> bool:
        """Whether a finding of a rule at a place is allowed there. Takes note that it was."""
        owners = self.files.get(place.file, [])
        if len(place.path) > 1 and (record := self.records.get((place.file, place.path[0], place.path[1]))):
            owners = [record]
        silenced = False
        for record in owners:
            for index, each in enumerate(record.allow):
                if each.rule == rule:
                    self.used.add(record.at("allow", index))
                    silenced = True
        return silenced


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
            if name is not None and brief.allow:
                found.files.setdefault(name, []).append(brief)
    return found


@warning
def unused_allow(dossier: Dossier) -> Iterator[Finding]:
    """A record allows what no rule found in it.

    What was allowed has been mended since, or the rule's name is misspelt. Left where it is, the line would silence
    the next finding that nobody meant.

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
        for index, each in enumerate(record.allow):
            if record.at("allow", index) in found.used:
                continue
            if each.rule in found.ran:
                message, hint = f"`{each.rule}` finds nothing in this {record.kind}", "delete the line"
            elif dossier.project.rules.get(each.rule) == "off":
                message, hint = f"`{each.rule}` is off in this project", "delete the line"
            elif each.rule in found.known:
                continue  # not asked for this time
            else:
                message, near = f"there is no rule `{each.rule}` to allow", did_you_mean(each.rule, found.known)
                hint = near or "`briefgen rules` lists them"
            yield Finding(record.at("allow", index, "rule"), message, hint)
