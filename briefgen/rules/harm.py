"""What in a text may put people in danger once it is read: how to reach them, and which child it was."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen import diction
from briefgen.dates import days
from briefgen.diagnostics import Finding, error
from briefgen.model import Dossier, Event
from briefgen.rules.readership import Stretches, found, owners
from briefgen.rules.texts import Words


@error
def telephone_number(dossier: Dossier) -> Iterator[Finding]:
    """A text gives a telephone number.

    It leads to whoever carries it, long after the page is out. Found are international numbers that the numbering plan
    of their country knows, numbers as they are dialled in the country of the project's time zone, and those that a word
    announces (`tel.`, `call`). The project's own `contact` may have one.

    An error below TLP:AMBER, at TLP:AMBER a warning, at TLP:AMBER+STRICT advice; at TLP:RED nothing is found.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: Residents may call +44 20 7946 0958.}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR, contact: +44 20 7946 0958}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: Residents may call the operator.}
    """
    region = diction.region_of(str(dossier.zone)) if dossier.zone else None

    def numbers(words: Words) -> Stretches:
        return _but_contact(dossier, words, diction.telephone_numbers(words.text, region))

    hint = "say whom to ask, and give their number elsewhere"
    yield from found(dossier, diction.may_hold_number, numbers, "is a telephone number", hint)


@error
def e_mail_address(dossier: Dossier) -> Iterator[Finding]:
    """A text gives an e-mail address.

    It names a person and is a way to them, for everybody who reads the page. The project's own `contact` is none.

    An error below TLP:AMBER, at TLP:AMBER a warning, at TLP:AMBER+STRICT advice; at TLP:RED nothing is found.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: The log is with l.haddad@example.org.}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR, contact: desk@example.org}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: The log is with the operator.}
    """

    def addresses(words: Words) -> Stretches:
        return _but_contact(dossier, words, diction.mail_addresses(words.text))

    hint = "name the office, and keep its address elsewhere"
    yield from found(dossier, diction.may_hold_mail, addresses, "is an e-mail address", hint)


@error
def child_identified(dossier: Dossier) -> Iterator[Finding]:
    """Somebody under 18 is named beside their age.

    A child cannot agree to be known for what happened to them, and will be searched for by that name for life. Found
    are names beside an age in English, in figures or words: `Lina Haddad, 12,`, `the 12-year-old was named as Lina`,
    `brothers Sami (9) and Omar (11)`, `a boy of nine, Sami`; and beside a year of birth less than 18 years before the
    event, or else before the latest brief. Names of places and bodies in the ledger are none.

    An error below TLP:AMBER, at TLP:AMBER a warning, at TLP:AMBER+STRICT advice; at TLP:RED nothing is found.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: "Lina Haddad, 12, was hurt in the dark."}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, text: A girl of 12 was hurt in the dark.}
    """
    others = {name for place in dossier.places for name in (place.name, *place.aliases)}
    for actor in dossier.actors:
        if "person" not in (actor.form or "").casefold():
            others |= {actor.name, *actor.aliases}

    def children(words: Words) -> Stretches:
        return diction.named_children(words.text, others, _year_of(dossier, words))

    yield from found(
        dossier, diction.may_hold_age, children, "names a child beside its age", "leave out the name, or the age"
    )


def _year_of(dossier: Dossier, words: Words) -> int | None:
    """The year that a text tells of: its event's, or else that of the latest brief."""
    for record in owners(dossier, words):
        if isinstance(record, Event) and (last := days(record.date)[1]):
            return last[0]
    return max((brief.cutoff.point.latest[0] for brief in dossier.briefs), default=None)


def _but_contact(dossier: Dossier, words: Words, stretches: Stretches) -> Stretches:
    """What leads to somebody, but for the way to the desk itself."""
    contact = dossier.project.contact or ""
    return ((start, end) for start, end in stretches if words.text[start:end] not in contact)
