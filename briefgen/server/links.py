"""From an id to what it names, and from there to all that names it."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen import prose
from briefgen.build.project import is_yaml
from briefgen.rules import texts
from briefgen.rules.namings import references
from briefgen.server import shapes
from briefgen.server.cursor import cursor
from briefgen.server.memory import Known
from briefgen.spans import Span

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CITED = re.compile(rf"@({_ID.pattern})")
_TICKS = re.compile("`+")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_FAR = 20_000
"""Characters above a place in which code that it is in can begin."""


class Named(NamedTuple):
    """An id as it is written somewhere, and where in the text, in characters."""

    id: str
    start: int
    end: int


def named(file: str, text: str, offset: int) -> Named | None:
    """The id that stands at a character of a file: in a field that names a record, as a record's own, or cited."""
    here = cursor(text, offset) if is_yaml(file) else None
    if here is not None and not here.is_key and (here.path[-1:] == ("id",) or shapes.kinds(here.path)):
        word = text[here.start : here.end]
        if here.start <= offset <= here.end and _ID.fullmatch(word):
            return Named(word, here.start, here.end)
    start = text.rfind("\n", 0, offset) + 1
    for found in _CITED.finditer(text, start, (text + "\n").index("\n", offset)):
        if found.start() <= offset <= found.end() and (here is not None or not is_yaml(file)):
            return None if _in_code(text, found.start()) else Named(found[1], found.start(1), found.end())
    return None


def declared(known: Known, id_: str) -> list[Span]:
    """Where a record or an indicator gets its id: in each of its revisions, the latest first."""
    found = [record.at("id") for kind in known.dossier.kinds for record in reversed(kind.revisions(id_))]
    for forecast in known.dossier.forecasts:
        signs = enumerate(forecast.indicators)
        found += [forecast.at("indicators", index, "id") for index, sign in signs if sign.id == id_]
    return [known.span(place.within(id_, 0, len(id_))) for place in found]


def mentioned(known: Known, id_: str) -> list[Span]:
    """Where an id is named, in the order of the files: in fields, and in the citations of texts."""
    dossier = known.dossier
    found = [reference.place for reference in references(dossier) if reference.id == id_]
    if id_ in dossier.sources:
        found += [source.at("origin") for source in dossier.sources if source.origin == id_]
    found = [place.within(id_, 0, len(id_)) for place in found]
    for words in texts.prose_with(dossier, f"@{id_}"):
        cited = (at for each, at in prose.citations(words.text) if each == id_)
        found += [words.part(at.start + 1, at.start + 1 + len(id_)) for at in cited]
    return sorted({known.span(place) for place in found})


def _in_code(text: str, offset: int) -> bool:
    """Whether a place in prose is in code, by the words of the file: an example names nothing."""
    first = max(0, offset - _FAR)
    if len(_FENCE.findall(text, first, offset)) % 2:
        return True
    start, end = max(text.rfind("\n\n", first, offset), first), text.find("\n\n", offset)
    ticks = [*_TICKS.finditer(text, start, end if end >= 0 else len(text))]
    closed = start
    for index, opening in enumerate(ticks):
        if opening.start() >= offset:
            break
        if opening.start() >= closed:
            closing = next((each for each in ticks[index + 1 :] if each[0] == opening[0]), None)
            closed = closed if closing is None else closing.end()
    return closed > offset
