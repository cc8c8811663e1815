"""Where in a text its blocks, citations, terms, links and code stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from markdown_it.token import Token

from briefgen.prose.addresses import Link
from briefgen.prose.contents import Content, Stretch, contents, covered, lines_of
from briefgen.prose.reading import links, read
from briefgen.prose.unmarked import simply_cited

_CODE = frozenset({"fence", "code_block"})
_LED = frozenset({"bullet_list_open", "ordered_list_open", "table_open", "blockquote_open"})


class Block(NamedTuple):
    """A block that holds words: a paragraph, heading, cell of a table or code. What stands in a footnote is none."""

    form: str
    text: str
    cites: bool
    """Whether it cites something, itself or in a footnote."""
    stretch: Stretch
    leads: bool = False
    """Whether a list, a table or a quotation follows directly. Code does not count: it can cite nothing."""


class Placed(NamedTuple):
    """What a text holds, in reading order, each with its place."""

    citations: tuple[tuple[str, Stretch], ...]
    """Each id cited, with its `@`."""
    terms: tuple[tuple[str, Stretch], ...]
    links: tuple[tuple[Link, Stretch], ...]
    code: tuple[Stretch, ...]
    blocks: tuple[Block, ...]


def citations(text: str) -> tuple[tuple[str, Stretch], ...]:
    """Each id that a text cites, and where. Quick where it has little other markup."""
    simply = simply_cited(text)
    return placed(text).citations if simply is None else tuple((id_, Stretch(*at)) for id_, *at in simply)


@lru_cache(maxsize=1024)
def placed(text: str) -> Placed:
    """What a text holds, and where."""
    tokens = read(text).tokens
    held = list(contents(tokens, text))
    lines = lines_of(text)
    code = [(token, covered(token, text, lines)) for token in tokens if token.type in _CODE]
    return Placed(
        citations=tuple(
            (id_, content.stretch(start, end))
            for content, token in _of_type("citation", held)
            for id_, start, end in token.meta["ids"]
        ),
        terms=tuple((token.content, content.stretch(*token.meta["at"])) for content, token in _of_type("term", held)),
        links=tuple(
            (link, content.stretch(*token.meta["at"])) for content in held for token, link in links(content.children)
        ),
        code=(
            *(stretch for _, stretch in code),
            *(content.stretch(*token.meta["at"]) for content, token in _of_type("code_inline", held)),
        ),
        blocks=(
            *_blocks(held, _leading(tokens)),
            *(Block("code", token.content, False, stretch) for token, stretch in code if token.content.strip()),
        ),
    )


def _of_type(kind: str, held: Sequence[Content]) -> Iterator[tuple[Content, Token]]:
    return ((content, token) for content in held for token in content.children if token.type == kind)


def _leading(tokens: Sequence[Token]) -> set[int]:
    """The tokens of words, by identity, that a list, a table or a quotation with words follows directly."""
    following = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        id(token)
        for at, (token, _, behind) in enumerate(following)
        if token.type == "inline" and behind.type in _LED and _has_words(tokens, at + 2)
    }


def _has_words(tokens: Sequence[Token], opening: int) -> bool:
    inside = takewhile(lambda token: token.level > tokens[opening].level, islice(tokens, opening + 1, None))
    return any(token.type == "inline" and token.content.strip() for token in inside)


def _blocks(held: Sequence[Content], leading: set[int]) -> Iterator[Block]:
    citing = {content.footnote for content, _ in _of_type("citation", held)} - {None}
    for content in held:
        if content.footnote is None and content.token.content.strip():
            cites = any(
                token.type == "citation" or (token.type == "footnote_ref" and token.meta["id"] in citing)
                for token in content.children
            )
            text = content.token.content
            yield Block(content.form, text, cites, content.stretch(0, len(text)), id(content.token) in leading)
