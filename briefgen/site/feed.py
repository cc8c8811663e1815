"""The feed of a series: its issues, by RFC 4287 (Atom), with links that work from files alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from briefgen.scales import Handling

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class News:
    """An issue in the feed."""

    id: str
    title: str
    language: str
    closed: int
    """The last instant that it knows of, in seconds since 1970."""
    about: str
    """What it covers, in a sentence."""
    address: str
    """Its page, from where the feed lies."""
    mime: str


def feed(series: str, author: str, language: str, handling: Handling, news: Iterable[News]) -> bytes:
    """The feed, the latest issue first.

    Its addresses are relative, and its ids are UUIDs by name (RFC 9562, version 5) of the series and the issue: a
    series that lies in a folder has no domain by which ids could be made.
    """
    ET.register_namespace("", _ATOM)
    named = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:briefgen:series:{series}")
    root = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": language})
    entries = sorted(news, key=lambda each: (each.closed, each.id), reverse=True)
    _add(root, "id", named.urn)
    _add(root, "title", series)
    _add(root, "subtitle", str(handling))
    _add(root, "updated", _instant(entries[0].closed if entries else 0))
    _add(_add(root, "author"), "name", author)
    _add(root, "rights", str(handling))
    _add(root, "link", None, rel="self", type="application/atom+xml", href="feed.xml")
    _add(root, "link", None, rel="alternate", type="text/html", href="../index.html")
    for each in entries:
        entry = _add(root, "entry", **{"xml:lang": each.language})
        _add(entry, "id", uuid.uuid5(named, each.id).urn)
        _add(entry, "title", each.title)
        _add(entry, "updated", _instant(each.closed))
        _add(entry, "link", None, rel="alternate", type=each.mime, href=each.address)
        _add(entry, "summary", each.about)
    ET.indent(root, " ")
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _add(above: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(above, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
