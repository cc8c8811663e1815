"""The page as a document: the theme's templates over a briefing, for a screen or for paper."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import partial
from html import unescape
from types import MappingProxyType
from typing import Literal

from markupsafe import Markup, escape

from briefgen import figures, prose
from briefgen.briefing import Briefing, front, length
from briefgen.briefing.elements import Authored, Label
from briefgen.language import ENGLISH, Locale, locale_of, primary, right_to_left
from briefgen.model import Image
from briefgen.outputs import typeset
from briefgen.pictures import shown
from briefgen.scales import CONFIDENCE, Scale, per_cent
from briefgen.themes import TemplateFault, Theme, has_margin_column, lines_of

Medium = Literal["screen", "print", "word"]
"""What reads the page: a browser, a printer, or the writer of Word documents."""


def compose(
    briefing: Briefing, theme: Theme, medium: Medium, fonts: Callable[[str], str], image: Callable[[str], str]
) -> str:
    """The whole page as XHTML. Raises `DeadLink` or, where templates of the project are at work, `TemplateFault`.

    `fonts` gives the `@font-face` rules for a text; `image` the address of one of the briefing's pictures.
    """
    locale = locale_of(briefing.masthead.language)
    words = filters(
        briefing.masthead.language, briefing.labels, briefing.yardstick.scale, medium, briefing.images, image
    )
    lines = lines_of(theme)
    data = {
        "briefing": briefing,
        "masthead": briefing.masthead,
        "medium": medium,
        "fonts": FONTS,
        "has_contents": medium == "screen" or length.needs_contents(briefing),
        "is_volume": length.is_volume(briefing),
        "wide_form": ("paper" if has_margin_column(theme) else "column") if medium == "print" else "screen",
        "front": front.on_paper(briefing, lines) if medium == "print" else front.on_screen(briefing),
        "on_paper": front.printed_out(briefing, lines - 1) if medium == "screen" else None,
    }
    apart = "facts" if len(briefing.entries) >= _MANY else ""
    terms = _terms(briefing.yardstick.scale)

    def finish(part: str) -> str:
        text, mark, script = part.partition(_SCRIPT)  # which is no text to be set
        if medium == "print":
            text = _POINTED_AT.sub(r"\1", text)
        return locale.closed(typeset.in_english(typeset.together(text, locale), locale, terms)) + mark + script

    body = theme.render("page.html", locale, words, finish, apart, **data).lstrip()
    _connected(body, theme)
    if medium == "print":
        body = _painted(typeset.broken_late(body))
    return body.replace(FONTS, fonts(body), 1)


_POINTED_AT = re.compile(r'(<a [^<>]*") title="[^"]*"(?=>)')
"""What a link tells who points at it. Nobody points at paper, and a sheet that cites a record would be another, to be
laid out again, with each word that is edited in the record's title.
"""
_MANY = 300
"""From so many events on a second process is worth its beginning."""


def filters(
    language: str,
    labels: Mapping[str, Label],
    scale: Scale,
    medium: Medium,
    images: Mapping[str, Image] = MappingProxyType({}),
    image: Callable[[str], str] = str,
) -> dict[str, Callable[..., object]]:
    """What templates do with words and data, for a page in a language that cites records by these labels."""
    locale = locale_of(language)
    own = partial(worded, locale, language)
    rtl = locale.direction == "rtl"
    back = typeset.back_in_short if medium == "print" else typeset.back
    return {
        "prose": _prose(language, labels, images, image, locale),
        "own": own,
        "spoken": partial(spoken, locale),
        "plain": prose.plain,
        "cite": typeset.link,
        "settled": settled,
        "inline": _inline,
        "digest": _digest,
        "css": _css,
        "long": length.is_long,
        "opening": front.opening,
        "hundredths": partial(hundredths, locale),
        "percent": partial(percent, locale),
        "back": partial(back, locale),
        "labelled": partial(typeset.labelled, locale),
        "joined": partial(typeset.in_runs, locale),
        "runs": partial(typeset.in_runs if medium == "print" else typeset.labelled, locale),
        "counted": partial(typeset.in_runs, locale, linked=False),
        "left": partial(typeset.left, locale, own),
        "named": partial(typeset.named, locale, own),
        "likelihood": partial(figures.likelihood, scale=scale, rtl=rtl, locale=locale),
        "confidence": partial(figures.confidence, rtl=rtl, locale=locale),
        "locator": figures.locator,
        "ranges": partial(figures.ranges, rtl=rtl),
        "trend": partial(figures.trend, rtl=rtl, locale=locale),
        "calibration": partial(figures.calibration, rtl=rtl, locale=locale),
        "timeline": partial(figures.timeline, links=medium == "screen", rtl=rtl),
        **{each.__name__: each for each in _WORDS},
    }


def hundredths(locale: Locale, value: float) -> str:
    """A score, to two places: `0.10`."""
    point = locale.number(0.5)[1]
    return f"{value:.2f}".replace(".", point)


def percent(locale: Locale, share: float) -> str:
    """A share of one as `50 %`."""
    return f"{locale.number(per_cent(share))} %"


def foreign(locale: Locale, language: str) -> str:
    """The attributes that tell words in a language from the page's; empty where both are in one."""
    if primary(language) == locale.language:
        return ""
    return f' lang="{escape(language)}" dir="{"rtl" if right_to_left(language) else "ltr"}"'


def spoken(locale: Locale, language: str) -> Markup:
    """The attributes of words that say which language they are in, be it that of the page."""
    turned = right_to_left(language) != (locale.direction == "rtl")
    direction = f' dir="{"rtl" if right_to_left(language) else "ltr"}"' if turned else ""
    return Markup(f' lang="{escape(language)}"{direction}')  # noqa: S704 - escaped


def worded(locale: Locale, language: str, text: object) -> str:
    """Words of an author's in a line of the page, with those attributes: in `language` unless they say otherwise."""
    words = text if isinstance(text, str) else str(text)
    own = foreign(locale, getattr(words, "language", None) or language)
    return Markup(f"<bdi{own}>{escape(words)}</bdi>") if own else words  # noqa: S704 - escaped


def _terms(scale: Scale) -> list[tuple[str, str]]:
    """The terms that are English in every language, each with the context of its gloss."""
    return [("likelihood", word) for word in scale.words] + [("confidence", level) for level in CONFIDENCE]


class DeadLink(Exception):  # noqa: N818 - said of a page, to its author
    """A page made by the shipped templates alone links to a place that it does not have."""

    hint = "this is a fault of briefgen, not of the project: please report it"


_EVERYWHERE = frozenset({"top"})
"""Where a link may lead on any page: to a browser it means the beginning, whether or not anything has that id."""
_PLACE = re.compile(r'id="(?<=\sid=")([^"]*)"')  # what begins with letters is found five times as fast
_LINK = re.compile(r'href="#([^"]*)"')


def _connected(page: str, theme: Theme) -> None:
    """Refuse a page with a link that leads nowhere: a reader would take the record for missing."""
    dead = sorted(set(_LINK.findall(page)).difference(_PLACE.findall(page), _EVERYWHERE))
    if not dead:
        return
    named = [f"`#{place}`" for place in dead[:3]] + [f"{len(dead) - 3} more"] * (len(dead) > 3)
    says = f"the page links to {ENGLISH.listed(named)}, and has no such place"
    if theme.own:
        raise TemplateFault(f"with the project's templates of the theme `{theme.name}` {says}")
    raise DeadLink(says)


_WORDS = (typeset.bracketed, typeset.capital, typeset.ended, typeset.readable)


FONTS = Markup("<fonts/>")
"""Where the font rules go, which depend on the characters of the finished page. No author's text can hold it."""


def settled(css: str) -> Markup:
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


_SCRIPT = "//<![CDATA[\n"
"""How a script begins: so that a reader of XML takes it for text."""


def _inline(script: str) -> Markup:
    """A script as it stands in the page, where nothing in it ends its element."""
    safe = str(script).replace("</", r"<\/").replace("<!--", r"<\!--")
    return Markup(f"{_SCRIPT}{safe}\n//]]>")  # noqa: S704 - the theme's own text


def _digest(script: str) -> str:
    """What the page's policy calls a script by, so that a browser runs this one alone."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _css(words: object) -> Markup:
    """Words as a string of a style sheet (CSS Syntax 3, 4.3.5), in which nothing ends the string or its element."""
    safe = re.sub(r'[\\"<>&\n\r\f]', lambda found: f"\\{ord(found[0]):x} ", unescape(str(words)))
    return Markup(f'"{safe}"')  # noqa: S704 - as above


_DRAWING = re.compile(r'<svg [^>]*class="drawing .*?</svg>', re.DOTALL)


def _painted(page: str) -> str:
    """A page whose drawings have the colours of its style sheet written out: WeasyPrint looks none up in them."""
    values = dict(re.findall(r"(--[\w-]+):\s*([^;}]+)", page.partition("</style>")[0]))
    colour = partial(re.sub, r"var\((--[\w-]+)\)", lambda use: values.get(use[1], use[0]))
    return _DRAWING.sub(lambda found: colour(found[0]), page)


_BLOCK = re.compile(r"<(p|figure|ul|ol|dl|blockquote|pre|table|h[1-6])(?=[ >])")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def _prose(
    language: str,
    labels: Mapping[str, Label],
    images: Mapping[str, Image],
    image: Callable[[str], str],
    locale: Locale,
) -> Callable[..., Markup]:
    """The filter that turns author prose into HTML.

    `headings`: the level of the heading above it. `inline`: without the paragraph around, for a text of one.
    `key` keeps the footnotes of one text apart from another's. `woven`: words of the page come into its paragraphs, so
    that these are not marked whole as being in another language than it.
    """

    def filtered(text: str, headings: int = 2, inline: bool = False, key: str = "", woven: bool = False) -> Markup:
        own = foreign(locale, getattr(text, "language", None) or language)

        def cite(citation: prose.Citation) -> str:
            parts = []
            for cited in citation.cited:
                label = labels.get(cited.id)
                if label is not None:
                    locator = f"{locale.comma}{escape(cited.locator)}" if cited.locator else ""
                    parts.append(f"{typeset.link(label)}{locator}")
            return typeset.bracket(parts) if parts else ""

        def picture(address: str) -> prose.Picture | None:
            folder = text.folder if isinstance(text, Authored) else None
            named = None if folder is None else images.get(name := prose.picture_file(folder, address))
            return prose.Picture(image(name), *shown(named)) if named else None

        made = prose.render(text, cite, picture, headings, key, not inline, locale).strip()
        if inline and made.startswith("<p>") and made.endswith("</p>") and made.count("<p>") == 1:
            made = f"<span{own}>{made[3:-4]}</span>" if own else made[3:-4]
        elif own and woven:
            made = _PARAGRAPH.sub(rf"<p><span{own}>\1</span></p>", made).replace("<figure ", f"<figure{own} ")
        elif own:
            made = _BLOCK.sub(rf"<\1{own}", made)
        return Markup(typeset.attached(made))  # noqa: S704 - made of escaped text by the Markdown renderer

    return filtered
