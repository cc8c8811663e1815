"""Persons and places whose record itself may put people in danger once it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from briefgen import diction
from briefgen.diagnostics import Finding, error
from briefgen.ledger import marking
from briefgen.model import Actor, Dossier, Event, Location
from briefgen.rules import texts
from briefgen.rules.readership import WEIGHTS, Reading, Stretches, found, lowest, owners, reading
from briefgen.rules.texts import Words


@error
def private_person_named(dossier: Dossier) -> Iterator[Finding]:
    """A private person is named where their role would do.

    A name leads to a family and a door, and a page cannot be called back. Actors of the kind `private-person` are found
    that an event lists or a text names. A name that begins with an article or a small letter, `a nurse`, is a role.
    Where the name is needed, and may be printed, `allow` this at the actor and say why.

    An error below TLP:AMBER, at TLP:AMBER a warning, at TLP:AMBER+STRICT advice; at TLP:RED nothing is found. What
    counts is the lowest marking that the name can be read at.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        actors:
          - {id: fitter, name: Lina Haddad, kind: private-person}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, actors: [fitter]}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        actors:
          - {id: fitter, name: A fitter of the night shift, kind: private-person}
        events:
          - {id: outage, date: 2024-03-01, title: Power fails, actors: [fitter]}
    """
    private = [actor for actor in dossier.actors if _key(actor.form) == "private-person"]
    for actor, names in ((actor, _names(actor)) for actor in private):
        mark, where = lowest(_readings(dossier, actor, names))
        if names and (weight := WEIGHTS[mark]) is not None:
            yield Finding(
                actor.at("name"),
                f"`{names[0]}` is a private person, and named in {where}, which is {mark}",
                "name the role instead, such as `a nurse`; where the name is needed, `allow` it and say why",
                severity=weight,
            )


@error
def precise_coordinates(dossier: Dossier) -> Iterator[Finding]:
    """Coordinates tell to the house where people shelter, are treated or live.

    Found are places whose `kind` is protected (`field hospital` is a hospital), and coordinates in a text about one, in
    degrees or on the military grid, that are finer than two decimals of a degree, about a kilometre.
    `protect: {kinds: [shelter, school], decimals: 1}` under `project:` says otherwise.

    An error below TLP:AMBER, at TLP:AMBER a warning, at TLP:AMBER+STRICT advice; at TLP:RED nothing is found.

    Bad:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        places:
          - {id: town-hospital, name: Town Hospital, kind: hospital, at: [36.20213, 37.13426]}

    Good:

        project: {series: Grid Watch, handling: TLP:CLEAR}
        places:
          - {id: town-hospital, name: Town Hospital, kind: hospital, at: [36.20, 37.13]}
    """
    protect = dossier.project.protect
    for place in dossier.places:
        finer = [number for number in place.at_ or () if _decimals(number) > protect.decimals]
        if finer and _is_protected(dossier, place) and (weight := WEIGHTS[marking(dossier, place)]) is not None:
            yield Finding(
                place.at("at"),
                f"these coordinates of a {place.form} have {max(map(_decimals, finer))} decimals",
                f"round them to {protect.decimals}: about {_width(protect.decimals)}",
                severity=weight,
            )

    def lying(words: Words) -> Stretches:
        for start, end in diction.coordinates(words.text, protect.decimals):
            if _is_about_protected(dossier, words, start):
                yield start, end

    yield from found(
        dossier,
        diction.may_hold_coordinates,
        lying,
        "tells where people are protected",
        f"round it to {protect.decimals} decimals",
    )


def _readings(dossier: Dossier, actor: Actor, names: tuple[str, ...]) -> Iterator[Reading]:
    """Where an actor is named: listed by an event, or in a text by one of these names."""
    for event in dossier.events:
        if actor.id in event.actors:
            mark = max(marking(dossier, event), marking(dossier, actor), key=lambda each: each.order)
            yield Reading(mark, f"`{event.id}`")
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)").search
    for words in texts.seen(dossier) if names else ():
        if named(words.text) and words.start != actor.at():
            yield reading(dossier, words)


def _names(actor: Actor) -> tuple[str, ...]:
    """The names of an actor that are no role: `a nurse` is one, and then its words in other scripts are too."""
    native = () if _is_role(actor.name) else actor.native.values()
    return tuple(name for name in (actor.name, *actor.aliases, *native) if name in native or not _is_role(name))


def _is_role(name: str) -> bool:
    first = name.split()[0]
    return first.casefold() in {"a", "an", "the", "one", "two", "some"} or first.islower()


def _key(form: str | None) -> str:
    """A kind in the form of an id: `Safe house` is `safe-house`."""
    return "-".join((form or "").casefold().split())


def _is_protected(dossier: Dossier, place: Location | None) -> bool:
    """Whether a place is of a protected kind, or of a sort of one: a `field hospital` is a hospital."""
    key = f"-{_key(place.form)}" if place is not None else ""
    return any(key.endswith(f"-{kind}") for kind in dossier.project.protect.kinds)


def _decimals(number: float) -> int:
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def _width(decimals: int) -> str:
    """How far apart two places are whose coordinates differ in the last of so many decimals."""
    metres = 111_000 / 10**decimals
    return f"{metres / 1000:.0f} km" if metres >= 1000 else f"{max(metres, 1):.0f} m"


def _is_about_protected(dossier: Dossier, words: Words, at: int) -> bool:
    """Whether a text is about a protected place: by its record, or by what its sentence at an offset names."""
    for record in owners(dossier, words):
        place = dossier.places.get(record.place) if isinstance(record, Event) else record
        if isinstance(place, Location) and _is_protected(dossier, place):
            return True
    named = dossier.derived("protected places named", lambda: _protected_names(dossier))
    around = max(0, at - _REACH)
    near = words.text[around : at + _REACH]
    return any(start <= at - around < end and named.search(near, start, end) for start, end in diction.sentences(near))


_REACH = 1000
"""How many characters of its sentence, to either side, tell what coordinates are of."""


def _protected_names(dossier: Dossier) -> re.Pattern[str]:
    """The kinds of place that are protected, and the names of places that are."""
    kinds = [kind.replace("-", "[ -]") + "s?" for kind in map(re.escape, dossier.project.protect.kinds)]
    places = (place for place in dossier.places if _is_protected(dossier, place))
    names = [re.escape(name) for place in places for name in (place.name, *place.aliases)]
    return re.compile(rf"\b(?:(?i:{'|'.join(kinds)})|{'|'.join(names or kinds)})\b")
