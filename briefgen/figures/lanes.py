"""The lanes of a timeline: what it is sorted by, and the events of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.briefing.elements import like
from briefgen.briefing.entries import Entry
from briefgen.language import ENGLISH, Locale


@dataclass(frozen=True, slots=True)
class Lane:
    """Events of one theatre, category or actor. `authored`: its name is an author's word."""

    name: str
    entries: tuple[Entry, ...]
    authored: bool = True


def lanes(entries: Sequence[Entry], by: str | None, most: int, locale: Locale = ENGLISH) -> tuple[Lane, ...]:
    """The lanes of events in the order in which something first happened in each, at most so many.

    Those with the fewest events go together into the last one, with those that have no name.
    """
    named: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in entry.lane_names(by) or ("",):
            named.setdefault(name, []).append(entry)
    own = [name for name in named if name]
    if len(own) + ("" in named) > most:
        own = sorted(sorted(own, key=lambda name: -len(named[name]))[: most - 1], key=list(named).index)
    left = {id(entry): entry for name in named if name not in own for entry in named[name]}
    rest = tuple(entry for entry in entries if id(entry) in left)
    made = tuple(Lane(like(name[:1].upper() + name[1:], name), tuple(named[name])) for name in own)
    return (*made, Lane(locale.pgettext("lane", "Other") if made else "", rest, authored=False)) if rest else made
