"""What may stand where in a content file, as the JSON Schema says it: keys, words, and records by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from briefgen import loader
from briefgen.model import SECTIONS
from briefgen.model.meanings import WORDS
from briefgen.rules import ALL
from briefgen.rules.namings import BASIS
from briefgen.scales import CONFIDENCE, CREDIBILITY, RELIABILITY, SCALES, Handling, Scale
from briefgen.spans import Path

Node = Mapping[str, Any]
"""A schema, or a part of one."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "source": ("source",),
    "sources": ("source",),
    "origin": ("source",),
    "place": ("place",),
    "places": ("place",),
    "actors": ("actor",),
    "opposes": ("actor",),
    "speaks_for": ("actor",),
    "event": ("event",),
    "events": ("event",),
    "after": ("event",),
    "distinct_from": ("event",),
    "seen": ("event",),
    "because": ("event",),
    "highlights": ("event",),
    "basis": BASIS,
    "indicator": ("indicator",),
    "judgements": ("assessment",),
    "forecasts": ("forecast",),
}
"""The kinds of record that a key names, by the key; in most places it does so, it holds an id."""
_FREE = frozenset({"origin", "sources"})
"""The keys of them that may hold other words too, or an id for a mapping: the schema does not tell an id there."""


@cache
def _schema() -> Node:
    return loader.schema()


def node(path: Path) -> list[Node]:
    """The schemas of what stands at a path, one of which holds; none where nothing may stand there."""
    found: list[Node] = [_schema()]
    for step in path:
        found = [inner for each in _plain(found) for inner in _step(each, step)]
    return found


def keys(path: Path) -> dict[str, Node]:
    """The keys that the mapping at a path may have, each with its schema."""
    found: dict[str, Node] = {}
    for each in _plain(node(path)):
        found |= each.get("properties", {})
    if path == ("project", "rules"):
        found |= {rule.name: {"description": rule.summary} for rule in ALL if rule.settable}
    return found


def meaning(path: Path) -> str | None:
    """What the last key of a path means."""
    if path[:2] == ("project", "rules") and len(path) == 3:
        return next((rule.summary for rule in ALL if rule.name == path[2]), None)
    if len(path) == 1 and path[0] in SECTIONS:
        return SECTIONS[str(path[0])].__doc__
    found = node(path)
    described = (each["description"] for each in (*found, *_plain(found)) if "description" in each)
    return next(described, None)


def kinds(path: Path) -> tuple[str, ...]:
    """The kinds of record whose id may stand at a path; none where no id is wanted."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    texts = [each for each in _plain(node(path)) if "string" in each.get("type", ())]
    names = any("pattern" in each for each in texts) or (bool(texts) and key in _FREE)
    return KINDS.get(key, ()) if names else ()


def words(path: Path, scale: Scale) -> dict[str, str]:
    """The words that may stand at a path, each with what it means, if that is to be said."""
    key = str(path[-1]) if path else ""
    if key == "likelihood" and path[0] != "project":
        return {term.key: f"{' or '.join(term.words)}: {term.low} to {term.high} %" for term in scale.terms}
    if key == "rule" and "allow" in path:
        return {rule.name: rule.summary for rule in ALL if rule.settable}
    found: dict[str, str] = {}
    for each in _plain(node(path)):
        listed = each.get("enum", (each["const"],) if "const" in each else ())
        found |= {str(word): _means(key, str(word)) for word in listed}
        if each.get("type") == "boolean":
            found |= {"true": "", "false": ""}
    if key == "credibility":
        found = {str(digit): means for digit, means in CREDIBILITY.items()}
    return found


def _means(key: str, word: str) -> str:
    if word in set(Handling):
        return f"for {Handling(word).audience}"
    if word in SCALES and key == "likelihood":
        return SCALES[word].name
    tables: Mapping[str, Mapping[str, str]] = {**WORDS, "confidence": CONFIDENCE, "reliability": RELIABILITY}
    return tables.get(key, {}).get(word, "")


def _plain(nodes: list[Node]) -> Iterator[Node]:
    """Schemas with every name resolved and every choice taken apart."""
    for each in nodes:
        if "$ref" in each:
            yield from _plain([_schema()["$defs"][each["$ref"].rpartition("/")[2]]])
        elif "anyOf" in each:
            yield from _plain(each["anyOf"])
        else:
            yield each


def _step(each: Node, step: str | int) -> Iterator[Node]:
    if isinstance(step, int):
        if "items" in each:
            yield each["items"]
        return
    properties = each.get("properties", {})
    more = each.get("additionalProperties")
    if step in properties:
        yield properties[step]
    elif isinstance(more, dict):
        yield more
