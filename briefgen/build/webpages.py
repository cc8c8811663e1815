"""What a reader sees of a saved web page.

Read in one pass, tag by tag, and where something is not closed, to its end and no further (HTML standard, 13.2.5): the
parser of Python 3.11 tries again at every character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_BEGINS = re.compile("</?[A-Za-z]")
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*)((?:[^>="']|=\s*"[^"]*"|=\s*'[^']*'|["'=])*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']*)))?""")
_HIDES = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)

_UNSEEN = frozenset({"iframe", "noembed", "noframes", "noscript", "script", "style", "template"})
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title"})
"""The elements in which what looks like a tag is none."""
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
     "hr", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody",
     "td", "tfoot", "th", "thead", "title", "tr", "ul")
)  # fmt: skip
"""The elements that stand apart from the words before and behind them (HTML standard, 15.3)."""
# Elements whose end a page may leave out: they end where one of these begins beside them.
_ENDED_BY = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "option": {"option"}, "tr": {"tr", "td", "th"},
             "td": {"td", "th"}, "th": {"td", "th"}}  # fmt: skip


class _Tag(NamedTuple):
    """A tag: its name, whether it ends an element, and what else is written in it."""

    name: str
    ends: bool
    rest: str


def words(page: str) -> str:
    """The words of a page, without those that its own tags hide; a style sheet is not asked."""
    seen = _Seen()
    for piece in _pieces(page):
        if isinstance(piece, str):
            seen.take(piece)
        elif piece.ends:
            seen.end(piece)
        else:
            seen.begin(piece)
    return "".join(seen.words)


def _pieces(page: str) -> Iterator[str | _Tag]:
    """The tags of a page and the words between them, comments left out."""
    position = 0
    while (at := page.find("<", position)) >= 0:
        yield page[position:at]
        if page.startswith("<!--", at):
            position = _behind(page, "-->", at + 2)
        elif _BEGINS.match(page, at):
            if (tag := _TAG.match(page, at)) is None:
                return
            position = tag.end()
            yield _Tag(tag[2].lower(), bool(tag[1]), tag[3])
            if not tag[1] and tag[2].lower() in _RAW and not tag[3].endswith("/"):
                ended = re.compile(rf"</{tag[2]}\b", re.IGNORECASE).search(page, position)
                yield page[position : ended.start() if ended else len(page)]
                position = ended.start() if ended else len(page)
        elif page.startswith(("<!", "<?", "</"), at):
            position = _behind(page, ">", at)
        else:
            yield "<"
            position = at + 1
    yield page[position:]


def _behind(page: str, sign: str, start: int) -> int:
    found = page.find(sign, start)
    return len(page) if found < 0 else found + len(sign)


class _Seen:
    """The words seen so far, and what is open."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.open: list[tuple[str, bool]] = []
        """The elements that are open, and whether each hides what is in it."""
        self.count: Counter[str] = Counter()
        self.unseen = 0

    def take(self, text: str) -> None:
        if text and not self.unseen:
            self.words.append(unescape(text))

    def begin(self, tag: _Tag) -> None:
        if tag.name in _BLOCKS or tag.name == "br":
            self.words.append("\n")
        if tag.name in _BLOCKS:
            self._close("p")
        while self.open and self.open[-1][0] in _ENDED_BY.get(tag.name, ()):
            self._pop()
        # XHTML closes an element so. HTML does not, but what it would hide then is not meant to be hidden.
        if tag.name not in _EMPTY and not tag.rest.endswith("/"):
            hides = tag.name in _UNSEEN or _hides(tag.rest)
            self.open.append((tag.name, hides))
            self.count[tag.name] += 1
            self.unseen += hides

    def end(self, tag: _Tag) -> None:
        if tag.name in _BLOCKS:
            self.words.append("\n")
        self._close(tag.name)

    def _close(self, name: str) -> None:
        if self.count[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name, hid = self.open.pop()
        self.count[name] -= 1
        self.unseen -= hid
        return name


def _hides(attributes: str) -> bool:
    """Whether the attributes of an element hide it."""
    if re.search("hidden|style", attributes, re.IGNORECASE) is None:
        return False
    given = {found[1].lower(): found[2] or found[3] or found[4] or "" for found in _ATTRIBUTE.finditer(attributes)}
    return "hidden" in given or _HIDES.search(given.get("style", "")) is not None
