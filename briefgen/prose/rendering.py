"""A text as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from string import ascii_lowercase

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from briefgen.prose.addresses import link_fault
from briefgen.prose.citing import Citation, bracket
from briefgen.prose.markdown import markdown, words
from briefgen.prose.reading import read
from briefgen.prose.unmarked import MARKED, UNMARKED


def render(
    text: str, cite: Callable[[Citation], str], image: Callable[[str], str | None], headings: int = 0, key: str = ""
) -> str:
    """A text as HTML. `cite` gives the HTML of a citation, `image` the address of a picture.

    Where there is none, the page says that a picture is not shown, and its alternative text.

    Headings are shifted down by `headings` levels, so that an author's `#` fits under the heading above it. `key`
    keeps the footnotes of one text apart from another's on the same page.
    """
    if UNMARKED.fullmatch(text):
        return f"<p>{MARKED.sub(lambda found: _unmarked(found, cite), text)}</p>\n"
    env = {"cite": cite, "image": image, "shift": headings, "docId": key}
    renderer = _renderer()
    return str(renderer.renderer.render(read(text).tokens, renderer.options, env))


@cache
def _renderer() -> MarkdownIt:
    """The parser, which knows how to render its footnotes, with how the rest is rendered here."""
    made = markdown()
    rules = {"citation": _citation, "term": _term, "image": _image, "link_open": _link_open, "th_open": _th_open}
    rules |= {"heading_open": _heading, "heading_close": _heading, "footnote_caption": _footnote_letter}
    for name, rule in rules.items():
        made.add_render_rule(name, rule)
    return made


def _unmarked(found: re.Match[str], cite: Callable[[Citation], str]) -> str:
    """The HTML of what `MARKED` found."""
    if found[1]:
        return cite(bracket(found))
    return _strong(words(found[2])) if found[2] else "&quot;"


def _strong(term: str) -> str:
    return f'<strong class="term">{escapeHtml(term)}</strong>'


def _citation(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    return str(env["cite"](tokens[index].meta["citation"]))


def _term(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return _strong(tokens[index].content)


def _image(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    source = env["image"](str(token.attrGet("src")))
    if source is None:
        said = f": {escapeHtml(token.content)}" if token.content.strip() else ""
        return f'<span class="no-picture">[Picture not shown{said}]</span>'
    return f'<img src="{escapeHtml(source)}" alt="{escapeHtml(token.content)}" />'


def _link_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    address = str(tokens[index].attrGet("href"))
    return "<a>" if link_fault(address) else f'<a href="{escapeHtml(address)}">'


def _th_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    style = tokens[index].attrGet("style")
    return f'<th scope="col" style="{style}">' if style else '<th scope="col">'


def _heading(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    level = min(6, int(token.tag[1]) + int(env["shift"]))
    return f"<{'/' if token.nesting < 0 else ''}h{level}>"


def _footnote_letter(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    """The sign of a footnote, counted as style sheets do in `lower-alpha`: numbers in a text are those of sources."""
    number, letters = int(tokens[index].meta["id"]) + 1, ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = ascii_lowercase[place] + letters
    return letters
