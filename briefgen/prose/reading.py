"""A text as read: its Markdown, and what it cites, claims, links and shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from markdown_it.token import Token

from briefgen.prose.addresses import Link
from briefgen.prose.citing import Citation
from briefgen.prose.markdown import MAX_NESTING, markdown, said, unmarked_tokens
from briefgen.prose.picturing import caption_of
from briefgen.prose.unmarked import simply_cited
from briefgen.prose.weighing import too_heavy


@dataclass(frozen=True, eq=False, slots=True)
class Prose:
    """A text as read: its tokens, and what it cites, claims, links and shows."""

    source: str
    tokens: tuple[Token, ...]
    citations: tuple[Citation, ...]
    terms: tuple[str, ...]
    links: tuple[Link, ...]
    too_deep: bool

    @property
    def ids(self) -> Iterator[str]:
        """The ids cited, in reading order, repeats included."""
        return (cited.id for citation in self.citations for cited in citation.cited)


@lru_cache(maxsize=65536)
def read(text: str) -> Prose:
    """Read a text. Every text can be read; what is wrong with it is for rules to say.

    One that is too heavy for Markdown is read as a paragraph that has no markup but citations and terms.
    """
    tokens = tuple(markdown().parse(text) if too_heavy(text) is None else unmarked_tokens(text))
    inline = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    return Prose(
        source=text,
        tokens=tokens,
        citations=tuple(token.meta["citation"] for token in inline if token.type == "citation"),
        terms=tuple(token.content for token in inline if token.type == "term"),
        links=tuple(link for _, link in links(inline)),
        too_deep=any(token.level >= MAX_NESTING for token in tokens),
    )


def plain(text: str) -> str:
    """A text without markup and citations, on one line: for titles, alternative texts and word counts."""
    if not re.search(r"[\[\]{}*_`\\<&~#>|]", text):
        return " ".join(text.split())
    parts = []
    for token in read(text).tokens:
        if token.type == "inline":
            parts.append("".join(said(child) for child in token.children or ()))
        elif token.type in {"fence", "code_block"}:
            parts.append(token.content)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(" ".join(parts).split()))


def cited_ids(text: str) -> tuple[str, ...]:
    """The ids that a text cites, in reading order. Quick where it cites none, or has little other markup."""
    if "[@" not in text:
        return ()
    simply = simply_cited(text)
    return tuple(read(text).ids) if simply is None else tuple(id_ for id_, _, _ in simply)


def links(inline: list[Token]) -> Iterator[tuple[Token, Link]]:
    """The links and images among the inline tokens of a text, each with the token that begins it."""
    for index, token in enumerate(inline):
        if token.type == "image":
            yield token, Link(str(token.attrGet("src")), token.content, image=True, credit=caption_of(token).credit)
        elif token.type == "link_open":
            behind = (inline[at] for at in range(index + 1, len(inline)))
            inside = takewhile(lambda child: child.type != "link_close", behind)
            yield token, Link(str(token.attrGet("href")), "".join(map(said, inside)))
