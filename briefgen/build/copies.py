"""The saved copies of sources: their hashes, and what they say."""

from __future__ import annotations

import hashlib
from html.parser import HTMLParser

from briefgen.build.files import Unreadable
from briefgen.model import Copy

_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_BLOCKS = frozenset(
    {"p", "div", "li", "br", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"}
)


def read(name: str, data: bytes | Unreadable) -> Copy:
    """A saved copy from the bytes of its file: of a page the words that a reader sees, of a text all."""
    if isinstance(data, Unreadable):
        return Copy(fault=data.reason)
    text = data.decode("utf-8", "replace")
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        page = _Page()
        page.feed(text)
        page.close()
        text = "".join(page.words)
    return Copy(hashlib.sha256(data).hexdigest(), text)


class _Page(HTMLParser):
    """Collects the words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)
