"""The dialect: Markdown's parser with our citations and terms, which takes note of where in a block each thing stands.

A token's `meta["at"]` is where its source begins and ends in the content of its block, in characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline

from briefgen.prose.citing import CITATION, TERM, bracket, cited_in

MAX_NESTING = 20
"""Blocks nested deeper are an error of ours: past its own limit, markdown-it-py drops text without a word."""
_PARSER_NESTING = 25  # of brackets too; each level of those reads on to the end of the text
_OURS = re.compile(f"{CITATION.pattern}|{TERM.pattern}")
_InlineRule = Callable[[StateInline, bool], bool]


@cache
def markdown() -> MarkdownIt:
    """The parser, made once."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": _PARSER_NESTING})
    made.enable(["table", "strikethrough"]).use(footnote_plugin)
    # A refused link would be left as plain text, unseen: all are read, and rules and rendering refuse.
    made.validateLink = lambda _address: True  # type: ignore[method-assign, assignment]
    made.inline.ruler.before("link", "citation", _citation)
    made.inline.ruler.before("link", "term", _term)
    for name, rule, kind in (
        ("link", rules_inline.link, "link_open"),
        ("image", rules_inline.image, "image"),
        ("autolink", rules_inline.autolink, "link_open"),
        ("backticks", rules_inline.backtick, "code_inline"),
        ("footnote_inline", footnote_inline, "footnote_ref"),
    ):
        made.inline.ruler.at(name, _noted(rule, kind))
    return made


def unmarked_tokens(text: str) -> list[Token]:
    """The tokens of a text as one paragraph, in which only citations and terms mean anything."""
    state = StateInline(text, markdown(), {}, [])
    for found in _OURS.finditer(text):
        state.pending += text[state.pos : found.start()]
        state.pos = found.start()
        _citation(state, silent=False) or _term(state, silent=False)
    state.pending += text[state.pos :]
    state.pushPending()
    return [
        Token("paragraph_open", "p", 1, block=True),
        Token("inline", "", 0, content=text, children=state.tokens),
        Token("paragraph_close", "p", -1, block=True),
    ]


def words(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def said(token: Token) -> str:
    """What an inline token says, without markup."""
    if token.type in {"text", "code_inline", "term", "image"}:
        return token.content
    return " " if token.type in {"softbreak", "hardbreak"} else ""


def _noted(rule: _InlineRule, kind: str) -> _InlineRule:
    """The rule, whose token of a kind takes note of where it stands."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        # Text that waited may have come in before it, and what stands inside a link comes behind.
        for token in () if silent else state.tokens[before : before + 2]:
            if token.type == kind:
                token.meta["at"] = start, state.pos
                break
        return True

    return noting


def _citation(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos) or not (found := CITATION.match(state.src, state.pos)):
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.markup = found[0]
        token.meta = {"citation": bracket(found), "ids": tuple(cited_in(found)), "at": found.span()}
    state.pos = found.end()
    return True


def _term(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{", state.pos) or not (found := TERM.match(state.src, state.pos)):
        return False
    if not silent:
        token = state.push("term", "", 0)
        token.content = words(found[1])
        token.meta = {"at": found.span()}
    state.pos = found.end()
    return True
