"""The page as a document: the theme's templates over a briefing, for a screen or for paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from markupsafe import Markup, escape

from briefgen import prose
from briefgen.briefing import Briefing
from briefgen.briefing.contents import Label
from briefgen.themes import Theme

Medium = Literal["screen", "print"]


def compose(
    briefing: Briefing, theme: Theme, medium: Medium, fonts: Callable[[str], str], image: Callable[[str], str]
) -> str:
    """The whole page as XHTML.

    `fonts` gives the `@font-face` rules for a text; `image` the address of one of the briefing's pictures.
    """
    filters: dict[str, Callable[..., object]] = {
        "prose": _prose(briefing, image),
        "plain": prose.plain,
        "cite": _link,
        "settled": _settled,
    }
    body = theme.render("page.html", filters, briefing=briefing, masthead=briefing.masthead, medium=medium, fonts=FONTS)
    return body.lstrip().replace(FONTS, fonts(body), 1)


FONTS = Markup("<fonts/>")
"""Where the font rules go, which depend on the characters of the finished page. No author's text can hold it."""


def _settled(css: str) -> Markup:
    """A style sheet with its custom properties written out, for paper.

    WeasyPrint works each `var()` out again for every element: a fifth of the time that a page takes to print. The
    last value that a property is given counts, as it does where all are given to `:root`.
    """
    values = dict(re.findall(r"(--[\w-]+):\s*([^;}]+)", css))
    for _ in values:
        settled = re.sub(r"var\((--[\w-]+)\)", lambda use: values.get(use[1], use[0]), css)
        if settled == css:
            break
        css = settled
    return Markup(css)  # noqa: S704 - the theme's own text


_OUTER_SPACE = re.compile(r"(?<=[^\s>]) (<(?:strong|em|span)(?: [^>]*)?>)")
"""A space before an inline element, which goes inside it.

WeasyPrint breaks a line after its first word where the text before an element fits the line only without the space
that ends it.
"""


def _prose(briefing: Briefing, image: Callable[[str], str]) -> Callable[..., Markup]:
    """The filter that turns author prose into HTML.

    `headings`: the level of the heading above it. `inline`: without the paragraph around, for a text of one.
    `base`: the folder its pictures are named from. `key` keeps the footnotes of one text apart from another's.
    """

    def filtered(text: str, headings: int = 2, inline: bool = False, base: str = "", key: str = "") -> Markup:
        def cite(citation: prose.Citation) -> str:
            parts = []
            for cited in citation.cited:
                label = briefing.labels.get(cited.id)
                if label is not None:
                    locator = f", {escape(cited.locator)}" if cited.locator else ""
                    parts.append(f"{_link(label)}{locator}")
            return f'<span class="cites">[{"; ".join(parts)}]</span>' if parts else ""

        def picture(address: str) -> str:
            return image(prose.picture_file(base, address))

        made = prose.render(text, cite, picture, headings, key).strip()
        if inline and made.startswith("<p>") and made.endswith("</p>") and made.count("<p>") == 1:
            made = made[3:-4]
        return Markup(_OUTER_SPACE.sub(r"\1 ", made))  # noqa: S704 - made of escaped text by the Markdown renderer

    return filtered


@lru_cache(maxsize=65_536)  # a source is cited again and again
def _link(label: Label) -> Markup:
    text = escape(label.text)
    if label.anchor is None:
        return text
    kind, anchor, title = escape(label.kind), escape(label.anchor), escape(label.title)
    # Not by `Markup.format`, which takes ten times as long; a large page has a hundred thousand of these.
    return Markup(f'<a class="cite cite-{kind}" href="#{anchor}" title="{title}">{text}</a>')  # noqa: S704
