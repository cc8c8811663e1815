"""A text as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import takewhile
from string import ascii_lowercase
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from briefgen.language import ENGLISH, Locale
from briefgen.prose.addresses import link_fault
from briefgen.prose.citing import Citation, bracket
from briefgen.prose.markdown import markdown, words
from briefgen.prose.picturing import caption_of, figure
from briefgen.prose.reading import read
from briefgen.prose.unmarked import MARKED, UNMARKED

_DEEPEST = 6
"""The last level of headings in HTML."""
_NARROW = 8
"""So many columns of a table stand side by side on a telephone."""


class Picture(NamedTuple):
    """A picture that a page shows: its address there, and its width and height in CSS pixels."""

    address: str
    width: int
    height: int


def render(
    text: str,
    cite: Callable[[Citation], str],
    image: Callable[[str], Picture | None],
    headings: int = 0,
    key: str = "",
    figures: bool = True,
    locale: Locale = ENGLISH,
) -> str:
    """A text as HTML. `cite` gives the HTML of a citation, `image` the picture that an address means.

    Where there is none, the page says in the language of its `locale` that a picture is not shown, and its alternative
    text. A picture alone in its paragraph is a figure with its caption, where the text may hold `figures`: where it is
    more than words in a line.

    The first heading stands one level below `headings`, that of the heading above the text, and none of the others
    more than one below the one before it, whatever the author skips (WCAG 2.2, H42); below the sixth there are only
    paragraphs. A link around a picture stands behind it: that of a PDF has words. `key` keeps the footnotes of one
    text apart from another's on the same page.
    """
    if UNMARKED.fullmatch(text):
        return f"<p>{MARKED.sub(lambda found: _unmarked(found, cite), text)}</p>\n"
    env = {"cite": cite, "image": image, "shift": headings, "above": [], "behind": "", "docId": key}
    env |= {"figures": figures, "figure": None, "locale": locale, "wide": False}
    renderer = _renderer()
    return str(renderer.renderer.render(read(text).tokens, renderer.options, env))


@cache
def _renderer() -> MarkdownIt:
    """The parser, which knows how to render its footnotes, with how the rest is rendered here."""
    made = markdown()
    rules: dict[str, Callable[..., str]] = {"citation": _citation, "term": _term, "image": _image, "th_open": _th_open}
    rules |= {"link_open": _link_open, "link_close": _link_close}
    rules |= {"heading_open": _heading, "heading_close": _heading, "footnote_caption": _footnote_letter}
    rules |= {"table_open": _table, "table_close": _table}
    for name, rule in rules.items():
        made.add_render_rule(name, rule)
    made.add_render_rule("paragraph_open", _paragraph_open)
    made.add_render_rule("paragraph_close", _paragraph_close)
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
    shown = _shown(token, env["image"](str(token.attrGet("src"))), env["locale"])
    text, credit = map(escapeHtml, caption_of(token))
    if token is not env["figure"]:
        said = " ".join(filter(None, (text, credit)))
        return f'{shown} <span class="caption">{said}</span>' if said else shown
    return f"{shown}{_CAPTION}{text}" if _is_captioned(tokens) else shown


_FIGURE = '<figure class="picture">'
_CAPTION = "\n<figcaption>"


def _is_captioned(inside: Sequence[Token]) -> bool:
    """Whether anything stands under the image that these tokens begin with."""
    return any(caption_of(inside[0])) or any(token.type == "citation" for token in inside)


def _shown(token: Token, picture: Picture | None, locale: Locale) -> str:
    if picture is None:
        said = locale.gettext("Picture not shown")
        if token.content.strip():
            said = locale.gettext("Picture not shown: %(words)s", words=escapeHtml(token.content))
        return f'<span class="no-picture">[{said}]</span>'
    # The width as a style too: WeasyPrint knows it by nothing else.
    width, height = picture.width, picture.height
    size = f'width="{width}" height="{height}" style="width: {width}px"'
    said = token.content if token.content.strip() else locale.gettext("Picture without a description")
    return f'<img src="{escapeHtml(picture.address)}" alt="{escapeHtml(said)}" {size} />'


def _paragraph_open(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    env["figure"] = figure(tokens, index) if env["figures"] else None
    return _FIGURE if env["figure"] else renderer.renderToken(tokens, index, options, env)


def _paragraph_close(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    image, env["figure"] = env["figure"], None
    if image is None:
        return renderer.renderToken(tokens, index, options, env)
    credit = escapeHtml(caption_of(image).credit)
    said = f' <span class="credit">{credit}</span>' if credit else ""
    return f"{said}{'</figcaption>' if _is_captioned(tokens[index - 1].children or ()) else ''}\n</figure>\n"


def _link_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    address = str(tokens[index].attrGet("href"))
    inside = list(takewhile(lambda token: token.type != "link_close", tokens[index + 1 :]))
    bare = unquote(address)
    short = bare.partition(":")[2].strip("/") or bare
    if any(token.type == "image" for token in inside):
        opened = "<a>" if link_fault(address) else f'<a href="{escapeHtml(address)}">'
        env["behind"] = f" ({opened}{escapeHtml(short)}</a>)"
        return ""
    if link_fault(address):
        return "<a>"
    if "".join(each.content for each in inside).strip("/") not in (address.strip("/"), bare.strip("/"), short):
        env["behind"] = f'</a><span class="web"> (<bdi dir="ltr">{escapeHtml(address)}</bdi>)</span>'
    return f'<a href="{escapeHtml(address)}">'


def _link_close(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, env: EnvType) -> str:
    behind, env["behind"] = str(env["behind"]), ""
    return behind or "</a>"


def _th_open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    style = tokens[index].attrGet("style")
    return f'<th scope="col" style="{style}">' if style else '<th scope="col">'


def _table(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    """A table; a wide one moves under the reader's finger on a narrow screen, and by the keys of who has none."""
    if tokens[index].nesting < 0:
        return "</table>\n</div>\n" if env["wide"] else "</table>\n"
    row = takewhile(lambda token: token.type != "tr_close", tokens[index:])
    env["wide"] = sum(token.type == "th_open" for token in row) > _NARROW
    if not env["wide"]:
        return "<table>\n"
    said = escapeHtml(env["locale"].gettext("Wide table"))
    return f'<div class="wide-table" role="region" tabindex="0" aria-label="{said}">\n<table>\n'


def _heading(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    token, above = tokens[index], env["above"]
    if token.nesting > 0:
        while above and above[-1] >= token.tag:
            above.pop()
        above.append(token.tag)
    level = len(above) + int(env["shift"])
    if level > _DEEPEST:
        return "<p><strong>" if token.nesting > 0 else "</strong></p>\n"
    return f"<{'/' if token.nesting < 0 else ''}h{level}>"


def _footnote_letter(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    """The sign of a footnote, counted as style sheets do in `lower-alpha`: numbers in a text are those of sources."""
    number, letters = int(tokens[index].meta["id"]) + 1, ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = ascii_lowercase[place] + letters
    return letters
